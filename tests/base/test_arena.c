/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/arena.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

#ifdef RP_ARENA_EACH_ALONE
static const bool each_alone = true; /* no request shares a block with another */
#else
static const bool each_alone = false;
#endif

static void start(rp_arena *arena, rp_fail_alloc *memory, size_t refuse, bool wipe) {
    rp_alloc alloc;
    rp_fail_init(memory, refuse, false);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    rp_arena_init(arena, &alloc, wipe);
}

static bool is_zero(const unsigned char *at, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (at[i]) {
            return false;
        }
    }
    return true;
}

static void arena__memory_is_zeroed_and_aligned(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    size_t asked = 0;
    start(&arena, &memory, 0, false);
    for (size_t size = 0; size < 3000; size++) {
        unsigned char *at = rp_arena_new(&arena, size);
        CU_ASSERT_PTR_NOT_NULL_FATAL(at);
        CU_ASSERT_EQUAL((uintptr_t)at % _Alignof(max_align_t), 0);
        CU_ASSERT_TRUE(is_zero(at, size));
        memset(at, 0xff, size);
        asked += size;
    }
    CU_ASSERT_TRUE(arena.used >= asked);
    CU_ASSERT_TRUE(each_alone || memory.requests < 20);
    rp_arena_free(&arena);
    CU_ASSERT_EQUAL(memory.live, 0);
    CU_ASSERT_EQUAL(memory.wrong_sizes, 0);
}

static void arena__pieces_do_not_overlap(void) {
    enum {
        PIECES = 2000
    };
    rp_fail_alloc memory;
    rp_arena arena;
    unsigned char *pieces[PIECES];
    start(&arena, &memory, 0, false);
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = rp_arena_new(&arena, i * 7 % 501);
        memset(pieces[i], (int)(i % 251), i * 7 % 501);
    }
    for (size_t i = 0; i < PIECES; i++) {
        for (size_t k = 0; k < i * 7 % 501; k++) {
            CU_ASSERT_EQUAL_FATAL(pieces[i][k], i % 251);
        }
    }
    rp_arena_free(&arena);
}

static void arena__blocks_grow_so_that_requests_stay_few(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    start(&arena, &memory, 0, false);
    CU_ASSERT_PTR_NOT_NULL(rp_arena_new(&arena, 1));
    CU_ASSERT_TRUE(each_alone || memory.live_bytes == 4096);
    for (size_t i = 0; i < 100000; i++) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(rp_arena_new(&arena, 100));
    }
    CU_ASSERT_TRUE(each_alone || memory.requests < 25);
    rp_arena_free(&arena);
    CU_ASSERT_EQUAL(memory.live, 0);
}

static void arena__a_large_request_leaves_the_block_in_use(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    start(&arena, &memory, 0, false);
    CU_ASSERT_PTR_NOT_NULL(rp_arena_new(&arena, 5000000));
    CU_ASSERT_PTR_NOT_NULL(rp_arena_new(&arena, 16));
    CU_ASSERT_PTR_NOT_NULL(rp_arena_new(&arena, 5000000));
    CU_ASSERT_EQUAL(memory.requests, 3);
    CU_ASSERT_PTR_NOT_NULL(rp_arena_new(&arena, 16));
    CU_ASSERT_EQUAL(memory.requests, each_alone ? 4 : 3);
    CU_ASSERT_TRUE(memory.live_bytes < 10000000 + 3 * 4096);
    rp_arena_free(&arena);
    CU_ASSERT_EQUAL(memory.live, 0);
}

static void arena__requests_past_all_memory_are_refused(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    volatile size_t all = SIZE_MAX; /* or the compiler warns of it */
    start(&arena, &memory, 0, false);
    CU_ASSERT_PTR_NULL(rp_arena_new(&arena, SIZE_MAX));
    CU_ASSERT_PTR_NULL(rp_arena_array(&arena, SIZE_MAX / 4, 5));
    CU_ASSERT_PTR_NULL(rp_arena_array(&arena, SIZE_MAX, SIZE_MAX));
    CU_ASSERT_PTR_NULL(rp_arena_grow(&arena, NULL, SIZE_MAX, 1, 1));
    CU_ASSERT_PTR_NULL(rp_arena_text(&arena, "", all));
    CU_ASSERT_EQUAL(memory.requests, 0);
    CU_ASSERT_TRUE(arena.failed);
    rp_arena_free(&arena);
}

