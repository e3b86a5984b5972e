/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Properties of every picture, tried on random ones: boxes in boxes, ties of all kinds, circles, labels. */
#include "telling.h"

#include "../support/chance.h"
#include "output/layout.h"

enum { SEEDS = 150, SAMPLES = 24 };

typedef struct shape {
    uint32_t boxes, ties, frames; /* about so many */
    bool labels;
} shape;

static const char *const words[] = {
    "clinic", "the Child Protection Adviser of the second sector", "a", "", "\xD9\x85\xD8\xB3\xD8\xAA\xD8\xB4\xD9\x81\xD9\x89 \xD8\xA7\xD9\x84\xD9\x85\xD9\x8A\xD9\x86\xD8\xA7\xD8\xA1",
    "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft", "one two three four five six seven",
};

static void make_random(rp_picture *p, rp_teller *t, uint64_t *c, shape s) {
    char ref[32];
    rp_picture_init(p, t);
    for (uint32_t i = 0; i < s.boxes; i++) {
        uint32_t in = i > 0 && rp_chance_of(c, 100) < s.frames ? rp_chance_of(c, i) : RP_NONE, box;
        snprintf(ref, sizeof ref, "%u", (unsigned)i);
        box = rp_picture_box(p, "box", ref, (rp_box_kind)rp_chance_of(c, RP_BOX_KINDS), in);
        CU_ASSERT_NOT_EQUAL_FATAL(box, RP_NONE);
        for (uint32_t k = rp_chance_of(c, 4); k > 0; k--) {
            rp_picture_say(p, box, (rp_weight)rp_chance_of(c, 3), words[rp_chance_of(c, sizeof words / sizeof *words)]);
        }
        p->boxes.at[box].unseen = rp_chance_of(c, 20) == 0;
        p->boxes.at[box].mood = (rp_mood)rp_chance_of(c, RP_MOODS);
    }
    for (uint32_t i = 0; i < s.ties; i++) {
        rp_tie *tie = rp_picture_tie(p, rp_chance_of(c, s.boxes), rp_chance_of(c, s.boxes), (rp_tie_kind)rp_chance_of(c, RP_TIE_KINDS));
        CU_ASSERT_PTR_NOT_NULL_FATAL(tie);
        if (s.labels && rp_chance_of(c, 3) == 0) {
            tie->label = words[rp_chance_of(c, sizeof words / sizeof *words)];
        }
    }
    rp_picture_close(p);
}

/* -- what must be so ---------------------------------------------------------------------------------------------- */

