# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Facts and clocks, places and the ways between them, items, purposes, services, parties."""
import datetime

from .conditions import FLAG, when
from .texts import cites, texts
from .world import ZONES, Fact, element, put

# How many questions a child's case may leave open in a protocol: completions, all facts and places together.
SIZES = [40, 120, 120, 300, 300, 800, 2500]
UNITS = ["year", "year", "month", "day", "hour", "minute"]


def grow(w, tree, section, tag, prefix, n, depth):
    """A small forest of elements with ids."""
    parents = [(section, None, 0)]
    for _ in range(n):
        at, parent, level = w.pick(parents)
        name = tree.add(w.new_id(prefix), parent)
        made = put(at, tag, id=name)
        texts(w, made)
        if level + 1 < depth:
            parents += [(made, name, level + 1)] * 2
    order = [e.get("id") for e in section.iter(tag)]
    tree.ids.sort(key=order.index)


def make_places(w):
    section = element("places")
    root = put(section, "place", id=w.places.add("land"))
    w.zone["land"] = w.pick(ZONES)
    if w.zone["land"] != "UTC" or w.chance(0.5):
        root.set("time-zone", w.zone["land"])
    n_leaves = w.rng.randint(2, 4)
    at = root
    for i in range(n_leaves):
        if w.chance(0.3):
            at = add_place(w, root)
        add_place(w, at)
        if w.chance(0.4):
            at = root
    if w.chance(0.05):
        w.zone["isle"] = "UTC"
        put(section, "place", id=w.places.add("isle"))
    order = [e.get("id") for e in section.iter("place")]
    w.places.ids.sort(key=order.index)
    return section


def add_place(w, at):
    parent = at.get("id")
    name = w.places.add(w.new_id("place"), parent)
    made = put(at, "place", id=name)
    w.zone[name] = w.zone[parent]
    if w.chance(0.15):
        made.set("code", f"X{w.rng.randint(1, 99)}")
    if w.chance(0.3):
        w.zone[name] = w.pick(ZONES)
        made.set("time-zone", w.zone[name])
    texts(w, made)
    return made


def make_travel(w):
    section = element("travel")
    for _ in range(w.rng.randint(0, 4)):
        ends = w.some(w.places.ids, 2, 2)
        if len(ends) == 2:
            link = put(section, "link", from_=ends[0], to=ends[1], time=w.pick(["PT40M", "PT2H", "PT5H", "P1D", "PT20M"]))
            if w.chance(0.4):
                link.set("one-way", w.boolean(w.chance(0.7)))
    return section


def make_calendar(w):
    section = element("calendar")
    for _ in range(w.rng.randint(0, 3)):
        first = w.day(5)
        holiday = put(section, "holiday", on=first)
        if w.chance(0.4):
            holiday.set("until", str(first + datetime.timedelta(days=w.rng.randint(0, 3))))
        if w.chance(0.4):
            holiday.set("at", w.refs(w.places.ids))
        texts(w, holiday)
    return section


def asked(w, fact, made):
    if w.chance(0.2):
        made.set("sensitive", w.boolean(w.chance(0.8)))
    if w.roles and w.chance(0.2):
        made.set("ask-by", w.refs(w.roles))
    if w.chance(0.45):
        made.set("if-open", w.pick(["every", "every", "ask"]))
    texts(w, made, also=["question"])
    return made


def make_number(w, section):
    fact = Fact(w.new_id("number"), "number")
    fact.min = w.pick([0, 0, 1, 10, -2])
    fact.max = fact.min + w.pick([0, 1, 2, 3, 4, 5])
    made = put(section, "number", id=fact.id)
    asked(w, fact, made)
    made.set("min", str(fact.min))
    made.set("max", str(fact.max))
    if w.chance(0.7):
        fact.unit, fact.since = w.pick(UNITS), w.pick(w.clocks)
        made.set("unit", fact.unit)
        made.set("since", fact.since)
    elif w.chance(0.5):
        made.set("unit", w.pick(["count", "day"]))
    return fact, fact.max - fact.min + 1


def add_terms(w, fact, made):
    """Terms t1, t2, ...: an id is unique within its fact alone."""
    parents = [(made, None)]
    for i in range(w.rng.randint(1, 4)):
        at, parent = w.pick(parents)
        name = fact.terms.add(f"t{i + 1}", parent)
        term = put(at, "term", id=name)
        texts(w, term)
        cites(w, term, 0.05)
        if w.chance(0.5) and len(parents) < 3:
            parents.append((term, name))
    order = [e.get("id") for e in made.iter("term")]
    fact.terms.ids.sort(key=order.index)


def truths(tree, name=None):
    """In how many ways the terms under one can hold."""
    ways = 1
    for child in tree.children(name):
        ways *= 1 + truths(tree, child)
    return ways


def make_fact(w, section):
    kind = w.pick(["number", "number", "choice", "set", "set", "flag", "flag"])
    if kind == "number":
        return make_number(w, section)
    fact = Fact(w.new_id(kind), kind)
    made = asked(w, fact, put(section, kind, id=fact.id))
    if kind == "flag":
        return fact, 2
    if kind == "choice" or w.chance(0.97):
        add_terms(w, fact, made)
    return fact, len(fact.terms.leaves()) if kind == "choice" else truths(fact.terms)


def make_derived(w, section):
    fact = Fact(w.new_id("flag"), "flag")
    fact.derived = True
    made = put(section, "flag", id=fact.id)
    if w.chance(0.2):
        made.set("if-open", "every")
    texts(w, made)
    made.append(when(w, FLAG))
    return fact


def make_vocabulary(w):
    section = element("vocabulary")
    most = w.pick(SIZES)
    size = len(w.places.leaves())
    for _ in range(w.rng.randint(2, 7)):
        fact, n = make_fact(w, section)
        if size * n > most:
            section.remove(section[-1])
            continue
        size *= n
        w.facts.append(fact)
        if w.chance(0.2) and len(w.facts) > 1:
            w.facts.append(make_derived(w, section))
    for _ in range(w.pick([0, 1, 1, 2])):
        w.facts.append(make_derived(w, section))
    return section


def make_clocks(w):
    section = element("clocks")
    for name in w.some(["birth", "incident", "custody"], 1, 3):
        w.clocks.append(name)
        texts(w, put(section, "clock", id=name))
    return section


def make_sources(w):
    section = element("sources")
    for _ in range(w.rng.randint(0, 2)):
        w.sources.append(w.new_id("source"))
        source = put(section, "source", id=w.sources[-1])
        if w.chance(0.4):
            source.set("year", str(w.pick([1998, 2014, 2025])))
        if w.chance(0.4):
            source.set("publisher", "A ministry")
        if w.chance(0.3):
            source.set("href", "https://example.org/guide?page=1&amp=2#three")
        texts(w, source)
    return section


def make_forests(w):
    """Items, purposes, parties, services."""
    items, purposes, services, parties = (element(t) for t in ("items", "purposes", "services", "parties"))
    grow(w, w.items, items, "item", "item", w.rng.randint(2, 5), 3)
    grow(w, w.purposes, purposes, "purpose", "purpose", w.rng.randint(1, 4), 2)
    grow(w, w.services, services, "service", "service", w.rng.randint(2, 5), 3)
    for name in w.some(["child", "parent", "guardian", "judge"], 2, 3):
        w.parties.append(name)
        texts(w, put(parties, "party", id=name))
    return [items, purposes, parties, services]
