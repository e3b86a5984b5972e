# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Life and death: children after parents, closing during a call, copies, other processes, growth, the end."""
import copy
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
import time
import unittest
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import refpath
from refpath import core
from support import CASE, MINI, NOW, SMALL, grows, in_child, large, mini, plan_of


def plan_bytes(protocol):
    """Asked in another process."""
    return plan_of(protocol).json()


class Children(unittest.TestCase):
    def test_a_case_after_its_protocol(self):
        p = mini()
        case = p.case(CASE)
        p.close()
        del p
        gc.collect()
        case.set_place("galasi")
        self.assertIn("galasi", case.to_dict()["place"])

    def test_an_answer_after_its_case_and_protocol(self):
        p = mini()
        plan = plan_of(p)
        said = plan.json()
        p.close()
        del p
        gc.collect()
        self.assertEqual(plan.json(), said)
        self.assertIn("Plan", plan.text())

    def test_a_part_of_an_answer_after_the_answer(self):
        plan = plan_of(mini())
        step, steps = plan.steps[0], iter(plan.steps)
        next(steps)
        plan.close()
        del plan
        gc.collect()
        self.assertEqual(step.state, "ready")
        self.assertEqual(len(step.to_dict()), len(step))
        self.assertTrue(all(one.ids for one in steps))

    def test_values_of_the_inner_layer_after_everything(self):
        value = core.Case.read(core.Protocol.load_file(str(MINI), None, None), CASE.read_bytes()).plan(1795435200).root()
        gc.collect()
        keys = []
        child = value.at(0)
        while child is not None:
            keys.append(child.key())
            child = child.next_()
        self.assertIn("steps", keys)

    def test_directories_after_their_protocol(self):
        actors = mini().actors
        gc.collect()
        self.assertEqual(actors["unpol-galasi"].label("en"), "UN Police, Galasi")

    def test_problems_after_their_exception(self):
        try:
            refpath.Protocol.load("<a/>")
        except refpath.RefpathError as error:
            problems = error.problems
            first = problems[0]
        del problems
        gc.collect()
        self.assertIn(first.code, str(first))

    def test_protocols_after_their_draft(self):
        draft = refpath.Draft("gone", "en")
        p = draft.compile()
        draft.close()
        self.assertEqual(p.id, "gone")


class Closing(unittest.TestCase):
    def everything(self):
        """One of each that can be closed."""
        p = mini()
        return p, p.case(CASE), plan_of(p), p.draft()

    def test_twice(self):
        for one in self.everything():
            one.close()
            one.close()
            self.assertIn("closed", repr(one))

    def test_every_call_on_what_is_closed_is_an_exception(self):
        p, case, plan, draft = self.everything()
        for one in (p, case, plan, draft):
            one.close()
        open_case = mini().case(CASE)
        calls = [
            lambda: p.fingerprint, p.about, lambda: p.id, lambda: p.actors, lambda: p.label(refpath.Kind.ACTOR, "a"),
            p.case, lambda: p.case({}), lambda: p.plan(open_case), lambda: p.ask(open_case), lambda: p.who(),
            lambda: p.consent(open_case, item="a", to="b", purpose="c"), lambda: p.path("a", "b"), p.draft,
            lambda: p.choices("sex"), lambda: hash(p), lambda: p == mini(), lambda: pickle.dumps(p), p.__enter__,
            lambda: case.set_id("a"), lambda: case.set_holder(None), lambda: case.set_place(None),
            lambda: case.set_number("age", 1), lambda: case.set_numbers("age", [1]), lambda: case.set_term("sex", "male"),
            lambda: case.set_complete("concern"), lambda: case.set_flag("danger-now"),
            lambda: case.set_clock("birth", None), lambda: case.set_unknown("sex"), lambda: case.add_avoid("ngo"),
            lambda: case.add_consent("child", False, NOW), lambda: case.add_done("clinic", NOW, "served"),
            lambda: case.check(NOW), case.json, case.copy, lambda: mini().plan(case), case.__enter__,
            plan.json, plan.text, lambda: plan.steps, lambda: plan.root, lambda: plan.kind, plan.to_dict, plan.__enter__,
            lambda: draft.root, lambda: draft.find("a"), lambda: draft.add(1, "actors"), lambda: draft.set(1, "id", "a"),
            lambda: draft.text(1, "a"), lambda: draft.remove(1), draft.compile, draft.xml, draft.__enter__,
        ]
        for number, call in enumerate(calls):
            with self.subTest(number=number), self.assertRaises(refpath.ClosedError):
                call()

    def test_with_closes_whatever_happens(self):
        with self.assertRaises(ZeroDivisionError), mini() as p, p.case(CASE) as case, p.plan(case, NOW) as plan:
            self.assertGreater(len(plan.steps), 0)
            raise ZeroDivisionError
        self.assertIn("closed", repr(p) + repr(case) + repr(plan))

    def test_in_one_thread_during_calls_in_others(self):
        for _ in range(20):
            p = mini()
            case = p.case(CASE)
            plan = p.plan(case, NOW)
            outcomes = []

            def ask(p=p, case=case, plan=plan, outcomes=outcomes):
                try:
                    while True:
                        p.plan(case, NOW).json()
                        plan.text()
                except refpath.ClosedError:
                    outcomes.append("closed")

            threads = [threading.Thread(target=ask) for _ in range(3)]
            for thread in threads:
                thread.start()
            time.sleep(0.005)
            for one in (plan, case, p):
                one.close()
            for thread in threads:
                thread.join()
            self.assertEqual(outcomes, ["closed"] * 3)


