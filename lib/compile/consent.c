/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Consent sections, rules, agreements, obligations; and claims, whose references are checked here. */
#include "base/check.h"
#include "compile/build.h"

#include <stdlib.h>

static rp_form form_of(rp_build *b, rp_node node) {
    if (rp_build_is(b, node, RP_ATTRIBUTE_FORM, "written")) {
        return RP_WRITTEN;
    }
    return rp_build_is(b, node, RP_ATTRIBUTE_FORM, "recorded") ? RP_RECORDED : RP_SPOKEN;
}

static unsigned naming_of(rp_build *b, rp_node node) {
    rp_str rest, word;
    unsigned naming = 0;
    if (!rp_node_attribute(b->m, node, RP_ATTRIBUTE_NAMING, &rest)) {
        return 0;
    }
    while (rp_str_word(&rest, &word)) {
        naming |= rp_str_is(word, "item")        ? (unsigned)RP_NAMES_ITEM
                  : rp_str_is(word, "recipient") ? (unsigned)RP_NAMES_RECIPIENT
                                                 : (unsigned)RP_NAMES_PURPOSE;
    }
    return naming;
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Parties in the order of `parties`, whatever order they were written in. */
static refpath_status sort_parties(rp_build *b, rp_refs *by) {
    uint32_t *at = RP_ARENA_ARRAY(b->arena, uint32_t, by->n);
    RP_HAVE(at);
    for (uint32_t i = 0; i < by->n; i++) {
        at[i] = by->at[i];
    }
    qsort(at, by->n, sizeof *at, by_number);
    by->at = at;
    return REFPATH_OK;
}

static refpath_status add_agreement(rp_build *b, rp_node node) {
    rp_agreement *agreement = RP_LIST_ADD(b->arena, &b->p->agreements);
    RP_HAVE(agreement);
    RP_TRY(rp_build_members(b, node, RP_ATTRIBUTE_BY, RP_WHO_PARTY, &agreement->by));
    RP_TRY(sort_parties(b, &agreement->by));
    agreement->assent = rp_build_is(b, node, RP_ATTRIBUTE_KIND, "assent");
    agreement->form = form_of(b, node);
    agreement->valid_for = rp_build_duration(b, node, RP_ATTRIBUTE_VALID_FOR, RP_NO_TIME);
    agreement->naming = naming_of(b, node);
    agreement->earlier = rp_build_true(b, node, RP_ATTRIBUTE_EARLIER);
    return REFPATH_OK;
}

static refpath_status add_obligation(rp_build *b, rp_node node) {
    rp_named *obligation = RP_LIST_ADD(b->arena, &b->p->obligations);
    RP_HAVE(obligation);
    obligation->id = rp_build_text(b, node, RP_ATTRIBUTE_ID);
    obligation->node = node;
    return REFPATH_OK;
}

static refpath_status add_rule(rp_build *b, rp_node node, uint32_t section) {
    refpath_protocol *p = b->p;
    uint32_t number = (uint32_t)p->rules.n, when;
    rp_rule *rule = RP_LIST_ADD(b->arena, &p->rules);
    RP_HAVE(rule);
    rule->id = rp_build_text(b, node, RP_ATTRIBUTE_ID);
    rule->node = node;
    rule->section = section;
    rule->effect = rp_build_is(b, node, RP_ATTRIBUTE_EFFECT, "forbid")   ? RP_FORBID
                   : rp_build_is(b, node, RP_ATTRIBUTE_EFFECT, "permit") ? RP_PERMIT
                                                                         : RP_REQUIRE;
    rule->first_agreement = (uint32_t)p->agreements.n;
    RP_EACH_OF(b->m, child, node, RP_ELEMENT_AGREEMENT) { RP_TRY(add_agreement(b, child)); }
    rule->n_agreements = (uint32_t)p->agreements.n - rule->first_agreement;
    rule->first_obligation = (uint32_t)p->obligations.n;
    RP_EACH_OF(b->m, child, node, RP_ELEMENT_OBLIGATION) { RP_TRY(add_obligation(b, child)); }
    rule->n_obligations = (uint32_t)p->obligations.n - rule->first_obligation;
    if (rule->effect == RP_REQUIRE && rule->n_agreements == 0) {
        rp_build_problem(b, RP_PROBLEM_REQUIRE_WITHOUT_AGREEMENT, node, RP_ATTRIBUTE_EFFECT, rule->id, NULL);
    }
    if (rule->effect == RP_FORBID && rule->n_agreements > 0) {
        rp_build_problem(b, RP_PROBLEM_FORBID_WITH_AGREEMENT,
                         rp_node_first_of(b->m, node, RP_ELEMENT_AGREEMENT), RP_ATTRIBUTE_NONE, rule->id, NULL);
    }
    RP_TRY(rp_build_when(b, node, RP_ELEMENT_WHEN, RP_IN_RULE, &when));
    p->rules.at[number].when = when;
    return REFPATH_OK;
}

refpath_status rp_build_consent(rp_build *b) {
    uint32_t number = 0;
    RP_EACH_OF(b->m, node, b->m->root, RP_ELEMENT_CONSENT) {
        rp_consent_section *section = &b->p->sections.at[number];
        section->first_rule = (uint32_t)b->p->rules.n;
        RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_OVER, RP_TO_SECTION, &section->over));
        RP_EACH_OF(b->m, rule, node, RP_ELEMENT_RULE) { RP_TRY(add_rule(b, rule, number)); }
        section->n_rules = (uint32_t)b->p->rules.n - section->first_rule;
        number++;
    }
    return REFPATH_OK;
}

