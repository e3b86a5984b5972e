/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Nodes as they are read in, most of them packed: they read as those that are made one by one, and can be changed. */
#include "model/nodes.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

static rp_model model;

static void begin(void) {
    rp_alloc alloc;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_model_init(&model, &alloc), REFPATH_OK);
}

static rp_reading given(rp_attribute attribute, const char *text, uint32_t line, uint32_t column) {
    rp_reading one = {attribute, 0, line, column};
    CU_ASSERT_EQUAL_FATAL(rp_value_new(&model, rp_str_of(text), &one.value), REFPATH_OK);
    return one;
}

static rp_node read_at(rp_node parent, rp_element element, uint32_t line, uint32_t column, const rp_reading *list,
                       size_t n) {
    rp_place_in at = {"", line, column};
    rp_node node = 0;
    CU_ASSERT_EQUAL_FATAL(rp_node_read(&model, parent, element, 0, at, list, n, &node), REFPATH_OK);
    if (!parent) {
        model.root = node;
    }
    return node;
}

static void end(rp_node node) { CU_ASSERT_EQUAL_FATAL(rp_node_read_end(&model, node), REFPATH_OK); }

/* A place with an id; what comes before its end stands in it. */
static rp_node place(rp_node parent, const char *id, uint32_t line) {
    rp_reading list[1];
    list[0] = given(RP_ATTRIBUTE_ID, id, line, 12);
    return read_at(parent, RP_ELEMENT_PLACE, line, 5, list, 1);
}

static const char *get(rp_node node, rp_attribute attribute) {
    rp_str value;
    return rp_node_attribute(&model, node, attribute, &value) ? value.at : "(none)";
}

/* The ids of all that is in it, "a(b c) d"; parents are as they should be. */
static void list(rp_node parent, char *to, size_t room) {
    bool first = true;
    for (rp_node child = rp_node_first(&model, parent); child; child = rp_node_next(&model, child)) {
        CU_ASSERT_EQUAL(rp_node_parent(&model, child), parent);
        snprintf(to + strlen(to), room - strlen(to), "%s%s", first ? "" : " ", get(child, RP_ATTRIBUTE_ID));
        if (rp_node_first(&model, child)) {
            snprintf(to + strlen(to), room - strlen(to), "(");
            list(child, to, room);
            snprintf(to + strlen(to), room - strlen(to), ")");
        }
        first = false;
    }
}

static const char *tree(rp_node parent) {
    static char text[256];
    text[0] = '\0';
    list(parent, text, sizeof text);
    return text;
}

static void end_two(rp_node one, rp_node two) {
    end(one);
    end(two);
}

/* <places> a(b c(d)) e </places> in a protocol; gives the places. */
static rp_node read_places(rp_node *root) {
    rp_node places, a, c, e;
    *root = read_at(0, RP_ELEMENT_PROTOCOL, 2, 1, NULL, 0);
    places = read_at(*root, RP_ELEMENT_PLACES, 3, 3, NULL, 0);
    a = place(places, "a", 4);
    end(place(a, "b", 5));
    c = place(a, "c", 6);
    end(place(c, "d", 7));
    end_two(c, a);
    e = place(places, "e", 900);
    end_two(e, places);
    end(*root);
    return places;
}

static void tree__is_the_one_that_was_read(void) {
    rp_node root, places;
    begin();
    places = read_places(&root);
    CU_ASSERT_STRING_EQUAL(tree(places), "a(b c(d)) e");
    CU_ASSERT_EQUAL(rp_node_parent(&model, places), root);
    CU_ASSERT_EQUAL(rp_node_first_of(&model, root, RP_ELEMENT_PLACES), places);
    CU_ASSERT_EQUAL(rp_node_next(&model, places), 0);
    rp_model_free(&model);
}

