/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include <string.h>

#define MOST_OTHERS 3
#define LONGEST_UNBROKEN 30
#define NO_BREAK_SPACE "\xC2\xA0"

/* A number to call stays on one line. */
static const char *unbroken(rp_teller *t, const char *value) {
    rp_words parts = {0};
    const char *text = rp_quote(t, value), *whole = "";
    rp_str rest = rp_str_of(text), word;
    if (strlen(text) > LONGEST_UNBROKEN) {
        return text;
    }
    while (rp_str_word(&rest, &word)) {
        rp_words_add(t, &parts, rp_arena_text(&t->scratch, word.at, word.n));
    }
    for (size_t i = 0; i < parts.list.n; i++) {
        const char *both = rp_arena_format(&t->scratch, i > 0 ? "%s" NO_BREAK_SPACE "%s" : "%s%s", whole, parts.list.at[i]);
        whole = both ? both : text;
    }
    return whole;
}

const char *rp_contact_value(rp_teller *t, const rp_tree *contact) {
    const char *value = rp_text_of(contact, "value");
    return unbroken(t, value ? value : "");
}

const char *rp_contact_text(rp_teller *t, const rp_tree *contact, bool now) {
    const char *by = rp_text_of(contact, "by"), *text = rp_contact_value(t, contact);
    if (by && rp_has_word(t, "contact", by)) {
        text = rp_say_with_word(t, "contact", by, text);
    }
    if (rp_flag_of(contact, "secure")) {
        text = rp_say(t, "word.aside", "text", text, "aside", rp_say(t, "contact.secure", NULL), NULL);
    }
    if (now && !rp_flag_of(contact, "open")) {
        text = rp_say(t, "list.more", "first", text, "second", rp_say(t, "contact.closed", NULL), NULL);
    }
    return text;
}

const char *rp_contacts(rp_teller *t, const rp_tree *contacts, bool now) {
    rp_words words = {0};
    if (!contacts || contacts->n == 0) {
        return NULL;
    }
    for (const rp_tree *c = contacts->first; c; c = c->next) {
        rp_words_add(t, &words, rp_contact_text(t, c, now));
    }
    return rp_join(t, &words, RP_JOIN_CLAUSES);
}

static const char *earliest(rp_teller *t, const rp_tree *candidate) {
    const rp_tree *at = rp_tree_get(candidate, "earliest");
    const char *who = rp_who_name(t, rp_text_of(candidate, "actor"));
    if (rp_flag_of(candidate, "hidden")) {
        who = rp_say(t, "step.hidden-behind", "who", who, NULL);
    }
    if (!at) {
        return rp_is_word(candidate, "state", "blocked") ? who : rp_say(t, "step.earliest-unknown", "who", who, NULL);
    }
    if (t->now != INT64_MIN && at->number <= t->now) {
        return rp_say(t, "step.earliest-now", "who", who, NULL);
    }
    return rp_say(t, "step.earliest", "who", who, "when", rp_when(t, at->number), NULL);
}

/* Who is contacted first: the one after the holder, or the candidate. */
static const char *first_contact(const rp_tree *candidate) {
    const rp_tree *path = rp_tree_get(candidate, "path");
    const rp_tree *second = path ? rp_tree_at(path, 1) : NULL;
    return second && second->text ? second->text : rp_text_of(candidate, "actor");
}

/* Those between the holder and the candidate, in order. */
static const char *between(rp_teller *t, const rp_tree *path) {
    const char *text = NULL;
    for (const rp_tree *id = path->first ? path->first->next : NULL; id; id = id->next) {
        const char *who = rp_who_name(t, id->text ? id->text : "");
        text = text ? rp_say(t, "path.then", "path", text, "who", who, NULL) : who;
    }
    return text ? text : "";
}

static void tell_contact(rp_teller *t, rp_rows *rows, const rp_tree *candidate) {
    const rp_tree *path = rp_tree_get(candidate, "path");
    const rp_tree *notify = rp_tree_get(candidate, "notify");
    const char *contacts = rp_contacts(t, rp_tree_get(candidate, "call"), true);
    if (path && path->n > 2) {
        rp_tell_row(t, rows, "step.row-path", between(t, path));
    }
    if (contacts) {
        const char *whom = first_contact(candidate);
        rp_tell_row(t, rows, "step.row-call",
               path && path->n > 2 ? rp_say(t, "word.colon", "label", rp_who_name(t, whom), "text", contacts, NULL)
                                   : contacts);
    }
    if (notify && notify->n > 0) {
        rp_tell_row(t, rows, "step.row-told",
               rp_say(t, "step.told-text", "who", rp_names(t, notify, rp_who_name, RP_JOIN_AND), NULL));
    }
}

