# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Loading: files, texts, includes, limits, and everything that is wrong at once."""
import json
import pathlib
import unittest

import refpath
from support import MINI, RICH, SMALL, SOURCE, large, mini

WITH_INCLUDE = SMALL.replace("<vocabulary>", '<include href="rules/one.xml"/><vocabulary>')
INCLUDED = ('<protocol xmlns="urn:refpath:protocol:1" id="more" version="1" xml:lang="en">%s'
            '<items><item id="profile"/></items></protocol>')


class Load(unittest.TestCase):
    def test_a_path_is_a_file(self):
        p = mini()
        self.assertEqual((p.id, p.version, p.status), ("carana-mini", "1", "example"))

    def test_a_str_is_xml(self):
        self.assertEqual(refpath.Protocol.load(SMALL).id, "small")

    def test_bytes_bytearray_and_memoryview_are_xml(self):
        for kind in (bytes, bytearray, memoryview):
            with self.subTest(kind=kind):
                self.assertEqual(refpath.Protocol.load(kind(SMALL.encode())).id, "small")

    def test_a_file_and_its_bytes_have_one_fingerprint_under_one_name(self):
        text = refpath.Protocol.load(MINI.read_bytes(), name="carana-mini.xml")
        self.assertEqual(text.fingerprint, mini().fingerprint)

    def test_a_name_given_as_a_str_is_told_to_be_a_path(self):
        with self.assertRaises(refpath.InvalidProtocolError) as caught:
            refpath.Protocol.load("mission.xml")
        self.assertIn("pathlib.Path", "".join(caught.exception.__notes__))

    def test_a_missing_file_is_an_os_error_too(self):
        with self.assertRaises(OSError) as caught:
            refpath.Protocol.load(pathlib.Path("nowhere.xml"))
        self.assertIsInstance(caught.exception, refpath.FileError)
        self.assertEqual([p.code for p in caught.exception.problems], ["file-not-readable"])

    def test_all_problems_at_once_with_places_and_arguments(self):
        broken = SMALL.replace("<vocabulary>", '<vocabulary>\n  <flag id="hurt"/><flag id="Bad Id"/><nonsense/>')
        with self.assertRaises(refpath.InvalidProtocolError) as caught:
            refpath.Protocol.load(broken, name="broken.xml")
        problems = caught.exception.problems
        self.assertGreaterEqual(len(problems), 3)
        self.assertEqual({p.file for p in problems}, {"broken.xml"})
        self.assertEqual(problems[0].line, 2)
        self.assertGreater(problems[0].column, 1)
        self.assertTrue(any(p.related for p in problems))
        self.assertTrue(any("nonsense" in p.args.values() for p in problems))
        self.assertTrue(all(p.severity is refpath.Severity.ERROR and p.text in str(p) for p in problems))
        self.assertIn(f"[{problems[0].code}]", str(caught.exception))

    def test_problems_in_a_language_as_json_and_as_sarif(self):
        with self.assertRaises(refpath.InvalidProtocolError) as caught:
            refpath.Protocol.load("<a/>")
        problems = caught.exception.problems
        self.assertNotEqual(problems[0].text_in("fr"), problems[0].text)
        self.assertIn(problems[0].text_in("fr"), problems.text("fr"))
        self.assertTrue(problems.json().startswith(b'{"problems":['))
        self.assertIn(b'"2.1.0"', problems.sarif())

    def test_every_sentence_is_that_of_the_json(self):
        for folder in sorted((SOURCE / "tests/invalid").iterdir())[:60]:
            for file in sorted(folder.glob("*.xml"))[:1]:
                try:
                    problems = refpath.Protocol.load(file).problems
                except refpath.RefpathError as error:
                    problems = error.problems
                told = json.loads(problems.json("es"))["problems"]
                self.assertEqual([p["text"] for p in told], [p.text_in("es") for p in problems])
                self.assertEqual([p["code"] for p in told], [p.code for p in problems])
                self.assertEqual([p.get("args", {}) for p in told], [dict(p.args) for p in problems])
                self.assertEqual([p.get("line") for p in told], [p.line for p in problems])

    def test_a_good_load_keeps_its_list_which_is_empty_where_there_is_nothing_to_say(self):
        self.assertEqual((list(mini().problems), mini().problems.lost), ([], 0))

    def test_a_limit_is_an_error_of_its_own(self):
        with self.assertRaises(refpath.LimitExceededError):
            refpath.Protocol.load(SMALL, limits=refpath.Limits(most_bytes=10))
        self.assertEqual(refpath.Protocol.load(SMALL, limits=refpath.Limits(most_bytes=10_000)).id, "small")

    def test_every_limit_reaches_the_library(self):
        for name in ("most_elements", "most_depth", "most_attributes", "most_value", "most_documents"):
            with self.subTest(limit=name), self.assertRaises(refpath.RefpathError):
                refpath.Protocol.load(WITH_INCLUDE if name == "most_documents" else large(3),
                                      include={"rules/one.xml": INCLUDED % ""}, limits=refpath.Limits(**{name: 1}))

    def test_limits_on_conditions_reach_the_library(self):
        reading = SMALL.replace("</vocabulary>", '<flag id="x"><when><any><test fact="hurt"/><test fact="hurt"/></any></when>'
                                '</flag><flag id="y"><when><test fact="x"/></when></flag></vocabulary>')
        self.assertEqual(refpath.Protocol.load(reading, limits=refpath.Limits(most_tests=2, most_chain=2)).id, "small")
        for name in ("most_tests", "most_chain", "most_tables"):
            with self.subTest(limit=name), self.assertRaises(refpath.LimitExceededError):
                refpath.Protocol.load(reading, limits=refpath.Limits(**{name: 1}))

    def test_a_negative_limit_is_refused(self):
        with self.assertRaises(refpath.InvalidArgumentError):
            refpath.Protocol.load(SMALL, limits=refpath.Limits(most_bytes=-1))


