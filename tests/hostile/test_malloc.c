/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * malloc() itself fails, so that libxml2, ICU and Jansson go without as well: no memory is told, or the answer is the
 * same, and nothing stays behind but what is known of them and listed here by name.
 */
#include "config.h" /* before all: what glibc has beyond C11 */

#include "hostile/malloc_hooks.h"

#include "decide/whole_world.h"

#include <refpath/draft.h>

#if defined(HAVE_OWN_MALLOC) && defined(HAVE_JANSSON)

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* -- things to do: each gives a status, and what it says in `said` ------------------------------------------------- */

static scene_text said;
static refpath_protocol *plain;
static refpath_case *plain_case;
static refpath_answer *plain_answers[QUESTIONS];

static refpath_status take_problem_text(const refpath_diags *diags) {
    return refpath_diags_write(diags, REFPATH_DIAGS_TEXT, "fr", scene_take, &said);
}

static refpath_status do_load(int which) {
    refpath_protocol *p = NULL;
    refpath_status status = load_whole(&p, NULL, NULL);
    if (status == REFPATH_OK) {
        status = scene_take(&said, refpath_protocol_fingerprint(p), 64);
    }
    refpath_protocol_unref(p);
    (void)which;
    return status;
}

static refpath_status do_refuse(int which) {
    static const char *const bad[] = {"<protocol xmlns='urn:refpath:protocol:1'><itms/>&x;", "\xff",
                                      WHOLE_HEAD "<items><item id='a'/><item id='a'/></items></protocol>"};
    refpath_protocol *p = NULL;
    refpath_diags *diags = NULL;
    refpath_status status = refpath_diags_new(&diags, 0, NULL), loaded;
    if (status == REFPATH_OK) {
        loaded = refpath_protocol_load_memory(&p, bad[which], strlen(bad[which]), NULL, NULL, diags);
        CU_ASSERT_TRUE(loaded == REFPATH_INVALID_PROTOCOL || loaded == REFPATH_OUT_OF_MEMORY);
        CU_ASSERT_PTR_NULL(p);
        status = loaded == REFPATH_OUT_OF_MEMORY ? loaded : refpath_diags_lost(diags) > 0 ? REFPATH_OUT_OF_MEMORY
                                                                                           : take_problem_text(diags);
    }
    refpath_diags_free(diags);
    return status;
}

static refpath_status do_write_protocol(int which) {
    refpath_draft *draft = NULL;
    refpath_status status = refpath_draft_from_protocol(&draft, plain, NULL);
    (void)which;
    if (status == REFPATH_OK) {
        status = refpath_draft_write(draft, scene_take, &said);
    }
    refpath_draft_free(draft);
    return status;
}

static refpath_status do_draft(int which) {
    refpath_draft *draft = NULL;
    refpath_protocol *p = NULL;
    refpath_element item = 0;
    refpath_status status = refpath_draft_from_protocol(&draft, plain, NULL);
    (void)which;
    status = status == REFPATH_OK
                 ? refpath_draft_add(draft, &item, refpath_draft_find(draft, "item", "identity"), "item", NULL)
                 : status;
    status = status == REFPATH_OK ? refpath_draft_set(draft, item, "id", "voice", NULL) : status;
    status = status == REFPATH_OK ? refpath_draft_compile(&p, draft, NULL, NULL) : status;
    status = status == REFPATH_OK ? scene_take(&said, refpath_protocol_fingerprint(p), 64) : status;
    refpath_protocol_unref(p);
    refpath_draft_free(draft);
    return status;
}

static refpath_status do_read(int which) {
    refpath_case *c = NULL;
    refpath_status status = read_whole(&c, plain, NULL);
    (void)which;
    if (status == REFPATH_OK) {
        status = refpath_case_write(c, scene_take, &said);
    }
    refpath_case_free(c);
    return status;
}

static refpath_status do_ask(int which) {
    refpath_answer *answer = NULL;
    refpath_status status = ask_whole(which, &answer, plain, plain_case, NULL);
    if (status == REFPATH_OK) {
        status = refpath_answer_json(answer, scene_take, &said);
    }
    refpath_answer_unref(answer);
    return status;
}

static const char *const languages[] = {"en", "ar", "fr", "es"};

static refpath_status do_tell(int which) {
    refpath_text_options options;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.language = languages[which % 4];
    return refpath_answer_text(plain_answers[which / 4], &options, scene_take, &said);
}

