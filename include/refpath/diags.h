/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * The list of problems: everything that was found wrong, at once, each with a stable code, a place and named
 * arguments. The caller makes a list, hands it to any number of calls, reads it and frees it.
 *
 * Problems of a protocol may repeat what the file says. Problems of a case or a question never do: they name the
 * key or position and how many choices there are, so that a child's facts cannot reach a log.
 *
 * Threads: one list belongs to one thread at a time.
 */
#ifndef REFPATH_DIAGS_H
#define REFPATH_DIAGS_H

#include <refpath/alloc.h>
#include <refpath/status.h>
#include <refpath/write.h>
#include <stddef.h>
#include <stdint.h>

REFPATH_BEGIN_DECLS

/** A list of problems. */
typedef struct refpath_diags refpath_diags;

/** How bad a problem is. */
typedef enum refpath_severity {
    REFPATH_SEVERITY_NOTE = 1,    /**< Worth knowing. */
    REFPATH_SEVERITY_WARNING = 2, /**< The protocol is used, somebody should look. */
    REFPATH_SEVERITY_ERROR = 3    /**< There is no result. */
} refpath_severity;

/** A place in a document; where it is not known, `line` is 0 and never a guess. */
typedef struct refpath_position {
    const char *file; /**< As given or included; "" where there was none. */
    uint32_t line;    /**< From 1. */
    uint32_t column;  /**< From 1, in characters. */
} refpath_position;

/** An argument of a problem. */
typedef struct refpath_argument {
    const char *name;  /**< As the reference of problems has it. */
    const char *value; /**< UTF-8. */
} refpath_argument;

/** One problem, as a view that borrows from the list until the list is changed or freed. */
typedef struct refpath_problem {
    size_t size;                       /**< sizeof(refpath_problem), set by the caller. */
    const char *code;                  /**< Stable, for example "unknown-reference". */
    refpath_severity severity;         /**< How bad. */
    refpath_position position;         /**< Where. */
    const refpath_argument *arguments; /**< `n_arguments` of them. */
    size_t n_arguments;                /**< 0 to 4. */
    const refpath_position *related;   /**< Other places concerned, `n_related` of them. */
    size_t n_related;                  /**< 0 or more. */
} refpath_problem;

/** How diags_write() writes. */
typedef enum refpath_diags_format {
    REFPATH_DIAGS_TEXT = 1, /**< `file:line:column: error: text [code]`, a line each. */
    REFPATH_DIAGS_JSON = 2, /**< `{"problems": [...]}` with a newline. */
    REFPATH_DIAGS_SARIF = 3, /**< SARIF 2.1.0, for editors and code review. */
    REFPATH_DIAGS_COLOUR = 4 /**< As #REFPATH_DIAGS_TEXT, with ANSI colours, which never carry meaning alone. */
} refpath_diags_format;

/**
 * Makes an empty list.
 *
 * @param[out] out        Owned by the caller; release with refpath_diags_free(). NULL on failure.
 * @param[in]  most       Problems kept at most; 0 for the usual 100. What comes after is counted, not kept;
 *                        one more problem, too-many-problems or out-of-memory, then ends the list.
 * @param[in]  allocator  Hooks, copied; NULL for malloc().
 * @return REFPATH_OK, REFPATH_OUT_OF_MEMORY, REFPATH_INVALID_ARGUMENT.
 *
 * Threads: any. Cost: constant.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_diags_new(refpath_diags **out, size_t most,
                                                                const refpath_allocator *allocator);

/** Releases a list. NULL is fine. Threads: the owner's. */
REFPATH_API void refpath_diags_free(refpath_diags *diags);

/** Empties a list, so that it can be used again. NULL is fine. Threads: the owner's. */
REFPATH_API void refpath_diags_clear(refpath_diags *diags);

/** Problems in the list; 0 for NULL. Cost: constant. */
REFPATH_API size_t refpath_diags_count(const refpath_diags *diags);

/** Problems that found no room (the list was full, or there was no memory); 0 for NULL. Cost: constant. */
REFPATH_API size_t refpath_diags_lost(const refpath_diags *diags);

/**
 * One problem.
 *
 * @param[in]     diags    The list.
 * @param[in]     index    From 0, below refpath_diags_count().
 * @param[in,out] problem  Its `size` is set by the caller; the rest is filled, borrowed from the list.
 * @return REFPATH_OK; REFPATH_NOT_FOUND past the end; REFPATH_INVALID_ARGUMENT.
 *
 * Cost: constant.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_diags_get(const refpath_diags *diags, size_t index,
                                                                refpath_problem *problem);

/**
 * Writes all problems, as sentences in a language or as data.
 *
 * @param[in] diags     The list; NULL is an empty one.
 * @param[in] format    As text (for a terminal in colours), JSON or SARIF.
 * @param[in] language  BCP 47 tag for the sentences, NULL for English; what is not translated comes in English.
 * @param[in] write     Takes the bytes.
 * @param[in] user      Handed to `write`.
 * @return REFPATH_OK, what `write` gave, REFPATH_OUT_OF_MEMORY, REFPATH_INVALID_ARGUMENT.
 *
 * Cost: linear in the list; and opening the messages of a language, once a call.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_diags_write(const refpath_diags *diags,
                                                                  refpath_diags_format format, const char *language,
                                                                  refpath_write write, void *user);

REFPATH_END_DECLS

#endif
