/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Who reaches whom through whom, counted over all pairs of actors: contact paths as they are when nothing is known of the case
 * but where it is. Besides, what the directory says of posts, of services given twice, and of its own age.
 */
#include "analyse/coordination.h"

#include "analyse/failures.h"
#include "analyse/table.h"
#include "base/check.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_BETWEEN = 64, BLOCKED = MOST_BETWEEN + 1 }; /* no path is longer */

typedef struct rp_between { /* one who stands between at a place */
    uint32_t who, place, number;
    uint64_t pairs, all;
} rp_between;

typedef struct rp_longest { /* the first of the longest paths at a place */
    uint32_t from, to;
    uint32_t *stops; /* between */
    size_t n;
    bool found;
} rp_longest;

typedef struct rp_meeting {
    rp_analysis *a;
    rp_kind anybody; /* a kind of which nothing is known */
    uint32_t *who;   /* active actors that the viewer may see */
    size_t n;
    uint64_t *through;                   /* per who: pairs at the place looked at */
    uint64_t lengths[BLOCKED + 1];
    RP_LIST(rp_between) between;
    rp_longest *longest;                 /* per place of the study */
    uint64_t (*by_place)[BLOCKED + 1];   /* lengths of each */
} rp_meeting;

/* -- contact paths ------------------------------------------------------------------------------------------------- */

static refpath_status take_path(rp_meeting *m, const rp_path *path, uint32_t from, uint32_t to, rp_longest *longest) {
    size_t between = path->stops.n - 2;
    m->lengths[between <= MOST_BETWEEN ? between : MOST_BETWEEN]++;
    for (size_t i = 1; i + 1 < path->stops.n; i++) {
        m->through[path->stops.at[i].who]++;
    }
    if (longest->found && between <= longest->n) {
        return REFPATH_OK;
    }
    *longest = (rp_longest){from, to, RP_ARENA_ARRAY(m->a->arena, uint32_t, between + 1), between, true};
    RP_HAVE(longest->stops);
    for (size_t i = 0; i < between; i++) {
        longest->stops[i] = path->stops.at[i + 1].who;
    }
    return REFPATH_OK;
}

static refpath_status meet_all(rp_meeting *m, rp_survey *s, uint32_t from, rp_longest *longest) {
    for (size_t i = 0; i < m->n; i++) {
        rp_path path;
        if (m->who[i] == from) {
            continue;
        }
        RP_TRY(rp_path_find(&s->w, from, m->who[i], RP_NONE, &path));
        if (path.blocked) {
            m->lengths[BLOCKED]++;
        } else {
            RP_TRY(take_path(m, &path, from, m->who[i], longest));
        }
    }
    return rp_survey_account(s);
}

static refpath_status meet_at(rp_meeting *m, uint32_t place, rp_longest *longest) {
    uint64_t all = (uint64_t)m->n * (m->n > 0 ? m->n - 1 : 0);
    memset(m->through, 0, (m->a->p->who.n + 1) * sizeof *m->through);
    memset(m->lengths, 0, sizeof m->lengths);
    for (size_t i = 0; i < m->n; i++) { /* each with memory of its own, which many paths would fill */
        rp_survey *s;
        refpath_status status;
        RP_TRY(rp_survey_facts(m->a, &m->anybody, m->anybody.known, place, &s));
        status = meet_all(m, s, m->who[i], longest);
        rp_survey_close(s);
        RP_TRY(status);
    }
    for (uint32_t who = 0; who < m->a->p->who.n; who++) {
        rp_between *slot;
        if (m->through[who] == 0 || !rp_analysis_sees(m->a, who)) {
            continue;
        }
        slot = RP_LIST_ADD(m->a->arena, &m->between);
        RP_HAVE(slot);
        *slot = (rp_between){who, place, (uint32_t)m->between.n, m->through[who], all - m->lengths[BLOCKED]};
    }
    return REFPATH_OK;
}

static refpath_status meet(rp_meeting *m) {
    const rp_study *study = &m->a->study;
    for (size_t i = 0; i < study->places.n; i++) {
        RP_TRY(rp_analysis_step(m->a, i, study->places.n));
        RP_TRY(meet_at(m, study->places.at[i], &m->longest[i]));
        memcpy(m->by_place[i], m->lengths, sizeof m->lengths);
    }
    return rp_analysis_step(m->a, study->places.n, study->places.n);
}

/* -- tables of them ------------------------------------------------------------------------------------------------ */

