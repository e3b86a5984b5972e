# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Small faults put into a document by chance; some of them are none."""
import copy
import xml.etree.ElementTree as ET

from maker.text import NAMESPACE

# Values that are right for one type and wrong for others, or wrong by a hair.
VALUES = ["", " ", "a", "a b", " a ", "1a", "-a", "_a", "a.b", "a:b", "é", "a\u0300", "a\u00b7b", "a" * 128, "a" * 129, "a\u00a0b",
          "0", "1", "+1", "-1", "01", "-0", "1.0", "1e3", "2147483647", "2147483648", "-2147483648", "-2147483649",
          "99999999999999999999", "true", "false", "TRUE", "yes", "P1D", "PT0S", "P", "PT", "P1DT", "P1M", "P1Y", "PT1M",
          "P1W", "-P1D", "P1.5D", "PT1.5H", "PT1.5S", "P999999D", "P1234567D", "PT1234567H", "PT12345678H", "P1DT1H1M1S",
          "PT1S1M", " P1D\n", "p1d", "2026-02-29", "2024-02-29", "2026-13-01", "2026-00-10", "1900-02-29", "1899-12-31",
          "1900-01-01", "9999-12-31", "10000-01-01", "2026-01-01Z", "2026-01-01+01:00", "2026-1-1", "2026-04-31",
          " 2026-04-30 ", "2026", "0000", "24", "-0044", "2024Z", "12024", "en", "EN-us", "en_US", "abcdefghi", "x-a",
          "en-abcdefghi", "a-1", "1-a", "http://example.org/a", "%zz", "../a", "a#b#c", "adopted", "every", "ask", "year",
          "count", "block", "fails", "holds", "closed", "overdue", "must-not", "forbid", "permit", "assent", "written",
          "item", "item purpose", "item item", "recipient\tpurpose", "phone", "other", "24/7", "Mo 08:00-09:00", "Mo-",
          "Africa/Lagos", "place", "report", "land", "child"]

ATTRIBUTES = ["id", "version", "status", "valid-from", "href", "ref", "of", "because", "reviewed", "source", "at", "by", "min",
              "max", "unit", "since", "sensitive", "if-open", "from", "to", "on", "until", "group", "part-of", "verified",
              "active-from", "role", "service", "site", "hours", "capacity", "per", "prefer", "secure", "fact", "in",
              "inform", "with", "after", "purpose", "share", "within", "then", "kind", "over", "effect", "form", "naming",
              "earlier", "item", "xml:lang", "xml:space", "xml:id", "size", "ID", "n:a", "name"]

ELEMENTS = ["label", "text", "question", "term", "when", "unless", "all", "any", "not", "test", "cite", "place", "step",
            "target", "limit", "escalate", "advice", "rule", "agreement", "obligation", "duty", "plays", "offers", "contact",
            "include", "drop", "section", "flag", "claim", "always-step", "Label"]

TEXTS = ["x", " x ", "&#160;", "&amp;", "<![CDATA[x]]>", "<![CDATA[ ]]>", "<!-- x -->", "&lt;label/>", "<?x y?>", "&x;", "&#0;",
         "<", "]]>", "<n:a xmlns:n='urn:x'/>", "<a xmlns='urn:x'/>", "\u200b", "\ufeff"]


def escape(text):
    for raw, safe in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;")):
        text = text.replace(raw, safe)
    return text


def source_of(node):
    """An element as text; `raw` texts are put in as they are."""
    declared = "".join(f' xmlns:n="{value}"' for name, value in node.items() if name == "declare-n")
    attributes = "".join(f' {k}="{escape(v)}"' for k, v in node.items() if k != "declare-n")
    inside = raw_text(node.text) + "".join(source_of(c) + raw_text(c.tail) for c in node)
    return f"<{node.tag}{declared}{attributes}>{inside}</{node.tag}>\n"


class Raw(str):
    """Text that is markup already."""


