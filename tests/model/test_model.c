/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "model/model.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

static rp_model model;

static void begin(void) {
    rp_alloc alloc;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_model_init(&model, &alloc), REFPATH_OK);
}

static rp_node node(rp_element element, uint32_t line, uint32_t column) {
    rp_node made = 0;
    CU_ASSERT_EQUAL_FATAL(rp_node_new(&model, element, 0, line, column, &made), REFPATH_OK);
    return made;
}

/* A new last child; parent 0: the root. */
static rp_node add(rp_node parent, rp_element element) {
    rp_node made = node(element, 1, 1);
    if (parent) {
        rp_node_append(&model, parent, made);
    } else {
        model.root = made;
    }
    return made;
}

static void set(rp_node at, rp_attribute attribute, const char *value) {
    CU_ASSERT_EQUAL_FATAL(rp_node_set(&model, at, attribute, rp_str_of(value), 4, 9), REFPATH_OK);
}

static const char *get(rp_node at, rp_attribute attribute) {
    rp_str value;
    return rp_node_attribute(&model, at, attribute, &value) ? value.at : "(none)";
}

/* The ids of the children in order, "a b c"; backwards it must be the same. */
static const char *children(rp_node parent) {
    static char list[64];
    list[0] = '\0';
    for (rp_node child = rp_node_first(&model, parent); child; child = rp_node_next(&model, child)) {
        CU_ASSERT_EQUAL(rp_node_parent(&model, child), parent);
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", list[0] ? " " : "",
                 get(child, RP_ATTRIBUTE_ID));
    }
    return list;
}

static rp_node place(rp_node parent, const char *id) {
    rp_node made = add(parent, RP_ELEMENT_PLACE);
    set(made, RP_ATTRIBUTE_ID, id);
    return made;
}

static void none__gives_nothing_of_everything(void) {
    rp_str value;
    begin();
    CU_ASSERT_EQUAL(rp_node_element(&model, 0), RP_ELEMENT_NONE);
    CU_ASSERT_EQUAL(rp_node_parent(&model, 0), 0);
    CU_ASSERT_EQUAL(rp_node_first(&model, 0), 0);
    CU_ASSERT_EQUAL(rp_node_next(&model, 0), 0);
    CU_ASSERT_EQUAL(rp_node_first_of(&model, 0, RP_ELEMENT_PLACE), 0);
    CU_ASSERT_EQUAL(rp_node_next_of(&model, 0, RP_ELEMENT_PLACE), 0);
    CU_ASSERT_EQUAL(rp_node_text(&model, 0).n, 0);
    CU_ASSERT_FALSE(rp_node_attribute(&model, 0, RP_ATTRIBUTE_ID, &value));
    CU_ASSERT_EQUAL(rp_node_place(&model, 0).line, 0);
    CU_ASSERT_EQUAL(rp_node_element(&model, 999), RP_ELEMENT_NONE);
    rp_model_free(&model);
    rp_model_free(&model); /* twice is fine */
}

static void children__stand_in_the_order_they_were_put(void) {
    rp_node root, b;
    begin();
    root = add(0, RP_ELEMENT_PLACES);
    place(root, "a");
    b = place(root, "b");
    place(root, "c");
    place(b, "inner");
    CU_ASSERT_STRING_EQUAL(children(root), "a b c");
    CU_ASSERT_STRING_EQUAL(children(b), "inner");
    rp_model_free(&model);
}

static void children__of_a_kind_are_found_among_others(void) {
    rp_node root, first, second;
    begin();
    root = add(0, RP_ELEMENT_PLACE);
    add(root, RP_ELEMENT_LABEL);
    first = place(root, "a");
    add(root, RP_ELEMENT_TEXT);
    second = place(root, "b");
    CU_ASSERT_EQUAL(rp_node_first_of(&model, root, RP_ELEMENT_PLACE), first);
    CU_ASSERT_EQUAL(rp_node_next_of(&model, first, RP_ELEMENT_PLACE), second);
    CU_ASSERT_EQUAL(rp_node_next_of(&model, second, RP_ELEMENT_PLACE), 0);
    CU_ASSERT_EQUAL(rp_node_first_of(&model, root, RP_ELEMENT_ITEM), 0);
    rp_model_free(&model);
}

