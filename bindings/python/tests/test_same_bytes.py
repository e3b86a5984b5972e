# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The bytes of the golden answers. tests/bindings/same_bytes.sh has thousands of questions more."""
import os
import shlex
import unittest

from asked import said
from support import SOURCE


def golden(words, folder):
    """What Python says to a question that is asked in a folder."""
    was = os.getcwd()
    try:
        os.chdir(folder)
        return said(words, {})
    finally:
        os.chdir(was)


class SameBytes(unittest.TestCase):
    def test_as_the_golden_answers_say(self):
        asked = sorted((SOURCE / "tests/golden").glob("*/command"))
        for command in asked:
            with self.subTest(golden=command.parent.name):
                words = shlex.split(command.read_text(encoding="utf-8"))
                file = "errors" if words[0] == "check" and len(words) == 4 and words[2] == "--lang" else "expected"
                self.assertEqual(golden(words, command.parent), (command.parent / file).read_bytes())
        self.assertGreater(len(asked), 50)
