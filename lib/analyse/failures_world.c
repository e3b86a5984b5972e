/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What becomes of the steps of a survey when something is lost. Providers stand beside one another: where one is gone the
 * others are as they were. What is gone from a contact path, or leaves nobody of those informed, is asked of the decide
 * room anew.
 */
#include "analyse/failures.h"

#include "base/check.h"
#include "decide/path_parts.h"

#include <string.h>

static refpath_status new_piece(rp_ground *g, rp_survey *s, rp_piece *piece) {
    rp_lane l = {g->k, s, {NULL, 0}, NULL, false};
    piece->s = s;
    piece->steps = RP_ARENA_ARRAY(&s->arena, rp_standing, s->plan.steps.n + 1);
    RP_HAVE(piece->steps);
    for (size_t i = 0; i < s->plan.steps.n; i++) {
        RP_TRY(rp_stand(&l, &s->plan.steps.at[i], &piece->steps[i]));
    }
    RP_TRY(rp_plan_names(s, &piece->named));
    RP_TRY(rp_piece_order(g->k, piece));
    return rp_survey_account(s);
}

/* -- parts ----------------------------------------------------------------------------------------------------------- */

/* Stops may be one whether an exception holds or somebody is missing between: a fact on which that depends, or RP_NONE. */
static refpath_status open_contact(rp_survey *s, const rp_candidate *candidate, uint32_t purpose, uint32_t *axis) {
    const rp_path *path = &candidate->path;
    for (size_t i = 1; i < path->stops.n && path->open; i++) {
        uint32_t from = path->stops.at[i - 1].who, to = path->stops.at[i].who;
        for (size_t f = 0; f < path->interfaces.n; f++) {
            const rp_interface *face = &s->a->p->interfaces.at[path->interfaces.at[f]];
            rp_dd unless = rp_governs(&s->w, face, from, to) ? rp_unless(&s->w, face, from, to, purpose) : RP_DD_FALSE;
            rp_word *axes;
            if (rp_dd_is_end(unless)) {
                continue;
            }
            axes = rp_axes_new(&s->w);
            RP_HAVE(axes);
            rp_depends(&s->w, unless, axes);
            *axis = (uint32_t)rp_bits_next(axes, 0, s->a->p->matcher.axes.n);
            return s->w.dd.status;
        }
    }
    return s->w.dd.status;
}

static refpath_status open_axis(rp_survey *s, const rp_planned *steps, size_t n, uint32_t *axis) {
    RP_TRY(rp_survey_open_axis(s, steps, n, axis));
    for (size_t i = 0; i < n && *axis == RP_NONE; i++) {
        for (size_t c = 0; c < steps[i].candidates.n && *axis == RP_NONE; c++) {
            RP_TRY(open_contact(s, &steps[i].candidates.at[c], steps[i].purpose, axis));
        }
    }
    return s->w.dd.status;
}

/* The fact that settles the paths tells the parts apart. */
static refpath_status note_axis(rp_survey *s, uint32_t axis, rp_word *scope) {
    rp_dd *branches = RP_ARENA_ARRAY(&s->arena, rp_dd, s->w.facts.axes[axis].n + 1);
    RP_HAVE(branches);
    for (uint32_t b = 0; b < s->w.facts.axes[axis].n; b++) {
        branches[b] = b == 0 ? RP_DD_TRUE : RP_DD_FALSE;
    }
    return rp_scope_add(s, scope, rp_dd_split(&s->w.dd, 2 * axis, branches));
}

/* Those into which a part falls; put into a list, which releases them. */
static refpath_status split(rp_ground *g, rp_survey *s, uint32_t axis, rp_word *scope, rp_surveys *opened,
                            rp_survey **first) {
    rp_survey **slot = RP_LIST_ADD(&g->first->arena, opened);
    refpath_status status;
    RP_HAVE(slot);
    RP_TRY(note_axis(s, axis, scope));
    *first = NULL;
    status = rp_survey_split(s, axis, first);
    *slot = *first;
    return status;
}

