/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Simulation: what the study says of it, and its parts in turn. */
#include "analyse/simulate.h"

#include "base/check.h"
#include "decide/write_tree.h"

#include <string.h>

#define MOST_PER_WEEK 100000000u /* cases: a microsecond counts there */
#define MOST_WEEKS 520
#define MOST_RUNS 1000

static void read_ppm(rp_case_edit *e, const rp_tree *root, const char *key, uint32_t *ppm) {
    int64_t number = 0;
    rp_stream_number(e, root, key, NULL, 0, 1000000, &number);
    *ppm = (uint32_t)number;
}

static refpath_status read_keys(rp_simulation *k, rp_analysis *a) {
    const rp_tree *root = a->study.root;
    rp_case_edit e = {NULL, a->p, a->diags, false};
    int64_t seed = 1, runs = 10, patience = 86400;
    k->weeks = 26;
    k->warm_up = 1;
    RP_TRY(rp_stream_read(&k->t, a, &e));
    rp_stream_number(&e, root, "seed", NULL, 0, INT64_MAX, &seed);
    rp_stream_number(&e, root, "runs", NULL, 2, MOST_RUNS, &runs);
    rp_stream_number(&e, root, "weeks", NULL, 1, MOST_WEEKS, &k->weeks);
    rp_stream_number(&e, root, "warm-up", NULL, 0, MOST_WEEKS, &k->warm_up);
    read_ppm(&e, root, "refusal", &k->refusal);
    read_ppm(&e, root, "withdrawal", &k->withdrawal);
    read_ppm(&e, root, "no-answer", &k->no_answer);
    rp_stream_duration(&e, root, "patience", NULL, &patience);
    k->seed = (uint64_t)seed;
    k->runs = (uint32_t)runs;
    k->patience = patience * RP_SECOND;
    return e.bad ? REFPATH_INVALID_QUESTION : REFPATH_OK;
}

/* Then nobody comes any more, and those who wait have as long again, and a week. */
static void set_times(rp_simulation *k) {
    k->begin = k->warm_up * RP_WEEK_LONG;
    k->end = k->begin + k->weeks * RP_WEEK_LONG;
    k->last = 2 * k->end + RP_WEEK_LONG;
}

static refpath_status check_size(const rp_simulation *k) {
    size_t figures = k->lines.n + k->t.pools.n + k->t.a->p->aims.entries.n;
    return k->per_week > MOST_PER_WEEK || !rp_figures_fit(figures, k->runs) ? REFPATH_LIMIT_EXCEEDED : REFPATH_OK;
}

static void write_head(rp_simulation *k) {
    rp_analysis *a = k->t.a;
    rp_write_integer(&a->asking.o, a->root, "seed", (int64_t)k->seed);
    rp_write_integer(&a->asking.o, a->root, "runs", k->runs);
    rp_write_integer(&a->asking.o, a->root, "weeks", k->weeks);
    rp_write_integer(&a->asking.o, a->root, "warm-up", k->warm_up);
    rp_write_integer(&a->asking.o, a->root, "simulated", (int64_t)k->cases);
}

refpath_status rp_analyse_simulation(rp_analysis *a) {
    rp_simulation k;
    memset(&k, 0, sizeof k);
    RP_TRY(read_keys(&k, a));
    set_times(&k);
    RP_TRY(rp_sim_prepare(&k));
    RP_TRY(check_size(&k));
    RP_TRY(rp_sim_run(&k));
    write_head(&k);
    return rp_sim_tables(&k);
}
