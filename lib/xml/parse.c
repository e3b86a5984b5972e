/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * libxml2 through its SAX2 push parser alone: no tree, no entities, nothing opened. It is given only what has passed
 * the gate, and must see the same tags as the gate did. Its memory comes from malloc(): hooks for it would be those of
 * the process.
 */
#include "xml/parse.h"

#include "base/bits.h"
#include "base/check.h"
#include "xml/chars.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>

#define PIECE ((size_t)32768) /* bytes that the parser is given at a time, to the end of a token */
#define MOST_DETAIL 200

typedef struct rp_parser {
    rp_gate gate;
    const rp_parse_events *events;
    const char *file;
    size_t taken; /* events of the gate that the parser has seen */
    RP_LIST(rp_tag_attribute) attributes;
    rp_buffer values;
    const xmlChar *met[RP_GATE_MOST_NAMES]; /* of names without a prefix, where the parser keeps them */
    const xmlChar *uri;                     /* the namespace of the last element, and what it is */
    rp_namespace space;
    bool refused; /* the parser or this file found fault with what the gate let pass */
    bool ending;  /* the gate stopped: that the document is not whole is known */
    char detail[MOST_DETAIL];
    refpath_status status;
} rp_parser;

static const char our_space[] = "urn:refpath:protocol:1";
static const char xml_space[] = "http://www.w3.org/XML/1998/namespace";
static const char schema_space[] = "http://www.w3.org/2001/XMLSchema-instance";

static rp_str of_xml(const xmlChar *text) {
    return rp_str_of((const char *)text);
}

static rp_namespace space_of(const xmlChar *uri) {
    rp_str space;
    if (!uri) {
        return RP_NAMESPACE_NONE;
    }
    space = of_xml(uri);
    if (rp_str_is(space, our_space)) {
        return RP_NAMESPACE_OURS;
    }
    if (rp_str_is(space, xml_space)) {
        return RP_NAMESPACE_XML;
    }
    return rp_str_is(space, schema_space) ? RP_NAMESPACE_SCHEMA : RP_NAMESPACE_OTHER;
}

static bool stopped(const rp_parser *p) {
    return p->refused || p->status != REFPATH_OK;
}

static void refuse(rp_parser *p, const char *detail) {
    size_t n = strlen(detail);
    if (p->refused || p->ending) {
        return;
    }
    while (n > 0 && rp_xml_space(detail[n - 1])) {
        n--;
    }
    n = n < MOST_DETAIL ? n : MOST_DETAIL - 1;
    n = rp_utf8_valid(detail, n);
    memcpy(p->detail, detail, n);
    p->detail[n] = '\0';
    p->refused = true;
}

/* -- what the parser tells --------------------------------------------------------------------------------- */

/* The parser keeps each name once: one that has been compared is known by where it is. */
static bool same_name(rp_parser *p, rp_str name, uint32_t number, const xmlChar *prefix, const xmlChar *local) {
    rp_str before, after;
    size_t n;
    if (!prefix) {
        if (p->met[number] == local) {
            return true;
        }
        after = of_xml(local);
        p->met[number] = rp_str_equal(name, after) ? local : NULL;
        return p->met[number] != NULL;
    }
    before = of_xml(prefix);
    after = of_xml(local);
    n = before.n + 1;
    return name.n == n + after.n && memcmp(name.at + n, after.at, after.n) == 0 &&
           memcmp(name.at, before.at, before.n) == 0 && name.at[before.n] == ':';
}

/* The event of the gate that this must be, or NULL. */
static const rp_gate_event *take(rp_parser *p, rp_gate_kind kind, const xmlChar *prefix, const xmlChar *local) {
    const rp_gate_event *event;
    while (p->taken < p->gate.events.n && p->gate.events.at[p->taken].kind == RP_GATE_TEXT) {
        p->taken++;
    }
    event = p->taken < p->gate.events.n ? &p->gate.events.at[p->taken] : NULL;
    if (!event || event->kind != kind || !same_name(p, event->name, event->number, prefix, local)) {
        refuse(p, (const char *)local);
        return NULL;
    }
    p->taken++;
    return event;
}

