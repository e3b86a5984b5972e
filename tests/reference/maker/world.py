# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What is known of the protocol in the making: names, trees, times; and the dice."""
import datetime
import random
import xml.etree.ElementTree as ET

UTC = datetime.timezone.utc
ZONES = ["UTC", "Africa/Lagos", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Europe/London"]

# Moments at which something happens to a clock or a calendar, and some at which nothing does.
TURNS = ["2026-03-29T01:00:00", "2026-10-25T01:00:00", "2026-03-08T05:30:00", "2026-11-01T04:30:00",
         "2024-02-29T12:00:00", "2027-03-01T00:00:00", "2026-12-31T23:59:59", "2011-12-30T10:00:00",
         "2026-06-15T08:00:00", "2026-11-23T10:00:00", "2026-09-05T14:30:00", "2026-01-31T22:00:00"]

# Seconds, as the format writes them; several spellings of one length.
DURATIONS = ["PT0S", "PT30M", "PT1H", "PT90M", "PT4H", "PT12H", "PT24H", "P1D", "P1DT12H", "P2D", "PT72H", "PT3600S",
             "P3D", "P7D", "P30D", "PT45M30S"]


def seconds_of(text):
    """The length of a duration of days and below."""
    days, _, rest = text[1:].partition("T")
    total = int(days[:-1]) * 86400 if days else 0
    number = ""
    for letter in rest:
        if letter.isdigit():
            number += letter
        else:
            total += int(number) * {"H": 3600, "M": 60, "S": 1}[letter]
            number = ""
    return total


class Tree:
    """Ids in document order, each with the one it stands in."""

    def __init__(self):
        self.ids = []
        self.parent = {}

    def add(self, name, parent=None):
        self.ids.append(name)
        self.parent[name] = parent
        return name

    def children(self, name):
        return [i for i in self.ids if self.parent[i] == name]

    def leaves(self, name=None):
        under = self.ids if name is None else [i for i in self.ids if self.is_under(i, name)]
        return [i for i in under if not self.children(i)]

    def is_under(self, name, other):
        while name is not None:
            if name == other:
                return True
            name = self.parent[name]
        return False


class Fact:
    def __init__(self, name, kind):
        self.id, self.kind = name, kind
        self.terms = Tree()
        self.min = self.max = 0
        self.unit = self.since = None
        self.derived = False


class Actor:
    def __init__(self, name, groups):
        self.id, self.groups = name, groups
        self.roles = []
        self.gate = None
        self.hidden = False


class World:
    """One protocol in the making."""

    def __init__(self, seed):
        self.seed = seed
        self.rng = random.Random(seed)
        self.base = datetime.datetime.fromisoformat(self.pick(TURNS)).replace(tzinfo=UTC)
        self.base += datetime.timedelta(seconds=self.pick([0, 0, -1, 3600, self.rng.randrange(-200000, 200000)]))
        self.facts, self.actors, self.roles, self.parties = [], [], [], []
        self.gates, self.providers = [], []
        self.role_groups, self.zone = {}, {}
        self.clocks, self.clock_marks, self.validity = ["report"], {}, []
        self.places, self.items, self.purposes, self.services, self.groups = Tree(), Tree(), Tree(), Tree(), Tree()
        self.steps, self.duties, self.interfaces, self.sources, self.hours = [], [], [], [], []
        self.numbers = 0

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, choices):
        return choices[self.rng.randrange(len(choices))]

    def some(self, choices, least, most):
        n = min(len(choices), self.rng.randint(least, most))
        return self.rng.sample(choices, n)

    def refs(self, choices, most=2):
        return " ".join(self.some(choices, 1, most))

    def new_id(self, prefix):
        self.numbers += 1
        return f"{prefix}{self.numbers}"

    def aims(self):
        return self.purposes.ids + self.services.ids

    def actor_ids(self):
        return [a.id for a in self.actors]

    def members(self):
        return self.actor_ids() + self.groups.ids + self.roles

    def those_in(self, refs):
        """Ids of actors that are one of these, as far as it can be seen at a glance."""
        def fits(actor):
            groups = [r for r in refs if r in self.groups.parent]
            return actor.id in refs or set(actor.roles) & set(refs) or any(
                self.groups.is_under(own, g) for own in actor.groups for g in groups)
        return [a.id for a in self.actors if fits(a)]

    def who(self):
        return self.members() + self.parties

    def duration(self):
        return self.pick(DURATIONS)

    def day(self, spread=400):
        """A date near the time of the questions, often the very day or one beside it."""
        offset = self.pick([0, 0, -1, 1, -2, 2, self.rng.randint(-spread, spread)])
        return (self.base + datetime.timedelta(days=offset)).date()

    def boolean(self, value):
        return self.pick(["true", "1"]) if value else self.pick(["false", "0"])


def element(tag, **attributes):
    """An element; a name that Python keeps for itself ends with "_", "_" is "-", None is left out."""
    made = ET.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), str(value))
    return made


def put(parent, tag, **attributes):
    made = element(tag, **attributes)
    parent.append(made)
    return made
