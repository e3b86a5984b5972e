/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What the verbs of the command share: its arguments, reading what is asked about, telling what was answered. */
#ifndef REFPATH_TOOL_COMMAND_H
#define REFPATH_TOOL_COMMAND_H

#include <refpath.h>
#include <stdbool.h>
#include <stdio.h>

/* Exit status. */
enum { ANSWERED = 0, BAD_NEWS = 1, WRONG_QUESTION = 2 };

#define MOST_OPERANDS 256

/* Everything that can stand on the command line; NULL or false where it does not. */
typedef struct command {
    const char *verb;
    const char *operands[MOST_OPERANDS];
    size_t n_operands;
    bool json, csv, plain, no_colour, explain, help;
    const char *lang, *format, *now, *at, *item, *to, *from, *purpose, *known, *service, *role, *group, *name, *duty,
        *viewer, *study, *table, *min_cell, *of, *concern, *place, *output;

    const char *language; /* BCP 47, from --lang or the environment */
    char locale[64];      /* where the environment's is kept */
    refpath_diags *diags;
} command;

typedef struct verb {
    const char *name;
    const char *usage;    /* after "refpath VERB" */
    const char *summary;  /* one line */
    const char *options;  /* names of those it takes, between blanks; the common ones are taken by all */
    const char *example;  /* a command line and what it shows */
    size_t least, most;   /* operands */
    int (*run)(command *c);
} verb;

/* arguments.c */
int read_arguments(command *c, const verb *v, int argc, char **argv);
void print_help(const verb *v);
const char *nearest(const char *word, const char *const *words, size_t n);

/* language.c: the tag from the environment, and the few sentences that the command says itself */
void choose_language(command *c);
void say_time_taken(const command *c, int64_t now);
void say_checked(const command *c, const char *file, size_t errors, size_t warnings);

/* moment.c */
bool parse_moment(const char *text, int64_t *moment);
void print_moment(int64_t moment, char text[32]);
/* The moment of an option, or the clock's; false after saying why not. */
bool take_moment(command *c, const char *option, const char *text, int64_t *moment, bool *clock);

/* read.c: each says what is wrong and gives NULL where there is nothing to go on with */
/* Loads into c->diags without a word; false after saying that standard input could not be read. */
bool load_protocol(command *c, const char *path, refpath_protocol **protocol, refpath_status *status);
refpath_protocol *read_protocol(command *c, const char *path);
refpath_case *read_case(command *c, const refpath_protocol *protocol, const char *path);
/* The bytes of a file; the caller frees them. */
bool read_text(command *c, const char *path, char **text, size_t *length);

/* tell.c */
/* An error of the command itself; gives WRONG_QUESTION. */
int complain(command *c, const char *code, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;
bool is_text(const char *text); /* UTF-8, and nothing in it that steers a terminal */
/* A stream is a terminal, and nobody asked for no colours. */
bool wants_colour(const command *c, FILE *stream);
/* The problems in c->diags, or the status where there are none; gives WRONG_QUESTION. */
int report(command *c, refpath_status status);
/* Prints an answer as asked; gives `status`, or WRONG_QUESTION where it could not be written. */
int tell(command *c, const refpath_answer *answer, int status);
refpath_status write_out(void *stream, const char *bytes, size_t length);
/*
 * The end of every question: tells the answer with the exit status that `news` gives it (NULL: answered), or reports
 * why there is none; says which time was taken where it came from the clock; releases all three.
 */
typedef struct question {
    refpath_protocol *protocol;
    refpath_case *known;
    refpath_answer *answer;
    refpath_status status;
    int64_t now;
    bool clock;
} question;
/* Reads the protocol, and the case where `known` is not NULL; false after saying what is wrong. */
bool open_question(command *c, question *q, const char *protocol, const char *known);
int end_question(question *q, int status); /* only releases; gives `status` */
int close_question(command *c, question *q, int (*news)(const refpath_answer *answer));
const char *text_of(refpath_value value, const char *key);

/* One a file. */
int run_analyse(command *c);
int run_check(command *c);
int run_plan(command *c);
int run_ask(command *c);
int run_consent(command *c);
int run_path(command *c);
int run_who(command *c);
int run_choices(command *c);
int run_draw(command *c);
int run_report(command *c);
int run_new(command *c);

#endif
