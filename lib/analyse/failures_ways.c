/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Ways to sites when links are lost. A place keeps the links that it has, also those that are lost: it does not move to where the
 * place around it stands. So a way is only ever longer than before, or there is none. A link can matter only if it lies on
 * the way that was found: where ways are as short, one is found, and a link without which all are longer lies on each of them.
 * The ways found are a tree, and without one link only those beyond it in the tree are looked for anew.
 */
#include "analyse/failures.h"

#include "base/check.h"

#include <string.h>

typedef struct rp_map {
    rp_roads back;
    rp_word *links;            /* room for a set of them */
    rp_ways whole, beyond, without[RP_MOST_SETS];
    uint32_t from;             /* the place where `whole` begins; RP_NONE before the first */
    uint32_t *rank, *stops;    /* of a stop: where it stands among all, behind what it is reached through; which stands there */
    uint32_t *end, n;          /* where those end that are reached through it */
    uint32_t *child, *next;    /* the first stop that is reached from one, one more from the same */
    size_t *known;             /* per link: where the times without it stand, plus 1; 0: not looked for yet */
    RP_LIST(int64_t) times;
    rp_detour detours[RP_MOST_SETS];
} rp_map;

refpath_status rp_failing_init_map(rp_failing *k) {
    const refpath_protocol *p = k->a->p;
    rp_arena *arena = k->a->arena;
    uint32_t n = p->travel->n_stops;
    rp_map *m;
    if (p->links.n == 0) {
        return REFPATH_OK;
    }
    k->map = m = RP_ARENA_NEW(arena, rp_map);
    RP_HAVE(m);
    m->from = RP_NONE;
    m->links = RP_ARENA_ARRAY(arena, rp_word, rp_bits_words(p->links.n));
    m->known = RP_ARENA_ARRAY(arena, size_t, p->links.n);
    m->rank = RP_ARENA_ARRAY(arena, uint32_t, n);
    m->stops = RP_ARENA_ARRAY(arena, uint32_t, n);
    m->end = RP_ARENA_ARRAY(arena, uint32_t, n);
    m->child = RP_ARENA_ARRAY(arena, uint32_t, n);
    m->next = RP_ARENA_ARRAY(arena, uint32_t, n);
    RP_HAVE(m->links);
    RP_HAVE(m->known);
    RP_HAVE(m->rank);
    RP_HAVE(m->stops);
    RP_HAVE(m->end);
    RP_HAVE(m->child);
    RP_HAVE(m->next);
    RP_TRY(rp_travel_back(p, arena, &m->back));
    RP_TRY(rp_ways_init(p, arena, &m->whole));
    for (size_t i = 0; i < RP_MOST_SETS; i++) {
        RP_TRY(rp_ways_init(p, arena, &m->without[i]));
    }
    return rp_ways_init(p, arena, &m->beyond);
}

/* -- the tree of ways ------------------------------------------------------------------------------------------------ */

/* Whence a stop is reached. */
static uint32_t stop_before(const refpath_protocol *p, const rp_ways *ways, uint32_t stop) {
    const rp_link *link = ways->over[stop] == RP_NONE ? NULL : &p->links.at[ways->over[stop]];
    if (!link) {
        return RP_NONE;
    }
    return p->travel->stop[link->to] == stop ? p->travel->stop[link->from] : p->travel->stop[link->to];
}

/* A stop, then all that are reached through it. */
static void rank_stops(rp_map *m, const refpath_protocol *p, uint32_t root) {
    uint32_t at = root;
    m->n = 0;
    for (;;) {
        m->rank[at] = m->n;
        m->stops[m->n++] = at;
        if (m->child[at] != RP_NONE) {
            at = m->child[at];
            continue;
        }
        m->end[at] = m->n;
        while (at != root && m->next[at] == RP_NONE) {
            at = stop_before(p, &m->whole, at);
            m->end[at] = m->n;
        }
        if (at == root) {
            return;
        }
        at = m->next[at];
    }
}

static void start_from(rp_map *m, const refpath_protocol *p, uint32_t place) {
    uint32_t n = p->travel->n_stops;
    rp_ways_find(p, place, NULL, &m->whole);
    m->from = place;
    m->times.n = 0;
    memset(m->known, 0, p->links.n * sizeof *m->known);
    memset(m->rank, 0xff, n * sizeof *m->rank);
    memset(m->child, 0xff, n * sizeof *m->child);
    memset(m->next, 0xff, n * sizeof *m->next);
    for (uint32_t i = n; i-- > 0;) {
        uint32_t before = stop_before(p, &m->whole, i);
        if (before != RP_NONE) {
            m->next[i] = m->child[before];
            m->child[before] = i;
        }
    }
    if (p->travel->stop[place] != RP_NONE) {
        rank_stops(m, p, p->travel->stop[place]);
    }
}

static rp_map *map_from(rp_failing *k, uint32_t place) {
    if (k->map && k->map->from != place) {
        start_from(k->map, k->a->p, place);
    }
    return k->map;
}

const rp_ways *rp_ways_as_they_are(rp_failing *k, uint32_t place) {
    const rp_map *m = map_from(k, place);
    return m ? &m->whole : NULL;
}

/* -- without links --------------------------------------------------------------------------------------------------- */

static uint32_t stop_behind(const rp_map *m, const refpath_protocol *p, uint32_t link) {
    uint32_t from = p->travel->stop[p->links.at[link].from], to = p->travel->stop[p->links.at[link].to];
    return m->whole.over[to] == link ? to : m->whole.over[from] == link ? from : RP_NONE;
}

