/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "support/harness.h"

#include "analyse/wide.h"

static void wide__adds_and_multiplies_over_the_edge_of_a_word(void) {
    rp_wide most = rp_wide_of(UINT64_MAX), sum = rp_wide_add(most, rp_wide_of(1)), product = rp_wide_times(most, UINT32_MAX);
    CU_ASSERT_TRUE(sum.high == 1 && sum.low == 0);
    CU_ASSERT_TRUE(product.high == UINT32_MAX - 1 && product.low == UINT64_MAX - UINT32_MAX + 1);
    CU_ASSERT_TRUE(rp_wide_times(sum, 10).high == 10 && rp_wide_times(sum, 10).low == 0);
    CU_ASSERT_TRUE(rp_wide_times(most, 0).high == 0 && rp_wide_times(most, 0).low == 0);
}

static void wide__orders_by_the_high_word_first(void) {
    rp_wide small = {0, UINT64_MAX}, large = {1, 0};
    CU_ASSERT_EQUAL(rp_wide_order(small, large), -1);
    CU_ASSERT_EQUAL(rp_wide_order(large, small), 1);
    CU_ASSERT_EQUAL(rp_wide_order(large, large), 0);
    CU_ASSERT_EQUAL(rp_wide_order(rp_wide_of(3), rp_wide_of(4)), -1);
}

static void wide__shares_are_rounded_down(void) {
    rp_wide large = rp_wide_times(rp_wide_of((uint64_t)1 << 62), 10080);
    CU_ASSERT_EQUAL(rp_wide_ppm(rp_wide_of(0), rp_wide_of(0)), 0);
    CU_ASSERT_EQUAL(rp_wide_ppm(rp_wide_of(0), rp_wide_of(7)), 0);
    CU_ASSERT_EQUAL(rp_wide_ppm(rp_wide_of(7), rp_wide_of(7)), 1000000);
    CU_ASSERT_EQUAL(rp_wide_ppm(rp_wide_of(2), rp_wide_of(3)), 666666);
    CU_ASSERT_EQUAL(rp_wide_ppm(rp_wide_of(999999999), rp_wide_of(1000000000)), 999999);
    CU_ASSERT_EQUAL(rp_wide_ppm(large, large), 1000000);
    CU_ASSERT_EQUAL(rp_wide_ppm(large, rp_wide_times(large, 3)), 333333);
}

RP_SUITE(RP_TEST(wide__adds_and_multiplies_over_the_edge_of_a_word), RP_TEST(wide__orders_by_the_high_word_first),
         RP_TEST(wide__shares_are_rounded_down))
