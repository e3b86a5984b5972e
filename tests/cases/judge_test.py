#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""judge_test.py: a sentence that is wrong about an answer is found wrong, and one that says nothing is refused."""
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
from judge import NotUnderstood, judge  # noqa: E402
from tally import tell  # noqa: E402

MISSING = [{"by": ["caregiver", "trusted-adult"], "kind": "consent", "form": "written", "naming": ["purpose"]}]
PLAN = {
    "ask": [{"fact": "age"}],
    "steps": [
        {"ids": ["care", "help"], "certainty": "certain", "state": "needs-consent", "target": "T1", "late": True, "after": ["first"],
         "limits": [{"at": "T2", "then": "closed", "passed": True}], "open-clocks": ["incident"], "with": "visit",
         "escalate": {"to": ["boss"], "at": "T3"}, "left-out": [{"actor": "bad", "because": {"code": "avoided"}}],
         "candidates": [
             {"actor": "clinic", "path": ["police", "point", "clinic"], "notify": ["chief"], "earliest": "T0",
              "share": [{"item": "need", "decision": "permitted", "rules": ["r"], "obligations": ["o"]},
                        {"item": "name", "decision": "needs-consent", "missing": MISSING}],
              "via": [{"from": "police", "to": "point", "share": [{"item": "need", "decision": "permitted"}]}]},
             {"actor": "hospital", "path": ["police", "hospital"]}]},
        {"ids": ["first"], "certainty": "possible", "state": "ready", "facts": [{"fact": "age"}]}],
    "advice": [{"id": "listen", "kind": "must", "certainty": "certain"}],
    "warnings": [{"code": "not-adopted"}],
}
DECISION = {"decision": "needs-consent", "item": "need", "missing": MISSING, "rules": ["r"], "facts": [{"fact": "age"}]}
PATH = {"from": "a", "to": "c", "state": "through", "path": ["a", "b", "c"], "notify": ["d"], "interfaces": ["i"]}
WHO = {"actors": [{"id": "a", "duties": ["d"], "verified": "2026-01-01", "stale": True, "roles": [{"role": "r", "at": ["p"]}]}]}
TABLES = {"tables": [{"id": "posts", "rows": [{"role": "a", "players": 1}, {"role": "b", "players": 0}]}]}
ASKED = "asks caregiver or trusted-adult consent written naming purpose"

# the answer, a sentence that is right, one that is wrong
PAIRS = [
    (TABLES, "row posts: role a; players 1", "row posts: role a; players 0"),
    (TABLES, "no row posts: role c", "no row posts: players 0"),
    (TABLES, "row posts: role b", "row others: role b"),
    (PLAN, "step care: needs-consent", "step care: ready"),
    (PLAN, "step care: certain", "step first: certain"),
    (PLAN, "step care: by T1", "step care: by T2"),
    (PLAN, "step care: late", "step care: not late"),
    (PLAN, "step first: not overdue", "step first: overdue"),
    (PLAN, "step care: limit T2 closed passed", "step care: limit T2 closed open"),
    (PLAN, "step care: limit T2", "step care: limit T1"),
    (PLAN, "step care: clock incident unknown", "step care: clock custody unknown"),
    (PLAN, "step care: with visit", "step care: with help"),
    (PLAN, "step care: after first", "step first: after care"),
    (PLAN, "step care: same as help", "step care: same as first"),
    (PLAN, "step first: depends on age", "step care: depends on age"),
    (PLAN, "step care: escalates to boss", "step care: escalates to chief"),
    (PLAN, "step care: left out bad because avoided", "step care: left out bad because not-here"),
    (PLAN, "step care: first actor clinic", "step care: first actor hospital"),
    (PLAN, "step care: actors clinic hospital", "step care: actors hospital clinic"),
    (PLAN, "step care: actor hospital", "step care: actor bad"),
    (PLAN, "step care: path police > point > clinic", "step care: path police > clinic"),
    (PLAN, "step care: notify chief", "step care: notify nobody"),
    (PLAN, "step care: earliest T0", "step care: earliest T1"),
    (PLAN, "step care: shares need name", "step care: shares need"),
    (PLAN, "step care: may share need", "step care: may share need name"),
    (PLAN, "step care: " + ASKED, "step care: asks caregiver consent written"),
    (PLAN, "step care: obligations o", "step care: obligations p"),
    (PLAN, "step care: rules r", "step care: rules s"),
    (PLAN, "no step third", "no step help"),
    (PLAN, "order care < first", "order first < care"),
    (PLAN, "order help < first", "order third < first"),
    (PLAN, "never photo", "never name"),
    (PLAN, "never name to point", "never need to point"),
    (PLAN, "never asks child", "never asks trusted-adult"),
    (PLAN, "nowhere bad", "nowhere point"),
    (PLAN, "nowhere clerk", "nowhere boss"),
    (PLAN, "advice listen must certain", "advice listen must-not certain"),
    (PLAN, "no advice speak", "no advice listen"),
    (PLAN, "warning not-adopted", "warning not-valid-yet"),
    (PLAN, "asks age", "asks sex"),
    (PLAN, "asks only age", "asks nothing"),
    (PLAN, "does not ask sex", "does not ask age"),
    (PLAN, "status 0", "status 1"),
    (DECISION, "decision needs-consent", "decision permitted"),
    (DECISION, ASKED, "asks nothing"),
    (DECISION, "depends on age", "depends on sex"),
    (DECISION, "rules r", "rules s"),
    (PATH, "path a > b > c", "path a > c"),
    (PATH, "state through", "state direct"),
    (PATH, "notify d", "notify nobody"),
    (PATH, "interfaces i", "interfaces j"),
    (WHO, "finds a", "finds b"),
    (WHO, "finds only a", "finds only a b"),
    (WHO, "does not find b", "does not find a"),
    (WHO, "a: duties d", "a: duties e"),
    (WHO, "a: verified 2026-01-01", "a: verified 2026-01-02"),
    (WHO, "a: stale", "a: fresh"),
    (WHO, "a: roles r", "a: roles s"),
    ({"problems": []}, "no problems", "decision permitted"),
]
NONSENSE = [(PLAN, "step care"), (PLAN, "step care: is nice"), (PLAN, "the child is well"), (DECISION, "step care: ready"), (WHO, "a: tall")]


def right(sentence, answer):
    return all(wrong is None for wrong in judge(sentence, 0, answer))


def main():
    passed, bad = 0, []
    for answer, good, wrong in PAIRS:
        for sentence, expected in ((good, True), (wrong, False)):
            if right(sentence, answer) == expected:
                passed += 1
            else:
                bad.append(f"{sentence}: was found {'wrong' if expected else 'right'}")
    for answer, sentence in NONSENSE:
        try:
            right(sentence, answer)
            bad.append(f"{sentence}: was understood")
        except NotUnderstood:
            passed += 1
    return tell(passed, bad)


if __name__ == "__main__":
    sys.exit(main())
