#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""For researchers: how a protocol treats all children of a kind. Cells (# %%) as notebook programs know them.

    research.py [mission.xml]
"""
# %% A protocol. In a notebook the last line of a cell shows it as a table.
import collections
import itertools
import pathlib
import sys

import refpath

here = pathlib.Path(globals().get("__file__", "x")).resolve().parent
file = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].endswith(".xml") else (
    here.parent.parent / "tests/data/protocols/carana-mini.xml")
protocol = refpath.Protocol.load(file)
now = "2026-11-23T12:00:00Z"
protocol

# %% The cases: every age, both sexes, each kind of caregiver, in each part of the country.
ages = range(protocol.choices("age").min, 18)
sexes = [one.id for one in protocol.choices("sex").choices]
caregivers = [one.id for one in protocol.choices("caregiver").choices if one.id != "not-to-be-asked"]
places = [place.id for place in protocol.places if not any(other.within == place.id for other in protocol.places)]


def case_of(age, sex, caregiver, place):
    """A case as a dict."""
    return {"holder": "unpol-galasi", "place": place, "clocks": {"report": "2026-11-23T11:00:00Z"},
            "facts": {"age": age, "sex": sex, "caregiver": caregiver, "danger-now": False, "concern": ["unaccompanied"]}}


# %% A plan for each; what stands in the way of the first step that is certain.
found = []
for age, sex, caregiver, place in itertools.product(ages, sexes, caregivers, places):
    plan = protocol.plan(case_of(age, sex, caregiver, place), now)
    for step in plan.steps:
        if step.certainty is refpath.Certainty.CERTAIN:
            found.append((age, place, step.ids[0], step.state, len(step.candidates)))
print(f"{len(found)} steps of {len(ages) * len(sexes) * len(caregivers) * len(places)} plans")

# %% By place: how many steps are ready, and how many have nobody.
table = collections.defaultdict(collections.Counter)
for _, place, _, state, _ in found:
    table[place][state] += 1
states = sorted({state for counts in table.values() for state in counts})
print("place".ljust(14), *(state.rjust(14) for state in states))
for place, counts in table.items():
    print(place.ljust(14), *(str(counts[state]).rjust(14) for state in states))

# %% From which age a child's own consent is enough for a case worker to learn of the need.
for age in ages:
    consent = protocol.consent(case_of(age, "female", "supportive", places[0]), item="need", to="save-galasi",
                               purpose="case-management", at=now, sender="adviser-office")
    asked = [" or ".join(one.by) for one in consent.missing]
    print(str(age).rjust(3), consent.decision, "+".join(asked))

# %% The last plan, as a table in a notebook. pandas, where it is there: pandas.DataFrame(found, columns=[...]).
plan
