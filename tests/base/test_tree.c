/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/tree.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

typedef struct held {
    rp_fail_alloc memory;
    rp_alloc alloc;
    rp_arena arena;
    rp_tree *root;
} held;

static void start(held *h) {
    rp_fail_init(&h->memory, 0, false);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&h->alloc, &h->memory.hooks));
    rp_arena_init(&h->arena, &h->alloc, true);
    h->root = rp_tree_root(&h->arena);
    CU_ASSERT_PTR_NOT_NULL_FATAL(h->root);
}

static void finish(held *h) {
    rp_arena_free(&h->arena);
    CU_ASSERT_EQUAL(h->memory.live, 0);
}

static void check_json(const rp_tree *tree, const char *expected) {
    rp_alloc alloc;
    rp_buffer b;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_buffer_init(&b, &alloc, false);
    CU_ASSERT_EQUAL(rp_tree_json(tree, rp_buffer_write, &b), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(b.at, expected);
    rp_buffer_free(&b);
}

static void check_text(const char *text, size_t n, const char *expected) {
    rp_alloc alloc;
    rp_buffer b;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_buffer_init(&b, &alloc, false);
    CU_ASSERT_EQUAL(rp_json_text(text, n, rp_buffer_write, &b), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(b.at, expected);
    rp_buffer_free(&b);
}

/* {"a":{"list":[1,"two",true],"none":{}},"t":"2026-01-02T03:04:05Z"} */
static void fill(rp_arena *arena, rp_tree *root) {
    rp_tree *a = rp_tree_object(arena, root, "a"), *list = rp_tree_array(arena, a, "list");
    rp_tree_integer(arena, list, NULL, 1);
    rp_tree_text(arena, list, NULL, "two");
    rp_tree_flag(arena, list, NULL, true);
    rp_tree_object(arena, a, "none");
    rp_tree_moment(arena, root, "t", 1767323045, "2026-01-02T03:04:05Z");
}

static void tree__json_has_keys_in_order_and_no_white_space(void) {
    held h;
    start(&h);
    check_json(h.root, "{}");
    fill(&h.arena, h.root);
    check_json(h.root,
               "{\"a\":{\"list\":[1,\"two\",true],\"none\":{}},\"t\":\"2026-01-02T03:04:05Z\"}");
    check_json(rp_tree_get(h.root, "t"), "\"2026-01-02T03:04:05Z\"");
    finish(&h);
}

static void tree__numbers_and_flags_are_written_exactly(void) {
    held h;
    rp_tree *list;
    start(&h);
    list = rp_tree_array(&h.arena, h.root, "n");
    rp_tree_integer(&h.arena, list, NULL, 0);
    rp_tree_integer(&h.arena, list, NULL, INT64_MIN);
    rp_tree_integer(&h.arena, list, NULL, INT64_MAX);
    rp_tree_flag(&h.arena, list, NULL, false);
    check_json(list, "[0,-9223372036854775808,9223372036854775807,false]");
    finish(&h);
}

static void tree__children_are_reached_by_key_and_by_number(void) {
    held h;
    const rp_tree *list;
    start(&h);
    fill(&h.arena, h.root);
    list = rp_tree_get(rp_tree_get(h.root, "a"), "list");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    CU_ASSERT_EQUAL(list->n, 3);
    CU_ASSERT_EQUAL(rp_tree_at(list, 0)->number, 1);
    CU_ASSERT_STRING_EQUAL(rp_tree_at(list, 1)->text, "two");
    CU_ASSERT_EQUAL(rp_tree_at(list, 2)->kind, RP_TREE_FLAG);
    CU_ASSERT_EQUAL(rp_tree_get(h.root, "t")->number, 1767323045);
    CU_ASSERT_PTR_NULL(rp_tree_at(list, 3));
    CU_ASSERT_PTR_NULL(rp_tree_get(list, "two"));
    CU_ASSERT_PTR_NULL(rp_tree_get(h.root, "b"));
    CU_ASSERT_PTR_NULL(rp_tree_get(NULL, "b"));
    CU_ASSERT_PTR_NULL(rp_tree_at(NULL, 0));
    finish(&h);
}

static void tree__an_empty_child_added_last_is_pruned(void) {
    held h;
    start(&h);
    rp_tree_array(&h.arena, h.root, "first");
    rp_tree_prune(h.root);
    check_json(h.root, "{}");
    rp_tree_integer(&h.arena, h.root, "kept", 1);
    rp_tree_prune(h.root);
    rp_tree_object(&h.arena, h.root, "gone");
    rp_tree_prune(h.root);
    CU_ASSERT_EQUAL(h.root->n, 1);
    rp_tree_integer(&h.arena, rp_tree_array(&h.arena, h.root, "full"), NULL, 2);
    rp_tree_prune(h.root);
    rp_tree_text(&h.arena, h.root, "last", "");
    rp_tree_prune(h.root);
    rp_tree_prune(NULL);
    check_json(h.root, "{\"kept\":1,\"full\":[2],\"last\":\"\"}");
    finish(&h);
}

static void tree__equality_is_of_everything_below(void) {
    held a, b;
    start(&a);
    start(&b);
    fill(&a.arena, a.root);
    fill(&b.arena, b.root);
    CU_ASSERT_TRUE(rp_tree_equal(a.root, b.root));
    CU_ASSERT_TRUE(rp_tree_equal(NULL, NULL));
    CU_ASSERT_FALSE(rp_tree_equal(a.root, NULL));
    b.root->first->first->last->number = 0;
    CU_ASSERT_FALSE(rp_tree_equal(a.root, b.root));
    b.root->first->first->last->number = 1;
    b.root->first->key = "b";
    CU_ASSERT_FALSE(rp_tree_equal(a.root, b.root));
    b.root->first->key = "a";
    b.root->last->text = "2026-01-02T04:04:05+01:00";
    CU_ASSERT_FALSE(rp_tree_equal(a.root, b.root));
    b.root->last->text = a.root->last->text;
    CU_ASSERT_TRUE(rp_tree_equal(a.root, b.root));
    rp_tree_flag(&b.arena, b.root, "more", false);
    CU_ASSERT_FALSE(rp_tree_equal(a.root, b.root));
    finish(&a);
    finish(&b);
}

static void json__only_what_must_be_escaped_is(void) {
    check_text("", 0, "\"\"");
    check_text("plain / text's", 14, "\"plain / text's\"");
    check_text("\"\\", 2, "\"\\\"\\\\\"");
    check_text("\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\"");
    check_text("\x01\x1f\x0b", 3, "\"\\u0001\\u001f\\u000b\"");
    check_text("a\0b", 3, "\"a\\u0000b\"");
    check_text("\x7f", 1, "\"\x7f\"");
    check_text("a\nb", 3, "\"a\\nb\"");
}

static void json__text_beyond_ascii_is_left_as_it_is(void) {
    const char *text = "\xc2\x85\xe2\x80\xa8\xe2\x80\xa9\xd8\xb7\xf0\x9f\x98\x80";
    char expected[32];
    (void)snprintf(expected, sizeof expected, "\"%s\"", text);
    check_text(text, strlen(text), expected);
}

static void json__every_control_has_an_escape(void) {
    for (int c = 0; c < 0x20; c++) {
        char text = (char)c, expected[16];
        const char *letters = c == '\b'   ? "b"
                              : c == '\f' ? "f"
                              : c == '\n' ? "n"
                              : c == '\r' ? "r"
                                          : "t";
        if (strchr("\b\f\n\r\t", c) && c) {
            (void)snprintf(expected, sizeof expected, "\"\\%s\"", letters);
        } else {
            (void)snprintf(expected, sizeof expected, "\"\\u%04x\"", (unsigned)c);
        }
        check_text(&text, 1, expected);
    }
}

static void json__bytes_that_are_no_utf_8_become_replacement_characters(void) {
    held h;
    start(&h);
    rp_tree_text(&h.arena, h.root, "file", "a\xff\xc3\xa9\xe2\x82.xml"); /* a name as a disk may have it */
    check_json(h.root, "{\"file\":\"a\xef\xbf\xbd\xc3\xa9\xef\xbf\xbd\xef\xbf\xbd.xml\"}");
    finish(&h);
}

static void json__keys_are_escaped_too(void) {
    held h;
    start(&h);
    rp_tree_integer(&h.arena, h.root, "a\"b", 1);
    check_json(h.root, "{\"a\\\"b\":1}");
    finish(&h);
}

typedef struct stop {
    size_t calls, stop_at, empty;
} stop;

static refpath_status stop_writing(void *user, const char *bytes, size_t n) {
    stop *s = user;
    (void)bytes;
    s->empty += n == 0;
    return ++s->calls == s->stop_at ? REFPATH_CANCELLED : REFPATH_OK;
}

static void json__a_callback_that_stops_is_not_called_again(void) {
    held h;
    size_t stop_at = 1;
    refpath_status status;
    start(&h);
    fill(&h.arena, h.root);
    rp_tree_text(&h.arena, h.root, "x", "a\nb\1");
    do {
        stop s = {0, stop_at++, 0};
        status = rp_tree_json(h.root, stop_writing, &s);
        CU_ASSERT_EQUAL(s.empty, 0);
        CU_ASSERT_TRUE(status == REFPATH_OK || s.calls == s.stop_at);
        CU_ASSERT_TRUE(status == REFPATH_OK || status == REFPATH_CANCELLED);
    } while (status != REFPATH_OK);
    CU_ASSERT_TRUE(stop_at > 30);
    finish(&h);
}

static void tree__one_too_deep_is_an_error_not_a_crash(void) {
    held h;
    rp_tree *at;
    stop s = {0, 0, 0};
    start(&h);
    at = h.root;
    for (int i = 0; i < 100000; i++) {
        at = rp_tree_array(&h.arena, at, "in");
    }
    CU_ASSERT_EQUAL(rp_tree_json(h.root, stop_writing, &s), REFPATH_INTERNAL);
    CU_ASSERT_EQUAL(rp_tree_json(NULL, stop_writing, &s), REFPATH_INTERNAL);
    finish(&h);
}

static void tree__an_object_whose_child_has_no_key_is_an_error(void) {
    held h;
    stop s = {0, 0, 0};
    start(&h);
    rp_tree_integer(&h.arena, h.root, NULL, 1);
    CU_ASSERT_EQUAL(rp_tree_json(h.root, stop_writing, &s), REFPATH_INTERNAL);
    finish(&h);
}

static void tree__what_is_missing_shows_at_the_end_of_a_chain(void) {
    held h;
    start(&h);
    CU_ASSERT_TRUE(rp_tree_ok(&h.arena));
    CU_ASSERT_PTR_NULL(rp_tree_text(&h.arena, rp_tree_array(&h.arena, NULL, "a"), NULL, "b"));
    CU_ASSERT_FALSE(rp_tree_ok(&h.arena));
    finish(&h);
    start(&h);
    CU_ASSERT_PTR_NULL(rp_tree_text(&h.arena, h.root, "text", NULL));
    CU_ASSERT_FALSE(rp_tree_ok(&h.arena));
    finish(&h);
}

static void use_tree(rp_fail_alloc *memory) {
    rp_alloc alloc;
    rp_arena arena;
    rp_tree *root;
    rp_buffer b;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    rp_arena_init(&arena, &alloc, true);
    rp_buffer_init(&b, &alloc, true);
    root = rp_tree_root(&arena);
    for (int i = 0; i < 200; i++) {
        fill(&arena, rp_tree_object(&arena, root, "again"));
    }
    CU_ASSERT_EQUAL(rp_tree_ok(&arena), memory->refused == 0);
    if (rp_tree_ok(&arena)) {
        refpath_status status = rp_tree_json(root, rp_buffer_write, &b);
        CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    }
    rp_buffer_free(&b);
    rp_arena_free(&arena);
}

static void tree__each_refused_request_is_known_at_the_end(void) {
    rp_fail_each(use_tree);
}

RP_SUITE(RP_TEST(tree__json_has_keys_in_order_and_no_white_space),
         RP_TEST(tree__numbers_and_flags_are_written_exactly),
         RP_TEST(json__bytes_that_are_no_utf_8_become_replacement_characters),
         RP_TEST(tree__children_are_reached_by_key_and_by_number),
         RP_TEST(tree__an_empty_child_added_last_is_pruned),
         RP_TEST(tree__equality_is_of_everything_below),
         RP_TEST(json__only_what_must_be_escaped_is),
         RP_TEST(json__text_beyond_ascii_is_left_as_it_is),
         RP_TEST(json__every_control_has_an_escape), RP_TEST(json__keys_are_escaped_too),
         RP_TEST(json__a_callback_that_stops_is_not_called_again),
         RP_TEST(tree__one_too_deep_is_an_error_not_a_crash),
         RP_TEST(tree__an_object_whose_child_has_no_key_is_an_error),
         RP_TEST(tree__what_is_missing_shows_at_the_end_of_a_chain),
         RP_TEST(tree__each_refused_request_is_known_at_the_end))
