/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * One decision over all completions. Every part of it is a function of the open facts: whether a rule holds, whether
 * an agreement is met. Word and list are put together from such functions, never by counting completions.
 */
#include "decide/consent.h"

#include "base/check.h"
#include "decide/who.h"

#include <string.h>

const char *const rp_decision_words[5] = {"permitted", "needs-consent", "needs-facts", "refused", "forbidden"};

/* A rule that may hold, with what each of its agreements comes to. */
typedef struct rp_live_rule {
    uint32_t rule;
    rp_dd holds;
    rp_dd counts;   /* a require rule that is not left out, and nothing forbids or permits before */
    rp_dd all_met;  /* of a permit rule */
    const rp_dd *met;     /* per agreement */
    const rp_missing *as; /* per agreement: how it stands in a list */
} rp_live_rule;

typedef struct rp_ruling {
    rp_work *w;
    const rp_transfer *t;
    RP_LIST(rp_live_rule) live; /* in document order */
    rp_dd forbidden, permitted; /* by a forbid rule; by a permit rule */
    rp_dd required;             /* some require rule counts */
} rp_ruling;

/* One line of the list: an agreement that some completion lacks. Agreements that read alike are one line. */
typedef struct rp_line {
    rp_missing missing;
    rp_dd lacking; /* where it is lacking */
    rp_dd listed;  /* where it stands in the list: lacking, and implied by no other that is */
} rp_line;

static refpath_status init_decision(rp_work *w, rp_decision *d) {
    memset(d, 0, sizeof *d);
    d->facts = rp_axes_new(w);
    d->ask_facts = rp_axes_new(w);
    d->depends = rp_axes_new(w);
    d->despite = RP_ARENA_ARRAY(w->arena, rp_word, rp_bits_words(w->p->parties.n) + 1);
    d->rules = RP_ARENA_ARRAY(w->arena, rp_word, rp_bits_words(w->p->rules.n) + 1);
    d->holding = RP_ARENA_ARRAY(w->arena, rp_word, rp_bits_words(w->p->rules.n) + 1);
    d->recipient = RP_NONE;
    if (!d->facts || !d->ask_facts || !d->depends || !d->despite || !d->rules || !d->holding) {
        return REFPATH_OUT_OF_MEMORY;
    }
    return REFPATH_OK;
}

/* -- the rules ----------------------------------------------------------------------------------------- */

refpath_status rp_agreement_weigh(rp_work *w, const rp_transfer *transfer, const rp_rule *rule, uint32_t agreement,
                                  rp_missing *as, rp_dd *met) {
    const rp_agreement *one = &w->p->agreements.at[agreement];
    as->agreement = agreement;
    RP_TRY(rp_parties_left(w, one, &as->by));
    as->refused = true; /* with nobody left it counts as refused */
    for (uint32_t k = 0; k < as->by.n; k++) {
        as->refused = as->refused && rp_barred(w, transfer, as->by.at[k]);
    }
    *met = as->refused ? RP_DD_FALSE : rp_agreement_met(w, transfer, rule, one);
    return REFPATH_OK;
}

static refpath_status weigh_agreements(rp_ruling *r, rp_live_rule *live) {
    rp_work *w = r->w;
    const rp_rule *rule = &w->p->rules.at[live->rule];
    rp_dd *met = RP_ARENA_ARRAY(w->arena, rp_dd, rule->n_agreements);
    rp_missing *as = RP_ARENA_ARRAY(w->arena, rp_missing, rule->n_agreements);
    RP_HAVE(met);
    RP_HAVE(as);
    live->all_met = RP_DD_TRUE;
    for (uint32_t i = 0; i < rule->n_agreements; i++) {
        RP_TRY(rp_agreement_weigh(w, r->t, rule, rule->first_agreement + i, &as[i], &met[i]));
        live->all_met = rp_dd_and(&w->dd, live->all_met, met[i]);
    }
    live->met = met;
    live->as = as;
    return REFPATH_OK;
}

