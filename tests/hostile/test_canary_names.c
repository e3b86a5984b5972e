/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A thousand cases of a protocol in which everything that a case can name has a name that nothing else has: terms of
 * choices and sets, places, actors, parties, steps, items. What a case names, and its numbers, are found in no block
 * of ours that is given back, whatever was asked.
 */
#include "hostile/canary.h"

#include "decide/scene.h"

#include "support/chance.h"
#include "support/fail_alloc.h"

#ifdef HAVE_JANSSON

enum { EACH = 8, ROOM = 65536 };
#define NOON INT64_C(1780315200) /* 2026-06-01T12:00:00Z */

/* Kinds of names, the facts among them; numbers and moments come beside them. */
typedef enum kind { CHOICE, YES, NO, PLACE, HOLDER, AVOIDED, DOER, ITEM, RECIPIENT, PARTY, STEP, KINDS } kind;

static char names[KINDS][EACH][40];
static refpath_protocol *protocol;

typedef struct canaries {
    const char *name[KINDS];
    int32_t number[2];
    int64_t moment[2];
    size_t found, blocks;
} canaries;

static void look(void *user, const void *bytes, size_t n) {
    canaries *c = user;
    for (int k = 0; k < KINDS; k++) {
        c->found += canary_in(bytes, n, c->name[k], strlen(c->name[k]));
    }
    for (int i = 0; i < 2; i++) {
        c->found += canary_in(bytes, n, &c->number[i], sizeof c->number[i]);
        c->found += canary_in(bytes, n, &c->moment[i], sizeof c->moment[i]);
    }
    c->blocks++;
}

/* -- the protocol ------------------------------------------------------------------------------------------------- */

typedef struct text {
    char at[ROOM];
    size_t n;
} text;

static void put(text *to, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    to->n += (size_t)vsnprintf(to->at + to->n, ROOM - to->n, format, arguments);
    va_end(arguments);
    CU_ASSERT_TRUE_FATAL(to->n < ROOM - 1);
}

static void put_each(text *to, kind k, const char *format) {
    for (int i = 0; i < EACH; i++) {
        put(to, format, names[k][i]);
    }
}

static void make_names(uint64_t *state) {
    for (int k = 0; k < KINDS; k++) {
        for (int i = 0; i < EACH; i++) {
            snprintf(names[k][i], sizeof names[k][i], "n%08x%08x", (unsigned)rp_chance(state), (unsigned)rp_chance(state));
        }
    }
}

/* Whoever holds, is avoided, did something or receives is an actor; all play a role, and each step informs it. */
static void load_named(void) {
    static text to;
    scene s;
    put(&to, "<vocabulary><number id='count' min='0' max='2000000000'/><number id='other' min='0' max='2000000000'/><choice id='choice'>");
    put_each(&to, CHOICE, "<term id='%s'/>");
    put(&to, "</choice><set id='set'>");
    put_each(&to, YES, "<term id='%s'/>");
    put_each(&to, NO, "<term id='%s'/>");
    put(&to, "</set></vocabulary><clocks><clock id='incident'/></clocks><places><place id='land'>");
    put_each(&to, PLACE, "<place id='%s'/>");
    put(&to, "</place></places><items>");
    put_each(&to, ITEM, "<item id='%s'/>");
    put(&to, "</items><purposes><purpose id='tell'/></purposes><parties>");
    put_each(&to, PARTY, "<party id='%s'/>");
    put(&to, "</parties><groups><group id='g'/></groups><roles><role id='r'/></roles><actors>");
    for (int k = HOLDER; k <= RECIPIENT; k++) {
        if (k != ITEM) {
            put_each(&to, (kind)k, "<actor id='%s' group='g'><plays role='r' at='land'/></actor>");
        }
    }
    put(&to, "</actors><pathways><pathway id='p'>");
    for (int i = 0; i < EACH; i++) {
        put(&to, "<step id='%s' inform='r' purpose='tell' share='%s'><when><any><test fact='choice' in='%s'/><test fact='set' in='%s'/>"
                 "<test fact='count' min='5'/></any></when><limit within='P3D' of='incident'/></step>",
            names[STEP][i], names[ITEM][i], names[CHOICE][i], names[YES][i]);
    }
    put(&to, "</pathway></pathways><consent>");
    for (int i = 0; i < EACH; i++) {
        put(&to, "<rule id='r%d' effect='require'><when><any><test fact='item' in='%s'/><test fact='recipient' in='%s'/><test fact='set' in='%s'/>"
                 "</any></when><agreement by='%s'/></rule>",
            i, names[ITEM][i], names[RECIPIENT][i], names[NO][i], names[PARTY][i]);
    }
    put(&to, "</consent>");
    s = scene_open(to.at);
    protocol = s.protocol;
    refpath_diags_free(s.diags);
}

/* -- cases ---------------------------------------------------------------------------------------------------------- */

