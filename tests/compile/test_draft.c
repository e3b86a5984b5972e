/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include <refpath/draft.h>

#include "compile/written.h"

#include "base/text.h"

static refpath_draft *new_draft(void) {
    refpath_draft *draft = NULL;
    CU_ASSERT_EQUAL_FATAL(refpath_draft_new(&draft, "mission", "en", NULL), REFPATH_OK);
    return draft;
}

static refpath_element add(refpath_draft *draft, refpath_element parent, const char *name) {
    refpath_element element = 0;
    CU_ASSERT_EQUAL_FATAL(refpath_draft_add(draft, &element, parent, name, NULL), REFPATH_OK);
    CU_ASSERT_NOT_EQUAL(element, 0);
    return element;
}

static void set(refpath_draft *draft, refpath_element element, const char *attribute, const char *value) {
    CU_ASSERT_EQUAL(refpath_draft_set(draft, element, attribute, value, NULL), REFPATH_OK);
}

static char *written_draft(const refpath_draft *draft) {
    rp_alloc alloc;
    rp_buffer out;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_buffer_init(&out, &alloc, false);
    CU_ASSERT_EQUAL(refpath_draft_write(draft, rp_buffer_write, &out), REFPATH_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(out.at);
    return out.at;
}

/* The one problem of a call, told in a line. */
static const char *told(refpath_diags *diags) {
    static char line[400];
    refpath_problem problem;
    problem.size = sizeof problem;
    line[0] = '\0';
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 1);
    if (refpath_diags_get(diags, 0, &problem) == REFPATH_OK) {
        written_tell(&problem, line, sizeof line);
    }
    refpath_diags_clear(diags);
    return line;
}

