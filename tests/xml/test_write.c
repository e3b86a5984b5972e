/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "documents.h"
#include "folders.h"

#include "../support/fail_alloc.h"
#include "../support/streams.h"

#include <stdlib.h>

#define LINE "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define ROOT "<protocol xmlns=\"urn:refpath:protocol:1\" id=\"p\" version=\"1\" xml:lang=\"en\""

static void start(rp_buffer *out) {
    rp_alloc alloc;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_buffer_init(out, &alloc, false);
}

/* What is written of a document that is loaded. */
static void written(const char *text, const char *expected) {
    const char *const pairs[] = {"a.xml", text, NULL};
    rp_load_result r;
    rp_buffer out;
    start(&out);
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL(r.status, REFPATH_OK);
    CU_ASSERT_EQUAL(rp_xml_write(&r.model, rp_buffer_write, &out), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(out.at, expected);
    if (strcmp(out.at, expected) != 0) {
        printf("%s", out.at);
    }
    rp_buffer_free(&out);
    rp_load_result_free(&r);
}

static void write__an_element_is_a_line(void) {
    written(RP_DOCUMENT("<items><item id='a'><item id='b'/></item></items><purposes/>"),
            LINE ROOT ">\n  <items>\n    <item id=\"a\">\n      <item id=\"b\"/>\n    </item>\n  </items>\n  "
                      "<purposes/>\n</protocol>\n");
    written(RP_DOCUMENT(""), LINE ROOT "/>\n");
}

static void write__attributes_stand_in_one_order(void) {
    written(
        RP_DOCUMENT("<vocabulary><number max='2' since='c' min='+1' id='n'/></vocabulary>"), LINE ROOT
        ">\n  <vocabulary>\n    <number id=\"n\" min=\"+1\" max=\"2\" since=\"c\"/>\n  </vocabulary>\n</protocol>\n");
}

static void write__what_could_be_misread_is_escaped(void) {
    written(RP_DOCUMENT("<label> &lt;a&gt; ]]&gt; &amp;amp; \"'\n\t\xe2\x81\xa7x\xe2\x81\xa9 </label>"), LINE ROOT
            ">\n  <label> &lt;a&gt; ]]&gt; &amp;amp; \"'\n\t\xe2\x81\xa7x\xe2\x81\xa9 </label>\n</protocol>\n");
    written(
        RP_DOCUMENT("<sources><source id='s' publisher='&lt;&amp;&quot;&#9;&#10;'/></sources>"), LINE ROOT
        ">\n  <sources>\n    <source id=\"s\" publisher=\"&lt;&amp;&quot;&#9;&#10;\"/>\n  </sources>\n</protocol>\n");
}

/* All of a model that counts, as text. */
static void describe(const rp_model *model, rp_node node, rp_buffer *out) {
    const rp_has *has;
    rp_str value;
    rp_element element = rp_node_element(model, node);
    rp_buffer_text(out, rp_element_name(element));
    for (size_t i = 0; (has = rp_element_attribute_at(element, i)) != NULL; i++) {
        if (rp_node_attribute(model, node, has->attribute, &value)) {
            rp_buffer_text(out, " ");
            rp_buffer_text(out, rp_attribute_name(has->attribute));
            rp_buffer_text(out, "=");
            rp_buffer_add(out, value.at, value.n);
        }
    }
    value = rp_node_text(model, node);
    rp_buffer_text(out, "'");
    rp_buffer_add(out, value.at, value.n);
    rp_buffer_text(out, "'(");
    for (rp_node child = rp_node_first(model, node); child; child = rp_node_next(model, child)) {
        describe(model, child, out);
    }
    rp_buffer_text(out, ")");
}

static void written_again_is_the_same(const char *const *pairs) {
    rp_load_result first, second;
    rp_buffer one, two, described, again;
    start(&one);
    start(&two);
    start(&described);
    start(&again);
    rp_load_with(&first, pairs, NULL);
    CU_ASSERT_EQUAL_FATAL(first.status, REFPATH_OK);
    CU_ASSERT_EQUAL(rp_xml_write(&first.model, rp_buffer_write, &one), REFPATH_OK);
    const char *const once_more[] = {"b.xml", one.at, NULL};
    rp_load_with(&second, once_more, NULL);
    CU_ASSERT_EQUAL_FATAL(second.status, REFPATH_OK);
    CU_ASSERT_EQUAL(rp_xml_write(&second.model, rp_buffer_write, &two), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(one.at, two.at);
    describe(&first.model, first.model.root, &described);
    describe(&second.model, second.model.root, &again);
    CU_ASSERT_STRING_EQUAL(described.at, again.at);
    rp_buffer_free(&one);
    rp_buffer_free(&two);
    rp_buffer_free(&described);
    rp_buffer_free(&again);
    rp_load_result_free(&first);
    rp_load_result_free(&second);
}

static void write__what_is_written_loads_as_the_same(void) {
    static const char *const joined[] = {
        "a.xml",
        RP_DOCUMENT("<include href='b.xml'/><drop ref='i' because='x'><item id='j'/></drop><label>A&#10;</label>"),
        "b.xml",
        "<protocol xmlns='urn:refpath:protocol:1' id='b' version='1' xml:lang='fr'><items><item id='i'/>"
        "<item id='k'><label>K</label></item></items></protocol>",
        NULL};
    static char text[65536];
    const char *const pairs[] = {"carana-mini.xml", text, NULL};
    char path[RP_MOST_PATH];
    FILE *file;
    rp_source_path(path, "tests/data/protocols", "carana-mini.xml");
    file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    CU_ASSERT_TRUE(strlen(text) > 1000);
    written_again_is_the_same(pairs);
    written_again_is_the_same(joined);
}

static void write__depth_costs_no_stack(void) {
    rp_alloc alloc;
    rp_model model;
    rp_node node;
    rp_buffer out;
    start(&out);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_model_init(&model, &alloc), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(rp_node_new(&model, RP_ELEMENT_PROTOCOL, 0, 0, 0, &model.root), REFPATH_OK);
    node = model.root;
    for (int i = 0; i < 3000; i++) {
        rp_node child;
        CU_ASSERT_EQUAL_FATAL(rp_node_new(&model, RP_ELEMENT_ITEM, 0, 0, 0, &child), REFPATH_OK);
        rp_node_append(&model, node, child);
        node = child;
    }
    CU_ASSERT_EQUAL(rp_xml_write(&model, rp_buffer_write, &out), REFPATH_OK);
    CU_ASSERT_TRUE(out.n > 6000);
    rp_buffer_free(&out);
    rp_model_free(&model);
}

static void write__what_the_callback_gives_comes_back(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT("<items/>"), NULL};
    rp_load_result r;
    rp_ending stop = {.gives = REFPATH_CANCELLED};
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL(rp_xml_write(&r.model, rp_end_stream, &stop), REFPATH_CANCELLED);
    CU_ASSERT_EQUAL(stop.calls, 1);
    rp_load_result_free(&r);
}

static void write_without_memory(rp_fail_alloc *memory) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT("<label>a</label>"), NULL};
    refpath_load_options options = {.size = sizeof options, .allocator = &memory->hooks};
    rp_load_result r;
    rp_buffer out;
    start(&out);
    rp_load_with(&r, pairs, &options);
    if (r.status == REFPATH_OK) {
        refpath_status status = rp_xml_write(&r.model, rp_buffer_write, &out);
        CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    }
    rp_buffer_free(&out);
    rp_load_result_free(&r);
}

static void write__without_memory_it_fails(void) {
    rp_fail_each(write_without_memory);
}

RP_SUITE(RP_TEST(write__an_element_is_a_line), RP_TEST(write__attributes_stand_in_one_order),
         RP_TEST(write__what_could_be_misread_is_escaped), RP_TEST(write__what_is_written_loads_as_the_same),
         RP_TEST(write__depth_costs_no_stack), RP_TEST(write__what_the_callback_gives_comes_back),
         RP_TEST(write__without_memory_it_fails))
