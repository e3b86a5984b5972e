/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Analyses that are graphs: the network, and the pathways; and what of them is drawn for whom. */
#include "analysis_world.h"

#include "support/streams.h"

#include <refpath/draw.h>

/* How many edges of a kind there are, from and to; "*" is any. */
static size_t edges(const scene *s, const char *from, const char *to, const char *kind) {
    const rp_tree *list = scene_at(s, "graph/edges");
    size_t n = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    for (const rp_tree *edge = list->first; edge; edge = edge->next) {
        const char *wanted[] = {from, to, kind}, *keys[] = {"from", "to", "kind"};
        bool all = true;
        for (size_t i = 0; i < 3; i++) {
            all = all && (*wanted[i] == '*' || strcmp(rp_tree_get(edge, keys[i])->text, wanted[i]) == 0);
        }
        n += all;
    }
    return n;
}

static char *drawn(const scene *s, refpath_picture format) {
    refpath_draw_options options = {.size = sizeof options, .format = format};
    scene_text *text = calloc(1, sizeof *text);
    char *copy;
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL(refpath_answer_draw(s->answer, &options, scene_take, text), REFPATH_OK);
    copy = scene_copy(text->at);
    free(text);
    return copy;
}

/* -- the network -------------------------------------------------------------------------------------------------- */

static void network__has_groups_roles_actors_and_rules_of_contact(void) {
    scene s = scene_open(WORLD);
    analysed(&s, REFPATH_ANALYSIS_NETWORK, NULL);
    expect(&s, "analysis", "network");
    expect(&s, "graph/nodes/group:mission/kind", "group");
    expect(&s, "graph/nodes/role:adviser/in", "group:civil");
    expect(&s, "graph/nodes/actor:desk/in", "group:civil");
    expect(&s, "graph/nodes/actor:desk/gatekeeper", "true");
    expect(&s, "graph/nodes/actor:clinic/gatekeeper", "");
    expect(&s, "graph/nodes/interface:face/ref", "face");
    CU_ASSERT_EQUAL(edges(&s, "actor:desk", "role:adviser", "plays"), 1);
    CU_ASSERT_EQUAL(edges(&s, "actor:desk", "group:civil", "in"), 1);
    CU_ASSERT_EQUAL(edges(&s, "group:mission", "interface:face", "from"), 1);
    CU_ASSERT_EQUAL(edges(&s, "interface:face", "group:ngo", "to"), 1);
    CU_ASSERT_EQUAL(edges(&s, "interface:face", "role:adviser", "through"), 1);
    expect(&s, "tables/nodes/rows/0/id", "group:mission");
    expect(&s, "tables/edges/columns/0/id", "source");
    scene_close(&s);
}

static void network__shows_hidden_actors_to_those_who_may_see_them(void) {
    scene s = scene_open(WORLD);
    char *picture;
    analysed(&s, REFPATH_ANALYSIS_NETWORK, NULL);
    expect(&s, "graph/nodes/actor:house", "");
    CU_ASSERT_EQUAL(edges(&s, "actor:house", "*", "*"), 0);
    for (int format = REFPATH_PICTURE_SVG; format <= REFPATH_PICTURE_GRAPHML; format++) {
        picture = drawn(&s, (refpath_picture)format);
        CU_ASSERT_PTR_NULL(strstr(picture, "house"));
        CU_ASSERT_PTR_NOT_NULL(strstr(picture, "clinic"));
        free(picture);
    }
    analysed_by(&s, REFPATH_ANALYSIS_NETWORK, NULL, "office");
    expect(&s, "graph/nodes/actor:house/kind", "actor");
    picture = drawn(&s, REFPATH_PICTURE_SVG);
    CU_ASSERT_PTR_NOT_NULL(strstr(picture, "house"));
    free(picture);
    scene_close(&s);
}

static void network__is_that_of_the_day(void) {
    scene s = scene_open(FACTS "<actors><actor id='gone' group='ngo' active-until='2026-06-02'/>"
                               "<actor id='unit' group='civil' part-of='base'><plays role='adviser' at='land' active-from='2027-01-01'/></actor>"
                               "<actor id='base' group='civil'/>"
                               "<actor id='two' group='civil'><plays role='adviser' at='port'/><plays role='adviser' at='hill'/></actor></actors>");
    analysed(&s, REFPATH_ANALYSIS_NETWORK, NULL);
    expect(&s, "graph/nodes/actor:gone", "");
    expect(&s, "graph/nodes/actor:unit/in", "group:civil");
    CU_ASSERT_EQUAL(edges(&s, "actor:unit", "actor:base", "part-of"), 1);
    expect(&s, "graph/nodes/actor:unit/gatekeeper", "");
    CU_ASSERT_EQUAL(edges(&s, "actor:unit", "*", "plays"), 0);
    CU_ASSERT_EQUAL(edges(&s, "actor:two", "role:adviser", "plays"), 1);
    scene_close(&s);
}

