# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Groups, roles, actors with what they play and offer, and who reaches whom."""
import datetime

from .conditions import PATHWAY, UNLESS, when
from .texts import cites, mix, text_element, texts
from .vocabulary import grow
from .world import Actor, element, put

DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
TIMES = ["00:00", "06:00", "08:00", "09:30", "12:00", "13:15", "16:00", "17:45", "20:00", "22:00"]


def make_groups(w):
    section = element("groups")
    grow(w, w.groups, section, "group", "group", w.rng.randint(2, 5), 3)
    return section


def name_roles(w):
    """Before all else, for facts may be asked by a role."""
    w.roles = [w.new_id("role") for _ in range(w.rng.randint(2, 5))]


def make_roles(w):
    section = element("roles")
    for name in w.roles:
        made = put(section, "role", id=name)
        w.role_groups[name] = w.some(w.groups.ids, 1, w.pick([1, 1, 2])) if w.chance(0.5) else []
        if w.role_groups[name]:
            made.set("group", " ".join(w.role_groups[name]))
        texts(w, made)
        if w.chance(0.25):
            w.duties.append(w.new_id("duty"))
            duty = put(made, "duty", id=w.duties[-1])
            texts(w, duty)
            cites(w, duty)
        if w.chance(0.25):
            made.append(make_advice(w))
        mix(w, made)
    return section


def make_advice(w):
    made = element("advice", id=w.new_id("advice"), kind=w.pick(["must", "must-not", "should"]))
    if w.chance(0.3):
        made.set("role", w.refs(w.roles))
    texts(w, made)
    if w.chance(0.6):
        made.append(when(w, PATHWAY))
    cites(w, made)
    return made


def dated(w, made, chance=0.15):
    if w.chance(0.5):
        made.set("verified", str(w.day()))
    first = w.day(30) if w.chance(chance) else None
    last = w.day(30) if w.chance(chance) else None
    if first and last and last < first:
        first, last = last, first
    if first:
        made.set("active-from", str(first))
    if last:
        made.set("active-until", str(last))


def days_part(w):
    shape = w.rng.randrange(5)
    if shape == 0:
        return "-".join([w.pick(DAYS), w.pick(DAYS)])
    if shape == 1:
        return ",".join(w.some(DAYS, 1, 3))
    if shape == 2:
        return "PH"
    if shape == 3:
        return "PH," + w.pick(DAYS) + "-" + w.pick(DAYS)
    return "Mo-Fr"


def spans_part(w):
    spans = []
    for _ in range(w.pick([1, 1, 2])):
        first, last = w.some(TIMES, 2, 2)
        spans.append(f"{first}-{w.pick([last, last, '24:00'])}")
    return w.pick([",", ", "]).join(spans)


def hours(w):
    if w.chance(0.15):
        return "24/7"
    rules = []
    for _ in range(w.pick([1, 1, 2, 3])):
        shape = w.rng.randrange(10)
        if shape == 0:
            rules.append(spans_part(w))
        elif shape == 1:
            rules.append(days_part(w))
        elif shape == 2 and rules:
            rules.append(days_part(w) + " off")
        elif shape == 3 and rules:
            rules.append("PH off")
        else:
            rules.append(f"{days_part(w)} {spans_part(w)}")
    return w.pick(["; ", ";"]).join(rules)


def keep_hours(w, text, place):
    """Their edges are times at which questions are asked."""
    w.hours.append((w.zone[place], text))
    return text


def make_offer(w, actor):
    made = element("offers")
    if w.chance(0.7):
        made.set("id", w.new_id("offer"))
    made.set("service", w.refs(w.services.ids, 3))
    made.set("at", w.refs(w.pick([w.places.ids, w.places.ids[:1], w.places.ids[:1]])))
    if w.chance(0.5):
        made.set("site", w.pick(w.places.ids))
    if w.chance(0.5):
        made.set("hours", keep_hours(w, hours(w), made.get("site") or w.places.ids[0]))
    if w.chance(0.6):
        made.set("respond-within", w.duration())
    if w.chance(0.3):
        made.set("capacity", str(w.rng.randint(1, 9)))
        if w.chance(0.7):
            made.set("per", w.pick(["P1D", "P7D", "PT12H"]))
    if w.chance(0.3):
        made.set("prefer", str(w.pick([-1, 0, 1, 2])))
    dated(w, made, 0.1)
    texts(w, made)
    if w.chance(0.4):
        made.append(when(w, PATHWAY))
    return made


