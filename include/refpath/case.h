/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * A case: what is known of one child's situation, never who the child is. For each fact it holds the values that are
 * still possible; what nobody has said stays open. Cases are cheap, belong to one thread at a time, and are
 * overwritten in memory when they are freed.
 *
 * Calls that name a fact, term, place or actor that the protocol does not have, or that contradict what the case
 * holds, change nothing and return #REFPATH_INVALID_CASE; the reason goes into `diags`, without the value given.
 */
#ifndef REFPATH_CASE_H
#define REFPATH_CASE_H

#include <refpath/protocol.h>

REFPATH_BEGIN_DECLS

/** The facts of one case under one protocol. */
typedef struct refpath_case refpath_case;

/** Whether something holds. */
typedef enum refpath_truth {
    REFPATH_TRUTH_OPEN = 0, /**< Not known. */
    REFPATH_TRUTH_YES = 1,  /**< It does. */
    REFPATH_TRUTH_NO = 2    /**< It does not. */
} refpath_truth;

/** Moments are seconds since 1970-01-01T00:00:00Z; this one stands for "none". */
#define REFPATH_NO_TIME INT64_MIN

/** A scope of a consent: ids, or everything. */
typedef struct refpath_scope {
    const char *const *ids; /**< `n_ids` ids; not used where `all` is set. */
    size_t n_ids;           /**< At least 1 unless `all`. */
    int all;                /**< Not 0: everything, said in so many words. */
} refpath_scope;

/** A consent or a refusal on record. Nothing about a consent is assumed: every field counts. */
typedef struct refpath_consent_record {
    size_t size;              /**< sizeof(refpath_consent_record). */
    const char *by;           /**< A party. */
    int given;                /**< Not 0: a consent; 0: a refusal, of which only `by`, `at` and scopes are read. */
    int64_t at;               /**< When. */
    const char *kind;         /**< "consent" or "assent". */
    const char *form;         /**< "spoken", "recorded" or "written". */
    refpath_scope items;      /**< Which items. */
    refpath_scope recipients; /**< To whom: actors, groups, roles, parties. */
    refpath_scope purposes;   /**< For what: purposes and services. */
    int64_t until;            /**< Last moment it holds, or #REFPATH_NO_TIME. */
    int64_t withdrawn;        /**< When it was taken back, or #REFPATH_NO_TIME. */
} refpath_consent_record;

/** What became of a step. */
typedef struct refpath_done_record {
    size_t size;         /**< sizeof(refpath_done_record). */
    const char *step;    /**< A step of the protocol. */
    int64_t at;          /**< When. */
    const char *actor;   /**< Who, or NULL. */
    const char *outcome; /**< "served", "partly-served", "declined", "unavailable", "elsewhere", "not-needed" or "no-answer". */
} refpath_done_record;

/**
 * Makes an empty case: every fact open, no holder, no consents.
 *
 * @param[out] out        Owned by the caller; release with refpath_case_free(). NULL on failure.
 * @param[in]  protocol   Held by reference as long as the case lives.
 * @param[in]  allocator  Hooks, copied; NULL for malloc().
 * @return REFPATH_OK, REFPATH_OUT_OF_MEMORY, REFPATH_INVALID_ARGUMENT.
 *
 * Threads: any, on a shared protocol. Cost: linear in the vocabulary.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_new(refpath_case **out, const refpath_protocol *protocol,
                                                               const refpath_allocator *allocator);

/**
 * Reads a case from JSON as doc/answers.md describes it. Unknown keys, duplicate keys and contradictions are errors;
 * all are reported at once; what was read is repeated nowhere.
 *
 * @param[out]    out        As refpath_case_new().
 * @param[in]     protocol   As there.
 * @param[in]     json       UTF-8, borrowed.
 * @param[in]     length     Its bytes; at most 1 MiB.
 * @param[in]     allocator  Or NULL.
 * @param[in,out] diags      Or NULL.
 * @return REFPATH_OK; REFPATH_INVALID_CASE; REFPATH_LIMIT_EXCEEDED; REFPATH_OUT_OF_MEMORY; REFPATH_INVALID_ARGUMENT;
 *         REFPATH_UNSUPPORTED in a build without a JSON reader.
 *
 * Threads: any. Cost: linear in the bytes.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_read(refpath_case **out, const refpath_protocol *protocol,
                                                                const char *json, size_t length,
                                                                const refpath_allocator *allocator,
                                                                refpath_diags *diags);

/** A copy that can be changed without the other. Ownership and errors as refpath_case_new(). */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_copy(refpath_case **out, const refpath_case *original);

/** Overwrites and releases a case. NULL is fine. Answers made from it stay good. */
REFPATH_API void refpath_case_free(refpath_case *self);

