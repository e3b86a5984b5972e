/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The directory: who does what, where, as a viewer may see it, and how recently each entry was verified. */
#include "base/check.h"
#include "decide/question.h"
#include "decide/who.h"
#include "unicode/finder.h"

#include <stdlib.h>
#include <string.h>

typedef struct rp_who_asked {
    uint32_t service, role, group, duty_role, place, viewer;
    const char *name;
} rp_who_asked;

typedef struct rp_found {
    uint32_t actor;
    int rank; /* of the name: smaller is better */
} rp_found;

static uint32_t read_duty(rp_asked *q, const char *id) {
    uint32_t duty;
    if (!id) {
        return RP_NONE;
    }
    duty = rp_table_find(&q->p->duty_names, rp_str_of(id));
    if (duty == RP_NONE) {
        rp_asked_unknown(q, "duty", q->p->duties.n);
        return RP_NONE;
    }
    return q->p->duties.at[duty].role;
}

static uint32_t read_service(rp_asked *q, const char *id) {
    const refpath_protocol *p = q->p;
    uint32_t service = id ? rp_table_find(&p->aims.names, rp_str_of(id)) : RP_NONE;
    if (id && (service == RP_NONE || !rp_bits_has(p->aim_is_service, service))) {
        rp_asked_unknown(q, "service", rp_bits_count(p->aim_is_service, rp_bits_words(p->aims.entries.n)));
        return RP_NONE;
    }
    return service;
}

static bool read_question(const refpath_protocol *p, const refpath_who_question *question, rp_who_asked *asked,
                          refpath_diags *diags) {
    rp_asked q = {p, diags, false};
    asked->service = read_service(&q, question->service);
    asked->place = question->place ? rp_asked_entry(&q, &p->places, question->place, "at") : RP_NONE;
    asked->group = question->group ? rp_asked_entry(&q, &p->groups, question->group, "group") : RP_NONE;
    asked->role = question->role ? rp_asked_who(&q, question->role, "role", 1 << RP_WHO_ROLE) : RP_NONE;
    asked->duty_role = read_duty(&q, question->duty);
    asked->viewer = rp_asked_viewer(&q, question->viewer);
    asked->name = question->name;
    return !q.bad;
}

/* -- what fits ---------------------------------------------------------------------------------------------------- */

/* One of these places contains the one asked for, or lies in it. */
static bool at_place(const rp_work *w, const rp_refs *places, uint32_t place) {
    for (uint32_t i = 0; i < places->n && place != RP_NONE; i++) {
        if (rp_under(&w->p->places, place, places->at[i]) || rp_under(&w->p->places, places->at[i], place)) {
            return true;
        }
    }
    return place == RP_NONE;
}

static bool offer_fits(const rp_work *w, const rp_who_asked *asked, const rp_offer *offer) {
    bool serves = asked->service == RP_NONE;
    const rp_refs *services = rp_list(w->p, offer->services);
    for (uint32_t i = 0; i < services->n && !serves; i++) {
        serves = rp_under(&w->p->aims, services->at[i], asked->service);
    }
    return serves && rp_dated_active(&rp_terms_of(w->p, offer->terms)->dated, w->facts.day) &&
           at_place(w, rp_list(w->p, offer->at), asked->place);
}

static bool plays_fits(const rp_work *w, const rp_plays *plays, uint32_t role, uint32_t place) {
    return plays->role == role && rp_dated_active(&rp_terms_of(w->p, plays->terms)->dated, w->facts.day) &&
           at_place(w, rp_list(w->p, plays->at), place);
}

static bool plays_there(const rp_work *w, const rp_actor *actor, uint32_t role, uint32_t place) {
    for (uint32_t i = 0; i < actor->n_plays; i++) {
        if (plays_fits(w, &w->p->plays.at[actor->first_plays + i], role, place)) {
            return true;
        }
    }
    return false;
}

static bool offers_there(const rp_work *w, const rp_actor *actor, const rp_who_asked *asked) {
    for (uint32_t i = 0; i < actor->n_offers; i++) {
        if (offer_fits(w, asked, &w->p->offers.at[actor->first_offer + i])) {
            return true;
        }
    }
    return false;
}

static bool anything_there(const rp_work *w, const rp_actor *actor, const rp_who_asked *asked) {
    for (uint32_t i = 0; i < actor->n_plays; i++) {
        const rp_plays *plays = &w->p->plays.at[actor->first_plays + i];
        if (rp_dated_active(&rp_terms_of(w->p, plays->terms)->dated, w->facts.day) &&
            at_place(w, rp_list(w->p, plays->at), asked->place)) {
            return true;
        }
    }
    return offers_there(w, actor, asked);
}