static refpath_status find_live_rules(rp_ruling *r) {
    rp_work *w = r->w;
    rp_request request = {r->t->sender, r->t->recipient, r->t->purpose, r->t->item, RP_NONE};
    const rp_match *match = rp_match_get(w, &request);
    rp_word *may = RP_ARENA_ARRAY(w->arena, rp_word, rp_bits_words(w->p->rules.n) + 1);
    size_t n = w->p->rules.n;
    RP_HAVE(match);
    RP_HAVE(may);
    rp_match_rules(w, match, may);
    r->forbidden = r->permitted = r->required = RP_DD_FALSE;
    for (uint32_t i = (uint32_t)rp_bits_next(may, 0, n); i < n; i = (uint32_t)rp_bits_next(may, i + 1, n)) {
        rp_dd holds = rp_condition_holds(w, &request, w->p->rules.at[i].when);
        rp_live_rule *live;
        if (holds == RP_DD_FALSE) {
            continue;
        }
        live = RP_LIST_ADD(w->arena, &r->live);
        RP_HAVE(live);
        live->rule = i;
        live->holds = holds;
        RP_TRY(weigh_agreements(r, live));
        if (w->p->rules.at[i].effect == RP_FORBID) {
            r->forbidden = rp_dd_or(&w->dd, r->forbidden, holds);
        } else if (w->p->rules.at[i].effect == RP_PERMIT) {
            r->permitted = rp_dd_or(&w->dd, r->permitted, rp_dd_and(&w->dd, holds, live->all_met));
        }
    }
    return w->dd.status;
}

static bool section_over(const refpath_protocol *p, uint32_t over, uint32_t under) {
    for (uint32_t i = 0; i < p->sections.at[over].over.n; i++) {
        if (p->sections.at[over].over.at[i] == under) {
            return true;
        }
    }
    return false;
}

/* Where some require rule holds of a section that stands over this one. */
static rp_dd left_out(rp_ruling *r, uint32_t section) {
    const refpath_protocol *p = r->w->p;
    rp_dd out = RP_DD_FALSE;
    for (size_t i = 0; i < r->live.n; i++) {
        const rp_rule *rule = &p->rules.at[r->live.at[i].rule];
        if (rule->effect == RP_REQUIRE && section_over(p, rule->section, section)) {
            out = rp_dd_or(&r->w->dd, out, r->live.at[i].holds);
        }
    }
    return out;
}

static void find_counting_rules(rp_ruling *r) {
    rp_diagrams *dd = &r->w->dd;
    rp_dd open = rp_dd_and(dd, rp_dd_not(dd, r->forbidden), rp_dd_not(dd, r->permitted));
    for (size_t i = 0; i < r->live.n; i++) {
        rp_live_rule *live = &r->live.at[i];
        const rp_rule *rule = &r->w->p->rules.at[live->rule];
        if (rule->effect == RP_REQUIRE) {
            rp_dd counts = rp_dd_and(dd, live->holds, rp_dd_not(dd, left_out(r, rule->section)));
            live->counts = rp_dd_and(dd, counts, open);
            r->required = rp_dd_or(dd, r->required, live->counts);
        } else {
            live->counts = RP_DD_FALSE;
        }
    }
}

/* -- the list ------------------------------------------------------------------------------------------ */

typedef struct rp_lines {
    RP_LIST(rp_line) at;
} rp_lines;

static refpath_status add_line(rp_ruling *r, rp_lines *lines, const rp_missing *missing, rp_dd lacking) {
    rp_line *line;
    if (lacking == RP_DD_FALSE) {
        return REFPATH_OK;
    }
    for (size_t i = 0; i < lines->at.n; i++) {
        line = &lines->at.at[i];
        if (rp_agreement_implies(r->w, &line->missing, missing) && rp_agreement_implies(r->w, missing, &line->missing)) {
            line->lacking = rp_dd_or(&r->w->dd, line->lacking, lacking);
            return REFPATH_OK;
        }
    }
    line = RP_LIST_ADD(r->w->arena, &lines->at);
    RP_HAVE(line);
    line->missing = *missing;
    line->lacking = lacking;
    return REFPATH_OK;
}

static refpath_status make_lines(rp_ruling *r, rp_lines *lines) {
    rp_diagrams *dd = &r->w->dd;
    for (size_t i = 0; i < r->live.n; i++) {
        const rp_live_rule *live = &r->live.at[i];
        const rp_rule *rule = &r->w->p->rules.at[live->rule];
        for (uint32_t k = 0; k < rule->n_agreements && live->counts != RP_DD_FALSE; k++) {
            RP_TRY(add_line(r, lines, &live->as[k], rp_dd_and(dd, live->counts, rp_dd_not(dd, live->met[k]))));
        }
    }
    for (size_t i = 0; i < lines->at.n; i++) {
        rp_line *line = &lines->at.at[i];
        line->listed = line->lacking;
        for (size_t k = 0; k < lines->at.n; k++) {
            if (k != i && rp_agreement_implies(r->w, &lines->at.at[k].missing, &line->missing)) {
                line->listed = rp_dd_and(dd, line->listed, rp_dd_not(dd, lines->at.at[k].lacking));
            }
        }
    }
    return dd->status;
}

