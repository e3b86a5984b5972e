# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The consent decision: for one completion, for a case, for what has parts."""
import itertools

from .conditions import closure, reads, settle
from .facts import facts_json, join
from .records import FORMS, KINDS, Records
from .times import iso

WORDS = ("permitted", "needs-consent", "needs-facts", "refused", "forbidden")


class Request:
    """One item, from one sender to one recipient; `beyond` is whom a gatekeeper passes it on to."""

    def __init__(self, item, sender, recipient, purpose, beyond=None):
        self.item, self.sender, self.recipient, self.purpose, self.beyond = item, sender, recipient, purpose, beyond

    def facts(self, protocol, people):
        found = {"sender": people.counts_as(self.sender), "recipient": people.counts_as(self.recipient),
                 "item": frozenset(protocol.items.above(self.item))}
        if self.purpose is not None:
            found["purpose"] = frozenset(protocol.purposes.above(self.purpose))
        return found


class Lacking:
    """An agreement that is not met."""

    def __init__(self, agreement, parties, refused):
        self.order = agreement.order
        self.by, self.kind, self.form, self.naming = parties, agreement.kind, agreement.form, agreement.naming
        self.refused = refused

    def shown(self):
        return self.by, self.kind, self.form, self.naming, self.refused

    def implies(self, other):
        """Same parties, same or stricter kind, form and naming."""
        return (set(self.by) == set(other.by) and KINDS.index(self.kind) >= KINDS.index(other.kind) and
                FORMS.index(self.form) >= FORMS.index(other.form) and set(self.naming) >= set(other.naming))

    def json(self):
        entry = {"by": list(self.by), "kind": self.kind}
        if self.form != "spoken":
            entry["form"] = self.form
        if self.naming:
            entry["naming"] = list(self.naming)
        if self.refused:
            entry["refused"] = True
        return entry


def reduced(agreements):
    """A list in order of the document, without those that another one implies. A refusal is never lost by that."""
    kept = []
    for one in sorted(agreements, key=lambda a: (a.order, not a.refused)):
        if any(other.implies(one) and other.refused >= one.refused for other in kept):
            continue
        kept = [other for other in kept if not (one.implies(other) and one.refused >= other.refused)] + [one]
    return kept


class Outcome:
    """What is decided in one completion."""

    def __init__(self, word, lacking=(), rules=(), holding=(), despite=()):
        self.word = word
        self.lacking = reduced(lacking)
        self.rules, self.holding, self.despite = rules, holding, despite

    def key(self):
        return self.word, frozenset(one.shown() for one in self.lacking)


class Decision:
    """What is decided for a case. `depends` is all that it depends on, `facts` what is shown of that."""

    def __init__(self, word, missing, depends, facts):
        self.word, self.missing, self.depends, self.facts = word, missing, depends, facts
        self.despite, self.rules, self.obligations = [], [], []
        self.parts = []          # (item, recipient, decision) of the smallest
        self.outcomes = []
        self.request = None

    def body(self, protocol):
        """Everything but what the place of a decision says already."""
        found = {}
        if self.missing:
            found["missing"] = [one.json() for one in self.missing]
        if self.facts:
            found["facts"] = facts_json(protocol, self.facts)
        if self.despite:
            found["despite"] = sorted(self.despite, key=protocol.party_order.get)
        obligations = [o for rule in sorted(self.obligations, key=lambda r: r.order) for o in rule.obligations]
        if obligations:
            found["obligations"] = obligations
        rules = sorted(self.rules, key=lambda r: r.order)
        if rules:
            found["rules"] = [rule.id for rule in rules]
        cites = []
        for rule in rules:
            cites.extend(cite for cite in rule.cites if cite not in cites)
        if cites:
            found["cites"] = cites
        return found

    def json(self, protocol, head, visible=lambda name: True):
        body = self.body(protocol)
        found = {"decision": self.word, **head, **body}
        parts = []
        for item, recipient, part in self.parts:
            part_body = part.body(protocol)
            if (part.word, part_body) != (self.word, body) and visible(recipient):
                own = {"item": item}
                if recipient != head.get("recipient", recipient):
                    own["recipient"] = recipient
                parts.append({"decision": part.word, **own, **part_body})
        if parts:
            found["parts"] = parts
        return found

    def all_missing(self):
        return self.missing + [one for _, _, part in self.parts for one in part.missing]


