/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/path.h"

#include "base/check.h"
#include "decide/path_parts.h"

#include <string.h>

typedef struct rp_walker {
    rp_work *w;
    uint32_t purpose;
    bool ignore_unless; /* who would have been on the path if no exception held */
    rp_path *path;
    int depth;
} rp_walker;

static refpath_status walk(rp_walker *k, uint32_t from, uint32_t to, int64_t respond, const rp_on_path *on);

static refpath_status add_stop(rp_walker *k, uint32_t who, int64_t respond) {
    rp_stop *stop = RP_LIST_ADD(k->w->arena, &k->path->stops);
    RP_HAVE(stop);
    stop->who = who;
    stop->respond = respond;
    return REFPATH_OK;
}

/* The nearest certain player of the first role that somebody certainly plays there. */
static refpath_status find_gatekeeper(rp_walker *k, const rp_interface *face, rp_player *out, bool *found) {
    *found = false;
    for (uint32_t i = 0; i < face->through.n && !*found; i++) {
        const rp_player *players;
        size_t n;
        RP_TRY(rp_players(k->w, face->through.at[i], false, &players, &n));
        for (size_t j = 0; j < n; j++) {
            k->path->open = k->path->open || players[j].reach == RP_REACH_MAYBE;
        }
        if (n > 0 && players[0].reach == RP_REACH_CERTAIN) {
            *out = players[0];
            *found = true;
            k->path->open = k->path->open || (n > 1 && k->w->facts.axes[k->w->p->place_axis].open);
        }
    }
    return REFPATH_OK;
}

static refpath_status add_mark(rp_work *w, rp_path_marks *marks, uint32_t what, uint32_t to) {
    rp_path_mark *slot = RP_LIST_ADD(w->arena, marks);
    RP_HAVE(slot);
    *slot = (rp_path_mark){what, to};
    return REFPATH_OK;
}

/* Everyone who would have stood between is told at the same time; where nobody could have, nobody is. */
static refpath_status notify_lifted(rp_walker *k, uint32_t from, uint32_t to, const rp_on_path *on) {
    rp_path other;
    rp_walker without = *k;
    memset(&other, 0, sizeof other);
    without.ignore_unless = true;
    without.path = &other;
    RP_TRY(walk(&without, from, to, 0, on));
    k->path->open = k->path->open || other.open;
    for (size_t i = 0; i < other.stops.n && !other.blocked; i++) {
        RP_TRY(rp_add_once(k->w, &k->path->notify, other.stops.at[i].who));
        RP_TRY(add_mark(k->w, &k->path->told, other.stops.at[i].who, to));
    }
    return REFPATH_OK;
}

static refpath_status walk_direct(rp_walker *k, uint32_t to, int64_t respond) { return add_stop(k, to, respond); }

static refpath_status walk_through(rp_walker *k, uint32_t from, uint32_t to, int64_t respond, const rp_player *gate,
                                   const rp_on_path *on) {
    uint32_t who = k->w->p->actors.at[gate->actor].who;
    rp_on_path gate_end = {on, who};
    rp_on_path *before;
    const rp_on_path *behind = &gate_end;
    size_t start = k->path->stops.n;
    RP_TRY(walk(k, from, who, gate->respond, &gate_end));
    if (k->path->blocked) {
        return REFPATH_OK;
    }
    for (size_t i = start; i < k->path->stops.n; i++) {
        before = RP_ARENA_NEW(k->w->arena, rp_on_path);
        RP_HAVE(before);
        before->around = behind;
        before->who = k->path->stops.at[i].who;
        behind = before;
    }
    return walk(k, who, to, respond, behind);
}

/* One interface; *next where its gatekeeper stands on the path already and the following one is to be asked. */
static refpath_status try_interface(rp_walker *k, uint32_t number, uint32_t from, uint32_t to, int64_t respond,
                                    const rp_on_path *on, bool *next) {
    const rp_interface *face = &k->w->p->interfaces.at[number];
    rp_player gate;
    bool found;
    rp_dd unless = k->ignore_unless ? RP_DD_FALSE : rp_unless(k->w, face, from, to, k->purpose);
    k->path->open = k->path->open || !rp_dd_is_end(unless);
    *next = false;
    if (unless == RP_DD_TRUE || (face->open_holds && unless != RP_DD_FALSE)) {
        RP_TRY(rp_add_once(k->w, &k->path->interfaces, number));
        RP_TRY(notify_lifted(k, from, to, on));
        return walk_direct(k, to, respond);
    }
    RP_TRY(find_gatekeeper(k, face, &gate, &found));
    if (!found) {
        RP_TRY(rp_add_once(k->w, &k->path->interfaces, number));
        if (!face->direct_when_missing) {
            k->path->blocked = true;
            return REFPATH_OK;
        }
        if (!k->ignore_unless) {
            RP_TRY(add_mark(k->w, &k->path->ungated, number, to));
        }
        return walk_direct(k, to, respond);
    }
    if (rp_on_path_has(on, k->w->p->actors.at[gate.actor].who)) {
        *next = true;
        return REFPATH_OK;
    }
    RP_TRY(rp_add_once(k->w, &k->path->interfaces, number));
    return walk_through(k, from, to, respond, &gate, on);
}

