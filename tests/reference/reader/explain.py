# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Why a decision was made, and what would change it."""
from .conditions import REQUEST, closure, settle, tests_of
from .consent import reduced
from .facts import facts_json


def shown_value(facts, question, test):
    """What is known of a fact, in a few words: values still possible, of a set its terms, open ones with a mark."""
    name = test.fact
    if name in REQUEST:
        return question[name]
    if name == "place":
        return facts.place or "open"
    fact = facts.protocol.facts[name]
    if fact.when is not None:
        return {"certain": "yes", "impossible": "no"}.get(facts.certainty(fact.when, {}), "open")
    if fact.kind == "set":
        yes, no = facts.domains[name]
        words = [t for t in fact.terms if t in yes] + [t + "?" for t in fact.terms if t not in yes | no]
        return " ".join(words) or "none"
    domain = facts.domains[name]
    if fact.kind == "flag":
        return "open" if len(domain) > 1 else "yes" if domain[0] else "no"
    if fact.kind == "choice":
        return "open" if domain == fact.terms.all_leaves() else " ".join(domain)
    is_whole = len(domain) == fact.most - fact.least + 1
    return "open" if is_whole and not facts.is_counted(fact) else ranges(domain)


def ranges(numbers):
    """Numbers, those without a gap between them as one."""
    found = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return " ".join(str(a) if a == b else "%d..%d" % (a, b) for a, b in found)


def shown_test(test, sees):
    """What a test asks for, in the words of the format; nobody is named whom the sender may not see."""
    if test.refs is not None:
        return " ".join(["in"] + [ref for ref in test.refs if test.fact not in ("sender", "recipient") or sees(ref)])
    asked = ["%s %d" % (key, value) for key, value in (("min", test.least), ("max", test.most)) if value is not None]
    return " ".join(asked) or "true"


def named_test(test, sees):
    asked = shown_test(test, sees)
    return test.fact if asked == "true" else test.fact + " " + asked


def test_json(facts, question, parts, asked_of, sees, test):
    """One test with the value read, and whether it holds: yes or no where it does so for all parts."""
    entry = {"fact": test.fact, "value": shown_value(facts, question, test), "test": shown_test(test, sees)}
    outcomes = [held for part in parts for held in facts.ask(test, asked_of[part])[1]]
    entry["holds"] = "yes" if all(outcomes) else "open" if any(outcomes) else "no"
    return entry


def rule_json(facts, question, parts, asked_of, sees, rule):
    """A rule with its tests."""
    entry = {"rule": rule.id, "effect": rule.effect}
    tests = [test_json(facts, question, parts, asked_of, sees, test) for test in tests_of(rule.when)]
    if tests:
        entry["tests"] = tests
    return entry


def kept_from_holding(facts, rule, asked):
    """The tests any one of which alone kept a rule from holding."""
    if any(facts.ask(rule.when, asked)[1]):
        return []
    found = []
    for test in tests_of(rule.when):
        turned = settle(rule.when, asked, test)
        holds = closure(facts.protocol, turned)
        if any(holds(values) for values in facts.space([turned]).completions):
            found.append(test)
    return found


def permits_lacking(parts, decider):
    """For each `permit` rule that holds, and that nothing forbids, the agreements it lacks."""
    found = {}
    for part in parts:
        for outcome in part.outcomes:
            if outcome.word == "permitted" or any(rule.effect == "forbid" for rule in outcome.holding):
                continue
            for rule in outcome.holding:
                if rule.effect == "permit":
                    found.setdefault(rule, []).extend(decider(rule, part, outcome))
    return [reduced(found[rule]) for rule in sorted(found, key=lambda r: r.order)]


def explain(protocol, facts, people, question, decision):
    from .consent import Decider
    parts = [part for _, _, part in decision.parts] or [decision]
    parts = [part for part in parts if part.request is not None]
    asked_of = {part: part.request.facts(protocol, people) for part in parts}
    decider = Decider(protocol, facts, people)

    def lacking(rule, part, _):
        condition = settle(rule.when, asked_of[part])
        space = decider.space([(rule, condition)])
        holds = closure(protocol, condition)
        return [one for values in space.completions if holds(values)
                for one in decider.lacking(rule, condition, values, part.request)]

    def sees(name):
        return people.can_see(question["sender"], name)

    rules = sorted(decision.rules, key=lambda r: r.order)
    why = [rule_json(facts, question, parts, asked_of, sees, rule) for rule in rules]
    change = []
    if decision.missing:
        change.append({"agree": [one.json() for one in decision.missing]})
    for agreements in permits_lacking(parts, lacking):
        entry = {"agree": [one.json() for one in agreements]}
        if agreements and entry not in change:
            change.append(entry)
    for rule in protocol.rules:
        kept = {test for part in parts for test in kept_from_holding(facts, rule, asked_of[part])}
        tests = [test for test in tests_of(rule.when) if test in kept]
        change.extend({"rule": rule.id, "test": named_test(test, sees)} for test in tests)
    change.extend(facts_json(protocol, decision.depends))
    return {key: value for key, value in (("why", why), ("would-change", change)) if value}
