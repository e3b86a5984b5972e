#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""conformance.py --seeds A-B: what the command finds in a log, against the plans of the second implementation.

For each plan that the questions of a seed ask for, somebody sends the child to everybody for everything, just then. What
is to be found in that follows from the plan as the second implementation writes it.
"""
import json
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
from asking import ask_reader  # noqa: E402
from generate import generate  # noqa: E402
from program import run_command  # noqa: E402
from seeds import try_seeds  # noqa: E402

WORDS = ["permitted", "needs-consent", "needs-facts", "refused", "forbidden"]
PENDING = ("ready", "needs-consent", "needs-facts", "waiting")
TIMED = {"after-limit", "after-target", "opens", "no-way", "not-open", "never-verified"}
UNLISTED = {"no-offer", "not-active", "offer-not-active", "not-here", "not-in-role", "other-role", "not-at-visit", "hidden",
            "not-eligible", "avoided", "unavailable", "no-answer"}
JUDGED = TIMED | UNLISTED | {
    "holder-avoided", "not-in-plan", "maybe-in-plan", "already-done", "window-closed", "before-its-turn", "blocked",
    "path-not-told", "forbidden", "consent-refused", "consent-facts-open", "consent-not-told", "limit-missed", "target-missed",
    "escalation-due"}


def told(command, asked, folder):
    status, out, error = run_command(command, asked + ["--json"], folder)
    if status not in (0, 1):
        raise SystemExit(f"{asked} gave {status}: {error.decode()}")
    return json.loads(out)


def consent_findings(one):
    """Of an item the most restrictive word over all who hear it."""
    shares = [one.get("share", [])] + [hop.get("share", []) for hop in one.get("via", [])]
    words = [max(WORDS.index(share[i]["decision"]) for share in shares) for i in range(len(shares[0]))]
    if words and min(words) == 4:
        return {"forbidden"}
    if words and min(words) >= 3:
        return {"consent-refused"}
    return {code for word, code in ((1, "consent-not-told"), (2, "consent-facts-open")) if word in words}


def candidate_findings(one, holder):
    found = consent_findings(one)
    if "path" not in one and one["actor"] != holder:
        found.add("blocked")
    if len(one.get("path", [])) > 2:
        found.add("path-not-told")
    return found | {reason["code"] for reason in one.get("reasons", [])} & TIMED


def step_findings(steps, step, now):
    found = {"maybe-in-plan"} if step["certainty"] == "possible" else set()
    found |= {"done": {"already-done"}, "window-closed": {"window-closed"}}.get(step["state"], set())
    before = [s for name in step.get("after", []) for s in steps if name in s["ids"]]
    if any(s["certainty"] == "certain" and s["state"] in PENDING for s in before):
        found.add("before-its-turn")
    if step.get("target", now) < now:
        found.add("target-missed")
    if step.get("overdue") or step["state"] == "window-closed":
        found.add("limit-missed")
    if step.get("escalate", {}).get("at", "9") <= now:
        found.add("escalation-due")
    return found


def wrong(event, found, plan, now):
    """What is not as it should be of one referral; None where all is."""
    steps = plan.get("steps", [])
    step = next((s for s in steps if event["step"] in s["ids"]), None)
    if any(w["code"] == "holder-avoided" for w in plan.get("warnings", [])):
        return None if found == {"holder-avoided"} else "holder-avoided alone"
    if not step:
        return None if found & JUDGED - {"escalation-due"} == {"not-in-plan"} else "not-in-plan alone"
    one = next((c for c in step.get("candidates", []) if c["actor"] == event["actor"]), None)
    expected, ignored = step_findings(steps, step, now), set()
    if any(limit.get("passed") for limit in step.get("limits", [])) and "limit-missed" not in expected:
        ignored.add("limit-missed")  # whether its `when` certainly holds is not in a plan
    if one:
        expected |= candidate_findings(one, plan["holder"])
        if one["certainty"] == "possible":  # whether it takes none of the children for whom it is due is not in a plan
            ignored.add("not-eligible")
        if step["state"] == "done" or one.get("hidden"):  # a plan gives no reasons then
            ignored |= TIMED
        if step["kind"] != "service":
            ignored.add("never-verified")
    else:
        because = next((o["because"] for o in step.get("left-out", []) if o["actor"] == event["actor"]), None)
        if because:
            expected.add(because["code"] if isinstance(because, dict) else because)
        elif len(found & UNLISTED) == 1:
            expected |= found & UNLISTED
        else:
            expected.add("one reason why not")
    expected, found = expected - ignored, found & JUDGED - ignored
    return None if expected == found else f"{sorted(expected)}, found {sorted(found)}"


def plans_of(questions):
    for asked in questions:
        if asked[0] == "plan" and "--now" in asked:
            case = next(a for a in asked if a.startswith("case-"))
            yield ["plan", asked[1], case, "--now", asked[asked.index("--now") + 1]]


def try_plan(command, asked, plan, steps, folder):
    now = asked[4]
    case = json.loads((folder / asked[2]).read_text(encoding="utf-8"))
    who = told(command, ["who", asked[1], "--viewer", "all", "--now", now], folder)
    actors = [a["actor"] if "actor" in a else a["id"] for a in who.get("actors", [])]
    events = [{"case": case, "step": s, "actor": a, "sent": now} for s in steps for a in actors]
    if not events:
        return 0, []
    (folder / "log.json").write_text(json.dumps({"events": events}), encoding="utf-8")
    answer = told(command, ["analyse", "conformance", asked[1], "--study", "log.json", "--viewer", "all", "--now", now], folder)
    tables = {t["id"]: t["rows"] for t in answer["tables"]}
    found = [set() for _ in events]
    for row in tables["event-findings"]:
        found[int(row["event"]) - 1].add(row["finding"])
    bad = []
    for event, row, codes in zip(events, tables["events"], found):
        certainty = next((s["certainty"] for s in plan.get("steps", []) if event["step"] in s["ids"]), "no")
        problem = wrong(event, codes, plan, plan["now"])
        if not problem and "holder-avoided" not in codes and row["in-plan"] != certainty:
            problem = f"in-plan {row['in-plan']}"
        if problem:
            bad.append(f"{' '.join(asked)}: {event['step']} {event['actor']}: {problem}")
    return len(events), bad


def try_seed(seed, command):
    rows, failures = 0, []
    with tempfile.TemporaryDirectory(prefix="refpath-") as scratch:
        folder = pathlib.Path(scratch)
        plans = []
        for asked in plans_of(generate(seed, folder)):
            status, out, _ = ask_reader(asked + ["--json"], folder)
            if status in (0, 1) and asked not in [a for a, _ in plans]:
                plans.append((asked, json.loads(out)))
        steps = sorted({name for _, plan in plans for s in plan.get("steps", []) for name in s["ids"]})
        for asked, plan in plans:
            n, bad = try_plan(command, asked, plan, steps, folder)
            rows += n
            failures += [f"seed {seed}: {line}" for line in bad]
    return rows, failures


if __name__ == "__main__":
    sys.exit(try_seeds(range(1, 13), try_seed))
