/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * The questions. Each gives one #refpath_answer; none reads the time of day, a file or anything else but its
 * arguments, so that an answer can be given again as of then. An answer that says no is an answer with REFPATH_OK.
 *
 * All return REFPATH_OK; REFPATH_INVALID_QUESTION where the question names what is not there or misses something;
 * REFPATH_INVALID_CASE where the case cannot be asked at that moment; REFPATH_LIMIT_EXCEEDED where it was not decided
 * within the work allowed; REFPATH_OUT_OF_MEMORY; REFPATH_INVALID_ARGUMENT. On failure `*out` is NULL and `diags`, if
 * given, has the reasons. Moments are seconds since 1970-01-01T00:00:00Z, of the years 0 to 9999; others are
 * REFPATH_INVALID_ARGUMENT.
 *
 * Threads: any number on one protocol; a case is not changed by a question and may be asked by several threads as long
 * as none changes it.
 */
#ifndef REFPATH_QUESTION_H
#define REFPATH_QUESTION_H

#include <refpath/case.h>

REFPATH_BEGIN_DECLS

/** May an item about this case go from a sender to a recipient for a purpose? */
typedef struct refpath_consent_question {
    size_t size;           /**< sizeof(refpath_consent_question). */
    const char *item;      /**< An item; one that has parts stands for all of them. */
    const char *recipient; /**< An actor, a role (all who play it here), or a party. */
    const char *purpose;   /**< A purpose or a service. */
    const char *sender;    /**< An actor, or a role with a group; NULL: the holder. */
    int64_t at;            /**< When. */
    int explain;           /**< Not 0: also why, and what would change it. */
} refpath_consent_question;

/** Who stands between two? */
typedef struct refpath_path_question {
    size_t size;                /**< sizeof(refpath_path_question). */
    const char *from;           /**< An actor, or a role with a group. */
    const char *to;             /**< An actor, a role, or a party. */
    const char *place;          /**< Where; NULL: the case's place. */
    const char *purpose;        /**< A purpose or a service, or NULL. */
    const refpath_case *known;  /**< A case whose facts count, or NULL: nothing is known. */
    int64_t now;                /**< When. */
    const char *viewer;         /**< Who asks; NULL: anybody; "all": everything is shown. */
} refpath_path_question;

/** Who does what, where? What is NULL does not narrow the search. */
typedef struct refpath_who_question {
    size_t size;         /**< sizeof(refpath_who_question). */
    const char *service; /**< A service, or what lies under it. */
    const char *role;    /**< A role that is played. */
    const char *group;   /**< A group, or what lies under it. */
    const char *duty;    /**< A duty of a role that is played. */
    const char *place;   /**< Where the service is offered or the role played. */
    const char *name;    /**< Text in a name: accents, case and script do not matter. */
    const char *viewer;  /**< Who asks; NULL: anybody; "all": everything is shown. */
    int64_t now;         /**< When. */
} refpath_who_question;

/** Decides whether an item may be told: `{"decision", "missing", "facts", "obligations", "rules", ...}`. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_consent(refpath_answer **out, const refpath_case *self,
                                                                   const refpath_consent_question *question,
                                                                   refpath_diags *diags);

/** Plans a case: steps in order, by whom, through whom, by when, what may be told; advice; what to ask. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_plan(refpath_answer **out, const refpath_case *self,
                                                                int64_t now, refpath_diags *diags);

/** The fewest questions that matter, the most urgent first. An empty list: nothing more need be asked. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_case_ask(refpath_answer **out, const refpath_case *self,
                                                               int64_t now, refpath_diags *diags);

/** The contact path from one to another: `{"from", "to", "state", "path", "notify", "interfaces"}`. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_protocol_path(refpath_answer **out,
                                                                    const refpath_protocol *protocol,
                                                                    const refpath_path_question *question,
                                                                    refpath_diags *diags);

/** The directory: `{"actors": [...]}` in document order; with a name, the best matches first. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_protocol_who(refpath_answer **out,
                                                                   const refpath_protocol *protocol,
                                                                   const refpath_who_question *question,
                                                                   refpath_diags *diags);

/** What may be answered to a fact: its terms with labels, or the range of a number. */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_protocol_choices(refpath_answer **out,
                                                                       const refpath_protocol *protocol,
                                                                       const char *fact, refpath_diags *diags);

/** Kinds of entry of a protocol that can be listed and looked up. */
typedef enum refpath_kind {
    REFPATH_KIND_FACT = 1,
    REFPATH_KIND_CLOCK,
    REFPATH_KIND_PLACE,
    REFPATH_KIND_ITEM,
    REFPATH_KIND_PURPOSE,
    REFPATH_KIND_SERVICE,
    REFPATH_KIND_PARTY,
    REFPATH_KIND_GROUP,
    REFPATH_KIND_ROLE,
    REFPATH_KIND_DUTY,
    REFPATH_KIND_ACTOR,
    REFPATH_KIND_INTERFACE,
    REFPATH_KIND_PATHWAY,
    REFPATH_KIND_STEP,
    REFPATH_KIND_ADVICE,
    REFPATH_KIND_RULE,
    REFPATH_KIND_OBLIGATION,
    REFPATH_KIND_CLAIM,
    REFPATH_KIND_SOURCE
} refpath_kind;

/**
 * Lists all entries of a kind, in document order: `{"entries": [{"id", "labels", "in"}]}`; hidden actors are listed
 * for a viewer that may see them alone (NULL: anybody; "all": everything).
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_protocol_list(refpath_answer **out,
                                                                    const refpath_protocol *protocol,
                                                                    refpath_kind kind, const char *viewer,
                                                                    refpath_diags *diags);

/**
 * The label of an entry in a language, by the language chain of the tag, else in the language the protocol gives first.
 *
 * @param[in] protocol  The protocol.
 * @param[in] kind      The kind of entry.
 * @param[in] id        Its id; terms of a fact as "fact/term".
 * @param[in] language  BCP 47 tag, or NULL for the first language given.
 * @return Borrowed, lives as long as the protocol; NULL where there is no such entry, no label, or the entry is hidden
 *         from some. Threads: any. Cost: a look-up.
 */
REFPATH_API const char *refpath_protocol_label(const refpath_protocol *protocol, refpath_kind kind, const char *id,
                                               const char *language);

REFPATH_END_DECLS

#endif
