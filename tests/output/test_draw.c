/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What is drawn of an answer, and how each format writes it. */
#include "telling.h"

#include "output/draw_svg.h"

#define HEAD "\"protocol\":{\"id\":\"p\",\"version\":\"2\",\"status\":\"draft\",\"fingerprint\":\"0\"},"

typedef void (*drawing)(rp_picture *p, const rp_tree *answer);
typedef refpath_status (*writing)(rp_picture *p);

static refpath_status dot(rp_picture *p) { return rp_write_dot(p, take, NULL); }
static refpath_status mermaid(rp_picture *p) { return rp_write_mermaid(p, take, NULL); }
static refpath_status graphml(rp_picture *p) { return rp_write_graphml(p, take, NULL); }
static refpath_status svg(rp_picture *p) { return rp_write_svg(p, take, NULL); }

static void draw_in(const char *language, drawing draw, writing write, const char *json) {
    rp_alloc alloc;
    rp_arena arena;
    rp_teller t;
    rp_picture p;
    rp_tree *root;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_arena_init(&arena, &alloc, false);
    root = tree_of_json(&arena, json);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    open_teller(&t, language);
    rp_picture_init(&p, &t);
    draw(&p, root);
    rp_picture_close(&p);
    CU_ASSERT_EQUAL(write(&p), REFPATH_OK);
    close_teller(&t);
    rp_arena_free(&arena);
}

/* -- a plan ---------------------------------------------------------------------------------------------------------- */

#define PLAN                                                                                                             \
    "{" HEAD "\"case\":\"c-1\",\"holder\":\"post\",\"now\":\"2026-11-23T10:00:00Z\",\"steps\":["                          \
    "{\"ids\":[\"care\"],\"kind\":\"service\",\"goal\":\"health\",\"certainty\":\"certain\",\"state\":\"ready\","         \
    "\"target\":\"2026-11-24T10:00:00Z\",\"candidates\":[{\"actor\":\"clinic\",\"state\":\"ready\",\"certainty\":\"certain\"," \
    "\"earliest\":\"2026-11-23T11:00:00Z\",\"path\":[\"post\",\"adviser\",\"clinic\"],\"call\":[{\"by\":\"phone\",\"value\":\"+000 1\",\"open\":true}]}," \
    "{\"actor\":\"hospital\",\"state\":\"ready\",\"certainty\":\"certain\"}]},"                                          \
    "{\"ids\":[\"pep\"],\"kind\":\"service\",\"goal\":\"pep\",\"certainty\":\"possible\",\"facts\":[{\"fact\":\"raped\"}],"  \
    "\"state\":\"needs-facts\",\"with\":\"care\",\"candidates\":[{\"actor\":\"clinic\",\"state\":\"needs-facts\","        \
    "\"certainty\":\"certain\",\"path\":[\"post\",\"adviser\",\"clinic\"]}]},"                                            \
    "{\"ids\":[\"talk\"],\"kind\":\"inform\",\"goal\":[\"adviser-role\"],\"certainty\":\"certain\",\"state\":\"waiting\","   \
    "\"after\":[\"care\"],\"candidates\":[{\"actor\":\"adviser\",\"state\":\"waiting\",\"certainty\":\"certain\","        \
    "\"path\":[\"post\",\"adviser\"]}]},"                                                                                \
    "{\"ids\":[\"law\"],\"kind\":\"act\",\"certainty\":\"certain\",\"state\":\"no-provider\","                            \
    "\"escalate\":{\"to\":[\"officer\"],\"at\":\"2026-11-24T10:00:00Z\"}}]}"

static void plan__shows_who_turns_to_whom_for_what(void) {
    draw_in("en", rp_draw_plan, graphml, PLAN);
    has("<node id=\"who:post\">\n      <data key=\"kind\">holder</data>");
    has("<node id=\"who:adviser\">\n      <data key=\"kind\">gatekeeper</data>");
    has("<node id=\"who:clinic\">\n      <data key=\"kind\">actor</data>");
    has("<edge source=\"who:post\" target=\"who:adviser\">\n      <data key=\"tie\">contact</data>");
    has("<edge source=\"who:adviser\" target=\"who:clinic\">\n      <data key=\"tie\">contact</data>");
    has("<edge source=\"who:clinic\" target=\"step:care\">\n      <data key=\"tie\">gives</data>");
    has("<edge source=\"who:adviser\" target=\"step:talk\">\n      <data key=\"tie\">gives</data>");
    has("<edge source=\"step:care\" target=\"step:talk\">\n      <data key=\"tie\">after</data>");
    has("<edge source=\"step:law\" target=\"who:officer\">\n      <data key=\"tie\">escalate</data>");
    lacks("who:hospital");
}

