/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <stdlib.h>
#include <string.h>

static const verb verbs[] = {
    {"check", "PROTOCOL... [--format F]", "says whether protocols are well-formed, valid and meaningful: all problems at once",
     " format ",
     "refpath check mission.xml\n      Every problem with file, line and column; nothing is changed.\n"
     "  refpath check --format sarif mission.xml >problems.sarif\n      For editors and code review.",
     1, MOST_OPERANDS, run_check},
    {"plan", "PROTOCOL CASE [--now T]", "plans a case: what to do, by when, by whom, through whom, what may be told",
     " now ",
     "refpath plan mission.xml case.json --lang fr\n      The plan in French, as of now.",
     2, 2, run_plan},
    {"ask", "PROTOCOL CASE [--now T]", "says what to ask next, and no more than that", " now ",
     "refpath ask mission.xml case.json\n      The fewest questions that matter, the most urgent first.", 2, 2, run_ask},
    {"consent", "PROTOCOL CASE --item I --to R --purpose Q [--from S] [--at T] [--explain]",
     "says whether something about a child may be passed on, and whose agreement is missing",
     " item to purpose from at now explain ",
     "refpath consent mission.xml case.json --item profile --to hospital --purpose health --explain\n"
     "      Whether the hospital may have the profile, why, and what would change it.",
     2, 2, run_consent},
    {"path", "PROTOCOL --from A --to B --at PLACE [--purpose Q] [--case CASE] [--now T]",
     "says who stands between two: the contact path", " from to at purpose case now viewer ",
     "refpath path mission.xml --from police-post --to hospital --at port\n      Through whom the police reach the hospital.",
     1, 1, run_path},
    {"who", "PROTOCOL [--service S] [--role R] [--group G] [--duty D] [--at PLACE] [--name TEXT] [--viewer A]",
     "looks into the directory: who does what, where", " service role group duty at name viewer now ",
     "refpath who mission.xml --service health --at port\n      Who offers health care at the port.", 1, 1, run_who},
    {"analyse", "WHAT PROTOCOL [--study FILE] [--now T] [--viewer A] [--csv [--table ID]] [--min-cell N]",
     "looks at a protocol as a whole; WHAT is coverage, failures, drawdown, times, load, simulation, coordination, conformance, network or pathways", " study now viewer csv table min-cell ",
     "refpath analyse coverage mission.xml\n      Where who is left without help, the worst first.\n"
     "  refpath analyse times mission.xml --csv >times.csv\n"
     "      How long each step takes, for a spreadsheet.",
     2, 2, run_analyse},
    {"draw", "PROTOCOL [CASE] [--of plan|pathways|network] [--concern ID] [--at PLACE] [--viewer A] [--format F] [--now T]",
     "draws a plan, pathways, or who reaches whom through whom", " of concern at viewer format now ",
     "refpath draw mission.xml case.json --lang ar >plan.svg\n      The plan of a case, in Arabic.\n"
     "  refpath draw mission.xml --of network --at port --format dot | dot -Tpdf >network.pdf\n"
     "      Who reaches whom at the port, laid out by Graphviz.",
     1, 2, run_draw},
    {"report", "PROTOCOL [--place X] [--viewer A] [--output FILE] [--now T]",
     "writes one page for print and screen: whom to call here, pathways, gaps, how fresh it is",
     " place viewer output now ",
     "refpath report mission.xml --place port --lang ar --output port.html\n"
     "      Whom to call for what at the port, in Arabic; open it in a browser, print it on A4.",
     1, 1, run_report},
    {"choices", "PROTOCOL FACT", "says what may be answered to a fact", "",
     "refpath choices mission.xml concern\n      The terms of the fact `concern`.", 2, 2, run_choices},
    {"new", "[NAME]", "writes a commented protocol to start from", "",
     "refpath new mission.xml && refpath check mission.xml\n      A small protocol that passes the check. No file is ever written over.",
     0, 1, run_new},
};

#define N_VERBS (sizeof verbs / sizeof *verbs)

static void print_usage(FILE *to) {
    fputs("Usage: refpath VERB ...\n\n"
          "Who takes part in protecting children in a crisis, how a child's case travels, and what may be told to whom.\n\n",
          to);
    for (size_t i = 0; i < N_VERBS; i++) {
        fprintf(to, "  %-8s  %s\n", verbs[i].name, verbs[i].summary);
    }
    fputs("\n  refpath VERB --help   options and an example\n"
          "  refpath --version     release, what it was built with, time zone data\n\n"
          "Exit status: 0 answered; 1 the answer is bad news; 2 the question was wrong.\n",
          to);
}

static int print_version(void) {
    printf("refpath %s\n%s", refpath_version(), refpath_features());
    if (*refpath_features() && refpath_features()[strlen(refpath_features()) - 1] != '\n') {
        putchar('\n');
    }
    if (*refpath_time_zones()) {
        printf("time-zones=%s\n", refpath_time_zones());
    }
    return ANSWERED;
}

static const verb *find_verb(const char *name) {
    for (size_t i = 0; i < N_VERBS; i++) {
        if (strcmp(verbs[i].name, name) == 0) {
            return &verbs[i];
        }
    }
    return NULL;
}

static int unknown_verb(const char *name) {
    const char *names[N_VERBS];
    const char *near;
    for (size_t i = 0; i < N_VERBS; i++) {
        names[i] = verbs[i].name;
    }
    near = nearest(name, names, N_VERBS);
    if (near) {
        fprintf(stderr, "refpath: error: there is no verb \"%s\"; did you mean \"%s\"? See refpath --help. [usage]\n",
                name, near);
    } else {
        fprintf(stderr, "refpath: error: there is no verb \"%s\"; refpath --help lists them. [usage]\n", name);
    }
    return WRONG_QUESTION;
}

/* "--help", "-h" or "help", with or without a verb. */
static int print_any_help(const char *name) {
    const verb *v = name ? find_verb(name) : NULL;
    if (name && !v) {
        return unknown_verb(name);
    }
    if (v) {
        print_help(v);
    } else {
        print_usage(stdout);
    }
    return ANSWERED;
}

static int run(command *c, const verb *v, int argc, char **argv) {
    int status = read_arguments(c, v, argc, argv);
    if (status == ANSWERED && c->help) {
        print_help(v);
        return ANSWERED;
    }
    if (status != ANSWERED) {
        return status;
    }
    if (refpath_diags_new(&c->diags, 1000, NULL) != REFPATH_OK) {
        return report(c, REFPATH_OUT_OF_MEMORY);
    }
    status = v->run(c);
    refpath_diags_free(c->diags);
    return status;
}

int main(int argc, char **argv) {
    static command c;
    const verb *v;
    int status;
    if (argc < 2) {
        print_usage(stderr);
        return WRONG_QUESTION;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        status = print_any_help(argc > 2 ? argv[2] : NULL);
    } else if (strcmp(argv[1], "--version") == 0) {
        status = print_version();
    } else {
        v = find_verb(argv[1]);
        status = v ? run(&c, v, argc - 2, argv + 2) : unknown_verb(argv[1]);
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("refpath: error: standard output could not be written; is the disk full? [output]\n", stderr);
        return WRONG_QUESTION;
    }
    return status;
}
