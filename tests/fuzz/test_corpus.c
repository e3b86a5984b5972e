/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What is kept, a folder for each target, replayed without a fuzzer. In seeds/ is what was written by hand and what once
 * crashed: as it is, cut off, and changed in some hundreds of ways that are the same every time. In found/ is what
 * fuzzers found, as it is: "fuzz.sh --keep" renews it.
 */
#include "fuzz/targets.h"

#include "support/chance.h"
#include "support/harness.h"
#include "xml/folders.h"

enum { MOST_BYTES = 1 << 16, CHANGES = 120 };

/* One change: a byte flipped, put in, taken out, a piece copied over another. */
static size_t change(char *bytes, size_t n, uint64_t *state) {
    size_t at = n > 0 ? rp_chance(state) % n : 0, length;
    switch (n > 0 ? rp_chance(state) % 4 : 1) {
    case 0: bytes[at] = (char)(bytes[at] ^ (1 << rp_chance(state) % 8)); return n;
    case 1:
        if (n + 1 >= MOST_BYTES) {
            return n;
        }
        memmove(bytes + at + 1, bytes + at, n - at);
        bytes[at] = (char)rp_chance(state);
        return n + 1;
    case 2: memmove(bytes + at, bytes + at + 1, n - at - 1); return n - 1;
    default:
        length = 1 + rp_chance(state) % 16;
        length = length < n - at ? length : n - at;
        memmove(bytes + at, bytes + rp_chance(state) % (n - length + 1), length);
        return n;
    }
}

/* Each run gets a block of just its size, so that a sanitizer sees what is read behind its end. */
static void run(const rp_fuzz_target *target, const char *bytes, size_t n) {
    char *exact = malloc(n ? n : 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(exact);
    memcpy(exact, bytes, n);
    rp_fuzz_both(target->run, exact, n);
    free(exact);
}

static void replay(const rp_fuzz_target *target, const char *path, int changes) {
    static char bytes[MOST_BYTES], changed[MOST_BYTES];
    FILE *file = fopen(path, "rb");
    uint64_t state = 1;
    size_t n;
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    n = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    run(target, bytes, n);
    for (int i = 0; i < changes; i++) {
        size_t m = n;
        memcpy(changed, bytes, n);
        for (uint32_t k = 1 + rp_chance(&state) % 4; k > 0; k--) {
            m = change(changed, m, &state);
        }
        run(target, changed, rp_chance(&state) % 8 ? m : rp_chance(&state) % (m + 1));
    }
}

static size_t replay_folder(const rp_fuzz_target *target, const char *kept, int changes) {
    char folder[RP_MOST_PATH], path[RP_MOST_PATH + 300];
    char **names;
    size_t n;
    rp_source_path(folder, kept, target->name);
    n = rp_list_folder(folder, &names);
    for (size_t i = 0; i < n; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        replay(target, path, changes);
    }
    rp_free_names(names, n);
    return n;
}

static void corpus__each_target_stands_all_that_is_kept_for_it(void) {
    for (size_t i = 0; i < sizeof rp_fuzz_targets / sizeof *rp_fuzz_targets; i++) {
        run(&rp_fuzz_targets[i], "", 0);
        CU_ASSERT_TRUE(replay_folder(&rp_fuzz_targets[i], "tests/fuzz/seeds", CHANGES) > 3);
    }
}

static void corpus__what_fuzzers_found_is_replayed(void) {
    for (size_t i = 0; i < sizeof rp_fuzz_targets / sizeof *rp_fuzz_targets; i++) {
        CU_ASSERT_TRUE(replay_folder(&rp_fuzz_targets[i], "tests/fuzz/found", 0) > 20);
    }
}

/* Every bad file that there is a folder for, through the gate and the loader. */
static void corpus__the_bad_files_too(void) {
    char root[RP_MOST_PATH], path[RP_MOST_PATH + 300];
    char **names;
    size_t n;
    rp_source_path(root, "tests", "invalid");
    n = rp_list_folder(root, &names);
    CU_ASSERT_TRUE(n > 200);
    for (size_t i = 0; i < n; i++) {
        (void)snprintf(path, sizeof path, "%s/%s/bad.xml", root, names[i]);
        replay(&rp_fuzz_targets[0], path, 2);
        replay(&rp_fuzz_targets[1], path, 2);
    }
    rp_free_names(names, n);
}

/* The protocol that everybody begins with, as it is today. */
static void corpus__the_protocol_to_begin_with_too(void) {
    char path[RP_MOST_PATH];
    rp_source_path(path, "data/protocols", "new.xml");
    replay(&rp_fuzz_targets[0], path, CHANGES);
    replay(&rp_fuzz_targets[1], path, CHANGES);
}

RP_SUITE(RP_TEST(corpus__each_target_stands_all_that_is_kept_for_it), RP_TEST(corpus__what_fuzzers_found_is_replayed),
         RP_TEST(corpus__the_bad_files_too), RP_TEST(corpus__the_protocol_to_begin_with_too))