/* -- with something lost ------------------------------------------------------------------------------------------- */

typedef enum rp_change { RP_AS_BEFORE, RP_FEWER, RP_FARTHER, RP_ANEW } rp_change;

static rp_change change_of(const rp_lane *l, const rp_planned *planned) {
    bool blocked = false, fewer = false, farther = false;
    size_t left = 0;
    for (size_t i = 0; i < planned->candidates.n; i++) {
        const rp_candidate *candidate = &planned->candidates.at[i];
        bool gone = l->away && rp_is_gone(l->k, candidate);
        rp_candidate around;
        farther = farther || (l->detour && rp_goes_around(l->k, l->detour, candidate, &around));
        if (l->away && !gone && rp_is_moved(l->k, candidate)) {
            return RP_ANEW;
        }
        fewer = fewer || gone || rp_is_cut(l->lost, &candidate->path);
        blocked = blocked || candidate->path.blocked;
        left += !gone;
    }
    if (fewer && l->away && (blocked || (left == 0 && rp_planned_step(&l->s->plan, planned)->kind != RP_STEP_SERVICE))) {
        return RP_ANEW;
    }
    return farther ? RP_FARTHER : fewer ? RP_FEWER : RP_AS_BEFORE;
}

/* What was matched of those who play less than before counts no longer, nor who was found to play a role. */
typedef struct rp_kept {
    struct rp_players_made *players;
    int64_t *travel;
    rp_marks *marks[RP_MATCH_SLOTS];
    rp_match *matches[RP_MATCH_SLOTS];
} rp_kept;

/* Who is away altogether is never asked about. */
static bool plays_count(const rp_lane *l) {
    for (size_t i = 0; i < l->lost.n; i++) {
        if (l->lost.at[i].kind == RP_LOSE_ROLE || l->lost.at[i].kind == RP_LOSE_PLACE) {
            return true;
        }
    }
    return false;
}

static void forget_matches(rp_work *w, rp_kept *kept) {
    memcpy(kept->marks, w->marks, sizeof kept->marks);
    memcpy(kept->matches, w->matches, sizeof kept->matches);
    memset(w->marks, 0, sizeof w->marks);
    memset(w->matches, 0, sizeof w->matches);
}

static void remember_matches(rp_work *w, const rp_kept *kept) {
    memcpy(w->marks, kept->marks, sizeof kept->marks);
    memcpy(w->matches, kept->matches, sizeof kept->matches);
}

static refpath_status ask_anew(const rp_lane *l, rp_planned *steps, size_t n, uint32_t *axis) {
    rp_work *w = &l->s->w;
    rp_plan plan = l->s->plan;
    rp_kept kept;
    refpath_status status;
    kept.players = w->players;
    kept.travel = w->travel;
    w->players = NULL;
    w->travel = l->detour && l->detour->all ? l->detour->all->time : w->travel;
    plan.steps.at = steps;
    plan.steps.n = plan.steps.room = n;
    if (plays_count(l)) {
        forget_matches(w, &kept);
    }
    w->p = l->k->without;
    status = rp_plan_who(&plan);
    status = status == REFPATH_OK ? open_axis(l->s, steps, n, axis) : status;
    w->p = l->k->a->p;
    w->players = kept.players;
    w->travel = kept.travel;
    if (plays_count(l)) {
        remember_matches(w, &kept);
    }
    return status;
}

