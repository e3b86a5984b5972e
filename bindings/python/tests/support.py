# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What the tests share: protocols, a case, and the words of a test that has to do with memory or with other processes."""
import gc
import os
import pathlib
import subprocess
import sys
import textwrap

import refpath

SOURCE = pathlib.Path(os.environ.get("REFPATH_SOURCE", pathlib.Path(__file__).resolve().parents[3]))
COMMAND = os.environ.get("REFPATH_COMMAND", "refpath")
MINI = SOURCE / "tests/data/protocols/carana-mini.xml"
RICH = SOURCE / "tests/data/protocols/rich.xml"
CASE = SOURCE / "tests/data/cases/galasi.json"
NOW = "2026-11-23T12:00:00Z"
SMALL = ('<protocol xmlns="urn:refpath:protocol:1" id="small" version="1" xml:lang="en">'
         '<vocabulary><flag id="hurt"/></vocabulary></protocol>')


def mini():
    """The small example protocol."""
    return refpath.Protocol.load(MINI)


def plan_of(protocol):
    """A plan with steps, candidates and decisions."""
    return protocol.plan(protocol.case(CASE), now=NOW)


def large(actors):
    """The XML of a protocol with so many actors."""
    many = "".join(f'<actor id="a{i}" group="all"><label>Actor {i}</label></actor>' for i in range(actors))
    return SMALL.replace("</protocol>", f'<groups><group id="all"/></groups><actors>{many}</actors></protocol>')


def resident():
    """Bytes of memory that this process has."""
    gc.collect()
    pages = int(pathlib.Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def grows(work, times, most):
    """Whether doing it so many times takes more memory than `most`, once it has been done a few times."""
    for _ in range(max(times // 10, 10)):
        work()
    before = resident()
    for _ in range(times):
        work()
    return resident() - before > most


def in_child(script, **environment):
    """Runs a script in an interpreter of its own: (exit status, output, errors)."""
    head = f"import pathlib, refpath, sys\nsys.path.insert(0, {str(pathlib.Path(__file__).parent)!r})\nimport support\n"
    done = subprocess.run([sys.executable, "-X", "faulthandler", "-c", head + textwrap.dedent(script)],
                          capture_output=True, text=True, timeout=120, env={**os.environ, **environment}, check=False)
    return done.returncode, done.stdout, done.stderr
