/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What both ways of walking a path ask: which interface governs, and who is on the path already. */
#ifndef RP_DECIDE_PATH_PARTS_H
#define RP_DECIDE_PATH_PARTS_H

#include "decide/who.h"

enum { RP_MOST_PATH_DEPTH = 64 };

/* Who stands on a path already: its ends, the ends of every part around this one, gatekeepers of what lies before. */
typedef struct rp_on_path {
    const struct rp_on_path *around;
    uint32_t who;
} rp_on_path;

static inline bool rp_on_path_has(const rp_on_path *on, uint32_t who) {
    for (; on; on = on->around) {
        if (on->who == who) {
            return true;
        }
    }
    return false;
}

/* From and to are members of both sides, and neither plays a role that the contact goes through. */
static inline bool rp_governs(const rp_work *w, const rp_interface *face, uint32_t from, uint32_t to) {
    if (!rp_is_any(w, from, &face->from) || !rp_is_any(w, to, &face->to)) {
        return false;
    }
    for (uint32_t i = 0; i < face->through.n; i++) {
        uint32_t role = w->p->roles.at[face->through.at[i]].who;
        if (rp_is(w, from, role) || rp_is(w, to, role)) {
            return false;
        }
    }
    return true;
}

static inline bool rp_is_party(const rp_work *w, uint32_t who) { return w->p->who.at[who].kind == RP_WHO_PARTY; }

/* A condition of facts alone is the same for all contacts, and is matched once. */
static inline bool rp_reads_request(const rp_matcher *m, uint32_t condition) {
    const rp_condition *c = &m->conditions.at[condition];
    for (uint32_t i = 0; i < c->n_boxes; i++) {
        const rp_box *box = &m->boxes.at[c->first_box + i];
        if (box->n > 0 && m->axes.at[box->demands[box->n - 1].axis].kind > RP_AXIS_PLACE) {
            return true;
        }
    }
    return false;
}

static inline rp_dd rp_unless(rp_work *w, const rp_interface *face, uint32_t from, uint32_t to, uint32_t purpose) {
    rp_request request = {from, to, purpose, RP_NONE, RP_NONE};
    static const rp_request any = {RP_NONE, RP_NONE, RP_NONE, RP_NONE, RP_NONE};
    if (face->unless == RP_NONE) {
        return RP_DD_FALSE;
    }
    return rp_condition_holds(w, rp_reads_request(&w->p->matcher, face->unless) ? &request : &any, face->unless);
}

#endif