typedef struct deed {
    const char *name;
    refpath_status (*run)(int which);
    int n;
} deed;

static const deed deeds[] = {{"load", do_load, 1},       {"refuse", do_refuse, 3}, {"draft", do_draft, 1},
                             {"write", do_write_protocol, 1}, {"read", do_read, 1},     {"ask", do_ask, QUESTIONS},
                             {"tell", do_tell, 4 * QUESTIONS}};
enum { DEEDS = sizeof deeds / sizeof *deeds };

/* -- what third parties do without memory --------------------------------------------------------------------------- */

/*
 * What is known of them, by the call of ours under which it happens. ICU keeps some things for the next time, and where
 * memory fails forgets others, or uses a pointer that it did not check: the library cannot prevent it, for memory hooks
 * of ICU would be those of the whole process. Mangled names are those of C++.
 */
static const char *const leave_behind[] = {
    "libicui18n ucal_open",
    "libicui18n ucal_getTimeZoneTransitionDate",
    "libicui18n utrans_openU",
    "libicui18n usearch_next",
    "libicui18n _ZN6icu*DateFormat6createE", /* DateFormat::create */
    "libicui18n _ZNK6icu*DateFormat6formatE",
    "libicui18n _ZN6icu*MessageFormatC2E", /* its constructor */
    "libicui18n _ZNK6icu*MessageFormat6formatE",
    NULL};
static const char *const crash[] = {
    "libicui18n ucal_getTimeZoneTransitionDate",
    "libicui18n _ZN6icu*DateFormat6createE",
    "libicui18n _ZNK6icu*DateFormat6formatE",
    "libicui18n utrans_transUChars",
    "libicui18n _ZN6icu*FormattableaSE", /* operator = */
    "libicui18n _ZN6icu*MessageFormatC2E",
    "libicui18n _ZNK6icu*MessageFormat6formatE",
    NULL};

/* Names are as listed, or with a * for the number of the release and its length, begin as listed. */
static bool is_name(const char *listed, const char *name) {
    const char *star = strchr(listed, '*');
    size_t head = star ? (size_t)(star - listed) : 0;
    if (!star) {
        return strcmp(listed, name) == 0;
    }
    if (strncmp(listed, name, head) != 0) {
        return false;
    }
    name += head;
    name += strspn(name, "_0123456789");
    return strncmp(name, star + 1, strlen(star + 1)) == 0;
}

static bool is_listed(const char *const *list, const char *name) {
    while (*list && !is_name(*list, name)) {
        list++;
    }
    return *list != NULL;
}

/*
 * Jansson does not see that the text of a token could not grow, and goes on to write behind its end (2.14). Such a text
 * has room for a power of two, from 32 on; of those requests none is refused.
 */
static bool is_token_of_jansson(size_t bytes, void *const *frames, int n) {
    bool within = false;
    if (bytes < 32 || (bytes & (bytes - 1)) != 0) {
        return false;
    }
    for (int i = 0; i < n && !within; i++) {
        Dl_info about;
        within = dladdr(frames[i], &about) && about.dli_fname && strstr(about.dli_fname, "libjansson");
    }
    return within;
}

/* Told on a pipe by the process that tries: how many things were wrong, and whether a request was refused. */
typedef struct outcome {
    unsigned wrong, refused;
    size_t requests;
} outcome;

static int report; /* where the outcome goes */
static const char *now_doing;
static int now_which;
static size_t now_refused;

static void complain(outcome *o, const char *about, const char *more) {
    printf("%s %d, request %zu refused: %s %s\n", now_doing, now_which, now_refused, about, more);
    o->wrong++;
}

static void check_held(outcome *o) {
    if (hooks.lost > 0) {
        complain(o, "more blocks than can be remembered", "");
    }
    for (size_t i = 0; i < MOST_HELD; i++) {
        const held_block *block = &hooks.held[i];
        char name[256];
        if (!block->at || block->released) {
            continue;
        }
        hooks_name(block->frames, block->n_frames, name, sizeof name);
        if (!is_listed(leave_behind, name)) {
            complain(o, "memory is left of", *name ? name : "refpath");
        }
    }
}

/* The end of a process that read through a pointer which was not checked: known of some calls, else wrong. */
static void on_crash(int number) {
    outcome o = {0, 1, 0};
    void *frames[64];
    char name[256];
    hooks_stop();
    (void)number;
    hooks_name(frames, backtrace(frames, 64), name, sizeof name);
    if (!is_listed(crash, name)) {
        complain(&o, "crash in", *name ? name : "refpath");
    }
    fflush(stdout);
    _exit(write(report, &o, sizeof o) == sizeof o ? 0 : 1);
}

