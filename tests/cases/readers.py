#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""readers.py: the command and the second reader of the semantics (tests/reference) answer every case and every line of
the table of rules with the same bytes.

The second reader knows no documents but files, so that both read the standard protocols from a folder beside the mission.
It answers what is asked about a case or the directory; analyses have a brute force of their own (tests/reference).
"""
import json
import pathlib
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "reference"), str(HERE)]

# pylint: disable=wrong-import-position
import run  # noqa: E402
from rules import table  # noqa: E402
from asking import Outcome, short  # noqa: E402

STANDARD = run.MISSION.parent / "standard"
NOT_READ = {"check", "analyse"}


def copy_protocols(folder):
    (folder / "std").mkdir()
    for path in STANDARD.glob("*.xml"):
        text = path.read_text(encoding="utf-8").replace('href="standard/', 'href="')
        (folder / "std" / path.name).write_text(text, encoding="utf-8")
    for path in run.MISSION.glob("*.xml"):
        text = path.read_text(encoding="utf-8").replace('href="standard/', 'href="std/')
        (folder / path.name).write_text(text, encoding="utf-8")


def case_questions(folder, scratch):
    for path in folder.iterdir():
        if path.is_file():
            shutil.copy(path, scratch)
    for name, arguments in run.questions_of(folder).items():
        if arguments[0] not in NOT_READ:
            yield f"{folder.name}: {name}", arguments


def table_questions(scratch):
    """The questions of the table, each once."""
    seen = {}
    for path in table.HERE.glob("*.xml"):
        shutil.copy(path, scratch)
    for number, kind, name, sides in table.rows():
        for side in sides:
            arguments, facts = table.arguments_of(kind, side)
            key = (tuple(arguments), facts)
            if key in seen:
                continue
            seen[key] = f"table-{len(seen)}.json"
            (scratch / seen[key]).write_text(json.dumps(table.case_of(facts)), encoding="utf-8")
            case = ["--case", seen[key]] if kind == "interface" else [seen[key]]
            yield f"rules/table.txt:{number}: {name}", [arguments[0], table.document_of(side), *case, *arguments[1:]]


def main():
    passed, failed = 0, 0
    with tempfile.TemporaryDirectory(prefix="refpath-") as name:
        scratch = pathlib.Path(name)
        copy_protocols(scratch)
        folders = sorted(f.parent for f in HERE.glob("*/questions"))
        for questions in [*(case_questions(folder, scratch) for folder in folders), table_questions(scratch)]:
            for where, arguments in questions:
                outcome = Outcome(run.command(), arguments, scratch)
                kind = outcome.kind()
                if kind is None:
                    passed += 1
                    continue
                failed += 1
                print(f"FAILED: {where}: {kind}: {' '.join(arguments)}")
                for key, here, there in outcome.found()[:3]:
                    print(f"    {key}: the command has {short(here)}, the reader has {short(there)}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
