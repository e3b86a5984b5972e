/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The question for a contact path. */
#include "base/check.h"
#include "decide/path.h"
#include "decide/question.h"
#include "decide/who.h"

#include <string.h>

enum {
    ACTOR = 1 << RP_WHO_ACTOR,
    ROLE = 1 << RP_WHO_ROLE,
    PARTY = 1 << RP_WHO_PARTY
};

typedef struct rp_path_asked {
    uint32_t from, to, purpose, viewer;
} rp_path_asked;

static bool read_question(const refpath_protocol *p, const refpath_path_question *question, rp_path_asked *asked,
                          refpath_diags *diags) {
    rp_asked q = {p, diags, false};
    asked->from = rp_asked_sender(&q, question->from, "from");
    asked->to = rp_asked_who(&q, question->to, "to", ACTOR | ROLE | PARTY);
    asked->purpose = question->purpose ? rp_asked_entry(&q, &p->aims, question->purpose, "purpose") : RP_NONE;
    asked->viewer = rp_asked_viewer(&q, question->viewer);
    return !q.bad;
}

/* The facts of the case, at the place asked for. */
static refpath_status make_case(refpath_case **out, const refpath_protocol *p, const refpath_path_question *question,
                                refpath_diags *diags) {
    refpath_status status;
    if (question->known) {
        RP_TRY(refpath_case_copy(out, question->known));
    } else {
        RP_TRY(refpath_case_new(out, p, &p->alloc.hooks));
    }
    status = question->place ? refpath_case_set_unknown(*out, "place", 0, NULL) : REFPATH_OK;
    if (status == REFPATH_OK && question->place) {
        status = refpath_case_set_place(*out, question->place, NULL);
    }
    if (status != REFPATH_OK) {
        rp_asked q = {p, diags, false};
        refpath_case_free(*out);
        *out = NULL;
        if (status == REFPATH_INVALID_CASE) {
            rp_asked_unknown(&q, "at", p->places.entries.n);
            return REFPATH_INVALID_QUESTION;
        }
    }
    return status;
}

/* Who may not be seen is not there for whoever asks; it is refused in the words for an id that does not exist. */
static bool sees_ends(rp_asking *a, const rp_path_asked *asked, refpath_diags *diags) {
    rp_asked q = {a->w.p, diags, false};
    if (!rp_sees(&a->w, asked->viewer, asked->from)) {
        rp_asked_unknown(&q, "from", a->w.p->actors.n + a->w.p->roles.n);
    }
    if (!rp_sees(&a->w, asked->viewer, asked->to)) {
        rp_asked_unknown(&q, "to", a->w.p->actors.n + a->w.p->roles.n + a->w.p->parties.n);
    }
    return !q.bad;
}

static void write_stops(rp_asking *a, rp_tree *root, const rp_path *path, uint32_t viewer) {
    rp_tree *array = NULL;
    for (size_t i = 0; i < path->stops.n; i++) {
        if (rp_sees(&a->w, viewer, path->stops.at[i].who)) {
            array = array ? array : rp_write_array(&a->o, root, "path");
            rp_write_text(&a->o, array, NULL, a->w.p->who.at[path->stops.at[i].who].id);
        }
    }
}

static void write_path(rp_asking *a, const rp_path_asked *asked, const rp_path *path) {
    rp_tree *root = a->answer->root, *array;
    size_t kept = 0;
    rp_write_warnings(&a->o, root);
    rp_write_text(&a->o, root, "from", a->w.p->who.at[asked->from].id);
    rp_write_text(&a->o, root, "to", a->w.p->who.at[asked->to].id);
    rp_write_text(&a->o, root, "state", path->blocked ? "blocked" : path->stops.n > 2 ? "through" : "direct");
    write_stops(a, root, path, asked->viewer);
    for (size_t i = 0; i < path->notify.n; i++) {
        if (rp_sees(&a->w, asked->viewer, path->notify.at[i])) {
            path->notify.at[kept++] = path->notify.at[i];
        }
    }
    rp_write_who(&a->o, root, "notify", path->notify.at, kept);
    if (path->interfaces.n > 0) {
        array = rp_write_array(&a->o, root, "interfaces");
        for (size_t i = 0; i < path->interfaces.n; i++) {
            rp_write_text(&a->o, array, NULL, a->w.p->interfaces.at[path->interfaces.at[i]].id);
        }
    }
}

static refpath_status answer(rp_asking *a, const rp_path_asked *asked, refpath_diags *diags) {
    rp_path path;
    if (!sees_ends(a, asked, diags)) {
        return REFPATH_INVALID_QUESTION;
    }
    RP_TRY(rp_path_find(&a->w, asked->from, asked->to, asked->purpose, &path));
    rp_path_warn(&a->w, &path);
    write_path(a, asked, &path);
    return REFPATH_OK;
}

refpath_status refpath_protocol_path(refpath_answer **out, const refpath_protocol *protocol,
                                     const refpath_path_question *question, refpath_diags *diags) {
    rp_path_asked asked;
    refpath_case *c = NULL;
    refpath_status status;
    rp_asking a;
    if (out) {
        *out = NULL;
    }
    if (!out || !protocol || !question || question->size != sizeof *question || question->now == REFPATH_NO_TIME ||
        (question->known && refpath_case_protocol(question->known) != protocol)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    if (!read_question(protocol, question, &asked, diags)) {
        return REFPATH_INVALID_QUESTION;
    }
    RP_TRY(make_case(&c, protocol, question, diags));
    status = rp_asking_start(&a, REFPATH_ANSWER_PATH, c, question->now, diags);
    if (status == REFPATH_OK) {
        status = rp_asking_end(&a, answer(&a, &asked, diags), out, diags);
    }
    refpath_case_free(c);
    return status;
}
