/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/written.h"

static void units__that_are_part_of_themselves_are_refused(void) {
    refuse("<groups><group id='g'/></groups><actors>\n<actor id='a' group='g' ^part-of='a'/></actors>",
           "circle id=a\n");
    refuse("<groups><group id='g'/></groups><actors>\n<actor id='a' group='g' ^part-of='b'/>\n"
           "<actor id='b' group='g' part-of='c'/><actor id='c' group='g' part-of='a'/><actor id='d' group='g' "
           "part-of='a'/>"
           "</actors>",
           "circle id=a\n");
    accept("<groups><group id='g'/></groups><actors><actor id='a' group='g' part-of='c'/><actor id='b' group='g' "
           "part-of='c'/>"
           "<actor id='c' group='g'/></actors>");
}

static void sections__over_one_another_are_refused(void) {
    refuse("<consent id='a' ^over='a'/>", "circle id=a\n");
    refuse("<consent id='a' ^over='b'/><consent id='b' over='a'/>", "circle id=a\n");
    accept("<consent id='a' over='b c'/><consent id='b' over='c'/><consent id='c'/>");
}

static void visits__of_steps_with_one_another_are_refused(void) {
    refuse("<services><service id='s'/><service id='t'/></services><pathways><pathway id='p'>\n"
           "<step id='a' service='s' ^with='b'/>\n<step id='b' service='t' ^with='a'/></pathway></pathways>",
           "circle id=a\ncircle id=b\n");
    refuse("<services><service id='s'/></services><pathways><pathway id='p'>\n"
           "<step id='a' service='s' ^with='a'/></pathway></pathways>",
           "circle id=a\n");
    accept("<services><service id='s'/><service id='t'/><service id='u'/></services><pathways><pathway id='p'>"
           "<step id='a' service='s'/><step id='b' service='t' with='a'/><step id='c' service='u' with='b'/>"
           "</pathway></pathways>");
}

static void order__steps_that_wait_for_themselves_are_refused(void) {
    refuse("<pathways><pathway id='p'>\n<step id='a' ^after='a'/></pathway></pathways>", "circle id=a\n");
    refuse("<pathways><pathway id='p'>\n<step id='a' ^after='c'/><step id='b' after='a'/></pathway>\n"
           "<pathway id='q'><step id='c' after='b'/></pathway></pathways>",
           "circle id=a\n");
    accept("<pathways><pathway id='p'><step id='a'/><step id='b' after='a'/><step id='c' after='a'/>"
           "<step id='d' after='b c a'/></pathway></pathways>");
}

/* Two steps for the same service are one when both are in a plan. */
static void order__a_circle_through_steps_that_could_merge_is_refused(void) {
    static const char head[] =
        "<services><service id='s'/></services><purposes><purpose id='x'/></purposes><pathways><pathway id='p'>\n";
    char text[1024];
    snprintf(text, sizeof text, "%s%s", head,
             "<step id='a' service='s' after='b'/><step id='b'/></pathway>\n"
             "<pathway id='q'><step id='c' service='s'/><step id='d' after='c'/></pathway>"
             "<pathway id='r'><step id='e' service='s'/></pathway></pathways>");
    accept(text);
    snprintf(text, sizeof text, "%s%s", head,
             "<step id='a' service='s' ^after='b'/><step id='b' after='c'/></pathway>\n"
             "<pathway id='q'><step id='c' service='s'/></pathway></pathways>");
    refuse(text, "circle id=a\n");
    snprintf(text, sizeof text, "%s%s", head,
             "<step id='a' service='s' after='b'/><step id='b' after='c'/></pathway>\n"
             "<pathway id='q'><step id='c' service='s' purpose='x'/></pathway></pathways>");
    accept(text);
}

static void order__a_circle_through_steps_of_one_visit_is_refused(void) {
    refuse("<services><service id='s'/><service id='t'/></services><pathways><pathway id='p'>\n"
           "<step id='a' service='s' ^after='b'/><step id='b' after='c'/><step id='c' service='t' with='a'/>"
           "</pathway></pathways>",
           "circle id=a\n");
}

/* Where the visit is not in a plan its step is one of its own, and may be one with another. */
static void order__a_circle_through_a_step_whose_visit_may_be_absent_is_refused(void) {
    refuse("<services><service id='s'/><service id='t'/></services><pathways><pathway id='p'>\n"
           "<step id='a' service='s' ^after='x'/><step id='b' service='s' with='h'/><step id='x' after='b'/>"
           "<step id='h' service='t'/></pathway></pathways>",
           "circle id=a\n");
}

static void order__where_the_merged_step_has_no_after_the_step_is_shown(void) {
    refuse("<services><service id='s'/></services><pathways><pathway id='p'>\n"
           "^<step id='a' service='s'/><step id='b' after='a'/>\n<step id='c' service='s' "
           "after='b'/></pathway></pathways>",
           "circle id=a\n");
}

static void circles__each_is_told_once(void) {
    refuse("<pathways><pathway id='p'>\n<step id='a' ^after='b'/><step id='b' after='a'/>\n"
           "<step id='c' ^after='d'/><step id='d' after='c'/></pathway></pathways>",
           "circle id=a\ncircle id=c\n");
}

static void circles__a_long_chain_is_none_and_needs_no_deep_stack(void) {
    enum {
        STEPS = 3000
    };
    size_t n, room = STEPS * 48 + 100;
    char *text = malloc(room);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    n = (size_t)snprintf(text, room, "<pathways><pathway id='p'><step id='s0'/>");
    for (int i = 1; i < STEPS; i++) {
        n += (size_t)snprintf(text + n, room - n, "<step id='s%d' after='s%d'/>", i, i - 1);
    }
    snprintf(text + n, room - n, "</pathway></pathways>");
    accept(text);
    free(text);
}

RP_SUITE(RP_TEST(units__that_are_part_of_themselves_are_refused), RP_TEST(sections__over_one_another_are_refused),
         RP_TEST(visits__of_steps_with_one_another_are_refused),
         RP_TEST(order__steps_that_wait_for_themselves_are_refused),
         RP_TEST(order__a_circle_through_steps_that_could_merge_is_refused),
         RP_TEST(order__a_circle_through_steps_of_one_visit_is_refused),
         RP_TEST(order__a_circle_through_a_step_whose_visit_may_be_absent_is_refused),
         RP_TEST(order__where_the_merged_step_has_no_after_the_step_is_shown), RP_TEST(circles__each_is_told_once),
         RP_TEST(circles__a_long_chain_is_none_and_needs_no_deep_stack))
