/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Every id gets its number, in document order. That ids are unique was checked when the model was loaded. */
#include "base/check.h"
#include "compile/build.h"

static rp_str id_of(const rp_build *b, rp_node node) {
    rp_str id = {"", 0};
    (void)rp_node_attribute(b->m, node, RP_ATTRIBUTE_ID, &id);
    return id;
}

static refpath_status add_name(rp_table *table, rp_str id, uint32_t number) {
    bool fresh;
    return rp_table_add(table, id, &number, &fresh);
}

/* -- forests --------------------------------------------------------------------------------- */

static refpath_status add_tree(rp_build *b, rp_forest *f, rp_node node, rp_element element,
                               uint32_t parent) {
    uint32_t number = (uint32_t)f->entries.n;
    rp_entry *entry = RP_LIST_ADD(b->arena, &f->entries);
    RP_HAVE(entry);
    entry->id = id_of(b, node).at;
    entry->node = node;
    entry->parent = parent;
    RP_TRY(add_name(&f->names, id_of(b, node), number));
    RP_EACH_OF(b->m, child, node, element) { RP_TRY(add_tree(b, f, child, element, number)); }
    f->entries.at[number].end = (uint32_t)f->entries.n;
    return REFPATH_OK;
}

static refpath_status number_leaves(rp_build *b, rp_forest *f) {
    uint32_t n = 0;
    f->leaf = RP_ARENA_ARRAY(b->arena, uint32_t, f->entries.n);
    RP_HAVE(f->leaf);
    for (uint32_t i = 0; i < f->entries.n; i++) {
        f->entries.at[i].leaf_first = n;
        if (rp_is_leaf(f, i)) {
            f->leaf[n++] = i;
        }
    }
    for (uint32_t i = 0; i < f->entries.n; i++) {
        uint32_t end = f->entries.at[i].end;
        f->entries.at[i].leaf_end = end < f->entries.n ? f->entries.at[end].leaf_first : n;
    }
    f->n_leaves = n;
    return REFPATH_OK;
}

/* Trees of `element` in all sections of a kind; the forest may be fed by several kinds of section. */
static refpath_status add_section(rp_build *b, rp_forest *f, rp_node section, rp_element element) {
    RP_EACH_OF(b->m, node, section, element) { RP_TRY(add_tree(b, f, node, element, RP_NONE)); }
    return REFPATH_OK;
}

static refpath_status add_forest(rp_build *b, rp_forest *f, rp_element section, rp_element element) {
    rp_table_init(&f->names, b->arena);
    RP_EACH_OF(b->m, node, b->m->root, section) { RP_TRY(add_section(b, f, node, element)); }
    return number_leaves(b, f);
}

static refpath_status add_aims(rp_build *b) {
    rp_forest *f = &b->p->aims;
    rp_table_init(&f->names, b->arena);
    RP_EACH(b->m, section, b->m->root) {
        RP_TRY(add_section(b, f, section, RP_ELEMENT_PURPOSE));
        RP_TRY(add_section(b, f, section, RP_ELEMENT_SERVICE));
    }
    RP_TRY(number_leaves(b, f));
    b->p->aim_is_service = RP_ARENA_ARRAY(b->arena, rp_word, rp_bits_words(f->entries.n));
    RP_HAVE(b->p->aim_is_service);
    for (uint32_t i = 0; i < f->entries.n; i++) {
        if (rp_node_element(b->m, f->entries.at[i].node) == RP_ELEMENT_SERVICE) {
            rp_bits_add(b->p->aim_is_service, i);
        }
    }
    return REFPATH_OK;
}

/* -- facts and clocks ------------------------------------------------------------------------ */

static bool is_reserved(rp_str id) {
    static const char *const words[] = {"place", "sender", "recipient", "purpose", "item", "report"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (rp_str_is(id, words[i])) {
            return true;
        }
    }
    return false;
}

static void refuse_reserved(rp_build *b, rp_node node) {
    if (is_reserved(id_of(b, node))) {
        rp_build_problem(b, RP_PROBLEM_RESERVED_ID, node, RP_ATTRIBUTE_ID, id_of(b, node).at, NULL);
    }
}

