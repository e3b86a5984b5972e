#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""questions.py --out DIR [--seed N] [--seeds N]: questions by chance, for every language to answer.

About protocols made by chance (tests/reference/generate.py), the standard documents, the reference mission and the small
examples: plans, what to ask, consents, paths, who does what, choices, analyses, pictures; and of each kind some that are wrong: words that are
not there, cases and documents that are broken. DIR/asked.txt has a question a line: the arguments of the command, as it is
asked in DIR, with tabs between them. DIR/what-if.txt has questions that the command has no words for: what would be without
something, or with an offer more. The same seed gives the same bytes.
"""
import argparse
import json
import pathlib
import random
import re
import shutil
import sys
import xml.etree.ElementTree as ET

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "reference"))
sys.path.insert(0, str(HERE))

# pylint: disable=wrong-import-position
from generate import generate  # noqa: E402
from wrong import broken_bytes, broken_words, wrong_cases  # noqa: E402

# How many of the words of a question are files.
FILES = {"check": 1, "choices": 1, "who": 1, "path": 1, "consent": 2, "ask": 2, "plan": 2}
# Every analysis that the library has.
ANALYSES = sorted(word.lower() for word in re.findall(
    r"\bREFPATH_ANALYSIS_([A-Z]+) =", (SOURCE / "include/refpath/analyse.h").read_text(encoding="utf-8")))
PICTURES = ("svg", "dot", "mermaid", "graphml")
LANGUAGES = ("en", "fr", "ar", "es", "sw", "zz")
MOMENTS = ("2026-03-03T09:30:00Z", "2026-11-23T12:00:00Z", "2026-11-23T17:45:00+05:45", "2026-03-08T05:29:59Z",
           "2027-06-30T23:59:59-03:30", "2026-07-01T00:00:00Z")
# What is asked about beside the protocols by chance: the file, and the files that its ids stand in.
STANDARD = "data/protocols/standard/*.xml"
DOCUMENTS = {
    "carana/mission.xml": ("data/protocols/carana/*.xml", STANDARD),
    "standard/all.xml": (STANDARD,),
    "small/carana-mini.xml": ("tests/data/protocols/carana-mini.xml",),
    "small/rich.xml": ("tests/data/protocols/rich*.xml",),
}


def name_of(element):
    """An element's name without its namespace."""
    return element.tag.partition("}")[2]


class World:
    """The ids of a protocol, by kind; and the facts that a case may state."""

    def __init__(self, patterns):
        self.ids = {}
        self.facts = {}
        self.labels = []
        for pattern in patterns:
            for file in sorted(SOURCE.glob(pattern)):
                for element in ET.parse(file).getroot().iter():
                    self.note(element)

    def note(self, element):
        """Remembers what an element names."""
        kind = name_of(element)
        parts = {name_of(part) for part in element}
        if kind == "label" and element.text:
            self.labels.append(element.text.split()[0])
        if "id" not in element.attrib:
            return
        self.ids.setdefault(kind, []).append(element.attrib["id"])
        if kind in ("flag", "choice", "set", "number") and "when" not in parts:
            terms = [term.attrib["id"] for term in element.iter() if name_of(term) == "term"]
            numbers = [int(element.attrib.get(end, "0")) for end in ("min", "max")]
            self.facts[element.attrib["id"]] = (kind, terms, numbers)

    def some(self, chance, *kinds):
        """An id of one of these kinds."""
        return chance.choice([one for kind in kinds for one in self.ids.get(kind, [])] or ["nobody"])


def fact_by_chance(chance, fact):
    """What a case says of a fact."""
    kind, terms, (least, most) = fact
    if kind == "flag":
        return chance.random() < 0.5
    if kind == "number":
        low, high = sorted((chance.randint(least, most), chance.randint(least, most)))
        return chance.choice([low, {"min": low, "max": high}, [low, high] if low < high else [low]])
    if kind == "choice":
        return chance.choice(terms)
    return chance.choice([[chance.choice(terms)], {"yes": [chance.choice(terms)], "no": []}])


def case_by_chance(chance, world, mark):
    """A case of a protocol: mostly few facts, at times many."""
    case = {"id": mark, "clocks": {}, "facts": {}}
    if chance.random() < 0.9:
        case["holder"] = world.some(chance, "actor")
    if chance.random() < 0.8:
        case["place"] = world.some(chance, "place")
    for clock in world.ids.get("clock", []):
        if chance.random() < 0.4:
            case["clocks"][clock] = chance.choice(["2012-05", "2026-03-01T21:30:00Z", "2026-11-20", "2019"])
    many = chance.choice([0.2, 0.5, 0.9])
    for fact, how in world.facts.items():
        if chance.random() < many:
            case["facts"][fact] = fact_by_chance(chance, how)
    if chance.random() < 0.5:
        case["consents"] = [{"by": chance.choice(["child", "caregiver"]), "given": True, "at": "2026-03-01T10:00:00Z",
                             "kind": "consent", "form": "spoken", "items": [world.some(chance, "item")],
                             "recipients": "all", "purposes": [world.some(chance, "purpose", "service")]}]
    return case


