/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "config.h" /* for what POSIX has beyond C */

#include "documents.h"

#include "../support/fail_alloc.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ITEM(id) RP_SECTION("items", "<item id='" id "'/>")
#define INCLUDE(href) "<include href='" href "'/>"

static void include__what_is_included_stands_in_its_place(void) {
    static const char *const pairs[] = {
        "a.xml", RP_DOCUMENT("<parties/>" INCLUDE("b.xml") "<clocks/>" INCLUDE("c.xml")),
        "b.xml", ITEM("b"),
        "c.xml", ITEM("c"),
        NULL};
    rp_expect(pairs, "protocol=p[parties items[item=b] clocks items[item=c]]", "");
}

static void include__of_a_protocol_the_sections_alone_are_taken(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT("<label>A</label>" INCLUDE("b.xml")), "b.xml",
                                        "<protocol xmlns='urn:refpath:protocol:1' id='b' version='3' status='adopted' "
                                        "xml:lang='en' valid-until='2027-01-01'>"
                                        "<label>B</label><items/><label>B</label><clocks/></protocol>",
                                        NULL};
    rp_load_result r;
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_STRING_EQUAL(r.outline, "protocol=p[label items clocks]");
    CU_ASSERT_EQUAL_FATAL(r.model.documents.n, 2);
    CU_ASSERT_STRING_EQUAL(r.model.documents.at[1].name, "b.xml");
    CU_ASSERT_STRING_EQUAL(r.model.documents.at[1].version, "3");
    CU_ASSERT_STRING_EQUAL(r.model.documents.at[1].valid_until, "2027-01-01");
    CU_ASSERT_PTR_NULL(r.model.documents.at[1].review_by);
    CU_ASSERT_PTR_NULL(r.model.documents.at[0].valid_until);
    rp_load_result_free(&r);
}

/* What may stand alone may still stand too deep in the place of its include; so can what a drop puts there. */
static void include__depth_counts_in_the_place_of_the_include(void) {
    refpath_load_options options = {.size = sizeof options, .most_depth = 3};
    static const char *const section[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml")), "b.xml",
                                          RP_SECTION("items", "<item id='b'><item id='c'/></item>"), NULL};
    static const char *const drop[] = {
        "a.xml", RP_DOCUMENT(INCLUDE("b.xml") "<drop ref='b' because='x'><item id='c'/></drop>"), "b.xml",
        RP_SECTION("items", "<item id='a'><item id='b'/></item>"), NULL};
    static const char *const too_deep[] = {"b.xml:1:52 too-deep", "1:124 too-deep"};
    const char *const *const documents[] = {section, drop};
    for (size_t i = 0; i < 2; i++) {
        rp_load_result r;
        rp_load_with(&r, documents[i], NULL);
        CU_ASSERT_EQUAL(r.status, REFPATH_OK);
        rp_load_result_free(&r);
        rp_load_with(&r, documents[i], &options);
        CU_ASSERT_EQUAL(r.status, REFPATH_LIMIT_EXCEEDED);
        CU_ASSERT_STRING_EQUAL(r.problems, too_deep[i]);
        rp_load_result_free(&r);
    }
}

static void include__names_are_relative_to_where_they_stand(void) {
    static const char *const pairs[] = {"a.xml",     RP_DOCUMENT(INCLUDE("x/b.xml")),
                                        "x/b.xml",   RP_DOCUMENT(INCLUDE("y/c.xml") INCLUDE("../d.xml")),
                                        "x/y/c.xml", RP_DOCUMENT(INCLUDE("../../x/./e.xml")),
                                        "x/e.xml",   ITEM("e"),
                                        "d.xml",     ITEM("d"),
                                        NULL};
    rp_expect(pairs, "protocol=p[items[item=e] items[item=d]]", "");
}

static void include__documents_are_in_order_of_inclusion(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml") INCLUDE("d.xml")),
                                        "b.xml", RP_DOCUMENT(INCLUDE("c.xml")),
                                        "c.xml", RP_DOCUMENT(""),
                                        "d.xml", RP_DOCUMENT(""),
                                        NULL};
    rp_load_result r;
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL_FATAL(r.model.documents.n, 4);
    for (size_t i = 0; i < 4; i++) {
        CU_ASSERT_STRING_EQUAL(r.model.documents.at[i].name, pairs[2 * i]);
    }
    rp_load_result_free(&r);
}

