/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * A draft: a protocol that is being built or changed in code. It is the tree of elements that the format has; the same
 * rules apply as to a file, most of them when it is compiled. It can be written as XML at any time; loading that gives
 * the same answers. A draft belongs to one thread at a time.
 */
#ifndef REFPATH_DRAFT_H
#define REFPATH_DRAFT_H

#include <refpath/protocol.h>
#include <refpath/write.h>

REFPATH_BEGIN_DECLS

/** A protocol in the making. */
typedef struct refpath_draft refpath_draft;

/**
 * An element of a draft; 0 is none. Numbers are not used again within one draft: whoever names an element that was removed,
 * or one that stood in it, gets REFPATH_INVALID_ARGUMENT.
 */
typedef uint32_t refpath_element;

/**
 * Makes an empty draft: a `protocol` element with this id, version "1", status draft, in this language.
 *
 * @param[out] out        Owned by the caller; release with refpath_draft_free(). NULL on failure.
 * @param[in]  id         The protocol's id.
 * @param[in]  language   Its language, a BCP 47 tag.
 * @param[in]  allocator  Hooks, copied; NULL for malloc().
 * @return REFPATH_OK, REFPATH_OUT_OF_MEMORY, REFPATH_INVALID_ARGUMENT.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_draft_new(refpath_draft **out, const char *id,
                                                                const char *language,
                                                                const refpath_allocator *allocator);

/** A draft of what a protocol says, with all that it includes in one; the protocol stays as it is. As refpath_draft_new(). */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_draft_from_protocol(refpath_draft **out,
                                                                          const refpath_protocol *protocol,
                                                                          const refpath_allocator *allocator);

/** Releases a draft. NULL is fine. Protocols compiled from it stay good. */
REFPATH_API void refpath_draft_free(refpath_draft *draft);

/** The outermost element, `protocol`. */
REFPATH_API refpath_element refpath_draft_root(const refpath_draft *draft);

/**
 * Finds an element by its id.
 *
 * @param[in] draft  The draft.
 * @param[in] name   The element's name, for example "actor"; NULL: any element.
 * @param[in] id     Its id.
 * @return The first in document order, or 0. Cost: linear in the draft.
 */
REFPATH_API refpath_element refpath_draft_find(const refpath_draft *draft, const char *name, const char *id);

/**
 * Adds an element as the last in another.
 *
 * @param[in,out] draft   The draft.
 * @param[out]    out     The new element; may be NULL.
 * @param[in]     parent  Where.
 * @param[in]     name    An element that may stand there.
 * @param[in,out] diags   Or NULL.
 * @return REFPATH_OK; REFPATH_INVALID_PROTOCOL where the format has no such element there; REFPATH_LIMIT_EXCEEDED where
 *         it would stand deeper than 64 elements; REFPATH_OUT_OF_MEMORY; REFPATH_INVALID_ARGUMENT.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_draft_add(refpath_draft *draft, refpath_element *out,
                                                                refpath_element parent, const char *name,
                                                                refpath_diags *diags);

/** Sets an attribute ("respond-within", "xml:lang"), or takes it away where `value` is NULL. Errors as refpath_draft_add(). */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_draft_set(refpath_draft *draft, refpath_element element,
                                                                const char *attribute, const char *value,
                                                                refpath_diags *diags);

/** Sets the characters of a text element (label, text, question, contact). Errors as refpath_draft_add(). */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_draft_text(refpath_draft *draft, refpath_element element,
                                                                 const char *text, refpath_diags *diags);

/**
 * Takes an element out, with all that stands in it.
 *
 * @return REFPATH_OK; REFPATH_INVALID_ARGUMENT for the root, and for what is not in the draft or no longer.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_draft_remove(refpath_draft *draft, refpath_element element);

/**
 * Compiles a draft into a protocol. The draft stays as it is and can be changed on.
 *
 * @return As refpath_protocol_load_memory(); problems name elements by the lines that refpath_draft_write() gives them.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_draft_compile(refpath_protocol **out, const refpath_draft *draft,
                                                                    const refpath_load_options *options,
                                                                    refpath_diags *diags);

/**
 * Writes a draft as XML, one document with all that was included. Of all documents that it was made from the earliest
 * `review-by` and `valid-until` stand in it (as `included-until`, where that is before its own `valid-from`). What drops
 * took away is not in it; which guards those were stands in `guards-dropped`, so that every answer still says so.
 *
 * @return REFPATH_OK, what `write` gave, REFPATH_OUT_OF_MEMORY, REFPATH_INVALID_ARGUMENT.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_draft_write(const refpath_draft *draft, refpath_write write,
                                                                  void *user);

REFPATH_END_DECLS

#endif