static void plan__says_how_each_step_stands(void) {
    draw_in("en", rp_draw_plan, graphml, PLAN);
    has("<data key=\"label\">1. health</data>\n      <data key=\"text\">ready&#10;possible from 23 Nov 2026, 11:00&#10;By: 24 Nov 2026, 10:00&#10;Otherwise: hospital</data>");
    has("<data key=\"state\">good</data>");
    has("<data key=\"state\">bad</data>");
    has("phone +000\xC2\xA0" "1");
    has("<data key=\"label\">3. Tell adviser-role</data>");
    has("Turn to: officer");
}

static void plan__what_is_given_at_a_visit_stands_in_it(void) {
    draw_in("en", rp_draw_plan, graphml, PLAN);
    has("<node id=\"step:pep\">");
    has("<data key=\"in\">step:care</data>\n      <data key=\"state\">wait</data>\n      <data key=\"possible\">true</data>");
    has("<edge source=\"step:care\" target=\"step:pep\">\n      <data key=\"tie\">visit</data>\n      <data key=\"tie-drawn\">false</data>");
    lacks("target=\"step:pep\">\n      <data key=\"tie\">gives");
}

static void plan__by_pathway_names_who_and_through_whom(void) {
    draw_in("en", rp_draw_steps, graphml, PLAN);
    has("ready&#10;Who: clinic&#10;Through: adviser&#10;possible from");
    lacks("who:clinic");
    has("<edge source=\"step:care\" target=\"step:talk\">");
}

static void plan__for_a_holder_to_be_avoided_is_the_holder_alone(void) {
    draw_in("en", rp_draw_plan, graphml, "{" HEAD "\"case\":\"c\",\"holder\":\"post\",\"now\":\"2026-11-23T10:00:00Z\"}");
    has("who:post");
    lacks("<edge");
    draw_in("en", rp_draw_steps, svg, "{" HEAD "\"case\":\"c\",\"holder\":\"post\",\"now\":\"2026-11-23T10:00:00Z\"}");
    has("</svg>");
}

/* -- graphs ----------------------------------------------------------------------------------------------------------- */

#define NETWORK                                                                                                            \
    "{" HEAD "\"analysis\":\"network\",\"now\":\"2026-11-23T10:00:00Z\",\"graph\":{\"nodes\":["                            \
    "{\"id\":\"group:mission\",\"kind\":\"group\",\"ref\":\"mission\"},"                                                   \
    "{\"id\":\"group:police\",\"kind\":\"group\",\"ref\":\"police\",\"in\":\"group:mission\"},"                            \
    "{\"id\":\"group:civil\",\"kind\":\"group\",\"ref\":\"civil\",\"in\":\"group:mission\"},"                              \
    "{\"id\":\"role:focal\",\"kind\":\"role\",\"ref\":\"focal\",\"in\":\"group:police\"},"                                 \
    "{\"id\":\"role:lead\",\"kind\":\"role\",\"ref\":\"lead\",\"in\":\"group:civil\"},"                                    \
    "{\"id\":\"actor:a\",\"kind\":\"actor\",\"ref\":\"a\",\"in\":\"group:police\",\"gatekeeper\":true},"                   \
    "{\"id\":\"actor:b\",\"kind\":\"actor\",\"ref\":\"b\",\"in\":\"group:police\"},"                                       \
    "{\"id\":\"interface:a\",\"kind\":\"interface\",\"ref\":\"a\"}],"                                                      \
    "\"edges\":[{\"from\":\"actor:a\",\"to\":\"group:police\",\"kind\":\"in\"},"                                           \
    "{\"from\":\"actor:a\",\"to\":\"role:focal\",\"kind\":\"plays\"},{\"from\":\"actor:a\",\"to\":\"role:lead\",\"kind\":\"plays\"}," \
    "{\"from\":\"actor:b\",\"to\":\"actor:a\",\"kind\":\"part-of\"},"                                                      \
    "{\"from\":\"group:police\",\"to\":\"interface:a\",\"kind\":\"from\"},"                                                \
    "{\"from\":\"interface:a\",\"to\":\"role:focal\",\"kind\":\"through\"},"                                               \
    "{\"from\":\"interface:a\",\"to\":\"role:lead\",\"kind\":\"to\"}]}}"