#ifdef HAVE_JANSSON
static void network__of_a_place_has_those_who_are_there(void) {
    scene s = scene_open(WORLD);
    analysed(&s, REFPATH_ANALYSIS_NETWORK, "{'places': ['hill']}");
    expect(&s, "graph/nodes/actor:clinic", "");
    expect(&s, "graph/nodes/actor:hospital/kind", "actor");
    expect(&s, "graph/nodes/actor:desk/kind", "actor");
    expect(&s, "graph/nodes/actor:office/kind", "actor"); /* above all places */
    expect(&s, "places", "['hill']");
    scene_close(&s);
}
#endif

/* -- pathways ------------------------------------------------------------------------------------------------------ */

#define WAYS                                                                                                             \
    FACTS "<parties><party id='child'/></parties><items><item id='need'/></items><purposes><purpose id='report'/></purposes>" \
          "<pathways><pathway id='all'><target within='P3D'/><step id='tell' inform='adviser' purpose='report' share='need'/>" \
          "<step id='keep' by='adviser' after='tell'/></pathway>"                                                         \
          "<pathway id='harmed'><when><test fact='concern' in='harm'/></when>"                                            \
          "<step id='visit' service='care'><limit within='PT72H' of='incident'/><escalate to='adviser' after='PT1H'/></step>" \
          "<step id='pill' service='pep' with='visit'><when><test fact='sex' in='female'/></when></step></pathway>"      \
          "<pathway id='finding'><when><test fact='concern' in='lost'/></when><step id='find' service='shelter'/></pathway>" \
          "<pathway id='young'><when><test fact='little'/></when><step id='nurse' service='care'/></pathway></pathways>"

static void pathways__all_with_when_they_apply(void) {
    scene s = scene_open(WAYS);
    analysed(&s, REFPATH_ANALYSIS_PATHWAYS, NULL);
    expect(&s, "graph/nodes/pathway:all/certainty", "certain");
    expect(&s, "graph/nodes/pathway:harmed/certainty", "possible");
    expect(&s, "graph/nodes/pathway:harmed/facts/0/fact", "concern");
    expect(&s, "graph/nodes/step:visit/certainty", "certain"); /* where its pathway applies */
    expect(&s, "graph/nodes/step:pill/certainty", "possible");
    expect(&s, "graph/nodes/step:pill/facts", "[{'fact':'sex'}]");
    expect(&s, "graph/nodes/step:tell/targets/0/within", "P3D");
    expect(&s, "graph/nodes/step:tell/goal", "['adviser']");
    expect(&s, "graph/nodes/step:keep/by", "adviser");
    expect(&s, "graph/nodes/step:visit/limits", "[{'within':'P3D','of':'incident','then':'closed'}]");
    CU_ASSERT_EQUAL(edges(&s, "step:tell", "step:keep", "after"), 1);
    CU_ASSERT_EQUAL(edges(&s, "step:visit", "step:pill", "visit"), 1);
    CU_ASSERT_EQUAL(edges(&s, "step:visit", "role:adviser", "escalate"), 1);
    CU_ASSERT_EQUAL(edges(&s, "step:tell", "role:adviser", "inform"), 1);
    CU_ASSERT_EQUAL(edges(&s, "step:pill", "service:pep", "service"), 1);
    CU_ASSERT_EQUAL(edges(&s, "*", "pathway:harmed", "in"), 2);
    scene_close(&s);
}

