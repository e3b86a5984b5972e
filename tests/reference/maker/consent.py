# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Consent sections and their rules, and claims."""
from .conditions import FLAG, RULE, when
from .texts import cites, mix, texts
from .world import element, put, seconds_of


def agreement(w):
    made = element("agreement", by=w.refs(w.parties))
    if w.chance(0.5):
        made.set("kind", w.pick(["consent", "assent", "assent"]))
    if w.chance(0.6):
        made.set("form", w.pick(["spoken", "recorded", "written"]))
    if w.chance(0.3):
        made.set("valid-for", w.duration())
        w.validity.append(seconds_of(made.get("valid-for")))
    if w.chance(0.25):
        made.set("naming", " ".join(w.some(["item", "recipient", "purpose"], 1, 2)))
    if w.chance(0.25):
        made.set("earlier", w.boolean(w.chance(0.7)))
    return made


def rule(w):
    effect = w.pick(["require"] * 6 + ["permit"] * 3 + ["forbid"])
    made = element("rule", id=w.new_id("rule"), effect=effect)
    texts(w, made)
    if w.chance({"require": 0.45, "permit": 0.95, "forbid": 0.98}[effect]):
        made.append(when(w, RULE))
    n = {"require": w.pick([1, 1, 2]), "permit": w.pick([0, 0, 1, 2]), "forbid": 0}[effect]
    for _ in range(n):
        made.append(agreement(w))
    if w.chance(0.25):
        duty = put(made, "obligation", id=w.new_id("obligation"))
        texts(w, duty)
        cites(w, duty)
    cites(w, made)
    mix(w, made)
    return made


def make_consent(w):
    """Several sections; each may stand over some of the others, without a circle."""
    sections = []
    for i in range(w.pick([1, 1, 2, 2, 3])):
        made = element("consent")
        if w.chance(0.8):
            made.set("id", w.new_id("consent"))
        for _ in range(w.rng.randint(1, 4)):
            made.append(rule(w))
        sections.append(made)
    order = w.some(sections, len(sections), len(sections))
    for i, made in enumerate(order):
        below = [s.get("id") for s in order[:i] if s.get("id")]
        if below and w.chance(0.6):
            made.set("over", w.refs(below))
    return sections


def claim(w):
    made = element("claim", id=w.new_id("claim"))
    texts(w, made)
    if w.chance(0.5):
        made.append(when(w, FLAG))
    kind = w.pick(["never-permitted", "always-step", "always-provider"])
    if kind == "never-permitted":
        said = put(made, kind, item=w.refs(w.items.ids), to=w.refs(w.who()))
        if w.chance(0.5):
            said.set("purpose", w.refs(w.aims()))
        if w.chance(0.5):
            said.set("without", w.refs(w.parties))
    elif kind == "always-step":
        said = put(made, kind)
        if w.chance(0.6):
            said.set("service", w.pick(w.services.ids))
        else:
            said.set("inform", w.refs(w.roles))
            said.set("purpose", w.pick(w.aims()))
        if w.chance(0.5):
            said.set("within", w.duration())
            said.set("of", w.pick(w.clocks))
    else:
        said = put(made, kind, service=w.pick(w.services.ids))
        if w.chance(0.5):
            said.set("at", w.refs(w.places.ids))
        if w.chance(0.5):
            said.set("at-least", str(w.rng.randint(1, 2)))
    cites(w, made)
    return made


def make_claims(w):
    section = element("claims")
    while w.chance(0.4):
        section.append(claim(w))
    return section
