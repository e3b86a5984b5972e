/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Places with their time zones, the links between them, holidays. */
#include "base/check.h"
#include "compile/build.h"
#include "compile/travel.h"

/* One zone object for all places that name the same zone. */
static refpath_status open_zone(rp_build *b, rp_table *opened, rp_node place, const rp_zone **out) {
    rp_str id;
    uint32_t number = (uint32_t)b->p->zones.n;
    bool fresh;
    rp_zone **slot, *zone = NULL;
    refpath_status status;
    if (!rp_node_attribute(b->m, place, RP_ATTRIBUTE_TIME_ZONE, &id)) {
        return REFPATH_OK;
    }
    RP_TRY(rp_table_add(opened, id, &number, &fresh));
    if (!fresh) {
        *out = number == RP_NONE ? b->p->utc : b->p->zones.at[number];
        return REFPATH_OK;
    }
    status = rp_zone_open(&zone, id.at, &b->p->alloc);
    if (status == REFPATH_NOT_FOUND || status == REFPATH_INVALID_ARGUMENT) {
        rp_build_problem(b, RP_PROBLEM_UNKNOWN_TIME_ZONE, place, RP_ATTRIBUTE_TIME_ZONE, id.at, NULL);
        zone = NULL;
    } else if (status != REFPATH_OK) {
        return status;
    }
    slot = RP_LIST_ADD(b->arena, &b->p->zones);
    if (!slot) {
        rp_zone_free(zone);
        return REFPATH_OUT_OF_MEMORY;
    }
    *slot = zone;
    *out = zone ? zone : b->p->utc;
    return REFPATH_OK;
}

/* A place has the zone of the nearest place around it that has one, else UTC; the first root place gives dates. */
static refpath_status set_zones(rp_build *b) {
    refpath_protocol *p = b->p;
    rp_table opened;
    rp_table_init(&opened, &b->scratch);
    RP_TRY(rp_zone_open_utc(&p->utc, &p->alloc));
    p->zone = rp_arena_array(b->arena, p->places.entries.n, sizeof *p->zone);
    RP_HAVE(p->zone);
    for (uint32_t i = 0; i < p->places.entries.n; i++) {
        uint32_t parent = p->places.entries.at[i].parent;
        p->zone[i] = parent == RP_NONE ? p->utc : p->zone[parent];
        RP_TRY(open_zone(b, &opened, p->places.entries.at[i].node, &p->zone[i]));
        if (!p->zone[i]) {
            p->zone[i] = p->utc;
        }
    }
    p->root_zone = p->places.entries.n > 0 ? p->zone[0] : p->utc;
    return REFPATH_OK;
}

static refpath_status add_links(rp_build *b) {
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_TRAVEL) {
        RP_EACH_OF(b->m, node, section, RP_ELEMENT_LINK) {
            rp_link link;
            rp_link *slot;
            RP_TRY(rp_build_ref(b, node, RP_ATTRIBUTE_FROM, RP_TO_PLACE, &link.from));
            RP_TRY(rp_build_ref(b, node, RP_ATTRIBUTE_TO, RP_TO_PLACE, &link.to));
            link.time = rp_build_duration(b, node, RP_ATTRIBUTE_TIME, 0);
            link.one_way = rp_build_true(b, node, RP_ATTRIBUTE_ONE_WAY);
            if (link.from == RP_NONE || link.to == RP_NONE) {
                continue;
            }
            slot = RP_LIST_ADD(b->arena, &b->p->links);
            RP_HAVE(slot);
            *slot = link;
        }
    }
    return REFPATH_OK;
}

static refpath_status add_holidays(rp_build *b) {
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_CALENDAR) {
        RP_EACH_OF(b->m, node, section, RP_ELEMENT_HOLIDAY) {
            rp_holiday *holiday = RP_LIST_ADD(b->arena, &b->p->holidays);
            RP_HAVE(holiday);
            holiday->on = rp_build_date(b, node, RP_ATTRIBUTE_ON);
            holiday->until = rp_build_date(b, node, RP_ATTRIBUTE_UNTIL);
            if (holiday->until == RP_NO_DATE) {
                holiday->until = holiday->on;
            } else if (holiday->until < holiday->on) {
                rp_build_problem(b, RP_PROBLEM_DATES_CROSSED, node, RP_ATTRIBUTE_UNTIL, NULL, NULL);
            }
            RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_AT, RP_TO_PLACE, &holiday->at));
        }
    }
    return REFPATH_OK;
}

refpath_status rp_build_geography(rp_build *b) {
    RP_TRY(set_zones(b));
    RP_TRY(add_links(b));
    RP_TRY(add_holidays(b));
    return rp_travel_prepare(b->p);
}