static bool meet(const rp_card *a, const rp_card *b) {
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

static bool holds(const rp_picture *p, uint32_t outer, uint32_t inner) {
    while (inner != RP_NONE && inner != outer) {
        inner = p->boxes.at[inner].in;
    }
    return inner == outer;
}

static void check_box(const rp_picture *p, uint32_t number) {
    const rp_card *box = &p->boxes.at[number];
    CU_ASSERT_TRUE(box->x >= 0 && box->y >= 0 && box->x + box->w <= p->w && box->y + box->h <= p->h);
    CU_ASSERT_TRUE(box->w > 0 && box->h > 0);
    if (box->in != RP_NONE) {
        const rp_card *outer = &p->boxes.at[box->in];
        CU_ASSERT_TRUE(box->x > outer->x && box->x + box->w < outer->x + outer->w);
        CU_ASSERT_TRUE(box->y >= outer->y + outer->head && box->y + box->h < outer->y + outer->h);
    }
    for (uint32_t i = 0; i < number; i++) {
        if (!p->boxes.at[i].unseen && !holds(p, i, number)) {
            CU_ASSERT_FALSE(meet(box, &p->boxes.at[i]));
        }
    }
}

/* The words fit into their box, as wide as they are thought to be. */
static void check_words(const rp_card *box) {
    int64_t w, h;
    rp_lines_size(&box->lines, &w, &h);
    CU_ASSERT_TRUE(w < box->w && h < box->h);
}

static bool at_edge(const rp_card *box, rp_point at) {
    return (at.x == box->x || at.x == box->x + box->w) && at.y >= box->y && at.y <= box->y + box->h;
}

/* No box but those of its ends, and what holds them, lies on the way of a tie. */
static bool is_free(const rp_picture *p, const rp_tie *tie, rp_point at) {
    for (uint32_t i = 0; i < p->boxes.n; i++) {
        const rp_card *box = &p->boxes.at[i];
        if (!box->unseen && !holds(p, i, tie->from) && !holds(p, i, tie->to) && at.x > box->x && at.x < box->x + box->w &&
            at.y > box->y && at.y < box->y + box->h) {
            return false;
        }
    }
    return true;
}

/* The point at k / SAMPLES of a curve that is level at both ends, with control points half-way. */
static rp_point on_curve(rp_point a, rp_point b, int64_t k) {
    const int64_t n = SAMPLES, m = n - k, middle = (a.x + b.x) / 2;
    int64_t c0 = m * m * m, c1 = 3 * m * m * k, c2 = 3 * m * k * k, c3 = k * k * k, all = n * n * n;
    return (rp_point){(c0 * a.x + (c1 + c2) * middle + c3 * b.x) / all, ((c0 + c1) * a.y + (c2 + c3) * b.y) / all};
}

static void check_tie(const rp_picture *p, const rp_tie *tie) {
    size_t n = tie->points.list.n;
    CU_ASSERT_TRUE_FATAL(n >= 2);
    CU_ASSERT_TRUE(at_edge(&p->boxes.at[tie->from], tie->points.list.at[0]));
    CU_ASSERT_TRUE(at_edge(&p->boxes.at[tie->to], tie->points.list.at[n - 1]));
    for (size_t i = 1; i < n; i++) {
        rp_point a = tie->points.list.at[i - 1], b = tie->points.list.at[i];
        CU_ASSERT_TRUE(b.x >= 0 && b.x <= p->w && b.y >= 0 && b.y <= p->h);
        for (int64_t k = 0; k <= SAMPLES; k++) {
            CU_ASSERT_TRUE(is_free(p, tie, on_curve(a, b, k)));
        }
    }
    if (tie->h > 0) {
        const rp_card label = {.x = tie->x, .y = tie->y, .w = tie->w, .h = tie->h};
        for (uint32_t i = 0; i < p->boxes.n; i++) {
            CU_ASSERT_FALSE(!p->boxes.at[i].unseen && !p->boxes.at[i].frame && meet(&label, &p->boxes.at[i]));
        }
    }
}

static void check(const rp_picture *p) {
    for (uint32_t i = 0; i < p->boxes.n; i++) {
        if (!p->boxes.at[i].unseen) {
            check_box(p, i);
            check_words(&p->boxes.at[i]);
        }
    }
    for (size_t i = 0; i < p->ties.n; i++) {
        if (!p->ties.at[i].unseen) {
            check_tie(p, &p->ties.at[i]);
        }
    }
}

static void try_shape(shape s, uint32_t seeds) {
    for (uint32_t seed = 1; seed <= seeds; seed++) {
        uint64_t c = seed;
        rp_teller t;
        rp_picture p;
        open_teller(&t, "en");
        make_random(&p, &t, &c, s);
        CU_ASSERT_EQUAL(rp_layout(&p), REFPATH_OK);
        check(&p);
        close_teller(&t);
    }
}

static void layout__boxes_lie_apart_and_ties_pass_them_by(void) { try_shape((shape){14, 20, 0, false}, SEEDS); }

static void layout__boxes_in_boxes_and_ties_into_them(void) { try_shape((shape){22, 24, 60, false}, SEEDS); }

static void layout__labels_of_ties_lie_on_no_box(void) { try_shape((shape){16, 16, 30, true}, SEEDS); }

static void layout__dense_pictures_with_many_circles(void) { try_shape((shape){12, 90, 25, false}, 30); }

static void layout__one_box_and_none(void) {
    rp_teller t;
    rp_picture p;
    open_teller(&t, "en");
    rp_picture_init(&p, &t);
    CU_ASSERT_EQUAL(rp_layout(&p), REFPATH_OK);
    CU_ASSERT_TRUE(p.w > 0 && p.h > 0);
    rp_picture_box(&p, "box", "one", RP_BOX_ACTOR, RP_NONE);
    rp_picture_tie(&p, 0, 0, RP_TIE_CONTACT);
    rp_picture_close(&p);
    CU_ASSERT_TRUE(p.ties.at[0].unseen);
    CU_ASSERT_EQUAL(rp_layout(&p), REFPATH_OK);
    check(&p);
    close_teller(&t);
}

static void layout__is_the_same_twice(void) {
    rp_teller t[2];
    rp_picture p[2];
    for (int i = 0; i < 2; i++) {
        uint64_t c = 77;
        open_teller(&t[i], "en");
        make_random(&p[i], &t[i], &c, (shape){60, 90, 40, true});
        CU_ASSERT_EQUAL(rp_layout(&p[i]), REFPATH_OK);
    }
    CU_ASSERT_TRUE(p[0].w == p[1].w && p[0].h == p[1].h);
    for (size_t i = 0; i < p[0].boxes.n; i++) {
        CU_ASSERT_TRUE(p[0].boxes.at[i].x == p[1].boxes.at[i].x && p[0].boxes.at[i].y == p[1].boxes.at[i].y);
    }
    for (size_t i = 0; i < p[0].ties.n; i++) {
        const rp_points *a = &p[0].ties.at[i].points, *b = &p[1].ties.at[i].points;
        CU_ASSERT_EQUAL_FATAL(a->list.n, b->list.n);
        CU_ASSERT_TRUE(a->list.n == 0 || memcmp(a->list.at, b->list.at, a->list.n * sizeof(rp_point)) == 0);
    }
    close_teller(&t[0]);
    close_teller(&t[1]);
}

/* -- a chain, a diamond: what anybody would draw -------------------------------------------------------------------------- */

static void layout__a_chain_is_level_and_runs_on(void) {
    rp_teller t;
    rp_picture p;
    char ref[8];
    open_teller(&t, "en");
    rp_picture_init(&p, &t);
    for (uint32_t i = 0; i < 6; i++) {
        snprintf(ref, sizeof ref, "%u", (unsigned)i);
        rp_picture_say(&p, rp_picture_box(&p, "box", ref, RP_BOX_ACTOR, RP_NONE), RP_WEIGHT_NAME, "actor");
    }
    for (uint32_t i = 1; i < 6; i++) {
        rp_picture_tie(&p, i - 1, i, RP_TIE_CONTACT);
    }
    rp_picture_close(&p);
    CU_ASSERT_EQUAL(rp_layout(&p), REFPATH_OK);
    for (uint32_t i = 1; i < 6; i++) {
        CU_ASSERT_TRUE(p.boxes.at[i].x > p.boxes.at[i - 1].x + p.boxes.at[i - 1].w);
        CU_ASSERT_EQUAL(p.boxes.at[i].y, p.boxes.at[0].y);
        CU_ASSERT_EQUAL(p.ties.at[i - 1].points.list.n, 2);
    }
    close_teller(&t);
}

static void layout__no_tie_crosses_where_none_need_to(void) {
    enum { PAIRS = 40, ALL = 2 * PAIRS };
    rp_teller t;
    rp_picture p;
    char ref[8];
    open_teller(&t, "en");
    rp_picture_init(&p, &t);
    for (uint32_t i = 0; i < ALL; i++) {
        snprintf(ref, sizeof ref, "%u", (unsigned)i);
        rp_picture_box(&p, "box", ref, RP_BOX_ACTOR, RP_NONE);
    }
    for (uint32_t i = 0; i < PAIRS; i++) { /* each to the other end, and beside it, so that all are one part */
        rp_picture_tie(&p, i, ALL - 1 - i, RP_TIE_CONTACT);
        if (i + 1 < PAIRS) {
            rp_picture_tie(&p, i, ALL - 2 - i, RP_TIE_CONTACT);
        }
    }
    rp_picture_close(&p);
    CU_ASSERT_EQUAL(rp_layout(&p), REFPATH_OK);
    for (uint32_t i = 0; i + 1 < PAIRS; i++) {
        bool above = p.boxes.at[i].y < p.boxes.at[i + 1].y;
        CU_ASSERT_EQUAL(above, p.boxes.at[ALL - 1 - i].y < p.boxes.at[ALL - 2 - i].y);
    }
    close_teller(&t);
}

/* -- layers ------------------------------------------------------------------------------------------------------------------ */

static void layout__turned_bonds_close_no_circle(void) {
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        rp_bond bonds[60];
        uint32_t into[20] = {0}, gone = 0, before;
        bool taken[20] = {false};
        uint64_t c = seed;
        rp_teller t;
        open_teller(&t, "en");
        memset(bonds, 0, sizeof bonds);
        for (size_t i = 0; i < 60; i++) {
            bonds[i].from = rp_chance_of(&c, 20);
            bonds[i].to = (bonds[i].from + 1 + rp_chance_of(&c, 19)) % 20;
        }
        CU_ASSERT_EQUAL(rp_level_uncircle(&t.scratch, 20, bonds, 60), REFPATH_OK);
        for (size_t i = 0; i < 60; i++) {
            into[bonds[i].to]++;
        }
        do { /* whatever nothing leads to goes, until all are gone */
            before = gone;
            for (uint32_t k = 0; k < 20; k++) {
                if (!taken[k] && into[k] == 0) {
                    taken[k] = true;
                    gone++;
                    for (size_t i = 0; i < 60; i++) {
                        into[bonds[i].to] -= bonds[i].from == k;
                    }
                }
            }
        } while (gone > before);
        CU_ASSERT_EQUAL(gone, 20);
        close_teller(&t);
    }
}

