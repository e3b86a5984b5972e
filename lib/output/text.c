/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include "base/check.h"
#include "compile/protocol.h"
#include "decide/answer.h"
#include "unicode/text.h"

#include <string.h>

#define USUAL_WIDTH 100
#define LEAST_WIDTH 40

typedef void (*tell)(rp_teller *t, const rp_tree *answer);

static tell teller_of(refpath_answer_kind kind) {
    switch (kind) {
    case REFPATH_ANSWER_ABOUT: return rp_tell_about;
    case REFPATH_ANSWER_CONSENT: return rp_tell_consent;
    case REFPATH_ANSWER_PLAN: return rp_tell_plan;
    case REFPATH_ANSWER_ASK: return rp_tell_ask;
    case REFPATH_ANSWER_PATH: return rp_tell_path;
    case REFPATH_ANSWER_WHO: return rp_tell_who;
    case REFPATH_ANSWER_CHOICES: return rp_tell_choices;
    case REFPATH_ANSWER_LIST: return rp_tell_list;
    case REFPATH_ANSWER_ANALYSIS: return rp_tell_analysis;
    }
    return NULL;
}

/* A caller's struct may be older, and so shorter, than ours. */
static bool read_options(refpath_text_options *to, const refpath_text_options *from) {
    memset(to, 0, sizeof *to);
    if (from) {
        if (from->size < sizeof from->size + sizeof from->language) {
            return false;
        }
        memcpy(to, from, from->size < sizeof *to ? from->size : sizeof *to);
    }
    to->language = to->language && *to->language ? to->language : "en";
    return to->width >= 0;
}

void rp_set_zone(rp_teller *t, const refpath_answer *answer) {
    const refpath_protocol *p = answer->protocol;
    t->protocol = p;
    t->clock = p ? p->root_zone : NULL;
    t->zone = t->clock ? rp_zone_name(t->clock) : "UTC";
}

refpath_status rp_tell(rp_teller *t, refpath_answer_kind kind, const rp_tree *root) {
    tell tell_answer = teller_of(kind);
    const rp_tree *now = rp_tree_get(root, "now");
    if (!tell_answer) {
        return REFPATH_INVALID_ARGUMENT;
    }
    t->now = now ? now->number : INT64_MIN;
    tell_answer(t, root);
    if (t->unreviewed) {
        rp_page_blank(&t->page);
        rp_page_text(&t->page, 0, 0, rp_say(t, "word.unreviewed", NULL));
    }
    return t->page.status == REFPATH_OK && t->scratch.failed ? REFPATH_OUT_OF_MEMORY : t->page.status;
}

refpath_status rp_teller_open(rp_teller *t, const refpath_text_options *options, const rp_alloc *alloc,
                              refpath_write write, void *user) {
    refpath_text_options o;
    memset(t, 0, sizeof *t);
    if (!read_options(&o, options)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    if (!rp_language_known(o.language)) {
        return rp_alloc_has_more() ? REFPATH_INVALID_ARGUMENT : REFPATH_OUT_OF_MEMORY;
    }
    rp_arena_init(&t->scratch, alloc, true);
    t->messages = rp_messages_for(o.language);
    t->format = rp_messages_language(t->messages, o.language);
    t->rtl = rp_language_rtl(t->messages->language);
    t->page.rtl = t->rtl;
    t->page.write = write;
    t->page.user = user;
    t->page.plain = o.plain != 0;
    t->page.colour = o.colour != 0 && !t->page.plain;
    t->page.width = o.width == 0 ? USUAL_WIDTH : o.width < LEAST_WIDTH ? LEAST_WIDTH : (size_t)o.width;
    t->language = o.language;
    t->page.colon = rp_message_pattern(t->messages, "word.colon");
    return REFPATH_OK;
}

refpath_status refpath_answer_text(const refpath_answer *answer, const refpath_text_options *options,
                                   refpath_write write, void *user) {
    rp_teller t;
    refpath_status status;
    if (!answer || !write) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(rp_teller_open(&t, options, &answer->alloc, write, user));
    rp_set_zone(&t, answer);
    status = rp_tell(&t, answer->kind, answer->root);
    rp_arena_free(&t.scratch);
    return status;
}
