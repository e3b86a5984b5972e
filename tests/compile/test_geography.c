/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/written.h"

#include "unicode/civil.h"

static const char *zone_of(const refpath_protocol *p, const char *place) {
    uint32_t entry = rp_table_find(&p->places.names, rp_str_of(place));
    CU_ASSERT_NOT_EQUAL_FATAL(entry, RP_NONE);
    return rp_zone_name(p->zone[entry]);
}

static void zones__a_place_has_that_of_the_nearest_place_around_it(void) {
    refpath_protocol *p =
        load("<places><place id='land' time-zone='Africa/Nairobi'><place id='north'><place id='town'/></place>\n"
             "<place id='isle' time-zone='Indian/Mauritius'><place id='beach'/></place></place>\n"
             "<place id='other'/></places>");
    CU_ASSERT_STRING_EQUAL(zone_of(p, "town"), "Africa/Nairobi");
    CU_ASSERT_STRING_EQUAL(zone_of(p, "beach"), "Indian/Mauritius");
    CU_ASSERT_STRING_EQUAL(zone_of(p, "other"), "UTC");
    CU_ASSERT_STRING_EQUAL(rp_zone_name(p->root_zone), "Africa/Nairobi");
    refpath_protocol_unref(p);
}

static void zones__one_that_many_places_name_is_opened_once(void) {
    refpath_protocol *p =
        load("<places><place id='a' time-zone='Africa/Nairobi'/><place id='b' time-zone='Africa/Nairobi'/>"
             "<place id='c' time-zone='UTC'/></places>");
    CU_ASSERT_EQUAL(p->zones.n, 2);
    CU_ASSERT_PTR_EQUAL(p->zone[0], p->zone[1]);
    refpath_protocol_unref(p);
}

static void zones__without_places_dates_are_those_of_utc(void) {
    refpath_protocol *p = load("<items/>");
    CU_ASSERT_STRING_EQUAL(rp_zone_name(p->root_zone), "UTC");
    refpath_protocol_unref(p);
}

static void zones__one_that_is_not_known_is_refused(void) {
    refuse("<places><place id='a' ^time-zone='Africa/Nairobbi'><place id='b' ^time-zone='GMT+3'/></place></places>",
           "unknown-time-zone zone=Africa/Nairobbi\nunknown-time-zone zone=GMT+3\n");
}

static void links__have_their_time_and_direction(void) {
    refpath_protocol *p =
        load("<places><place id='a'/><place id='b'/></places><travel>\n"
             "<link from='a' to='b' time='PT90M'/><link from='b' to='a' time='P1D' one-way='true'/></travel>");
    CU_ASSERT_EQUAL_FATAL(p->links.n, 2);
    CU_ASSERT_EQUAL(p->links.at[0].time, 5400);
    CU_ASSERT_FALSE(p->links.at[0].one_way);
    CU_ASSERT_EQUAL(p->links.at[1].from, 1);
    CU_ASSERT_TRUE(p->links.at[1].one_way);
    refpath_protocol_unref(p);
}

static void links__between_places_that_are_not_there_are_refused(void) {
    refuse("<places><place id='port'/></places><travel>\n<link ^from='prt' ^to='far' time='PT1H'/></travel>",
           "unknown-reference id=prt expected=place nearest=port\nunknown-reference id=far expected=place\n");
}

static void holidays__last_a_day_or_until_their_last(void) {
    refpath_protocol *p = load("<places><place id='a'/></places><calendar><holiday on='2026-01-01'/>\n"
                               "<holiday on='2026-05-01' until='2026-05-03' at='a'/></calendar>");
    CU_ASSERT_EQUAL_FATAL(p->holidays.n, 2);
    CU_ASSERT_EQUAL(p->holidays.at[0].until, rp_civil_day(2026, 1, 1));
    CU_ASSERT_EQUAL(p->holidays.at[0].at.n, 0);
    CU_ASSERT_EQUAL(p->holidays.at[1].until, rp_civil_day(2026, 5, 3));
    CU_ASSERT_EQUAL(p->holidays.at[1].at.n, 1);
    refpath_protocol_unref(p);
}

static void holidays__that_end_before_they_begin_are_refused(void) {
    refuse("<calendar><holiday on='2026-05-02' ^until='2026-05-01' ^at='nowhere'/></calendar>",
           "dates-crossed\nunknown-reference id=nowhere expected=place\n");
    accept("<calendar><holiday on='2026-05-02' until='2026-05-02'/></calendar>");
}

static void run(rp_fail_alloc *memory) {
    load_without_memory(
        memory, "<places><place id='a' time-zone='Africa/Nairobi'><place id='b' time-zone='Asia/Kabul'/></place>"
                "</places><travel><link from='a' to='b' time='PT1H'/></travel>"
                "<calendar><holiday on='2026-05-02' at='a b'/></calendar>");
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(run);
}

RP_SUITE(RP_TEST(zones__a_place_has_that_of_the_nearest_place_around_it),
         RP_TEST(zones__one_that_many_places_name_is_opened_once),
         RP_TEST(zones__without_places_dates_are_those_of_utc), RP_TEST(zones__one_that_is_not_known_is_refused),
         RP_TEST(links__have_their_time_and_direction), RP_TEST(links__between_places_that_are_not_there_are_refused),
         RP_TEST(holidays__last_a_day_or_until_their_last), RP_TEST(holidays__that_end_before_they_begin_are_refused),
         RP_TEST(memory__each_refused_request_is_told))