/* -- bounds -------------------------------------------------------------------------------------------------------------------- */

static void layout__ten_thousand_boxes_are_laid_out(void) {
    uint64_t c = 5;
    rp_teller t;
    rp_picture p;
    open_teller(&t, "en");
    make_random(&p, &t, &c, (shape){10000, 6000, 50, false});
    CU_ASSERT_EQUAL(rp_layout(&p), REFPATH_OK);
    CU_ASSERT_TRUE(p.w > 0);
    close_teller(&t);
}

static void layout__what_is_too_much_is_refused(void) {
    rp_teller t;
    rp_picture p;
    char ref[16];
    open_teller(&t, "en");
    rp_picture_init(&p, &t);
    for (uint32_t i = 0; i <= RP_MOST_BOXES; i++) {
        snprintf(ref, sizeof ref, "%u", (unsigned)i);
        rp_picture_box(&p, "box", ref, RP_BOX_ACTOR, RP_NONE);
    }
    rp_picture_close(&p);
    CU_ASSERT_EQUAL(rp_layout(&p), REFPATH_LIMIT_EXCEEDED);
    rp_picture_init(&p, &t);
    for (uint32_t i = 0; i < 2000; i++) { /* a chain, and ties that pass all of it */
        snprintf(ref, sizeof ref, "%u", (unsigned)i);
        rp_picture_box(&p, "box", ref, RP_BOX_ACTOR, RP_NONE);
        rp_picture_tie(&p, i > 0 ? i - 1 : 0, i, RP_TIE_CONTACT);
    }
    for (uint32_t i = 0; i < 200; i++) {
        rp_picture_tie(&p, i, 1999 - i, RP_TIE_AFTER);
    }
    rp_picture_close(&p);
    CU_ASSERT_EQUAL(rp_layout(&p), REFPATH_LIMIT_EXCEEDED);
    rp_picture_init(&p, &t);
    for (uint32_t i = 0; i < 40; i++) {
        snprintf(ref, sizeof ref, "%u", (unsigned)i);
        rp_picture_box(&p, "box", ref, RP_BOX_GROUP, i > 0 ? i - 1 : RP_NONE);
    }
    rp_picture_close(&p);
    CU_ASSERT_EQUAL(rp_layout(&p), REFPATH_LIMIT_EXCEEDED);
    close_teller(&t);
}

