/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/paged.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

static rp_arena arena;

static void begin(void) {
    rp_alloc alloc;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_arena_init(&arena, &alloc, false);
}

static void list__items_are_zeroed_and_stay_where_they_are(void) {
    rp_paged list;
    uint32_t *first = NULL;
    begin();
    rp_paged_init(&list, sizeof(uint32_t), 3);
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t *item = rp_paged_add(&list, &arena);
        CU_ASSERT_PTR_NOT_NULL_FATAL(item);
        CU_ASSERT_EQUAL(*item, 0);
        *item = i + 7;
        first = first ? first : item;
    }
    CU_ASSERT_EQUAL(list.n, 1000);
    CU_ASSERT_PTR_EQUAL(rp_paged_at(&list, 0), first);
    for (uint32_t i = 0; i < 1000; i++) {
        CU_ASSERT_EQUAL(*(uint32_t *)rp_paged_at(&list, i), i + 7);
    }
    rp_arena_free(&arena);
}

static void bytes__have_numbers_from_one_up_and_lie_together(void) {
    static const size_t sizes[] = {1, 3000, 2000, 70000, 1, 65536, 65535, 100, 200000, 0, 5};
    uint32_t numbers[11];
    rp_paged_bytes bytes = {{NULL, 0, 0}, 0, 0};
    begin();
    for (size_t i = 0; i < 11; i++) {
        unsigned char *at = rp_paged_bytes_add(&bytes, &arena, sizes[i], &numbers[i]);
        CU_ASSERT_PTR_NOT_NULL_FATAL(at);
        CU_ASSERT_TRUE(numbers[i] > 0);
        memset(at, (int)(i + 1), sizes[i]);
    }
    for (size_t i = 0; i < 11; i++) {
        const unsigned char *at = rp_paged_bytes_at(&bytes, numbers[i]);
        size_t same = 0;
        while (same < sizes[i] && at[same] == i + 1) {
            same++;
        }
        CU_ASSERT_EQUAL(same, sizes[i]);
    }
    rp_arena_free(&arena);
}

static void fill(rp_fail_alloc *memory) {
    rp_alloc alloc;
    rp_paged list;
    rp_paged_bytes bytes = {{NULL, 0, 0}, 0, 0};
    uint32_t number;
    bool whole = true;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    rp_arena_init(&arena, &alloc, false);
    rp_paged_init(&list, 40, 2);
    for (int i = 0; i < 200 && whole; i++) {
        whole = rp_paged_add(&list, &arena) && rp_paged_bytes_add(&bytes, &arena, 5000, &number);
    }
    CU_ASSERT_EQUAL(whole, memory->refused == 0);
    CU_ASSERT_EQUAL(arena.failed, memory->refused > 0);
    rp_arena_free(&arena);
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(fill);
}

RP_SUITE(RP_TEST(list__items_are_zeroed_and_stay_where_they_are),
         RP_TEST(bytes__have_numbers_from_one_up_and_lie_together), RP_TEST(memory__each_refused_request_is_told))
