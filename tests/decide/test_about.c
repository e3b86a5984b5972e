/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/scene.h"

#include "base/sha256.h"

#define SECTIONS "<label>Port</label><label xml:lang='fr'>Le port</label><items><item id='need'/></items><roles><role id='r'/></roles>"

static void about__a_protocol_tells_its_names_dates_documents_and_counts(void) {
    scene s = scene_open(SECTIONS);
    refpath_answer *again = NULL;
    s.status = refpath_protocol_about(scene_next(&s), s.protocol);
    CU_ASSERT_EQUAL_FATAL(s.status, REFPATH_OK);
    expect(&s, "protocol/id", "scene");
    expect(&s, "protocol/status", "adopted");
    expect(&s, "labels", "{'en':'Port','fr':'Le port'}");
    expect(&s, "language", "en");
    expect(&s, "documents/0/name", "protocol.xml");
    expect(&s, "counts/roles", "1");
    expect(&s, "counts/actors", "0");
    expect(&s, "review-by", "");
    CU_ASSERT_EQUAL(refpath_answer_get_kind(s.answer), REFPATH_ANSWER_ABOUT);
    CU_ASSERT_EQUAL(refpath_protocol_about(NULL, s.protocol), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_protocol_about(&again, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_PTR_NULL(again);
    scene_close(&s);
}

/* `sha256sum FILE... | sha256sum`: anybody can compute it. */
static void about__the_fingerprint_is_the_hash_of_the_lines_of_sha256sum(void) {
    static const char xml[] = "<protocol xmlns='urn:refpath:protocol:1' id='p' version='1' xml:lang='en'/>";
    refpath_protocol *protocol = NULL;
    rp_sha256 hash;
    char of_file[65], expected[65];
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_load_memory(&protocol, xml, sizeof xml - 1, "a.xml", NULL, NULL), REFPATH_OK);
    rp_sha256_start(&hash);
    rp_sha256_add(&hash, xml, sizeof xml - 1);
    rp_sha256_hex(&hash, of_file);
    rp_sha256_start(&hash);
    rp_sha256_add(&hash, of_file, 64);
    rp_sha256_add(&hash, "  a.xml\n", 8);
    rp_sha256_hex(&hash, expected);
    CU_ASSERT_STRING_EQUAL(refpath_protocol_fingerprint(protocol), expected);
    refpath_protocol_unref(protocol);
}

RP_SUITE(RP_TEST(about__a_protocol_tells_its_names_dates_documents_and_counts),
         RP_TEST(about__the_fingerprint_is_the_hash_of_the_lines_of_sha256sum))