/* -- text ------------------------------------------------------------------------------------------------------------------------ */

static const char *line_of(const rp_captions *lines, size_t i) { return i < lines->list.n ? lines->list.at[i].text : "(none)"; }

static rp_captions wrapped(rp_picture *p, const char *text, int64_t width, size_t most) {
    rp_caption one = {text, RP_WEIGHT_PLAIN};
    rp_captions said = {{&one, 1, 1}}, lines;
    rp_wrap(p, &said, width, most, &lines);
    return lines;
}

static void text__lines_break_between_words(void) {
    rp_teller t;
    rp_picture p;
    rp_captions lines;
    open_teller(&t, "en");
    rp_picture_init(&p, &t);
    lines = wrapped(&p, "one two three four", 70, 9);
    CU_ASSERT_EQUAL(lines.list.n, 2);
    says(line_of(&lines, 0), "one two");
    says(line_of(&lines, 1), "three four");
    lines = wrapped(&p, "one two three four", 70, 1);
    CU_ASSERT_EQUAL(lines.list.n, 1);
    says(line_of(&lines, 0), "one two\xE2\x80\xA6");
    lines = wrapped(&p, "abcdefghijklmnopqrstuvwxyz", 70, 9);
    CU_ASSERT_TRUE(lines.list.n > 1);
    for (size_t i = 0; i < lines.list.n; i++) {
        CU_ASSERT_TRUE(rp_text_width(line_of(&lines, i), strlen(line_of(&lines, i)), RP_WEIGHT_PLAIN) <= 70);
    }
    close_teller(&t);
}

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"