def raw_text(text):
    if text is None:
        return ""
    return text if isinstance(text, Raw) else text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Mutator:
    def __init__(self, rng):
        self.rng = rng

    def pick(self, choices):
        return choices[self.rng.randrange(len(choices))]

    def spot(self, root):
        """An element and what it stands in."""
        pairs = [(p, c) for p in root.iter() for c in p]
        return self.pick(pairs) if pairs else (None, None)

    def drop_element(self, root):
        parent, child = self.spot(root)
        if child is not None:
            parent.remove(child)

    def double_element(self, root):
        parent, child = self.spot(root)
        if child is not None:
            parent.insert(self.rng.randint(0, len(parent)), copy.deepcopy(child))

    def move_element(self, root):
        parent, child = self.spot(root)
        if child is None:
            return
        parent.remove(child)
        to = self.pick(list(root.iter()))
        to.insert(self.rng.randint(0, len(to)), child)

    def swap_children(self, root):
        parent = self.pick([e for e in root.iter() if len(e) > 1] or [root])
        children = list(parent)
        self.rng.shuffle(children)
        parent[:] = children

    def rename_element(self, root):
        self.pick(list(root.iter())[1:] or [root]).tag = self.pick(ELEMENTS)

    def add_element(self, root):
        to = self.pick(list(root.iter()))
        to.insert(self.rng.randint(0, len(to)), ET.Element(self.pick(ELEMENTS)))

    def empty_element(self, root):
        node = self.pick(list(root.iter())[1:] or [root])
        node[:] = []
        node.text = None

    def drop_attribute(self, root):
        node = self.pick([e for e in root.iter() if e.attrib and e is not root] or [root])
        if node is not root:
            del node.attrib[self.pick(list(node.attrib))]

    def change_value(self, root):
        node = self.pick([e for e in root.iter() if e.attrib])
        name = self.pick([n for n in node.attrib if n != "xmlns"])
        node.set(name, self.pick(VALUES))

    def bend_value(self, root):
        """The value that was there, with a little more or less."""
        node = self.pick([e for e in root.iter() if e.attrib])
        name = self.pick([n for n in node.attrib if n != "xmlns"])
        value = node.get(name)
        node.set(name, self.pick([value + " ", "\n" + value, value + value, value[:-1], value[1:], value.upper(),
                                  value.capitalize(), value + "x", value + "-", value.replace("-", " "), "\t " + value]))

    def add_attribute(self, root):
        node = self.pick(list(root.iter()))
        name = self.pick(ATTRIBUTES)
        if name == "n:a":
            root.set("declare-n", self.pick(["urn:x", NAMESPACE, "http://www.w3.org/2001/XMLSchema-instance"]))
        node.set(name, self.pick(VALUES))

    def add_text(self, root):
        node = self.pick(list(root.iter()))
        text = Raw(self.pick(TEXTS))
        if self.rng.random() < 0.5 and node is not root:
            node.tail = text
        else:
            node.text = Raw(raw_text(node.text) + text)

    def change_namespace(self, root):
        node = self.pick(list(root.iter()))
        node.set("xmlns", self.pick(["", "urn:refpath:protocol:2", NAMESPACE, NAMESPACE + " "]))

    def prefix_element(self, root):
        node = self.pick(list(root.iter())[1:] or [root])
        root.set("declare-n", self.pick([NAMESPACE, NAMESPACE, "urn:x"]))
        if ":" not in node.tag:
            node.tag = "n:" + node.tag

    def mutate(self, root):
        """One fault, often a second."""
        kinds = [self.drop_element, self.double_element, self.move_element, self.swap_children, self.rename_element,
                 self.add_element, self.empty_element, self.drop_attribute, self.change_value, self.change_value,
                 self.change_value, self.bend_value, self.bend_value, self.add_attribute, self.add_attribute, self.add_text]
        rare = [self.change_namespace, self.prefix_element]
        for _ in range(self.pick([1, 1, 1, 2])):
            self.pick(rare if self.rng.random() < 0.06 else kinds)(root)
        return ('<?xml version="1.0" encoding="UTF-8"?>\n' + source_of(root)).encode("utf-8")
