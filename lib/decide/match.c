/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/match.h"

#include "base/check.h"
#include "decide/who.h"

#include <string.h>

/*
 * Variables of diagrams: 2a is axis a at the time of the question, 2a+1 a counted number at an earlier moment, whose
 * branches are all its classes; it lives only while a condition is asked of that moment.
 */
static uint32_t variable_now(uint32_t axis) { return 2 * axis; }
static uint32_t variable_then(uint32_t axis) { return 2 * axis + 1; }

static bool is_fact_axis(const rp_axis *axis) {
    return axis->kind <= RP_AXIS_PLACE;
}

/* -- the facts alone ------------------------------------------------------------------------------- */

static void narrow_value(const rp_matcher *m, const rp_axis *axis, uint32_t value, rp_word *could, rp_word *must) {
    const rp_word *vector = axis->vectors + value * m->words + axis->first_word;
    size_t words = axis->end_word - axis->first_word;
    rp_bits_and(could + axis->first_word, vector, words);
    rp_bits_and(must + axis->first_word, vector, words);
}

/* Takes a set of possible values of an axis into both vectors. */
static void narrow(const rp_matcher *m, const rp_axis *axis, const rp_word *possible, rp_word *could, rp_word *must) {
    size_t words = m->words, first = rp_bits_next(possible, 0, axis->n_values);
    size_t second = rp_bits_next(possible, first + 1, axis->n_values);
    if (first < axis->n_values && second == axis->n_values) { /* GCOV_EXCL_BR_LINE: some value is always possible */
        narrow_value(m, axis, (uint32_t)first, could, must); /* it is known, as most are */
        return;
    }
    for (size_t i = axis->first_word; i < axis->end_word; i++) {
        rp_word any = 0, all = ~(rp_word)0;
        for (size_t v = rp_bits_next(possible, 0, axis->n_values); v < axis->n_values;
             v = rp_bits_next(possible, v + 1, axis->n_values)) {
            any |= axis->vectors[v * words + i];
            all &= axis->vectors[v * words + i];
        }
        could[i] &= any;
        must[i] &= all;
    }
}

static refpath_status match_facts(rp_work *w) {
    const rp_matcher *m = &w->p->matcher;
    w->base_could = RP_ARENA_ARRAY(w->arena, rp_word, m->words + 1);
    w->base_must = RP_ARENA_ARRAY(w->arena, rp_word, m->words + 1);
    RP_HAVE(w->base_could);
    RP_HAVE(w->base_must);
    rp_bits_fill(w->base_could, m->n_matched);
    rp_bits_fill(w->base_must, m->n_matched);
    for (uint32_t a = 0; a < m->axes.n; a++) {
        const rp_axis *axis = &m->axes.at[a];
        if (axis->used && is_fact_axis(axis) && !w->facts.axes[a].counted) {
            narrow(m, axis, w->facts.axes[a].possible, w->base_could, w->base_must);
        }
    }
    return REFPATH_OK;
}

static refpath_status set_widths(rp_work *w) {
    const rp_matcher *m = &w->p->matcher;
    w->width = RP_ARENA_ARRAY(w->arena, uint32_t, 2 * m->axes.n + 2);
    RP_HAVE(w->width);
    for (uint32_t a = 0; a < m->axes.n; a++) {
        w->width[variable_now(a)] = w->facts.axes[a].n;
        w->width[variable_then(a)] = m->axes.at[a].n_values;
    }
    w->dd.width = w->width;
    return REFPATH_OK;
}

refpath_status rp_work_init(rp_work *w, rp_arena *arena, const refpath_case *c, int64_t at, refpath_diags *diags) {
    memset(w, 0, sizeof *w);
    w->p = c->protocol;
    w->arena = arena;
    RP_TRY(rp_diagrams_init(&w->dd, arena, c->protocol->most_work));
    RP_TRY(rp_facts_read(&w->facts, c, at, &w->dd, diags));
    RP_TRY(set_widths(w));
    RP_TRY(match_facts(w));
    return rp_avoided_read(w);
}

/* -- one request ------------------------------------------------------------------------------------ */

