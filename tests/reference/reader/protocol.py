# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What the XML of a protocol says, as plain objects."""
from zoneinfo import ZoneInfo

from . import Wrong
from .conditions import child_condition, tests_of
from .documents import FACTS, Documents
from .hours import Hours
from .times import UTC, duration
from .trees import Tree, local


def refs(element, name):
    return tuple((element.get(name) or "").split())


def children(element, *tags):
    return [child for child in element if local(child) in tags]


def cites_of(element):
    """The citations that stand in an element itself, as answers write them."""
    found = []
    for cite in children(element, "cite"):
        entry = {"source": cite.get("source")}
        for key in ("at", "confirmed"):
            if cite.get(key) is not None:
                entry[key] = cite.get(key)
        if entry not in found:
            found.append(entry)
    return found


class Fact:
    def __init__(self, element, order):
        self.id = element.get("id")
        self.kind = local(element)
        self.order = order
        self.every = element.get("if-open") == "every"
        self.sensitive = element.get("sensitive") in ("true", "1")
        self.ask_by = refs(element, "ask-by")
        self.when = None
        self.cuts = []       # what tests ask of a number
        if self.kind == "number":
            self.least, self.most = int(element.get("min")), int(element.get("max"))
            self.since = element.get("since")
            self.unit = element.get("unit") or ("year" if self.since else "count")
        elif self.kind == "flag":
            if children(element, "when"):
                self.when = child_condition(element)
        else:
            self.terms = Tree()
            for term in children(element, "term"):
                self.terms.add(term, ("term",))


class Dated:
    """What is there from one day to another."""

    def __init__(self, element):
        self.verified = element.get("verified")
        self.active_from = element.get("active-from")
        self.active_until = element.get("active-until")

    def is_active(self, today):
        return (self.active_from or today) <= today <= (self.active_until or today)


class Plays(Dated):
    def __init__(self, element):
        super().__init__(element)
        self.role = element.get("role")
        self.at = refs(element, "at")
        self.respond = duration(element.get("respond-within")) or 0


class Offer(Dated):
    def __init__(self, element, actor, order):
        super().__init__(element)
        self.id = element.get("id")
        self.actor = actor
        self.order = order
        self.services = refs(element, "service")
        self.at = refs(element, "at")
        self.site = element.get("site")
        self.hours = Hours(element.get("hours"))
        self.respond = duration(element.get("respond-within")) or 0
        self.capacity = int(element.get("capacity")) if element.get("capacity") else None
        self.per = element.get("per")
        self.prefer = int(element.get("prefer") or 0)
        self.when = child_condition(element)


class Contact:
    def __init__(self, element):
        self.by = element.get("by")
        self.value = " ".join((element.text or "").split())
        self.hours = Hours(element.get("hours"))
        self.secure = element.get("secure") in ("true", "1")
        self.visible_to = refs(element, "visible-to")


class Actor(Dated):
    def __init__(self, element, order, offers):
        super().__init__(element)
        self.element = element
        self.id = element.get("id")
        self.order = order
        self.groups = refs(element, "group")
        self.part_of = element.get("part-of")
        self.visible_to = refs(element, "visible-to")
        self.plays = [Plays(child) for child in children(element, "plays")]
        self.offers = [Offer(child, self.id, offers + i) for i, child in enumerate(children(element, "offers"))]
        self.contacts = [Contact(child) for child in children(element, "contact")]


class Interface:
    def __init__(self, element):
        self.id = element.get("id")
        self.sources, self.to, self.through = (refs(element, name) for name in ("from", "to", "through"))
        self.direct = element.get("when-missing") == "direct"
        unless = children(element, "unless")
        self.unless = child_condition(element, "unless") if unless else False
        self.holds_if_open = bool(unless) and unless[0].get("if-open") == "holds"


class Due:
    """A target or a limit."""

    def __init__(self, element):
        self.within = duration(element.get("within"))
        self.of = element.get("of") or "report"
        self.then = element.get("then") or "closed"
        self.when = child_condition(element)


class Escalate:
    def __init__(self, element):
        self.to = refs(element, "to")
        self.after = duration(element.get("after")) or 0
        self.when = child_condition(element)


class Step:
    def __init__(self, element, pathway, order):
        self.id = element.get("id")
        self.order = order
        self.service = element.get("service")
        self.inform = refs(element, "inform")
        self.visit = element.get("with")
        self.by = element.get("by")
        self.after = refs(element, "after")
        self.purpose = element.get("purpose") or self.service
        self.share = refs(element, "share")
        self.when = ("all", [child_condition(pathway), child_condition(element)])
        self.targets = [Due(child) for child in children(element, "target") or children(pathway, "target")]
        self.limits = [Due(child) for child in children(element, "limit")]
        self.escalates = [Escalate(child) for child in children(element, "escalate")]
        self.cites = cites_of(element)


class Advice:
    def __init__(self, element, when, role=None):
        self.id = element.get("id")
        self.kind = element.get("kind")
        self.inside = role
        self.roles = refs(element, "role")
        self.when = ("all", [when, child_condition(element)])
        self.cites = cites_of(element)


