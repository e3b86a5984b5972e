/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "unicode/zone.h"

#include "base/check.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

typedef struct rp_change {
    int64_t at; /* from this moment on */
    int64_t offset;
} rp_change;

struct rp_zone {
    rp_alloc alloc;
    char name[64];
    size_t n, room;
    rp_change *changes; /* the first holds for all time before the second */
};

enum { DAY = 86400, MOST_CHANGES = 4096, BETWEEN_CHECKS = 91 };
static const int64_t first_moment = -2208988800; /* 1900-01-01 */
static const int64_t last_moment = 7258118400;   /* 2200-01-01 */

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

static refpath_status new_zone(rp_zone **out, const char *name, const rp_alloc *alloc) {
    rp_zone *zone = rp_alloc_new(alloc, sizeof *zone);
    RP_HAVE(zone);
    zone->alloc = *alloc;
    strncat(zone->name, name, sizeof zone->name - 1);
    *out = zone;
    return REFPATH_OK;
}

static refpath_status add_change(rp_zone *zone, int64_t at, int64_t offset) {
    if (zone->n > 0 && zone->changes[zone->n - 1].offset == offset) {
        return REFPATH_OK;
    }
    if (zone->n == zone->room) {
        size_t room = zone->room ? zone->room * 2 : 4;
        rp_change *changes = rp_alloc_resize(&zone->alloc, zone->changes, zone->room * sizeof *changes,
                                             room * sizeof *changes);
        RP_HAVE(changes);
        zone->changes = changes;
        zone->room = room;
    }
    zone->changes[zone->n].at = at;
    zone->changes[zone->n++].offset = offset;
    return REFPATH_OK;
}

refpath_status rp_zone_open_utc(rp_zone **out, const rp_alloc *alloc) {
    refpath_status status;
    *out = NULL;
    RP_TRY(new_zone(out, "UTC", alloc));
    status = add_change(*out, first_moment, 0);
    if (status != REFPATH_OK) {
        rp_zone_free(*out);
        *out = NULL;
    }
    return status;
}

/*
 * Only what the zone data lists counts: ICU takes "GMT+5" and much else for a zone, and UTC for the rest. What it does
 * not know is an illegal argument; anything else went wrong on the way.
 */
static refpath_status check_known(const UChar *id) {
    UChar canonical[64];
    UBool system = 0;
    UErrorCode error = U_ZERO_ERROR;
    ucal_getCanonicalTimeZoneID(id, -1, canonical, 64, &system, &error);
    if (U_FAILURE(error) && error != U_ILLEGAL_ARGUMENT_ERROR && error != U_BUFFER_OVERFLOW_ERROR) {
        return REFPATH_OUT_OF_MEMORY;
    }
    return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING && system ? REFPATH_OK : REFPATH_NOT_FOUND;
}

/* Where ICU cannot get the memory for a zone it takes UTC, without a word. */
static bool is_of(const UCalendar *calendar, const UChar *id) {
    UChar given[64];
    UErrorCode error = U_ZERO_ERROR;
    return ucal_getTimeZoneID(calendar, given, 64, &error) > 0 && U_SUCCESS(error) && u_strcmp(given, id) == 0;
}

static int64_t offset_now(UCalendar *calendar, UErrorCode *error) {
    return (ucal_get(calendar, UCAL_ZONE_OFFSET, error) + ucal_get(calendar, UCAL_DST_OFFSET, error)) / 1000;
}

static refpath_status read_changes(rp_zone *zone, UCalendar *calendar) {
    UErrorCode error = U_ZERO_ERROR;
    ucal_setMillis(calendar, (double)first_moment * 1000.0, &error);
    RP_TRY(add_change(zone, first_moment, offset_now(calendar, &error)));
    for (size_t i = 0; i < MOST_CHANGES && U_SUCCESS(error); i++) {
        UDate next = 0;
        if (!ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &next, &error) ||
            next >= (double)last_moment * 1000.0) {
            break;
        }
        ucal_setMillis(calendar, next, &error);
        RP_TRY(add_change(zone, floor_div((int64_t)next, 1000), offset_now(calendar, &error)));
    }
    return U_SUCCESS(error)                          ? REFPATH_OK
           : error == U_MEMORY_ALLOCATION_ERROR ? REFPATH_OUT_OF_MEMORY
                                                     : REFPATH_INTERNAL;
}

/*
 * Whether the list is whole: for want of memory ICU ends it early, and says only that there is no further change. It
 * tells the offset of a moment without any memory, so that every few weeks both are held against each other.
 */
static refpath_status check_changes(const rp_zone *zone, UCalendar *calendar) {
    UErrorCode error = U_ZERO_ERROR;
    for (int64_t at = first_moment; at < last_moment && U_SUCCESS(error); at += BETWEEN_CHECKS * DAY) {
        ucal_setMillis(calendar, (double)at * 1000.0, &error);
        if (offset_now(calendar, &error) != rp_zone_offset(zone, at)) {
            return REFPATH_OUT_OF_MEMORY;
        }
    }
    return U_SUCCESS(error) ? REFPATH_OK : REFPATH_INTERNAL;
}

