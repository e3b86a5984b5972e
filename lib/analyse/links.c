/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/links.h"

#include "base/check.h"

#include <string.h>

refpath_status rp_links_make(rp_links *links, rp_arena *arena, uint32_t n, const rp_tie *list, size_t n_list, bool both_ways) {
    uint32_t *at;
    if (n_list > (UINT32_MAX - 2) / 2 || n > UINT32_MAX - 2) {
        return REFPATH_LIMIT_EXCEEDED;
    }
    links->n = n;
    at = RP_ARENA_ARRAY(arena, uint32_t, (size_t)n + 2);
    links->to = RP_ARENA_ARRAY(arena, uint32_t, (both_ways ? 2 : 1) * n_list);
    RP_HAVE(at);
    RP_HAVE(links->to);
    for (size_t i = 0; i < n_list; i++) {
        at[list[i].from + 2]++;
        at[list[i].to + 2] += both_ways;
    }
    for (size_t i = 2; i < (size_t)n + 2; i++) {
        at[i] += at[i - 1];
    }
    for (size_t i = 0; i < n_list; i++) {
        links->to[at[list[i].from + 1]++] = list[i].to;
        if (both_ways) {
            links->to[at[list[i].to + 1]++] = list[i].from;
        }
    }
    links->first = at;
    return REFPATH_OK;
}

/* -- a walk in depth --------------------------------------------------------------------------------------------------- */

typedef struct rp_seen {
    uint32_t found; /* when, from 1 on; 0: not yet */
    uint32_t low;   /* the earliest that is reached from it and from what is found after it */
    uint32_t next;  /* link to follow */
    uint32_t up;    /* from where it was found */
} rp_seen;

typedef struct rp_walk {
    const rp_links *links;
    rp_seen *seen;
    uint32_t found;
} rp_walk;

static refpath_status start_walk(rp_walk *w, const rp_links *links, rp_arena *arena) {
    *w = (rp_walk){links, RP_ARENA_ARRAY(arena, rp_seen, (size_t)links->n + 1), 0};
    RP_HAVE(w->seen);
    return REFPATH_OK;
}

static uint32_t enter(rp_walk *w, uint32_t node, uint32_t up) {
    rp_seen *s = &w->seen[node];
    s->found = s->low = ++w->found;
    s->next = w->links->first[node];
    s->up = up;
    return node;
}

static void lower(rp_seen *s, uint32_t low) { s->low = low < s->low ? low : s->low; }

/* -- joints -------------------------------------------------------------------------------------------------------------- */

typedef struct rp_pieces { /* below a node: those that hang on it alone */
    uint32_t size, n, nodes, largest;
} rp_pieces;

static void leave(rp_walk *w, rp_pieces *pieces, uint32_t node, uint32_t up) {
    rp_pieces *p = &pieces[up];
    lower(&w->seen[up], w->seen[node].low);
    p->size += pieces[node].size;
    if (w->seen[node].low >= w->seen[up].found) {
        p->n++;
        p->nodes += pieces[node].size;
        p->largest = pieces[node].size > p->largest ? pieces[node].size : p->largest;
    }
}

static void walk_part(rp_walk *w, uint32_t from, rp_pieces *pieces) {
    uint32_t node = enter(w, from, RP_NONE);
    pieces[node].size = 1;
    while (node != RP_NONE) {
        rp_seen *s = &w->seen[node];
        uint32_t other, up = s->up;
        if (s->next == w->links->first[node + 1]) {
            if (up != RP_NONE) {
                leave(w, pieces, node, up);
            }
            node = up;
            continue;
        }
        other = w->links->to[s->next++];
        if (w->seen[other].found == 0) {
            pieces[other].size = 1;
            node = enter(w, other, node);
        } else {
            lower(s, w->seen[other].found);
        }
    }
}

/* What does not hang on a node alone is one more piece, if there is any. */
static rp_joint joint_of(const rp_pieces *p, uint32_t all) {
    uint32_t rest = all - 1 - p->nodes, largest = rest > p->largest ? rest : p->largest;
    return (rp_joint){p->n + (rest > 0), all - 1 - largest};
}