/* Classes of a counted number possible at the moment of a match; `scratch` where they have to be gathered. */
static const rp_word *classes_at(const rp_work *w, uint32_t a, uint32_t moment, rp_word *scratch) {
    const rp_axis_now *now = &w->facts.axes[a];
    size_t words = rp_bits_words(w->p->matcher.axes.at[a].n_values);
    if (moment == RP_NONE) {
        return now->possible;
    }
    rp_bits_clear(scratch, words);
    for (uint32_t b = 0; b < now->n; b++) {
        rp_bits_or(scratch, now->then[moment * now->n + b], words);
    }
    return scratch;
}

static refpath_status match_counted(rp_work *w, rp_base *base) {
    const rp_matcher *m = &w->p->matcher;
    for (uint32_t a = 0; a < m->axes.n; a++) {
        const rp_axis *axis = &m->axes.at[a];
        rp_word *scratch;
        if (!axis->used || !is_fact_axis(axis) || !w->facts.axes[a].counted) {
            continue;
        }
        scratch = RP_ARENA_ARRAY(w->arena, rp_word, rp_bits_words(axis->n_values) + 1);
        RP_HAVE(scratch);
        narrow(m, axis, classes_at(w, a, base->moment, scratch), base->could, base->must);
    }
    return REFPATH_OK;
}

/* Made when a moment is first asked about. */
static const rp_base *base_at(rp_work *w, uint32_t moment) {
    const rp_matcher *m = &w->p->matcher;
    rp_base *base = w->bases;
    while (base && base->moment != moment) {
        base = base->next;
    }
    if (base) {
        return base;
    }
    base = RP_ARENA_NEW(w->arena, rp_base);
    if (!base) {
        return NULL;
    }
    base->moment = moment;
    base->could = RP_ARENA_ARRAY(w->arena, rp_word, m->words + 1);
    base->must = RP_ARENA_ARRAY(w->arena, rp_word, m->words + 1);
    if (!base->could || !base->must) {
        return NULL;
    }
    rp_bits_copy(base->could, w->base_could, m->words);
    rp_bits_copy(base->must, w->base_must, m->words);
    if (match_counted(w, base) != REFPATH_OK) {
        return NULL;
    }
    base->next = w->bases;
    w->bases = base;
    return base;
}

/* The value of an axis of the request. */
static uint32_t request_value(const rp_work *w, const rp_request *q, const rp_axis *axis) {
    switch (axis->kind) {
    case RP_AXIS_SENDER: return q->sender != RP_NONE && rp_is(w, q->sender, axis->of);
    case RP_AXIS_RECIPIENT: return q->recipient != RP_NONE && rp_is(w, q->recipient, axis->of);
    case RP_AXIS_PURPOSE: return q->purpose == RP_NONE ? axis->n_values - 1 : q->purpose;
    default: return q->item == RP_NONE ? axis->n_values - 1 : q->item; /* RP_AXIS_ITEM */
    }
}

static bool is_mark(const rp_axis *axis) {
    return axis->kind == RP_AXIS_SENDER || axis->kind == RP_AXIS_RECIPIENT;
}

/* Made when a sender and a recipient are first asked about together. */
static const rp_marks *marks_of(rp_work *w, const rp_request *q) {
    const rp_matcher *m = &w->p->matcher;
    rp_marks **slot = &w->marks[(q->recipient * 31U + q->sender) % RP_MATCH_SLOTS], *marks = *slot;
    while (marks && (marks->sender != q->sender || marks->recipient != q->recipient)) {
        marks = marks->next;
    }
    if (marks) {
        return marks;
    }
    marks = RP_ARENA_NEW(w->arena, rp_marks);
    if (!marks) {
        return NULL;
    }
    marks->sender = q->sender;
    marks->recipient = q->recipient;
    marks->allow = RP_ARENA_ARRAY(w->arena, rp_word, m->words + 1);
    if (!marks->allow) {
        return NULL;
    }
    rp_bits_fill(marks->allow, m->n_matched);
    for (uint32_t a = w->p->item_axis + 1; a < m->axes.n; a++) {
        const rp_axis *axis = &m->axes.at[a];
        if (axis->used && is_mark(axis)) {
            const rp_word *vector = axis->vectors + request_value(w, q, axis) * m->words + axis->first_word;
            rp_bits_and(marks->allow + axis->first_word, vector, axis->end_word - axis->first_word);
        }
    }
    marks->next = *slot;
    *slot = marks;
    return marks;
}

