/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Who helps at a place: for a case of which nothing is known but the place, so that whoever may be right for some child is
 * named, with what it depends on. Conditions, places, paths and what may be seen are decided by lib/decide.
 */
#include "analyse/leaflet.h"

#include "analyse/leaflet_parts.h"
#include "base/check.h"
#include "compile/travel.h"
#include "decide/case.h"
#include "decide/question.h"

#include <stdlib.h>
#include <string.h>


/* -- what may be needed -------------------------------------------------------------------------------------------------- */

static void tighten(rp_need *need, const rp_finder *f, uint32_t first, uint32_t n) {
    for (uint32_t i = first; i < first + n; i++) {
        const rp_due *due = &f->p->dues.at[i];
        if (!need->timed || due->within < need->within) {
            need->timed = true;
            need->within = due->within;
            need->clock = due->clock;
        }
    }
}

static void need(rp_need *need, const rp_finder *f, const rp_step *step) {
    need->needed = true;
    if (step) {
        tighten(need, f, step->first_target, step->n_targets);
        tighten(need, f, step->first_limit, step->n_limits);
    }
}

static void need_roles(rp_finder *f, const rp_refs *who, const rp_step *step) {
    for (uint32_t i = 0; i < who->n; i++) {
        const rp_who *one = &f->p->who.at[who->at[i]];
        if (one->kind == RP_WHO_ROLE) {
            need(&f->roles[one->index], f, step);
        }
    }
}

/* Steps that no child at this place can need are not asked of anybody there. */
static refpath_status find_needs(rp_finder *f) {
    for (uint32_t i = 0; i < f->p->steps.n; i++) {
        const rp_step *step = &f->p->steps.at[i];
        rp_dd holds = rp_plan_step_holds(&f->plan, i);
        RP_TRY(f->w.dd.status);
        if (holds == RP_DD_FALSE) {
            continue;
        }
        if (step->kind == RP_STEP_SERVICE) {
            need(&f->aims[step->service], f, step);
        } else if (step->kind == RP_STEP_INFORM) {
            need_roles(f, &step->inform, step);
        } else if (step->by != RP_NONE) {
            need(&f->roles[step->by], f, step);
        }
        for (uint32_t e = 0; e < step->n_escalates; e++) {
            need_roles(f, &f->p->escalates.at[step->first_escalate + e].to, NULL);
        }
    }
    for (size_t i = 0; i < f->p->interfaces.n; i++) {
        const rp_refs *through = &f->p->interfaces.at[i].through;
        for (uint32_t k = 0; k < through->n; k++) {
            f->roles[through->at[k]].needed = true;
        }
    }
    return REFPATH_OK;
}

/* -- who helps -------------------------------------------------------------------------------------------------------------- */

static int smaller(int64_t a, int64_t b) { return (a > b) - (a < b); }

/* As a plan ranks providers, by what does not depend on the hour: certain, soon, near, preferred, verified; then as written. */
static int by_rank(const void *left, const void *right) {
    const rp_helper *a = left, *b = right;
    int order = smaller(b->certain, a->certain);
    order = order ? order : smaller(a->time, b->time);
    order = order ? order : smaller(b->depth, a->depth);
    order = order ? order : smaller(b->prefer, a->prefer);
    order = order ? order : smaller(b->verified, a->verified);
    order = order ? order : smaller(a->who, b->who);
    return order ? order : smaller(a->offer, b->offer);
}

/* False where the reader has no way to them, or may not know of all who stand between. */
static refpath_status find_way(rp_finder *f, rp_helper *helper, uint32_t purpose, bool *has) {
    *has = true;
    if (f->sender == RP_NONE || f->sender == helper->who) {
        return REFPATH_OK;
    }
    RP_TRY(rp_path_find(&f->w, f->sender, helper->who, purpose, &helper->path));
    *has = !helper->path.blocked;
    for (size_t i = 0; i < helper->path.stops.n && *has; i++) {
        *has = rp_sees(&f->w, f->viewer, helper->path.stops.at[i].who);
        helper->time += i > 0 && i + 1 < helper->path.stops.n ? helper->path.stops.at[i].respond : 0;
    }
    return REFPATH_OK;
}

static refpath_status add_travel(rp_finder *f, const rp_offer *offer, rp_helper *helper, bool *has) {
    int64_t travel = 0;
    if (offer->site == RP_NONE || f->w.facts.known_place == RP_NONE) {
        return REFPATH_OK;
    }
    if (!f->w.travel) {
        RP_TRY(rp_travel_from(f->p, f->arena, f->w.facts.known_place, &f->w.travel));
    }
    *has = *has && rp_travel_to(f->p, f->w.travel, f->w.facts.known_place, offer->site, &travel);
    helper->time += travel;
    return REFPATH_OK;
}

