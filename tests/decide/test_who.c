/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Who counts as what, who is avoided, who may be seen, who plays a role where. */
#include "decide/scene.h"
#include "decide/who.h"

#define NOW "2026-06-01T12:00:00Z"
#define WORLD                                                                                                          \
    "<places><place id='land'><place id='port'/><place id='north'><place id='camp'/><place id='town'/></place></place></places>" \
    "<parties><party id='child'/></parties>"                                                                           \
    "<groups><group id='mission'><group id='police'/><group id='civil'/></group><group id='ngo'><group id='medical'/></group></groups>" \
    "<roles><role id='focal' group='police'/><role id='two' group='police civil'/><role id='mixed' group='police medical'/><role id='free'/></roles>" \
    "<actors><actor id='unit' group='police' part-of='base'/><actor id='base' group='civil'><plays role='free' at='port'/></actor>" \
    "<actor id='desk' group='police'><plays role='focal' at='land' active-until='2026-05-31'/><plays role='two' at='port' active-from='2026-06-02'/>" \
    "<plays role='free' at='north'/></actor>"                                                                          \
    "<actor id='clinic' group='medical'/><actor id='old' group='ngo' active-until='2026-05-31'><plays role='free' at='land'/></actor>" \
    "<actor id='hut' group='ngo'><plays role='free' at='camp'/><plays role='free' at='town port' respond-within='PT1H'/></actor></actors>"

typedef struct room {
    scene s;
    rp_arena arena;
    rp_work w;
} room;

static void open_room(room *r, const char *json) {
    rp_alloc alloc;
    memset(r, 0, sizeof *r);
    r->s = scene_open(WORLD);
    scene_case(&r->s, json);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_arena_init(&r->arena, &alloc, true);
    CU_ASSERT_EQUAL_FATAL(rp_work_init(&r->w, &r->arena, r->s.c, moment_of(NOW), NULL), REFPATH_OK);
}

static void close_room(room *r) {
    rp_arena_free(&r->arena);
    scene_close(&r->s);
}

static uint32_t who(const room *r, const char *id) {
    uint32_t number = rp_table_find(&r->s.protocol->who_names, rp_str_of(id));
    CU_ASSERT_NOT_EQUAL_FATAL(number, RP_NONE);
    return number;
}

static bool is(const room *r, const char *a, const char *b) { return rp_is(&r->w, who(r, a), who(r, b)); }

static void who__an_actor_is_itself_its_groups_with_those_around_and_what_it_is_part_of(void) {
    room r;
    open_room(&r, "{}");
    CU_ASSERT_TRUE(is(&r, "unit", "unit"));
    CU_ASSERT_TRUE(is(&r, "unit", "police"));
    CU_ASSERT_TRUE(is(&r, "unit", "mission"));
    CU_ASSERT_TRUE(is(&r, "unit", "base"));
    CU_ASSERT_TRUE(is(&r, "unit", "civil")); /* what the base is */
    CU_ASSERT_FALSE(is(&r, "unit", "free")); /* but not its roles */
    CU_ASSERT_FALSE(is(&r, "base", "unit"));
    CU_ASSERT_FALSE(is(&r, "clinic", "mission"));
    CU_ASSERT_FALSE(is(&r, "desk", "child"));
    close_room(&r);
}

static void who__an_actor_is_the_roles_it_plays_anywhere_today(void) {
    room r;
    open_room(&r, "{'place':'town'}");
    CU_ASSERT_TRUE(is(&r, "base", "free")); /* at the port, though the case is in town */
    CU_ASSERT_FALSE(is(&r, "desk", "focal")); /* no longer */
    CU_ASSERT_FALSE(is(&r, "desk", "two"));   /* not yet */
    CU_ASSERT_FALSE(is(&r, "old", "free"));   /* it is no longer there itself */
    close_room(&r);
}

static void who__a_bare_role_is_itself_and_its_groups(void) {
    room r;
    open_room(&r, "{}");
    CU_ASSERT_TRUE(is(&r, "focal", "focal"));
    CU_ASSERT_TRUE(is(&r, "focal", "police"));
    CU_ASSERT_TRUE(is(&r, "focal", "mission"));
    CU_ASSERT_TRUE(is(&r, "two", "civil"));
    CU_ASSERT_FALSE(is(&r, "free", "ngo"));
    CU_ASSERT_TRUE(is(&r, "child", "child"));
    close_room(&r);
}

static void who__a_bare_role_of_several_groups_is_in_a_scope_only_if_all_of_them_are(void) {
    room r;
    open_room(&r, "{}");
    CU_ASSERT_TRUE(rp_is_in_scope(&r.w, who(&r, "two"), who(&r, "mission")));
    CU_ASSERT_FALSE(rp_is_in_scope(&r.w, who(&r, "two"), who(&r, "police")));
    CU_ASSERT_FALSE(rp_is_in_scope(&r.w, who(&r, "mixed"), who(&r, "mission")));
    CU_ASSERT_TRUE(rp_is_in_scope(&r.w, who(&r, "two"), who(&r, "two")));
    close_room(&r);
}

