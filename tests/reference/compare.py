#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""compare.py --seeds A-B: the command and the second implementation give the same bytes to the same questions.

For each seed a protocol with cases and questions is made by chance. A question is passed if both give the same answer
and exit status. What one of them refuses, or both refuse though it is right, is a failure. With --shrink SEED the
first failure of that seed is made as small as it goes, and shown.
"""
import argparse
import multiprocessing
import pathlib
import shlex
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
from asking import Outcome  # noqa: E402
from generate import generate  # noqa: E402
from program import default_command, found_command  # noqa: E402
from seeds import seed_range  # noqa: E402
from shrink import shrink  # noqa: E402

MOST_TOLD = 3  # failures shown of one seed


def question_text(asked):
    return "refpath " + " ".join(shlex.quote(a) for a in asked)


def try_seed(work):
    """(passed, the signature of each failure with where it was, what to say)"""
    seed, command, keep = work
    passed, failures, kinds = 0, [], []
    with tempfile.TemporaryDirectory(prefix="refpath-") as scratch:
        folder = pathlib.Path(scratch)
        for number, asked in enumerate(generate(seed, folder)):
            outcome = Outcome(command, asked, folder)
            if outcome.kind() is None:
                passed += 1
            else:
                failures.append(f"seed {seed}: {question_text(asked)}\n{outcome.told()}")
                kinds.append((f"{asked[0]}: " + " ".join(outcome.signature()).strip(), f"seed {seed} question {number}"))
        if failures and keep:
            kept = pathlib.Path(keep) / f"seed-{seed}"
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept)
            (kept / "failures.txt").write_text("\n".join(failures) + "\n", encoding="utf-8")
    told = failures[:MOST_TOLD]
    if len(failures) > MOST_TOLD:
        told.append(f"seed {seed}: {len(failures) - MOST_TOLD} more failures")
    return passed, kinds, "\n".join(told)


def tell_kinds(kinds):
    """What the failures have in common: where the two answers part for the first time, the most frequent first."""
    where = {}
    for kind, place in kinds:
        where.setdefault(kind, []).append(place)
    for kind, places in sorted(where.items(), key=lambda item: (-len(item[1]), item[0])):
        print(f"{len(places):6} {kind} ({places[0]})")


def compare(seeds, command, keep, jobs):
    work = [(seed, command, keep) for seed in seeds]
    passed, kinds = 0, []
    print(f"seeds {seeds[0]}-{seeds[-1]}", flush=True)
    with multiprocessing.Pool(jobs) as pool:
        for good, bad, told in pool.imap(try_seed, work):
            passed += good
            kinds += bad
            if told:
                print(told, flush=True)
    tell_kinds(kinds)
    print(f"seeds {seeds[0]}-{seeds[-1]}; one of them again: compare.py --seeds N; smaller: compare.py --shrink N")
    print(f"{passed} passed, {len(kinds)} failed")
    return 1 if kinds or not passed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=seed_range, help="A-B, or one")
    parser.add_argument("--command", default=default_command(), help="the command; else $REFPATH_COMMAND")
    parser.add_argument("--keep", help="a folder for the documents of seeds that fail")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shrink", type=int, metavar="SEED", help="make the first failure of a seed small")
    parser.add_argument("--question", type=int, help="with --shrink: the question of this number, from 0")
    parser.add_argument("--minutes", type=float, default=5, help="with --shrink: at most this long")
    given = parser.parse_args()
    given.command = found_command(given.command)
    if given.shrink is not None:
        return shrink(given)
    if given.seeds is None:
        parser.error("--seeds or --shrink is needed")
    return compare(given.seeds, given.command, given.keep, given.jobs)


if __name__ == "__main__":
    sys.exit(main())
