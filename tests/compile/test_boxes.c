/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Tables of what becomes of conditions: how many boxes, which demands in each, and how much room all may take. */
#include "compile/written.h"

#include "compile/boxes.h"

#define WORLD                                                                                                          \
    "<vocabulary><flag id='a'/><flag id='b'/><choice id='c'><term id='x'/><term id='y'/><term id='z'/></choice>"       \
    "<number id='n' min='0' max='9' unit='count'/><flag id='it'><when>%s</when></flag>"                                \
    "<flag id='cuts'><when><any><test fact='n' min='3'/><test fact='n' min='5'/></any></when></flag></vocabulary>"

typedef struct told {
    char at[500];
    size_t n;
} told;

static void tell(told *to, const char *text) {
    CU_ASSERT_TRUE_FATAL(to->n + strlen(text) < sizeof to->at);
    to->n += (size_t)snprintf(to->at + to->n, sizeof to->at - to->n, "%s", text);
}

/* As "axis:values axis:values | axis:values", values as bits; "-" for a box without demands, (...) for a part. */
static void tell_boxes(const refpath_protocol *p, uint32_t condition, told *to) {
    const rp_condition *c = &p->matcher.conditions.at[condition];
    for (uint32_t i = 0; i < c->n_boxes; i++) {
        const rp_box *box = &p->matcher.boxes.at[c->first_box + i];
        tell(to, i ? " | " : "");
        tell(to, box->n ? "" : "-");
        for (uint32_t d = 0; d < box->n; d++) {
            const rp_axis *axis = &p->matcher.axes.at[box->demands[d].axis];
            tell(to, d ? " " : "");
            if (axis->kind == RP_AXIS_PART) {
                tell(to, "(");
                tell_boxes(p, axis->of, to);
                tell(to, ")");
            } else {
                tell(to, p->facts.at[axis->fact].id);
            }
            tell(to, ":");
            for (uint32_t v = 0; v < axis->n_values; v++) {
                tell(to, rp_bits_has(box->demands[d].allowed, v) ? "1" : "0");
            }
        }
    }
}

static void expect_boxes(const char *condition, const char *boxes) {
    char sections[2000];
    refpath_protocol *p;
    snprintf(sections, sizeof sections, WORLD, condition);
    p = load(sections);
    for (size_t i = 0; i < p->facts.n; i++) {
        if (strcmp(p->facts.at[i].id, "it") == 0) {
            told to = {"", 0};
            tell_boxes(p, p->facts.at[i].when, &to);
            CU_ASSERT_STRING_EQUAL(to.at, boxes);
            if (strcmp(to.at, boxes) != 0) {
                printf("  %s: %s\n", condition, to.at);
            }
        }
    }
    refpath_protocol_unref(p);
}

#define A "<test fact='a'/>"
#define B "<test fact='b'/>"
#define IN(terms) "<test fact='c' in='" terms "'/>"
#define MIN(n) "<test fact='n' min='" n "'/>"
#define MAX(n) "<test fact='n' max='" n "'/>"
#define ALL(in) "<all>" in "</all>"
#define ANY(in) "<any>" in "</any>"
#define NOT(in) "<not>" in "</not>"

static void boxes__what_all_demand_is_one_box_with_a_demand_of_each_axis(void) {
    expect_boxes(A, "a:01");
    expect_boxes(A B, "a:01 b:01"); /* another axis */
    expect_boxes(B A, "a:01 b:01"); /* in another order */
    expect_boxes(A A, "a:01");      /* the same axis and value */
    expect_boxes(IN("x y") IN("y z"), "c:010");
    expect_boxes(IN("x") IN("y"), ""); /* no value is left */
    expect_boxes(A IN("x") IN("y") B, "");
    expect_boxes(IN("x") IN("y") IN("x"), "");
    expect_boxes(MIN("3") MAX("4"), "n:010");
    expect_boxes(A NOT(A), "");
}

