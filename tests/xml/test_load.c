/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "xml/load.h"

#include "documents.h"

#include "../support/chance.h"
#include "../support/fail_alloc.h"

#include <stdlib.h>

static void load__elements_become_nodes_in_order(void) {
    rp_expect_one(RP_DOCUMENT("<items><item id='a'><item id='b'/></item><item id='c'/></items><purposes/>"),
                  "protocol=p[items[item=a[item=b] item=c] purposes]", "");
}

static void load__our_namespace_may_have_a_prefix(void) {
    rp_expect_one("<r:protocol xmlns:r='urn:refpath:protocol:1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
                  "xsi:schemaLocation='urn:refpath:protocol:1 a.xsd' id='p' version='1' xml:lang='en'>"
                  "<r:items/><items xmlns='urn:refpath:protocol:1'/></r:protocol>",
                  "protocol=p[items items]", "");
}

static rp_str attribute(const rp_load_result *r, rp_node node, rp_attribute which) {
    rp_str value = {"(none)", 6};
    (void)rp_node_attribute(&r->model, node, which, &value);
    return value;
}

static void load__values_are_decoded_and_collapsed_as_their_type_has_it(void) {
    static const char *const pairs[] = {
        "a.xml",
        RP_DOCUMENT(
            "<sources><source id=' s\n' publisher=' A &amp; B&#38;lt;&#9;&lt;&amp;amp; ' href='  a   b '/></sources>"),
        NULL};
    rp_load_result r;
    rp_node source;
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL(r.status, REFPATH_OK);
    source = rp_node_first(&r.model, rp_node_first(&r.model, r.model.root));
    CU_ASSERT_TRUE(rp_str_is(attribute(&r, source, RP_ATTRIBUTE_ID), "s"));
    CU_ASSERT_TRUE(rp_str_is(attribute(&r, source, RP_ATTRIBUTE_PUBLISHER), " A & B&lt;\t<&amp; "));
    CU_ASSERT_TRUE(rp_str_is(attribute(&r, source, RP_ATTRIBUTE_HREF), "a b"));
    rp_load_result_free(&r);
}

static void load__text_is_kept_as_written(void) {
    static const char *const pairs[] = {
        "a.xml", RP_DOCUMENT("<label> a\r\n<!-- b -->&lt;&#60;<![CDATA[ <c> ]]>&amp;\xc3\xa9 </label><label/>"), NULL};
    rp_load_result r;
    rp_node label;
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL(r.status, REFPATH_OK);
    label = rp_node_first(&r.model, r.model.root);
    CU_ASSERT_TRUE(rp_str_is(rp_node_text(&r.model, label), " a\n<< <c> &\xc3\xa9 "));
    CU_ASSERT_TRUE(rp_str_is(rp_node_text(&r.model, rp_node_next(&r.model, label)), ""));
    rp_load_result_free(&r);
}

static void load__line_ends_are_one_character_in_a_cdata_section_too(void) {
    static const char *const pairs[] = {
        "a.xml", RP_DOCUMENT("<label>\r\n<![CDATA[a\r\nb\rc\n\r]]><![CDATA[\n]]>\r</label>"), NULL};
    rp_load_result r;
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL(r.status, REFPATH_OK);
    CU_ASSERT_TRUE(rp_str_is(rp_node_text(&r.model, rp_node_first(&r.model, r.model.root)), "\na\nb\nc\n\n\n\n"));
    rp_load_result_free(&r);
}

static void load__places_are_those_of_tags_and_attributes(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT("<items>\n  <item\n    id='a'/></items>"), NULL};
    rp_load_result r;
    rp_node item;
    rp_load_with(&r, pairs, NULL);
    item = rp_node_first(&r.model, rp_node_first(&r.model, r.model.root));
    CU_ASSERT_EQUAL(rp_node_place(&r.model, item).line, 2);
    CU_ASSERT_EQUAL(rp_node_place(&r.model, item).column, 3);
    CU_ASSERT_EQUAL(rp_node_attribute_place(&r.model, item, RP_ATTRIBUTE_ID).line, 3);
    CU_ASSERT_EQUAL(rp_node_attribute_place(&r.model, item, RP_ATTRIBUTE_ID).column, 5);
    CU_ASSERT_STRING_EQUAL(rp_node_place(&r.model, item).file, "a.xml");
    rp_load_result_free(&r);
}

