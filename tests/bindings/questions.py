#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""questions.py --out DIR [--seed N] [--seeds N]: questions by chance, and what the command answers, for a language to repeat.

For each seed tests/reference/generate.py makes protocols and cases in DIR/seed-N; some are broken here. asked.txt has a
question a line, its words with tabs between them, to be asked in DIR; said-I has the bytes of the answer to line I, from 0.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FILES = {"check": (1,), "choices": (1,), "who": (1,), "path": (1,), "consent": (1, 2), "ask": (1, 2), "plan": (1, 2)}


def moved(asked, folder):
    """A question as it is asked one folder up."""
    asked = list(asked)
    for place in FILES[asked[0]]:
        asked[place] = f"{folder}/{asked[place]}"
    for place, word in enumerate(asked[:-1]):
        if word == "--case":
            asked[place + 1] = f"{folder}/{asked[place + 1]}"
    return asked


def broken(asked, chance):
    """A question with something in it that is not there; None where it has nothing to break."""
    names = ("--item", "--to", "--purpose", "--from", "--service", "--role", "--name")
    places = [i + 1 for i, word in enumerate(asked) if word in names]
    if not places:
        return None
    asked = list(asked)
    asked[chance.choice(places)] = chance.choice(["nobody", "x" * 300, "é", "unknown-1"])
    return asked


def broken_files(folder, chance):
    """Copies with some bytes changed; the questions about them."""
    for number in range(4):
        for name, asked in (("protocol.xml", ["check", None]),
                            ("case-0.json", ["plan", "protocol.xml", None, "--now", "2026-03-08T05:29:59Z"])):
            content = bytearray((folder / name).read_bytes())
            at = chance.randrange(len(content))
            content[at:at + chance.choice((1, 1, 1, 40))] = chance.choice((b"", b"<", b'"', b"\0", b"\xff", b"nonsense", b"9"))
            file = f"broken-{number}-{name}"
            (folder / file).write_bytes(content)
            yield [word or file for word in asked]


def questions_of(seed, out):
    """All questions of a seed."""
    chance = random.Random(seed)
    folder = out / f"seed-{seed}"
    subprocess.run([sys.executable, str(HERE.parent / "reference/generate.py"), "--seed", str(seed), "--out", str(folder)],
                   check=True)
    questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    questions += [one for one in (broken(asked, chance) for asked in questions[::4]) if one]
    questions += broken_files(folder, chance)
    return [moved(asked, folder.name) for asked in questions]


def main():
    """Asks the command, two questions at a time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=10)
    given = parser.parse_args()
    command = os.environ.get("REFPATH_COMMAND", "refpath")
    questions = [asked for seed in range(given.seed, given.seed + given.seeds) for asked in questions_of(seed, given.out)]

    def ask(asked):
        return subprocess.run([command, *asked, "--json", "--lang", "en"], cwd=given.out, capture_output=True,
                              check=False).stdout

    lines = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for asked, said in zip(questions, pool.map(ask, questions)):
            if b'"code":"usage"' not in said:
                (given.out / f"said-{len(lines)}").write_bytes(said)
                lines.append("\t".join(asked) + "\n")
    (given.out / "asked.txt").write_text("".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
