/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A picture as a graph for programs (NetworkX, igraph, Gephi): flat, with typed keys; what is not drawn is there too. */
#include "base/check.h"
#include "output/draw_picture.h"

#include <string.h>

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
    "  <key id=\"kind\" for=\"node\" attr.name=\"kind\" attr.type=\"string\"/>\n"
    "  <key id=\"ref\" for=\"node\" attr.name=\"ref\" attr.type=\"string\"/>\n"
    "  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
    "  <key id=\"text\" for=\"node\" attr.name=\"text\" attr.type=\"string\"/>\n"
    "  <key id=\"in\" for=\"node\" attr.name=\"in\" attr.type=\"string\"/>\n"
    "  <key id=\"state\" for=\"node\" attr.name=\"state\" attr.type=\"string\"/>\n"
    "  <key id=\"possible\" for=\"node\" attr.name=\"possible\" attr.type=\"boolean\"><default>false</default></key>\n"
    "  <key id=\"drawn\" for=\"node\" attr.name=\"drawn\" attr.type=\"boolean\"><default>true</default></key>\n"
    "  <key id=\"tie\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>\n"
    "  <key id=\"tie-label\" for=\"edge\" attr.name=\"label\" attr.type=\"string\"/>\n"
    "  <key id=\"tie-drawn\" for=\"edge\" attr.name=\"drawn\" attr.type=\"boolean\"><default>true</default></key>\n";

/* Without the isolates that lines on a page need. */
static void add_text(rp_buffer *b, const char *text) {
    const char *from = text;
    char part[64];
    size_t n = 0;
    for (; *from; from++) {
        if (strncmp(from, "\xE2\x81", 2) == 0 && (unsigned char)from[2] >= 0xA6 && (unsigned char)from[2] <= 0xA9) {
            from += 2;
            continue;
        }
        part[n++] = *from;
        if (n >= sizeof part - 8 && ((unsigned char)from[1] & 0xC0) != 0x80) {
            part[n] = '\0';
            rp_xml_text(b, part);
            n = 0;
        }
    }
    part[n] = '\0';
    rp_xml_text(b, part);
}

static void add_data(rp_buffer *b, const char *key, const char *text) {
    if (text && *text) {
        rp_buffer_text(b, "      <data key=\"");
        rp_buffer_text(b, key);
        rp_buffer_text(b, "\">");
        add_text(b, text);
        rp_buffer_text(b, "</data>\n");
    }
}

static void add_box(const rp_picture *p, rp_buffer *b, const rp_card *box) {
    const rp_captions *said = &box->said;
    rp_buffer_text(b, "    <node id=\"");
    rp_xml_text(b, box->id);
    rp_buffer_text(b, "\">\n");
    add_data(b, "kind", rp_box_words[box->kind]);
    add_data(b, "ref", box->ref);
    add_data(b, "label", said->list.n > 0 ? said->list.at[0].text : NULL);
    if (said->list.n > 1) {
        rp_buffer_text(b, "      <data key=\"text\">");
        for (size_t i = 1; i < said->list.n; i++) {
            rp_buffer_text(b, i > 1 ? "&#10;" : "");
            add_text(b, said->list.at[i].text);
        }
        rp_buffer_text(b, "</data>\n");
    }
    add_data(b, "in", box->in == RP_NONE ? NULL : p->boxes.at[box->in].id);
    add_data(b, "state", rp_mood_words[box->mood]);
    add_data(b, "possible", box->dashed ? "true" : NULL);
    add_data(b, "drawn", box->unseen ? "false" : NULL);
    rp_buffer_text(b, "    </node>\n");
}

static void add_tie(const rp_picture *p, rp_buffer *b, const rp_tie *tie) {
    rp_buffer_text(b, "    <edge source=\"");
    rp_xml_text(b, p->boxes.at[tie->from].id);
    rp_buffer_text(b, "\" target=\"");
    rp_xml_text(b, p->boxes.at[tie->to].id);
    rp_buffer_text(b, "\">\n");
    add_data(b, "tie", rp_tie_words[tie->kind]);
    add_data(b, "tie-label", tie->label);
    add_data(b, "tie-drawn", tie->unseen ? "false" : NULL);
    rp_buffer_text(b, "    </edge>\n");
}

refpath_status rp_write_graphml(const rp_picture *p, refpath_write write, void *user) {
    rp_buffer b;
    refpath_status status;
    rp_buffer_init(&b, &p->arena->alloc, true);
    rp_buffer_text(&b, head);
    rp_buffer_text(&b, "  <graph id=\"");
    rp_buffer_text(&b, p->view);
    rp_buffer_text(&b, "\" edgedefault=\"directed\">\n");
    for (size_t i = 0; i < p->boxes.n; i++) {
        if (!p->boxes.at[i].copy) {
            add_box(p, &b, &p->boxes.at[i]);
        }
    }
    for (size_t i = 0; i < p->ties.n; i++) {
        add_tie(p, &b, &p->ties.at[i]);
    }
    rp_buffer_text(&b, "  </graph>\n</graphml>\n");
    status = rp_buffer_give(&b, write, user);
    rp_buffer_free(&b);
    return status;
}
