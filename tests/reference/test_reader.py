# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The reader against answers that were worked out by hand: each test says the rule that it is about."""
import hashlib
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

from reader import Wrong
from reader.hours import Hours
from reader.main import answer_question
from reader.protocol import Protocol
from reader.times import UTC, count, iso, moment

EXAMPLE = os.path.join(HERE, "..", "data", "protocols", "carana-mini.xml")
NOW = "2026-11-23T12:00:00Z"


class Example(unittest.TestCase):
    """Questions to the example protocol, in parts changed."""

    protocol = None
    changes = ()

    @classmethod
    def setUpClass(cls):
        with open(EXAMPLE, encoding="utf-8") as file:
            text = file.read()
        for old, new in cls.changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "carana-mini.xml")
            with open(name, "w", encoding="utf-8") as file:
                file.write(text)
            cls.protocol = Protocol(name)

    def case(self, facts=None, **more):
        return {"holder": "unpol-galasi", "place": "galasi-port", "facts": facts or {}, **more}

    def ask(self, verb, case, now=NOW, **question):
        return answer_question(self.protocol, verb, case, {**question, "now": moment(now)})

    def consent(self, case, item="need", to="unicef-carana", purpose="case-management", now=NOW, **more):
        return self.ask("consent", case, now, item=item, to=to, purpose=purpose, **more)

    def steps(self, case, now=NOW):
        plan = self.ask("plan", case, now)
        return {name: step for step in plan.get("steps", []) for name in step["ids"]}


def agreed(by, at="2026-11-23T10:00:00Z", **more):
    return {"by": by, "given": True, "at": at, "kind": "consent", "form": "written", "items": "all",
            "recipients": "all", "purposes": "all", **more}


def refused(by, at, **more):
    return {"by": by, "given": False, "at": at, **more}


