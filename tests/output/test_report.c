/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Reports: what is in them for whom, that all text is escaped, and that nothing is written unless all of it is. */
#include "analyse/analysis_world.h"
#include "support/fail_alloc.h"
#include "support/streams.h"

#include "analyse/leaflet.h"
#include "base/text.h"

#include <refpath/report.h>

#define LANDS                                                                                                          \
    "<places><place id='land'><label>Land</label><place id='port'><label>Port</label></place>"                         \
    "<place id='hill'><label>Hill</label></place></place></places>"
#define SERVICES                                                                                                       \
    "<services><service id='care'><label>Care</label></service><service id='pep'><label>PEP</label></service>"         \
    "<service id='bed'><label>A bed</label></service></services>"
#define ACTORS                                                                                                         \
    "<actors><actor id='office' group='mission'/>"                                                                     \
    "<actor id='desk' group='civil'><label>Desk of the adviser</label>"                                                \
    "<plays role='adviser' at='land' respond-within='PT2H'/><contact by='phone'>+000 100</contact></actor>"            \
    "<actor id='clinic' group='ngo' verified='2026-05-01'><label>Clinic &lt;script&gt;alert(1)&lt;/script&gt; &quot;&apos;&amp;</label>" \
    "<offers service='care pep' at='port' hours='Mo-Fr 08:00-16:00; Sa 20:00-02:00; PH off' respond-within='PT1H'>"    \
    "<when><test fact='hurt'/></when></offers>"                                                                        \
    "<contact by='phone' hours='24/7'>+000 200</contact>"                                                              \
    "<contact by='in-person' visible-to='office'>cellar-of-secrets</contact></actor>"                                  \
    "<actor id='house-of-rest' group='ngo civil' visible-to='office'><label>Quiet corner</label>"                            \
    "<plays role='adviser' at='land'/><offers service='bed' at='land'/>"                                               \
    "<contact by='phone'>+000 999</contact></actor></actors>"
#define MISSION                                                                                                        \
    "<vocabulary><flag id='hurt'><label>Is hurt</label></flag></vocabulary>" LANDS SERVICES                            \
    "<groups><group id='mission'/><group id='civil'/><group id='ngo'/></groups>"                                       \
    "<roles><role id='adviser' group='civil'/></roles>" ACTORS                                                         \
    "<coordination><interface id='face' from='mission' to='ngo' through='adviser'/></coordination>"                    \
    "<pathways><pathway id='way'><step id='help' service='care'><limit within='PT6H' of='report' then='overdue'/></step>" \
    "<step id='sleep' service='bed'/></pathway></pathways>"

static refpath_status make(const scene *s, const refpath_report_options *options, rp_buffer *to) {
    refpath_report_options o = *options;
    rp_alloc alloc;
    o.size = sizeof o;
    o.now = moment_of(NOW);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_buffer_init(to, &alloc, false);
    return refpath_protocol_report(s->protocol, &o, rp_buffer_write, to, s->diags);
}

static void made(const scene *s, const refpath_report_options *options, rp_buffer *to) {
    CU_ASSERT_EQUAL_FATAL(make(s, options, to), REFPATH_OK);
}

static bool says(const rp_buffer *page, const char *text) { return page->n > 0 && strstr(page->at, text) != NULL; }

static size_t count(const rp_buffer *page, const char *text) {
    size_t n = 0;
    for (const char *at = page->at; (at = strstr(at, text)) != NULL; at++) {
        n++;
    }
    return n;
}

