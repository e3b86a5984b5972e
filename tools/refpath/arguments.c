/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct option {
    const char *name;
    const char *argument; /* NULL: it takes none */
    size_t at;            /* in struct command: a bool, or a text where it takes an argument */
    bool common;
    const char *help;
} option;

static const option options[] = {
    {"item", "I", offsetof(command, item), false, "what would be passed on"},
    {"to", "R", offsetof(command, to), false, "who would receive it, or is to be reached"},
    {"from", "S", offsetof(command, from), false, "who would send it, or wants to reach somebody"},
    {"purpose", "Q", offsetof(command, purpose), false, "what for: a purpose or a service"},
    {"at", "X", offsetof(command, at), false, "where (a place); for consent: when (a moment), instead of --now"},
    {"case", "FILE", offsetof(command, known), false, "a case whose facts count"},
    {"service", "S", offsetof(command, service), false, "who offers this service"},
    {"role", "R", offsetof(command, role), false, "who plays this role"},
    {"group", "G", offsetof(command, group), false, "who belongs to this group"},
    {"duty", "D", offsetof(command, duty), false, "whose role has this duty"},
    {"name", "TEXT", offsetof(command, name), false, "whose name has this text in it; accents and case do not matter"},
    {"viewer", "A", offsetof(command, viewer), false, "show what this actor, role or group may see; \"all\" shows everything"},
    {"now", "T", offsetof(command, now), false, "the time of the question, 2026-11-23T10:00:00Z; else the clock's"},
    {"study", "FILE", offsetof(command, study), false, "which cases, where, in which week: JSON, see doc/analysis.md"},
    {"csv", NULL, offsetof(command, csv), false, "one table as CSV, for spreadsheets and statistics"},
    {"table", "ID", offsetof(command, table), false, "which table --csv writes; else the first"},
    {"min-cell", "N", offsetof(command, min_cell), false, "no figures of rows that count fewer than N children, but some"},
    {"of", "WHAT", offsetof(command, of), false, "what to draw: plan, pathways or network"},
    {"concern", "ID", offsetof(command, concern), false, "the pathways that a term or flag can need; several with commas"},
    {"place", "X", offsetof(command, place), false, "this place, or those in it; else all"},
    {"output", "FILE", offsetof(command, output), false, "where to write it; else standard output"},
    {"explain", NULL, offsetof(command, explain), false, "also why, and what would change it"},
    {"format", "F", offsetof(command, format), false, "text, json or sarif; of pictures svg, dot, mermaid or graphml"},
    {"json", NULL, offsetof(command, json), true, "as JSON, for programs"},
    {"plain", NULL, offsetof(command, plain), true, "sentences without tables or symbols, for screen readers"},
    {"lang", "TAG", offsetof(command, lang), true, "language, for example fr, ar or es; else that of the environment"},
    {"no-color", NULL, offsetof(command, no_colour), true, "no colours, as with NO_COLOR set"},
    {"help", NULL, offsetof(command, help), true, "this text"},
};

#define N_OPTIONS (sizeof options / sizeof *options)

static bool takes(const verb *v, const option *o) {
    char name[32];
    snprintf(name, sizeof name, " %s ", o->name);
    return o->common || strstr(v->options, name) != NULL;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Letters to change, add or drop (Levenshtein). */
static size_t distance(const char *a, const char *b) {
    size_t row[64];
    size_t n = strlen(b);
    if (n + 1 > sizeof row / sizeof *row) {
        return SIZE_MAX;
    }
    for (size_t k = 0; k <= n; k++) {
        row[k] = k;
    }
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t k = 1; k <= n; k++) {
            size_t above = row[k];
            row[k] = smaller(smaller(row[k - 1], above) + 1, corner + (a[i - 1] == b[k - 1] ? 0 : 1));
            corner = above;
        }
    }
    return row[n];
}

const char *nearest(const char *word, const char *const *words, size_t n) {
    const char *best = NULL;
    size_t least = strlen(word) / 3 + 2;
    for (size_t i = 0; i < n; i++) {
        size_t far = distance(word, words[i]);
        if (far < least) {
            least = far;
            best = words[i];
        }
    }
    return best;
}

static int unknown_option(command *c, const verb *v, const char *name) {
    const char *names[N_OPTIONS];
    const char *near;
    size_t n = 0;
    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (takes(v, &options[i])) {
            names[n++] = options[i].name;
        }
    }
    near = nearest(name, names, n);
    if (near) {
        return complain(c, "usage", "%s has no option --%s; did you mean --%s? See refpath %s --help.", v->name, name, near,
                        v->name);
    }
    return complain(c, "usage", "%s has no option --%s; refpath %s --help lists them.", v->name, name, v->name);
}

