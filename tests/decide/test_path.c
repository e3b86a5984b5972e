/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Who stands between two. */
#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z"
#define WORLD                                                                                                         \
    "<vocabulary><flag id='danger'/><flag id='known'/></vocabulary>"                                                  \
    "<places><place id='land'><place id='port'/><place id='hill'/></place></places>"                                  \
    "<items><item id='need'/></items><purposes><purpose id='care'/><purpose id='other'/></purposes>"                  \
    "<parties><party id='child'/></parties>"                                                                          \
    "<groups><group id='mission'><group id='police'/><group id='civil'/></group><group id='outside'/></groups>"       \
    "<roles><role id='focal'/><role id='adviser'/><role id='officer'/><role id='nobody'/><role id='bare' group='police'/></roles>" \
    "<actors><actor id='patrol' group='police'/><actor id='desk' group='police'><plays role='focal' at='land'/></actor>" \
    "<actor id='adviser-land' group='civil'><plays role='adviser' at='land'/></actor>"                                \
    "<actor id='adviser-port' group='civil'><plays role='adviser' at='port'/></actor>"                                \
    "<actor id='officer-b' group='civil'><plays role='officer' at='land'/></actor>"                                   \
    "<actor id='officer-a' group='civil'><plays role='officer' at='land'/></actor>"                                   \
    "<actor id='clinic' group='outside'/><actor id='pharmacy' group='outside' part-of='clinic'/>"                     \
    "<actor id='past' group='outside' active-until='2026-05-31'/></actors>"
#define FACE(id, from, to, through, more, in)                                                                          \
    "<interface id='" id "' from='" from "' to='" to "' through='" through "'" more ">" in "</interface>"
#define FACES(in) WORLD "<coordination>" in "</coordination>"
#define OUT FACE("out", "mission", "outside", "adviser officer", "", "")
#define IN FACE("in", "police", "civil", "focal", "", "")

static void path__without_an_interface_the_contact_is_direct(void) {
    scene s = scene_open(WORLD);
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "state", "direct");
    expect(&s, "path", "['patrol','clinic']");
    expect(&s, "interfaces", "");
    scene_close(&s);
}

static void path__to_itself_is_that_actor(void) {
    scene s = scene_open(FACES(FACE("all", "mission", "mission", "adviser", "", "")));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "patrol", "port", NULL, NOW);
    expect(&s, "path", "['patrol']");
    expect(&s, "state", "direct");
    scene_close(&s);
}

static void path__the_nearest_of_the_first_role_that_anybody_plays_stands_between(void) {
    scene s = scene_open(FACES(OUT));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "path", "['patrol','adviser-port','clinic']");
    expect(&s, "state", "through");
    expect(&s, "interfaces", "['out']");
    scene_path(&s, "patrol", "clinic", "hill", NULL, NOW);
    expect(&s, "path", "['patrol','adviser-land','clinic']");
    scene_close(&s);
}

static void path__of_those_equally_near_the_first_by_id(void) {
    scene s = scene_open(FACES(FACE("out", "mission", "outside", "nobody officer", "", "")));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "path", "['patrol','officer-a','clinic']");
    scene_close(&s);
}

static void path__whoever_plays_the_role_needs_no_gatekeeper(void) {
    scene s = scene_open(FACES(OUT));
    scene_case(&s, "{}");
    scene_path(&s, "officer-a", "clinic", "port", NULL, NOW);
    expect(&s, "path", "['officer-a','clinic']");
    scene_close(&s);
}

static void path__a_unit_is_a_member_through_what_it_is_part_of(void) {
    scene s = scene_open(FACES(FACE("out", "mission", "clinic", "officer", "", "")));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "pharmacy", "port", NULL, NOW);
    expect(&s, "path", "['patrol','officer-a','pharmacy']");
    scene_close(&s);
}

static void path__a_bare_role_is_a_member_through_its_group(void) {
    scene s = scene_open(FACES(OUT));
    scene_case(&s, "{}");
    scene_path(&s, "bare", "clinic", "port", NULL, NOW);
    expect(&s, "path", "['bare','adviser-port','clinic']");
    scene_close(&s);
}

static void path__the_way_to_a_gatekeeper_is_a_path_too(void) {
    scene s = scene_open(FACES(IN OUT));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "path", "['patrol','desk','adviser-port','clinic']");
    expect(&s, "interfaces", "['out','in']");
    scene_close(&s);
}

static void path__the_first_governing_interface_in_document_order_counts(void) {
    scene s = scene_open(FACES(FACE("one", "police", "outside", "officer", "", "") OUT));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "path", "['patrol','officer-a','clinic']"); /* officer-a plays a role of the other: it governs no more */
    expect(&s, "interfaces", "['one']");
    scene_close(&s);
}

static void path__an_interface_whose_gatekeeper_stands_on_the_path_already_is_passed_over(void) {
    /* To the desk everybody of the police goes through the desk itself, else through an officer. */
    scene s = scene_open(FACES(FACE("a", "police", "civil", "focal", "", "") FACE("b", "police", "police", "adviser", "", "") OUT));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "adviser-port", "port", NULL, NOW);
    /* patrol to desk would go through adviser-port, who is an end of the whole path. */
    expect(&s, "path", "['patrol','desk','adviser-port']");
    scene_close(&s);
}

