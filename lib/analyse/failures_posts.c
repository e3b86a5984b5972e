/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Roles that one actor plays alone at a place, or nobody, and who is missing there: posts that stand in no plan. */
#include "analyse/failures.h"

#include "analyse/table.h"
#include "base/check.h"

/* The actors that play a role at a place, or could but for dates; each once, ids parted by blanks; NULL: none. */
static refpath_status name_players(rp_analysis *a, const rp_role *role, uint32_t leaf, bool active, const rp_word *beside,
                                   rp_word *found, const char **names) {
    const refpath_protocol *p = a->p;
    *names = NULL;
    for (uint32_t i = 0; i < role->players.n; i++) {
        const rp_plays *plays = &p->plays.at[role->players.at[i]];
        const rp_actor *actor = &p->actors.at[plays->actor];
        if (!rp_is_at(p, plays->at, leaf) || rp_plays_active(&a->asking.w, plays) != active || rp_bits_has(found, actor->who) ||
            (beside && rp_bits_has(beside, actor->who))) {
            continue;
        }
        rp_bits_add(found, actor->who);
        if (rp_analysis_sees(a, actor->who)) {
            *names = rp_join_id(a, *names, actor->id);
            RP_HAVE(*names);
        }
    }
    return REFPATH_OK;
}

static refpath_status write_post(rp_analysis *a, uint32_t number, uint32_t leaf) {
    const rp_role *role = &a->p->roles.at[number];
    size_t words = rp_bits_words(a->p->who.n);
    rp_word *here = RP_ARENA_ARRAY(a->arena, rp_word, words + 1), *missing = RP_ARENA_ARRAY(a->arena, rp_word, words + 1);
    const char *who, *vacant;
    rp_tree *row;
    RP_HAVE(here);
    RP_HAVE(missing);
    RP_TRY(rp_analysis_work(a, 1 + role->players.n));
    RP_TRY(name_players(a, role, leaf, true, NULL, here, &who));
    if (rp_bits_count(here, words) > 1 || (rp_bits_any(here, words) && !who)) {
        return REFPATH_OK;
    }
    RP_TRY(name_players(a, role, leaf, false, here, missing, &vacant));
    row = rp_table_row(a);
    rp_row_place(a, row, "place", leaf);
    rp_row_text(a, row, "role", role->id);
    rp_row_count(a, row, "players", rp_bits_count(here, words));
    rp_row_text(a, row, "actor", who);
    rp_row_text(a, row, "vacant", vacant);
    return REFPATH_OK;
}

refpath_status rp_write_posts(rp_analysis *a, const rp_word *roles) {
    rp_table_begin(a, "posts");
    rp_table_column(a, "place", NULL);
    rp_table_column(a, "role", NULL);
    rp_table_column(a, "players", NULL);
    rp_table_column(a, "actor", NULL);
    rp_table_column(a, "vacant", NULL);
    for (size_t i = 0; i < a->study.places.n; i++) {
        for (uint32_t r = 0; r < a->p->roles.n; r++) {
            if (rp_bits_has(roles, r)) {
                RP_TRY(write_post(a, r, a->study.places.at[i]));
            }
        }
    }
    return REFPATH_OK;
}
