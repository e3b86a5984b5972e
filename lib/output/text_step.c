/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include "unicode/text.h"

#include <string.h>

#define LEAST_LABELS 17

const char *rp_step_id(const rp_tree *step) {
    const rp_tree *ids = rp_tree_get(step, "ids");
    return ids && ids->first && ids->first->text ? ids->first->text : "";
}

/* Its own label, the service, or whom to tell. */
const char *rp_step_what(rp_teller *t, const rp_tree *step) {
    const rp_tree *goal = rp_tree_get(step, "goal");
    const char *label = rp_part(t, REFPATH_KIND_STEP, rp_step_id(step), RP_LABEL_NAME);
    if (label) {
        return label;
    }
    if (goal && rp_is_word(step, "kind", "service")) {
        return rp_names(t, goal, rp_aim_name, RP_JOIN_AND);
    }
    if (goal && rp_is_word(step, "kind", "inform")) {
        return rp_say(t, "step.inform", "who", rp_names(t, goal, rp_who_name, RP_JOIN_OR), NULL);
    }
    return rp_step_name(t, rp_step_id(step));
}

rp_mood rp_step_mood(const rp_tree *step) {
    static const struct {
        const char *state;
        rp_mood mood;
    } moods[] = {
        {"done", RP_MOOD_DONE},         {"ready", RP_MOOD_GOOD},      {"needs-consent", RP_MOOD_WAIT},
        {"needs-facts", RP_MOOD_WAIT},  {"waiting", RP_MOOD_WAIT},    {"refused", RP_MOOD_BAD},
        {"forbidden", RP_MOOD_BAD},     {"blocked", RP_MOOD_BAD},     {"no-provider", RP_MOOD_BAD},
        {"window-closed", RP_MOOD_BAD},
    };
    for (size_t i = 0; i < sizeof moods / sizeof *moods; i++) {
        if (rp_is_word(step, "state", moods[i].state)) {
            return moods[i].mood;
        }
    }
    return RP_MOOD_NONE;
}

const char *rp_step_state(rp_teller *t, const rp_tree *step) {
    const char *state = rp_text_of(step, "state"), *word = rp_say_word(t, "state", state ? state : "");
    const char *late = rp_flag_of(step, "overdue") ? "step.overdue" : rp_flag_of(step, "late") ? "step.late" : NULL;
    if (late && !rp_is_word(step, "state", "window-closed")) {
        word = rp_say(t, "list.more", "first", word, "second", rp_say(t, late, NULL), NULL);
    }
    return word;
}

static void add_facts(rp_teller *t, rp_words *words, const rp_tree *facts) {
    for (const rp_tree *f = facts ? facts->first : NULL; f; f = f->next) {
        rp_words_add_once(t, words, rp_one_fact(t, f));
    }
}

/* What must be known for a step: its own facts, else those of its first candidate; NULL where none is named. */
static const char *facts_needed(rp_teller *t, const rp_tree *step) {
    const rp_tree *candidates = rp_tree_get(step, "candidates");
    const rp_tree *first = candidates ? candidates->first : NULL;
    const rp_tree *share = first ? rp_tree_get(first, "share") : NULL;
    rp_words words = {0};
    add_facts(t, &words, rp_tree_get(step, "facts"));
    if (words.list.n == 0 && first) {
        add_facts(t, &words, rp_tree_get(first, "facts"));
    }
    for (const rp_tree *d = share && words.list.n == 0 ? share->first : NULL; d; d = d->next) {
        const char *word = rp_text_of(d, "decision");
        add_facts(t, &words, word && strcmp(word, "needs-facts") == 0 ? rp_tree_get(d, "facts") : NULL);
    }
    return words.list.n > 0 ? rp_join(t, &words, RP_JOIN_CLAUSES) : NULL;
}

