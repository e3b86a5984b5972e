/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Whole answers through the public function: four languages, plain and in colour, anywhere in the world. */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "../support/streams.h"
#include "telling.h"

#include "base/diag.h"
#include "decide/answer.h"

#include <locale.h>
#include <stdlib.h>
#include <time.h>

#define FSI "\xE2\x81\xA8"
#define LRI "\xE2\x81\xA6"
#define PDI "\xE2\x81\xA9"
#define RTL_MARK "\xE2\x80\x8F"

static const char *const languages[] = {"en", "fr", "es", "ar"};

/* One of each kind; the plan says of everything something. */
static struct {
    refpath_answer_kind kind;
    const char *json;
} answers[] = {
    {REFPATH_ANSWER_PLAN, NULL},
    {REFPATH_ANSWER_CONSENT,
     "{\"warnings\":[{\"code\":\"nobody-left-to-ask\",\"args\":{}}],\"decision\":\"needs-consent\",\"item\":\"profile\",\"sender\":\"u\","
     "\"recipient\":\"r\",\"purpose\":\"health\",\"at\":\"2026-11-23T10:00:00Z\","
     "\"missing\":[{\"by\":[\"parent\",\"guardian\"],\"kind\":\"consent\",\"form\":\"recorded\",\"naming\":[\"item\",\"recipient\"]},"
     "{\"by\":[],\"kind\":\"assent\",\"refused\":true}],\"facts\":[{\"fact\":\"purpose\"}],\"despite\":[\"parent\"],"
     "\"obligations\":[\"duty\"],\"rules\":[\"r1\"],\"cites\":[{\"source\":\"s1\",\"confirmed\":\"2026-03-01\"}],"
     "\"parts\":[{\"decision\":\"needs-facts\",\"item\":\"need\",\"recipient\":\"r9\",\"facts\":[{\"fact\":\"age\"}]}],"
     "\"why\":[{\"rule\":\"r1\",\"effect\":\"require\",\"tests\":[{\"fact\":\"age\",\"value\":\"12..14\",\"test\":\"min 6 max 15\",\"holds\":\"yes\"},"
     "{\"fact\":\"age\",\"value\":\"open\",\"test\":\"max 15\",\"holds\":\"open\"},"
     "{\"fact\":\"concern\",\"value\":\"none\",\"test\":\"in abduction killing?\",\"holds\":\"no\"}]}],"
     "\"would-change\":[{\"agree\":[{\"by\":[\"child\"],\"kind\":\"assent\"}]},{\"rule\":\"r2\",\"test\":\"danger\"},{\"fact\":\"concern\"}]}"},
    {REFPATH_ANSWER_ASK, "{\"ask\":[{\"fact\":\"place\",\"for\":[\"a\"]},{\"fact\":\"f\",\"terms\":[\"x\"],\"by\":\"nurse\",\"for\":[\"b\"]}]}"},
    {REFPATH_ANSWER_PATH,
     "{\"from\":\"u\",\"to\":\"c\",\"state\":\"through\",\"path\":[\"u\",\"g\",\"c\"],\"notify\":[\"n\"],\"interfaces\":[\"i\"]}"},
    {REFPATH_ANSWER_WHO,
     "{\"actors\":[{\"id\":\"c\",\"groups\":[\"ngo\"],\"roles\":[{\"role\":\"r\",\"at\":[\"p\"]}],\"duties\":[\"d\"],"
     "\"offers\":[{\"service\":[\"s1\",\"s2\"],\"at\":[\"p\"]}],\"contacts\":[{\"by\":\"phone\",\"value\":\"+1 2\",\"secure\":true},"
     "{\"by\":\"in-person\",\"value\":\"Gate\"},{\"by\":\"email\",\"value\":\"m\"},{\"by\":\"web\",\"value\":\"w\"},{\"by\":\"sms\",\"value\":\"3\"}],"
     "\"verified\":\"2025-01-01\",\"stale\":true},{\"id\":\"d\",\"stale\":true}]}"},
    {REFPATH_ANSWER_CHOICES, "{\"fact\":\"age\",\"min\":0,\"max\":24,\"unit\":\"year\"}"},
    {REFPATH_ANSWER_CHOICES, "{\"fact\":\"f\",\"choices\":[{\"id\":\"true\"},{\"id\":\"false\"}]}"},
    {REFPATH_ANSWER_CHOICES, "{\"fact\":\"place\",\"choices\":[{\"id\":\"x\"}]}"},
    {REFPATH_ANSWER_LIST, "{\"entries\":[]}"},
    {REFPATH_ANSWER_LIST, "{\"entries\":[{\"id\":\"x\"}]}"},
    {REFPATH_ANSWER_ABOUT,
     "{\"protocol\":{\"id\":\"p\",\"version\":\"2\",\"status\":\"draft\",\"fingerprint\":\"00\"},\"valid-from\":\"2026-01-01\","
     "\"valid-until\":\"2026-12-01\",\"review-by\":\"2026-11-01\",\"documents\":[{\"name\":\"p\"}]}"},
};
#define N_ANSWERS (sizeof answers / sizeof *answers)