/* The steps that have to be asked for, as they were before anybody was found. */
static refpath_status gather_steps(const rp_lane *l, const rp_piece *piece, const rp_word *named, rp_change *change,
                                   rp_planned **out, size_t *n) {
    const rp_plan *plan = &l->s->plan;
    *out = NULL;
    *n = 0;
    for (size_t i = 0; i < plan->steps.n; i++) {
        bool look = rp_bits_has(named, i) && piece->steps[i].race.due != RP_DD_FALSE;
        change[i] = look ? change_of(l, &plan->steps.at[i]) : RP_AS_BEFORE;
        if (change[i] == RP_ANEW) {
            rp_planned *planned;
            if (!*out) {
                *out = RP_ARENA_ARRAY(&l->s->arena, rp_planned, plan->steps.n + 1);
                RP_HAVE(*out);
            }
            planned = &(*out)[(*n)++];
            *planned = plan->steps.at[i];
            memset(&planned->candidates, 0, sizeof planned->candidates);
            memset(&planned->left_out, 0, sizeof planned->left_out);
        }
    }
    return REFPATH_OK;
}

static refpath_status outcomes(const rp_lane *l, const rp_piece *piece, const rp_word *named, rp_result *of,
                               rp_word *changed, uint32_t *axis) {
    size_t all = l->s->plan.steps.n, n, next = 0;
    rp_change *change = RP_ARENA_ARRAY(&l->s->arena, rp_change, all + 1);
    rp_planned *steps;
    RP_HAVE(change);
    RP_TRY(gather_steps(l, piece, named, change, &steps, &n));
    if (n > 0) {
        RP_TRY(ask_anew(l, steps, n, axis));
    }
    for (size_t i = 0; i < all && *axis == RP_NONE; i++) {
        rp_standing anew;
        if (change[i] != RP_AS_BEFORE) {
            rp_bits_add(changed, i);
        }
        switch (change[i]) {
        case RP_AS_BEFORE: of[i] = piece->steps[i].outcome; break;
        case RP_FEWER: RP_TRY(rp_set_outcome(l, &piece->steps[i], piece->steps[i].outcome.planned, &of[i])); break;
        case RP_FARTHER:
            RP_TRY(rp_stand_around(l, &piece->steps[i], &anew));
            RP_TRY(rp_set_outcome(l, &anew, piece->steps[i].outcome.planned, &of[i]));
            break;
        default:
            memset(&anew, 0, sizeof anew);
            RP_TRY(rp_stand(l, &steps[next++], &anew));
            of[i] = anew.outcome;
        }
    }
    RP_TRY(*axis == RP_NONE ? rp_find_behind(piece, of, changed) : REFPATH_OK);
    return rp_survey_account(l->s);
}

/* -- all parts ------------------------------------------------------------------------------------------------------ */

static refpath_status look(rp_without *w, const rp_piece *piece);

static refpath_status look_at_parts(rp_without *w, rp_survey *s, uint32_t axis) {
    rp_survey *part;
    RP_TRY(split(w->ground, s, axis, w->scope, &w->opened, &part));
    for (; part; part = part->next) {
        rp_piece *piece = RP_ARENA_NEW(&part->arena, rp_piece);
        RP_HAVE(piece);
        RP_TRY(new_piece(w->ground, part, piece));
        RP_TRY(look(w, piece));
    }
    return REFPATH_OK;
}

static bool takes_away(rp_loss_set lost) {
    for (size_t i = 0; i < lost.n; i++) {
        if (lost.at[i].kind <= RP_LOSE_PLACE) {
            return true;
        }
    }
    return false;
}

static refpath_status look_without(const rp_lane *l, const rp_piece *piece, rp_view *view, size_t set, uint32_t *axis) {
    size_t entries = piece->s->plan.steps.n;
    rp_word *named = RP_ARENA_ARRAY(&piece->s->arena, rp_word, rp_bits_words(entries) + 1);
    refpath_status status;
    view->of[set] = RP_ARENA_ARRAY(&piece->s->arena, rp_result, entries + 1);
    RP_HAVE(named);
    RP_HAVE(view->of[set]);
    rp_plan_names_any(&piece->named, l->k, l->lost, entries, named);
    if (l->detour) {
        rp_plan_names_farther(&piece->named, l->k, l->detour, entries, named);
    }
    rp_lose(l->k, l->lost);
    status = outcomes(l, piece, named, view->of[set], view->changed, axis);
    rp_give_back(l->k, l->lost);
    return status;
}

