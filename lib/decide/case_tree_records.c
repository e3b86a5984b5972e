/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The records of a case that is read: consents, refusals, what became of steps. */
#include "base/check.h"
#include "decide/case_edit.h"
#include "decide/clock_text.h"

#include <string.h>

/* One object of a list, on its way into a record; a key that is told of is not looked at again. */
typedef struct rp_record_reader {
    rp_case_edit *e;
    rp_arena *scratch;
    const rp_tree *object;
    rp_case_path path;
    unsigned told;
} rp_record_reader;

static const rp_tree *take_value(rp_record_reader *r, const char *key, unsigned told, rp_tree_kind kind,
                                 const char *notation) {
    const rp_tree *value = rp_tree_get(r->object, key);
    rp_case_path path = rp_case_path_key(&r->path, key);
    if (value && !rp_case_tree_is(r->e, value, kind, &path, notation)) {
        r->told |= told;
        value = NULL;
    }
    return value;
}

static const char *take_text(rp_record_reader *r, const char *key, unsigned told) {
    const rp_tree *value = take_value(r, key, told, RP_TREE_TEXT, "\"id\"");
    return value ? value->text : NULL;
}

static refpath_status take_moment(rp_record_reader *r, const char *key, unsigned told, int64_t *moment) {
    const rp_tree *value = take_value(r, key, told, RP_TREE_TEXT, "\"2026-11-23T10:00:00Z\"");
    rp_case_path path = rp_case_path_key(&r->path, key);
    refpath_status status;
    *moment = REFPATH_NO_TIME;
    status = value ? rp_moment_read(rp_str_of(value->text), moment) : REFPATH_OK;
    if (status == REFPATH_INVALID_ARGUMENT) {
        rp_case_problem(r->e, RP_PROBLEM_CASE_BAD_MOMENT, &path);
        r->told |= told;
        *moment = REFPATH_NO_TIME;
        return REFPATH_OK;
    }
    return status;
}

/* -- consents ------------------------------------------------------------------------------------------ */

static refpath_status take_scope(rp_record_reader *r, const char *key, unsigned told,
                                 refpath_scope *scope) {
    static const char notation[] = "[\"id\"] | \"all\"";
    const rp_tree *value = rp_tree_get(r->object, key);
    rp_case_path path = rp_case_path_key(&r->path, key);
    const char **ids;
    if (!value) {
        return REFPATH_OK;
    }
    scope->all = value->kind == RP_TREE_TEXT && strcmp(value->text, "all") == 0;
    if (scope->all) {
        return REFPATH_OK;
    }
    if (!rp_case_tree_is(r->e, value, RP_TREE_ARRAY, &path, notation)) {
        r->told |= told;
        return REFPATH_OK;
    }
    ids = rp_arena_array(r->scratch, value->n, sizeof *ids);
    RP_HAVE(ids);
    for (const rp_tree *id = value->first; id; id = id->next) {
        rp_case_path item = rp_case_path_item(&path, scope->n_ids);
        if (!rp_case_tree_is(r->e, id, RP_TREE_TEXT, &item, "\"id\"")) {
            r->told |= told;
            return REFPATH_OK;
        }
        ids[scope->n_ids++] = id->text;
    }
    scope->ids = ids;
    return REFPATH_OK;
}

static void take_given(rp_record_reader *r, refpath_consent_record *record) {
    const rp_tree *given = take_value(r, "given", RP_TOLD_GIVEN, RP_TREE_FLAG, "true | false");
    if (given) {
        record->given = given->number != 0;
    } else if (!(r->told & RP_TOLD_GIVEN)) {
        rp_case_problem_with(r->e, RP_PROBLEM_CASE_MISSING_KEY, &r->path, "given");
        r->told |= RP_TOLD_GIVEN;
    }
}

/* A refusal does not run out, and is not withdrawn: who changes their mind gives a consent. */
static void refuse_end(rp_record_reader *r, const char *key, unsigned told) {
    if (rp_tree_get(r->object, key)) {
        rp_case_problem_with(r->e, RP_PROBLEM_CASE_NOT_ALLOWED, &r->path, key);
        r->told |= told;
    }
}