static void read_plan(void) {
    static char bytes[ROOM];
    char name[512];
    const char *source = getenv("REFPATH_SOURCE");
    FILE *file;
    size_t n;
    snprintf(name, sizeof name, "%s/tests/output/data/plan.json", source ? source : ".");
    file = fopen(name, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    n = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    bytes[n] = '\0';
    answers[0].json = bytes;
}

/* An answer as decide makes it, but for its protocol. */
static void make(refpath_answer *answer, size_t which, const refpath_allocator *hooks) {
    memset(answer, 0, sizeof *answer);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&answer->alloc, hooks));
    rp_arena_init(&answer->arena, &answer->alloc, true);
    if (!answers[0].json) {
        read_plan();
    }
    answer->kind = answers[which].kind;
    answer->root = tree_of_json(&answer->arena, answers[which].json);
    CU_ASSERT_PTR_NOT_NULL_FATAL(answer->root);
}

static void tell(size_t which, const refpath_text_options *options) {
    refpath_answer answer;
    make(&answer, which, NULL);
    forget();
    CU_ASSERT_EQUAL(refpath_answer_text(&answer, options, take, NULL), REFPATH_OK);
    CU_ASSERT_TRUE(told_n > 0);
    rp_arena_free(&answer.arena);
}

static bool begins(const char *at, const char *with) { return strncmp(at, with, strlen(with)) == 0; }

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* Latin letters stand in Arabic text only as names between isolates: so every name is between them. */
static void arabic__every_name_is_isolated_and_no_english_is_left(void) {
    for (size_t which = 0; which < N_ANSWERS; which++) {
        refpath_text_options options = {.size = sizeof options, .language = "ar", .width = 400};
        int depth = 0;
        for (int plain = 0; plain < 2; plain++) {
            options.plain = plain;
            tell(which, &options);
            for (const char *at = told; *at; at++) {
                depth += begins(at, FSI) || begins(at, LRI) ? 1 : begins(at, PDI) ? -1 : 0;
                CU_ASSERT_TRUE(depth == 0 || depth == 1);
                if (depth == 0 && is_letter(*at)) {
                    printf("  in answer %zu: \"%.40s\"\n", which, at);
                }
                CU_ASSERT_FALSE(depth == 0 && is_letter(*at));
            }
            CU_ASSERT_EQUAL(depth, 0);
        }
    }
}

static void arabic__every_line_says_where_it_begins_and_closes_its_isolates(void) {
    for (size_t which = 0; which < N_ANSWERS; which++) {
        refpath_text_options options = {.size = sizeof options, .language = "ar", .width = 40};
        const char *line;
        tell(which, &options);
        for (line = told; *line; line = strchr(line, '\n') + 1) {
            int depth = 0;
            CU_ASSERT_TRUE(*line == '\n' || begins(line, RTL_MARK));
            for (const char *at = line; *at != '\n'; at++) {
                depth += begins(at, FSI) || begins(at, LRI) ? 1 : begins(at, PDI) ? -1 : 0;
            }
            CU_ASSERT_EQUAL(depth, 0);
        }
    }
}

