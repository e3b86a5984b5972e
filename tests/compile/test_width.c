/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Conditions that are wide, deep or large, and other lists that are long: read in time, or refused where a limit is. */
#include "compile/written.h"

#include "base/text.h"
#include "compile/build.h"

typedef struct long_text {
    rp_alloc alloc;
    rp_buffer buffer;
} long_text;

static void begin(long_text *t) {
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&t->alloc, NULL));
    rp_buffer_init(&t->buffer, &t->alloc, false);
}

static void say(long_text *t, const char *text) {
    rp_buffer_text(&t->buffer, text);
}

/* The same text many times, with # for the number of the turn and @ for the one before. */
static void say_each(long_text *t, unsigned n, const char *text) {
    for (unsigned i = 1; i <= n; i++) {
        for (const char *at = text; *at; at++) {
            if (*at == '#' || *at == '@') {
                rp_buffer_number(&t->buffer, *at == '#' ? i : i - 1);
            } else {
                rp_buffer_char(&t->buffer, *at);
            }
        }
    }
}

static const char *text_of(long_text *t) {
    CU_ASSERT_FALSE_FATAL(t->buffer.failed);
    rp_buffer_char(&t->buffer, '\0');
    return t->buffer.at;
}

static refpath_load_options options; /* of the next load; all zero but in tests of limits that are lowered */

static refpath_status load_long(long_text *t, size_t *problems, refpath_problem *first, char *code) {
    written w = write_protocol(text_of(t));
    refpath_protocol *protocol = NULL;
    refpath_diags *diags;
    refpath_status status;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    options.size = sizeof options;
    status = refpath_protocol_load_memory(&protocol, w.xml, strlen(w.xml), NULL, &options, diags);
    *problems = refpath_diags_count(diags);
    first->size = sizeof *first;
    *code = '\0';
    if (*problems > 0) {
        CU_ASSERT_EQUAL(refpath_diags_get(diags, 0, first), REFPATH_OK);
        snprintf(code, 64, "%s %s", first->code, first->n_arguments > 0 ? first->arguments[0].value : "");
    }
    refpath_protocol_unref(protocol);
    refpath_diags_free(diags);
    written_free(&w);
    rp_buffer_free(&t->buffer);
    return status;
}

static void passes(long_text *t) {
    refpath_problem first;
    size_t problems;
    char code[64];
    CU_ASSERT_EQUAL(load_long(t, &problems, &first, code), REFPATH_OK);
    CU_ASSERT_EQUAL(problems, 0);
    CU_ASSERT_STRING_EQUAL(code, "");
}

static void is_too_much(long_text *t, const char *expected, uint32_t line) {
    refpath_problem first;
    size_t problems;
    char code[64];
    CU_ASSERT_EQUAL(load_long(t, &problems, &first, code), REFPATH_LIMIT_EXCEEDED);
    CU_ASSERT_EQUAL(problems, 1);
    CU_ASSERT_STRING_EQUAL(code, expected);
    CU_ASSERT_EQUAL(first.position.line, line);
}

static void begin_flags(long_text *t, unsigned n) {
    begin(t);
    say(t, "<vocabulary>\n");
    say_each(t, n, "<flag id='f#'/>\n");
}

static void width__a_condition_may_have_many_tests_but_not_any_number(void) {
    long_text t;
    begin_flags(&t, 100);
    say(&t, "<flag id='x'><when>");
    say_each(&t, 100, "<test fact='f#'/>");
    say_each(&t, 9900, "<not><test fact='f7'/></not>");
    say(&t, "</when></flag></vocabulary>");
    passes(&t);
    begin_flags(&t, 100);
    say(&t, "<flag id='x'><when><any>\n");
    say_each(&t, 10000, "<test fact='f3'/>\n");
    say(&t, "<test fact='f1'/></any></when></flag></vocabulary>");
    is_too_much(&t, "condition-too-wide 10000", 2 + 102 + 10000);
}

static void width__every_name_of_a_list_counts_once(void) {
    static const char *const forms[] = {"<test fact='s' in='", "<not><test fact='s' in='"};
    for (size_t form = 0; form < 2; form++) {
        for (unsigned n = 9999; n <= 10000; n++) {
            long_text t;
            begin(&t);
            say(&t, "<vocabulary><set id='s'>");
            say_each(&t, n, "<term id='t#'/>");
            say(&t, "</set><flag id='x'><when>\n");
            say(&t, forms[form]);
            say_each(&t, n, "t# ");
            say_each(&t, 1000, "t1 ");
            say(&t, form ? "'/></not>" : "'/>");
            say(&t, "</when></flag></vocabulary>");
            if (n == 9999) {
                passes(&t);
            } else {
                is_too_much(&t, "condition-too-wide 10000", 3);
            }
        }
    }
}

