/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Records of cases and tasks: made by the room, given back, used again. */
#include "analyse/simulate.h"

#include "base/check.h"

#define ROOM 256 /* records */

static void free_cases(rp_simulation *k, rp_sim_case *room) {
    for (size_t i = 0; i < ROOM; i++) {
        room[i].next = k->free_cases;
        k->free_cases = &room[i];
    }
}

static void free_tasks(rp_simulation *k, rp_sim_task *room) {
    for (size_t i = 0; i < ROOM; i++) {
        room[i].next = k->free_tasks;
        room[i].age++;
        room[i].used = false;
        k->free_tasks = &room[i];
    }
}

void rp_sim_records_reset(rp_simulation *k) {
    k->free_cases = NULL;
    k->free_tasks = NULL;
    for (size_t i = 0; i < k->case_rooms.n; i++) {
        free_cases(k, k->case_rooms.at[i]);
    }
    for (size_t i = 0; i < k->task_rooms.n; i++) {
        free_tasks(k, k->task_rooms.at[i]);
    }
}

static refpath_status more_cases(rp_simulation *k) {
    rp_arena *arena = k->t.a->arena;
    rp_sim_case *room = RP_ARENA_ARRAY(arena, rp_sim_case, ROOM), **slot;
    uint8_t *states = RP_ARENA_ARRAY(arena, uint8_t, ROOM * (k->most_steps + 1));
    uint16_t *values = RP_ARENA_ARRAY(arena, uint16_t, ROOM * (k->most_axes + 1));
    RP_HAVE(room);
    RP_HAVE(states);
    RP_HAVE(values);
    slot = RP_LIST_ADD(arena, &k->case_rooms);
    RP_HAVE(slot);
    *slot = room;
    for (size_t i = 0; i < ROOM; i++) {
        room[i].states = states + i * (k->most_steps + 1);
        room[i].values = values + i * (k->most_axes + 1);
    }
    free_cases(k, room);
    return REFPATH_OK;
}

refpath_status rp_sim_case_new(rp_simulation *k, rp_sim_case **out) {
    if (!k->free_cases) {
        RP_TRY(more_cases(k));
    }
    *out = k->free_cases;
    k->free_cases = (*out)->next;
    return REFPATH_OK;
}

void rp_sim_case_free(rp_simulation *k, rp_sim_case *c) {
    c->next = k->free_cases;
    k->free_cases = c;
}

refpath_status rp_sim_task_new(rp_simulation *k, rp_sim_task **out) {
    if (!k->free_tasks) {
        rp_sim_task *room = RP_ARENA_ARRAY(k->t.a->arena, rp_sim_task, ROOM), **slot;
        RP_HAVE(room);
        slot = RP_LIST_ADD(k->t.a->arena, &k->task_rooms);
        RP_HAVE(slot);
        *slot = room;
        free_tasks(k, room);
    }
    *out = k->free_tasks;
    k->free_tasks = (*out)->next;
    (*out)->next = (*out)->before = NULL;
    (*out)->n_asked = 0;
    (*out)->used = true;
    (*out)->queued = (*out)->begun = false;
    return REFPATH_OK;
}

/* Events that wait for it are about another from now on. */
void rp_sim_task_free(rp_simulation *k, rp_sim_task *task) {
    task->age++;
    task->used = false;
    task->next = k->free_tasks;
    k->free_tasks = task;
}

void rp_sim_records_end(rp_simulation *k) {
    for (size_t i = 0; i < k->task_rooms.n; i++) {
        for (size_t j = 0; j < ROOM; j++) {
            if (k->task_rooms.at[i][j].used) {
                rp_sim_give_up(k, &k->task_rooms.at[i][j]);
            }
        }
    }
}
