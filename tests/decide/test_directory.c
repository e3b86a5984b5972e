/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Who does what, where, as a viewer may see it. */
#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z"
#define WORLD                                                                                                          \
    "<places><place id='land'><place id='port'/><place id='north'><place id='camp'/></place></place></places>"         \
    "<services><service id='health'><service id='care'/><service id='pep'/></service><service id='shelter'/></services>" \
    "<groups><group id='mission'><group id='police'/></group><group id='ngo'/></groups>"                               \
    "<roles><role id='adviser'><duty id='listens'/></role><role id='nurse'/></roles>"                                  \
    "<actors><actor id='desk' group='police' verified='2025-12-03'><plays role='adviser' at='land'/></actor>"          \
    "<actor id='clinic' group='ngo' verified='2025-12-02'><label>Hôpital Général</label><label xml:lang='ar'>المستشفى</label>" \
    "<plays role='nurse' at='port'/><offers id='o-1' service='care' at='port'/><offers id='o-2' service='pep' at='camp' active-until='2026-05-31'/>" \
    "<contact by='phone' secure='true'>+1</contact><contact by='radio' visible-to='adviser'>channel</contact></actor>"   \
    "<actor id='ward' group='ngo'><label>Hopital du Port</label><offers service='health' at='north'/></actor>"          \
    "<actor id='house' group='ngo' visible-to='adviser'><label>Maison</label><offers service='shelter' at='land'/></actor>" \
    "<actor id='annex' group='ngo' part-of='house'/>"                                                                   \
    "<actor id='past' group='ngo' active-until='2026-05-31'><offers service='care' at='land'/></actor></actors>"

static refpath_who_question anybody(void) {
    refpath_who_question q;
    memset(&q, 0, sizeof q);
    q.size = sizeof q;
    q.now = moment_of(NOW);
    return q;
}

static void find(scene *s, const refpath_who_question *q) {
    s->status = refpath_protocol_who(scene_next(s), s->protocol, q, s->diags);
    scene_answered(s);
}

/* One search after another: each sets one field. */
#define expect_found(field, value, ids)                                                                                \
    do {                                                                                                               \
        refpath_who_question q = anybody();                                                                            \
        q.field = (value);                                                                                             \
        find(&s, &q);                                                                                                  \
        expect_list(&s, "actors", "id", (ids));                                                                        \
    } while (0)

static void directory__what_is_not_asked_does_not_narrow(void) {
    scene s = scene_open(WORLD);
    refpath_who_question q = anybody();
    find(&s, &q);
    expect_list(&s, "actors", "id", "desk clinic ward annex"); /* in document order; hidden and past ones are not there */
    scene_close(&s);
}

static void directory__narrows_by_service_role_group_duty_and_place(void) {
    scene s = scene_open(WORLD);
    expect_found(service, "health", "clinic ward"); /* or what lies under it */
    expect_found(service, "care", "clinic");
    expect_found(service, "pep", ""); /* no longer offered */
    expect_found(role, "nurse", "clinic");
    expect_found(duty, "listens", "desk");
    expect_found(group, "mission", "desk");
    expect_found(group, "ngo", "clinic ward annex");
    expect_found(place, "port", "desk clinic");
    expect_found(place, "camp", "desk ward");
    expect_found(place, "land", "desk clinic ward");
    scene_close(&s);
}

static void directory__a_place_is_where_the_service_is_offered_or_the_role_played(void) {
    scene s = scene_open(WORLD);
    refpath_who_question q = anybody();
    q.service = "health";
    q.place = "camp";
    find(&s, &q);
    expect_list(&s, "actors", "id", "ward");
    q.service = NULL;
    q.role = "adviser";
    find(&s, &q);
    expect_list(&s, "actors", "id", "desk");
    q.role = "nurse";
    find(&s, &q);
    expect_list(&s, "actors", "id", "");
    scene_close(&s);
}

static void directory__names_are_found_without_accents_case_or_the_whole(void) {
    scene s = scene_open(WORLD);
    expect_found(name, "HOPITAL GENERAL", "clinic");
    expect_found(name, "hôpital", "clinic ward");
    expect_found(name, "port", "ward");
    expect_found(name, "مستشفى", "clinic");
    expect_found(name, "desk", "desk");
    expect_found(name, "nowhere", "");
    scene_close(&s);
}