class Decisions(Example):
    def test_nothing_is_shared_unless_a_rule_says_so(self):
        found = self.consent(self.case({"age": 3, "caregiver": "absent"}), item="account", purpose="investigation")
        self.assertEqual((found["decision"], found["rules"]), ("forbidden", ["no-investigators"]))

    def test_the_agreements_of_every_rule_that_holds_are_needed(self):
        found = self.consent(self.case({"age": 8, "caregiver": "supportive"}))
        self.assertEqual(found["decision"], "needs-consent")
        self.assertEqual(found["missing"], [{"by": ["parent"], "kind": "consent", "form": "written"},
                                            {"by": ["child"], "kind": "assent"}])

    def test_a_recorded_consent_is_not_a_written_one_but_a_consent_does_for_assent(self):
        case = self.case({"age": 8, "caregiver": "supportive"},
                         consents=[agreed("parent", form="recorded"), agreed("child", form="spoken")])
        self.assertEqual([a["by"] for a in self.consent(case)["missing"]], [["parent"]])

    def test_a_fact_that_asks_is_asked_for_where_the_lists_differ(self):
        found = self.consent(self.case({"age": 8}))
        self.assertEqual((found["decision"], found["facts"]), ("needs-facts", [{"fact": "caregiver"}]))
        self.assertNotIn("missing", found)

    def test_an_age_that_nobody_knows_needs_what_any_age_needs(self):
        found = self.consent(self.case({"age": {"min": 14, "max": 15}, "caregiver": "supportive"}))
        self.assertEqual(found["decision"], "needs-consent")
        self.assertEqual(found["facts"], [{"fact": "age"}])
        # Written assent of 14 is implied by the written consent of 15.
        self.assertEqual(found["missing"], [{"by": ["parent"], "kind": "consent", "form": "written"},
                                            {"by": ["child"], "kind": "consent", "form": "written"}])

    def test_a_consent_runs_out_after_its_last_moment(self):
        case = self.case({"age": 16}, consents=[agreed("child", at="2026-05-27T12:00:00Z")])
        self.assertEqual(self.consent(case)["decision"], "permitted")  # 180 days to the second
        self.assertEqual(self.consent(case, now="2026-11-23T12:00:01Z")["decision"], "needs-consent")

    def test_a_consent_counts_only_if_its_rule_held_when_it_was_given(self):
        born = {"clocks": {"birth": "2011-11-20"}}
        early = self.case({}, consents=[agreed("child", at="2026-11-19T10:00:00Z")], **born)
        late = self.case({}, consents=[agreed("child", at="2026-11-20T10:00:00Z")], **born)
        self.assertEqual(self.consent(early)["decision"], "needs-consent")
        self.assertEqual(self.consent(late)["decision"], "permitted")

    def test_a_given_age_is_not_counted_again(self):
        case = self.case({"age": 15}, clocks={"birth": "2011-11-20"},
                         consents=[agreed("child", at="2026-11-19T10:00:00Z")])
        self.assertEqual(self.consent(case)["decision"], "permitted")

    def test_naming_is_not_satisfied_by_a_consent_to_all(self):
        case = self.case({"age": 16}, consents=[agreed("child")])
        found = self.consent(case, purpose="family-tracing", to="icrc-carana")
        self.assertEqual(found["missing"], [{"by": ["child"], "kind": "assent", "naming": ["purpose"]}])
        case["consents"] = [agreed("child", purposes=["family-tracing"])]
        self.assertEqual(self.consent(case, purpose="family-tracing", to="icrc-carana")["decision"], "permitted")

    def test_a_later_general_consent_does_not_lift_a_narrower_refusal(self):
        no = refused("child", "2026-11-23T09:00:00Z", recipients=["unicef-carana"])
        case = self.case({"age": 16}, consents=[no, agreed("child")])
        self.assertEqual(self.consent(case)["decision"], "refused")
        case["consents"] = [no, agreed("child", recipients=["unicef-carana"])]
        self.assertEqual(self.consent(case)["decision"], "permitted")

    def test_nobody_but_one_said_at_the_same_moment(self):
        at = "2026-11-23T10:00:00Z"
        case = self.case({"age": 16}, consents=[refused("child", at), agreed("child", at, recipients=["save-galasi"])])
        self.assertEqual(self.consent(case, to="save-galasi")["decision"], "permitted")
        self.assertEqual(self.consent(case)["decision"], "refused")
        case["consents"][1]["recipients"] = "all"
        self.assertEqual(self.consent(case, to="save-galasi")["decision"], "refused")

    def test_a_withdrawn_consent_is_a_refusal_from_that_moment(self):
        case = self.case({"age": 16}, consents=[agreed("child", withdrawn="2026-11-23T12:00:00Z")])
        self.assertEqual(self.consent(case)["decision"], "refused")
        self.assertEqual(self.consent(case, now="2026-11-23T11:59:59Z")["decision"], "permitted")

    def test_a_permit_overrides_a_refusal_and_says_whose(self):
        case = self.case({"age": 16, "danger-now": True}, consents=[refused("child", "2026-11-23T10:00:00Z")])
        found = self.consent(case, to="port-clinic", purpose="rape-care")
        self.assertEqual((found["decision"], found["despite"], found["obligations"]),
                         ("permitted", ["child"], ["tell-child-afterwards"]))

    def test_law_stands_over_ages(self):
        case = self.case({"age": 8, "caregiver": "supportive"})
        found = self.consent(case, item="name", to="social-affairs", purpose="mandatory-report")
        self.assertEqual((found["missing"], found["rules"]),
                         ([{"by": ["supervisor"], "kind": "consent", "form": "written"}], ["report-to-state"]))

    def test_an_item_with_parts_is_as_restricted_as_its_most_restricted_part(self):
        case = self.case({"age": 8, "caregiver": "supportive"},
                         consents=[agreed("supervisor")])
        found = self.consent(case, item="identity", to="social-affairs", purpose="mandatory-report")
        self.assertEqual(found["decision"], "needs-consent")
        self.assertEqual([(p["item"], p["decision"]) for p in found["parts"]], [("name", "permitted")])
        self.assertEqual(found["rules"], ["from-6-to-11"])

    def test_an_avoided_party_is_taken_out_and_nobody_left_counts_as_refused(self):
        case = self.case({"age": 3, "caregiver": "supportive"}, avoid=["parent"], consents=[agreed("parent")])
        found = self.consent(case)
        self.assertEqual(found["decision"], "refused")
        self.assertEqual(found["missing"], [{"by": [], "kind": "consent", "form": "written", "refused": True}])
        self.assertIn({"code": "nobody-left-to-ask", "args": {}}, found["warnings"])

    def test_a_unit_of_an_avoided_actor_is_avoided(self):
        case = self.case({"age": 16}, avoid=["port-clinic"], consents=[agreed("child")])
        found = self.consent(case, to="port-clinic-pharmacy", purpose="pep")
        self.assertEqual(found["decision"], "forbidden")
        self.assertNotIn("rules", found)


    def test_why_names_the_tests_and_what_one_test_kept_from_holding(self):
        found = self.consent(self.case({"age": 16, "caregiver": "supportive"}), explain=True)
        self.assertEqual(found["why"], [{"rule": "from-15", "effect": "require", "tests": [
            {"fact": "age", "value": "16", "test": "min 15", "holds": "yes"}]}])
        self.assertIn({"rule": "from-12-to-14", "test": "age min 12 max 14"}, found["would-change"])
        self.assertNotIn("under-15-alone", str(found["would-change"]))  # two tests kept that one from holding

    def test_a_consent_for_the_candidate_covers_who_passes_it_on(self):
        yes = [agreed("child", recipients=["port-clinic"])]
        case = self.case({"age": 16, "concern": ["sexual-violence"], "danger-now": False}, consents=yes)
        step = self.steps(case)["clinic"]
        self.assertEqual([(hop["to"], hop["share"][0]["decision"]) for hop in step["candidates"][0]["via"]],
                         [("unpol-focal-point", "permitted"), ("adviser-office", "permitted"),
                          ("port-clinic", "permitted")])
        self.assertEqual(self.consent(case, to="adviser-office", purpose="rape-care")["decision"], "needs-consent")


