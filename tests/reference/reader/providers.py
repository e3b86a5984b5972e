# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Who can help: offers, when they can be there, in which order, and who is left out."""
from .conditions import closure, reads, settle
from .facts import word_of
from .times import duration, duration_text, iso
from .travel import seconds_between

NEVER = float("inf")
ON_THE_WAY = ("opens", "travel", "no-way", "not-open")
ORDER = ("eligibility-open", "after-limit", "after-target", "gives-also") + ON_THE_WAY + ("never-verified", "capacity")


class Candidate:
    """Somebody who may do a step."""

    def __init__(self, actor):
        self.actor = actor
        self.offer = None
        self.eligible = True       # a settled condition, taken together with `leaves`
        self.leaves = None         # the places where it holds; nothing: anywhere
        self.certainty = "certain"
        self.depends = {}
        self.path = None
        self.earliest = None
        self.reasons = []
        self.verified = None
        self.hidden = False
        self.share, self.via = [], []
        self.state = None

    def decide(self, facts):
        """Settles whether it is eligible in every completion."""
        space, outcomes = eligibility(facts, [self])
        self.certainty, self.depends = word_of(outcomes), space.depends(outcomes)


def eligibility(facts, candidates):
    """Whether one of several candidates is eligible, in each completion of a space."""
    found = {}
    for one in candidates:
        reads(facts.protocol, one.eligible, found)
        if one.leaves is not None:
            found.setdefault("place", set())
    space = facts.space([], found)
    asks = [(one, closure(facts.protocol, one.eligible)) for one in candidates]
    return space, [any((one.leaves is None or values["place"] in one.leaves) and holds(values)
                       for one, holds in asks) for values in space.completions]


def holiday_test(protocol, place):
    """A function that says whether a day is a holiday at a place."""
    around = protocol.places.above(place) if place is not None else []
    here = [h for h in protocol.holidays if not h.at or not set(h.at).isdisjoint(around)]

    def is_holiday(day):
        return any(h.first <= day.isoformat() <= h.last for h in here)
    return is_holiday


class Directory:
    """Offers for one case, at one moment, for one holder."""

    def __init__(self, protocol, facts, people, holder):
        self.protocol, self.facts, self.people, self.holder = protocol, facts, people, holder
        self.request = {"sender": people.counts_as(holder)}

    def gives(self, offer, service):
        return any(service in self.protocol.purposes.above(given) for given in offer.services)

    def near(self, offer):
        """Whether an offer may reach the case's place."""
        return not self.people.leaves_of(offer.at).isdisjoint(self.facts.place_values)

    def candidate(self, offer):
        one = Candidate(offer.actor)
        one.offer = offer
        one.eligible = settle(offer.when, self.request)
        one.leaves = self.people.leaves_of(offer.at)
        one.verified = offer.verified or self.protocol.actors[offer.actor].verified
        one.decide(self.facts)
        return one

    def serving(self, service, out):
        """The candidates for a service, and those left out with the reason: [(actor, because)]."""
        found, left = [], []
        for offer in self.people.offers():
            if not self.gives(offer, service) or not self.near(offer):
                continue
            one = self.candidate(offer)
            if self.people.is_avoided(offer.actor):
                left.append((offer.actor, {"code": "avoided", "args": {}}))
            elif one.certainty == "impossible":
                left.append((offer.actor, {"code": "not-eligible", "args": {}}))
            elif offer.actor in out:
                left.append((offer.actor, out[offer.actor]))
            else:
                found.append(one)
        names = {one.actor for one in found}
        kept = {}
        for actor, because in left:
            if actor not in names:
                kept.setdefault(actor, because)
        return found, list(kept.items())

    def time(self, one, limit, target, visit=None):
        """Works out the earliest time of a candidate and the reasons; `visit`: the one at whose visit it is given."""
        offer = one.offer
        reasons = []
        if visit is not None:
            one.earliest = visit.earliest
            reasons = [(r["code"], r["args"]) for r in visit.reasons if r["code"] in ON_THE_WAY]
        elif one.path.path:
            self.reckon(one, offer.site or self.facts.place, reasons)
        if one.verified is None:
            reasons.append(("never-verified", {}))
        if offer.capacity is not None:
            args = {"number": offer.capacity}
            if offer.per is not None:
                args["per"] = duration_text(duration(offer.per))
            reasons.append(("capacity", args))
        self.weigh(one, limit, target, reasons)

    def weigh(self, one, limit, target, reasons=()):
        """Says where a candidate is not certain, or comes too late."""
        reasons = list(reasons)
        if one.certainty != "certain":
            reasons.append(("eligibility-open", {}))
        if one.earliest is not None and limit is not None and one.earliest > limit:
            reasons.append(("after-limit", {"limit": iso(limit)}))
        if one.earliest is not None and target is not None and one.earliest > target:
            reasons.append(("after-target", {"target": iso(target)}))
        self.give_reasons(one, reasons)

    @staticmethod
    def give_reasons(one, reasons):
        one.reasons.extend({"code": code, "args": args} for code, args in reasons)
        one.reasons.sort(key=lambda reason: ORDER.index(reason["code"]))

    def reckon(self, one, place, reasons):
        """Now, the answers of all on the way, the journey, the opening."""
        offer = one.offer
        at = self.facts.now + offer.respond + sum(entry.respond for entry in one.path.entries.values())
        if offer.site is not None:
            travel = seconds_between(self.protocol, self.facts.place, offer.site)
            if travel is None:
                reasons.append(("no-way", {}))
                return
            if travel:
                reasons.append(("travel", {"time": duration_text(travel)}))
            at += travel
        opens = offer.hours.next_open(at, self.protocol.zone(place), holiday_test(self.protocol, place))
        if opens is None:
            reasons.append(("not-open", {}))
        elif opens > at:
            reasons.append(("opens", {"at": iso(opens)}))
        one.earliest = opens

    def rank(self, one, limit, target, gives_also=0):
        """The key by which candidates stand in order."""
        earliest = NEVER if one.earliest is None else one.earliest
        verified = one.verified or ""
        return (-gives_also, one.certainty != "certain", limit is not None and earliest > limit,
                target is not None and earliest > target, earliest, -self.people.depth(one.offer.at),
                -one.offer.prefer, [-ord(c) for c in verified] or [0], one.actor, one.offer.order)


def calls(protocol, facts, people, holder, path):
    """The contacts of the first on the path that the holder may see, those that are open now first."""
    place = facts.place
    zone, is_holiday = protocol.zone(place), holiday_test(protocol, place)
    for name in path[1:]:
        if name not in protocol.actors or not people.can_see(holder, name):
            continue
        found = []
        for contact in protocol.actors[name].contacts:
            if contact.visible_to and not people.counts_for(holder, contact.visible_to):
                continue
            entry = {"by": contact.by, "value": contact.value}
            if contact.secure:
                entry["secure"] = True
            if contact.hours.is_open(facts.now, zone, is_holiday):
                entry["open"] = True
            found.append(entry)
        return sorted(found, key=lambda entry: "open" not in entry)
    return []
