# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What the library comes with, as sets of questions: Carana with its cases and the table of rules, the documents of the
golden answers, and each standard protocol by itself, peopled by chance so that there is somebody to ask about.

sets() names them; fill() puts the documents and cases of one into a folder, and gives the protocol, the cases and the
questions, in which files are named without a folder.
"""
import importlib.util
import json
import pathlib
import random
import shlex
import shutil
import xml.etree.ElementTree as ET

SOURCE = pathlib.Path(__file__).resolve().parents[2]
CASES = SOURCE / "tests" / "cases"
GOLDEN = SOURCE / "tests" / "golden"
CARANA = SOURCE / "data" / "protocols" / "carana"
STANDARD = SOURCE / "data" / "protocols" / "standard"
VERBS = ("plan", "ask", "consent", "path", "who", "choices")
NOW = "2026-11-23T12:30:00Z"
N_CASES, N_CONSENTS, N_PATHS = 3, 6, 3  # of each standard protocol


def sets():
    """All names: (kind, what, where there are several of that name)."""
    found = [("case", file.parent.name, protocol) for file in sorted(CASES.glob("*/questions"))
             for protocol in sorted({asked[1] for asked in case_questions(file.parent.name)})]
    found += [("golden", protocol) for protocol in sorted({protocol for protocol, _ in golden_questions()})]
    table = rule_table()
    found += [("table", protocol) for protocol in sorted({table.document_of(side) for *_, sides in table.rows() for side in sides})]
    return found + [("standard", file.name) for file in sorted(STANDARD.glob("*.xml"))]


def fill(what, folder):
    """(the protocol, the cases, the questions)"""
    fillers = {"case": fill_case, "golden": fill_golden, "table": fill_table, "standard": fill_standard}
    return fillers[what[0]](*what[1:], folder)


def copy_documents(folder, *places):
    for place in places:
        for file in place.iterdir():
            if file.suffix in (".xml", ".json"):
                shutil.copy(file, folder)


def cases_of(questions, folder):
    return sorted({word for asked in questions for word in asked if word.endswith(".json") and (folder / word).exists()})


# == Carana

def case_questions(name):
    found = []
    for line in (CASES / name / "questions").read_text(encoding="utf-8").splitlines():
        asked = shlex.split(line.partition(":")[2], comments=True)
        if not line.startswith("#") and asked and asked[0] in VERBS:
            found.append(asked)
    return found


def fill_case(name, protocol, folder):
    """A case of tests/cases: what is asked about the mission, or about a variant of it."""
    copy_documents(folder, CARANA, CASES / name)
    questions = [asked for asked in case_questions(name) if asked[1] == protocol]
    return protocol, cases_of(questions, folder), questions


def rule_table():
    """tests/cases/rules/table.py"""
    spec = importlib.util.spec_from_file_location("table", CASES / "rules" / "table.py")
    table = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(table)
    return table


def fill_table(name, folder):
    """The sides of the rows of tests/cases/rules that ask this document."""
    table = rule_table()
    table.copy_documents(folder)
    known, questions = {}, []
    for _, kind, _, sides in table.rows():
        for side in (side for side in sides if table.document_of(side) == name):
            arguments, facts = table.arguments_of(kind, side)
            case = known.setdefault(facts, f"{len(known)}.json")
            asked = [arguments[0], name] + ["--case"] * (kind == "interface") + [case] + arguments[1:]
            if asked not in questions:
                questions.append(asked)
    for facts, case in known.items():
        (folder / case).write_text(json.dumps(table.case_of(facts)), encoding="utf-8")
    return name, sorted(known.values()), questions


# == Golden answers

def golden_questions():
    """(the protocol, the question)"""
    for file in sorted(GOLDEN.glob("*-json/command")):
        asked = [word.rpartition("/")[2] for word in shlex.split(file.read_text(encoding="utf-8")) if word != "--json"]
        if asked[0] in VERBS:
            yield asked[1], asked


def fill_golden(protocol, folder):
    copy_documents(folder, SOURCE / "tests" / "data" / "protocols", SOURCE / "tests" / "data" / "cases")
    questions = [asked for name, asked in golden_questions() if name == protocol]
    return protocol, cases_of(questions, folder), questions


# == A standard protocol

def local(element):
    return element.tag.rpartition("}")[2]


class Part:
    """A standard protocol with all that it includes: what there is in it, by kind."""

    def __init__(self, name):
        self.seen, self.found = set(), {}
        self.read(STANDARD / name)

    def read(self, path):
        if path not in self.seen:
            self.seen.add(path)
            for element in ET.parse(path).iter():
                if local(element) == "include":
                    self.read(STANDARD / element.get("href").rpartition("/")[2])
                elif element.get("id"):
                    self.found.setdefault(local(element), []).append(element)

    def ids(self, *kinds):
        return [element.get("id") for kind in kinds for element in self.found.get(kind, [])]

    def facts(self):
        return [fact for kind in ("number", "choice", "set", "flag") for fact in self.found.get(kind, [])
                if not any(local(child) == "when" for child in fact)]


def actor(part, number, role, rng):
    """Somebody who plays a role and offers some services, in a place of two."""
    groups = (role.get("group") or "").split() if role is not None else []
    made = ET.Element("actor", id=f"actor-{number}", group=rng.choice(groups or part.ids("group") or ["anybody"]))
    made.set("verified", "2026-11-01")
    at = rng.choice(["country", "town", "country"])
    if role is not None:
        ET.SubElement(made, "plays", role=role.get("id"), at=at)
    services = part.ids("service")
    if services:
        some = rng.sample(services, min(len(services), rng.randint(1, 6)))
        ET.SubElement(made, "offers", service=" ".join(some), at=at)
    return made


def around(part, name, rng):
    """The document that includes it, with its actors."""
    root = ET.Element("protocol", xmlns="urn:refpath:protocol:1", id="around", version="1", status="adopted")
    root.set("xml:lang", "en")
    version = ET.parse(STANDARD / name).getroot().get("version")
    ET.SubElement(root, "include", {"href": f"standard/{name}", **({"version": version} if version else {})})
    country = ET.SubElement(ET.SubElement(root, "places"), "place", {"id": "country", "time-zone": "Africa/Nairobi"})
    ET.SubElement(country, "place", id="town")
    if not part.ids("group"):
        ET.SubElement(ET.SubElement(root, "groups"), "group", id="anybody")
    actors = ET.SubElement(root, "actors")
    for number, role in enumerate(part.found.get("role", []) or [None, None]):
        actors.append(actor(part, number, role, rng))
    return root


def value_of(fact, rng):
    if local(fact) == "flag":
        return rng.choice([True, False])
    if local(fact) == "number":
        return rng.randint(int(fact.get("min")), int(fact.get("max")))
    terms = [element.get("id") for element in fact.iter() if local(element) == "term"]
    return rng.choice(terms) if local(fact) == "choice" else rng.sample(terms, min(len(terms), rng.randint(0, 2)))


def case_of(part, holder, rng):
    """Two facts out of three are known, and two clocks out of three."""
    case = {"id": "c", "holder": holder, "place": rng.choice(["country", "town"]),
            "clocks": {"report": "2026-11-23T10:00:00Z"},
            "facts": {fact.get("id"): value_of(fact, rng) for fact in part.facts() if rng.random() < 0.67}}
    counted = {fact.get("since") for fact in part.facts()}
    for clock in part.ids("clock"):
        if clock not in counted and rng.random() < 0.67:
            case["clocks"][clock] = "2026-11-22T20:00:00Z"
    if part.ids("party") and part.ids("item"):
        case["consents"] = [{"by": rng.choice(part.ids("party")), "given": True, "at": "2026-11-23T11:00:00Z",
                             "kind": "consent", "form": "written", "items": "all", "recipients": "all", "purposes": "all"}]
    return case


def questions_of(part, people, cases, rng):
    found = [[verb, "around.xml", case, "--now", NOW] for case in cases for verb in ("plan", "ask")]
    found.append(["who", "around.xml", "--now", NOW])
    purposes, items = part.ids("purpose", "service"), part.ids("item")
    for _ in range(N_CONSENTS if purposes and items else 0):
        found.append(["consent", "around.xml", rng.choice(cases), "--item", rng.choice(items), "--to", rng.choice(people),
                      "--purpose", rng.choice(purposes), "--at", NOW])
    for _ in range(N_PATHS):
        found.append(["path", "around.xml", "--from", rng.choice(people), "--to", rng.choice(people), "--at", "town",
                      "--now", NOW])
    return found + [["choices", "around.xml", fact.get("id")] for fact in part.facts()[:2]]


def fill_standard(name, folder):
    part, rng = Part(name), random.Random(name)
    root = around(part, name, rng)
    ET.ElementTree(root).write(folder / "around.xml", encoding="utf-8", xml_declaration=True)
    people = [element.get("id") for element in root.iter("actor")]
    cases = [f"{number}.json" for number in range(N_CASES)]
    for case in cases:
        (folder / case).write_text(json.dumps(case_of(part, rng.choice(people), rng)), encoding="utf-8")
    return "around.xml", cases, questions_of(part, people, cases, rng)