static void path__nobody_plays_the_roles_blocks(void) {
    scene s = scene_open(FACES(FACE("out", "mission", "outside", "nobody", "", "") FACE("later", "mission", "outside", "officer", "", "")));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "state", "blocked");
    expect(&s, "path", "");
    expect(&s, "interfaces", "['out']");
    scene_close(&s);
}

static void path__when_missing_direct_goes_direct_with_a_warning_and_tries_no_other(void) {
    scene s = scene_open(FACES(FACE("out", "mission", "outside", "nobody", " when-missing='direct'", "")
                                   FACE("later", "mission", "outside", "officer", "", "")));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "state", "direct");
    expect(&s, "path", "['patrol','clinic']");
    expect(&s, "warnings", "[{'code':'direct-without-gatekeeper','args':{'interface':'out'}}]");
    scene_close(&s);
}

static void path__a_blocked_part_blocks_the_whole_and_no_second_gatekeeper_is_tried(void) {
    scene s = scene_open(FACES(FACE("in", "police", "adviser", "nobody", "", "") OUT));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "state", "blocked");
    scene_close(&s);
}

static void path__parties_are_reached_directly(void) {
    scene s = scene_open(FACES(FACE("all", "mission", "child", "officer", "", "")));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "child", "port", NULL, NOW);
    expect(&s, "path", "['patrol','child']");
    scene_close(&s);
}

/* -- avoided, not active --------------------------------------------------------------------------------------------- */