class Paths(Example):
    def path(self, end, case=None, now=NOW, **more):
        return self.ask("path", case or self.case(), now, **{"from": "unpol-galasi", "to": end, **more})

    def test_a_gatekeeper_has_a_gatekeeper(self):
        found = self.path("port-clinic")
        self.assertEqual(found["path"], ["unpol-galasi", "unpol-focal-point", "adviser-office", "port-clinic"])
        self.assertEqual(found["state"], "through")

    def test_where_unless_is_certain_the_contact_is_direct_and_the_others_are_told(self):
        found = self.path("port-clinic", self.case({"danger-now": True}), purpose="rape-care")
        self.assertEqual((found["state"], found["notify"]), ("direct", ["unpol-focal-point", "adviser-office"]))
        self.assertEqual(self.path("port-clinic", purpose="rape-care")["state"], "through")

    def test_an_avoided_gatekeeper_leaves_the_next_role(self):
        found = self.path("port-clinic", self.case(avoid=["adviser-office"]))
        self.assertEqual(found["path"], ["unpol-galasi", "unpol-focal-point", "rights-office", "port-clinic"])

    def test_nobody_plays_the_role_and_the_way_is_blocked(self):
        found = self.path("port-clinic", self.case(avoid=["unpol-focal-point"]))
        self.assertEqual(found["state"], "blocked")
        self.assertNotIn("path", found)