static bool match_request(rp_work *w, rp_match *match) {
    const rp_matcher *m = &w->p->matcher;
    const rp_marks *marks = marks_of(w, &match->request);
    const uint32_t axes[] = {w->p->purpose_axis, w->p->item_axis};
    if (!marks) {
        return false;
    }
    rp_bits_and(match->could, marks->allow, m->words);
    rp_bits_and(match->must, marks->allow, m->words);
    for (size_t i = 0; i < 2; i++) {
        const rp_axis *axis = &m->axes.at[axes[i]];
        if (axis->used) {
            narrow_value(m, axis, request_value(w, &match->request, axis), match->could, match->must);
        }
    }
    return true;
}

static bool any_box(const rp_matcher *m, const rp_word *boxes, uint32_t condition) {
    const rp_condition *c = &m->conditions.at[condition];
    return rp_bits_next(boxes, c->first_box, c->first_box + c->n_boxes) < c->first_box + c->n_boxes;
}

/* Parts in order: each is decided as far as its boxes are, and then narrows what reads it. */
static void match_parts(rp_work *w, rp_match *match) {
    const rp_matcher *m = &w->p->matcher;
    rp_word both = 3, no = 1, yes = 2;
    for (uint32_t a = w->p->item_axis + 1; a < m->axes.n; a++) {
        const rp_axis *axis = &m->axes.at[a];
        if (axis->kind != RP_AXIS_PART || !axis->used) {
            continue;
        }
        const rp_word *possible = any_box(m, match->must, axis->of)     ? &yes
                                  : !any_box(m, match->could, axis->of) ? &no
                                                                        : &both;
        narrow(m, axis, possible, match->could, match->must);
    }
}

static bool same_request(const rp_request *a, const rp_request *b) {
    return a->sender == b->sender && a->recipient == b->recipient && a->purpose == b->purpose && a->item == b->item &&
           a->moment == b->moment;
}

static size_t slot_of(const rp_request *q) {
    uint32_t mixed = q->recipient * 31U + q->sender;
    mixed = mixed * 31U + q->purpose;
    mixed = mixed * 31U + q->item;
    mixed = (mixed * 31U + q->moment) * UINT32_C(0x9e3779b1);
    return mixed >> 26;
}

rp_match *rp_match_get(rp_work *w, const rp_request *request) {
    const rp_matcher *m = &w->p->matcher;
    rp_match **slot = &w->matches[slot_of(request)], *match;
    const rp_base *base;
    for (match = *slot; match; match = match->next) {
        if (same_request(&match->request, request)) {
            return match;
        }
    }
    rp_work_add(&w->dd, 8 + m->words * 4);
    match = RP_ARENA_NEW(w->arena, rp_match);
    if (!match) {
        return NULL;
    }
    match->request = *request;
    match->could = RP_ARENA_ARRAY(w->arena, rp_word, m->words + 1);
    match->must = RP_ARENA_ARRAY(w->arena, rp_word, m->words + 1);
    base = base_at(w, request->moment);
    if (!match->could || !match->must || !base) {
        return NULL;
    }
    rp_bits_copy(match->could, base->could, m->words);
    rp_bits_copy(match->must, base->must, m->words);
    if (!match_request(w, match)) {
        return NULL;
    }
    match_parts(w, match);
    match->next = *slot;
    *slot = match;
    return match;
}

/* -- what is left undecided ---------------------------------------------------------------------------- */

static rp_dd fail_memory(rp_work *w) {
    if (w->dd.status == REFPATH_OK) {
        w->dd.status = REFPATH_OUT_OF_MEMORY;
    }
    return RP_DD_FALSE;
}

static rp_dd split_on(rp_work *w, uint32_t variable, uint32_t n, const uint32_t *value, const rp_word *allowed) {
    rp_dd local[32], *branches = n <= 32 ? local : RP_ARENA_ARRAY(w->arena, rp_dd, n);
    if (!branches) {
        return fail_memory(w);
    }
    for (uint32_t i = 0; i < n; i++) {
        branches[i] = rp_bits_has(allowed, value ? value[i] : i) ? RP_DD_TRUE : RP_DD_FALSE;
    }
    return rp_dd_split(&w->dd, variable, branches);
}