static refpath_status consider(rp_finder *f, uint32_t aim, uint32_t number, rp_helper *helper, bool *has) {
    const rp_offer *offer = &f->p->offers.at[number];
    const rp_terms *terms = rp_terms_of(f->p, offer->terms);
    const rp_actor *actor = &f->p->actors.at[offer->actor];
    *has = false;
    if (!rp_actor_active(&f->w, offer->actor) || !rp_dated_active(&terms->dated, f->w.facts.day) ||
        !rp_sees(&f->w, f->viewer, actor->who) ||
        !rp_places_meet(f->p, rp_list(f->p, offer->at), f->w.facts.leaves)) {
        return REFPATH_OK;
    }
    *helper = (rp_helper){.who = actor->who, .offer = number, .time = terms->respond, .respond = terms->respond,
                          .prefer = terms->prefer, .hours = terms->hours};
    helper->eligible = rp_plan_holds(&f->plan, offer->when);
    helper->certain = helper->eligible == RP_DD_TRUE;
    helper->verified = rp_offer_verified(f->p, offer);
    helper->depth = rp_places_depth(&f->w, rp_list(f->p, offer->at));
    RP_TRY(f->w.dd.status);
    if (helper->eligible == RP_DD_FALSE) {
        return REFPATH_OK;
    }
    RP_TRY(find_way(f, helper, aim, has));
    return add_travel(f, offer, helper, has);
}

static refpath_status find_helpers(rp_finder *f, uint32_t aim, rp_helper **out, size_t *n) {
    rp_refs offers;
    RP_LIST(rp_helper) all = {0};
    rp_work_add(&f->w.dd, f->p->offers_of[aim].n);
    RP_TRY(rp_plan_near(&f->plan, aim, &offers));
    for (uint32_t i = 0; i < offers.n; i++) {
        rp_helper helper, *slot;
        bool has;
        RP_TRY(consider(f, aim, offers.at[i], &helper, &has));
        slot = has ? RP_LIST_ADD(f->arena, &all) : NULL;
        if (slot) {
            *slot = helper;
        } else if (has) {
            return REFPATH_OUT_OF_MEMORY;
        }
    }
    if (all.n > 1) {
        qsort(all.at, all.n, sizeof *all.at, by_rank);
    }
    *out = all.at;
    *n = all.n;
    return REFPATH_OK;
}

static refpath_status find_players(rp_finder *f, uint32_t role, rp_helper **out, size_t *n) {
    const rp_player *players;
    rp_helper *all;
    size_t found = 0, have;
    RP_TRY(rp_players(&f->w, role, false, &players, &have));
    all = RP_ARENA_ARRAY(f->arena, rp_helper, have + 1);
    RP_HAVE(all);
    for (size_t i = 0; i < have; i++) {
        const rp_actor *actor = &f->p->actors.at[players[i].actor];
        bool has = rp_sees(&f->w, f->viewer, actor->who);
        all[found] = (rp_helper){.who = actor->who, .offer = RP_NONE, .respond = players[i].respond,
                                 .verified = actor->verified, .eligible = RP_DD_TRUE, .certain = true};
        if (has) {
            RP_TRY(find_way(f, &all[found], RP_NONE, &has));
        }
        found += has;
    }
    *out = all;
    *n = found;
    return REFPATH_OK;
}

/* -- rows ------------------------------------------------------------------------------------------------------------------- */

static bool same_under(const rp_tree *a, const rp_tree *b, const char *key) {
    const rp_tree *left = rp_tree_get(a, key), *right = rp_tree_get(b, key);
    return left && right ? rp_tree_equal(left, right) : left == right;
}

/* What the same people give in the same time stands in one row. */
static bool join_row(rp_finder *f, rp_tree *rows, const rp_tree *row, const char *id) {
    static const char *const keys[] = {"within", "clock", "providers", "more"};
    for (rp_tree *other = rows->first; other; other = other->next) {
        bool same = true;
        for (size_t i = 0; i < sizeof keys / sizeof *keys && same; i++) {
            same = same_under(other, row, keys[i]);
        }
        if (same) {
            rp_write_text(&f->o, other->first, NULL, id); /* its aims, or roles */
            return true;
        }
    }
    return false;
}

