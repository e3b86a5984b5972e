#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Writes the page of rules, from the protocols and the cases, to standard output: doc/rules.py >doc/rules.md"""
import pathlib
import re
import xml.etree.ElementTree as tree

SOURCE = pathlib.Path(__file__).resolve().parent.parent
PROTOCOLS = SOURCE / "data" / "protocols"
CASES = SOURCE / "tests" / "cases"
NAMESPACE = "{urn:refpath:protocol:1}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
INCLUDED = "include"
HEAD = """<!--
SPDX-License-Identifier: Apache-2.0
SPDX-FileCopyrightText: The refpath authors
Made by doc/rules.py from data/protocols and tests/cases: change those.
-->
# Rules, where they come from, and the cases that show them

Everything that decides something in the standard protocols and in the mission of Carana: what is passed on, who is reached
through whom, which step is due, how long it is of use, and what is to be kept in mind.

**Confirmed** means that somebody with the standing to say so has read the rule against its source, and says when and as what
(`confirmed` and `by` of a `cite`). Where it says no, nobody has: the rule is a default, to be confirmed, changed or dropped by
the child protection coordination group of a country. In Carana a few are confirmed by bodies that are as fictional as the
country. "Our reading" (`design-reading`) marks what no guidance says in these words. The last table says which
sources nobody has opened; after a source stands a section, an article, a principle or a page.

**Cases** that expect something of it stand in [tests/cases](../tests/cases/README.md); *table* is
[tests/cases/rules/table.txt](../tests/cases/rules/table.txt), with one case that it decides and one that it does not. Times
are shown by the cases of their steps. A claim is about all cases at once, so that none stands beside it:
[tests/cases/claims.py](../tests/cases/claims.py) goes through all of them.
"""


def name_of(element):
    return element.tag.removeprefix(NAMESPACE)


def documents():
    """In the order in which they are included, each once."""
    found = []

    def visit(path):
        if path in found:
            return
        root = tree.parse(path).getroot()
        for include in root.iter(NAMESPACE + INCLUDED):
            href = include.get("href")
            visit((PROTOCOLS if href.startswith("standard/") else path.parent) / href)
        found.append(path)

    visit(PROTOCOLS / "carana" / "mission.xml")
    rest = sorted(set(PROTOCOLS.glob("standard/*.xml")) - set(found))
    return found + rest


def english(element, tag):
    for child in element.findall(NAMESPACE + tag):
        if child.get(LANGUAGE) in (None, "en"):
            return " ".join((child.text or "").split())
    return ""


def cell(text):
    return text.replace("|", "\\|")


def sources(cites):
    told = [f"`{c.get('source')}`" + (f", {c.get('at')}" if c.get("at") else "") for c in cites]
    return "; ".join(dict.fromkeys(told))


def confirmed(cites):
    told = [f"{c.get('confirmed')}" + (f", {c.get('by')}" if c.get("by") else "") for c in cites if c.get("confirmed")]
    return "; ".join(dict.fromkeys(told)) or "no"


def own_cites(element):
    return element.findall(NAMESPACE + "cite")


def timed_steps(paths):
    """For each target and limit the steps that it is about: its own, or those of its pathway that have no target."""
    found = {}
    for pathway in (p for path in paths for p in tree.parse(path).getroot().iter(NAMESPACE + "pathway")):
        steps = pathway.findall(NAMESPACE + "step")
        for target in pathway.findall(NAMESPACE + "target"):
            found[target.get("id")] = [s.get("id") for s in steps if s.find(NAMESPACE + "target") is None]
        for step in steps:
            for time in step.findall(NAMESPACE + "target") + step.findall(NAMESPACE + "limit"):
                found[time.get("id")] = [step.get("id")]
    return found