static void boxes__what_one_of_several_demands_is_several_boxes(void) {
    expect_boxes(ANY(A B), "a:01 | b:01");
    expect_boxes(ANY(IN("x") IN("y")), "c:110");     /* the same single axis joins */
    expect_boxes(ANY(A IN("x") IN("y")), "a:01 | c:110");
    expect_boxes(ANY(IN("x") A IN("y")), "c:100 | a:01 | c:010"); /* not the last one's axis */
    expect_boxes(ANY(ALL(IN("x") A) IN("y")), "a:01 c:100 | c:010");   /* the last demands more */
    expect_boxes(ANY(IN("y") ALL(IN("x") A)), "c:010 | a:01 c:100");   /* the next demands more */
    expect_boxes(ANY(IN("x") ALL(IN("x") IN("y"))), "c:100");          /* what never holds adds none */
}

static void boxes__all_of_several_meets_each_with_each(void) {
    expect_boxes(ANY(A B) IN("x"), "a:01 c:100 | b:01 c:100");
    expect_boxes(ANY(A IN("y")) IN("x"), "a:01 c:100"); /* one meets in nothing */
    expect_boxes(IN("x") ANY(IN("y") A), "a:01 c:100");
    expect_boxes(ANY(A IN("x y")) ANY(B IN("y z")), "a:01 (b:01 | c:011):01 | c:110 (b:01 | c:011):01"); /* not multiplied */
}

static void boxes__not_takes_the_other_values_and_no_more(void) {
    expect_boxes(NOT(IN("x")), "c:011");
    expect_boxes(NOT(IN("x y z")), "");
    expect_boxes(NOT(MIN("3")), "n:100");
    expect_boxes(NOT(A B), "a:10 | b:10");
    expect_boxes(NOT(ANY(A B)), "a:10 b:10");
    for (uint32_t n = 1; n <= 130; n++) {
        rp_word allowed[4] = {0};
        rp_bits_add(allowed, 0);
        rp_box_invert(allowed, n);
        CU_ASSERT_FALSE(rp_bits_has(allowed, 0));
        for (uint32_t v = 1; v < 192; v++) {
            CU_ASSERT_EQUAL(rp_bits_has(allowed, v), v < n);
        }
    }
}

/* -- room ------------------------------------------------------------------------------------------------------------- */

/* Wherever it runs out, that is told; with one byte for each that was missing it does not. */
static void boxes__the_room_for_them_can_run_out_at_every_one(void) {
    char sections[4000];
    refpath_status status = REFPATH_LIMIT_EXCEEDED;
    written w;
    size_t refused = 0;
    snprintf(sections, sizeof sections, WORLD, ANY(A IN("x y")) ANY(B IN("y z")) NOT(ANY(MIN("3") ALL(A IN("z")) ALL(B IN("x")))));
    w = write_protocol(sections);
    for (size_t room = 8; status != REFPATH_OK && room < 65536; room += 8) {
        refpath_load_options options;
        refpath_protocol *p = NULL;
        refpath_diags *diags;
        refpath_problem problem = {.size = sizeof problem};
        memset(&options, 0, sizeof options);
        options.size = sizeof options;
        options.most_tables = room;
        CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
        status = refpath_protocol_load_memory(&p, w.xml, strlen(w.xml), NULL, &options, diags);
        if (status != REFPATH_OK) {
            CU_ASSERT_EQUAL(status, REFPATH_LIMIT_EXCEEDED);
            CU_ASSERT_EQUAL(refpath_diags_get(diags, 0, &problem), REFPATH_OK);
            CU_ASSERT_STRING_EQUAL(problem.code, "conditions-too-large");
            refused++;
        }
        refpath_protocol_unref(p);
        refpath_diags_free(diags);
    }
    CU_ASSERT_EQUAL(status, REFPATH_OK);
    CU_ASSERT_TRUE(refused > 10);
    written_free(&w);
}

static void run(rp_fail_alloc *memory) {
    char sections[4000];
    snprintf(sections, sizeof sections, WORLD, ANY(A IN("x y")) ANY(B IN("y z")) NOT(ANY(MIN("3") ALL(A IN("z")))));
    load_without_memory(memory, sections);
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(run);
}

RP_SUITE(RP_TEST(boxes__what_all_demand_is_one_box_with_a_demand_of_each_axis),
         RP_TEST(boxes__what_one_of_several_demands_is_several_boxes), RP_TEST(boxes__all_of_several_meets_each_with_each),
         RP_TEST(boxes__not_takes_the_other_values_and_no_more), RP_TEST(boxes__the_room_for_them_can_run_out_at_every_one),
         RP_TEST(memory__each_refused_request_is_told))
