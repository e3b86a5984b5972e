#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""run.py [FOLDER...]: the cases of this folder are answered as their pages say.

A folder of a case has case.json, a page.md, questions (NAME: arguments of the command) and expected: what somebody who
knows the guidance wrote down before the question was asked. README.md says how to write it. Questions are asked in a
folder that holds the documents of data/protocols/carana beside those of the case.
"""
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from judge import NotUnderstood, judge  # noqa: E402 pylint: disable=wrong-import-position

SOURCE = HERE.parents[1]
MISSION = SOURCE / "data" / "protocols" / "carana"
HEADINGS = ["## Situation", "## What the guidance says", "## What is expected, and why", "## Must not happen", "## Sources"]


def command():
    build = os.environ.get("REFPATH_BUILD", SOURCE / "build")
    return os.environ.get("REFPATH_COMMAND", str(pathlib.Path(build) / "tools" / "refpath" / "refpath"))


def lines_of(path):
    """(number, text) without comments and empty lines; a line that begins with blanks goes on with the one before."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.split("#", 1)[0].rstrip()
        if not text.strip():
            continue
        if text[0] == " " and found:
            found[-1][1] += " " + text.strip()
        else:
            found.append([number, text])
    return found


def ask(arguments, folder):
    """(exit status, the answer)"""
    said = subprocess.run([command(), *arguments, "--json"], cwd=folder, capture_output=True, check=False)
    try:
        return said.returncode, json.loads(said.stdout)
    except json.JSONDecodeError:
        return said.returncode, {"problems": [{"code": said.stderr.decode("utf-8", "replace").strip()}]}


class Count:
    def __init__(self):
        self.passed, self.failed = 0, 0

    def verdict(self, where, wrong):
        if wrong:
            self.failed += 1
            print(f"FAILED: {where}: {wrong}")
        else:
            self.passed += 1


def questions_of(folder):
    questions = {}
    for number, text in lines_of(folder / "questions"):
        name, colon, arguments = text.partition(":")
        if not colon or name in questions:
            sys.exit(f"{folder.name}/questions:{number}: each question has a name of its own, then a colon")
        questions[name] = shlex.split(arguments)
    return questions


def run_folder(folder, count):
    questions = questions_of(folder)
    answers, used, name = {}, {}, None
    with tempfile.TemporaryDirectory(prefix="refpath-") as scratch:
        for document in [*MISSION.glob("*.xml"), *folder.iterdir()]:
            if document.is_file():
                shutil.copy(document, scratch)
        for asked, arguments in questions.items():
            answers[asked] = ask(arguments, scratch)
    for number, text in lines_of(folder / "expected"):
        where = f"{folder.name}/expected:{number}"
        if text[0] == "[" and text[-1] == "]":
            name = text[1:-1]
            count.verdict(where, None if name in questions else f"no question {name}")
            continue
        used[name] = used.get(name, 0) + 1
        try:
            status, answer = answers[name]
            for wrong in judge(text, status, answer):
                count.verdict(f"{where}: {text}", wrong)
        except NotUnderstood as problem:
            count.verdict(where, str(problem))
        except KeyError:
            count.verdict(where, "stands under no question")
    for asked in questions:
        count.verdict(f"{folder.name}: {asked}", None if used.get(asked) else "nothing is expected of this question")


def check_page(folder, count):
    page = (folder / "page.md").read_text(encoding="utf-8").splitlines()
    missing = [h for h in HEADINGS if h not in page]
    count.verdict(f"{folder.name}/page.md", f"has no {', '.join(missing)}" if missing else None)


def main():
    count = Count()
    folders = [pathlib.Path(a).resolve() for a in sys.argv[1:]] or sorted(f.parent for f in HERE.glob("*/questions"))
    for folder in folders:
        check_page(folder, count)
        run_folder(folder, count)
    print(f"{count.passed} passed, {count.failed} failed")
    return 1 if count.failed or not count.passed else 0


if __name__ == "__main__":
    sys.exit(main())