static refpath_status find_beyond(rp_failing *k, rp_map *m, uint32_t link, uint32_t first, uint32_t n) {
    m->known[link] = m->times.n + 1;
    rp_bits_add(m->links, link);
    rp_ways_beyond(k->a->p, &m->back, &m->whole, m->links, m->stops + first, n, &m->beyond);
    rp_bits_drop(m->links, link);
    for (uint32_t i = 0; i < n; i++) {
        int64_t *slot = RP_LIST_ADD(k->a->arena, &m->times);
        RP_HAVE(slot);
        *slot = m->beyond.time[m->stops[first + i]];
    }
    return rp_analysis_work(k->a, 1 + n);
}

static refpath_status without_one(rp_failing *k, rp_map *m, uint32_t link, rp_detour *out) {
    uint32_t stop = stop_behind(m, k->a->p, link);
    if (stop == RP_NONE) { /* no way leads over it */
        return REFPATH_OK;
    }
    out->first = m->rank[stop];
    out->end = m->end[stop];
    if (m->known[link] == 0) {
        RP_TRY(find_beyond(k, m, link, out->first, out->end - out->first));
    }
    out->beyond = m->times.at + m->known[link] - 1;
    return REFPATH_OK;
}

static refpath_status without_all(rp_failing *k, rp_map *m, rp_loss_set losses, size_t slot, rp_detour *out) {
    for (size_t i = 0; i < losses.n; i++) {
        if (losses.at[i].kind == RP_LOSE_LINK) {
            rp_bits_add(m->links, losses.at[i].a);
        }
    }
    rp_ways_find(k->a->p, m->from, m->links, &m->without[slot]);
    rp_bits_clear(m->links, rp_bits_words(k->a->p->links.n));
    out->all = &m->without[slot];
    return rp_analysis_work(k->a, 1 + k->a->p->travel->n_stops);
}

refpath_status rp_ways_without(rp_failing *k, uint32_t place, rp_loss_set losses, size_t slot, const rp_detour **out) {
    rp_map *m = map_from(k, place);
    rp_detour *detour;
    bool some = false;
    *out = NULL;
    for (size_t i = 0; i < losses.n; i++) {
        some = some || losses.at[i].kind == RP_LOSE_LINK;
    }
    if (!some || !m) {
        return REFPATH_OK;
    }
    *out = detour = &m->detours[slot];
    memset(detour, 0, sizeof *detour);
    return losses.n == 1 && !k->whole_ways ? without_one(k, m, losses.at[0].a, detour)
                                           : without_all(k, m, losses, slot, detour);
}

/* -- what that does to candidates ---------------------------------------------------------------------------------------- */

static int64_t time_without(const rp_map *m, const rp_detour *detour, uint32_t stop) {
    uint32_t rank = m->rank[stop];
    if (detour->all) {
        return detour->all->time[stop];
    }
    return rank >= detour->first && rank < detour->end ? detour->beyond[rank - detour->first] : m->whole.time[stop];
}

int64_t rp_time_to(const rp_failing *k, const rp_detour *detour, uint32_t site) {
    uint32_t stop = k->a->p->travel->stop[site];
    if (site == k->map->from) {
        return 0;
    }
    return stop == RP_NONE ? RP_NO_TIME : time_without(k->map, detour, stop);
}

bool rp_is_farther(const rp_failing *k, const rp_detour *detour, uint32_t site) {
    uint32_t stop = k->a->p->travel->stop[site];
    return site != k->map->from && stop != RP_NONE && k->map->whole.time[stop] != time_without(k->map, detour, stop);
}

bool rp_goes_around(const rp_failing *k, const rp_detour *detour, const rp_candidate *candidate, rp_candidate *around) {
    const refpath_protocol *p = k->a->p;
    uint32_t site = candidate->offer == RP_NONE ? RP_NONE : p->offers.at[candidate->offer].site;
    int64_t time;
    if (site == RP_NONE || candidate->path.blocked || !rp_is_farther(k, detour, site)) {
        return false;
    }
    time = rp_time_to(k, detour, site);
    *around = *candidate;
    around->travel = time;
    if (time == RP_NO_TIME) {
        around->travel = 0;
        around->time = RP_TIME_NO_WAY;
    }
    return true;
}

/* -- what can matter ------------------------------------------------------------------------------------------------- */

/* From a stop back to where the way begins; of what stands there already the rest does so too. */
static refpath_status add_way(rp_failing *k, const rp_ways *ways, uint32_t stop, rp_losses *to) {
    for (; stop != RP_NONE && ways->over[stop] != RP_NONE; stop = stop_before(k->a->p, ways, stop)) {
        rp_loss loss = {RP_LOSE_LINK, ways->over[stop], RP_NONE};
        if (rp_losses_find(to, &loss) != RP_NONE) {
            return REFPATH_OK;
        }
        RP_TRY(rp_losses_add(k->a->arena, to, &loss));
    }
    return REFPATH_OK;
}

refpath_status rp_losses_of_ways(rp_failing *k, const rp_ways *ways, const rp_planned *planned, rp_losses *to) {
    const refpath_protocol *p = k->a->p;
    for (size_t i = 0; i < planned->candidates.n; i++) {
        const rp_candidate *candidate = &planned->candidates.at[i];
        uint32_t site = candidate->offer == RP_NONE ? RP_NONE : p->offers.at[candidate->offer].site;
        if (site != RP_NONE && site != k->map->from && !candidate->path.blocked && rp_analysis_sees(k->a, candidate->who)) {
            RP_TRY(add_way(k, ways, p->travel->stop[site], to));
        }
    }
    return REFPATH_OK;
}