static rp_fact_kind fact_kind(rp_element element) {
    switch (element) {
    case RP_ELEMENT_NUMBER: return RP_FACT_NUMBER;
    case RP_ELEMENT_CHOICE: return RP_FACT_CHOICE;
    case RP_ELEMENT_SET: return RP_FACT_SET;
    default: return RP_FACT_FLAG;
    }
}

static rp_unit unit_of(rp_build *b, rp_node node) {
    static const char *const words[] = {"count", "year", "month", "day", "hour", "minute"};
    for (int i = 0; i < 6; i++) {
        if (rp_build_is(b, node, RP_ATTRIBUTE_UNIT, words[i])) {
            return (rp_unit)i;
        }
    }
    return RP_UNIT_COUNT;
}

static refpath_status add_terms(rp_build *b, rp_fact *fact) {
    rp_table_init(&fact->terms.names, b->arena);
    RP_EACH_OF(b->m, term, fact->node, RP_ELEMENT_TERM) {
        RP_TRY(add_tree(b, &fact->terms, term, RP_ELEMENT_TERM, RP_NONE));
    }
    RP_TRY(number_leaves(b, &fact->terms));
    if (fact->terms.entries.n == 0 && fact->kind == RP_FACT_CHOICE) {
        rp_build_problem(b, RP_PROBLEM_NO_TERMS, fact->node, RP_ATTRIBUTE_ID, fact->id, NULL);
    }
    return REFPATH_OK;
}

static refpath_status add_fact(rp_build *b, rp_node node) {
    uint32_t number = (uint32_t)b->p->facts.n;
    rp_fact *fact = RP_LIST_ADD(b->arena, &b->p->facts);
    RP_HAVE(fact);
    refuse_reserved(b, node);
    fact->id = id_of(b, node).at;
    fact->node = node;
    fact->kind = fact_kind(rp_node_element(b->m, node));
    fact->sensitive = rp_build_true(b, node, RP_ATTRIBUTE_SENSITIVE);
    fact->every = rp_build_is(b, node, RP_ATTRIBUTE_IF_OPEN, "every");
    fact->since = fact->counted = fact->when = fact->axis = RP_NONE;
    fact->unit = unit_of(b, node);
    if (fact->kind == RP_FACT_NUMBER) {
        fact->min = rp_build_integer(b, node, RP_ATTRIBUTE_MIN, 0);
        fact->max = rp_build_integer(b, node, RP_ATTRIBUTE_MAX, 0);
        if (fact->min > fact->max) {
            rp_build_problem(b, RP_PROBLEM_MIN_ABOVE_MAX, node, RP_ATTRIBUTE_MIN, fact->id, NULL);
            fact->max = fact->min;
        }
    }
    RP_TRY(add_terms(b, fact));
    return add_name(&b->p->fact_names, id_of(b, node), number);
}

static refpath_status add_facts(rp_build *b) {
    rp_table_init(&b->p->fact_names, b->arena);
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_VOCABULARY) {
        RP_EACH(b->m, node, section) { RP_TRY(add_fact(b, node)); }
    }
    return REFPATH_OK;
}

static refpath_status add_clocks(rp_build *b) {
    rp_named *report = RP_LIST_ADD(b->arena, &b->p->clocks);
    RP_HAVE(report);
    report->id = "report";
    rp_table_init(&b->p->clock_names, b->arena);
    RP_TRY(add_name(&b->p->clock_names, rp_str_of("report"), 0));
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_CLOCKS) {
        RP_EACH_OF(b->m, node, section, RP_ELEMENT_CLOCK) {
            uint32_t number = (uint32_t)b->p->clocks.n;
            rp_named *clock = RP_LIST_ADD(b->arena, &b->p->clocks);
            RP_HAVE(clock);
            refuse_reserved(b, node);
            clock->id = id_of(b, node).at;
            clock->node = node;
            RP_TRY(add_name(&b->p->clock_names, id_of(b, node), number));
        }
    }
    return REFPATH_OK;
}

