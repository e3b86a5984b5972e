# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Where the command is, and how it is run: in one place, with nothing of the environment that could change an answer."""
import os
import pathlib
import subprocess

LONGEST = 20  # seconds for one run
SOURCE = pathlib.Path(__file__).resolve().parents[2]
KEPT = ("PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")


def default_command():
    build = os.environ.get("REFPATH_BUILD", str(SOURCE / "build"))
    return os.environ.get("REFPATH_COMMAND", build + "/tools/refpath/refpath")


def found_command(name):
    """The whole path, for it is run in other folders; without it nothing can be compared."""
    path = pathlib.Path(name).resolve()
    if not os.access(path, os.X_OK):
        print(f"there is no command {name}\n0 passed, 1 failed")
        raise SystemExit(1)
    return str(path)


def run_command(command, arguments, folder):
    """Exit status, standard output, standard error. A death by a signal, or no answer, is a negative status."""
    env = {"LC_ALL": "C", "TZ": "UTC"}
    env.update({name: os.environ[name] for name in KEPT if name in os.environ})
    try:
        done = subprocess.run([command] + arguments, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return -1, b"", b"no answer within %d seconds" % LONGEST
    return done.returncode, done.stdout, done.stderr
