# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Which seeds are tried, and the programs that try one after the other."""
import argparse

from program import default_command, found_command

MOST_TOLD = 4  # differences of one seed


def seed_range(text):
    first, _, last = text.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    if not seeds:
        raise ValueError(text)
    return seeds


def try_seeds(seeds, try_seed):
    """The whole of a program: try_seed(seed, command) gives how many rows it looked at, and a line for each that is wrong."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seeds", type=seed_range, default=seeds)
    arguments.add_argument("--command", default=default_command())
    given = arguments.parse_args()
    command = found_command(given.command)
    rows, failed = 0, 0
    for seed in given.seeds:
        n, bad = try_seed(seed, command)
        rows += n
        failed += len(bad)
        for line in bad[:MOST_TOLD]:
            print(line)
    print(f"{rows - failed} passed, {failed} failed")
    return 1 if failed or not rows else 0
