/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Good files cut off after each of their bytes: never a protocol, always a problem, at a place that is there. */
#include "../support/harness.h"
#include "../xml/folders.h"

#include <refpath/protocol.h>

#define MOST_BYTES ((size_t)1 << 20)

typedef struct ends {
    uint32_t line, column; /* behind the last character */
} ends;

static ends end_of(const char *text, size_t n) {
    ends e = {1, 1};
    for (size_t i = 0; i < n; i++) {
        e.column = text[i] == '\n' ? 1 : e.column + (((unsigned char)text[i] & 0xc0) != 0x80);
        e.line += text[i] == '\n';
    }
    return e;
}

static bool is_within(const refpath_position *at, ends end) {
    return at->line >= 1 && at->column >= 1 &&
           (at->line < end.line || (at->line == end.line && at->column <= end.column));
}

/* The bytes are a block of their own, so that a sanitizer sees what is read behind them. */
static bool refuses_cut(const char *text, size_t n) {
    char *cut = malloc(n + 1);
    refpath_protocol *protocol = NULL;
    refpath_diags *diags = NULL;
    bool good = cut && refpath_diags_new(&diags, 0, NULL) == REFPATH_OK;
    if (good) {
        refpath_status status;
        memcpy(cut + 1, text, n);
        status = refpath_protocol_load_memory(&protocol, cut + 1, n, "cut.xml", NULL, diags);
        good = status == REFPATH_INVALID_PROTOCOL && !protocol && refpath_diags_count(diags) > 0;
        for (size_t i = 0; good && i < refpath_diags_count(diags); i++) {
            refpath_problem p = {.size = sizeof p};
            good = refpath_diags_get(diags, i, &p) == REFPATH_OK && is_within(&p.position, end_of(text, n));
        }
    }
    refpath_protocol_unref(protocol);
    refpath_diags_free(diags);
    free(cut);
    return good;
}

static void cut_everywhere(const char *folder, const char *name, size_t step) {
    static char text[MOST_BYTES];
    char path[RP_MOST_PATH];
    refpath_protocol *protocol;
    FILE *file;
    size_t n;
    rp_source_path(path, folder, name);
    file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    n = fread(text, 1, sizeof text, file);
    fclose(file);
    CU_ASSERT_TRUE_FATAL(n > 100 && n < sizeof text);
    CU_ASSERT_EQUAL(refpath_protocol_load_memory(&protocol, text, n, name, NULL, NULL), REFPATH_OK);
    refpath_protocol_unref(protocol);
    while (n > 0 && text[n - 1] != '>') { /* without what stands behind the last tag the file is whole */
        n--;
    }
    for (size_t at = 0; at < n; at += step) {
        if (!refuses_cut(text, at)) {
            printf("%s cut off after %zu bytes\n", name, at);
            CU_FAIL("a file that was cut off");
        }
    }
}

static void truncated__at_every_byte_of_a_small_file(void) {
    cut_everywhere("tests/invalid/id-twice", "good.xml", 1);
    cut_everywhere("data/protocols", "new.xml", 1);
}

static void truncated__at_every_seventeenth_byte_of_a_large_one(void) {
    cut_everywhere("tests/data/protocols", "carana-mini.xml", 17);
}

RP_SUITE(RP_TEST(truncated__at_every_byte_of_a_small_file),
         RP_TEST(truncated__at_every_seventeenth_byte_of_a_large_one))
