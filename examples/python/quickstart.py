#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The quick start: load a protocol, fill a case, ask. It prints what ../quickstart.c prints, byte for byte.

    quickstart.py carana-mini.xml
"""
import datetime
import pathlib
import sys

import refpath

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.timezone.utc)


def main(file):
    """Everything, in the order of quickstart.txt."""
    protocol = refpath.Protocol.load(pathlib.Path(file))
    print(f"protocol: {protocol.fingerprint}")

    # What is known of a girl who came to a police post in the port: facts, never a name.
    girl = (protocol.case().set_id("c-18").set_holder("unpol-galasi").set_place("galasi-port")
            .set_clock("report", NOW - datetime.timedelta(hours=1))
            .set_number("age", 12, 14)  # nobody knows it better
            .set_term("sex", "female").set_term("caregiver", "absent").set_term("concern", "unaccompanied"))

    for one in protocol.ask(girl, NOW).ask:
        print(f"to ask: {one.fact}")
    for whom in ("save-galasi", "adviser-office"):
        consent = protocol.consent(girl, item="need", to=whom, purpose="case-management", at=NOW)
        print(f"need, to {whom}: {consent.decision}")

    plan = protocol.plan(girl, NOW)
    print(plan.text("fr"), end="")
    print(plan.json().decode(), end="")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "mission.xml")
    except refpath.RefpathError as problem:
        sys.exit(str(problem))
