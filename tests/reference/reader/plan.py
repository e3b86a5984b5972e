# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The plan of a case: by whom, through whom, what may be told, in which state, to whom else to turn."""
from copy import copy

from .ask import ask_json
from .conditions import settle
from .consent import WORDS, Decider
from .facts import word_of
from .path import Finder, Path
from .plan_json import plan_json, warnings_of
from .providers import Candidate, Directory
from .steps import Steps
from .times import iso

STATES = ("done", "ready", "needs-consent", "needs-facts", "waiting", "refused", "forbidden", "blocked", "no-provider",
          "window-closed")


class Plan:
    def __init__(self, protocol, facts, people):
        self.protocol, self.facts, self.people = protocol, facts, people
        self.holder = people.check_holder(facts.case.get("holder"))
        self.decider = Decider(protocol, facts, people)
        self.directory = Directory(protocol, facts, people, self.holder)
        self.steps = Steps(protocol, facts, people, self.holder)
        for step in self.steps.all:
            self.find_raw(step)
        for step in self.steps.all:
            self.hide(step)
            for one in step.candidates:
                self.share(step, one)
                if step.is_done:
                    one.reasons = []
        for step in self.steps.all:
            self.find_state(step)
        for step in self.steps.all:
            self.find_escalation(step)
        self.order = self.steps.ordered()
        self.advice = self.find_advice()

    # Who

    def find_raw(self, step):
        """The candidates in order, before anybody is hidden."""
        if step.raw is not None:
            return
        step.raw = []
        if step.kind() == "service":
            found, step.left_out = self.directory.serving(step.first.service, step.out)
            if step.visit is not None:
                self.find_raw(step.visit)
                step.raw = self.at_visit(step, found)
            step.raw = step.raw or self.ranked(step, found)
        else:
            self.find_people(step)
        step.left_out = sorted((left for left in step.left_out if self.people.can_see(self.holder, left[0])),
                               key=lambda left: self.protocol.actors[left[0]].order)

    def find_path(self, step, actor):
        if actor == self.holder:
            return Path([actor])
        return Finder(self.protocol, self.facts, self.people, step.purpose()).find(self.holder, actor)

    def ranked(self, step, found):
        limit, target = step.first_limit(), step.target()
        keys = {}
        for one in found:
            one.path = self.find_path(step, one.actor)
            self.directory.time(one, limit, target)
            also = [other.first.id for other in self.steps.all
                    if other.visit is step and not other.is_done and not other.is_closed() and self.gives(one, other)]
            if also:
                self.directory.give_reasons(one, [("gives-also", {"steps": also})])
            keys[one] = self.directory.rank(one, limit, target, len(also))
        return sorted(found, key=keys.get)

    def gives(self, one, other):
        """Whether a candidate can give another step at the same visit, before its first open limit."""
        limit = other.first_limit()
        if limit is not None and (one.earliest is None or one.earliest > limit):
            return False
        found, _ = self.directory.serving(other.first.service, other.out)
        return bool(self.together(one, found))

    def together(self, one, found):
        """The candidates of another step, of the same actor, from whom some child can have both."""
        return [both for both in (self.both(one, own) for own in found if own.actor == one.actor)
                if both.certainty != "impossible"]

    def both(self, one, own):
        both = copy(own)
        both.alone = own.certainty
        both.eligible = ("all", [own.eligible, one.eligible])
        both.leaves = own.leaves & one.leaves
        both.decide(self.facts)
        return both

    def at_visit(self, step, found):
        chosen = []
        limit, target = step.first_limit(), step.target()
        for one in step.visit.raw:
            if not self.gives(one, step):
                continue
            best = min(self.together(one, found), key=lambda own: (own.offer is not one.offer, own.alone != "certain",
                                                                   own.offer.order))
            best.reasons, best.share, best.via = [], [], []
            best.path = one.path
            self.directory.time(best, limit, target, one)
            chosen.append(best)
        return chosen

    def find_people(self, step):
        """For what is told or done: the players of the first role that somebody plays, a party, or the holder."""
        names = step.first.inform if step.kind() == "inform" else (step.first.by,)
        if names == (None,):
            step.raw = [self.person(step, self.holder)]
            return
        choices = [(name, self.someone(name, step)) for name in names]
        sure = [i for i, (_, found) in enumerate(choices) if any(certain for _, certain in found)]
        maybe = [i for i, (_, found) in enumerate(choices) if found]
        at = (sure or maybe or [len(choices) - 1])[0]
        for actor, certain in choices[at][1]:
            step.raw.append(self.person(step, actor, choices[at][0], certain))
        kept = {}
        for name, _ in choices[:at + 1] if sure else choices:  # as long as nobody is certain, those of the next role count too
            for player in self.people.players(name) if name in self.protocol.roles else []:
                if self.people.is_avoided(player[0]):
                    kept.setdefault(player[0], {"code": "avoided", "args": {}})
                elif player[0] in step.out:
                    kept.setdefault(player[0], step.out[player[0]])
        step.left_out = [left for left in kept.items() if left[0] not in [one.actor for one in step.raw]]

    def someone(self, name, step):
        if name in self.protocol.roles:
            return [(p[0], p[1]) for p in self.people.ranked_players(name, step.out)]
        return [] if self.people.is_avoided(name) or name in step.out else [(name, True)]

    def person(self, step, actor, role=None, certain=True):
        one = Candidate(actor)
        if not certain:
            one.leaves = self.people.leaves_of(
                [ref for p in self.people.plays(actor) if p.role == role for ref in p.at])
            one.decide(self.facts)
        one.path = self.find_path(step, actor)
        if actor in self.protocol.actors and (role or step.kind() == "inform"):
            one.verified = self.protocol.actors[actor].verified
        if one.path.path:
            own = [p[3].respond for p in self.people.players(role) if p[0] == actor != self.holder] if role else []
            one.earliest = self.facts.now + sum(own) + sum(entry.respond for entry in one.path.entries.values())
        self.directory.weigh(one, step.first_limit(), step.target())
        return one

    # Who is hidden from the holder

    def hide(self, step):
        behind, unseen = {}, set()
        for one in step.raw:
            hidden = next((name for name in one.path.path or [one.actor] if not self.is_shown(name)), None)
            if hidden is None:
                step.candidates.append(one)
                continue
            keeper = self.keeper(one, hidden)
            if keeper is not None:
                behind.setdefault(keeper, one)
            else:
                unseen.update(self.protocol.actors[hidden].visible_to)
                step.hidden_help = True
        if step.hidden_help:
            step.hidden_help = [role for role in self.protocol.roles
                                if role in unseen and self.people.may_turn_to(role)]
        veils = [self.veil(keeper, one) for keeper, one in behind.items()]
        step.candidates += sorted(veils, key=lambda one: (one.earliest, one.actor))

    def is_shown(self, name):
        return self.people.can_see(self.holder, name)

    def keeper(self, one, hidden):
        """The nearest gatekeeper before whoever is hidden that may see them: the holder may see all of these."""
        path = one.path.path
        before = path[1:path.index(hidden)] if path else []
        return next((name for name in reversed(before) if self.people.can_see(name, hidden)), None)

    def veil(self, keeper, behind):
        """A gatekeeper who stands in the place of all behind, with times of its own; nothing depends on them."""
        one = Candidate(keeper)
        one.hidden = True
        one.path = behind.path.until(keeper)
        one.earliest = self.facts.now + sum(one.path.entries[name].respond for name in one.path.path[1:])
        return one

    # What may be told, and in which state it is

    def share(self, step, one):
        items = step.main().share
        if one.actor == self.holder:
            return
        purpose = step.purpose()
        one.share = [(item, self.decider.decide(item, self.holder, one.actor, purpose)) for item in items]
        if len(one.path.path) > 2:
            for start, end in zip(one.path.path, one.path.path[1:]):
                beyond = one.actor if end != one.actor else None
                one.via.append((start, end, [(item, self.decider.decide(item, start, end, purpose, beyond))
                                             for item in items]))

    def words(self, one):
        """For each item the most restrictive word over the candidate and all gatekeepers."""
        found = {}
        for shares in [one.share] + [shares for _, _, shares in one.via]:
            for item, decision in shares:
                found[item] = max(found.get(item, "permitted"), decision.word, key=WORDS.index)
        return list(found.values())

    def find_state(self, step):
        if step.state is not None:
            return
        for one in step.before:
            self.find_state(one)
        waits = any(one.certainty == "certain" and STATES.index(one.state) in range(1, 5) for one in step.before)
        for one in step.candidates:
            one.state = self.candidate_state(step, one, waits)
        states = [one.state for one in step.candidates]
        if step.hidden_help is not None:
            states.append("blocked")
        step.state = min(states, key=STATES.index, default="no-provider")
        if step.is_done:
            step.state = "done"
        elif step.is_closed():
            step.state = "window-closed"

    def candidate_state(self, step, one, waits):
        words = self.words(one)
        if step.is_done:
            return "done"
        if step.is_closed():
            return "window-closed"
        if not one.path.path:
            return "blocked"
        if words and all(word == "forbidden" for word in words):
            return "forbidden"
        if step.is_declined or (words and all(word in ("forbidden", "refused") for word in words)):
            return "refused"
        if waits:
            return "waiting"
        if step.certainty != "certain" or one.certainty != "certain" or "needs-facts" in words:
            return "needs-facts"
        return "needs-consent" if "needs-consent" in words else "ready"

    # To whom to turn

    def find_escalation(self, step):
        worse = STATES.index(step.state) > STATES.index("waiting")
        if step.is_done or not (worse or self.waits_for_nothing(step)):
            return
        to, times = [], []
        base = self.facts.now
        if step.target() is not None and step.target() < base:
            base = step.target()
        for escalate in [one for member in step.members for one in member.escalates]:
            if self.facts.certainty(escalate.when, self.steps.request) == "impossible":
                continue
            named = [name for name in escalate.to if self.people.may_turn_to(name) and self.is_shown(name)]
            to.extend(name for name in named if name not in to)
            if named:
                times.append(base + escalate.after)
        if to:
            step.escalate = {"to": to, "at": iso(min(times))}

    def waits_for_nothing(self, step):
        """Whether it waits for facts that nobody can tell, or for an agreement with nobody left."""
        for one in [one for one in step.candidates if one.state == step.state]:
            decisions = [d for _, d in one.share] + [d for _, _, shares in one.via for _, d in shares]
            if any(not lacking.by for d in decisions for lacking in d.all_missing()):
                return True
            if step.state == "needs-facts":
                facts = set(step.depends) | set(one.depends)
                facts.update(name for d in decisions if d.word == "needs-facts" for name in d.facts)
                if facts & self.facts.unknown:
                    return True
        return False

    def find_advice(self):
        found = []
        for advice in self.protocol.advice:
            roles = (advice.inside,) if advice.inside else advice.roles
            if roles and not self.people.has_role(self.holder, roles):
                continue
            condition = settle(advice.when, self.steps.request)
            space, outcomes = self.facts.ask(condition, {})
            if any(outcomes):
                found.append((advice, word_of(outcomes), space.depends(outcomes)))
        return found


def holder_avoided(protocol, people):
    """The warning for a holder from whom the case must stay away, with the first role to which it can go."""
    args = {}
    for step in protocol.steps:
        for escalate in step.escalates:
            for name in escalate.to:
                if not args and name in protocol.roles and people.may_turn_to(name) and people.players(name):
                    args["to"] = name
    return {"code": "holder-avoided", "args": args}


def plan(protocol, facts, people):
    """The answer to a plan question, with the warnings it carries."""
    holder = people.check_holder(facts.case.get("holder"))
    head = {"case": facts.case["id"]} if facts.case.get("id") else {}
    head.update({"holder": holder, "now": iso(facts.now)})
    if people.is_avoided(holder):
        return head, [holder_avoided(protocol, people)]
    return plan_json(Plan(protocol, facts, people), head)


def ask(protocol, facts, people):
    """The answer to what to ask, with the warnings it carries."""
    holder = people.check_holder(facts.case.get("holder"))
    if people.is_avoided(holder):
        return {"ask": []}, [holder_avoided(protocol, people)]
    found = Plan(protocol, facts, people)
    return {"ask": ask_json(found)}, warnings_of(found)
