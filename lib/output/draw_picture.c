/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/draw_picture.h"

#include "base/check.h"

#include <string.h>

const char *const rp_box_words[RP_BOX_KINDS] = {"holder",    "actor",   "gatekeeper", "party",  "role", "group",
                                                "interface", "pathway", "service",    "inform", "act"};
const char *const rp_mood_words[RP_MOODS] = {NULL, "good", "wait", "bad", "done"};
const char *const rp_tie_words[RP_TIE_KINDS] = {"contact", "gives",   "after", "visit", "escalate", "from",
                                                "to",      "through", "plays", "in",    "part-of"};

static void fail(rp_picture *p, refpath_status status) {
    if (status != REFPATH_OK && p->t->page.status == REFPATH_OK) {
        p->t->page.status = status;
    }
}

void rp_picture_init(rp_picture *p, rp_teller *t) {
    memset(p, 0, sizeof *p);
    p->t = t;
    p->arena = &t->scratch;
    p->title = p->about = p->view = "";
    rp_table_init(&p->ids, p->arena);
    rp_table_init(&p->tie_ids, p->arena);
}

uint32_t rp_picture_find(const rp_picture *p, const char *prefix, const char *ref) {
    return rp_picture_find_id(p, rp_arena_format(p->arena, "%s:%s", prefix, ref));
}

uint32_t rp_picture_find_id(const rp_picture *p, const char *id) {
    return id ? rp_table_find(&p->ids, rp_str_of(id)) : RP_NONE;
}

/* A name of what is last in a list that has just grown; where that fails the list must shrink again. */
static bool name_last(rp_picture *p, rp_table *table, const char *id, size_t n) {
    uint32_t number = (uint32_t)(n - 1);
    bool fresh = false;
    fail(p, rp_table_add(table, rp_str_of(id), &number, &fresh));
    return fresh && p->t->page.status == REFPATH_OK;
}

