/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The kinds of answer, told one after the other by refpath_answer_text(); a file each. */
#ifndef RP_OUTPUT_TEXT_H
#define RP_OUTPUT_TEXT_H

#include "output/teller.h"

/* The protocol of an answer, for names and for the zone of its times. */
void rp_set_zone(rp_teller *t, const refpath_answer *answer);

void rp_tell_plan(rp_teller *t, const rp_tree *answer);
void rp_tell_consent(rp_teller *t, const rp_tree *answer);
void rp_tell_ask(rp_teller *t, const rp_tree *answer);
void rp_tell_path(rp_teller *t, const rp_tree *answer);
void rp_tell_who(rp_teller *t, const rp_tree *answer);
void rp_tell_choices(rp_teller *t, const rp_tree *answer);
void rp_tell_list(rp_teller *t, const rp_tree *answer);
void rp_tell_about(rp_teller *t, const rp_tree *answer);
void rp_tell_analysis(rp_teller *t, const rp_tree *answer);
/* What a cell of a table says, NULL where it is empty; and what its column is called. */
const char *rp_analysis_value(rp_teller *t, const rp_tree *column, const rp_tree *row);
const char *rp_analysis_header(rp_teller *t, const rp_tree *column);

/* How a step stands. It is always said in words too. */
typedef enum rp_mood { RP_MOOD_NONE, RP_MOOD_GOOD, RP_MOOD_WAIT, RP_MOOD_BAD, RP_MOOD_DONE, RP_MOODS } rp_mood;

/* Of a step of a plan: its id, of several the first; what it is about; its state, also in words, with whether it is late. */
const char *rp_step_id(const rp_tree *step);
const char *rp_step_what(rp_teller *t, const rp_tree *step);
rp_mood rp_step_mood(const rp_tree *step);
const char *rp_step_state(rp_teller *t, const rp_tree *step);

/* One step of a plan, the n-th of all its steps from 1. */
void rp_tell_step(rp_teller *t, const rp_tree *steps, const rp_tree *step, size_t n);
/*
 * The first candidate of a step with path and contact, the others in short: rows of a step. `host` is the step at whose
 * visit this one is given, or NULL: what has been told there is not told again.
 */
void rp_tell_candidates(rp_teller *t, rp_rows *rows, const rp_tree *step, const rp_tree *host);
/*
 * What may be passed on to a candidate, what needs whose agreement, what must stay: rows of a step. With `later`
 * nothing may be passed on yet, for it is not known whether the step, or the candidate, is for this case.
 */
void rp_tell_share(rp_teller *t, rp_rows *rows, const rp_tree *candidate, bool later);
/* The questions of a plan or an ask, a line each. */
void rp_tell_questions(rp_teller *t, const rp_tree *ask);

/* Rows of words in scratch memory. */
rp_rows rp_rows_new(rp_teller *t);
void rp_tell_row(rp_teller *t, rp_rows *rows, const char *label_key, const char *text);
void rp_print_rows(rp_teller *t, size_t indent, rp_rows *rows);
/* The line that names the protocol of an answer. */
void rp_tell_protocol(rp_teller *t, rp_rows *rows, const rp_tree *answer);
const char *rp_shaded(rp_teller *t, rp_shade shade, const char *text);
/* The warnings of an answer under a heading of their own. */
void rp_tell_warnings(rp_teller *t, const rp_tree *answer);
/* A free line after warnings, where there were some and no heading follows. */
void rp_tell_free_line(rp_teller *t, const rp_tree *answer);

/* One agreement in words; and a list of them as one phrase that says which are refused, NULL where there is none. */
const char *rp_agreement_text(rp_teller *t, const rp_tree *agreement);
const char *rp_agreements_text(rp_teller *t, const rp_tree *list);
/* What a reason of a provider, or a warning, says: the message "prefix.code" with its arguments. */
const char *rp_reason(rp_teller *t, const char *prefix, const rp_tree *reason);
/* The label in an object of labels by language, in the one asked for, else the first; NULL where there is none. */
const char *rp_label_of(rp_teller *t, const rp_tree *labels);
/* A citation: the source, where in it, and when a specialist confirmed it. */
const char *rp_source(rp_teller *t, const rp_tree *cite);
/* "name (id)", or the one where they are the same. */
const char *rp_with_id(rp_teller *t, const char *name, const char *id);
const char *rp_labelled(rp_teller *t, refpath_kind kind, const char *id);
/* Of a decision: its rules with their tests, and what would change it. */
void rp_tell_why(rp_teller *t, const rp_tree *answer);
/*
 * {"by", "value", "secure", "open"} in words, with `now` whether it is open; a list of them as one phrase, NULL where there
 * is none.
 */
const char *rp_contact_value(rp_teller *t, const rp_tree *contact); /* the number or address alone */
const char *rp_contact_text(rp_teller *t, const rp_tree *contact, bool now);
const char *rp_contacts(rp_teller *t, const rp_tree *contacts, bool now);

#endif
