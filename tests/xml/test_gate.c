/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "xml/gate.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

#include <stdio.h>

typedef struct run {
    char seen[2048];
    rp_problem problem;
    char where[64];
    bool failed;
} run;

static size_t elements_left;
static rp_gate_limits usual(void) {
    rp_gate_limits limits = {8, 4, 100, 1000, &elements_left};
    elements_left = 1000;
    return limits;
}

static void put(run *r, const char *format, uint32_t line, uint32_t column, rp_str name) {
    size_t n = strlen(r->seen);
    (void)snprintf(r->seen + n, sizeof r->seen - n, format, (int)name.n, name.at, line, column);
}

/* Events as "<name@1:2", attributes as " name@1:3", ends as ">", texts as "'1:5"; each event is forgotten at once. */
static void put_event(run *r, const rp_gate *g) {
    const rp_gate_event *event = &g->events.at[0];
    put(r,
        event->kind == RP_GATE_START ? "<%.*s@%u:%u"
        : event->kind == RP_GATE_END ? ">%.*s"
                                     : "'%.*s%u:%u",
        event->line, event->column, event->name);
    for (size_t i = 0; event->kind == RP_GATE_START && i < event->n; i++) {
        const rp_gate_attribute *a = &g->attributes.at[event->first + i];
        put(r, " %.*s@%u:%u", a->line, a->column, a->name);
    }
}

static run pass_bytes(rp_str bytes, const rp_gate_limits *limits, const refpath_allocator *hooks) {
    static run r;
    rp_alloc alloc;
    rp_arena arena;
    rp_gate gate;
    memset(&r, 0, sizeof r);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, hooks));
    rp_arena_init(&arena, &alloc, false);
    rp_gate_open(&gate, bytes, limits, &arena);
    while (rp_gate_next(&gate)) {
        while (gate.events.n > 0) {
            put_event(&r, &gate);
            rp_gate_forget(&gate, 1);
        }
    }
    r.problem = gate.fault.problem;
    r.failed = gate.failed;
    (void)snprintf(r.where, sizeof r.where, "%u:%u", gate.fault.line, gate.fault.column);
    rp_arena_free(&arena);
    return r;
}

static run pass(const char *text) {
    rp_gate_limits limits = usual();
    return pass_bytes(rp_str_of(text), &limits, NULL);
}

static void passes(const char *text, const char *seen) {
    run r = pass(text);
    CU_ASSERT_EQUAL(r.problem, RP_PROBLEM_NONE);
    CU_ASSERT_STRING_EQUAL(r.seen, seen);
    if (strcmp(r.seen, seen) != 0) {
        printf("%s\n", r.seen);
    }
}

static void stops(const char *text, rp_problem problem, const char *where) {
    run r = pass(text);
    CU_ASSERT_EQUAL(r.problem, problem);
    CU_ASSERT_STRING_EQUAL(r.where, where);
    if (r.problem != problem || strcmp(r.where, where) != 0) {
        printf("%s: %s at %s\n", text, rp_problem_code(r.problem), r.where);
    }
}

static void gate__tags_and_attributes_have_their_places(void) {
    passes("<a>\n  <b x='1'\n\ty=\"2\"/>\n</a>", "<a@1:1<b@2:3 x@2:6 y@3:2>b>a");
}

static void gate__columns_are_counted_in_characters(void) {
    passes("<a>\xc3\xa9\xe0\xa4\x95\xf0\x9f\x98\x80<b/></a>", "<a@1:1'1:4<b@1:7>b>a");
}

static void gate__all_line_ends_count_once(void) {
    passes("<a>\r\n<b/>\r<c/>\n\r<d/></a>", "<a@1:1<b@2:1>b<c@3:1>c<d@5:1>d>a");
}

static void gate__a_byte_order_mark_is_no_column(void) {
    passes("\xef\xbb\xbf<a/>", "<a@1:1>a");
}

static void gate__text_begins_with_what_is_no_white_space(void) {
    passes("<a> \n x y<b/> \n <![CDATA[  z]]></a>", "<a@1:1'2:2<b@2:5>b'3:13>a");
    passes("<a> \n\t<![CDATA[ ]]></a>", "<a@1:1>a");
    passes("<a>&#32;</a>", "<a@1:1'1:4>a");
}

static void gate__comments_and_instructions_pass_unseen(void) {
    passes(
        "<?xml version='1.0' encoding='utf-8' standalone='no' ?><?xml-model a?><!-- <x> --><a><!--&no;--></a><!---->",
        "<a@1:83>a");
}