static bool fits(const rp_work *w, const rp_who_asked *asked, uint32_t number) {
    const rp_actor *actor = &w->p->actors.at[number];
    bool narrowed = asked->service != RP_NONE || asked->role != RP_NONE || asked->duty_role != RP_NONE;
    if (!rp_actor_active(w, number) || !rp_sees(w, asked->viewer, actor->who)) {
        return false;
    }
    if (asked->group != RP_NONE && !rp_is(w, actor->who, w->p->group_who[asked->group])) {
        return false;
    }
    if (asked->service != RP_NONE && !offers_there(w, actor, asked)) {
        return false;
    }
    if (asked->role != RP_NONE && !plays_there(w, actor, w->p->who.at[asked->role].index, asked->place)) {
        return false;
    }
    if (asked->duty_role != RP_NONE && !plays_there(w, actor, asked->duty_role, asked->place)) {
        return false;
    }
    return narrowed || asked->place == RP_NONE || anything_there(w, actor, asked);
}

/* The best rank of any of its names, or -1 where none fits. */
static int name_rank(const rp_work *w, rp_search *search, const rp_actor *actor) {
    const rp_model *m = &w->p->model;
    int best = rp_search_in(search, rp_str_of(actor->id));
    for (rp_node label = rp_node_first_of(m, actor->node, RP_ELEMENT_LABEL); label;
         label = rp_node_next_of(m, label, RP_ELEMENT_LABEL)) {
        int rank = rp_search_in(search, rp_node_text(m, label));
        best = rank >= 0 && (best < 0 || rank < best) ? rank : best;
    }
    return best;
}

static int by_rank(const void *a, const void *b) {
    const rp_found *x = a, *y = b;
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    return (x->actor > y->actor) - (x->actor < y->actor);
}

static refpath_status find(rp_work *w, const rp_who_asked *asked, rp_search *search, rp_found *found, size_t *n) {
    *n = 0;
    for (uint32_t i = 0; i < w->p->actors.n; i++) {
        int rank = 0;
        if (!fits(w, asked, i)) {
            continue;
        }
        rank = search ? name_rank(w, search, &w->p->actors.at[i]) : 0;
        if (rank >= 0) {
            found[*n].actor = i;
            found[(*n)++].rank = rank;
        }
    }
    qsort(found, *n, sizeof *found, by_rank);
    return REFPATH_OK;
}

/* -- what is told ---------------------------------------------------------------------------------------------------- */

static void write_places(rp_asking *a, rp_tree *to, const rp_refs *places) {
    rp_tree *array = rp_write_array(&a->o, to, "at");
    for (uint32_t i = 0; i < places->n; i++) {
        rp_write_text(&a->o, array, NULL, a->w.p->places.entries.at[places->at[i]].id);
    }
}

static void write_groups(rp_asking *a, rp_tree *to, const rp_actor *actor) {
    rp_tree *array = rp_write_array(&a->o, to, "groups");
    for (uint32_t i = 0; i < actor->groups.n; i++) {
        rp_write_text(&a->o, array, NULL, a->w.p->groups.entries.at[actor->groups.at[i]].id);
    }
}

static void write_roles(rp_asking *a, rp_tree *to, const rp_actor *actor) {
    rp_tree *roles = NULL, *duties = NULL;
    for (uint32_t i = 0; i < actor->n_plays; i++) {
        const rp_plays *plays = &a->w.p->plays.at[actor->first_plays + i];
        rp_tree *entry;
        if (rp_dated_active(&rp_terms_of(a->w.p, plays->terms)->dated, a->w.facts.day)) {
            roles = roles ? roles : rp_write_array(&a->o, to, "roles");
            entry = rp_write_object(&a->o, roles, NULL);
            rp_write_text(&a->o, entry, "role", a->w.p->roles.at[plays->role].id);
            write_places(a, entry, rp_list(a->w.p, plays->at));
        }
    }
    for (uint32_t d = 0; d < a->w.p->duties.n; d++) {
        if (plays_there(&a->w, actor, a->w.p->duties.at[d].role, RP_NONE)) {
            duties = duties ? duties : rp_write_array(&a->o, to, "duties");
            rp_write_text(&a->o, duties, NULL, a->w.p->duties.at[d].id);
        }
    }
}