class Plans(Example):
    FACTS = {"age": 13, "caregiver": "absent", "danger-now": False, "sex": "female", "can-be-pregnant": False,
             "concern": ["sexual-violence"]}

    def test_a_limit_closes_after_the_latest_moment_that_its_clock_allows(self):
        clocks = {"incident": {"from": "2026-11-20T10:00:00Z", "to": "2026-11-20T14:00:00Z"}}
        step = self.steps(self.case(self.FACTS, clocks=clocks))["hiv-prevention"]
        self.assertEqual((step["limits"], step["state"]),
                         ([{"at": "2026-11-23T14:00:00Z", "of": "incident", "then": "closed"}], "needs-consent"))
        step = self.steps(self.case(self.FACTS, clocks=clocks), now="2026-11-23T14:00:01Z")["hiv-prevention"]
        self.assertEqual(step["state"], "window-closed")

    def test_who_gives_more_at_the_same_visit_comes_first(self):
        step = self.steps(self.case(self.FACTS, clocks={"incident": "2026-11-23T09:00:00Z"}))["clinic"]
        self.assertEqual([one["actor"] for one in step["candidates"]], ["port-clinic", "hill-hospital"])
        self.assertIn({"code": "gives-also", "args": {"steps": ["hiv-prevention"]}}, step["candidates"][0]["reasons"])

    def test_the_earliest_time_adds_the_way_of_the_contact_the_journey_and_the_opening(self):
        # 12:00 + 4 h of the adviser + 4 h of the hospital + 40 min to the hill: closed, until 08:00 in Lagos.
        step = self.steps(self.case(self.FACTS))["clinic"]
        hospital = step["candidates"][1]
        self.assertEqual(hospital["earliest"], "2026-11-24T07:00:00Z")
        self.assertEqual([r["code"] for r in hospital["reasons"]], ["opens", "travel"])

    def test_a_hidden_provider_stands_behind_the_gatekeeper_who_may_see_it(self):
        facts = {**self.FACTS, "caregiver": "unsafe"}
        step = self.steps(self.case(facts))["get-case-worker"]
        self.assertNotIn("quiet-house", str(step))
        veil = step["candidates"][-1]
        self.assertEqual((veil["actor"], veil["hidden"], veil["path"], veil["earliest"]),
                         ("adviser-office", True, ["unpol-galasi", "unpol-focal-point", "adviser-office"],
                          "2026-11-23T16:00:00Z"))

    def test_a_step_waits_for_what_can_still_be_done_and_no_longer(self):
        at = {"step": "clinic", "at": "2026-11-23T11:00:00Z", "actor": "port-clinic"}
        yes = [agreed("trusted-adult"), agreed("child")]
        for outcome, state in (("partly-served", "waiting"), ("served", "ready"), ("declined", "ready")):
            case = self.case(self.FACTS, consents=yes, done=[{**at, "outcome": outcome}])
            self.assertEqual(self.steps(case)["support"]["state"], state, outcome)

    def test_who_gave_no_answer_is_left_out_with_the_reason(self):
        done = [{"step": "clinic", "at": "2026-11-23T11:00:00Z", "actor": "port-clinic", "outcome": "no-answer"}]
        step = self.steps(self.case(self.FACTS, done=done))["clinic"]
        self.assertEqual([one["actor"] for one in step["candidates"]], ["hill-hospital"])
        self.assertEqual(step["left-out"], [{"actor": "port-clinic", "because": {
            "code": "no-answer", "args": {"at": "2026-11-23T11:00:00Z"}}}])

    def test_a_broken_duty_is_owed_and_comes_first(self):
        facts = {**self.FACTS, "concern": ["recruitment-use"]}
        plan = self.ask("plan", self.case(facts, clocks={"custody": "2026-11-20T00:00:00Z"}))
        self.assertEqual((plan["steps"][0]["ids"], plan["steps"][0]["overdue"]), (["release"], True))

    def test_an_avoided_holder_learns_only_to_whom_the_case_must_go(self):
        found = self.ask("plan", self.case(self.FACTS, avoid=["un-police"]))
        self.assertEqual(found["warnings"][-1], {"code": "holder-avoided", "args": {"to": "child-protection-adviser"}})
        self.assertNotIn("steps", found)

    def test_where_nothing_depends_on_it_nothing_is_asked(self):
        facts = {**self.FACTS, "concern": {"yes": ["sexual-violence"], "no": ["recruitment-use"]}}
        found = self.ask("ask", self.case(facts))
        self.assertEqual(found["ask"], [{"fact": "concern", "terms": ["family-separation"], "for": ["tracing"]}])

    def test_an_unknown_fact_is_not_asked_again(self):
        facts = {key: value for key, value in self.FACTS.items() if key != "can-be-pregnant"}
        asked = self.ask("ask", self.case(facts))["ask"]
        self.assertEqual(asked, [{"fact": "can-be-pregnant", "by": "health-worker", "for": ["pregnancy-prevention"]}])
        self.assertEqual(self.ask("ask", self.case(facts, unknown=["can-be-pregnant"]))["ask"], [])

    def test_advice_is_for_the_role_it_stands_in(self):
        found = self.ask("plan", self.case(self.FACTS))
        self.assertEqual(found["advice"], [{"id": "no-interview", "kind": "must-not", "certainty": "certain"}])
        self.assertNotIn("advice", self.ask("plan", self.case(self.FACTS, holder="adviser-office")))