/* -- avoided --------------------------------------------------------------------------------------------------------------- */

static void expect_avoided_at(const char *avoid, const char *avoided, int line) {
    static const char *const all[] = {"unit", "base", "desk", "clinic", "old", "hut", "mission", "police", "civil", "ngo",
                                      "medical", "focal", "two", "mixed", "free", "child"};
    char found[512] = "", json[128];
    room r;
    snprintf(json, sizeof json, "{'avoid':[%s]}", avoid);
    open_room(&r, json);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (rp_avoided(&r.w, who(&r, all[i]))) {
            strcat(strcat(found, found[0] ? " " : ""), all[i]);
        }
    }
    if (strcmp(found, avoided) != 0) {
        printf("line %d: %s\n", line, found);
    }
    CU_ASSERT_STRING_EQUAL(found, avoided);
    close_room(&r);
}

#define expect_avoided(avoid, avoided) expect_avoided_at((avoid), (avoided), __LINE__)

static void who__whoever_is_one_of_those_on_the_list_is_avoided(void) {
    expect_avoided("", "");
    expect_avoided("'base'", "unit base");
    expect_avoided("'unit'", "unit");
    expect_avoided("'police'", "unit desk police focal");
    expect_avoided("'mission'", "unit base desk mission police civil focal two");
    expect_avoided("'free'", "base desk old hut free");
    expect_avoided("'child'", "child");
}

static void who__part_of_and_avoid_hold_whatever_the_dates(void) {
    expect_avoided("'focal'", "desk focal"); /* it no longer plays it */
    expect_avoided("'two'", "desk two");     /* it does not play it yet */
    expect_avoided("'ngo'", "clinic old hut ngo medical");
}

static void who__a_bare_role_is_avoided_when_all_its_groups_are_by_one_entry_or_another(void) {
    expect_avoided("'police','civil'", "unit base desk police civil focal two");
    expect_avoided("'police','medical'", "unit desk clinic police medical focal mixed");
}

/* -- places and players ------------------------------------------------------------------------------------------------------ */

static void expect_players_at(const char *json, const char *expected, int line) {
    static const char *const reach[] = {"no", "maybe", "certain"};
    char found[512] = "";
    const rp_player *players;
    size_t n;
    room r;
    open_room(&r, json);
    CU_ASSERT_EQUAL_FATAL(rp_players(&r.w, r.s.protocol->who.at[who(&r, "free")].index, false, &players, &n), REFPATH_OK);
    for (size_t i = 0; i < n; i++) {
        size_t at = strlen(found);
        snprintf(found + at, sizeof found - at, "%s%s %s %d %d", i ? ", " : "", r.s.protocol->actors.at[players[i].actor].id,
                 reach[players[i].reach], players[i].depth, (int)players[i].respond);
    }
    if (strcmp(found, expected) != 0) {
        printf("line %d: %s\n", line, found);
    }
    CU_ASSERT_STRING_EQUAL(found, expected);
    close_room(&r);
}

#define expect_players(json, expected) expect_players_at((json), (expected), __LINE__)

static void who__players_are_those_who_reach_the_place_nearest_first(void) {
    expect_players("{'place':'camp'}", "hut certain 2 0, desk certain 1 0");
    expect_players("{'place':'town'}", "hut certain 2 3600, desk certain 1 0");
    expect_players("{'place':'port'}", "base certain 1 0, hut certain 1 3600");
}

static void who__reach_is_certain_where_all_places_together_cover_what_is_possible(void) {
    expect_players("{'place':'north'}", "desk certain 1 0, hut certain -1 0");
    expect_players("{}", "hut certain -1 0, base maybe -1 0, desk maybe -1 0");
}

static void who__avoided_players_are_left_out(void) {
    expect_players("{'place':'camp','avoid':['hut']}", "desk certain 1 0");
}

RP_SUITE(RP_TEST(who__an_actor_is_itself_its_groups_with_those_around_and_what_it_is_part_of),
         RP_TEST(who__an_actor_is_the_roles_it_plays_anywhere_today), RP_TEST(who__a_bare_role_is_itself_and_its_groups),
         RP_TEST(who__a_bare_role_of_several_groups_is_in_a_scope_only_if_all_of_them_are),
         RP_TEST(who__whoever_is_one_of_those_on_the_list_is_avoided),
         RP_TEST(who__part_of_and_avoid_hold_whatever_the_dates),
         RP_TEST(who__a_bare_role_is_avoided_when_all_its_groups_are_by_one_entry_or_another),
         RP_TEST(who__players_are_those_who_reach_the_place_nearest_first),
         RP_TEST(who__reach_is_certain_where_all_places_together_cover_what_is_possible),
         RP_TEST(who__avoided_players_are_left_out))