/** The protocol of a case; borrowed. NULL for NULL. */
REFPATH_API const refpath_protocol *refpath_case_protocol(const refpath_case *self);

/** Sets the case's own mark, which answers repeat: no name, no number of a person. NULL takes it away. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_set_id(refpath_case *self, const char *id,
                                                                  refpath_diags *diags);

/** Sets who holds the case: an actor, or a role with a group. NULL takes it away. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_set_holder(refpath_case *self, const char *holder,
                                                                      refpath_diags *diags);

/** Sets the smallest place known to contain the case; it may have places in it, which are then all possible. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_set_place(refpath_case *self, const char *place,
                                                                     refpath_diags *diags);

/**
 * Says which values of a number are possible: each from `least` to `most`.
 *
 * @param[in,out] self   The case.
 * @param[in]     fact   A number of the vocabulary.
 * @param[in]     least  Not below the fact's `min`.
 * @param[in]     most   Not above its `max`, not below `least`.
 * @param[in,out] diags  Or NULL.
 * @return REFPATH_OK, REFPATH_INVALID_CASE, REFPATH_OUT_OF_MEMORY, REFPATH_INVALID_ARGUMENT.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_set_number(refpath_case *self, const char *fact,
                                                                      int32_t least, int32_t most,
                                                                      refpath_diags *diags);

/** As refpath_case_set_number() for values that stand apart: exactly these `n` (at least 1) are possible. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_set_numbers(refpath_case *self, const char *fact,
                                                                       const int32_t *values, size_t n,
                                                                       refpath_diags *diags);

/**
 * Says whether a term holds. Of a choice, yes leaves that term (with its parts) alone possible and no takes it out;
 * of a set, yes holds for those it stands in too and no for those under it. Open forgets what was said of it.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_set_term(refpath_case *self, const char *fact,
                                                                    const char *term, refpath_truth truth,
                                                                    refpath_diags *diags);

/** Says that a set is complete: every term that is not yes is no. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_set_complete(refpath_case *self, const char *fact,
                                                                        refpath_diags *diags);

/** Says whether a flag holds, or forgets it. A derived flag cannot be given. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_set_flag(refpath_case *self, const char *fact,
                                                                    refpath_truth truth, refpath_diags *diags);

/**
 * Sets a clock.
 *
 * @param[in,out] self   The case.
 * @param[in]     clock  A clock of the protocol, or "report".
 * @param[in]     from   A moment (`2026-11-23T10:00:00Z`, or with its zone `2026-11-23T13:00:00+03:00[Africa/Nairobi]`),
 *                       or a day, a month or a year, these also in another calendar (`2004-08-23[u-ca=ethiopic]`);
 *                       NULL takes the clock away.
 * @param[in]     to     NULL, or the end of a span that begins with `from`; every moment in between is possible.
 * @param[in,out] diags  Or NULL.
 * @return REFPATH_OK, REFPATH_INVALID_CASE, REFPATH_OUT_OF_MEMORY, REFPATH_INVALID_ARGUMENT.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_set_clock(refpath_case *self, const char *clock,
                                                                     const char *from, const char *to,
                                                                     refpath_diags *diags);

/** Says that a fact has been asked for and nobody can tell (not 0), or that it may be asked (0). */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_set_unknown(refpath_case *self, const char *fact,
                                                                       int unknown, refpath_diags *diags);

/** Adds an actor, group, role or party that this case must stay away from. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_add_avoid(refpath_case *self, const char *who,
                                                                     refpath_diags *diags);

/** Adds a consent or refusal; everything in the record is copied. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_add_consent(refpath_case *self,
                                                                       const refpath_consent_record *record,
                                                                       refpath_diags *diags);

/** Adds what became of a step; everything in the record is copied. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_add_done(refpath_case *self,
                                                                    const refpath_done_record *record,
                                                                    refpath_diags *diags);

/**
 * Checks the case as a whole for a question at a moment: a clock later than that, a count that is out of range.
 *
 * @param[in]     self   The case.
 * @param[in]     now    Seconds since 1970 UTC.
 * @param[in,out] diags  Receives all problems; or NULL.
 * @return REFPATH_OK, REFPATH_INVALID_CASE, REFPATH_OUT_OF_MEMORY, REFPATH_INVALID_ARGUMENT.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_check(const refpath_case *self, int64_t now,
                                                                 refpath_diags *diags);

/** Writes the case as JSON; refpath_case_read() of it gives an equal case. It holds facts: mind where it goes. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_write(const refpath_case *self, refpath_write write,
                                                                 void *user);

REFPATH_END_DECLS

#endif
