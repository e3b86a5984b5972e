#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""A queue: cases come in as JSON files, a plan and a list of whom to call go out for each.

    queue_of_cases.py mission.xml inbox outbox [--lang fr] [--now 2026-11-23T12:00:00Z]

For inbox/c-17.json there will be outbox/c-17.plan.json (for programs), outbox/c-17.plan.txt (for people) and
outbox/c-17.call.txt (whom to call, in which order, and what may be said). A case that cannot be read is left where it is,
and outbox/<name>.problems.json says why, without repeating it. What was done is not done again.
"""
import argparse
import pathlib
import sys

import refpath


def label(protocol, kind, id_, language):
    """What people call an entry, or its id."""
    return protocol.label(kind, id_, language) or id_


def contacts(candidate):
    """How the first on the way is reached, the open ones first."""
    return ", ".join(f"{one.by} {one.value}{' (secure)' if one.secure else ''}" for one in candidate.call)


def call_list(plan, language):
    """The lines of a list of whom to call."""
    protocol = plan.protocol
    for number, step in enumerate(plan.steps, 1):
        kind = refpath.Kind.SERVICE if step.kind is refpath.StepKind.SERVICE else refpath.Kind.ROLE
        goals = [step.goal] if isinstance(step.goal, str) else list(step.goal or step.ids)
        what = ", ".join(label(protocol, kind, goal, language) for goal in goals)
        by = f", by {step.target:%Y-%m-%d %H:%M} UTC" if step.target else ""
        yield f"{number}. {what}: {step.state}{by}"
        for candidate in step.candidates:
            way = " > ".join(label(protocol, refpath.Kind.ACTOR, one, language) for one in list(candidate.path)[1:])
            yield f"   {way or candidate.actor} [{candidate.state}] {contacts(candidate)}".rstrip()
            told = [one.item for one in candidate.share if one.decision is refpath.Decision.PERMITTED]
            kept = [one.item for one in candidate.share if one.decision is not refpath.Decision.PERMITTED]
            if told:
                yield f"      may be told: {', '.join(told)}"
            if kept:
                yield f"      not to be told now: {', '.join(kept)}"


def work(protocol, file, outbox, language, now):
    """One case; whether it could be planned."""
    try:
        with protocol.case(file) as case:
            plan = protocol.plan(case, now)
    except refpath.RefpathError as error:
        (outbox / f"{file.stem}.problems.json").write_bytes(error.problems.json(language))
        return False
    (outbox / f"{file.stem}.call.txt").write_text("\n".join(call_list(plan, language)) + "\n", encoding="utf-8")
    (outbox / f"{file.stem}.plan.txt").write_text(plan.text(language), encoding="utf-8")
    (outbox / f"{file.stem}.plan.json").write_bytes(plan.json())
    return True


def main():
    """Works through the inbox once; what comes later is for the next run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("protocol", type=pathlib.Path)
    parser.add_argument("inbox", type=pathlib.Path)
    parser.add_argument("outbox", type=pathlib.Path)
    parser.add_argument("--lang")
    parser.add_argument("--now", help="a moment instead of now")
    given = parser.parse_args()
    try:
        protocol = refpath.Protocol.load(given.protocol)
    except refpath.RefpathError as error:
        print(error, file=sys.stderr)
        return 2
    given.outbox.mkdir(parents=True, exist_ok=True)
    waiting = [file for file in sorted(given.inbox.glob("*.json")) if not (given.outbox / f"{file.stem}.plan.json").exists()]
    planned = [work(protocol, file, given.outbox, given.lang, given.now) for file in waiting]
    print(f"{sum(planned)} planned, {len(planned) - sum(planned)} with problems")
    return 0 if all(planned) else 1


if __name__ == "__main__":
    sys.exit(main())