static void gate__prefixes_and_other_scripts_are_names(void) {
    passes("<n:a n:b='' xmlns:n='u'/>", "<n:a@1:1 n:b@1:6 xmlns:n@1:13>n:a");
    passes("<\xc3\xa9t\xc3\xa9 \xd8\xa7='1'/>", "<\xc3\xa9t\xc3\xa9@1:1 \xd8\xa7@1:6>\xc3\xa9t\xc3\xa9");
}

static void gate__what_is_no_name_stops_it(void) {
    stops("<1a/>", RP_PROBLEM_NAME_EXPECTED, "1:2");
    stops("<-a/>", RP_PROBLEM_NAME_EXPECTED, "1:2");
    stops("<:a/>", RP_PROBLEM_NAME_EXPECTED, "1:2");
    stops("<a:/>", RP_PROBLEM_NAME_EXPECTED, "1:4");
    stops("<a:1/>", RP_PROBLEM_NAME_EXPECTED, "1:4");
    stops("< a/>", RP_PROBLEM_NAME_EXPECTED, "1:2");
}

static void gate__tags_must_be_whole_and_match(void) {
    stops("<a><b></a></b>", RP_PROBLEM_WRONG_END_TAG, "1:7");
    stops("<a><b>", RP_PROBLEM_UNCLOSED_ELEMENT, "1:4");
    stops("<a", RP_PROBLEM_XML_EXPECTED, "1:3");
    stops("<a/ >", RP_PROBLEM_XML_EXPECTED, "1:3");
    stops("<a b='1", RP_PROBLEM_XML_EXPECTED, "1:8");
    stops("<a></a b='1'>", RP_PROBLEM_XML_EXPECTED, "1:8");
    stops("</a>", RP_PROBLEM_CONTENT_OUTSIDE, "1:1");
    stops("<", RP_PROBLEM_NAME_EXPECTED, "1:2");
}

static void gate__references_are_those_of_xml(void) {
    passes("<a b='&lt;&gt;&amp;&quot;&apos;&#9;&#x10FFFF;'>&#xA;</a>", "<a@1:1 b@1:4'1:48>a");
    stops("<a>&nbsp;</a>", RP_PROBLEM_UNKNOWN_ENTITY, "1:4");
    stops("<a>&</a>", RP_PROBLEM_BAD_REFERENCE, "1:4");
    stops("<a>&lt </a>", RP_PROBLEM_BAD_REFERENCE, "1:4");
    stops("<a>&#1;</a>", RP_PROBLEM_BAD_REFERENCE, "1:4");
    stops("<a>&#xFFFE;</a>", RP_PROBLEM_BAD_REFERENCE, "1:4");
    stops("<a>&#x110000;</a>", RP_PROBLEM_BAD_REFERENCE, "1:4");
    stops("<a>&#4294967361;</a>", RP_PROBLEM_BAD_REFERENCE, "1:4");
    stops("<a>&#X41;</a>", RP_PROBLEM_BAD_REFERENCE, "1:4");
}

static void gate__what_cannot_be_read_is_found_at_its_place(void) {
    stops("<a>\xff</a>", RP_PROBLEM_NOT_UTF_8, "1:4");
    stops("<a b\xff='1'/>", RP_PROBLEM_NOT_UTF_8, "1:5");
    stops("<a b='\xc3'/>", RP_PROBLEM_NOT_UTF_8, "1:7");
    stops("<a>&am\xff;</a>", RP_PROBLEM_NOT_UTF_8, "1:7");
    stops("<a><!--\xff--></a>", RP_PROBLEM_NOT_UTF_8, "1:8");
    stops("<a></b>\xff", RP_PROBLEM_WRONG_END_TAG, "1:4");
    stops("\xff\xfe<\0a\0/\0>\0", RP_PROBLEM_NOT_UTF_8, "1:1");
}

/* How many bytes the character has that these begin with, by the table of Unicode (3-7); 0 where they are none. */
static size_t length_of(const unsigned char *at) {
    static const unsigned char rows[][4] = {/* first byte from and to, second byte from and to; then 80 to bf */
                                            {0xc2, 0xdf, 0x80, 0xbf}, {0xe0, 0xe0, 0xa0, 0xbf}, {0xe1, 0xec, 0x80, 0xbf},
                                            {0xed, 0xed, 0x80, 0x9f}, {0xee, 0xef, 0x80, 0xbf}, {0xf0, 0xf0, 0x90, 0xbf},
                                            {0xf1, 0xf3, 0x80, 0xbf}, {0xf4, 0xf4, 0x80, 0x8f}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (at[0] >= rows[i][0] && at[0] <= rows[i][1] && at[1] >= rows[i][2] && at[1] <= rows[i][3]) {
            size_t n = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
            return (n < 3 || at[2] >> 6 == 2) && (n < 4 || at[3] >> 6 == 2) ? n : 0;
        }
    }
    return at[0] < 0x80;
}

