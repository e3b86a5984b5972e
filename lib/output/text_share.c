/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include <string.h>

/* All who could have agreed are to be avoided. */
static bool nobody(const rp_tree *agreement) {
    const rp_tree *by = rp_tree_get(agreement, "by");
    return !by || (!by->text && by->n == 0);
}

const char *rp_agreement_text(rp_teller *t, const rp_tree *agreement) {
    const rp_tree *by = rp_tree_get(agreement, "by");
    const rp_tree *naming = rp_tree_get(agreement, "naming");
    const char *kind = rp_text_of(agreement, "kind");
    const char *form = rp_text_of(agreement, "form");
    const char *text;
    if (nobody(agreement)) {
        return rp_say(t, "agreement.nobody", NULL);
    }
    text = rp_say(t, "agreement.text", "kind", kind ? kind : "consent", "form", form ? form : "spoken", "by",
                  rp_names(t, by, rp_party_name, RP_JOIN_OR), NULL);
    if (naming && naming->n > 0) {
        rp_words things = {0};
        for (const rp_tree *thing = naming->first; thing; thing = thing->next) {
            rp_words_add(t, &things, rp_say_word(t, "naming", thing->text));
        }
        text = rp_say(t, "agreement.naming", "agreement", text, "things", rp_join(t, &things, RP_JOIN_AND), NULL);
    }
    return text;
}

const char *rp_agreements_text(rp_teller *t, const rp_tree *list) {
    rp_words words = {0};
    if (!list || list->n == 0) {
        return NULL;
    }
    for (const rp_tree *agreement = list->first; agreement; agreement = agreement->next) {
        const char *text = rp_agreement_text(t, agreement);
        if (list->n > 1 && rp_flag_of(agreement, "refused") && !nobody(agreement)) {
            text = rp_say(t, "agreement.was-refused", "agreement", text, NULL);
        }
        rp_words_add(t, &words, text);
    }
    return rp_join(t, &words, RP_JOIN_ALL);
}

/* A decision and the one it is part of: a part has only the keys in which it differs. */
typedef struct shared {
    const rp_tree *decision;
    const char *item, *recipient, *word;
    bool told;
} shared;

typedef struct share_list {
    RP_LIST(shared) list;
} share_list;

static void add_shared(rp_teller *t, share_list *all, const rp_tree *decision, const shared *whole) {
    const rp_tree *parts = rp_tree_get(decision, "parts");
    shared *s = RP_LIST_ADD(&t->scratch, &all->list);
    shared copy;
    if (!s) {
        t->page.status = REFPATH_OUT_OF_MEMORY;
        return;
    }
    s->decision = decision;
    s->item = rp_text_of(decision, "item");
    s->recipient = rp_text_of(decision, "recipient");
    s->word = rp_text_of(decision, "decision");
    if (whole) {
        s->item = s->item ? s->item : whole->item;
        s->recipient = s->recipient ? s->recipient : whole->recipient;
    }
    copy = *s;
    for (const rp_tree *part = parts ? parts->first : NULL; part; part = part->next) {
        add_shared(t, all, part, &copy);
    }
}

static bool same_under(const rp_tree *a, const rp_tree *b, const char *key) {
    const rp_tree *left = rp_tree_get(a, key), *right = rp_tree_get(b, key);
    return left && right ? rp_tree_equal(left, right) : left == right;
}

/* Whether two decisions say the same of their items, so that one line does for both. */
static bool alike(const shared *a, const shared *b) {
    return strcmp(a->word, b->word) == 0 && same_under(a->decision, b->decision, "missing") &&
           same_under(a->decision, b->decision, "facts") && same_under(a->decision, b->decision, "despite");
}

static const char *shared_name(rp_teller *t, const shared *s) {
    const char *item = rp_item_name(t, s->item ? s->item : "");
    if (!s->recipient) {
        return item;
    }
    return rp_say(t, "consent.to", "item", item, "recipient", rp_who_name(t, s->recipient), NULL);
}

/* The items that `from` decides for together, and marks them as told. */
static const char *items_of(rp_teller *t, share_list *all, size_t from) {
    rp_words items = {0};
    for (size_t i = from; i < all->list.n; i++) {
        shared *s = &all->list.at[i];
        if (!s->told && s->word && alike(&all->list.at[from], s)) {
            s->told = true;
            rp_words_add(t, &items, shared_name(t, s));
        }
    }
    return rp_join(t, &items, RP_JOIN_CLAUSES);
}

static const struct {
    const char *word, *label;
} share_rows[] = {
    {"permitted", "step.row-share"},  {"needs-consent", "step.row-agree"}, {"needs-facts", "step.row-undecided"},
    {"refused", "step.row-refused"},  {"forbidden", "step.row-keep"},
};