/* Refused for want of anybody who could agree, not because somebody has said no. */
static bool nobody_left(const rp_tree *step) {
    const rp_tree *candidates = rp_tree_get(step, "candidates");
    const rp_tree *share = candidates && candidates->first ? rp_tree_get(candidates->first, "share") : NULL;
    for (const rp_tree *d = share ? share->first : NULL; d; d = d->next) {
        const rp_tree *missing = rp_tree_get(d, "missing");
        for (const rp_tree *m = missing ? missing->first : NULL; m; m = m->next) {
            const rp_tree *by = rp_tree_get(m, "by");
            if (by && !by->text && by->n == 0) {
                return true;
            }
        }
    }
    return false;
}

/* The first candidate that can do it now, where that is not the first of all; else NULL. */
static const char *who_is_ready(rp_teller *t, const rp_tree *step) {
    const rp_tree *candidates = rp_tree_get(step, "candidates");
    const rp_tree *c = candidates ? candidates->first : NULL;
    if (!c || rp_is_word(c, "state", "ready")) {
        return NULL;
    }
    while (c && !rp_is_word(c, "state", "ready")) {
        c = c->next;
    }
    return c ? rp_who_name(t, rp_text_of(c, "actor")) : NULL;
}

static const char *meaning(rp_teller *t, const rp_tree *step, const char *state) {
    const char *ready = strcmp(state, "ready") == 0 ? who_is_ready(t, step) : NULL;
    if (ready) {
        return rp_say(t, "state-text.ready-by", "who", ready, NULL);
    }
    if (strcmp(state, "needs-facts") == 0) {
        const char *facts = facts_needed(t, step);
        return facts ? rp_say(t, "state-text.needs-facts", "facts", facts, NULL)
                     : rp_say(t, "state-text.needs-facts-plain", NULL);
    }
    if (strcmp(state, "waiting") == 0) {
        const rp_tree *after = rp_tree_get(step, "after");
        return after ? rp_say(t, "state-text.waiting", "steps", rp_names(t, after, rp_step_name, RP_JOIN_AND), NULL)
                     : rp_say(t, "state-text.waiting-plain", NULL);
    }
    if (strcmp(state, "refused") == 0 && nobody_left(step)) {
        return rp_say(t, "state-text.refused-nobody", NULL);
    }
    return rp_say_word(t, "state-text", state);
}

static void tell_title(rp_teller *t, const rp_tree *step, size_t n) {
    static const rp_shade shades[RP_MOODS] = {RP_SHADE_STRONG, RP_SHADE_GOOD, RP_SHADE_WAIT, RP_SHADE_BAD, RP_SHADE_GOOD};
    const char *what = rp_step_what(t, step), *word = rp_step_state(t, step);
    rp_page_blank(&t->page);
    if (t->page.plain) {
        rp_page_text(&t->page, 0, 0,
                     rp_say_n(t, "step.sentence-title", (int64_t)n, "what", what, "state", word, NULL));
        return;
    }
    rp_page_text(&t->page, 0, 3,
                 rp_say_n(t, "step.title", (int64_t)n, "what", rp_shaded(t, RP_SHADE_STRONG, what), "state",
                          rp_shaded(t, shades[rp_step_mood(step)], word), NULL));
}

/* What to do in words, where the protocol says it, under the label of the same step. */
static void tell_body(rp_teller *t, rp_rows *rows, const rp_tree *step) {
    const char *text = rp_part(t, REFPATH_KIND_STEP, rp_step_id(step), RP_LABEL_TEXT);
    const char *purpose = rp_text_of(step, "purpose");
    const rp_tree *goal = rp_tree_get(step, "goal");
    const char *certainty = rp_text_of(step, "certainty");
    const char *facts = rp_facts(t, rp_tree_get(step, "facts"));
    const char *state = rp_text_of(step, "state");
    if (text) {
        rp_tell_row(t, rows, "step.row-what", text);
    }
    if (certainty && strcmp(certainty, "possible") == 0 && facts && !(state && strcmp(state, "needs-facts") == 0)) {
        rp_tell_row(t, rows, "step.row-only-if", rp_say(t, "step.row-only-if-text", "facts", facts, NULL));
    }
    if (purpose && !rp_text_of(step, "with") && !(goal && goal->text && strcmp(goal->text, purpose) == 0)) {
        rp_tell_row(t, rows, "step.row-for", rp_aim_name(t, purpose));
    }
    if (rp_text_of(step, "with")) {
        rp_tell_row(t, rows, "step.row-with", rp_step_name(t, rp_text_of(step, "with")));
    }
    if (rp_tree_get(step, "after") && !(state && strcmp(state, "waiting") == 0)) {
        rp_tell_row(t, rows, "step.row-after", rp_names(t, rp_tree_get(step, "after"), rp_step_name, RP_JOIN_AND));
    }
}

