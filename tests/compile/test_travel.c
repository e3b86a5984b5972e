/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/travel.h"

#include "support/chance.h"
#include "support/fail_alloc.h"
#include "support/harness.h"

#include <string.h>

#define PLACES 24
#define LINKS 40
#define FAR INT64_MAX

/* Places by their parent (-1 at the top), in document order; links by hand. No more of a protocol is needed. */
typedef struct rp_land {
    refpath_protocol p;
    rp_alloc alloc;
    rp_entry places[PLACES];
    rp_link links[LINKS];
} rp_land;

static void make_places(rp_land *land, const int *parent, size_t n, const refpath_allocator *hooks) {
    memset(land, 0, sizeof *land);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&land->alloc, hooks));
    rp_arena_init(&land->p.arena, &land->alloc, false);
    for (size_t i = 0; i < n; i++) {
        land->places[i].parent = parent[i] < 0 ? RP_NONE : (uint32_t)parent[i];
    }
    land->p.places.entries.at = land->places;
    land->p.places.entries.n = n;
    land->p.links.at = land->links;
}

static void add_link(rp_land *land, uint32_t from, uint32_t to, int64_t time, bool one_way) {
    rp_link link = {from, to, time, one_way};
    land->links[land->p.links.n++] = link;
}

static int64_t time_between(rp_land *land, uint32_t from, uint32_t to) {
    rp_arena scratch;
    int64_t seconds = -1, *times;
    bool known;
    rp_arena_init(&scratch, &land->alloc, false);
    CU_ASSERT_EQUAL_FATAL(rp_travel_from(&land->p, &scratch, from, &times), REFPATH_OK);
    known = rp_travel_to(&land->p, times, from, to, &seconds);
    CU_ASSERT_TRUE(known || seconds == 0);
    rp_arena_free(&scratch);
    return known ? seconds : FAR;
}

/* 0 land: 1 province (2 town, 3 hill), 4 north (5 camp), 6 island */
static void make_example(rp_land *land) {
    static const int parent[] = {-1, 0, 1, 1, 0, 4, 0};
    make_places(land, parent, 7, NULL);
    add_link(land, 2, 3, 2400, false);
    add_link(land, 3, 4, 18000, false);
    add_link(land, 4, 2, 3600, true);
    CU_ASSERT_EQUAL_FATAL(rp_travel_prepare(&land->p), REFPATH_OK);
}

static void travel__the_shortest_way_counts_in_the_direction_asked(void) {
    rp_land land;
    make_example(&land);
    CU_ASSERT_EQUAL(time_between(&land, 2, 3), 2400);
    CU_ASSERT_EQUAL(time_between(&land, 3, 2), 2400);
    CU_ASSERT_EQUAL(time_between(&land, 2, 4), 20400);
    CU_ASSERT_EQUAL(time_between(&land, 4, 2), 3600);
    CU_ASSERT_EQUAL(time_between(&land, 4, 3), 6000);
    rp_arena_free(&land.p.arena);
}

static void travel__a_place_without_a_link_has_that_of_the_place_around_it(void) {
    rp_land land;
    make_example(&land);
    CU_ASSERT_EQUAL(time_between(&land, 5, 2), 3600);
    CU_ASSERT_EQUAL(time_between(&land, 2, 5), 20400);
    CU_ASSERT_EQUAL(time_between(&land, 5, 4), 0);
    CU_ASSERT_EQUAL(time_between(&land, 4, 5), 0);
    rp_arena_free(&land.p.arena);
}

static void travel__a_link_in_one_direction_is_a_link_of_both_places(void) {
    static const int parent[] = {-1, 0, 1, 0};
    rp_land land;
    make_places(&land, parent, 4, NULL);
    add_link(&land, 3, 2, 60, true);
    add_link(&land, 1, 3, 600, false);
    CU_ASSERT_EQUAL_FATAL(rp_travel_prepare(&land.p), REFPATH_OK);
    CU_ASSERT_EQUAL(time_between(&land, 3, 2), 60);
    CU_ASSERT_EQUAL(time_between(&land, 2, 3), FAR);
    rp_arena_free(&land.p.arena);
}

static void travel__without_a_way_the_time_is_unknown_but_the_same_place_is_no_way_off(void) {
    rp_land land;
    make_example(&land);
    CU_ASSERT_EQUAL(time_between(&land, 6, 2), FAR);
    CU_ASSERT_EQUAL(time_between(&land, 2, 6), FAR);
    CU_ASSERT_EQUAL(time_between(&land, 1, 2), FAR);
    CU_ASSERT_EQUAL(time_between(&land, 6, 1), FAR);
    CU_ASSERT_EQUAL(time_between(&land, 6, 6), 0);
    CU_ASSERT_EQUAL(time_between(&land, RP_NONE, 2), FAR);
    CU_ASSERT_EQUAL(time_between(&land, 2, RP_NONE), FAR);
    rp_arena_free(&land.p.arena);
}