class Merges(Example):
    changes = (('<step id="get-case-worker" ', '<step id="find-case-worker" service="case-management" share="need">'
                '<when><test fact="danger-now"/></when><target within="PT1H"/></step>\n<step id="get-case-worker" '),
               ('share="identity profile whereabouts"><escalate', 'share="whereabouts"><escalate'))

    def test_steps_for_the_same_help_are_one_and_what_may_not_hold_is_shared_only_if(self):
        step = self.steps(self.case({"age": 16}))["get-case-worker"]
        self.assertEqual((step["ids"], step["certainty"]), (["find-case-worker", "get-case-worker"], "certain"))
        self.assertEqual([d["item"] for d in step["candidates"][0]["share"]], ["whereabouts"])
        self.assertEqual(step["items-if"],
                         [{"item": "need", "step": "find-case-worker", "facts": [{"fact": "danger-now"}]}])


class Dependence(Example):
    def test_a_result_depends_on_the_terms_that_can_turn_it(self):
        step = self.steps(self.case({"age": 16}))["clinic"]
        self.assertEqual(step["facts"], [{"fact": "concern", "terms": ["grave-sexual-violence", "sexual-violence"]}])
        facts = {"age": 16, "concern": {"no": ["gender-based-violence"]}}
        step = self.steps(self.case(facts))["clinic"]
        self.assertEqual(step["facts"], [{"fact": "concern", "terms": ["grave-sexual-violence"]}])

    def test_what_holds_in_every_completion_is_certain(self):
        facts = {"age": 16, "concern": {"yes": ["sexual-violence"]}}
        self.assertEqual(self.steps(self.case(facts))["clinic"]["certainty"], "certain")


class Places(Example):
    def test_a_place_with_one_part_is_known_to_that_part(self):
        case = self.case(place="north")
        found = self.ask("plan", {**case, "facts": {"age": 16, "concern": []}})
        self.assertNotIn("place", str(found.get("ask")))
        offers = self.ask("who", {}, service="health", at="north")["actors"]
        self.assertEqual([actor["id"] for actor in offers], ["hill-hospital"])

    def test_a_hidden_entry_is_listed_for_who_may_see_it_alone(self):
        for viewer, seen in ((None, False), ("rights-office", False), ("adviser-office", True), ("all", True)):
            found = self.ask("who", {}, service="case-management", viewer=viewer)["actors"]
            self.assertEqual("quiet-house" in [actor["id"] for actor in found], seen, viewer)


class Clocks(unittest.TestCase):
    def test_a_child_of_a_leap_day_is_a_year_older_on_the_first_of_march(self):
        born = moment("2012-02-29T12:00:00Z")
        self.assertEqual(count("year", born, moment("2026-02-28T23:59:59Z"), UTC), 13)
        self.assertEqual(count("year", born, moment("2026-03-01T00:00:00Z"), UTC), 14)

    def test_a_month_without_the_day_is_full_on_the_first_of_the_next(self):
        born = moment("2026-01-31T12:00:00Z")
        self.assertEqual(count("month", born, moment("2026-02-28T23:59:59Z"), UTC), 0)
        self.assertEqual(count("month", born, moment("2026-03-01T00:00:00Z"), UTC), 1)

    def test_days_are_counted_by_elapsed_time(self):
        self.assertEqual(count("day", moment("2026-01-01T12:00:00Z"), moment("2026-01-02T11:59:59Z"), UTC), 0)


