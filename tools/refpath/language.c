/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The language of the person: --lang, or what the environment says, which the library never reads. */
#include "command.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* "fr_CD.UTF-8@euro" as "fr-CD"; false for "C", "POSIX" and what is no language. */
static bool tag_of_locale(const char *locale, char *tag, size_t room) {
    size_t n = strcspn(locale, ".@");
    if (n < 2 || n >= room || strncmp(locale, "C", n) == 0 || strncmp(locale, "POSIX", n) == 0) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        char c = locale[i] == '_' ? '-' : locale[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) {
            return false;
        }
        tag[i] = c;
    }
    tag[n] = '\0';
    return true;
}

void choose_language(command *c) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    c->language = c->lang;
    for (size_t i = 0; i < sizeof names / sizeof *names && !c->language; i++) {
        const char *locale = getenv(names[i]);
        if (locale && *locale) {
            c->language = tag_of_locale(locale, c->locale, sizeof c->locale) ? c->locale : "en";
        }
    }
    if (!c->language ||
        refpath_diags_write(NULL, REFPATH_DIAGS_TEXT, c->language, write_out, stderr) == REFPATH_INVALID_ARGUMENT) {
        c->language = c->lang ? c->lang : "en";
    }
}

typedef struct sentences {
    const char *language;
    const char *time_taken; /* with the moment */
    const char *file;       /* with its name */
    const char *good, *errors, *warnings;
} sentences;

/* Around what is not of the language of the sentence, so that it keeps its own direction. */
#define ISOLATE "\xe2\x81\xa8"
#define POP "\xe2\x81\xa9"

static const sentences all_sentences[] = {
    {"en", "The time taken is now, %s; --now asks as of another time.\n", "%s: ", "no problems", "errors: %zu",
     "warnings: %zu"},
    {"fr", "Le moment retenu est maintenant, %s ; --now en choisit un autre.\n", "%s : ", "aucun problème",
     "erreurs : %zu", "avertissements : %zu"},
    {"ar", "الوقت المعتمد هو الآن، " ISOLATE "%s" POP "؛ الخيار ‎--now يحدد وقتًا آخر.\n",
     ISOLATE "%s" POP ": ", "لا توجد مشكلات", "أخطاء: %zu", "تحذيرات: %zu"},
    {"es", "El momento tomado es ahora, %s; --now elige otro.\n", "%s: ", "ningún problema", "errores: %zu",
     "advertencias: %zu"},
};

static const sentences *sentences_of(const command *c) {
    for (size_t i = 0; i < sizeof all_sentences / sizeof *all_sentences; i++) {
        const char *language = all_sentences[i].language;
        size_t n = strlen(language);
        if (strncasecmp(c->language, language, n) == 0 && (c->language[n] == '\0' || c->language[n] == '-')) {
            return &all_sentences[i];
        }
    }
    return all_sentences;
}

/* The sentences are constants of this file, with one %s or %zu each. */
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#endif

void say_time_taken(const command *c, int64_t now) {
    char text[32];
    if (!c->json) {
        print_moment(now, text);
        printf(sentences_of(c)->time_taken, text);
        if (!c->plain) {
            putchar('\n');
        }
    }
}

void say_checked(const command *c, const char *file, size_t errors, size_t warnings) {
    const sentences *s = sentences_of(c);
    printf(s->file, file);
    if (errors + warnings == 0) {
        fputs(s->good, stdout);
    }
    if (errors > 0) {
        printf(s->errors, errors);
    }
    if (warnings > 0) {
        fputs(errors > 0 ? ", " : "", stdout);
        printf(s->warnings, warnings);
    }
    putchar('\n');
}
