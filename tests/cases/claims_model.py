# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What claims.py has to know of the protocols: trees, actors, and the cases that a claim is about."""
import itertools
import pathlib
import xml.etree.ElementTree as tree

PROTOCOLS = pathlib.Path(__file__).resolve().parents[2] / "data" / "protocols"
NAMESPACE = "{urn:refpath:protocol:1}"
FACTS = ("number", "choice", "set", "flag")


def name_of(element):
    return element.tag.removeprefix(NAMESPACE)


class Fact:
    def __init__(self, element):
        self.kind = name_of(element)
        self.when = element.find(NAMESPACE + "when")
        self.parents = parents_of(element, "term")
        if self.kind == "number":
            self.values = list(range(int(element.get("min")), int(element.get("max")) + 1))
        else:
            self.values = leaves_of(self.parents)


def parents_of(root, kind):
    """{id: the id it stands in, or None}, in the order of the document"""
    found = {}

    def visit(element, above):
        for child in element:
            if name_of(child) == kind:
                found[child.get("id")] = above
                visit(child, child.get("id"))

    visit(root, None)
    return found


def leaves_of(parents):
    return [name for name in parents if name not in parents.values()]


def above(parents, name):
    """An id, and all that it stands in"""
    found = []
    while name is not None:
        found.append(name)
        name = parents[name]
    return found


class Model:
    def __init__(self):
        self.documents = [tree.parse(p).getroot() for p in sorted(PROTOCOLS.glob("*/*.xml"))]
        self.replaced()
        self.facts = {e.get("id"): Fact(e) for e in self.all(*FACTS)}
        self.trees = {kind: self.tree(kind + "s", kind) for kind in ("item", "purpose", "service", "group", "place")}
        self.trees["purpose"].update(self.trees["service"])
        self.parties = [e.get("id") for e in self.all("party")]
        self.roles = {e.get("id"): (e.get("group") or "").split() for e in self.all("role")}
        self.actors = {e.get("id"): e for e in self.all("actor")}
        self.claims = self.all("claim")
        rules = self.all("rule")
        self.read = {name: self.tested(rules, name) for name in ("item", "purpose", "recipient")}
        self.read["sender"] = self.tested(self.all("pathway"), "sender")

    def replaced(self):
        """What a document puts in the place of something else stands there instead."""
        drops = {d.get("ref"): d for root in self.documents for d in root.iter(NAMESPACE + "drop")}
        self.gone = {id(e) for root in self.documents for e in root.iter() if e.get("id") in drops
                     and not any(e is x for d in drops.values() for x in d.iter())}

    def all(self, *kinds):
        return [e for root in self.documents for e in root.iter() if name_of(e) in kinds and e.get("id") and id(e) not in self.gone]

    def tree(self, section, kind):
        found = {}
        for root in self.documents:
            for element in root.iter(NAMESPACE + section):
                found.update(parents_of(element, kind))
        return found

    @staticmethod
    def tested(elements, fact):
        found = set()
        for element in elements:
            for test in element.iter(NAMESPACE + "test"):
                if test.get("fact") == fact:
                    found.update(test.get("in").split())
        return found

    def roots(self, kind):
        return [e for e, up in self.trees[kind].items() if up is None and (kind != "purpose" or e not in self.trees["service"])]

    def all_recipients(self):
        return self.roots("group") + self.parties

    def is_what(self, actor):
        """What an actor is: itself, what it is part of, its groups and those they stand in, its roles"""
        element = self.actors[actor]
        found = {actor}
        for group in element.get("group").split():
            found.update(above(self.trees["group"], group))
        found.update(p.get("role") for p in element.findall(NAMESPACE + "plays"))
        if element.get("part-of"):
            found.update(w for w in self.is_what(element.get("part-of")) if w not in self.roles)
        return found

    @staticmethod
    def apart(names, looks):
        """One of those that look alike"""
        found = {}
        for name in names:
            found.setdefault(frozenset(looks(name)), name)
        return list(found.values())

    def leaves_apart(self, kind, under):
        """The smallest ids under these (or all), one of those that no rule tells apart"""
        parents = self.trees[kind]
        names = [n for n in leaves_of(parents) if not under or set(above(parents, n)) & set(under)]
        return self.apart(names, lambda n: self.read[kind] & set(above(parents, n)))

    def recipients_apart(self, to):
        actors = [a for a in self.actors if self.is_what(a) & set(to)]
        return self.apart(actors, lambda a: self.read["recipient"] & self.is_what(a)) + [p for p in self.parties if p in to]

    def holders_apart(self):
        return self.apart(self.actors, lambda a: self.read["sender"] & self.is_what(a))

    def smallest_places(self):
        return leaves_of(self.trees["place"])

    def cases_where(self, claim):
        """Facts that make the claim's condition hold, each open in all else: together they are all cases it is about."""
        when = claim.find(NAMESPACE + "when")
        alternatives = [[]] if when is None else self.alternatives(when, False)
        return [facts for facts in map(self.facts_of, alternatives) if facts is not None]

    def alternatives(self, element, negate):
        """[[(fact, 'yes' or 'no', test)]]: one of these lists holds"""
        kind = name_of(element)
        if kind == "test":
            fact = self.facts[element.get("fact")]
            if fact.when is not None:
                return self.alternatives(fact.when, negate)
            return self.literals(element, fact, negate)
        children = [self.alternatives(child, negate != (kind == "not")) for child in element]
        if (kind == "any") != (negate != (kind == "not")):
            return [part for child in children for part in child]
        return [sum(parts, []) for parts in itertools.product(*children)]

    def literals(self, test, fact, negate):
        name = test.get("fact")
        if fact.kind == "flag":
            return [[(name, not negate)]]
        if fact.kind == "number":
            low, high = int(test.get("min") or fact.values[0]), int(test.get("max") or fact.values[-1])
            return [[(name, frozenset(v for v in fact.values if (low <= v <= high) != negate))]]
        named = test.get("in").split()
        leaves = [v for v in fact.values if set(above(fact.parents, v)) & set(named)]
        if fact.kind == "choice":
            return [[(name, frozenset(v for v in fact.values if (v in leaves) != negate))]]
        if negate:
            return [[(name, ("no", tuple(named)))]]
        return [[(name, ("yes", (term,)))] for term in named]

    def facts_of(self, literals):
        """The facts of a case, or None where they contradict one another"""
        facts = {}
        for name, value in literals:
            kind = self.facts[name].kind
            if kind == "flag":
                if facts.setdefault(name, value) != value:
                    return None
            elif kind == "set":
                said = facts.setdefault(name, {"yes": [], "no": []})
                said[value[0]] += [t for t in value[1] if t not in said[value[0]]]
            else:
                facts[name] = [v for v in facts.get(name, self.facts[name].values) if v in value]
                if not facts[name]:
                    return None
        for name, said in facts.items():
            if self.facts[name].kind == "set":
                parents = self.facts[name].parents
                if any(set(above(parents, term)) & set(said["no"]) for term in said["yes"]):
                    return None
        return facts
