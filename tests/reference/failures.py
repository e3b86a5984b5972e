#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""failures.py --seeds A-B: what the loss of one element, of two, of several, takes from every case of small protocols.

Each protocol is tried without each of its elements, whether a plan names it or not, case by case; and of what a drawdown takes
away every part is tried as its repair.
"""
import itertools
import json
import pathlib
import sys
import tempfile
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
from analysis import ask  # noqa: E402
from brute import CAMP, HILL, HOUR, PLACES, PORT, WEEK, World  # noqa: E402
from seeds import try_seeds  # noqa: E402

HOW = ("lost", "blocked", "no-way", "late", "after-lost", "unguarded")
PAIRED = ("actor", "site", "interface", "link")


class Chain(World):
    """The world of brute.py, with two who stand between and the clerk before them, more links, and steps that come after others."""

    def __init__(self, seed):
        super().__init__(seed)
        self.weights = []
        self.keepers = {f"keeper-{i}": {role: (self.rng.choice([["land"], [PORT], ["land", PORT]]),
                                               self.rng.choice([0, HOUR, 6 * HOUR]))
                                        for role in self.rng.sample(["gate", "second", "clerk"], self.rng.randint(1, 2))}
                        for i in range(self.rng.randint(1, 3))}
        self.inner_direct = self.rng.random() < 0.5
        self.inner_unless = self.condition(True) if self.rng.random() < 0.4 else None
        self.held = self.rng.random() < 0.85
        ends = [(PORT, HILL), (HILL, CAMP), (CAMP, PORT), ("land", HILL), (CAMP, "land"), (HILL, PORT)]
        self.roads = sorted({(a, b, self.rng.choice([0, HOUR, 5 * HOUR, 30 * HOUR])): self.rng.random() < 0.25
                             for a, b in ends + ends[:2] if self.rng.random() < 0.5}.items())
        self.roads = [road + (one_way,) for road, one_way in self.roads]
        self.links = []
        self.done = {}
        self.after = self.afters()

    def afters(self):
        """Per step those that come first: for services before its own in the alphabet, so that none ever comes after itself."""
        steps = [s for p in self.pathways for s in p["steps"]]
        return {s["id"]: [q["id"] for q in steps if q["service"] < s["service"] and self.rng.random() < 0.4] for s in steps}

    def xml_step(self, s):
        after = f' after="{" ".join(self.after[s["id"]])}"' if self.after[s["id"]] else ""
        return super().xml_step(s).replace(' service="', after + ' service="', 1)

    def xml_roads(self):
        return "".join(f'<link from="{a}" to="{b}" time="PT{t // HOUR}H"{" one-way=" + chr(34) + "true" + chr(34) if one_way else ""}/>'
                       for a, b, t, one_way in self.roads)

    def xml_gate(self):
        actors = ""
        for name, roles in self.keepers.items():
            plays = "".join(f'<plays role="{role}" at="{" ".join(at)}" respond-within="PT{respond // HOUR}H"/>'
                            for role, (at, respond) in roles.items())
            actors += f'<actor id="{name}" group="civil">{plays}</actor>'
        return actors

    def xml(self):
        missing = ' when-missing="direct"' if self.inner_direct else ""
        inner = (f'<interface id="inner" from="mission" to="civil" through="clerk"{missing}>'
                 f'{self.xml_when(self.inner_unless, "unless")}</interface></coordination>')
        return (super().xml().replace('<role id="gate"/>', '<role id="gate"/><role id="second"/><role id="clerk"/>')
                .replace("<travel></travel>", f"<travel>{self.xml_roads()}</travel>")
                .replace('through="gate"', 'through="gate second"').replace("</coordination>", inner))

    # -- without something ------------------------------------------------------------------------------------------

    def player(self, role, place, lost):
        """(name, seconds) of the nearest that plays it there."""
        found = []
        for name, roles in self.keepers.items():
            if role in roles and ("actor", name) not in lost and ("role-holder", name, role) not in lost:
                at, respond = roles[role]
                if any(at == [p] and ("post", p) in lost for p in PLACES):
                    continue
                if place in at or "land" in at:
                    found.append((0 if place in at else 1, name, respond))
        return min(found)[1:] if found else None

    def way(self, to, case, place, lost):
        """(stops, seconds between, whether somebody is missing) or None."""
        if not self.held:
            return [to], 0, False
        used, missing = ["face"], False
        stops, seconds = ["office"], 0
        gate = None
        if not (self.unless and self.holds(self.unless, case)):
            gate = self.player("gate", place, lost) or self.player("second", place, lost)
            if not gate and not self.direct_when_missing:
                return None
            missing = not gate
        if gate:
            plays_clerk = "clerk" in self.keepers[gate[0]] and ("role-holder", gate[0], "clerk") not in lost
            if not plays_clerk:
                used.append("inner")
                clerk = None
                if not (self.inner_unless and self.holds(self.inner_unless, case)):
                    clerk = self.player("clerk", place, lost)
                    if not clerk and not self.inner_direct:
                        return None
                    missing = missing or not clerk
                if clerk:
                    stops.append(clerk[0])
                    seconds += clerk[1]
            stops.append(gate[0])
            seconds += gate[1]
        stops.append(to)
        if any(("interface", i) in lost for i in used) or any(("contact",) + c in lost for c in zip(stops, stops[1:])):
            return None
        return stops, seconds, missing

    def far(self, start, end, lost):
        """Seconds; None: there is no way. Where a lost link ends one still stands, but does not go over it."""
        named = {p for a, b, _, _ in self.roads for p in (a, b)}
        start, end, same = *(p if p in named else "land" if "land" in named else None for p in (start, end)), start == end
        if same:
            return 0
        if start is None or end is None:
            return None
        left = [road for road in self.roads if ("link",) + road[:3] not in lost]
        left = [road[:3] for road in left] + [(b, a, t) for a, b, t, one_way in left if not one_way]
        reached = {start: 0}
        for _ in range(4):
            for a, b, t in left:
                if a in reached:
                    reached[b] = min(reached.get(b, 10 ** 9), reached[a] + t)
        return reached.get(end)

    def is_done(self, service, place, case, lost):
        key = service, place, tuple(case.values()), lost
        if key not in self.done:
            self.done[key] = self.result(service, place, case, [], lost)[0]
        return self.done[key]

    def comes_after_lost(self, service, place, case, lost):
        """It is done, but not what should come before, or that not what should come before it."""
        if not self.is_done(service, place, case, frozenset()) or not self.is_done(service, place, case, lost):
            return False
        due = {s["id"]: s["service"] for s in self.steps_due(case)}
        first = {due[q] for s, what in due.items() if what == service for q in self.after[s] if q in due}
        return any((self.is_done(q, place, case, frozenset()) and not self.is_done(q, place, case, lost))
                   or self.comes_after_lost(q, place, case, lost) for q in first)

    def result(self, service, place, case, limits, lost):
        """(done, in time at all moments, with nobody missing between, anybody there, by somebody to whom there is a way)"""
        there = [o for o in self.offers if self.serves(o, service, place, case) and ("actor", o["actor"]) not in lost
                 and ("site", o["site"]) not in lost and not any(o["at"] == [p] and ("post", p) in lost for p in PLACES)]
        ways = [(o, w) for o in there for w in [self.way(o["actor"], case, place, lost)] if w]
        fars = [0 if o["site"] is None else self.far(place, o["site"], lost) for o, _ in ways]
        always = bool(ways)
        for report in range(0, WEEK if limits and always else 0, self.step):
            times = []
            for (offer, way), far in zip(ways, fars):
                if far is not None:
                    times.append(self.next_open(offer["hours"], report + way[1] + offer["respond"] + far) - report)
            always = always and bool(times) and min(times) <= min(limits)
        return bool(ways), always, any(not w[2] for _, w in ways), bool(there), any(f is not None for f in fars)

    def elements(self):
        names = [o["actor"] for o in self.offers] + list(self.keepers)
        found = [("actor", n) for n in names] + [("site", p) for p in PLACES] + [("interface", i) for i in ("face", "inner")]
        found += [("link",) + road[:3] for road in self.roads]
        found += [("role-holder", n, r) for n, roles in self.keepers.items() if len(roles) > 1 for r in roles]
        return found + [("contact", a, b) for a in ["office"] + names for b in names if a != b]


def less(before, after):
    lost = before[0] and not after[0]
    return {"lost": lost, "blocked": lost and after[3], "no-way": before[4] and after[0] and not after[4],
            "late": before[1] and after[0] and not after[1], "after-lost": after[5],
            "unguarded": before[2] and after[0] and not after[2]}


def less_together(before, one, other, both):
    """What both lose, and neither alone."""
    alone, lost = [less(before, one), less(before, other)], less(before, both)
    kept = {"lost": lost["lost"] and not any(a["lost"] for a in alone)}
    kept["blocked"] = kept["lost"] and lost["blocked"]
    for way in ("no-way", "late", "after-lost", "unguarded"):
        kept[way] = lost[way] and not any(a["lost"] or a[way] for a in alone)
    return kept


class Truth:
    def __init__(self, world, gone=None):
        self.world, self.singles, self.pairs, self.gone, self.several = world, {}, {}, gone, {}
        for kind in world.kinds:
            cases = list(world.cases(kind))
            may = {s["id"] for c in world.cases(dict(kind, when=None)) for s in world.steps_due(c)}
            for place in PLACES:
                for service in sorted({s["service"] for p in world.pathways for s in p["steps"]}):
                    steps = [s["id"] for p in world.pathways for s in p["steps"]
                             if s["service"] == service and s["id"] in may]
                    if steps:
                        self.line((place, steps[0], kind["id"]), kind, place, service, cases)

    def line(self, key, kind, place, service, cases):
        world, known = self.world, {}
        due = [(c, [s for s in world.steps_due(c) if s["service"] == service]) for c in cases]
        due = [(c, world.finishes(steps, "limits", c, kind)) for c, steps in due if steps]

        def results(*lost):
            lost = frozenset(lost)
            if lost not in known:
                known[lost] = [world.result(service, place, c, limits, lost) + (world.comes_after_lost(service, place, c, lost),)
                               for c, limits in due]
            return known[lost]

        if self.gone is not None:
            if due:
                self.keep(self.several, key, [less(b, a) for b, a in zip(results(), results(*self.gone))])
            return
        for one in world.elements() if due else []:
            self.keep(self.singles, (one,) + key, [less(b, a) for b, a in zip(results(), results(one))])
        paired = [e for e in world.elements() if e[0] in PAIRED] if due else []
        for one, other in itertools.combinations(paired, 2):
            self.keep(self.pairs, (frozenset((one, other)),) + key, [
                less_together(*r) for r in zip(results(), results(one), results(other), results(one, other))])

    @staticmethod
    def keep(found, key, all_less):
        shares = tuple(Fraction(sum(one[way] for one in all_less), len(all_less)) for way in HOW)
        if any(shares):
            found[key] = shares


def some_gone(world):
    """What a drawdown names, and what that takes away: [(as the tables tell it, what is lost)]."""
    rng, named, gone = world.rng, [], []
    there = [o["actor"] for o in world.offers if o["active"] and not o["hidden"]] + list(world.keepers)
    for name in rng.sample(there, min(2, len(there))) \
            if len(world.offers) > 3 else list(world.keepers)[:2]:
        named.append(name)
        gone.append((("actor", name), [("actor", name)]))
    more = rng.choice(["role", "place", "face", "inner", "link", "link"])
    if more == "role":
        named.append("gate")
        gone += [(("role-holder", n, "gate"), [("role-holder", n, "gate")]) for n, r in world.keepers.items() if "gate" in r]
    elif more == "place":
        named.append(PORT)
        gone.append((("site", PORT), [("site", PORT), ("post", PORT)]))
    elif more == "link" and world.roads:
        a, b, _, one_way = rng.choice(world.roads)
        named.append({"link": {"from": a, "to": b} if one_way or rng.random() < 0.5 else {"from": b, "to": a}})
        a, b = named[-1]["link"].values()
        gone += [(("link",) + r[:3], [("link",) + r[:3]]) for r in world.roads if r[:2] == (a, b) or (r[:2] == (b, a) and not r[3])]
    else:
        more = "face" if more == "link" else more
        named.append(more)
        gone.append((("interface", more), [("interface", more)]))
    return named, gone


def lost_with(world, gone):
    return Truth(world, [part for _, parts in gone for part in parts]).several


def drawdown(seed, world, command, folder):
    """(rows looked at, what differs)"""
    named, gone = some_gone(world)
    (pathlib.Path(folder) / "d.json").write_text(json.dumps(dict(world.study(), without=named)), encoding="utf-8")
    tables, bad = ask(command, "drawdown", "d.json", folder), []
    said = {(r["place"], r["step"], r["kind"]): tuple(Fraction(r[way], r["cases"]) for way in HOW) for r in tables["drawdown"]}
    true = lost_with(world, gone)
    for key in sorted(set(true) | set(said)):
        if true.get(key) != said.get(key):
            bad.append(f"seed {seed}: without {named}: {key}: is {true.get(key)}, the command says {said.get(key)}")
    repair = {element(r) for r in tables["repair"]}
    if {element(r) for r in tables["without"]} != {told_as for told_as, _ in gone}:
        bad.append(f"seed {seed}: without {named}: told as {tables['without']}")
    if lost_with(world, [g for g in gone if g[0] not in repair]):
        bad.append(f"seed {seed}: without {named}: {repair} repairs nothing")
    if repair and any(not lost_with(world, [g for g in gone if g not in back])
                      for n in range(len(repair)) for back in itertools.combinations(gone, n)):
        bad.append(f"seed {seed}: without {named}: there is a smaller repair than {repair}")
    return len(set(true) | set(said)) + 3, bad


def element(row, prefix=""):
    kind = row["other" if prefix else "element"]
    keys = {"actor": ["actor"], "role-holder": ["actor", "role"], "site": ["site"], "interface": ["interface"],
            "contact": ["actor", "to"], "link": ["from", "to", "link-time"]}[kind]
    return (kind,) + tuple(row[prefix + key] for key in keys)


def told(rows, pairs):
    return {((frozenset((element(r), element(r, "other-"))) if pairs else element(r)), r["place"], r["step"], r["kind"]):
            tuple(Fraction(r[way], r["cases"]) for way in HOW) for r in rows}


def try_seed(seed, command):
    world = Chain(seed)
    with tempfile.TemporaryDirectory(prefix="refpath-") as folder:
        (pathlib.Path(folder) / "p.xml").write_text(world.xml(), encoding="utf-8")
        (pathlib.Path(folder) / "s.json").write_text(json.dumps(dict(world.study(), pairs=True)), encoding="utf-8")
        tables = ask(command, "failures", "s.json", folder)
        n, bad = drawdown(seed, world, command, folder)
    truth = Truth(world)
    for what, true, said in (("loss", truth.singles, told(tables["losses"], False)),
                             ("pair", truth.pairs, told(tables["pairs"], True))):
        for key in sorted(set(true) | set(said), key=str):
            n += 1
            if true.get(key) != said.get(key):
                bad.append(f"seed {seed}: {what} {key}: is {true.get(key)}, the command says {said.get(key)}")
    return n, bad


if __name__ == "__main__":
    sys.exit(try_seeds(range(1, 13), try_seed))