static void include__a_document_is_included_once(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml") INCLUDE("c.xml") INCLUDE("./b.xml")),
                                        "b.xml", ITEM("b"),
                                        "c.xml", RP_DOCUMENT(INCLUDE("b.xml") "<clocks/>"),
                                        NULL};
    rp_load_result r;
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_STRING_EQUAL(r.outline, "protocol=p[items[item=b] clocks]");
    CU_ASSERT_EQUAL(r.model.documents.n, 3);
    CU_ASSERT_EQUAL(r.documents.asked, 2);
    rp_load_result_free(&r);
}

static void include__a_circle_is_an_error_where_it_closes(void) {
    static const char *const pairs[] = {
        "a.xml", RP_DOCUMENT(INCLUDE("b.xml")),      "b.xml", RP_DOCUMENT(INCLUDE("c.xml")),
        "c.xml", RP_DOCUMENT("\n" INCLUDE("b.xml")), NULL};
    static const char *const self[] = {"dir/a.xml", RP_DOCUMENT(INCLUDE("a.xml")), "a.xml", ITEM("a"), NULL};
    rp_expect(pairs, "", "c.xml:2:10 include-circle");
    rp_expect(self, "", "1:84 include-circle");
}

static void include__names_that_lead_out_are_refused(void) {
    static const char *const hrefs[] = {"../b.xml",   "x/../../b.xml",
                                        "/b.xml",     "b.xml/",
                                        "x//b.xml",   ".",
                                        "..",         "x/..",
                                        "file:b.xml", "c:b.xml",
                                        "x\\b.xml",   "%2e%2e/b.xml",
                                        "b.xml?x",    "b.xml#x",
                                        "",           "standard/../b.xml/../../c.xml",
                                        "*.xml"};
    for (size_t i = 0; i < sizeof hrefs / sizeof *hrefs; i++) {
        char text[300];
        const char *const pairs[] = {"a.xml", text, "b.xml", ITEM("b"), NULL};
        (void)snprintf(text, sizeof text, "%s<include href='%s'/></protocol>", RP_HEAD, hrefs[i]);
        rp_expect(pairs, "", "1:84 include-path");
    }
}

static void include__what_is_not_there_is_an_error_of_the_include(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml") INCLUDE("c.xml") "<itmes/>"), "b.xml",
                                        RP_DOCUMENT("\n" INCLUDE("d.xml")), NULL};
    rp_expect(pairs, "", "1:107 file-not-readable 1:121 unknown-element b.xml:2:10 file-not-readable");
}

static void include__the_version_asked_for_is_that_of_the_document(void) {
    static const char *const good[] = {"a.xml", RP_DOCUMENT("<include href='b.xml' version=' 1 '/>"), "b.xml",
                                       RP_DOCUMENT("<items/>"), NULL};
    static const char *const bad[] = {"a.xml", RP_DOCUMENT("<include href='b.xml' version='2'/>"), "b.xml",
                                      RP_DOCUMENT("<items/>"), NULL};
    static const char *const later[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml") "<include href='b.xml' version='2'/>"),
                                        "b.xml", RP_DOCUMENT("<items/>"), NULL};
    rp_expect(good, "protocol=p[items]", "");
    rp_expect(bad, "", "1:97 include-version");
    rp_expect(later, "", "1:120 include-version");
}

static void include__names_of_the_standard_are_not_looked_for_elsewhere(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT(INCLUDE("standard/nothing-of-the-kind.xml")),
                                        "standard/nothing-of-the-kind.xml", ITEM("a"), NULL};
    static const char *const below[] = {"a.xml", RP_DOCUMENT(INCLUDE("x/b.xml")), "x/b.xml",
                                        RP_DOCUMENT(INCLUDE("../standard/nothing-of-the-kind.xml")), NULL};
    rp_expect(pairs, "", "1:84 unknown-standard");
    rp_expect(below, "", "x/b.xml:1:84 unknown-standard");
}