static void arena__it_can_be_used_again_once_it_is_freed(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    start(&arena, &memory, 2, false);
    CU_ASSERT_PTR_NOT_NULL(rp_arena_new(&arena, 4000));
    CU_ASSERT_PTR_NULL(rp_arena_new(&arena, 4000));
    CU_ASSERT_TRUE(arena.failed);
    rp_arena_free(&arena);
    CU_ASSERT_EQUAL(arena.used, 0);
    CU_ASSERT_FALSE(arena.failed);
    CU_ASSERT_PTR_NOT_NULL(rp_arena_new(&arena, 4000));
    rp_arena_free(&arena);
    rp_arena_free(&arena);
    CU_ASSERT_EQUAL(memory.live, 0);
}

static void arena__it_may_be_moved_by_assignment(void) {
    rp_fail_alloc memory;
    rp_arena arena, moved;
    char *text;
    start(&arena, &memory, 0, false);
    text = rp_arena_text(&arena, "here", 4);
    moved = arena;
    memset(&arena, 0, sizeof arena);
    rp_arena_free(&arena);
    CU_ASSERT_STRING_EQUAL(text, "here");
    CU_ASSERT_PTR_NOT_NULL(rp_arena_new(&moved, 10000));
    rp_arena_free(&moved);
    CU_ASSERT_EQUAL(memory.live, 0);
}

static void arena__texts_are_copied_and_ended(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    char source[] = "abcdef", *copy;
    start(&arena, &memory, 0, false);
    copy = rp_arena_text(&arena, source, 3);
    source[0] = 'x';
    CU_ASSERT_STRING_EQUAL(copy, "abc");
    CU_ASSERT_STRING_EQUAL(rp_arena_text(&arena, NULL, 0), "");
    CU_ASSERT_STRING_EQUAL(rp_arena_format(&arena, "%s has %d", "it", -5), "it has -5");
    CU_ASSERT_STRING_EQUAL(rp_arena_format(&arena, "%s", ""), "");
    copy = rp_arena_format(&arena, "%09000d", 1);
    CU_ASSERT_EQUAL(strlen(copy), 9000);
    rp_arena_free(&arena);
}

static void arena__growing_copies_and_leaves_the_old_array(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    int *three, *five;
    start(&arena, &memory, 0, false);
    three = RP_ARENA_ARRAY(&arena, int, 3);
    three[2] = 7;
    five = rp_arena_grow(&arena, three, 3, 2, sizeof *three);
    five[2]++;
    CU_ASSERT_EQUAL(three[2], 7);
    CU_ASSERT_EQUAL(five[2], 8);
    CU_ASSERT_EQUAL(five[3], 0);
    CU_ASSERT_EQUAL(five[4], 0);
    rp_arena_free(&arena);
}

static void list__elements_stay_in_order_and_start_zeroed(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    RP_LIST(uint32_t) list = {NULL, 0, 0};
    start(&arena, &memory, 0, false);
    for (uint32_t i = 0; i < 10000; i++) {
        uint32_t *item = RP_LIST_ADD(&arena, &list);
        CU_ASSERT_PTR_NOT_NULL_FATAL(item);
        CU_ASSERT_EQUAL(*item, 0);
        *item = i + 1;
    }
    CU_ASSERT_EQUAL(list.n, 10000);
    for (uint32_t i = 0; i < 10000; i++) {
        CU_ASSERT_EQUAL_FATAL(list.at[i], i + 1);
    }
    CU_ASSERT_TRUE(arena.used < 4 * 10000 * sizeof(uint32_t));
    rp_arena_free(&arena);
}

static void list__a_dropped_element_is_zeroed_when_it_comes_again(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    RP_LIST(uint64_t) list = {NULL, 0, 0};
    start(&arena, &memory, 0, false);
    *RP_LIST_ADD(&arena, &list) = 5;
    list.n--;
    CU_ASSERT_EQUAL(*RP_LIST_ADD(&arena, &list), 0);
    rp_arena_free(&arena);
}

static void list__without_memory_nothing_is_added(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    RP_LIST(uint64_t) list = {NULL, 0, 0};
    start(&arena, &memory, 1, false);
    CU_ASSERT_PTR_NULL(RP_LIST_ADD(&arena, &list));
    CU_ASSERT_EQUAL(list.n, 0);
    CU_ASSERT_PTR_NOT_NULL(RP_LIST_ADD(&arena, &list));
    CU_ASSERT_EQUAL(list.n, 1);
    rp_arena_free(&arena);
}

