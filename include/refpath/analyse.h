/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * Questions about a protocol as a whole: whom it leaves without help, and how long help takes. What is asked besides the
 * protocol stands in a study, JSON that doc/analysis.md describes; without one the usual study is taken. An answer is
 * a set of tables of whole numbers, the same on every machine.
 */
#ifndef REFPATH_ANALYSE_H
#define REFPATH_ANALYSE_H

#include <refpath/answer.h>
#include <refpath/protocol.h>

REFPATH_BEGIN_DECLS

/** What is analysed. The numbers never change. */
typedef enum refpath_analysis {
    REFPATH_ANALYSIS_COVERAGE = 1, /**< Who is served where, with what; gaps, the worst first. */
    REFPATH_ANALYSIS_FAILURES = 2, /**< Whose loss leaves children without help: single points of failure. */
    REFPATH_ANALYSIS_DRAWDOWN = 3, /**< What is lost when several are gone at once, and the smallest repair. */
    REFPATH_ANALYSIS_TIMES = 4,     /**< How long each step takes from the report, and what takes the time. */
    REFPATH_ANALYSIS_LOAD = 5,      /**< How much of a stream of cases can be served, and what stands in the way of more. */
    REFPATH_ANALYSIS_SIMULATION = 6, /**< Cases by chance, from a seed: waiting times, use, missed targets and limits. */
    REFPATH_ANALYSIS_COORDINATION = 7, /**< Who reaches whom through whom, posts, overlap, the age of the directory. */
    REFPATH_ANALYSIS_CONFORMANCE = 8, /**< Whether a log of referrals keeps to the protocol, with reasons. */
    REFPATH_ANALYSIS_NETWORK = 9,  /**< Who reaches whom through whom, as a graph; it can be drawn. */
    REFPATH_ANALYSIS_PATHWAYS = 10 /**< Pathways and steps as a graph, all or those for a concern; it can be drawn. */
} refpath_analysis;

/** An analysis. Set `size`; what is left 0 is the default. */
typedef struct refpath_analysis_question {
    size_t size;               /**< sizeof(refpath_analysis_question). */
    refpath_analysis analysis; /**< Which. */
    int64_t now;               /**< The directory is taken as of then. */
    const char *viewer;        /**< Who asks; NULL: anybody; "all": everything is shown. */
    const char *study;         /**< JSON, or NULL: the usual study. Borrowed until the call returns. */
    size_t study_length;       /**< Its bytes. */
    uint64_t min_cell;         /**< Rows with a count of children from 1 to below this tell no figures. */
    uint64_t work;             /**< Steps of work allowed; 0: a thousand times those of one question. */
    int (*progress)(uint64_t done, uint64_t total, void *user); /**< Called now and then; not 0 stops. May be NULL. */
    void *user;                /**< Handed to it. */
} refpath_analysis_question;

/**
 * Analyses a protocol: `{"analysis", "now", "tables": [{"id", "columns": [{"id", "unit"}], "rows": [{...}]}]}`.
 *
 * @param[out]    out       Release with refpath_answer_unref(). NULL on failure.
 * @param[in]     protocol  The protocol.
 * @param[in]     question  What is asked.
 * @param[in,out] diags     What is wrong with the question or the study, or NULL.
 * @return REFPATH_OK; REFPATH_INVALID_QUESTION; REFPATH_LIMIT_EXCEEDED where the work allowed did not do or a count is past
 *         2^62; REFPATH_CANCELLED where `progress` stopped it; REFPATH_UNSUPPORTED for a study where this build reads no
 *         JSON; REFPATH_OUT_OF_MEMORY; REFPATH_INVALID_ARGUMENT.
 *
 * Threads: any number on one protocol.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_protocol_analyse(refpath_answer **out,
                                                                       const refpath_protocol *protocol,
                                                                       const refpath_analysis_question *question,
                                                                       refpath_diags *diags);

/** How refpath_answer_table() writes. Set `size`, leave the rest 0 for the defaults. */
typedef struct refpath_table_options {
    size_t size;       /**< sizeof(refpath_table_options). */
    uint64_t min_cell; /**< As in the question, for answers that were made without. */
} refpath_table_options;

/**
 * Writes one table of an analysis as CSV (RFC 4180): a header of column names, a line a row, "\r\n" after each, UTF-8.
 * Figures are whole numbers, moments RFC 3339; what a row does not tell is empty.
 *
 * @param[in] answer   Of refpath_protocol_analyse().
 * @param[in] table    Its id; NULL: the first.
 * @param[in] options  Or NULL.
 * @param[in] write    Takes the bytes.
 * @param[in] user     Handed to `write`.
 * @return REFPATH_OK; what `write` gave; REFPATH_NOT_FOUND where there is no such table; REFPATH_OUT_OF_MEMORY;
 *         REFPATH_INVALID_ARGUMENT.
 *
 * Threads: any. Cost: linear in the table.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_answer_table(const refpath_answer *answer, const char *table,
                                                                   const refpath_table_options *options,
                                                                   refpath_write write, void *user);

REFPATH_END_DECLS

#endif
