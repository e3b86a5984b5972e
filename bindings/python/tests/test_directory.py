# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Directories, labels, and what a protocol says about itself."""
import datetime
import re
import unittest

import refpath
from refpath import Kind
from support import MINI, RICH, mini


class Directory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.p = mini()

    def test_ids_stand_in_document_order(self):
        asked = re.findall(r'<actor id="([^"]+)"(?![^>]*visible-to)', MINI.read_text(encoding="utf-8"))
        self.assertEqual(self.p.actors.ids(), asked)

    def test_len_in_and_iteration(self):
        self.assertEqual(len(self.p.actors), len(list(self.p.actors)))
        self.assertIn("unpol-galasi", self.p.actors)
        self.assertIn(self.p.actors[0], self.p.actors)
        self.assertNotIn("nobody", self.p.actors)
        self.assertNotIn(7, self.p.actors)

    def test_by_number_by_id_and_by_slice(self):
        actors = self.p.actors
        self.assertEqual(actors[-1], actors[len(actors) - 1])
        self.assertEqual(actors["unpol-galasi"].id, "unpol-galasi")
        self.assertEqual([a.id for a in actors[:2]], actors.ids()[:2])
        self.assertIsNone(actors.get("nobody"))

    def test_what_is_not_there_is_a_key_or_index_error(self):
        with self.assertRaises(KeyError):
            self.p.actors["nobody"]  # pylint: disable=expression-not-assigned
        with self.assertRaises(IndexError):
            self.p.actors[99]  # pylint: disable=expression-not-assigned

    def test_every_kind_has_a_property(self):
        text = MINI.read_text(encoding="utf-8")
        for kind, plural in zip(Kind, ("facts clocks places items purposes services parties groups roles duties actors "
                                       "interfaces pathways steps advice rules obligations claims sources").split()):
            with self.subTest(kind=kind):
                entries = getattr(self.p, plural)
                self.assertIs(entries.kind, kind)
                self.assertEqual(entries.ids(), self.p.entries(kind).ids())
                self.assertTrue(all(f'id="{e.id}"' in text or e.id == "report" for e in entries))

    def test_hidden_actors_are_listed_for_a_viewer_alone(self):
        self.assertNotIn("quiet-house", self.p.actors)
        self.assertIn("quiet-house", self.p.entries(Kind.ACTOR, viewer="all"))

    def test_labels_by_language(self):
        p = refpath.Protocol.load(RICH)
        age = p.facts["age"]
        self.assertEqual((age.label("fr"), age.label("fr-CD"), age.label("ar")), ("Âge", "Âge", "العمر"))
        self.assertEqual(age.labels["es"], "Edad")
        self.assertEqual(p.label(Kind.FACT, "sex/female", "ar"), "أنثى")
        self.assertIsNone(p.label(Kind.ACTOR, "nobody"))

    def test_where_an_entry_lies(self):
        self.assertEqual(self.p.places["galasi-port"].within, "galasi")
        self.assertIsNone(self.p.places["carana"].within)

    def test_repr_and_str_help(self):
        self.assertEqual(str(self.p.actors["unpol-galasi"]), "UN Police, Galasi")
        self.assertIn("'unpol-galasi': UN Police, Galasi", repr(self.p.actors["unpol-galasi"]))
        self.assertIn("unpol-galasi", repr(self.p.actors))
        self.assertIn("'carana-mini' version 1 (example)", repr(self.p))

    def test_entries_are_equal_where_they_are_the_same(self):
        other = mini()
        self.assertEqual(self.p.actors[0], other.actors[0])
        self.assertEqual(hash(self.p.actors[0]), hash(other.actors[0]))
        self.assertNotEqual(self.p.actors[0], self.p.actors[1])


class About(unittest.TestCase):
    def test_dates_documents_and_counts(self):
        about = mini().about()
        self.assertEqual(about.valid_from, datetime.date(2026, 1, 1))
        self.assertEqual(about.review_by, datetime.date(2027, 1, 1))
        self.assertIsNone(about.valid_until)
        self.assertEqual([d.name for d in about.documents], ["carana-mini.xml"])
        self.assertEqual(about.counts["actors"], len(mini().entries(Kind.ACTOR, viewer="all")))

    def test_equal_and_hashed_by_fingerprint(self):
        self.assertEqual(mini(), mini())
        self.assertEqual(len({mini(), mini(), refpath.Protocol.load(RICH)}), 2)
        self.assertNotEqual(mini(), "carana-mini")

    def test_html_for_notebooks_escapes_and_knows_direction(self):
        html = refpath.Protocol.load(RICH)._repr_html_()
        self.assertIn('dir="auto" lang="ar"', html)
        draft = refpath.Draft("odd", "en")
        draft.add(draft.root, "label", "<script>")
        self.assertIn("&lt;script&gt;", draft.compile()._repr_html_())