/* A term of a set holds where it and those it stands in are all said to: so every assignment is a possible case. */
static rp_dd term_holds(rp_work *w, uint32_t a) {
    const rp_axis *axis = &w->p->matcher.axes.at[a];
    const rp_fact *fact = &w->p->facts.at[axis->fact];
    static const rp_word yes = 2;
    rp_dd holds = RP_DD_TRUE;
    for (uint32_t term = axis->of; term != RP_NONE; term = fact->terms.entries.at[term].parent) {
        uint32_t at = fact->axis + term;
        if (w->facts.axes[at].open) {
            holds = rp_dd_and(&w->dd, split_on(w, variable_now(at), 2, NULL, &yes), holds);
        }
    }
    return holds;
}

/* The next box of a condition that may hold; of one that stands outside of the bit vectors, each may. */
static uint32_t next_box(const rp_matcher *m, const rp_match *match, uint32_t from, uint32_t end) {
    return end > m->n_matched ? from : (uint32_t)rp_bits_next(match->could, from, end);
}

static rp_dd demand_holds(rp_work *w, rp_match *match, const rp_demand *demand);

static rp_dd box_holds(rp_work *w, rp_match *match, const rp_box *box) {
    rp_dd all = RP_DD_TRUE;
    for (uint32_t d = box->n; d-- > 0 && all != RP_DD_FALSE;) {
        all = rp_dd_and(&w->dd, demand_holds(w, match, &box->demands[d]), all);
    }
    return all;
}

/* The condition at the match's moment, counted numbers of an earlier moment still as variables of their own. */
static rp_dd undecided(rp_work *w, rp_match *match, uint32_t condition) {
    const rp_matcher *m = &w->p->matcher;
    const rp_condition *c = &m->conditions.at[condition];
    uint32_t end = c->first_box + c->n_boxes;
    bool matched = end <= m->n_matched;
    rp_dd any = RP_DD_FALSE;
    if (matched && any_box(m, match->must, condition)) {
        return RP_DD_TRUE;
    }
    if (matched && !any_box(m, match->could, condition)) {
        return RP_DD_FALSE;
    }
    if (!match->diagram) {
        match->diagram = RP_ARENA_ARRAY(w->arena, rp_dd, m->conditions.n + 1);
    }
    if (!match->diagram) {
        return fail_memory(w);
    }
    if (match->diagram[condition] != 0) {
        return match->diagram[condition] - 1;
    }
    rp_work_add(&w->dd, matched ? 0 : c->n_boxes);
    for (uint32_t b = next_box(m, match, c->first_box, end); b < end && any != RP_DD_TRUE;
         b = next_box(m, match, b + 1, end)) {
        any = rp_dd_or(&w->dd, any, box_holds(w, match, &m->boxes.at[b]));
    }
    match->diagram[condition] = any + 1;
    return any;
}

static rp_dd known(const rp_demand *demand, uint32_t value) {
    return rp_bits_has(demand->allowed, value) ? RP_DD_TRUE : RP_DD_FALSE;
}

/* What is demanded of something that is true where `yes` holds; a union of tests may allow both. */
static rp_dd demanded(rp_work *w, const rp_demand *demand, rp_dd yes) {
    if (!rp_bits_has(demand->allowed, 1)) {
        return rp_dd_not(&w->dd, yes);
    }
    return rp_bits_has(demand->allowed, 0) ? RP_DD_TRUE : yes;
}

static rp_dd demand_holds(rp_work *w, rp_match *match, const rp_demand *demand) {
    const rp_axis *axis = &w->p->matcher.axes.at[demand->axis];
    const rp_axis_now *now = &w->facts.axes[demand->axis];
    switch (axis->kind) {
    case RP_AXIS_PART: return demanded(w, demand, undecided(w, match, axis->of));
    case RP_AXIS_TERM:
        return now->open ? demanded(w, demand, term_holds(w, demand->axis)) : known(demand, now->value[0]);
    case RP_AXIS_CHOICE:
    case RP_AXIS_FLAG:
    case RP_AXIS_PLACE:
    case RP_AXIS_NUMBER:
        if (now->counted && match->request.moment != RP_NONE) {
            return split_on(w, variable_then(demand->axis), axis->n_values, NULL, demand->allowed);
        }
        return now->open ? split_on(w, variable_now(demand->axis), now->n, now->value, demand->allowed)
                         : known(demand, now->value[0]);
    default: return known(demand, request_value(w, &match->request, axis));
    }
}