static void new__has_a_head_and_compiles(void) {
    refpath_draft *draft = new_draft();
    refpath_protocol *p = NULL;
    CU_ASSERT_EQUAL_FATAL(refpath_draft_compile(&p, draft, NULL, NULL), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(p->id, "mission");
    CU_ASSERT_STRING_EQUAL(p->version, "1");
    CU_ASSERT_STRING_EQUAL(p->language, "en");
    CU_ASSERT_STRING_EQUAL(p->status, "draft");
    refpath_protocol_unref(p);
    refpath_draft_free(draft);
}

static void new__refuses_what_is_no_id_or_no_language(void) {
    refpath_draft *draft = (refpath_draft *)1;
    CU_ASSERT_EQUAL(refpath_draft_new(&draft, "1 2", "en", NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_PTR_NULL(draft);
    CU_ASSERT_EQUAL(refpath_draft_new(&draft, "a", "not a tag", NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_new(&draft, NULL, "en", NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_new(&draft, "a", NULL, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_new(NULL, "a", "en", NULL), REFPATH_INVALID_ARGUMENT);
    refpath_draft_free(NULL);
}

static void add__only_what_may_stand_there(void) {
    refpath_draft *draft = new_draft();
    refpath_element root = refpath_draft_root(draft), steps = add(draft, add(draft, root, "pathways"), "pathway");
    refpath_element none = 7;
    refpath_diags *diags;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_draft_add(draft, &none, root, "step", diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_EQUAL(none, 0);
    CU_ASSERT_STRING_EQUAL(told(diags), "draft-element element=step parent=protocol\n");
    CU_ASSERT_EQUAL(refpath_draft_add(draft, NULL, root, "nothing", diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_STRING_EQUAL(told(diags), "draft-element element=nothing parent=protocol\n");
    CU_ASSERT_EQUAL(refpath_draft_add(draft, NULL, steps, "when", diags), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_draft_add(draft, NULL, steps, "when", diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_STRING_EQUAL(told(diags), "draft-element element=when parent=pathway\n");
    CU_ASSERT_EQUAL(refpath_draft_add(draft, NULL, root, "include", diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_STRING_EQUAL(told(diags), "draft-element element=include parent=protocol\n");
    CU_ASSERT_EQUAL(refpath_draft_add(draft, NULL, 0, "items", diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_add(draft, NULL, 9999, "items", diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_add(draft, NULL, root, NULL, diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_add(NULL, NULL, root, "items", diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 0);
    refpath_diags_free(diags);
    refpath_draft_free(draft);
}

static void set__only_what_the_element_has_and_its_type_allows(void) {
    refpath_draft *draft = new_draft();
    refpath_element place = add(draft, add(draft, refpath_draft_root(draft), "places"), "place");
    refpath_diags *diags;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_draft_set(draft, place, "min", "1", diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_STRING_EQUAL(told(diags), "draft-attribute attribute=min element=place\n");
    CU_ASSERT_EQUAL(refpath_draft_set(draft, place, "colour", "red", diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_STRING_EQUAL(told(diags), "draft-attribute attribute=colour element=place\n");
    CU_ASSERT_EQUAL(refpath_draft_set(draft, place, "id", "two words", diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 1);
    refpath_diags_clear(diags);
    CU_ASSERT_EQUAL(refpath_draft_set(draft, place, "id", "port", diags), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_draft_find(draft, "place", "port"), place);
    CU_ASSERT_EQUAL(refpath_draft_set(draft, place, "id", NULL, diags), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_draft_find(draft, "place", "port"), 0);
    CU_ASSERT_EQUAL(refpath_draft_set(draft, place, NULL, "x", diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_set(draft, 999, "id", "x", diags), REFPATH_INVALID_ARGUMENT);
    refpath_diags_free(diags);
    refpath_draft_free(draft);
}

static void text__only_where_the_format_has_one(void) {
    refpath_draft *draft = new_draft();
    refpath_element place = add(draft, add(draft, refpath_draft_root(draft), "places"), "place");
    refpath_element label = add(draft, place, "label");
    refpath_diags *diags;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_draft_text(draft, place, "Port", diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_STRING_EQUAL(told(diags), "draft-text element=place\n");
    CU_ASSERT_EQUAL(refpath_draft_text(draft, label, "a\x1b[31m", diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 1);
    CU_ASSERT_EQUAL(refpath_draft_text(draft, label, NULL, diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_text(draft, label, "Port & \"dock\" <1>", NULL), REFPATH_OK);
    refpath_diags_free(diags);
    refpath_draft_free(draft);
}

static void remove__takes_all_that_stands_in_it_but_never_the_root(void) {
    refpath_draft *draft = new_draft();
    refpath_element root = refpath_draft_root(draft), places = add(draft, root, "places"),
                    place = add(draft, places, "place");
    set(draft, place, "id", "port");
    CU_ASSERT_EQUAL(refpath_draft_find(draft, NULL, "port"), place);
    CU_ASSERT_EQUAL(refpath_draft_find(draft, "item", "port"), 0);
    CU_ASSERT_EQUAL(refpath_draft_find(draft, "nothing", "port"), 0);
    CU_ASSERT_EQUAL(refpath_draft_remove(draft, places), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_draft_find(draft, NULL, "port"), 0);
    CU_ASSERT_EQUAL(refpath_draft_remove(draft, root), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_remove(draft, 0), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_remove(NULL, places), REFPATH_INVALID_ARGUMENT);
    refpath_draft_free(draft);
}

/* The place that was taken out, and the label in it, which had a number too. */
static void remove__what_is_gone_can_be_named_no_more(void) {
    refpath_draft *draft = new_draft();
    refpath_element root = refpath_draft_root(draft), places = add(draft, root, "places"),
                    place = add(draft, places, "place"), label = add(draft, place, "label"), none = 7;
    refpath_diags *diags;
    char *before, *after;
    set(draft, add(draft, places, "place"), "id", "stays");
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(refpath_draft_remove(draft, place), REFPATH_OK);
    before = written_draft(draft);
    CU_ASSERT_EQUAL(refpath_draft_set(draft, place, "id", "port", diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_set(draft, place, "id", NULL, diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_text(draft, label, "Port", diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_add(draft, &none, place, "place", diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(none, 0);
    CU_ASSERT_EQUAL(refpath_draft_remove(draft, place), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_remove(draft, label), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 0);
    CU_ASSERT_TRUE(add(draft, places, "place") > label);
    CU_ASSERT_EQUAL(refpath_draft_remove(draft, refpath_draft_find(draft, "place", "stays")), REFPATH_OK);
    after = written_draft(draft);
    CU_ASSERT_PTR_NOT_NULL(strstr(before, "stays"));
    CU_ASSERT_PTR_NULL(strstr(after, "stays"));
    free(before);
    free(after);
    refpath_diags_free(diags);
    refpath_draft_free(draft);
}

static refpath_draft *small_mission(void) {
    refpath_draft *draft = new_draft();
    refpath_element root = refpath_draft_root(draft), place = add(draft, add(draft, root, "places"), "place"), label;
    set(draft, root, "status", "adopted");
    set(draft, place, "id", "port");
    set(draft, place, "time-zone", "Africa/Nairobi");
    label = add(draft, place, "label");
    CU_ASSERT_EQUAL(refpath_draft_text(draft, label, "Port & \"dock\" <1>", NULL), REFPATH_OK);
    return draft;
}

static void compile__says_what_the_draft_says_and_leaves_it_open_for_change(void) {
    refpath_draft *draft = small_mission();
    refpath_protocol *p = NULL;
    CU_ASSERT_EQUAL_FATAL(refpath_draft_compile(&p, draft, NULL, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(p->places.entries.n, 1);
    CU_ASSERT_STRING_EQUAL(rp_zone_name(p->root_zone), "Africa/Nairobi");
    CU_ASSERT_STRING_EQUAL(p->status, "adopted");
    set(draft, refpath_draft_find(draft, "place", "port"), "id", "dock");
    CU_ASSERT_STRING_EQUAL(p->places.entries.at[0].id, "port");
    refpath_draft_free(draft);
    CU_ASSERT_STRING_EQUAL(p->places.entries.at[0].id, "port");
    refpath_protocol_unref(p);
}

static void compile__problems_have_the_lines_of_what_would_be_written(void) {
    refpath_draft *draft = small_mission();
    refpath_protocol *p = NULL;
    refpath_problem problem;
    refpath_diags *diags;
    char *xml;
    uint32_t line = 1;
    set(draft, refpath_draft_find(draft, "place", "port"), "time-zone", "Mars/Olympus");
    xml = written_draft(draft);
    for (const char *at = xml; at < strstr(xml, "time-zone"); at++) {
        line += *at == '\n';
    }
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_draft_compile(&p, draft, NULL, diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_PTR_NULL(p);
    problem.size = sizeof problem;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_get(diags, 0, &problem), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(problem.code, "unknown-time-zone");
    CU_ASSERT_STRING_EQUAL(problem.position.file, "mission.xml");
    CU_ASSERT_EQUAL(problem.position.line, line);
    CU_ASSERT_TRUE(line > 1);
    refpath_diags_free(diags);
    free(xml);
    refpath_draft_free(draft);
}

static void compile__what_the_format_requires_is_asked_for_then(void) {
    refpath_draft *draft = new_draft();
    refpath_protocol *p = NULL;
    refpath_diags *diags;
    add(draft, add(draft, refpath_draft_root(draft), "places"), "place"); /* without an id */
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_draft_compile(&p, draft, NULL, diags), REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 1);
    CU_ASSERT_EQUAL(refpath_draft_compile(NULL, draft, NULL, diags), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_draft_compile(&p, NULL, NULL, diags), REFPATH_INVALID_ARGUMENT);
    refpath_diags_free(diags);
    refpath_draft_free(draft);
}

static void write__what_was_loaded_again_is_written_the_same(void) {
    refpath_draft *draft = small_mission(), *again = NULL;
    refpath_protocol *p = NULL;
    char *first = written_draft(draft), *second;
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_load_memory(&p, first, strlen(first), "mission.xml", NULL, NULL),
                          REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(refpath_draft_from_protocol(&again, p, NULL), REFPATH_OK);
    refpath_protocol_unref(p);
    second = written_draft(again);
    CU_ASSERT_STRING_EQUAL(first, second);
    CU_ASSERT_PTR_NOT_NULL(strstr(first, "&amp;"));
    CU_ASSERT_PTR_NOT_NULL(strstr(first, "&lt;1"));
    free(first);
    free(second);
    refpath_draft_free(draft);
    refpath_draft_free(again);
    CU_ASSERT_EQUAL(refpath_draft_write(NULL, rp_buffer_write, NULL), REFPATH_INVALID_ARGUMENT);
}

static void from_protocol__a_change_leaves_the_protocol_as_it_was(void) {
    refpath_protocol *p = load("<places><place id='port'/></places>"), *changed = NULL;
    refpath_draft *draft = NULL;
    CU_ASSERT_EQUAL_FATAL(refpath_draft_from_protocol(&draft, p, NULL), REFPATH_OK);
    set(draft, refpath_draft_find(draft, "place", "port"), "id", "dock");
    CU_ASSERT_EQUAL_FATAL(refpath_draft_compile(&changed, draft, NULL, NULL), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(p->places.entries.at[0].id, "port");
    CU_ASSERT_STRING_EQUAL(changed->places.entries.at[0].id, "dock");
    CU_ASSERT_STRING_EQUAL(changed->status, "adopted");
    refpath_draft_free(draft);
    CU_ASSERT_EQUAL(refpath_draft_from_protocol(&draft, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_PTR_NULL(draft);
    refpath_protocol_unref(changed);
    refpath_protocol_unref(p);
}

/* The one document that the next test includes. */
static refpath_status open_included(void *user, const char *name, const char **bytes, size_t *length) {
    (void)name;
    *bytes = user;
    *length = strlen(user);
    return REFPATH_OK;
}

/* `outer` with `included`, then what a draft of it compiles to, and what that draft writes, loaded. */
typedef struct stages {
    refpath_protocol *read, *compiled, *written;
    char *xml, *again;
} stages;

static void write_again(stages *s) {
    refpath_draft *draft = NULL;
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_load_memory(&s->written, s->xml, strlen(s->xml), NULL, NULL, NULL),
                          REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(refpath_draft_from_protocol(&draft, s->written, NULL), REFPATH_OK);
    s->again = written_draft(draft);
    CU_ASSERT_STRING_EQUAL(s->again, s->xml);
    refpath_draft_free(draft);
}

static stages through_a_draft(const char *outer, char *included) {
    stages s = {NULL, NULL, NULL, NULL, NULL};
    refpath_draft *draft = NULL;
    refpath_load_options options;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.include = open_included;
    options.user = included;
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_load_memory(&s.read, outer, strlen(outer), NULL, &options, NULL),
                          REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(refpath_draft_from_protocol(&draft, s.read, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(refpath_draft_compile(&s.compiled, draft, NULL, NULL), REFPATH_OK);
    s.xml = written_draft(draft);
    refpath_draft_free(draft);
    write_again(&s);
    return s;
}

/* Days and guards are those that were read. */
static void says_the_same(const refpath_protocol *p, const refpath_protocol *read) {
    CU_ASSERT_EQUAL(p->valid_from, read->valid_from);
    CU_ASSERT_EQUAL(p->valid_until, read->valid_until);
    CU_ASSERT_EQUAL(p->review_by, read->review_by);
    CU_ASSERT_STRING_EQUAL(p->status, read->status);
    CU_ASSERT_EQUAL_FATAL(p->model.dropped_guards.n, read->model.dropped_guards.n);
    for (size_t i = 0; i < p->model.dropped_guards.n; i++) {
        CU_ASSERT_STRING_EQUAL(p->model.dropped_guards.at[i], read->model.dropped_guards.at[i]);
    }
}

static void close_stages(stages *s) {
    says_the_same(s->compiled, s->read);
    says_the_same(s->written, s->read);
    free(s->xml);
    free(s->again);
    refpath_protocol_unref(s->read);
    refpath_protocol_unref(s->compiled);
    refpath_protocol_unref(s->written);
}

static void from_protocol__what_included_documents_warn_of_stays(void) {
    static char included[] = "<protocol xmlns='urn:refpath:protocol:1' id='i' version='1' xml:lang='en'"
                             " valid-until='2027-06-30' review-by='2026-12-31' guards-dropped='old never'><consent>"
                             "<rule id='never' effect='forbid'/><rule id='nor-this' effect='forbid'/></consent>"
                             "</protocol>";
    static const char outer[] = "<protocol xmlns='urn:refpath:protocol:1' id='o' version='1' xml:lang='en'"
                                " valid-until='2028-01-01'><include href='i.xml'/><drop ref='never' because='law'/>"
                                "<drop ref='nor-this' because='law'/></protocol>";
    stages s = through_a_draft(outer, included);
    CU_ASSERT_EQUAL_FATAL(s.read->model.dropped_guards.n, 3);
    CU_ASSERT_STRING_EQUAL(s.read->model.dropped_guards.at[2], "nor-this");
    CU_ASSERT_PTR_NOT_NULL(strstr(s.xml, " valid-until=\"2027-06-30\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(s.xml, " review-by=\"2026-12-31\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(s.xml, " guards-dropped=\"old never nor-this\""));
    CU_ASSERT_PTR_NULL(strstr(s.xml, "included-until"));
    close_stages(&s);
}

/* It says both at once, as it did: that it does not count yet, and that it does no longer. */
static void from_protocol__what_ended_before_all_began_stays_so(void) {
    static char included[] = "<protocol xmlns='urn:refpath:protocol:1' id='i' version='1' xml:lang='en'"
                             " valid-until='2026-01-31'/>";
    static const char outer[] = "<protocol xmlns='urn:refpath:protocol:1' id='o' version='1' xml:lang='en'"
                                " valid-from='2026-03-01' valid-until='2028-01-01'><include href='i.xml'/></protocol>";
    stages s = through_a_draft(outer, included);
    CU_ASSERT_TRUE(s.read->valid_until < s.read->valid_from);
    CU_ASSERT_PTR_NOT_NULL(strstr(s.xml, " valid-until=\"2028-01-01\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(s.xml, " included-until=\"2026-01-31\""));
    close_stages(&s);
}

static void from_protocol__what_says_none_of_this_is_written_without(void) {
    static char included[] = "<protocol xmlns='urn:refpath:protocol:1' id='i' version='1' xml:lang='en'/>";
    static const char outer[] = "<protocol xmlns='urn:refpath:protocol:1' id='o' version='1' xml:lang='en'>"
                                "<include href='i.xml'/></protocol>";
    stages s = through_a_draft(outer, included);
    CU_ASSERT_STRING_EQUAL(s.xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<protocol "
                                  "xmlns=\"urn:refpath:protocol:1\" id=\"o\" version=\"1\" xml:lang=\"en\"/>\n");
    close_stages(&s);
}

static void copy_without_memory(rp_fail_alloc *memory) {
    refpath_protocol *p = NULL;
    refpath_draft *draft = NULL;
    refpath_status status;
    static const char xml[] = "<protocol xmlns='urn:refpath:protocol:1' id='o' version='1' xml:lang='en'"
                              " guards-dropped='one two'/>";
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_load_memory(&p, xml, sizeof xml - 1, NULL, NULL, NULL), REFPATH_OK);
    status = refpath_draft_from_protocol(&draft, p, &memory->hooks);
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    CU_ASSERT_EQUAL(draft != NULL, status == REFPATH_OK);
    refpath_draft_free(draft);
    refpath_protocol_unref(p);
}

static void from_protocol__each_refused_request_is_told(void) { rp_fail_each(copy_without_memory); }

static void from_protocol__is_freed_with_its_draft(void) {
    refpath_protocol *p = load("<places><place id='port'/></places>");
    refpath_draft *draft = NULL;
    CU_ASSERT_EQUAL_FATAL(refpath_draft_from_protocol(&draft, p, NULL), REFPATH_OK);
    refpath_protocol_unref(p);
    CU_ASSERT_NOT_EQUAL(refpath_draft_find(draft, "place", "port"), 0);
    refpath_draft_free(draft);
}

static refpath_status build(refpath_draft *draft, refpath_protocol **p) {
    refpath_load_options options;
    refpath_element section = 0, item = 0, label = 0;
    refpath_status status = refpath_draft_add(draft, &section, refpath_draft_root(draft), "items", NULL);
    for (int i = 0; status == REFPATH_OK && i < 12; i++) {
        char id[24];
        snprintf(id, sizeof id, "item-%d", i);
        status = refpath_draft_add(draft, &item, section, "item", NULL);
        status = status == REFPATH_OK ? refpath_draft_set(draft, item, "id", id, NULL) : status;
        status = status == REFPATH_OK ? refpath_draft_add(draft, &label, item, "label", NULL) : status;
        status = status == REFPATH_OK ? refpath_draft_text(draft, label, "A label", NULL) : status;
    }
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    return status == REFPATH_OK ? refpath_draft_compile(p, draft, &options, NULL) : status;
}

static void run(rp_fail_alloc *memory) {
    refpath_draft *draft = NULL;
    refpath_protocol *p = NULL;
    refpath_status status = refpath_draft_new(&draft, "mission", "en", &memory->hooks);
    CU_ASSERT_EQUAL(draft != NULL, status == REFPATH_OK);
    if (status == REFPATH_OK) {
        status = build(draft, &p);
    }
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    CU_ASSERT_EQUAL(p != NULL, status == REFPATH_OK);
    refpath_protocol_unref(p);
    refpath_draft_free(draft);
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(run);
}

RP_SUITE(RP_TEST(new__has_a_head_and_compiles), RP_TEST(new__refuses_what_is_no_id_or_no_language),
         RP_TEST(add__only_what_may_stand_there), RP_TEST(set__only_what_the_element_has_and_its_type_allows),
         RP_TEST(text__only_where_the_format_has_one), RP_TEST(remove__takes_all_that_stands_in_it_but_never_the_root),
         RP_TEST(compile__says_what_the_draft_says_and_leaves_it_open_for_change),
         RP_TEST(compile__problems_have_the_lines_of_what_would_be_written),
         RP_TEST(compile__what_the_format_requires_is_asked_for_then),
         RP_TEST(write__what_was_loaded_again_is_written_the_same),
         RP_TEST(from_protocol__a_change_leaves_the_protocol_as_it_was),
         RP_TEST(from_protocol__what_included_documents_warn_of_stays),
         RP_TEST(from_protocol__what_ended_before_all_began_stays_so),
         RP_TEST(from_protocol__what_says_none_of_this_is_written_without),
         RP_TEST(from_protocol__each_refused_request_is_told), RP_TEST(remove__what_is_gone_can_be_named_no_more),
         RP_TEST(from_protocol__is_freed_with_its_draft), RP_TEST(memory__each_refused_request_is_told))
