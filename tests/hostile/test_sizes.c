/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Documents that just keep within each limit, and those just over it; on a stack as small as threads may have. */
#include "../support/harness.h"

#include "base/text.h"

#include <pthread.h>
#include <refpath/protocol.h>
#include <stdlib.h>

#define HEAD "<protocol xmlns='urn:refpath:protocol:1' id='p' version='1' xml:lang='en'>"

typedef struct made {
    rp_alloc alloc;
    rp_buffer text;
} made;

static void begin(made *m) {
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&m->alloc, NULL));
    rp_buffer_init(&m->text, &m->alloc, false);
}

static void say(made *m, const char *text) {
    rp_buffer_text(&m->text, text);
}

/* With # for the number of the turn, from 1. */
static void say_each(made *m, unsigned n, const char *text) {
    for (unsigned i = 1; i <= n; i++) {
        for (const char *at = text; *at; at++) {
            if (*at == '#') {
                rp_buffer_number(&m->text, i);
            } else {
                rp_buffer_char(&m->text, *at);
            }
        }
    }
}

/* Loads and forgets it; the code of its first problem, or "". */
static void gives(made *m, const refpath_load_options *options, refpath_status expected, const char *code) {
    refpath_protocol *protocol;
    refpath_diags *diags;
    refpath_problem first = {.size = sizeof first};
    refpath_status status;
    CU_ASSERT_FALSE_FATAL(m->text.failed);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    status = refpath_protocol_load_memory(&protocol, m->text.at, m->text.n, NULL, options, diags);
    CU_ASSERT_EQUAL(status, expected);
    if (refpath_diags_get(diags, 0, &first) != REFPATH_OK) {
        first.code = "";
    }
    CU_ASSERT_STRING_EQUAL(first.code, code);
    if (strcmp(first.code, code) != 0) {
        printf("found %s instead of %s\n", first.code, code);
    }
    refpath_protocol_unref(protocol);
    refpath_diags_free(diags);
    rp_buffer_free(&m->text);
}

static void passes(made *m, const refpath_load_options *options) {
    gives(m, options, REFPATH_OK, "");
}

static void is_too_much(made *m, const refpath_load_options *options, const char *code) {
    gives(m, options, REFPATH_LIMIT_EXCEEDED, code);
}

static void over__64_levels(void) {
    for (unsigned more = 0; more < 2; more++) {
        made m;
        begin(&m);
        say(&m, HEAD "<places>");
        say_each(&m, 62 + more, "<place id='p#'>");
        say_each(&m, 62 + more, "</place>");
        say(&m, "</places></protocol>");
        if (more) {
            is_too_much(&m, NULL, "too-deep");
        } else {
            passes(&m, NULL);
        }
    }
}

static void over__64_attributes(void) {
    for (unsigned more = 0; more < 2; more++) {
        made m;
        begin(&m);
        say(&m, "<protocol xmlns='urn:refpath:protocol:1' id='p' version='1' xml:lang='en' ");
        say_each(&m, 60 + more, "xmlns:n#='urn:x:#' ");
        say(&m, "/>");
        if (more) {
            is_too_much(&m, NULL, "too-many-attributes");
        } else {
            passes(&m, NULL);
        }
    }
}

static void over__twenty_thousand_namespaces_in_one_tag_or_many(void) {
    made m;
    begin(&m);
    say(&m, "<protocol ");
    say_each(&m, 20000, "xmlns:n#='urn:x:#' ");
    is_too_much(&m, NULL, "too-many-attributes");
    begin(&m);
    say(&m, HEAD "<items>");
    say_each(&m, 20000, "<item id='i#' xmlns:n#='urn:x:#'/>");
    say(&m, "</items></protocol>");
    is_too_much(&m, NULL, "too-many-names");
}

static void over__64_kibibytes_in_a_value_or_a_text(void) {
    static const char *const around[][2] = {{"<source id='s' publisher='", "'/>"},
                                            {"<source id='s'><text>", "</text></source>"}};
    for (size_t i = 0; i < 2; i++) {
        for (unsigned more = 0; more < 2; more++) {
            made m;
            begin(&m);
            say(&m, HEAD "<sources>");
            say(&m, around[i][0]);
            say_each(&m, 65536 + more, "v");
            say(&m, around[i][1]);
            say(&m, "</sources></protocol>");
            if (more) {
                is_too_much(&m, NULL, "value-too-long");
            } else {
                passes(&m, NULL);
            }
        }
    }
}