static void directory__hidden_ones_are_there_for_those_who_may_see_them(void) {
    scene s = scene_open(WORLD);
    expect_found(viewer, "ward", "desk clinic ward annex");
    expect_found(viewer, "desk", "desk clinic ward house annex"); /* it plays the adviser */
    expect_found(viewer, "adviser", "desk clinic ward house annex");
    expect_found(viewer, "house", "desk clinic ward house annex");
    expect_found(viewer, "all", "desk clinic ward house annex");
    expect_found(name, "maison", "");
    expect_found(service, "shelter", "");
    scene_close(&s);
}

static void directory__an_entry_tells_what_is_active_and_may_be_seen(void) {
    scene s = scene_open(WORLD);
    refpath_who_question q = anybody();
    find(&s, &q);
    expect(&s, "actors/clinic",
           "{'id':'clinic','labels':{'en':'Hôpital Général','ar':'المستشفى'},'groups':['ngo'],'roles':[{'role':'nurse','at':['port']}],"
           "'offers':[{'id':'o-1','service':['care'],'at':['port']}],'contacts':[{'by':'phone','value':'+1','secure':true}],"
           "'verified':'2025-12-02','stale':true}");
    expect(&s, "actors/desk/duties", "['listens']");
    q.viewer = "desk";
    find(&s, &q);
    expect(&s, "actors/clinic/contacts/1", "{'by':'radio','value':'channel'}");
    scene_close(&s);
}

static void directory__an_entry_not_verified_for_long_is_stale(void) {
    scene s = scene_open(WORLD);
    refpath_who_question q = anybody();
    find(&s, &q);
    expect(&s, "actors/desk/stale", ""); /* 180 days */
    expect(&s, "actors/clinic/stale", "true");
    expect(&s, "actors/ward/stale", "true"); /* never */
    scene_close(&s);
}

