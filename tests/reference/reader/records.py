# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Consents and refusals on record: what they cover, what bars what."""
from . import Wrong
from .times import moment

KINDS = ("assent", "consent")
FORMS = ("spoken", "recorded", "written")
SCOPES = ("items", "recipients", "purposes")
KEYS = {"by", "given", "at", "kind", "form", "until", "withdrawn", *SCOPES}


class Record:
    """A consent, a refusal, or what a withdrawn consent is from then on."""

    def __init__(self, protocol, entry):
        if set(entry) - KEYS or not isinstance(entry.get("given"), bool):
            raise Wrong("a consent on record")
        self.by = protocol.known(entry["by"], protocol.party_order)
        self.given = entry["given"]
        self.at = moment(entry["at"])
        self.kind, self.form = entry.get("kind"), entry.get("form")
        if self.given and (self.kind not in KINDS or self.form not in FORMS):
            raise Wrong("nothing about a consent is assumed")
        if not self.given and ("until" in entry or "withdrawn" in entry):
            raise Wrong("a refusal has no end")
        self.until = moment(entry["until"]) if "until" in entry else None
        self.withdrawn = moment(entry["withdrawn"]) if "withdrawn" in entry else None
        self.scope = {name: self.scope_of(entry, name) for name in SCOPES}

    def scope_of(self, entry, name):
        scope = entry.get(name) if self.given else entry.get(name, "all")
        if scope == "all":
            return "all"
        if not isinstance(scope, list) or not scope:
            raise Wrong("a scope is a list or all")
        return tuple(scope)


class Refusal:
    def __init__(self, record, at):
        self.by, self.at, self.scope = record.by, at, record.scope


class Records:
    """All that is on record at a moment."""

    def __init__(self, protocol, people, facts):
        self.protocol = protocol
        self.people = people
        self.now = facts.now
        records = [Record(protocol, entry) for entry in facts.case.get("consents", [])]
        self.consents = [r for r in records if r.given and r.at <= self.now]
        self.refusals = [Refusal(r, r.at) for r in records if not r.given and r.at <= self.now]
        self.refusals += [Refusal(r, r.withdrawn) for r in self.consents if self.is_withdrawn(r)]

    def is_withdrawn(self, record):
        return record.withdrawn is not None and record.withdrawn <= self.now

    def includes(self, name, scope, wanted):
        """Whether a scope covers one id: it, or what it lies under, or for a recipient what it is."""
        if scope == "all":
            return True
        if name == "recipients":
            return self.people.is_one_of(wanted, scope)
        tree = self.protocol.items if name == "items" else self.protocol.purposes
        return not set(tree.above(wanted)).isdisjoint(scope)

    def covers(self, scope, request):
        """Whether a scope covers a request; a consent for whom a gatekeeper passes it on to covers him too."""
        return (self.includes("items", scope["items"], request.item) and
                self.includes("purposes", scope["purposes"], request.purpose) and
                (self.includes("recipients", scope["recipients"], request.recipient) or
                 self.covers_beyond(scope, request)))

    def covers_beyond(self, scope, request):
        return request.beyond is not None and self.includes("recipients", scope["recipients"], request.beyond)

    def refusal_covers(self, refusal, request):
        scope = refusal.scope
        return (self.includes("items", scope["items"], request.item) and
                self.includes("purposes", scope["purposes"], request.purpose) and
                self.includes("recipients", scope["recipients"], request.recipient))

    def within(self, name, inner, outer):
        if outer == "all":
            return True
        return inner != "all" and all(self.includes(name, outer, one) for one in inner)

    def lies_within(self, inner, outer):
        return all(self.within(name, inner[name], outer[name]) for name in SCOPES)

    def strictly_within(self, inner, outer):
        return self.lies_within(inner, outer) and not self.lies_within(outer, inner)

    def lifts(self, consent, refusal, request):
        """Whether a consent takes this request out of a refusal of the same party."""
        if consent.by != refusal.by or self.is_withdrawn(consent) or not self.covers(consent.scope, request):
            return False
        if consent.at == refusal.at:
            return self.strictly_within(consent.scope, refusal.scope)
        if consent.at < refusal.at:
            return False
        names = ("items", "purposes") if self.covers_beyond(consent.scope, request) else SCOPES
        return all(self.within(name, consent.scope[name], refusal.scope[name]) for name in names)

    def bars(self, party, request):
        """Whether a refusal of a party stands in the way of a request."""
        return any(refusal.by == party and self.refusal_covers(refusal, request) and
                   not any(self.lifts(consent, refusal, request) for consent in self.consents)
                   for refusal in self.refusals)

    def counts_no_more(self, consent, request):
        """A consent that is older than a refusal which covers the request never counts again."""
        for refusal in self.refusals:
            if refusal.by == consent.by and self.refusal_covers(refusal, request):
                if consent.at < refusal.at:
                    return True
                if consent.at == refusal.at and not self.strictly_within(consent.scope, refusal.scope):
                    return True
        return False

    def names(self, consent, agreement):
        scopes = {"item": "items", "recipient": "recipients", "purpose": "purposes"}
        return all(consent.scope[scopes[name]] != "all" for name in agreement.naming)

    def meets(self, consent, agreement, parties, request):
        """Whether a consent meets an agreement, but for when it was given."""
        end = consent.at + agreement.valid_for if agreement.valid_for is not None else None
        return (consent.by in parties and
                KINDS.index(consent.kind) >= KINDS.index(agreement.kind) and
                FORMS.index(consent.form) >= FORMS.index(agreement.form) and
                self.covers(consent.scope, request) and self.names(consent, agreement) and
                (consent.until is None or self.now <= consent.until) and (end is None or self.now <= end) and
                not self.is_withdrawn(consent) and not self.counts_no_more(consent, request) and
                not self.bars(consent.by, request))
