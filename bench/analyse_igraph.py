#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The same questions of a graph, asked of igraph: a process of its own, for igraph is under the GPL and is never linked.

usage: analyse_igraph.py FILE TIMES

Prints lines "name value" as "analyse links" does: processor time of igraph's own functions alone, without making the graph.
"""
import statistics
import sys
import time

import igraph


def take(times, function):
    took = []
    for _ in range(times):
        start = time.process_time()
        answer = function()
        took.append(time.process_time() - start)
    return statistics.median(took), answer


def main():
    with open(sys.argv[1], encoding="ascii") as file:
        n, _ = map(int, file.readline().split())
        links = [tuple(map(int, line.split())) for line in file]
    times = int(sys.argv[2])
    one_way = igraph.Graph(n=n, edges=links, directed=True)
    both = igraph.Graph(n=n, edges=links, directed=False)
    for name, function, size in (("joints", both.articulation_points, len),
                                 ("circles", lambda: one_way.connected_components(mode="strong").membership, lambda m: max(m) + 1),
                                 ("steps", lambda: one_way.bfs(0)[0], len)):
        seconds, answer = take(times, function)
        print("%s %.9f\n%s-answer %d" % (name, seconds, name, size(answer)))


if __name__ == "__main__":
    main()