/* Overlong forms, surrogates, what is beyond the last character, pieces: each first and second byte, cut off and whole. */
static void gate__every_kind_of_bad_utf_8_is_found(void) {
    static const char *const tails[] = {"</a>", "\x80</a>", "\xbf\x80</a>", "\x80\xc2\x80</a>", "\xc0</a>"};
    for (unsigned first = 0x80; first < 0x100; first++) {
        for (unsigned second = 1; second < 0x100; second++) {
            for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
                char text[32];
                run r;
                bool good = true;
                snprintf(text, sizeof text, "<a>%c%c%s", (char)first, (char)second, tails[i]);
                for (size_t at = 3; text[at] && good;) {
                    size_t n = length_of((const unsigned char *)text + at);
                    good = n > 0;
                    at += n;
                }
                r = pass(text);
                if (memcmp(text + 3, "\xef\xbf\xbf", 3) == 0) {
                    good = r.problem != RP_PROBLEM_NOT_UTF_8; /* it has no place in XML, and comes first */
                }
                if ((r.problem == RP_PROBLEM_NOT_UTF_8) == good && second != '<' && second != '&') {
                    printf("%02x %02x and %zu\n", first, second, i);
                    CU_FAIL("a character that is none, or the other way");
                }
                if (length_of((const unsigned char *)text + 3) == 0) {
                    CU_ASSERT_STRING_EQUAL(r.where, "1:4");
                }
            }
        }
    }
}

static run limited(const char *text, rp_gate_limits limits) {
    return pass_bytes(rp_str_of(text), &limits, NULL);
}

static void gate__each_limit_acts_where_it_is_passed(void) {
    rp_gate_limits limits = usual();
    run r;
    limits.most_depth = 2;
    CU_ASSERT_EQUAL(limited("<a><b/><b></b></a>", limits).problem, RP_PROBLEM_NONE);
    r = limited("<a><b><c/></b></a>", limits);
    CU_ASSERT_EQUAL(r.problem, RP_PROBLEM_TOO_DEEP);
    CU_ASSERT_STRING_EQUAL(r.where, "1:7");
    limits = usual();
    limits.most_attributes = 2;
    CU_ASSERT_EQUAL(limited("<a b='' c=''/>", limits).problem, RP_PROBLEM_NONE);
    r = limited("<a b='' c='' d=''/>", limits);
    CU_ASSERT_EQUAL(r.problem, RP_PROBLEM_TOO_MANY_ATTRIBUTES);
    CU_ASSERT_STRING_EQUAL(r.where, "1:14");
    limits = usual();
    limits.most_value = 3;
    CU_ASSERT_EQUAL(limited("<a b='123'>123</a>", limits).problem, RP_PROBLEM_NONE);
    CU_ASSERT_EQUAL(limited("<a b='1234'/>", limits).problem, RP_PROBLEM_VALUE_TOO_LONG);
    CU_ASSERT_EQUAL(limited("<a>1234</a>", limits).problem, RP_PROBLEM_VALUE_TOO_LONG);
    CU_ASSERT_EQUAL(limited("<a><![CDATA[1234]]></a>", limits).problem, RP_PROBLEM_VALUE_TOO_LONG);
    elements_left = 2;
    CU_ASSERT_EQUAL(limited("<a><b/></a>", limits).problem, RP_PROBLEM_NONE);
    elements_left = 2;
    r = limited("<a><b/><c/></a>", limits);
    CU_ASSERT_EQUAL(r.problem, RP_PROBLEM_TOO_MANY_ELEMENTS);
    CU_ASSERT_STRING_EQUAL(r.where, "1:8");
}

/* `count` times `unit` between two ends; the caller frees it. */
static rp_str repeated(const char *before, const char *unit, size_t count, const char *after) {
    size_t n = strlen(unit);
    rp_str text;
    char *at = malloc(strlen(before) + n * count + strlen(after) + 1);
    text.at = at;
    at += sprintf(at, "%s", before);
    for (size_t i = 0; i < count; i++) {
        memcpy(at, unit, n);
        at += n;
    }
    at += sprintf(at, "%s", after);
    text.n = (size_t)(at - text.at);
    return text;
}

