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

static void lay(const rp_travel *travel, const rp_roads *roads, uint32_t link, uint32_t from, uint32_t to, int64_t time) {
    roads->at[roads->first[travel->stop[from] + 1]++] = (rp_road){travel->stop[to], link, time};
}

/* first[s + 2] counts the roads of s; summed up, first[s + 1] is where the next road of s goes, and so ends right. */
static refpath_status lay_roads(const refpath_protocol *p, rp_arena *arena, bool back, rp_roads *out) {
    const rp_travel *travel = p->travel;
    uint32_t *first = rp_arena_array(arena, (size_t)travel->n_stops + 2, sizeof *first);
    out->at = rp_arena_array(arena, p->links.n, 2 * sizeof *out->at);
    RP_HAVE(first);
    RP_HAVE(out->at);
    for (size_t i = 0; i < p->links.n; i++) {
        const rp_link *link = &p->links.at[i];
        first[travel->stop[link->from] + 2] += !link->one_way || !back;
        first[travel->stop[link->to] + 2] += !link->one_way || back;
    }
    for (uint32_t s = 0; s < travel->n_stops; s++) {
        first[s + 2] += first[s + 1];
    }
    out->first = first;
    for (uint32_t i = 0; i < p->links.n; i++) {
        const rp_link *link = &p->links.at[i];
        if (!link->one_way || !back) {
            lay(travel, out, i, link->from, link->to, link->time);
        }
        if (!link->one_way || back) {
            lay(travel, out, i, link->to, link->from, link->time);
        }
    }
    return REFPATH_OK;
}

refpath_status rp_travel_prepare(refpath_protocol *p) {
    rp_travel *travel = RP_ARENA_NEW(&p->arena, rp_travel);
    RP_HAVE(travel);
    RP_TRY(number_stops(p, travel));
    p->travel = travel;
    return lay_roads(p, &p->arena, false, &travel->roads);
}

refpath_status rp_travel_back(const refpath_protocol *p, rp_arena *arena, rp_roads *roads) {
    return lay_roads(p, arena, true, roads);
}

/* -- the shortest way ------------------------------------------------------------------------ */

#define REACHED UINT32_MAX        /* in `place_of`: its time is final */
#define UNSEEN (UINT32_MAX - 1)   /* no road to it was found so far */

/* Stops that were seen stand in a heap, the nearest on top; a stop stands in it once. */

static void put(rp_ways *s, uint32_t at, uint32_t stop) {
    s->heap[at] = stop;
    s->place_of[stop] = at;
}

static void move_up(rp_ways *s, uint32_t at, uint32_t stop) {
    while (at > 0 && s->time[s->heap[(at - 1) / 2]] > s->time[stop]) {
        put(s, at, s->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    put(s, at, stop);
}

static uint32_t take_nearest(rp_ways *s) {
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

static void see(rp_ways *s, uint32_t stop, int64_t time, uint32_t over) {
    if (s->place_of[stop] == UNSEEN) {
        s->time[stop] = time;
        s->over[stop] = over;
        move_up(s, s->n++, stop);
    } else if (s->place_of[stop] != REACHED && time < s->time[stop]) {
        s->time[stop] = time;
        s->over[stop] = over;
        move_up(s, s->place_of[stop], stop);
    }
}

static bool is_open(const rp_road *road, const rp_word *without) { return !without || !rp_bits_has(without, road->link); }

/* From those that were seen to all that can be reached from them. */
static void search(const rp_travel *travel, rp_ways *s, const rp_word *without) {
    while (s->n > 0) {
        uint32_t stop = take_nearest(s);
        for (uint32_t i = travel->roads.first[stop]; i < travel->roads.first[stop + 1]; i++) {
            const rp_road *road = &travel->roads.at[i];
            if (is_open(road, without)) {
                see(s, road->to, s->time[stop] + road->time, road->link);
            }
        }
    }
}

refpath_status rp_ways_init(const refpath_protocol *p, rp_arena *arena, rp_ways *ways) {
    uint32_t n = p->travel->n_stops;
    memset(ways, 0, sizeof *ways);
    ways->time = RP_ARENA_ARRAY(arena, int64_t, n);
    ways->over = RP_ARENA_ARRAY(arena, uint32_t, n);
    ways->place_of = RP_ARENA_ARRAY(arena, uint32_t, n);
    ways->heap = RP_ARENA_ARRAY(arena, uint32_t, n);
    RP_HAVE(ways->time);
    RP_HAVE(ways->over);
    RP_HAVE(ways->place_of);
    RP_HAVE(ways->heap);
    for (uint32_t i = 0; i < n; i++) {
        ways->place_of[i] = REACHED;
    }
    return REFPATH_OK;
}

static void end(rp_ways *ways, uint32_t stop) {
    if (ways->place_of[stop] != REACHED) {
        ways->time[stop] = RP_NO_TIME;
        ways->over[stop] = RP_NONE;
        ways->place_of[stop] = REACHED;
    }
}

void rp_ways_find(const refpath_protocol *p, uint32_t from, const rp_word *without, rp_ways *ways) {
    const rp_travel *travel = p->travel;
    uint32_t start = from == RP_NONE ? RP_NONE : travel->stop[from];
    for (uint32_t i = 0; i < travel->n_stops; i++) {
        ways->place_of[i] = UNSEEN;
    }
    if (start != RP_NONE) {
        see(ways, start, 0, RP_NONE);
        search(travel, ways, without);
    }
    for (uint32_t i = 0; i < travel->n_stops; i++) {
        end(ways, i);
    }
}

void rp_ways_beyond(const refpath_protocol *p, const rp_roads *back, const rp_ways *ways, const rp_word *without,
                    const uint32_t *beyond, uint32_t n, rp_ways *anew) {
    for (uint32_t i = 0; i < n; i++) {
        anew->place_of[beyond[i]] = UNSEEN;
    }
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = back->first[beyond[i]]; k < back->first[beyond[i] + 1]; k++) {
            const rp_road *road = &back->at[k];
            if (anew->place_of[road->to] == REACHED && ways->time[road->to] != RP_NO_TIME && is_open(road, without)) {
                see(anew, beyond[i], ways->time[road->to] + road->time, road->link);
            }
        }
    }
    search(p->travel, anew, without);
    for (uint32_t i = 0; i < n; i++) {
        end(anew, beyond[i]);
    }
}

refpath_status rp_travel_from(const refpath_protocol *p, rp_arena *arena, uint32_t from, int64_t **times) {
    rp_ways ways;
    RP_TRY(rp_ways_init(p, arena, &ways));
    rp_ways_find(p, from, NULL, &ways);
    *times = ways.time;
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