def asked_of_case(chance, world, protocol, file):
    """A question about a case."""
    verb = chance.choice(["plan", "plan", "ask", "consent", "consent", "path"])
    now = chance.choice(MOMENTS)
    if verb in ("plan", "ask"):
        return [verb, protocol, file, "--now", now]
    if verb == "path":
        return ["path", protocol, "--from", world.some(chance, "actor"), "--to", world.some(chance, "actor", "role"),
                "--case", file, "--at", world.some(chance, "place"), "--now", now]
    asked = [verb, protocol, file, "--item", world.some(chance, "item"), "--to", world.some(chance, "actor", "role"),
             "--purpose", world.some(chance, "purpose", "service"), "--at", now]
    return asked + (["--explain"] if chance.random() < 0.5 else [])


def asked_of_directory(chance, world, protocol):
    """A question about a protocol alone."""
    verb = chance.choice(["who", "who", "path", "choices"])
    now = ["--now", chance.choice(MOMENTS)]
    if verb == "choices":
        return [verb, protocol, chance.choice(sorted(world.facts))]
    viewer = ["--viewer", chance.choice(["all", world.some(chance, "actor")])] if chance.random() < 0.5 else []
    if verb == "path":
        return [verb, protocol, "--from", world.some(chance, "actor"), "--to", world.some(chance, "actor", "role"), "--at",
                world.some(chance, "place"), *viewer, *now]
    narrowed = chance.sample([("--service", world.some(chance, "service")), ("--role", world.some(chance, "role")),
                              ("--group", world.some(chance, "group")), ("--at", world.some(chance, "place")),
                              ("--name", chance.choice(world.labels))], chance.choice([0, 1, 1, 2]))
    return [verb, protocol, *(word for pair in narrowed for word in pair), *viewer, *now]


def test_by_chance(chance, world):
    """A test of a kind's condition; at times one that cannot be."""
    fact = chance.choice(sorted(world.facts))
    kind, terms, (least, most) = world.facts[fact]
    if chance.random() < 0.02:
        return {"fact": fact, "is": "by chance"}
    if chance.random() < 0.1:
        return {"fact": "place", "in": [world.some(chance, "place")]}
    if kind == "number":
        return chance.choice([{"fact": fact, "min": chance.randint(least, most)}, {"fact": fact, "max": chance.randint(least, most)}])
    if kind == "flag":
        return chance.choice([fact, {"fact": fact}])
    return {"fact": fact, "in": chance.sample(terms, min(2, len(terms)))}


def condition_by_chance(chance, world, depth=0):
    """A condition as a kind has it."""
    if depth == 2 or chance.random() < 0.4:
        return test_by_chance(chance, world)
    return {chance.choice(["all", "any", "not"]): [condition_by_chance(chance, world, depth + 1) for _ in range(chance.randint(1, 3))]}


def study_by_chance(chance, world):
    """A study of few kinds of case, in a place or two; at times with what no analysis reads."""
    kinds = [{"id": f"kind-{number}", "facts": {fact: fact_by_chance(chance, world.facts[fact]) for fact in
                                                chance.sample(sorted(world.facts), min(2, len(world.facts)))}}
             for number in range(2)]
    for kind in kinds:
        if world.facts and chance.random() < 0.4:
            kind["when"] = condition_by_chance(chance, world)
    study = {"kinds": kinds, "places": [world.some(chance, "place") for _ in range(2)]}
    if chance.random() < 0.5:
        study["step-minutes"] = 720
    if chance.random() < 0.3:
        study["holder"] = world.some(chance, "actor")
    if chance.random() < 0.1:
        study["weather"] = "by chance"
    return study


def asked_of_all(chance, world, protocol, file, studies):
    """A question about a protocol as a whole, or a picture."""
    now = ["--now", chance.choice(MOMENTS)]
    viewer = ["--viewer", chance.choice(["all", world.some(chance, "actor")])] if chance.random() < 0.3 else []
    verb = chance.choice(["analyse", "analyse", "draw", "draw-plan"])
    if verb == "analyse":
        what = chance.choice(ANALYSES)
        graph = what in ("network", "pathways")
        cell = ["--min-cell", "5"] if chance.random() < 0.2 else []
        return [verb, what, protocol, *([] if graph else ["--study", chance.choice(studies)]), *viewer, *cell, *now]
    form = ["--format", chance.choice(PICTURES)]
    if verb == "draw":
        of = chance.choice(["network", "pathways"])
        return [verb, protocol, "--of", of, *form, *(viewer if of == "network" else []), *now]
    return ["draw", protocol, file, "--of", chance.choice(["plan", "pathways"]), *form, *now]


def asked_of_report(chance, world, protocol):
    """A report, at times of a place, for somebody."""
    viewer = ["--viewer", chance.choice(["all", world.some(chance, "actor")])] if chance.random() < 0.5 else []
    place = ["--place", world.some(chance, "place")] if chance.random() < 0.7 else []
    return ["report", protocol, *place, *viewer, "--now", chance.choice(MOMENTS)]