/* Words that English cannot do without and the others do not have; ids join theirs with hyphens. */
static void french_and_spanish__no_english_is_left(void) {
    static const char *const words[] = {"the", "this", "that",  "is",   "of",   "and",  "to",    "by",     "who",  "what",
                                        "be",  "for",  "from",  "with", "has",  "can",  "needs", "must",   "then", "until",
                                        "of",  "out",  "known", "help", "rule", "open", "when",  "agreed", "yes",  "at"};
    for (size_t which = 0; which < N_ANSWERS; which++) {
        for (size_t l = 1; l < 3; l++) {
            refpath_text_options options = {.size = sizeof options, .language = languages[l]};
            tell(which, &options);
            for (const char *at = told; *at; at += *at ? 1 : 0) {
                size_t n = 0;
                while (is_letter(at[n]) || at[n] == '-' || (at[n] & 0x80)) {
                    n++;
                }
                for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
                    bool english = n == strlen(words[w]) && strncmp(at, words[w], n) == 0;
                    CU_ASSERT_FALSE(english);
                    if (english) {
                        printf("  in answer %zu, %s: \"%.40s\"\n", which, languages[l], at);
                    }
                }
                at += n;
                if (!*at) {
                    break;
                }
            }
        }
    }
}

/* A message that is missing stands for itself ("step.row-by"), one that lacks an argument shows it ("{who}"). */
static void text__no_key_and_no_argument_is_left_in_it(void) {
    static const char *const prefixes[] = {"word.", "step.", "state.", "state-text.", "plan.", "head.", "consent.", "path.",
                                           "who.", "ask.", "choices.", "about.", "warning.", "reason.", "left-out.", "decision."};
    for (size_t which = 0; which < N_ANSWERS; which++) {
        for (size_t l = 0; l < 4; l++) {
            refpath_text_options options = {.size = sizeof options, .language = languages[l], .width = 400};
            tell(which, &options);
            lacks("{");
            lacks("}");
            for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
                const char *at = strstr(told, prefixes[i]);
                CU_ASSERT_TRUE(!at || !is_letter(at[strlen(prefixes[i])]));
            }
        }
    }
}

static void plain__is_lines_of_sentences_without_dashes_indents_and_codes(void) {
    for (size_t which = 0; which < N_ANSWERS; which++) {
        for (size_t l = 0; l < 3; l++) {
            refpath_text_options options = {.size = sizeof options, .language = languages[l], .plain = 1, .colour = 1, .width = 40};
            tell(which, &options);
            lacks("\n ");
            lacks("\n- ");
            lacks("  ");
            lacks("\033");
        }
    }
    forget();
    tell(0, &(refpath_text_options){.size = sizeof(refpath_text_options), .plain = 1});
    has("\nStep 1: rape-care. State: agreement needed.\n");
    has("\nThrough: unpol-focal-point, then adviser-office, then port-clinic\n");
    has("\nNote: the way there takes 40 minutes\nNote: takes up to 6 new cases in 1 day\n");
}

/* Without its codes, coloured text is the same text. */
static void colour__never_carries_meaning_alone(void) {
    static char bare[ROOM];
    for (size_t which = 0; which < N_ANSWERS; which++) {
        for (size_t l = 0; l < 4; l++) {
            refpath_text_options options = {.size = sizeof options, .language = languages[l], .width = 60};
            char *to = told;
            tell(which, &options);
            memcpy(bare, told, told_n + 1);
            options.colour = 1;
            tell(which, &options);
            CU_ASSERT_PTR_NOT_NULL(which < 8 ? strstr(told, "\033[1m") : told);
            for (const char *at = told; *at;) {
                if (*at == '\033') {
                    at += strcspn(at, "m") + 1;
                } else {
                    *to++ = *at++;
                }
            }
            *to = '\0';
            is(bare);
        }
    }
}

static void width__lines_keep_to_it(void) {
    static const int widths[] = {48, 60, 80, 100};
    for (size_t i = 0; i < 4; i++) {
        refpath_text_options options = {.size = sizeof options, .language = "en", .width = widths[i]};
        tell(0, &options);
        for (const char *line = told; *line; line = strchr(line, '\n') + 1) {
            size_t n = strcspn(line, "\n"), columns = 0;
            for (size_t k = 0; k < n; k++) {
                columns += (line[k] & 0xC0) != 0x80;
            }
            CU_ASSERT_TRUE(columns <= (size_t)widths[i]);
            if (columns > (size_t)widths[i]) {
                printf("  %zu columns: %.*s\n", columns, (int)n, line);
            }
        }
    }
}