/* -- earlier moments ------------------------------------------------------------------------------------ */

typedef struct rp_moment_turn {
    rp_work *w;
    uint32_t moment;
} rp_moment_turn;

/* A split on a number as it was then becomes one on the number now: it held where it held for all it can have been. */
static rp_dd turn_moment(rp_diagrams *d, void *user, uint32_t variable, const rp_dd *branches) {
    const rp_moment_turn *turn = user;
    rp_work *w = turn->w;
    if (variable == RP_NONE) {
        return *branches;
    }
    if (variable % 2 == 0) {
        return rp_dd_split(d, variable, branches);
    }
    const rp_axis_now *now = &w->facts.axes[variable / 2];
    uint32_t n_classes = w->p->matcher.axes.at[variable / 2].n_values;
    rp_dd local[32], *to = now->n <= 32 ? local : RP_ARENA_ARRAY(w->arena, rp_dd, now->n);
    if (!to) {
        return fail_memory(w);
    }
    for (uint32_t b = 0; b < now->n; b++) {
        const rp_word *then = now->then[turn->moment * now->n + b];
        to[b] = RP_DD_TRUE;
        for (size_t c = rp_bits_next(then, 0, n_classes); c < n_classes; c = rp_bits_next(then, c + 1, n_classes)) {
            to[b] = rp_dd_and(d, to[b], branches[c]);
        }
    }
    return now->n == 1 ? to[0] : rp_dd_split(d, variable_now(variable / 2), to);
}

/* Where a clock that the condition reads may not have started yet at that moment, it did not hold. */
static rp_dd had_started(rp_work *w, uint32_t condition, uint32_t moment) {
    const rp_matcher *m = &w->p->matcher;
    const rp_word *reads = m->conditions.at[condition].reads;
    rp_dd started = RP_DD_TRUE;
    for (uint32_t a = 0; a < m->axes.n; a++) {
        const rp_axis_now *now = &w->facts.axes[a];
        rp_word in_time[8];
        rp_word *allowed = now->n <= 512 ? in_time : RP_ARENA_ARRAY(w->arena, rp_word, rp_bits_words(now->n));
        if (m->axes.at[a].kind != RP_AXIS_NUMBER || !now->counted || !rp_bits_has(reads, w->p->facts.at[m->axes.at[a].fact].counted)) {
            continue;
        }
        if (!allowed) {
            return fail_memory(w);
        }
        rp_bits_clear(allowed, rp_bits_words(now->n));
        for (uint32_t b = 0; b < now->n; b++) {
            if (!now->late[moment * now->n + b]) {
                rp_bits_add(allowed, b);
            }
        }
        if (now->n == 1) {
            started = rp_bits_has(allowed, 0) ? started : RP_DD_FALSE;
        } else {
            started = rp_dd_and(&w->dd, split_on(w, variable_now(a), now->n, NULL, allowed), started);
        }
    }
    return started;
}

void rp_match_rules(const rp_work *w, const rp_match *match, rp_word *rules) {
    const refpath_protocol *p = w->p;
    size_t n = p->matcher.n_matched;
    rp_bits_or(rules, p->rules_besides, rp_bits_words(p->rules.n));
    for (size_t b = rp_bits_next(match->could, 0, n); b < n; b = rp_bits_next(match->could, b + 1, n)) {
        uint32_t rule = p->rule_of[p->matcher.boxes.at[b].condition];
        if (rule != RP_NONE) {
            rp_bits_add(rules, rule);
        }
    }
}

rp_dd rp_condition_holds(rp_work *w, const rp_request *request, uint32_t condition) {
    rp_match *match;
    rp_dd holds;
    if (condition == RP_NONE) {
        return RP_DD_TRUE;
    }
    match = rp_match_get(w, request);
    if (!match) {
        return fail_memory(w);
    }
    holds = undecided(w, match, condition);
    if (request->moment != RP_NONE) {
        rp_moment_turn moment = {w, request->moment};
        rp_dd_turn turn = {turn_moment, &moment};
        holds = rp_dd_rewrite(&w->dd, holds, &turn);
        holds = rp_dd_and(&w->dd, holds, had_started(w, condition, request->moment));
    }
    return holds;
}