static void load__a_document_is_known_by_name_head_and_hash(void) {
    static const char *const pairs[] = {
        "a.xml",
        "<protocol xmlns='urn:refpath:protocol:1' id='p' version='7' status='draft' xml:lang='en' "
        "valid-until='2030-01-01' review-by='2029-01-01' included-until='2028-12-31' guards-dropped=' r  s r '/>",
        NULL};
    rp_load_result r;
    const rp_document *d;
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL_FATAL(r.model.documents.n, 1);
    d = &r.model.documents.at[0];
    CU_ASSERT_STRING_EQUAL(d->name, "a.xml");
    CU_ASSERT_STRING_EQUAL(d->version, "7");
    CU_ASSERT_STRING_EQUAL(d->valid_until, "2030-01-01");
    CU_ASSERT_STRING_EQUAL(d->review_by, "2029-01-01");
    CU_ASSERT_STRING_EQUAL(d->included_until, "2028-12-31");
    CU_ASSERT_EQUAL_FATAL(r.model.dropped_guards.n, 2);
    CU_ASSERT_STRING_EQUAL(r.model.dropped_guards.at[0], "r");
    CU_ASSERT_STRING_EQUAL(r.model.dropped_guards.at[1], "s");
    CU_ASSERT_STRING_EQUAL(d->sha256, "8858986cdf8f592022606cc85b9f66ce1a3d4c839f7e3d9e9c9024997e481714");
    rp_load_result_free(&r);
}

static void load__all_faults_come_in_one_go_and_in_order(void) {
    rp_expect_one(RP_DOCUMENT("<itmes/>\n<items x='1'><item/>a</items>\n<role/>\n<items><item id='1'/></wrong>"), "",
                  "1:75 unknown-element 2:8 unknown-attribute 2:14 missing-attribute 2:21 text-not-allowed "
                  "3:1 missing-attribute 3:1 misplaced-element 4:14 bad-value 4:22 wrong-end-tag");
}

static void hint_is(const char *text, size_t argument, const char *nearest) {
    const char *const pairs[] = {"a.xml", text, NULL};
    refpath_problem p = {.size = sizeof p};
    rp_load_result r;
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_get(r.diags, 0, &p), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(p.arguments[argument].value, nearest);
    rp_load_result_free(&r);
}

static void load__what_is_unknown_comes_with_the_nearest_name(void) {
    hint_is(RP_DOCUMENT("<itmes/>"), 1, "items");
    hint_is(RP_DOCUMENT("<something-else/>"), 1, "");
    hint_is(RP_DOCUMENT("<items><item id='a' di='b'/></items>"), 2, "id");
    hint_is(RP_DOCUMENT("<label lang='en'/>"), 2, "xml:lang");
}

static void load__what_is_in_an_unknown_element_is_passed_over(void) {
    rp_expect_one(RP_DOCUMENT("<x>text<items><item/></items></x><y xmlns='urn:y'><item/></y>"), "",
                  "1:75 unknown-element 1:108 foreign-element");
}

/* -- limits ------------------------------------------------------------------------------------------------ */

static void limit_is(const char *text, const refpath_load_options *options, const char *problems) {
    const char *const pairs[] = {"a.xml", text, NULL};
    rp_load_result r;
    rp_load_with(&r, pairs, options);
    CU_ASSERT_EQUAL(r.status, REFPATH_LIMIT_EXCEEDED);
    CU_ASSERT_STRING_EQUAL(r.problems, problems);
    rp_load_result_free(&r);
}

static void load__limits_can_be_lowered(void) {
    refpath_load_options options = {.size = sizeof options, .most_depth = 2};
    limit_is(RP_DOCUMENT("<items><item id='a'/></items>"), &options, "1:82 too-deep");
    options = (refpath_load_options){.size = sizeof options, .most_elements = 2};
    limit_is(RP_DOCUMENT("<items/><items/>"), &options, "1:83 too-many-elements");
    options = (refpath_load_options){.size = sizeof options, .most_attributes = 3};
    limit_is(RP_DOCUMENT(""), &options, "1:61 too-many-attributes");
    options = (refpath_load_options){.size = sizeof options, .most_value = 30};
    limit_is(RP_DOCUMENT("<label>1234567890123456789012345678901</label>"), &options, "1:82 value-too-long");
    limit_is(RP_DOCUMENT("<label>12345678901234567890<!-- -->12345678901</label>"), &options, "1:75 value-too-long");
    options = (refpath_load_options){.size = sizeof options, .most_bytes = 80};
    limit_is(RP_DOCUMENT(""), &options, "0:0 file-too-large");
}

