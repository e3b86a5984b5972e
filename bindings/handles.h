/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What the languages hold. Protocols and answers are the library's own references; a value holds its answer; so any of
 * them may go first.
 */
#ifndef REFPATH_BINDINGS_HANDLES_H
#define REFPATH_BINDINGS_HANDLES_H

#include "call.h"

typedef refpath_protocol Protocol;
typedef refpath_case Case;
typedef refpath_answer Answer;
typedef refpath_draft Draft;

/* A place in an answer, with a reference to it. */
typedef struct Value {
    refpath_answer *answer;
    refpath_value at;
} Value;

/* A list of problems that is read only. */
typedef struct Problems {
    refpath_diags *diags;
} Problems;

/* A scope of a consent in the making. */
typedef struct Scope {
    char **ids;
    size_t n_ids;
    size_t room;
    int all;
} Scope;

/* Numbers that are possible. */
typedef struct Numbers {
    int32_t *at;
    size_t n;
    size_t room;
} Numbers;

static inline Value *Value_of(const refpath_answer *answer, refpath_value at, rp_call *call) {
    Value *value;
    if (refpath_value_get_kind(at) == REFPATH_VALUE_NONE) {
        return NULL;
    }
    value = rp_call_new(call, sizeof *value);
    if (value) {
        value->answer = refpath_answer_ref(answer);
        value->at = at;
    }
    return value;
}

static inline void Value_release(Value *value) {
    if (value) {
        refpath_answer_unref(value->answer);
        free(value);
    }
}

/* Takes the list out of a call: what is left there is nothing. */
static inline Problems *Problems_take(rp_call *call) {
    Problems *problems = call->diags ? calloc(1, sizeof *problems) : NULL;
    if (problems) {
        problems->diags = call->diags;
        call->diags = NULL;
    }
    return problems;
}

/* Keeps the warnings and notes of a call that went well, where they are wanted. */
static inline void Problems_keep(Problems *wanted, rp_call *call) {
    if (wanted && call->status == REFPATH_OK) {
        refpath_diags *before = wanted->diags;
        wanted->diags = call->diags;
        call->diags = before;
    }
}

static inline void Problems_release(Problems *problems) {
    if (problems) {
        refpath_diags_free(problems->diags);
        free(problems);
    }
}

static inline refpath_position rp_place(const Problems *problems, size_t index, size_t place, rp_call *call) {
    refpath_problem problem = {.size = sizeof problem};
    const refpath_position nowhere = {"", 0, 0};
    call->status = refpath_diags_get(problems->diags, index, &problem);
    if (call->status == REFPATH_OK && place > problem.n_related) {
        call->status = REFPATH_NOT_FOUND;
    }
    if (call->status != REFPATH_OK) {
        return nowhere;
    }
    return place == 0 ? problem.position : problem.related[place - 1];
}

static inline refpath_argument rp_argument(const Problems *problems, size_t index, size_t nth, rp_call *call) {
    refpath_problem problem = {.size = sizeof problem};
    const refpath_argument none = {"", ""};
    call->status = refpath_diags_get(problems->diags, index, &problem);
    if (call->status == REFPATH_OK && nth >= problem.n_arguments) {
        call->status = REFPATH_NOT_FOUND;
    }
    return call->status == REFPATH_OK ? problem.arguments[nth] : none;
}

/* The list with room for one more; NULL, and the call fails, where there is none and the old one stays. */
static inline void *rp_call_grow(rp_call *call, void *at, size_t n, size_t *room, size_t each) {
    void *larger;
    size_t more = *room ? *room * 2 : 8;
    if (n < *room) {
        return at;
    }
    larger = more > SIZE_MAX / 4 / each ? NULL : calloc(more, each);
    if (!larger) {
        call->status = REFPATH_OUT_OF_MEMORY;
        return NULL;
    }
    if (n > 0) {
        memcpy(larger, at, n * each);
    }
    rp_forget(at, n * each);
    *room = more;
    return larger;
}

static inline void Scope_release(Scope *scope) {
    if (scope) {
        for (size_t i = 0; i < scope->n_ids; i++) {
            rp_forget(scope->ids[i], strlen(scope->ids[i]));
        }
        free(scope->ids);
        free(scope);
    }
}

static inline refpath_scope Scope_view(const Scope *scope) {
    refpath_scope view = {NULL, 0, 0};
    if (scope) {
        view.ids = (const char *const *)scope->ids;
        view.n_ids = scope->n_ids;
        view.all = scope->all;
    }
    return view;
}

static inline void Numbers_release(Numbers *numbers) {
    if (numbers) {
        rp_forget(numbers->at, numbers->n * sizeof *numbers->at);
        free(numbers);
    }
}

#endif