uint32_t rp_picture_box(rp_picture *p, const char *prefix, const char *ref, rp_box_kind kind, uint32_t in) {
    const char *id = rp_arena_format(p->arena, "%s:%s", prefix, ref);
    uint32_t number = id ? rp_table_find(&p->ids, rp_str_of(id)) : RP_NONE;
    rp_card *box = id && number == RP_NONE ? RP_LIST_ADD(p->arena, &p->boxes) : NULL;
    if (!box) {
        fail(p, number == RP_NONE ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
        return number;
    }
    box->id = id;
    box->ref = id + strlen(prefix) + 1;
    box->kind = kind;
    box->in = in;
    if (!name_last(p, &p->ids, id, p->boxes.n)) {
        p->boxes.n--;
        return RP_NONE;
    }
    return (uint32_t)(p->boxes.n - 1);
}

void rp_picture_say(rp_picture *p, uint32_t box, rp_weight weight, const char *text) {
    rp_caption *caption;
    if (box == RP_NONE || !text || !*text) {
        return;
    }
    caption = RP_LIST_ADD(p->arena, &p->boxes.at[box].said.list);
    if (!caption) {
        fail(p, REFPATH_OUT_OF_MEMORY);
        return;
    }
    *caption = (rp_caption){text, weight};
}

void rp_picture_say_row(rp_picture *p, uint32_t box, const char *label_key, const char *text) {
    if (text && *text) {
        rp_picture_say(p, box, RP_WEIGHT_FAINT,
                       rp_say(p->t, "word.colon", "label", rp_say(p->t, label_key, NULL), "text", text, NULL));
    }
}

static void unsay(rp_captions *said, const rp_captions *around) {
    size_t kept = 0;
    for (size_t i = 0; i < said->list.n; i++) {
        bool again = false;
        for (size_t k = 0; k < around->list.n && said->list.at[i].weight == RP_WEIGHT_FAINT; k++) {
            again = again || strcmp(said->list.at[i].text, around->list.at[k].text) == 0;
        }
        if (!again) {
            said->list.at[kept++] = said->list.at[i];
        }
    }
    said->list.n = kept;
}

void rp_picture_unsay(rp_picture *p) {
    for (size_t i = 0; i < p->boxes.n; i++) {
        rp_card *box = &p->boxes.at[i];
        if (box->in != RP_NONE) {
            unsay(&box->said, &p->boxes.at[box->in].said);
        }
    }
}

rp_tie *rp_picture_tie(rp_picture *p, uint32_t from, uint32_t to, rp_tie_kind kind) {
    const char *id;
    uint32_t number;
    rp_tie *tie;
    if (from == RP_NONE || to == RP_NONE) {
        return NULL;
    }
    id = rp_arena_format(p->arena, "%u %u %u", (unsigned)from, (unsigned)to, (unsigned)kind);
    number = id ? rp_table_find(&p->tie_ids, rp_str_of(id)) : RP_NONE;
    if (number != RP_NONE) {
        return &p->ties.at[number];
    }
    tie = id ? RP_LIST_ADD(p->arena, &p->ties) : NULL;
    if (!tie) {
        fail(p, REFPATH_OUT_OF_MEMORY);
        return NULL;
    }
    tie->from = from;
    tie->to = to;
    tie->kind = kind;
    if (!name_last(p, &p->tie_ids, id, p->ties.n)) {
        p->ties.n--;
        return NULL;
    }
    return tie;
}

uint32_t rp_picture_depth(const rp_picture *p, uint32_t box) {
    uint32_t depth = 0;
    for (; box != RP_NONE; box = p->boxes.at[box].in) {
        depth++;
    }
    return depth;
}

uint32_t rp_picture_around(const rp_picture *p, uint32_t a, uint32_t b) {
    uint32_t a_depth = rp_picture_depth(p, a), b_depth = rp_picture_depth(p, b);
    for (; a_depth > b_depth; a_depth--) {
        a = p->boxes.at[a].in;
    }
    for (; b_depth > a_depth; b_depth--) {
        b = p->boxes.at[b].in;
    }
    while (a != b) {
        a = p->boxes.at[a].in;
        b = p->boxes.at[b].in;
    }
    return a;
}

/* Ends the frames that have nothing after `box`, and gives what comes next. */
static uint32_t climb(const rp_picture *p, const uint32_t *next, uint32_t box, void (*end)(void *user, uint32_t frame),
                      void *user) {
    while (box != RP_NONE && next[box] == RP_NONE) {
        box = p->boxes.at[box].in;
        if (box != RP_NONE) {
            end(user, box);
        }
    }
    return box == RP_NONE ? RP_NONE : next[box];
}

refpath_status rp_picture_walk(const rp_picture *p, refpath_status (*begin)(void *user, uint32_t box),
                               void (*end)(void *user, uint32_t frame), void *user) {
    /* What each holds, in order; and, after the last box, what none holds. */
    uint32_t *first = RP_ARENA_ARRAY(p->arena, uint32_t, p->boxes.n + 1);
    uint32_t *next = RP_ARENA_ARRAY(p->arena, uint32_t, p->boxes.n + 1), root = (uint32_t)p->boxes.n;
    RP_HAVE(first);
    RP_HAVE(next);
    for (size_t i = 0; i <= p->boxes.n; i++) {
        first[i] = RP_NONE;
    }
    for (uint32_t i = root; i-- > 0;) {
        uint32_t in = p->boxes.at[i].in == RP_NONE ? root : p->boxes.at[i].in;
        if (!p->boxes.at[i].unseen) {
            next[i] = first[in];
            first[in] = i;
        }
    }
    for (uint32_t box = first[root]; box != RP_NONE;) {
        RP_TRY(begin(user, box));
        box = p->boxes.at[box].frame ? first[box] : climb(p, next, box, end, user);
    }
    return REFPATH_OK;
}

void rp_picture_indent(const rp_picture *p, uint32_t box, rp_buffer *b) {
    for (uint32_t depth = rp_picture_depth(p, box); depth > 0; depth--) {
        rp_buffer_text(b, "  ");
    }
}

void rp_picture_close(rp_picture *p) {
    for (size_t i = 0; i < p->boxes.n; i++) {
        rp_card *box = &p->boxes.at[i];
        if (box->in != RP_NONE) { /* what stands in something that is not seen is not seen */
            box->unseen = box->unseen || p->boxes.at[box->in].unseen;
            p->boxes.at[box->in].frame = p->boxes.at[box->in].frame || !box->unseen;
        }
    }
    for (size_t i = 0; i < p->ties.n; i++) {
        rp_tie *tie = &p->ties.at[i];
        tie->unseen = tie->unseen || tie->from == tie->to || p->boxes.at[tie->from].unseen || p->boxes.at[tie->to].unseen;
    }
}

const char *rp_draw_some(rp_teller *t, const rp_words *words, size_t most) {
    rp_words some = {0};
    for (size_t i = 0; i < words->list.n && i < most; i++) {
        rp_words_add(t, &some, words->list.at[i]);
    }
    if (words->list.n > most) {
        rp_words_add(t, &some, rp_say_n(t, "word.and-more", (int64_t)(words->list.n - most), NULL));
    }
    return rp_join(t, &some, RP_JOIN_CLAUSES);
}

void rp_xml_text(rp_buffer *b, const char *text) {
    for (const char *at = text; *at; at++) {
        unsigned char c = (unsigned char)*at;
        switch (c) {
        case '&': rp_buffer_text(b, "&amp;"); break;
        case '<': rp_buffer_text(b, "&lt;"); break;
        case '>': rp_buffer_text(b, "&gt;"); break;
        case '"': rp_buffer_text(b, "&quot;"); break;
        case '\n': rp_buffer_text(b, "&#10;"); break;
        case '\t': rp_buffer_text(b, "&#9;"); break;
        default:
            if (c < 0x20 || (c == 0xEF && (unsigned char)at[1] == 0xBF && (unsigned char)at[2] >= 0xBE)) {
                rp_buffer_text(b, "\xEF\xBF\xBD");
                at += c < 0x20 ? 0 : 2;
            } else {
                rp_buffer_char(b, (char)c);
            }
        }
    }
}