/* A number counts from a clock in whole units of time; plain counts do not pass. */
static refpath_status join_clocks(rp_build *b) {
    for (size_t i = 0; i < b->p->facts.n; i++) {
        rp_fact *fact = &b->p->facts.at[i];
        if (fact->kind != RP_FACT_NUMBER) {
            continue;
        }
        RP_TRY(rp_build_ref(b, fact->node, RP_ATTRIBUTE_SINCE, RP_TO_CLOCK, &fact->since));
        fact->counted = fact->since != RP_NONE ? b->p->n_counted++ : RP_NONE;
        if (fact->since != RP_NONE && fact->unit == RP_UNIT_COUNT) {
            rp_build_problem(b, RP_PROBLEM_COUNT_SINCE, fact->node, RP_ATTRIBUTE_SINCE, fact->id, NULL);
        }
    }
    return REFPATH_OK;
}

/* -- who ------------------------------------------------------------------------------------- */

static refpath_status add_who(rp_build *b, rp_str id, rp_who_kind kind, uint32_t index, uint32_t *out) {
    uint32_t number = (uint32_t)b->p->who.n;
    rp_who *who = RP_LIST_ADD(b->arena, &b->p->who);
    RP_HAVE(who);
    who->id = id.at;
    who->kind = kind;
    who->index = index;
    *out = number;
    return add_name(&b->p->who_names, id, number);
}

static refpath_status add_groups(rp_build *b) {
    rp_forest *f = &b->p->groups;
    RP_TRY(add_forest(b, f, RP_ELEMENT_GROUPS, RP_ELEMENT_GROUP));
    b->p->group_who = RP_ARENA_ARRAY(b->arena, uint32_t, f->entries.n);
    RP_HAVE(b->p->group_who);
    for (uint32_t i = 0; i < f->entries.n; i++) {
        RP_TRY(add_who(b, rp_str_of(f->entries.at[i].id), RP_WHO_GROUP, i, &b->p->group_who[i]));
    }
    return REFPATH_OK;
}

static refpath_status add_parties(rp_build *b) {
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_PARTIES) {
        RP_EACH_OF(b->m, node, section, RP_ELEMENT_PARTY) {
            rp_named *party = RP_LIST_ADD(b->arena, &b->p->parties);
            RP_HAVE(party);
            party->id = id_of(b, node).at;
            party->node = node;
        }
    }
    b->p->party_who = RP_ARENA_ARRAY(b->arena, uint32_t, b->p->parties.n);
    RP_HAVE(b->p->party_who);
    for (uint32_t i = 0; i < b->p->parties.n; i++) {
        RP_TRY(add_who(b, rp_str_of(b->p->parties.at[i].id), RP_WHO_PARTY, i, &b->p->party_who[i]));
    }
    return REFPATH_OK;
}

static refpath_status add_duties(rp_build *b, rp_node role_node, uint32_t role) {
    RP_EACH_OF(b->m, node, role_node, RP_ELEMENT_DUTY) {
        uint32_t number = (uint32_t)b->p->duties.n;
        rp_duty *duty = RP_LIST_ADD(b->arena, &b->p->duties);
        RP_HAVE(duty);
        duty->id = id_of(b, node).at;
        duty->node = node;
        duty->role = role;
        RP_TRY(add_name(&b->p->duty_names, id_of(b, node), number));
    }
    return REFPATH_OK;
}

static refpath_status add_roles(rp_build *b) {
    rp_table_init(&b->p->duty_names, b->arena);
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_ROLES) {
        RP_EACH_OF(b->m, node, section, RP_ELEMENT_ROLE) {
            uint32_t number = (uint32_t)b->p->roles.n;
            rp_role *role = RP_LIST_ADD(b->arena, &b->p->roles);
            RP_HAVE(role);
            role->id = id_of(b, node).at;
            role->node = node;
            RP_TRY(add_who(b, id_of(b, node), RP_WHO_ROLE, number, &role->who));
            RP_TRY(add_duties(b, node, number));
        }
    }
    return REFPATH_OK;
}

