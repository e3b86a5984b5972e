#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""mutate.py --seeds A-B: the loader and a RELAX NG validator say the same of documents with small faults.

What the schema refuses the loader refuses; what the schema accepts it refuses only for what the schema cannot say.
Needs jing. With --keep DIR the documents on which they disagree are kept there.
"""
import argparse
import concurrent.futures
import copy
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
from generate import generate  # noqa: E402
from maker.text import NAMESPACE, read_plain  # noqa: E402
from mutations import Mutator  # noqa: E402
from program import SOURCE, default_command, found_command, run_command  # noqa: E402
from seeds import seed_range  # noqa: E402

FILES_AT_ONCE = 400

# Refused by the loader alone: what a grammar cannot say, and what is looked at before the grammar is.
STRICTER = {"file-not-readable", "no-instruction"}


def codes_of_meaning():
    """Those of the registry that stand under its heading of what a protocol means."""
    text = (SOURCE / "lib/base/problems.def").read_text(encoding="utf-8")
    section = re.split(r"\n/\* ", text.partition("/* Of what a protocol means")[2])[0]
    codes = set(re.findall(r'RP_PROBLEM\(\w+, "([a-z0-9-]+)"', section))
    if not codes:
        raise SystemExit("lib/base/problems.def has no codes of what a protocol means")
    return codes


def documents_of(seed, folder, count):
    """The document of a seed as it is, and with faults, beside what it includes."""
    generate(seed, folder)
    root = read_plain(folder / "protocol.xml")
    mutator = Mutator(random.Random(seed))
    made = sorted(folder.glob("*.xml"))
    for i in range(count):
        named = copy.deepcopy(root)
        named.attrib = {"xmlns": NAMESPACE, **named.attrib}
        made.append(folder / f"m{i}.xml")
        made[-1].write_bytes(mutator.mutate(named))
    return made


def not_well_formed(path):
    try:
        ET.parse(path)
        return None
    except ET.ParseError as error:
        return str(error)


def run_jing(schema, files, bad):
    """Adds what jing says to `bad`; gives how many files it got through: it stops at one that it cannot parse."""
    done = subprocess.run(["jing", "-c", str(schema)] + [str(f) for f in files], capture_output=True, text=True, check=False)
    stopped = None
    for line in (done.stdout + done.stderr).splitlines():
        found = re.match(r"(.*?\.xml):(\d+):(\d+): (error|fatal): (.*)", line)
        if not found:
            raise SystemExit("jing: " + line)
        bad.setdefault(found[1], []).append(f"{found[2]}:{found[3]} {found[5]}")
        if found[4] == "fatal":
            stopped = found[1]
    if (done.returncode != 0) != any(str(f) in bad for f in files):
        raise SystemExit("jing: its exit status and what it says do not fit together")
    return [str(f) for f in files].index(stopped) + 1 if stopped else len(files)


def refused_by_schema(schema, files):
    """What is wrong with each document that is not well-formed, or not valid."""
    bad = {str(f): [why] for f in files for why in [not_well_formed(f)] if why}
    left = [f for f in files if str(f) not in bad]
    while left:
        some = left[:FILES_AT_ONCE]
        left = left[run_jing(schema, some, bad):]
    return bad


def check_with(command, path):
    """Exit status, codes of errors, and everything that was said."""
    status, out, errors = run_command(command, ["check", "--format", "json", path.name], path.parent)
    said = out.decode("utf-8", "replace")
    codes = re.findall(r'"code":"([a-z0-9-]+)","severity":"error"', said)
    return status, codes, said + errors.decode("utf-8", "replace")


def disagreement(path, schema_said, result, of_meaning):
    """None, or why the two do not fit together."""
    status, codes, _ = result
    if path.name == "protocol.xml" and (schema_said or status != 0):
        return "this one has no fault, and is refused"
    if status < 0 or status > 2:
        return "the command failed"
    if (status != 0) != bool(codes):
        return "exit status and problems do not fit together"
    if schema_said and status == 0:
        return "refused by the schema alone: " + schema_said[0]
    other = sorted(set(codes) - of_meaning - STRICTER)
    if not schema_said and other:
        return "refused by the loader alone: " + " ".join(other)
    return None


def compare(given, scratch):
    of_meaning = codes_of_meaning()
    files = []
    for seed in given.seeds:
        files += documents_of(seed, scratch / f"seed-{seed}", given.count)
    refused = refused_by_schema(given.schema, files)
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        for path, result in zip(files, pool.map(lambda p: check_with(given.command, p), files)):
            why = disagreement(path, refused.get(str(path)), result, of_meaning)
            if why is None:
                passed += 1
                continue
            failed += 1
            tell(given, path, why, result)
    return passed, failed, len(refused), len(files)


def tell(given, path, why, result):
    print(f"{path.parent.name}/{path.name}: {why}")
    print("    " + result[2][:600].strip().replace("\n", "\n    "), flush=True)
    if given.keep:
        kept = pathlib.Path(given.keep) / path.parent.name
        kept.mkdir(parents=True, exist_ok=True)
        for name in [path.name, "inc.xml", "inner.xml"]:
            if (path.parent / name).exists():
                (kept / name).write_bytes((path.parent / name).read_bytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=seed_range, required=True, help="A-B, or one")
    parser.add_argument("--count", type=int, default=20, help="documents with faults for each seed")
    parser.add_argument("--schema", type=pathlib.Path, default=SOURCE / "schema/protocol.rnc")
    parser.add_argument("--command", default=default_command())
    parser.add_argument("--keep")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    given.command = found_command(given.command)
    with tempfile.TemporaryDirectory(prefix="refpath-") as scratch:
        passed, failed, refused, all_files = compare(given, pathlib.Path(scratch))
    print(f"seeds {given.seeds[0]}-{given.seeds[-1]}: of {all_files} documents the schema refuses {refused}")
    if not 0 < refused < all_files:
        print("the documents are all right or all wrong")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
