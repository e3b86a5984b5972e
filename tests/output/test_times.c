/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/teller.h"

#include "telling.h"
#include "unicode/zone.h"

#define NOON ((int64_t)1795435200) /* 2026-11-23T12:00:00Z */
#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static void relative__is_rounded_down_so_that_no_time_is_promised(void) {
    static const struct {
        int64_t away;
        const char *text;
    } all[] = {{0, "now"},
               {59, "now"},
               {-59, "now"},
               {MINUTE, "in 1 minute"},
               {HOUR - 1, "in 59 minutes"},
               {HOUR, "in 1 hour"},
               {2 * HOUR - 1, "in 1 hour"},
               {DAY, "in 24 hours"},
               {2 * DAY - 1, "in 47 hours"},
               {2 * DAY, "in 2 days"},
               {3 * DAY - 1, "in 2 days"},
               {-90 * MINUTE, "1 hour ago"},
               {-40 * DAY, "40 days ago"}};
    rp_teller t;
    open_teller(&t, "en");
    t.now = NOON;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        says(rp_relative(&t, NOON + all[i].away), all[i].text);
    }
    t.now = INT64_MIN;
    says(rp_relative(&t, NOON), "");
    close_teller(&t);
}

static void moment__is_told_in_the_zone_of_the_answer(void) {
    static const char *const zones[][2] = {{"UTC", "23 Nov 2026, 12:00"},
                                           {"Africa/Lagos", "23 Nov 2026, 13:00"},
                                           {"Asia/Kathmandu", "23 Nov 2026, 17:45"},
                                           {"Pacific/Kiritimati", "24 Nov 2026, 02:00"},
                                           {"America/St_Johns", "23 Nov 2026, 08:30"}};
    rp_alloc alloc;
    CU_ASSERT_TRUE(rp_alloc_init(&alloc, NULL));
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        rp_teller t;
        rp_zone *zone = NULL;
        CU_ASSERT_EQUAL_FATAL(rp_zone_open(&zone, zones[i][0], &alloc), REFPATH_OK);
        open_teller(&t, "en");
        t.clock = zone;
        says(rp_when(&t, NOON), zones[i][1]);
        close_teller(&t);
        rp_zone_free(zone);
    }
}

static void moment__is_told_as_the_language_writes_it(void) {
    rp_teller t;
    open_teller(&t, "fr");
    says(rp_when(&t, NOON), "23 nov. 2026, 12:00");
    close_teller(&t);
    open_teller(&t, "es");
    says(rp_when(&t, NOON), "23 nov 2026, 12:00");
    close_teller(&t);
    open_teller(&t, "en-US");
    CU_ASSERT_PTR_NOT_NULL(strstr(rp_when(&t, NOON), "Nov 23, 2026, 12:00"));
    close_teller(&t);
    open_teller(&t, "ar"); /* digits of the east, by default */
    CU_ASSERT_PTR_NOT_NULL(strstr(rp_when(&t, NOON), "\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA6"));
    close_teller(&t);
    open_teller(&t, "ar-u-nu-latn");
    CU_ASSERT_PTR_NOT_NULL(strstr(rp_when(&t, NOON), "2026"));
    close_teller(&t);
}

static void date__has_no_zone_and_what_is_none_stays_text(void) {
    rp_teller t;
    open_teller(&t, "en");
    says(rp_date(&t, "2026-10-01"), "1 Oct 2026");
    says(rp_date(&t, "soon"), "soon");
    CU_ASSERT_TRUE(rp_is_date("2024-02-29"));
    CU_ASSERT_FALSE(rp_is_date("2026-02-29"));
    CU_ASSERT_FALSE(rp_is_date("2026-10-01T10:00:00Z"));
    close_teller(&t);
}

static void duration__is_said_in_full(void) {
    rp_teller t;
    open_teller(&t, "en");
    says(rp_duration_words(&t, 0), "0 minutes");
    says(rp_duration_words(&t, DAY), "1 day");
    says(rp_duration_words(&t, 2 * DAY + 3 * HOUR + 5), "2 days, 3 hours and 5 seconds");
    says(rp_duration_words(&t, 40 * MINUTE), "40 minutes");
    close_teller(&t);
    open_teller(&t, "es");
    says(rp_duration_words(&t, 26 * HOUR), "1 d\xC3\xAD" "a y 2 horas");
    close_teller(&t);
}

RP_SUITE(RP_TEST(relative__is_rounded_down_so_that_no_time_is_promised),
         RP_TEST(moment__is_told_in_the_zone_of_the_answer),
         RP_TEST(moment__is_told_as_the_language_writes_it),
         RP_TEST(date__has_no_zone_and_what_is_none_stays_text),
         RP_TEST(duration__is_said_in_full))