static void travel__links_to_the_place_itself_and_twice_the_same_do_no_harm(void) {
    static const int parent[] = {-1, -1};
    rp_land land;
    make_places(&land, parent, 2, NULL);
    add_link(&land, 0, 0, 5, false);
    add_link(&land, 0, 1, 90, false);
    add_link(&land, 0, 1, 30, true);
    CU_ASSERT_EQUAL_FATAL(rp_travel_prepare(&land.p), REFPATH_OK);
    CU_ASSERT_EQUAL(time_between(&land, 0, 1), 30);
    CU_ASSERT_EQUAL(time_between(&land, 1, 0), 90);
    CU_ASSERT_EQUAL(time_between(&land, 0, 0), 0);
    rp_arena_free(&land.p.arena);
}

/* -- against another way to reckon it ------------------------------------------------------------------- */

static void make_random(rp_land *land, uint64_t *state) {
    int parent[PLACES];
    size_t n_links = rp_chance(state) % LINKS;
    parent[0] = -1;
    for (int i = 1; i < PLACES; i++) { /* a place around it: the one before, or one around that */
        int around = i - 1;
        while (around >= 0 && rp_chance(state) % 2) {
            around = parent[around];
        }
        parent[i] = around;
    }
    make_places(land, parent, PLACES, NULL);
    for (size_t i = 0; i < n_links; i++) {
        uint32_t from = (uint32_t)(rp_chance(state) % PLACES), to = (uint32_t)(rp_chance(state) % PLACES);
        add_link(land, from, to, (int64_t)(rp_chance(state) % 1000), rp_chance(state) % 3 == 0);
    }
}

static void shortest_of_all(const rp_land *land, int64_t time[PLACES][PLACES]) {
    for (size_t i = 0; i < PLACES; i++) {
        for (size_t k = 0; k < PLACES; k++) {
            time[i][k] = i == k ? 0 : FAR;
        }
    }
    for (size_t i = 0; i < land->p.links.n; i++) {
        const rp_link *l = &land->links[i];
        time[l->from][l->to] = l->time < time[l->from][l->to] ? l->time : time[l->from][l->to];
        if (!l->one_way && l->time < time[l->to][l->from]) {
            time[l->to][l->from] = l->time;
        }
    }
    for (size_t via = 0; via < PLACES; via++) {
        for (size_t i = 0; i < PLACES; i++) {
            for (size_t k = 0; k < PLACES; k++) {
                if (time[i][via] != FAR && time[via][k] != FAR &&
                    time[i][via] + time[via][k] < time[i][k]) {
                    time[i][k] = time[i][via] + time[via][k];
                }
            }
        }
    }
}

static uint32_t place_with_link(const rp_land *land, uint32_t place) {
    while (place != RP_NONE) {
        for (size_t i = 0; i < land->p.links.n; i++) {
            if (land->links[i].from == place || land->links[i].to == place) {
                return place;
            }
        }
        place = land->places[place].parent;
    }
    return RP_NONE;
}

static void travel__every_pair_is_as_far_as_trying_all_ways_says(void) {
    uint64_t state = 7;
    for (int round = 0; round < 60; round++) {
        rp_land land;
        int64_t time[PLACES][PLACES];
        make_random(&land, &state);
        CU_ASSERT_EQUAL_FATAL(rp_travel_prepare(&land.p), REFPATH_OK);
        shortest_of_all(&land, time);
        for (uint32_t from = 0; from < PLACES; from++) {
            for (uint32_t to = 0; to < PLACES; to++) {
                uint32_t a = place_with_link(&land, from), b = place_with_link(&land, to);
                int64_t expected = a == RP_NONE || b == RP_NONE ? FAR : time[a][b];
                CU_ASSERT_EQUAL(time_between(&land, from, to), from == to ? 0 : expected);
            }
        }
        rp_arena_free(&land.p.arena);
    }
}

/* -- without links ---------------------------------------------------------------------------------------- */

/* Stops to which a way was found over a link: whose ways, traced back, come over it. */
static uint32_t stops_beyond(const rp_land *land, const rp_ways *ways, uint32_t link, uint32_t *beyond) {
    uint32_t n = 0;
    for (uint32_t stop = 0; stop < land->p.travel->n_stops; stop++) {
        uint32_t at = stop;
        while (ways->over[at] != RP_NONE && ways->over[at] != link) {
            const rp_link *over = &land->links[ways->over[at]];
            uint32_t to = land->p.travel->stop[over->to];
            at = to == at ? land->p.travel->stop[over->from] : to;
        }
        if (ways->over[at] == link) {
            beyond[n++] = stop;
        }
    }
    return n;
}

