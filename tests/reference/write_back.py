#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""write_back.py --seeds A-B | --shipped: what is written back answers as what was read.

For each seed a protocol with cases and questions is made by chance; --shipped takes those that the library comes with,
as shipped.py has them. The protocol goes through a draft and is written, each case is read and written; the same
questions about what was written must get the same answers, but for the fingerprint, for those are other bytes. What was
written is also written again, and must then be the same bytes.
"""
import argparse
import multiprocessing
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
from asking import differences, parsed, short  # noqa: E402
from compare import question_text  # noqa: E402
from generate import generate  # noqa: E402
from program import default_command, found_command, run_command  # noqa: E402
from seeds import seed_range  # noqa: E402
from shipped import fill, sets  # noqa: E402

MOST_TOLD = 3  # failures shown of one seed
ANSWERED = (0, 1)  # exit statuses
REFUSED = (2,)     # some of what is made by chance is, and is then refused again


class Failure(Exception):
    """What could not be written or read again."""


def write_back(writer, names, here, there):
    """Writes the protocol, which is named first, and the cases of one folder into another."""
    files = [str(folder / name) for name in names for folder in (here, there)]
    done = subprocess.run([writer] + files, capture_output=True, check=False)
    if done.returncode != 0:
        raise Failure(f"{here.name} could not be written: {done.stderr.decode('utf-8', 'replace')}")


def answer(command, asked, folder):
    """Exit status and answer, without the fingerprint."""
    status, out, errors = run_command(command, asked + ["--json"], folder)
    got = parsed(out)
    if not isinstance(got, dict):
        return status, [out.decode("utf-8", "replace"), errors.decode("utf-8", "replace")]
    if "protocol" in got:
        got["protocol"].pop("fingerprint", None)
    return status, got


def told(asked, first, second):
    lines = [question_text(asked), f"    exit status {first[0]} as read, {second[0]} as written"]
    for path, here, there in list(differences(first[1], second[1]))[:4]:
        lines += [f"    at {path or '.'}", f"        read:    {short(here)}", f"        written: {short(there)}"]
    return "\n".join(lines)


def compare_folders(command, questions, first, second, statuses):
    """(passed, what to say of each question answered otherwise, or with none of these statuses)"""
    passed, failures = 0, []
    for asked in questions:
        pair = answer(command, asked, first), answer(command, asked, second)
        if pair[0] == pair[1] and pair[0][0] in statuses:
            passed += 1
        else:
            failures.append(told(asked, *pair))
    return passed, failures


def same_bytes(names, second, third):
    return [f"{name} is written otherwise the second time" for name in names
            if (second / name).read_bytes() != (third / name).read_bytes()]


def made(seed, folder):
    """(the protocol, cases, questions) of a seed."""
    questions = generate(seed, folder)
    return "protocol.xml", sorted(file.name for file in folder.glob("case-*.json")), questions


def try_one(work):
    """(passed, what to say of what failed) for a seed, or for one set of what is shipped."""
    what, command, writer = work
    with tempfile.TemporaryDirectory(prefix="refpath-") as scratch:
        first, second, third = (pathlib.Path(scratch) / name for name in ("read", "written", "again"))
        for folder in (first, second, third):
            folder.mkdir()
        by_chance = isinstance(what, int)
        protocol, cases, questions = made(what, first) if by_chance else fill(what, first)
        names = [protocol] + cases
        try:
            write_back(writer, names, first, second)
            write_back(writer, names, second, third)
            passed, failures = compare_folders(command, questions, first, second, ANSWERED + REFUSED * by_chance)
            bad = same_bytes(names, second, third)
            passed += len(names) - len(bad)
            failures += bad
        except Failure as failure:
            passed, failures = 0, [str(failure)]
    name = f"seed {what}" if by_chance else " ".join(what)
    return passed, [f"{name}: {failure}" for failure in failures]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--seeds", type=seed_range, help="A-B, or one")
    which.add_argument("--shipped", action="store_true", help="the standard protocols, Carana, and the golden answers")
    parser.add_argument("--command", default=default_command(), help="the command; else $REFPATH_COMMAND")
    parser.add_argument("--writer", required=True, help="the program write_back")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    command, writer = found_command(given.command), found_command(given.writer)
    passed, failed = 0, 0
    with multiprocessing.Pool(given.jobs) as pool:
        for good, bad in pool.imap(try_one, [(what, command, writer) for what in given.seeds or sets()]):
            passed += good
            failed += len(bad)
            for line in bad[:MOST_TOLD]:
                print(line, flush=True)
    print("what is shipped" if given.shipped else f"seeds {given.seeds[0]}-{given.seeds[-1]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
