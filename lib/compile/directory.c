/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The directory: roles, actors, what they play, what they offer, how they are reached. */
#include "base/check.h"
#include "compile/build.h"

static refpath_status read_roles(rp_build *b) {
    for (size_t i = 0; i < b->p->roles.n; i++) {
        rp_role *role = &b->p->roles.at[i];
        RP_TRY(rp_build_members(b, role->node, RP_ATTRIBUTE_GROUP, RP_WHO_GROUP, &role->groups));
    }
    for (size_t i = 0; i < b->p->facts.n; i++) {
        rp_fact *fact = &b->p->facts.at[i];
        RP_TRY(rp_build_refs(b, fact->node, RP_ATTRIBUTE_ASK_BY, RP_TO_ROLE, &fact->ask_by));
    }
    return REFPATH_OK;
}

static bool in_group(const refpath_protocol *p, const rp_actor *actor, uint32_t group) {
    for (uint32_t i = 0; i < actor->groups.n; i++) {
        if (rp_under(&p->groups, actor->groups.at[i], group)) {
            return true;
        }
    }
    return false;
}

/* Every actor that plays a role with a group is in one of its groups. */
static void check_group(rp_build *b, rp_node node, const rp_actor *actor, const rp_role *role) {
    for (uint32_t i = 0; i < role->groups.n; i++) {
        if (in_group(b->p, actor, role->groups.at[i])) {
            return;
        }
    }
    if (role->groups.n > 0 && actor->groups.n > 0) {
        rp_build_problem(b, RP_PROBLEM_ROLE_OUTSIDE_GROUP, node, RP_ATTRIBUTE_ROLE, role->id, actor->id);
    }
}

static refpath_status add_plays(rp_build *b, rp_node node, uint32_t actor) {
    uint32_t who;
    rp_plays *plays = RP_LIST_ADD(b->arena, &b->p->plays);
    RP_HAVE(plays);
    plays->actor = actor;
    RP_TRY(rp_build_ref(b, node, RP_ATTRIBUTE_ROLE, RP_TO_ROLE, &who));
    RP_TRY(rp_build_list(b, node, RP_ATTRIBUTE_AT, RP_TO_PLACE, &plays->at));
    RP_TRY(rp_build_terms(b, node, &plays->terms));
    plays->role = who == RP_NONE ? RP_NONE : b->p->who.at[who].index;
    if (plays->role != RP_NONE) {
        check_group(b, node, &b->p->actors.at[actor], &b->p->roles.at[plays->role]);
    }
    return REFPATH_OK;
}

static refpath_status add_offer(rp_build *b, rp_node node, uint32_t actor) {
    rp_offer *offer = RP_LIST_ADD(b->arena, &b->p->offers);
    RP_HAVE(offer);
    offer->node = node;
    offer->actor = actor;
    RP_TRY(rp_build_list(b, node, RP_ATTRIBUTE_SERVICE, RP_TO_SERVICE, &offer->services));
    RP_TRY(rp_build_list(b, node, RP_ATTRIBUTE_AT, RP_TO_PLACE, &offer->at));
    RP_TRY(rp_build_ref(b, node, RP_ATTRIBUTE_SITE, RP_TO_PLACE, &offer->site));
    RP_TRY(rp_build_terms(b, node, &offer->terms));
    return rp_build_offer_when(b, node, &offer->when);
}

static refpath_status add_contact(rp_build *b, rp_node node) {
    rp_contact *contact = RP_LIST_ADD(b->arena, &b->p->contacts);
    RP_HAVE(contact);
    contact->node = node;
    contact->secure = rp_build_true(b, node, RP_ATTRIBUTE_SECURE);
    RP_TRY(rp_build_terms(b, node, &contact->terms));
    return rp_build_list(b, node, RP_ATTRIBUTE_VISIBLE_TO, RP_TO_MEMBER, &contact->visible_to);
}

static refpath_status read_actor_head(rp_build *b, rp_actor *actor) {
    uint32_t part_of;
    RP_TRY(rp_build_members(b, actor->node, RP_ATTRIBUTE_GROUP, RP_WHO_GROUP, &actor->groups));
    RP_TRY(rp_build_ref(b, actor->node, RP_ATTRIBUTE_PART_OF, RP_TO_ACTOR, &part_of));
    actor->part_of = part_of == RP_NONE ? RP_NONE : b->p->who.at[part_of].index;
    RP_TRY(rp_build_refs(b, actor->node, RP_ATTRIBUTE_VISIBLE_TO, RP_TO_MEMBER, &actor->visible_to));
    actor->dated = rp_build_dated(b, actor->node);
    actor->verified = rp_build_date(b, actor->node, RP_ATTRIBUTE_VERIFIED);
    return REFPATH_OK;
}

static refpath_status read_actor_parts(rp_build *b, uint32_t number) {
    refpath_protocol *p = b->p;
    rp_actor *actor = &p->actors.at[number];
    actor->first_plays = (uint32_t)p->plays.n;
    actor->first_offer = (uint32_t)p->offers.n;
    actor->first_contact = (uint32_t)p->contacts.n;
    RP_EACH(b->m, node, actor->node) {
        switch (rp_node_element(b->m, node)) {
        case RP_ELEMENT_PLAYS: RP_TRY(add_plays(b, node, number)); break;
        case RP_ELEMENT_OFFERS: RP_TRY(add_offer(b, node, number)); break;
        case RP_ELEMENT_CONTACT: RP_TRY(add_contact(b, node)); break;
        default: break;
        }
    }
    actor->n_plays = (uint32_t)p->plays.n - actor->first_plays;
    actor->n_offers = (uint32_t)p->offers.n - actor->first_offer;
    actor->n_contacts = (uint32_t)p->contacts.n - actor->first_contact;
    return REFPATH_OK;
}

