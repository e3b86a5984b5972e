# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Conditions: read, settled for a request, and asked of one completion."""
from .trees import local

REQUEST = ("sender", "recipient", "purpose", "item")


class Test:
    """One test; a request's fact is settled before a completion is asked."""

    def __init__(self, element):
        self.fact = element.get("fact")
        refs = element.get("in")
        self.refs = tuple(refs.split()) if refs is not None else None
        self.least = int(element.get("min")) if element.get("min") is not None else None
        self.most = int(element.get("max")) if element.get("max") is not None else None


def parse(element):
    """The condition of a `when` or `unless`: all that stands in it; nothing for an absent one."""
    if element is None:
        return True
    return ("all", [parse_one(child) for child in element if local(child) in ("test", "all", "any", "not")])


def parse_one(element):
    kind = local(element)
    if kind == "test":
        return Test(element)
    parts = [parse_one(child) for child in element if local(child) in ("test", "all", "any", "not")]
    if kind == "not":
        return ("not", ("all", parts))
    return (kind, parts)


def both(*conditions):
    return ("all", list(conditions))


def child_condition(element, name="when"):
    for child in element:
        if local(child) == name:
            return parse(child)
    return True


def tests_of(condition):
    """All tests, in document order."""
    if isinstance(condition, Test):
        return [condition]
    if isinstance(condition, bool):
        return []
    parts = [condition[1]] if condition[0] == "not" else condition[1]
    return [test for part in parts for test in tests_of(part)]


def settle(condition, request, flipped=None):
    """The condition with the request's facts put in; `flipped` is a test whose outcome is turned round."""
    if isinstance(condition, bool):
        return condition
    if isinstance(condition, Test):
        outcome = condition
        if condition.fact in REQUEST:
            outcome = not request.get(condition.fact, frozenset()).isdisjoint(condition.refs)
        if condition is flipped:
            outcome = not outcome if isinstance(outcome, bool) else ("not", outcome)
        return outcome
    if condition[0] == "not":
        part = settle(condition[1], request, flipped)
        return not part if isinstance(part, bool) else ("not", part)
    ends = condition[0] == "any"
    left = []
    for part in condition[1]:
        part = settle(part, request, flipped)
        if part is ends:
            return ends
        if not isinstance(part, bool):
            left.append(part)
    return (condition[0], left) if left else not ends


def reads(protocol, condition, found=None):
    """The facts that a settled condition reads, each with the terms (sets) it reads; derived flags are looked through."""
    found = {} if found is None else found
    for test in tests_of(condition):
        if test.fact in REQUEST:
            continue
        fact = protocol.facts.get(test.fact)
        if fact is not None and fact.when is not None:
            reads(protocol, fact.when, found)
        else:
            terms = found.setdefault(test.fact, set())
            if fact is not None and fact.kind == "set":
                terms.update(test.refs)
    return found


def closure(protocol, condition):
    """A function that asks a settled condition of one completion (fact: value)."""
    if isinstance(condition, bool):
        return lambda values: condition
    if isinstance(condition, Test):
        return test_closure(protocol, condition)
    if condition[0] == "not":
        part = closure(protocol, condition[1])
        return lambda values: not part(values)
    parts = [closure(protocol, part) for part in condition[1]]
    if condition[0] == "all":
        return lambda values: all(part(values) for part in parts)
    return lambda values: any(part(values) for part in parts)


def test_closure(protocol, test):
    name = test.fact
    if name == "place":
        refs = frozenset(test.refs)
        return lambda values: values[name] is not None and not refs.isdisjoint(protocol.places.above(values[name]))
    fact = protocol.facts[name]
    if fact.when is not None:
        return closure(protocol, fact.when)
    if fact.kind == "number":
        least = fact.least if test.least is None else test.least
        most = fact.most if test.most is None else test.most
        return lambda values: least <= values[name] <= most
    if fact.kind == "flag":
        return lambda values: values[name]
    refs = frozenset(test.refs)
    if fact.kind == "set":
        return lambda values: not refs.isdisjoint(values[name])
    return lambda values: not refs.isdisjoint(fact.terms.above(values[name]))