static bool is_declaration(rp_str name) {
    return (name.n == 5 || (name.n > 5 && name.at[5] == ':')) && memcmp(name.at, "xmlns", 5) == 0;
}

/* The parser leaves `&` in values as a reference, for others to resolve. */
static bool decode(rp_parser *p, rp_str raw, rp_str *value) {
    static const char left[] = "&#38;";
    size_t n = sizeof left - 1, begin = p->values.n;
    *value = raw;
    if (raw.n == 0 || !memchr(raw.at, '&', raw.n)) {
        return true;
    }
    for (size_t i = 0; i < raw.n; i++) {
        rp_buffer_char(&p->values, raw.at[i]);
        if (raw.n - i >= n && memcmp(raw.at + i, left, n) == 0) {
            i += n - 1;
        }
    }
    if (p->values.failed) {
        return false;
    }
    value->at = p->values.at + begin;
    value->n = p->values.n - begin;
    return true;
}

static bool all_plain(const rp_parser *p, const rp_gate_event *event) {
    for (size_t k = 0; k < event->n; k++) {
        if (!p->gate.attributes.at[event->first + k].plain) {
            return false;
        }
    }
    return true;
}

/* Room for all values of a tag, so that those decoded first do not move. */
static bool reserve(rp_parser *p, const rp_gate_event *event, const xmlChar **attributes, size_t n) {
    size_t sum = 0;
    p->attributes.n = p->values.n = 0;
    if (all_plain(p, event)) {
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        sum += (size_t)(attributes[5 * i + 4] - attributes[5 * i + 3]);
    }
    if (p->values.room <= sum) {
        rp_buffer_free(&p->values);
        while (p->values.n < sum && !p->values.failed) {
            rp_buffer_text(&p->values, "                ");
        }
        p->values.n = 0;
    }
    return !p->values.failed;
}

static bool add_attribute(rp_parser *p, const rp_gate_attribute *seen, const xmlChar **a) {
    rp_tag_attribute *added;
    rp_str raw;
    if (!same_name(p, seen->name, seen->number, a[1], a[0])) {
        refuse(p, (const char *)a[0]);
        return true;
    }
    added = RP_LIST_ADD(p->gate.arena, &p->attributes);
    if (!added) {
        return false;
    }
    added->space = a[2] ? space_of(a[2]) : RP_NAMESPACE_NONE;
    added->number = a[1] ? RP_NONE : seen->number;
    added->name = seen->name;
    added->local = a[1] ? of_xml(a[0]) : seen->name; /* which are the same then, and known in length */
    added->line = seen->line;
    added->column = seen->column;
    raw.at = (const char *)a[3];
    raw.n = (size_t)(a[4] - a[3]);
    added->value = raw;
    return seen->plain || decode(p, raw, &added->value);
}

static bool add_attributes(rp_parser *p, const rp_gate_event *event, const xmlChar **attributes, size_t n) {
    size_t i = 0;
    if (!reserve(p, event, attributes, n)) {
        return false;
    }
    for (size_t k = 0; k < event->n && !p->refused; k++) {
        const rp_gate_attribute *seen = &p->gate.attributes.at[event->first + k];
        if (is_declaration(seen->name)) {
            continue;
        }
        if (i == n) {
            refuse(p, "=");
            return true;
        }
        if (!add_attribute(p, seen, &attributes[5 * i++])) {
            return false;
        }
    }
    return true;
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int n_spaces,
                     const xmlChar **spaces, int n_attributes, int n_defaulted, const xmlChar **attributes) {
    rp_parser *p = user;
    const rp_gate_event *event = stopped(p) ? NULL : take(p, RP_GATE_START, prefix, local);
    rp_tag tag;
    (void)spaces;
    if (!event) {
        return;
    }
    if (n_spaces < 0 || n_attributes < 0 || n_defaulted != 0 || (size_t)n_spaces + (size_t)n_attributes != event->n) {
        refuse(p, "=");
        return;
    }
    if (!add_attributes(p, event, attributes, (size_t)n_attributes)) {
        p->status = REFPATH_OUT_OF_MEMORY;
    }
    if (stopped(p)) {
        return;
    }
    if (uri != p->uri) {
        p->uri = uri;
        p->space = space_of(uri);
    }
    tag.space = p->space;
    tag.number = prefix ? RP_NONE : event->number;
    tag.name = event->name;
    tag.local = prefix ? of_xml(local) : event->name;
    tag.line = event->line;
    tag.column = event->column;
    tag.attributes = p->attributes.at;
    tag.n = p->attributes.n;
    p->status = p->events->start(p->events->user, &tag);
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    rp_parser *p = user;
    (void)uri;
    if (!stopped(p) && take(p, RP_GATE_END, prefix, local)) {
        p->status = p->events->end(p->events->user);
    }
}