#ifdef HAVE_JANSSON
static void pathways__of_a_concern_are_those_it_can_need(void) {
    scene s = scene_open(WAYS);
    analysed(&s, REFPATH_ANALYSIS_PATHWAYS, "{'concern': ['beaten']}");
    expect(&s, "concern", "[{'fact':'concern','terms':['beaten']}]");
    expect(&s, "graph/nodes/pathway:harmed/certainty", "certain");
    expect(&s, "graph/nodes/pathway:finding", "");
    expect(&s, "graph/nodes/step:find", "");
    expect(&s, "graph/nodes/service:shelter", "");
    expect(&s, "graph/nodes/pathway:young/certainty", "possible");
    analysed(&s, REFPATH_ANALYSIS_PATHWAYS, "{'concern': ['concern/lost', 'sex/male']}");
    expect(&s, "graph/nodes/pathway:harmed", "");
    expect(&s, "graph/nodes/pathway:finding/certainty", "certain");
    analysed(&s, REFPATH_ANALYSIS_PATHWAYS, "{'concern': ['lost', 'beaten'], 'facts': {'sex': 'male', 'age': 9}}");
    expect(&s, "graph/nodes/pathway:harmed/certainty", "certain");
    expect(&s, "graph/nodes/step:pill", "");
    expect(&s, "graph/nodes/pathway:young", "");
    analysed(&s, REFPATH_ANALYSIS_PATHWAYS, "{'concern': ['little']}"); /* a flag that is derived */
    expect(&s, "graph/nodes/pathway:young/certainty", "certain");
    scene_close(&s);
}

static void pathways__refuse_a_concern_that_is_not_there(void) {
    scene s = scene_open(WAYS);
    refpath_analysis_question q = {.analysis = REFPATH_ANALYSIS_PATHWAYS};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'concern': ['beaten', 'secret-word']}"), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "case-unknown-id concern[1]");
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'concern': 'beaten'}"), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'concern': [1]}"), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'places': ['port']}"), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'facts': {'age': 99}}"), REFPATH_INVALID_QUESTION);
    scene_close(&s);
}
#endif

/* -- drawing ---------------------------------------------------------------------------------------------------------- */

static void draw__refuses_what_has_no_picture(void) {
    scene s = scene_open(WORLD);
    refpath_draw_options options = {.size = sizeof options};
    scene_text *text = calloc(1, sizeof *text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL(refpath_answer_draw(NULL, NULL, scene_take, text), REFPATH_INVALID_ARGUMENT);
    analysed(&s, REFPATH_ANALYSIS_NETWORK, NULL);
    CU_ASSERT_EQUAL(refpath_answer_draw(s.answer, NULL, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    options.language = "not a language";
    CU_ASSERT_EQUAL(refpath_answer_draw(s.answer, &options, scene_take, text), REFPATH_INVALID_ARGUMENT);
    options.language = NULL;
    options.format = (refpath_picture)9;
    CU_ASSERT_EQUAL(refpath_answer_draw(s.answer, &options, scene_take, text), REFPATH_INVALID_ARGUMENT);
    options.format = REFPATH_PICTURE_DOT;
    options.view = REFPATH_VIEW_PATHWAYS;
    CU_ASSERT_EQUAL(refpath_answer_draw(s.answer, &options, scene_take, text), REFPATH_UNSUPPORTED);
    analysed(&s, REFPATH_ANALYSIS_COVERAGE, NULL);
    CU_ASSERT_EQUAL(refpath_answer_draw(s.answer, NULL, scene_take, text), REFPATH_UNSUPPORTED);
    CU_ASSERT_EQUAL(text->n, 0);
    free(text);
    scene_close(&s);
}

static void draw__gives_back_what_the_stream_gave(void) {
    scene s = scene_open(WORLD);
    analysed(&s, REFPATH_ANALYSIS_NETWORK, NULL);
    for (int format = REFPATH_PICTURE_SVG; format <= REFPATH_PICTURE_GRAPHML; format++) {
        refpath_draw_options options = {.size = sizeof options, .format = (refpath_picture)format};
        rp_ending full = {.gives = REFPATH_IO};
        CU_ASSERT_EQUAL(refpath_answer_draw(s.answer, &options, rp_end_stream, &full), REFPATH_IO);
        CU_ASSERT_EQUAL(full.calls, 1);
    }
    scene_close(&s);
}

#ifdef HAVE_JANSSON
#define OF_STUDIES                                                                                                       \
    RP_TEST(network__of_a_place_has_those_who_are_there), RP_TEST(pathways__of_a_concern_are_those_it_can_need),        \
        RP_TEST(pathways__refuse_a_concern_that_is_not_there),
#else
#define OF_STUDIES
#endif

RP_SUITE(OF_STUDIES RP_TEST(network__has_groups_roles_actors_and_rules_of_contact),
         RP_TEST(network__shows_hidden_actors_to_those_who_may_see_them), RP_TEST(network__is_that_of_the_day),
         RP_TEST(pathways__all_with_when_they_apply), RP_TEST(draw__refuses_what_has_no_picture),
         RP_TEST(draw__gives_back_what_the_stream_gave))