class Agreement:
    def __init__(self, element, order):
        self.order = order
        self.by = refs(element, "by")
        self.kind = element.get("kind") or "consent"
        self.form = element.get("form") or "spoken"
        self.valid_for = duration(element.get("valid-for"))
        named = refs(element, "naming")
        self.naming = tuple(n for n in ("item", "recipient", "purpose") if n in named)
        self.earlier = element.get("earlier") in ("true", "1")


class Rule:
    def __init__(self, element, section, order):
        self.id = element.get("id")
        self.effect = element.get("effect")
        self.section = section
        self.order = order
        self.when = child_condition(element)
        self.agreements = [Agreement(child, (order, i)) for i, child in enumerate(children(element, "agreement"))]
        self.obligations = [child.get("id") for child in children(element, "obligation")]
        self.cites = cites_of(element)


class Section:
    def __init__(self, element):
        self.id = element.get("id")
        self.over = refs(element, "over")


class Holiday:
    def __init__(self, element):
        self.first = element.get("on")
        self.last = element.get("until") or self.first
        self.at = refs(element, "at")


class Protocol:
    """A protocol with all that it includes."""

    def __init__(self, path):
        self.documents = Documents(path)
        self.facts, self.roles, self.actors, self.duties = {}, {}, {}, {}
        self.clocks, self.parties = ["report"], []
        self.places, self.items, self.purposes, self.groups = Tree(), Tree(), Tree(), Tree()
        self.links, self.holidays, self.interfaces = [], [], []
        self.steps, self.advice, self.rules = [], [], []
        n_offers = 0
        for section in self.documents.sections:
            reader = getattr(self, "read_" + local(section), None)
            if reader:
                reader(section)
        for actor in self.actors.values():
            for offer in actor.offers:
                offer.order = n_offers
                n_offers += 1
        self.step_of = {step.id: step for step in self.steps}
        self.party_order = {party: i for i, party in enumerate(self.parties)}
        self.gather_cuts()

    def read_vocabulary(self, section):
        for element in children(section, *FACTS):
            fact = Fact(element, len(self.facts))
            self.facts[fact.id] = fact

    def read_clocks(self, section):
        self.clocks.extend(child.get("id") for child in children(section, "clock"))

    def read_places(self, section):
        for child in children(section, "place"):
            self.places.add(child, ("place",))

    def read_travel(self, section):
        for link in children(section, "link"):
            seconds = duration(link.get("time"))
            self.links.append((link.get("from"), link.get("to"), seconds, link.get("one-way") in ("true", "1")))

    def read_calendar(self, section):
        self.holidays.extend(Holiday(child) for child in children(section, "holiday"))

    def read_items(self, section):
        for child in children(section, "item"):
            self.items.add(child, ("item",))

    def read_purposes(self, section):
        for child in children(section, "purpose", "service"):
            self.purposes.add(child, ("purpose", "service"))

    read_services = read_purposes

    def read_parties(self, section):
        self.parties.extend(child.get("id") for child in children(section, "party"))

    def read_groups(self, section):
        for child in children(section, "group"):
            self.groups.add(child, ("group",))

    def read_roles(self, section):
        for role in children(section, "role"):
            name = role.get("id")
            self.roles[name] = refs(role, "group")
            self.duties[name] = [duty.get("id") for duty in children(role, "duty")]
            self.advice.extend(Advice(child, True, name) for child in children(role, "advice"))

    def read_actors(self, section):
        for child in children(section, "actor"):
            actor = Actor(child, len(self.actors), 0)
            self.actors[actor.id] = actor

    def read_coordination(self, section):
        self.interfaces.extend(Interface(child) for child in children(section, "interface"))

    def read_pathways(self, section):
        for pathway in children(section, "pathway"):
            for child in children(pathway, "step", "advice"):
                if local(child) == "step":
                    self.steps.append(Step(child, pathway, len(self.steps)))
                else:
                    self.advice.append(Advice(child, child_condition(pathway)))

    def read_consent(self, element):
        section = Section(element)
        for child in children(element, "rule"):
            self.rules.append(Rule(child, section, len(self.rules)))

    def conditions(self):
        """Every condition that anything asks."""
        for fact in self.facts.values():
            if fact.when is not None:
                yield fact.when
        for step in self.steps:
            yield step.when
            for due in step.targets + step.limits + step.escalates:
                yield due.when
        for owner in self.advice + self.rules + [o for a in self.actors.values() for o in a.offers]:
            yield owner.when
        for interface in self.interfaces:
            yield interface.unless

    def gather_cuts(self):
        for condition in self.conditions():
            for test in tests_of(condition):
                fact = self.facts.get(test.fact)
                if fact is not None and fact.kind == "number":
                    fact.cuts.append((test.least, test.most))

    def zone(self, place):
        """The zone of the nearest place around it that has one; of the first root for none."""
        if place is None:
            place = self.places.roots[0] if self.places.roots else None
        while place is not None:
            name = self.places.element[place].get("time-zone")
            if name:
                return ZoneInfo(name)
            place = self.places.parent[place]
        return UTC

    def root_zone(self):
        return self.zone(None)

    def known(self, name, *kinds):
        """Refuses an id that is none of these kinds."""
        if not any(name in kind for kind in kinds):
            raise Wrong("there is no such entry")
        return name
