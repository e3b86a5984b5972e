/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/alloc.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

static void alloc__without_hooks_malloc_serves(void) {
    rp_alloc alloc;
    char *text;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    text = rp_alloc_new(&alloc, 4);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memcpy(text, "abc", 4);
    text = rp_alloc_resize(&alloc, text, 4, 4000);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_STRING_EQUAL(text, "abc");
    rp_alloc_wipe(&alloc, text, 4000);
}

static void alloc__malformed_hooks_are_refused(void) {
    rp_fail_alloc memory;
    rp_alloc alloc;
    refpath_allocator hooks;
    rp_fail_init(&memory, 0, false);
    hooks = memory.hooks;
    CU_ASSERT_TRUE(rp_alloc_init(&alloc, &hooks));
    hooks.size = sizeof hooks - 1;
    CU_ASSERT_FALSE(rp_alloc_init(&alloc, &hooks));
    hooks.size = 0;
    CU_ASSERT_FALSE(rp_alloc_init(&alloc, &hooks));
    hooks = memory.hooks;
    hooks.allocate = NULL;
    CU_ASSERT_FALSE(rp_alloc_init(&alloc, &hooks));
    hooks = memory.hooks;
    hooks.resize = NULL;
    CU_ASSERT_FALSE(rp_alloc_init(&alloc, &hooks));
    hooks = memory.hooks;
    hooks.release = NULL;
    CU_ASSERT_FALSE(rp_alloc_init(&alloc, &hooks));
}

static void alloc__hooks_of_a_newer_header_are_taken(void) {
    rp_fail_alloc memory;
    rp_alloc alloc;
    rp_fail_init(&memory, 0, false);
    memory.hooks.size += 8;
    CU_ASSERT_TRUE(rp_alloc_init(&alloc, &memory.hooks));
    CU_ASSERT_EQUAL(alloc.hooks.size, sizeof alloc.hooks);
}

static void alloc__new_memory_is_zeroed(void) {
    rp_fail_alloc memory;
    rp_alloc alloc;
    size_t unwiped = 0;
    int *numbers;
    rp_fail_init(&memory, 0, false);
    memory.released = rp_fail_count_unwiped;
    memory.user = &unwiped;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory.hooks));
    rp_alloc_free(&alloc, rp_alloc_new(&alloc, 1000), 1000);
    numbers = rp_alloc_array(&alloc, 50, sizeof *numbers);
    rp_alloc_free(&alloc, numbers, 50 * sizeof *numbers);
    CU_ASSERT_EQUAL(unwiped, 0);
    CU_ASSERT_EQUAL(memory.wrong_sizes, 0);
}

static void alloc__a_size_of_nothing_gives_a_pointer(void) {
    rp_fail_alloc memory;
    rp_alloc alloc;
    void *block;
    rp_fail_init(&memory, 0, false);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory.hooks));
    block = rp_alloc_new(&alloc, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(block);
    block = rp_alloc_resize(&alloc, block, 0, 7);
    CU_ASSERT_PTR_NOT_NULL_FATAL(block);
    block = rp_alloc_resize(&alloc, block, 7, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(block);
    rp_alloc_free(&alloc, block, 0);
    rp_alloc_free(&alloc, rp_alloc_array(&alloc, 0, 8), 0);
    rp_alloc_wipe(&alloc, rp_alloc_array(&alloc, 8, 0), 0);
    CU_ASSERT_EQUAL(memory.live, 0);
    CU_ASSERT_EQUAL(memory.wrong_sizes, 0);
}

static void alloc__an_array_whose_size_overflows_is_refused(void) {
    rp_fail_alloc memory;
    rp_alloc alloc;
    rp_fail_init(&memory, 0, false);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory.hooks));
    CU_ASSERT_PTR_NULL(rp_alloc_array(&alloc, SIZE_MAX / 2 + 1, 2));
    CU_ASSERT_PTR_NULL(rp_alloc_array(&alloc, 2, SIZE_MAX / 2 + 1));
    CU_ASSERT_PTR_NULL(rp_alloc_array(&alloc, SIZE_MAX, SIZE_MAX));
    CU_ASSERT_EQUAL(memory.requests, 0);
}

static void alloc__what_cannot_grow_stays_as_it_was(void) {
    rp_fail_alloc memory;
    rp_alloc alloc;
    char *text;
    rp_fail_init(&memory, 2, false);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory.hooks));
    text = rp_alloc_resize(&alloc, NULL, 0, 6);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memcpy(text, "still", 6);
    CU_ASSERT_PTR_NULL(rp_alloc_resize(&alloc, text, 6, 100));
    CU_ASSERT_STRING_EQUAL(text, "still");
    rp_alloc_free(&alloc, text, 6);
    CU_ASSERT_EQUAL(memory.live, 0);
}

static void alloc__nothing_may_be_released(void) {
    rp_alloc alloc;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_alloc_free(&alloc, NULL, 10);
    rp_alloc_wipe(&alloc, NULL, 10);
}

static void alloc__wiping_overwrites_every_byte_before_release(void) {
    for (size_t size = 1; size < 300; size++) {
        rp_fail_alloc memory;
        rp_alloc alloc;
        size_t unwiped = 0;
        void *block;
        rp_fail_init(&memory, 0, false);
        memory.released = rp_fail_count_unwiped;
        memory.user = &unwiped;
        CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory.hooks));
        block = rp_alloc_new(&alloc, size);
        memset(block, 'x', size);
        rp_alloc_wipe(&alloc, block, size);
        CU_ASSERT_EQUAL(unwiped, 0);
        block = rp_alloc_new(&alloc, size);
        memset(block, 'x', size);
        rp_alloc_free(&alloc, block, size);
        CU_ASSERT_EQUAL(unwiped, 1);
    }
}

RP_SUITE(RP_TEST(alloc__without_hooks_malloc_serves), RP_TEST(alloc__malformed_hooks_are_refused),
         RP_TEST(alloc__hooks_of_a_newer_header_are_taken), RP_TEST(alloc__new_memory_is_zeroed),
         RP_TEST(alloc__a_size_of_nothing_gives_a_pointer),
         RP_TEST(alloc__an_array_whose_size_overflows_is_refused),
         RP_TEST(alloc__what_cannot_grow_stays_as_it_was), RP_TEST(alloc__nothing_may_be_released),
         RP_TEST(alloc__wiping_overwrites_every_byte_before_release))
