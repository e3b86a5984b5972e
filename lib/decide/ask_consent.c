/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The question for one decision. */
#include "base/check.h"
#include "decide/consent.h"
#include "decide/explain.h"
#include "decide/question.h"
#include "decide/who.h"

#include <string.h>

enum {
    ACTOR = 1 << RP_WHO_ACTOR,
    ROLE = 1 << RP_WHO_ROLE,
    PARTY = 1 << RP_WHO_PARTY
};

typedef struct rp_consent_asked {
    uint32_t item;            /* entry */
    uint32_t sender, recipient, purpose;
} rp_consent_asked;

static bool read_question(const refpath_case *c, const refpath_consent_question *question, rp_consent_asked *asked,
                          refpath_diags *diags) {
    rp_asked q = {c->protocol, diags, false};
    asked->item = rp_asked_entry(&q, &c->protocol->items, question->item, "item");
    asked->recipient = rp_asked_who(&q, question->recipient, "to", ACTOR | ROLE | PARTY);
    asked->purpose = rp_asked_entry(&q, &c->protocol->aims, question->purpose, "purpose");
    asked->sender = !question->sender && c->holder != RP_NONE ? c->holder : rp_asked_sender(&q, question->sender, "from");
    return !q.bad;
}

/* A role as recipient stands for the active players at any place still possible, avoided ones too. */
static refpath_status decide_role(rp_work *w, const rp_consent_asked *asked, rp_decision *out) {
    const rp_entry *entry = &w->p->items.entries.at[asked->item];
    size_t n_items = entry->leaf_end - entry->leaf_first, n, k = 0;
    const rp_player *players;
    rp_decision **parts;
    RP_TRY(rp_players(w, w->p->who.at[asked->recipient].index, true, &players, &n));
    parts = RP_ARENA_ARRAY(w->arena, rp_decision *, n * n_items);
    RP_HAVE(parts);
    for (uint32_t a = 0; a < w->p->actors.n; a++) { /* in document order */
        bool plays = false;
        for (size_t i = 0; i < n; i++) {
            plays = plays || players[i].actor == a;
        }
        for (size_t i = 0; i < n_items && plays; i++) {
            rp_transfer one = {entry->leaf_first + (uint32_t)i, asked->sender, w->p->actors.at[a].who, asked->purpose,
                               RP_NONE};
            parts[k] = RP_ARENA_NEW(w->arena, rp_decision);
            RP_HAVE(parts[k]);
            RP_TRY(rp_decide(w, &one, parts[k++]));
        }
    }
    RP_TRY(rp_decide_together(w, parts, k, asked->item, out));
    if (k == 1) {
        out->parts.n = 0;
    }
    return REFPATH_OK;
}

static refpath_status decide(rp_work *w, const rp_consent_asked *asked, rp_decision *out) {
    rp_transfer transfer = {RP_NONE, asked->sender, asked->recipient, asked->purpose, RP_NONE};
    if (w->p->who.at[asked->recipient].kind == RP_WHO_ROLE) {
        return decide_role(w, asked, out);
    }
    return rp_decide_item(w, &transfer, asked->item, out);
}

/* Of those who play a role only whoever the sender may see is named; the word is that of all. */
static void hide_parts(const rp_work *w, uint32_t sender, rp_decision *decision) {
    size_t kept = 0;
    for (size_t i = 0; i < decision->parts.n; i++) {
        uint32_t who = decision->parts.at[i]->recipient;
        if (who == decision->recipient || rp_sees(w, sender, who)) {
            decision->parts.at[kept++] = decision->parts.at[i];
        }
    }
    decision->parts.n = kept;
}

static refpath_status answer(rp_asking *a, const rp_consent_asked *asked, const refpath_consent_question *question) {
    const refpath_protocol *p = a->w.p;
    rp_tree *root = a->answer->root;
    rp_decision decision;
    RP_TRY(decide(&a->w, asked, &decision));
    rp_write_warnings(&a->o, root);
    rp_write_text(&a->o, root, "decision", rp_decision_words[decision.word]);
    rp_write_text(&a->o, root, "item", p->items.entries.at[asked->item].id);
    rp_write_text(&a->o, root, "sender", p->who.at[asked->sender].id);
    rp_write_text(&a->o, root, "recipient", p->who.at[asked->recipient].id);
    rp_write_text(&a->o, root, "purpose", p->aims.entries.at[asked->purpose].id);
    rp_write_moment(&a->o, root, "at", question->at);
    decision.recipient = asked->recipient;
    hide_parts(&a->w, asked->sender, &decision);
    rp_write_decision_rest(&a->o, root, &decision);
    if (question->explain) {
        RP_TRY(rp_explain(a, &decision, asked->sender, asked->purpose));
    }
    return REFPATH_OK;
}

refpath_status refpath_case_consent(refpath_answer **out, const refpath_case *self,
                                    const refpath_consent_question *question, refpath_diags *diags) {
    rp_consent_asked asked;
    rp_asking a;
    if (out) {
        *out = NULL;
    }
    if (!out || !self || !question || question->size != sizeof *question || question->at == REFPATH_NO_TIME) {
        return REFPATH_INVALID_ARGUMENT;
    }
    if (!read_question(self, question, &asked, diags)) {
        return REFPATH_INVALID_QUESTION;
    }
    RP_TRY(rp_asking_start(&a, REFPATH_ANSWER_CONSENT, self, question->at, diags));
    return rp_asking_end(&a, answer(&a, &asked, question), out, diags);
}
