/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What a study says of arrivals and capacity, and the pools that there are. */
#include "analyse/load.h"

#include "base/check.h"
#include "unicode/civil.h"

#include <string.h>

#define MOST_PER_WEEK 1000000
#define MOST_AT_ONCE 1000000
#define MOST_SECONDS ((int64_t)366 * 200 * 86400)

/* -- values ------------------------------------------------------------------------------------------------------- */

void rp_stream_number(rp_case_edit *e, const rp_tree *object, const char *key, const rp_case_path *at, int64_t least,
                      int64_t most, int64_t *to) {
    static const rp_place_in nowhere = {"", 0, 0};
    const rp_tree *number = object ? rp_tree_get(object, key) : NULL;
    rp_case_path path = at ? rp_case_path_key(at, key) : rp_case_path_of(key);
    char bounds[2][RP_INTEGER_ROOM];
    if (!number || !rp_case_tree_is(e, number, RP_TREE_INTEGER, &path, "10")) {
        return;
    }
    *to = number->number;
    if (*to < least || *to > most) {
        (void)rp_print_integer(least, bounds[0]);
        (void)rp_print_integer(most, bounds[1]);
        rp_diag_add(e->diags, RP_PROBLEM_CASE_NUMBER_OUTSIDE, nowhere, path.text, bounds[0], bounds[1]);
        e->bad = true;
    }
}

void rp_stream_duration(rp_case_edit *e, const rp_tree *object, const char *key, const rp_case_path *at, int64_t *to) {
    const rp_tree *value = object ? rp_tree_get(object, key) : NULL;
    rp_case_path path = at ? rp_case_path_key(at, key) : rp_case_path_of(key);
    if (!value || !rp_case_tree_is(e, value, RP_TREE_TEXT, &path, "\"PT5H\"")) {
        return;
    }
    if (!rp_duration_parse(rp_str_of(value->text), to) || *to < 1 || *to > MOST_SECONDS) {
        rp_case_problem_with(e, RP_PROBLEM_CASE_BAD_WORD, &path, "\"PT5H\", \"P1D\"");
    }
}

/* -- arrivals ------------------------------------------------------------------------------------------------------ */

static refpath_status add_arrival(rp_stream *t, const rp_kind *kind, uint32_t place, uint64_t per_week) {
    rp_arrival *slot = RP_LIST_ADD(t->a->arena, &t->arrivals);
    RP_HAVE(slot);
    *slot = (rp_arrival){kind, place, per_week};
    return REFPATH_OK;
}

/* One case a week of each kind at each place. */
static refpath_status usual_arrivals(rp_stream *t) {
    const rp_study *study = &t->a->study;
    for (size_t i = 0; i < study->places.n; i++) {
        for (size_t j = 0; j < study->kinds.n; j++) {
            RP_TRY(add_arrival(t, &study->kinds.at[j], study->places.at[i], 1));
        }
    }
    return REFPATH_OK;
}

static refpath_status read_arrival(rp_stream *t, rp_case_edit *e, const rp_tree *object, const rp_case_path *at) {
    static const char *const keys[] = {"kind", "place", "per-week", NULL};
    const refpath_protocol *p = t->a->p;
    const char *kind, *place;
    const rp_kind *of = NULL;
    uint32_t leaf = RP_NONE;
    int64_t per_week = 1;
    rp_case_path path;
    if (!rp_case_tree_is(e, object, RP_TREE_OBJECT, at, "{\"kind\": \"id\", \"place\": \"id\", \"per-week\": 10}")) {
        return REFPATH_OK;
    }
    rp_case_tree_keys(e, object, keys, at, "\"kind\", \"place\", \"per-week\"");
    kind = rp_study_text(e, object, "kind", true, at);
    place = rp_study_text(e, object, "place", true, at);
    if (kind && !(of = rp_study_kind(&t->a->study, kind))) {
        path = rp_case_path_key(at, "kind");
        rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, &path, t->a->study.kinds.n);
    }
    leaf = place ? rp_table_find(&p->places.names, rp_str_of(place)) : RP_NONE;
    if (place && (leaf == RP_NONE || !rp_is_leaf(&p->places, leaf))) {
        path = rp_case_path_key(at, "place");
        rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, &path, p->places.n_leaves);
    }
    if (!rp_tree_get(object, "per-week")) {
        rp_case_problem_with(e, RP_PROBLEM_CASE_MISSING_KEY, at, "per-week");
    }
    rp_stream_number(e, object, "per-week", at, 0, MOST_PER_WEEK, &per_week);
    return e->bad ? REFPATH_OK : add_arrival(t, of, leaf, (uint64_t)per_week);
}

