# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""A failure made small: whatever can be left out of the documents and the case, while the failure stays the same."""
import copy
import json
import pathlib
import random
import shlex
import shutil
import tempfile
import time

from asking import Outcome
from generate import generate
from maker.text import document_bytes, read_plain


class Plain(random.Random):
    """No dice: documents are written plainly."""

    def random(self):
        return 0.99


class Example:
    """Documents, a case, a question."""

    def __init__(self, folder, asked):
        self.asked = asked
        self.documents = {p.name: read_plain(p) for p in sorted(folder.glob("*.xml"))}
        self.case_name = next((a for a in asked if a.endswith(".json")), None)
        self.case = json.loads((folder / self.case_name).read_text(encoding="utf-8")) if self.case_name else None

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, root in self.documents.items():
            (folder / name).write_bytes(document_bytes(root, Plain()))
        if self.case_name:
            text = json.dumps(self.case, indent=1, ensure_ascii=False) + "\n"
            (folder / self.case_name).write_text(text, encoding="utf-8")


class Shrinker:
    def __init__(self, example, command, minutes):
        self.example, self.command = example, command
        self.end = time.monotonic() + minutes * 60
        self.signature = None
        self.tries = 0
        self.signature = self.outcome().signature()

    def outcome(self):
        """Each try in a folder of its own, so that nothing is remembered by its name."""
        self.tries += 1
        scratch = pathlib.Path(tempfile.mkdtemp(prefix="refpath-"))
        try:
            self.example.write(scratch)
            return Outcome(self.command, self.example.asked, scratch)
        finally:
            shutil.rmtree(scratch)

    def still(self):
        return time.monotonic() < self.end and self.outcome().signature() == self.signature

    def without_elements(self):
        """Large ones first; True where something went."""
        changed = False
        for root in self.example.documents.values():
            found = [(len(list(c.iter())), p, c) for p in root.iter() for c in p]
            gone = set()
            for _, parent, child in sorted(found, key=lambda f: -f[0]):
                if child in gone:
                    continue
                before = list(parent)
                parent.remove(child)
                if self.still():
                    changed = True
                    gone.update(child.iter())
                else:
                    parent[:] = before
        return changed

    def shorter_attributes(self):
        changed = False
        for root in self.example.documents.values():
            for node in root.iter():
                for name in list(node.attrib):
                    changed = self.shorter_attribute(node, name) or changed
        return changed

    def shorter_attribute(self, node, name):
        before = dict(node.attrib)
        words = before[name].split()
        shorter = [None] + ([" ".join(words[:i] + words[i + 1:]) for i in range(len(words))] if len(words) > 1 else [])
        for value in shorter:
            node.attrib = {k: (value if k == name else v) for k, v in before.items() if k != name or value is not None}
            if self.still():
                return True
        node.attrib = before
        return False

    def smaller_case(self):
        changed = False
        for path in list(paths_of(self.example.case)):
            before = copy.deepcopy(self.example.case)
            if remove_at(self.example.case, path) and self.still():
                changed = True
            else:
                self.example.case = before
        return changed

    def run(self):
        changed = True
        while changed and time.monotonic() < self.end:
            changed = self.without_elements()
            changed = self.shorter_attributes() or changed
            changed = self.example.case is not None and self.smaller_case() or changed


def paths_of(value, path=()):
    """Paths to all that can be left out, the last of a list first."""
    if isinstance(value, dict):
        for key in list(value):
            yield path + (key,)
            yield from paths_of(value[key], path + (key,))
    elif isinstance(value, list):
        for i in reversed(range(len(value))):
            yield path + (i,)
            yield from paths_of(value[i], path + (i,))


def remove_at(value, path):
    try:
        for key in path[:-1]:
            value = value[key]
        del value[path[-1]]
        return True
    except (KeyError, IndexError, TypeError):
        return False


def first_failure(command, folder, questions, number):
    for i, asked in enumerate(questions):
        if (number is None or number == i) and Outcome(command, asked, folder).kind() is not None:
            return asked
    return None


def shrink(given):
    with tempfile.TemporaryDirectory(prefix="refpath-") as scratch:
        folder = pathlib.Path(scratch)
        questions = generate(given.shrink, folder)
        asked = first_failure(given.command, folder, questions, given.question)
        if asked is None:
            print(f"seed {given.shrink}: there is no difference")
            return 0
        shrinker = Shrinker(Example(folder, asked), given.command, given.minutes)
    shrinker.run()
    show(shrinker, given)
    return 1


def show(shrinker, given):
    kept = pathlib.Path(given.keep) / f"shrunk-{given.shrink}" if given.keep else None
    if kept:
        shutil.rmtree(kept, ignore_errors=True)
        shrinker.example.write(kept)
    for name, root in shrinker.example.documents.items():
        print(f"== {name}\n{document_bytes(root, Plain()).decode('utf-8')}", end="")
    if shrinker.example.case_name:
        print(f"== {shrinker.example.case_name}\n{json.dumps(shrinker.example.case, ensure_ascii=False)}")
    print("== refpath " + " ".join(shlex.quote(a) for a in shrinker.example.asked))
    print(shrinker.outcome().told(20))
    print(f"after {shrinker.tries} tries" + (f"; kept in {kept}" if kept else ""))