static void report__is_one_page_of_html_that_needs_nothing_else(void) {
    static const char *const foreign[] = {"<script", "<link", "<img", "<iframe", "src=", "url(", "@import", "http://", "https://"};
    scene s = scene_open(MISSION);
    rp_buffer page;
    char *www;
    made(&s, &(refpath_report_options){0}, &page);
    CU_ASSERT_EQUAL(strncmp(page.at, "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">", 41), 0);
    CU_ASSERT_TRUE(says(&page, "content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    CU_ASSERT_STRING_EQUAL(page.at + page.n - strlen("</main>\n</body>\n</html>\n"), "</main>\n</body>\n</html>\n");
    while ((www = strstr(page.at, "http://www.w3.org/2000/svg")) != NULL) { /* the name of SVG, which nobody fetches */
        memset(www, ' ', strlen("http://"));
    }
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        CU_ASSERT_FALSE(says(&page, foreign[i]));
    }
    rp_buffer_free(&page);
    scene_close(&s);
}

static void report__has_a_leaflet_for_each_place_or_those_asked_for(void) {
    scene s = scene_open(MISSION);
    rp_buffer page;
    made(&s, &(refpath_report_options){0}, &page);
    CU_ASSERT_EQUAL(count(&page, "<section class=\"place\""), 2);
    CU_ASSERT_TRUE(says(&page, ">Port: who to call for what</h2>"));
    CU_ASSERT_TRUE(says(&page, ">Hill: who to call for what</h2>"));
    rp_buffer_free(&page);
    made(&s, &(refpath_report_options){.place = "port"}, &page);
    CU_ASSERT_EQUAL(count(&page, "<section class=\"place\""), 1);
    CU_ASSERT_FALSE(says(&page, "Hill"));
    rp_buffer_free(&page);
    made(&s, &(refpath_report_options){.place = "land"}, &page);
    CU_ASSERT_EQUAL(count(&page, "<section class=\"place\""), 2);
    rp_buffer_free(&page);
    scene_close(&s);
}

static void report__puts_what_is_due_soon_first_with_who_and_when(void) {
    scene s = scene_open(MISSION);
    rp_buffer page;
    made(&s, &(refpath_report_options){.place = "port"}, &page);
    CU_ASSERT_TRUE(says(&page, "<th scope=\"row\">Care <span class=\"more\">6 hours</span>"));
    CU_ASSERT_TRUE(says(&page, "</strong>\n +000\xC2\xA0" "200 (24\xC2\xA0" "h; open Mon–Fri 08:00–16:00; Sat 20:00–02:00)"));
    CU_ASSERT_TRUE(says(&page, "<td>phone +000\xC2\xA0" "200 (day and night)</td>\n<td>Mon–Fri 08:00–16:00; Sat 20:00–02:00; holidays: closed</td>\n"
                               "<td>1 hour</td>"));
    CU_ASSERT_TRUE(says(&page, "some only: Is hurt"));
    CU_ASSERT_TRUE(says(&page, "nobody gives here: A bed"));
    CU_ASSERT_TRUE(strstr(page.at, ">Care <") < strstr(page.at, ">PEP</th>"));
    rp_buffer_free(&page);
    scene_close(&s);
}

static void report__escapes_what_protocols_say(void) {
    scene s = scene_open(MISSION);
    rp_buffer page;
    made(&s, &(refpath_report_options){.place = "port"}, &page);
    CU_ASSERT_TRUE(says(&page, "Clinic &lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;"));
    CU_ASSERT_FALSE(says(&page, "<script"));
    rp_buffer_free(&page);
    scene_close(&s);
}

static void report__hides_what_a_reader_may_not_see(void) {
    static const char *const hidden[] = {"house-of-rest", "Quiet corner", "+000\u00A0999", "999", "cellar-of-secrets"};
    scene s = scene_open(MISSION);
    rp_buffer page;
    const char *const others[] = {NULL, "clinic", "desk", "ngo"};
    for (size_t o = 0; o < sizeof others / sizeof *others; o++) {
        made(&s, &(refpath_report_options){.viewer = others[o]}, &page);
        for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
            if (strcmp(hidden[i], "cellar-of-secrets") != 0 || !others[o] || strcmp(others[o], "clinic") != 0) {
                CU_ASSERT_FALSE(says(&page, hidden[i]));
            }
        }
        rp_buffer_free(&page);
    }
    made(&s, &(refpath_report_options){.viewer = "all"}, &page);
    for (size_t i = 1; i < sizeof hidden / sizeof *hidden; i++) {
        CU_ASSERT_TRUE(says(&page, hidden[i]));
    }
    rp_buffer_free(&page);
    scene_close(&s);
}

static void report__gives_a_reader_the_way_that_binds_them(void) {
    scene s = scene_open(MISSION);
    rp_buffer page;
    made(&s, &(refpath_report_options){.viewer = "office", .place = "port"}, &page);
    CU_ASSERT_TRUE(says(&page, "<strong>Desk of the adviser (for Clinic"));
    CU_ASSERT_FALSE(says(&page, "phone +000\xC2\xA0" "200")); /* whoever stands between is called */
    CU_ASSERT_TRUE(says(&page, "Written for"));
    rp_buffer_free(&page);
    made(&s, &(refpath_report_options){.viewer = "desk", .place = "port"}, &page);
    CU_ASSERT_TRUE(says(&page, "phone +000\xC2\xA0" "200"));
    CU_ASSERT_FALSE(says(&page, ">Through whom</caption>")); /* no rule binds the adviser */
    rp_buffer_free(&page);
    scene_close(&s);
}

/* The clinic alone has care, at the port, for a child that is hurt: without it one step, in half of the situations, has nobody. */
static void report__names_who_must_not_be_lost_with_what_is_lost(void) {
    scene s = scene_open(MISSION);
    rp_buffer page;
    const char *weak;
    made(&s, &(refpath_report_options){0}, &page);
    weak = strstr(page.at, ">Weak points</h3>");
    CU_ASSERT_PTR_NOT_NULL_FATAL(weak);
    CU_ASSERT_PTR_NOT_NULL(strstr(weak, "<th scope=\"row\">Clinic &lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;</th>\n"
                                        "<td class=\"figure\">1</td>\n<td class=\"figure\">50%</td>\n"
                                        "<td class=\"figure\">0</td>\n"));
    CU_ASSERT_PTR_NULL(strstr(weak, "<td class=\"figure\"></td>"));
    rp_buffer_free(&page);
    scene_close(&s);
}

static void report__runs_from_right_to_left(void) {
    scene s = scene_open(MISSION);
    rp_buffer page;
    made(&s, &(refpath_report_options){.language = "ar"}, &page);
    CU_ASSERT_TRUE(says(&page, "<html lang=\"ar\" dir=\"rtl\">"));
    rp_buffer_free(&page);
    scene_close(&s);
}

static void report__is_the_same_twice(void) {
    scene s = scene_open(MISSION);
    rp_buffer one, two;
    made(&s, &(refpath_report_options){.language = "fr"}, &one);
    made(&s, &(refpath_report_options){.language = "fr"}, &two);
    CU_ASSERT_STRING_EQUAL(one.at, two.at);
    rp_buffer_free(&one);
    rp_buffer_free(&two);
    scene_close(&s);
}

static void report__says_where_it_is_not_guidance(void) {
    scene s = scene_open(MISSION);
    rp_buffer page;
    made(&s, &(refpath_report_options){0}, &page);
    CU_ASSERT_FALSE(says(&page, "class=\"banner\"")); /* adopted, in force, nothing unreviewed */
    rp_buffer_free(&page);
    scene_close(&s);
    s = scene_open(MISSION);
    s.protocol->status = "draft";
    made(&s, &(refpath_report_options){0}, &page);
    CU_ASSERT_TRUE(says(&page, "class=\"banner\""));
    CU_ASSERT_TRUE(says(&page, "Not guidance (draft)"));
    rp_buffer_free(&page);
    scene_close(&s);
}

static void report__of_a_protocol_without_places_or_people_says_so(void) {
    scene s = scene_open("<services><service id='care'/></services>"
                         "<pathways><pathway id='way'><step id='help' service='care'/></pathway></pathways>");
    rp_buffer page;
    made(&s, &(refpath_report_options){0}, &page);
    CU_ASSERT_EQUAL(count(&page, "<section class=\"place\""), 1);
    CU_ASSERT_TRUE(says(&page, "Nobody is listed for this place."));
    rp_buffer_free(&page);
    scene_close(&s);
}

static void report__refuses_whom_and_what_is_not_there(void) {
    scene s = scene_open(MISSION);
    refpath_report_options o = {.size = sizeof o, .now = moment_of(NOW)};
    rp_buffer page;
    CU_ASSERT_EQUAL(make(&s, &(refpath_report_options){.viewer = "stranger"}, &page), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL(page.n, 0);
    CU_ASSERT_EQUAL(make(&s, &(refpath_report_options){.place = "nowhere"}, &page), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL(page.n, 0);
    CU_ASSERT_EQUAL(refpath_diags_count(s.diags), 2);
    CU_ASSERT_EQUAL(make(&s, &(refpath_report_options){.language = "no such tag"}, &page), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_protocol_report(NULL, &o, rp_buffer_write, &page, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_protocol_report(s.protocol, NULL, rp_buffer_write, &page, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_protocol_report(s.protocol, &o, NULL, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    o.now = REFPATH_NO_TIME;
    CU_ASSERT_EQUAL(refpath_protocol_report(s.protocol, &o, rp_buffer_write, &page, NULL), REFPATH_INVALID_ARGUMENT);
    o.size = sizeof o.size;
    CU_ASSERT_EQUAL(refpath_protocol_report(s.protocol, &o, rp_buffer_write, &page, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(page.n, 0);
    scene_close(&s);
}

static void report__gives_back_what_the_stream_gave(void) {
    scene s = scene_open(MISSION);
    refpath_report_options o = {.size = sizeof o, .now = moment_of(NOW)};
    for (size_t taken = 0; taken < 2; taken++) {
        rp_ending full = {.takes = taken, .gives = REFPATH_IO};
        CU_ASSERT_EQUAL(refpath_protocol_report(s.protocol, &o, rp_end_stream, &full, NULL), REFPATH_IO);
        CU_ASSERT_EQUAL(full.calls, taken + 1);
    }
    scene_close(&s);
}

static refpath_status take_nothing(void *user, const char *bytes, size_t n) {
    bool *taken = user;
    (void)bytes;
    *taken = *taken || n > 0;
    return REFPATH_OK;
}

/* Requests of the report alone: of all those after the protocol was loaded one in so many is refused. */
static void report__without_memory_writes_nothing(void) {
    rp_fail_alloc memory;
    refpath_load_options options = {.size = sizeof options};
    refpath_report_options o = {.size = sizeof o, .now = moment_of(NOW), .viewer = "office", .place = "port"};
    bool taken = false;
    size_t loaded, all;
    scene s;
    rp_fail_init(&memory, 0, false);
    options.allocator = &memory.hooks;
    s = scene_open_with(MISSION, &options);
    loaded = memory.requests;
    CU_ASSERT_EQUAL(refpath_protocol_report(s.protocol, &o, take_nothing, &taken, NULL), REFPATH_OK);
    all = memory.requests - loaded;
    CU_ASSERT_TRUE(taken && all > 100);
    for (size_t nth = 1; nth <= all; nth += all / 200 + 1) {
        size_t refused = memory.refused;
        taken = false;
        memory.refuse = memory.requests + nth;
        CU_ASSERT_EQUAL(refpath_protocol_report(s.protocol, &o, take_nothing, &taken, NULL), REFPATH_OUT_OF_MEMORY);
        CU_ASSERT_EQUAL(memory.refused, refused + 1);
        CU_ASSERT_FALSE(taken);
    }
    memory.refuse = 0;
    scene_close(&s);
    CU_ASSERT_EQUAL(memory.live, 0);
}

RP_SUITE(RP_TEST(report__is_one_page_of_html_that_needs_nothing_else),
         RP_TEST(report__has_a_leaflet_for_each_place_or_those_asked_for),
         RP_TEST(report__puts_what_is_due_soon_first_with_who_and_when), RP_TEST(report__escapes_what_protocols_say),
         RP_TEST(report__hides_what_a_reader_may_not_see), RP_TEST(report__gives_a_reader_the_way_that_binds_them),
         RP_TEST(report__names_who_must_not_be_lost_with_what_is_lost),
         RP_TEST(report__runs_from_right_to_left), RP_TEST(report__is_the_same_twice),
         RP_TEST(report__says_where_it_is_not_guidance), RP_TEST(report__of_a_protocol_without_places_or_people_says_so),
         RP_TEST(report__refuses_whom_and_what_is_not_there), RP_TEST(report__gives_back_what_the_stream_gave),
         RP_TEST(report__without_memory_writes_nothing))