static refpath_status read_arrivals(rp_stream *t, rp_case_edit *e, const rp_tree *list) {
    rp_case_path path = rp_case_path_of("arrivals");
    size_t i = 0;
    if (!rp_case_tree_is(e, list, RP_TREE_ARRAY, &path, "[{\"kind\": \"id\", \"place\": \"id\", \"per-week\": 10}]")) {
        return REFPATH_OK;
    }
    if (!list->first) {
        rp_case_problem(e, RP_PROBLEM_CASE_EMPTY, &path);
    }
    for (const rp_tree *object = list->first; object; object = object->next) {
        rp_case_path item = rp_case_path_item(&path, i++);
        RP_TRY(read_arrival(t, e, object, &item));
    }
    return REFPATH_OK;
}

/* -- capacity ------------------------------------------------------------------------------------------------------ */

const char *rp_offer_id(const refpath_protocol *p, uint32_t offer) {
    rp_str id;
    return offer != RP_NONE && rp_node_attribute(&p->model, p->offers.at[offer].node, RP_ATTRIBUTE_ID, &id) ? id.at : NULL;
}

/* The actor of an id whom the viewer may know of. */
static uint32_t find_actor(rp_stream *t, rp_case_edit *e, const char *id, const rp_case_path *at) {
    const refpath_protocol *p = t->a->p;
    uint32_t who = rp_table_find(&p->who_names, rp_str_of(id));
    rp_case_path path = rp_case_path_key(at, "actor");
    if (who != RP_NONE && p->who.at[who].kind == RP_WHO_ACTOR && rp_analysis_sees(t->a, who)) {
        return p->who.at[who].index;
    }
    rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, &path, p->actors.n);
    return RP_NONE;
}

static uint32_t find_offer(rp_stream *t, rp_case_edit *e, uint32_t actor, const char *id, const rp_case_path *at) {
    const rp_actor *of = &t->a->p->actors.at[actor];
    rp_case_path path = rp_case_path_key(at, "offer");
    for (uint32_t i = of->first_offer; i < of->first_offer + of->n_offers; i++) {
        const char *own = rp_offer_id(t->a->p, i);
        if (own && strcmp(own, id) == 0) {
            return i;
        }
    }
    rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, &path, of->n_offers);
    return RP_NONE;
}

/* What one entry says: "per-week", or "at-once" with "service-time". */
static void read_amount(rp_case_edit *e, const rp_tree *object, const rp_case_path *at, rp_capacity *can) {
    const rp_tree *how = rp_tree_get(object, "service-times");
    bool rate = rp_tree_get(object, "per-week") != NULL, places = rp_tree_get(object, "at-once") != NULL;
    int64_t most = 0, at_once = 0;
    rp_case_path path = rp_case_path_key(at, "service-times");
    *can = (rp_capacity){RP_UNLIMITED, RP_WEEK, 0, 0, false};
    rp_stream_number(e, object, "per-week", at, 0, MOST_PER_WEEK, &most);
    rp_stream_number(e, object, "at-once", at, 1, MOST_AT_ONCE, &at_once);
    rp_stream_duration(e, object, "service-time", at, &can->service);
    if (!rate && !places) {
        rp_case_problem_with(e, RP_PROBLEM_CASE_MISSING_KEY, at, "per-week");
    }
    if (places != (rp_tree_get(object, "service-time") != NULL) || (how && !places)) {
        rp_case_problem_with(e, RP_PROBLEM_CASE_MISSING_KEY, at, places ? "service-time" : "at-once");
    }
    if (how && rp_case_tree_is(e, how, RP_TREE_TEXT, &path, "\"fixed\", \"exponential\"")) {
        can->exponential = strcmp(how->text, "exponential") == 0;
        if (!can->exponential && strcmp(how->text, "fixed") != 0) {
            rp_case_problem_with(e, RP_PROBLEM_CASE_BAD_WORD, &path, "\"fixed\", \"exponential\"");
        }
    }
    can->most = rate ? (uint64_t)most : RP_UNLIMITED;
    can->at_once = places ? (uint64_t)at_once : 0;
}