static void fill_with_secrets(rp_arena *arena) {
    for (size_t i = 0; i < 500; i++) {
        CU_ASSERT_PTR_NOT_NULL(rp_arena_text(arena, "secret secret secret", 20));
        CU_ASSERT_PTR_NOT_NULL(rp_arena_format(arena, "%s is known", "something"));
    }
    memset(rp_arena_new(arena, 600000), 's', 600000);
}

static void arena__one_that_holds_facts_is_wiped_when_freed(void) {
    for (int wipe = 0; wipe < 2; wipe++) {
        rp_fail_alloc memory;
        rp_arena arena;
        size_t unwiped = 0, blocks;
        start(&arena, &memory, 0, wipe);
        memory.released = rp_fail_count_unwiped;
        memory.user = &unwiped;
        fill_with_secrets(&arena);
        blocks = memory.live;
        CU_ASSERT_TRUE(blocks > 2);
        rp_arena_free(&arena);
        CU_ASSERT_EQUAL(unwiped, wipe ? 0 : blocks);
    }
}

static void list__room_made_before_is_room_for_all_that_come(void) {
    rp_fail_alloc memory;
    rp_arena arena;
    RP_LIST(uint64_t) list = {NULL, 0, 0};
    uint64_t *first, *added;
    start(&arena, &memory, 0, false);
    added = RP_LIST_ADD(&arena, &list);
    CU_ASSERT_PTR_NOT_NULL_FATAL(added);
    *added = 7;
    CU_ASSERT_TRUE_FATAL(RP_LIST_EXPECT(&arena, &list, 1000));
    first = list.at;
    for (size_t i = 0; i < 1000; i++) {
        added = RP_LIST_ADD(&arena, &list);
        CU_ASSERT_PTR_NOT_NULL_FATAL(added);
        CU_ASSERT_EQUAL(*added, 0);
        *added = i;
    }
    CU_ASSERT_PTR_EQUAL(list.at, first);
    CU_ASSERT_EQUAL(list.at[0], 7);
    CU_ASSERT_EQUAL(list.at[1000], 999);
    CU_ASSERT_FALSE(RP_LIST_EXPECT(&arena, &list, SIZE_MAX));
    CU_ASSERT_EQUAL(list.n, 1001);
    CU_ASSERT_PTR_EQUAL(list.at, first);
    rp_arena_free(&arena);
}

static void use_arena(rp_fail_alloc *memory) {
    rp_alloc alloc;
    rp_arena arena;
    RP_LIST(int) list = {NULL, 0, 0};
    bool whole = true;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    rp_arena_init(&arena, &alloc, false);
    whole = rp_arena_text(&arena, "text", 4) && whole;
    whole = rp_arena_new(&arena, 4000) && whole;
    whole = rp_arena_format(&arena, "%04000d", 1) && whole;
    whole = rp_arena_new(&arena, 2000000) && whole;
    for (int i = 0; i < 5000; i++) {
        whole = RP_LIST_ADD(&arena, &list) && whole;
    }
    CU_ASSERT_EQUAL(whole, memory->refused == 0);
    CU_ASSERT_EQUAL(whole, !arena.failed);
    rp_arena_free(&arena);
}

static void arena__each_refused_request_is_survived_and_remembered(void) {
    rp_fail_each(use_arena);
}

RP_SUITE(RP_TEST(arena__memory_is_zeroed_and_aligned), RP_TEST(arena__pieces_do_not_overlap),
         RP_TEST(arena__blocks_grow_so_that_requests_stay_few),
         RP_TEST(arena__a_large_request_leaves_the_block_in_use),
         RP_TEST(arena__requests_past_all_memory_are_refused),
         RP_TEST(arena__it_can_be_used_again_once_it_is_freed),
         RP_TEST(arena__it_may_be_moved_by_assignment), RP_TEST(arena__texts_are_copied_and_ended),
         RP_TEST(arena__growing_copies_and_leaves_the_old_array),
         RP_TEST(list__elements_stay_in_order_and_start_zeroed),
         RP_TEST(list__a_dropped_element_is_zeroed_when_it_comes_again),
         RP_TEST(list__room_made_before_is_room_for_all_that_come),
         RP_TEST(list__without_memory_nothing_is_added),
         RP_TEST(arena__one_that_holds_facts_is_wiped_when_freed),
         RP_TEST(arena__each_refused_request_is_survived_and_remembered))