static void text__is_the_same_in_every_locale_and_zone(void) {
    static const char *const places[][2] = {
        {"C", "UTC"}, {"fr_FR.UTF-8", "Asia/Kathmandu"}, {"ar_EG.UTF-8", "Pacific/Kiritimati"}, {"tr_TR.UTF-8", "America/St_Johns"}};
    static char first[ROOM];
    for (size_t which = 0; which < N_ANSWERS; which++) {
        for (size_t l = 0; l < 4; l++) {
            for (size_t i = 0; i < 4; i++) {
                refpath_text_options options = {.size = sizeof options, .language = languages[l]};
                setenv("LC_ALL", places[i][0], 1);
                setenv("TZ", places[i][1], 1);
                tzset();
                (void)setlocale(LC_ALL, "");
                tell(which, &options);
                if (i == 0) {
                    memcpy(first, told, told_n + 1);
                }
                CU_ASSERT_STRING_EQUAL(told, first);
            }
        }
    }
    unsetenv("LC_ALL");
    unsetenv("TZ");
    tzset();
    (void)setlocale(LC_ALL, "C");
}

static size_t now_telling; /* which answer rp_fail_each is at */
static const char *now_language;

static void tell_without_memory(rp_fail_alloc *memory) {
    refpath_text_options options = {.size = sizeof options, .language = now_language};
    size_t refuse = memory->refuse, unwiped = 0;
    refpath_answer answer;
    refpath_status status;
    memory->refuse = 0;
    make(&answer, now_telling, &memory->hooks);
    memory->requests = 0;
    memory->refuse = refuse;
    memory->released = rp_fail_count_unwiped;
    memory->user = &unwiped;
    forget();
    status = refpath_answer_text(&answer, &options, take, NULL);
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    CU_ASSERT_EQUAL(unwiped, 0);
    rp_arena_free(&answer.arena);
}

static void text__failing_memory_is_an_error_and_what_was_told_is_wiped(void) {
    for (size_t l = 0; l < 4; l += 3) {
        now_language = languages[l];
        for (now_telling = 0; now_telling < N_ANSWERS; now_telling++) {
            rp_fail_each(tell_without_memory);
        }
    }
}

static void text__wrong_arguments_and_a_failing_writer_are_reported(void) {
    refpath_text_options options = {.size = sizeof options, .language = "not a tag"};
    rp_ending full = {.gives = REFPATH_IO};
    refpath_answer answer;
    make(&answer, 0, NULL);
    CU_ASSERT_EQUAL(refpath_answer_text(NULL, NULL, take, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_answer_text(&answer, NULL, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_answer_text(&answer, &options, take, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_answer_text(&answer, NULL, rp_end_stream, &full), REFPATH_IO);
    CU_ASSERT_EQUAL(full.calls, 1);
    CU_ASSERT_EQUAL(refpath_answer_json(&answer, rp_end_stream, &full), REFPATH_IO);
    CU_ASSERT_EQUAL(full.calls, 2);
    CU_ASSERT_EQUAL(refpath_answer_json(NULL, take, NULL), REFPATH_INVALID_ARGUMENT);
    answer.kind = (refpath_answer_kind)99;
    CU_ASSERT_EQUAL(refpath_answer_text(&answer, NULL, take, NULL), REFPATH_INVALID_ARGUMENT);
    rp_arena_free(&answer.arena);
}

static void json__is_the_tree_with_a_newline(void) {
    refpath_answer answer;
    make(&answer, 2, NULL);
    forget();
    CU_ASSERT_EQUAL(refpath_answer_json(&answer, take, NULL), REFPATH_OK);
    told[told_n - 1] = '\0';
    is(answers[2].json);
    rp_arena_free(&answer.arena);
}

RP_SUITE(RP_TEST(arabic__every_name_is_isolated_and_no_english_is_left),
         RP_TEST(arabic__every_line_says_where_it_begins_and_closes_its_isolates),
         RP_TEST(french_and_spanish__no_english_is_left),
         RP_TEST(text__no_key_and_no_argument_is_left_in_it),
         RP_TEST(plain__is_lines_of_sentences_without_dashes_indents_and_codes),
         RP_TEST(colour__never_carries_meaning_alone),
         RP_TEST(width__lines_keep_to_it),
         RP_TEST(text__is_the_same_in_every_locale_and_zone),
         RP_TEST(text__failing_memory_is_an_error_and_what_was_told_is_wiped),
         RP_TEST(text__wrong_arguments_and_a_failing_writer_are_reported),
         RP_TEST(json__is_the_tree_with_a_newline))
