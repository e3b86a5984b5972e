#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""conformance.py --seeds A-B: what the command finds in a log, against the plans of the second implementation.

For each plan that the questions of a seed ask for, somebody sends the child to everybody for everything, just then, passes
on what chance will, and tells some of it. What is to be found in that follows from the plan as the second implementation
makes it, and from what it decides of each item.
"""
import json
import pathlib
import random
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
from asking import ask_reader  # noqa: E402
from generate import generate  # noqa: E402
from program import run_command  # noqa: E402
from reader.facts import Facts  # noqa: E402
from reader.main import read_case  # noqa: E402
from reader.people import People  # noqa: E402
from reader.plan import Plan  # noqa: E402
from reader.protocol import Protocol  # noqa: E402
from reader.times import moment  # noqa: E402
from seeds import try_seeds  # noqa: E402

WORDS = ["permitted", "needs-consent", "needs-facts", "refused", "forbidden"]
PENDING = ("ready", "needs-consent", "needs-facts", "waiting")
TIMED = {"after-limit", "after-target", "opens", "no-way", "not-open", "never-verified"}
UNLISTED = {"no-offer", "not-active", "offer-not-active", "not-here", "not-in-role", "other-role", "not-at-visit", "hidden",
            "not-eligible", "avoided", "unavailable", "no-answer"}
JUDGED = TIMED | UNLISTED | {
    "holder-avoided", "not-in-plan", "maybe-in-plan", "already-done", "window-closed", "before-its-turn", "blocked",
    "path-not-told", "forbidden", "not-shared", "consent-refused", "maybe-shared", "consent-facts-open", "consent-missing",
    "consent-not-told", "avoided-notified", "not-notified", "notify-not-told", "limit-missed", "target-missed", "escalation-due"}


def told(command, asked, folder):
    status, out, error = run_command(command, asked + ["--json"], folder)
    if status not in (0, 1):
        raise SystemExit(f"{asked} gave {status}: {error.decode()}")
    return json.loads(out)


def word_finding(word, event):
    """What there is to say of an item of this word; None: nothing."""
    if word == 1:
        return {None: "consent-not-told", False: "consent-missing", True: None}[event.get("consent")]
    return {2: "consent-facts-open", 3: "consent-refused", 4: "forbidden"}.get(word)


def consent_findings(one, event):
    """Of an item the most restrictive word over all who hear it; all of them where the log does not say what was passed on."""
    if "items" in event:
        return set()
    shares = [one.get("share", [])] + [hop.get("share", []) for hop in one.get("via", [])]
    words = [max(WORDS.index(share[i]["decision"]) for share in shares) for i in range(len(shares[0]))]
    if words and min(words) == 4:
        return {"forbidden"}
    if words and min(words) >= 3:
        return {"consent-refused"}
    return {word_finding(word, event) for word in (1, 2) if word in words} - {None}


def candidate_findings(one, holder, event):
    found = consent_findings(one, event)
    if "path" not in one and one["actor"] != holder:
        found.add("blocked")
    if len(one.get("path", [])) > 2:
        found.add("path-not-told")
    return found | {reason["code"] for reason in one.get("reasons", [])} & TIMED


class Judge:
    """What is to be found of items and of whoever is notified, each by its name, with the plan in hand."""

    def __init__(self, asked, folder):
        self.protocol = Protocol(str(folder / asked[1]))
        facts = Facts(self.protocol, read_case(asked[2], str(folder)), moment(asked[4]))
        self.people = People(self.protocol, facts)
        self.plan = Plan(self.protocol, facts, self.people)

    def need(self, step, item):
        """Whether the step shares all of an item: its smallest parts stand in what it shares, always or perhaps."""
        items, main = self.protocol.items, step.main()
        worst = None
        for leaf in items.leaves(item):
            above = set(items.above(leaf))
            if above.isdisjoint(main.share):
                if above.isdisjoint(name for name, _, _ in main.items_if):
                    return "not-shared"
                worst = "maybe-shared"
        return worst

    def word(self, step, one, item):
        """The most restrictive decision over all who hear of it."""
        purpose, path = step.purpose(), one.path.path
        found = [self.plan.decider.decide(item, self.plan.holder, one.actor, purpose)]
        if len(path) > 2:
            found += [self.plan.decider.decide(item, start, end, purpose, one.actor if end != one.actor else None)
                      for start, end in zip(path, path[1:])]
        return max(WORDS.index(decision.word) for decision in found)

    def item_findings(self, step, one, event):
        found = set()
        for item in event.get("items", []) if one.actor != self.plan.holder else []:
            found.add((self.need(step, item), item))
            if step.purpose() is not None:
                found.add((word_finding(self.word(step, one, item), event), item))
        return {entry for entry in found if entry[0]}

    def was_told(self, name, event):
        roles = [told for told in event.get("notified", []) if told in self.protocol.roles]
        return name in event.get("notified", []) or not self.people.counts_as(name).isdisjoint(roles)

    def notify_findings(self, one, event):
        code = "not-notified" if "notified" in event else "notify-not-told"
        seen = [name for name in one.path.notify if self.people.can_see(self.plan.holder, name)]
        return {(code, name) for name in seen if not self.was_told(name, event)}

    def findings(self, event):
        """(code, what it is about)"""
        step = self.plan.steps.of.get(event["step"])
        if step is None:
            return set()
        found = {("avoided-notified", name) for name in event.get("notified", []) if self.people.is_avoided(name)}
        one = next((c for c in step.candidates if c.actor == event["actor"]), None)
        if one:
            found |= self.item_findings(step, one, event) | self.notify_findings(one, event)
        return found

    def tells(self, chance, event):
        """What the log says of it, by chance; often just who is to be notified."""
        step = self.plan.steps.of.get(event["step"])
        named = [name for c in step.candidates for name in c.path.notify] if step else []
        names = list(self.protocol.actors) + list(self.protocol.roles)
        for key, choices in (("items", list(self.protocol.items)), ("notified", names)):
            if chance.random() < 0.7:
                event[key] = chance.sample(choices, min(len(choices), chance.randint(0, 3)))
        if named and "notified" in event and chance.random() < 0.5:
            event["notified"] = list(dict.fromkeys(named))[:chance.randint(1, 3)]
        consent = chance.choice([None, False, True])
        return event if consent is None else {**event, "consent": consent}


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


def wrong(event, found, plan, now, details):
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
        expected |= candidate_findings(one, plan["holder"], event)
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
    expected, found = (expected | {code for code, _ in details}) - ignored, found & JUDGED - ignored
    return None if expected == found else f"{sorted(expected)}, found {sorted(found)}"


def plans_of(questions):
    for asked in questions:
        if asked[0] == "plan" and "--now" in asked:
            case = next(a for a in asked if a.startswith("case-"))
            yield ["plan", asked[1], case, "--now", asked[asked.index("--now") + 1]]


def try_plan(command, asked, plan, steps, folder, chance):
    now = asked[4]
    case = json.loads((folder / asked[2]).read_text(encoding="utf-8"))
    who = told(command, ["who", asked[1], "--viewer", "all", "--now", now], folder)
    actors = [a["actor"] if "actor" in a else a["id"] for a in who.get("actors", [])]
    avoided = any(w["code"] == "holder-avoided" for w in plan.get("warnings", []))
    judge = None if avoided else Judge(asked, folder)
    events = [{"case": case, "step": s, "actor": a, "sent": now} for s in steps for a in actors]
    events = [judge.tells(chance, event) if judge else event for event in events]
    if not events:
        return 0, []
    (folder / "log.json").write_text(json.dumps({"events": events}), encoding="utf-8")
    answer = told(command, ["analyse", "conformance", asked[1], "--study", "log.json", "--viewer", "all", "--now", now], folder)
    tables = {t["id"]: t["rows"] for t in answer["tables"]}
    found, about = [set() for _ in events], [set() for _ in events]
    for row in tables["event-findings"]:
        found[int(row["event"]) - 1].add(row["finding"])
        if "item" in row or "actor" in row:
            about[int(row["event"]) - 1].add((row["finding"], row.get("item") or row["actor"]))
    bad = []
    for event, row, codes, named in zip(events, tables["events"], found, about):
        certainty = next((s["certainty"] for s in plan.get("steps", []) if event["step"] in s["ids"]), "no")
        details = judge.findings(event) if judge else set()
        problem = wrong(event, codes, plan, plan["now"], details)
        if not problem and "holder-avoided" not in codes and row["in-plan"] != certainty:
            problem = f"in-plan {row['in-plan']}"
        if not problem and named != details:
            problem = f"about {sorted(details)}, found {sorted(named)}"
        if problem:
            bad.append(f"{' '.join(asked)}: {event['step']} {event['actor']}: {problem}")
    return len(events), bad


def try_seed(seed, command):
    rows, failures, chance = 0, [], random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="refpath-") as scratch:
        folder = pathlib.Path(scratch)
        plans = []
        for asked in plans_of(generate(seed, folder)):
            status, out, _ = ask_reader(asked + ["--json"], folder)
            if status in (0, 1) and asked not in [a for a, _ in plans]:
                plans.append((asked, json.loads(out)))
        steps = sorted({name for _, plan in plans for s in plan.get("steps", []) for name in s["ids"]})
        for asked, plan in plans:
            n, bad = try_plan(command, asked, plan, steps, folder, chance)
            rows += n
            failures += [f"seed {seed}: {line}" for line in bad]
    return rows, failures


if __name__ == "__main__":
    sys.exit(try_seeds(range(1, 13), try_seed))
