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
    uint32_t word = box / 64;
    axis->first_word = axis->end_word == 0 ? word : axis->first_word; /* boxes come in order */
    axis->end_word = word + 1;
    for (uint32_t v = 0; v < axis->n_values; v++) {
        if (!rp_bits_has(demand->allowed, v)) {
            rp_bits_drop(axis->vectors + v * m->words, box);
        }
    }
}

/* From the boxes that may hold to the rules that may: so that a decision looks at these alone. */
static refpath_status find_rules(rp_build *b) {
    refpath_protocol *p = b->p;
    size_t n = p->matcher.conditions.n;
    p->rule_of = RP_ARENA_ARRAY(b->arena, uint32_t, n);
    p->rules_besides = RP_ARENA_ARRAY(b->arena, rp_word, rp_bits_words(p->rules.n) + 1);
    RP_HAVE(p->rule_of);
    RP_HAVE(p->rules_besides);
    for (size_t c = 0; c < n; c++) {
        p->rule_of[c] = RP_NONE;
    }
    for (uint32_t i = 0; i < p->rules.n; i++) {
        uint32_t when = p->rules.at[i].when;
        bool own = when != RP_NONE && p->rule_of[when] == RP_NONE; /* GCOV_EXCL_BR_LINE: none is shared, but none may be lost */
        if (!own) {
            rp_bits_add(p->rules_besides, i);
        } else {
            p->rule_of[when] = i;
        }
    }
    return REFPATH_OK;
}

refpath_status rp_build_matcher(rp_build *b) {
    rp_matcher *m = &b->p->matcher;
    m->words = rp_bits_words(m->n_matched);
    m->axis_words = rp_bits_words(m->axes.n);
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
    return find_rules(b);
}