static bool to_icu(const char *id, UChar *out, int32_t room) {
    size_t n = strlen(id);
    if (n == 0 || n >= (size_t)room) {
        return false;
    }
    for (size_t i = 0; i <= n; i++) {
        if ((unsigned char)id[i] > 0x7e) {
            return false;
        }
        out[i] = (UChar)id[i];
    }
    return true;
}

/* A calendar for the offsets of a zone that is known for certain. */
static refpath_status open_calendar(UCalendar **out, const char *id) {
    UErrorCode error = U_ZERO_ERROR;
    UChar name[64];
    *out = NULL;
    if (!to_icu(id, name, 64)) {
        return REFPATH_NOT_FOUND;
    }
    RP_TRY(check_known(name));
    *out = ucal_open(name, -1, "en", UCAL_GREGORIAN, &error);
    if (U_FAILURE(error)) {
        *out = NULL;
        return error == U_MEMORY_ALLOCATION_ERROR ? REFPATH_OUT_OF_MEMORY : REFPATH_NOT_FOUND;
    }
    if (!is_of(*out, name)) {
        ucal_close(*out);
        *out = NULL;
        return REFPATH_OUT_OF_MEMORY;
    }
    return REFPATH_OK;
}

refpath_status rp_zone_open(rp_zone **out, const char *id, const rp_alloc *alloc) {
    UCalendar *calendar;
    refpath_status status;
    *out = NULL;
    RP_TRY(open_calendar(&calendar, id));
    status = new_zone(out, id, alloc);
    if (status == REFPATH_OK) {
        status = read_changes(*out, calendar);
    }
    if (status == REFPATH_OK) {
        status = check_changes(*out, calendar);
    }
    ucal_close(calendar);
    if (status != REFPATH_OK) {
        rp_zone_free(*out);
        *out = NULL;
    }
    return status;
}

refpath_status rp_zone_offset_of(const char *id, int64_t moment, int64_t *offset) {
    UErrorCode error = U_ZERO_ERROR;
    UCalendar *calendar;
    RP_TRY(open_calendar(&calendar, id));
    ucal_setMillis(calendar, (double)moment * 1000.0, &error);
    *offset = offset_now(calendar, &error);
    ucal_close(calendar);
    return U_SUCCESS(error)                     ? REFPATH_OK
           : error == U_MEMORY_ALLOCATION_ERROR ? REFPATH_OUT_OF_MEMORY
                                                : REFPATH_INTERNAL;
}

void rp_zone_free(rp_zone *zone) {
    if (zone) {
        rp_alloc alloc = zone->alloc;
        rp_alloc_free(&alloc, zone->changes, zone->room * sizeof *zone->changes);
        rp_alloc_free(&alloc, zone, sizeof *zone);
    }
}

const char *rp_zone_name(const rp_zone *zone) { return zone->name; }

/* The change in force at a moment. */
static size_t change_at(const rp_zone *zone, int64_t moment) {
    size_t low = 0, high = zone->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes[middle].at <= moment) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

int64_t rp_zone_offset(const rp_zone *zone, int64_t moment) { return zone->changes[change_at(zone, moment)].offset; }

int64_t rp_zone_day(const rp_zone *zone, int64_t moment) {
    return floor_div(moment + rp_zone_offset(zone, moment), DAY);
}

int64_t rp_zone_second_of_day(const rp_zone *zone, int64_t moment) {
    int64_t local = moment + rp_zone_offset(zone, moment);
    return local - floor_div(local, DAY) * DAY;
}

/* The first moment whose local time is not before the one asked for: both rules follow from that. */
int64_t rp_zone_moment(const rp_zone *zone, int64_t day, int64_t second_of_day) {
    int64_t local = day * DAY + second_of_day;
    size_t i = change_at(zone, local - 2 * DAY);
    for (; i < zone->n; i++) {
        int64_t begins = i == 0 ? INT64_MIN : zone->changes[i].at, moment = local - zone->changes[i].offset;
        int64_t ends = i + 1 < zone->n ? zone->changes[i + 1].at : INT64_MAX;
        if (moment < begins) {
            return begins;
        }
        if (moment < ends) {
            return moment;
        }
    }
    return local - zone->changes[zone->n - 1].offset;
}

int64_t rp_zone_day_first(const rp_zone *zone, int64_t day) { return rp_zone_moment(zone, day, 0); }

int64_t rp_zone_day_last(const rp_zone *zone, int64_t day) { return rp_zone_day_first(zone, day + 1) - 1; }

const char *rp_zone_data_version(void) {
    UErrorCode error = U_ZERO_ERROR;
    const char *version = ucal_getTZDataVersion(&error);
    return U_SUCCESS(error) && version ? version : "";
}