/* How many there are is known, and they are many: so the lists and the table of names need not grow. */
static refpath_status expect_actors(rp_build *b) {
    refpath_protocol *p = b->p;
    size_t n = b->m->counts[RP_ELEMENT_ACTOR];
    RP_HAVE(RP_LIST_EXPECT(b->arena, &p->who, n));
    RP_HAVE(RP_LIST_EXPECT(b->arena, &p->actors, n));
    return rp_table_reserve(&p->who_names, p->who.n + n);
}

static refpath_status add_actors(rp_build *b) {
    RP_TRY(expect_actors(b));
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_ACTORS) {
        RP_EACH_OF(b->m, node, section, RP_ELEMENT_ACTOR) {
            uint32_t number = (uint32_t)b->p->actors.n;
            rp_actor *actor = RP_LIST_ADD(b->arena, &b->p->actors);
            RP_HAVE(actor);
            actor->id = id_of(b, node).at;
            actor->node = node;
            RP_TRY(add_who(b, id_of(b, node), RP_WHO_ACTOR, number, &actor->who));
        }
    }
    return REFPATH_OK;
}

/* -- steps, sections, sources: named before they are read, for they refer to one another -------- */

static refpath_status add_steps(rp_build *b) {
    rp_table_init(&b->p->step_names, b->arena);
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_PATHWAYS) {
        RP_EACH_OF(b->m, pathway, section, RP_ELEMENT_PATHWAY) {
            RP_EACH_OF(b->m, node, pathway, RP_ELEMENT_STEP) {
                uint32_t number = (uint32_t)b->p->steps.n;
                rp_step *step = RP_LIST_ADD(b->arena, &b->p->steps);
                RP_HAVE(step);
                step->id = id_of(b, node).at;
                step->node = node;
                RP_TRY(add_name(&b->p->step_names, id_of(b, node), number));
            }
        }
    }
    return REFPATH_OK;
}

static refpath_status add_sections(rp_build *b) {
    rp_table_init(&b->section_names, &b->scratch);
    RP_EACH_OF(b->m, node, b->m->root, RP_ELEMENT_CONSENT) {
        uint32_t number = (uint32_t)b->p->sections.n;
        rp_consent_section *section = RP_LIST_ADD(b->arena, &b->p->sections);
        RP_HAVE(section);
        if (rp_build_has(b, node, RP_ATTRIBUTE_ID)) {
            section->id = id_of(b, node).at;
            RP_TRY(add_name(&b->section_names, id_of(b, node), number));
        }
    }
    return REFPATH_OK;
}

static refpath_status add_sources(rp_build *b) {
    rp_table_init(&b->p->source_names, b->arena);
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_SOURCES) {
        RP_EACH_OF(b->m, node, section, RP_ELEMENT_SOURCE) {
            uint32_t number = (uint32_t)b->p->sources.n;
            rp_named *source = RP_LIST_ADD(b->arena, &b->p->sources);
            RP_HAVE(source);
            source->id = id_of(b, node).at;
            source->node = node;
            RP_TRY(add_name(&b->p->source_names, id_of(b, node), number));
        }
    }
    return REFPATH_OK;
}

refpath_status rp_build_names(rp_build *b) {
    rp_table_init(&b->p->who_names, b->arena);
    RP_TRY(add_facts(b));
    RP_TRY(add_clocks(b));
    RP_TRY(join_clocks(b));
    RP_TRY(add_forest(b, &b->p->places, RP_ELEMENT_PLACES, RP_ELEMENT_PLACE));
    RP_TRY(add_forest(b, &b->p->items, RP_ELEMENT_ITEMS, RP_ELEMENT_ITEM));
    RP_TRY(add_aims(b));
    RP_TRY(add_parties(b));
    RP_TRY(add_groups(b));
    RP_TRY(add_roles(b));
    RP_TRY(add_actors(b));
    RP_TRY(add_steps(b));
    RP_TRY(add_sections(b));
    return add_sources(b);
}
