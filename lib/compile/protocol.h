/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The compiled protocol: every name is a number, every list an array, every condition a row of the matcher. It is
 * written once, while it is compiled, and only read afterwards.
 *
 * Numbers: `who` counts actors, groups, roles and parties together in document order (one id space); the other kinds
 * have numbers of their own. RP_NONE stands for "absent". Durations are seconds, dates are days since 1970-01-01.
 */
#ifndef RP_COMPILE_PROTOCOL_H
#define RP_COMPILE_PROTOCOL_H

#include "compile/forest.h"
#include "compile/hours.h"
#include "compile/matcher.h"
#include "model/model.h"
#include "unicode/zone.h"

#include <refpath/protocol.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

#define RP_NO_DATE INT32_MIN /* days are 32 bits wide where they are many */
#define RP_NO_TIME INT64_MIN

typedef struct rp_refs { /* a list of numbers of one kind */
    uint32_t n;
    const uint32_t *at;
} rp_refs;

typedef struct rp_dated {
    int32_t from, until; /* days, first and last included; RP_NO_DATE: open */
} rp_dated;

typedef enum rp_fact_kind { RP_FACT_NUMBER, RP_FACT_CHOICE, RP_FACT_SET, RP_FACT_FLAG } rp_fact_kind;
typedef enum rp_unit {
    RP_UNIT_COUNT, RP_UNIT_YEAR, RP_UNIT_MONTH, RP_UNIT_DAY, RP_UNIT_HOUR, RP_UNIT_MINUTE
} rp_unit;

typedef struct rp_fact {
    const char *id;
    rp_node node;
    rp_fact_kind kind;
    bool sensitive, every; /* every: if-open="every" */
    rp_refs ask_by;        /* roles, as who */
    int32_t min, max;      /* NUMBER */
    rp_unit unit;
    uint32_t since;        /* NUMBER: the clock it is counted from */
    uint32_t counted;      /* NUMBER: which of those that are counted from a clock it is, else RP_NONE */
    uint32_t when;         /* FLAG: the condition it is derived from, RP_NONE: it is given */
    rp_forest terms;       /* CHOICE, SET */
    uint32_t axis;         /* its axis; of a SET that of its first term, the others follow; derived: RP_NONE */
} rp_fact;

typedef struct rp_named {
    const char *id;
    rp_node node;
} rp_named;

typedef struct rp_duty {
    const char *id;
    rp_node node;
    uint32_t role;
} rp_duty;

typedef enum rp_who_kind { RP_WHO_ACTOR, RP_WHO_GROUP, RP_WHO_ROLE, RP_WHO_PARTY } rp_who_kind;
typedef struct rp_who {
    const char *id;
    rp_who_kind kind;
    uint32_t index; /* among its kind: actors, groups (a forest), roles, parties */
} rp_who;

typedef struct rp_role {
    const char *id;
    rp_node node;
    uint32_t who;
    rp_refs groups;  /* every actor that plays it is in one of these */
    rp_refs players; /* numbers of `plays`, in document order */
} rp_role;

/*
 * Actors may be a hundred thousand, and what they play and offer many more: lists of places and of services, and these
 * terms, which many have in common, are kept once, and stand by their number in `lists` and `terms`.
 */
typedef struct rp_terms {
    const rp_hours *hours; /* NULL: always */
    int64_t respond;       /* seconds; 0 where it is not given */
    int64_t per;           /* 0: not given */
    int32_t capacity, prefer;
    int32_t verified; /* its own */
    rp_dated dated;
} rp_terms;

typedef struct rp_plays {
    uint32_t actor, role;
    uint32_t at, terms; /* at: a list of places */
} rp_plays;

typedef struct rp_offer {
    rp_node node;
    uint32_t actor;
    uint32_t services, at, terms; /* lists of aims, of places */
    uint32_t site;
    uint32_t when;
} rp_offer;

typedef struct rp_contact {
    rp_node node;
    uint32_t terms;
    uint32_t visible_to; /* a list of who; empty: everybody */
    bool secure;
} rp_contact;