static void include__texts_keep_the_language_of_their_document(void) {
    static const char *const pairs[] = {
        "a.xml",
        RP_DOCUMENT(INCLUDE("b.xml")),
        "b.xml",
        "<protocol xmlns='urn:refpath:protocol:1' id='b' version='1' xml:lang='fr'><parties><party "
        "id='x'><label>X</label>"
        "<label xml:lang='es'>X</label></party></parties>" INCLUDE("c.xml") "</protocol>",
        "c.xml",
        RP_SECTION("parties", "<party id='y'><label>Y</label></party>"),
        NULL};
    static const char *const languages[] = {"fr", "es", "fr"};
    rp_load_result r;
    size_t n = 0;
    rp_load_with(&r, pairs, NULL);
    for (rp_node s = rp_node_first(&r.model, r.model.root); s; s = rp_node_next(&r.model, s)) {
        rp_node party = rp_node_first(&r.model, s);
        for (rp_node t = rp_node_first(&r.model, party); t; t = rp_node_next(&r.model, t)) {
            CU_ASSERT_TRUE(n < 3 && rp_str_is(rp_node_language(&r.model, t), languages[n]));
            n++;
        }
    }
    CU_ASSERT_EQUAL(n, 3);
    rp_load_result_free(&r);
}

static void include__the_number_of_documents_has_a_limit(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml") INCLUDE("b.xml") INCLUDE("c.xml")),
                                        "b.xml", ITEM("b"),
                                        "c.xml", ITEM("c"),
                                        NULL};
    refpath_load_options options = {.size = sizeof options, .most_documents = 2};
    rp_load_result r;
    rp_load_with(&r, pairs, &options);
    CU_ASSERT_EQUAL(r.status, REFPATH_LIMIT_EXCEEDED);
    CU_ASSERT_STRING_EQUAL(r.problems, "1:130 too-many-documents");
    rp_load_result_free(&r);
}

static void include__bytes_and_elements_are_counted_over_all_documents(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml")), "b.xml", ITEM("b"), NULL};
    refpath_load_options options = {.size = sizeof options, .most_bytes = 150};
    rp_load_result r;
    rp_load_with(&r, pairs, &options);
    CU_ASSERT_EQUAL(r.status, REFPATH_LIMIT_EXCEEDED);
    CU_ASSERT_STRING_EQUAL(r.problems, "1:84 file-too-large");
    rp_load_result_free(&r);
    options = (refpath_load_options){.size = sizeof options, .most_elements = 3};
    rp_load_with(&r, pairs, &options);
    CU_ASSERT_EQUAL(r.status, REFPATH_LIMIT_EXCEEDED);
    CU_ASSERT_STRING_EQUAL(r.problems, "b.xml:1:39 too-many-elements");
    rp_load_result_free(&r);
}

static refpath_status give_up(void *user, const char *name, const char **bytes, size_t *n) {
    (void)name;
    (void)bytes;
    (void)n;
    return *(refpath_status *)user;
}

static void include__what_the_callback_gives_comes_back(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml")), NULL};
    refpath_status statuses[] = {REFPATH_CANCELLED, REFPATH_IO, REFPATH_LIMIT_EXCEEDED, REFPATH_OUT_OF_MEMORY};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        refpath_load_options options = {.size = sizeof options, .include = give_up, .user = &statuses[i]};
        rp_load_result r;
        rp_load_with(&r, pairs, &options);
        CU_ASSERT_EQUAL(r.status, statuses[i]);
        rp_load_result_free(&r);
    }
}

/* -- files ------------------------------------------------------------------------------------------------------- */

typedef struct place {
    char folder[64];
    refpath_diags *diags;
    rp_model model;
} place;

static void write_file(const place *p, const char *name, const char *text) {
    char path[200];
    FILE *file;
    (void)snprintf(path, sizeof path, "%s/%s", p->folder, name);
    file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static void in_folder(const place *p, const char *name, char path[200]) {
    (void)snprintf(path, 200, "%s/%s", p->folder, name);
}

static void make_folder(place *p) {
    char path[200];
    (void)snprintf(p->folder, sizeof p->folder, "refpath-include-%ld", (long)getpid());
    CU_ASSERT_EQUAL_FATAL(mkdir(p->folder, 0700), 0);
    in_folder(p, "in", path);
    CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
    in_folder(p, "in/sub", path);
    CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
    write_file(p, "out.xml", ITEM("out"));
    write_file(p, "in/sub/b.xml", ITEM("b"));
}

static void remove_folder(const place *p) {
    static const char *const names[] = {"in/a.xml", "in/sub/b.xml", "in/link.xml", "in/linked", "in/pipe",
                                        "in/sub",   "in",           "out.xml",     ""};
    char path[200];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        in_folder(p, names[i], path);
        (void)remove(path);
    }
}