def asked_what_if(chance, world, protocol):
    """What would be without something, or with an offer more; at times that cannot be."""
    if chance.random() < 0.3:
        return ["offer", protocol, world.some(chance, "actor"), "--service", world.some(chance, "service"), "--at",
                world.some(chance, "place"), "--respond-within", chance.choice(["PT2H", "P1D", "soon"])]
    kinds = chance.choice([("actor",), ("actor", "group"), ("actor", "offers"), ("place", "step", "role")])
    return ["without", protocol, *{world.some(chance, *kinds): None for _ in range(chance.choice([1, 1, 2]))}]


def questions_of_document(seed, protocol, patterns, out):
    """Questions about one of DOCUMENTS, with cases by chance; what is wrong too."""
    chance = random.Random(f"{protocol} {seed}")
    world = World(patterns)
    stem = protocol.replace("/", "-").replace(".xml", "")
    files = [f"cases/{stem}-{number}.json" for number in range(20)]
    for file in files:
        case = case_by_chance(chance, world, f"c-{seed}")
        (out / file).write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    questions = [asked_of_case(chance, world, protocol, chance.choice(files)) for _ in range(100)]
    questions += [asked_of_directory(chance, world, protocol) for _ in range(60)]
    studies = [f"cases/{stem}-study-{number}.json" for number in range(8)]
    for file in studies:
        (out / file).write_text(json.dumps(study_by_chance(chance, world)), encoding="utf-8")
    (out / studies[-1]).write_bytes(broken_bytes((out / studies[0]).read_bytes(), chance))
    questions += [asked_of_all(chance, world, protocol, chance.choice(files), studies) for _ in range(60)]
    questions += [asked_of_report(chance, world, protocol) for _ in range(6)]
    questions.append(["check", protocol])
    for number, content in enumerate(wrong_cases(chance, json.loads((out / files[0]).read_text(encoding="utf-8")))):
        file = f"cases/{stem}-wrong-{number}.json"
        (out / file).write_bytes(content)
        questions.append(["plan", protocol, file, "--now", MOMENTS[number % len(MOMENTS)]])
    return questions


def moved(asked, folder):
    """A question as it is asked one folder up."""
    asked = list(asked)
    for place in range(1, 1 + FILES[asked[0]]):
        asked[place] = f"{folder}/{asked[place]}"
    for place, word in enumerate(asked[:-1]):
        if word == "--case":
            asked[place + 1] = f"{folder}/{asked[place + 1]}"
    return asked


def questions_of_seed(seed, out):
    """Questions about a protocol by chance."""
    chance = random.Random(seed)
    folder = out / f"seed-{seed}"
    questions = generate(seed, folder)
    for number in range(4):
        for name, asked in (("protocol.xml", ["check"]), ("case-0.json", ["plan", "protocol.xml"])):
            file = f"broken-{number}-{name}"
            (folder / file).write_bytes(broken_bytes((folder / name).read_bytes(), chance))
            questions.append([*asked, file, *(["--now", MOMENTS[0]] if asked[0] == "plan" else [])])
    return [moved(asked, folder.name) for asked in questions]


def told(asked, chance):
    """A question with how its answer is told: JSON, or a text of a language; one that is said, for the command has its own."""
    language = ["--lang", chance.choice(LANGUAGES)]
    if asked[0] in ("draw", "report"):
        return [*asked, *language]
    if asked[0] == "analyse" and chance.random() < 0.5:
        return [*asked, "--csv", *language]
    if asked[0] == "check" or chance.random() < 0.8:
        return [*asked, "--json", *language]
    return [*asked, *(["--plain"] if chance.random() < 0.3 else []), *language]


def main():
    """Writes everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=30)
    given = parser.parse_args()
    for folder, place in (("carana", "data/protocols/carana"), ("standard", "data/protocols/standard"),
                          ("small", "tests/data/protocols")):
        shutil.copytree(SOURCE / place, given.out / folder)
    (given.out / "cases").mkdir()
    questions = []
    for protocol, patterns in DOCUMENTS.items():
        questions += questions_of_document(given.seed, protocol, patterns, given.out)
    for seed in range(given.seed, given.seed + given.seeds):
        questions += questions_of_seed(seed, given.out)
    chance = random.Random(f"told {given.seed}")
    questions += [one for one in (broken_words(asked, chance) for asked in questions[::4]) if one]
    lines = ["\t".join(told(asked, chance)) + "\n" for asked in questions]
    (given.out / "asked.txt").write_text("".join(lines), encoding="utf-8")
    peopled = {protocol: world for protocol, world in ((name, World(patterns)) for name, patterns in DOCUMENTS.items())
               if "actor" in world.ids}
    what_if = [asked_what_if(chance, world, protocol) for protocol, world in peopled.items() for _ in range(15)]
    (given.out / "what-if.txt").write_text("".join("\t".join(asked) + "\n" for asked in what_if), encoding="utf-8")
    print(f"{len(lines)} questions, seed {given.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