static void over__a_lowered_number_of_bytes_or_elements(void) {
    for (unsigned more = 0; more < 2; more++) {
        refpath_load_options options;
        made m;
        memset(&options, 0, sizeof options);
        options.size = sizeof options;
        options.most_elements = 1002 - more;
        begin(&m);
        say(&m, HEAD "<items>");
        say_each(&m, 1000, "<item id='i#'/>");
        say(&m, "</items></protocol>");
        if (more) {
            is_too_much(&m, &options, "too-many-elements");
        } else {
            passes(&m, &options);
        }
        options.most_elements = 0;
        begin(&m);
        say(&m, HEAD "</protocol>");
        options.most_bytes = m.text.n - more;
        if (more) {
            is_too_much(&m, &options, "file-too-large");
        } else {
            passes(&m, &options);
        }
    }
}

/* -- includes --------------------------------------------------------------------------------------------------- */

typedef struct chain {
    char text[200];
    unsigned last, asked; /* documents have the names 1.xml, 2.xml... and each includes the next */
} chain;

static refpath_status next_document(void *user, const char *name, const char **bytes, size_t *n) {
    chain *c = user;
    unsigned number = (unsigned)strtoul(name, NULL, 10);
    c->asked++;
    if (number < c->last) {
        snprintf(c->text, sizeof c->text, HEAD "<include href='%u.xml'/></protocol>", number + 1);
    } else {
        snprintf(c->text, sizeof c->text, HEAD "</protocol>");
    }
    *n = strlen(c->text);
    *bytes = malloc(*n);
    CU_ASSERT_PTR_NOT_NULL_FATAL(*bytes);
    memcpy((char *)(uintptr_t)*bytes, c->text, *n);
    return REFPATH_OK;
}

static void released(void *user, const char *bytes, size_t n) {
    (void)user;
    (void)n;
    free((char *)(uintptr_t)bytes);
}

static void include_chain(unsigned last, bool too_many) {
    refpath_load_options options;
    chain c = {"", 0, 0};
    made m;
    c.last = last;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.include = next_document;
    options.included = released;
    options.user = &c;
    begin(&m);
    say(&m, HEAD "<include href='1.xml'/></protocol>");
    if (too_many) {
        is_too_much(&m, &options, "too-many-documents");
        CU_ASSERT_EQUAL(c.asked, 255);
    } else {
        passes(&m, &options);
        CU_ASSERT_EQUAL(c.asked, last);
    }
}

static void over__256_documents_a_thousand_deep(void) {
    include_chain(255, false);
    include_chain(256, true);
    include_chain(1000, true);
}

/* -- a small stack ------------------------------------------------------------------------------------------------ */

static void *run(void *test) {
    void (*of)(void);
    memcpy(&of, test, sizeof of);
    of();
    return NULL;
}

/* As much as the smallest of the usual systems gives a thread; sanitizers put walls around all that stands there. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STACK_GROWS 8
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define STACK_GROWS 8
#endif
#ifndef STACK_GROWS
#define STACK_GROWS 1
#endif

static void on_small_stack(void (*test)(void)) {
    pthread_attr_t about;
    pthread_t thread;
    CU_ASSERT_EQUAL_FATAL(pthread_attr_init(&about), 0);
    CU_ASSERT_EQUAL_FATAL(pthread_attr_setstacksize(&about, (size_t)512 * 1024 * STACK_GROWS), 0);
    CU_ASSERT_EQUAL_FATAL(pthread_create(&thread, &about, run, &test), 0);
    CU_ASSERT_EQUAL(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&about);
}

static void deep_conditions(void) {
    made m;
    begin(&m);
    say(&m, HEAD "<vocabulary><flag id='f'/><flag id='g'><when>");
    say_each(&m, 30, "<any><test fact='f'/><all><test fact='f'/>");
    say_each(&m, 30, "</all></any>");
    say(&m, "</when></flag></vocabulary></protocol>");
    gives(&m, NULL, REFPATH_LIMIT_EXCEEDED, "too-deep");
    begin(&m);
    say(&m, HEAD "<vocabulary><flag id='f'/><flag id='g'><when>");
    say_each(&m, 29, "<any><test fact='f'/><all><test fact='f'/>");
    say_each(&m, 29, "</all></any>");
    say(&m, "</when></flag></vocabulary></protocol>");
    passes(&m, NULL);
}

static void stack__what_is_deep_needs_no_more_than_threads_have(void) {
    on_small_stack(over__64_levels);
    on_small_stack(over__256_documents_a_thousand_deep);
    on_small_stack(deep_conditions);
}

RP_SUITE(RP_TEST(over__64_levels), RP_TEST(over__64_attributes),
         RP_TEST(over__twenty_thousand_namespaces_in_one_tag_or_many),
         RP_TEST(over__64_kibibytes_in_a_value_or_a_text), RP_TEST(over__a_lowered_number_of_bytes_or_elements),
         RP_TEST(over__256_documents_a_thousand_deep), RP_TEST(stack__what_is_deep_needs_no_more_than_threads_have))
