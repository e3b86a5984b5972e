/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What happens next: a binary heap of events. */
#include "analyse/simulate.h"

#include "base/check.h"

static inline bool sooner(const rp_event *a, const rp_event *b) {
    return a->at != b->at ? a->at < b->at : a->order < b->order;
}

refpath_status rp_sim_event(rp_simulation *k, rp_event_kind kind, int64_t at, rp_sim_task *task, uint32_t number) {
    rp_event event = {at, k->n_events++, task, task ? task->age : 0, number, kind};
    size_t i = k->heap.n;
    RP_HAVE(RP_LIST_ADD(k->t.a->arena, &k->heap));
    while (i > 0 && sooner(&event, &k->heap.at[(i - 1) / 2])) {
        k->heap.at[i] = k->heap.at[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    k->heap.at[i] = event;
    return REFPATH_OK;
}

bool rp_sim_next(rp_simulation *k, rp_event *event) {
    size_t n = k->heap.n, i = 0;
    rp_event last;
    if (n == 0) {
        return false;
    }
    *event = k->heap.at[0];
    last = k->heap.at[--n];
    k->heap.n = n;
    for (size_t child = 1; child < n; child = 2 * i + 1) {
        child += child + 1 < n && sooner(&k->heap.at[child + 1], &k->heap.at[child]);
        if (!sooner(&k->heap.at[child], &last)) {
            break;
        }
        k->heap.at[i] = k->heap.at[child];
        i = child;
    }
    k->heap.at[i] = last;
    return true;
}
