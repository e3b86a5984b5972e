# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Pathways: what is to be done, when, after what."""
from .conditions import PATHWAY, when
from .directory import make_advice
from .texts import cites, mix, texts
from .world import element, seconds_of


class Step:
    """What a step refers to, before it is written: others refer to it."""

    def __init__(self, w, others):
        self.id = w.new_id("step")
        self.service = self.inform = self.purpose = self.by = self.share = self.with_ = None
        self.after = []
        if others and w.chance(0.3):
            self.repeat(w, w.pick(others))
        else:
            self.draw(w)
        if (self.service or self.purpose) and w.chance(0.85):
            self.share = w.some(w.items.ids, 1, 3)

    def repeat(self, w, other):
        """The same thing once more: the two are one, or nearly."""
        self.service, self.inform, self.purpose, self.by = other.service, other.inform, other.purpose, other.by
        if w.chance(0.15):
            self.by = w.pick(w.roles)
        if w.chance(0.15):
            self.purpose = w.pick(w.aims())

    def draw(self, w):
        kind = w.pick(["service", "service", "service", "inform", "inform", "act"])
        if kind == "service":
            self.service = w.pick(w.services.ids)
        elif kind == "inform":
            self.inform = [w.pick(w.parties)] if w.chance(0.2) else w.some(w.roles, 1, 2)
        if w.chance({"service": 0.2, "inform": 0.8, "act": 0.2}[kind]):
            self.purpose = w.pick(w.aims())
        if w.chance(0.2):
            self.by = w.pick(w.roles)

    def could_merge_with(self, other):
        """Whether the two are one in some case, whatever each is given with: that may not be there."""
        if not (self.service or self.inform):
            return False
        mine, theirs = ((s.service, s.inform, s.by) for s in (self, other))
        purposes = {s.purpose or s.service for s in (self, other)}
        return mine == theirs and len(purposes) == 1


def set_visits(w, steps):
    """Some services are given at the same visit as another one."""
    served = [s for s in steps if s.service]
    by_id = {s.id: s for s in steps}
    for step in served:
        others = [s for s in served if s is not step]
        if not others or not w.chance(0.2):
            continue
        host = w.pick(others)
        at = host
        while at and at is not step:
            at = by_id.get(at.with_)
        if at is None and (host.with_ is None or w.chance(0.2)):
            step.with_ = host.id


def classes_of(steps):
    """Steps that could be one, and steps with those they are given with."""
    node = list(range(len(steps)))
    number = {s.id: i for i, s in enumerate(steps)}

    def join(a, b):
        was, now = node[a], node[b]
        node[:] = [now if n == was else n for n in node]
    for i, step in enumerate(steps):
        for k in range(i):
            if step.could_merge_with(steps[k]):
                join(i, k)
        if step.with_:
            join(i, number[step.with_])
    return {s.id: node[i] for i, s in enumerate(steps)}


def set_order(w, steps):
    """Steps that come after others, without a circle."""
    node = classes_of(steps)
    comes_after = {n: set() for n in node.values()}

    def reaches(a, b):
        return a == b or any(reaches(c, b) for c in comes_after[a])
    for step in steps:
        for other in w.some(steps, 0, w.pick([0, 0, 1, 2])):
            here, there = node[step.id], node[other.id]
            if not reaches(there, here):
                comes_after[here].add(there)
                step.after.append(other.id)


def due(w, tag):
    made = element(tag)
    if w.chance(0.4):
        made.set("id", w.new_id(tag))
    made.set("within", w.duration())
    clock = "report"
    if w.chance(0.5):
        clock = w.pick(w.clocks)
        made.set("of", clock)
    w.clock_marks.setdefault(clock, []).append(seconds_of(made.get("within")))
    if tag == "limit" and w.chance(0.5):
        made.set("then", w.pick(["closed", "overdue", "overdue"]))
    if w.chance(0.25):
        made.append(when(w, PATHWAY))
    cites(w, made, 0.05)
    return made


def escalate(w):
    made = element("escalate", to=w.refs(w.roles * 2 + w.actor_ids()))
    if w.chance(0.6):
        made.set("after", w.duration())
    if w.chance(0.25):
        made.append(when(w, PATHWAY))
    return made


def write_step(w, step):
    made = element("step", id=step.id, service=step.service, with_=step.with_, by=step.by, purpose=step.purpose)
    for name in ("inform", "after", "share"):
        if getattr(step, name):
            made.set(name, " ".join(getattr(step, name)))
    texts(w, made)
    if w.chance(0.35):
        made.append(when(w, PATHWAY))
    for _ in range(w.pick([0, 0, 1, 2])):
        made.append(due(w, "target"))
    for _ in range(w.pick([0, 0, 1, 1, 2])):
        made.append(due(w, "limit"))
    for _ in range(w.pick([0, 0, 1, 1, 2])):
        made.append(escalate(w))
    cites(w, made)
    mix(w, made)
    return made


def write_pathway(w, steps):
    made = element("pathway", id=w.new_id("pathway"))
    texts(w, made)
    if w.chance(0.6):
        made.append(when(w, PATHWAY))
    for _ in range(w.pick([0, 1, 1, 2])):
        made.append(due(w, "target"))
    for step in steps:
        made.append(write_step(w, step))
    while w.chance(0.3):
        made.append(make_advice(w))
    cites(w, made)
    return made


def make_pathways(w):
    section = element("pathways")
    pathways = [[] for _ in range(w.rng.randint(1, 3))]
    for steps in pathways:
        for _ in range(w.rng.randint(1, 3)):
            steps.append(Step(w, w.steps))
            w.steps.append(steps[-1])
    set_visits(w, w.steps)
    set_order(w, w.steps)
    for steps in pathways:
        section.append(write_pathway(w, steps))
    return section
