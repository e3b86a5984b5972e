/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

static const char *group_name(rp_teller *t, const char *id) {
    return rp_name(t, REFPATH_KIND_GROUP, id);
}

/* "role (places)" or "services (places)". */
static const char *placed(rp_teller *t, const char *name, const rp_tree *at) {
    if (!at || (!at->text && at->n == 0)) {
        return name;
    }
    return rp_say(t, "word.aside", "text", name, "aside", rp_names(t, at, rp_place_name, RP_JOIN_AND), NULL);
}

static void tell_what(rp_teller *t, rp_rows *rows, const rp_tree *actor) {
    const rp_tree *roles = rp_tree_get(actor, "roles"), *duties = rp_tree_get(actor, "duties");
    const rp_tree *offers = rp_tree_get(actor, "offers");
    for (const rp_tree *r = roles ? roles->first : NULL; r; r = r->next) {
        const char *role = r->text ? r->text : rp_text_of(r, "role");
        rp_tell_row(t, rows, "who.row-roles",
               placed(t, rp_name(t, REFPATH_KIND_ROLE, role), r->text ? NULL : rp_tree_get(r, "at")));
    }
    for (const rp_tree *d = duties ? duties->first : NULL; d; d = d->next) {
        rp_tell_row(t, rows, "who.row-duties", rp_duty_text(t, d->text));
    }
    for (const rp_tree *o = offers ? offers->first : NULL; o; o = o->next) {
        rp_tell_row(t, rows, "who.row-offers",
               placed(t, rp_names(t, rp_tree_get(o, "service"), rp_aim_name, RP_JOIN_AND), rp_tree_get(o, "at")));
    }
}

static void tell_actor(rp_teller *t, const rp_tree *actor) {
    const rp_tree *groups = rp_tree_get(actor, "groups");
    const char *id = rp_text_of(actor, "id"), *verified = rp_text_of(actor, "verified");
    const char *contacts = rp_contacts(t, rp_tree_get(actor, "contacts"), false);
    const char *checked = rp_say(t, "who.never", NULL);
    rp_rows rows = rp_rows_new(t);
    rp_page_heading(&t->page, rp_labelled(t, REFPATH_KIND_ACTOR, id ? id : ""));
    if (groups && groups->n > 0) {
        rp_tell_row(t, &rows, "who.row-groups", rp_names(t, groups, group_name, RP_JOIN_AND));
    }
    tell_what(t, &rows, actor);
    if (contacts) {
        rp_tell_row(t, &rows, "who.row-contacts", contacts);
    }
    if (verified) {
        checked = rp_date(t, verified);
        if (rp_flag_of(actor, "stale")) {
            checked = rp_say(t, "who.stale", "text", checked, NULL);
        }
    }
    rp_tell_row(t, &rows, "who.row-verified", checked);
    rp_print_rows(t, 2, &rows);
}

void rp_tell_who(rp_teller *t, const rp_tree *answer) {
    const rp_tree *actors = rp_tree_get(answer, "actors");
    rp_page_heading(&t->page, rp_say(t, "who.title", NULL));
    rp_tell_warnings(t, answer);
    rp_tell_free_line(t, answer);
    if (!actors || actors->n == 0) {
        rp_page_text(&t->page, 0, 0, rp_say(t, "who.none", NULL));
        return;
    }
    rp_page_text(&t->page, 0, 0, rp_say_n(t, "who.count", (int64_t)actors->n, NULL));
    for (const rp_tree *actor = actors->first; actor; actor = actor->next) {
        tell_actor(t, actor);
    }
}
