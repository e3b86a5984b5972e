/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Whoever helps, as a row tells it: whom to call, through whom, when, and what it depends on. */
#include "analyse/leaflet_parts.h"
#include "base/check.h"

#define MOST_PROVIDERS 6

/* -- hours --------------------------------------------------------------------------------------------------------------- */

/* Minutes of the day, from and to in turn, of each day of the week. */
static void write_week(rp_finder *f, rp_tree *to, const char *key, const rp_hours_day *week) {
    rp_tree *days = rp_write_array(&f->o, to, key);
    for (size_t day = 0; day < 7; day++) {
        rp_tree *spans = rp_write_array(&f->o, days, NULL);
        for (uint32_t i = 0; i < week[day].n; i++) {
            rp_write_integer(&f->o, spans, NULL, week[day].spans[i].from);
            rp_write_integer(&f->o, spans, NULL, week[day].spans[i].to);
        }
    }
}

/* Nothing where they are not given. */
static void write_hours(rp_finder *f, rp_tree *to, const rp_hours *hours) {
    rp_tree *object = hours ? rp_write_object(&f->o, to, "hours") : NULL;
    if (!hours) {
        return;
    }
    if (hours->always) {
        rp_write_flag(&f->o, object, "always");
        return;
    }
    write_week(f, object, "week", hours->day);
    if (hours->has_holiday) {
        write_week(f, object, "holidays", hours->holiday);
    }
}

/* -- rows -------------------------------------------------------------------------------------------------------------------- */

static void write_contacts(rp_finder *f, rp_tree *to, uint32_t who) {
    rp_tree *array = rp_write_array(&f->o, to, "contacts");
    const rp_actor *actor = f->p->who.at[who].kind == RP_WHO_ACTOR ? &f->p->actors.at[f->p->who.at[who].index] : NULL;
    for (uint32_t i = 0; actor && i < actor->n_contacts; i++) {
        const rp_contact *contact = &f->p->contacts.at[actor->first_contact + i];
        const rp_terms *terms = rp_terms_of(f->p, contact->terms);
        rp_tree *entry;
        if (!rp_dated_active(&terms->dated, f->w.facts.day) ||
            !rp_visible(&f->w, f->viewer, rp_list(f->p, contact->visible_to))) {
            continue;
        }
        entry = rp_write_object(&f->o, array, NULL);
        rp_write_contact(&f->o, entry, contact);
        write_hours(f, entry, terms->hours);
    }
}

/* Whoever stands between is called, and not the one at the end. */
static void write_way(rp_finder *f, rp_tree *to, const rp_helper *helper) {
    const rp_path *path = &helper->path;
    rp_tree *through = path->stops.n > 2 ? rp_write_array(&f->o, to, "through") : NULL;
    for (size_t i = 1; through && i + 1 < path->stops.n; i++) {
        rp_write_text(&f->o, through, NULL, f->p->who.at[path->stops.at[i].who].id);
    }
    write_contacts(f, to, through ? path->stops.at[1].who : helper->who);
}

static refpath_status write_helper(rp_finder *f, rp_tree *to, const rp_helper *helper) {
    rp_tree *entry = rp_write_object(&f->o, to, NULL);
    rp_word *axes = rp_axes_new(&f->w);
    RP_HAVE(axes);
    rp_write_text(&f->o, entry, "who", f->p->who.at[helper->who].id);
    write_way(f, entry, helper);
    write_hours(f, entry, helper->hours);
    if (helper->respond > 0) {
        rp_write_integer(&f->o, entry, "respond", helper->respond);
    }
    rp_depends(&f->w, helper->eligible, axes);
    rp_write_facts(&f->o, entry, "facts", axes);
    if (rp_is_stale(&f->w, helper->verified)) {
        rp_write_flag(&f->o, entry, "stale");
    }
    return f->w.dd.status;
}

/* Each once, the best of its offers. */
refpath_status rp_leaflet_helpers(rp_finder *f, rp_tree *row, const rp_helper *all, size_t n) {
    rp_tree *array = rp_write_array(&f->o, row, "providers");
    rp_word *seen = RP_ARENA_ARRAY(f->arena, rp_word, rp_bits_words(f->p->who.n) + 1);
    size_t written = 0;
    RP_HAVE(seen);
    for (size_t i = 0; i < n; i++) {
        bool first = !rp_bits_has(seen, all[i].who);
        rp_bits_add(seen, all[i].who);
        if (first && written++ < MOST_PROVIDERS) {
            RP_TRY(write_helper(f, array, &all[i]));
        }
    }
    if (written > MOST_PROVIDERS) {
        rp_write_integer(&f->o, row, "more", (int64_t)(written - MOST_PROVIDERS));
    }
    return REFPATH_OK;
}

void rp_leaflet_need(rp_finder *f, rp_tree *row, const rp_need *need) {
    if (need->timed) {
        rp_write_integer(&f->o, row, "within", need->within);
        rp_write_text(&f->o, row, "clock", f->p->clocks.at[need->clock].id);
    }
}