static refpath_status take_ends(rp_record_reader *r, refpath_consent_record *record) {
    if (!record->given && !(r->told & RP_TOLD_GIVEN)) {
        refuse_end(r, "until", RP_TOLD_UNTIL);
        refuse_end(r, "withdrawn", RP_TOLD_WITHDRAWN);
        return REFPATH_OK;
    }
    RP_TRY(take_moment(r, "until", RP_TOLD_UNTIL, &record->until));
    return take_moment(r, "withdrawn", RP_TOLD_WITHDRAWN, &record->withdrawn);
}

static refpath_status take_consent(rp_record_reader *r) {
    static const char *const keys[] = {"by",         "given",    "at",    "kind",      "form", "items",
                                       "recipients", "purposes", "until", "withdrawn", NULL};
    refpath_consent_record record;
    memset(&record, 0, sizeof record);
    record.size = sizeof record;
    record.until = record.withdrawn = REFPATH_NO_TIME;
    rp_case_tree_keys(r->e, r->object, keys, &r->path,
                      "\"by\", \"given\", \"at\", \"kind\", \"form\", \"items\", \"recipients\", "
                      "\"purposes\", \"until\", \"withdrawn\"");
    record.by = take_text(r, "by", RP_TOLD_BY);
    take_given(r, &record);
    RP_TRY(take_moment(r, "at", RP_TOLD_AT, &record.at));
    record.kind = take_text(r, "kind", RP_TOLD_KIND);
    record.form = take_text(r, "form", RP_TOLD_FORM);
    RP_TRY(take_scope(r, "items", RP_TOLD_ITEMS, &record.items));
    RP_TRY(take_scope(r, "recipients", RP_TOLD_RECIPIENTS, &record.recipients));
    RP_TRY(take_scope(r, "purposes", RP_TOLD_PURPOSES, &record.purposes));
    RP_TRY(take_ends(r, &record));
    return rp_case_put_consent(r->e, &record, r->told, &r->path);
}

refpath_status rp_case_take_consents(rp_case_edit *e, rp_arena *scratch, const rp_tree *consents) {
    rp_case_path path = rp_case_path_of("consents");
    size_t i = 0;
    if (!rp_case_tree_is(e, consents, RP_TREE_ARRAY, &path, "[{\"by\": \"id\"}]")) {
        return REFPATH_OK;
    }
    for (const rp_tree *object = consents->first; object; object = object->next) {
        rp_record_reader r = {e, scratch, object, rp_case_path_item(&path, i++), 0};
        if (rp_case_tree_is(e, object, RP_TREE_OBJECT, &r.path, "{\"by\": \"id\"}")) {
            RP_TRY(take_consent(&r));
        }
    }
    return REFPATH_OK;
}

/* -- what became of steps -------------------------------------------------------------------------------- */

static refpath_status take_entry(rp_record_reader *r) {
    static const char *const keys[] = {"step", "at", "actor", "outcome", NULL};
    refpath_done_record record;
    memset(&record, 0, sizeof record);
    record.size = sizeof record;
    rp_case_tree_keys(r->e, r->object, keys, &r->path, "\"step\", \"at\", \"actor\", \"outcome\"");
    record.step = take_text(r, "step", RP_TOLD_STEP);
    RP_TRY(take_moment(r, "at", RP_TOLD_AT, &record.at));
    record.actor = take_text(r, "actor", RP_TOLD_ACTOR);
    record.outcome = take_text(r, "outcome", RP_TOLD_OUTCOME);
    return rp_case_put_done(r->e, &record, r->told, &r->path);
}

refpath_status rp_case_take_done(rp_case_edit *e, const rp_tree *done) {
    rp_case_path path = rp_case_path_of("done");
    size_t i = 0;
    if (!rp_case_tree_is(e, done, RP_TREE_ARRAY, &path, "[{\"step\": \"id\"}]")) {
        return REFPATH_OK;
    }
    for (const rp_tree *object = done->first; object; object = object->next) {
        rp_record_reader r = {e, NULL, object, rp_case_path_item(&path, i++), 0};
        if (rp_case_tree_is(e, object, RP_TREE_OBJECT, &r.path, "{\"step\": \"id\"}")) {
            RP_TRY(take_entry(&r));
        }
    }
    return REFPATH_OK;
}
