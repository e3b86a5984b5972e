#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""generate.py --seed N --out DIR: a small valid protocol by chance, with cases and questions about it.

Writes protocol.xml, and what it includes, case-*.json, and questions.json: a list of argument lists for the command,
without --json. The same seed gives the same bytes, on any machine.
"""
import argparse
import json
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
from maker.cases import make_case  # noqa: E402
from maker.documents import make_documents  # noqa: E402
from maker.questions import case_questions, directory_questions  # noqa: E402
from maker.text import document_bytes  # noqa: E402
from maker.world import World  # noqa: E402

CASES = 3


def generate(seed, folder):
    """Fills a folder; gives the questions."""
    w = World(seed)
    documents = make_documents(w)
    folder.mkdir(parents=True, exist_ok=True)
    for name, root in documents.items():
        (folder / name).write_bytes(document_bytes(root, w.rng))
    questions = []
    for number in range(CASES):
        name = f"case-{number}.json"
        case, now, times = make_case(w, number)
        (folder / name).write_text(json.dumps(case, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        questions += case_questions(w, name, now, times)
    questions += directory_questions(w)
    lines = ",\n".join(json.dumps(q) for q in questions)
    (folder / "questions.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return questions


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    given = parser.parse_args()
    generate(given.seed, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
