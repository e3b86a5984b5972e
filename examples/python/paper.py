#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""For researchers: a small paper's worth of tables and figures about one mission.

    paper.py mission.xml FOLDER [--lang fr] [--now 2026-11-23T12:00:00Z] [--without ACTOR]

Tables are CSV, pictures SVG. Plots need matplotlib, measures of the network NetworkX (Debian: python3-matplotlib,
python3-networkx); where one of them is missing a line says so. The same files come out on any machine, but for plots, which
are matplotlib's.
"""
import argparse
import pathlib
import sys

import refpath


def show_progress(done, total):
    """On a terminal, how far it is."""
    if sys.stderr.isatty():
        print(f"\r{100 * done // max(total, 1):3} %", end="\r" if done < total else "\n", file=sys.stderr, flush=True)


def summary(protocol, coverage, times):
    """Some figures for the text."""
    rows = coverage.table("coverage")
    whole = sum(row["gap"] == 0 for row in rows)
    never = [row for row in times.table("times") if row["worst"] is None]
    return [f"{protocol.id}, version {protocol.version}, {protocol.fingerprint[:12]}, as of {coverage.now:%Y-%m-%d %H:%M} UTC",
            f"places {len(coverage.table('by-place'))}, services {len(coverage.table('by-service'))}",
            f"rows of coverage {len(rows)}, served whole {whole}",
            f"rows of times {len(times.table('times'))}, with nobody who comes {len(never)}"]


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


def figures(coverage, times, network, folder, language):
    """Every plot that these analyses have, in one line each."""
    coverage.plot("gaps", language=language).figure.savefig(folder / "gaps.svg")
    coverage.plot("places", language=language).figure.savefig(folder / "places.svg")
    times.plot("times", language=language).figure.savefig(folder / "times.svg")
    times.plot("hours", language=language).figure.savefig(folder / "hours.svg")
    network.plot("flows", language=language).figure.savefig(folder / "flows.svg")


def main():
    """Writes everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mission", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--now")
    parser.add_argument("--without", metavar="ACTOR")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    protocol = refpath.Protocol.load(given.mission)
    coverage = protocol.coverage(now=given.now, progress=show_progress)
    now = coverage.now
    times = protocol.times(now=now, progress=show_progress)
    network = protocol.network(now=now)
    for answer in (coverage, times, network):
        for table in answer.tables:
            table.to_csv(given.folder / f"{answer.analysis}-{table.id}.csv")
    (given.folder / "network.svg").write_text(network.draw("svg", given.lang), encoding="utf-8")
    (given.folder / "pathways.svg").write_text(protocol.pathway_network(now=now).draw("svg", given.lang), encoding="utf-8")
    print("\n".join(summary(protocol, coverage, times)))
    if given.without:
        worse = list(lost(protocol, coverage, given.without, now))
        print(f"without {given.without}: {len(worse)} rows are served less")
        for place, service, kind, before, after in worse[:5]:
            print(f"  {place} {service} {kind}: {before / 10_000:.0f} % to {after / 10_000:.0f} %")
    try:
        for who, value in gatekeepers(network):
            print(f"between: {who} {value:.3f}")
    except ImportError as error:
        print(f"skipped: measures of the network: {error}")
    try:
        figures(coverage, times, network, given.folder, given.lang)
    except ImportError as error:
        print(f"skipped: plots: {error}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except refpath.RefpathError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