/* All that some completion lacks, less what another of them implies. */
static refpath_status take_missing(rp_work *w, const rp_lines *lines, rp_decision *d) {
    for (size_t i = 0; i < lines->at.n; i++) {
        bool implied = false;
        for (size_t k = 0; k < lines->at.n && !implied; k++) {
            implied = k != i && rp_agreement_implies(w, &lines->at.at[k].missing, &lines->at.at[i].missing);
        }
        if (!implied) {
            rp_missing *missing = RP_LIST_ADD(w->arena, &d->missing);
            RP_HAVE(missing);
            *missing = lines->at.at[i].missing;
        }
    }
    return REFPATH_OK;
}

/* -- the word ------------------------------------------------------------------------------------------ */

/* Where each word is the answer of a completion. */
typedef struct rp_word_map {
    rp_dd at[5];
} rp_word_map;

static void map_words(rp_ruling *r, const rp_lines *lines, rp_word_map *map) {
    rp_diagrams *dd = &r->w->dd;
    rp_dd refused = RP_DD_FALSE, lacking = RP_DD_FALSE, ruled;
    for (size_t i = 0; i < lines->at.n; i++) {
        lacking = rp_dd_or(dd, lacking, lines->at.at[i].lacking);
        if (lines->at.at[i].missing.refused) {
            refused = rp_dd_or(dd, refused, lines->at.at[i].lacking);
        }
    }
    ruled = rp_dd_or(dd, r->permitted, r->required);
    map->at[RP_FORBIDDEN] = rp_dd_or(dd, r->forbidden, rp_dd_not(dd, ruled));
    map->at[RP_REFUSED] = refused;
    map->at[RP_NEEDS_FACTS] = RP_DD_FALSE;
    map->at[RP_NEEDS_CONSENT] = rp_dd_and(dd, lacking, rp_dd_not(dd, refused));
    map->at[RP_PERMITTED] = rp_dd_not(dd, rp_dd_or(dd, map->at[RP_FORBIDDEN], lacking));
}

static bool asks(const rp_work *w, uint32_t axis) {
    uint32_t fact = w->p->matcher.axes.at[axis].fact;
    return fact >= w->p->facts.n || !w->p->facts.at[fact].every;
}

static void gather_facts(rp_ruling *r, const rp_lines *lines, const rp_word_map *map, rp_decision *d) {
    rp_work *w = r->w;
    for (int word = 0; word < 5; word++) {
        rp_depends(w, map->at[word], d->facts);
    }
    for (size_t i = 0; i < lines->at.n; i++) {
        rp_depends(w, lines->at.at[i].listed, d->facts);
    }
    for (uint32_t a = 0; a < w->p->matcher.axes.n; a++) {
        if (rp_bits_has(d->facts, a)) {
            rp_bits_add(d->depends, a);
            if (asks(w, a)) {
                rp_bits_add(d->ask_facts, a);
            }
        }
    }
}

/* In every completion that needs consent the list is one and the same. */
static bool one_list(rp_ruling *r, const rp_lines *lines, rp_dd needs_consent) {
    for (size_t i = 0; i < lines->at.n; i++) {
        rp_dd listed = lines->at.at[i].listed;
        if (listed != RP_DD_FALSE && rp_dd_and(&r->w->dd, needs_consent, rp_dd_not(&r->w->dd, listed)) != RP_DD_FALSE) {
            return false;
        }
    }
    return true;
}

static rp_word_of choose_word(rp_ruling *r, const rp_lines *lines, const rp_word_map *map, const rp_decision *d) {
    bool only_asking = map->at[RP_FORBIDDEN] == RP_DD_FALSE && map->at[RP_REFUSED] == RP_DD_FALSE;
    bool ask = rp_bits_any(d->ask_facts, r->w->p->matcher.axis_words);
    if (ask) {
        /* Something differs, so some completion needs consent where none is refused or forbidden. */
        bool sure = only_asking && one_list(r, lines, map->at[RP_NEEDS_CONSENT]);
        return sure ? RP_NEEDS_CONSENT : RP_NEEDS_FACTS;
    }
    for (int word = RP_FORBIDDEN; word > RP_PERMITTED; word--) {
        if (map->at[word] != RP_DD_FALSE) {
            return (rp_word_of)word;
        }
    }
    return RP_PERMITTED;
}

/* -- what is told with it -------------------------------------------------------------------------------- */

