# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Cases: what is known of a child, what was agreed to, what was done; with times where something changes."""
import datetime
import zoneinfo

from .world import UTC

OUTCOMES = ["served", "partly-served", "declined", "unavailable", "elsewhere", "not-needed", "no-answer"]
UNIT_SECONDS = {"day": 86400, "hour": 3600, "minute": 60}


# Zones in brackets, for moments whose seconds leave this rest by 29: no chance, so that a seed stays what it is.
BRACKETS = {3: "Africa/Nairobi", 11: "Asia/Kathmandu", 17: "America/Santiago", 23: "Europe/London"}


def moment(w, at):
    """As RFC 3339 writes it, now and then with another offset than Z."""
    at = at.replace(microsecond=0)
    if w.chance(0.05):
        zone = datetime.timezone(datetime.timedelta(minutes=w.pick([60, 345, -210, 780])))
        return at.astimezone(zone).isoformat()
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def said(w, at):
    """A moment of a case: now and then its zone is named, as RFC 9557 has it."""
    text = moment(w, at)
    name = BRACKETS.get(int(at.timestamp()) % 29)
    if name is None:
        return text
    shown = at.replace(microsecond=0).astimezone(zoneinfo.ZoneInfo(name))
    return f"{shown:%Y-%m-%dT%H:%M:%S}{shown.isoformat()[19:25]}[{name}]"


def seconds(n):
    return datetime.timedelta(seconds=n)


def question_time(w):
    """Near the base of the protocol, often where opening hours begin or end."""
    at = w.base + seconds(w.pick([0, 0, 1, -1, 86400, w.rng.randrange(-400000, 400000)]))
    if w.hours and w.chance(0.4):
        zone, text = w.pick(w.hours)
        edges = [t for t in text.replace(",", " ").replace("-", " ").replace(";", " ").split() if ":" in t and t != "24:00"]
        if edges:
            hour, minute = w.pick(edges).split(":")
            local = at.astimezone(zoneinfo.ZoneInfo(zone)).replace(hour=int(hour), minute=int(minute), second=0)
            at = local.astimezone(UTC) + seconds(w.pick([0, 0, -1, 1]))
    return at


def years_before(day, years):
    return months_before(day, 12 * years)


def months_before(day, months):
    """The same day of an earlier month, or the last one that it has."""
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month + 1, last)
        except ValueError:
            continue
    return day


def clock_start(w, clock, now, zone):
    """A moment of a clock from which something is just full, or just not yet, at the time of the question."""
    counted = [f for f in w.facts if f.kind == "number" and f.since == clock]
    marks = w.clock_marks.get(clock, [])
    jitter = seconds(w.pick([0, 0, 1, -1, 60, -3600]))
    if counted and w.chance(0.6):
        fact = w.pick(counted)
        value = max(0, w.rng.randint(fact.min - 1, fact.max + 1))
        if fact.unit in UNIT_SECONDS:
            return now - seconds(value * UNIT_SECONDS[fact.unit]) + jitter
        today = now.astimezone(zone).date() + datetime.timedelta(days=w.pick([0, 0, 1, -1]))
        day = years_before(today, value) if fact.unit == "year" else months_before(today, value)
        at = now.astimezone(zone).time() if w.chance(0.5) else datetime.time(w.pick([0, 12]), 0)
        return datetime.datetime.combine(day, at, zone).astimezone(UTC)
    if marks and w.chance(0.7):
        return now - seconds(w.pick(marks)) + jitter
    return now - seconds(w.pick([0, w.rng.randrange(3600), w.rng.randrange(900000), w.rng.randrange(90000000)]))


def clock_value(w, clock, now, zone):
    start = min(clock_start(w, clock, now, zone), now)
    local = start.astimezone(zone)
    shape = w.rng.randrange(20)
    if shape < 10:
        return said(w, start)
    if shape < 13:
        return local.strftime("%Y-%m-%d")
    if shape < 15:
        return local.strftime("%Y-%m")
    if shape < 16:
        return local.strftime("%Y")
    later = start + seconds(w.pick([0, 1, 3600, 86400, 700000]))
    if shape < 19:
        return {"from": said(w, start), "to": said(w, later)}
    return {"from": local.strftime("%Y-%m-%d"), "to": (later.astimezone(zone).date()).strftime("%Y-%m-%d")}


def number_value(w, fact):
    values = list(range(fact.min, fact.max + 1))
    shape = w.rng.randrange(4)
    if shape < 2:
        return w.pick(values), True
    if shape == 2:
        some = w.some(values, 1, 3)
        return some, len(some) == 1
    low, high = sorted([w.pick(values), w.pick(values)])
    bounds = {"min": low, "max": high}
    if low < high and w.chance(0.4):
        bounds.pop(w.pick(["min", "max"]))
    return bounds, low == high


def choice_value(w, fact):
    if w.chance(0.5):
        term = w.pick(fact.terms.ids)
        return term, len(fact.terms.leaves(term)) == 1
    some = w.some(fact.terms.ids, 1, 3)
    left = {leaf for term in some for leaf in fact.terms.leaves(term)}
    return some, len(left) == 1