/* Loads in/a.xml, which includes `href`; the code of the first problem, or "". */
static const char *load_in(place *p, const char *href, refpath_status *status) {
    char text[300], path[200];
    refpath_problem problem = {.size = sizeof problem};
    refpath_load_options options;
    rp_alloc alloc;
    (void)snprintf(text, sizeof text, "%s<include href='%s'/></protocol>", RP_HEAD, href);
    write_file(p, "in/a.xml", text);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_load_options_fill(&options, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&p->diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(rp_model_init(&p->model, &alloc), REFPATH_OK);
    in_folder(p, "in/a.xml", path);
    *status = rp_xml_load_file(&p->model, path, &options, p->diags);
    return refpath_diags_get(p->diags, 0, &problem) == REFPATH_OK ? problem.code : "";
}

static void done(place *p) {
    rp_model_free(&p->model);
    refpath_diags_free(p->diags);
}

static void refused(place *p, const char *href) {
    refpath_status status;
    CU_ASSERT_STRING_EQUAL(load_in(p, href, &status), "file-not-readable");
    CU_ASSERT_EQUAL(status, REFPATH_INVALID_PROTOCOL);
    done(p);
}

static void file__what_lies_under_the_folder_is_read(void) {
    refpath_status status;
    char shown[200];
    place p;
    make_folder(&p);
    CU_ASSERT_STRING_EQUAL(load_in(&p, "sub/b.xml", &status), "");
    CU_ASSERT_EQUAL(status, REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(p.model.documents.n, 2);
    CU_ASSERT_STRING_EQUAL(p.model.documents.at[0].name, "a.xml");
    CU_ASSERT_STRING_EQUAL(p.model.documents.at[1].name, "sub/b.xml");
    in_folder(&p, "in/sub/b.xml", shown);
    CU_ASSERT_STRING_EQUAL(p.model.documents.at[1].shown, shown);
    done(&p);
    remove_folder(&p);
}

static void file__links_are_not_followed(void) {
    char path[200];
    place p;
    make_folder(&p);
    in_folder(&p, "in/link.xml", path);
    CU_ASSERT_EQUAL(symlink("../out.xml", path), 0);
    in_folder(&p, "in/linked", path);
    CU_ASSERT_EQUAL(symlink("..", path), 0);
    refused(&p, "link.xml");
    refused(&p, "linked/out.xml");
    refused(&p, "sub/../linked/out.xml");
    remove_folder(&p);
}

static void file__only_regular_files_are_read_and_nothing_waits(void) {
    char path[200];
    place p;
    make_folder(&p);
    in_folder(&p, "in/pipe", path);
    CU_ASSERT_EQUAL(mkfifo(path, 0600), 0);
    refused(&p, "pipe");
    refused(&p, "sub");
    refused(&p, "nothing.xml");
    refused(&p, "sub/nothing.xml");
    refused(&p, "nothing/b.xml");
    remove_folder(&p);
}

static void file__one_that_is_not_there_cannot_be_loaded(void) {
    refpath_problem problem = {.size = sizeof problem};
    refpath_load_options options;
    rp_alloc alloc;
    static const char *const paths[] = {"no-such-folder/a.xml", "no-such-file.xml", ".", "", "/"};
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_load_options_fill(&options, NULL), REFPATH_OK);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        place p;
        CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&p.diags, 0, NULL), REFPATH_OK);
        CU_ASSERT_EQUAL_FATAL(rp_model_init(&p.model, &alloc), REFPATH_OK);
        CU_ASSERT_EQUAL(rp_xml_load_file(&p.model, paths[i], &options, p.diags), REFPATH_IO);
        CU_ASSERT_EQUAL_FATAL(refpath_diags_get(p.diags, 0, &problem), REFPATH_OK);
        CU_ASSERT_STRING_EQUAL(problem.code, "file-not-readable");
        done(&p);
    }
}

