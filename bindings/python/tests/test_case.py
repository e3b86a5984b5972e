# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Cases: from a dict, from JSON, from a file, built; and that nothing shows what they say."""
import copy
import datetime
import json
import unittest
from datetime import timezone

import refpath
from refpath import Truth
from support import CASE, NOW, mini


class Read(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.p = mini()

    def test_a_dict_a_str_bytes_and_a_path_give_the_same(self):
        text = CASE.read_text(encoding="utf-8")
        cases = [self.p.case(source) for source in (json.loads(text), text, text.encode(), bytearray(text.encode()), CASE)]
        self.assertEqual(len({case.json() for case in cases}), 1)
        self.assertEqual(cases[0], cases[-1])

    def test_json_is_read_again_as_the_same(self):
        case = self.p.case(CASE)
        self.assertEqual(self.p.case(case.json()), case)
        self.assertEqual(self.p.case(case.to_dict()), case)

    def test_a_dict_may_have_days_moments_sets_ranges_and_enums(self):
        case = self.p.case({
            "clocks": {"birth": datetime.date(2012, 5, 3),
                       "incident": datetime.datetime(2026, 11, 23, 1, tzinfo=timezone(datetime.timedelta(hours=1)))},
            "facts": {"age": range(12, 15), "concern": {"sexual-violence", "abduction"}}})
        said = case.to_dict()
        self.assertEqual(said["clocks"], {"birth": "2012-05-03", "incident": "2026-11-23T00:00:00Z"})
        self.assertEqual(said["facts"]["age"], {"min": 12, "max": 14})
        self.assertEqual(said["facts"]["concern"], self.p.case(
            {"facts": {"concern": ["abduction", "sexual-violence"]}}).to_dict()["facts"]["concern"])

    def test_a_naive_datetime_is_refused(self):
        with self.assertRaises(ValueError):
            self.p.case({"clocks": {"birth": datetime.datetime(2012, 5, 3)}})

    def test_all_problems_at_once_and_none_repeats_what_was_said(self):
        with self.assertRaises(refpath.InvalidCaseError) as caught:
            self.p.case({"name": "Amina", "facts": {"age": "Amina", "sex": "Amina", "nothing": 1}})
        self.assertGreaterEqual(len(caught.exception.problems), 3)
        self.assertNotIn("Amina", str(caught.exception) + repr(caught.exception) + repr(caught.exception.problems))

    def test_a_key_that_stands_twice_is_an_error(self):
        with self.assertRaises(refpath.InvalidCaseError):
            self.p.case('{"place": "galasi", "place": "north"}')

    def test_an_exception_of_json_shows_no_value_either(self):
        for bad in ({"facts": {"age": object()}}, {"facts": {"age": float("nan")}}):
            with self.assertRaises((TypeError, ValueError)) as caught:
                self.p.case(bad)
            self.assertNotIn("0x", str(caught.exception))


class Build(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.p = mini()

    def test_verbs_follow_one_another_and_give_the_case_that_json_gives(self):
        built = (self.p.case().set_id("c-17").set_holder("unpol-galasi").set_place("galasi-port")
                 .set_clock("birth", "2013-05")
                 .set_clock("incident", datetime.datetime(2026, 11, 22, 18, tzinfo=timezone.utc), "2026-11-23T02:00:00Z")
                 .set_term("sex", "female").set_term("caregiver", "absent").set_flag("danger-now", False)
                 .set_term("concern", "sexual-violence").set_term("concern", "in-conflict-with-law", Truth.NO))
        for by, at in (("trusted-adult", "2026-11-23T10:00:00Z"), ("child", "2026-11-23T10:05:00Z")):
            built.add_consent(by, True, at, kind="assent" if by == "child" else "consent", form=refpath.Form.SPOKEN,
                              items=["profile"], recipients="all", purposes=["health"])
        self.assertEqual(built.json(), self.p.case(CASE).json())

    def test_numbers_one_some_or_from_to(self):
        for case, said in ((self.p.case().set_number("age", 12), 12),
                           (self.p.case().set_number("age", 12, 14), {"min": 12, "max": 14}),
                           (self.p.case().set_numbers("age", (3, 5, 9)), [3, 5, 9])):
            self.assertEqual(case, self.p.case({"facts": {"age": said}}))

    def test_terms_and_flags_are_true_false_or_forgotten(self):
        case = self.p.case().set_flag("danger-now", True).set_flag("danger-now", None)
        self.assertEqual(case, self.p.case())
        case.set_term("concern", "abduction").set_complete("concern")
        self.assertEqual(case, self.p.case({"facts": {"concern": ["abduction"]}}))

    def test_unknown_avoid_and_done(self):
        case = (self.p.case().set_unknown("sex").add_avoid("port-clinic")
                .add_done("clinic", NOW, refpath.Outcome.NO_ANSWER, "hill-hospital"))
        said = case.to_dict()
        self.assertEqual((said["unknown"], said["avoid"]), (["sex"], ["port-clinic"]))
        self.assertEqual(said["done"], [{"step": "clinic", "at": NOW, "actor": "hill-hospital", "outcome": "no-answer"}])

    def test_a_refusal_is_of_everything_where_nothing_is_said(self):
        case = self.p.case().add_consent("child", False, NOW)
        self.assertEqual(case, self.p.case({"consents": [{"by": "child", "given": False, "at": NOW}]}))

    def test_nothing_about_a_consent_is_assumed(self):
        with self.assertRaises(refpath.RefpathError):
            self.p.case().add_consent("child", True, NOW, kind="assent", form="spoken", items=["profile"],
                                      recipients="all")

    def test_a_scope_of_one_str_is_refused(self):
        with self.assertRaises(TypeError):
            self.p.case().add_consent("child", True, NOW, kind="assent", form="spoken", items="profile",
                                      recipients="all", purposes="all")

    def test_what_is_not_there_changes_nothing(self):
        case = self.p.case(CASE)
        before = case.json()
        for wrong in (lambda: case.set_holder("nobody"), lambda: case.set_place("nowhere"),
                      lambda: case.set_number("age", 99), lambda: case.set_number("nothing", 1),
                      lambda: case.set_term("sex", "other"), lambda: case.set_flag("raped"),
                      lambda: case.set_clock("nothing", "2012"), lambda: case.set_clock("birth", "yesterday"),
                      lambda: case.add_avoid("nobody"), lambda: case.add_done("nothing", NOW, "served"),
                      lambda: case.add_done("clinic", NOW, "eaten"), lambda: case.set_unknown("nothing"),
                      lambda: case.set_numbers("age", [])):
            with self.assertRaises(refpath.RefpathError):
                wrong()
        self.assertEqual(case.json(), before)

    def test_check_finds_a_clock_in_the_future(self):
        case = self.p.case().set_clock("incident", "2026-11-25T00:00:00Z")
        case.check(datetime.datetime(2026, 11, 26, tzinfo=timezone.utc))
        with self.assertRaises(refpath.InvalidCaseError):
            case.check(NOW)

    def test_copies_change_apart(self):
        case = self.p.case(CASE)
        for other in (case.copy(), copy.copy(case), copy.deepcopy(case)):
            self.assertEqual(other, case)
            other.set_place("galasi")
            self.assertNotEqual(other, case)

    def test_repr_shows_nothing(self):
        self.assertEqual(repr(self.p.case(CASE)), "<refpath.Case>")

    def test_no_hash_for_what_changes(self):
        with self.assertRaises(TypeError):
            hash(self.p.case())
