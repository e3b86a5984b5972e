/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Whether those who should have stood between did, and whether those who should have been told at the same time were. */
#include "analyse/conform_trial.h"

#include "base/check.h"

/* -- the path ---------------------------------------------------------------------------------------------------- */

/* Where somebody stands between of whom the viewer may not know, nothing is said of it. */
void rp_trial_path(rp_trial *t, const rp_candidate *c) {
    rp_event *event = t->event;
    size_t between = c->path.stops.n > 2 ? c->path.stops.n - 2 : 0;
    bool same = event->through.n == between;
    if (c->path.blocked) {
        rp_find(event, RP_FOUND_BLOCKED);
        return;
    }
    for (size_t i = 0; i < between; i++) {
        uint32_t who = c->path.stops.at[i + 1].who;
        if (!rp_analysis_sees(t->log->a, who)) {
            return;
        }
        same = same && event->through.at[i] == who;
    }
    if (event->through.told && !same) {
        rp_find(event, RP_FOUND_PATH_NOT_KEPT);
    } else if (!event->through.told && between > 0) {
        rp_find(event, RP_FOUND_PATH_NOT_TOLD);
    }
}

/* -- who was told at the same time ------------------------------------------------------------------------------------ */

/* A role in the log stands for whoever plays it; to have told those of whom one is a unit is not enough. */
static bool was_notified(const rp_trial *t, uint32_t who) {
    const rp_told *notified = &t->event->notified;
    for (size_t i = 0; i < notified->n; i++) {
        bool is_role = t->log->a->p->who.at[notified->at[i]].kind == RP_WHO_ROLE;
        if (notified->at[i] == who || (is_role && rp_is(&t->w, who, notified->at[i]))) {
            return true;
        }
    }
    return false;
}

/* Whoever sent it may not know of some, and the plan names none of these; nor are any named that the viewer may not see. */
refpath_status rp_trial_notified(rp_trial *t, const rp_candidate *c) {
    const rp_told *notified = &t->event->notified;
    for (size_t i = 0; i < notified->n; i++) {
        if (rp_avoided(&t->w, notified->at[i])) {
            RP_TRY(rp_find_of(t->log, t->event, RP_FOUND_AVOIDED_NOTIFIED, RP_NONE, notified->at[i]));
        }
    }
    for (size_t i = 0; c && i < c->path.notify.n; i++) {
        uint32_t who = c->path.notify.at[i];
        if (rp_analysis_sees(t->log->a, who) && !was_notified(t, who)) {
            rp_finding finding = notified->told ? RP_FOUND_NOT_NOTIFIED : RP_FOUND_NOTIFY_NOT_TOLD;
            RP_TRY(rp_find_of(t->log, t->event, finding, RP_NONE, who));
        }
    }
    return REFPATH_OK;
}
