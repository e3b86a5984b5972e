/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* SARIF 2.1.0, read back as JSON and walked. */
#include "output/problems.h"

#include "base/diag.h"
#include "telling.h"

#include <refpath/version.h>

typedef struct sarif {
    refpath_diags *diags;
    rp_arena arena;
    const rp_tree *root, *run;
} sarif;

static rp_place_in at(const char *file, uint32_t line, uint32_t column) {
    rp_place_in where = {file, line, column};
    return where;
}

static void start(sarif *s) {
    memset(s, 0, sizeof *s);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&s->diags, 0, NULL), REFPATH_OK);
}

static void finish(sarif *s) {
    refpath_diags_free(s->diags);
    rp_arena_free(&s->arena);
}

static void read_back(sarif *s) {
    rp_alloc alloc;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_arena_init(&s->arena, &alloc, false);
    forget();
    CU_ASSERT_EQUAL(refpath_diags_write(s->diags, REFPATH_DIAGS_SARIF, "en", take, NULL), REFPATH_OK);
    s->root = tree_of_json(&s->arena, told);
    CU_ASSERT_PTR_NOT_NULL_FATAL(s->root);
    s->run = rp_tree_at(rp_tree_get(s->root, "runs"), 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(s->run);
}

/* What stands under a path of keys and numbers, "results.0.level". */
static const rp_tree *under(const rp_tree *from, const char *path) {
    rp_str rest = rp_str_of(path);
    while (from && rest.n > 0) {
        char key[40];
        size_t n = strcspn(rest.at, ".");
        CU_ASSERT_TRUE_FATAL(n < sizeof key);
        memcpy(key, rest.at, n);
        key[n] = '\0';
        from = from->kind == RP_TREE_ARRAY ? rp_tree_at(from, (size_t)atoi(key)) : rp_tree_get(from, key);
        rest = rp_str_of(rest.at + n + (rest.at[n] == '.'));
    }
    return from;
}

static void text_is(const sarif *s, const char *path, const char *text) {
    const rp_tree *found = under(s->run, path);
    CU_ASSERT_PTR_NOT_NULL(found);
    says(found && found->text ? found->text : "(nothing)", text);
}

static void number_is(const sarif *s, const char *path, int64_t number) {
    const rp_tree *found = under(s->run, path);
    CU_ASSERT_PTR_NOT_NULL(found);
    CU_ASSERT_EQUAL(found ? found->number : -1, number);
}

static void sarif__names_its_schema_version_and_tool(void) {
    sarif s;
    start(&s);
    read_back(&s);
    says(rp_tree_get(s.root, "$schema")->text, "https://json.schemastore.org/sarif-2.1.0.json");
    says(rp_tree_get(s.root, "version")->text, "2.1.0");
    text_is(&s, "tool.driver.name", "refpath");
    text_is(&s, "tool.driver.version", REFPATH_VERSION);
    text_is(&s, "columnKind", "unicodeCodePoints");
    CU_ASSERT_EQUAL(under(s.run, "results")->n, 0);
    CU_ASSERT_EQUAL(under(s.run, "tool.driver.rules")->n, 0);
    finish(&s);
}

static void sarif__a_result_has_its_rule_level_message_and_region(void) {
    sarif s;
    start(&s);
    rp_diag_add(s.diags, RP_PROBLEM_CIRCLE, at("mission.xml", 12, 4), "step-a");
    rp_diag_related(s.diags, at("parts/b.xml", 3, 9));
    read_back(&s);
    text_is(&s, "tool.driver.rules.0.id", "circle");
    text_is(&s, "tool.driver.rules.0.defaultConfiguration.level", "error");
    text_is(&s, "results.0.ruleId", "circle");
    number_is(&s, "results.0.ruleIndex", 0);
    text_is(&s, "results.0.level", "error");
    CU_ASSERT_PTR_NOT_NULL(strstr(under(s.run, "results.0.message.text")->text, "step-a"));
    text_is(&s, "results.0.locations.0.physicalLocation.artifactLocation.uri", "mission.xml");
    number_is(&s, "results.0.locations.0.physicalLocation.region.startLine", 12);
    number_is(&s, "results.0.locations.0.physicalLocation.region.startColumn", 4);
    text_is(&s, "results.0.relatedLocations.0.physicalLocation.artifactLocation.uri", "parts/b.xml");
    number_is(&s, "results.0.relatedLocations.0.physicalLocation.region.startLine", 3);
    text_is(&s, "results.0.relatedLocations.0.message.text", "The other place is here.");
    finish(&s);
}

static void sarif__levels_are_those_of_the_registry(void) {
    sarif s;
    size_t n = 0;
    start(&s);
    for (int i = 1; i < RP_PROBLEM_COUNT && n < 100; i++) {
        rp_diag_add(s.diags, (rp_problem)i, at("a.xml", 1, 1), "a", "b", "c", "d");
        n = refpath_diags_count(s.diags);
    }
    read_back(&s);
    for (size_t i = 0; i < under(s.run, "results")->n; i++) {
        const rp_tree *result = rp_tree_at(under(s.run, "results"), i);
        const rp_tree *rule = rp_tree_at(under(s.run, "tool.driver.rules"), (size_t)rp_tree_get(result, "ruleIndex")->number);
        rp_problem problem = rp_problem_find(rp_tree_get(result, "ruleId")->text);
        says(rp_tree_get(result, "level")->text, rp_severity_word(rp_problem_severity(problem)));
        says(rp_tree_get(rule, "id")->text, rp_tree_get(result, "ruleId")->text);
    }
    finish(&s);
}

static void sarif__a_rule_is_listed_once_however_often_it_is_broken(void) {
    sarif s;
    start(&s);
    rp_diag_add(s.diags, RP_PROBLEM_CIRCLE, at("a.xml", 1, 1), "x");
    rp_diag_add(s.diags, RP_PROBLEM_NO_TERMS, at("a.xml", 2, 1), "y");
    rp_diag_add(s.diags, RP_PROBLEM_CIRCLE, at("a.xml", 3, 1), "z");
    read_back(&s);
    CU_ASSERT_EQUAL(under(s.run, "tool.driver.rules")->n, 2);
    number_is(&s, "results.1.ruleIndex", 1);
    number_is(&s, "results.2.ruleIndex", 0);
    finish(&s);
}

static void sarif__file_names_are_uris(void) {
    static const char *const names[][2] = {{"my mission.xml", "my%20mission.xml"},
                                           {"caf\xC3\xA9#1?.xml", "caf%C3%A9%231%3F.xml"},
                                           {"100%.xml", "100%25.xml"},
                                           {"a/b-c_d.~e.xml", "a/b-c_d.~e.xml"},
                                           {"c:mission.xml", "./c%3Amission.xml"},
                                           {"/opt/a b.xml", "file:///opt/a%20b.xml"}};
    sarif s;
    start(&s);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        rp_diag_add(s.diags, RP_PROBLEM_CIRCLE, at(names[i][0], 1, 1), "x");
    }
    read_back(&s);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const rp_tree *result = rp_tree_at(under(s.run, "results"), i);
        says(under(result, "locations.0.physicalLocation.artifactLocation.uri")->text, names[i][1]);
    }
    finish(&s);
}

