/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* May an item go from a sender to a recipient for a purpose? */
#ifndef RP_DECIDE_CONSENT_H
#define RP_DECIDE_CONSENT_H

#include "base/tree.h"
#include "decide/match.h"

/* From the least to the most restrictive. */
typedef enum rp_word_of { RP_PERMITTED, RP_NEEDS_CONSENT, RP_NEEDS_FACTS, RP_REFUSED, RP_FORBIDDEN } rp_word_of;
extern const char *const rp_decision_words[5];

/* One transfer: a smallest item to one recipient. */
typedef struct rp_transfer {
    uint32_t item;      /* leaf item */
    uint32_t sender;    /* who; an actor or a bare role */
    uint32_t recipient; /* who; an actor or a party */
    uint32_t purpose;   /* aim */
    uint32_t behind;    /* who: for a gatekeeper, whoever it passes things on to; a consent for that one covers it */
} rp_transfer;

/* An agreement that is not met. */
typedef struct rp_missing {
    uint32_t agreement; /* number: gives the order */
    rp_refs by;         /* parties left to ask */
    bool refused;
} rp_missing;

typedef struct rp_decision rp_decision;
struct rp_decision {
    rp_word_of word;
    uint32_t item; /* entry of the item asked for */
    RP_LIST(rp_missing) missing;
    rp_word *facts;       /* axes on which the word or the list depends */
    rp_word *ask_facts;   /* those of them whose if-open is "ask" */
    rp_word *despite;     /* parties */
    rp_word *rules;       /* that made it */
    rp_word *holding;     /* rules that hold in some completion: their obligations stand */
    rp_word *depends;     /* all open axes on which word and list depend, whatever their if-open */
    RP_LIST(struct rp_decision *) parts; /* those that differ from it */
    uint32_t recipient;   /* of a part */
    bool ruled;           /* a decision of rules about one transfer: below is where some rule forbids, where it is permitted */
    rp_dd forbidden, permitted;
    rp_decision **all; /* of several together: all of them */
    size_t n_all;
};

/* Decides one transfer of a smallest item. */
refpath_status rp_decide(rp_work *w, const rp_transfer *transfer, rp_decision *out);
/* Decides an item as asked, with all its parts, for one recipient. */
refpath_status rp_decide_item(rp_work *w, const rp_transfer *transfer, uint32_t item, rp_decision *out);
/* The most restrictive of several; `in` is what was asked for. */
refpath_status rp_decide_together(rp_work *w, rp_decision **in, size_t n, uint32_t item, rp_decision *out);

/* Puts an agreement into the list of a decision: in order, without those that another implies. */
refpath_status rp_missing_add(rp_work *w, rp_decision *out, const rp_missing *missing);
/* Two lists that read alike. */
bool rp_missing_alike(const rp_work *w, const rp_decision *a, const rp_decision *b);
/* How one agreement of a rule stands: where it is met, and how it would be listed. */
refpath_status rp_agreement_weigh(rp_work *w, const rp_transfer *transfer, const rp_rule *rule, uint32_t agreement,
                                  rp_missing *as, rp_dd *met);

/* -- records.c: what is on record ------------------------------------------------------------------- */

/* A refusal of this party stands against the transfer at the time of the question. */
bool rp_barred(rp_work *w, const rp_transfer *transfer, uint32_t party);
/* Parties of an agreement that are not avoided, in the arena. */
refpath_status rp_parties_left(rp_work *w, const rp_agreement *agreement, rp_refs *out);
/* Where, over the completions, an agreement of a rule is met by a consent on record. */
rp_dd rp_agreement_met(rp_work *w, const rp_transfer *transfer, const rp_rule *rule, const rp_agreement *agreement);

/* `a` implies `b`: the same parties, the same or stricter kind, form and naming. */
bool rp_agreement_implies(const rp_work *w, const rp_missing *a, const rp_missing *b);

#endif
