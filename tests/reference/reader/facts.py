# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""A case at a moment: what is still possible of each fact, and the completions of any few of them."""
import itertools

from . import Wrong
from .conditions import closure, reads, settle
from .times import MOMENT, count, local, moment, span_of_date

MOST_COMPLETIONS = 400000
CASE_KEYS = {"id", "holder", "place", "clocks", "facts", "unknown", "avoid", "done", "consents"}
OUTCOMES = ("served", "partly-served", "declined", "unavailable", "elsewhere", "not-needed", "no-answer")


class Facts:
    """What a case (as JSON gives it) says, at the time of a question."""

    def __init__(self, protocol, case, now):
        self.protocol = protocol
        self.case = case
        self.now = now
        if not isinstance(case, dict) or set(case) - CASE_KEYS:
            raise Wrong("a case has no such key")
        self.unknown = {protocol.known(name, protocol.facts, ("place",)) for name in case.get("unknown", [])}
        self.place_leaves()
        self.zone = protocol.zone(self.place)
        self.today = local(now, protocol.root_zone()).date().isoformat()
        self.clocks = {}
        for name, value in case.get("clocks", {}).items():
            protocol.known(name, protocol.clocks)
            self.clocks[name] = self.clock(value)
        self.given = case.get("facts", {})
        for name in self.given:
            if protocol.known(name, protocol.facts) and protocol.facts[name].when is not None:
                raise Wrong("a derived flag is never given")
        self.not_given = set()
        self.domains = {name: self.domain_of(fact) for name, fact in protocol.facts.items() if fact.when is None}
        self.recounts = any(record.get("given") for record in case.get("consents", []))
        self.anew_cache = {}

    def place_leaves(self):
        """The smallest places still possible, and the smallest one known to contain the case."""
        places = self.protocol.places
        if self.case.get("place") is not None:
            self.leaves = places.leaves(self.protocol.known(self.case["place"], places))
        else:
            self.leaves = places.all_leaves()
        self.place = None
        if self.leaves:
            common = set(places.above(self.leaves[0])).intersection(*(places.above(leaf) for leaf in self.leaves))
            if common:
                self.place = max(common, key=places.depth)
        self.place_values = self.leaves or [None]

    def clock(self, value):
        """The first and the last moment that a clock allows, cut off at the question."""
        if isinstance(value, dict):
            first, last = self.span(value["from"])[0], self.span(value["to"])[1]
        else:
            first, last = self.span(value)
        if first > self.now or first > last:
            raise Wrong("a clock is later than the question")
        return first, min(last, self.now)

    def span(self, text):
        if MOMENT.match(text):
            return (moment(text),) * 2
        return span_of_date(text, self.zone)

    def domain_of(self, fact):
        value = self.given.get(fact.id)
        if fact.kind == "set":
            return self.set_bounds(fact, value)
        if fact.kind == "flag":
            return [False, True] if value is None else [value]
        if fact.kind == "choice":
            if value is None:
                return fact.terms.all_leaves()
            said = [value] if isinstance(value, str) else value
            held = {leaf for term in said for leaf in fact.terms.leaves(self.protocol.known(term, fact.terms))}
            return [leaf for leaf in fact.terms.all_leaves() if leaf in held]
        return self.numbers(fact, value)

    def numbers(self, fact, value):
        values = self.given_numbers(fact, value)
        whole = list(range(fact.least, fact.most + 1))
        if values is None or values == whole:
            self.not_given.add(fact.id)     # all of them is as good as nothing
            if fact.since in self.clocks:
                first, last = self.clocks[fact.since]
                return list(range(self.counted(fact, last, self.now), self.counted(fact, first, self.now) + 1))
            return whole
        return values

    @staticmethod
    def given_numbers(fact, value):
        if value is None:
            return None
        if isinstance(value, dict):
            value = list(range(value.get("min", fact.least), value.get("max", fact.most) + 1))
        values = sorted(set([value] if isinstance(value, int) else value))
        if not values or values[0] < fact.least or values[-1] > fact.most:
            raise Wrong("a number lies outside")
        return values

    def counted(self, fact, since, at):
        return min(max(count(fact.unit, since, at, self.zone), fact.least), fact.most)

    def set_bounds(self, fact, value):
        """The terms that hold for certain, and those that do not."""
        terms = fact.terms
        complete = isinstance(value, list)
        value = {"yes": value} if complete else value or {}
        yes = {t for term in value.get("yes", []) for t in terms.above(self.protocol.known(term, terms))}
        no = {t for term in value.get("no", []) for t in terms.under(self.protocol.known(term, terms))}
        if yes & no:
            raise Wrong("a set contradicts itself")
        return yes, (set(terms) - yes if complete else no)

    def possible_sets(self, fact, terms):
        """All consistent answers for a few terms of a set: a term holds only where those it stands in do."""
        yes, no = self.domains[fact.id]
        read = [term for term in fact.terms if term in terms]
        found = [frozenset()]
        for term in read:
            above = [t for t in fact.terms.above(term)[1:] if t in terms]
            longer = []
            for held in found:
                if term not in yes:
                    longer.append(held)
                if term not in no and held.issuperset(above):
                    longer.append(held | {term})
            found = longer
        return found

    def values(self, name, terms):
        """What is possible of one fact; numbers that no test tells apart stand for one another."""
        if name == "place":
            return self.place_values
        fact = self.protocol.facts[name]
        if fact.kind == "set":
            return self.possible_sets(fact, terms)
        if fact.kind != "number" or (self.recounts and self.is_counted(fact)):
            return self.domains[name]
        classes = {}
        for value in self.domains[name]:
            told = tuple((least is None or value >= least) and (most is None or value <= most)
                         for least, most in fact.cuts)
            classes.setdefault(told, value)
        return list(classes.values())

    def is_counted(self, fact):
        """Whether a clock gives it; one that is absent counts nothing, now or at an earlier moment."""
        return fact.since in self.clocks and fact.id in self.not_given

    def anew(self, fact, value, at):
        """What a counted number was at another moment, for every moment of its clock that gives its value now; nothing
        where one of these is later than that moment."""
        key = (fact.id, value, at)
        if key not in self.anew_cache:
            self.anew_cache[key] = self.count_anew(fact, value, at)
        return self.anew_cache[key]

    def count_anew(self, fact, value, at):
        first, last = self.clocks[fact.since]
        p = self.least_moment(first, last, lambda m: self.counted(fact, m, self.now) <= value)
        q = self.least_moment(first, last + 1, lambda m: m > last or self.counted(fact, m, self.now) < value) - 1
        if q > at:
            return None
        return list(range(self.counted(fact, q, at), self.counted(fact, p, at) + 1))

    @staticmethod
    def least_moment(low, high, holds):
        """The first moment of a span at which something holds that goes on holding; its end for none."""
        while low < high:
            middle = (low + high) // 2
            if holds(middle):
                high = middle
            else:
                low = middle + 1
        return low

    def space(self, conditions, also=None):
        """The completions of the facts that settled conditions read."""
        found = {name: set(terms) for name, terms in (also or {}).items()}
        for condition in conditions:
            reads(self.protocol, condition, found)
        return Space(self, found)

    def ask(self, condition, request):
        """The space of a condition, and whether it holds in each completion of it."""
        settled = settle(condition, request)
        space = self.space([settled])
        holds = closure(self.protocol, settled)
        return space, [holds(values) for values in space.completions]

    def certainty(self, condition, request):
        return word_of(self.ask(condition, request)[1])


