/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Bytes to model: each document passes the gate, then libxml2's push parser, then the typed loader; includes are
 * resolved in place, drops act last. On failure the model is to be freed; all problems are in `diags`.
 */
#ifndef RP_XML_LOAD_H
#define RP_XML_LOAD_H

#include "model/model.h"

#include <refpath/protocol.h>

/* Elements in one another, unless less is asked for; what walks a model by calling itself counts on it. */
#define RP_MOST_DEPTH 64

/* `options` has every default filled in (rp_load_options_fill). */
refpath_status rp_xml_load_file(rp_model *model, const char *path, const refpath_load_options *options,
                                refpath_diags *diags);
refpath_status rp_xml_load_memory(rp_model *model, const char *bytes, size_t n, const char *name,
                                  const refpath_load_options *options, refpath_diags *diags);
refpath_status rp_load_options_fill(refpath_load_options *full, const refpath_load_options *given);

/* The value of one attribute against its type: what loading and drafts both ask. Adds a problem where it is wrong. */
bool rp_value_check(rp_type type, rp_str value, rp_place_in where, const char *attribute, refpath_diags *diags);

/* Standard protocols compiled into the library, by name ("standard/consent.xml"); NULL where there is none. */
typedef struct rp_standard {
    const char *name, *version;
    const char *bytes;
    size_t n;
} rp_standard;
const rp_standard *rp_standard_find(const char *name);

/* Model to XML: canonical form, indented, ids and attributes in the order of the vocabulary, isolates untouched. */
refpath_status rp_xml_write(const rp_model *model, refpath_write write, void *user);

#endif