static refpath_status look(rp_without *w, const rp_piece *piece) {
    rp_view view = {piece, {NULL, NULL, NULL}, NULL}, *slot;
    rp_lane l = {w->ground->k, piece->s, {NULL, 0}, NULL, false};
    uint32_t axis = RP_NONE;
    view.changed = RP_ARENA_ARRAY(&piece->s->arena, rp_word, rp_bits_words(piece->s->plan.steps.n) + 1);
    RP_HAVE(view.changed);
    for (size_t i = 0; i < w->n_sets && axis == RP_NONE; i++) {
        l.lost = w->sets[i];
        l.detour = w->detours[i];
        l.away = takes_away(l.lost);
        RP_TRY(look_without(&l, piece, &view, i, &axis));
    }
    if (axis != RP_NONE) {
        return look_at_parts(w, piece->s, axis);
    }
    slot = RP_LIST_ADD(&w->ground->first->arena, &w->views);
    RP_HAVE(slot);
    *slot = view;
    return REFPATH_OK;
}

refpath_status rp_without_open(rp_without *w) {
    const rp_ground *ground = w->ground;
    w->scope = RP_ARENA_ARRAY(&ground->first->arena, rp_word, ground->k->a->p->matcher.axis_words + 1);
    RP_HAVE(w->scope);
    rp_bits_or(w->scope, ground->scope, ground->k->a->p->matcher.axis_words);
    for (size_t i = 0; i < w->n_sets; i++) {
        RP_TRY(rp_ways_without(ground->k, ground->first->place, w->sets[i], i, &w->detours[i]));
    }
    for (size_t i = 0; i < ground->pieces.n; i++) {
        RP_TRY(look(w, &ground->pieces.at[i]));
    }
    return REFPATH_OK;
}

void rp_without_close(rp_without *w) {
    for (size_t i = 0; i < w->opened.n; i++) {
        rp_survey_close(w->opened.at[i]);
    }
    w->opened.n = 0;
}

/* -- grounds ---------------------------------------------------------------------------------------------------------- */

static refpath_status add_pieces(rp_ground *g, rp_survey *s) {
    uint32_t axis;
    rp_survey *part;
    rp_piece *piece;
    RP_TRY(open_axis(s, s->plan.steps.at, s->plan.steps.n, &axis));
    if (axis == RP_NONE) {
        piece = RP_LIST_ADD(&g->first->arena, &g->pieces);
        RP_HAVE(piece);
        return new_piece(g, s, piece);
    }
    RP_TRY(split(g, s, axis, g->scope, &g->opened, &part));
    for (; part; part = part->next) {
        RP_TRY(add_pieces(g, part));
    }
    return REFPATH_OK;
}

refpath_status rp_ground_open(rp_failing *k, const rp_kind *kind, uint32_t place, rp_ground *ground) {
    memset(ground, 0, sizeof *ground);
    ground->k = k;
    RP_TRY(rp_survey_open(k->a, kind, kind->known, place, &ground->first));
    RP_TRY(rp_survey_group(ground->first, &ground->group));
    ground->scope = RP_ARENA_ARRAY(&ground->first->arena, rp_word, k->a->p->matcher.axis_words + 1);
    RP_HAVE(ground->scope);
    rp_scope_add_parts(ground->first, ground->scope);
    for (rp_survey *s = ground->first; s; s = s->next) {
        RP_TRY(add_pieces(ground, s));
    }
    return REFPATH_OK;
}

void rp_ground_close(rp_ground *ground) {
    for (size_t i = 0; i < ground->opened.n; i++) {
        rp_survey_close(ground->opened.at[i]);
    }
    rp_survey_close(ground->first);
    ground->first = NULL;
    ground->opened.n = 0;
}
