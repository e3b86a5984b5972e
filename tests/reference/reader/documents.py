# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The documents of a protocol: inclusion, drops, the fingerprint, and labels in their languages."""
import hashlib
import os
import posixpath
import xml.etree.ElementTree as ET

from . import Wrong
from .trees import local

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FACTS = ("number", "choice", "set", "flag")
DEFINITIONS = FACTS + (
    "term", "clock", "place", "item", "purpose", "party", "service", "group", "role", "actor", "offers", "interface",
    "pathway", "step", "target", "limit", "advice", "rule", "claim")


class Documents:
    """All documents, joined: `sections` in document order, as the drops have left them."""

    def __init__(self, path):
        self.folder = os.path.dirname(path) or "."
        self.roots = []      # (name, root element), the outermost first
        self.lines = []      # as sha256sum prints them
        self.lang = {}       # element: its language
        self.guards = []     # ids of rules that forbid, and claims, that were dropped, now or before this was written
        self.drops = []      # (number of the document, drop)
        self.sections = []
        self.read(os.path.basename(path), True)
        self.outer = self.roots[0][1]
        self.act_on_drops()

    def read(self, name, outermost=False):
        if any(name == known for known, _ in self.roots):
            return
        with open(os.path.join(self.folder, *name.split("/")), "rb") as file:
            data = file.read()
        self.lines.append("%s  %s\n" % (hashlib.sha256(data).hexdigest(), name))
        root = ET.fromstring(data)
        number = len(self.roots)
        self.roots.append((name, root))
        self.guards.extend((root.get("guards-dropped") or "").split())
        self.mark_language(root, self.roots[0][1].get(XML_LANG))
        if local(root) != "protocol":
            if outermost:
                raise Wrong("a protocol is expected")
            self.sections.append(root)
            return
        for child in root:
            kind = local(child)
            if kind == "include":
                self.read(self.included_name(name, child.get("href")))
            elif kind == "drop":
                self.drops.append((number, child))
            elif kind and kind != "label":
                self.sections.append(child)

    @staticmethod
    def included_name(name, href):
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(name), href))
        if joined.startswith(("../", "/")) or joined == "..":
            raise Wrong("an included document stays under the folder of the first")
        return joined

    def mark_language(self, element, lang):
        lang = element.get(XML_LANG, lang)
        self.lang[element] = lang
        for child in element:
            self.mark_language(child, lang)

    def act_on_drops(self):
        """Those of the outermost document last."""
        for number, drop in [d for d in self.drops if d[0] > 0] + [d for d in self.drops if d[0] == 0]:
            found = self.dropped(number, drop)
            if len(found) != 1:
                raise Wrong("a drop fits nothing, or several things")
            holder, old = found[0]
            new = [child for child in drop if local(child) in DEFINITIONS]
            self.put(holder, old, new[0] if new else None)
            if local(old) == "claim" or (local(old) == "rule" and old.get("effect") == "forbid"):
                self.guards.append(drop.get("ref"))

    def dropped(self, number, drop):
        """What a drop means: (what it stands in, the definition), of included documents alone."""
        found = []
        for at, (_, root) in enumerate(self.roots):
            if at in (0, number):
                continue
            for holder in self.outside_drops(root):
                for child in holder:
                    if local(child) in DEFINITIONS and self.fits(root, child, drop):
                        found.append((holder, child))
        return found

    def outside_drops(self, element):
        """An element and all in it, but what stands in a drop: that is no definition before the drop has acted."""
        if local(element) != "drop":
            yield element
            for child in element:
                yield from self.outside_drops(child)

    def fits(self, root, child, drop):
        if child.get("id") != drop.get("ref"):
            return False
        if drop.get("of") is None:
            return local(child) != "term" and self.same_kind(child, drop)
        facts = [f for f in self.outside_drops(root) if local(f) in FACTS and f.get("id") == drop.get("of")]
        return local(child) == "term" and any(child is term for fact in facts for term in fact.iter())

    @staticmethod
    def same_kind(old, drop):
        """What comes in the place of something else says, of several things of one id, which is meant."""
        kinds = [local(new) for new in drop if local(new) in DEFINITIONS]
        return not kinds or kinds[0] == local(old) or (kinds[0] in FACTS and local(old) in FACTS)

    @staticmethod
    def put(holder, old, new):
        at = list(holder).index(old)
        holder.remove(old)
        if new is not None:
            holder.insert(at, new)

    def fingerprint(self):
        return hashlib.sha256("".join(self.lines).encode("utf-8")).hexdigest()

    def earliest(self, *attributes):
        """The earliest of the dates that any document has."""
        dates = [root.get(name) for _, root in self.roots for name in attributes if root.get(name)]
        return min(dates) if dates else None

    def labels(self, element):
        found = {}
        for child in element:
            if local(child) == "label":
                found.setdefault(self.lang[child], (child.text or "").strip())
        return found
