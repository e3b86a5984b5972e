# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The same bytes as the command, for questions by chance: REFPATH_SEEDS protocols from REFPATH_SEED on, and what is broken
of them. tests/reference/generate.py makes them; the same seed gives the same questions."""
import concurrent.futures
import json
import os
import pathlib
import random
import shlex
import subprocess
import sys
import tempfile
import unittest

import refpath
from support import COMMAND, SOURCE

FIRST = int(os.environ.get("REFPATH_SEED", "1"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("REFPATH_SEEDS", "10")))


FLAGS = ("--explain", "--json", "--plain")


def options_of(asked):
    """(positional, {option: value or True}) of an argument list of the command."""
    positional, options = [], {}
    words = iter(asked)
    for word in words:
        if not word.startswith("--"):
            positional.append(word)
        elif word in FLAGS:
            options[word[2:]] = True
        else:
            options[word[2:]] = next(words)
    return positional, options


def answer(asked, protocols):
    """The answer of Python; of a check, the problems."""
    (verb, name, *rest), o = options_of(asked)
    if verb == "check":
        return refpath.Protocol.load(pathlib.Path(name)).problems
    if name not in protocols:
        protocols[name] = refpath.Protocol.load(pathlib.Path(name))
    p = protocols[name]
    if verb == "choices":
        return p.choices(rest[0])
    if verb == "who":
        narrowed = {key: o.get(key) for key in ("service", "role", "group", "duty", "at", "name", "viewer")}
        return p.who(now=o.get("now"), **narrowed)
    if verb == "path":
        case = p.case(pathlib.Path(o["case"])) if "case" in o else None
        return p.path(o["from"], o["to"], at=o.get("at"), purpose=o.get("purpose"), case=case, now=o["now"],
                      viewer=o.get("viewer"))
    case = p.case(pathlib.Path(rest[0]))
    if verb == "consent":
        return p.consent(case, item=o["item"], to=o["to"], purpose=o["purpose"], sender=o.get("from"), at=o["at"],
                         explain=o.get("explain", False))
    return (p.plan if verb == "plan" else p.ask)(case, now=o["now"])


def ask_python(asked, protocols):
    """The answer as bytes, or the problems."""
    try:
        return answer(asked, protocols).json()
    except refpath.RefpathError as error:
        return error.problems.json()


def golden(asked, folder):
    """What the command prints for a question, asked in a folder."""
    o = options_of(asked)[1]
    was = os.getcwd()
    try:
        os.chdir(folder)
        said = answer(asked, {})
    except refpath.InvalidProtocolError as error:
        said = error.problems
    finally:
        os.chdir(was)
    if o.get("format") == "sarif":
        return said.sarif(o.get("lang"))
    if o.get("json"):
        return said.json(o.get("lang")) if isinstance(said, refpath.Problems) else said.json()
    if isinstance(said, refpath.Problems):
        return said.text(o.get("lang")).encode()
    return said.text(o.get("lang"), plain=o.get("plain", False)).encode()


def ask_command(asked):
    """What the command prints."""
    return subprocess.run([COMMAND, *asked, "--json", "--lang", "en"], capture_output=True, check=False).stdout


def broken(asked, chance):
    """A question, with something in it that is not there."""
    asked = list(asked)
    places = [i for i, word in enumerate(asked) if word in ("--item", "--to", "--purpose", "--from", "--at", "--service",
                                                            "--role", "--name") and "T" not in asked[i + 1][8:12]]
    if places:
        asked[chance.choice(places) + 1] = chance.choice(["nobody", "x" * 300, "é", "unknown-1"])
    return asked


def broken_files(folder, chance):
    """Copies with some bytes changed; the questions about them."""
    questions = []
    for number in range(4):
        for name, asked in (("protocol.xml", lambda file: ["check", file]),
                            ("case-0.json", lambda file: ["plan", "protocol.xml", file, "--now", "2026-03-08T05:29:59Z"])):
            content = bytearray((folder / name).read_bytes())
            at = chance.randrange(len(content))
            content[at:at + chance.choice((1, 1, 1, 40))] = chance.choice((b"", b"<", b'"', b"\0", b"\xff", b"nonsense", b"9"))
            file = f"broken-{number}-{name}"
            (folder / file).write_bytes(content)
            questions.append(asked(file))
    return questions


class SameBytes(unittest.TestCase):
    def seed(self, seed, folder):
        """All questions of a seed; how many were compared, and how many of those were problems."""
        chance = random.Random(seed)
        subprocess.run([sys.executable, str(SOURCE / "tests/reference/generate.py"), "--seed", str(seed), "--out",
                        str(folder)], check=True)
        questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
        questions += [broken(asked, chance) for asked in questions[::4]] + broken_files(folder, chance)
        was = os.getcwd()
        compared, refused, protocols = 0, 0, {}
        try:
            os.chdir(folder)
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                for asked, said in zip(questions, pool.map(ask_command, questions)):
                    if b'"code":"usage"' in said:
                        continue
                    compared += 1
                    refused += said.startswith(b'{"problems"')
                    self.assertEqual(ask_python(asked, protocols), said, f"seed {seed}: {' '.join(asked)}")
        finally:
            os.chdir(was)
        return compared, refused

    def test_as_the_command_gives(self):
        compared = refused = 0
        for seed in SEEDS:
            with tempfile.TemporaryDirectory() as folder:
                done = self.seed(seed, pathlib.Path(folder))
            compared, refused = compared + done[0], refused + done[1]
        print(f"the same bytes for {compared} questions of {len(SEEDS)} seeds from {FIRST} on, {refused} of them refused")
        self.assertGreater(compared, 20 * len(SEEDS))
        self.assertGreater(refused, 2 * len(SEEDS))

    def test_as_the_golden_answers_say(self):
        asked = sorted((SOURCE / "tests/golden").glob("*/command"))
        for command in asked:
            with self.subTest(golden=command.parent.name):
                words = shlex.split(command.read_text(encoding="utf-8"))
                file = "errors" if words[0] == "check" and len(words) == 4 and words[2] == "--lang" else "expected"
                self.assertEqual(golden(words, command.parent), (command.parent / file).read_bytes())
        self.assertGreater(len(asked), 50)
