/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Pictures in a report: each pathway, and who reaches whom; drawn by the same hands as those that stand alone. */
#include "output/draw_picture.h"
#include "output/report.h"

#include "base/check.h"
#include "decide/answer.h"

#include <string.h>

#define WIDEST_UPRIGHT 760 /* wider ones have a page of their own, across, on paper */
#define WIDEST_PAPER 2400  /* nobody could read wider ones on paper */

/* A figure, wide ones to be scrolled with the keyboard too. What is too much for one picture is said. */
static refpath_status add_figure(rp_report *r, const rp_tree *answer, const char *title, size_t number) {
    const char *prefix = rp_arena_format(&r->t.scratch, "picture-%zu-", number);
    refpath_status status;
    int64_t width = 0;
    rp_buffer svg;
    RP_HAVE(prefix);
    rp_buffer_init(&svg, &r->page.alloc, true);
    status = rp_draw_inside(&r->t, answer, title, prefix, &svg, &width);
    if (status == REFPATH_LIMIT_EXCEEDED) {
        rp_html_element(&r->page, "p", rp_say(&r->t, "report.too-much", NULL));
        status = REFPATH_OK;
    } else if (status == REFPATH_OK) {
        rp_html_markup(&r->page, width > WIDEST_PAPER     ? "<figure class=\"screen\">\n<figcaption>"
                               : width > WIDEST_UPRIGHT ? "<figure class=\"across\">\n<figcaption>"
                                                        : "<figure>\n<figcaption>");
        rp_html_text(&r->page, title);
        rp_html_markup(&r->page, "</figcaption>\n<div class=\"wide\" tabindex=\"0\" role=\"group\"");
        rp_html_attribute(&r->page, "aria-label", title);
        rp_html_markup(&r->page, ">\n");
        rp_buffer_add(&r->page, svg.n ? svg.at : "", svg.n);
        rp_html_markup(&r->page, "</div>\n</figure>\n");
        rp_html_element(&r->page, "p class=\"paper\"",
                        width > WIDEST_PAPER ? rp_say(&r->t, "report.on-screen", "picture", title, NULL) : NULL);
    }
    rp_buffer_free(&svg);
    return status;
}

/* -- one pathway ---------------------------------------------------------------------------------------------------------- */

static bool is_of(const rp_tree *node, const char *pathway) {
    if (rp_is_word(node, "kind", "pathway")) {
        return rp_is_word(node, "id", pathway);
    }
    return !rp_is_word(node, "kind", "step") || rp_is_word(node, "in", pathway);
}

static rp_tree *copy_of(rp_arena *arena, const rp_tree *from, rp_tree *to) {
    rp_tree *copy = RP_ARENA_NEW(arena, rp_tree);
    if (copy) {
        *copy = *from;
        copy->next = NULL;
        rp_tree_append(to, copy);
    }
    return copy;
}

/* The answer with the nodes of one pathway; edges that then lead nowhere are not drawn. */
static rp_tree *narrowed(rp_arena *arena, const rp_tree *answer, const char *pathway) {
    const rp_tree *graph = rp_tree_get(answer, "graph"), *nodes = rp_tree_get(graph, "nodes"), *analysis;
    rp_tree *root = rp_tree_root(arena), *to, *of;
    analysis = rp_tree_get(answer, "analysis");
    if (!root || !analysis || !copy_of(arena, analysis, root)) {
        return NULL;
    }
    to = rp_tree_object(arena, root, "graph");
    of = rp_tree_array(arena, to, "nodes");
    for (const rp_tree *node = nodes->first; node && of; node = node->next) {
        if (is_of(node, pathway) && !copy_of(arena, node, of)) {
            return NULL;
        }
    }
    return of && rp_tree_get(graph, "edges") && copy_of(arena, rp_tree_get(graph, "edges"), to) ? root : NULL;
}

static refpath_status add_pathway(rp_report *r, const rp_tree *answer, const rp_tree *pathway, size_t number) {
    rp_arena arena;
    refpath_status status = REFPATH_OUT_OF_MEMORY;
    const rp_tree *one;
    rp_arena_init(&arena, &r->t.scratch.alloc, true);
    one = narrowed(&arena, answer, rp_text_of(pathway, "id"));
    if (one) {
        status = add_figure(r, one, rp_name(&r->t, REFPATH_KIND_PATHWAY, rp_text_of(pathway, "ref")), number);
    }
    rp_arena_free(&arena);
    return status;
}

static refpath_status add_pathways(rp_report *r, size_t *number) {
    const rp_tree *graph = r->pathways ? rp_tree_get(r->pathways->root, "graph") : NULL;
    const rp_tree *nodes = graph ? rp_tree_get(graph, "nodes") : NULL;
    for (const rp_tree *node = nodes ? nodes->first : NULL; node; node = node->next) {
        if (rp_is_word(node, "kind", "pathway") && rp_text_of(node, "id")) {
            RP_TRY(add_pathway(r, r->pathways->root, node, ++*number));
        }
    }
    return REFPATH_OK;
}

refpath_status rp_report_pictures(rp_report *r) {
    size_t number = 0;
    rp_html_markup(&r->page, "<section class=\"part\" aria-labelledby=\"pictures\">\n");
    rp_report_heading(r, "h2", "pictures", rp_say(&r->t, "report.pictures", NULL));
    rp_html_element(&r->page, "p class=\"screen\"", rp_say(&r->t, "report.pictures-text", NULL));
    if (!r->pathways || !r->network) {
        rp_report_say(r, "report.too-much");
    }
    RP_TRY(add_pathways(r, &number));
    if (r->network) {
        RP_TRY(add_figure(r, r->network->root, rp_say(&r->t, "draw.title-network", NULL), ++number));
    }
    rp_html_markup(&r->page, "</section>\n");
    return r->t.page.status;
}