def make_contact(w):
    made = element("contact", by=w.pick(["phone", "radio", "email", "web", "in-person", "sms", "other"]))
    if w.chance(0.3):
        made.set("hours", keep_hours(w, hours(w), w.places.ids[0]))
    if w.chance(0.3):
        made.set("secure", w.boolean(w.chance(0.7)))
    if w.chance(0.3):
        made.set("visible-to", w.refs(w.members()))
    made.text = w.pick(["+000 100", "channel 4", "desk@example.org", "the green door"])
    return made


def may_play(w, actor):
    def fits(role):
        groups = w.role_groups[role]
        return not groups or any(w.groups.is_under(own, g) for own in actor.groups for g in groups)
    return [role for role in w.roles if fits(role)]


def add_plays(w, made, actor):
    playable = may_play(w, actor)
    if actor.gate:
        actor.roles.append(actor.gate)
        plays = put(made, "plays", role=actor.gate, at=w.places.ids[0])
        if w.chance(0.5):
            plays.set("respond-within", w.duration())
    for _ in range(w.pick([0, 1, 1, 2]) if playable else 0):
        role = w.pick(playable)
        actor.roles.append(role)
        plays = put(made, "plays", role=role, at=w.refs(w.pick([w.places.ids, w.places.ids[:1], w.places.ids[:1]])))
        if w.chance(0.5):
            plays.set("respond-within", w.duration())
        dated(w, plays, 0.1)


def make_actor(w, actor, before):
    made = element("actor", id=actor.id, group=" ".join(actor.groups))
    if before and w.chance(0.2):
        made.set("part-of", w.pick(before).id)
    dated(w, made, 0.08)
    if w.chance(0.25):
        actor.hidden = True
        made.set("visible-to", w.refs(w.pick([w.members(), w.gates or w.roles])))
    texts(w, made)
    add_plays(w, made, actor)
    for _ in range(w.pick([0, 1, 1, 2])):
        w.providers.append(actor.id)
        made.append(make_offer(w, actor))
    while w.chance(0.3):
        made.append(make_contact(w))
    mix(w, made)
    return made


def appoint_gates(w):
    """Roles that stand between others, and who plays them everywhere: else most paths would end there."""
    for role in w.some(w.roles, 1, 2):
        fit = [a for a in w.actors if role in may_play(w, a)]
        if fit:
            w.gates.append(role)
            w.pick(fit).gate = role


def make_actors(w):
    section = element("actors")
    for _ in range(w.rng.randint(3, 7)):
        w.actors.append(Actor(w.new_id("actor"), w.some(w.groups.ids, 1, w.pick([1, 1, 2]))))
    appoint_gates(w)
    order = w.some(w.actors, len(w.actors), len(w.actors))
    for actor in w.actors:
        section.append(make_actor(w, actor, order[:order.index(actor)]))
    return section


def make_interface(w):
    made = element("interface", id=w.new_id("interface"))
    for name in ("from", "to"):
        groups = w.pick(w.actors).groups
        side = w.pick([groups, groups, w.groups.ids, w.groups.ids[:1], w.roles + w.actor_ids()])
        made.set(name, w.refs(side, 3))
    w.interfaces.append((made.get("from").split(), made.get("to").split()))
    made.set("through", w.refs(w.gates if w.gates and w.chance(0.7) else w.roles))
    if w.chance(0.5):
        made.set("when-missing", w.pick(["block", "direct", "direct"]))
    texts(w, made)
    if w.chance(0.45):
        unless = when(w, UNLESS, "unless")
        if w.chance(0.6):
            unless.set("if-open", w.pick(["fails", "holds", "holds"]))
        made.append(unless)
    cites(w, made)
    return made


def make_coordination(w):
    section = element("coordination")
    for _ in range(w.pick([0, 1, 2, 3, 4])):
        section.append(make_interface(w))
    return section


def head(w):
    """The outermost element and its title."""
    made = element("protocol", id="made", version=w.pick(["1", "2.1", "b"]))
    if w.chance(0.8):
        made.set("status", w.pick(["example", "draft", "adopted", "adopted"]))
    made.set("xml:lang", "en")
    validity(w, made)
    while w.chance(0.4):
        text_element(w, made, "label")
    return made


def validity(w, made):
    first = w.day() - datetime.timedelta(days=w.pick([0, 1, 365]))
    last = first + datetime.timedelta(days=w.pick([0, 1, 2, 400, 800]))
    if w.chance(0.3):
        made.set("valid-from", str(first))
    if w.chance(0.3):
        made.set("valid-until", str(last))
    if w.chance(0.3):
        made.set("review-by", str(w.day()))