/* Why this one stands where it stands. */
static void tell_reasons(rp_teller *t, rp_rows *rows, const rp_tree *step, const rp_tree *candidate) {
    const rp_tree *reasons = rp_tree_get(candidate, "reasons");
    const char *certainty = rp_text_of(candidate, "certainty");
    const char *facts = rp_facts(t, rp_tree_get(candidate, "facts"));
    if (certainty && strcmp(certainty, "possible") == 0 && facts) {
        rp_tell_row(t, rows, "step.row-only-if", rp_say(t, "step.depends", "facts", facts, NULL));
    }
    for (const rp_tree *r = reasons ? reasons->first : NULL; r; r = r->next) {
        const char *code = rp_text_of(r, "code");
        if (code && ((facts && strcmp(code, "eligibility-open") == 0) ||
                     (rp_flag_of(step, "late") && strcmp(code, "after-target") == 0))) {
            continue; /* has been told */
        }
        rp_tell_row(t, rows, "step.row-because", rp_reason(t, "reason", r));
    }
    if (rp_text_of(candidate, "verified")) {
        rp_tell_row(t, rows, "step.row-verified", rp_date(t, rp_text_of(candidate, "verified")));
    }
}

/* With its state, where it is not the one that a reader takes it to have. */
static const char *with_state(rp_teller *t, const rp_tree *candidate, const char *usual) {
    const char *state = rp_text_of(candidate, "state");
    const char *text = earliest(t, candidate);
    if (state && usual && strcmp(state, usual) != 0) {
        text = rp_say(t, "word.aside", "text", text, "aside", rp_say_word(t, "state", state), NULL);
    }
    return text;
}

static void tell_others(rp_teller *t, rp_rows *rows, const rp_tree *first) {
    size_t shown = 0, n = 0;
    for (const rp_tree *c = first->next; c; c = c->next) {
        if (n++ < MOST_OTHERS) {
            rp_tell_row(t, rows, "step.row-others", with_state(t, c, "ready"));
            shown++;
        }
    }
    if (n > shown) {
        rp_tell_row(t, rows, "step.row-others", rp_say_n(t, "word.and-more", (int64_t)(n - shown), NULL));
    }
}

static const rp_tree *first_of(const rp_tree *step) {
    const rp_tree *candidates = step ? rp_tree_get(step, "candidates") : NULL;
    return candidates ? candidates->first : NULL;
}

static bool is_possible(const rp_tree *of) {
    const char *certainty = rp_text_of(of, "certainty");
    return certainty && strcmp(certainty, "possible") == 0;
}

static bool same_under(const rp_tree *a, const rp_tree *b, const char *key) {
    const rp_tree *left = rp_tree_get(a, key), *right = rp_tree_get(b, key);
    return left && right ? rp_tree_equal(left, right) : left == right;
}

/* Whether the first candidate of the other step has been told, with the same way there and the same to be told. */
static bool told_before(const rp_tree *first, const rp_tree *other) {
    static const char *const keys[] = {"actor", "hidden", "path", "notify", "share", "via"};
    for (size_t i = 0; other && i < sizeof keys / sizeof *keys; i++) {
        if (!same_under(first, other, keys[i])) {
            return false;
        }
    }
    return other != NULL;
}

void rp_tell_candidates(rp_teller *t, rp_rows *rows, const rp_tree *step, const rp_tree *host) {
    const rp_tree *first = first_of(step);
    bool later;
    if (!first) {
        return;
    }
    later = is_possible(step) || is_possible(first);
    if (rp_is_word(first, "state", "blocked")) { /* nobody is named as if they could be called */
        rp_tell_row(t, rows, "step.row-no-way", rp_who_name(t, rp_text_of(first, "actor")));
    } else if (told_before(first, first_of(host))) {
        rp_tell_row(t, rows, "step.row-who", rp_say(t, "step.same-visit", "who", rp_who_name(t, rp_text_of(first, "actor")), NULL));
        if (later && !is_possible(host)) {
            rp_tell_share(t, rows, first, later);
        }
    } else {
        rp_tell_row(t, rows, "step.row-who", with_state(t, first, rp_text_of(step, "state")));
        tell_contact(t, rows, first);
        tell_reasons(t, rows, step, first);
        rp_tell_share(t, rows, first, later);
    }
    tell_others(t, rows, first);
}
