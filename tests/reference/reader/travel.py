# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The shortest way over the links between places."""


def link_place(protocol, place):
    """The place itself, or the nearest around it, that a link names."""
    named = {end for link in protocol.links for end in link[:2]}
    for around in protocol.places.above(place):
        if around in named:
            return around
    return None


def seconds_between(protocol, start, end):
    """The time of the shortest way; nothing where there is none."""
    if start is None or end is None:
        return None
    if start == end:
        return 0
    start, end = link_place(protocol, start), link_place(protocol, end)
    if start is None or end is None:
        return None
    best = {start: 0}
    changed = True
    while changed:
        changed = False
        for a, b, seconds, one_way in protocol.links:
            for source, goal in ((a, b),) if one_way else ((a, b), (b, a)):
                if source in best and best[source] + seconds < best.get(goal, float("inf")):
                    best[goal] = best[source] + seconds
                    changed = True
    return best.get(end)
