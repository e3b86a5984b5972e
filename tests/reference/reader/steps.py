# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Which steps are in a plan, which of them are one, their times, what became of them, their order."""
from .conditions import closure, settle
from .facts import OUTCOMES, word_of
from .times import iso, moment

SETTLED = ("served", "elsewhere", "not-needed")


class Merged:
    """One step of a plan, of one or more steps of the protocol."""

    def __init__(self, members):
        self.members = members
        self.first = members[0]
        self.ids = [step.id for step in members]
        self.visit = None            # the step at whose visit it is given
        self.before = []             # the steps of the plan that it comes after
        self.after = []              # their first ids
        self.limits, self.targets, self.open_clocks = [], [], []
        self.done, self.is_done, self.is_declined, self.out = [], False, False, {}
        self.raw, self.candidates, self.left_out, self.hidden_help = None, [], [], None
        self.share, self.items_if = [], []
        self.state, self.escalate = None, None

    def main(self):
        return self.visit.main() if self.visit else self

    def kind(self):
        return "service" if self.first.service else "inform" if self.first.inform else "act"

    def purpose(self):
        return self.main().first.purpose

    def is_closed(self):
        return all(self.closes(step) for step in self.members)

    def closes(self, step):
        return any(limit.closes for limit in self.limits if limit.step is step)

    def open_limits(self):
        return [limit for limit in self.limits if not limit.passed]

    def first_limit(self):
        return min((limit.at for limit in self.open_limits()), default=None)

    def target(self):
        return min((at for at, _ in self.targets), default=None)

    def urgency(self):
        """The earliest of open limits and target, from the earliest of each clock; nothing: last."""
        owed = [limit for limit in self.limits if limit.passed and limit.then == "overdue" and not self.is_done]
        times = [limit.order_at for limit in self.open_limits() + owed] + [at for at, _ in self.targets]
        return min(times, default=float("inf"))


class Limit:
    def __init__(self, due, step, clock, sure, now):
        self.step, self.of, self.then = step, due.of, due.then
        self.order_at = clock[0] + due.within
        self.at = self.order_at if due.then == "overdue" else clock[1] + due.within
        self.passed = self.at < now
        self.closes = self.passed and sure and due.then == "closed"
        self.owed = self.passed and sure and due.then == "overdue"

    def json(self):
        entry = {"at": iso(self.at), "of": self.of, "then": self.then}
        if self.passed:
            entry["passed"] = True
        return entry


class Steps:
    """The steps of a plan, merged, with their times, in document order."""

    def __init__(self, protocol, facts, people, holder):
        self.protocol, self.facts, self.people = protocol, facts, people
        self.request = {"sender": people.counts_as(holder)}
        self.of = {}             # id: the step of the plan it went into
        held = [step for step in protocol.steps if facts.certainty(step.when, self.request) != "impossible"]
        self.there = {step.id: step for step in held}
        groups = {}
        for step in held:
            groups.setdefault(self.key(step), []).append(step)
        self.all = [Merged(members) for members in groups.values()]
        for merged in self.all:
            self.of.update((name, merged) for name in merged.ids)
        for merged in self.all:
            self.connect(merged)
        for merged in self.all:
            self.settle(merged)
        for merged in self.all:
            self.follow(merged)

    def key(self, step):
        """What two steps have in common that are one."""
        if not (step.service or step.inform):
            return step.id
        visit = self.there.get(step.visit)
        return step.service or step.inform, self.key(visit) if visit else step.purpose, step.by

    def connect(self, merged):
        if merged.first.visit in self.there:
            merged.visit = self.of[merged.first.visit]

    def settle(self, merged):
        self.hold(merged)
        self.time(merged)
        self.note_done(merged)

    def hold(self, merged):
        """In which completions the step is in the plan, and which items it then shares."""
        settled = [settle(step.when, self.request) for step in merged.members]
        merged.space = self.facts.space(settled)
        asks = [closure(self.protocol, condition) for condition in settled]
        merged.holds = [[ask(values) for ask in asks] for values in merged.space.completions]
        outcomes = [any(held) for held in merged.holds]
        merged.certainty = word_of(outcomes)
        merged.depends = merged.space.depends(outcomes)
        self.divide_items(merged)

    def divide_items(self, merged):
        for i, step in enumerate(merged.members):
            for item in step.share:
                if merged.certainty != "certain" or self.is_always_shared(merged, item):
                    if item not in merged.share:
                        merged.share.append(item)
                else:
                    depends = merged.space.depends([held[i] for held in merged.holds])
                    merged.items_if.append((item, step.id, depends))

    def is_always_shared(self, merged, item):
        above = self.protocol.items.above(item)
        gives = [not set(above).isdisjoint(step.share) for step in merged.members]
        return all(any(h and g for h, g in zip(held, gives)) for held in merged.holds)

    def time(self, merged):
        for step in merged.main().members:
            for due in step.targets:
                if self.facts.certainty(due.when, self.request) != "impossible":
                    if due.of in self.facts.clocks:
                        merged.targets.append((self.facts.clocks[due.of][0] + due.within, due.of))
                    else:
                        merged.open_clocks.append(due.of)
        for step in merged.members:
            for due in step.limits:
                word = self.facts.certainty(due.when, self.request)
                if word == "impossible":
                    continue
                if due.of in self.facts.clocks:
                    clock = self.facts.clocks[due.of]
                    merged.limits.append(Limit(due, step, clock, word == "certain", self.facts.now))
                else:
                    merged.open_clocks.append(due.of)
        merged.open_clocks = list(dict.fromkeys(merged.open_clocks))

    def note_done(self, merged):
        """What the case says became of it, up to now; of what names one actor the latest counts."""
        entries = []
        for entry in self.facts.case.get("done", []):
            self.protocol.known(entry["step"], self.protocol.step_of)
            self.protocol.known(entry["outcome"], OUTCOMES)
            if entry["step"] in merged.ids and moment(entry["at"]) <= self.facts.now:
                entries.append((moment(entry["at"]), len(entries), entry))
        merged.done = [{"step": e["step"], "at": iso(at), **({"actor": e["actor"]} if "actor" in e else {}),
                        "outcome": e["outcome"]} for at, _, e in entries]
        for at, _, entry in sorted(entries, key=lambda e: e[:2]):
            merged.is_done = entry["outcome"] in SETTLED
            merged.is_declined = entry["outcome"] == "declined"
            if "actor" in entry:
                merged.out.pop(entry["actor"], None)
                if entry["outcome"] in ("unavailable", "no-answer"):
                    merged.out[entry["actor"]] = {"code": entry["outcome"], "args": {"at": iso(at)}}

    def follow(self, merged):
        """What it comes after: of a step that goes with another, what that one comes after."""
        names = [name for step in merged.main().members for name in step.after if name in self.of]
        before = dict.fromkeys(self.of[name] for name in names)
        merged.before = [one for one in before if one is not merged]
        merged.after = [one.first.id for one in merged.before]

    def ordered(self):
        """Again and again the most urgent of those whose predecessors are listed."""
        listed, left = [], list(self.all)
        while left:
            ready = [step for step in left if all(one in listed for one in step.before)]
            best = min(ready, key=lambda step: (step.urgency(), step.first.order))
            left.remove(best)
            listed.append(best)
        return listed