static void on_text(void *user, const xmlChar *text, int n) {
    rp_parser *p = user;
    rp_str piece = {(const char *)text, n > 0 ? (size_t)n : 0};
    const rp_gate_event *event = p->taken < p->gate.events.n ? &p->gate.events.at[p->taken] : NULL;
    if (!stopped(p) && piece.n > 0) {
        bool known = event && event->kind == RP_GATE_TEXT;
        p->status = p->events->text(p->events->user, piece, known ? event->line : 0, known ? event->column : 0);
    }
}

/* Releases differ in whether the error is const. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *rp_xml_error;
#else
typedef xmlErrorPtr rp_xml_error;
#endif

static void on_error(void *user, rp_xml_error error) {
    rp_parser *p = user;
    if (!error || error->level < XML_ERR_ERROR || p->ending) {
        return;
    }
    if (error->code == XML_ERR_NO_MEMORY) {
        p->status = REFPATH_OUT_OF_MEMORY;
        return;
    }
    refuse(p, error->message ? error->message : "");
}

/* -- the gate in front of it ---------------------------------------------------------------------------------- */

static xmlParserCtxtPtr new_context(rp_parser *p) {
    xmlSAXHandler sax;
    xmlParserCtxtPtr context;
    memset(&sax, 0, sizeof sax);
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = sax.ignorableWhitespace = sax.cdataBlock = on_text;
    sax.serror = on_error;
    context = xmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL);
    if (context && xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_BIG_LINES) != 0) {
        xmlFreeParserCtxt(context);
        context = NULL;
    }
    return context;
}

/*
 * Where memory fails the parser tells, not its context, but whoever listens in this thread, or else writes to standard
 * error; it also keeps the last error of the thread, with words of the file. Ours is the listener meanwhile, and the
 * one who was there before is so again; the error is forgotten.
 */
typedef struct rp_listener {
    xmlStructuredErrorFunc function;
    void *user;
} rp_listener;

static rp_listener listen_here(rp_parser *p) {
    rp_listener before = {xmlStructuredError, xmlStructuredErrorContext};
    xmlSetStructuredErrorFunc(p, on_error);
    return before;
}

static void listen_again(const rp_parser *p, rp_listener before) {
    xmlSetStructuredErrorFunc(before.user, before.function);
    if (p->refused || p->ending || p->status != REFPATH_OK) {
        xmlResetLastError();
    }
}

static void give(rp_parser *p, xmlParserCtxtPtr context, const char *bytes, size_t n, bool last) {
    if (!stopped(p) && xmlParseChunk(context, bytes, (int)n, last) == XML_ERR_NO_MEMORY) {
        p->status = REFPATH_OUT_OF_MEMORY;
    }
}

/*
 * What has passed the gate and was not given yet. CR and CR LF are given as LF: the parser should see to that itself,
 * but leaves a CDATA section as it is.
 */
static void feed(rp_parser *p, xmlParserCtxtPtr context, size_t *given, bool last) {
    while (!stopped(p) && *given < p->gate.at) {
        const char *from = p->gate.bytes + *given, *end;
        size_t n = p->gate.at - *given;
        n = n < 4 * 1048576 ? n : 4 * 1048576;
        end = memchr(from, '\r', n);
        if (!end) {
            give(p, context, from, n, false);
            *given += n;
            continue;
        }
        if (end > from) {
            give(p, context, from, (size_t)(end - from), false);
        }
        *given += (size_t)(end - from) + 1;
        if (!rp_gate_is(&p->gate, *given, '\n')) { /* else that is given next */
            give(p, context, "\n", 1, false);
        }
    }
    if (last) {
        give(p, context, NULL, 0, true);
    }
    rp_gate_forget(&p->gate, p->taken);
    p->taken = 0;
}

