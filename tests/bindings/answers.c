/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * answers <asked.txt >said.txt: what the library says to the questions of questions.py, asked in C. A question is a line,
 * its words with tabs between them; what is said ends with a zero byte. In the locale of the environment; public functions
 * alone.
 */
#include <refpath.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 64, MOST_PROTOCOLS = 256, LONGEST_LINE = 8192 };

/* A question: words, and options with what they are. */
typedef struct asked {
    char *words[MOST_WORDS];
    size_t n_words;
    const char *names[MOST_WORDS];
    const char *values[MOST_WORDS];
    size_t n_options;
} asked;

/* Protocols are loaded once. */
typedef struct loaded {
    char *name;
    refpath_protocol *protocol;
} loaded;

static loaded protocols[MOST_PROTOCOLS];
static size_t n_protocols;

static refpath_status to_stdout(void *user, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, user) == length ? REFPATH_OK : REFPATH_IO;
}

static _Noreturn void stop(const char *why) {
    fprintf(stderr, "answers: %s\n", why);
    exit(3);
}

static void split(asked *to, char *line) {
    char *words[MOST_WORDS];
    size_t n = 0;
    memset(to, 0, sizeof *to);
    for (char *at = line; at && n < MOST_WORDS; n++) {
        char *tab = strchr(at, '\t');
        words[n] = at;
        if (tab) *tab++ = '\0';
        at = tab;
    }
    for (size_t i = 0; i < n; i++) {
        if (strncmp(words[i], "--", 2) != 0) {
            to->words[to->n_words++] = words[i];
            continue;
        }
        to->names[to->n_options] = words[i] + 2;
        if (strcmp(words[i], "--json") != 0 && strcmp(words[i], "--plain") != 0 && strcmp(words[i], "--explain") != 0 &&
            strcmp(words[i], "--csv") != 0) {
            i++;
        }
        to->values[to->n_options++] = i < n ? words[i] : "";
    }
}

static const char *option(const asked *a, const char *name) {
    for (size_t i = 0; i < a->n_options; i++) {
        if (strcmp(a->names[i], name) == 0) return a->values[i];
    }
    return NULL;
}