/* Room for all that actors have, so that long lists need not grow. */
static refpath_status expect_parts(rp_build *b) {
    refpath_protocol *p = b->p;
    const uint32_t *n = b->m->counts;
    RP_HAVE(RP_LIST_EXPECT(b->arena, &p->plays, n[RP_ELEMENT_PLAYS]));
    RP_HAVE(RP_LIST_EXPECT(b->arena, &p->offers, n[RP_ELEMENT_OFFERS]));
    RP_HAVE(RP_LIST_EXPECT(b->arena, &p->contacts, n[RP_ELEMENT_CONTACT]));
    return REFPATH_OK;
}

/* -- indexes: who plays a role, what is offered for a service ----------------------------------- */

static refpath_status index_players(rp_build *b) {
    refpath_protocol *p = b->p;
    uint32_t *count = RP_ARENA_ARRAY(&b->scratch, uint32_t, p->roles.n);
    uint32_t **list = RP_ARENA_ARRAY(&b->scratch, uint32_t *, p->roles.n);
    RP_HAVE(count);
    RP_HAVE(list);
    for (size_t i = 0; i < p->plays.n; i++) {
        if (p->plays.at[i].role != RP_NONE) {
            count[p->plays.at[i].role]++;
        }
    }
    for (size_t r = 0; r < p->roles.n; r++) {
        list[r] = RP_ARENA_ARRAY(b->arena, uint32_t, count[r]);
        RP_HAVE(list[r]);
        p->roles.at[r].players.at = list[r];
    }
    for (uint32_t i = 0; i < p->plays.n; i++) {
        uint32_t role = p->plays.at[i].role;
        if (role != RP_NONE) {
            list[role][p->roles.at[role].players.n++] = i;
        }
    }
    return REFPATH_OK;
}

/* Marks every service that an offer serves: what it names and what those stand in; each once. */
static void count_offer(const refpath_protocol *p, const rp_offer *offer, uint32_t *count) {
    const rp_refs *services = rp_list(p, offer->services);
    for (uint32_t i = 0; i < services->n; i++) {
        for (uint32_t a = services->at[i]; a != RP_NONE; a = p->aims.entries.at[a].parent) {
            count[a]++; /* an upper bound: two services may stand in the same one */
        }
    }
}

static refpath_status index_offers(rp_build *b) {
    refpath_protocol *p = b->p;
    size_t n = p->aims.entries.n;
    uint32_t *count = RP_ARENA_ARRAY(&b->scratch, uint32_t, n);
    uint32_t **list = RP_ARENA_ARRAY(&b->scratch, uint32_t *, n);
    p->offers_of = RP_ARENA_ARRAY(b->arena, rp_refs, n);
    RP_HAVE(count);
    RP_HAVE(list);
    RP_HAVE(p->offers_of);
    for (size_t i = 0; i < p->offers.n; i++) {
        count_offer(p, &p->offers.at[i], count);
    }
    for (size_t a = 0; a < n; a++) {
        list[a] = RP_ARENA_ARRAY(b->arena, uint32_t, count[a]);
        RP_HAVE(list[a]);
        p->offers_of[a].at = list[a];
    }
    for (uint32_t i = 0; i < p->offers.n; i++) {
        const rp_offer *offer = &p->offers.at[i];
        const rp_refs *services = rp_list(p, offer->services);
        for (uint32_t s = 0; s < services->n; s++) {
            for (uint32_t a = services->at[s]; a != RP_NONE; a = p->aims.entries.at[a].parent) {
                uint32_t have = p->offers_of[a].n;
                if (have == 0 || list[a][have - 1] != i) {
                    list[a][p->offers_of[a].n++] = i;
                }
            }
        }
    }
    return REFPATH_OK;
}

/* As rows of a table: first[e + 2] counts the offers at e; summed up, first[e + 1] is where the next one goes. */
static refpath_status index_places(rp_build *b) {
    refpath_protocol *p = b->p;
    size_t n = p->places.entries.n, all = 0;
    uint32_t *first = RP_ARENA_ARRAY(b->arena, uint32_t, n + 2);
    RP_HAVE(first);
    for (size_t i = 0; i < p->offers.n; i++) {
        const rp_refs *at = rp_list(p, p->offers.at[i].at);
        for (uint32_t k = 0; k < at->n; k++) {
            first[at->at[k] + 2]++;
        }
        all += at->n;
    }
    for (size_t e = 0; e < n; e++) {
        first[e + 2] += first[e + 1];
    }
    p->offers_first = first;
    p->offers_at = RP_ARENA_ARRAY(b->arena, uint32_t, all);
    RP_HAVE(p->offers_at);
    for (uint32_t i = 0; i < p->offers.n; i++) {
        const rp_refs *at = rp_list(p, p->offers.at[i].at);
        for (uint32_t k = 0; k < at->n; k++) {
            p->offers_at[first[at->at[k] + 1]++] = i;
        }
    }
    return REFPATH_OK;
}

refpath_status rp_build_directory(rp_build *b) {
    RP_TRY(read_roles(b));
    for (size_t i = 0; i < b->p->actors.n; i++) {
        RP_TRY(read_actor_head(b, &b->p->actors.at[i]));
    }
    RP_TRY(expect_parts(b));
    for (uint32_t i = 0; i < b->p->actors.n; i++) {
        RP_TRY(read_actor_parts(b, i));
    }
    RP_TRY(index_players(b));
    RP_TRY(index_places(b));
    return index_offers(b);
}