/* The tests of all rules, each as a condition of its own. Made last: their boxes stand outside the bit vectors. */
static refpath_status add_tests(rp_build *b, rp_node node, rp_rule *rule) {
    RP_EACH(b->m, child, node) {
        if (rp_node_element(b->m, child) == RP_ELEMENT_TEST) {
            rp_rule_test *test = RP_LIST_ADD(b->arena, &b->p->rule_tests);
            RP_HAVE(test);
            test->node = child;
            RP_TRY(rp_build_test(b, child, RP_IN_RULE, &test->condition));
            rule->n_tests++;
        }
        RP_TRY(add_tests(b, child, rule));
    }
    return REFPATH_OK;
}

refpath_status rp_build_rule_tests(rp_build *b) {
    b->p->matcher.n_matched = (uint32_t)b->p->matcher.boxes.n;
    for (size_t i = 0; i < b->p->rules.n; i++) {
        rp_rule *rule = &b->p->rules.at[i];
        rp_node when = rp_node_first_of(b->m, rule->node, RP_ELEMENT_WHEN);
        rule->first_test = (uint32_t)b->p->rule_tests.n;
        RP_TRY(add_tests(b, when, rule));
    }
    return REFPATH_OK;
}

/* -- claims ---------------------------------------------------------------------------------- */

static refpath_status check_never_permitted(rp_build *b, rp_node node) {
    rp_refs refs;
    RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_ITEM, RP_TO_ITEM, &refs));
    RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_TO, RP_TO_WHO, &refs));
    RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_PURPOSE, RP_TO_AIM, &refs));
    return rp_build_refs(b, node, RP_ATTRIBUTE_WITHOUT, RP_TO_PARTY, &refs);
}

static refpath_status check_always_step(rp_build *b, rp_node node) {
    rp_refs refs;
    uint32_t ref;
    RP_TRY(rp_build_ref(b, node, RP_ATTRIBUTE_SERVICE, RP_TO_SERVICE, &ref));
    RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_INFORM, RP_TO_ROLE | RP_TO_PARTY, &refs));
    RP_TRY(rp_build_ref(b, node, RP_ATTRIBUTE_PURPOSE, RP_TO_AIM, &ref));
    return rp_build_ref(b, node, RP_ATTRIBUTE_OF, RP_TO_CLOCK, &ref);
}

static refpath_status check_claim(rp_build *b, rp_node claim) {
    uint32_t when, ref;
    rp_refs refs;
    RP_TRY(rp_build_when(b, claim, RP_ELEMENT_WHEN, RP_IN_FLAG, &when));
    RP_EACH(b->m, node, claim) {
        switch (rp_node_element(b->m, node)) {
        case RP_ELEMENT_NEVER_PERMITTED: RP_TRY(check_never_permitted(b, node)); break;
        case RP_ELEMENT_ALWAYS_STEP: RP_TRY(check_always_step(b, node)); break;
        case RP_ELEMENT_ALWAYS_PROVIDER:
            RP_TRY(rp_build_ref(b, node, RP_ATTRIBUTE_SERVICE, RP_TO_SERVICE, &ref));
            RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_AT, RP_TO_PLACE, &refs));
            break;
        default: break;
        }
    }
    return REFPATH_OK;
}

/* Every citation names a source, wherever it stands. */
static refpath_status check_cites(rp_build *b) {
    uint32_t source;
    rp_node cite = 0;
    while ((cite = rp_node_search(b->m, cite, RP_ELEMENT_CITE)) != 0) {
        RP_TRY(rp_build_ref(b, cite, RP_ATTRIBUTE_SOURCE, RP_TO_SOURCE, &source));
    }
    return REFPATH_OK;
}

refpath_status rp_build_claims(rp_build *b) {
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_CLAIMS) {
        RP_EACH_OF(b->m, node, section, RP_ELEMENT_CLAIM) {
            rp_named *claim = RP_LIST_ADD(b->arena, &b->p->claims);
            RP_HAVE(claim);
            claim->id = rp_build_text(b, node, RP_ATTRIBUTE_ID);
            claim->node = node;
            RP_TRY(check_claim(b, node));
        }
    }
    return check_cites(b);
}