static void network__rules_of_contact_stand_where_those_they_join_stand(void) {
    draw_in("en", rp_draw_network, graphml, NETWORK);
    has("<node id=\"interface:a\">\n      <data key=\"kind\">interface</data>\n      <data key=\"ref\">a</data>\n"
        "      <data key=\"label\">a</data>\n      <data key=\"in\">group:mission</data>");
    has("<node id=\"actor:a\">\n      <data key=\"kind\">gatekeeper</data>");
    has("<data key=\"text\">focal; lead</data>\n      <data key=\"in\">group:police</data>");
    lacks("keeper:");
}

static void network__roles_are_seen_where_a_contact_ends_or_goes_through(void) {
    draw_in("en", rp_draw_network, dot, NETWORK);
    has("label=\"focal\\na\""); /* in the rule of contact, with who plays it */
    has("label=\"lead\", shape=box, style=\"rounded,filled\"];"); /* where it ends */
    draw_in("en", rp_draw_network, graphml, NETWORK);
    has("<node id=\"role:focal\">\n      <data key=\"kind\">role</data>\n      <data key=\"ref\">focal</data>\n"
        "      <data key=\"label\">focal</data>\n      <data key=\"in\">group:police</data>\n      <data key=\"drawn\">false</data>");
}

#define PATHWAYS                                                                                                          \
    "{" HEAD "\"analysis\":\"pathways\",\"now\":\"2026-11-23T10:00:00Z\",\"concern\":[{\"fact\":\"harm\",\"terms\":[\"war\"]}]," \
    "\"graph\":{\"nodes\":["                                                                                              \
    "{\"id\":\"pathway:w\",\"kind\":\"pathway\",\"ref\":\"w\",\"certainty\":\"possible\",\"facts\":[{\"fact\":\"age\"}]},"  \
    "{\"id\":\"step:s\",\"kind\":\"step\",\"ref\":\"s\",\"in\":\"pathway:w\",\"with\":\"step:v\",\"does\":\"service\","    \
    "\"goal\":\"pep\",\"certainty\":\"certain\",\"limits\":[{\"within\":\"PT72H\",\"of\":\"incident\",\"then\":\"closed\"}]}," \
    "{\"id\":\"step:v\",\"kind\":\"step\",\"ref\":\"v\",\"in\":\"pathway:w\",\"does\":\"service\",\"goal\":\"care\",\"certainty\":\"certain\"," \
    "\"targets\":[{\"within\":\"P1D\",\"of\":\"report\"},{\"within\":\"P3D\",\"of\":\"report\"}],\"share\":[\"need\"]},"   \
    "{\"id\":\"step:t\",\"kind\":\"step\",\"ref\":\"t\",\"in\":\"pathway:w\",\"does\":\"inform\",\"goal\":[\"lead\"],\"certainty\":\"certain\"}," \
    "{\"id\":\"role:lead\",\"kind\":\"role\",\"ref\":\"lead\"}],"                                                          \
    "\"edges\":[{\"from\":\"step:v\",\"to\":\"step:s\",\"kind\":\"visit\"},{\"from\":\"step:v\",\"to\":\"step:t\",\"kind\":\"after\"}," \
    "{\"from\":\"step:t\",\"to\":\"role:lead\",\"kind\":\"inform\"},{\"from\":\"step:v\",\"to\":\"role:lead\",\"kind\":\"escalate\"}]}}"

static void pathways__say_when_they_apply_and_within_what_time(void) {
    draw_in("en", rp_draw_pathways, graphml, PATHWAYS);
    has("Only if: age");
    has("By: 1 day or 3 days from the report");
    has("Of use until: 3 days, counted from: incident");
    has("Passes on: need");
    has("If nothing moves: lead");
    has("<data key=\"in\">step:v</data>");
    has("<edge source=\"step:v\" target=\"step:t\">\n      <data key=\"tie\">after</data>\n    </edge>");
    has("<edge source=\"step:t\" target=\"role:lead\">\n      <data key=\"tie\">contact</data>\n      <data key=\"tie-drawn\">false</data>");
    draw_in("en", rp_draw_pathways, svg, PATHWAYS);
    has("<title id=\"title\">Pathways: harm (war)</title>");
}

