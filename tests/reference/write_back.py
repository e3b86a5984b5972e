#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""write_back.py --seeds A-B: what is written back answers as what was read.

For each seed a protocol with cases and questions is made by chance. The protocol goes through a draft and is written,
each case is read and written; the same questions about what was written must get the same answers, but for the
fingerprint, for those are other bytes. What was written is also written again, and must then be the same bytes.

Two things a single document cannot say: that a drop took a guard away, so that warning is not compared; and that what
it included ended before it began itself, so such a protocol must be refused when it is read again.
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
from compare import question_text, seed_range  # noqa: E402
from generate import generate  # noqa: E402
from program import default_command, found_command, run_command  # noqa: E402

MOST_TOLD = 3  # failures shown of one seed


class Failure(Exception):
    """What could not be written or read again."""


class Crossed(Exception):
    """What was included ended before the protocol itself began."""


def write_back(writer, cases, here, there):
    """Writes the protocol and the cases of one folder into another."""
    names = ["protocol.xml"] + cases
    files = [str(folder / name) for name in names for folder in (here, there)]
    done = subprocess.run([writer] + files, capture_output=True, check=False)
    if done.returncode != 0 and here.name == "written" and b"[dates-crossed]" in done.stderr:
        raise Crossed
    if done.returncode != 0:
        raise Failure(f"{here.name} could not be written: {done.stderr.decode('utf-8', 'replace')}")


def answer(command, asked, folder):
    """Exit status and answer, without what may differ."""
    status, out, errors = run_command(command, asked + ["--json"], folder)
    got = parsed(out)
    if not isinstance(got, dict):
        return status, [out.decode("utf-8", "replace"), errors.decode("utf-8", "replace")]
    if "protocol" in got:
        got["protocol"].pop("fingerprint", None)
    warnings = [w for w in got.pop("warnings", []) if w["code"] != "guard-dropped"]
    if warnings:
        got["warnings"] = warnings
    return status, got


def told(asked, first, second):
    lines = [question_text(asked), f"    exit status {first[0]} as read, {second[0]} as written"]
    for path, here, there in list(differences(first[1], second[1]))[:4]:
        lines += [f"    at {path or '.'}", f"        read:    {short(here)}", f"        written: {short(there)}"]
    return "\n".join(lines)


def compare_folders(command, questions, first, second):
    """(passed, what to say of each question answered otherwise)"""
    passed, failures = 0, []
    for asked in questions:
        pair = answer(command, asked, first), answer(command, asked, second)
        if pair[0] == pair[1]:
            passed += 1
        else:
            failures.append(told(asked, *pair))
    return passed, failures


def same_bytes(names, second, third):
    return [f"{name} is written otherwise the second time" for name in names
            if (second / name).read_bytes() != (third / name).read_bytes()]


def try_seed(work):
    seed, command, writer = work
    with tempfile.TemporaryDirectory(prefix="refpath-") as scratch:
        first, second, third = (pathlib.Path(scratch) / name for name in ("read", "written", "again"))
        questions = generate(seed, first)
        cases = sorted(file.name for file in first.glob("case-*.json"))
        second.mkdir()
        third.mkdir()
        try:
            write_back(writer, cases, first, second)
            write_back(writer, cases, second, third)
            passed, failures = compare_folders(command, questions, first, second)
            bad = same_bytes(["protocol.xml"] + cases, second, third)
            passed += 1 + len(cases) - len(bad)
            failures += bad
        except Crossed:
            return 1, []
        except Failure as failure:
            passed, failures = 0, [str(failure)]
    return passed, [f"seed {seed}: {failure}" for failure in failures]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=seed_range, required=True, help="A-B, or one")
    parser.add_argument("--command", default=default_command(), help="the command; else $REFPATH_COMMAND")
    parser.add_argument("--writer", required=True, help="the program write_back")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    command, writer = found_command(given.command), found_command(given.writer)
    passed, failed = 0, 0
    with multiprocessing.Pool(given.jobs) as pool:
        for good, bad in pool.imap(try_seed, [(seed, command, writer) for seed in given.seeds]):
            passed += good
            failed += len(bad)
            for line in bad[:MOST_TOLD]:
                print(line, flush=True)
    print(f"seeds {given.seeds[0]}-{given.seeds[-1]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
