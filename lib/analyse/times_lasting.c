/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Of all the times of a line, each with the cases in which it is met: those that are told. */
#include "analyse/times.h"

#include "base/check.h"

#include <string.h>

/* How many from `from` on ascend. */
static size_t ascending(const rp_lasting *at, size_t from, size_t n) {
    size_t end = from + 1;
    while (end < n && at[end - 1].seconds <= at[end].seconds) {
        end++;
    }
    return end < n ? end : n;
}

/* Two that ascend each, up to `middle` and from there to `end`, become one. */
static void merge(const rp_lasting *at, size_t from, size_t middle, size_t end, rp_lasting *to) {
    for (size_t a = from, b = middle; from < end; from++) {
        to[from] = b >= end || (a < middle && at[a].seconds <= at[b].seconds) ? at[a++] : at[b++];
    }
}

/* Waits become shorter from moment to moment, until it is open: what descends is turned around. */
static void turn_around(rp_lasting *at, size_t n) {
    for (size_t from = 0, end; from < n; from = end) {
        end = from + 1;
        while (end < n && at[end - 1].seconds > at[end].seconds) {
            end++;
        }
        for (size_t a = from, b = end - 1; a < b; a++, b--) {
            rp_lasting one = at[a];
            at[a] = at[b];
            at[b] = one;
        }
    }
}

/* Sorts by merging what ascends: in a week that is a few stretches. */
static rp_lasting *sort_lasting(rp_lasting *at, rp_lasting *other, size_t n) {
    turn_around(at, n);
    while (n > 0 && ascending(at, 0, n) < n) {
        rp_lasting *sorted = other;
        for (size_t from = 0, end; from < n; from = end) {
            size_t middle = ascending(at, from, n);
            end = middle < n ? ascending(at, middle, n) : n;
            merge(at, from, middle, end, sorted);
        }
        other = at;
        at = sorted;
    }
    return at;
}

/* The least time that so many of a hundred of those served do not exceed; the times ascend. */
static int64_t quantile(const rp_times *line, uint32_t percent) {
    rp_wide below = {0, 0}, sought = rp_wide_times(line->served, percent);
    size_t i = 0;
    for (; i + 1 < line->lasting.n; i++) {
        below = rp_wide_add(below, line->lasting.at[i].pairs);
        if (rp_wide_order(rp_wide_times(below, 100), sought) >= 0) {
            break;
        }
    }
    return line->lasting.at[i].seconds;
}

refpath_status rp_times_settle(rp_arena *arena, rp_times *line) {
    rp_lasting *other = RP_ARENA_ARRAY(arena, rp_lasting, line->lasting.n);
    RP_HAVE(other);
    line->lasting.at = sort_lasting(line->lasting.at, other, line->lasting.n);
    if (line->lasting.n > 0) {
        line->best = line->lasting.at[0].seconds;
        line->median = quantile(line, 50);
        line->p90 = quantile(line, 90);
    }
    memset(&line->lasting, 0, sizeof line->lasting);
    return REFPATH_OK;
}