static void write_offers(rp_asking *a, rp_tree *to, const rp_actor *actor) {
    rp_tree *offers = NULL, *entry, *services;
    for (uint32_t i = 0; i < actor->n_offers; i++) {
        const rp_offer *offer = &a->w.p->offers.at[actor->first_offer + i];
        const rp_refs *serves = rp_list(a->w.p, offer->services);
        rp_str id;
        if (!rp_dated_active(&rp_terms_of(a->w.p, offer->terms)->dated, a->w.facts.day)) {
            continue;
        }
        offers = offers ? offers : rp_write_array(&a->o, to, "offers");
        entry = rp_write_object(&a->o, offers, NULL);
        if (rp_node_attribute(&a->w.p->model, offer->node, RP_ATTRIBUTE_ID, &id)) {
            rp_write_text(&a->o, entry, "id", id.at);
        }
        services = rp_write_array(&a->o, entry, "service");
        for (uint32_t s = 0; s < serves->n; s++) {
            rp_write_text(&a->o, services, NULL, a->w.p->aims.entries.at[serves->at[s]].id);
        }
        write_places(a, entry, rp_list(a->w.p, offer->at));
    }
}

static void write_contacts(rp_asking *a, rp_tree *to, const rp_actor *actor, uint32_t viewer) {
    rp_tree *contacts = NULL, *entry;
    for (uint32_t i = 0; i < actor->n_contacts; i++) {
        const rp_contact *contact = &a->w.p->contacts.at[actor->first_contact + i];
        if (!rp_visible(&a->w, viewer, rp_list(a->w.p, contact->visible_to))) {
            continue;
        }
        contacts = contacts ? contacts : rp_write_array(&a->o, to, "contacts");
        entry = rp_write_object(&a->o, contacts, NULL);
        rp_write_contact(&a->o, entry, contact);
    }
}

static void write_actor(rp_asking *a, rp_tree *array, const rp_actor *actor, uint32_t viewer) {
    rp_tree *entry = rp_write_object(&a->o, array, NULL);
    rp_write_text(&a->o, entry, "id", actor->id);
    rp_write_labels(&a->o, entry, actor->node);
    write_groups(a, entry, actor);
    write_roles(a, entry, actor);
    write_offers(a, entry, actor);
    write_contacts(a, entry, actor, viewer);
    rp_write_day(&a->o, entry, "verified", actor->verified);
    if (rp_is_stale(&a->w, actor->verified)) {
        rp_write_flag(&a->o, entry, "stale");
    }
}

static refpath_status answer(rp_asking *a, const rp_who_asked *asked, rp_search *search) {
    rp_found *found = RP_ARENA_ARRAY(&a->scratch, rp_found, a->w.p->actors.n);
    rp_tree *array;
    size_t n;
    RP_HAVE(found);
    RP_TRY(find(&a->w, asked, search, found, &n));
    rp_write_warnings(&a->o, a->answer->root);
    array = rp_write_array(&a->o, a->answer->root, "actors");
    for (size_t i = 0; i < n; i++) {
        write_actor(a, array, &a->w.p->actors.at[found[i].actor], asked->viewer);
    }
    return REFPATH_OK;
}

static refpath_status open_search(const refpath_protocol *p, const char *name, rp_search **search) {
    *search = NULL;
    if (!name || !*name) {
        return REFPATH_OK;
    }
    if (rp_utf8_valid(name, strlen(name)) != strlen(name)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(rp_search_new(search, &p->alloc));
    return rp_search_set(*search, rp_str_of(name));
}

refpath_status refpath_protocol_who(refpath_answer **out, const refpath_protocol *protocol,
                                    const refpath_who_question *question, refpath_diags *diags) {
    rp_who_asked asked;
    refpath_case *nobody = NULL;
    rp_search *search = NULL;
    refpath_status status;
    rp_asking a;
    if (out) {
        *out = NULL;
    }
    if (!out || !protocol || !question || question->size != sizeof *question || question->now == REFPATH_NO_TIME) {
        return REFPATH_INVALID_ARGUMENT;
    }
    if (!read_question(protocol, question, &asked, diags)) {
        return REFPATH_INVALID_QUESTION;
    }
    status = open_search(protocol, asked.name, &search);
    if (status == REFPATH_OK) {
        status = refpath_case_new(&nobody, protocol, &protocol->alloc.hooks);
    }
    if (status == REFPATH_OK) {
        status = rp_asking_start(&a, REFPATH_ANSWER_WHO, nobody, question->now, diags);
    }
    if (status == REFPATH_OK) {
        status = rp_asking_end(&a, answer(&a, &asked, search), out, diags);
    }
    if (status == REFPATH_OK && search && rp_search_status(search) != REFPATH_OK) {
        refpath_answer_unref(*out);
        *out = NULL;
        status = REFPATH_OUT_OF_MEMORY;
    }
    refpath_case_free(nobody);
    rp_search_free(search);
    return status;
}