class Opening(unittest.TestCase):
    def opens(self, hours, at, holidays=()):
        found = Hours(hours).next_open(moment(at), UTC, lambda day: day.isoformat() in holidays)
        return iso(found) if found is not None else None

    def test_a_later_rule_takes_the_whole_day(self):
        self.assertEqual(self.opens("Mo-Su 08:00-16:00; Mo 10:00-11:00", "2026-11-23T12:00:00Z"),
                         "2026-11-24T08:00:00Z")

    def test_a_span_over_midnight_belongs_to_the_day_it_begins_on(self):
        self.assertEqual(self.opens("Mo 22:00-06:00; Tu off", "2026-11-24T05:59:59Z"), "2026-11-24T05:59:59Z")
        self.assertEqual(self.opens("Mo 22:00-06:00; Tu off", "2026-11-24T06:00:00Z"), "2026-11-30T22:00:00Z")

    def test_holidays_are_off_where_the_rule_says_so(self):
        self.assertEqual(self.opens("Mo-Fr 08:00-16:00; PH off", "2026-11-23T07:00:00Z", ["2026-11-23"]),
                         "2026-11-24T08:00:00Z")

    def test_what_never_opens_is_not_known(self):
        self.assertIsNone(self.opens("off", "2026-11-23T07:00:00Z"))


