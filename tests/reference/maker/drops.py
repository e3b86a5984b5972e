# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Drops: what an included document defines is taken away, or replaced."""
import copy

from .conditions import FLAG, RULE, when
from .world import element, put

# What may be dropped, and what each must have.
NEEDED = {"number": ["min", "max"], "choice": [], "set": [], "flag": [], "term": [], "clock": [], "place": [], "item": [],
          "purpose": [], "party": [], "service": [], "group": [], "role": [], "actor": ["group"],
          "offers": ["service", "at"], "interface": ["from", "to", "through"], "pathway": [], "step": [],
          "target": ["within"], "limit": ["within"], "advice": ["kind"], "rule": ["effect"], "claim": []}


def surplus(w, parent):
    """Something that would change answers if it stayed; None where nothing fits."""
    name = w.new_id("gone")
    tag = parent.tag
    if tag == "consent":
        made = element("rule", id=name, effect="forbid")
        if w.chance(0.3):
            made.append(when(w, RULE))
        return made
    if tag == "vocabulary":
        return element("flag", id=name)
    if tag in ("choice", "set", "term"):
        return element("term", id=name)
    if tag in ("places", "place", "items", "item", "purposes", "purpose", "services", "service", "groups", "group"):
        return element(tag.rstrip("s") if tag.endswith("s") else tag, id=name)
    if tag == "pathway":
        return w.pick([element("step", id=name), element("advice", id=name, kind="must"),
                       element("target", id=name, within="PT0S")])
    if tag == "step":
        return element("limit", id=name, within="PT0S")
    return rarer_surplus(w, tag, name)


def rarer_surplus(w, tag, name):
    if tag == "actors":
        made = element("actor", id=name, group=w.pick(w.groups.ids))
        put(made, "offers", service=w.pick(w.services.ids), at=w.places.ids[0])
        return made
    if tag == "actor":
        return element("offers", id=name, service=w.pick(w.services.ids), at=w.places.ids[0])
    if tag == "coordination":
        return element("interface", id=name, from_=w.pick(w.groups.ids), to=w.pick(w.groups.ids), through=w.pick(w.roles))
    if tag == "pathways":
        made = element("pathway", id=name)
        put(made, "step", id=w.new_id("gone"))
        return made
    if tag == "claims":
        made = element("claim", id=name)
        made.append(when(w, FLAG))
        return made
    return {"clocks": element("clock", id=name), "parties": element("party", id=name),
            "roles": element("role", id=name)}.get(tag)


def predecessor(w, new):
    """What the replacement took the place of: as little as the schema lets be, with the same id or another."""
    kind = "flag" if new.tag in ("number", "choice", "set") and w.chance(0.5) else new.tag
    old = element(kind, id=new.get("id") if w.chance(0.6) else w.new_id("old"))
    for name in NEEDED[kind]:
        old.set(name, new.get(name))
    if kind == "rule":
        old.set("effect", w.pick(["forbid", "permit"]))
    return old


def families(section):
    """Each element under a section with what it stands in and the fact it is a term of."""
    def walk(parent, fact):
        for child in list(parent):
            inner = child if child.tag in ("choice", "set") else fact
            yield parent, child, inner
            yield from walk(child, inner)
    yield from walk(section, None)


def ids_in(documents):
    names = [e.get("id") for root in documents.values() for e in root.iter() if e.get("id") and e.tag != "term"]
    return names


def add_drop(w, root, ref, fact, new):
    drop = element("drop", ref=ref)
    if fact is not None:
        drop.set("of", fact.get("id"))
    drop.set("because", w.pick(["not here", "the law of this country says so"]))
    if new is not None:
        drop.append(new)
    root.insert(w.rng.randint(0, len(root)), drop)


def take_away(w, root, moved, touched):
    section = w.pick(moved)
    inside = [(section, None)] + [(child, fact) for _, child, fact in families(section) if child not in touched]
    with_terms = [pair for pair in inside if pair[1] is not None and pair[0].tag in ("choice", "set", "term")]
    parent, fact = w.pick(with_terms if with_terms and w.chance(0.6) else inside)
    if fact is not None and parent.tag not in ("choice", "set", "term"):
        return
    extra = surplus(w, parent)
    if extra is not None:
        parent.insert(w.rng.randint(0, len(parent)), extra)
        touched.update(extra.iter())     # nothing is put into what goes
        add_drop(w, root, extra.get("id"), fact if extra.tag == "term" else None, None)


def replace(w, root, moved, documents, touched):
    """The element as it was made goes into the drop, a poor one stands where it stood."""
    names = ids_in(documents)
    found = [(p, c, f) for s in moved for p, c, f in families(s)
             if c.tag in NEEDED and c.get("id") and (c.tag == "term" or names.count(c.get("id")) == 1)]
    found = [x for x in found if not touched.intersection([x[1]] + list(x[1].iter()))]
    if not found:
        return
    parent, new, fact = w.pick(found)
    if any(e.get("id", "").startswith("gone") for e in new.iter()):
        return
    old = predecessor(w, new)
    parent[list(parent).index(new)] = old
    touched.add(old)
    add_drop(w, root, old.get("id"), fact if new.tag == "term" else None, copy.deepcopy(new))


def add_drops(w, root, moved, documents):
    """Drops in one document, of what stands in sections that it includes."""
    touched = set()
    while w.chance(0.55):
        replace(w, root, moved, documents, touched)
    while w.chance(0.5):
        take_away(w, root, moved, touched)
