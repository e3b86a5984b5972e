# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Drafts: built, changed, compiled, written."""
import datetime
import unittest

import refpath
from support import SMALL, mini


def clinic():
    """A draft with an actor, and the number of that."""
    draft = refpath.Draft("built", "en")
    groups = draft.add(draft.root, "groups")
    draft.add(groups, "group", id="ngo")
    services = draft.add(draft.root, "services")
    draft.add(services, "service", id="health")
    places = draft.add(draft.root, "places")
    draft.add(places, "place", id="port", time_zone="Africa/Lagos")
    actor = draft.add(draft.add(draft.root, "actors"), "actor", id="clinic", group="ngo",
                      verified=datetime.date(2026, 10, 1))
    draft.add(actor, "label", "Clinic")
    draft.add(actor, "label", "Clinique", xml_lang="fr")
    draft.add(actor, "offers", id="care", service="health", at="port", respond_within=datetime.timedelta(hours=30))
    return draft, actor


class Draft(unittest.TestCase):
    def test_built_compiled_and_asked(self):
        p = clinic()[0].compile()
        self.assertEqual(p.actors["clinic"].label("fr"), "Clinique")
        who = p.who(service="health", at="port", now=0)
        self.assertEqual(who.actors[0].verified, datetime.date(2026, 10, 1))

    def test_xml_is_loaded_again_as_the_same(self):
        draft = clinic()[0]
        again = refpath.Protocol.load(draft.xml(), name="built.xml")
        self.assertEqual(again, draft.compile())
        self.assertIn(b'respond-within="P1DT6H"', draft.xml())

    def test_a_protocol_is_changed_in_a_draft_and_stays_as_it_is(self):
        p = mini()
        draft = p.draft()
        actor = draft.find("icrc-carana", "actor")
        draft.remove(actor)
        changed = draft.compile()
        self.assertIn("icrc-carana", p.actors)
        self.assertNotIn("icrc-carana", changed.actors)
        self.assertIsNone(draft.find("icrc-carana"))

    def test_what_is_not_in_the_format_is_refused_and_leaves_nothing(self):
        draft, actor = clinic()
        before = draft.xml()
        for wrong in (lambda: draft.add(draft.root, "nonsense"), lambda: draft.add(actor, "label", nonsense="x"),
                      lambda: draft.set(actor, "verified", "soon"), lambda: draft.set(actor, "nonsense", "x"),
                      lambda: draft.text(actor, "text"), lambda: draft.remove(draft.root), lambda: draft.remove(4000)):
            with self.assertRaises(refpath.RefpathError):
                wrong()
        self.assertEqual(draft.xml(), before)

    def test_what_was_removed_can_be_named_no_more(self):
        draft, actor = clinic()
        care = draft.find("care")
        draft.remove(actor)
        before = draft.xml()
        for gone in (lambda: draft.set(actor, "verified", None), lambda: draft.add(actor, "label", "Clinic"),
                     lambda: draft.text(care, "text"), lambda: draft.set(care, "at", "port"), lambda: draft.remove(actor)):
            with self.assertRaises(refpath.RefpathError):
                gone()
        self.assertEqual(draft.xml(), before)

    def test_an_attribute_is_taken_away_by_none(self):
        draft, actor = clinic()
        draft.set(actor, "verified", None)
        self.assertNotIn(b"verified", draft.xml())

    def test_values_are_written_as_the_format_has_them(self):
        draft = refpath.Draft.of(refpath.Protocol.load(SMALL))
        fact = draft.find("hurt")
        draft.set(fact, "sensitive", True)
        self.assertIn(b'sensitive="true"', draft.xml())
        with self.assertRaises(ValueError):
            draft.set(fact, "sensitive", datetime.timedelta(microseconds=1))

    def test_all_problems_of_a_compilation_at_once(self):
        draft, actor = clinic()
        draft.set(actor, "group", "nobody")
        draft.set(draft.find("care"), "service", "nothing")
        with self.assertRaises(refpath.InvalidProtocolError) as caught:
            draft.compile()
        self.assertEqual(len(caught.exception.problems), 2)
        lines = draft.xml().decode().splitlines()
        self.assertIn("nobody", lines[caught.exception.problems[0].line - 1])

    def test_limits_hold_for_a_compilation(self):
        with self.assertRaises(refpath.LimitExceededError):
            clinic()[0].compile(limits=refpath.Limits(most_elements=2))

    def test_a_bad_id_or_language_is_an_invalid_argument(self):
        for id_, language in (("Bad Id", "en"), ("good", "not a tag")):
            with self.assertRaises(refpath.InvalidArgumentError):
                refpath.Draft(id_, language)
