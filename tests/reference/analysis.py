#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""analysis.py --seeds A-B: coverage and times as the command gives them, against every case of small protocols."""
import json
import pathlib
import sys
import tempfile
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
from brute import PLACES, WEEK, WEEKS, World  # noqa: E402
from program import run_command  # noqa: E402
from seeds import try_seeds  # noqa: E402

NOW = "2026-06-03T12:00:00Z"  # the week begins on Monday, 1 June


def ask(command, what, study, folder):
    status, out, error = run_command(command, ["analyse", what, "p.xml", "--study", study, "--now", NOW, "--json"], folder)
    if status != 0:
        raise SystemExit(f"analyse {what} gave {status}: {error.decode()}{out.decode()}")
    return {t["id"]: t["rows"] for t in json.loads(out)["tables"]}


def ppm(part, whole):
    return part * 1000000 // whole if whole else 0


# -- coverage ---------------------------------------------------------------------------------------------------------

def judge(world, kind, place, service, case):
    """(due, covered, kept at all moments, kept at some)"""
    steps = [s for s in world.steps_due(case) if s["service"] == service]
    if not steps:
        return 0, 0, 0, 0
    limits = world.finishes(steps, "limits", case, kind)
    kept = []
    for report in range(0, WEEK, world.step):
        times = world.times(service, place, case, report)
        kept.append(bool(times) and any(not limits or (t is not None and t <= min(limits)) for t in times.values()))
    covered = bool(world.times(service, place, case, 0))
    return 1, covered, covered and all(kept), covered and any(kept)


def open_minutes(world, providers):
    minutes = set()
    for offer in providers:
        if offer["hours"] in (None, "24/7"):
            return WEEK // 60
        for start, end in WEEKS[offer["hours"]]:
            minutes |= set(range(start * 60, end * 60))
    return len(minutes)


def children(world, kind, place, judged):
    """Of the weights there: children for whom it is due, those of them who are not served, the share of those who are."""
    if not world.weights:
        return ()
    due, covered = Fraction(0), Fraction(0)
    for weight in world.weights:
        if weight["place"] == place:
            each = list(world.cases({"facts": weight["facts"]}))
            among = [j for c, j in judged if c in each]
            due += Fraction(weight["weight"] * sum(j[0] for j in among), len(each))
            covered += Fraction(weight["weight"] * sum(j[1] for j in among), len(each))
    return int(due), int(due) - int(covered), int(covered * 1000000 / due) if due else None


def true_coverage(world):
    found = {}
    for kind in world.kinds:
        cases = list(world.cases(kind))
        for place in PLACES:
            for service in sorted({s["service"] for p in world.pathways for s in p["steps"]}):
                judged = [(c, judge(world, kind, place, service, c)) for c in cases]
                sums = [sum(column) for column in zip(*(j for _, j in judged))] or [0]
                if sums[0] == 0:
                    continue
                due = [c for c in cases if any(s["service"] == service for s in world.steps_due(c))]
                providers = [o for o in world.offers if any(
                    world.serves(o, service, place, c) and world.on_path(c, place) is not None for c in due)]
                found[place, service, kind["id"]] = (
                    ppm(sums[1], sums[0]), ppm(sums[2], sums[0]), ppm(sums[3] - sums[2], sums[0]),
                    len({o["actor"] for o in providers}), open_minutes(world, providers)) + children(
                        world, kind, place, judged)
    return found


def told_coverage(rows):
    found = {}
    for row in rows:
        always = row.get("in-time", row["covered"])
        found[row["place"], row["service"], row["kind"]] = (
            row["share"], ppm(always, row["cases"]), ppm(row.get("at-times", 0), row["cases"]), row["providers"],
            row["open"]) + (
                tuple(row.get(key) for key in ("children", "children-gap", "children-share")) if "children" in row else ())
    return found


# -- times ------------------------------------------------------------------------------------------------------------

def quantile(times, percent):
    return times[(len(times) * percent + 99) // 100 - 1]


def true_times(world):
    found = {}
    for kind in world.kinds:
        cases = list(world.cases(kind))
        # steps that may be one are told under the first of them that the facts alone do not rule out
        may = {s["id"] for c in world.cases(dict(kind, when=None)) for s in world.steps_due(c)}
        for place in PLACES:
            for service in sorted({s["service"] for p in world.pathways for s in p["steps"]}):
                steps = [s["id"] for p in world.pathways for s in p["steps"] if s["service"] == service and s["id"] in may]
                line = times_line(world, kind, place, service, cases)
                if line:
                    found[place, steps[0], kind["id"]] = line
    return found


def times_line(world, kind, place, service, cases):
    times, pairs, goals, kept = [], 0, [0, 0], [0, 0]
    for case in cases:
        steps = [s for s in world.steps_due(case) if s["service"] == service]
        if not steps:
            continue
        ends = [world.finishes(steps, "targets", case, kind), world.finishes(steps, "limits", case, kind)]
        for report in range(0, WEEK, world.step):
            pairs += 1
            known = [t for t in world.times(service, place, case, report).values() if t is not None]
            times += [min(known)] if known else []
            for i, end in enumerate(ends):
                goals[i] += bool(end)
                kept[i] += bool(end) and bool(known) and min(known) <= min(end)
    if not pairs:
        return None
    times.sort()
    shares = tuple(ppm(k, g) if g else None for k, g in zip(kept, goals))
    if not times:
        return (None, None, None, None, 0) + shares
    return (times[0], quantile(times, 50), quantile(times, 90), times[-1], ppm(len(times), pairs)) + shares


def told_times(rows):
    return {(r["place"], r["step"], r["kind"]): tuple(r.get(key) for key in (
        "best", "median", "p90", "worst", "served-share", "target-share", "limit-share")) for r in rows}


# -- all --------------------------------------------------------------------------------------------------------------

def differences(seed, what, true, told):
    for key in sorted(set(true) | set(told)):
        if true.get(key) != told.get(key):
            yield f"seed {seed}: {what} of {key}: is {true.get(key)}, the command says {told.get(key)}"


def try_seed(seed, command):
    world = World(seed)
    with tempfile.TemporaryDirectory(prefix="refpath-") as folder:
        (pathlib.Path(folder) / "p.xml").write_text(world.xml(), encoding="utf-8")
        (pathlib.Path(folder) / "s.json").write_text(json.dumps(world.study()), encoding="utf-8")
        study = dict(world.study(), weights=world.weights) if world.weights else world.study()
        (pathlib.Path(folder) / "c.json").write_text(json.dumps(study), encoding="utf-8")
        coverage = told_coverage(ask(command, "coverage", "c.json", folder)["coverage"])
        times = told_times(ask(command, "times", "s.json", folder)["times"])
    bad = list(differences(seed, "coverage", true_coverage(world), coverage))
    bad += differences(seed, "times", true_times(world), times)
    return len(coverage) + len(times), bad


if __name__ == "__main__":
    sys.exit(try_seeds(range(1, 41), try_seed))