/* As of a land that never had that link, but where each place stands as it did. */
static void compare_without(const rp_land *land, uint32_t from, uint32_t link, const rp_ways *ways) {
    rp_land other = *land;
    int64_t time[PLACES][PLACES];
    other.links[link] = other.links[--other.p.links.n];
    shortest_of_all(&other, time);
    for (uint32_t place = 0; place < PLACES; place++) {
        uint32_t own = place_with_link(land, place);
        if (own == place) {
            int64_t seconds = ways->time[land->p.travel->stop[place]];
            CU_ASSERT_EQUAL(seconds == RP_NO_TIME ? FAR : seconds, time[from][place]);
        }
    }
}

static void lose_each_link(rp_land *land, rp_arena *scratch, uint32_t from) {
    rp_ways whole, without, anew;
    rp_roads back;
    rp_word lost[1] = {0};
    uint32_t beyond[PLACES];
    CU_ASSERT_EQUAL_FATAL(rp_travel_back(&land->p, scratch, &back), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(rp_ways_init(&land->p, scratch, &whole), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(rp_ways_init(&land->p, scratch, &without), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(rp_ways_init(&land->p, scratch, &anew), REFPATH_OK);
    rp_ways_find(&land->p, from, NULL, &whole);
    for (uint32_t link = 0; link < land->p.links.n; link++) {
        uint32_t n = stops_beyond(land, &whole, link, beyond), seen = 0;
        rp_bits_add(lost, link);
        rp_ways_find(&land->p, from, lost, &without);
        rp_ways_beyond(&land->p, &back, &whole, lost, beyond, n, &anew);
        rp_bits_drop(lost, link);
        compare_without(land, from, link, &without);
        for (uint32_t stop = 0; stop < land->p.travel->n_stops; stop++) {
            bool is_beyond = seen < n && beyond[seen] == stop;
            seen += is_beyond;
            CU_ASSERT_EQUAL((is_beyond ? anew.time : whole.time)[stop], without.time[stop]);
        }
    }
}

static void travel__without_a_link_only_what_lies_beyond_it_is_farther(void) {
    uint64_t state = 11;
    for (size_t round = 0; round < 60; round++) {
        rp_land land;
        rp_arena scratch;
        make_random(&land, &state);
        CU_ASSERT_EQUAL_FATAL(rp_travel_prepare(&land.p), REFPATH_OK);
        rp_arena_init(&scratch, &land.alloc, false);
        for (uint32_t from = 0; from < PLACES; from += 5) {
            if (place_with_link(&land, from) == from) {
                lose_each_link(&land, &scratch, from);
            }
        }
        rp_arena_free(&scratch);
        rp_arena_free(&land.p.arena);
    }
}

static void travel_with(rp_fail_alloc *memory) {
    static const int parent[] = {-1, 0, 0};
    rp_land land;
    int64_t seconds = 0, *times = NULL;
    refpath_status status;
    make_places(&land, parent, 3, &memory->hooks);
    add_link(&land, 0, 1, 60, false);
    add_link(&land, 1, 2, 60, false);
    status = rp_travel_prepare(&land.p);
    if (status == REFPATH_OK) {
        rp_arena scratch;
        rp_arena_init(&scratch, &land.alloc, false);
        status = rp_travel_from(&land.p, &scratch, 0, &times);
        CU_ASSERT_EQUAL(status == REFPATH_OK, !memory->refused);
        if (status == REFPATH_OK) {
            CU_ASSERT_TRUE(rp_travel_to(&land.p, times, 0, 2, &seconds));
            CU_ASSERT_EQUAL(seconds, 120);
        }
        rp_arena_free(&scratch);
    }
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    rp_arena_free(&land.p.arena);
}

static void travel__failing_memory_gives_nothing_and_leaves_nothing(void) {
    rp_fail_each(travel_with);
}

RP_SUITE(RP_TEST(travel__the_shortest_way_counts_in_the_direction_asked),
         RP_TEST(travel__a_place_without_a_link_has_that_of_the_place_around_it),
         RP_TEST(travel__a_link_in_one_direction_is_a_link_of_both_places),
         RP_TEST(travel__without_a_way_the_time_is_unknown_but_the_same_place_is_no_way_off),
         RP_TEST(travel__links_to_the_place_itself_and_twice_the_same_do_no_harm),
         RP_TEST(travel__every_pair_is_as_far_as_trying_all_ways_says),
         RP_TEST(travel__without_a_link_only_what_lies_beyond_it_is_farther),
         RP_TEST(travel__failing_memory_gives_nothing_and_leaves_nothing))