typedef struct rp_actor {
    const char *id;
    rp_node node;
    uint32_t who;
    rp_refs groups;  /* numbers of groups, as written */
    uint32_t part_of; /* an actor */
    rp_refs visible_to; /* who; empty: everybody */
    rp_dated dated;
    int32_t verified;
    uint32_t first_plays, n_plays, first_offer, n_offers, first_contact, n_contacts;
} rp_actor;

typedef struct rp_interface {
    const char *id;
    rp_node node;
    rp_refs from, to, through; /* who; through: roles (numbers of roles) */
    bool direct_when_missing;
    uint32_t unless;           /* condition; RP_NONE: it never holds */
    bool open_holds;           /* unless/@if-open="holds" */
} rp_interface;

typedef struct rp_due {
    const char *id; /* may be NULL */
    rp_node node;
    int64_t within;
    uint32_t clock;
    uint32_t when;
    bool overdue; /* a limit with then="overdue" */
} rp_due;

typedef struct rp_escalate {
    rp_refs to; /* who */
    int64_t after; /* 0 where it is not given */
    uint32_t when;
} rp_escalate;

typedef struct rp_advice {
    const char *id;
    rp_node node;
    const char *kind;
    rp_refs roles;     /* numbers of roles; empty: everybody */
    uint32_t when, pathway; /* pathway RP_NONE: it stands in a role */
} rp_advice;

typedef enum rp_step_kind { RP_STEP_SERVICE, RP_STEP_INFORM, RP_STEP_ACT } rp_step_kind;

typedef struct rp_step {
    const char *id;
    rp_node node;
    uint32_t pathway;
    rp_step_kind kind;
    uint32_t service;      /* aim */
    rp_refs inform;        /* who: roles, or parties */
    uint32_t with, by;     /* step; role number */
    rp_refs after;         /* steps */
    uint32_t purpose;      /* aim: its own, else the service; RP_NONE */
    rp_refs share;         /* items, as written */
    uint32_t when;
    uint32_t first_target, n_targets; /* in dues; its own, else those of its pathway */
    uint32_t first_limit, n_limits;
    uint32_t first_escalate, n_escalates;
} rp_step;

typedef struct rp_pathway {
    const char *id;
    rp_node node;
    uint32_t when;
    uint32_t first_step, n_steps;
} rp_pathway;

typedef enum rp_effect { RP_FORBID, RP_PERMIT, RP_REQUIRE } rp_effect;
typedef enum rp_form { RP_SPOKEN, RP_RECORDED, RP_WRITTEN } rp_form;
enum { RP_NAMES_ITEM = 1, RP_NAMES_RECIPIENT = 2, RP_NAMES_PURPOSE = 4 };

typedef struct rp_agreement {
    rp_refs by; /* numbers of parties, in the order of `parties` */
    bool assent;
    rp_form form;
    int64_t valid_for; /* seconds; RP_NO_TIME: it does not run out */
    unsigned naming;
    bool earlier;
} rp_agreement;

/* One test of a rule's condition, as a condition of its own: for explanations. */
typedef struct rp_rule_test {
    uint32_t condition;
    rp_node node;
} rp_rule_test;

typedef struct rp_rule {
    const char *id;
    rp_node node;
    uint32_t section;
    rp_effect effect;
    uint32_t when;
    uint32_t first_agreement, n_agreements;
    uint32_t first_obligation, n_obligations; /* in obligations */
    uint32_t first_test, n_tests;             /* in rule_tests */
} rp_rule;

typedef struct rp_consent_section {
    const char *id; /* may be NULL */
    rp_refs over;   /* sections */
    uint32_t first_rule, n_rules;
} rp_consent_section;

typedef struct rp_link {
    uint32_t from, to;
    int64_t time;
    bool one_way;
} rp_link;

typedef struct rp_holiday {
    int64_t on, until;
    rp_refs at; /* places; empty: everywhere */
} rp_holiday;

struct refpath_protocol {
    atomic_uint refs;
    rp_alloc alloc;
    rp_model model; /* what was read: texts, citations, and what drafts start from */
    rp_arena arena; /* everything below */
    char fingerprint[65];
    uint64_t most_work;