def word_of(outcomes):
    if all(outcomes):
        return "certain"
    return "possible" if any(outcomes) else "impossible"


class Space:
    """Every completion of a few facts; each is a map of values."""

    def __init__(self, facts, read):
        order = facts.protocol.facts
        self.facts = facts
        self.read = read
        self.names = sorted(read, key=lambda name: order[name].order if name in order else len(order))
        choices = [facts.values(name, read[name]) for name in self.names]
        size = 1
        for values in choices:
            size *= len(values)
        if size > MOST_COMPLETIONS:
            raise Wrong("too many completions to try them all")
        self.tuples = list(itertools.product(*choices))
        self.completions = [dict(zip(self.names, values)) for values in self.tuples]

    def depends(self, results):
        """The facts on which results, one for each completion, depend: {fact: terms}; terms are for sets."""
        found = {}
        if len(set(results)) < 2:
            return found
        result_of = dict(zip(self.tuples, results))
        for i, name in enumerate(self.names):
            fact = self.facts.protocol.facts.get(name)
            if fact is not None and fact.kind == "set":
                terms = {t for t in self.read[name] if self.turns(result_of, i, t)}
                if terms:
                    found[name] = terms
                continue
            seen = {}
            for values, result in result_of.items():
                if seen.setdefault(values[:i] + values[i + 1:], result) != result:
                    found[name] = set()
                    break
        return found

    @staticmethod
    def turns(result_of, i, term):
        """Whether two completions that differ in one term alone differ in their results."""
        for values, result in result_of.items():
            if term in values[i]:
                continue
            other = values[:i] + (values[i] | {term},) + values[i + 1:]
            if result_of.get(other, result) != result:
                return True
        return False


def join(*maps):
    """Facts of several results together."""
    found = {}
    for one in maps:
        for name, terms in one.items():
            found.setdefault(name, set()).update(terms)
    return found


def fact_order(protocol, name):
    return protocol.facts[name].order if name in protocol.facts else len(protocol.facts)


def facts_json(protocol, found):
    """Facts as answers write them: in vocabulary order, the place last, terms in document order."""
    entries = []
    for name in sorted(found, key=lambda n: fact_order(protocol, n)):
        entry = {"fact": name}
        if found[name]:
            entry["terms"] = [t for t in protocol.facts[name].terms if t in found[name]]
        entries.append(entry)
    return entries