static void name_rules(rp_ruling *r, rp_decision *d) {
    rp_diagrams *dd = &r->w->dd;
    for (size_t i = 0; i < r->live.n; i++) {
        const rp_live_rule *live = &r->live.at[i];
        rp_dd made = live->holds;
        switch (r->w->p->rules.at[live->rule].effect) {
        case RP_FORBID: break;
        case RP_PERMIT:
            made = rp_dd_and(dd, rp_dd_and(dd, made, live->all_met), rp_dd_not(dd, r->forbidden));
            break;
        default: made = live->counts; break;
        }
        if (made != RP_DD_FALSE) {
            rp_bits_add(d->rules, live->rule);
        }
        rp_bits_add(d->holding, live->rule);
    }
}

static void name_despite(rp_ruling *r, rp_decision *d) {
    rp_dd by_rule = rp_dd_and(&r->w->dd, r->permitted, rp_dd_not(&r->w->dd, r->forbidden));
    for (uint32_t party = 0; party < r->w->p->parties.n && by_rule != RP_DD_FALSE; party++) {
        if (!rp_avoided(r->w, r->w->p->party_who[party]) && rp_barred(r->w, r->t, party)) {
            rp_bits_add(d->despite, party);
        }
    }
}

static void warn_if_nobody_left(rp_work *w, const rp_decision *d) {
    for (size_t i = 0; i < d->missing.n; i++) {
        if (d->missing.at[i].by.n == 0) {
            rp_warn(w, "nobody-left-to-ask", NULL, NULL);
        }
    }
}

refpath_status rp_decide(rp_work *w, const rp_transfer *transfer, rp_decision *out) {
    rp_ruling r;
    rp_lines lines;
    rp_word_map map;
    memset(&r, 0, sizeof r);
    memset(&lines, 0, sizeof lines);
    RP_TRY(init_decision(w, out));
    out->item = w->p->items.leaf[transfer->item];
    out->recipient = transfer->recipient;
    if (rp_avoided(w, transfer->recipient) ||
        (w->p->who.at[transfer->recipient].kind == RP_WHO_ACTOR &&
         !rp_actor_active(w, w->p->who.at[transfer->recipient].index))) {
        out->word = RP_FORBIDDEN; /* no rule is asked */
        return REFPATH_OK;
    }
    r.w = w;
    r.t = transfer;
    RP_TRY(find_live_rules(&r));
    find_counting_rules(&r);
    RP_TRY(make_lines(&r, &lines));
    map_words(&r, &lines, &map);
    gather_facts(&r, &lines, &map, out);
    out->word = choose_word(&r, &lines, &map, out);
    out->ruled = true;
    out->forbidden = r.forbidden;
    out->permitted = map.at[RP_PERMITTED];
    if (out->word == RP_NEEDS_CONSENT || out->word == RP_REFUSED) {
        RP_TRY(take_missing(w, &lines, out));
        warn_if_nobody_left(w, out);
    }
    name_rules(&r, out);
    if (out->word == RP_PERMITTED) {
        name_despite(&r, out);
    }
    if (out->word == RP_NEEDS_FACTS) {
        rp_bits_copy(out->facts, out->ask_facts, w->p->matcher.axis_words);
    }
    return w->dd.status;
}

/* -- several together -------------------------------------------------------------------------------------- */

/* Who is asked for `a` need not be asked for `b`, and whoever sees `a` sees a refusal of `b`. */
static bool covers(const rp_work *w, const rp_missing *a, const rp_missing *b) {
    return (a->refused || !b->refused) && rp_agreement_implies(w, a, b);
}

refpath_status rp_missing_add(rp_work *w, rp_decision *out, const rp_missing *missing) {
    const rp_missing *room;
    size_t i = 0;
    for (size_t k = 0; k < out->missing.n; k++) {
        const rp_missing *other = &out->missing.at[k];
        bool earlier = missing->agreement < other->agreement && covers(w, missing, other); /* the same, named later */
        if (covers(w, other, missing) && !earlier) {
            return REFPATH_OK;
        }
    }
    for (size_t k = 0; k < out->missing.n; k++) {
        if (!covers(w, missing, &out->missing.at[k])) {
            out->missing.at[i++] = out->missing.at[k];
        }
    }
    out->missing.n = i;
    room = RP_LIST_ADD(w->arena, &out->missing);
    RP_HAVE(room);
    for (i = out->missing.n - 1; i > 0 && out->missing.at[i - 1].agreement > missing->agreement; i--) {
        out->missing.at[i] = out->missing.at[i - 1];
    }
    out->missing.at[i] = *missing;
    return REFPATH_OK;
}

