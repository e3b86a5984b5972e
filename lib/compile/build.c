/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/build.h"

#include "base/check.h"
#include "unicode/civil.h"

/* -- attributes ------------------------------------------------------------------------------ */

#define FEWEST_MADE ((size_t)64)
#define MOST_MADE ((size_t)4096)
#define NODES_OF_ONE ((size_t)32)

refpath_status rp_build_start(rp_build *b) {
    b->n_made = FEWEST_MADE;
    while (b->n_made < MOST_MADE && b->n_made < b->m->where.n / NODES_OF_ONE) {
        b->n_made *= 2;
    }
    b->made = RP_ARENA_ARRAY(&b->scratch, rp_made, b->n_made);
    RP_HAVE(b->made);
    return REFPATH_OK;
}

rp_made *rp_build_made(const rp_build *b, rp_value value, uint32_t of) {
    uint32_t mixed = (value ^ of << 24) * UINT32_C(0x9e3779b1);
    return &b->made[(mixed >> 12 ^ mixed >> 24) & (b->n_made - 1)];
}

rp_value rp_build_value(rp_build *b, rp_node node, rp_attribute attribute) {
    if (b->read != node) {
        rp_node_values(b->m, node, b->values);
        b->read = node;
    }
    return b->values[attribute];
}

static bool value_of(rp_build *b, rp_node node, rp_attribute attribute, rp_str *text) {
    rp_value value = rp_build_value(b, node, attribute);
    if (value) {
        *text = rp_str_of(rp_value_text(b->m, value));
    }
    return value != 0;
}

bool rp_build_has(rp_build *b, rp_node node, rp_attribute attribute) {
    return rp_build_value(b, node, attribute) != 0;
}

const char *rp_build_text(rp_build *b, rp_node node, rp_attribute attribute) {
    rp_value value = rp_build_value(b, node, attribute);
    return value ? rp_value_text(b->m, value) : NULL;
}

int64_t rp_build_duration(rp_build *b, rp_node node, rp_attribute attribute, int64_t absent) {
    rp_str value;
    int64_t seconds;
    return value_of(b, node, attribute, &value) && rp_duration_parse(value, &seconds) ? seconds : absent;
}

/* Of the years 1900 to 9999. */
int32_t rp_build_date(rp_build *b, rp_node node, rp_attribute attribute) {
    rp_str value;
    int64_t day;
    return value_of(b, node, attribute, &value) && rp_civil_parse_date(value, &day) ? (int32_t)day : RP_NO_DATE;
}

int32_t rp_build_integer(rp_build *b, rp_node node, rp_attribute attribute, int32_t absent) {
    rp_str value;
    int64_t number;
    if (!value_of(b, node, attribute, &value) || !rp_parse_integer(value, &number)) {
        return absent;
    }
    return number > INT32_MAX ? INT32_MAX : number < INT32_MIN ? INT32_MIN : (int32_t)number;
}

bool rp_build_true(rp_build *b, rp_node node, rp_attribute attribute) {
    return rp_build_is(b, node, attribute, "true") || rp_build_is(b, node, attribute, "1");
}

bool rp_build_is(rp_build *b, rp_node node, rp_attribute attribute, const char *word) {
    rp_str value;
    return value_of(b, node, attribute, &value) && rp_str_is(value, word);
}

rp_dated rp_build_dated(rp_build *b, rp_node node) {
    rp_dated d = {rp_build_date(b, node, RP_ATTRIBUTE_ACTIVE_FROM),
                  rp_build_date(b, node, RP_ATTRIBUTE_ACTIVE_UNTIL)};
    if (d.from != RP_NO_DATE && d.until != RP_NO_DATE && d.until < d.from) {
        rp_build_problem(b, RP_PROBLEM_DATES_CROSSED, node, RP_ATTRIBUTE_ACTIVE_UNTIL, NULL, NULL);
    }
    return d;
}

void rp_build_problem(rp_build *b, rp_problem problem, rp_node node, rp_attribute attribute,
                      const char *one, const char *two) {
    rp_place_in where = attribute == RP_ATTRIBUTE_NONE
                            ? rp_node_place(b->m, node)
                            : rp_node_attribute_place(b->m, node, attribute);
    rp_diag_add(b->diags, problem, where, one, two);
}

refpath_status rp_build_limit(rp_build *b, rp_problem problem, rp_node node, rp_attribute attribute, int64_t limit) {
    char digits[RP_INTEGER_ROOM];
    (void)rp_print_integer(limit, digits);
    rp_build_problem(b, problem, node, attribute, digits, NULL);
    return REFPATH_LIMIT_EXCEEDED;
}