/* n tests beside a choice of n: multiplied out they would be n boxes of n demands. */
static void width__all_of_many_and_one_of_many_do_not_multiply(void) {
    long_text t;
    refpath_protocol *p;
    size_t demands = 0;
    begin_flags(&t, 2000);
    say(&t, "<flag id='x'><when><any>");
    say_each(&t, 1000, "<test fact='f#'/>");
    say(&t, "</any>");
    say_each(&t, 2000, "<test fact='f#'/>");
    say(&t, "</when></flag></vocabulary>");
    p = load(text_of(&t));
    for (size_t i = 0; i < p->matcher.boxes.n; i++) {
        demands += p->matcher.boxes.at[i].n;
    }
    CU_ASSERT_TRUE(demands <= 3100);
    refpath_protocol_unref(p);
    rp_buffer_free(&t.buffer);
}

/* Where it is small it is multiplied out: no axis more than there has to be. */
static void width__a_small_choice_is_multiplied_out(void) {
    refpath_protocol *p = load("<vocabulary><flag id='a'/><flag id='b'/><flag id='c'/><flag id='d'/><flag id='x'><when>"
                               "<any><test fact='a'/><test fact='b'/></any><test fact='c'/><test fact='d'/></when>"
                               "</flag></vocabulary>");
    CU_ASSERT_EQUAL(p->matcher.boxes.n, 2);
    CU_ASSERT_EQUAL(p->matcher.boxes.at[0].n, 3);
    refpath_protocol_unref(p);
}

static void depth__flags_may_read_one_another_in_a_row_but_not_any_number(void) {
    for (unsigned n = 127; n <= 128; n++) {
        long_text t;
        begin(&t);
        say(&t, "<vocabulary><flag id='f0'><when><test fact='place' in='p'/></when></flag>\n");
        say_each(&t, n, "<flag id='f#'><when><test fact='f@'/></when></flag>\n");
        say(&t, "</vocabulary><places><place id='p'/></places>");
        if (n == 127) {
            passes(&t);
        } else {
            is_too_much(&t, "condition-too-deep 128", 2 + 128);
        }
    }
}

/* What is read stands after what reads it: the same limit, and no deeper stack. */
static void depth__the_order_of_the_file_makes_no_difference(void) {
    for (unsigned n = 127; n <= 128; n++) {
        long_text t;
        begin(&t);
        say(&t, "<vocabulary>");
        for (unsigned i = n; i > 0; i--) {
            char flag[96];
            snprintf(flag, sizeof flag, "<flag id='f%u'><when><test fact='f%u'/></when></flag>", i, i - 1);
            say(&t, flag);
        }
        say(&t, "<flag id='f0'><when><test fact='place' in='p'/></when></flag></vocabulary><places>"
                "<place id='p'/></places>");
        if (n == 127) {
            passes(&t);
        } else {
            is_too_much(&t, "condition-too-deep 128", 2);
        }
    }
    long_text t;
    begin(&t);
    say(&t, "<vocabulary>");
    for (unsigned i = 50000; i > 0; i--) {
        char flag[96];
        snprintf(flag, sizeof flag, "<flag id='f%u'><when><test fact='f%u'/></when></flag>", i, i - 1);
        say(&t, flag);
    }
    say(&t, "<flag id='f0'/></vocabulary>");
    is_too_much(&t, "condition-too-deep 128", 2);
}

static void room__the_tables_of_all_conditions_have_a_limit(void) {
    long_text t;
    begin(&t);
    say(&t, "<vocabulary><choice id='c'>");
    say_each(&t, 60000, "<term id='t#'/>");
    say(&t, "</choice><flag id='b'><when><test fact='c' in='t7'/></when></flag>");
    say_each(&t, 1000, "<flag id='f#'/>");
    for (unsigned flag = 0; flag < 75; flag++) {
        char head[64];
        snprintf(head, sizeof head, "<flag id='x%u'><when><any>", flag);
        say(&t, head);
        say_each(&t, 1000, "<test fact='f#'/>");
        say(&t, "</any></when></flag>");
    }
    say(&t, "</vocabulary>");
    is_too_much(&t, "conditions-too-large 536870912", 1);
}

/* -- limits that a caller lowers --------------------------------------------------------------------------------- */

static void say_small(long_text *t) {
    begin_flags(t, 3);
    say(t, "<flag id='x'><when><test fact='f1'/><test fact='f2'/><test fact='f3'/></when></flag>\n"
           "<flag id='y'><when><test fact='x'/></when></flag>\n<flag id='z'><when><test fact='y'/></when></flag></vocabulary>");
}

static void lowered__tests_of_a_condition(void) {
    long_text t;
    say_small(&t);
    options.most_tests = 3;
    passes(&t);
    say_small(&t);
    options.most_tests = 2;
    is_too_much(&t, "condition-too-wide 2", 6);
    options.most_tests = 20000; /* none can be raised */
    begin_flags(&t, 1);
    say(&t, "<flag id='x'><when><any>");
    say_each(&t, 10001, "<test fact='f1'/>");
    say(&t, "</any></when></flag></vocabulary>");
    is_too_much(&t, "condition-too-wide 10000", 4);
    options.most_tests = 0;
}

