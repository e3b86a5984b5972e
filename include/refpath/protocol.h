/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * A protocol: who takes part, how cases travel, what may be told to whom. It is loaded once from XML, checked whole,
 * and never changes; any number of threads may ask it at the same time, and it lives until the last reference is gone.
 */
#ifndef REFPATH_PROTOCOL_H
#define REFPATH_PROTOCOL_H

#include <refpath/alloc.h>
#include <refpath/diags.h>
#include <refpath/status.h>
#include <stddef.h>
#include <stdint.h>

REFPATH_BEGIN_DECLS

/** A loaded, immutable, reference-counted protocol. */
typedef struct refpath_protocol refpath_protocol;

/** An answer to a question, see refpath/answer.h. */
typedef struct refpath_answer refpath_answer;

/**
 * Gives the bytes of an included document, where the caller keeps protocols elsewhere than in files.
 *
 * @param[in]  user     As in the options.
 * @param[in]  name     The document asked for, relative to the outermost one ("rules/consent.xml"), already cleaned of
 *                      "." and never leading out with "..".
 * @param[out] bytes    Set to the bytes; they must stay readable until refpath_load_options::included is called for
 *                      them, or, without that, until the load returns.
 * @param[out] length   Their number.
 * @return REFPATH_OK; REFPATH_NOT_FOUND where there is no such document; anything else stops the load and comes back.
 */
typedef refpath_status (*refpath_include)(void *user, const char *name, const char **bytes, size_t *length);

/** Says that the bytes given by a #refpath_include are no longer needed. */
typedef void (*refpath_included)(void *user, const char *bytes, size_t length);

/**
 * Options of loading; set `size`, leave the rest 0 for the defaults. Every limit can be lowered; past a limit there is
 * an error with the place where it was reached, never a slow success.
 */
typedef struct refpath_load_options {
    size_t size;                         /**< sizeof(refpath_load_options). */
    const refpath_allocator *allocator;  /**< For everything that belongs to the protocol; NULL for malloc(). */
    refpath_include include;             /**< Where included documents come from; NULL: files under the folder. */
    refpath_included included;           /**< May be NULL. */
    void *user;                          /**< Handed to both. */
    size_t most_bytes;                   /**< Of all documents together; 0: 256 MiB. */
    size_t most_documents;               /**< 0: 256. */
    size_t most_depth;                   /**< Elements in one another; 0: 64. */
    size_t most_attributes;              /**< Of one element; 0: 64. */
    size_t most_elements;                /**< Of all documents together; 0: 8 million. */
    size_t most_value;                   /**< Bytes of one attribute value or text; 0: 64 KiB. */
    uint64_t most_work;                  /**< Steps of work that one question may take; 0: 20 million. */
    size_t most_tests;                   /**< Of one condition, every name in a list counted; 0: 10,000. */
    size_t most_chain;                   /**< Conditions that read one another in a row; 0: 128. */
    size_t most_tables;                  /**< Bytes for the tables of all conditions; 0: 512 MiB. */
} refpath_load_options;

/**
 * Loads a protocol from a file with what it includes; opens no other file.
 *
 * @param[out]    out      Owned by the caller, one reference; release with refpath_protocol_unref(). NULL on failure.
 * @param[in]     path     A file name as the system takes it. Includes are looked for under its folder, or among the
 *                         standard protocols of the library, which need no file.
 * @param[in]     options  Or NULL for the defaults.
 * @param[in,out] diags    Receives all problems of all documents, in order of place, up to its limit, and with
 *                         success the warnings and notes; or NULL.
 * @return REFPATH_OK; REFPATH_IO; REFPATH_INVALID_PROTOCOL with the reasons in `diags`; REFPATH_LIMIT_EXCEEDED;
 *         REFPATH_OUT_OF_MEMORY; REFPATH_INVALID_ARGUMENT; what an include callback gave.
 *
 * Threads: any. Cost: linear in the bytes.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_protocol_load_file(refpath_protocol **out, const char *path,
                                                                         const refpath_load_options *options,
                                                                         refpath_diags *diags);

/**
 * Loads a protocol from memory, as refpath_protocol_load_file() does from a file.
 *
 * Without an include callback it may include standard protocols only.
 *
 * @param[out]    out      As there.
 * @param[in]     bytes    UTF-8; borrowed until the call returns.
 * @param[in]     length   Their number.
 * @param[in]     name     What problems and the fingerprint call it, for example "mission.xml"; NULL for "protocol.xml".
 * @param[in]     options  Or NULL.
 * @param[in,out] diags    Or NULL.
 * @return As refpath_protocol_load_file().
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_protocol_load_memory(refpath_protocol **out, const char *bytes,
                                                                           size_t length, const char *name,
                                                                           const refpath_load_options *options,
                                                                           refpath_diags *diags);

/** Takes one more reference. @param[in] protocol  May be NULL. @return The same. Threads: any (atomic). */
REFPATH_API refpath_protocol *refpath_protocol_ref(const refpath_protocol *protocol);

/** Gives one reference back; with the last one the protocol is released. NULL is fine. Threads: any (atomic). */
REFPATH_API void refpath_protocol_unref(refpath_protocol *protocol);

/**
 * The fingerprint: names exactly the documents that were read.
 *
 * SHA-256 over the lines `sha256sum` prints for all documents in the order of inclusion, so that
 * `sha256sum mission.xml rules/consent.xml | sha256sum` gives the same. It names a protocol, it does not guard it.
 *
 * @return 64 lower-case hexadecimal digits; borrowed, lives as long as the protocol. NULL for NULL.
 *
 * Threads: any. Cost: constant.
 */
REFPATH_API const char *refpath_protocol_fingerprint(const refpath_protocol *protocol);

/**
 * What the protocol says about itself, as an answer with the keys `id`, `version`, `status`, `fingerprint`, `labels`,
 * `valid-from`, `valid-until`, `review-by`, `documents` (name, sha256) and `counts` by kind.
 *
 * @param[out] out       Release with refpath_answer_unref(). NULL on failure.
 * @param[in]  protocol  The protocol.
 * @return REFPATH_OK, REFPATH_OUT_OF_MEMORY, REFPATH_INVALID_ARGUMENT.
 *
 * Threads: any.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_protocol_about(refpath_answer **out,
                                                                     const refpath_protocol *protocol);

REFPATH_END_DECLS

#endif
