/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define USUAL_MOST ((size_t)100)
#define MOST_ARGUMENTS ((size_t)4)

typedef struct rp_problem_entry {
    const char *code;
    refpath_severity severity;
    const char *args;
} rp_problem_entry;

static const rp_problem_entry *entry_of(rp_problem problem) {
    static const rp_problem_entry registry[RP_PROBLEM_COUNT] = {
        {"", REFPATH_SEVERITY_NOTE, ""},
#define RP_PROBLEM(name, code, severity, args) {code, severity, args},
#include "base/problems.def"
#undef RP_PROBLEM
    };
    size_t i = (size_t)problem;
    return &registry[i < RP_PROBLEM_COUNT ? i : 0];
}

const char *rp_problem_code(rp_problem problem) {
    return entry_of(problem)->code;
}

refpath_severity rp_problem_severity(rp_problem problem) {
    return entry_of(problem)->severity;
}

const char *rp_problem_args(rp_problem problem) {
    return entry_of(problem)->args;
}

rp_problem rp_problem_find(const char *code) {
    for (int i = RP_PROBLEM_NONE + 1; i < RP_PROBLEM_COUNT; i++) {
        if (strcmp(entry_of((rp_problem)i)->code, code) == 0) {
            return (rp_problem)i;
        }
    }
    return RP_PROBLEM_NONE;
}

/* A file that a problem lies in; its name is kept once. */
typedef struct rp_diag_file {
    const char *name;
    size_t rank; /* while sorting: which it was to be met, 0 for not yet */
} rp_diag_file;

typedef struct rp_diag_record {
    rp_problem problem;
    size_t file, rank, order; /* rank and order: while sorting */
    refpath_position position;
    refpath_argument *arguments;
    size_t n_arguments;
    RP_LIST(refpath_position) related;
} rp_diag_record;

struct refpath_diags {
    rp_alloc alloc;
    rp_arena arena;
    RP_LIST(rp_diag_record) records;
    RP_LIST(rp_diag_file) files;
    size_t most, lost, errors;
    bool last_kept;     /* the problem added last is the last record */
    bool out_of_memory; /* one more record at the end, that needs no memory */
};

static void start(refpath_diags *diags) {
    memset(&diags->records, 0, sizeof diags->records);
    memset(&diags->files, 0, sizeof diags->files);
    diags->lost = diags->errors = 0;
    diags->last_kept = diags->out_of_memory = false;
    rp_arena_init(&diags->arena, &diags->alloc, true);
}

