#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""table.py: each rule, way of contact, step and advice decides where the table says so, and nowhere else that it names.

None of the standard protocols and of Carana may be missing from the table. Each pathway is taken by some case of it, and not
at all by another.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[2]
PROTOCOLS = SOURCE / "data" / "protocols"
MISSION = PROTOCOLS / "carana"
NOW = "2026-03-02T08:00:00Z"
KINDS = ("rule", "interface", "step", "advice")
NAMESPACE = "{urn:refpath:protocol:1}"


def command():
    build = os.environ.get("REFPATH_BUILD", SOURCE / "build")
    return os.environ.get("REFPATH_COMMAND", str(pathlib.Path(build) / "tools" / "refpath" / "refpath"))


def defined():
    """(kind, id) of all that decides anything"""
    found = set()
    for path in sorted(PROTOCOLS.glob("*/*.xml")):
        for element in tree.parse(path).iter():
            kind = element.tag.removeprefix(NAMESPACE)
            if kind in KINDS:
                found.add((kind, element.get("id")))
    return found


def rows():
    """(line, kind, id, [side, side])"""
    texts = []
    for number, line in enumerate((HERE / "table.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("  "):
            texts[-1][1] += " " + line.strip()
        elif line and not line.startswith("#"):
            texts.append([number, line])
    for number, line in texts:
        head, *sides = line.split(" | ")
        kind, name = head.split()
        if kind not in KINDS or len(sides) != 2 or sides[0] == sides[1]:
            sys.exit(f"rules/table.txt:{number}: KIND ID | where it decides | where it does not")
        yield number, kind, name, sides


def value_of(base, text):
    if isinstance(base, bool):
        return {"yes": True, "no": False}[text]
    if isinstance(base, int):
        return int(text)
    return text.split("+") if isinstance(base, list) else text


def consent(word):
    """+PARTY/KIND/FORM/ITEMS/RECIPIENTS/PURPOSES, or -PARTY who refuses everything"""
    if word[0] == "-":
        return {"by": word[1:], "given": False, "at": NOW}
    party, kind, form, *scopes = word[1:].split("/")
    scopes = ["all" if s == "all" else s.split("+") for s in scopes]
    return {"by": party, "given": True, "at": NOW, "kind": kind, "form": form, "items": scopes[0], "recipients": scopes[1],
            "purposes": scopes[2]}


def case_of(text):
    case = json.loads((HERE / "base.json").read_text(encoding="utf-8"))
    for word in text.split():
        if word[0] in "+-":
            case.setdefault("consents", []).append(consent(word))
            continue
        name, _, value = word.partition("=")
        if name == "holder":
            case["holder"] = value
        elif name == "protocol":
            continue
        else:
            case["facts"][name] = value_of(case["facts"][name], value)
    return case


def document_of(side):
    """The protocol that is asked: the mission, or a document of this folder that changes it."""
    return next((w.removeprefix("protocol=") for w in side.split() if w.startswith("protocol=")), "mission.xml")


def copy_documents(folder):
    for path in [*MISSION.glob("*.xml"), *HERE.glob("*.xml")]:
        shutil.copy(path, folder)


def arguments_of(kind, side):
    """(arguments after the protocol and the case, the words about the case)"""
    if kind in ("step", "advice"):
        return ["plan", "--now", NOW], side
    question, _, facts = side.partition(" ; ")
    first, _, rest = question.partition(" > ")
    second, _, purpose = rest.partition(" : ")
    if kind == "rule":
        return ["consent", "--item", first, "--to", second, "--purpose", purpose, "--at", NOW], facts
    return ["path", "--from", first, "--to", second, "--purpose", purpose, "--at", "galasi-port", "--now", NOW], facts


class Asking:
    """Asks each question once."""

    def __init__(self, scratch):
        self.scratch, self.known = pathlib.Path(scratch), {}
        copy_documents(scratch)

    def ask(self, kind, side):
        arguments, facts = arguments_of(kind, side)
        key = (tuple(arguments), facts)
        if key not in self.known:
            protocol = str(self.scratch / document_of(side))
            path = self.scratch / f"{len(self.known)}.json"
            path.write_text(json.dumps(case_of(facts)), encoding="utf-8")
            case = ["--case", str(path)] if kind == "interface" else [str(path)]
            said = subprocess.run([command(), arguments[0], protocol, *case, *arguments[1:], "--json"], capture_output=True,
                                  check=False)
            try:
                self.known[key] = json.loads(said.stdout)
            except json.JSONDecodeError:
                self.known[key] = {"problems": said.stderr.decode("utf-8", "replace")}
        return self.known[key]


def decides(kind, name, answer):
    """"certain", "possible", or None"""
    if kind == "rule":
        return "certain" if name in answer.get("rules", []) else None
    if kind == "interface":
        return "certain" if name in answer.get("interfaces", []) else None
    if kind == "advice":
        return next((a["certainty"] for a in answer.get("advice", []) if a["id"] == name), None)
    return next((s["certainty"] for s in answer.get("steps", []) if name in s["ids"]), None)


def pathways():
    """{id of a pathway: the ids of its steps and advice}"""
    found = {}
    for path in sorted(PROTOCOLS.glob("*/*.xml")):
        for pathway in tree.parse(path).iter(NAMESPACE + "pathway"):
            inside = [e.get("id") for e in pathway if e.tag in (NAMESPACE + "step", NAMESPACE + "advice")]
            found[pathway.get("id")] = set(inside)
    return found


def in_plan(answer):
    """{the ids of its certain steps and advice}, {those of all}"""
    entries = [(s["certainty"], s["ids"]) for s in answer["steps"]] + [(a["certainty"], [a["id"]]) for a in answer["advice"]]
    certain = {name for certainty, names in entries if certainty == "certain" for name in names}
    return certain, {name for _, names in entries for name in names}


def unshown_pathways(asking):
    """Those that no case of the table takes for certain, or that no case leaves out."""
    plans = [in_plan(answer) for answer in asking.known.values() if "steps" in answer]
    for name, inside in pathways().items():
        if not any(certain & inside for certain, _ in plans):
            yield f"no case takes the pathway {name}"
        if not any(not everything & inside for _, everything in plans):
            yield f"every case takes the pathway {name}"


def main():
    passed, failed, seen = 0, 0, set()
    with tempfile.TemporaryDirectory(prefix="refpath-") as scratch:
        asking = Asking(scratch)
        for number, kind, name, sides in rows():
            seen.add((kind, name))
            for side, expected in zip(sides, ("certain", None)):
                answer = asking.ask(kind, side)
                found = decides(kind, name, answer)
                if "problems" in answer:
                    found = f"no answer: {answer['problems']}"
                if found == expected:
                    passed += 1
                else:
                    failed += 1
                    print(f"FAILED: rules/table.txt:{number}: {kind} {name}, {side.strip()}: found {found}, expected {expected}")
        for missing in unshown_pathways(asking):
            failed += 1
            print(f"FAILED: {missing}")
    for kind, name in sorted(defined() ^ seen):
        failed += 1
        print(f"FAILED: {kind} {name} stands {'in the table alone' if (kind, name) in seen else 'in no line of rules/table.txt'}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
