/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The gate before the parser: a tokenizer over the bytes of one document. It refuses what is not well-formed, what the
 * format has no use for and what is past a limit, in linear time, before the parser sees a byte of it; and it knows
 * where each tag and each attribute begins.
 */
#ifndef RP_XML_GATE_H
#define RP_XML_GATE_H

#include "base/diag.h"
#include "base/table.h"

#define RP_GATE_RECENT 256
#define RP_GATE_MOST_NAMES ((size_t)1000) /* different ones: the parser keeps them all, and its search slows down */

typedef struct rp_gate_limits {
    size_t most_depth, most_attributes, most_value;
    size_t most_elements, *elements_left; /* of all documents together: what is said, and what is left of it */
} rp_gate_limits;

typedef enum rp_gate_kind {
    RP_GATE_START,
    RP_GATE_END, /* of an empty tag too, which is then both */
    RP_GATE_TEXT /* characters other than white space; it begins with the first of them */
} rp_gate_kind;

/* Names have numbers, from 0 up, in the order in which they are met. */
typedef struct rp_gate_attribute {
    rp_str name;
    uint32_t number;
    uint32_t line, column;
    bool plain; /* its value has nothing in it that stands for something else */
} rp_gate_attribute;

typedef struct rp_gate_event {
    rp_gate_kind kind;
    uint32_t line, column;
    rp_str name;     /* with its prefix; borrowed from the document */
    uint32_t number;
    size_t first, n; /* among the gate's attributes */
} rp_gate_event;

/* Why the gate stopped: up to two arguments, borrowed from the document or constant. */
typedef struct rp_gate_fault {
    rp_problem problem; /* RP_PROBLEM_NONE: it did not */
    uint32_t line, column;
    rp_str one, two;
    size_t limit;                      /* that was reached, 0 for none */
    uint32_t other_line, other_column; /* a second place; line 0 for none */
} rp_gate_fault;

typedef struct rp_gate {
    const char *bytes;
    size_t n;     /* as far as they are UTF-8 */
    bool invalid; /* and what comes after is not */
    size_t at;    /* up to here all has passed */
    rp_gate_limits limits;
    rp_arena *arena;
    RP_LIST(rp_gate_event) events;
    RP_LIST(rp_gate_attribute) attributes;
    RP_LIST(rp_gate_event) open;
    rp_table names; /* of elements, attributes and namespaces: there is no need for many different ones */
    rp_str recent[RP_GATE_RECENT]; /* some of them, at hand */
    uint32_t recent_number[RP_GATE_RECENT];
    bool has_root, failed;         /* failed: for want of memory */
    size_t mark;                   /* the place found last, from which the next is counted */
    uint32_t line, column;
    rp_gate_fault fault;
} rp_gate;

/* The bytes are borrowed until the gate is no longer used. Begins behind a byte order mark. */
void rp_gate_open(rp_gate *gate, rp_str bytes, const rp_gate_limits *limits, rp_arena *arena);
/* The next token passes, with what it adds to events and attributes; false at the end, at a fault, without memory. */
bool rp_gate_next(rp_gate *gate);
/* Forgets the first events, whose attributes too. */
void rp_gate_forget(rp_gate *gate, size_t events);

/* Parts, for the files of the gate. `false` with the fault set where they do not fit. */
bool rp_gate_fail(rp_gate *gate, rp_problem problem, size_t offset, rp_str one, rp_str two);
bool rp_gate_past(rp_gate *gate, rp_problem problem, size_t offset, size_t limit);
bool rp_gate_expect(rp_gate *gate, size_t *i, const char *text); /* this text, and moves on */
bool rp_gate_name(rp_gate *gate, size_t *i, bool prefixed, rp_str *name);
/* The number of a name, which may be one more of the different ones. */
bool rp_gate_count(rp_gate *gate, size_t offset, rp_str name, uint32_t *number);
bool rp_gate_reference(rp_gate *gate, size_t *i);
bool rp_gate_character(rp_gate *gate, size_t i); /* is one that XML allows */
void rp_gate_place(rp_gate *gate, size_t offset, uint32_t *line, uint32_t *column);
bool rp_gate_declaration(rp_gate *gate, size_t *i); /* the XML declaration, from behind "<?xml" on */
static inline bool rp_gate_space(const rp_gate *gate, size_t i) {
    return i < gate->n &&
           (gate->bytes[i] == ' ' || gate->bytes[i] == '\t' || gate->bytes[i] == '\n' || gate->bytes[i] == '\r');
}
static inline void rp_gate_skip(const rp_gate *gate, size_t *i) {
    while (rp_gate_space(gate, *i)) {
        (*i)++;
    }
}
/* What a character may be, in bits; of those beyond ASCII only that they may have to be looked at. */
enum {
    RP_GATE_BEGINS_NAME = 1,  /* letters */
    RP_GATE_IN_NAME = 2,      /* and digits, and the hyphen */
    RP_GATE_STOPS_VALUE = 4,  /* has to be looked at in a value, */
    RP_GATE_STOPS_TEXT = 8,   /* in a text */
    RP_GATE_PLAIN = 16        /* one column wide, and nothing special in a value between double quotes */
};
extern const unsigned char rp_gate_kinds[256];
static inline bool rp_gate_is(const rp_gate *gate, size_t i, char c) {
    return i < gate->n && gate->bytes[i] == c;
}

/* One character, which must come next. */
static inline bool rp_gate_take(rp_gate *gate, size_t *i, char c, const char *as_text) {
    if (rp_gate_is(gate, *i, c)) {
        ++*i;
        return true;
    }
    return rp_gate_expect(gate, i, as_text);
}

#endif
