# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The directory: who does what, where."""
import unicodedata
from datetime import date

STALE_DAYS = 180


def plain(text):
    """Text without accents and case."""
    split = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in split if not unicodedata.combining(c))


class Search:
    def __init__(self, protocol, facts, people, question):
        self.protocol, self.facts, self.people, self.asked = protocol, facts, people, question
        for key, kind in (("service", protocol.purposes), ("role", protocol.roles), ("group", protocol.groups),
                          ("at", protocol.places)):
            if question.get(key) is not None:
                protocol.known(question[key], kind)
        self.leaves = set(protocol.places.leaves(question["at"])) if question.get("at") else None

    def is_near(self, refs):
        return self.leaves is None or bool(self.people.leaves_of(refs) & self.leaves)

    def fits(self, actor, plays, offers):
        asked = self.asked
        if asked.get("service") and not any(
                self.is_near(offer.at) and any(asked["service"] in self.protocol.purposes.above(s)
                                               for s in offer.services) for offer in offers):
            return False
        if asked.get("role") and not any(p.role == asked["role"] and self.is_near(p.at) for p in plays):
            return False
        if asked.get("duty") and not any(asked["duty"] in self.protocol.duties[p.role] and self.is_near(p.at)
                                         for p in plays):
            return False
        if asked.get("group") and asked["group"] not in self.people.counts_as(actor.id):
            return False
        narrowed = any(asked.get(key) for key in ("service", "role", "duty"))
        if self.leaves is not None and not narrowed and not any(self.is_near(one.at) for one in plays + offers):
            return False
        return not asked.get("name") or self.name_rank(actor) is not None

    def name_rank(self, actor):
        """How well a name fits: as a whole, from its beginning, from the beginning of a word, anywhere."""
        wanted = plain(self.asked["name"])
        ranks = []
        for label in [actor.id, *self.protocol.documents.labels(actor.element).values()]:
            text = plain(label)
            if text == wanted:
                ranks.append(0)
            elif text.startswith(wanted):
                ranks.append(1)
            elif any(word.startswith(wanted) for word in text.replace("-", " ").split()):
                ranks.append(2)
            elif wanted in text:
                ranks.append(3)
        return min(ranks, default=None)

    def find(self):
        found = []
        offers = self.people.offers()
        for actor in self.protocol.actors.values():
            own = [offer for offer in offers if offer.actor == actor.id]
            plays = self.people.plays(actor.id)
            if (self.people.is_active(actor.id) and self.people.can_see(self.asked.get("viewer"), actor.id) and
                    self.fits(actor, plays, own)):
                found.append((actor, plays, own))
        if self.asked.get("name"):
            found.sort(key=lambda one: (self.name_rank(one[0]), one[0].order))
        return [self.json(*one) for one in found]

    def contacts(self, actor):
        found, viewer = [], self.asked.get("viewer")
        for contact in actor.contacts:
            if contact.visible_to and viewer != "all" and not (
                    viewer and self.people.counts_for(viewer, contact.visible_to)):
                continue
            entry = {"by": contact.by, "value": contact.value}
            if contact.secure:
                entry["secure"] = True
            found.append(entry)
        return found

    def is_stale(self, actor):
        if actor.verified is None:
            return True
        return (date.fromisoformat(self.facts.today) - date.fromisoformat(actor.verified)).days > STALE_DAYS

    def json(self, actor, plays, offers):
        entry = {"id": actor.id}
        played = {p.role for p in plays}
        duties = [duty for role in self.protocol.roles if role in played for duty in self.protocol.duties[role]]
        rest = (("labels", self.protocol.documents.labels(actor.element)), ("groups", list(actor.groups)),
                ("roles", [{"role": p.role, "at": list(p.at)} for p in plays]),
                ("duties", duties),
                ("offers", [{**({"id": o.id} if o.id else {}), "service": list(o.services), "at": list(o.at)}
                            for o in offers]),
                ("contacts", self.contacts(actor)), ("verified", actor.verified), ("stale", self.is_stale(actor)))
        entry.update((key, value) for key, value in rest if value)
        return entry


def who(protocol, facts, people, question):
    """The answer to a question to the directory, with the warnings it carries."""
    viewer = question.get("viewer")
    if viewer not in (None, "all"):
        protocol.known(viewer, protocol.actors, protocol.roles, protocol.groups)
    found = Search(protocol, facts, people, question).find()
    return {"actors": found}, []
