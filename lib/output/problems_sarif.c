/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* SARIF 2.1.0 (OASIS): one run, a rule for each code met, a result for each problem. */
#include "output/problems.h"

#include "base/check.h"
#include "base/sha256.h"

#include <refpath/version.h>
#include <stdio.h>
#include <string.h>

static bool stands_for_itself(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c) != NULL;
}

/* A file name as a relative URI reference, or an absolute path as file://. */
static const char *uri_of(rp_teller *t, const char *file) {
    static const char digits[] = "0123456789ABCDEF";
    const char *text = NULL;
    rp_buffer b;
    rp_buffer_init(&b, &t->scratch.alloc, false);
    if (*file == '/') {
        rp_buffer_text(&b, "file://");
    } else if (strchr(file, ':')) {
        rp_buffer_text(&b, "./");
    }
    for (const unsigned char *at = (const unsigned char *)file; *at != '\0'; at++) {
        if (stands_for_itself(*at)) {
            rp_buffer_char(&b, (char)*at);
        } else {
            rp_buffer_char(&b, '%');
            rp_buffer_char(&b, digits[*at >> 4]);
            rp_buffer_char(&b, digits[*at & 15]);
        }
    }
    if (rp_buffer_status(&b) == REFPATH_OK) {
        text = rp_arena_text(&t->scratch, b.at, b.n);
    }
    rp_buffer_free(&b);
    return text;
}

static rp_tree *add_message(rp_arena *scratch, rp_tree *to, const char *key, const char *text) {
    rp_tree *message = rp_tree_object(scratch, to, key);
    rp_tree_text(scratch, message, "text", text);
    return message;
}

static void add_location(rp_teller *t, rp_tree *list, const refpath_position *at, const char *text) {
    rp_arena *scratch = &t->scratch;
    rp_tree *location = rp_tree_object(scratch, list, NULL), *physical, *part;
    if (at->file && *at->file) {
        physical = rp_tree_object(scratch, location, "physicalLocation");
        part = rp_tree_object(scratch, physical, "artifactLocation");
        rp_tree_text(scratch, part, "uri", uri_of(t, at->file));
        if (at->line > 0) {
            part = rp_tree_object(scratch, physical, "region");
            rp_tree_integer(scratch, part, "startLine", at->line);
            rp_tree_integer(scratch, part, "startColumn", at->column);
        }
    }
    if (text) {
        add_message(scratch, location, "message", text);
    }
}

static bool alike(const refpath_problem *a, const refpath_problem *b) {
    bool same = strcmp(a->code, b->code) == 0 && strcmp(a->position.file, b->position.file) == 0 &&
                a->n_arguments == b->n_arguments;
    for (size_t i = 0; same && i < a->n_arguments; i++) {
        same = strcmp(a->arguments[i].value, b->arguments[i].value) == 0;
    }
    return same;
}

static void add_text(rp_sha256 *hash, const char *text) {
    rp_sha256_add(hash, text, strlen(text) + 1);
}

/* What stays the same while lines move: the code, the file, the arguments; and which of several alike it is. */
static const char *fingerprint(rp_teller *t, const refpath_diags *diags, size_t index, const refpath_problem *p) {
    rp_sha256 hash;
    char hex[65], number[24];
    size_t again = 0;
    for (size_t i = 0; i < index; i++) {
        refpath_problem other = {.size = sizeof other};
        again += refpath_diags_get(diags, i, &other) == REFPATH_OK && alike(&other, p);
    }
    snprintf(number, sizeof number, "%zu", again);
    rp_sha256_start(&hash);
    add_text(&hash, p->code);
    add_text(&hash, p->position.file);
    for (size_t i = 0; i < p->n_arguments; i++) {
        add_text(&hash, p->arguments[i].value);
    }
    add_text(&hash, number);
    rp_sha256_hex(&hash, hex);
    return rp_arena_text(&t->scratch, hex, 32);
}

/* The number of a code among the rules; it is added where it is new. */
static int64_t rule_of(rp_teller *t, rp_tree *rules, const refpath_problem *p) {
    int64_t number = 0;
    rp_tree *rule;
    for (const rp_tree *r = rules ? rules->first : NULL; r; r = r->next, number++) {
        if (strcmp(rp_tree_get(r, "id")->text, p->code) == 0) {
            return number;
        }
    }
    rule = rp_tree_object(&t->scratch, rules, NULL);
    rp_tree_text(&t->scratch, rule, "id", p->code);
    rule = rp_tree_object(&t->scratch, rule, "defaultConfiguration");
    rp_tree_text(&t->scratch, rule, "level", rp_severity_word(p->severity));
    return number;
}

static rp_tree *add_result(rp_teller *t, rp_tree *results, rp_tree *rules, const refpath_diags *diags, size_t index) {
    rp_arena *scratch = &t->scratch;
    refpath_problem p = {.size = sizeof p};
    rp_tree *result, *part;
    if (refpath_diags_get(diags, index, &p) != REFPATH_OK) {
        return NULL;
    }
    result = rp_tree_object(scratch, results, NULL);
    rp_tree_text(scratch, result, "ruleId", p.code);
    rp_tree_integer(scratch, result, "ruleIndex", rule_of(t, rules, &p));
    rp_tree_text(scratch, result, "level", rp_severity_word(p.severity));
    add_message(scratch, result, "message", rp_problem_sentence(t, &p));
    if (p.position.file && *p.position.file) {
        add_location(t, rp_tree_array(scratch, result, "locations"), &p.position, NULL);
    }
    part = p.n_related > 0 ? rp_tree_array(scratch, result, "relatedLocations") : NULL;
    for (size_t i = 0; i < p.n_related; i++) {
        add_location(t, part, &p.related[i], rp_say(t, "related.place", NULL));
    }
    part = rp_tree_object(scratch, result, "partialFingerprints");
    return rp_tree_text(scratch, part, "refpath/v1", fingerprint(t, diags, index, &p));
}

refpath_status rp_problems_sarif(rp_teller *t, const refpath_diags *diags) {
    rp_arena *scratch = &t->scratch;
    rp_tree *root = rp_tree_root(scratch), *run, *driver, *rules, *results;
    rp_tree_text(scratch, root, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    rp_tree_text(scratch, root, "version", "2.1.0");
    run = rp_tree_object(scratch, rp_tree_array(scratch, root, "runs"), NULL);
    driver = rp_tree_object(scratch, rp_tree_object(scratch, run, "tool"), "driver");
    rp_tree_text(scratch, driver, "name", "refpath");
    rp_tree_text(scratch, driver, "version", REFPATH_VERSION);
    rules = rp_tree_array(scratch, driver, "rules");
    rp_tree_text(scratch, run, "columnKind", "unicodeCodePoints");
    results = rp_tree_array(scratch, run, "results");
    for (size_t i = 0; i < refpath_diags_count(diags); i++) {
        if (!add_result(t, results, rules, diags, i) || !rp_tree_ok(scratch)) {
            return REFPATH_OUT_OF_MEMORY;
        }
    }
    RP_TRY(t->page.status);
    if (!rp_tree_ok(scratch)) {
        return REFPATH_OUT_OF_MEMORY;
    }
    RP_TRY(rp_tree_json(root, t->page.write, t->page.user));
    return t->page.write(t->page.user, "\n", 1);
}
