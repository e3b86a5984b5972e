# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Elements to bytes, in as many ways as XML has of saying the same."""
import xml.etree.ElementTree as ET

NAMESPACE = "urn:refpath:protocol:1"
XML = "{http://www.w3.org/XML/1998/namespace}"


class Style:
    """How one document is written; None: plainly."""

    def __init__(self, rng):
        self.rng = rng
        self.busy = rng.random() < 0.3

    def often(self, p):
        return self.busy and self.rng.random() < p


def escape(style, text, quote=""):
    out = []
    for letter in text:
        if letter == "&":
            out.append("&amp;")
        elif letter == "<":
            out.append("&lt;")
        elif letter == ">" and (not quote or style.often(0.5)):
            out.append("&gt;")
        elif letter == quote:
            out.append("&quot;" if quote == '"' else "&apos;")
        elif style.often(0.02):
            out.append(f"&#x{ord(letter):x};" if style.often(0.5) else f"&#{ord(letter)};")
        else:
            out.append(letter)
    return "".join(out)


def attribute(style, name, value):
    quote = "'" if style.often(0.2) else '"'
    text = escape(style, value, quote)
    if style.often(0.2) and name in ("in", "share", "by"):
        text = text.replace(" ", "\n    ", 1)
    return f"{name}={quote}{text}{quote}"


def content(style, text):
    if style.often(0.1) and "]]>" not in text:
        return f"<![CDATA[{text}]]>"
    if style.often(0.1) and len(text) > 1:
        return escape(style, text[:1]) + "<!-- between -->" + escape(style, text[1:])
    return escape(style, text)


def lines_of(style, node, indent):
    space = "  " * indent
    between = f"\n{space}    " if style.often(0.1) else " "
    tag = between.join([node.tag] + [attribute(style, k, v) for k, v in node.items()])
    if style.often(0.05):
        yield f"{space}<!-- {node.tag} -->"
    if node.text and node.text.strip():
        yield f"{space}<{tag}>{content(style, node.text)}</{node.tag}>"
    elif not len(node):
        yield f"{space}<{tag}></{node.tag} >" if style.often(0.2) else f"{space}<{tag}/>"
    else:
        yield f"{space}<{tag}>"
        for child in node:
            yield from lines_of(style, child, indent + 1)
        yield f"{space}</{node.tag}>"


def document_bytes(root, rng):
    """The whole document; the namespace is declared on the outermost element."""
    style = Style(rng)
    named = ET.Element(root.tag, {"xmlns": NAMESPACE, **root.attrib})
    named[:] = list(root)
    text = "\n".join(lines_of(style, named, 0)) + "\n"
    if not style.often(0.3):
        text = '<?xml version="1.0" encoding="UTF-8"?>\n' + text
    if style.often(0.2):
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8")


def read_plain(path):
    """A document as it was before it was written, with bare names."""
    root = ET.fromstring(path.read_bytes())
    for node in root.iter():
        node.tag = node.tag.replace("{" + NAMESPACE + "}", "")
        node.attrib = {k.replace(XML, "xml:"): v for k, v in node.attrib.items()}
        node.tail = None
        if node.text and not node.text.strip():
            node.text = None
    return root
