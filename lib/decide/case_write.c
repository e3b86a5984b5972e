/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A case as JSON, in one way alone: equal cases are the same bytes. */
#include "base/check.h"
#include "base/tree.h"
#include "decide/case_edit.h"
#include "decide/clock_text.h"

#include <string.h>

/* -- facts --------------------------------------------------------------------------------------------- */

static void write_number(rp_arena *arena, rp_tree *facts, const rp_fact *fact, const rp_given *given) {
    const rp_range *range = given->ranges.at;
    rp_tree *list;
    if (given->ranges.n == 1 && range->least == range->most) {
        rp_tree_integer(arena, facts, fact->id, range->least);
        return;
    }
    if (given->ranges.n == 1) {
        list = rp_tree_object(arena, facts, fact->id);
        rp_tree_integer(arena, list, "min", range->least);
        rp_tree_integer(arena, list, "max", range->most);
        return;
    }
    list = rp_tree_array(arena, facts, fact->id);
    for (size_t i = 0; i < given->ranges.n; i++) {
        for (int64_t value = range[i].least; value <= range[i].most && !arena->failed; value++) {
            rp_tree_integer(arena, list, NULL, value);
        }
    }
}

static void write_choice(rp_arena *arena, rp_tree *facts, const rp_fact *fact, const rp_given *given) {
    size_t n = fact->terms.n_leaves, leaf = rp_bits_next(given->terms, 0, n);
    rp_tree *list;
    if (rp_bits_count(given->terms, rp_bits_words(n)) == 1) {
        rp_tree_text(arena, facts, fact->id, fact->terms.entries.at[fact->terms.leaf[leaf]].id);
        return;
    }
    list = rp_tree_array(arena, facts, fact->id);
    for (; leaf < n; leaf = rp_bits_next(given->terms, leaf + 1, n)) {
        rp_tree_text(arena, list, NULL, fact->terms.entries.at[fact->terms.leaf[leaf]].id);
    }
}

/* A term that is yes speaks for those it stands in, one that is no for those under it: they are left out. */
static bool is_implied(const rp_forest *f, const unsigned char *truth, uint32_t term) {
    uint32_t parent = f->entries.at[term].parent;
    if (truth[term] == REFPATH_TRUTH_NO) {
        return parent != RP_NONE && truth[parent] == REFPATH_TRUTH_NO;
    }
    for (uint32_t t = term + 1; t < f->entries.at[term].end; t++) {
        if (truth[t] == REFPATH_TRUTH_YES) {
            return true;
        }
    }
    return false;
}

static void write_terms(rp_arena *arena, rp_tree *list, const rp_fact *fact, const rp_given *given,
                        refpath_truth truth) {
    for (uint32_t t = 0; t < fact->terms.entries.n; t++) {
        if (given->truth[t] == truth && !is_implied(&fact->terms, given->truth, t)) {
            rp_tree_text(arena, list, NULL, fact->terms.entries.at[t].id);
        }
    }
}

static void write_set(rp_arena *arena, rp_tree *facts, const rp_fact *fact, const rp_given *given,
                      bool complete) {
    rp_tree *map;
    if (complete) {
        write_terms(arena, rp_tree_array(arena, facts, fact->id), fact, given, REFPATH_TRUTH_YES);
        return;
    }
    map = rp_tree_object(arena, facts, fact->id);
    write_terms(arena, rp_tree_array(arena, map, "yes"), fact, given, REFPATH_TRUTH_YES);
    write_terms(arena, rp_tree_array(arena, map, "no"), fact, given, REFPATH_TRUTH_NO);
}

static void write_facts(rp_arena *arena, rp_tree *facts, const refpath_case *c) {
    for (uint32_t i = 0; i < c->protocol->facts.n; i++) {
        const rp_fact *fact = &c->protocol->facts.at[i];
        const rp_given *given = &c->facts[i];
        if (!given->given) {
            continue;
        }
        switch (fact->kind) {
        case RP_FACT_NUMBER: write_number(arena, facts, fact, given); break;
        case RP_FACT_CHOICE: write_choice(arena, facts, fact, given); break;
        case RP_FACT_SET: write_set(arena, facts, fact, given, rp_case_knows(c, i)); break;
        default: rp_tree_flag(arena, facts, fact->id, given->flag == REFPATH_TRUTH_YES); break;
        }
    }
}

/* -- clocks and lists ------------------------------------------------------------------------------------ */

static void write_clocks(rp_arena *arena, rp_tree *clocks, const refpath_case *c) {
    for (size_t i = 0; i < c->protocol->clocks.n; i++) {
        const rp_clock_given *given = &c->clocks[i];
        const char *id = c->protocol->clocks.at[i].id;
        if (given->given && given->span) {
            rp_tree *span = rp_tree_object(arena, clocks, id);
            rp_tree_text(arena, span, "from", given->from.text);
            rp_tree_text(arena, span, "to", given->to.text);
        } else if (given->given) {
            rp_tree_text(arena, clocks, id, given->from.text);
        }
    }
}

