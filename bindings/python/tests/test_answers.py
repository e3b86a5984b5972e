# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Questions and their answers: properties, texts, bytes."""
import datetime
import json
import pathlib
import re
import unittest

import refpath
from refpath import Certainty, Decision, State, StepKind
from refpath import keys
from support import CASE, NOW, RICH, SOURCE, mini, plan_of


class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.p = mini()
        cls.case = cls.p.case(CASE)

    def test_a_plan_has_steps_with_enums_moments_and_candidates(self):
        plan = self.p.plan(self.case.copy().set_clock("report", "2026-11-23T10:00:00Z"), now=NOW)
        self.assertIs(plan.kind, refpath.AnswerKind.PLAN)
        self.assertEqual(plan.now, datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.timezone.utc))
        step = next(one for one in plan.steps if "clinic" in one.ids)
        self.assertEqual((step.kind, step.state, step.certainty), (StepKind.SERVICE, State.READY, Certainty.CERTAIN))
        self.assertIs(step.state, State.READY)
        self.assertEqual(step.candidates[0].path[0], "unpol-galasi")
        self.assertIsInstance(step.target, datetime.datetime)
        self.assertIsInstance(step.candidates[0].verified, datetime.date)

    def test_durations_are_timedeltas(self):
        per = [reason.args["per"] for step in plan_of(self.p).steps for one in step.candidates for reason in one.reasons
               if reason.code == "capacity"]
        self.assertIn(datetime.timedelta(days=1), per)

    def test_a_case_may_be_given_as_a_dict_json_or_a_path(self):
        for given in (CASE, CASE.read_text(encoding="utf-8"), json.loads(CASE.read_bytes())):
            self.assertEqual(self.p.plan(given, now=NOW), self.p.plan(self.case, now=NOW))

    def test_now_is_a_datetime_a_number_a_text_or_the_clock(self):
        moment = datetime.datetime(2026, 11, 23, 13, 0, 0, 999999, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
        for now in (moment, 1795435200):
            self.assertEqual(self.p.plan(self.case, now=now), self.p.plan(self.case, now=NOW))
        before = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        now = self.p.plan(self.p.case({"holder": "unpol-galasi", "place": "galasi-port"})).now
        self.assertLessEqual(abs(now - before), datetime.timedelta(minutes=1))

    def test_a_naive_datetime_is_no_moment(self):
        for wrong in (datetime.datetime(2026, 11, 23), datetime.date(2026, 11, 23), 1.5, True, "noon"):
            with self.assertRaises((TypeError, ValueError)):
                self.p.plan(self.case, now=wrong)

    def test_consent_with_and_without_explanation(self):
        short = self.p.consent(self.case, item="profile", to="port-clinic", purpose="health", at=NOW)
        long = self.p.consent(self.case, item="profile", to="port-clinic", purpose="health", at=NOW, explain=True)
        self.assertIs(short.decision, Decision.PERMITTED)
        self.assertTrue(short.permitted)
        self.assertEqual(short.why, ())
        self.assertGreater(len(long.why), 0)

    def test_consent_from_somebody_else_than_the_holder(self):
        there = self.p.consent(self.case, item="account", to="social-affairs", purpose="investigation",
                               sender="adviser-office", at=NOW)
        self.assertIs(there.decision, Decision.FORBIDDEN)
        self.assertEqual(there.sender, "adviser-office")
        self.assertFalse(there.permitted)

    def test_a_consent_has_no_truth_of_its_own(self):
        with self.assertRaises(TypeError):
            bool(self.p.consent(self.case, item="profile", to="port-clinic", purpose="health", at=NOW))

    def test_path_ask_who_and_choices(self):
        path = self.p.path("unpol-galasi", "unicef-carana", at="galasi-port", now=NOW)
        self.assertIs(path.state, State.THROUGH)
        self.assertEqual((path.path[0], path.path[-1], path.from_), ("unpol-galasi", "unicef-carana", "unpol-galasi"))
        ask = self.p.ask(self.case, NOW)
        self.assertEqual(ask.ask[0].fact, "can-be-pregnant")
        self.assertEqual(ask.ask[0].for_, ask["ask"][0]["for"])
        who = self.p.who(service="health", at="galasi-port", now=NOW)
        self.assertIn("port-clinic", [actor.id for actor in who.actors])
        self.assertEqual((self.p.choices("age").max, self.p.choices("age").unit), (24, "year"))
        self.assertEqual([one.id for one in self.p.choices("sex").choices], ["female", "male"])

    def test_who_by_every_narrowing(self):
        for narrowed, found in (({"role": "health-worker"}, "port-clinic"), ({"group": "external"}, "icrc-carana"),
                                ({"duty": "adviser-interface"}, "adviser-office"), ({"name": "UNICEF"}, "unicef-carana"),
                                ({"viewer": "all", "service": "case-management"}, "quiet-house")):
            with self.subTest(narrowed=narrowed):
                self.assertIn(found, [actor.id for actor in self.p.who(now=NOW, **narrowed).actors])

    def test_a_path_may_know_a_case_and_a_purpose(self):
        danger = self.p.case({"facts": {"danger-now": True}, "place": "galasi-port"})
        path = self.p.path("adviser-office", "port-clinic", purpose="health", case=danger, now=NOW, viewer="all")
        self.assertEqual(path.to, "port-clinic")

    def test_what_is_not_there_is_an_invalid_question(self):
        for wrong in (lambda: self.p.choices("nothing"), lambda: self.p.who(service="nothing"),
                      lambda: self.p.path("nobody", "unicef-carana", at="galasi"),
                      lambda: self.p.consent(self.case, item="nothing", to="port-clinic", purpose="health")):
            with self.assertRaises(refpath.InvalidQuestionError) as caught:
                wrong()
            self.assertGreater(len(caught.exception.problems), 0)

    def test_a_case_without_a_holder_has_no_plan(self):
        with self.assertRaises(refpath.RefpathError):
            self.p.plan({}, now=NOW)

    def test_a_case_of_another_protocol_is_refused(self):
        with self.assertRaises(ValueError):
            refpath.Protocol.load(RICH).plan(self.case)

    def test_work_past_its_limit_is_not_decided(self):
        p = refpath.Protocol.load(RICH, limits=refpath.Limits(most_work=1))
        with self.assertRaises(refpath.LimitExceededError):
            p.plan(p.case({"holder": p.actors[0].id, "place": p.places[-1].id}), now=NOW)


class Answers(unittest.TestCase):
    def test_json_has_the_bytes_of_the_contract(self):
        plan = plan_of(mini())
        self.assertTrue(plan.json().endswith(b"}\n"))
        self.assertEqual(list(json.loads(plan.json())), list(plan.root))

    def test_every_value_is_that_of_the_json(self):
        def same(value, said, key):
            if isinstance(value, refpath.Record):
                self.assertEqual(list(value), list(said))
                for name in said:
                    same(value[name], said[name], name)
            elif isinstance(value, refpath.Values):
                self.assertEqual(len(value), len(said))
                for one, other in zip(value, said):
                    same(one, other, key)
            elif isinstance(value, datetime.datetime):
                self.assertEqual(value.strftime("%Y-%m-%dT%H:%M:%SZ"), said)
            elif isinstance(value, datetime.date):
                self.assertEqual(value.isoformat(), said)
            elif isinstance(value, datetime.timedelta):
                self.assertIn(key, keys.DURATIONS)
            else:
                self.assertEqual((value, isinstance(value, bool)), (said, isinstance(said, bool)))

        rich = refpath.Protocol.load(RICH)
        for p, case in ((mini(), CASE), (rich, SOURCE / "tests/data/cases/first-hour.json"),
                        (rich, SOURCE / "tests/data/cases/late.json")):
            for answer in (p.plan(case, now="2026-11-24T12:00:00Z"), p.who(viewer="all", now=NOW), p.about(),
                           p.choices("sex")):
                same(answer.root, json.loads(answer.json()), "")

    def test_text_in_a_language_plain_in_colour_and_narrow(self):
        plan = plan_of(mini())
        self.assertIn("Plan pour le dossier", plan.text("fr"))
        self.assertIn("\x1b[", plan.text(colour=True))
        self.assertNotEqual(plan.text(plain=True), plan.text())
        self.assertNotEqual(plan.text(width=60), plan.text())

    def test_a_language_tag_that_is_none_is_an_invalid_argument(self):
        with self.assertRaises(refpath.InvalidArgumentError):
            plan_of(mini()).text("no tag")

    def test_what_is_left_out_is_empty_false_or_none(self):
        path = mini().path("unpol-galasi", "unicef-carana", at="galasi-port", now=NOW)
        self.assertEqual((path.obligations, path.late, path.target), ((), False, None))
        with self.assertRaises(AttributeError):
            path.no_such_key  # pylint: disable=pointless-statement
        with self.assertRaises(KeyError):
            path["target"]  # pylint: disable=pointless-statement

    def test_records_are_mappings_and_lists_are_sequences(self):
        plan = plan_of(mini())
        step = plan.steps[0]
        self.assertEqual(dict(step.items()).keys(), step.to_dict().keys())
        self.assertEqual(plan.steps[0], plan.steps[:1][0])
        self.assertIn("steps", plan)
        self.assertEqual(len(plan.steps), len(list(plan.steps)))
        self.assertIn("candidates", dir(step))
        self.assertIn("steps", dir(plan))

    def test_answers_are_equal_by_their_bytes(self):
        p = mini()
        self.assertEqual(plan_of(p), plan_of(p))
        self.assertEqual(hash(plan_of(p)), hash(plan_of(p)))
        self.assertNotEqual(plan_of(p), p.about())

    def test_repr_shows_no_fact(self):
        plan = plan_of(mini())
        self.assertEqual(repr(plan), "<refpath.Plan>")
        self.assertRegex(repr(plan.root) + repr(plan.steps), r"^<refpath.Record of \d+ keys><refpath.Values: \d+>$")

    def test_html_for_notebooks_has_all_steps(self):
        plan = plan_of(mini())
        html = plan._repr_html_()
        self.assertEqual(html.count("<tr>") - html.count("<thead>"), len(plan.steps) + len(plan.advice) + len(plan.ask))
        self.assertIn("Child Protection Adviser", html)


class Keys(unittest.TestCase):
    """The table of keys says what the contract says."""

    def test_every_key_of_the_contract_is_in_the_table(self):
        page = pathlib.Path(SOURCE / "doc/answers.md").read_text(encoding="utf-8")
        shapes = page.split("## What every answer begins with")[1].split("## check, and")[0]
        shapes = "\n".join(line for line in shapes.splitlines() if line.startswith("    "))
        found = set(re.findall(r'"([a-z][a-z-]*)"', shapes)) - {"en"}
        self.assertEqual(found - keys.KNOWN, set())
        self.assertEqual(set(re.findall(r'"([a-z-]+)": \[', shapes)) - keys.LISTS - {"by", "at", "service", "to"}, set())

    def test_no_key_hides_behind_an_attribute(self):
        for name in keys.KEY_OF:
            self.assertFalse(hasattr(refpath.Record, name), name)
        taken = {name for name in keys.KEY_OF if any(hasattr(kind, name) for kind in
                 (refpath.Plan, refpath.Ask, refpath.Who, refpath.Choices, refpath.About))}
        self.assertEqual(taken, {"kind", "now", "protocol"})

    def test_words_of_the_enums_are_those_of_the_contract(self):
        page = pathlib.Path(SOURCE / "doc/answers.md").read_text(encoding="utf-8")
        for words in (Decision, State, refpath.Outcome, refpath.Form, StepKind, Certainty):
            for word in words:
                self.assertTrue(f"`{word}`" in page or str(word) in page, word)
