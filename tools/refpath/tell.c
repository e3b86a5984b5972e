/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

refpath_status write_out(void *stream, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, stream) == length ? REFPATH_OK : REFPATH_IO;
}

/* Bytes of the UTF-8 character that begins here; 0 where none does, or one that steers a terminal. */
static size_t character(const unsigned char *text) {
    size_t n = text[0] < 0x80 ? 1 : text[0] < 0xc2 ? 0 : text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3 : text[0] < 0xf5 ? 4 : 0;
    if (n == 1) {
        return text[0] < 0x20 || text[0] == 0x7f ? 0 : 1;
    }
    for (size_t i = 1; i < n; i++) {
        if ((text[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    if ((text[0] == 0xc2 && text[1] < 0xa0) || (text[0] == 0xe0 && text[1] < 0xa0) ||
        (text[0] == 0xed && text[1] > 0x9f) || (text[0] == 0xf0 && text[1] < 0x90) ||
        (text[0] == 0xf4 && text[1] > 0x8f)) {
        return 0;
    }
    return n;
}

bool is_text(const char *text) {
    const unsigned char *at = (const unsigned char *)text;
    while (*at != '\0') {
        size_t n = character(at);
        if (n == 0) {
            return false;
        }
        at += n;
    }
    return true;
}

/* What is no character becomes "?": file names may hold anything. */
static void clean(char *text) {
    unsigned char *at = (unsigned char *)text;
    while (*at != '\0') {
        size_t n = character(at);
        if (n == 0) {
            *at = '?';
            n = 1;
        }
        at += n;
    }
}

static void put_json_text(const char *text) {
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            putchar('\\');
        }
        putchar(*text);
    }
    putchar('"');
}

int complain(command *c, const char *code, const char *format, ...) {
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    clean(text);
    if (c->json) {
        printf("{\"problems\":[{\"code\":\"%s\",\"severity\":\"error\",\"text\":", code);
        put_json_text(text);
        puts("}]}");
    } else {
        fprintf(stderr, "refpath: error: %s [%s]\n", text, code);
    }
    return WRONG_QUESTION;
}

static const char *advice_for(refpath_status status) {
    switch (status) {
    case REFPATH_OUT_OF_MEMORY: return "there is not enough memory. Close other programs and ask again.";
    case REFPATH_IO: return "a file could not be read or written. Check its name and the disk.";
    case REFPATH_LIMIT_EXCEEDED: return "this was not decided within the limit of work. Give more facts of the case.";
    case REFPATH_UNSUPPORTED: return "this build cannot read cases from JSON; see refpath --version.";
    default: return "this is a defect of refpath. Please report it with the command line.";
    }
}

bool wants_colour(const command *c, FILE *stream) {
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return !c->no_colour && !c->plain && isatty(fileno(stream)) && !(none && *none) && terminal &&
           strcmp(terminal, "dumb") != 0;
}

int report(command *c, refpath_status status) {
    refpath_diags_format format = REFPATH_DIAGS_TEXT;
    if (refpath_diags_count(c->diags) == 0) {
        return complain(c, refpath_status_name(status), "%s", advice_for(status));
    }
    if (c->json) {
        format = REFPATH_DIAGS_JSON;
    } else if (wants_colour(c, stderr)) {
        format = REFPATH_DIAGS_COLOUR;
    }
    if (refpath_diags_write(c->diags, format, c->language, write_out, c->json ? stdout : stderr) != REFPATH_OK) {
        fputs("refpath: error: the problems could not be written. [output]\n", stderr);
    }
    return WRONG_QUESTION;
}

static int columns(void) {
    const char *given = getenv("COLUMNS");
    long n = given ? strtol(given, NULL, 10) : 0;
    struct winsize window;
    if (n > 0 && n < 1000) {
        return (int)n;
    }
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) {
        return window.ws_col < 120 ? window.ws_col : 120;
    }
    return 0;
}

int tell(command *c, const refpath_answer *answer, int status) {
    refpath_text_options options = {.size = sizeof options};
    refpath_status written;
    if (c->json) {
        written = refpath_answer_json(answer, write_out, stdout);
    } else {
        options.language = c->language;
        options.plain = c->plain;
        options.colour = wants_colour(c, stdout);
        options.width = isatty(STDOUT_FILENO) ? columns() : 0;
        written = refpath_answer_text(answer, &options, write_out, stdout);
    }
    return written == REFPATH_OK ? status : report(c, written);
}

const char *text_of(refpath_value value, const char *key) {
    const char *text = refpath_value_string(refpath_value_get(value, key));
    return text ? text : "";
}

bool open_question(command *c, question *q, const char *protocol, const char *known) {
    q->protocol = read_protocol(c, protocol);
    if (q->protocol && known) {
        q->known = read_case(c, q->protocol, known);
    }
    if (!q->protocol || (known && !q->known)) {
        refpath_protocol_unref(q->protocol);
        return false;
    }
    return true;
}

int end_question(question *q, int status) {
    refpath_answer_unref(q->answer);
    refpath_case_free(q->known);
    refpath_protocol_unref(q->protocol);
    return status;
}

int close_question(command *c, question *q, int (*news)(const refpath_answer *answer)) {
    int status;
    if (q->status == REFPATH_OK) {
        if (q->clock) {
            say_time_taken(c, q->now);
        }
        status = tell(c, q->answer, news ? news(q->answer) : ANSWERED);
    } else {
        status = report(c, q->status);
    }
    return end_question(q, status);
}