/* The rows of a list, the shortest time first, those without one last; else as the services stand in the protocol. */
static void insert(rp_tree *to, rp_tree *row) {
    const rp_tree *within = rp_tree_get(row, "within");
    rp_tree *before = NULL;
    for (rp_tree *at = to->first; at && within; at = at->next) {
        const rp_tree *other = rp_tree_get(at, "within");
        if (!other || other->number > within->number) {
            break;
        }
        before = at;
    }
    if (!within || before == to->last) {
        rp_tree_append(to, row);
        return;
    }
    row->next = before ? before->next : to->first;
    *(before ? &before->next : &to->first) = row;
    to->n++;
}

static refpath_status add_aim(rp_finder *f, uint32_t aim, rp_tree *urgent, rp_tree *other, rp_tree *missing) {
    const rp_need *wanted = &f->aims[aim];
    bool soon = wanted->timed && wanted->within <= RP_LEAFLET_URGENT;
    rp_helper *helpers = NULL;
    rp_tree *row, *aims, *rows = soon ? urgent : other;
    size_t n = 0;
    RP_TRY(find_helpers(f, aim, &helpers, &n));
    if (n == 0) {
        if (wanted->needed) {
            rp_write_text(&f->o, missing, NULL, f->p->aims.entries.at[aim].id);
        }
        return REFPATH_OK;
    }
    row = rp_tree_root(f->arena);
    aims = rp_write_array(&f->o, row, "aims");
    rp_write_text(&f->o, aims, NULL, f->p->aims.entries.at[aim].id);
    rp_leaflet_need(f, row, wanted);
    RP_TRY(rp_leaflet_helpers(f, row, helpers, n));
    RP_HAVE(row);
    if (!join_row(f, rows, row, f->p->aims.entries.at[aim].id)) {
        insert(rows, row);
    }
    return REFPATH_OK;
}

/* Some step asks for it, or an offer names it. */
static refpath_status find_offered(rp_finder *f, rp_word **out) {
    *out = RP_ARENA_ARRAY(f->arena, rp_word, rp_bits_words(f->p->aims.entries.n) + 1);
    RP_HAVE(*out);
    for (size_t i = 0; i < f->p->offers.n; i++) {
        const rp_refs *services = rp_list(f->p, f->p->offers.at[i].services);
        for (uint32_t k = 0; k < services->n; k++) {
            rp_bits_add(*out, services->at[k]);
        }
    }
    return REFPATH_OK;
}

static refpath_status add_services(rp_finder *f) {
    rp_tree *urgent = rp_write_array(&f->o, f->root, "urgent"), *other = rp_write_array(&f->o, f->root, "other");
    rp_tree *missing = rp_write_array(&f->o, f->root, "missing");
    rp_word *offered;
    RP_TRY(find_offered(f, &offered));
    RP_HAVE(urgent && other && missing ? missing : NULL);
    for (uint32_t aim = 0; aim < f->p->aims.entries.n; aim++) {
        if (rp_bits_has(f->p->aim_is_service, aim) && (f->aims[aim].needed || rp_bits_has(offered, aim))) {
            RP_TRY(add_aim(f, aim, urgent, other, missing));
        }
    }
    return REFPATH_OK;
}

/* -- people -------------------------------------------------------------------------------------------------------------------- */

static refpath_status write_role(rp_finder *f, rp_tree *rows, uint32_t role, const rp_need *wanted) {
    rp_helper *players = NULL;
    rp_tree *row;
    size_t n = 0;
    RP_TRY(find_players(f, role, &players, &n));
    row = rp_tree_root(f->arena);
    rp_write_text(&f->o, rp_write_array(&f->o, row, "roles"), NULL, f->p->roles.at[role].id);
    if (wanted) {
        rp_leaflet_need(f, row, wanted);
    }
    RP_TRY(rp_leaflet_helpers(f, row, players, n));
    RP_HAVE(row && rows ? row : NULL);
    if ((n > 0 || !wanted) && !join_row(f, rows, row, f->p->roles.at[role].id)) {
        insert(rows, row);
    }
    return REFPATH_OK;
}

static refpath_status add_people(rp_finder *f) {
    rp_tree *people = rp_write_array(&f->o, f->root, "people");
    for (uint32_t role = 0; role < f->p->roles.n; role++) {
        if (f->roles[role].needed) {
            RP_TRY(write_role(f, people, role, &f->roles[role]));
        }
    }
    return REFPATH_OK;
}