static void load__limits_cannot_be_raised(void) {
    refpath_load_options given = {.size = sizeof given, .most_depth = 1000, .most_documents = 100000}, full;
    CU_ASSERT_EQUAL(rp_load_options_fill(&full, &given), REFPATH_OK);
    CU_ASSERT_EQUAL(full.most_depth, 64);
    CU_ASSERT_EQUAL(full.most_documents, 256);
    CU_ASSERT_EQUAL(full.most_bytes, (size_t)256 * 1024 * 1024);
    CU_ASSERT_EQUAL(full.most_work, 20000000);
    CU_ASSERT_EQUAL(full.most_tests, 10000);
    CU_ASSERT_EQUAL(full.most_chain, 128);
    CU_ASSERT_EQUAL(full.most_tables, (size_t)512 * 1024 * 1024);
    given.size = 8;
    CU_ASSERT_EQUAL(rp_load_options_fill(&full, &given), REFPATH_INVALID_ARGUMENT);
}

static void load__a_hundred_thousand_attributes_are_refused_at_the_65th(void) {
    size_t n = strlen(RP_HEAD);
    char *text = malloc(100000 * 12 + n + 100), *at = text;
    const char *const pairs[] = {"a.xml", text, NULL};
    rp_load_result r;
    at += sprintf(at, "%s\n<items ", RP_HEAD);
    for (int i = 0; i < 100000; i++) {
        at += sprintf(at, "a%05d='' ", i);
    }
    sprintf(at, "/></protocol>");
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL(r.status, REFPATH_LIMIT_EXCEEDED);
    CU_ASSERT_STRING_EQUAL(r.problems, "2:648 too-many-attributes");
    rp_load_result_free(&r);
    free(text);
}

static void load__a_large_document_comes_whole(void) {
    enum {
        N = 20000
    };
    char *text = malloc(N * 64 + 1000), *at = text;
    const char *const pairs[] = {"a.xml", text, NULL};
    rp_load_result r;
    size_t n = 0;
    at += sprintf(at, "%s<items>", RP_HEAD);
    for (int i = 0; i < N; i++) {
        at += sprintf(at, "<item id='i%d'><label>%d &amp; more</label></item>%s", i, i, i % 7 ? "" : "\n <!-- x -->");
    }
    sprintf(at, "</items></protocol>");
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL(r.status, REFPATH_OK);
    for (rp_node item = rp_node_first(&r.model, rp_node_first(&r.model, r.model.root)); item;
         item = rp_node_next(&r.model, item)) {
        n += rp_node_text(&r.model, rp_node_first(&r.model, item)).n > 0;
    }
    CU_ASSERT_EQUAL(n, N);
    rp_load_result_free(&r);
    free(text);
}

/* -- gate and parser --------------------------------------------------------------------------------------- */

/* One byte, or one piece of XML, put somewhere or in place of what stands there. */
static void change(char *text, uint64_t *state) {
    static const char *const pieces[] = {"<",    "/>",    "&",     "&amp;",    "\"", "'",        "]]>",
                                         "<!--", "-->",   "<?x?>", "<a>",      "=",  " ",        "\r",
                                         "\xff", "&#60;", "x:",    "</items>", "\t", "<![CDATA["};
    const char *piece = pieces[rp_chance(state) % (sizeof pieces / sizeof *pieces)];
    size_t n = strlen(text), at = rp_chance(state) % n, cut = rp_chance(state) % 3, more = strlen(piece);
    cut = cut < n - at ? cut : n - at;
    memmove(text + at + more, text + at + cut, n - at - cut + 1);
    memcpy(text + at, piece, more);
}