static rp_problem problem_of(const char *before, const char *unit, size_t count, const char *after) {
    rp_gate_limits limits = usual();
    rp_str text = repeated(before, unit, count, after);
    run r = pass_bytes(text, &limits, NULL);
    free((void *)(uintptr_t)text.at);
    return r.problem;
}

static void gate__different_names_are_few(void) {
    static char text[40000];
    rp_gate_limits limits = usual();
    char *at = text + sprintf(text, "<a>");
    elements_left = 5000;
    for (int i = 0; i < 999; i++) {
        at += sprintf(at, "<b%d/>", i);
    }
    CU_ASSERT_EQUAL(limited(text, limits).problem, RP_PROBLEM_UNCLOSED_ELEMENT);
    elements_left = 5000;
    sprintf(at, "<b1/><c/>");
    CU_ASSERT_EQUAL(limited(text, limits).problem, RP_PROBLEM_TOO_MANY_NAMES);
    at = text + sprintf(text, "<a>");
    elements_left = 5000;
    for (int i = 0; i < 1000; i++) {
        at += sprintf(at, "<b xmlns='%d'/>", i);
    }
    CU_ASSERT_EQUAL(limited(text, limits).problem, RP_PROBLEM_TOO_MANY_NAMES);
}

static void gate__what_only_costs_time_is_refused(void) {
    CU_ASSERT_EQUAL(problem_of("<", "a", 300, "/>"), RP_PROBLEM_NAME_TOO_LONG);
    CU_ASSERT_EQUAL(problem_of("<a><!--", "-a", 600000, "--></a>"), RP_PROBLEM_VALUE_TOO_LONG);
    CU_ASSERT_EQUAL(problem_of("<a ", " ", 9000000, "/>"), RP_PROBLEM_VALUE_TOO_LONG);
    CU_ASSERT_EQUAL(problem_of("<a>", "<b>", 100000, "</a>"), RP_PROBLEM_TOO_DEEP);
    CU_ASSERT_EQUAL(problem_of("<a ", "b='' ", 100000, "/>"), RP_PROBLEM_REPEATED_ATTRIBUTE);
    CU_ASSERT_EQUAL(problem_of("<a>", " ", 101, "</a>"), RP_PROBLEM_VALUE_TOO_LONG);
}

/* All on one line: each byte is looked at a few times, however many places are asked for. */
static void gate__a_long_line_is_counted_once(void) {
    rp_gate_limits limits = usual();
    rp_str text = repeated("<a>", "<b/>", 999, "<c/></a>");
    run r = pass_bytes(text, &limits, NULL);
    CU_ASSERT_EQUAL(r.problem, RP_PROBLEM_TOO_MANY_ELEMENTS);
    CU_ASSERT_STRING_EQUAL(r.where, "1:4000");
    free((void *)(uintptr_t)text.at);
}

static void run_without_memory(rp_fail_alloc *memory) {
    rp_gate_limits limits = usual();
    run r = pass_bytes(rp_str_of("<a b='1' c='2'><d e='1'/>text<f>x</f></a>"), &limits, &memory->hooks);
    CU_ASSERT_EQUAL(r.failed, memory->refused > 0);
    CU_ASSERT_EQUAL(r.problem, RP_PROBLEM_NONE);
}

static void gate__without_memory_it_fails(void) {
    rp_fail_each(run_without_memory);
}

RP_SUITE(RP_TEST(gate__tags_and_attributes_have_their_places), RP_TEST(gate__columns_are_counted_in_characters),
         RP_TEST(gate__all_line_ends_count_once), RP_TEST(gate__a_byte_order_mark_is_no_column),
         RP_TEST(gate__text_begins_with_what_is_no_white_space), RP_TEST(gate__comments_and_instructions_pass_unseen),
         RP_TEST(gate__prefixes_and_other_scripts_are_names), RP_TEST(gate__what_is_no_name_stops_it),
         RP_TEST(gate__tags_must_be_whole_and_match), RP_TEST(gate__references_are_those_of_xml),
         RP_TEST(gate__what_cannot_be_read_is_found_at_its_place), RP_TEST(gate__every_kind_of_bad_utf_8_is_found), RP_TEST(gate__each_limit_acts_where_it_is_passed),
         RP_TEST(gate__different_names_are_few), RP_TEST(gate__what_only_costs_time_is_refused),
         RP_TEST(gate__a_long_line_is_counted_once), RP_TEST(gate__without_memory_it_fails))