/* Each line is a paragraph of its own to whoever shows it. */
static void text__what_is_isolated_is_so_on_every_line(void) {
    rp_teller t;
    rp_picture p;
    rp_captions lines;
    open_teller(&t, "ar");
    rp_picture_init(&p, &t);
    lines = wrapped(&p, FSI "Port Hospital (old town)" PDI ", open", 80, 9);
    CU_ASSERT_EQUAL(lines.list.n, 4);
    says(line_of(&lines, 0), FSI "Port" PDI);
    says(line_of(&lines, 1), FSI "Hospital" PDI);
    says(line_of(&lines, 2), FSI "(old town)" PDI ",");
    says(line_of(&lines, 3), "open");
    close_teller(&t);
}

static void text__a_mark_stays_with_its_letter(void) {
    rp_teller t;
    rp_picture p;
    rp_captions lines;
    open_teller(&t, "en");
    rp_picture_init(&p, &t);
    lines = wrapped(&p, "e\xCC\x81" "e\xCC\x81" "e\xCC\x81" "e\xCC\x81", 1, 9);
    CU_ASSERT_EQUAL(lines.list.n, 4);
    for (size_t i = 0; i < lines.list.n; i++) {
        says(line_of(&lines, i), "e\xCC\x81");
    }
    CU_ASSERT_EQUAL(rp_text_width("\xCC\x81", 2, RP_WEIGHT_PLAIN), 0);
    close_teller(&t);
}

RP_SUITE(RP_TEST(layout__boxes_lie_apart_and_ties_pass_them_by), RP_TEST(layout__boxes_in_boxes_and_ties_into_them),
         RP_TEST(layout__labels_of_ties_lie_on_no_box), RP_TEST(layout__dense_pictures_with_many_circles),
         RP_TEST(layout__one_box_and_none), RP_TEST(layout__is_the_same_twice),
         RP_TEST(layout__a_chain_is_level_and_runs_on), RP_TEST(layout__no_tie_crosses_where_none_need_to),
         RP_TEST(layout__turned_bonds_close_no_circle), RP_TEST(layout__ten_thousand_boxes_are_laid_out),
         RP_TEST(layout__what_is_too_much_is_refused), RP_TEST(text__lines_break_between_words),
         RP_TEST(text__what_is_isolated_is_so_on_every_line), RP_TEST(text__a_mark_stays_with_its_letter))