static void sarif__where_no_place_is_known_none_is_made_up(void) {
    sarif s;
    start(&s);
    rp_diag_add(s.diags, RP_PROBLEM_CASE_WITHOUT_HOLDER, at("", 0, 0));
    rp_diag_add(s.diags, RP_PROBLEM_FILE_NOT_READABLE, at("a.xml", 0, 0), "a.xml");
    read_back(&s);
    CU_ASSERT_PTR_NULL(under(s.run, "results.0.locations"));
    CU_ASSERT_PTR_NULL(under(s.run, "results.1.locations.0.physicalLocation.region"));
    finish(&s);
}

static const char *print_of(const sarif *s, size_t result) {
    return under(rp_tree_at(under(s->run, "results"), result), "partialFingerprints.refpath/v1")->text;
}

static void sarif__a_fingerprint_outlives_moved_lines_and_tells_two_alike_apart(void) {
    sarif a, b;
    start(&a);
    rp_diag_add(a.diags, RP_PROBLEM_CIRCLE, at("a.xml", 1, 1), "x");
    rp_diag_add(a.diags, RP_PROBLEM_CIRCLE, at("a.xml", 2, 1), "x");
    rp_diag_add(a.diags, RP_PROBLEM_CIRCLE, at("a.xml", 3, 1), "y");
    read_back(&a);
    start(&b);
    rp_diag_add(b.diags, RP_PROBLEM_CIRCLE, at("a.xml", 70, 8), "x");
    read_back(&b);
    CU_ASSERT_STRING_EQUAL(print_of(&a, 0), print_of(&b, 0));
    CU_ASSERT_STRING_NOT_EQUAL(print_of(&a, 0), print_of(&a, 1));
    CU_ASSERT_STRING_NOT_EQUAL(print_of(&a, 0), print_of(&a, 2));
    CU_ASSERT_STRING_NOT_EQUAL(print_of(&a, 1), print_of(&a, 2));
    finish(&a);
    finish(&b);
}

RP_SUITE(RP_TEST(sarif__names_its_schema_version_and_tool),
         RP_TEST(sarif__a_result_has_its_rule_level_message_and_region),
         RP_TEST(sarif__levels_are_those_of_the_registry),
         RP_TEST(sarif__a_rule_is_listed_once_however_often_it_is_broken),
         RP_TEST(sarif__file_names_are_uris),
         RP_TEST(sarif__where_no_place_is_known_none_is_made_up),
         RP_TEST(sarif__a_fingerprint_outlives_moved_lines_and_tells_two_alike_apart))