static void read_all(rp_parser *p, xmlParserCtxtPtr context) {
    size_t given = p->gate.at; /* behind a byte order mark */
    while (!stopped(p) && rp_gate_next(&p->gate)) {
        if (p->gate.at - given >= PIECE) {
            feed(p, context, &given, false);
        }
    }
    if (p->gate.failed) {
        p->status = REFPATH_OUT_OF_MEMORY;
    }
    if (p->gate.fault.problem != RP_PROBLEM_NONE) {
        feed(p, context, &given, false);
        p->ending = !p->refused;
    }
    feed(p, context, &given, true);
    if (!stopped(p) && !p->ending) {
        while (p->taken < p->gate.events.n && p->gate.events.at[p->taken].kind == RP_GATE_TEXT) {
            p->taken++;
        }
        if (p->taken < p->gate.events.n || !context->wellFormed || !context->nsWellFormed) {
            refuse(p, "");
        }
    }
}

/* -- what was found ---------------------------------------------------------------------------------------------- */

static bool copy_text(const rp_parser *p, rp_str text, char **copy) {
    *copy = rp_arena_text(p->gate.arena, text.at, text.n);
    return *copy != NULL;
}

static refpath_status report_fault(const rp_parser *p, refpath_diags *diags) {
    const rp_gate_fault *fault = &p->gate.fault;
    rp_place_in where = {p->file, fault->line, fault->column},
                other = {p->file, fault->other_line, fault->other_column};
    char *one, *two, digits[RP_INTEGER_ROOM];
    if (fault->limit > 0) {
        (void)rp_print_integer((int64_t)fault->limit, digits);
        rp_diag_add(diags, fault->problem, where, digits);
        return REFPATH_LIMIT_EXCEEDED;
    }
    if (!copy_text(p, fault->one, &one) || !copy_text(p, fault->two, &two)) {
        return REFPATH_OUT_OF_MEMORY;
    }
    rp_diag_add(diags, fault->problem, where, one, two);
    if (fault->other_line > 0) {
        rp_diag_related(diags, other);
    }
    return REFPATH_OK;
}

/* The parser says where it stopped in ways of its own: the place is that of the tag it has not told of. */
static void report_refusal(const rp_parser *p, refpath_diags *diags) {
    rp_place_in where = {p->file, p->gate.line, p->gate.column};
    if (p->taken < p->gate.events.n) {
        where.line = p->gate.events.at[p->taken].line;
        where.column = p->gate.events.at[p->taken].column;
    }
    rp_diag_add(diags, RP_PROBLEM_NOT_WELL_FORMED, where, p->detail);
}

static refpath_status finish(rp_parser *p, refpath_diags *diags, bool *whole) {
    RP_TRY(p->status);
    if (p->refused) {
        report_refusal(p, diags);
        return REFPATH_OK;
    }
    if (p->gate.fault.problem != RP_PROBLEM_NONE) {
        return report_fault(p, diags);
    }
    *whole = true;
    return REFPATH_OK;
}

refpath_status rp_parse(rp_str bytes, const char *file, const rp_gate_limits *limits, const rp_parse_events *events,
                        const rp_alloc *alloc, refpath_diags *diags, bool *whole) {
    xmlParserCtxtPtr context;
    rp_listener before;
    rp_arena scratch;
    rp_parser p;
    refpath_status status;
    *whole = false;
    memset(&p, 0, sizeof p);
    p.space = RP_NAMESPACE_NONE;
    rp_arena_init(&scratch, alloc, false);
    rp_buffer_init(&p.values, alloc, false);
    rp_gate_open(&p.gate, bytes, limits, &scratch);
    p.events = events;
    p.file = file;
    xmlInitParser(); /* once for the process, whoever is first; later calls do nothing */
    before = listen_here(&p);
    context = new_context(&p);
    if (context) {
        read_all(&p, context);
        xmlFreeParserCtxt(context);
    } else {
        p.status = REFPATH_OUT_OF_MEMORY;
    }
    listen_again(&p, before);
    status = finish(&p, diags, whole);
    rp_buffer_free(&p.values);
    rp_arena_free(&scratch);
    return status;
}