rp_dd rp_test_holds(rp_work *w, const rp_request *request, uint32_t condition) {
    const rp_condition *c = &w->p->matcher.conditions.at[condition];
    rp_match *match = rp_match_get(w, request);
    rp_dd any = RP_DD_FALSE;
    if (!match) {
        return fail_memory(w);
    }
    for (uint32_t b = 0; b < c->n_boxes && any != RP_DD_TRUE; b++) {
        any = rp_dd_or(&w->dd, any, box_holds(w, match, &w->p->matcher.boxes.at[c->first_box + b]));
    }
    return any;
}

rp_dd rp_place_within(rp_work *w, const rp_word *leaves) {
    const rp_axis_now *now = &w->facts.axes[w->p->place_axis];
    size_t words = rp_bits_words(w->p->places.n_leaves);
    if (!now->open) {
        return rp_bits_meet(now->possible, leaves, words) ? RP_DD_TRUE : RP_DD_FALSE;
    }
    return split_on(w, variable_now(w->p->place_axis), now->n, now->value, leaves);
}

/* -- what a result depends on ----------------------------------------------------------------------------- */

/*
 * A term counts where turning it alone changes the result: those it stands in hold, those under it do not. Axes of
 * other facts count where the diagram splits on them.
 */
static bool depends_on_term(rp_work *w, rp_dd f, uint32_t a) {
    const rp_axis *axis = &w->p->matcher.axes.at[a];
    const rp_fact *fact = &w->p->facts.at[axis->fact];
    const rp_entry *entry = &fact->terms.entries.at[axis->of];
    for (uint32_t t = entry->parent; t != RP_NONE; t = fact->terms.entries.at[t].parent) {
        if (w->facts.axes[fact->axis + t].open) {
            f = rp_dd_restrict(&w->dd, f, variable_now(fact->axis + t), 1);
        }
    }
    for (uint32_t t = axis->of + 1; t < entry->end; t++) {
        if (w->facts.axes[fact->axis + t].open) {
            f = rp_dd_restrict(&w->dd, f, variable_now(fact->axis + t), 0);
        }
    }
    return rp_dd_restrict(&w->dd, f, variable_now(a), 0) != rp_dd_restrict(&w->dd, f, variable_now(a), 1);
}

rp_word *rp_axes_new(rp_work *w) {
    rp_word *axes = RP_ARENA_ARRAY(w->arena, rp_word, w->p->matcher.axis_words + 1);
    if (!axes) {
        (void)fail_memory(w);
    }
    return axes;
}

void rp_depends(rp_work *w, rp_dd f, rp_word *axes) {
    const rp_matcher *m = &w->p->matcher;
    size_t words = rp_bits_words(2 * m->axes.n);
    rp_word *variables;
    if (rp_dd_is_end(f) || !axes) {
        return;
    }
    variables = RP_ARENA_ARRAY(w->arena, rp_word, words);
    if (!variables) {
        (void)fail_memory(w);
        return;
    }
    rp_dd_support(&w->dd, f, variables);
    for (uint32_t a = 0; a < m->axes.n; a++) {
        if (!rp_bits_has(variables, variable_now(a)) || rp_bits_has(axes, a)) {
            continue;
        }
        if (m->axes.at[a].kind != RP_AXIS_TERM || depends_on_term(w, f, a)) {
            rp_bits_add(axes, a);
        }
    }
}

/* -- lists of an answer ------------------------------------------------------------------------------------- */

refpath_status rp_add_once(rp_work *w, rp_numbers *to, uint32_t number) {
    uint32_t *slot;
    for (size_t i = 0; i < to->n; i++) {
        if (to->at[i] == number) {
            return REFPATH_OK;
        }
    }
    slot = RP_LIST_ADD(w->arena, to);
    RP_HAVE(slot);
    *slot = number;
    return REFPATH_OK;
}

void rp_warn(rp_work *w, const char *code, const char *name, const char *value) {
    rp_warning *warning;
    for (size_t i = 0; i < w->warnings.n; i++) {
        if (w->warnings.at[i].code == code && w->warnings.at[i].value == value) {
            return;
        }
    }
    warning = RP_LIST_ADD(w->arena, &w->warnings);
    if (!warning) {
        (void)fail_memory(w);
        return;
    }
    warning->code = code;
    warning->name = name;
    warning->value = value;
}
