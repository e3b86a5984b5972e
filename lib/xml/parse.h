/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* One document through the gate and libxml2's push parser: tags and texts with their places, in order. */
#ifndef RP_XML_PARSE_H
#define RP_XML_PARSE_H

#include "xml/gate.h"

typedef enum rp_namespace {
    RP_NAMESPACE_NONE,
    RP_NAMESPACE_OURS,
    RP_NAMESPACE_XML,
    RP_NAMESPACE_SCHEMA, /* of XML Schema instances: xsi */
    RP_NAMESPACE_OTHER
} rp_namespace;

/* Borrowed until the call returns. */
typedef struct rp_tag_attribute {
    rp_namespace space;
    uint32_t number; /* of a name without a prefix: the same for each that is alike; else RP_NONE */
    rp_str name, local, value;
    uint32_t line, column;
} rp_tag_attribute;

typedef struct rp_tag {
    rp_namespace space;
    uint32_t number; /* as of an attribute */
    rp_str name, local;
    uint32_t line, column;
    const rp_tag_attribute *attributes; /* without declarations of namespaces */
    size_t n;
} rp_tag;

/* What is called, in document order; anything but REFPATH_OK ends the reading and comes back. */
typedef struct rp_parse_events {
    void *user;
    refpath_status (*start)(void *user, const rp_tag *tag);
    refpath_status (*end)(void *user);
    /* A piece of text. The place is that of the first character other than white space of the text; line 0: it has
     * none. */
    refpath_status (*text)(void *user, rp_str text, uint32_t line, uint32_t column);
} rp_parse_events;

/*
 * REFPATH_OK with *whole set where all of the document was read; with *whole false where it is not well-formed, which
 * is among `diags` then. REFPATH_LIMIT_EXCEEDED, also among `diags`; REFPATH_OUT_OF_MEMORY; what an event gave.
 */
refpath_status rp_parse(rp_str bytes, const char *file, const rp_gate_limits *limits, const rp_parse_events *events,
                        const rp_alloc *alloc, refpath_diags *diags, bool *whole);

#endif
