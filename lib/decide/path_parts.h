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

static inline rp_dd rp_unless(rp_work *w, const rp_interface *face, uint32_t from, uint32_t to, uint32_t purpose) {
    rp_request request = {from, to, purpose, RP_NONE, RP_NONE};
    return face->unless == RP_NONE ? RP_DD_FALSE : rp_condition_holds(w, &request, face->unless);
}

#endif
