#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""said.py ask COMMAND [--every N]: what the command says to asked.txt, as answers.c writes it, to standard output.
said.py compare EXPECTED FOUND [--every N]: what is different; nothing where they are the same.
said.py count EXPECTED: how many answers, and how many of them are problems.

All in the folder that questions.py has filled. --every N: only each Nth question.
"""
import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys

REFUSED = 2  # exit status: the question was wrong


def asked_lines():
    """All questions."""
    return pathlib.Path("asked.txt").read_text(encoding="utf-8").splitlines()


def answers_of(file):
    """All answers of a file."""
    content = pathlib.Path(file).read_bytes()
    return content.split(b"\0")[:-1]


def ask(command, line):
    """What the command says: as text, problems are on its standard error."""
    words = line.split("\t")
    done = subprocess.run([command, *words], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    return done.stderr if done.returncode == REFUSED and "--json" not in words else done.stdout


def ask_all(command, every):
    """Asks, as many at a time as there are processors."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for said in pool.map(lambda line: ask(command, line), asked_lines()[::every]):
            sys.stdout.buffer.write(said + b"\0")


def compare(expected, found, every):
    """Tells the first differences."""
    lines, right, told = asked_lines()[::every], answers_of(expected)[::every], answers_of(found)
    if not len(lines) == len(right) == len(told):
        print(f"{len(lines)} questions, {len(right)} answers expected, {len(told)} found")
    different = [(line, a, b) for line, a, b in zip(lines, right, told) if a != b]
    for line, a, b in different[:3]:
        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        start = max(at - 60, 0)
        print(f"{line}\n  expected: ...{a[start:at + 60]!r}\n  found:    ...{b[start:at + 60]!r}")
    if different:
        print(f"{len(different)} of {len(lines)} are different")


def main():
    """One of the three."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("ask", "compare", "count"))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    if given.what == "ask":
        ask_all(given.files[0], given.every)
    elif given.what == "compare":
        compare(*given.files, given.every)
    else:
        answers = answers_of(given.files[0])
        print(len(answers), sum(one.startswith(b'{"problems":[{') for one in answers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