refpath_status refpath_diags_new(refpath_diags **out, size_t most,
                                 const refpath_allocator *allocator) {
    rp_alloc alloc;
    if (!out) {
        return REFPATH_INVALID_ARGUMENT;
    }
    *out = NULL;
    if (!rp_alloc_init(&alloc, allocator)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    *out = rp_alloc_new(&alloc, sizeof **out);
    if (!*out) {
        return REFPATH_OUT_OF_MEMORY;
    }
    (*out)->alloc = alloc;
    (*out)->most = most ? most : USUAL_MOST;
    start(*out);
    return REFPATH_OK;
}

void refpath_diags_free(refpath_diags *diags) {
    if (diags) {
        rp_alloc alloc = diags->alloc;
        rp_arena_free(&diags->arena);
        rp_alloc_wipe(&alloc, diags, sizeof *diags);
    }
}

void refpath_diags_clear(refpath_diags *diags) {
    if (diags) {
        rp_arena_free(&diags->arena);
        start(diags);
    }
}

/* What stands behind the records, and needs no memory; the problem itself says which. */
static rp_problem closing_problem(const refpath_diags *diags) {
    if (diags->out_of_memory) {
        return RP_PROBLEM_OUT_OF_MEMORY;
    }
    return diags->lost ? RP_PROBLEM_TOO_MANY_PROBLEMS : RP_PROBLEM_NONE;
}

size_t refpath_diags_count(const refpath_diags *diags) {
    return diags ? diags->records.n + (closing_problem(diags) != RP_PROBLEM_NONE) : 0;
}

size_t refpath_diags_lost(const refpath_diags *diags) {
    return diags ? diags->lost : 0;
}

refpath_status refpath_diags_get(const refpath_diags *diags, size_t index,
                                 refpath_problem *problem) {
    static const rp_diag_record closing = {.position = {"", 0, 0}};
    const rp_diag_record *record = &closing;
    rp_problem what;
    if (!diags || !problem || problem->size < sizeof *problem) {
        return REFPATH_INVALID_ARGUMENT;
    }
    if (index >= refpath_diags_count(diags)) {
        return REFPATH_NOT_FOUND;
    }
    if (index < diags->records.n) {
        record = &diags->records.at[index];
    }
    what = record == &closing ? closing_problem(diags) : record->problem;
    problem->code = rp_problem_code(what);
    problem->severity = rp_problem_severity(what);
    problem->position = record->position;
    problem->arguments = record->arguments;
    problem->n_arguments = record->n_arguments;
    problem->related = record->related.at;
    problem->n_related = record->related.n;
    return REFPATH_OK;
}

/* The number of a file, its name copied where it is new; the search begins at the file met last. */
static bool find_file(refpath_diags *diags, const char *name, size_t *number) {
    rp_diag_file *file;
    const char *copy;
    for (size_t i = diags->files.n; i-- > 0;) {
        if (strcmp(diags->files.at[i].name, name) == 0) {
            *number = i;
            return true;
        }
    }
    copy = rp_arena_text(&diags->arena, name, strlen(name));
    file = copy ? RP_LIST_ADD(&diags->arena, &diags->files) : NULL;
    if (!file) {
        return false;
    }
    file->name = copy;
    *number = diags->files.n - 1;
    return true;
}

static bool set_position(refpath_diags *diags, rp_place_in where, refpath_position *position,
                         size_t *file) {
    if (!find_file(diags, where.file ? where.file : "", file)) {
        return false;
    }
    position->file = diags->files.at[*file].name;
    position->line = where.line;
    position->column = where.line ? where.column : 0;
    return true;
}

/* Copies the arguments, as many as the registry has names for. */
static bool set_arguments(refpath_diags *diags, rp_diag_record *record, va_list values) {
    rp_str names = rp_str_of(rp_problem_args(record->problem)), name;
    record->arguments = RP_ARENA_ARRAY(&diags->arena, refpath_argument, MOST_ARGUMENTS);
    if (!record->arguments) {
        return false;
    }
    while (record->n_arguments < MOST_ARGUMENTS && rp_str_word(&names, &name)) {
        rp_str value = rp_str_of(va_arg(values, const char *));
        refpath_argument *argument = &record->arguments[record->n_arguments++];
        argument->name = rp_arena_text(&diags->arena, name.at, name.n);
        argument->value = rp_arena_text(&diags->arena, value.at, value.n);
        if (!argument->name || !argument->value) {
            return false;
        }
    }
    return true;
}

static bool keep(refpath_diags *diags, rp_problem problem, rp_place_in where, va_list values) {
    rp_diag_record record, *kept;
    memset(&record, 0, sizeof record);
    record.problem = problem;
    if (!set_position(diags, where, &record.position, &record.file) ||
        !set_arguments(diags, &record, values)) {
        return false;
    }
    kept = RP_LIST_ADD(&diags->arena, &diags->records);
    if (kept) {
        *kept = record;
    }
    return kept != NULL;
}

void rp_diag_add(refpath_diags *diags, rp_problem problem, rp_place_in where, ...) {
    va_list values;
    if (!diags) {
        return;
    }
    diags->errors += rp_problem_severity(problem) == REFPATH_SEVERITY_ERROR;
    diags->last_kept = false;
    if (problem == RP_PROBLEM_OUT_OF_MEMORY) {
        diags->out_of_memory = true;
        return;
    }
    if (rp_diag_full(diags)) {
        diags->lost++;
        return;
    }
    va_start(values, where);
    diags->last_kept = keep(diags, problem, where, values);
    va_end(values);
    if (!diags->last_kept) {
        diags->lost++;
        diags->out_of_memory = true;
    }
}

void rp_diag_related(refpath_diags *diags, rp_place_in where) {
    refpath_position position, *place;
    rp_diag_record *last;
    size_t file;
    if (!diags || !diags->last_kept) {
        return;
    }
    last = &diags->records.at[diags->records.n - 1];
    place = set_position(diags, where, &position, &file)
                ? RP_LIST_ADD(&diags->arena, &last->related)
                : NULL;
    if (place) {
        *place = position;
    } else {
        diags->out_of_memory = true;
    }
}

rp_alloc rp_diag_alloc(const refpath_diags *diags) {
    rp_alloc alloc;
    (void)rp_alloc_init(&alloc, NULL); /* which cannot fail without hooks */
    return diags ? diags->alloc : alloc;
}

size_t rp_diag_errors(const refpath_diags *diags) {
    return diags ? diags->errors : 0;
}

bool rp_diag_full(const refpath_diags *diags) {
    return diags && (diags->out_of_memory || diags->records.n >= diags->most);
}

static int by_place(const void *a, const void *b) {
    const rp_diag_record *x = a, *y = b;
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    if (x->position.line != y->position.line) {
        return x->position.line < y->position.line ? -1 : 1;
    }
    if (x->position.column != y->position.column) {
        return x->position.column < y->position.column ? -1 : 1;
    }
    return x->order < y->order ? -1 : x->order > y->order;
}

void rp_diag_sort(refpath_diags *diags, size_t from) {
    size_t met = 0;
    if (!diags || from >= diags->records.n) {
        return;
    }
    for (size_t i = 0; i < diags->files.n; i++) {
        diags->files.at[i].rank = 0;
    }
    for (size_t i = from; i < diags->records.n; i++) {
        rp_diag_record *record = &diags->records.at[i];
        rp_diag_file *file = &diags->files.at[record->file];
        file->rank = file->rank ? file->rank : ++met;
        record->rank = file->rank;
        record->order = i;
    }
    qsort(diags->records.at + from, diags->records.n - from, sizeof *diags->records.at, by_place);
    diags->last_kept = false;
}