/* -- formats ------------------------------------------------------------------------------------------------------------ */

/* A box in a box, a tie with a label, and all that a format could take for its own. */
#define NASTY "1. \"a\" <b> & [c] {d} \\N `e` #f; g\nh \xD9\x85"

static void make_nasty(rp_picture *p, const rp_tree *answer) {
    uint32_t outer = rp_picture_box(p, "box", "outer", RP_BOX_GROUP, RP_NONE);
    uint32_t inner = rp_picture_box(p, "box", "in\"n<er", RP_BOX_ACTOR, outer);
    uint32_t other = rp_picture_box(p, "box", "other", RP_BOX_INFORM, RP_NONE);
    rp_tie *tie = rp_picture_tie(p, outer, other, RP_TIE_AFTER);
    (void)answer;
    p->title = "T \"q\" <t>";
    p->view = "plan";
    rp_picture_say(p, inner, RP_WEIGHT_NAME, NASTY);
    rp_picture_say(p, inner, RP_WEIGHT_FAINT, "second");
    rp_picture_say(p, outer, RP_WEIGHT_NAME, "outer");
    CU_ASSERT_PTR_NOT_NULL_FATAL(tie);
    tie->label = "l\"a|b";
}

static void dot__quotes_what_is_its_own(void) {
    draw_in("en", make_nasty, dot, "{}");
    has("digraph refpath {\n  graph [rankdir=LR, compound=true,");
    has("label=\"T \\\"q\\\" <t>\"");
    has("  subgraph \"cluster_0\" { style=solid; label=\"outer\";\n"
        "    b1 [label=\"1. \\\"a\\\" <b> &amp; [c] {d} \\\\N `e` #f; g\\nh \xD9\x85\\nsecond\", shape=box];\n  }\n");
    has("  b1 -> b2 [style=dashed, arrowhead=vee, ltail=\"cluster_0\", label=\"l\\\"a|b\"];");
    draw_in("ar", make_nasty, dot, "{}");
    has("rankdir=RL");
}

static void mermaid__numbers_what_is_its_own(void) {
    draw_in("en", make_nasty, mermaid, "{}");
    has("---\ntitle: \"T \\\"q\\\" <t>\"\n---\nflowchart LR\n");
    has("  subgraph b0[\"outer\"]\n"
        "    b1[\"1#46; #34;a#34; #60;b#62; #38; #91;c#93; #123;d#125; #92;N #96;e#96; #35;f#59; g<br/>h \xD9\x85<br/>second\"]:::actor\n  end\n");
    has("  b0 -.->|\"l#34;a#124;b\"| b2\n");
    draw_in("ar", make_nasty, mermaid, "{}");
    has("flowchart RL\n");
}

static void graphml__escapes_what_is_its_own(void) {
    draw_in("en", make_nasty, graphml, "{}");
    has("<node id=\"box:in&quot;n&lt;er\">");
    has("<data key=\"label\">1. &quot;a&quot; &lt;b&gt; &amp; [c] {d} \\N `e` #f; g&#10;h \xD9\x85</data>");
    has("<data key=\"in\">box:outer</data>");
    has("<data key=\"tie-label\">l&quot;a|b</data>");
    has("<key id=\"drawn\" for=\"node\" attr.name=\"drawn\" attr.type=\"boolean\"><default>true</default></key>");
}

static void svg__is_whole_and_can_be_read_aloud(void) {
    draw_in("en", make_nasty, svg, "{}");
    has("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    has("role=\"graphics-document document\" aria-labelledby=\"title about\" xml:lang=\"en\" font-family");
    has("<title id=\"title\">T &quot;q&quot; &lt;t&gt;</title>\n<desc id=\"about\">");
    has("<title>comes before: outer \xE2\x80\x93 other</title>");
    has("data-id=\"box:in&quot;n&lt;er\"><title>1. &quot;a&quot; &lt;b&gt;");
    lacks("<script");
    lacks("href");
    lacks("url(");
    lacks("<style");
}

static void svg__runs_from_the_right_where_the_language_does(void) {
    draw_in("ar", make_nasty, svg, "{}");
    has("xml:lang=\"ar\" direction=\"rtl\"");
    draw_in("fr", make_nasty, svg, "{}");
    has("xml:lang=\"fr\" font-family");
}

