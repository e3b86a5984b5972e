/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A queue: cases come in as JSON files, a plan and a list of whom to call go out for each. python/queue_of_cases.py and
 * java/QueueOfCases.java do the same.
 *
 *     cc queue_of_cases.c $(pkg-config --cflags --libs refpath) -o queue && ./queue mission.xml inbox outbox [LANG] [NOW]
 *
 * For inbox/c-17.json there will be outbox/c-17.plan.json (for programs), outbox/c-17.plan.txt (for people) and
 * outbox/c-17.call.txt (whom to call, in which order, and what may be said). A case that cannot be read is left where it is,
 * and outbox/c-17.problems.json says why, without repeating it. What was done is not done again. NOW is in seconds since 1970.
 */
#define _POSIX_C_SOURCE 200809L
#include <refpath.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* What all cases have in common. */
typedef struct office {
    refpath_protocol *protocol;
    refpath_diags *problems;
    const char *inbox;
    const char *outbox;
    const char *language;
    int64_t now;
} office;

static refpath_status print(void *to, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, to) == length ? REFPATH_OK : REFPATH_IO;
}

/* outbox/STEM.KIND of a file STEM.json, opened to be written; where it is there already, NULL for "r". */
static FILE *out(const office *o, const char *file, const char *kind, const char *how) {
    char path[4096];
    int stem = (int)(strrchr(file, '.') - file);
    if (snprintf(path, sizeof path, "%s/%.*s.%s", o->outbox, stem, file, kind) >= (int)sizeof path) return NULL;
    return fopen(path, how);
}

/* The bytes of a file of the inbox, with a NUL; NULL: it cannot be read. */
static char *contents(const office *o, const char *file, size_t *length) {
    char path[4096], *all = NULL;
    size_t room = 0;
    FILE *from;
    if (snprintf(path, sizeof path, "%s/%s", o->inbox, file) >= (int)sizeof path) return NULL;
    from = fopen(path, "rb");
    for (*length = 0; from && !feof(from) && !ferror(from);) {
        char *more = realloc(all, room += 65536);
        if (!more) break;
        all = more;
        *length += fread(all + *length, 1, room - *length, from);
    }
    if (from) fclose(from);
    return all;
}

/* What people call an entry, or its id. */
static const char *label(const office *o, refpath_kind kind, const char *id) {
    const char *found = refpath_protocol_label(o->protocol, kind, id, o->language);
    return found ? found : id;
}

static const char *text(refpath_value of, const char *key) {
    const char *found = refpath_value_string(refpath_value_get(of, key));
    return found ? found : "";
}

/* The labels of a list of ids, from one on, with something between them; how many. */
static int labels(const office *o, FILE *to, refpath_kind kind, refpath_value ids, size_t from, const char *between) {
    int n = 0;
    for (refpath_value one = refpath_value_at(ids, from); refpath_value_get_kind(one); one = refpath_value_next(one)) {
        fprintf(to, "%s%s", n++ ? between : "", label(o, kind, refpath_value_string(one)));
    }
    return n;
}

/* The items of a candidate that may be told, or those that may not; a line, or nothing. */
static void items(FILE *to, refpath_value candidate, int permitted, const char *begin) {
    int n = 0;
    refpath_value one = refpath_value_at(refpath_value_get(candidate, "share"), 0);
    for (; refpath_value_get_kind(one); one = refpath_value_next(one)) {
        if ((strcmp(text(one, "decision"), "permitted") == 0) == permitted) {
            fprintf(to, "%s%s", n++ ? ", " : begin, text(one, "item"));
        }
    }
    if (n) fputc('\n', to);
}

/* Who may do a step: the way to them, and how the first on it is reached, the open ones first. */
static void call(const office *o, FILE *to, refpath_value candidate) {
    int n = 0;
    refpath_value one = refpath_value_at(refpath_value_get(candidate, "call"), 0);
    fputs("   ", to);
    if (!labels(o, to, REFPATH_KIND_ACTOR, refpath_value_get(candidate, "path"), 1, " > ")) {
        fputs(text(candidate, "actor"), to);
    }
    fprintf(to, " [%s]", text(candidate, "state"));
    for (; refpath_value_get_kind(one); one = refpath_value_next(one)) {
        int secure = refpath_value_integer(refpath_value_get(one, "secure")) != 0;
        fprintf(to, "%s%s %s%s", n++ ? ", " : " ", text(one, "by"), text(one, "value"), secure ? " (secure)" : "");
    }
    fputc('\n', to);
    items(to, candidate, 1, "      may be told: ");
    items(to, candidate, 0, "      not to be told now: ");
}

