/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Whom to call for what at one place, as one reader may know it: what a report makes a leaflet of. */
#ifndef RP_ANALYSE_LEAFLET_H
#define RP_ANALYSE_LEAFLET_H

#include "base/tree.h"
#include "compile/protocol.h"

#include <refpath/diags.h>

#define RP_LEAFLET_URGENT (3 * 86400) /* what is due within so many seconds stands first */

/* Reads who will read it (NULL: anybody) and an entry of places (NULL: RP_NONE); false after saying what is not there. */
bool rp_leaflet_asked(const refpath_protocol *p, const char *viewer_id, const char *place_id, uint32_t *viewer,
                      uint32_t *place, refpath_diags *diags);

/*
 * {"urgent": [ROW], "other": [ROW], "missing": [ids], "people": [ROW],
 *  "through": [{"from": [ids], "to": [ids], "facts", "keepers": [ROW]}]}
 *
 * A row is {"aims": [ids] or "roles": [ids], "within": seconds, "clock", "providers": [{"who", "through": [ids],
 * "contacts": [{"by", "value", "secure", "hours"}], "hours", "respond": seconds, "facts", "stale"}], "more"}; the contacts are
 * those of whoever is called, the first in between or the provider. Hours are {"always"} or {"week": [7 days of minutes],
 * "holidays": the same}. Within three days is urgent. All of it lives in `arena`, or with the protocol.
 *
 * `place` is a leaf or RP_NONE, `viewer` a number of who, RP_NONE for anybody, or RP_ALL_VIEWER of decide/who.h.
 */
refpath_status rp_leaflet_find(const refpath_protocol *p, uint32_t place, uint32_t viewer, int64_t now, rp_arena *arena,
                               rp_tree **out, refpath_diags *diags);

#endif
