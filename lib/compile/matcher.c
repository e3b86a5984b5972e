/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The bit vectors of the rule set: for each axis that is read and each of its values, the boxes that allow it. */
#include "base/check.h"
#include "compile/build.h"

static refpath_status make_vectors(rp_build *b, rp_axis *axis, size_t n_boxes, size_t words) {
    if (!axis->used) {
        return REFPATH_OK;
    }
    axis->vectors = rp_arena_array(b->arena, (size_t)axis->n_values * words, sizeof(rp_word));
    RP_HAVE(axis->vectors);
    for (uint32_t v = 0; v < axis->n_values; v++) {
        rp_bits_fill(axis->vectors + v * words, n_boxes);
    }
    return REFPATH_OK;
}

static void forbid_values(rp_matcher *m, uint32_t box, const rp_demand *demand) {
    rp_axis *axis = &m->axes.at[demand->axis];
    for (uint32_t v = 0; v < axis->n_values; v++) {
        if (!rp_bits_has(demand->allowed, v)) {
            rp_bits_drop(axis->vectors + v * m->words, box);
        }
    }
}

/* What a condition reads, itself or through its parts; parts stand before what reads them. */
static refpath_status collect_reads(rp_build *b, rp_matcher *m, uint32_t c) {
    const rp_condition *condition = &m->conditions.at[c];
    rp_word *reads = RP_ARENA_ARRAY(b->arena, rp_word, m->axis_words);
    RP_HAVE(reads);
    for (uint32_t i = 0; i < condition->n_boxes; i++) {
        const rp_box *box = &m->boxes.at[condition->first_box + i];
        for (uint32_t d = 0; d < box->n; d++) {
            const rp_axis *axis = &m->axes.at[box->demands[d].axis];
            rp_bits_add(reads, box->demands[d].axis);
            if (axis->kind == RP_AXIS_PART && m->reads[axis->of]) {
                rp_bits_or(reads, m->reads[axis->of], m->axis_words);
                m->conditions.at[c].reads_request =
                    condition->reads_request || m->conditions.at[axis->of].reads_request;
            }
        }
    }
    m->reads[c] = reads;
    return REFPATH_OK;
}

refpath_status rp_build_matcher(rp_build *b) {
    rp_matcher *m = &b->p->matcher;
    m->words = rp_bits_words(m->n_matched);
    m->axis_words = rp_bits_words(m->axes.n);
    RP_TRY(rp_build_room(b, (uint64_t)m->axis_words * m->conditions.n));
    for (size_t a = 0; a < m->axes.n; a++) {
        RP_TRY(rp_build_room(b, m->axes.at[a].used ? (uint64_t)m->axes.at[a].n_values * m->words : 0));
    }
    for (size_t a = 0; a < m->axes.n; a++) {
        RP_TRY(make_vectors(b, &m->axes.at[a], m->n_matched, m->words));
    }
    for (uint32_t i = 0; i < m->n_matched; i++) {
        for (uint32_t d = 0; d < m->boxes.at[i].n; d++) {
            forbid_values(m, i, &m->boxes.at[i].demands[d]);
        }
    }
    m->reads = RP_ARENA_ARRAY(b->arena, rp_word *, m->conditions.n);
    RP_HAVE(m->reads);
    for (uint32_t c = 0; c < m->conditions.n; c++) {
        RP_TRY(collect_reads(b, m, c));
    }
    return REFPATH_OK;
}