/* The list of whom to call. */
static void calls(const office *o, FILE *to, const refpath_answer *plan) {
    int number = 0;
    refpath_value step = refpath_value_at(refpath_value_get(refpath_answer_root(plan), "steps"), 0);
    for (; refpath_value_get_kind(step); step = refpath_value_next(step)) {
        refpath_kind kind = strcmp(text(step, "kind"), "service") == 0 ? REFPATH_KIND_SERVICE : REFPATH_KIND_ROLE;
        refpath_value goal = refpath_value_get(step, "goal");
        const char *target = text(step, "target");
        fprintf(to, "%d. ", ++number);
        if (refpath_value_get_kind(goal) == REFPATH_VALUE_STRING) {
            fputs(label(o, kind, refpath_value_string(goal)), to);
        } else {
            labels(o, to, kind, refpath_value_size(goal) ? goal : refpath_value_get(step, "ids"), 0, ", ");
        }
        fprintf(to, ": %s", text(step, "state"));
        if (*target) fprintf(to, ", by %.10s %.5s UTC", target, target + 11);
        fputc('\n', to);
        refpath_value one = refpath_value_at(refpath_value_get(step, "candidates"), 0);
        for (; refpath_value_get_kind(one); one = refpath_value_next(one)) call(o, to, one);
    }
}

/* Everything that goes out for a plan; the plan for programs comes last, for it says that all is done. */
static refpath_status hand_out(const office *o, const char *file, const refpath_answer *plan) {
    const refpath_text_options how = {.size = sizeof how, .language = o->language};
    FILE *call_list = out(o, file, "call.txt", "wb"), *people = out(o, file, "plan.txt", "wb");
    FILE *programs = call_list && people ? out(o, file, "plan.json", "wb") : NULL;
    refpath_status s = programs ? REFPATH_OK : REFPATH_IO;
    if (!s) calls(o, call_list, plan);
    if (!s) s = refpath_answer_text(plan, &how, print, people);
    if (call_list && fclose(call_list) && !s) s = REFPATH_IO;
    if (people && fclose(people) && !s) s = REFPATH_IO;
    if (!s) s = refpath_answer_json(plan, print, programs);
    if (programs && fclose(programs) && !s) s = REFPATH_IO;
    return s;
}

/* One case; whether it could be planned. */
static int work(const office *o, const char *file) {
    refpath_case *one = NULL;
    refpath_answer *plan = NULL;
    size_t length = 0;
    char *json = contents(o, file, &length);
    refpath_status s = json ? REFPATH_OK : REFPATH_IO;
    refpath_diags_clear(o->problems);
    if (!s) s = refpath_case_read(&one, o->protocol, json, length, NULL, o->problems);
    if (!s) s = refpath_case_plan(&plan, one, o->now, o->problems);
    if (!s) s = hand_out(o, file, plan);
    if (s) {
        FILE *why = out(o, file, "problems.json", "wb");
        if (!why || refpath_diags_write(o->problems, REFPATH_DIAGS_JSON, o->language, print, why)) {
            fprintf(stderr, "%s: what is wrong with it cannot be written\n", file);
        }
        if (why) fclose(why);
    }
    refpath_answer_unref(plan);
    refpath_case_free(one);
    free(json);
    return !s;
}

static int is_json(const struct dirent *entry) {
    const char *end = strrchr(entry->d_name, '.');
    return end && end != entry->d_name && strcmp(end, ".json") == 0;
}

/* Works through the inbox once; what comes later is for the next run. */
static int work_all(const office *o) {
    struct dirent **files = NULL;
    int planned = 0, failed = 0, n = scandir(o->inbox, &files, is_json, alphasort);
    for (int i = 0; i < n; i++) {
        FILE *done = out(o, files[i]->d_name, "plan.json", "r");
        if (done) {
            fclose(done);
        } else if (work(o, files[i]->d_name)) {
            planned++;
        } else {
            failed++;
        }
        free(files[i]);
    }
    free(files);
    printf("%d planned, %d with problems\n", planned, failed);
    return n < 0 ? 2 : failed ? 1 : 0;
}

int main(int argc, char **argv) {
    office o = {NULL, NULL, NULL, NULL, NULL, (int64_t)time(NULL)};
    refpath_status s;
    int result = 2;
    if (argc < 4) {
        fputs("queue MISSION INBOX OUTBOX [LANG] [NOW]\n", stderr);
        return 2;
    }
    o.inbox = argv[2];
    o.outbox = argv[3];
    if (argc > 4) o.language = argv[4];
    if (argc > 5) o.now = strtoll(argv[5], NULL, 10);
    mkdir(o.outbox, 0700);
    s = refpath_diags_new(&o.problems, 0, NULL);
    if (!s) s = refpath_protocol_load_file(&o.protocol, argv[1], NULL, o.problems);
    if (!s) {
        result = work_all(&o);
    } else if (refpath_diags_write(o.problems, REFPATH_DIAGS_TEXT, o.language, print, stderr)) {
        fputs("the protocol cannot be loaded\n", stderr);
    }
    refpath_protocol_unref(o.protocol);
    refpath_diags_free(o.problems);
    return result;
}