/* Days from 1970 to a day of the Gregorian calendar. */
static int64_t days(int64_t year, int64_t month, int64_t day) {
    int64_t y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* Seconds since 1970 of "2026-11-23T12:00:00Z" or with another offset. */
static int64_t moment(const char *text) {
    int year, month, day, hour, minute, second, ahead_hours = 0, ahead_minutes = 0;
    char sign = 'Z';
    if (!text || sscanf(text, "%d-%d-%dT%d:%d:%d%c%d:%d", &year, &month, &day, &hour, &minute, &second, &sign, &ahead_hours,
                        &ahead_minutes) < 7) {
        stop("a question without a moment");
    }
    int64_t ahead = (ahead_hours * 60 + ahead_minutes) * (sign == '-' ? -60 : 60);
    return days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - ahead;
}

/* All of a file. */
static char *contents(const char *name, size_t *length) {
    FILE *file = fopen(name, "rb");
    char *all = NULL;
    size_t room = 0, n = 0;
    if (!file) stop("a case that is no file");
    while (!feof(file)) {
        room += 65536;
        all = realloc(all, room);
        if (!all) stop("no memory");
        n += fread(all + n, 1, room - n, file);
    }
    fclose(file);
    *length = n;
    return all;
}

static refpath_status protocol_of(refpath_protocol **out, const char *name, refpath_diags *diags) {
    refpath_status status;
    for (size_t i = 0; i < n_protocols; i++) {
        if (strcmp(protocols[i].name, name) == 0) {
            *out = protocols[i].protocol;
            return REFPATH_OK;
        }
    }
    status = refpath_protocol_load_file(out, name, NULL, diags);
    if (status == REFPATH_OK) {
        char *copy = malloc(strlen(name) + 1);
        if (!copy || n_protocols == MOST_PROTOCOLS) stop("no room for protocols");
        protocols[n_protocols++] = (loaded){strcpy(copy, name), *out};
        refpath_diags_clear(diags);
    }
    return status;
}

static refpath_status ask_of_case(refpath_answer **out, const asked *a, const refpath_case *known, refpath_diags *diags) {
    if (strcmp(a->words[0], "consent") == 0) {
        const refpath_consent_question question = {sizeof question,       option(a, "item"),
                                                   option(a, "to"),       option(a, "purpose"),
                                                   option(a, "from"),     moment(option(a, "at")),
                                                   option(a, "explain") != NULL};
        return refpath_case_consent(out, known, &question, diags);
    }
    return strcmp(a->words[0], "plan") == 0 ? refpath_case_plan(out, known, moment(option(a, "now")), diags)
                                            : refpath_case_ask(out, known, moment(option(a, "now")), diags);
}

static refpath_status ask_of_protocol(refpath_answer **out, const asked *a, const refpath_protocol *protocol,
                                      const refpath_case *known, refpath_diags *diags) {
    if (strcmp(a->words[0], "choices") == 0) return refpath_protocol_choices(out, protocol, a->words[2], diags);
    if (strcmp(a->words[0], "path") == 0) {
        const refpath_path_question question = {sizeof question,      option(a, "from"), option(a, "to"),
                                                option(a, "at"),      option(a, "purpose"), known,
                                                moment(option(a, "now")), option(a, "viewer")};
        return refpath_protocol_path(out, protocol, &question, diags);
    }
    const refpath_who_question question = {sizeof question,   option(a, "service"), option(a, "role"),
                                           option(a, "group"), option(a, "duty"),   option(a, "at"),
                                           option(a, "name"), option(a, "viewer"),  moment(option(a, "now"))};
    return refpath_protocol_who(out, protocol, &question, diags);
}

/* The word's number in a list that ends with NULL, from 0. */
static int number_of(const char *const *words, const char *word) {
    int number = 0;
    while (words[number] && strcmp(words[number], word) != 0) number++;
    if (!words[number]) stop("a word that is not there");
    return number;
}

static refpath_status analyse(refpath_answer **out, const asked *a, const char *what, const refpath_protocol *protocol,
                              refpath_diags *diags) {
    static const char *const names[] = {"",           "coverage",     "failures",    "drawdown", "times",    "load",
                                        "simulation", "coordination", "conformance", "network",  "pathways", NULL};
    const char *study = option(a, "study"), *min_cell = option(a, "min-cell");
    refpath_analysis_question question = {.size = sizeof question, .now = moment(option(a, "now")), .viewer = option(a, "viewer")};
    char *json = study ? contents(study, &question.study_length) : NULL;
    refpath_status status;
    question.analysis = (refpath_analysis)number_of(names, what);
    question.study = json;
    question.min_cell = min_cell ? strtoul(min_cell, NULL, 10) : 0;
    status = refpath_protocol_analyse(out, protocol, &question, diags);
    free(json);
    return status;
}

static refpath_status draw(const refpath_answer *answer, const asked *a, const char *language) {
    static const char *const formats[] = {"", "svg", "dot", "mermaid", "graphml", NULL};
    const char *of = option(a, "of");
    const refpath_draw_options how = {sizeof how, (refpath_picture)number_of(formats, option(a, "format")),
                                      a->n_words > 2 && of && strcmp(of, "pathways") == 0 ? REFPATH_VIEW_PATHWAYS
                                                                                          : REFPATH_VIEW_OWN,
                                      language};
    return refpath_answer_draw(answer, &how, to_stdout, stdout);
}

static refpath_status answer_of(refpath_answer **out, const asked *a, refpath_diags *diags) {
    const char *verb = a->words[0];
    int is_analysis = strcmp(verb, "analyse") == 0, is_picture = strcmp(verb, "draw") == 0;
    int is_of_case = strcmp(verb, "plan") == 0 || strcmp(verb, "ask") == 0 || strcmp(verb, "consent") == 0 ||
                     (is_picture && a->n_words > 2);
    const char *file = is_of_case ? a->words[2] : option(a, "case");
    refpath_protocol *protocol = NULL;
    refpath_case *known = NULL;
    refpath_status status = protocol_of(&protocol, a->words[is_analysis ? 2 : 1], diags);
    if (status == REFPATH_OK && file) {
        size_t length = 0;
        char *json = contents(file, &length);
        status = refpath_case_read(&known, protocol, json, length, NULL, diags);
        free(json);
    }
    if (status == REFPATH_OK && is_picture) {
        status = known ? refpath_case_plan(out, known, moment(option(a, "now")), diags)
                       : analyse(out, a, option(a, "of"), protocol, diags);
    } else if (status == REFPATH_OK && is_analysis) {
        status = analyse(out, a, a->words[1], protocol, diags);
    } else if (status == REFPATH_OK) {
        status = is_of_case ? ask_of_case(out, a, known, diags) : ask_of_protocol(out, a, protocol, known, diags);
    }
    refpath_case_free(known);
    return status;
}

static refpath_status report(const asked *a, refpath_diags *diags) {
    const refpath_report_options how = {sizeof how, moment(option(a, "now")), option(a, "viewer"), option(a, "place"),
                                        option(a, "lang")};
    refpath_protocol *protocol = NULL;
    refpath_status status = protocol_of(&protocol, a->words[1], diags);
    return status == REFPATH_OK ? refpath_protocol_report(protocol, &how, to_stdout, stdout, diags) : status;
}

/* The answer, or the problems. */
static refpath_status say(const asked *a, refpath_diags *diags) {
    int is_json = option(a, "json") != NULL;
    const refpath_text_options how = {.size = sizeof how, .language = option(a, "lang"), .plain = option(a, "plain") != NULL};
    refpath_answer *answer = NULL;
    refpath_protocol *checked = NULL;
    refpath_status status;
    if (strcmp(a->words[0], "check") == 0) {
        status = refpath_protocol_load_file(&checked, a->words[1], NULL, diags);
        refpath_protocol_unref(checked);
    } else if (strcmp(a->words[0], "report") == 0) {
        status = report(a, diags);
        if (status == REFPATH_OK) return status;
    } else {
        status = answer_of(&answer, a, diags);
    }
    if (!answer) {
        refpath_diags_format format = is_json ? REFPATH_DIAGS_JSON : REFPATH_DIAGS_TEXT;
        status = refpath_diags_write(diags, format, how.language, to_stdout, stdout);
    } else if (strcmp(a->words[0], "draw") == 0) {
        status = draw(answer, a, how.language);
    } else if (option(a, "csv")) {
        status = refpath_answer_table(answer, option(a, "table"), NULL, to_stdout, stdout);
    } else if (is_json) {
        status = refpath_answer_json(answer, to_stdout, stdout);
    } else {
        status = refpath_answer_text(answer, &how, to_stdout, stdout);
    }
    refpath_answer_unref(answer);
    return status;
}

int main(void) {
    static char line[LONGEST_LINE];
    refpath_diags *diags = NULL;
    asked a;
    if (!setlocale(LC_ALL, "")) stop("the locale of the environment is not installed");
    if (refpath_diags_new(&diags, 0, NULL) != REFPATH_OK) stop("no memory");
    while (fgets(line, sizeof line, stdin)) {
        size_t n = strlen(line);
        if (n == 0 || line[n - 1] != '\n') stop("a line that is too long");
        line[n - 1] = '\0';
        split(&a, line);
        refpath_diags_clear(diags);
        if (a.n_words < 2 || say(&a, diags) != REFPATH_OK || putchar('\0') == EOF) stop("a question that cannot be asked");
    }
    for (size_t i = 0; i < n_protocols; i++) {
        free(protocols[i].name);
        refpath_protocol_unref(protocols[i].protocol);
    }
    refpath_diags_free(diags);
    return fflush(stdout) == 0 ? 0 : 3;
}
