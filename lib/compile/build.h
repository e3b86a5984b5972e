/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What the files that compile share: the protocol in the making, the model it is made from, and typed look-ups. */
#ifndef RP_COMPILE_BUILD_H
#define RP_COMPILE_BUILD_H

#include "compile/protocol.h"

/* What a reference may name. Kinds of `who` can be combined. */
typedef enum rp_target {
    RP_TO_ACTOR = 1,
    RP_TO_GROUP = 2,
    RP_TO_ROLE = 4,
    RP_TO_PARTY = 8,
    RP_TO_MEMBER = 7, /* actor, group or role */
    RP_TO_WHO = 15,
    RP_TO_PLACE = 16,
    RP_TO_ITEM,
    RP_TO_AIM,     /* purpose or service */
    RP_TO_SERVICE, /* gives the aim */
    RP_TO_CLOCK,
    RP_TO_STEP,
    RP_TO_SECTION, /* of consent */
    RP_TO_SOURCE
} rp_target;

/* What was made of a value once serves wherever it comes again. */
typedef struct rp_made {
    rp_value value; /* 0: none */
    uint32_t of;    /* which of the things that values are made into */
    rp_refs refs;
    const rp_hours *hours;
} rp_made;

/* Terms that were made of these values of attributes, those of terms.c in order. */
#define RP_TERM_ATTRIBUTES 8
typedef struct rp_terms_made {
    rp_value values[RP_TERM_ATTRIBUTES];
    uint32_t terms; /* 0: none */
} rp_terms_made;

typedef struct rp_build {
    refpath_protocol *p;
    rp_model *m;
    rp_arena *arena; /* the protocol's */
    rp_arena scratch;
    refpath_diags *diags;
    size_t errors; /* that were there before */
    bool flawed;   /* so that no protocol comes of it, whatever is found here */
    rp_table section_names;
    rp_node read; /* the node whose attributes are in `values` */
    rp_value values[RP_ATTRIBUTE_COUNT];
    rp_made *made;
    size_t n_made; /* rooms, a power of two */
    rp_terms_made *terms;
    rp_table whens; /* conditions of offers */
    uint32_t *marks[2]; /* axes of sender and recipient by who, RP_NONE: none yet; see axes.c */
    const refpath_load_options *limits;
    uint64_t table_words; /* of all conditions so far */
} rp_build;

#define RP_EACH(model, child, parent)                                                              \
    for (rp_node child = rp_node_first((model), (parent)); child;                                  \
         child = rp_node_next((model), child))
#define RP_EACH_OF(model, child, parent, element)                                                  \
    for (rp_node child = rp_node_first_of((model), (parent), (element)); child;                    \
         child = rp_node_next_of((model), child, (element)))

refpath_status rp_build_start(rp_build *b);
/* The room for what is made of a value: the thing itself where both fit, else to be filled. */
rp_made *rp_build_made(const rp_build *b, rp_value value, uint32_t of);
/* How many problems were told so far. They are told at each place where they are met: what had some is not kept as made. */
size_t rp_build_told(const rp_build *b);
rp_value rp_build_value(rp_build *b, rp_node node, rp_attribute attribute); /* 0: absent */
/* Attributes, with a value for "absent". What is malformed was refused before. */
bool rp_build_has(rp_build *b, rp_node node, rp_attribute attribute);
const char *rp_build_text(rp_build *b, rp_node node, rp_attribute attribute); /* NULL: absent */
int64_t rp_build_duration(rp_build *b, rp_node node, rp_attribute attribute, int64_t absent);
int32_t rp_build_date(rp_build *b, rp_node node, rp_attribute attribute);
int32_t rp_build_integer(rp_build *b, rp_node node, rp_attribute attribute, int32_t absent);
bool rp_build_true(rp_build *b, rp_node node, rp_attribute attribute);
bool rp_build_is(rp_build *b, rp_node node, rp_attribute attribute, const char *word);
rp_dated rp_build_dated(rp_build *b, rp_node node);

/* References; what is not there is a problem and left out, so that all problems are found in one go. */
refpath_status rp_build_ref(rp_build *b, rp_node node, rp_attribute attribute, int target, uint32_t *out);
refpath_status rp_build_refs(rp_build *b, rp_node node, rp_attribute attribute, int target, rp_refs *out);
/* As rp_build_refs for numbers of roles, groups or parties instead of who. */
refpath_status rp_build_members(rp_build *b, rp_node node, rp_attribute attribute, rp_who_kind kind, rp_refs *out);
/* terms.c: as rp_build_refs, the number of a list that is shared; terms; the condition of an offer. */
refpath_status rp_build_list(rp_build *b, rp_node node, rp_attribute attribute, int target, uint32_t *out);
refpath_status rp_build_terms(rp_build *b, rp_node node, uint32_t *out);
refpath_status rp_build_offer_when(rp_build *b, rp_node offer, uint32_t *out);
/* A limit is reached: says where, and gives the status to return. */
refpath_status rp_build_limit(rp_build *b, rp_problem problem, rp_node node, rp_attribute attribute, int64_t limit);
/* Whether the tables of all conditions, those in the making too, may take `words` more; else a problem of the whole. */
refpath_status rp_build_room(rp_build *b, uint64_t words);
void rp_build_problem(rp_build *b, rp_problem problem, rp_node node, rp_attribute attribute, const char *one,
                      const char *two);

/* The passes, in order. */
refpath_status rp_build_common(rp_build *b);     /* terms.c: what actors have in common, none so far */
refpath_status rp_build_names(rp_build *b);      /* names.c: every id gets its number */
refpath_status rp_build_geography(rp_build *b);  /* geography.c: zones, travel, holidays */
refpath_status rp_build_directory(rp_build *b);  /* directory.c: roles, actors, what they play and offer */
refpath_status rp_build_coordination(rp_build *b);
refpath_status rp_build_pathways(rp_build *b);   /* pathways.c */
refpath_status rp_build_consent(rp_build *b);    /* consent.c */
refpath_status rp_build_claims(rp_build *b);
refpath_status rp_build_rule_tests(rp_build *b);
refpath_status rp_build_circles(rp_build *b);    /* circles.c */

/* expression.c */
typedef enum rp_context { /* which facts of the request have a value */
    RP_IN_FLAG,    /* none */
    RP_IN_PATHWAY, /* the sender */
    RP_IN_UNLESS,  /* all but the item */
    RP_IN_RULE     /* all */
} rp_context;
refpath_status rp_build_axes(rp_build *b);
/* The condition of the `when` (or `unless`) child of a node; RP_NONE where it has none. */
refpath_status rp_build_when(rp_build *b, rp_node node, rp_element element, rp_context context, uint32_t *out);
/* A single test as a condition, for explanations. */
refpath_status rp_build_test(rp_build *b, rp_node test, rp_context context, uint32_t *out);
refpath_status rp_build_flag(rp_build *b, uint32_t fact);
refpath_status rp_build_flags(rp_build *b);   /* flags.c: derived flags, each after those that it reads */
refpath_status rp_build_matcher(rp_build *b); /* matcher.c: the bit vectors */

#endif
