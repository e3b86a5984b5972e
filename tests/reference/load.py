#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""load.py --seeds A-B: load as the command gives it, against every case of small protocols and the smallest of all cuts."""
import itertools
import json
import pathlib
import random
import sys
import tempfile
from collections import Counter
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
from analysis import ask  # noqa: E402
from brute import PLACES, World  # noqa: E402
from seeds import try_seeds  # noqa: E402


def study_of(world, seed):
    chance = random.Random(seed)
    arrivals = [{"kind": chance.choice(world.kinds)["id"], "place": chance.choice(PLACES), "per-week": chance.randrange(1, 60)}
                for _ in range(chance.randrange(1, 5))]
    actors = sorted({o["actor"] for o in world.offers if not o["hidden"]})
    capacity = [{"actor": a, "per-week": chance.randrange(0, 40)} for a in actors if chance.random() < 0.8]
    study = {key: value for key, value in world.study().items() if key != "step-minutes"}
    return dict(study, arrivals=arrivals, capacity=capacity)


def cells_of(world, arrival, lines):
    """Cases a week in which a step is due, by who could do it."""
    kind = next(k for k in world.kinds if k["id"] == arrival["kind"])
    cases = list(world.cases(kind))
    may = {s["id"] for c in world.cases(dict(kind, when=None)) for s in world.steps_due(c)}
    for service in sorted({s["service"] for p in world.pathways for s in p["steps"]}):
        steps = [s["id"] for p in world.pathways for s in p["steps"] if s["service"] == service and s["id"] in may]
        found = Counter()
        for case in cases:
            if any(s["service"] == service for s in world.steps_due(case)):
                times = world.times(service, arrival["place"], case, 0)
                found[frozenset(who for who, t in times.items() if t is not None)] += 1
        for who, n in found.items():
            lines.append((arrival["place"], arrival["kind"], steps[0], who, Fraction(arrival["per-week"] * n, len(cases))))


def best(cells, capacity):
    """Of what somebody could do, how much can be done: the smallest cut."""
    limited = [c["actor"] for c in capacity]
    most = {c["actor"]: c["per-week"] for c in capacity}
    sums = []
    for n in range(len(limited) + 1):
        for full in itertools.combinations(limited, n):
            sums.append(sum(most[a] for a in full) + sum(d for *_, who, d in cells if who and not who <= set(full)))
    return min(sums)


def try_seed(seed, command):
    world = World(seed)
    study, cells, bad = study_of(world, seed), [], []
    with tempfile.TemporaryDirectory(prefix="refpath-") as folder:
        (pathlib.Path(folder) / "p.xml").write_text(world.xml(), encoding="utf-8")
        (pathlib.Path(folder) / "s.json").write_text(json.dumps(study), encoding="utf-8")
        tables = ask(command, "load", "s.json", folder)
    for arrival in study["arrivals"]:
        cells_of(world, arrival, cells)

    def compare(what, true, told):
        if abs(true * 1000 - told) > 12:  # shares of cells are rounded down to millionths
            bad.append(f"seed {seed}: {what} is {float(true * 1000)}, the command says {told}")

    total = tables["load"][0]
    compare("demand", sum(d for *_, d in cells), total["demand"])
    compare("nobody", sum(d for *_, who, d in cells if not who), total["nobody"])
    compare("served", best(cells, study["capacity"]), total["served"])
    keys = {c[:3] for c in cells} | {(r["place"], r["kind"], r["step"]) for r in tables["demand"]}
    for key in sorted(keys):
        rows = [r for r in tables["demand"] if (r["place"], r["kind"], r["step"]) == key]
        compare(f"demand of {key}", sum(c[4] for c in cells if c[:3] == key), sum(r["demand"] for r in rows))
        compare(f"nobody of {key}", sum(c[4] for c in cells if c[:3] == key and not c[3]), sum(r["nobody"] for r in rows))
    for row in tables["providers"]:
        alone = sum(c[4] for c in cells if c[3] == {row["actor"]})
        compare(f"alone of {row['actor']}", alone, row["alone"])
        if row["carried"] > row.get("capacity", row["carried"]):
            bad.append(f"seed {seed}: {row['actor']} carries more than it can")
    if abs(sum(r["carried"] for r in tables["providers"]) - total["served"]) > 12:
        bad.append(f"seed {seed}: what is carried is not what is served")
    return len(keys) + 3, bad


if __name__ == "__main__":
    sys.exit(try_seeds(range(1, 61), try_seed))
