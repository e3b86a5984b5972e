#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""For researchers: a small paper's worth of tables and figures about one mission.

    paper.py mission.xml FOLDER [--lang fr] [--now 2026-11-23T12:00:00Z] [--without ACTOR] [--log LOG.json] [--min-cell 5]

Tables are CSV, pictures SVG: who is served where, how soon, whose loss takes most, load and a simulation of it with one case of
each kind a week at each place, who stands between whom; what goes without ACTOR; whether referrals of LOG kept to the protocol.
Plots need matplotlib, measures of the network NetworkX (Debian: python3-matplotlib, python3-networkx); where one of them is
missing a line says so. The same files come out on any machine, but for plots, which are matplotlib's.
"""
import argparse
import pathlib
import sys

import refpath


def asked(protocol, given):
    """The answers, by the name of the analysis."""
    studies = {"coverage": None, "times": None, "failures": None, "load": None, "simulation": {"seed": 1}, "coordination": None,
               "network": None}
    if given.without:
        studies["drawdown"] = {"without": [given.without]}
    if given.log:
        studies["conformance"] = given.log
    now, answers = given.now, {}
    for analysis, study in studies.items():
        answers[analysis] = protocol.analyse(analysis, study, now, min_cell=given.min_cell, progress=sys.stderr.isatty())
        now = answers[analysis].now
    return answers


def element(row):
    """What is lost, by its id."""
    return row["actor"] or row["site"] or row["interface"] or f"{row['from']} to {row['to']}"


def summary(protocol, answers):
    """Some figures for the text."""
    coverage, times = answers["coverage"], answers["times"]
    rows = coverage.table("coverage")
    whole = sum(row["gap"] == 0 for row in rows)
    never = [row for row in times.table("times") if row["worst"] is None]
    needed = [element(row) for row in answers["failures"].table("failures")]
    load = answers["load"].table("load")[0]
    full = [row["actor"] for row in answers["load"].table("providers") if row["full"]]
    waiting = [row for row in answers["simulation"].table("simulated-services") if row["wait-mean"] is not None]
    return [f"{protocol.id}, version {protocol.version}, {protocol.fingerprint[:12]}, as of {coverage.now:%Y-%m-%d %H:%M} UTC",
            f"places {len(coverage.table('by-place'))}, services {len(coverage.table('by-service'))}",
            f"rows of coverage {len(rows)}, served whole {whole}",
            f"rows of times {len(times.table('times'))}, with nobody who comes {len(never)}",
            f"losses that take something {len(needed)}, the worst {', '.join(needed[:3]) or 'none'}",
            f"load: asked for {load['demand'] / 1000:.1f} a week, served at best {load['served'] / 1000:.1f}; "
            f"full: {', '.join(dict.fromkeys(full)) or 'nobody'}",
            *(f"wait: {row['service']} {row['wait-mean'] / 3600:.1f} h, within {row['wait-mean-within'] / 3600:.1f} h"
              for row in sorted(waiting, key=lambda row: -row["wait-mean"])[:3])]


def lost(protocol, coverage, who, now):
    """What is served less without somebody: place, service, kind, from how much to how much."""
    after = protocol.without(who).coverage(now=now)
    before = {(row["place"], row["service"], row["kind"]): row["share"] for row in coverage.table("coverage")}
    for row in after.table("coverage"):
        what = (row["place"], row["service"], row["kind"])
        if row["share"] < before.get(what, 0):
            yield (*what, before[what], row["share"])


def gatekeepers(network, most=10):
    """Who stands between the most: betweenness in the rules of contact, by NetworkX."""
    import networkx  # pylint: disable=import-outside-toplevel

    graph = network.to_networkx()
    between = networkx.betweenness_centrality(networkx.DiGraph(graph))
    found = [(node, value) for node, value in between.items() if graph.nodes[node]["kind"] == "role" and value > 0]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:most]


def figures(answers, folder, language):
    """Every plot that these analyses have, in one line each."""
    answers["coverage"].plot("gaps", language=language).figure.savefig(folder / "gaps.svg")
    answers["coverage"].plot("places", language=language).figure.savefig(folder / "places.svg")
    answers["times"].plot("times", language=language).figure.savefig(folder / "times.svg")
    answers["times"].plot("hours", language=language).figure.savefig(folder / "hours.svg")
    answers["failures"].plot("failures", language=language).figure.savefig(folder / "failures.svg")
    answers["load"].plot("use", language=language).figure.savefig(folder / "use.svg")
    answers["load"].plot("stream", language=language).figure.savefig(folder / "stream.svg")
    answers["simulation"].plot("waits", language=language).figure.savefig(folder / "waits.svg")
    answers["simulation"].plot("missed", language=language).figure.savefig(folder / "missed.svg")
    answers["network"].plot("flows", language=language).figure.savefig(folder / "flows.svg")


def main():
    """Writes everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mission", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--now")
    parser.add_argument("--without", metavar="ACTOR")
    parser.add_argument("--log", type=pathlib.Path, metavar="LOG")
    parser.add_argument("--min-cell", type=int, default=0, metavar="N")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    protocol = refpath.Protocol.load(given.mission)
    answers = asked(protocol, given)
    coverage, network = answers["coverage"], answers["network"]
    now = coverage.now
    for answer in answers.values():
        for table in answer.tables:
            table.to_csv(given.folder / f"{answer.analysis}-{table.id}.csv")
    (given.folder / "network.svg").write_text(network.draw("svg", given.lang), encoding="utf-8")
    (given.folder / "pathways.svg").write_text(protocol.pathway_network(now=now).draw("svg", given.lang), encoding="utf-8")
    print("\n".join(summary(protocol, answers)))
    if given.without:
        worse = list(lost(protocol, coverage, given.without, now))
        print(f"without {given.without}: {len(worse)} rows are served less")
        for place, service, kind, before, after in worse[:5]:
            print(f"  {place} {service} {kind}: {before / 10_000:.0f} % to {after / 10_000:.0f} %")
        repair = [element(row) for row in answers["drawdown"].table("repair")]
        print(f"  the smallest repair: {', '.join(repair) or 'none is needed'}")
    if given.log:
        for row in answers["conformance"].table("verdicts"):
            print(f"referrals {row['verdict']}: {'few' if row['referrals'] is None else row['referrals']}")
    try:
        for who, value in gatekeepers(network):
            print(f"between: {who} {value:.3f}")
    except ImportError as error:
        print(f"skipped: measures of the network: {error}")
    try:
        figures(answers, given.folder, given.lang)
    except ImportError as error:
        print(f"skipped: plots: {error}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except refpath.RefpathError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