static void directory__what_does_not_exist_is_told_without_repeating_it(void) {
    scene s = scene_open(WORLD);
    refpath_who_question q = anybody();
    refpath_problem problem;
    static const char *const arguments[] = {"service", "role", "group", "duty", "at", "viewer"};
    q.service = q.role = q.group = q.duty = q.place = q.viewer = "secret";
    CU_ASSERT_EQUAL(refpath_protocol_who(scene_next(&s), s.protocol, &q, s.diags), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL(refpath_diags_count(s.diags), 6);
    for (size_t i = 0; i < refpath_diags_count(s.diags); i++) {
        bool known = false;
        problem.size = sizeof problem;
        CU_ASSERT_EQUAL_FATAL(refpath_diags_get(s.diags, i, &problem), REFPATH_OK);
        CU_ASSERT_STRING_EQUAL(problem.code, "question-unknown");
        for (size_t k = 0; k < problem.n_arguments; k++) {
            CU_ASSERT_PTR_NULL(strstr(problem.arguments[k].value, "secret"));
        }
        for (size_t k = 0; k < 6; k++) {
            known = known || strcmp(problem.arguments[0].value, arguments[k]) == 0;
        }
        CU_ASSERT_TRUE(known);
    }
    q = anybody();
    q.name = "\xff";
    CU_ASSERT_EQUAL(refpath_protocol_who(scene_next(&s), s.protocol, &q, s.diags), REFPATH_INVALID_ARGUMENT);
    q.size = 1;
    CU_ASSERT_EQUAL(refpath_protocol_who(scene_next(&s), s.protocol, &q, s.diags), REFPATH_INVALID_ARGUMENT);
    scene_close(&s);
}

/* -- lists and labels ------------------------------------------------------------------------------------------------------ */

static void list_kind(scene *s, refpath_kind kind, const char *viewer) {
    s->status = refpath_protocol_list(scene_next(s), s->protocol, kind, viewer, s->diags);
    scene_answered(s);
}

static void directory__lists_every_kind_in_document_order(void) {
    scene s = scene_open(WORLD);
    list_kind(&s, REFPATH_KIND_PLACE, NULL);
    expect(&s, "entries", "[{'id':'land'},{'id':'port','in':'land'},{'id':'north','in':'land'},{'id':'camp','in':'north'}]");
    list_kind(&s, REFPATH_KIND_SERVICE, NULL);
    expect_list(&s, "entries", "id", "health care pep shelter");
    list_kind(&s, REFPATH_KIND_PURPOSE, NULL);
    expect(&s, "entries", "[]");
    list_kind(&s, REFPATH_KIND_DUTY, NULL);
    expect_list(&s, "entries", "id", "listens");
    list_kind(&s, REFPATH_KIND_CLOCK, NULL);
    expect_list(&s, "entries", "id", "report");
    scene_close(&s);
}

static void directory__a_list_of_actors_names_no_hidden_one_not_even_as_what_another_is_part_of(void) {
    scene s = scene_open(WORLD);
    list_kind(&s, REFPATH_KIND_ACTOR, NULL);
    expect_list(&s, "entries", "id", "desk clinic ward annex past");
    expect(&s, "entries/annex/in", "");
    list_kind(&s, REFPATH_KIND_ACTOR, "all");
    expect_list(&s, "entries", "id", "desk clinic ward house annex past");
    expect(&s, "entries/annex/in", "house");
    list_kind(&s, REFPATH_KIND_ACTOR, "desk");
    expect(&s, "entries/annex/in", "house");
    CU_ASSERT_EQUAL(refpath_protocol_list(scene_next(&s), s.protocol, (refpath_kind)99, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_protocol_list(scene_next(&s), s.protocol, REFPATH_KIND_ACTOR, "secret", NULL), REFPATH_INVALID_QUESTION);
    scene_close(&s);
}

/* The same of a role of several groups, which is each of them for a viewer, in a list as in a search. */
static void directory__a_list_and_a_search_show_a_viewer_the_same(void) {
    static const char *const viewers[] = {"guard", "police", "ngo", "mission", "desk", "house", "all", NULL};
    static const char sections[] =
        "<groups><group id='mission'><group id='police'/></group><group id='ngo'/></groups>"
        "<roles><role id='guard' group='police ngo'/></roles><actors><actor id='desk' group='police'/>"
        "<actor id='house' group='ngo' visible-to='police'/><actor id='cell' group='police' visible-to='mission'/></actors>";
    scene s = scene_open(sections);
    for (size_t i = 0; i < sizeof viewers / sizeof *viewers; i++) {
        const char *seen = !viewers[i] || strcmp(viewers[i], "ngo") == 0    ? "desk"
                           : strcmp(viewers[i], "mission") == 0             ? "desk cell"
                           : strcmp(viewers[i], "house") == 0               ? "desk house"
                                                                            : "desk house cell";
        refpath_who_question q = anybody();
        q.viewer = viewers[i];
        find(&s, &q);
        expect_list(&s, "actors", "id", seen);
        list_kind(&s, REFPATH_KIND_ACTOR, viewers[i]);
        expect_list(&s, "entries", "id", seen);
    }
    scene_close(&s);
}

static void directory__labels_follow_the_language_and_hide_who_is_hidden_from_some(void) {
    scene s = scene_open(WORLD);
    const char *label = refpath_protocol_label(s.protocol, REFPATH_KIND_ACTOR, "clinic", "ar");
    CU_ASSERT_PTR_NOT_NULL_FATAL(label);
    CU_ASSERT_STRING_EQUAL(label, "المستشفى");
    label = refpath_protocol_label(s.protocol, REFPATH_KIND_ACTOR, "clinic", "en-GB");
    CU_ASSERT_PTR_NOT_NULL_FATAL(label);
    CU_ASSERT_STRING_EQUAL(label, "Hôpital Général");
    label = refpath_protocol_label(s.protocol, REFPATH_KIND_ACTOR, "clinic", "sw");
    CU_ASSERT_PTR_NOT_NULL_FATAL(label);
    CU_ASSERT_STRING_EQUAL(label, "Hôpital Général");
    CU_ASSERT_PTR_NULL(refpath_protocol_label(s.protocol, REFPATH_KIND_ACTOR, "house", NULL));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(s.protocol, REFPATH_KIND_ACTOR, "secret", NULL));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(s.protocol, REFPATH_KIND_ACTOR, "desk", NULL));
    scene_close(&s);
}

RP_SUITE(RP_TEST(directory__what_is_not_asked_does_not_narrow),
         RP_TEST(directory__narrows_by_service_role_group_duty_and_place),
         RP_TEST(directory__a_place_is_where_the_service_is_offered_or_the_role_played),
         RP_TEST(directory__names_are_found_without_accents_case_or_the_whole),
         RP_TEST(directory__hidden_ones_are_there_for_those_who_may_see_them),
         RP_TEST(directory__an_entry_tells_what_is_active_and_may_be_seen),
         RP_TEST(directory__an_entry_not_verified_for_long_is_stale),
         RP_TEST(directory__what_does_not_exist_is_told_without_repeating_it),
         RP_TEST(directory__lists_every_kind_in_document_order),
         RP_TEST(directory__a_list_of_actors_names_no_hidden_one_not_even_as_what_another_is_part_of),
         RP_TEST(directory__a_list_and_a_search_show_a_viewer_the_same),
         RP_TEST(directory__labels_follow_the_language_and_hide_who_is_hidden_from_some))
