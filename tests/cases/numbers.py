#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""numbers.py: a country replaces each number of the standard protocols by one line, and the line counts.

For each number there is one element with an id that can be dropped. It is dropped here, and put back in one line with
another number and one label: the mission has no problem with it, and some case is answered otherwise than before.
"""
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

# pylint: disable=wrong-import-position
from rules import table  # noqa: E402
from run import command  # noqa: E402
from tally import tell  # noqa: E402

STANDARD = table.PROTOCOLS / "standard"
NAMESPACE = table.NAMESPACE
DROPPED = ("number", "choice", "set", "flag", "clock", "place", "item", "purpose", "party", "service", "group", "role", "actor",
           "offers", "interface", "pathway", "step", "target", "limit", "advice", "rule", "claim")
WRITTEN = {"version", "year", "href", "at", "confirmed", "reviewed", "source", "id", "publisher"}
TEXTS = ("label", "text", "question")
LONGEST = 420

# Numbers that only say whether a clock has begun: no country has another one.
BEGUN = {"days-with-caregiver", "days-since-reopening"}

# More than one number in one element, or one number in several, and why.
SEVERAL = {"case-worker": "how long an answer is waited for, by risk: one line replaces all three"}
TWICE = {"P183D": "how long an agreement lasts: of the child, of the caregiver, of who stands in, for a country to decide apart"}


def name_of(element):
    return element.tag.removeprefix(NAMESPACE)


def numbers_of(element):
    """The attributes that hold a number. A test from the lowest value on says that a clock has begun."""
    for name, value in element.attrib.items():
        if name in WRITTEN or "{" in name or not re.search(r"\d", value) or not re.fullmatch(r"[-+]?\d+|P[0-9DTHMS]+", value):
            continue
        if name_of(element) == "test" and element.get("fact") in BEGUN:
            continue
        yield name


def owners():
    """[(element with an id, {(element within it, attribute)})] in the order of the documents; and numbers without one"""
    found, homeless = [], []

    def visit(element, owner, path):
        if name_of(element) in DROPPED and element.get("id"):
            owner = (element, [])
            found.append(owner)
        for name in numbers_of(element):
            (owner[1] if owner else homeless).append((element, name) if owner else f"{path.name}: {name_of(element)}/@{name}")
        for child in element:
            visit(child, owner, path)

    for path in sorted(STANDARD.glob("*.xml")):
        for section in tree.parse(path).getroot():
            visit(section, None, path)
    return [o for o in found if o[1]], homeless


def changed(value):
    """Another number that is near"""
    return re.sub(r"\d+", lambda n: str(int(n[0]) + 1), value, count=1)


def bare(element):
    """Without its translations, explanations and sources: what a country has to write."""
    for child in list(element):
        kind = name_of(child)
        texts = [c for c in element if name_of(c) == kind] if kind in TEXTS else []
        if kind == "cite" or (texts and child is not texts[0]) or (kind == "text" and any(name_of(c) == "label" for c in element)):
            element.remove(child)
        else:
            bare(child)


def line_for(element, numbers):
    """The drop, in one line, with all its numbers changed"""
    before = [(e, name, e.get(name)) for e, name in numbers]
    for e, name, value in before:
        e.set(name, changed(value))
    other = copy.deepcopy(element)
    for e, name, value in before:
        e.set(name, value)
    bare(other)
    text = tree.tostring(other, encoding="unicode").replace(f' xmlns:ns0="{NAMESPACE[1:-1]}"', "").replace("ns0:", "")
    return f'<drop ref="{element.get("id")}" because="law">' + re.sub(r"\s*\n\s*", "", text).strip() + "</drop>"


def document(line):
    return ('<protocol xmlns="urn:refpath:protocol:1" id="variant" version="1" xml:lang="en" valid-from="2026-01-01" '
            'valid-until="2027-12-31" review-by="2027-06-30"><label>A country</label><include href="mission.xml"/>'
            f"\n{line}\n</protocol>")


def ask(arguments, folder):
    said = subprocess.run([command(), *arguments, "--json"], cwd=folder, capture_output=True, check=False)
    try:
        answer = json.loads(said.stdout)
    except json.JSONDecodeError:
        return said.stderr.decode("utf-8", "replace")
    answer.pop("protocol", None)
    return answer


def questions(scratch):
    """{id, or "age": [(arguments with a hole for the protocol)]}: what may be answered otherwise"""
    found = {"age": []}
    steps = {}
    for pathway in (p for path in STANDARD.glob("*.xml") for p in tree.parse(path).getroot().iter(NAMESPACE + "pathway")):
        for step in pathway.findall(NAMESPACE + "step"):
            for time in [*step.iter(NAMESPACE + "target"), *step.iter(NAMESPACE + "limit"), *pathway.findall(NAMESPACE + "target")]:
                steps.setdefault(time.get("id"), []).append(step.get("id"))
    asked = {}
    for number, kind, name, sides in table.rows():
        if kind == "interface":
            continue
        for side in sides:
            arguments, facts = table.arguments_of(kind, side)
            case = f"row-{number}-{len(asked)}.json"
            (scratch / case).write_text(json.dumps(table.case_of(facts)), encoding="utf-8")
            asked[case] = [arguments[0], None, case, *arguments[1:]]
            found.setdefault(name, []).append(asked[case])
            if re.search(r"\bage=", side):
                found["age"].append(asked[case])
    for time, names in steps.items():
        found[time] = [q for name in names for q in found.get(name, [])]
    for folder, name, case, arguments in EXTRA:
        (scratch / case).write_bytes((HERE / folder / case).read_bytes())
        found.setdefault(name, []).append([arguments[0], None, case, *arguments[1:]])
    return found


LASTS = ["consent", "--item", "need", "--to", "save-galasi", "--purpose", "mhpss-focused", "--at", "2026-09-19T11:00:00Z"]
RISK = "plan --now 2026-03-02T10:00:00Z".split()
EXTRA = [
    ("another-caregiver", "child-agreed-lately", "case.json", LASTS),
    ("another-caregiver", "caregiver-agreed-lately", "case.json", LASTS),
    ("another-caregiver", "substitute-agreed-lately", "grandmother.json", LASTS),
    ("hand-off", "case-worker", "no-answer-high.json", RISK),
    ("hand-off", "case-worker", "no-answer-medium.json", RISK),
    ("hand-off", "case-worker", "no-answer-low.json", RISK),
]


class Asking:
    def __init__(self, scratch):
        self.scratch, self.known = scratch, {}
        self.questions = questions(scratch)

    def before(self, question):
        key = tuple(question[2:]) + (question[0],)
        if key not in self.known:
            self.known[key] = ask([question[0], "mission.xml", *question[2:]], self.scratch)
        return self.known[key]

    def counts(self, name):
        """some question is answered otherwise under variant.xml"""
        for question in self.questions.get(name) or self.questions["age"]:
            if ask([question[0], "variant.xml", *question[2:]], self.scratch) != self.before(question):
                return True
        return False


def one_number(element, numbers, asking):
    """What is wrong with the numbers of one element, or None"""
    name = element.get("id")
    if len(numbers) > 1 and name not in SEVERAL and name_of(element) != "number":
        return f"holds {len(numbers)} numbers"
    line = line_for(element, numbers)
    if len(line) > LONGEST + 100 * (len(numbers) - 1):
        return f"takes a line of {len(line)} characters"
    (asking.scratch / "variant.xml").write_text(document(line), encoding="utf-8")
    said = ask(["check", "variant.xml"], asking.scratch)
    if not isinstance(said, dict) or said.get("problems") != []:
        return f"cannot be replaced by {line}: {said}"
    if name_of(element) != "number" and not asking.counts(name):
        return f"changes no answer when it is replaced by {line}"
    return None


def same_number_twice(found):
    """Lengths that stand in more than one element of the same kind, without an id that says which time it is"""
    for element, numbers in found:
        for e, name in numbers:
            if name == "valid-for" and e.get(name) not in TWICE:
                yield f"{element.get('id')}: {e.get(name)} stands in a rule, and nothing says why there"


def main():
    failures, passed = [], 0
    found, homeless = owners()
    failures += [f"{where} stands in no element with an id" for where in homeless]
    failures += list(same_number_twice(found))
    for path in sorted(STANDARD.glob("*.xml")):
        for element in tree.parse(path).getroot().iter():
            if name_of(element) in TEXTS and path.stem != "sources" and re.search(r"\d", element.text or ""):
                failures.append(f"{path.name}: a number in a text: {element.text}")
    with tempfile.TemporaryDirectory(prefix="refpath-") as name:
        scratch = pathlib.Path(name)
        table.copy_documents(scratch)
        asking = Asking(scratch)
        for element, numbers in found:
            wrong = one_number(element, numbers, asking)
            if wrong:
                failures.append(f"{element.get('id')} {wrong}")
            else:
                passed += 1
    return tell(passed, failures)


if __name__ == "__main__":
    sys.exit(main())
