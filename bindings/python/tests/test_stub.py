# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The stub of the inner layer and the module say the same; mypy agrees, where there is one; docstrings are there."""
import ast
import inspect
import pathlib
import shutil
import subprocess
import unittest

import refpath
from refpath import core, errors
from refpath.enums import number_of

PACKAGE = pathlib.Path(refpath.__file__).parent


def names_of_stub(body):
    """{name: names of parameters, or None} of a stub."""
    found = {}
    for node in body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = [arg.arg for arg in node.args.args]
        elif isinstance(node, ast.AnnAssign):
            found[node.target.id] = None
        elif isinstance(node, ast.ClassDef):
            found[node.name] = names_of_stub(node.body)
    return found


def names_of(what):
    """The same of a module or class."""
    found = {}
    for name, value in vars(what).items():
        value = value.__func__ if isinstance(value, staticmethod) else value
        if name.startswith("_") or name == "thisown" or inspect.ismodule(value):
            continue
        if inspect.isclass(value):
            found[name] = names_of(value)
        elif inspect.isfunction(value):
            found[name] = list(inspect.signature(value).parameters)
        elif isinstance(value, int):
            found[name] = None
    return found


class Stub(unittest.TestCase):
    def test_names_and_parameters_are_those_of_the_module(self):
        stub = names_of_stub(ast.parse((PACKAGE / "core.pyi").read_text(encoding="utf-8")).body)
        module = names_of(core)
        # The words of analyses are known before a library has each of them: see refpath.enums.number_of.
        self.assertEqual([name for name in sorted(stub) if name in module or not name.startswith("ANALYSIS_")], sorted(module))
        for name, parts in module.items():
            self.assertEqual(stub[name], parts, name)

    def test_the_package_says_that_it_is_typed(self):
        self.assertTrue((PACKAGE / "py.typed").exists())

    def test_mypy_is_content_in_strict_mode(self):
        mypy = shutil.which("mypy")
        if not mypy:
            self.skipTest("mypy is missing (Debian package: mypy)")
        done = subprocess.run([mypy, "--strict", "--python-version", "3.11", "--cache-dir", "/dev/null", "refpath"],
                              cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_program_that_uses_it_is_checked_too(self):
        mypy = shutil.which("mypy")
        if not mypy:
            self.skipTest("mypy is missing (Debian package: mypy)")
        program = ("import pathlib\nimport refpath\n"
                   "p = refpath.Protocol.load(pathlib.Path('a'))\n"
                   "plan: refpath.Plan = p.plan(p.case({}))\n"
                   "labels: list[str | None] = [one.label('fr') for one in p.actors]\n"
                   "%s\n")
        for line, right in (("plan.json().decode()", True), ("p.plan(7)", False), ("p.actors[1.5]", False),
                            ("p.consent(p.case(), item=1, to='a', purpose='b')", False)):
            done = subprocess.run([mypy, "--strict", "--cache-dir", "/dev/null", "-c", program % line],
                                  cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode == 0, right, line + done.stdout)


class Documentation(unittest.TestCase):
    def test_everything_public_has_a_docstring(self):
        for name in refpath.__all__:
            what = getattr(refpath, name)
            self.assertTrue(inspect.getdoc(what), name)
            for part, value in vars(what).items() if inspect.isclass(what) else ():
                if part.startswith("_") or not (inspect.isfunction(value) or isinstance(value, property)):
                    continue
                self.assertTrue(value.__doc__, f"{name}.{part}")

    def test_what_the_headers_say_reaches_the_inner_layer(self):
        self.assertIn("Plans a case", core.Case.plan.__doc__)
        self.assertIn("SHA-256", core.Protocol.fingerprint.__doc__)

    def test_all_is_everything(self):
        public = {name for name, value in vars(refpath).items()
                  if not name.startswith("_") and not inspect.ismodule(value) and name != "annotations"}
        self.assertEqual(public, set(refpath.__all__))


class Numbers(unittest.TestCase):
    """No number of the C headers is missing, none is written twice."""

    def test_enums_have_every_number_of_the_library(self):
        for enum, prefix in ((refpath.Kind, "KIND_"), (refpath.Severity, "SEVERITY_"), (refpath.Truth, "TRUTH_"),
                             (refpath.AnswerKind, "ANSWER_")):
            there = {name.removeprefix(prefix): value for name, value in vars(core).items() if name.startswith(prefix)}
            self.assertEqual(there, {one.name: one.value for one in enum})
        for enum, prefix in ((refpath.Analysis, "ANALYSIS_"), (refpath.Picture, "PICTURE_"), (refpath.View, "VIEW_")):
            there = {name.removeprefix(prefix): value for name, value in vars(core).items() if name.startswith(prefix)}
            self.assertEqual(there, {one.name: number_of(one) for one in enum if prefix + one.name in vars(core)})
            self.assertTrue(there)
        known = ("ANALYSIS_", "PICTURE_", "VIEW_", "KIND_", "SEVERITY_", "TRUTH_", "ANSWER_", "VALUE_", "DIAGS_", "NO_TIME")
        there = {name: value for name, value in names_of(core).items() if value is None and not name.startswith(known)}
        self.assertEqual(set(there), {one.name for one in refpath.Status})

    def test_every_status_has_its_exception_and_its_name(self):
        for status in refpath.Status:
            self.assertEqual(core.status_name(status), status.name.lower().replace("_", "-"))
            if status is not refpath.Status.OK:
                self.assertIs(errors.failure(status, None, "").status, status)

    def test_versions_are_those_of_the_library(self):
        self.assertRegex(refpath.__version__, r"^\d+\.\d+\.\d+$")
        self.assertIn("icu", refpath.features())
        self.assertIsInstance(refpath.time_zones(), str)
