/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Random interfaces: what a path depends on, as a plan asks for it, against the paths of all completions, each asked as
 * one in which everything is known.
 */
#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z"

/* Two flags and three places. */
enum { COMPLETIONS = 12, ACTORS = 5 };
static const char *const places[3] = {"p", "q", "r"};
static const char *const groups[3] = {"red", "green", "blue"};

static uint32_t seed;

static int draw(int below) {
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)below);
}

typedef struct text {
    char at[30000];
    size_t n;
} text;

static void put(text *t, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    t->n += (size_t)vsnprintf(t->at + t->n, sizeof t->at - t->n, format, arguments);
    va_end(arguments);
    CU_ASSERT_TRUE_FATAL(t->n < sizeof t->at);
}

static void put_actors(text *t) {
    static const char *const where[] = {"land", "p", "q", "r", "qr", "p q"};
    put(t, "<actors><actor id='us' group='red'/><actor id='them' group='blue'><offers service='care' at='land'/></actor>");
    for (int i = 0; i < ACTORS; i++) {
        put(t, "<actor id='a%d' group='%s'>", i, groups[draw(3)]);
        for (int k = draw(3); k > 0; k--) {
            put(t, "<plays role='gate%d' at='%s'/>", draw(3), where[draw(6)]);
        }
        put(t, "</actor>");
    }
    put(t, "</actors>");
}

static void put_interfaces(text *t) {
    static const char *const unless[] = {"", "<test fact='f'/>", "<test fact='g'/>", "<test fact='f'/><test fact='g'/>",
                                         "<not><test fact='f'/></not>", "<test fact='place' in='q'/>", "<test fact='sender' in='red'/>"};
    put(t, "<coordination>");
    for (int i = 0; i < 4; i++) {
        const char *exception = unless[draw(7)];
        put(t, "<interface id='i%d' from='%s' to='%s' through='gate%d gate%d'%s>", i, groups[draw(3)],
            draw(3) ? groups[draw(3)] : "red green blue", draw(3), draw(3), draw(3) ? "" : " when-missing='direct'");
        if (*exception) {
            put(t, "<unless%s>%s</unless>", draw(2) ? "" : " if-open='holds'", exception);
        }
        put(t, "</interface>");
    }
    put(t, "</coordination>");
}

static scene open_random(void) {
    text *t = calloc(1, sizeof *t);
    scene s;
    CU_ASSERT_PTR_NOT_NULL_FATAL(t);
    put(t, "<vocabulary><flag id='f'/><flag id='g'/></vocabulary>"
           "<places><place id='land'><place id='p'/><place id='qr'><place id='q'/><place id='r'/></place></place></places>"
           "<services><service id='care'/></services><groups><group id='red'/><group id='green'/><group id='blue'/></groups>"
           "<roles><role id='gate0'/><role id='gate1'/><role id='gate2'/></roles>");
    put_actors(t);
    put_interfaces(t);
    put(t, "<pathways><pathway id='way'><step id='s' service='care'/></pathway></pathways>");
    s = scene_open(t->at);
    free(t);
    return s;
}

/* Completion c: flags are its two lowest bits, the place the rest. */
static char *path_of(scene *s, int c) {
    scene_case_of(s, "{'facts':{'f':%s,'g':%s}}", c & 1 ? "true" : "false", c & 2 ? "true" : "false");
    scene_path(s, "us", "them", places[c / 4], "care", NOW);
    return scene_say(s, "path");
}

static void expect_asked(scene *s, char *const paths[COMPLETIONS]) {
    bool on_f = false, on_g = false, on_place = false;
    char facts[32] = "";
    for (int c = 0; c < COMPLETIONS; c++) {
        on_f = on_f || strcmp(paths[c], paths[c ^ 1]) != 0;
        on_g = on_g || strcmp(paths[c], paths[c ^ 2]) != 0;
        on_place = on_place || strcmp(paths[c], paths[(c + 4) % COMPLETIONS]) != 0;
    }
    strcat(facts, on_f ? "f" : "");
    strcat(facts, on_g ? on_f ? " g" : "g" : "");
    strcat(facts, on_place ? facts[0] ? " place" : "place" : "");
    scene_case(s, "{'holder':'us'}");
    scene_ask(s, NOW);
    expect_list(s, "ask", "fact", facts);
}

static void path_random__what_is_asked_is_what_the_paths_of_all_completions_depend_on(void) {
    int alike = 0, different = 0, blocked = 0;
    for (uint32_t round = 0; round < 400; round++) {
        char *paths[COMPLETIONS];
        bool same = true;
        scene s;
        seed = round * 7919 + 3;
        s = open_random();
        for (int c = 0; c < COMPLETIONS; c++) {
            paths[c] = path_of(&s, c);
            same = same && strcmp(paths[c], paths[0]) == 0;
            blocked += !*paths[c];
        }
        expect_asked(&s, paths);
        alike += same;
        different += !same;
        for (int c = 0; c < COMPLETIONS; c++) {
            free(paths[c]);
        }
        scene_close(&s);
    }
    CU_ASSERT_TRUE(alike > 50 && different > 50 && blocked > 50);
}

RP_SUITE(RP_TEST(path_random__what_is_asked_is_what_the_paths_of_all_completions_depend_on))