static void children__are_inserted_before_a_sibling(void) {
    rp_node root, b, x = 0, y = 0;
    begin();
    root = add(0, RP_ELEMENT_PLACES);
    b = place(root, "b");
    x = node(RP_ELEMENT_PLACE, 1, 1);
    set(x, RP_ATTRIBUTE_ID, "x");
    rp_node_insert(&model, b, x);
    y = node(RP_ELEMENT_PLACE, 1, 1);
    set(y, RP_ATTRIBUTE_ID, "y");
    rp_node_insert(&model, b, y);
    place(root, "c");
    CU_ASSERT_STRING_EQUAL(children(root), "x y b c");
    rp_node_remove(&model, y);
    CU_ASSERT_STRING_EQUAL(children(root), "x b c");
    rp_model_free(&model);
}

static void children__that_are_removed_leave_no_gap(void) {
    rp_node root, a, b, c;
    begin();
    root = add(0, RP_ELEMENT_PLACES);
    a = place(root, "a");
    b = place(root, "b");
    c = place(root, "c");
    rp_node_remove(&model, b);
    CU_ASSERT_STRING_EQUAL(children(root), "a c");
    CU_ASSERT_EQUAL(rp_node_parent(&model, b), 0);
    rp_node_remove(&model, b);
    CU_ASSERT_STRING_EQUAL(children(root), "a c");
    rp_node_remove(&model, c);
    rp_node_append(&model, root, b);
    CU_ASSERT_STRING_EQUAL(children(root), "a b");
    rp_node_remove(&model, a);
    rp_node_insert(&model, b, c);
    CU_ASSERT_STRING_EQUAL(children(root), "c b");
    rp_node_remove(&model, c);
    rp_node_remove(&model, b);
    CU_ASSERT_EQUAL(rp_node_first(&model, root), 0);
    place(root, "z");
    CU_ASSERT_STRING_EQUAL(children(root), "z");
    rp_model_free(&model);
}

