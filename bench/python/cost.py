# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""cost.py [--rounds N] [--check]: what a plan of a prepared case costs in Python, beside C.

Four ways: a loop in C; an extension written by hand (hand.c); ctypes; refpath. They take turns, and the fastest round of
each counts, for what others do on the machine only adds. --check: the exit status says whether the aim is met.
"""
import argparse
import ctypes
import pathlib
import sys
import time

import hand
import refpath

SOURCE = pathlib.Path(__file__).resolve().parents[2]
NOW = 1795435200  # 2026-11-23T12:00:00Z
AIM = 10.0  # microseconds more than in C
SMALL = b"""<protocol xmlns="urn:refpath:protocol:1" id="small" version="1" xml:lang="en">
  <vocabulary><flag id="hurt"/></vocabulary><places><place id="port"/></places><groups><group id="all"/></groups>
  <actors><actor id="post" group="all"><label>Post</label></actor></actors></protocol>"""
CHILD = b'{"holder": "post", "place": "port"}'
WRITE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)


class Foreign:
    """The same through ctypes, as one would write it."""

    def __init__(self, xml, json):
        lib = self.lib = ctypes.CDLL("librefpath.so.0")
        lib.refpath_case_plan.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p]
        lib.refpath_answer_json.argtypes = [ctypes.c_void_p, WRITE, ctypes.c_void_p]
        lib.refpath_answer_unref.argtypes = [ctypes.c_void_p]
        lib.refpath_answer_unref.restype = None
        protocol, self.case = ctypes.c_void_p(), ctypes.c_void_p()
        assert lib.refpath_protocol_load_memory(ctypes.byref(protocol), xml, ctypes.c_size_t(len(xml)), None, None, None) == 0
        assert lib.refpath_case_read(ctypes.byref(self.case), protocol, json, ctypes.c_size_t(len(json)), None, None) == 0
        self.written = bytearray()
        self.write = WRITE(self.collect)

    def collect(self, _user, at, length):
        """A refpath_write."""
        self.written += ctypes.string_at(at, length)
        return 0

    def plan(self, told):
        """A plan, dropped or told."""
        answer = ctypes.c_void_p()
        if self.lib.refpath_case_plan(ctypes.byref(answer), self.case, NOW, None) != 0:
            raise RuntimeError
        if told:
            self.written.clear()
            if self.lib.refpath_answer_json(answer, self.write, None) != 0:
                raise RuntimeError
        self.lib.refpath_answer_unref(answer)
        return bytes(self.written) if told else None


def seconds(work, times):
    """Of so many calls."""
    begin = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - begin


def measure(xml, json, told, times, rounds):
    """Microseconds of a call, each way."""
    of = hand.case(hand.load(xml), json)
    foreign = Foreign(xml, json)
    protocol = refpath.Protocol.load(xml)
    case = protocol.case(json)
    if told:
        def python():
            protocol.plan(case, NOW).json()
    else:
        def python():
            protocol.plan(case, NOW)
    ways = {
        "C": lambda: hand.in_c(of, NOW, told, times),
        "by hand": lambda: seconds(lambda: hand.plan(of, NOW, told), times),
        "ctypes": lambda: seconds(lambda: foreign.plan(told), times),
        "refpath": lambda: seconds(python, times),
    }
    assert not told or hand.plan(of, NOW, True) == foreign.plan(True) == protocol.plan(case, NOW).json()
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        for name, way in ways.items():
            best[name] = min(best[name], way() / times * 1e6)
    return best


def main():
    """Small and not so small; the plan alone, and with its JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    mission = (SOURCE / "tests/data/protocols/carana-mini.xml").read_bytes()
    girl = (SOURCE / "tests/data/cases/galasi.json").read_bytes()
    print("Python, microseconds a call     in C  by hand   ctypes  refpath  refpath - C  refpath / by hand")
    worst = 0.0
    for name, xml, json, told, times in (("a plan, smallest protocol", SMALL, CHILD, False, 200),
                                         ("  and its JSON", SMALL, CHILD, True, 200),
                                         ("a plan, small mission", mission, girl, False, 10),
                                         ("  and its JSON", mission, girl, True, 10)):
        best = measure(xml, json, told, times, given.rounds)
        more = best["refpath"] - best["C"]
        worst = max(worst, more if not told else 0.0)
        print(f"{name:28}", *(f"{best[way]:8.2f}" for way in best), f"{more:12.2f}", f"{best['refpath'] / best['by hand']:18.2f}")
    met = worst <= AIM
    print(f"aim: a plan costs at most {AIM:.0f} microseconds more than in C: {worst:.2f}, {'met' if met else 'MISSED'}")
    return 0 if met or not given.check else 1


if __name__ == "__main__":
    sys.exit(main())
