/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/travel.h"

#include "base/check.h"

#include <string.h>

/* -- the graph ------------------------------------------------------------------------------- */

/* A place without a link of its own stands at the stop of the place around it; those come first in the forest. */
static refpath_status number_stops(refpath_protocol *p, rp_travel *travel) {
    size_t n_places = p->places.entries.n;
    travel->stop = rp_arena_array(&p->arena, n_places, sizeof *travel->stop);
    RP_HAVE(travel->stop);
    for (size_t i = 0; i < n_places; i++) {
        travel->stop[i] = RP_NONE;
    }
    for (size_t i = 0; i < p->links.n; i++) {
        travel->stop[p->links.at[i].from] = 0;
        travel->stop[p->links.at[i].to] = 0;
    }
    for (size_t i = 0; i < n_places; i++) {
        uint32_t parent = p->places.entries.at[i].parent;
        if (travel->stop[i] != RP_NONE) {
            travel->stop[i] = travel->n_stops++;
        } else if (parent != RP_NONE) {
            travel->stop[i] = travel->stop[parent];
        }
    }
    return REFPATH_OK;
}

/* first[s + 2] counts the roads of s; summed up, first[s + 1] is where the next road of s goes, and so ends right. */
static refpath_status lay_roads(refpath_protocol *p, rp_travel *travel) {
    uint32_t *first = rp_arena_array(&p->arena, (size_t)travel->n_stops + 2, sizeof *first);
    travel->roads = rp_arena_array(&p->arena, p->links.n, 2 * sizeof *travel->roads);
    RP_HAVE(first);
    RP_HAVE(travel->roads);
    for (size_t i = 0; i < p->links.n; i++) {
        const rp_link *link = &p->links.at[i];
        first[travel->stop[link->from] + 2]++;
        first[travel->stop[link->to] + 2] += !link->one_way;
    }
    for (uint32_t s = 0; s < travel->n_stops; s++) {
        first[s + 2] += first[s + 1];
    }
    for (size_t i = 0; i < p->links.n; i++) {
        const rp_link *link = &p->links.at[i];
        uint32_t from = travel->stop[link->from], to = travel->stop[link->to];
        travel->roads[first[from + 1]++] = (rp_road){to, link->time};
        if (!link->one_way) {
            travel->roads[first[to + 1]++] = (rp_road){from, link->time};
        }
    }
    travel->first = first;
    return REFPATH_OK;
}

refpath_status rp_travel_prepare(refpath_protocol *p) {
    rp_travel *travel = RP_ARENA_NEW(&p->arena, rp_travel);
    RP_HAVE(travel);
    RP_TRY(number_stops(p, travel));
    RP_TRY(lay_roads(p, travel));
    p->travel = travel;
    return REFPATH_OK;
}

/* -- the shortest way ------------------------------------------------------------------------ */

#define REACHED UINT32_MAX        /* in `place_of`: its time is final */
#define UNSEEN (UINT32_MAX - 1)   /* no road to it was found so far */

/* Stops that were seen, the nearest on top of a heap; a stop stands in it once. */
typedef struct rp_search {
    int64_t *time;      /* per stop */
    uint32_t *place_of; /* per stop: where it stands in the heap */
    uint32_t *heap;
    uint32_t n;
} rp_search;

static void put(rp_search *s, uint32_t at, uint32_t stop) {
    s->heap[at] = stop;
    s->place_of[stop] = at;
}

static void move_up(rp_search *s, uint32_t at, uint32_t stop) {
    while (at > 0 && s->time[s->heap[(at - 1) / 2]] > s->time[stop]) {
        put(s, at, s->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    put(s, at, stop);
}

static uint32_t take_nearest(rp_search *s) {
    uint32_t nearest = s->heap[0], stop = s->heap[--s->n], at = 0;
    s->place_of[nearest] = REACHED;
    while (2 * at + 1 < s->n) {
        uint32_t child = 2 * at + 1;
        if (child + 1 < s->n && s->time[s->heap[child + 1]] < s->time[s->heap[child]]) {
            child++;
        }
        if (s->time[stop] <= s->time[s->heap[child]]) {
            break;
        }
        put(s, at, s->heap[child]);
        at = child;
    }
    if (s->n > 0) {
        put(s, at, stop);
    }
    return nearest;
}

static void see(rp_search *s, uint32_t stop, int64_t time) {
    if (s->place_of[stop] == UNSEEN) {
        s->time[stop] = time;
        move_up(s, s->n++, stop);
    } else if (s->place_of[stop] != REACHED && time < s->time[stop]) {
        s->time[stop] = time;
        move_up(s, s->place_of[stop], stop);
    }
}

static void search(const rp_travel *travel, rp_search *s, uint32_t from) {
    for (uint32_t i = 0; i < travel->n_stops; i++) {
        s->place_of[i] = UNSEEN;
    }
    see(s, from, 0);
    while (s->n > 0) {
        uint32_t stop = take_nearest(s);
        for (uint32_t i = travel->first[stop]; i < travel->first[stop + 1]; i++) {
            see(s, travel->roads[i].to, s->time[stop] + travel->roads[i].time);
        }
    }
}

static refpath_status start_search(const rp_travel *travel, rp_arena *arena, rp_search *s) {
    memset(s, 0, sizeof *s);
    s->time = RP_ARENA_ARRAY(arena, int64_t, travel->n_stops);
    s->place_of = RP_ARENA_ARRAY(arena, uint32_t, travel->n_stops);
    s->heap = RP_ARENA_ARRAY(arena, uint32_t, travel->n_stops);
    RP_HAVE(s->time);
    RP_HAVE(s->place_of);
    RP_HAVE(s->heap);
    return REFPATH_OK;
}

refpath_status rp_travel_from(const refpath_protocol *p, rp_arena *arena, uint32_t from, int64_t **times) {
    const rp_travel *travel = p->travel;
    uint32_t start = from == RP_NONE ? RP_NONE : travel->stop[from];
    rp_search s;
    RP_TRY(start_search(travel, arena, &s));
    if (start != RP_NONE) {
        search(travel, &s, start);
    }
    for (uint32_t i = 0; i < travel->n_stops; i++) {
        s.time[i] = start != RP_NONE && s.place_of[i] == REACHED ? s.time[i] : RP_NO_TIME;
    }
    *times = s.time;
    return REFPATH_OK;
}

bool rp_travel_to(const refpath_protocol *p, const int64_t *times, uint32_t from, uint32_t to, int64_t *seconds) {
    uint32_t end = to == RP_NONE ? RP_NONE : p->travel->stop[to];
    *seconds = 0;
    if (from == RP_NONE || to == RP_NONE) {
        return false;
    }
    if (from == to) {
        return true;
    }
    if (end == RP_NONE || times[end] == RP_NO_TIME) {
        return false;
    }
    *seconds = times[end];
    return true;
}