static void tell_limit(rp_teller *t, rp_rows *rows, const rp_tree *limit) {
    const rp_tree *at = rp_tree_get(limit, "at");
    const char *then = rp_text_of(limit, "then");
    bool owed = then && strcmp(then, "overdue") == 0;
    const char *when;
    if (!at) {
        return;
    }
    when = rp_when(t, at->number);
    rp_tell_row(t, rows, owed ? "step.row-limit-overdue" : "step.row-limit-closed",
           rp_flag_of(limit, "passed")
               ? rp_say(t, owed ? "step.limit-overdue-passed" : "step.limit-closed-passed", "when", when, NULL)
               : rp_say(t, "step.limit-text", "when", when, "relative", rp_relative(t, at->number), NULL));
}

/* Whether there is a point in saying "as soon as possible". */
static bool can_be_done(const rp_tree *step) {
    static const char *const states[] = {"ready", "needs-consent", "needs-facts", "waiting"};
    const char *state = rp_text_of(step, "state");
    for (size_t i = 0; state && i < sizeof states / sizeof *states; i++) {
        if (strcmp(states[i], state) == 0) {
            return true;
        }
    }
    return false;
}

static void tell_times(rp_teller *t, rp_rows *rows, const rp_tree *step) {
    const rp_tree *target = rp_tree_get(step, "target");
    const rp_tree *limits = rp_tree_get(step, "limits");
    const rp_tree *open = rp_tree_get(step, "open-clocks");
    if (target) {
        const char *when = rp_when(t, target->number);
        rp_tell_row(t, rows, "step.row-by",
               rp_flag_of(step, "late")
                   ? rp_say(t, can_be_done(step) ? "step.by-late" : "step.by-passed", "when", when, NULL)
                   : rp_say(t, "step.by-text", "when", when, "relative", rp_relative(t, target->number), NULL));
    }
    for (const rp_tree *limit = limits ? limits->first : NULL; limit; limit = limit->next) {
        tell_limit(t, rows, limit);
    }
    if (open && open->n > 0) {
        rp_tell_row(t, rows, "step.row-open",
               rp_say(t, "step.open-clock", "clocks", rp_names(t, open, rp_clock_name, RP_JOIN_AND), NULL));
    }
}

static void tell_done(rp_teller *t, rp_rows *rows, const rp_tree *step) {
    const rp_tree *done = rp_tree_get(step, "done");
    for (const rp_tree *entry = done ? done->first : NULL; entry; entry = entry->next) {
        const char *outcome = rp_text_of(entry, "outcome"), *actor = rp_text_of(entry, "actor");
        const rp_tree *at = rp_tree_get(entry, "at");
        const char *word = rp_say_word(t, "outcome", outcome ? outcome : "");
        const char *when = at ? rp_when(t, at->number) : "";
        rp_tell_row(t, rows, "step.row-done",
               actor ? rp_say(t, "step.done-entry-actor", "outcome", word, "when", when, "who", rp_who_name(t, actor),
                              NULL)
                     : rp_say(t, "step.done-entry", "outcome", word, "when", when, NULL));
    }
}