static void path__avoided_ones_are_no_gatekeepers(void) {
    scene s = scene_open(FACES(OUT));
    scene_case(&s, "{'avoid':['adviser-port']}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "path", "['patrol','adviser-land','clinic']");
    scene_case(&s, "{'avoid':['adviser']}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "path", "['patrol','officer-a','clinic']");
    scene_case(&s, "{'avoid':['civil']}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "state", "blocked");
    scene_close(&s);
}

static void path__to_an_avoided_or_inactive_one_is_blocked(void) {
    scene s = scene_open(WORLD);
    scene_case(&s, "{'avoid':['clinic']}");
    scene_path(&s, "patrol", "pharmacy", "port", NULL, NOW);
    expect(&s, "state", "blocked");
    scene_path(&s, "patrol", "past", "port", NULL, NOW);
    expect(&s, "state", "blocked");
    scene_path(&s, "patrol", "past", "port", NULL, "2026-05-31T23:59:59Z");
    expect(&s, "state", "direct");
    scene_close(&s);
}

/* -- unless -------------------------------------------------------------------------------------------------------------- */

#define UNLESS(if_open) "<unless" if_open "><test fact='danger'/><test fact='purpose' in='care'/></unless>"

static void path__an_exception_that_is_certain_makes_it_direct_and_notifies(void) {
    scene s = scene_open(FACES(IN FACE("out", "mission", "outside", "adviser officer", "", UNLESS(""))));
    scene_case(&s, "{'facts':{'danger':true}}");
    scene_path(&s, "patrol", "clinic", "port", "care", NOW);
    expect(&s, "state", "direct");
    expect(&s, "path", "['patrol','clinic']");
    expect(&s, "notify", "['desk','adviser-port']");
    expect(&s, "interfaces", "['out']");
    scene_path(&s, "patrol", "clinic", "port", "other", NOW);
    expect(&s, "path", "['patrol','desk','adviser-port','clinic']");
    expect(&s, "notify", "");
    scene_close(&s);
}

static void path__a_test_of_the_request_without_a_value_fails(void) {
    scene s = scene_open(FACES(FACE("out", "mission", "outside", "adviser", "", UNLESS(""))));
    scene_case(&s, "{'facts':{'danger':true}}");
    scene_path(&s, "patrol", "clinic", "port", NULL, NOW);
    expect(&s, "state", "through");
    scene_close(&s);
}

static void path__an_open_exception_fails_unless_it_says_that_it_holds(void) {
    scene s = scene_open(FACES(FACE("out", "mission", "outside", "adviser", "", UNLESS(""))));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", "port", "care", NOW);
    expect(&s, "state", "through");
    scene_close(&s);
    s = scene_open(FACES(FACE("out", "mission", "outside", "adviser", "", UNLESS(" if-open='holds'"))));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", "port", "care", NOW);
    expect(&s, "state", "direct");
    expect(&s, "notify", "['adviser-port']");
    scene_case(&s, "{'facts':{'danger':false}}");
    scene_path(&s, "patrol", "clinic", "port", "care", NOW);
    expect(&s, "state", "through");
    scene_close(&s);
}

static void path__avoided_ones_and_those_on_the_path_are_not_notified(void) {
    scene s = scene_open(FACES(IN FACE("out", "mission", "outside", "adviser", "", UNLESS(""))));
    scene_case(&s, "{'facts':{'danger':true},'avoid':['desk']}");
    scene_path(&s, "patrol", "clinic", "port", "care", NOW);
    expect(&s, "state", "direct");
    expect(&s, "notify", ""); /* without the exception the way to the adviser would have been blocked */
    scene_case(&s, "{'facts':{'danger':true},'avoid':['adviser-port']}");
    scene_path(&s, "patrol", "clinic", "port", "care", NOW);
    expect(&s, "notify", "['desk','adviser-land']");
    scene_close(&s);
}

static void path__only_the_part_with_the_exception_is_direct(void) {
    scene s = scene_open(FACES(FACE("in", "police", "civil", "focal", "", UNLESS("")) OUT));
    scene_case(&s, "{'facts':{'danger':true}}");
    scene_path(&s, "patrol", "clinic", "port", "care", NOW);
    expect(&s, "path", "['patrol','adviser-port','clinic']");
    expect(&s, "notify", "['desk']");
    expect(&s, "interfaces", "['out','in']");
    scene_close(&s);
}

/* -- the place is open ---------------------------------------------------------------------------------------------------- */

static void path__where_the_place_is_open_the_gatekeeper_must_be_certain(void) {
    scene s = scene_open(FACES(FACE("out", "mission", "outside", "adviser", "", "")));
    scene_case(&s, "{}");
    scene_path(&s, "patrol", "clinic", NULL, NULL, NOW);
    expect(&s, "path", "['patrol','adviser-land','clinic']");
    scene_close(&s);
}

static void path__two_places_together_may_cover_all_that_is_open(void) {
    scene s = scene_open("<places><place id='land'><place id='port'/><place id='hill'/></place></places>"
                         "<groups><group id='in'/><group id='out'/></groups><roles><role id='gate'/></roles>"
                         "<actors><actor id='us' group='in'/><actor id='them' group='out'/>"
                         "<actor id='keeper' group='in'><plays role='gate' at='port'/><plays role='gate' at='hill'/></actor></actors>"
                         "<coordination>" FACE("f", "in", "out", "gate", "", "") "</coordination>");
    scene_case(&s, "{}");
    scene_path(&s, "us", "them", NULL, NULL, NOW);
    expect(&s, "path", "['us','keeper','them']");
    scene_close(&s);
}

static void path__a_role_played_only_in_part_of_what_is_open_blocks(void) {
    scene s = scene_open("<places><place id='land'><place id='port'/><place id='hill'/></place></places>"
                         "<groups><group id='in'/><group id='out'/></groups><roles><role id='gate'/></roles>"
                         "<actors><actor id='us' group='in'/><actor id='them' group='out'/>"
                         "<actor id='keeper' group='in'><plays role='gate' at='port'/></actor></actors>"
                         "<coordination>" FACE("f", "in", "out", "gate", "", "") "</coordination>");
    scene_case(&s, "{}");
    scene_path(&s, "us", "them", NULL, NULL, NOW);
    expect(&s, "state", "blocked");
    scene_path(&s, "us", "them", "port", NULL, NOW);
    expect(&s, "path", "['us','keeper','them']");
    scene_close(&s);
}

RP_SUITE(RP_TEST(path__without_an_interface_the_contact_is_direct), RP_TEST(path__to_itself_is_that_actor),
         RP_TEST(path__the_nearest_of_the_first_role_that_anybody_plays_stands_between),
         RP_TEST(path__of_those_equally_near_the_first_by_id), RP_TEST(path__whoever_plays_the_role_needs_no_gatekeeper),
         RP_TEST(path__a_unit_is_a_member_through_what_it_is_part_of),
         RP_TEST(path__a_bare_role_is_a_member_through_its_group), RP_TEST(path__the_way_to_a_gatekeeper_is_a_path_too),
         RP_TEST(path__the_first_governing_interface_in_document_order_counts),
         RP_TEST(path__an_interface_whose_gatekeeper_stands_on_the_path_already_is_passed_over),
         RP_TEST(path__nobody_plays_the_roles_blocks),
         RP_TEST(path__when_missing_direct_goes_direct_with_a_warning_and_tries_no_other),
         RP_TEST(path__a_blocked_part_blocks_the_whole_and_no_second_gatekeeper_is_tried),
         RP_TEST(path__parties_are_reached_directly), RP_TEST(path__avoided_ones_are_no_gatekeepers),
         RP_TEST(path__to_an_avoided_or_inactive_one_is_blocked),
         RP_TEST(path__an_exception_that_is_certain_makes_it_direct_and_notifies),
         RP_TEST(path__a_test_of_the_request_without_a_value_fails),
         RP_TEST(path__an_open_exception_fails_unless_it_says_that_it_holds),
         RP_TEST(path__avoided_ones_and_those_on_the_path_are_not_notified),
         RP_TEST(path__only_the_part_with_the_exception_is_direct),
         RP_TEST(path__where_the_place_is_open_the_gatekeeper_must_be_certain),
         RP_TEST(path__two_places_together_may_cover_all_that_is_open),
         RP_TEST(path__a_role_played_only_in_part_of_what_is_open_blocks))
