# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Who stands between two: gatekeepers, contacts that go direct, who is told at the same time."""
from .conditions import closure, reads, settle


class Path:
    def __init__(self, path=()):
        self.path = list(path)   # empty: blocked
        self.notify = []
        self.told = []           # (who is told, the end of the direct contact of which they are)
        self.interfaces = []
        self.warnings = []       # (the end of the contact without its gatekeeper, what to say of it)
        self.entries = {}        # gatekeeper: the entry of the role it was chosen for

    def state(self):
        if not self.path:
            return "blocked"
        return "through" if len(self.path) > 2 else "direct"

    def until(self, keeper):
        """The part of it that leads to a gatekeeper, and who is told of that part."""
        part = Path(self.path[:self.path.index(keeper) + 1])
        part.notify = list(dict.fromkeys(name for name, end in self.told if end in part.path and name in self.notify))
        part.entries = {name: self.entries[name] for name in part.path[1:]}
        part.warnings = [(end, warning) for end, warning in self.warnings if end in part.path]
        return part


class Finder:
    """Finds paths for one purpose; `values` is a completion, for the path as it would be if that were known."""

    def __init__(self, protocol, facts, people, purpose, values=None):
        self.protocol, self.facts, self.people, self.purpose = protocol, facts, people, purpose
        self.values = values
        self.leaves = [values["place"]] if values and "place" in values else None

    def find(self, start, end):
        found = Path()
        path = self.part(start, end, frozenset((start, end)), found, True)
        found.path = path or []
        if path is None:
            found.told = []
        found.notify = list(dict.fromkeys(one for one, _ in found.told if one not in found.path))
        found.interfaces = list(dict.fromkeys(found.interfaces))
        return found

    def request(self, start, end):
        asked = {"sender": self.people.counts_as(start), "recipient": self.people.counts_as(end)}
        if self.purpose is not None:
            asked["purpose"] = frozenset(self.protocol.purposes.above(self.purpose))
        return asked

    def is_lifted(self, interface, start, end):
        condition = settle(interface.unless, self.request(start, end))
        if self.values is not None:
            return closure(self.protocol, condition)(self.values)
        outcomes = self.facts.ask(condition, {})[1]
        return any(outcomes) if interface.holds_if_open else all(outcomes)

    def governs(self, interface, start, end):
        return (not self.people.counts_as(start).isdisjoint(interface.sources) and
                not self.people.counts_as(end).isdisjoint(interface.to) and
                not self.people.has_role(start, interface.through) and
                not self.people.has_role(end, interface.through))

    def part(self, start, end, taken, found, lifting):
        """The path of a part, nothing where it is blocked; `taken` are those who stand on the whole already."""
        if any(self.people.is_avoided(one) or not self.people.is_active(one) for one in (start, end)):
            return None
        if start == end:
            return [start]
        if end in self.protocol.party_order:
            return [start, end]
        here = taken | {start, end}
        for interface in self.protocol.interfaces:
            if not self.governs(interface, start, end):
                continue
            if lifting and self.is_lifted(interface, start, end):
                found.interfaces.append(interface.id)
                would = self.part(start, end, taken, Path(), False)
                found.told.extend((one, end) for one in would or []
                                  if one != end and not self.people.is_avoided(one))
                return [start, end]
            keeper = self.people.gatekeeper(interface.through, self.leaves)
            if keeper is not None and keeper[0] in here:
                continue
            found.interfaces.append(interface.id)
            if keeper is None:
                return self.without_gatekeeper(interface, start, end, found)
            found.entries[keeper[0]] = keeper[1]
            return self.through(start, keeper[0], end, here, found, lifting)
        return [start, end]

    @staticmethod
    def without_gatekeeper(interface, start, end, found):
        if not interface.direct:
            return None
        warning = {"code": "direct-without-gatekeeper", "args": {"interface": interface.id}}
        found.warnings.append((end, warning))
        return [start, end]

    def through(self, start, keeper, end, here, found, lifting):
        left = self.part(start, keeper, here, found, lifting)
        if left is None:
            return None
        right = self.part(keeper, end, here | set(left), found, lifting)
        return None if right is None else left + right[1:]


def path_space(protocol, facts):
    """The completions of all that a path can depend on."""
    found = {"place": set()}
    for interface in protocol.interfaces:
        reads(protocol, interface.unless, found)
    return facts.space([], found)


def path_depends(protocol, facts, people, start, end, purpose):
    """The facts on which it depends who stands on a path."""
    space = path_space(protocol, facts)
    if len(space.completions) == 1:
        return {}
    paths = [tuple(Finder(protocol, facts, people, purpose, values).find(start, end).path)
             for values in space.completions]
    return space.depends(paths)


def path(protocol, facts, people, question):
    """The answer to a path question, with the warnings it carries."""
    start = people.check_holder(question["from"])
    end = people.shares_with(question["to"])
    purpose = question.get("purpose")
    if purpose is not None:
        protocol.known(purpose, protocol.purposes)
    viewer = question.get("viewer")
    for name in (start, end):
        if not people.can_see(viewer, name):
            protocol.known(name)
    found = Finder(protocol, facts, people, purpose).find(start, end)
    answer = {"from": start, "to": end, "state": found.state()}
    for key in ("path", "notify"):
        shown = [one for one in getattr(found, key) if people.can_see(viewer, one)]
        if shown:
            answer[key] = shown
    if found.interfaces:
        answer["interfaces"] = found.interfaces
    return answer, [warning for _, warning in found.warnings]