class Shown:
    """The cases that expect something of an id, as words of their files."""

    def __init__(self, paths):
        self.steps = timed_steps(paths)
        self.words = {}
        for folder in sorted(f.parent for f in CASES.glob("*/expected")):
            text = "\n".join(line.split("#", 1)[0] for line in (folder / "expected").read_text(encoding="utf-8").splitlines())
            self.words[folder.name.split("-")[0] if folder.name[0] == "V" else folder.name] = set(re.findall(r"[A-Za-z0-9.-]+", text))
        table = (CASES / "rules" / "table.txt").read_text(encoding="utf-8")
        self.table = set(re.findall(r"^(?:rule|interface|step|advice) ([a-z0-9-]+) \|", table, re.MULTILINE))

    def of(self, element):
        names = self.steps.get(element.get("id"), [element.get("id")])
        told = [folder for folder, words in self.words.items() if words.intersection(names)]
        return ", ".join(told + (["table"] if self.table.intersection(names) else []))


def duration(text):
    """P14D is 14 days; PT24H is 24 hours"""
    names = {"D": "day", "H": "hour", "M": "minute", "S": "second"}
    parts = [(int(n), names[unit]) for n, unit in re.findall(r"(\d+)([DHMS])", text)]
    return " and ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in parts)


def due(element):
    said = "should be done"
    if name_of(element) == "limit":
        said = {"closed": "of use", "overdue": "owed"}[element.get("then", "closed")]
    return f"{said} within {duration(element.get('within'))}, from {element.get('of', 'report')} on"


def lasting(rule):
    """How long its agreements last"""
    return "".join(f" (lasts {duration(a.get('valid-for'))})" for a in rule.findall(NAMESPACE + "agreement") if a.get("valid-for"))


def waiting(step):
    """How long an answer is waited for"""
    times = [duration(e.get("after")) for e in step.findall(NAMESPACE + "escalate") if e.get("after")]
    return f" (an answer is waited for {', '.join(times)})" if times else ""


def source_rows(paths):
    """The row of each source: its title, and what has been read of it"""
    for path in paths:
        for source in tree.parse(path).getroot().iter(NAMESPACE + "source"):
            by = ", ".join(x for x in (source.get("publisher"), source.get("year")) if x)
            yield f"| `{source.get('id')}` | {cell(english(source, 'label'))} | {cell(by)} | {cell(english(source, 'text'))} |"


def row(element, kind, what, cites, shown):
    return f"| `{element.get('id')}` | {kind} | {cell(what)} | {cell(sources(cites))} | {confirmed(cites)} | {shown.of(element)} |"


def rows(element, shown, around):
    """The rows of an element and what stands in it. Who cites nothing stands on what its surroundings cite."""
    kind, cites = name_of(element), own_cites(element) or around
    if kind == "rule":
        yield row(element, element.get("effect"), english(element, "label") + lasting(element), cites, shown)
    elif kind in ("interface", "step"):
        yield row(element, kind, (english(element, "label") or english(element, "text")) + waiting(element), cites, shown)
    elif kind == "advice":
        yield row(element, element.get("kind").replace("-", " "), english(element, "text"), cites, shown)
    elif kind in ("limit", "target") and element.get("id"):
        yield row(element, kind, due(element), cites, shown)
    elif kind == "claim":
        yield row(element, kind, english(element, "label"), cites, shown)
    for child in element:
        yield from rows(child, shown, cites if kind in ("pathway", "step", "role", "rule", "consent") else [])


def replaced(paths):
    """The ids that a document takes away: (path of who takes it, id)"""
    return {drop.get("ref"): path for path in paths for drop in tree.parse(path).getroot().iter(NAMESPACE + "drop")}


def main():
    paths = documents()
    shown = Shown(paths)
    drops = replaced(paths)
    print(HEAD, end="")
    for path in paths:
        root = tree.parse(path).getroot()
        told = [line for child in root for line in rows(child, shown, [])]
        if not told:
            continue
        print(f"\n## {english(root, 'label')}\n\n`{path.relative_to(PROTOCOLS)}`\n")
        print("| Id | Kind | What | Source | Confirmed | Cases |\n|---|---|---|---|---|---|")
        for line in told:
            ref = line.split("`")[1]
            gone = drops.get(ref, path) != path
            print(line.replace("| `" + ref + "` |", f"| `{ref}` (replaced in Carana) |", 1) if gone else line)
    print("\n## Sources\n\n| Id | Title | Publisher, year | How it was read |\n|---|---|---|---|")
    for line in source_rows(paths):
        print(line)


if __name__ == "__main__":
    main()
