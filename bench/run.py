#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Measures loading and planning, and prints ratios.

usage: run.py [--rounds N] [--actors N] [--count] MEASURE FOLDER

MEASURE is the program made of measure.c, FOLDER where the protocols that are made are kept. What is compared is run in
turn, each in a process of its own, so that a machine that grows slow in between is slow to both; a ratio is the median
of those of the rounds. With --count, valgrind counts instructions as well, on a smaller protocol: a ratio that does not
depend on what else the machine does.
"""
import argparse
import os
import re
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def make(folder, name, *arguments):
    where = os.path.join(folder, name)
    if not os.path.exists(os.path.join(where, "case.json")):
        subprocess.run([sys.executable, os.path.join(HERE, "protocol.py"), *arguments, where], check=True)
    return where


def measure(program, *arguments):
    said = subprocess.run([program, *arguments], check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout
    return {name: float(value) for name, value in (line.split() for line in said.splitlines())}


def instructions(program, *arguments):
    # The program may be a script of libtool's that starts it: of the processes it is the one with the most.
    said = subprocess.run(["valgrind", "--tool=callgrind", "--trace-children=yes", "--callgrind-out-file=/dev/null", program, *arguments],
                          check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True).stderr
    return max(int(n) for n in re.findall(r"Collected *: *([0-9]+)", said))


def row(what, value, aim):
    print("%-58s %10s   aim %s" % (what, value, aim))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--actors", type=int, default=100000)
    parser.add_argument("--count", action="store_true")
    parser.add_argument("measure")
    parser.add_argument("folder")
    given = parser.parse_args()
    big = make(given.folder, "actors-%d" % given.actors, "--actors", str(given.actors))
    small = make(given.folder, "actors-%d" % (given.actors // 10), "--actors", str(given.actors // 10), "--regions", "1")
    protocol, case = os.path.join(big, "protocol.xml"), os.path.join(big, "case.json")
    size = os.path.getsize(protocol)
    rounds = []
    for _ in range(given.rounds):
        sax, load = measure(given.measure, "sax", protocol), measure(given.measure, "load", protocol)
        plan = measure(given.measure, "plan", protocol, case, "200")
        less = measure(given.measure, "plan", os.path.join(small, "protocol.xml"), os.path.join(small, "case.json"), "200")
        rounds.append({
            "sax": sax["seconds"], "load": load["seconds"], "times": load["seconds"] / sax["seconds"],
            "peak": (load["peak"] - load["before"]) / size, "sax peak": (sax["peak"] - sax["before"]) / size,
            "held": load["held"] / size, "resident": (load["resident"] - load["before"]) / size,
            "plan": plan["plan"] * 1e6, "growth": plan["plan"] / less["plan"], "plan of load": plan["plan"] / load["seconds"],
        })

    def middle(name):
        return statistics.median(r[name] for r in rounds)

    print("%d actors, %.1f MB; medians of %d rounds" % (given.actors, size / 1e6, given.rounds))
    print("libxml2 alone takes %.3f s of processor time, loading %.3f s" % (middle("sax"), middle("load")))
    row("loading, times libxml2 with nobody listening", "%.2f" % middle("times"), "at most 3")
    row("  best and worst round", "%.2f %.2f" % (min(r["times"] for r in rounds), max(r["times"] for r in rounds)), "")
    row("extra memory at its peak, times the file", "%.2f" % middle("peak"), "at most 1.5")
    row("  of libxml2 alone", "%.2f" % middle("sax peak"), "")
    row("the loaded protocol, times the file", "%.2f" % middle("held"), "at most 0.7")
    row("  as the system counts it", "%.2f" % middle("resident"), "")
    row("one plan, microseconds", "%.0f" % middle("plan"), "under 50")
    row("  times one in a tenth of the protocol", "%.2f" % middle("growth"), "")
    row("  of the time to load", "1/%.0f" % (1 / middle("plan of load")), "")
    if given.count:
        there = os.path.join(small, "protocol.xml")
        counts = [instructions(given.measure, what, there) for what in ("sax", "load")]
        row("instructions to load, times libxml2 with nobody listening", "%.2f" % (counts[1] / counts[0]), "at most 3")


if __name__ == "__main__":
    main()
