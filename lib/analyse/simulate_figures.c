/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Counts and times of a run, and what several runs say together. */
#include "analyse/simulate.h"

#include "base/check.h"

#include <string.h>

/* -- times ------------------------------------------------------------------------------------------------------------ */

#define EXACT 128u /* milliseconds */
#define FINE 64u   /* to a doubling */
#define MOST_BYTES ((uint64_t)1 << 30)

static unsigned log_2(uint64_t n) {
    unsigned log = 0;
    for (unsigned step = 32; step > 0; step /= 2) {
        if (n >> step) {
            n >>= step;
            log += step;
        }
    }
    return log;
}

static size_t bucket_of(uint64_t ms) {
    unsigned log = ms < EXACT ? 0 : log_2(ms);
    size_t bucket = ms < EXACT ? (size_t)ms : EXACT + (log - 7) * FINE + (size_t)((ms >> (log - 6)) - FINE);
    return bucket < RP_HISTOGRAM ? bucket : RP_HISTOGRAM - 1;
}

static int64_t least_of(size_t bucket) {
    size_t at = bucket - EXACT;
    return bucket < EXACT ? (int64_t)bucket : (int64_t)((uint64_t)(FINE + at % FINE) << (at / FINE + 1));
}

void rp_histogram_add(rp_histogram *h, int64_t microseconds) {
    uint64_t ms = microseconds > 0 ? (uint64_t)microseconds / 1000 : 0;
    h->least = h->n == 0 || ms < h->least ? ms : h->least;
    h->n++;
    h->sum += ms;
    h->counts[bucket_of(ms)]++;
}

void rp_histogram_join(rp_histogram *h, const rp_histogram *other) {
    if (other->n > 0 && (h->n == 0 || other->least < h->least)) {
        h->least = other->least;
    }
    h->n += other->n;
    h->sum += other->sum;
    for (size_t i = 0; i < RP_HISTOGRAM; i++) {
        h->counts[i] += other->counts[i];
    }
}

int64_t rp_histogram_quantile(const rp_histogram *h, uint64_t part, uint64_t of) {
    uint64_t wanted = h->n / of * part + (h->n % of * part + of - 1) / of, seen = 0;
    for (size_t i = 0; i < RP_HISTOGRAM && h->n > 0; i++) {
        seen += h->counts[i];
        if (seen >= wanted) {
            return least_of(i) > (int64_t)h->least ? least_of(i) : (int64_t)h->least;
        }
    }
    return -1;
}

/* -- several runs ------------------------------------------------------------------------------------------------------ */

/* Student's t for 95 %, in thousandths, by degrees of freedom from 1; between those told, that of the fewer. */
static int64_t student(size_t freedom) {
    static const int32_t upto_30[] = {12706, 4303, 3182, 2776, 2571, 2447, 2365, 2306, 2262, 2228,
                                      2201,  2179, 2160, 2145, 2131, 2120, 2110, 2101, 2093, 2086,
                                      2080,  2074, 2069, 2064, 2060, 2056, 2052, 2048, 2045, 2042};
    if (freedom <= 30) {
        return upto_30[freedom - 1];
    }
    return freedom < 40 ? 2042 : freedom < 60 ? 2021 : freedom < 120 ? 2000 : 1980;
}

static uint64_t root(uint64_t n) {
    uint64_t found = 0;
    for (uint64_t bit = (uint64_t)1 << 31; bit > 0; bit >>= 1) {
        found += (found + bit) * (found + bit) <= n ? bit : 0;
    }
    return found;
}

static uint64_t distance(int64_t a, int64_t b) { return a > b ? (uint64_t)(a - b) : (uint64_t)(b - a); }

/* t times the root of sum / (n (n - 1)); distances are scaled to 25 bits first, so that their squares fit. Rounded up. */
static int64_t half_width(const int64_t *values, size_t n, size_t told, int64_t mean) {
    uint64_t most = 0, sum = 0, width;
    unsigned down = 0, up = 0;
    for (size_t i = 0; i < n; i++) {
        most = values[i] >= 0 && distance(values[i], mean) > most ? distance(values[i], mean) : most;
    }
    if (most == 0) {
        return 0;
    }
    down = most >> 25 ? log_2(most) - 24 : 0;
    up = most >> 25 ? 0 : 24 - log_2(most);
    for (size_t i = 0; i < n; i++) {
        uint64_t far = values[i] >= 0 ? distance(values[i], mean) << up >> down : 0;
        sum += far * far;
    }
    width = root(sum / (told * (told - 1))) * (uint64_t)student(told - 1);
    width = down > 0 ? (width << down) / 1000 : (width >> up) / 1000;
    return (int64_t)width + 1;
}

bool rp_estimate_of(const int64_t *values, size_t n, rp_estimate *estimate) {
    int64_t sum = 0;
    size_t told = 0;
    for (size_t i = 0; i < n; i++) {
        sum += values[i] >= 0 ? values[i] : 0;
        told += values[i] >= 0;
    }
    if (told == 0) {
        return false;
    }
    estimate->mean = sum / (int64_t)told;
    estimate->plus_minus = told < 2 ? -1 : half_width(values, n, told, estimate->mean);
    return true;
}

/* -- figures ----------------------------------------------------------------------------------------------------------- */

bool rp_figures_fit(size_t n, uint32_t runs) {
    return n <= MOST_BYTES / (sizeof(rp_histogram) + runs * (uint64_t)RP_SIM_MEASURES * sizeof(int64_t));
}

refpath_status rp_figures_init(rp_arena *arena, rp_figures *f, uint32_t runs) {
    f->waits = RP_ARENA_NEW(arena, rp_histogram);
    f->measures = RP_ARENA_ARRAY(arena, int64_t, (size_t)runs * RP_SIM_MEASURES);
    RP_HAVE(f->waits);
    RP_HAVE(f->measures);
    return REFPATH_OK;
}

void rp_figures_start(rp_figures *f) {
    memset(f->run, 0, sizeof f->run);
    memset(f->waits, 0, sizeof *f->waits);
}

void rp_figures_join(rp_figures *f, const rp_figures *other) {
    for (size_t i = 0; i < RP_SIM_COUNTS; i++) {
        f->run[i] += other->run[i];
    }
    rp_histogram_join(f->waits, other->waits);
}

static int64_t share(uint64_t part, uint64_t whole) { return whole == 0 ? -1 : rp_ppm(part, whole); }

void rp_figures_end(rp_figures *f, uint32_t run, uint32_t runs) {
    const uint64_t *n = f->run;
    const rp_histogram *h = f->waits;
    int64_t *at = f->measures + run;
    at[(size_t)RP_SIM_MEAN * runs] = h->n > 0 ? (int64_t)(h->sum / h->n) : -1;
    at[(size_t)RP_SIM_MEDIAN * runs] = rp_histogram_quantile(h, 1, 2);
    at[(size_t)RP_SIM_P90 * runs] = rp_histogram_quantile(h, 9, 10);
    at[(size_t)RP_SIM_SERVED_SHARE * runs] = share(n[RP_SIM_SERVED], n[RP_SIM_ASKED]);
    at[(size_t)RP_SIM_TARGET_SHARE * runs] = share(n[RP_SIM_TARGET_MISSED], n[RP_SIM_TARGETS]);
    at[(size_t)RP_SIM_LIMIT_SHARE * runs] = share(n[RP_SIM_LIMIT_MISSED], n[RP_SIM_LIMITS]);
    at[(size_t)RP_SIM_USE * runs] = -1;
    for (size_t i = 0; i < RP_SIM_COUNTS; i++) {
        f->total[i] += n[i];
    }
}