static void tree__can_be_changed_where_it_was_opened(void) {
    rp_node root, places, a, e, x;
    begin();
    places = read_places(&root);
    a = rp_node_first(&model, places);
    e = rp_node_next(&model, a);
    CU_ASSERT_EQUAL_FATAL(rp_node_open(&model, places), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(rp_node_open(&model, places), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(tree(places), "a(b c(d)) e");
    CU_ASSERT_EQUAL_FATAL(rp_node_new(&model, RP_ELEMENT_PLACE, 0, 1, 1, &x), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_node_set(&model, x, RP_ATTRIBUTE_ID, rp_str_of("x"), 1, 1), REFPATH_OK);
    rp_node_insert(&model, e, x);
    rp_node_remove(&model, a);
    CU_ASSERT_STRING_EQUAL(tree(places), "x e");
    CU_ASSERT_STRING_EQUAL(tree(a), "b c(d)");
    rp_node_append(&model, places, a);
    CU_ASSERT_STRING_EQUAL(tree(places), "x e a(b c(d))");
    CU_ASSERT_EQUAL_FATAL(rp_node_open(&model, a), REFPATH_OK);
    rp_node_remove(&model, rp_node_first(&model, a));
    CU_ASSERT_STRING_EQUAL(tree(places), "x e a(c(d))");
    rp_model_free(&model);
}

static void tree__a_node_changed_alone_keeps_its_place(void) {
    rp_node root, places, b;
    begin();
    places = read_places(&root);
    b = rp_node_first(&model, rp_node_first(&model, places));
    CU_ASSERT_EQUAL(rp_node_set(&model, b, RP_ATTRIBUTE_ID, rp_str_of("B"), 5, 12), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_node_set(&model, b, RP_ATTRIBUTE_CODE, rp_str_of("7"), 5, 20), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(tree(places), "a(B c(d)) e");
    CU_ASSERT_STRING_EQUAL(get(b, RP_ATTRIBUTE_CODE), "7");
    CU_ASSERT_EQUAL(rp_node_unset(&model, b, RP_ATTRIBUTE_ID), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(get(b, RP_ATTRIBUTE_ID), "(none)");
    CU_ASSERT_EQUAL(rp_node_place(&model, b).line, 5);
    rp_model_free(&model);
}

static void tree__large_ones_are_no_different(void) {
    rp_node root, places, last = 0, sections;
    size_t n = 0;
    begin();
    root = read_at(0, RP_ELEMENT_PROTOCOL, 1, 1, NULL, 0);
    sections = read_at(root, RP_ELEMENT_PLACES, 2, 1, NULL, 0);
    places = place(sections, "all", 3);
    for (uint32_t i = 0; i < 9000; i++) { /* more than a byte can count, and more than a page holds */
        char id[16];
        snprintf(id, sizeof id, "p%u", (unsigned)i);
        last = place(places, id, 4 + i * 70000);
        end(place(last, "inner", 4 + i * 70000));
        end(last);
    }
    end_two(places, sections);
    last = place(root, "after", 1);
    end_two(last, root);
    for (rp_node child = rp_node_first(&model, places); child; child = rp_node_next(&model, child)) {
        char id[16];
        snprintf(id, sizeof id, "p%u", (unsigned)n);
        CU_ASSERT_STRING_EQUAL(get(child, RP_ATTRIBUTE_ID), id);
        CU_ASSERT_EQUAL(rp_node_place(&model, child).line, (uint32_t)(4 + n * 70000));
        CU_ASSERT_STRING_EQUAL(tree(child), "inner");
        n++;
    }
    CU_ASSERT_EQUAL(n, 9000);
    CU_ASSERT_EQUAL(rp_node_next(&model, sections), last);
    CU_ASSERT_EQUAL(rp_node_after(&model, places), last);
    rp_model_free(&model);
}

static void attributes__keep_their_order_values_and_places(void) {
    rp_reading three[3];
    rp_node root, places, node;
    rp_value values[RP_ATTRIBUTE_COUNT];
    begin();
    root = read_at(0, RP_ELEMENT_PROTOCOL, 1, 1, NULL, 0);
    places = read_at(root, RP_ELEMENT_PLACES, 1, 40, NULL, 0);
    three[0] = given(RP_ATTRIBUTE_TIME_ZONE, "UTC", 9, 300000);
    three[1] = given(RP_ATTRIBUTE_ID, "x", 11, 2);
    three[2] = given(RP_ATTRIBUTE_CODE, "", 11, 9);
    node = read_at(places, RP_ELEMENT_PLACE, 9, 200000, three, 3);
    end_two(node, places);
    CU_ASSERT_STRING_EQUAL(get(node, RP_ATTRIBUTE_TIME_ZONE), "UTC");
    CU_ASSERT_STRING_EQUAL(get(node, RP_ATTRIBUTE_CODE), "");
    CU_ASSERT_EQUAL(rp_node_place(&model, node).line, 9);
    CU_ASSERT_EQUAL(rp_node_place(&model, node).column, 200000);
    for (size_t i = 0; i < 3; i++) {
        rp_place_in at = rp_node_attribute_place(&model, node, three[i].attribute);
        CU_ASSERT_EQUAL(at.line, three[i].line);
        CU_ASSERT_EQUAL(at.column, three[i].column);
    }
    rp_node_values(&model, node, values);
    CU_ASSERT_EQUAL(values[RP_ATTRIBUTE_ID], three[1].value);
    CU_ASSERT_EQUAL(values[RP_ATTRIBUTE_SINCE], 0);
    CU_ASSERT_STRING_EQUAL(rp_value_text(&model, 0), "");
    rp_model_free(&model);
}

/* Where a text has a child, which is a fault, both are kept all the same. */
static void texts__are_those_of_their_element(void) {
    rp_node root, places, a, one, two, wrong;
    begin();
    root = read_at(0, RP_ELEMENT_PROTOCOL, 1, 1, NULL, 0);
    places = read_at(root, RP_ELEMENT_PLACES, 1, 1, NULL, 0);
    a = place(places, "a", 2);
    one = read_at(a, RP_ELEMENT_LABEL, 3, 3, NULL, 0);
    CU_ASSERT_EQUAL(rp_node_set_text(&model, one, rp_str_of("Port")), REFPATH_OK);
    end(one);
    two = read_at(a, RP_ELEMENT_LABEL, 4, 3, NULL, 0);
    wrong = place(two, "wrong", 4);
    end(wrong);
    CU_ASSERT_EQUAL(rp_node_set_text(&model, two, rp_str_of("Hill")), REFPATH_OK);
    end_two(two, a);
    end_two(place(places, "b", 5), places);
    CU_ASSERT_STRING_EQUAL(rp_node_text(&model, one).at, "Port");
    CU_ASSERT_STRING_EQUAL(rp_node_text(&model, two).at, "Hill");
    CU_ASSERT_STRING_EQUAL(rp_node_text(&model, wrong).at, "");
    CU_ASSERT_STRING_EQUAL(tree(two), "wrong");
    CU_ASSERT_STRING_EQUAL(tree(places), "a((none) (none)(wrong)) b");
    CU_ASSERT_EQUAL(rp_node_set_text(&model, one, rp_str_of("Dock")), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(rp_node_text(&model, one).at, "Dock");
    rp_model_free(&model);
}

static void search__finds_what_stands_in_the_tree(void) {
    rp_node root, places, a, found = 0;
    size_t n = 0;
    begin();
    places = read_places(&root);
    while ((found = rp_node_search(&model, found, RP_ELEMENT_PLACE)) != 0) {
        n++;
    }
    CU_ASSERT_EQUAL(n, 5);
    a = rp_node_first(&model, places);
    CU_ASSERT_EQUAL_FATAL(rp_node_open(&model, places), REFPATH_OK);
    rp_node_remove(&model, a);
    found = rp_node_search(&model, 0, RP_ELEMENT_PLACE);
    CU_ASSERT_STRING_EQUAL(get(found, RP_ATTRIBUTE_ID), "e");
    CU_ASSERT_EQUAL(rp_node_search(&model, found, RP_ELEMENT_PLACE), 0);
    rp_model_free(&model);
}

static void copy__of_what_was_read_is_the_same(void) {
    rp_node root, places, copy = 0;
    begin();
    places = read_places(&root);
    CU_ASSERT_EQUAL_FATAL(rp_node_copy(&model, &model, places, &copy), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(tree(copy), "a(b c(d)) e");
    CU_ASSERT_EQUAL(rp_node_place(&model, rp_node_first(&model, copy)).line, 4);
    CU_ASSERT_EQUAL(rp_node_attribute_place(&model, rp_node_first(&model, copy), RP_ATTRIBUTE_ID).column, 12);
    rp_model_free(&model);
}

static refpath_status read_and_change(rp_model *m) {
    rp_place_in at = {"", 1, 1};
    rp_node root, places, node;
    rp_reading id = {RP_ATTRIBUTE_ID, 0, 1, 9};
    refpath_status status = rp_node_read(m, 0, RP_ELEMENT_PROTOCOL, 0, at, NULL, 0, &root);
    if (status == REFPATH_OK) {
        status = rp_node_read(m, root, RP_ELEMENT_PLACES, 0, at, NULL, 0, &places);
    }
    for (int i = 0; i < 300 && status == REFPATH_OK; i++) {
        status = rp_value_new(m, rp_str_of("some id or other that takes room"), &id.value);
        status = status == REFPATH_OK ? rp_node_read(m, places, RP_ELEMENT_PLACE, 0, at, &id, 1, &node) : status;
        status = status == REFPATH_OK ? rp_node_read_end(m, node) : status;
    }
    status = status == REFPATH_OK ? rp_node_read_end(m, places) : status;
    status = status == REFPATH_OK ? rp_node_set(m, node, RP_ATTRIBUTE_CODE, rp_str_of("7"), 1, 1) : status;
    return status == REFPATH_OK ? rp_node_open(m, places) : status;
}

static void read_without_memory(rp_fail_alloc *memory) {
    rp_model m;
    rp_alloc alloc;
    refpath_status status;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    status = rp_model_init(&m, &alloc);
    if (status == REFPATH_OK) {
        status = read_and_change(&m);
    }
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    rp_model_free(&m);
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(read_without_memory);
}

RP_SUITE(RP_TEST(tree__is_the_one_that_was_read), RP_TEST(tree__can_be_changed_where_it_was_opened),
         RP_TEST(tree__a_node_changed_alone_keeps_its_place), RP_TEST(tree__large_ones_are_no_different),
         RP_TEST(attributes__keep_their_order_values_and_places), RP_TEST(texts__are_those_of_their_element),
         RP_TEST(search__finds_what_stands_in_the_tree), RP_TEST(copy__of_what_was_read_is_the_same),
         RP_TEST(memory__each_refused_request_is_told))
