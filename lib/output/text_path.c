/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include <string.h>

static const char *path_text(rp_teller *t, const rp_tree *path) {
    const char *text = NULL;
    for (const rp_tree *id = path->first; id; id = id->next) {
        const char *who = rp_who_name(t, id->text ? id->text : "");
        text = text ? rp_say(t, "path.then", "path", text, "who", who, NULL) : who;
    }
    return text ? text : "";
}

void rp_tell_path(rp_teller *t, const rp_tree *answer) {
    const char *state = rp_text_of(answer, "state");
    const rp_tree *path = rp_tree_get(answer, "path"), *notify = rp_tree_get(answer, "notify");
    const rp_tree *interfaces = rp_tree_get(answer, "interfaces");
    rp_rows rows = rp_rows_new(t);
    state = state ? state : "";
    rp_page_heading(&t->page, rp_say(t, "path.title", NULL));
    rp_tell_warnings(t, answer);
    rp_tell_free_line(t, answer);
    rp_tell_row(t, &rows, "path.row-from", rp_names(t, rp_tree_get(answer, "from"), rp_who_name, RP_JOIN_AND));
    rp_tell_row(t, &rows, "path.row-to", rp_names(t, rp_tree_get(answer, "to"), rp_who_name, RP_JOIN_AND));
    rp_print_rows(t, 0, &rows);
    rp_page_blank(&t->page);
    rp_page_text(&t->page, 0, 0,
                 rp_shaded(t, strcmp(state, "blocked") == 0 ? RP_SHADE_BAD : RP_SHADE_GOOD,
                           rp_say_word(t, "path", state)));
    rows = rp_rows_new(t);
    if (path && path->n > 0) {
        rp_tell_row(t, &rows, "path.row-path", path_text(t, path));
    }
    if (notify && notify->n > 0) {
        rp_tell_row(t, &rows, "path.row-told",
               rp_say(t, "step.told-text", "who", rp_names(t, notify, rp_who_name, RP_JOIN_AND), NULL));
    }
    for (const rp_tree *i = interfaces ? interfaces->first : NULL; i; i = i->next) {
        rp_tell_row(t, &rows, "path.row-interfaces", rp_name(t, REFPATH_KIND_INTERFACE, i->text));
    }
    rp_print_rows(t, 2, &rows);
}
