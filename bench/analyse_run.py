#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Measures analyses of a large protocol, and what they ask of graphs beside igraph.

usage: analyse_run.py [--rounds N] [--actors N] [--python PYTHON] ANALYSE FOLDER

ANALYSE is the program made of analyse.c, FOLDER where protocols and graphs that are made are kept. PYTHON is one that has
python-igraph; where none is found there, a line says so and the comparison is left out. Rounds are run in turn.
"""
import argparse
import os
import random
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NODES, PENDANTS, LINKS = 10000, 1000, 100000
ANALYSES = ("coverage", "failures", "times")


def say(program, *arguments):
    said = subprocess.run([program, *arguments], check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout
    return {name: float(value) for name, value in (line.split() for line in said.splitlines())}


def make_protocol(folder, actors, regions):
    where = os.path.join(folder, "analyse-%d-%d" % (actors, regions))
    if not os.path.exists(os.path.join(where, "held.json")):
        subprocess.run([sys.executable, os.path.join(HERE, "analyse.py"), "--actors", str(actors), "--regions", str(regions), where],
                       check=True)
    return where


def make_graph(folder):
    path = os.path.join(folder, "links.txt")
    r = random.Random(1)
    links = [(r.randrange(NODES), r.randrange(NODES)) for _ in range(LINKS)]
    links += [(r.randrange(NODES), NODES + i) for i in range(PENDANTS)]
    with open(path, "w", encoding="ascii") as file:
        file.write("%d %d\n" % (NODES + PENDANTS, len(links)))
        file.writelines("%d %d\n" % link for link in links)
    return path


def has_igraph(python):
    return subprocess.run([python, "-c", "import igraph"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def middle(rounds, name):
    return statistics.median(r[name] for r in rounds)


def measure_analyses(given):
    for regions in (1, 10):
        where = make_protocol(given.folder, given.actors, regions)
        for study in ("direct", "held"):
            rounds = [{what: say(given.analyse, what, os.path.join(where, "protocol.xml"), os.path.join(where, study + ".json"), "1")
                       for what in ANALYSES} for _ in range(given.rounds)]
            for what in ANALYSES:
                seconds = statistics.median(r[what]["seconds"] for r in rounds)
                print("%-9s %5d places, %-22s %7.3f s   %5.2f of 1 s   answer %.1f MB"
                      % (what, regions * 100, "held by a post," if study == "held" else "nobody in particular,", seconds, seconds,
                         rounds[0][what]["bytes"] / 1e6))


def measure_graphs(given):
    path = make_graph(given.folder)
    compare = has_igraph(given.python)
    ours, theirs = [], []
    for _ in range(given.rounds):
        ours.append(say(given.analyse, "links", path, "21"))
        if compare:
            theirs.append(say(given.python, os.path.join(HERE, "analyse_igraph.py"), path, "21"))
    print("%d nodes, %d links" % (NODES + PENDANTS, LINKS + PENDANTS))
    for name in ("joints", "circles", "steps"):
        print("%-9s %.6f s" % (name, middle(ours, name)), end="")
        if compare:
            ratio = statistics.median(o[name] / t[name] for o, t in zip(ours, theirs))
            same = all(o[name + "-answer"] == t[name + "-answer"] for o, t in zip(ours, theirs))
            print("   %.2f of igraph's time   aim at most 1   %s" % (ratio, "same answer" if same else "ANSWERS DIFFER"), end="")
        print()
    if not compare:
        print("no igraph found by %s: not compared" % given.python)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--actors", type=int, default=10000)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("analyse")
    parser.add_argument("folder")
    given = parser.parse_args()
    os.makedirs(given.folder, exist_ok=True)
    measure_graphs(given)
    measure_analyses(given)


if __name__ == "__main__":
    main()