static const char *share_text(rp_teller *t, const shared *s, const char *items) {
    const char *agreements = rp_agreements_text(t, rp_tree_get(s->decision, "missing"));
    const char *facts = rp_facts(t, rp_tree_get(s->decision, "facts"));
    const rp_tree *despite = rp_tree_get(s->decision, "despite");
    if (despite && despite->n > 0) {
        items = rp_say(t, "consent.despite", "items", items, "parties", rp_names(t, despite, rp_party_name, RP_JOIN_AND),
                       NULL);
    }
    if (agreements) {
        items = rp_say(t, "consent.items", "items", items, "agreements", agreements, NULL);
    }
    if (facts && strcmp(s->word, "needs-facts") == 0) {
        items = rp_say(t, "consent.items-facts", "items", items, "facts", facts, NULL);
    } else if (facts && strcmp(s->word, "needs-consent") == 0) {
        items = rp_say(t, "consent.items-spare", "items", items, "facts", facts, NULL);
    }
    return items;
}

static void tell_items(rp_teller *t, rp_rows *rows, const char *label, const shared *s, const char *items, bool later) {
    if (later && strcmp(s->word, "permitted") == 0) {
        rp_tell_row(t, rows, "step.row-items-if", rp_say(t, "step.share-later", "items", share_text(t, s, items), NULL));
        return;
    }
    rp_tell_row(t, rows, label, share_text(t, s, items));
}

static void tell_list(rp_teller *t, rp_rows *rows, share_list *all, bool later) {
    for (size_t k = 0; k < sizeof share_rows / sizeof *share_rows; k++) {
        for (size_t i = 0; i < all->list.n; i++) {
            const shared *s = &all->list.at[i];
            if (!s->told && s->word && strcmp(s->word, share_rows[k].word) == 0) {
                tell_items(t, rows, share_rows[k].label, s, items_of(t, all, i), later);
            }
        }
    }
}

static void gather(rp_teller *t, share_list *all, const rp_tree *decisions) {
    for (const rp_tree *d = decisions ? decisions->first : NULL; d; d = d->next) {
        add_shared(t, all, d, NULL);
    }
}

/* The duties that come with sharing, each once. */
static void tell_duties(rp_teller *t, rp_rows *rows, const share_list *all) {
    rp_words told = {0};
    for (size_t i = 0; i < all->list.n; i++) {
        const rp_tree *duties = rp_tree_get(all->list.at[i].decision, "obligations");
        for (const rp_tree *duty = duties ? duties->first : NULL; duty; duty = duty->next) {
            bool again = false;
            for (size_t k = 0; k < told.list.n; k++) {
                again = again || strcmp(told.list.at[k], duty->text) == 0;
            }
            if (!again) {
                rp_words_add(t, &told, duty->text);
                rp_tell_row(t, rows, "step.row-duty", rp_full_text(t, REFPATH_KIND_OBLIGATION, duty->text));
            }
        }
    }
}

/* What one on the way may have, in short: only where it is less than what the provider may have. */
static void tell_hop(rp_teller *t, rp_rows *rows, const rp_tree *hop, const rp_tree *share) {
    const rp_tree *own = rp_tree_get(hop, "share");
    share_list all = {0};
    rp_words words = {0};
    if (!own || own->n == 0 || (share && rp_tree_equal(own, share))) {
        return;
    }
    gather(t, &all, own);
    for (size_t i = 0; i < all.list.n; i++) {
        const shared *s = &all.list.at[i];
        if (!s->told && s->word) {
            const char *text = share_text(t, s, items_of(t, &all, i));
            rp_words_add(t, &words,
                         rp_say(t, "word.colon", "label", rp_say_word(t, "decision", s->word), "text", text, NULL));
        }
    }
    rp_tell_row(t, rows, "step.row-on-the-way",
           rp_say(t, "step.hop", "to", rp_who_name(t, rp_text_of(hop, "to")), "what",
                  rp_join(t, &words, RP_JOIN_CLAUSES), NULL));
}

void rp_tell_share(rp_teller *t, rp_rows *rows, const rp_tree *candidate, bool later) {
    const rp_tree *share = rp_tree_get(candidate, "share");
    const rp_tree *via = rp_tree_get(candidate, "via");
    share_list all = {0};
    gather(t, &all, share);
    tell_list(t, rows, &all, later);
    for (const rp_tree *hop = via ? via->first : NULL; hop; hop = hop->next) {
        tell_hop(t, rows, hop, share);
        gather(t, &all, rp_tree_get(hop, "share"));
    }
    tell_duties(t, rows, &all);
}