static void read_capacity(rp_stream *t, rp_case_edit *e, const rp_tree *object, const rp_case_path *at) {
    static const char *const keys[] = {"actor", "offer", "per-week", "at-once", "service-time", "service-times", NULL};
    const char *id, *offer_id;
    uint32_t actor, offer;
    rp_capacity can;
    if (!rp_case_tree_is(e, object, RP_TREE_OBJECT, at, "{\"actor\": \"id\", \"per-week\": 10}")) {
        return;
    }
    rp_case_tree_keys(e, object, keys, at,
                      "\"actor\", \"offer\", \"per-week\", \"at-once\", \"service-time\", \"service-times\"");
    id = rp_study_text(e, object, "actor", true, at);
    offer_id = rp_study_text(e, object, "offer", false, at);
    read_amount(e, object, at, &can);
    actor = id ? find_actor(t, e, id, at) : RP_NONE;
    if (actor == RP_NONE) {
        return;
    }
    offer = offer_id ? find_offer(t, e, actor, offer_id, at) : RP_NONE;
    if (offer_id && offer != RP_NONE) {
        t->said_offer[offer] = can;
    } else if (!offer_id) {
        t->said_actor[actor] = can;
    }
}

static void read_capacities(rp_stream *t, rp_case_edit *e, const rp_tree *list) {
    rp_case_path path = rp_case_path_of("capacity");
    size_t i = 0;
    if (!rp_case_tree_is(e, list, RP_TREE_ARRAY, &path, "[{\"actor\": \"id\", \"per-week\": 10}]")) {
        return;
    }
    for (const rp_tree *object = list->first; object; object = object->next) {
        rp_case_path item = rp_case_path_item(&path, i++);
        read_capacity(t, e, object, &item);
    }
}

refpath_status rp_stream_read(rp_stream *t, rp_analysis *a, rp_case_edit *e) {
    const refpath_protocol *p = a->p;
    const rp_tree *root = a->study.root, *arrivals = root ? rp_tree_get(root, "arrivals") : NULL;
    const rp_tree *capacity = root ? rp_tree_get(root, "capacity") : NULL;
    t->a = a;
    t->of_offer = RP_ARENA_ARRAY(a->arena, uint32_t, p->offers.n + 1);
    t->of_who = RP_ARENA_ARRAY(a->arena, uint32_t, p->who.n + 1);
    t->said_offer = RP_ARENA_ARRAY(a->arena, rp_capacity, p->offers.n + 1);
    t->said_actor = RP_ARENA_ARRAY(a->arena, rp_capacity, p->actors.n + 1);
    RP_HAVE(t->of_offer);
    RP_HAVE(t->of_who);
    RP_HAVE(t->said_offer);
    RP_HAVE(t->said_actor);
    memset(t->of_offer, 0xff, p->offers.n * sizeof *t->of_offer);
    memset(t->of_who, 0xff, p->who.n * sizeof *t->of_who);
    RP_TRY(rp_weeks_init(&t->weeks, a));
    RP_TRY(arrivals ? read_arrivals(t, e, arrivals) : usual_arrivals(t));
    if (capacity) {
        read_capacities(t, e, capacity);
    }
    return REFPATH_OK;
}