static outcome run_here(const deed *d, const char *expected, bool onwards) {
    outcome o = {0, 0, 0};
    refpath_status status;
    said.n = 0;
    said.at[0] = '\0';
    hooks.spare = is_token_of_jansson;
    hooks_start(now_refused, onwards);
    status = d->run(now_which);
    hooks_stop();
    o.refused = hooks.refused > 0;
    o.requests = hooks.requests;
    if (status == REFPATH_OK && strcmp(said.at, expected) != 0) {
        size_t same = 0;
        while (said.at[same] && said.at[same] == expected[same]) {
            same++;
        }
        said.at[same + 40 < said.n ? same + 40 : said.n] = '\0';
        complain(&o, "another answer, from:", said.at + same);
    } else if (status != REFPATH_OK && (status != REFPATH_OUT_OF_MEMORY || !o.refused)) {
        complain(&o, "status", refpath_status_name(status));
    }
    check_held(&o);
    return o;
}

/* Once, in a process of its own. */
static outcome run_refusing(const deed *d, const char *expected, bool onwards) {
    outcome o = {1, 0, 0};
    int ends[2], how;
    pid_t child;
    fflush(stdout);
    CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        report = ends[1];
        (void)signal(SIGSEGV, on_crash);
        o = run_here(d, expected, onwards);
        fflush(stdout);
        _exit(write(report, &o, sizeof o) == sizeof o ? 0 : 1);
    }
    close(ends[1]);
    CU_ASSERT_TRUE_FATAL(child > 0);
    if (read(ends[0], &o, sizeof o) != sizeof o) {
        printf("%s %d, request %zu refused: the process ended\n", now_doing, now_which, now_refused);
        o.refused = 1;
    }
    close(ends[0]);
    CU_ASSERT_EQUAL(waitpid(child, &how, 0), child);
    CU_ASSERT_EQUAL(o.wrong, 0);
    return o;
}

/* REFPATH_THOROUGH=1: every request. Else some ten of them, each run beginning with another one. */
static size_t step_of(size_t requests) {
    const char *thorough = getenv("REFPATH_THOROUGH");
    return thorough && *thorough == '1' ? 1 : requests / 10 + 1;
}

static void try_all(const deed *d, int which) {
    static char expected[sizeof said.at];
    size_t step;
    said.n = 0;
    CU_ASSERT_EQUAL_FATAL(d->run(which), REFPATH_OK);
    CU_ASSERT_TRUE(said.n > 0);
    memcpy(expected, said.at, said.n + 1);
    now_doing = d->name;
    now_which = which;
    now_refused = 0;
    step = step_of(run_refusing(d, expected, false).requests);
    for (int onwards = 0; onwards < 2; onwards++) {
        now_refused = 1 + ((size_t)which + (size_t)onwards) % step;
        while (run_refusing(d, expected, onwards).refused) {
            now_refused += step;
        }
    }
}

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(load_whole(&plain, NULL, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(read_whole(&plain_case, plain, NULL), REFPATH_OK);
    for (int i = 0; i < QUESTIONS; i++) {
        CU_ASSERT_EQUAL_FATAL(ask_whole(i, &plain_answers[i], plain, plain_case, NULL), REFPATH_OK);
    }
}

static void end(void) {
    for (int i = 0; i < QUESTIONS; i++) {
        refpath_answer_unref(plain_answers[i]);
        plain_answers[i] = NULL;
    }
    refpath_case_free(plain_case);
    refpath_protocol_unref(plain);
}

static void malloc__when_it_fails_it_is_told_and_nothing_stays_behind(void) {
    if (!hooks_usable()) {
        printf("skipped: not under valgrind\n");
        return;
    }
    begin();
    for (size_t i = 0; i < DEEDS; i++) {
        for (int which = 0; which < deeds[i].n; which++) {
            try_all(&deeds[i], which);
        }
    }
    end();
}

RP_SUITE(RP_TEST(malloc__when_it_fails_it_is_told_and_nothing_stays_behind))

#else

static void malloc__cannot_be_made_to_fail_here(void) {
    printf("skipped: it needs glibc's malloc\n");
}

RP_SUITE(RP_TEST(malloc__cannot_be_made_to_fail_here))

#endif