static int smaller(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

static int most_needed(const void *left, const void *right) {
    const rp_between *a = left, *b = right;
    int order = smaller((uint64_t)rp_ppm(b->pairs, b->all), (uint64_t)rp_ppm(a->pairs, a->all));
    return order ? order : smaller(a->number, b->number);
}

static void write_between(rp_meeting *m) {
    rp_analysis *a = m->a;
    if (m->between.n > 1) {
        qsort(m->between.at, m->between.n, sizeof *m->between.at, most_needed);
    }
    rp_table_begin(a, "gatekeepers");
    rp_table_column(a, "place", NULL);
    rp_table_column(a, "actor", NULL);
    rp_table_column(a, "pair-share", "ppm");
    rp_table_column(a, "pairs", NULL);
    rp_table_column(a, "all-pairs", NULL);
    for (size_t i = 0; i < m->between.n; i++) {
        const rp_between *one = &m->between.at[i];
        rp_tree *row = rp_table_row(a);
        rp_row_place(a, row, "place", one->place);
        rp_row_who(a, row, "actor", one->who);
        rp_row_number(a, row, "pair-share", rp_ppm(one->pairs, one->all));
        rp_row_count(a, row, "pairs", one->pairs);
        rp_row_count(a, row, "all-pairs", one->all);
    }
}

/* How many stand between, and in how many pairs; last those that do not reach one another. */
static void write_lengths(rp_meeting *m) {
    rp_analysis *a = m->a;
    rp_table_begin(a, "lengths");
    rp_table_column(a, "place", NULL);
    rp_table_column(a, "between", NULL);
    rp_table_column(a, "unreached", NULL);
    rp_table_column(a, "pairs", NULL);
    for (size_t i = 0; i < a->study.places.n; i++) {
        for (size_t n = 0; n <= BLOCKED; n++) {
            rp_tree *row;
            if (m->by_place[i][n] == 0) {
                continue;
            }
            row = rp_table_row(a);
            rp_row_place(a, row, "place", a->study.places.at[i]);
            if (n < BLOCKED) {
                rp_row_count(a, row, "between", n);
            }
            rp_row_flag(a, row, "unreached", n == BLOCKED);
            rp_row_count(a, row, "pairs", m->by_place[i][n]);
        }
    }
}

/* Ids parted by blanks; nothing where the viewer may not see them all. */
static const char *names_of(rp_analysis *a, const uint32_t *who, size_t n) {
    const char *names = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!rp_analysis_sees(a, who[i])) {
            return NULL;
        }
        names = rp_join_id(a, names, a->p->who.at[who[i]].id);
        if (!names) {
            return NULL;
        }
    }
    return names;
}

static void write_longest(rp_meeting *m) {
    rp_analysis *a = m->a;
    rp_table_begin(a, "longest");
    rp_table_column(a, "place", NULL);
    rp_table_column(a, "between", NULL);
    rp_table_column(a, "from", NULL);
    rp_table_column(a, "to", NULL);
    rp_table_column(a, "through", NULL);
    for (size_t i = 0; i < a->study.places.n; i++) {
        const rp_longest *one = &m->longest[i];
        rp_tree *row;
        if (!one->found) {
            continue;
        }
        row = rp_table_row(a);
        rp_row_place(a, row, "place", a->study.places.at[i]);
        rp_row_count(a, row, "between", one->n);
        rp_row_who(a, row, "from", one->from);
        rp_row_who(a, row, "to", one->to);
        rp_row_text(a, row, "through", names_of(a, one->stops, one->n));
    }
}

/* -- begin --------------------------------------------------------------------------------------------------------- */

static refpath_status find_actors(rp_meeting *m) {
    const refpath_protocol *p = m->a->p;
    m->who = RP_ARENA_ARRAY(m->a->arena, uint32_t, p->actors.n + 1);
    RP_HAVE(m->who);
    for (uint32_t i = 0; i < p->actors.n; i++) {
        if (rp_actor_active(&m->a->asking.w, i) && rp_analysis_sees(m->a, p->actors.at[i].who)) {
            m->who[m->n++] = p->actors.at[i].who;
        }
    }
    return REFPATH_OK;
}

static refpath_status meet_and_write(rp_meeting *m) {
    rp_analysis *a = m->a;
    m->through = RP_ARENA_ARRAY(a->arena, uint64_t, a->p->who.n + 1);
    m->longest = RP_ARENA_ARRAY(a->arena, rp_longest, a->study.places.n + 1);
    m->by_place = rp_arena_array(a->arena, a->study.places.n + 1, sizeof *m->by_place);
    RP_HAVE(m->through);
    RP_HAVE(m->longest);
    RP_HAVE(m->by_place);
    RP_TRY(find_actors(m));
    RP_TRY(meet(m));
    write_between(m);
    write_lengths(m);
    write_longest(m);
    return REFPATH_OK;
}

refpath_status rp_analyse_coordination(rp_analysis *a) {
    rp_meeting m;
    rp_word *roles = RP_ARENA_ARRAY(a->arena, rp_word, rp_bits_words(a->p->roles.n) + 1);
    refpath_status status;
    RP_HAVE(roles);
    memset(&m, 0, sizeof m);
    m.a = a;
    m.anybody.id = "";
    m.anybody.when = RP_NONE;
    RP_TRY(refpath_case_new(&m.anybody.known, a->p, &a->p->alloc.hooks));
    status = meet_and_write(&m);
    refpath_case_free(m.anybody.known);
    RP_TRY(status);
    for (uint32_t r = 0; r < a->p->roles.n; r++) {
        if (a->p->roles.at[r].players.n > 0) {
            rp_bits_add(roles, r);
        }
    }
    RP_TRY(rp_write_posts(a, roles));
    return rp_write_directory(a);
}
