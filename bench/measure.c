/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * One measurement in a process of its own, as lines "name value" on standard output:
 *
 *   measure sax FILE              libxml2 tells of every tag and text, and nobody listens
 *   measure load FILE             refpath loads it
 *   measure plan FILE CASE TIMES  refpath loads it, then makes the same plan again and again
 *   measure nothing FILE          neither: what a process of this kind costs
 *
 * Seconds are processor time of the process, memory is what the system says of it. Times are taken around the work
 * alone; peaks are those of the whole process.
 */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "measuring.h"

#include <libxml/parser.h>
#include <refpath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define PIECE 65536

/* Bytes, from /proc: peak or present size of what is in memory. */
static double memory(const char *name) {
    char line[256];
    double size = 0;
    FILE *file = fopen("/proc/self/status", "r");
    if (!file) {
        return 0;
    }
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, name, strlen(name)) == 0) {
            size = strtod(line + strlen(name) + 1, NULL) * 1024;
        }
    }
    (void)fclose(file);
    return size;
}

/* What the library holds, to the byte: the hooks that it takes are those of malloc(), which also count. */
typedef struct held {
    size_t now, most;
} held;

static void *held_more(held *h, void *block, size_t bytes) {
    if (block) {
        h->now += bytes;
        h->most = h->now > h->most ? h->now : h->most;
    }
    return block;
}

static void *allocate(void *user, size_t bytes) {
    return held_more(user, malloc(bytes), bytes);
}

static void *resize(void *user, void *old, size_t was, size_t bytes) {
    held *h = user;
    void *block = realloc(old, bytes);
    if (block) {
        h->now -= was;
    }
    return held_more(h, block, bytes);
}

static void release(void *user, void *old, size_t was) {
    held *h = user;
    h->now -= was;
    free(old);
}

/* -- libxml2 alone ------------------------------------------------------------------------------------------- */

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int n_spaces,
                     const xmlChar **spaces, int n_attributes, int n_defaulted, const xmlChar **attributes) {
    (void)user, (void)local, (void)prefix, (void)uri, (void)n_spaces, (void)spaces, (void)n_attributes;
    (void)n_defaulted, (void)attributes;
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)user, (void)local, (void)prefix, (void)uri;
}

static void on_text(void *user, const xmlChar *text, int n) {
    (void)user, (void)text, (void)n;
}

/* In pieces as they are read, which takes the least memory; larger pieces are not faster. */
static int sax(const char *path) {
    static char piece[PIECE];
    xmlSAXHandler handler;
    xmlParserCtxtPtr context;
    size_t n;
    int wrong = 1;
    FILE *file = fopen(path, "rb");
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = on_start;
    handler.endElementNs = on_end;
    handler.characters = handler.ignorableWhitespace = handler.cdataBlock = on_text;
    context = file ? xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL) : NULL;
    if (context) {
        (void)xmlCtxtUseOptions(context, XML_PARSE_NONET);
        while ((n = fread(piece, 1, sizeof piece, file)) > 0) {
            (void)xmlParseChunk(context, piece, (int)n, 0);
        }
        wrong = xmlParseChunk(context, NULL, 0, 1) != 0 || !context->wellFormed;
        xmlFreeParserCtxt(context);
    }
    if (file) {
        (void)fclose(file);
    }
    return wrong;
}

/* -- refpath --------------------------------------------------------------------------------------------------- */

static char *read_whole(const char *path, size_t *n) {
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, PIECE);
    *n = file && text ? fread(text, 1, PIECE, file) : 0;
    if (file) {
        (void)fclose(file);
    }
    return text;
}

static int by_size(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static int plan(const refpath_protocol *protocol, const char *path, size_t times) {
    size_t n, done = 0;
    char *text = read_whole(path, &n);
    double *took = calloc(times, sizeof *took);
    refpath_case *given = NULL;
    if (text && took && refpath_case_read(&given, protocol, text, n, NULL, NULL) == REFPATH_OK) {
        for (; done < times; done++) {
            refpath_answer *answer;
            double start = processor();
            if (refpath_case_plan(&answer, given, 1795435200, NULL) != REFPATH_OK) { /* 2026-11-23T12:00:00Z */
                break;
            }
            refpath_answer_unref(answer);
            took[done] = processor() - start;
        }
    }
    if (done == times) {
        qsort(took, times, sizeof *took, by_size);
        printf("plan %.9f\n", took[times / 2]);
    }
    refpath_case_free(given);
    free(took);
    free(text);
    return done != times;
}

static int work(char **arguments, int n, double start) {
    refpath_protocol *protocol = NULL;
    held h = {0, 0};
    refpath_allocator hooks = {sizeof hooks, &h, allocate, resize, release};
    refpath_load_options options;
    int wrong = 0;
    if (strcmp(arguments[1], "nothing") == 0) {
        return 0;
    }
    if (strcmp(arguments[1], "sax") == 0) {
        wrong = sax(arguments[2]);
        printf("seconds %.6f\n", processor() - start);
        return wrong;
    }
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.allocator = &hooks;
    if (refpath_protocol_load_file(&protocol, arguments[2], &options, NULL) != REFPATH_OK) {
        return 1;
    }
    printf("seconds %.6f\n", processor() - start);
    printf("resident %.0f\nheld %zu\nmost %zu\n", memory("VmRSS"), h.now, h.most);
    if (strcmp(arguments[1], "plan") == 0 && n == 5) {
        wrong = plan(protocol, arguments[3], strtoul(arguments[4], NULL, 10));
    }
    refpath_protocol_unref(protocol);
    return wrong;
}

int main(int argc, char **argv) {
    double start;
    if (argc < 3) {
        return 2;
    }
    xmlInitParser();
    printf("before %.0f\n", memory("VmRSS"));
    start = processor();
    if (work(argv, argc, start)) {
        fprintf(stderr, "measure: %s %s: failed\n", argv[1], argv[2]);
        return 1;
    }
    printf("peak %.0f\n", memory("VmHWM"));
    return 0;
}