static void file__its_bytes_have_a_limit(void) {
    refpath_load_options given = {.size = sizeof given, .most_bytes = 150}, options;
    refpath_status status;
    char path[200];
    place p;
    make_folder(&p);
    (void)load_in(&p, "sub/b.xml", &status);
    CU_ASSERT_EQUAL(status, REFPATH_OK);
    rp_model_free(&p.model);
    for (size_t most = 150; most > 0; most = most == 150 ? 10 : 0) { /* past it with the second file, then the first */
        refpath_problem problem = {.size = sizeof problem};
        rp_alloc alloc;
        given.most_bytes = most;
        refpath_diags_clear(p.diags);
        CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
        CU_ASSERT_EQUAL_FATAL(rp_load_options_fill(&options, &given), REFPATH_OK);
        CU_ASSERT_EQUAL_FATAL(rp_model_init(&p.model, &alloc), REFPATH_OK);
        in_folder(&p, "in/a.xml", path);
        CU_ASSERT_EQUAL(rp_xml_load_file(&p.model, path, &options, p.diags), REFPATH_LIMIT_EXCEEDED);
        CU_ASSERT_EQUAL_FATAL(refpath_diags_get(p.diags, 0, &problem), REFPATH_OK);
        CU_ASSERT_STRING_EQUAL(problem.code, "file-too-large");
        CU_ASSERT_EQUAL(problem.position.line, most == 150 ? 1 : 0);
        rp_model_free(&p.model);
    }
    refpath_diags_free(p.diags);
    remove_folder(&p);
}

static void file__without_a_file_there_is_no_folder(void) {
    rp_expect_one(RP_DOCUMENT(INCLUDE("b.xml")), "", "1:84 file-not-readable");
}

static place at;

static void load_without_memory(rp_fail_alloc *memory) {
    refpath_load_options options = {.size = sizeof options, .allocator = &memory->hooks}, full;
    char path[200];
    rp_model model;
    rp_alloc alloc;
    refpath_diags *diags;
    refpath_status status;
    in_folder(&at, "in/a.xml", path);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    CU_ASSERT_EQUAL_FATAL(rp_load_options_fill(&full, &options), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    memset(&model, 0, sizeof model);
    status = rp_model_init(&model, &alloc);
    if (status == REFPATH_OK) {
        status = rp_xml_load_file(&model, path, &full, diags);
    }
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    rp_model_free(&model);
    refpath_diags_free(diags);
}

static void file__without_memory_it_fails_and_leaves_nothing_behind(void) {
    refpath_status status;
    make_folder(&at);
    (void)load_in(&at, "sub/b.xml", &status);
    done(&at);
    rp_fail_each(load_without_memory);
    remove_folder(&at);
}

RP_SUITE(RP_TEST(include__what_is_included_stands_in_its_place),
         RP_TEST(include__of_a_protocol_the_sections_alone_are_taken),
         RP_TEST(include__depth_counts_in_the_place_of_the_include),
         RP_TEST(include__names_are_relative_to_where_they_stand),
         RP_TEST(include__documents_are_in_order_of_inclusion), RP_TEST(include__a_document_is_included_once),
         RP_TEST(include__a_circle_is_an_error_where_it_closes), RP_TEST(include__names_that_lead_out_are_refused),
         RP_TEST(include__what_is_not_there_is_an_error_of_the_include),
         RP_TEST(include__the_version_asked_for_is_that_of_the_document),
         RP_TEST(include__names_of_the_standard_are_not_looked_for_elsewhere),
         RP_TEST(include__texts_keep_the_language_of_their_document),
         RP_TEST(include__the_number_of_documents_has_a_limit),
         RP_TEST(include__bytes_and_elements_are_counted_over_all_documents),
         RP_TEST(include__what_the_callback_gives_comes_back), RP_TEST(file__what_lies_under_the_folder_is_read),
         RP_TEST(file__links_are_not_followed), RP_TEST(file__only_regular_files_are_read_and_nothing_waits),
         RP_TEST(file__one_that_is_not_there_cannot_be_loaded), RP_TEST(file__its_bytes_have_a_limit),
         RP_TEST(file__without_a_file_there_is_no_folder),
         RP_TEST(file__without_memory_it_fails_and_leaves_nothing_behind))
