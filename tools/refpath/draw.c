/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <stdlib.h>
#include <string.h>

/* What is to be seen. */
typedef enum subject { PLAN, PATHWAYS, NETWORK } subject;

static bool choose_subject(command *c, subject *of) {
    static const char *const names[] = {"plan", "pathways", "network"};
    const char *near;
    *of = c->n_operands > 1 ? PLAN : PATHWAYS;
    for (size_t i = 0; i < sizeof names / sizeof *names && c->of; i++) {
        if (strcmp(names[i], c->of) == 0) {
            *of = (subject)i;
            return true;
        }
    }
    if (!c->of) {
        return true;
    }
    near = nearest(c->of, names, sizeof names / sizeof *names);
    if (near) {
        complain(c, "usage", "--of takes plan, pathways or network; did you mean \"%s\"?", near);
    } else {
        complain(c, "usage", "--of takes plan, pathways or network.");
    }
    return false;
}

static bool choose_format(command *c, refpath_picture *format) {
    static const char *const names[] = {"svg", "dot", "mermaid", "graphml"};
    *format = REFPATH_PICTURE_SVG;
    for (size_t i = 0; i < sizeof names / sizeof *names && c->format; i++) {
        if (strcmp(names[i], c->format) == 0) {
            *format = (refpath_picture)(REFPATH_PICTURE_SVG + (int)i);
            return true;
        }
    }
    if (c->format) {
        complain(c, "usage", "--format takes svg, dot, mermaid or graphml.");
    }
    return !c->format;
}

/* What goes together: a plan is of a case, a concern and places narrow what has no case. */
static bool fits(command *c, subject of) {
    bool known = c->n_operands > 1;
    if (of == PLAN && !known) {
        complain(c, "usage", "a plan is of a case: name its file after the protocol.");
    } else if (of == NETWORK && known) {
        complain(c, "usage", "the network is not of a case: leave the case out.");
    } else if (c->concern && (of != PATHWAYS || known)) {
        complain(c, "usage", "--concern narrows the pathways of a protocol; a case says itself what concerns it.");
    } else if (c->at && of != NETWORK) {
        complain(c, "usage", "--at narrows the network (--of network).");
    } else if (c->viewer && of != NETWORK) {
        complain(c, "usage", "--viewer is for the network (--of network); a plan is seen by who holds the case.");
    } else {
        return true;
    }
    return false;
}

/* {"KEY":["ID","ID"]} of ids between commas, as JSON; NULL where there is no memory. */
static char *study_of(const char *key, const char *ids) {
    char *text = malloc(6 * strlen(ids) + strlen(key) + 16), *to = text;
    if (!text) {
        return NULL;
    }
    to += sprintf(to, "{\"%s\":[\"", key);
    for (; *ids; ids++) {
        if (*ids == ',') {
            to += sprintf(to, "\",\"");
        } else if (*ids == '"' || *ids == '\\' || (unsigned char)*ids < 0x20) {
            to += sprintf(to, "\\u%04x", (unsigned)(unsigned char)*ids);
        } else {
            *to++ = *ids;
        }
    }
    sprintf(to, "\"]}");
    return text;
}

static refpath_status ask_graph(command *c, question *q, subject of) {
    refpath_analysis_question asked = {.size = sizeof asked, .now = q->now, .viewer = c->viewer};
    const char *ids = of == NETWORK ? c->at : c->concern;
    char *study = ids ? study_of(of == NETWORK ? "places" : "concern", ids) : NULL;
    refpath_status status = REFPATH_OUT_OF_MEMORY;
    asked.analysis = of == NETWORK ? REFPATH_ANALYSIS_NETWORK : REFPATH_ANALYSIS_PATHWAYS;
    asked.study = study;
    asked.study_length = study ? strlen(study) : 0;
    if (study || !ids) {
        status = refpath_protocol_analyse(&q->answer, q->protocol, &asked, c->diags);
    }
    free(study);
    return status;
}

/* Nothing but the picture goes to standard output; which time was taken stands in it. With --json: what is drawn. */
static int draw(command *c, question *q, refpath_picture format, subject of) {
    refpath_draw_options options = {.size = sizeof options, .format = format, .language = c->language};
    int status = ANSWERED;
    options.view = of == PATHWAYS && q->known ? REFPATH_VIEW_PATHWAYS : REFPATH_VIEW_OWN;
    if (c->json && q->status == REFPATH_OK) {
        return close_question(c, q, NULL);
    }
    if (q->status == REFPATH_OK) {
        q->status = refpath_answer_draw(q->answer, &options, write_out, stdout);
    }
    if (q->status == REFPATH_LIMIT_EXCEEDED && refpath_diags_count(c->diags) == 0) {
        status = complain(c, "limit-exceeded", "this is too much for one picture. Narrow it (--concern, --at), or take --format "
                                               "dot or graphml.");
    } else if (q->status != REFPATH_OK) {
        status = report(c, q->status);
    }
    return end_question(q, status);
}

int run_draw(command *c) {
    question q = {0};
    refpath_picture format;
    subject of;
    if (!choose_subject(c, &of) || !choose_format(c, &format) || !fits(c, of) ||
        !take_moment(c, "now", c->now, &q.now, &q.clock) ||
        !open_question(c, &q, c->operands[0], c->n_operands > 1 ? c->operands[1] : NULL)) {
        return WRONG_QUESTION;
    }
    if (q.known) {
        q.status = refpath_case_plan(&q.answer, q.known, q.now, c->diags);
    } else {
        q.status = ask_graph(c, &q, of);
    }
    return draw(c, &q, format, of);
}