/* What has passed the gate, the parser takes; but for rules of namespaces, which it knows alone. */
static void load__gate_and_parser_see_the_same(void) {
    uint64_t state = 1;
    size_t refused = 0;
    for (int i = 0; i < 3000; i++) {
        char text[600] = RP_DOCUMENT("<!-- c --><items>\n<item id='a'><label>A &lt; B<![CDATA[ c ]]></label></item>"
                                     "<n:item xmlns:n='urn:refpath:protocol:1' id='b'/></items>");
        const char *const pairs[] = {"a.xml", text, NULL};
        rp_load_result r;
        for (uint32_t k = rp_chance(&state) % 3; k < 3; k++) {
            change(text, &state);
        }
        rp_load_with(&r, pairs, NULL);
        for (size_t k = 0; k < refpath_diags_count(r.diags); k++) {
            refpath_problem p = {.size = sizeof p};
            CU_ASSERT_EQUAL(refpath_diags_get(r.diags, k, &p), REFPATH_OK);
            if (strcmp(p.code, "not-well-formed") == 0) {
                const char *detail = p.arguments[0].value;
                refused++;
                CU_ASSERT_TRUE(strstr(detail, "amespace") || strstr(detail, "xmlns"));
            }
        }
        CU_ASSERT_EQUAL(r.status == REFPATH_OK, refpath_diags_count(r.diags) == 0);
        rp_load_result_free(&r);
    }
    CU_ASSERT_TRUE(refused > 0 && refused < 500);
}

/* -- memory -------------------------------------------------------------------------------------------------- */

static void load_without_memory(rp_fail_alloc *memory) {
    static const char *const pairs[] = {
        "a.xml",
        RP_DOCUMENT("<label>a</label><include href='b.xml'/><include href='b.xml'/><drop ref='i' because='x'><item "
                    "id='j'/></drop>"
                    "<vocabulary><set id='s'><term id='t'/></set></vocabulary>"
                    "<sources><source id='o' publisher='a&amp;b' href=' a  b '/></sources>"),
        "b.xml",
        RP_DOCUMENT("<items><item id='i'><label>&lt;</label></item></items><include href='c/d.xml'/>"
                    "<drop ref='t' of='v' because='x'/>"),
        "c/d.xml",
        RP_SECTION("vocabulary", "<set id='v'><term id='t'/></set>"),
        NULL};
    refpath_load_options options = {.size = sizeof options, .allocator = &memory->hooks};
    rp_load_result r;
    rp_load_with(&r, pairs, &options);
    CU_ASSERT_EQUAL(r.status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    rp_load_result_free(&r);
}

static void load__without_memory_it_fails_and_leaves_nothing_behind(void) {
    rp_fail_each(load_without_memory);
}

static void fail_without_memory(rp_fail_alloc *memory) {
    static const char *const pairs[] = {
        "a.xml",
        RP_DOCUMENT("<itmes/><items y:x='' xmlns:y='u'/><item idd='a'/><include href='../b'/><include href='b.xml'/>"),
        "b.xml", RP_SECTION("items", "<item id='a'/></wrong>"), NULL};
    refpath_load_options options = {.size = sizeof options, .allocator = &memory->hooks};
    rp_load_result r;
    rp_load_with(&r, pairs, &options);
    CU_ASSERT_EQUAL(r.status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_INVALID_PROTOCOL);
    rp_load_result_free(&r);
}

static void load__without_memory_a_bad_document_fails_for_that(void) {
    rp_fail_each(fail_without_memory);
}

RP_SUITE(RP_TEST(load__elements_become_nodes_in_order), RP_TEST(load__our_namespace_may_have_a_prefix),
         RP_TEST(load__values_are_decoded_and_collapsed_as_their_type_has_it), RP_TEST(load__text_is_kept_as_written),
         RP_TEST(load__line_ends_are_one_character_in_a_cdata_section_too),
         RP_TEST(load__places_are_those_of_tags_and_attributes),
         RP_TEST(load__a_document_is_known_by_name_head_and_hash),
         RP_TEST(load__all_faults_come_in_one_go_and_in_order),
         RP_TEST(load__what_is_unknown_comes_with_the_nearest_name),
         RP_TEST(load__what_is_in_an_unknown_element_is_passed_over), RP_TEST(load__limits_can_be_lowered),
         RP_TEST(load__limits_cannot_be_raised), RP_TEST(load__a_hundred_thousand_attributes_are_refused_at_the_65th),
         RP_TEST(load__a_large_document_comes_whole), RP_TEST(load__gate_and_parser_see_the_same),
         RP_TEST(load__without_memory_it_fails_and_leaves_nothing_behind),
         RP_TEST(load__without_memory_a_bad_document_fails_for_that))