static void lowered__conditions_in_a_row(void) {
    long_text t;
    say_small(&t);
    options.most_chain = 3;
    passes(&t);
    say_small(&t);
    options.most_chain = 2;
    is_too_much(&t, "condition-too-deep 2", 8);
    options.most_chain = 0;
}

static void lowered__room_for_tables(void) {
    long_text t;
    say_small(&t);
    options.most_tables = 4096;
    passes(&t);
    say_small(&t);
    options.most_tables = 64;
    is_too_much(&t, "conditions-too-large 64", 1);
    options.most_tables = 0;
}

static void lowered__not_by_whoever_knew_no_such_limits(void) {
    long_text t;
    written w;
    refpath_protocol *protocol = NULL;
    refpath_load_options older;
    memset(&older, 0xff, sizeof older); /* what lies behind the older structure is not looked at */
    memset(&older, 0, offsetof(refpath_load_options, most_tests));
    older.size = offsetof(refpath_load_options, most_tests);
    older.most_bytes = 4096;
    say_small(&t);
    w = write_protocol(text_of(&t));
    CU_ASSERT_EQUAL(refpath_protocol_load_memory(&protocol, w.xml, strlen(w.xml), NULL, &older, NULL), REFPATH_OK);
    refpath_protocol_unref(protocol);
    older.size--;
    CU_ASSERT_EQUAL(refpath_protocol_load_memory(&protocol, w.xml, strlen(w.xml), NULL, &older, NULL),
                    REFPATH_INVALID_ARGUMENT);
    written_free(&w);
    rp_buffer_free(&t.buffer);
}

static void hints__are_of_the_kind_that_is_wanted(void) {
    refuse("<groups><group id='police-group'/></groups><roles><role id='polica' group='police-group'/></roles>"
           "<actors>\n<actor id='police' ^group='polic'/>"
           "<actor id='x' group='police-group' ^part-of='polic'/></actors>",
           "unknown-reference id=polic expected=group\nunknown-reference id=polic expected=actor nearest=police\n");
    refuse("<purposes><purpose id='shelter'/></purposes><services><service id='shelters-for-girls'/></services>"
           "<pathways>\n<pathway id='p'><step id='s' ^service='sheltr'/></pathway></pathways>",
           "unknown-reference id=sheltr expected=service\n");
}

static void lists__a_name_written_twice_counts_once(void) {
    refpath_protocol *p = load("<items><item id='a'/><item id='b'/></items><services><service id='s'/></services>"
                               "<pathways><pathway id='p'><step id='t' service='s' share='b a b a'/></pathway></pathways>");
    CU_ASSERT_EQUAL(p->steps.at[0].share.n, 2);
    CU_ASSERT_EQUAL(p->steps.at[0].share.at[0], 1);
    CU_ASSERT_EQUAL(p->steps.at[0].share.at[1], 0);
    refpath_protocol_unref(p);
}

static void lists__of_ten_thousand_names_take_no_time(void) {
    long_text t;
    begin(&t);
    say(&t, "<parties>");
    say_each(&t, 10000, "<party id='p#'/>");
    say(&t, "</parties><consent id='c'><rule id='r' effect='require'><agreement by='");
    for (unsigned i = 10000; i > 0; i--) {
        char name[16];
        snprintf(name, sizeof name, "p%u ", i);
        say(&t, name);
    }
    say(&t, "'/></rule></consent>");
    passes(&t);
}

static void memory__of_every_limit_can_run_out(rp_fail_alloc *memory) {
    load_without_memory(memory, "<vocabulary><set id='s'><term id='t'/><term id='u'/></set><flag id='a'/>"
                                "<flag id='b'><when><not><test fact='s' in='t u'/></not><any><test fact='a'/>"
                                "<test fact='s' in='t u'/></any></when></flag>"
                                "<flag id='c'><when><test fact='b'/></when></flag></vocabulary>");
}

static void memory__can_run_out_in_each(void) {
    rp_fail_each(memory__of_every_limit_can_run_out);
}

RP_SUITE(RP_TEST(width__a_condition_may_have_many_tests_but_not_any_number),
         RP_TEST(width__every_name_of_a_list_counts_once), RP_TEST(width__all_of_many_and_one_of_many_do_not_multiply),
         RP_TEST(width__a_small_choice_is_multiplied_out),
         RP_TEST(depth__flags_may_read_one_another_in_a_row_but_not_any_number),
         RP_TEST(depth__the_order_of_the_file_makes_no_difference),
         RP_TEST(room__the_tables_of_all_conditions_have_a_limit),
         RP_TEST(lowered__tests_of_a_condition), RP_TEST(lowered__conditions_in_a_row), RP_TEST(lowered__room_for_tables),
         RP_TEST(lowered__not_by_whoever_knew_no_such_limits), RP_TEST(hints__are_of_the_kind_that_is_wanted),
         RP_TEST(lists__a_name_written_twice_counts_once), RP_TEST(lists__of_ten_thousand_names_take_no_time),
         RP_TEST(memory__can_run_out_in_each))