static void svg__tells_kinds_apart_without_colour(void) {
    for (int a = 0; a < RP_TIE_KINDS; a++) {
        for (int b = 0; b < a; b++) {
            const rp_stroke *x = rp_stroke_of((rp_tie_kind)a), *y = rp_stroke_of((rp_tie_kind)b);
            CU_ASSERT_TRUE(x->head != y->head || strcmp(x->dash ? x->dash : "", y->dash ? y->dash : "") != 0 ||
                           strcmp(x->width, y->width) != 0);
        }
    }
    for (int mood = RP_MOOD_GOOD; mood < RP_MOODS; mood++) { /* by a mark */
        rp_alloc alloc;
        rp_buffer one, two;
        CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
        rp_buffer_init(&one, &alloc, false);
        rp_buffer_init(&two, &alloc, false);
        rp_svg_mark(&one, (rp_mood)mood, false, 0, 0);
        rp_svg_mark(&two, (rp_mood)(mood == RP_MOOD_DONE ? RP_MOOD_GOOD : mood + 1), false, 0, 0);
        CU_ASSERT_TRUE_FATAL(one.n > 0 && two.n > 0);
        CU_ASSERT_NOT_EQUAL(strncmp(one.at, two.at, strcspn(one.at, "\"") + 30), 0);
        rp_buffer_free(&one);
        rp_buffer_free(&two);
    }
}

static void svg__the_legend_has_what_the_picture_has(void) {
    draw_in("en", make_nasty, svg, "{}");
    has(">takes part</text>");
    has(">step: somebody is told</text>");
    has(">comes before</text>");
    lacks(">holds the case</text>");
    lacks(">turns to</text>");
}

/* -- memory ----------------------------------------------------------------------------------------------------------------- */

static void draw_with(rp_fail_alloc *memory) {
    static const writing all[] = {dot, mermaid, graphml, svg};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        refpath_text_options options = {.size = sizeof options};
        refpath_status status;
        rp_alloc ours, alloc;
        rp_arena arena;
        rp_teller t;
        rp_picture p;
        CU_ASSERT_TRUE_FATAL(rp_alloc_init(&ours, NULL) && rp_alloc_init(&alloc, &memory->hooks));
        rp_arena_init(&arena, &ours, false);
        forget();
        CU_ASSERT_EQUAL_FATAL(rp_teller_open(&t, &options, &alloc, take, NULL), REFPATH_OK);
        t.zone = "UTC";
        rp_picture_init(&p, &t);
        rp_draw_network(&p, tree_of_json(&arena, NETWORK));
        rp_picture_close(&p);
        status = t.page.status == REFPATH_OK ? all[i](&p) : t.page.status;
        status = status == REFPATH_OK ? t.page.status : status;
        CU_ASSERT_TRUE(status == REFPATH_OK || (status == REFPATH_OUT_OF_MEMORY && memory->refused > 0));
        CU_ASSERT_TRUE(status != REFPATH_OK || told_n > 0);
        rp_arena_free(&t.scratch);
        rp_arena_free(&arena);
    }
}

static void draw__fails_cleanly_without_memory(void) { rp_fail_each(draw_with); }

RP_SUITE(RP_TEST(plan__shows_who_turns_to_whom_for_what), RP_TEST(plan__says_how_each_step_stands),
         RP_TEST(plan__what_is_given_at_a_visit_stands_in_it), RP_TEST(plan__by_pathway_names_who_and_through_whom),
         RP_TEST(plan__for_a_holder_to_be_avoided_is_the_holder_alone),
         RP_TEST(network__rules_of_contact_stand_where_those_they_join_stand),
         RP_TEST(network__roles_are_seen_where_a_contact_ends_or_goes_through),
         RP_TEST(pathways__say_when_they_apply_and_within_what_time), RP_TEST(dot__quotes_what_is_its_own),
         RP_TEST(mermaid__numbers_what_is_its_own), RP_TEST(graphml__escapes_what_is_its_own),
         RP_TEST(svg__is_whole_and_can_be_read_aloud), RP_TEST(svg__runs_from_the_right_where_the_language_does),
         RP_TEST(svg__tells_kinds_apart_without_colour), RP_TEST(svg__the_legend_has_what_the_picture_has),
         RP_TEST(draw__fails_cleanly_without_memory))