bool rp_stream_step(const rp_stream *t, const rp_step *step) {
    const rp_study *study = &t->a->study;
    bool named = study->root && rp_tree_get(study->root, "services");
    return step->kind == RP_STEP_SERVICE ? rp_bits_has(study->services, step->service) : !named;
}

/* -- pools --------------------------------------------------------------------------------------------------------- */

/* An offer's own: so many new cases in `per`, in a week where that is not said. */
static rp_capacity capacity_of(const rp_stream *t, uint32_t offer) {
    const rp_terms *terms;
    rp_capacity can = {RP_UNLIMITED, RP_WEEK, 0, 0, false};
    if (offer == RP_NONE) {
        return can;
    }
    if (t->said_offer[offer].window > 0) {
        return t->said_offer[offer];
    }
    terms = rp_terms_of(t->a->p, t->a->p->offers.at[offer].terms);
    if (terms->capacity > 0) {
        can.most = (uint64_t)terms->capacity;
        can.window = terms->per > 0 ? terms->per : RP_WEEK;
    }
    return can;
}

static refpath_status add_hours(rp_arena *arena, rp_pool *pool, const rp_week *week) {
    size_t words = rp_bits_words(RP_WEEK_MINUTES);
    pool->always = pool->always || !week;
    if (pool->always || pool->week == week) {
        return REFPATH_OK;
    }
    if (!pool->open) {
        pool->open = RP_ARENA_ARRAY(arena, rp_word, words);
        RP_HAVE(pool->open);
    }
    rp_bits_or(pool->open, week->minutes, words);
    pool->week = week;
    return REFPATH_OK;
}

refpath_status rp_stream_pool(rp_stream *t, const rp_candidate *candidate, const rp_week *week, uint32_t *pool) {
    const refpath_protocol *p = t->a->p;
    const rp_who *who = &p->who.at[candidate->who];
    uint32_t actor = who->kind == RP_WHO_ACTOR ? who->index : RP_NONE, *known;
    bool whole = actor != RP_NONE && t->said_actor[actor].window > 0;
    rp_pool *slot;
    known = whole || candidate->offer == RP_NONE ? &t->of_who[candidate->who] : &t->of_offer[candidate->offer];
    if (*known == RP_NONE) {
        *known = (uint32_t)t->pools.n;
        slot = RP_LIST_ADD(t->a->arena, &t->pools);
        RP_HAVE(slot);
        *slot = (rp_pool){actor, candidate->who, whole ? RP_NONE : candidate->offer,
                          whole ? t->said_actor[actor] : capacity_of(t, candidate->offer), false, NULL, NULL};
    }
    *pool = *known;
    return add_hours(t->a->arena, &t->pools.at[*pool], week);
}

static uint64_t open_seconds(const rp_pool *pool) {
    if (pool->always) {
        return (uint64_t)RP_WEEK;
    }
    return pool->open ? 60 * (uint64_t)rp_bits_count(pool->open, rp_bits_words(RP_WEEK_MINUTES)) : 0;
}

/* So many in a time, as millionths of a case a week; what no flow can fill is cut there. */
static uint64_t rate_of(const rp_capacity *can) {
    uint64_t window = (uint64_t)can->window, week = (uint64_t)RP_WEEK;
    uint64_t whole = can->most / window * week, rest = can->most % window * week;
    if (can->most == RP_UNLIMITED) {
        return RP_UNLIMITED;
    }
    whole += rest / window;
    return whole >= RP_FLOW_MOST / RP_MILLIONTHS ? RP_FLOW_MOST
                                                 : whole * RP_MILLIONTHS + rest % window * RP_MILLIONTHS / window;
}

/* The smaller of the two where both are limited. */
uint64_t rp_pool_per_week(const rp_pool *pool) {
    const rp_capacity *can = &pool->can;
    uint64_t rate = rate_of(can), places;
    if (can->at_once == 0) {
        return rate;
    }
    places = can->at_once * open_seconds(pool);
    places = places / (uint64_t)can->service * RP_MILLIONTHS + places % (uint64_t)can->service * RP_MILLIONTHS / (uint64_t)can->service;
    return places < rate ? places : rate;
}
