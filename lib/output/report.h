/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A report in the making: what was asked of the protocol, the page written so far. Parts are written one after the other
 * (leaflet, pictures, gaps, freshness), the cover last, for it says whether translations were used that nobody reviewed.
 */
#ifndef RP_OUTPUT_REPORT_H
#define RP_OUTPUT_REPORT_H

#include "output/html.h"
#include "output/text.h"

#include <refpath/diags.h>
#include <refpath/report.h>

typedef struct rp_report {
    rp_teller t;
    rp_buffer page; /* what follows the cover */
    const refpath_protocol *p;
    refpath_report_options asked;
    uint32_t viewer, place; /* as analyse/leaflet.h takes them; place: any entry, or RP_NONE for all */
    refpath_diags *diags;
    refpath_answer *about, *who, *coverage, *failures, *network, *pathways; /* NULL: too much for the work allowed */
} rp_report;

/* Whether this entry of places has a leaflet: a leaf, inside what was asked. */
bool rp_report_has_place(const rp_report *r, uint32_t place);
/* The id of the heading of a place's leaflet: "place-3". */
const char *rp_report_anchor(rp_report *r, uint32_t place);

/* A heading: level 1 to 6 as "h2", with an id or NULL. */
void rp_report_heading(rp_report *r, const char *level, const char *id, const char *text);
/* The start of a table: caption and columns by their keys, NULL at the end; `look` is a class or "". */
void rp_report_table(rp_report *r, const char *look, const char *caption, const char *const *columns);
void rp_report_table_end(rp_report *r);
/* A paragraph of a message. */
void rp_report_say(rp_report *r, const char *key);

refpath_status rp_report_leaflet(rp_report *r, uint32_t place);
/* What the first side of a leaflet has no room for, under a heading of its own. */
void rp_report_further(rp_report *r, const char *anchor, const char *place, const rp_tree *leaflet);
/* Of a row of a leaflet: what it is for, and whether it is due within three days; and whom to call. */
const char *rp_leaflet_what(rp_report *r, const rp_tree *row);
bool rp_leaflet_urgent(const rp_tree *row);
const char *rp_leaflet_within(rp_report *r, const rp_tree *row); /* "" where there is no time */
const rp_tree *rp_leaflet_first(const rp_tree *row);             /* provider; NULL where there is none */
const char *rp_leaflet_who(rp_report *r, const rp_tree *provider);
refpath_status rp_report_pictures(rp_report *r);
void rp_report_gaps(rp_report *r);
void rp_report_freshness(rp_report *r);
void rp_report_cover(rp_report *r, rp_buffer *to);

/* Opening hours of a leaflet (analyse/leaflet.h) in words; NULL: they are not given. */
const char *rp_hours_words(rp_teller *t, const rp_tree *hours);

#endif