class Documents(unittest.TestCase):
    OUTER = ('<protocol xmlns="urn:refpath:protocol:1" id="p" version="1" status="adopted" xml:lang="en" '
             'review-by="2027-01-01"><include href="rules/consent.xml"/>%s</protocol>')
    INNER = ('<protocol xmlns="urn:refpath:protocol:1" id="q" version="1" xml:lang="en" review-by="2026-01-01"><consent>'
             '<rule id="never" effect="forbid"/></consent></protocol>')

    def read(self, folder, outer):
        os.makedirs(os.path.join(folder, "rules"), exist_ok=True)
        for name, text in (("p.xml", outer), ("rules/consent.xml", self.INNER)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        return Protocol(os.path.join(folder, "p.xml"))

    def test_the_fingerprint_is_that_of_the_lines_of_sha256sum(self):
        with tempfile.TemporaryDirectory() as folder:
            protocol = self.read(folder, self.OUTER % "")
            lines = "".join("%s  %s\n" % (hashlib.sha256(text.encode()).hexdigest(), name) for name, text in
                            (("p.xml", self.OUTER % ""), ("rules/consent.xml", self.INNER)))
            self.assertEqual(protocol.documents.fingerprint(), hashlib.sha256(lines.encode()).hexdigest())

    def test_a_guard_that_was_dropped_and_a_review_that_is_due_are_said_first(self):
        with tempfile.TemporaryDirectory() as folder:
            protocol = self.read(folder, self.OUTER % '<drop ref="never" because="a test"/>')
            self.assertEqual(protocol.rules, [])
            found = answer_question(protocol, "who", {}, {"now": moment(NOW)})
            self.assertEqual(found["warnings"], [{"code": "review-due", "args": {"since": "2026-01-01"}},
                                                 {"code": "guard-dropped", "args": {"ref": "never"}}])

    def test_what_was_written_as_one_document_says_what_its_parts_said(self):
        more = 'guards-dropped="no-photos never" included-until="2026-02-01" review-by'
        written = self.OUTER.replace("review-by", more)
        with tempfile.TemporaryDirectory() as folder:
            protocol = self.read(folder, written % '<drop ref="never" because="a test"/>')
            found = answer_question(protocol, "who", {}, {"now": moment(NOW)})
            self.assertEqual(found["warnings"], [{"code": "no-longer-valid", "args": {}},
                                                 {"code": "review-due", "args": {"since": "2026-01-01"}},
                                                 {"code": "guard-dropped", "args": {"ref": "no-photos"}},
                                                 {"code": "guard-dropped", "args": {"ref": "never"}}])

    def test_a_drop_that_fits_nothing_is_an_error(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertRaises(Wrong, self.read, folder, self.OUTER % '<drop ref="ever" because="a test"/>')


class Small(unittest.TestCase):
    """Protocols as small as the rule they are about."""

    HEAD = """<protocol xmlns="urn:refpath:protocol:1" id="p" version="1" status="adopted" xml:lang="en">
      <places><place id="land"><place id="coast"/><place id="hill"/></place></places>
      <services><service id="help"/><service id="more"/></services><items><item id="name"/></items>
      <groups><group id="g1"/><group id="g2"/><group id="g3"/></groups><roles><role id="r1"/><role id="r2"/></roles>
      <parties><party id="child"/></parties>
      <actors><actor id="holder" group="g1"/>%s</actors>"""
    STEP = '<pathways><pathway id="way"><step id="s1" service="help"/></pathway></pathways>'
    HELPER = '<actor id="helper" group="g3" visible-to="r1 r2"><offers service="help" at="land"/></actor>'

    def ask(self, verb, actors, rest, case, **question):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "p.xml")
            with open(name, "w", encoding="utf-8") as file:
                file.write(self.HEAD % actors + rest + "</protocol>")
            return answer_question(Protocol(name), verb, {"holder": "holder", **case}, {"now": moment(NOW), **question})

    def test_the_gatekeeper_nearest_to_whoever_is_hidden_stands_in(self):
        actors = ('<actor id="first" group="g2"><plays role="r1" at="land" respond-within="PT1H"/></actor>'
                  '<actor id="second" group="g1"><plays role="r2" at="land" respond-within="PT2H"/></actor>')
        rest = ('<coordination><interface id="i1" from="g1" to="g3" through="r1"/>'
                '<interface id="i2" from="g2" to="g3" through="r2"/></coordination>')
        step = self.ask("plan", actors + self.HELPER, rest + self.STEP, {})["steps"][0]
        self.assertEqual(step["candidates"], [{
            "actor": "second", "hidden": True, "state": "ready", "certainty": "certain",
            "earliest": "2026-11-23T15:00:00Z", "path": ["holder", "first", "second"],
            "via": [{"from": "holder", "to": "first"}, {"from": "first", "to": "second"}]}])

    def test_no_warning_tells_of_whoever_is_hidden(self):
        rest = '<coordination><interface id="i1" from="g1" to="g3" through="r1" when-missing="direct"/></coordination>'
        found = self.ask("plan", self.HELPER, rest + self.STEP, {})
        self.assertEqual((found.get("warnings"), found["steps"][0]["hidden-help"]), (None, ["r1", "r2"]))

    def test_a_fact_is_asked_that_decides_who_stands_on_the_path(self):
        actors = ('<actor id="far" group="g2"><plays role="r1" at="land"/></actor>'
                  '<actor id="near" group="g2"><plays role="r1" at="hill"/></actor>')
        rest = '<coordination><interface id="i1" from="g1" to="g3" through="r1"/></coordination>'
        helper = self.HELPER.replace(' visible-to="r1 r2"', "")
        found = self.ask("plan", actors + helper, rest + self.STEP, {})
        self.assertEqual(found["ask"], [{"fact": "place", "for": ["s1"]}])
        self.assertEqual(found["steps"][0]["candidates"][0]["path"], ["holder", "far", "helper"])

    def test_an_absent_clock_counts_nothing_anew(self):
        rest = ('<vocabulary><number id="age" min="0" max="3" unit="year" since="birth"/></vocabulary>'
                '<clocks><clock id="birth"/></clocks><consent><rule id="r" effect="require">'
                '<when><test fact="age" min="0"/></when><agreement by="child"/></rule></consent>')
        asked = {"item": "name", "to": "child", "purpose": "help", "from": "holder"}
        case = {"consents": [agreed("child")]}
        self.assertEqual(self.ask("consent", "", rest, case, **asked)["decision"], "permitted")
        case["clocks"] = {"birth": "2026"}      # it may have been after the consent
        self.assertEqual(self.ask("consent", "", rest, case, **asked)["decision"], "needs-consent")

    def test_the_same_help_at_the_same_visit_is_one_step_whatever_its_own_purpose(self):
        rest = ('<pathways><pathway id="way"><step id="s1" service="help"/><step id="s2" service="help"/>'
                '<step id="s3" service="more" with="s1"/><step id="s4" service="more" with="s2" purpose="help"/>'
                '</pathway></pathways>')
        found = self.ask("plan", "", rest, {})
        self.assertEqual([step["ids"] for step in found["steps"]], [["s1", "s2"], ["s3", "s4"]])


if __name__ == "__main__":
    done = unittest.main(exit=False).result
    failed = min(len(done.failures) + len(done.errors), done.testsRun) or int(not done.wasSuccessful())
    print("%d passed, %d failed" % (done.testsRun - failed, failed), flush=True)
    sys.exit(1 if failed else 0)