class Decider:
    """Decides about one case at one moment."""

    def __init__(self, protocol, facts, people):
        self.protocol, self.facts, self.people = protocol, facts, people
        self.records = Records(protocol, people, facts)
        self.cache = {}

    def decide(self, item, sender, recipient, purpose, beyond=None):
        key = (item, sender, recipient, purpose, beyond)
        if key not in self.cache:
            self.cache[key] = self.decide_parts(*key)
        return self.cache[key]

    def decide_parts(self, item, sender, recipient, purpose, beyond):
        recipients = [recipient]
        if recipient in self.protocol.roles:
            recipients = [player[0] for player in self.people.players(recipient)]
        items = self.protocol.items.leaves(item)
        parts = [(i, r, self.smallest(Request(i, sender, r, purpose, beyond))) for r in recipients for i in items]
        if not parts:
            return Decision("forbidden", [], {}, {})
        if len(parts) == 1 and items == [item] and recipients == [recipient]:
            return parts[0][2]
        return self.together(parts)

    def together(self, parts):
        """The most restrictive word of the parts, with what they all lack."""
        word = max((part.word for _, _, part in parts), key=WORDS.index)
        decisive = [part for _, _, part in parts if part.word == word]
        facts = join(*(part.facts for _, _, part in parts))
        if word == "needs-facts":
            facts = {name: terms for name, terms in facts.items() if not self.is_every(name)}
        missing = []
        if word in ("needs-consent", "refused"):
            missing = reduced([one for _, _, part in parts for one in part.missing])
        whole = Decision(word, missing, join(*(part.depends for _, _, part in parts)), facts)
        whole.rules = {rule for part in decisive for rule in part.rules}
        whole.obligations = {rule for part in decisive for rule in part.obligations}
        whole.despite = {party for part in decisive for party in part.despite}
        whole.parts = parts
        return whole

    def is_every(self, name):
        fact = self.protocol.facts.get(name)
        return fact is not None and fact.every

    def is_shut(self, recipient):
        return self.people.is_avoided(recipient) or not self.people.is_active(recipient)

    def smallest(self, request):
        """The decision for a smallest item and one recipient, over the completions of the case."""
        if self.is_shut(request.recipient):
            return Decision("forbidden", [], {}, {})
        asked = request.facts(self.protocol, self.people)
        conditions = [(rule, settle(rule.when, asked)) for rule in self.protocol.rules]
        conditions = [(rule, condition) for rule, condition in conditions if condition is not False]
        space = self.space(conditions)
        rules = [(rule, condition, closure(self.protocol, condition)) for rule, condition in conditions]
        outcomes = [self.outcome(rules, values, request, space.read) for values in space.completions]
        decision = self.over_completions(space, outcomes)
        decision.outcomes, decision.request = outcomes, request
        return decision

    def space(self, rules):
        """The completions of all that rules can read, as they are asked now or of an earlier moment."""
        also = {name: set() for rule, _ in rules for name in self.counted(rule.when)} if self.facts.recounts else {}
        return self.facts.space([condition for _, condition in rules], also)

    def over_completions(self, space, outcomes):
        words = {outcome.word for outcome in outcomes}
        keys = [outcome.key() for outcome in outcomes]
        depends = space.depends(keys)
        asked = {name: terms for name, terms in depends.items() if not self.is_every(name)}
        lists = {key for key in keys if key[0] == "needs-consent"}
        needs = words <= {"permitted", "needs-consent"} and "needs-consent" in words
        facts = depends
        if asked:
            word = "needs-consent" if needs and len(lists) == 1 else "needs-facts"
            facts = depends if word == "needs-consent" else asked
        else:
            word = "needs-consent" if needs else max(words, key=WORDS.index)
        missing = []
        if word in ("needs-consent", "refused"):
            missing = reduced([one for outcome in outcomes for one in outcome.lacking])
        decision = Decision(word, missing, depends, facts)
        decision.rules = {rule for outcome in outcomes for rule in outcome.rules}
        decision.obligations = {rule for outcome in outcomes for rule in outcome.holding}
        if word == "permitted":
            decision.despite = {party for outcome in outcomes for party in outcome.despite}
        return decision

    def outcome(self, rules, values, request, read):
        holding = [(rule, condition) for rule, condition, holds in rules if holds(values)]
        every = [rule for rule, _ in holding]
        forbids = [rule for rule in every if rule.effect == "forbid"]
        if forbids:
            return Outcome("forbidden", rules=forbids, holding=every)
        permits = [rule for rule, condition in holding if rule.effect == "permit" and
                   not self.lacking(rule, condition, values, request)]
        if permits:
            refusing = [p for p in self.protocol.parties
                        if not self.people.is_avoided(p) and self.records.bars(p, request)]
            return Outcome("permitted", rules=permits, holding=every, despite=refusing)
        requires = [(rule, condition) for rule, condition in holding if rule.effect == "require"]
        over = {section for rule, _ in requires for section in rule.section.over}
        requires = [(rule, condition) for rule, condition in requires if rule.section.id not in over]
        if not requires:
            return Outcome("forbidden", holding=every)
        lacking = [one for rule, condition in requires for one in self.lacking(rule, condition, values, request)]
        word = "permitted"
        if lacking:
            word = "refused" if any(one.refused for one in lacking) else "needs-consent"
        return Outcome(word, lacking, [rule for rule, _ in requires], every)

    def lacking(self, rule, condition, values, request):
        """The agreements of a rule that are not met in a completion."""
        found = []
        for agreement in rule.agreements:
            parties = tuple(p for p in self.protocol.parties
                            if p in agreement.by and not self.people.is_avoided(p))
            met = any(self.records.meets(consent, agreement, parties, request) and
                      (agreement.earlier or self.held(rule, condition, values, consent.at))
                      for consent in self.records.consents)
            if not met:
                refused = all(self.records.bars(party, request) for party in parties)
                found.append(Lacking(agreement, parties, refused))
        return found

    def counted(self, condition):
        """The numbers that a condition reads and a clock gives, whatever the request makes of it."""
        facts = self.protocol.facts
        return [name for name in sorted(reads(self.protocol, condition))
                if name in facts and facts[name].kind == "number" and self.facts.is_counted(facts[name])]

    def held(self, rule, condition, values, at):
        """Whether a rule held when a consent was given: whatever is counted from a clock is counted anew for then; not
        where a clock that it reads had not yet started."""
        then = {name: self.facts.anew(self.protocol.facts[name], values[name], at) for name in self.counted(rule.when)}
        if any(numbers is None for numbers in then.values()):
            return False
        names = self.counted(condition)
        if not names:
            return True
        holds = closure(self.protocol, condition)
        return all(holds({**values, **dict(zip(names, numbers))})
                   for numbers in itertools.product(*(then[name] for name in names)))


def consent(protocol, facts, people, question):
    """The answer to a consent question, with the warnings it carries."""
    decider = Decider(protocol, facts, people)
    protocol.known(question["item"], protocol.items)
    protocol.known(question["purpose"], protocol.purposes)
    people.shares_with(question["to"])
    sender = people.check_holder(question["from"])
    decision = decider.decide(question["item"], sender, question["to"], question["purpose"])
    head = {"item": question["item"], "sender": sender, "recipient": question["to"],
            "purpose": question["purpose"], "at": iso(facts.now)}
    warnings = []
    if any(not one.by for one in decision.all_missing()):
        warnings.append({"code": "nobody-left-to-ask", "args": {}})
    answer = decision.json(protocol, head, lambda name: name == question["to"] or people.can_see(sender, name))
    if question.get("explain"):
        from .explain import explain
        answer.update(explain(protocol, facts, people, head, decision))
    return answer, warnings
