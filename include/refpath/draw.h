/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * Answers as pictures: a plan, the pathways of a case or of a protocol, who reaches whom through whom.
 *
 * The layout is the library's own and knows whole numbers only, so the same answer is the same picture on every machine.
 */
#ifndef REFPATH_DRAW_H
#define REFPATH_DRAW_H

#include <refpath/answer.h>

REFPATH_BEGIN_DECLS

/** How a picture is written. */
typedef enum refpath_picture {
    REFPATH_PICTURE_SVG = 1, /**< A whole picture: no script, no font and nothing else from elsewhere. */
    REFPATH_PICTURE_DOT,     /**< For Graphviz, which then finds the places itself. */
    REFPATH_PICTURE_MERMAID, /**< For pages that draw Mermaid. */
    REFPATH_PICTURE_GRAPHML  /**< For programs that read graphs: all nodes and edges, those not drawn included. */
} refpath_picture;

/** What is to be seen in an answer. */
typedef enum refpath_view {
    REFPATH_VIEW_OWN = 0, /**< What the answer is: of a plan who turns to whom for what; of an analysis its graph. */
    REFPATH_VIEW_PATHWAYS /**< Of a plan: its steps by pathway, each with who does it, through whom. */
} refpath_view;

/** How refpath_answer_draw() draws. Set `size`, leave the rest 0 for SVG in English. */
typedef struct refpath_draw_options {
    size_t size;            /**< sizeof(refpath_draw_options). */
    refpath_picture format; /**< 0: SVG. */
    refpath_view view;      /**< What is to be seen. */
    const char *language;   /**< BCP 47 tag; NULL: English. Where it is written from right to left, so is the picture. */
} refpath_draw_options;

/**
 * Draws an answer.
 *
 * Plans, and analyses of the network and of pathways, can be drawn. What the answer hides from its viewer it does not have,
 * and so no picture of it has.
 *
 * @param[in] answer   The answer.
 * @param[in] options  Or NULL for SVG in English.
 * @param[in] write    Takes UTF-8.
 * @param[in] user     Handed to `write`.
 * @return REFPATH_OK; REFPATH_UNSUPPORTED, this kind of answer has no picture; REFPATH_LIMIT_EXCEEDED, it is too large to be
 *         laid out (more than about 10,000 boxes: take DOT or GraphML); what `write` gave; REFPATH_OUT_OF_MEMORY;
 *         REFPATH_INVALID_ARGUMENT (a malformed language tag, an unknown format).
 *
 * Threads: any. Cost: DOT, Mermaid and GraphML linear in the answer; SVG about n log n in boxes and the layers that their
 * edges cross.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_answer_draw(const refpath_answer *answer,
                                                                  const refpath_draw_options *options,
                                                                  refpath_write write, void *user);

REFPATH_END_DECLS

#endif
