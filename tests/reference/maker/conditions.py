# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Conditions: nested tests of whatever has a value where they stand."""
from .world import element

# Which facts of the request have a value.
FLAG, PATHWAY, UNLESS, RULE = range(4)
REQUEST = {FLAG: [], PATHWAY: ["sender"], UNLESS: ["sender", "recipient", "purpose", "purpose"],
           RULE: ["sender", "recipient", "recipient", "purpose", "purpose", "item", "item"]}


def test_of_number(w, fact, test):
    low, high = sorted([w.rng.randint(fact.min, fact.max), w.rng.randint(fact.min, fact.max)])
    shape = w.rng.randrange(10)
    if shape < 4:
        test.set("min", str(low))
    elif shape < 7:
        test.set("max", str(high))
    elif shape < 9:
        test.set("min", str(low))
        test.set("max", str(high))
    else:
        test.set(w.pick(["min", "max"]), str(w.pick([fact.min - 3, fact.max + 3])))


def test_of_fact(w, fact):
    test = element("test", fact=fact.id)
    if fact.kind == "number":
        test_of_number(w, fact, test)
    elif fact.kind != "flag":
        test.set("in", w.refs(fact.terms.ids))
    return test


def test_of_request(w, name):
    choices = {"sender": w.members, "recipient": w.who, "purpose": w.aims, "item": lambda: w.items.ids}[name]()
    return element("test", fact=name, in_=w.refs(choices))


def readable(w, facts):
    return [f for f in facts if f.kind in ("number", "flag") or f.terms.ids]


def make_test(w, context, facts):
    facts = readable(w, facts)
    request = REQUEST[context]
    if request and w.chance({PATHWAY: 0.08, UNLESS: 0.6, RULE: 0.5}[context]):
        return test_of_request(w, w.pick(request))
    if not facts or w.chance(0.1):
        return element("test", fact="place", in_=w.refs(w.places.ids))
    return test_of_fact(w, w.pick(facts))


def condition(w, context, facts, depth=0):
    if depth >= 2 or w.chance(0.7):
        return make_test(w, context, facts)
    made = element(w.pick(["all", "any", "any", "not"]))
    for _ in range(w.rng.randint(1, 3)):
        made.append(condition(w, context, facts, depth + 1))
    return made


def when(w, context, tag="when", facts=None):
    made = element(tag)
    for _ in range(w.pick([1, 1, 1, 2])):
        made.append(condition(w, context, w.facts if facts is None else facts))
    return made
