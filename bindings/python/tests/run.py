# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""run.py [WORD...]: all tests beside it, or those whose names have one of the words. The last line is "N passed, N failed".

PYTHONPATH says where the package is, REFPATH_SOURCE where the sources are, REFPATH_COMMAND which command to compare with.
"""
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent


def flat(suite):
    """All tests of a suite of suites."""
    for one in suite:
        if isinstance(one, unittest.TestSuite):
            yield from flat(one)
        else:
            yield one


class Counted(unittest.TestResult):
    """Counts, and tells what failed."""

    passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        print(f"skipped: {test.id()}: {reason}")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            print(f"in {subtest.id()}:")


def main():
    """Runs them."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(HERE))
    words = sys.argv[1:]
    found = list(flat(unittest.TestLoader().discover(str(HERE), "test_*.py", str(HERE))))
    chosen = [test for test in found if not words or any(word in test.id() for word in words)]
    result = Counted()
    unittest.TestSuite(chosen).run(result)
    for test, trace in result.failures + result.errors:
        print(f"FAILED: {test.id()}\n{trace}")
    failed = len({test.id().split(" ")[0] for test, _ in result.failures + result.errors})
    skipped = f", {len(result.skipped)} skipped" if result.skipped else ""
    print(f"{result.passed} passed, {failed} failed{skipped}")
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
