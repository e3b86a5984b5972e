/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What a case says beside its facts: its mark, who holds it, where it is, whom to avoid, its clocks. */
#include "base/check.h"
#include "decide/case_edit.h"
#include "decide/clock_text.h"

#include <string.h>

/* -- its mark ------------------------------------------------------------------------------------ */

#define LONGEST_ID 64

/* C0, DEL, C1; what turns the direction of a line or ends it. */
static bool is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool rp_case_is_mark(const char *id) {
    size_t n = strlen(id), i = 0;
    if (n == 0 || rp_utf8_valid(id, n) != n || rp_utf8_length(id, n) > LONGEST_ID) {
        return false;
    }
    while (i < n) {
        if (is_control(rp_utf8_next(id, n, &i))) {
            return false;
        }
    }
    return true;
}

refpath_status rp_case_put_id(rp_case_edit *e, const char *id, const rp_case_path *path) {
    const char *copy = NULL;
    if (id && !rp_case_is_mark(id)) {
        rp_case_problem_choices(e, RP_PROBLEM_CASE_BAD_ID, path, LONGEST_ID);
        return REFPATH_OK;
    }
    if (id) {
        copy = rp_arena_text(&e->c->arena, id, strlen(id));
        RP_HAVE(copy);
    }
    e->c->id = copy;
    return REFPATH_OK;
}

refpath_status refpath_case_set_id(refpath_case *self, const char *id, refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path = rp_case_path_of("id");
    if (!self) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    RP_TRY(rp_case_put_id(&e, id, &path));
    return rp_case_edit_status(&e);
}

/* -- who holds it, whom it avoids ------------------------------------------------------------------ */

size_t rp_case_count_holders(const refpath_protocol *p) {
    size_t n = p->actors.n;
    for (size_t i = 0; i < p->roles.n; i++) {
        n += p->roles.at[i].groups.n > 0;
    }
    return n;
}

void rp_case_put_holder(rp_case_edit *e, const char *holder, const rp_case_path *path) {
    const refpath_protocol *p = e->p;
    uint32_t who = holder ? rp_table_find(&p->who_names, rp_str_of(holder)) : RP_NONE;
    rp_who_kind kind = who == RP_NONE ? RP_WHO_PARTY : p->who.at[who].kind;
    if (holder && kind == RP_WHO_ROLE && p->roles.at[p->who.at[who].index].groups.n == 0) {
        rp_case_problem(e, RP_PROBLEM_CASE_HOLDER_WITHOUT_GROUP, path);
    } else if (holder && kind != RP_WHO_ACTOR && kind != RP_WHO_ROLE) {
        rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, path, rp_case_count_holders(p));
    } else {
        e->c->holder = who;
    }
}

refpath_status refpath_case_set_holder(refpath_case *self, const char *holder, refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path = rp_case_path_of("holder");
    if (!self) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    rp_case_put_holder(&e, holder, &path);
    return rp_case_edit_status(&e);
}

uint32_t rp_case_find_avoided(rp_case_edit *e, const char *who, const rp_case_path *path) {
    uint32_t number = rp_table_find(&e->p->who_names, rp_str_of(who));
    if (number == RP_NONE) {
        rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, path, e->p->who.n);
    }
    return number;
}

refpath_status rp_case_put_avoid(refpath_case *c, uint32_t who) {
    size_t at = c->avoid.n;
    while (at > 0 && c->avoid.at[at - 1] > who) {
        at--;
    }
    if (at > 0 && c->avoid.at[at - 1] == who) {
        return REFPATH_OK;
    }
    RP_HAVE(RP_LIST_ADD(&c->arena, &c->avoid));
    memmove(c->avoid.at + at + 1, c->avoid.at + at, (c->avoid.n - 1 - at) * sizeof *c->avoid.at);
    c->avoid.at[at] = who;
    return REFPATH_OK;
}

refpath_status refpath_case_add_avoid(refpath_case *self, const char *who, refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path = rp_case_path_of("avoid");
    uint32_t number;
    if (!self || !who) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    number = rp_case_find_avoided(&e, who, &path);
    return number == RP_NONE ? REFPATH_INVALID_CASE : rp_case_put_avoid(self, number);
}

/* -- where ------------------------------------------------------------------------------------------- */

void rp_case_put_place(rp_case_edit *e, const char *place, const rp_case_path *path) {
    const rp_forest *places = &e->p->places;
    uint32_t number = place ? rp_table_find(&places->names, rp_str_of(place)) : RP_NONE;
    if (place && number == RP_NONE) {
        rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, path, places->entries.n);
    } else if (number != RP_NONE && rp_is_leaf(places, number) && e->c->unknown[e->p->facts.n]) {
        rp_case_problem(e, RP_PROBLEM_CASE_CONTRADICTION, path);
    } else {
        e->c->place = number;
    }
}

refpath_status refpath_case_set_place(refpath_case *self, const char *place, refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path = rp_case_path_of("place");
    if (!self) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    rp_case_put_place(&e, place, &path);
    return rp_case_edit_status(&e);
}

/* -- clocks ------------------------------------------------------------------------------------------ */

uint32_t rp_case_find_clock(rp_case_edit *e, const char *asked, const rp_case_path *path) {
    uint32_t clock = rp_table_find(&e->p->clock_names, rp_str_of(asked));
    if (clock == RP_NONE) {
        rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_CLOCK, path, e->p->clocks.n);
    }
    return clock;
}

static refpath_status read_end(rp_case_edit *e, const char *text, rp_clock_end *end,
                               const rp_case_path *path) {
    refpath_status status = rp_clock_end_read(&e->c->arena, rp_str_of(text), end);
    if (status == REFPATH_INVALID_ARGUMENT) {
        rp_case_problem(e, RP_PROBLEM_CASE_BAD_CLOCK, path);
        return REFPATH_OK;
    }
    if (status == REFPATH_NOT_FOUND) {
        rp_case_problem(e, RP_PROBLEM_CASE_BAD_CALENDAR, path);
        return REFPATH_OK;
    }
    return status;
}

refpath_status rp_case_put_clock(rp_case_edit *e, uint32_t clock, const char *from, const char *to,
                                 const rp_case_path *path) {
    rp_case_path from_path = to ? rp_case_path_key(path, "from") : *path;
    rp_case_path to_path = rp_case_path_key(path, "to");
    rp_clock_given given;
    bool was_bad = e->bad;
    memset(&given, 0, sizeof given);
    given.given = from != NULL;
    given.span = to != NULL;
    e->bad = false;
    if (from) {
        RP_TRY(read_end(e, from, &given.from, &from_path));
    }
    if (to) {
        RP_TRY(read_end(e, to, &given.to, &to_path));
    }
    if (!e->bad && to && rp_clock_end_is_later(&given.from, &given.to)) {
        rp_case_problem(e, RP_PROBLEM_CASE_CONTRADICTION, path);
    }
    if (!e->bad) {
        e->c->clocks[clock] = given;
    }
    e->bad = e->bad || was_bad;
    return REFPATH_OK;
}

refpath_status refpath_case_set_clock(refpath_case *self, const char *clock, const char *from,
                                      const char *to, refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path = rp_case_path_of("clocks");
    uint32_t number;
    if (!self || !clock || (to && !from)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    number = rp_case_find_clock(&e, clock, &path);
    if (number != RP_NONE) {
        path = rp_case_path_key(&path, e.p->clocks.at[number].id);
        RP_TRY(rp_case_put_clock(&e, number, from, to, &path));
    }
    return rp_case_edit_status(&e);
}
