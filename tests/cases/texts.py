#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""texts.py: everything in the standard protocols and in Carana that people read is there in four languages.

Each label, text and question has its French, Arabic and Spanish beside the English; none says that it was reviewed, for
nobody who knows the field has read them yet. Titles of documents and names of channels stay as they are.
"""
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree as tree

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from tally import tell  # noqa: E402 pylint: disable=wrong-import-position

PROTOCOLS = pathlib.Path(__file__).resolve().parents[2] / "data" / "protocols"
NAMESPACE = "{urn:refpath:protocol:1}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TEXTS = ("label", "text", "question")
LANGUAGES = ("en", "fr", "ar", "es")
ARABIC = re.compile(r"[\u0600-\u06ff]")
QUESTIONED = ("choice", "set", "number", "flag")
# A cite says where in letters and numbers that need no translation.
PLACE_IN_SOURCE = re.compile(r"(?:p\. )?[0-9A-Z][0-9A-Z.,–() ]*")


def name_of(element):
    return element.tag.removeprefix(NAMESPACE)


def has_arabic(text):
    return bool(ARABIC.search(text))


def wrong_texts(where, element, kind):
    texts = element.findall(NAMESPACE + kind)
    if not texts:
        return
    found = [t.get(LANG, "en") for t in texts]
    if name_of(element) == "source" and kind == "label" and found == ["en"]:
        return
    if found != list(LANGUAGES):
        yield f"{where}: {kind} in {' '.join(found)}"
        return
    for text, language in zip(texts, found):
        said = "".join(text.itertext())
        if text.get("reviewed"):
            yield f"{where}: {kind} says that it was reviewed"
        if not said.strip() or said != said.strip() or "  " in said:
            yield f"{where}: {kind} in {language} has blanks that nobody reads"
        if unicodedata.normalize("NFC", said) != said:
            yield f"{where}: {kind} in {language} is not composed"
        if has_arabic(said) != (language == "ar"):
            yield f"{where}: {kind} in {language} is in another script"
        if language == "fr" and re.search(r"[^\s\u00a0\u202f][;:!?»]", said):
            yield f"{where}: French wants a space before such marks: {said}"
        if language == "es" and ("?" in said) != ("¿" in said):
            yield f"{where}: Spanish opens a question: {said}"
        if language == "ar" and re.search("[?,;]", said) and name_of(element) != "source":
            yield f"{where}: Arabic has marks of its own: {said}"
        if "'" in said:
            yield f"{where}: a straight apostrophe: {said}"


def elements(path):
    """(where, element), and what the element needs"""
    for element in tree.parse(path).iter():
        if isinstance(element.tag, str) and element.tag.startswith(NAMESPACE):
            yield f"{path.name}: {name_of(element)} {element.get('id', '')}", element


def wrong_in(where, element):
    for kind in TEXTS:
        yield from wrong_texts(where, element, kind)
    if name_of(element) == "cite" and element.get("at") and not PLACE_IN_SOURCE.fullmatch(element.get("at")):
        yield f"{where}: says where in words: {element.get('at')}"
    named = name_of(element) in ("fact", "term", "clock", "item", "purpose", "party", "service", "group", "role", "actor", "place",
                                 "pathway", "rule", "interface", "claim", "source", "protocol", *QUESTIONED)
    if named and element.find(NAMESPACE + "label") is None:
        yield f"{where}: has no name"
    if name_of(element) in ("advice", "duty", "obligation") and element.find(NAMESPACE + "text") is None:
        yield f"{where}: says nothing"


def main():
    passed, failures = 0, []
    for path in sorted([*PROTOCOLS.glob("standard/*.xml"), *PROTOCOLS.glob("carana/*.xml")]):
        for where, element in elements(path):
            wrong = list(wrong_in(where, element))
            failures += wrong
            passed += not wrong and any(element.find(NAMESPACE + kind) is not None for kind in TEXTS)
    return tell(passed, failures)


if __name__ == "__main__":
    sys.exit(main())
