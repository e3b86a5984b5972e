# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The sections put together to one document, or to several with includes and drops."""
import random

from .consent import make_claims, make_consent
from .directory import head, make_actors, make_coordination, make_groups, make_roles, name_roles, validity
from .drops import add_drops
from .pathways import make_pathways
from .vocabulary import (make_calendar, make_clocks, make_forests, make_places, make_sources, make_travel,
                         make_vocabulary)
from .world import element


def make_sections(w):
    """All sections, in the order of the schema; made so that each knows the names that it refers to."""
    name_roles(w)
    sources, clocks, places = make_sources(w), make_clocks(w), make_places(w)
    vocabulary = make_vocabulary(w)
    forests = make_forests(w)
    groups = make_groups(w)
    roles = make_roles(w)
    actors = make_actors(w)
    travel, calendar = make_travel(w), make_calendar(w)
    made = [sources, vocabulary, clocks, places, travel, calendar] + forests + [groups, roles, actors]
    made += [make_coordination(w), make_pathways(w)] + make_consent(w) + [make_claims(w)]
    return [s for s in made if len(s) or w.chance(0.3)]


def halve(w, sections):
    """A section may be there twice."""
    at = w.rng.randrange(len(sections))
    section = sections[at]
    if section.tag != "consent" and len(section) > 1:
        second = element(section.tag)
        second[:] = list(section)[len(section) // 2:]
        section[:] = list(section)[:len(section) // 2]
        sections.insert(w.rng.randint(at + 1, len(sections)), second)


def take_out(w, parent, sections, name, documents):
    """Some sections of a document become a document of their own."""
    taken = sorted(w.some(range(len(sections)), 1, len(sections) - 1))
    moved = [sections[i] for i in taken]
    if len(moved) == 1 and w.chance(0.6):
        root = moved[0]
    else:
        root = element("protocol", id="part", version="1")
        root.set("xml:lang", "en")
        if w.chance(0.4):
            root.set("status", w.pick(["example", "draft", "adopted"]))
        validity(w, root)
        root[:] = moved
    documents[name] = root
    where = list(parent).index(moved[0])
    for section in moved:
        parent.remove(section)
    parent.insert(where, element("include", href=w.pick([name, name, "./" + name])))
    return root, moved


def as_if_written(root, seed):
    """Some say what the documents said that they were once written from; by dice of its own, so that the rest stays."""
    rng = random.Random(f"{seed} written")
    if rng.random() < 0.1:
        root.set("guards-dropped", rng.choice(["gone", "gone gone-too", "rule1 gone"]))
    if rng.random() < 0.1:
        root.set("included-until", rng.choice(["2011-12-31", "2026-06-30", "2027-12-31"]))


def make_documents(w):
    """Name and root element of each document, the outermost first."""
    sections = make_sections(w)
    if w.chance(0.2):
        sections = w.some(sections, len(sections), len(sections))
    while w.chance(0.2):
        halve(w, sections)
    root = head(w)
    root.extend(sections)
    documents = {"protocol.xml": root}
    as_if_written(root, w.seed)
    if w.chance(0.4):
        part, moved = take_out(w, root, sections, "inc.xml", documents)
        add_drops(w, root, moved, documents)
        if part.tag == "protocol" and len(moved) > 2 and w.chance(0.4):
            _, inner = take_out(w, part, [s for s in part if s in moved], "inner.xml", documents)
            add_drops(w, part, inner, documents)
        if w.chance(0.1):
            root.append(element("include", href="inc.xml"))
    return documents