refpath_status rp_links_joints(const rp_links *links, rp_arena *arena, rp_joint **joints) {
    rp_walk w;
    rp_pieces *pieces = RP_ARENA_ARRAY(arena, rp_pieces, (size_t)links->n + 1);
    uint32_t *order = RP_ARENA_ARRAY(arena, uint32_t, (size_t)links->n + 1);
    RP_HAVE(pieces);
    RP_HAVE(order);
    RP_TRY(start_walk(&w, links, arena));
    *joints = RP_ARENA_ARRAY(arena, rp_joint, (size_t)links->n + 1);
    RP_HAVE(*joints);
    for (uint32_t i = 0; i < links->n; i++) {
        if (w.seen[i].found == 0) {
            walk_part(&w, i, pieces);
        }
    }
    for (uint32_t i = 0; i < links->n; i++) {
        order[w.seen[i].found - 1] = i;
    }
    for (uint32_t i = 0, all = 0; i < links->n; i++) { /* where a walk began all of its part was found after it */
        uint32_t node = order[i];
        all = w.seen[node].up == RP_NONE ? pieces[node].size : all;
        (*joints)[node] = joint_of(&pieces[node], all);
    }
    return REFPATH_OK;
}

/* -- circles --------------------------------------------------------------------------------------------------------------- */

typedef struct rp_circling {
    rp_walk w;
    uint32_t *open, n_open; /* found, and in no circle yet */
    uint32_t *circle, n;
} rp_circling;

static void close_circle(rp_circling *k, uint32_t node) {
    uint32_t last;
    do {
        last = k->open[--k->n_open];
        k->circle[last] = k->n;
    } while (last != node);
    k->n++;
}

static void walk_circles(rp_circling *k, uint32_t from) {
    uint32_t node = enter(&k->w, from, RP_NONE);
    k->open[k->n_open++] = node;
    while (node != RP_NONE) {
        rp_seen *s = &k->w.seen[node];
        uint32_t other;
        if (s->next < k->w.links->first[node + 1]) {
            other = k->w.links->to[s->next++];
            if (k->w.seen[other].found == 0) {
                node = enter(&k->w, other, node);
                k->open[k->n_open++] = node;
            } else if (k->circle[other] == RP_NONE) {
                lower(s, k->w.seen[other].found);
            }
            continue;
        }
        if (s->low == s->found) {
            close_circle(k, node);
        }
        if (s->up != RP_NONE) {
            lower(&k->w.seen[s->up], s->low);
        }
        node = s->up;
    }
}

refpath_status rp_links_circles(const rp_links *links, rp_arena *arena, uint32_t **circle, uint32_t *n) {
    rp_circling k;
    memset(&k, 0, sizeof k);
    RP_TRY(start_walk(&k.w, links, arena));
    k.open = RP_ARENA_ARRAY(arena, uint32_t, (size_t)links->n + 1);
    k.circle = RP_ARENA_ARRAY(arena, uint32_t, (size_t)links->n + 1);
    RP_HAVE(k.open);
    RP_HAVE(k.circle);
    memset(k.circle, 0xff, links->n * sizeof *k.circle);
    for (uint32_t i = 0; i < links->n; i++) {
        if (k.w.seen[i].found == 0) {
            walk_circles(&k, i);
        }
    }
    *circle = k.circle;
    *n = k.n;
    return REFPATH_OK;
}

/* -- steps ----------------------------------------------------------------------------------------------------------------- */

void rp_links_reach(const rp_links *links, uint32_t from, uint32_t *steps, uint32_t *queue, uint32_t *n) {
    uint32_t done = 0, found = 1;
    steps[from] = 0;
    queue[0] = from;
    while (done < found) {
        uint32_t node = queue[done++];
        for (uint32_t i = links->first[node]; i < links->first[node + 1]; i++) {
            uint32_t other = links->to[i];
            if (steps[other] == RP_NONE) {
                steps[other] = steps[node] + 1;
                queue[found++] = other;
            }
        }
    }
    *n = found;
}