refpath_status rp_build_room(rp_build *b, uint64_t words) {
    const uint64_t most = b->limits->most_tables / sizeof(rp_word);
    b->table_words = words > most || b->table_words > most - words ? most + 1 : b->table_words + words;
    return b->table_words <= most
               ? REFPATH_OK
               : rp_build_limit(b, RP_PROBLEM_CONDITIONS_TOO_LARGE, b->m->root, RP_ATTRIBUTE_NONE,
                                (int64_t)b->limits->most_tables);
}

/* -- references ------------------------------------------------------------------------------ */

static const char *who_kind_name(rp_who_kind kind) {
    static const char *const names[] = {"actor", "group", "role", "party"};
    return names[kind];
}

static const char *target_name(int target) {
    switch (target) {
    case RP_TO_ACTOR: return "actor";
    case RP_TO_GROUP: return "group";
    case RP_TO_ROLE: return "role";
    case RP_TO_PARTY: return "party";
    case RP_TO_MEMBER: return "actor, group or role";
    case RP_TO_ROLE | RP_TO_PARTY: return "role or party";
    case RP_TO_PLACE: return "place";
    case RP_TO_ITEM: return "item";
    case RP_TO_AIM: return "purpose or service";
    case RP_TO_SERVICE: return "service";
    case RP_TO_CLOCK: return "clock";
    case RP_TO_STEP: return "step";
    case RP_TO_SECTION: return "consent section";
    case RP_TO_SOURCE: return "source";
    default: return "actor, group, role or party";
    }
}

static const rp_table *target_table(const rp_build *b, int target) {
    const refpath_protocol *p = b->p;
    switch (target) {
    case RP_TO_PLACE: return &p->places.names;
    case RP_TO_ITEM: return &p->items.names;
    case RP_TO_AIM:
    case RP_TO_SERVICE: return &p->aims.names;
    case RP_TO_CLOCK: return &p->clock_names;
    case RP_TO_STEP: return &p->step_names;
    case RP_TO_SECTION: return &b->section_names;
    case RP_TO_SOURCE: return &p->source_names;
    default: return &p->who_names;
    }
}

typedef struct rp_wanted {
    const refpath_protocol *p;
    int target;
} rp_wanted;

static bool is_wanted(const void *user, uint32_t found) {
    const rp_wanted *wanted = user;
    if (wanted->target < RP_TO_PLACE) {
        return (wanted->target & (1 << wanted->p->who.at[found].kind)) != 0;
    }
    return wanted->target != RP_TO_SERVICE || rp_bits_has(wanted->p->aim_is_service, found);
}

static refpath_status report_unknown(rp_build *b, rp_node node, rp_attribute attribute, rp_str word,
                                     int target) {
    char *id = rp_arena_text(&b->scratch, word.at, word.n);
    rp_str near;
    const char *nearest = "";
    RP_HAVE(id);
    rp_wanted wanted = {b->p, target};
    if (!rp_diag_full(b->diags) && rp_table_nearest_of(target_table(b, target), word, is_wanted, &wanted, &near)) {
        nearest = rp_arena_text(&b->scratch, near.at, near.n);
        RP_HAVE(nearest);
    }
    rp_diag_add(b->diags, RP_PROBLEM_UNKNOWN_REFERENCE,
                rp_node_attribute_place(b->m, node, attribute), id, target_name(target), nearest);
    return REFPATH_OK;
}

static refpath_status report_wrong_kind(rp_build *b, rp_node node, rp_attribute attribute,
                                        rp_str word, int target, const char *found) {
    char *id = rp_arena_text(&b->scratch, word.at, word.n);
    RP_HAVE(id);
    rp_diag_add(b->diags, RP_PROBLEM_WRONG_KIND, rp_node_attribute_place(b->m, node, attribute), id,
                target_name(target), found);
    return REFPATH_OK;
}

/* Looks one word up; RP_NONE with a problem where it does not fit. */
static refpath_status look_up(rp_build *b, rp_node node, rp_attribute attribute, rp_str word,
                              int target, uint32_t *out) {
    const refpath_protocol *p = b->p;
    uint32_t found = rp_table_find(target_table(b, target), word);
    *out = RP_NONE;
    if (found == RP_NONE) {
        return report_unknown(b, node, attribute, word, target);
    }
    if (target < RP_TO_PLACE) {
        rp_who_kind kind = p->who.at[found].kind;
        if (!(target & (1 << kind))) {
            return report_wrong_kind(b, node, attribute, word, target, who_kind_name(kind));
        }
    }
    if (target == RP_TO_SERVICE && !rp_bits_has(p->aim_is_service, found)) {
        return report_wrong_kind(b, node, attribute, word, target, "purpose");
    }
    *out = found;
    return REFPATH_OK;
}