static void attributes__are_set_replaced_and_taken_away(void) {
    rp_node at;
    char value[] = "galasi";
    begin();
    at = add(0, RP_ELEMENT_PLACE);
    set(at, RP_ATTRIBUTE_ID, value);
    memset(value, '?', 6);
    CU_ASSERT_STRING_EQUAL(get(at, RP_ATTRIBUTE_ID), "galasi");
    set(at, RP_ATTRIBUTE_CODE, "G1");
    set(at, RP_ATTRIBUTE_TIME_ZONE, "UTC");
    set(at, RP_ATTRIBUTE_CODE, "G2");
    CU_ASSERT_STRING_EQUAL(get(at, RP_ATTRIBUTE_CODE), "G2");
    CU_ASSERT_EQUAL(rp_node_unset(&model, at, RP_ATTRIBUTE_CODE), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_node_unset(&model, at, RP_ATTRIBUTE_CODE), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(get(at, RP_ATTRIBUTE_CODE), "(none)");
    CU_ASSERT_STRING_EQUAL(get(at, RP_ATTRIBUTE_TIME_ZONE), "UTC");
    CU_ASSERT_EQUAL(rp_node_unset(&model, at, RP_ATTRIBUTE_ID), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_node_unset(&model, at, RP_ATTRIBUTE_TIME_ZONE), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(get(at, RP_ATTRIBUTE_TIME_ZONE), "(none)");
    set(at, RP_ATTRIBUTE_CODE, "");
    CU_ASSERT_STRING_EQUAL(get(at, RP_ATTRIBUTE_CODE), "");
    rp_model_free(&model);
}

static void attributes__a_value_is_ended_where_it_ends(void) {
    rp_node at;
    rp_str part = {"galasi-port", 6};
    begin();
    at = add(0, RP_ELEMENT_PLACE);
    CU_ASSERT_EQUAL(rp_node_set(&model, at, RP_ATTRIBUTE_ID, part, 1, 1), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(get(at, RP_ATTRIBUTE_ID), "galasi");
    rp_model_free(&model);
}

static void positions__are_those_of_the_attribute_else_of_the_element(void) {
    rp_document *document;
    rp_node at;
    begin();
    document = RP_LIST_ADD(&model.arena, &model.documents);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    document->shown = "a.xml";
    document = RP_LIST_ADD(&model.arena, &model.documents);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    document->shown = "b.xml";
    CU_ASSERT_EQUAL_FATAL(rp_node_new(&model, RP_ELEMENT_PLACE, 1, 3, 7, &at), REFPATH_OK);
    set(at, RP_ATTRIBUTE_ID, "x");
    CU_ASSERT_STRING_EQUAL(rp_node_place(&model, at).file, "b.xml");
    CU_ASSERT_EQUAL(rp_node_place(&model, at).line, 3);
    CU_ASSERT_EQUAL(rp_node_place(&model, at).column, 7);
    CU_ASSERT_EQUAL(rp_node_attribute_place(&model, at, RP_ATTRIBUTE_ID).line, 4);
    CU_ASSERT_EQUAL(rp_node_attribute_place(&model, at, RP_ATTRIBUTE_ID).column, 9);
    CU_ASSERT_EQUAL(rp_node_attribute_place(&model, at, RP_ATTRIBUTE_CODE).line, 3);
    CU_ASSERT_EQUAL(rp_node_document(&model, at), 1);
    rp_model_free(&model);
}

static void texts__are_copied_and_replaced(void) {
    rp_node at;
    char text[] = "Port";
    begin();
    at = add(0, RP_ELEMENT_LABEL);
    CU_ASSERT_STRING_EQUAL(rp_node_text(&model, at).at, "");
    CU_ASSERT_EQUAL(rp_node_set_text(&model, at, rp_str_of(text)), REFPATH_OK);
    memset(text, '?', 4);
    CU_ASSERT_STRING_EQUAL(rp_node_text(&model, at).at, "Port");
    CU_ASSERT_EQUAL(rp_node_set_text(&model, at, rp_str_of("Dock")), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(rp_node_text(&model, at).at, "Dock");
    rp_model_free(&model);
}

static void language__is_the_nearest_that_is_said(void) {
    rp_node root, places, label;
    begin();
    root = add(0, RP_ELEMENT_PROTOCOL);
    places = add(root, RP_ELEMENT_PLACES);
    label = add(place(places, "a"), RP_ELEMENT_LABEL);
    CU_ASSERT_TRUE(rp_str_is(rp_node_language(&model, label), "und"));
    set(root, RP_ATTRIBUTE_LANG, "en");
    CU_ASSERT_TRUE(rp_str_is(rp_node_language(&model, label), "en"));
    set(label, RP_ATTRIBUTE_LANG, "ar");
    CU_ASSERT_TRUE(rp_str_is(rp_node_language(&model, label), "ar"));
    rp_model_free(&model);
}

/* A tree of three places, with texts and attributes. */
static rp_node small_tree(void) {
    rp_node root = add(0, RP_ELEMENT_PLACES), a = place(root, "a"), label;
    set(a, RP_ATTRIBUTE_TIME_ZONE, "UTC");
    label = add(a, RP_ELEMENT_LABEL);
    CU_ASSERT_EQUAL_FATAL(rp_node_set_text(&model, label, rp_str_of("Port")), REFPATH_OK);
    place(a, "inner");
    place(root, "b");
    return root;
}

static void copy__is_deep_and_apart(void) {
    rp_node root, copy = 0, a;
    begin();
    root = small_tree();
    CU_ASSERT_EQUAL_FATAL(rp_node_copy(&model, &model, root, &copy), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_node_parent(&model, copy), 0);
    CU_ASSERT_STRING_EQUAL(children(copy), "a b");
    a = rp_node_first(&model, copy);
    CU_ASSERT_STRING_EQUAL(get(a, RP_ATTRIBUTE_TIME_ZONE), "UTC");
    CU_ASSERT_STRING_EQUAL(rp_node_text(&model, rp_node_first(&model, a)).at, "Port");
    CU_ASSERT_EQUAL(rp_node_attribute_place(&model, a, RP_ATTRIBUTE_ID).column, 9);
    set(a, RP_ATTRIBUTE_ID, "changed");
    CU_ASSERT_STRING_EQUAL(children(root), "a b");
    rp_model_free(&model);
}

static void copy__into_another_model_outlives_the_first(void) {
    rp_model other;
    rp_alloc alloc;
    rp_node root, copy = 0;
    rp_str id;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_model_init(&other, &alloc), REFPATH_OK);
    begin();
    root = small_tree();
    CU_ASSERT_EQUAL_FATAL(rp_node_copy(&other, &model, root, &copy), REFPATH_OK);
    rp_model_free(&model);
    CU_ASSERT_TRUE(rp_node_attribute(&other, rp_node_first(&other, copy), RP_ATTRIBUTE_ID, &id));
    CU_ASSERT_TRUE(rp_str_is(id, "a"));
    rp_model_free(&other);
}

static void many__nodes_and_attributes_are_kept_apart(void) {
    rp_node root, last = 0;
    begin();
    root = add(0, RP_ELEMENT_PLACES);
    for (int i = 0; i < 20000; i++) {
        char id[16];
        snprintf(id, sizeof id, "p%d", i);
        last = place(root, id);
    }
    CU_ASSERT_STRING_EQUAL(get(last, RP_ATTRIBUTE_ID), "p19999");
    CU_ASSERT_STRING_EQUAL(get(rp_node_first(&model, root), RP_ATTRIBUTE_ID), "p0");
    rp_model_free(&model);
}

static refpath_status build(rp_model *m, rp_node *copy) {
    rp_node root, child;
    refpath_status status = rp_node_new(m, RP_ELEMENT_PLACES, 0, 1, 1, &root);
    for (int i = 0; status == REFPATH_OK && i < 40; i++) {
        status = rp_node_new(m, RP_ELEMENT_PLACE, 0, 1, 1, &child);
        if (status == REFPATH_OK) {
            status = rp_node_set(m, child, RP_ATTRIBUTE_ID, rp_str_of("a name that is not so short"), 1, 1);
        }
        if (status == REFPATH_OK) {
            status = rp_node_set_text(m, child, rp_str_of("some text"));
        }
        if (status == REFPATH_OK) {
            rp_node_append(m, root, child);
        }
    }
    return status == REFPATH_OK ? rp_node_copy(m, m, root, copy) : status;
}

static void build_without_memory(rp_fail_alloc *memory) {
    rp_model m;
    rp_alloc alloc;
    rp_node copy = 0;
    refpath_status status;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    status = rp_model_init(&m, &alloc);
    if (status == REFPATH_OK) {
        status = build(&m, &copy);
    }
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    rp_model_free(&m);
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(build_without_memory);
}

RP_SUITE(RP_TEST(none__gives_nothing_of_everything), RP_TEST(children__stand_in_the_order_they_were_put),
         RP_TEST(children__of_a_kind_are_found_among_others), RP_TEST(children__are_inserted_before_a_sibling),
         RP_TEST(children__that_are_removed_leave_no_gap), RP_TEST(attributes__are_set_replaced_and_taken_away),
         RP_TEST(attributes__a_value_is_ended_where_it_ends),
         RP_TEST(positions__are_those_of_the_attribute_else_of_the_element), RP_TEST(texts__are_copied_and_replaced),
         RP_TEST(language__is_the_nearest_that_is_said), RP_TEST(copy__is_deep_and_apart),
         RP_TEST(copy__into_another_model_outlives_the_first), RP_TEST(many__nodes_and_attributes_are_kept_apart),
         RP_TEST(memory__each_refused_request_is_told))