static void write_unknown(rp_arena *arena, rp_tree *list, const refpath_case *c) {
    const refpath_protocol *p = c->protocol;
    for (size_t i = 0; i < p->facts.n; i++) {
        if (c->unknown[i]) {
            rp_tree_text(arena, list, NULL, p->facts.at[i].id);
        }
    }
    if (c->unknown[p->facts.n]) {
        rp_tree_text(arena, list, NULL, "place");
    }
}

/* -- records --------------------------------------------------------------------------------------------- */

static void write_moment(rp_arena *arena, rp_tree *to, const char *key, int64_t moment) {
    char text[RP_MOMENT_TEXT];
    if (moment != RP_NO_TIME && rp_moment_write(moment, text)) {
        rp_tree_text(arena, to, key, rp_arena_text(arena, text, strlen(text)));
    }
}

static void write_scope(rp_arena *arena, rp_tree *to, const char *key, const rp_scope *scope,
                        const rp_forest *names, const rp_who *who) {
    rp_tree *list;
    if (scope->all) {
        rp_tree_text(arena, to, key, "all");
        return;
    }
    list = rp_tree_array(arena, to, key);
    for (uint32_t i = 0; i < scope->ids.n; i++) {
        uint32_t id = scope->ids.at[i];
        rp_tree_text(arena, list, NULL, names ? names->entries.at[id].id : who[id].id);
    }
}

static void write_consents(rp_arena *arena, rp_tree *list, const refpath_case *c) {
    static const char *const forms[] = {"spoken", "recorded", "written"};
    const refpath_protocol *p = c->protocol;
    for (size_t i = 0; i < c->consents.n; i++) {
        const rp_consent *consent = &c->consents.at[i];
        rp_tree *to = rp_tree_object(arena, list, NULL);
        rp_tree_text(arena, to, "by", p->parties.at[consent->party].id);
        rp_tree_flag(arena, to, "given", consent->given);
        write_moment(arena, to, "at", consent->at);
        if (consent->given) {
            rp_tree_text(arena, to, "kind", consent->assent ? "assent" : "consent");
            rp_tree_text(arena, to, "form", forms[consent->form]);
        }
        write_scope(arena, to, "items", &consent->items, &p->items, NULL);
        write_scope(arena, to, "recipients", &consent->recipients, NULL, p->who.at);
        write_scope(arena, to, "purposes", &consent->purposes, &p->aims, NULL);
        write_moment(arena, to, "until", consent->until);
        write_moment(arena, to, "withdrawn", consent->withdrawn);
    }
}

static void write_done(rp_arena *arena, rp_tree *list, const refpath_case *c) {
    for (size_t i = 0; i < c->done.n; i++) {
        const rp_done *done = &c->done.at[i];
        rp_tree *to = rp_tree_object(arena, list, NULL);
        rp_tree_text(arena, to, "step", c->protocol->steps.at[done->step].id);
        write_moment(arena, to, "at", done->at);
        if (done->actor != RP_NONE) {
            rp_tree_text(arena, to, "actor", c->protocol->actors.at[done->actor].id);
        }
        rp_tree_text(arena, to, "outcome", rp_outcome_names[done->outcome]);
    }
}

/* -- the whole ------------------------------------------------------------------------------------------- */

static void write_head(rp_arena *arena, rp_tree *root, const refpath_case *c) {
    const refpath_protocol *p = c->protocol;
    if (c->id) {
        rp_tree_text(arena, root, "id", c->id);
    }
    if (c->holder != RP_NONE) {
        rp_tree_text(arena, root, "holder", p->who.at[c->holder].id);
    }
    if (c->place != RP_NONE) {
        rp_tree_text(arena, root, "place", p->places.entries.at[c->place].id);
    }
}

/* A key with nothing to say is left out; false where there was no memory. */
static bool build(rp_arena *arena, rp_tree *root, const refpath_case *c) {
    rp_tree *avoid;
    if (!root) {
        return false;
    }
    write_head(arena, root, c);
    write_clocks(arena, rp_tree_object(arena, root, "clocks"), c);
    rp_tree_prune(root);
    write_facts(arena, rp_tree_object(arena, root, "facts"), c);
    rp_tree_prune(root);
    write_unknown(arena, rp_tree_array(arena, root, "unknown"), c);
    rp_tree_prune(root);
    avoid = rp_tree_array(arena, root, "avoid");
    for (size_t i = 0; i < c->avoid.n; i++) {
        rp_tree_text(arena, avoid, NULL, c->protocol->who.at[c->avoid.at[i]].id);
    }
    rp_tree_prune(root);
    write_done(arena, rp_tree_array(arena, root, "done"), c);
    rp_tree_prune(root);
    write_consents(arena, rp_tree_array(arena, root, "consents"), c);
    rp_tree_prune(root);
    return !arena->failed;
}

refpath_status refpath_case_write(const refpath_case *self, refpath_write write, void *user) {
    rp_arena scratch;
    rp_tree *root;
    refpath_status status = REFPATH_OUT_OF_MEMORY;
    if (!self || !write) {
        return REFPATH_INVALID_ARGUMENT;
    }
    rp_arena_init(&scratch, &self->alloc, true);
    root = rp_tree_root(&scratch);
    if (build(&scratch, root, self)) {
        status = rp_tree_json(root, write, user);
    }
    rp_arena_free(&scratch);
    return status;
}
