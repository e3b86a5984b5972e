# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Who counts as what, who is there, who is avoided, who plays a role at the case's place, who may see whom."""
from . import Wrong


class People:
    """The directory as it is on the day of the question, for one case."""

    def __init__(self, protocol, facts):
        self.protocol = protocol
        self.facts = facts
        self.avoid = set(facts.case.get("avoid", []))
        for name in self.avoid:
            protocol.known(name, protocol.actors, protocol.groups, protocol.roles, protocol.party_order)
        self.cache = {}

    def is_active(self, name):
        actor = self.protocol.actors.get(name)
        return actor is None or actor.is_active(self.facts.today)

    def plays(self, name):
        """What an actor plays today."""
        actor = self.protocol.actors.get(name)
        if actor is None or not self.is_active(name):
            return []
        return [p for p in actor.plays if p.is_active(self.facts.today)]

    def offers(self):
        """All offers of today, in document order."""
        return [offer for actor in self.protocol.actors.values() if self.is_active(actor.id)
                for offer in actor.offers if offer.is_active(self.facts.today)]

    def groups_of(self, groups):
        return {g for group in groups for g in self.protocol.groups.above(group)}

    def counts_as(self, name, ever=False):
        """All that somebody is; `ever`: whatever the dates of what is played."""
        key = (name, ever)
        if key not in self.cache:
            self.cache[key] = frozenset(self.find_counts_as(name, ever))
        return self.cache[key]

    def find_counts_as(self, name, ever):
        found = {name}
        if name in self.protocol.roles:
            return found | self.groups_of(self.protocol.roles[name])
        actor = self.protocol.actors.get(name)
        if actor is not None:
            found.update(p.role for p in (actor.plays if ever else self.plays(name)))
        while actor is not None:
            found.add(actor.id)
            found |= self.groups_of(actor.groups)
            actor = self.protocol.actors.get(actor.part_of)
        return found

    def is_one_of(self, name, ids, ever=False):
        """Whether somebody is one of these; a bare role of several groups only where all its groups are."""
        if name in self.protocol.roles:
            groups = self.protocol.roles[name]
            if name in ids:
                return True
            return bool(groups) and all(not self.groups_of([g]).isdisjoint(ids) for g in groups)
        if name in self.protocol.groups:
            return not self.groups_of([name]).isdisjoint(ids)
        return not self.counts_as(name, ever).isdisjoint(ids)

    def counts_for(self, name, ids):
        """Whether somebody is one of these, for whatever is not about avoiding or a scope: any group of a role does."""
        if name in self.protocol.groups:
            return self.is_one_of(name, ids)
        return not self.counts_as(name).isdisjoint(ids)

    def is_avoided(self, name):
        return self.is_one_of(name, self.avoid, True)

    def has_role(self, name, roles):
        """Whether somebody plays, or as a bare role is, one of these."""
        return name in roles or any(p.role in roles for p in self.plays(name))

    def leaves_of(self, refs):
        return {leaf for ref in refs for leaf in self.protocol.places.leaves(ref)}

    def depth(self, refs, place=None):
        """How near: the deepest of some places that contains a place, else the smallest place known; 0 for none."""
        places = self.protocol.places
        place = self.facts.place if place is None else place
        around = set(places.above(place)) if place is not None else set()
        return max((places.depth(ref) for ref in refs if ref in around), default=0)

    def players(self, role, leaves=None):
        """Who plays a role at the case's place: (actor, certain, depth, the nearest entry), avoided ones too."""
        place = leaves[0] if leaves and len(leaves) == 1 else None
        leaves = set(self.facts.place_values if leaves is None else leaves)
        found = []
        for actor in self.protocol.actors.values():
            plays = [p for p in self.plays(actor.id) if p.role == role]
            covered = self.leaves_of([ref for p in plays for ref in p.at])
            if plays and (covered & leaves or leaves == {None}):
                certain = leaves <= covered or leaves == {None}
                nearest = max(plays, key=lambda p: self.depth(p.at, place))
                depth = self.depth([ref for p in plays for ref in p.at], place)
                found.append((actor.id, certain, depth, nearest))
        return found

    def ranked_players(self, role, without=frozenset()):
        """Those who may be turned to: certain before possible, then the nearest, then by id."""
        found = [p for p in self.players(role) if p[0] not in without and not self.is_avoided(p[0])]
        return sorted(found, key=lambda p: (not p[1], -p[2], p[0]))

    def gatekeeper(self, roles, leaves=None):
        """The nearest who certainly plays the first of these roles that anybody plays: (actor, entry), or nothing."""
        for role in roles:
            sure = [p for p in self.players(role, leaves) if p[1] and not self.is_avoided(p[0])]
            if sure:
                best = min(sure, key=lambda p: (-p[2], p[0]))
                return best[0], best[3]
        return None

    def may_turn_to(self, role):
        """Whether a role can be named as one to turn to: nobody who plays it here is avoided."""
        return not self.is_avoided(role) and not any(self.is_avoided(p[0]) for p in self.players(role))

    def can_see(self, viewer, name):
        """Whether an entry may be shown; no viewer sees what anybody may see."""
        actor = self.protocol.actors.get(name)
        if actor is None or not actor.visible_to or viewer == "all" or viewer == name:
            return True
        return viewer is not None and self.counts_for(viewer, actor.visible_to)

    def check_holder(self, name):
        """An actor, or a role that names its group."""
        if name in self.protocol.actors or self.protocol.roles.get(name):
            return name
        raise Wrong("an actor, or a role that names its group, is expected")

    def shares_with(self, name):
        return self.protocol.known(name, self.protocol.actors, self.protocol.roles, self.protocol.party_order)