def set_value(w, fact):
    """A truth of the terms that is consistent, told whole or in part."""
    yes = set()
    for term in fact.terms.ids:
        parent = fact.terms.parent[term]
        if (parent is None or parent in yes) and w.chance(0.45):
            yes.add(term)
    if w.chance(0.5):
        lowest = [t for t in fact.terms.ids if t in yes and (w.chance(0.5) or not yes.intersection(fact.terms.children(t)))]
        return lowest, True
    told = [t for t in fact.terms.ids if w.chance(0.5)]
    value = {"yes": [t for t in told if t in yes], "no": [t for t in told if t not in yes]}
    known = [t for t in fact.terms.ids if any(fact.terms.is_under(x, t) for x in value["yes"])
             or any(fact.terms.is_under(t, x) for x in value["no"])]
    for name in ("yes", "no"):
        if not value[name] and w.chance(0.5) and len(value) > 1:
            del value[name]
    return value, len(known) == len(fact.terms.ids)


def facts_of_case(w):
    facts, unknown = {}, []
    for fact in w.facts:
        if fact.derived:
            continue
        known = fact.kind == "number" and fact.min == fact.max or fact.kind == "choice" and len(fact.terms.leaves()) == 1
        if w.chance(0.2 if fact.since else 0.5):
            make = {"number": number_value, "choice": choice_value, "set": set_value,
                    "flag": lambda w, f: (w.chance(0.5), True)}[fact.kind]
            facts[fact.id], known = make(w, fact)
        if not known and w.chance(0.12) and (fact.kind != "set" or fact.terms.ids):
            unknown.append(fact.id)
    return facts, unknown


def scope(w, choices):
    return "all" if w.chance(0.4) else w.some(choices, 1, 2)


def end_of(w, at, now):
    """Not before it was given; often the very time of the question."""
    return max(at, now + seconds(w.pick([0, 0, -1, 1, -7200, 86400])))


def consent(w, now, before):
    back = w.pick(w.validity + [0, 1, 3600, 86400, w.rng.randrange(2000000)])
    at = now - seconds(back) + seconds(w.pick([0, 0, 0, -1, 1, 7200]))
    if before and w.chance(0.25):
        at = w.pick(before)
    before.append(at)
    made = {"by": w.pick(w.parties), "given": w.chance(0.7), "at": said(w, at)}
    whole = made["given"]
    if whole or w.chance(0.2):
        made["kind"] = w.pick(["consent", "consent", "assent"])
        made["form"] = w.pick(["written", "written", "recorded", "spoken"])
    for name, choices in (("items", w.items.ids), ("recipients", w.who()), ("purposes", w.aims())):
        if whole or w.chance(0.6):
            made[name] = scope(w, choices)
    if whole and w.chance(0.2):
        made["until"] = said(w, end_of(w, at, now))
    if whole and w.chance(0.2):
        made["withdrawn"] = said(w, end_of(w, at, now))
    return made


def entry(w, now):
    at = now - seconds(w.pick([0, 0, 60, 3600, 90000, -60]))
    made = {"step": w.pick(w.steps).id, "at": said(w, at)}
    if w.chance(0.6):
        made["actor"] = w.pick(w.providers if w.providers and w.chance(0.8) else w.actor_ids())
    made["outcome"] = w.pick(OUTCOMES)
    return made


def holder(w):
    roles = [r for r in w.roles if w.role_groups[r]]
    if roles and w.chance(0.25):
        return w.pick(roles)
    inside = w.those_in(w.pick(w.interfaces)[0]) if w.interfaces and w.chance(0.4) else []
    return w.pick(inside or w.actor_ids())


def zone_of(w, place):
    """That of the smallest place known: a place with one part is that part."""
    parts = w.places.children(place)
    return zone_of(w, parts[0]) if len(parts) == 1 else zoneinfo.ZoneInfo(w.zone[place])


def make_case(w, number):
    """The case, the time of the questions, and the earliest time at which it can be asked about."""
    now = question_time(w)
    place = w.pick(w.pick([w.places.ids, w.places.leaves()])) if w.chance(0.85) else None
    zone = zone_of(w, place or w.places.ids[0])
    made = {"id": f"c-{number}"} if w.chance(0.8) else {}
    made["holder"] = holder(w)
    if place:
        made["place"] = place
    clocks = {c: clock_value(w, c, now, zone) for c in w.clocks if w.chance(0.75)}
    if clocks:
        made["clocks"] = clocks
    facts, unknown = facts_of_case(w)
    if w.chance(0.05) and (place is None or w.places.children(place)):
        unknown.append("place")
    if facts:
        made["facts"] = facts
    if unknown:
        made["unknown"] = unknown
    if w.chance(0.3):
        made["avoid"] = w.some(w.who(), 1, 2)
    done = [entry(w, now) for _ in range(w.pick([0, 0, 1, 2, 3]))]
    if done:
        made["done"] = done
    times = []
    consents = [consent(w, now, times) for _ in range(w.pick([0, 1, 2, 3, 5]))]
    if consents:
        made["consents"] = consents
    return made, now, times