class Include(unittest.TestCase):
    def test_from_a_mapping(self):
        p = refpath.Protocol.load(WITH_INCLUDE, include={"rules/one.xml": INCLUDED % ""})
        self.assertIn("profile", p.items)

    def test_from_a_function_that_is_asked_once_for_each_name(self):
        asked = []
        texts = {"rules/one.xml": INCLUDED % '<include href="two.xml"/>',
                 "rules/two.xml": (INCLUDED % "").replace("profile", "second")}

        def look(name):
            asked.append(name)
            return texts[name]

        p = refpath.Protocol.load(WITH_INCLUDE, include=look)
        self.assertEqual(asked, ["rules/one.xml", "rules/two.xml"])
        self.assertEqual({"profile", "second"} - set(p.items.ids()), set())

    def test_none_is_a_problem_of_the_include(self):
        with self.assertRaises(refpath.InvalidProtocolError) as caught:
            refpath.Protocol.load(WITH_INCLUDE, include=lambda name: None)
        self.assertEqual([p.line for p in caught.exception.problems], [1])

    def test_an_exception_of_the_function_comes_out_as_it_is(self):
        with self.assertRaises(ZeroDivisionError):
            refpath.Protocol.load(WITH_INCLUDE, include=lambda name: 1 // 0)

    def test_the_function_may_load_a_protocol_itself(self):
        inner = []

        def give(_name):
            inner.append(refpath.Protocol.load(SMALL))
            return (INCLUDED % "").encode()

        self.assertIn("profile", refpath.Protocol.load(WITH_INCLUDE, include=give).items)
        self.assertEqual(len(inner), 1)

    def test_something_else_than_a_document_is_a_type_error(self):
        with self.assertRaises(TypeError):
            refpath.Protocol.load(WITH_INCLUDE, include=lambda name: 7)

    def test_files_of_the_folder_are_found_without_a_function(self):
        p = refpath.Protocol.load(RICH)
        self.assertGreater(len(p.about().documents), 1)

    def test_standard_protocols_need_no_function(self):
        text = SMALL.replace("<vocabulary>", '<include href="standard/parties.xml" version="1"/><vocabulary>')
        self.assertGreater(len(refpath.Protocol.load(text).parties), 0)
