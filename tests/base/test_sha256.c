/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/sha256.h"

#include "../support/harness.h"

static void check(const char *text, const char *expected) {
    rp_sha256 hash;
    char hex[65];
    rp_sha256_start(&hash);
    rp_sha256_add(&hash, text, strlen(text));
    rp_sha256_hex(&hash, hex);
    CU_ASSERT_STRING_EQUAL(hex, expected);
}

static void sha256__the_published_vectors_hold(void) {
    check("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
          "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

static void sha256__a_million_letters_have_the_published_hash(void) {
    rp_sha256 hash;
    char hex[65], letters[1000];
    memset(letters, 'a', sizeof letters);
    rp_sha256_start(&hash);
    for (int i = 0; i < 1000; i++) {
        rp_sha256_add(&hash, letters, sizeof letters);
    }
    rp_sha256_hex(&hash, hex);
    CU_ASSERT_STRING_EQUAL(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* The hash of the hashes of 201 messages, of 0 to 200 bytes; computed with another implementation.
 */
static void sha256__every_length_around_a_block_is_padded_right(void) {
    rp_sha256 all, one;
    char hex[65];
    rp_sha256_start(&all);
    for (size_t n = 0; n <= 200; n++) {
        unsigned char message[200];
        for (size_t i = 0; i < n; i++) {
            message[i] = (unsigned char)(i * 7 + n);
        }
        rp_sha256_start(&one);
        rp_sha256_add(&one, message, n);
        rp_sha256_hex(&one, hex);
        rp_sha256_add(&all, hex, 64);
    }
    rp_sha256_hex(&all, hex);
    CU_ASSERT_STRING_EQUAL(hex, "de444fd33c2915b23d3772a4de9aa249a9206ee2f93688a74e332e160c085f41");
}

static void sha256__it_does_not_matter_how_the_bytes_are_cut(void) {
    char message[150], whole[65], cut[65];
    rp_sha256 hash;
    memset(message, 'q', sizeof message);
    rp_sha256_start(&hash);
    rp_sha256_add(&hash, message, sizeof message);
    rp_sha256_hex(&hash, whole);
    for (size_t i = 0; i <= sizeof message; i++) {
        rp_sha256_start(&hash);
        rp_sha256_add(&hash, message, i);
        rp_sha256_add(&hash, NULL, 0);
        rp_sha256_add(&hash, message + i, sizeof message - i);
        rp_sha256_hex(&hash, cut);
        CU_ASSERT_STRING_EQUAL(cut, whole);
    }
}

/* A large one in one go, for which there may be instructions of the processor, has the hash that it has in pieces. */
static void sha256__a_large_message_in_one_go_has_the_same_hash(void) {
    static unsigned char message[300001];
    rp_sha256 whole, cut;
    char one[65], other[65];
    for (size_t i = 0; i < sizeof message; i++) {
        message[i] = (unsigned char)(i * i >> 3);
    }
    rp_sha256_start(&whole);
    rp_sha256_add(&whole, message, 7);
    rp_sha256_add(&whole, message + 7, sizeof message - 7);
    rp_sha256_hex(&whole, one);
    rp_sha256_start(&cut);
    for (size_t i = 0; i < sizeof message; i += 999) {
        rp_sha256_add(&cut, message + i, sizeof message - i < 999 ? sizeof message - i : 999);
    }
    rp_sha256_hex(&cut, other);
    CU_ASSERT_STRING_EQUAL(one, other);
}

RP_SUITE(RP_TEST(sha256__a_large_message_in_one_go_has_the_same_hash),
         RP_TEST(sha256__the_published_vectors_hold),
         RP_TEST(sha256__a_million_letters_have_the_published_hash),
         RP_TEST(sha256__every_length_around_a_block_is_padded_right),
         RP_TEST(sha256__it_does_not_matter_how_the_bytes_are_cut))