/* Those of a list that the reader may see. */
static size_t write_seen(rp_finder *f, rp_tree *to, const char *key, const rp_refs *who) {
    rp_tree *array = rp_write_array(&f->o, to, key);
    size_t n = 0;
    for (uint32_t i = 0; i < who->n; i++) {
        if (rp_sees(&f->w, f->viewer, who->at[i])) {
            rp_write_text(&f->o, array, NULL, f->p->who.at[who->at[i]].id);
            n++;
        }
    }
    return n;
}

static refpath_status add_interface(rp_finder *f, rp_tree *rows, const rp_interface *face) {
    rp_tree *row = rp_tree_root(f->arena), *keepers;
    rp_word *axes = rp_axes_new(&f->w);
    size_t from = write_seen(f, row, "from", &face->from), to = write_seen(f, row, "to", &face->to);
    RP_HAVE(axes);
    if (face->unless != RP_NONE) {
        rp_depends(&f->w, rp_plan_holds(&f->plan, face->unless), axes);
        rp_write_facts(&f->o, row, "facts", axes);
    }
    keepers = rp_write_array(&f->o, row, "keepers");
    for (uint32_t i = 0; i < face->through.n; i++) {
        RP_TRY(write_role(f, keepers, face->through.at[i], NULL));
    }
    RP_HAVE(row && rows ? row : NULL);
    if (from > 0 && to > 0) {
        rp_tree_append(rows, row);
    }
    return f->w.dd.status;
}

/* The rules of contact; for a reader who is somebody, those that bind this reader. */
static refpath_status add_through(rp_finder *f) {
    rp_tree *through = rp_write_array(&f->o, f->root, "through");
    uint32_t viewer = f->viewer;
    for (size_t i = 0; i < f->p->interfaces.n; i++) {
        const rp_interface *face = &f->p->interfaces.at[i];
        if (viewer == RP_NONE || viewer == RP_ALL_VIEWER || rp_is_any(&f->w, viewer, &face->from)) {
            RP_TRY(add_interface(f, through, face));
        }
    }
    return REFPATH_OK;
}

/* -- the whole ------------------------------------------------------------------------------------------------------------------- */

/* A reader who can be the first of a contact path: an actor, or a role that is of one group alone. */
static uint32_t sender_of(const refpath_protocol *p, uint32_t viewer) {
    const rp_who *who = viewer == RP_NONE || viewer == RP_ALL_VIEWER ? NULL : &p->who.at[viewer];
    bool can = who && (who->kind == RP_WHO_ACTOR || (who->kind == RP_WHO_ROLE && p->roles.at[who->index].groups.n == 1));
    return can ? viewer : RP_NONE;
}

static refpath_status find(rp_finder *f, const refpath_case *c, int64_t now, refpath_diags *diags) {
    RP_TRY(rp_work_init(&f->w, f->arena, c, now, diags));
    f->o = (rp_writer){.w = &f->w, .arena = f->arena};
    f->plan.w = &f->w;
    f->plan.holder = f->sender;
    f->plan.now = now;
    f->aims = RP_ARENA_ARRAY(f->arena, rp_need, f->p->aims.entries.n + 1);
    f->roles = RP_ARENA_ARRAY(f->arena, rp_need, f->p->roles.n + 1);
    f->root = rp_tree_root(f->arena);
    RP_HAVE(f->aims && f->roles ? f->root : NULL);
    RP_TRY(find_needs(f));
    RP_TRY(add_services(f));
    RP_TRY(add_people(f));
    RP_TRY(add_through(f));
    return f->arena->failed ? REFPATH_OUT_OF_MEMORY : f->w.dd.status;
}

bool rp_leaflet_asked(const refpath_protocol *p, const char *viewer_id, const char *place_id, uint32_t *viewer,
                      uint32_t *place, refpath_diags *diags) {
    rp_asked q = {p, diags, false};
    *viewer = rp_asked_viewer(&q, viewer_id);
    *place = place_id ? rp_asked_entry(&q, &p->places, place_id, "at") : RP_NONE;
    return !q.bad;
}

refpath_status rp_leaflet_find(const refpath_protocol *p, uint32_t place, uint32_t viewer, int64_t now, rp_arena *arena,
                               rp_tree **out, refpath_diags *diags) {
    rp_finder *f = RP_ARENA_NEW(arena, rp_finder);
    refpath_case *c;
    refpath_status status;
    RP_HAVE(f);
    f->p = p;
    f->viewer = viewer;
    f->arena = arena;
    f->sender = sender_of(p, viewer);
    RP_TRY(refpath_case_new(&c, p, &p->alloc.hooks));
    c->place = place;
    c->holder = f->sender;
    status = find(f, c, now, diags);
    refpath_case_free(c);
    *out = f->root;
    return status;
}
