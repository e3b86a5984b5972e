#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""queues.py COMMAND: simulations of the command against SimPy, and its maximum flows against NetworkX.

Both draw their own numbers: what they say must agree as two measurements do. The seeds are fixed, so that it does so every time.
"""
import json
import math
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

import networkx
import simpy

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "reference"))

# pylint: disable=wrong-import-position
from analysis import ask  # noqa: E402
from brute import World  # noqa: E402
from load import cells_of, study_of  # noqa: E402

HOUR, WEEK, RUNS, WEEKS, WARM_UP = 3600, 604800, 12, 100, 4
PROTOCOL = """<protocol xmlns="urn:refpath:protocol:1" id="p" version="1" status="adopted" xml:lang="en">
<places><place id="land" time-zone="UTC"/></places><services><service id="care"/></services><groups><group id="ngo"/></groups>
<roles><role id="adviser"/></roles>
<actors><actor id="desk" group="ngo"><plays role="adviser" at="land"/></actor>
<actor id="clinic" group="ngo"><offers service="care" at="land" %s/></actor>%s</actors>
<pathways><pathway id="way"><step id="care" service="care">%s</step></pathway></pathways></protocol>"""
HOSPITAL = '<actor id="hospital" group="ngo"><offers service="care" at="land" respond-within="PT4H"/></actor>'


def told(command, protocol, per_week, places, service):
    study = {"kinds": [{"id": "all"}], "arrivals": [{"kind": "all", "place": "land", "per-week": per_week}], "seed": 11,
             "capacity": [{"actor": "clinic", "at-once": places, "service-time": service, "service-times": "exponential"}],
             "patience": "P1000D", "runs": RUNS, "weeks": WEEKS, "warm-up": WARM_UP}
    with tempfile.TemporaryDirectory(prefix="refpath-") as folder:
        (pathlib.Path(folder) / "p.xml").write_text(protocol, encoding="utf-8")
        out = subprocess.run([command, "analyse", "simulation", "p.xml", "--study", "-", "--now", "2026-06-03T12:00:00Z", "--json"],
                             cwd=folder, input=json.dumps(study).encode(), stdout=subprocess.PIPE, check=True).stdout
    return {t["id"]: t["rows"] for t in json.loads(out)["tables"]}["simulated"][0]


def next_open(now):
    """Monday to Friday, 8 to 16; a run begins on a Monday at 0."""
    day, second = divmod(now % WEEK, 86400)
    if day < 5 and 8 * HOUR <= second < 16 * HOUR:
        return now
    start = now - now % 86400 + 8 * HOUR
    while start <= now or start % WEEK >= 5 * 86400:
        start += 86400
    return start


class Clinic:
    """One run by SimPy: the waits of those who came after the warm-up, and who ended how."""

    def __init__(self, seed, per_week, places, mean, hours=False, next_after=None, closed_after=None):
        self.chance, self.env = random.Random(seed), simpy.Environment()
        self.clinic = simpy.Resource(self.env, places)
        self.mean, self.hours, self.next_after, self.closed_after = mean, hours, next_after, closed_after
        self.waits, self.asked, self.moved, self.closed = [], 0, 0, 0
        self.env.process(self.arrivals(per_week))
        self.env.run(until=2 * (WARM_UP + WEEKS) * WEEK)

    def arrivals(self, per_week):
        while True:
            yield self.env.timeout(self.chance.expovariate(per_week / WEEK))
            if self.env.now >= (WARM_UP + WEEKS) * WEEK:
                return
            self.env.process(self.case(self.env.now >= WARM_UP * WEEK))

    def case(self, counts):
        start = self.env.now
        self.asked += counts
        with self.clinic.request() as place:
            patience = self.next_after or self.closed_after
            yield place | self.env.timeout(patience) if patience else place
            if not place.triggered:
                self.moved += counts and bool(self.next_after)
                self.closed += counts and not self.next_after
                if counts and self.next_after:
                    self.waits.append(self.env.now + 4 * HOUR - start)
                return
            if self.hours:
                yield self.env.timeout(next_open(self.env.now) - self.env.now)
            if counts:
                self.waits.append(self.env.now - start)
            yield self.env.timeout(self.chance.expovariate(1 / self.mean))


def estimate(values):
    """Mean, and half the width of its interval; t for 11 degrees of freedom."""
    return statistics.mean(values), 2.201 * statistics.stdev(values) / math.sqrt(len(values))


def agree(what, mine, within, theirs):
    mean, width = estimate(theirs)
    good = abs(mine - mean) <= 1.5 * math.hypot(within, width) and max(within, width) < 0.1 * mean
    print(("" if good else "FAILED: ") + f"{what}: {mine} +- {within}, by SimPy {mean:.0f} +- {width:.0f}")
    return good


def queues(command):
    row = told(command, PROTOCOL % ('hours="Mo-Fr 08:00-16:00"', "", ""), 50, 2, "PT1H")
    runs = [Clinic(seed, 50, 2, HOUR, hours=True) for seed in range(RUNS)]
    yield agree("two places on working days, wait", row["wait-mean"], row["wait-mean-within"], [statistics.mean(r.waits) for r in runs])
    row = told(command, PROTOCOL % ("", HOSPITAL, '<escalate to="adviser" after="PT2H"/>'), 60, 1, "PT4H")
    runs = [Clinic(seed, 60, 1, 4 * HOUR, next_after=2 * HOUR) for seed in range(RUNS)]
    yield agree("to another after two hours, wait", row["wait-mean"], row["wait-mean-within"], [statistics.mean(r.waits) for r in runs])
    yield agree("  of a million, to another", row["escalated"] * 1000000 // row["asked"], row["wait-mean-within"] * 1000000 // row["wait-mean"],
                [r.moved * 1e6 / r.asked for r in runs])
    row = told(command, PROTOCOL % ("", "", '<limit within="PT6H"/>'), 60, 1, "PT4H")
    runs = [Clinic(seed, 60, 1, 4 * HOUR, closed_after=6 * HOUR) for seed in range(RUNS)]
    yield agree("closed after six hours, wait", row["wait-mean"], row["wait-mean-within"], [statistics.mean(r.waits) for r in runs])
    yield agree("  of a million, closed", row["limit-missed-share"], row["limit-missed-share-within"], [r.closed * 1e6 / r.asked for r in runs])


def flows(command):
    for seed in range(1000, 1040):
        world = World(seed)
        study, cells, graph = study_of(world, seed), [], networkx.DiGraph()
        with tempfile.TemporaryDirectory(prefix="refpath-") as folder:
            (pathlib.Path(folder) / "p.xml").write_text(world.xml(), encoding="utf-8")
            (pathlib.Path(folder) / "s.json").write_text(json.dumps(study), encoding="utf-8")
            total = ask(command, "load", "s.json", folder)["load"][0]
        for arrival in study["arrivals"]:
            cells_of(world, arrival, cells)
        graph.add_nodes_from(["source", "sink"])
        most = {c["actor"]: c["per-week"] for c in study["capacity"]}
        for i, (_, _, _, who, demand) in enumerate(cells):
            graph.add_edge("source", i, capacity=int(demand * 1000000))
            for actor in who:
                graph.add_edge(i, "at " + actor, capacity=10 ** 12)
                graph.add_edge("at " + actor, "sink", capacity=most.get(actor, 10 ** 6) * 1000000)
        flow = networkx.maximum_flow_value(graph, "source", "sink") / 1000
        good = abs(flow - total["served"]) <= 12
        if not good:
            print(f"FAILED: seed {seed}: NetworkX serves {flow}, the command {total['served']}")
        yield good


if __name__ == "__main__":
    results = list(queues(sys.argv[1])) + list(flows(sys.argv[1]))
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    sys.exit(not all(results))