static void make_case(canaries *c, uint64_t *state, char *json, size_t room) {
    char moment[2][32];
    const char *const *n = c->name;
    memset(c, 0, sizeof *c);
    for (int k = 0; k < KINDS; k++) {
        c->name[k] = names[k][rp_chance(state) % EACH];
    }
    for (int i = 0; i < 2; i++) {
        c->number[i] = (int32_t)(1000000000 + rp_chance(state) % 900000000);
        snprintf(moment[i], sizeof moment[i], "2026-05-%02uT0%u:%02u:%02uZ", 1 + (unsigned)rp_chance(state) % 28, 1 + (unsigned)i,
                 (unsigned)rp_chance(state) % 60, (unsigned)rp_chance(state) % 60);
        c->moment[i] = moment_of(moment[i]);
    }
    (void)snprintf(json, room,
                   "{\"holder\":\"%s\",\"place\":\"%s\",\"clocks\":{\"incident\":\"%s\"},\"facts\":{\"count\":%ld,\"other\":%ld,\"choice\":\"%s\","
                   "\"set\":{\"yes\":[\"%s\"],\"no\":[\"%s\"]}},\"avoid\":[\"%s\"],\"done\":[{\"step\":\"%s\",\"at\":\"%s\",\"actor\":\"%s\","
                   "\"outcome\":\"no-answer\"}],\"consents\":[{\"by\":\"%s\",\"given\":true,\"at\":\"%s\",\"kind\":\"consent\",\"form\":\"spoken\","
                   "\"items\":[\"%s\"],\"recipients\":[\"%s\"],\"purposes\":\"all\"}]}",
                   n[HOLDER], n[PLACE], moment[0], (long)c->number[0], (long)c->number[1], n[CHOICE], n[YES], n[NO], n[AVOIDED], n[STEP],
                   moment[1], n[DOER], n[PARTY], moment[1], n[ITEM], n[RECIPIENT]);
}

static refpath_status ask(int question, refpath_answer **answer, const refpath_case *c, const canaries *canary) {
    refpath_consent_question consent = {sizeof consent, canary->name[ITEM], canary->name[RECIPIENT], "tell", NULL, NOON, 1};
    refpath_path_question path = {sizeof path, canary->name[HOLDER], canary->name[RECIPIENT], NULL, "tell", c, NOON, "all"};
    switch (question) {
    case 0: return refpath_case_plan(answer, c, NOON, NULL);
    case 1: return refpath_case_ask(answer, c, NOON, NULL);
    case 2: return refpath_case_consent(answer, c, &consent, NULL);
    default: return refpath_protocol_path(answer, protocol, &path, NULL);
    }
}

/* Whether all could be asked and told; as text one question of each case, for that takes long. */
static bool use(const refpath_case *c, const canaries *canary, unsigned number) {
    static scene_text told;
    bool good = true;
    for (int question = 0; question < 4; question++) {
        refpath_text_options options;
        refpath_answer *answer = NULL;
        memset(&options, 0, sizeof options);
        options.size = sizeof options;
        good = good && ask(question, &answer, c, canary) == REFPATH_OK;
        told.n = 0;
        good = good && refpath_answer_json(answer, scene_take, &told) == REFPATH_OK;
        told.n = 0;
        good = good && (number % 4 != (unsigned)question || refpath_answer_text(answer, &options, scene_take, &told) == REFPATH_OK);
        refpath_answer_unref(answer);
    }
    told.n = 0;
    return good && refpath_case_write(c, scene_take, &told) == REFPATH_OK;
}

static void canaries__of_everything_that_a_case_names_are_found_nowhere(void) {
    uint64_t state = 20261125;
    size_t found = 0, blocks = 0, failed = 0, left = 0;
    unsigned cases = canary_cases();
    make_names(&state);
    load_named();
    for (unsigned i = 0; i < cases; i++) {
        static char json[2048];
        rp_fail_alloc memory;
        refpath_case *c = NULL;
        canaries canary;
        make_case(&canary, &state, json, sizeof json);
        rp_fail_init(&memory, 0, false);
        memory.released = look;
        memory.user = &canary;
        failed += refpath_case_read(&c, protocol, json, strlen(json), &memory.hooks, NULL) != REFPATH_OK || !use(c, &canary, i);
        refpath_case_free(c);
        found += canary.found;
        blocks += canary.blocks;
        left += memory.live;
    }
    CU_ASSERT_EQUAL(failed, 0);
    CU_ASSERT_EQUAL(found, 0);
    CU_ASSERT_EQUAL(left, 0);
    CU_ASSERT_TRUE(blocks > (size_t)10 * cases);
    refpath_protocol_unref(protocol);
}

/* That they would be seen. */
static void canaries__would_be_found(void) {
    static char json[2048];
    uint64_t state = 3;
    canaries c;
    make_names(&state);
    make_case(&c, &state, json, sizeof json);
    look(&c, json, strlen(json));
    CU_ASSERT_EQUAL(c.found, KINDS);
    look(&c, c.number, sizeof c.number);
    look(&c, c.moment, sizeof c.moment);
    CU_ASSERT_EQUAL(c.found, KINDS + 4);
}

RP_SUITE(RP_TEST(canaries__would_be_found), RP_TEST(canaries__of_everything_that_a_case_names_are_found_nowhere))

#else

static void canaries__without_a_json_reader_no_case_is_read(void) {
    refpath_case *c = NULL;
    scene s = scene_open("");
    CU_ASSERT_EQUAL(refpath_case_read(&c, s.protocol, "{}", 2, NULL, NULL), REFPATH_UNSUPPORTED);
    scene_close(&s);
}

RP_SUITE(RP_TEST(canaries__without_a_json_reader_no_case_is_read))

#endif