    const char *id, *version, *status, *language;
    int64_t valid_from, valid_until, review_by; /* the earliest of all documents where that counts */

    RP_LIST(rp_fact) facts;       /* number facts.n stands for `place` */
    RP_LIST(rp_named) clocks;     /* 0 is report */
    rp_forest places, items, aims, groups; /* aims: purposes and services */
    rp_word *aim_is_service;      /* over aims */
    const rp_zone **zone;         /* per place; the first root's zone gives dates */
    RP_LIST(rp_zone *) zones;     /* owned */
    const rp_zone *root_zone;
    rp_zone *utc;
    RP_LIST(rp_link) links;
    RP_LIST(rp_holiday) holidays;

    RP_LIST(rp_who) who;
    rp_table who_names;
    RP_LIST(rp_named) parties;    /* with the who number of each in party_who */
    uint32_t *party_who, *group_who;
    RP_LIST(rp_role) roles;
    RP_LIST(rp_duty) duties;
    RP_LIST(rp_actor) actors;
    RP_LIST(rp_plays) plays;
    RP_LIST(rp_offer) offers;
    RP_LIST(rp_contact) contacts;
    RP_LIST(rp_refs) lists; /* that several have in common; 0 is the empty one */
    RP_LIST(rp_terms) terms;
    uint32_t *offers_first, *offers_at; /* per place: where its offers begin; the offers that name it, in document order */
    rp_refs *offers_of; /* per aim: offers that name it or what lies under it, in document order */

    RP_LIST(rp_interface) interfaces;
    RP_LIST(rp_pathway) pathways;
    RP_LIST(rp_step) steps;
    RP_LIST(rp_due) dues;
    RP_LIST(rp_escalate) escalates;
    RP_LIST(rp_advice) advice;    /* in document order */
    RP_LIST(rp_consent_section) sections;
    RP_LIST(rp_rule) rules;
    uint32_t *rule_of;      /* per condition: the rule whose it is; RP_NONE */
    rp_word *rules_besides; /* over rules: those that are found by no condition of their own */
    RP_LIST(rp_agreement) agreements;
    RP_LIST(rp_rule_test) rule_tests;
    RP_LIST(rp_named) obligations;
    RP_LIST(rp_named) sources;
    RP_LIST(rp_named) claims;
    rp_table step_names, fact_names, clock_names, source_names, duty_names;

    rp_matcher matcher;
    uint32_t n_counted; /* numbers that are counted from a clock */
    uint32_t place_axis, purpose_axis, item_axis;
    struct rp_travel *travel; /* compile/travel.h */
};

static inline const rp_refs *rp_list(const refpath_protocol *p, uint32_t list) { return &p->lists.at[list]; }
static inline const rp_terms *rp_terms_of(const refpath_protocol *p, uint32_t terms) { return &p->terms.at[terms]; }
/* The day an offer was verified: its own, else the actor's. */
static inline int32_t rp_offer_verified(const refpath_protocol *p, const rp_offer *offer) {
    int32_t own = rp_terms_of(p, offer->terms)->verified;
    return own != RP_NO_DATE ? own : p->actors.at[offer->actor].verified;
}

/*
 * A copy that has what the protocol has, for lists of its own to be put in. It is never released, and lives no longer than the
 * protocol. How often that is held may change meanwhile, and is not read.
 */
static inline void rp_protocol_share(refpath_protocol *copy, const refpath_protocol *p) {
    const size_t head = offsetof(refpath_protocol, alloc);
    atomic_init(&copy->refs, 1);
    memcpy((char *)copy + head, (const char *)p + head, sizeof *copy - head);
}

/*
 * Compiles a loaded model; takes the model over, also on failure. Problems of reference and meaning go to diags. One
 * that is flawed, for problems told already, is looked into for others, and refused.
 */
refpath_status rp_compile(refpath_protocol **out, rp_model *model, bool flawed, const refpath_load_options *options,
                          refpath_diags *diags);

#endif