bool rp_missing_alike(const rp_work *w, const rp_decision *a, const rp_decision *b) {
    bool alike = a->missing.n == b->missing.n;
    for (size_t i = 0; alike && i < a->missing.n; i++) {
        const rp_missing *x = &a->missing.at[i], *y = &b->missing.at[i];
        alike = x->refused == y->refused && rp_agreement_implies(w, x, y) && rp_agreement_implies(w, y, x);
    }
    return alike;
}

/* The same obligations, for they are what is told of the rules that hold. */
static bool same_obligations(const refpath_protocol *p, const rp_decision *a, const rp_decision *b) {
    for (size_t r = 0; r < p->rules.n; r++) {
        if (p->rules.at[r].n_obligations > 0 && rp_bits_has(a->holding, r) != rp_bits_has(b->holding, r)) {
            return false;
        }
    }
    return true;
}

/* A part differs where its word, its list, its facts, its rules or its obligations do. */
static bool differs(const rp_work *w, const rp_decision *part, const rp_decision *whole) {
    size_t rules = rp_bits_words(w->p->rules.n), axes = w->p->matcher.axis_words;
    return part->word != whole->word || !rp_missing_alike(w, part, whole) || !rp_bits_equal(part->facts, whole->facts, axes) ||
           !rp_bits_equal(part->rules, whole->rules, rules) || !same_obligations(w->p, part, whole) ||
           !rp_bits_equal(part->despite, whole->despite, rp_bits_words(w->p->parties.n));
}

static void join(rp_work *w, const rp_decision *part, rp_decision *out) {
    size_t rules = rp_bits_words(w->p->rules.n), axes = w->p->matcher.axis_words;
    rp_bits_or(out->facts, part->facts, axes);
    rp_bits_or(out->ask_facts, part->ask_facts, axes);
    rp_bits_or(out->depends, part->depends, axes);
    if (part->word == out->word) {
        rp_bits_or(out->rules, part->rules, rules);
        rp_bits_or(out->holding, part->holding, rules);
        rp_bits_or(out->despite, part->despite, rp_bits_words(w->p->parties.n));
    }
}

refpath_status rp_decide_together(rp_work *w, rp_decision **in, size_t n, uint32_t item, rp_decision *out) {
    bool lists; /* its word goes with a list */
    RP_TRY(init_decision(w, out));
    out->item = item;
    out->all = in;
    out->n_all = n;
    out->word = n == 0 ? RP_FORBIDDEN : RP_PERMITTED;
    for (size_t i = 0; i < n; i++) {
        out->word = in[i]->word > out->word ? in[i]->word : out->word;
    }
    lists = out->word == RP_NEEDS_CONSENT || out->word == RP_REFUSED;
    for (size_t i = 0; i < n; i++) {
        join(w, in[i], out);
        for (size_t k = 0; k < in[i]->missing.n && lists; k++) {
            RP_TRY(rp_missing_add(w, out, &in[i]->missing.at[k]));
        }
    }
    if (out->word == RP_NEEDS_FACTS) {
        rp_bits_copy(out->facts, out->ask_facts, w->p->matcher.axis_words);
    }
    for (size_t i = 0; i < n && n > 1; i++) {
        if (differs(w, in[i], out)) {
            rp_decision **slot = (rp_decision **)(void *)RP_LIST_ADD(w->arena, &out->parts);
            RP_HAVE(slot);
            *slot = in[i];
        }
    }
    return REFPATH_OK;
}

refpath_status rp_decide_item(rp_work *w, const rp_transfer *transfer, uint32_t item, rp_decision *out) {
    const rp_entry *entry = &w->p->items.entries.at[item];
    size_t n = entry->leaf_end - entry->leaf_first;
    rp_decision **parts = RP_ARENA_ARRAY(w->arena, rp_decision *, n);
    RP_HAVE(parts);
    for (size_t i = 0; i < n; i++) {
        rp_transfer one = *transfer;
        one.item = entry->leaf_first + (uint32_t)i;
        parts[i] = RP_ARENA_NEW(w->arena, rp_decision);
        RP_HAVE(parts[i]);
        RP_TRY(rp_decide(w, &one, parts[i]));
    }
    if (n == 1) {
        *out = *parts[0];
        out->item = item; /* as asked, though it be its one part */
        return REFPATH_OK;
    }
    RP_TRY(rp_decide_together(w, parts, n, item, out));
    out->recipient = transfer->recipient;
    return REFPATH_OK;
}
