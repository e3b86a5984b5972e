/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * A protocol as one paper: whom to call for what at each place, the pathways as pictures, gaps, and how fresh it all is.
 */
#ifndef REFPATH_REPORT_H
#define REFPATH_REPORT_H

#include <refpath/diags.h>
#include <refpath/protocol.h>
#include <refpath/write.h>

REFPATH_BEGIN_DECLS

/** What is reported to whom. Set `size` and `now`, leave the rest 0 for the whole protocol, for anybody, in English. */
typedef struct refpath_report_options {
    size_t size;          /**< sizeof(refpath_report_options). */
    int64_t now;          /**< The directory is taken as of then. */
    const char *viewer;   /**< Who will read it; NULL: anybody; "all": everything is shown. */
    const char *place;    /**< This place, or those in it; NULL: all. */
    const char *language; /**< BCP 47 tag; NULL: English. */
} refpath_report_options;

/**
 * Writes a report: one HTML document that needs nothing else, neither network nor script, for screens and for A4 paper.
 *
 * What the reader may not see is not in it. Where the reader is an actor, or a role that names one group, each contact is given
 * as this reader must make it, through whoever stands between. Nothing is written before all of it could be made.
 *
 * @param[in]     protocol  The protocol.
 * @param[in]     options   For whom, where, as of when.
 * @param[in]     write     Takes UTF-8. The same bytes on every machine.
 * @param[in]     user      Handed to `write`.
 * @param[in,out] diags     What is wrong with the options, or NULL.
 * @return REFPATH_OK; REFPATH_INVALID_QUESTION, an unknown viewer or place; REFPATH_LIMIT_EXCEEDED, a place was not decided
 *         within the work that one question may take; REFPATH_INVALID_ARGUMENT (a malformed language tag); what `write`
 *         gave; REFPATH_OUT_OF_MEMORY.
 *
 * Threads: any number on one protocol. Cost: that of coverage, and of a picture for each pathway.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_protocol_report(const refpath_protocol *protocol,
                                                                      const refpath_report_options *options,
                                                                      refpath_write write, void *user,
                                                                      refpath_diags *diags);

REFPATH_END_DECLS

#endif
