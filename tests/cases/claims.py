#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""claims.py: what the claims of the standard protocols and of Carana promise holds for every case, and would be noticed.

All cases are gone through by taking apart what is open: a question is asked with nothing known but what the claim is
about, then again for each value of a fact that its answer names, until an answer depends on nothing. Everybody has
agreed to everything, on paper and by name, but those without whom the claim says that nothing may pass. Then, for each
claim, the mistake is made that it is there for, and it must not hold any more.
"""
import json
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

# pylint: disable=wrong-import-position
import refpath  # noqa: E402
from claims_model import Model, name_of  # noqa: E402
from rules import table  # noqa: E402
from tally import tell  # noqa: E402

NOW = "2026-03-02T08:00:00Z"
HOLDER = "save-galasi"
PLACE = "galasi-port"
MOST_QUESTIONS = 400000

# What would be a mistake in a country's own document: the claim must notice it.
NEVER = '<when><test fact="imminent-danger"/><test fact="paper-unsafe"/></when>'
MISTAKES = {
    "nothing-military": [("no-military-information", "")],
    "nothing-to-armies": [("nothing-to-armed-actors", "")],
    "alerts-without-identity": [("no-identity-in-reports", '<rule id="identity-in-reports" effect="permit"/>')],
    "origin-learns-nothing": [("nothing-to-country-of-origin", "")],
    "schools-learn-nothing-of-harm": [("nothing-of-harm-for-daily-needs", "")],
    "own-say": [("own-consent", ""), ("ask-the-child", ""), ("child-agreed-lately", "")],
    "unsafe-caregiver-decides-nothing": [("caregiver-eligible", '<flag id="caregiver-eligible"><when>'
                                          '<test fact="caregiver-basis" in="caregiver-exists"/></when></flag>')],
    "unsafe-caregiver-learns-nothing": [("caregiver-unsafe-told-nothing", "")],
    "police-hold-no-story": [("mission-holds-no-story", "")],
    "care-after-sexual-violence": [("clinical-care", f'<step id="clinical-care" service="clinical-management-of-rape">{NEVER}</step>')],
    "always-a-case-worker": [("case-worker", f'<step id="case-worker" service="case-management">{NEVER}</step>')],
    "always-an-alert": [("alert", f'<step id="alert" inform="child-protection-adviser" purpose="monitoring-alert">{NEVER}</step>'),
                        ("alert-about-child", "")],
    "always-a-handover": [("handover", f'<step id="handover" service="caafag-reception" purpose="custody-handover">{NEVER}</step>')],
}


class Counterexample(Exception):
    """A case in which a claim does not hold."""


def everything_agreed(model, without):
    """Consents of all parties but these, each as exact as any rule could ask."""
    return [{"by": party, "given": True, "at": NOW, "kind": "consent", "form": "written", "items": model.roots("item"),
             "recipients": model.all_recipients(), "purposes": model.roots("purpose") + model.roots("service")}
            for party in model.parties if party not in without]


def halves(model, facts, entry):
    """The two cases that differ in one open fact."""
    name = entry["fact"]
    fact = model.facts[name]
    if fact.kind == "flag":
        return [{**facts, name: False}, {**facts, name: True}]
    if fact.kind == "set":
        term = entry["terms"][0]
        said = facts.get(name, {"yes": [], "no": []})
        return [{**facts, name: {"yes": said["yes"] + [term], "no": said["no"]}},
                {**facts, name: {"yes": said["yes"], "no": said["no"] + [term]}}]
    possible = facts.get(name, fact.values)
    middle = len(possible) // 2
    return [{**facts, name: possible[:middle]}, {**facts, name: possible[middle:]}]


class Study:
    """One claim over all cases"""

    def __init__(self, model, protocol, claim):
        self.model, self.protocol, self.claim = model, protocol, claim
        self.asked = 0

    def case(self, facts, consents=(), holder=HOLDER):
        self.asked += 1
        if self.asked > MOST_QUESTIONS:
            raise RuntimeError("too many cases")
        return self.protocol.case({"id": "claim", "holder": holder, "place": PLACE, "facts": facts, "consents": list(consents)})

    def take_apart(self, facts, ask):
        """ask(facts) says None where all is well, a list of facts on which that depends, or raises Counterexample"""
        waiting = [facts]
        while waiting:
            facts = waiting.pop()
            depends = ask(facts)
            if depends:
                waiting += halves(self.model, facts, depends[0])

    def never_permitted(self, what):
        without = (what.get("without") or "").split()
        consents = everything_agreed(self.model, without)
        for item in self.model.leaves_apart("item", what.get("item").split()):
            for to in self.model.recipients_apart(what.get("to").split()):
                for purpose in self.model.leaves_apart("purpose", (what.get("purpose") or "").split()):
                    self.one_request(consents, item, to, purpose)

    def one_request(self, consents, item, to, purpose):
        def ask(facts):
            answer = self.protocol.consent(self.case(facts, consents), item=item, to=to, purpose=purpose, at=NOW)
            answer = json.loads(answer.json())
            if answer["decision"] == "permitted":
                raise Counterexample(f"{item} to {to} for {purpose}, {facts}")
            return answer.get("facts", [])

        for facts in self.model.cases_where(self.claim):
            self.take_apart(facts, ask)

    def always_step(self, what):
        def ask_for(holder):
            def ask(facts):
                plan = json.loads(self.protocol.plan(self.case(facts, holder=holder), now=NOW).json())
                fitting = [s for s in plan["steps"] if self.fits(s, what)]
                if any(s["certainty"] == "certain" for s in fitting):
                    return None
                depends = [f for s in fitting for f in s.get("facts", [])]
                if not depends:
                    raise Counterexample(f"held by {holder}, {facts}")
                return depends
            return ask

        for holder in self.model.holders_apart():
            for facts in self.model.cases_where(self.claim):
                self.take_apart(facts, ask_for(holder))

    @staticmethod
    def fits(step, what):
        if what.get("purpose") and step.get("purpose") != what.get("purpose"):
            return False
        if what.get("service"):
            return step.get("kind") == "service" and step.get("goal") == what.get("service")
        return step.get("kind") == "inform" and bool(set(step["goal"]) & set(what.get("inform").split()))

    def always_provider(self, what):
        for place in self.model.smallest_places():
            self.asked += 1
            found = self.protocol.who(service=what.get("service"), at=place, now=NOW, viewer="all")
            if len(json.loads(found.json())["actors"]) < int(what.get("at-least") or 1):
                raise Counterexample(f"too few at {place}")

    def run(self):
        """How many questions it took"""
        for what in self.claim:
            kind = name_of(what)
            if kind in ("never-permitted", "always-step", "always-provider"):
                getattr(self, kind.replace("-", "_"))(what)
        return self.asked


def mistaken(scratch, mistakes):
    """The mission with something dropped, or replaced by what is wrong"""
    drops = "".join(f'<drop ref="{ref}" because="to see who notices">{instead}</drop>' for ref, instead in mistakes)
    text = ('<protocol xmlns="urn:refpath:protocol:1" id="mistaken" version="1" xml:lang="en"><label>Mistaken</label>'
            f'<include href="mission.xml"/>{drops}</protocol>')
    path = scratch / "mistaken.xml"
    path.write_text(text, encoding="utf-8")
    return refpath.Protocol.load(path)


def mistakes_for(model, protocol, claim):
    """What must not go by unnoticed; for a provider that all of one place stop offering anything"""
    provider = next((w for w in claim if name_of(w) == "always-provider"), None)
    if provider is None:
        return MISTAKES[claim.get("id")]
    found = protocol.who(service=provider.get("service"), at=model.smallest_places()[0], now=NOW, viewer="all")
    return [(a["id"], f'<actor id="{a["id"]}" group="ngo"/>') for a in json.loads(found.json())["actors"]]


def holds(model, protocol, claim):
    """(how many questions, the counterexample or None)"""
    study = Study(model, protocol, claim)
    try:
        return study.run(), None
    except Counterexample as found:
        return study.asked, str(found)


def main():
    passed, failures, asked = 0, [], 0
    model = Model()
    with tempfile.TemporaryDirectory(prefix="refpath-") as name:
        scratch = pathlib.Path(name)
        table.copy_documents(scratch)
        protocol = refpath.Protocol.load(scratch / "mission.xml")
        for claim in model.claims:
            number, counterexample = holds(model, protocol, claim)
            asked += number
            if counterexample:
                failures.append(f"{claim.get('id')} does not hold: {counterexample}")
            elif not number:
                failures.append(f"{claim.get('id')} was asked nothing")
            elif not holds(model, mistaken(scratch, mistakes_for(model, protocol, claim)), claim)[1]:
                failures.append(f"{claim.get('id')} does not notice what it is for")
            else:
                passed += 1
    print(f"{asked} questions")
    return tell(passed, failures)


if __name__ == "__main__":
    sys.exit(main())