class Copies(unittest.TestCase):
    def test_what_cannot_change_is_its_own_copy(self):
        p = mini()
        plan = plan_of(p)
        for one in (p, plan):
            self.assertIs(copy.copy(one), one)
            self.assertIs(copy.deepcopy(one), one)

    def test_a_subclass_is_made_and_copied_as_such(self):
        class Mission(refpath.Protocol):
            """With a name of its own."""

        class Girl(refpath.Case):
            """Likewise."""

        p = Mission.load(MINI)
        self.assertIsInstance(p, Mission)
        self.assertIsInstance(p.case(), refpath.Case)
        girl = Girl(p.case(CASE)._handle, p)
        self.assertIsInstance(girl.copy(), Girl)
        self.assertGreater(len(p.plan(girl, NOW).steps), 0)

    def test_a_protocol_is_pickled_by_content(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "mission.xml"
            (Path(folder) / "rules").mkdir()
            (Path(folder) / "rules/more.xml").write_text(SMALL.replace("small", "more").replace("hurt", "ill"))
            file.write_text(SMALL.replace("<vocabulary>", '<include href="rules/more.xml"/><vocabulary>'))
            p = refpath.Protocol.load(file)
            pickled = pickle.dumps(p)
        again = pickle.loads(pickled)
        self.assertEqual(again, p)
        self.assertEqual(again.about().json(), p.about().json())
        self.assertEqual(pickle.loads(pickle.dumps(again)), p)

    def test_protocols_from_texts_functions_and_drafts_are_pickled_too(self):
        including = SMALL.replace("<vocabulary>", '<include href="more.xml"/><vocabulary>')
        for p in (refpath.Protocol.load(SMALL), mini().draft().compile(),
                  refpath.Protocol.load(including, include=lambda name: SMALL.replace("small", "more").replace("hurt", "x"),
                                        limits=refpath.Limits(most_work=1000))):
            self.assertEqual(pickle.loads(pickle.dumps(p)), p)

    def test_a_file_that_changed_since_is_not_pickled_as_something_else(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "mission.xml"
            file.write_text(SMALL)
            p = refpath.Protocol.load(file)
            file.write_text(SMALL.replace("hurt", "ill"))
            with self.assertRaisesRegex(pickle.PicklingError, "changed"):
                pickle.dumps(p)
            file.unlink()
            with self.assertRaises(pickle.PicklingError):
                pickle.dumps(p)

    def test_cases_and_answers_refuse_to_be_pickled_and_say_what_to_do(self):
        p = mini()
        plan = plan_of(p)
        for one in (p.case(CASE), plan, plan.root, plan.steps, plan.steps[0]):
            with self.assertRaisesRegex(TypeError, r"json\(\)"):
                pickle.dumps(one)
        with self.assertRaisesRegex(TypeError, r"xml\(\)"):
            pickle.dumps(p.draft())

    def test_exceptions_cross_to_another_process(self):
        with self.assertRaises(refpath.InvalidProtocolError) as caught:
            refpath.Protocol.load("<a/>")
        again = pickle.loads(pickle.dumps(caught.exception))
        self.assertEqual(str(again), str(caught.exception))
        self.assertEqual(list(again.problems), list(caught.exception.problems))
        self.assertEqual(again.problems.json(), caught.exception.problems.json())
        self.assertEqual(again.problems[0].text, caught.exception.problems[0].text)


class Processes(unittest.TestCase):
    def test_fork_and_both_go_on(self):
        p = mini()
        case = p.case(CASE)
        said = p.plan(case, NOW).json()
        child = os.fork()
        if child == 0:
            same = p.plan(case, NOW).json() == said and refpath.Protocol.load(SMALL).id == "small"
            os._exit(0 if same else 1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        self.assertEqual(p.plan(case, NOW).json(), said)

    def test_a_protocol_goes_to_spawned_processes(self):
        p = mini()
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            self.assertEqual(pool.map(plan_bytes, [p, p]), [plan_bytes(p)] * 2)

    def test_an_interpreter_ends_with_everything_alive(self):
        status, _, errors = in_child("""
            import threading
            p = support.mini()
            plan = support.plan_of(p)
            everything = [p, p.case(support.CASE), plan, plan.steps[0], iter(plan.steps), p.draft(), p.actors]
            everything.append(everything)
            try:
                refpath.Protocol.load("<a/>")
            except refpath.RefpathError as error:
                kept = error
            class AtTheEnd:
                def __del__(self):
                    plan.json()
            last = AtTheEnd()
            """)
        self.assertEqual((status, errors), (0, ""))

    def test_an_interpreter_ends_during_calls_of_a_daemon(self):
        status, _, errors = in_child("""
            import threading, time
            p = support.mini()
            def ask():
                while True:
                    support.plan_of(p).json()
            for _ in range(3):
                threading.Thread(target=ask, daemon=True).start()
            time.sleep(0.2)
            """)
        self.assertEqual((status, errors), (0, ""))

    def test_the_package_is_imported_anew(self):
        status, out, errors = in_child("""
            import importlib
            for _ in range(3):
                for name in [n for n in sys.modules if n.split(".")[0] in ("refpath", "support")]:
                    del sys.modules[name]
                support = importlib.import_module("support")
                print(support.mini().id)
            """)
        self.assertEqual((status, out.split(), errors), (0, ["carana-mini"] * 3, ""))


class Threads(unittest.TestCase):
    def test_many_ask_one_protocol_and_get_the_same(self):
        p = mini()
        said = plan_bytes(p)
        with ThreadPoolExecutor(8) as pool:
            self.assertEqual(set(pool.map(lambda _: plan_bytes(p), range(200))), {said})

    def test_one_changes_a_case_while_others_ask(self):
        p = mini()
        case = p.case(CASE)
        stop, changes = threading.Event(), []

        def change():
            while not stop.is_set():
                case.set_place("galasi-port").set_unknown("can-be-pregnant").set_unknown("can-be-pregnant", False)
                changes.append(1)

        thread = threading.Thread(target=change)
        thread.start()
        with ThreadPoolExecutor(4) as pool:
            plans = list(pool.map(lambda _: p.plan(case, NOW).json(), range(100)))
        stop.set()
        thread.join()
        self.assertLessEqual(len(set(plans)), 2)
        self.assertGreater(len(changes), 0)

    def test_the_interpreter_goes_on_during_a_long_call(self):
        # Threads are switched only where one lets go by itself; so a main thread that sees the load before its end, be it
        # once, has run while the library did.
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1000)
        try:
            self.assertTrue(any(self.still_loading() for _ in range(10)))
        finally:
            sys.setswitchinterval(interval)

    def still_loading(self):
        """Whether this thread comes to run between the beginning and the end of a load in another."""
        text = large(6000).encode()
        began, done = threading.Event(), []

        def load():
            began.set()
            refpath.Protocol.load(text)
            done.append(True)

        thread = threading.Thread(target=load)
        thread.start()
        began.wait()
        still = not done
        thread.join()
        return still

    def test_a_signal_during_a_call_may_use_the_same_case(self):
        p = mini()
        case = p.case(CASE)
        seen = []

        def plan(*_):
            seen.append(p.plan(case, NOW).json())
            signal.setitimer(signal.ITIMER_REAL, 0.002)  # the next one only now: it must not come within this one

        before = signal.signal(signal.SIGALRM, plan)
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.002)
            end = time.monotonic() + 30
            while len(seen) < 20 and time.monotonic() < end:
                case.set_place("galasi-port")
                p.plan(case, NOW)
        finally:
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        self.assertGreaterEqual(len(seen), 20)
        self.assertEqual(len(set(seen)), 1)


class Memory(unittest.TestCase):
    def test_weak_references_and_cycles(self):
        p = mini()
        for one in (p, p.case(), plan_of(p), p.actors[0], refpath.Draft("a", "en")):
            self.assertIs(weakref.ref(one)(), one)
        plan = plan_of(p)
        seen = weakref.ref(plan)
        circle = [plan]
        circle.append(circle)
        del plan, circle
        gc.collect()
        self.assertIsNone(seen())

    def test_ten_thousand_loads_without_growth(self):
        self.assertFalse(grows(lambda: refpath.Protocol.load(SMALL), 10_000, 4 << 20))

    def test_ten_thousand_problems_without_growth(self):
        def fail():
            try:
                refpath.Protocol.load("<a/>")
            except refpath.RefpathError as error:
                self.assertEqual(len(error.problems), 1)

        self.assertFalse(grows(fail, 10_000, 4 << 20))

    def test_thousands_of_plans_and_cases_without_growth(self):
        p = mini()
        self.assertFalse(grows(lambda: plan_of(p).to_dict(), 2000, 4 << 20))

    def test_thousands_of_includes_and_drafts_without_growth(self):
        including = SMALL.replace("<vocabulary>", '<include href="more.xml"/><vocabulary>')
        more = SMALL.replace("small", "more").replace("hurt", "ill")
        self.assertFalse(grows(lambda: refpath.Protocol.load(including, include={"more.xml": more}).draft().compile(),
                               3000, 4 << 20))