static void tell_rest(rp_teller *t, rp_rows *rows, const rp_tree *step) {
    /* What a visit may share besides is told with the visit. */
    const rp_tree *items = rp_tree_get(step, "with") ? NULL : rp_tree_get(step, "items-if");
    const rp_tree *hidden = rp_tree_get(step, "hidden-help");
    const rp_tree *left = rp_tree_get(step, "left-out");
    const rp_tree *escalate = rp_tree_get(step, "escalate");
    for (const rp_tree *i = items ? items->first : NULL; i; i = i->next) {
        const char *facts = rp_facts(t, rp_tree_get(i, "facts"));
        const char *id = rp_text_of(i, "step");
        rp_tell_row(t, rows, "step.row-items-if",
               rp_say(t, facts ? "step.items-if-text" : "step.items-if-text-no-facts", "item",
                      rp_item_name(t, rp_text_of(i, "item")), "step", rp_step_name(t, id ? id : ""), "facts", facts,
                      NULL));
    }
    if (hidden) {
        rp_tell_row(t, rows, "step.row-hidden",
               hidden->n > 0 ? rp_say(t, "step.hidden-text", "roles", rp_names(t, hidden, rp_who_name, RP_JOIN_OR), NULL)
                             : rp_say(t, "step.hidden-text-plain", NULL));
    }
    for (const rp_tree *l = left ? left->first : NULL; l; l = l->next) {
        rp_tell_row(t, rows, "step.row-left-out",
               rp_say(t, "word.colon", "label", rp_who_name(t, rp_text_of(l, "actor")), "text",
                      rp_reason(t, "left-out", rp_tree_get(l, "because")), NULL));
    }
    if (escalate) {
        const rp_tree *at = rp_tree_get(escalate, "at");
        const char *who = rp_names(t, rp_tree_get(escalate, "to"), rp_who_name, RP_JOIN_OR);
        rp_tell_row(t, rows, "step.row-escalate",
               at && at->number > t->now
                   ? rp_say(t, "step.escalate", "who", who, "when", rp_when(t, at->number), NULL)
                   : rp_say(t, "step.escalate-now", "who", who, NULL));
    }
}

static bool has_id(const rp_tree *step, const char *id) {
    const rp_tree *ids = rp_tree_get(step, "ids");
    for (const rp_tree *own = ids ? ids->first : NULL; own; own = own->next) {
        if (own->text && strcmp(own->text, id) == 0) {
            return true;
        }
    }
    return false;
}

/* The step at whose visit this one is given, where it has been told before; else NULL. */
static const rp_tree *host_of(const rp_tree *steps, const rp_tree *step) {
    const char *with = rp_text_of(step, "with");
    for (const rp_tree *s = with ? steps->first : NULL; s && s != step; s = s->next) {
        if (has_id(s, with)) {
            return s;
        }
    }
    return NULL;
}

/* Wide enough for every label that a step can have, so that all steps of a plan stand in the same columns. */
static size_t label_columns(const rp_teller *t) {
    static const char prefix[] = "step.row-";
    size_t most = LEAST_LABELS;
    for (size_t i = 0; i < t->messages->n; i++) {
        const rp_message *m = &t->messages->at[i];
        if (strncmp(m->key, prefix, sizeof prefix - 1) == 0 && !strchr(m->pattern, '{')) {
            size_t wide = rp_display_width(m->pattern, strlen(m->pattern));
            most = wide > most ? wide : most;
        }
    }
    return most;
}

void rp_tell_step(rp_teller *t, const rp_tree *steps, const rp_tree *step, size_t n) {
    const char *state = rp_text_of(step, "state");
    rp_rows rows = rp_rows_new(t);
    rows.least = label_columns(t);
    state = state ? state : "";
    tell_title(t, step, n);
    rp_page_text(&t->page, 3, 0, meaning(t, step, state));
    tell_body(t, &rows, step);
    tell_done(t, &rows, step);
    if (strcmp(state, "done") != 0) {
        tell_times(t, &rows, step);
        if (strcmp(state, "window-closed") != 0) {
            rp_tell_candidates(t, &rows, step, host_of(steps, step));
        }
        tell_rest(t, &rows, step);
    }
    rp_print_rows(t, 3, &rows);
}
