# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Wrong use answers with an exception, never with a crash, and the exception repeats no value."""
import gc
import inspect
import os
import unittest

import refpath
from refpath import core
from support import CASE, MINI, NOW, in_child, mini

SECRET = "Amina Diallo"


class Hostile(str):
    """A str that is no str where it can help it."""

    def __bool__(self):
        raise ZeroDivisionError

    def __eq__(self, other):
        raise ZeroDivisionError

    __hash__ = str.__hash__


def methods(kind):
    """The verbs of a class of the inner layer, with the number of their arguments, and whether they need an object."""
    for name in vars(kind):
        if name.startswith("_") or name == "thisown":
            continue
        raw = inspect.getattr_static(kind, name)
        if isinstance(raw, staticmethod):
            yield name, len(inspect.signature(raw.__func__).parameters), True
        elif inspect.isfunction(raw):
            yield name, len(inspect.signature(raw).parameters) - 1, False


class WrongUse(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.p = mini()
        cls.case = cls.p.case(CASE)
        cls.plan = cls.p.plan(cls.case, NOW)

    def texts(self):
        """Every place where a text goes in."""
        p, case, plan, draft = self.p, self.p.case(), self.plan, self.p.draft()
        consent = {"kind": "assent", "form": "spoken", "items": "all", "recipients": "all", "purposes": "all"}
        return [
            lambda t: refpath.Protocol.load(t), lambda t: refpath.Protocol.load("<a/>", name=t),
            lambda t: p.case(t), lambda t: p.label(refpath.Kind.ACTOR, t) or self.none(), lambda t: p.entries(refpath.Kind.ACTOR, t or 1),
            lambda t: p.choices(t), lambda t: p.path(t, "ngo"), lambda t: p.path("unpol-galasi", t),
            lambda t: p.who(service=t or 1), lambda t: p.who(name=t or 1), lambda t: p.who(viewer=t or 1),
            lambda t: p.consent(case, item=t, to="ngo", purpose="health"),
            lambda t: p.consent(case, item="profile", to=t, purpose="health"),
            lambda t: p.consent(case, item="profile", to="ngo", purpose=t),
            lambda t: case.set_id(t or 1), lambda t: case.set_holder(t or 1), lambda t: case.set_place(t or 1),
            lambda t: case.set_number(t, 1), lambda t: case.set_numbers(t, [1]), lambda t: case.set_term(t, "male"),
            lambda t: case.set_term("sex", t), lambda t: case.set_complete(t), lambda t: case.set_flag(t),
            lambda t: case.set_clock(t, "2012"), lambda t: case.set_clock("birth", t or 1), lambda t: case.set_unknown(t),
            lambda t: case.add_avoid(t), lambda t: case.add_consent(t, False, NOW), lambda t: case.add_done(t, NOW, "served"),
            lambda t: case.add_done("clinic", NOW, t), lambda t: case.add_consent("child", True, NOW, **{**consent, "form": t}),
            lambda t: case.add_consent("child", True, NOW, **{**consent, "items": [t]}),
            lambda t: plan.text(t or 1), lambda t: draft.add(1, t), lambda t: draft.set(1, t, "a"),
            lambda t: draft.find(t) or self.none(), lambda t: draft.text(draft.root, t),
            lambda t: refpath.Draft(t, "en"), lambda t: refpath.Draft("a", t),
        ]

    def none(self):
        raise LookupError

    def refused(self, given, *errors):
        """Each place refuses what is given, and says nothing of it."""
        for number, call in enumerate(self.texts()):
            with self.subTest(place=number):
                with self.assertRaises(errors) as caught:
                    call(given)
                self.assertNotIn(SECRET, str(caught.exception))

    def test_none(self):
        for number, call in enumerate(self.texts()):
            if number in (1, 2):  # a name that is left out, an empty case
                continue
            with self.subTest(place=number), self.assertRaises((TypeError, ValueError, LookupError)):
                call(None)

    def test_other_types(self):
        for given in (7, 7.5, object(), ["a"], {1: 2}.keys(), lambda: 1, type):
            self.refused(given, TypeError, ValueError, LookupError)

    def test_an_embedded_zero(self):
        self.refused(SECRET + "\0", ValueError, LookupError)

    def test_a_lone_surrogate(self):
        self.refused(SECRET + "\ud83d", ValueError, LookupError)

    def test_huge_texts(self):
        self.refused("x" * 3_000_000, refpath.RefpathError, LookupError)

    def test_an_empty_text(self):
        for number, call in enumerate(self.texts()):
            with self.subTest(place=number):
                try:
                    call("")
                except (refpath.RefpathError, LookupError, TypeError):
                    pass

    def test_hostile_subclasses(self):
        for number, call in enumerate(self.texts()):
            with self.subTest(place=number):
                try:
                    call(Hostile("a"))
                except (refpath.RefpathError, LookupError, TypeError, ValueError, ZeroDivisionError):
                    pass

    def test_text_of_all_scripts_survives(self):
        for text in ("𞤀𞤣𞤤𞤢𞤥", "👧🏾", "مرفأ", "e\u0301", "\U0010ffff"):
            draft = refpath.Draft("scripts", "en")
            try:
                draft.add(draft.root, "label", text)
            except refpath.InvalidProtocolError:
                self.assertEqual(text, "\U0010ffff")
                continue
            self.assertEqual(draft.compile().labels["en"], text)

    def test_numbers_out_of_range(self):
        for number in (2 ** 31, -2 ** 31 - 1, 10 ** 40):
            for call in (lambda n: self.p.case().set_number("age", n), lambda n: self.p.case().set_numbers("age", [n]),
                         lambda n: self.plan.text(width=n), lambda n: self.p.draft().add(n, "actors")):
                with self.assertRaises((OverflowError, refpath.RefpathError)):
                    call(number)
        for number in (2 ** 63, -2 ** 63 - 1, 2 ** 63 - 1, -2 ** 63, 10 ** 400, 253_402_300_800):
            with self.assertRaises(ValueError):
                self.p.plan(self.case, number)
        for number in (-62_135_596_800, 253_402_300_799):
            try:
                self.p.plan(self.case, number).to_dict()
            except refpath.RefpathError:
                pass

    def test_numbers_that_are_none(self):
        for wrong in (1.0, "1", None, 1j):
            with self.assertRaises(TypeError):
                self.p.case().set_numbers("age", [wrong])
        with self.assertRaises(TypeError):
            self.p.case().set_number("age", "12")

    def test_kinds_and_truths_that_are_none(self):
        for wrong in (0, 99, -1, "actor", None):
            with self.assertRaises((ValueError, TypeError)):
                self.p.entries(wrong)
        for wrong in (7, "yes", 0.5):
            with self.assertRaises((ValueError, TypeError)):
                self.p.case().set_flag("danger-now", wrong)

    def test_handles_of_another_kind(self):
        with self.assertRaises((TypeError, AttributeError, ValueError)):
            self.p.plan(self.plan)
        with self.assertRaises((TypeError, AttributeError)):
            refpath.Draft.of(self.case)
        with self.assertRaises(TypeError):
            refpath.Protocol.load(self.p)
        with self.assertRaises(TypeError):
            refpath.Protocol.load("<a/>", limits={"most_bytes": 1})

    def test_objects_that_were_never_made(self):
        for kind in (refpath.Protocol, refpath.Case, refpath.Plan, refpath.Draft, refpath.Record, refpath.Values):
            one = kind.__new__(kind)
            for name in ("json", "fingerprint", "root", "xml", "plan", "close", "to_dict", "__len__", "__iter__"):
                try:
                    value = getattr(one, name)
                    if callable(value):
                        value()
                except (AttributeError, TypeError, ValueError, KeyError):
                    pass
        with self.assertRaises(TypeError):
            refpath.Protocol()

    def test_the_inner_layer_with_nothing_and_with_everything_wrong(self):
        protocol = core.Protocol.load_file(str(MINI), None, None)
        case = core.Case.read(protocol, CASE.read_bytes())
        answer = case.plan(1795435200)
        objects = {core.Protocol: protocol, core.Case: case, core.Answer: answer, core.Value: answer.root(),
                   core.Draft: core.Draft.from_protocol(protocol), core.Problems: core.Problems.make(),
                   core.Loading: core.Loading.make(), core.Scope: core.Scope.make(), core.Numbers: core.Numbers.make()}
        junk = [None, 0, -1, 10 ** 30, 1.5, "", "x", "\0", "\ud800", b"", b"\xff\0", object(), [], core, *objects.values()]
        calls = 0
        for kind, one in objects.items():
            unmade = kind.__new__(kind)
            with self.assertRaises(AttributeError):
                kind()
            for name, count, is_static in methods(kind):
                for shift, first in enumerate(junk):
                    given = [first] + [junk[(shift + 5 * i) % len(junk)] for i in range(1, count)]
                    for target in (kind,) if is_static else (one, unmade):
                        calls += 1
                        try:
                            getattr(target, name)(*given[:count])
                        except (TypeError, ValueError, OverflowError, AttributeError, SystemError, LookupError,
                                refpath.RefpathError):
                            pass
        self.assertGreater(calls, 1000)
        with self.assertRaises(AttributeError):
            protocol.typo = 1
        with self.assertRaises(AttributeError):
            self.p.typo = 1
        gc.collect()

    def test_an_object_that_was_destroyed_by_hand(self):
        case = core.Case.make(core.Protocol.load_file(str(MINI), None, None))
        case.__swig_destroy__(case)
        case.this = None
        with self.assertRaises(TypeError):
            case.set_id("a")

    def test_an_include_function_that_raises_in_every_way(self):
        text = refpath.Draft("a", "en").xml().decode().replace("/>", '><include href="b.xml"/></protocol>')
        if "<include" not in text:
            text = text.replace("</protocol>", '<include href="b.xml"/></protocol>')
        for error in (KeyboardInterrupt, SystemExit, MemoryError, RecursionError):
            def give(_name, error=error):
                raise error
            with self.assertRaises(error):
                refpath.Protocol.load(text, include=give)

    @unittest.skipIf("REFPATH_SANITIZED" in os.environ, "sanitizers need more addresses than a limit leaves")
    def test_memory_that_runs_out_is_an_exception(self):
        status, out, errors = in_child("""
            import resource
            p = support.mini()
            text = support.large(40000)
            case = p.case(support.CASE)
            limit = int(pathlib.Path("/proc/self/statm").read_text().split()[0]) * 4096 + (6 << 20)
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
            try:
                refpath.Protocol.load(text)
                print("loaded")
            except MemoryError:
                print("no memory")
            print(len(p.plan(case, support.NOW).steps))
            """)
        self.assertEqual((status, out.split("\n")[0], errors), (0, "no memory", ""))