/* Takes one option; *used says whether the next argument was its own. */
static int take_option(command *c, const verb *v, const char *text, const char *next, bool *used) {
    char name[32];
    const char *value = strchr(text, '=');
    size_t n = value ? (size_t)(value - text) : strlen(text);
    snprintf(name, sizeof name, "%.*s", (int)(n < 31 ? n : 31), text);
    *used = false;
    for (size_t i = 0; i < N_OPTIONS; i++) {
        const option *o = &options[i];
        if (strcmp(o->name, name) != 0 || !takes(v, o)) {
            continue;
        }
        if (!o->argument) {
            if (value) {
                return complain(c, "usage", "--%s takes no value; leave \"=\" and what follows out.", name);
            }
            *(bool *)(void *)((char *)c + o->at) = true;
            return ANSWERED;
        }
        *used = !value;
        if (!value && !next) {
            return complain(c, "usage", "--%s needs a value: --%s %s.", name, name, o->argument);
        }
        *(const char **)(void *)((char *)c + o->at) = value ? value + 1 : next;
        return ANSWERED;
    }
    return unknown_option(c, v, name);
}

static int check_operands(command *c, const verb *v) {
    size_t standard = c->known && strcmp(c->known, "-") == 0 ? 1 : 0;
    standard += c->study && strcmp(c->study, "-") == 0 ? 1 : 0;
    for (size_t i = 0; i < c->n_operands; i++) {
        standard += strcmp(c->operands[i], "-") == 0 ? 1 : 0;
    }
    if (standard > 1) {
        return complain(c, "usage", "standard input can be read once: give the others as files.");
    }
    if (c->n_operands < v->least || c->n_operands > v->most) {
        return complain(c, "usage", "usage is: refpath %s %s. See refpath %s --help.", v->name, v->usage, v->name);
    }
    return ANSWERED;
}

static int check_language(command *c) {
    if (c->lang && refpath_diags_write(NULL, REFPATH_DIAGS_TEXT, c->lang, write_out, stderr) ==
                       REFPATH_INVALID_ARGUMENT) {
        c->language = NULL;
        return complain(c, "usage", "--lang takes a language tag such as fr, ar or es-CO.");
    }
    return ANSWERED;
}

int read_arguments(command *c, const verb *v, int argc, char **argv) {
    int wrong = ANSWERED;
    bool only_operands = false;
    c->verb = v->name;
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) { /* how to say what is wrong must be known first */
        c->json = c->json || strcmp(argv[i], "--json") == 0;
    }
    for (int i = 0; i < argc && wrong == ANSWERED; i++) {
        const char *text = argv[i];
        if (!only_operands && strcmp(text, "--") == 0) {
            only_operands = true;
        } else if (!only_operands && (strcmp(text, "-h") == 0 || strcmp(text, "-?") == 0)) {
            c->help = true;
        } else if (!only_operands && strncmp(text, "--", 2) == 0) {
            bool used = false;
            wrong = take_option(c, v, text + 2, i + 1 < argc ? argv[i + 1] : NULL, &used);
            i += used ? 1 : 0;
        } else if (!only_operands && text[0] == '-' && text[1] != '\0') {
            wrong = unknown_option(c, v, text + 1);
        } else if (c->n_operands < MOST_OPERANDS) {
            c->operands[c->n_operands++] = text;
        } else {
            wrong = complain(c, "usage", "at most %d files at a time; ask in several goes.", MOST_OPERANDS);
        }
    }
    if (wrong != ANSWERED || c->help) {
        return wrong;
    }
    choose_language(c);
    wrong = check_language(c);
    return wrong == ANSWERED ? check_operands(c, v) : wrong;
}

void print_help(const verb *v) {
    printf("Usage: refpath %s %s\n\n", v->name, v->usage);
    printf("%c%s.\n\nOptions:\n", toupper((unsigned char)v->summary[0]), v->summary + 1);
    for (size_t i = 0; i < N_OPTIONS; i++) {
        char left[32];
        if (takes(v, &options[i])) {
            snprintf(left, sizeof left, "--%s %s", options[i].name, options[i].argument ? options[i].argument : "");
            printf("  %-14s  %s\n", left, options[i].help);
        }
    }
    if (v->least > 0) {
        puts("\n\"-\" reads the protocol or the case from standard input.");
    }
    printf("\nExample:\n  %s\n", v->example);
}