size_t rp_build_told(const rp_build *b) { return rp_diag_errors(b->diags) + refpath_diags_count(b->diags); }

/* Kinds of what is made of a value; for references the target is added. */
enum { ONE_NUMBER = 32, MANY_NUMBERS = 64, MEMBERS = 96 };

refpath_status rp_build_ref(rp_build *b, rp_node node, rp_attribute attribute, int target, uint32_t *out) {
    rp_value value = rp_build_value(b, node, attribute);
    rp_made *made;
    *out = RP_NONE;
    if (!value) {
        return REFPATH_OK;
    }
    made = rp_build_made(b, value, ONE_NUMBER + (uint32_t)target);
    if (made->value == value && made->of == ONE_NUMBER + (uint32_t)target) {
        *out = made->refs.n;
        return REFPATH_OK;
    }
    RP_TRY(look_up(b, node, attribute, rp_str_of(rp_value_text(b->m, value)), target, out));
    if (*out != RP_NONE) {
        *made = (rp_made){value, ONE_NUMBER + (uint32_t)target, {*out, NULL}, NULL};
    }
    return REFPATH_OK;
}

static refpath_status read_refs(rp_build *b, rp_node node, rp_attribute attribute, rp_str rest, int target,
                                rp_refs *out) {
    rp_str word;
    rp_table seen;
    uint32_t n = 0, *at;
    bool is_list;
    for (rp_str count = rest; rp_str_word(&count, &word);) {
        n++;
    }
    at = RP_ARENA_ARRAY(b->arena, uint32_t, n);
    RP_HAVE(at);
    is_list = n > 1;
    rp_table_init(&seen, &b->scratch);
    n = 0;
    while (rp_str_word(&rest, &word)) {
        uint32_t found;
        bool fresh = n == 0;
        RP_TRY(look_up(b, node, attribute, word, target, &found));
        if (found == RP_NONE) {
            continue;
        }
        if (is_list) { /* one name alone, the usual case, needs no table */
            RP_TRY(rp_table_add(&seen, word, &found, &fresh));
        }
        if (fresh) {
            at[n++] = found;
        }
    }
    out->n = n;
    out->at = at;
    return REFPATH_OK;
}

refpath_status rp_build_refs(rp_build *b, rp_node node, rp_attribute attribute, int target, rp_refs *out) {
    rp_value value = rp_build_value(b, node, attribute);
    rp_made *made;
    size_t before = rp_build_told(b);
    out->n = 0;
    out->at = NULL;
    if (!value) {
        return REFPATH_OK;
    }
    made = rp_build_made(b, value, MANY_NUMBERS + (uint32_t)target);
    if (made->value == value && made->of == MANY_NUMBERS + (uint32_t)target) {
        *out = made->refs;
        return REFPATH_OK;
    }
    RP_TRY(read_refs(b, node, attribute, rp_str_of(rp_value_text(b->m, value)), target, out));
    if (rp_build_told(b) == before) {
        *made = (rp_made){value, MANY_NUMBERS + (uint32_t)target, *out, NULL};
    }
    return REFPATH_OK;
}

refpath_status rp_build_members(rp_build *b, rp_node node, rp_attribute attribute, rp_who_kind kind, rp_refs *out) {
    rp_value value = rp_build_value(b, node, attribute);
    rp_made *made = rp_build_made(b, value, MEMBERS + (uint32_t)kind);
    size_t before = rp_build_told(b);
    uint32_t *at;
    if (value && made->value == value && made->of == MEMBERS + (uint32_t)kind) {
        *out = made->refs;
        return REFPATH_OK;
    }
    RP_TRY(rp_build_refs(b, node, attribute, 1 << kind, out));
    at = RP_ARENA_ARRAY(b->arena, uint32_t, out->n);
    RP_HAVE(at);
    for (uint32_t i = 0; i < out->n; i++) {
        at[i] = b->p->who.at[out->at[i]].index;
    }
    out->at = at;
    if (value && rp_build_told(b) == before) {
        *made = (rp_made){value, MEMBERS + (uint32_t)kind, *out, NULL};
    }
    return REFPATH_OK;
}