/* Adds what stands between, and `to`; `from` is on the path already. */
static refpath_status walk(rp_walker *k, uint32_t from, uint32_t to, int64_t respond, const rp_on_path *on) {
    rp_on_path from_end = {on, from}, to_end = {&from_end, to};
    bool next = true;
    rp_work_add(&k->w->dd, 1 + k->w->p->interfaces.n);
    if (k->depth >= RP_MOST_PATH_DEPTH) {
        return REFPATH_LIMIT_EXCEEDED;
    }
    if (from == to) {
        return REFPATH_OK;
    }
    k->depth++;
    for (uint32_t i = 0; i < k->w->p->interfaces.n && next && !rp_is_party(k->w, to); i++) {
        if (rp_governs(k->w, &k->w->p->interfaces.at[i], from, to)) {
            RP_TRY(try_interface(k, i, from, to, respond, &to_end, &next));
        }
    }
    k->depth--;
    return next ? walk_direct(k, to, respond) : k->w->dd.status;
}

static bool stands_on(const rp_path *path, uint32_t who) {
    for (size_t i = 0; i < path->stops.n; i++) {
        if (path->stops.at[i].who == who) {
            return true;
        }
    }
    return false;
}

/* Who stands on the final path is not notified, nor is anybody avoided. */
static void settle_notify(rp_work *w, rp_path *path) {
    size_t kept = 0;
    for (size_t i = 0; i < path->notify.n; i++) {
        uint32_t who = path->notify.at[i];
        if (!path->blocked && !stands_on(path, who) && !rp_avoided(w, who)) {
            path->notify.at[kept++] = who;
        }
    }
    path->notify.n = kept;
}

void rp_path_warn(rp_work *w, const rp_path *path) {
    for (size_t i = 0; i < path->ungated.n; i++) {
        rp_warn(w, "direct-without-gatekeeper", "interface", w->p->interfaces.at[path->ungated.at[i].what].id);
    }
}

static bool is_notified(const rp_path *path, uint32_t who) {
    for (size_t i = 0; i < path->notify.n; i++) {
        if (path->notify.at[i] == who) {
            return true;
        }
    }
    return false;
}

refpath_status rp_path_until(rp_work *w, const rp_path *whole, size_t last, rp_path *out) {
    memset(out, 0, sizeof *out);
    out->open = whole->open;
    for (size_t i = 0; i <= last; i++) {
        rp_stop *stop = RP_LIST_ADD(w->arena, &out->stops);
        RP_HAVE(stop);
        *stop = whole->stops.at[i];
    }
    for (size_t i = 0; i < whole->told.n; i++) {
        if (stands_on(out, whole->told.at[i].to) && is_notified(whole, whole->told.at[i].what)) {
            RP_TRY(rp_add_once(w, &out->notify, whole->told.at[i].what));
        }
    }
    for (size_t i = 0; i < whole->ungated.n; i++) {
        if (stands_on(out, whole->ungated.at[i].to)) {
            RP_TRY(add_mark(w, &out->ungated, whole->ungated.at[i].what, whole->ungated.at[i].to));
        }
    }
    return REFPATH_OK;
}

static bool is_avoided_or_gone(const rp_work *w, uint32_t who) {
    return rp_avoided(w, who) ||
           (w->p->who.at[who].kind == RP_WHO_ACTOR && !rp_actor_active(w, w->p->who.at[who].index));
}

refpath_status rp_path_find(rp_work *w, uint32_t from, uint32_t to, uint32_t purpose, rp_path *out) {
    rp_walker k = {w, purpose, false, out, 0};
    memset(out, 0, sizeof *out);
    if (is_avoided_or_gone(w, to) || is_avoided_or_gone(w, from)) {
        out->blocked = true;
        return REFPATH_OK;
    }
    RP_TRY(add_stop(&k, from, 0));
    RP_TRY(walk(&k, from, to, 0, NULL));
    settle_notify(w, out);
    if (out->blocked) {
        out->stops.n = 0;
    }
    return w->dd.status;
}
