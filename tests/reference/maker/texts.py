# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Labels, texts, questions and citations: what people read."""
from .world import put

WORDS = ["Help", "a child & its family", "Care <now>", "Écoute", "مساعدة", "Ñandú", "“so”", "two\nlines", "I’m here", "日本語",
         "plain"]
LANGUAGES = [None, "en", "fr", "ar", "es-CO"]


def text_element(w, parent, tag):
    made = put(parent, tag)
    language = w.pick(LANGUAGES)
    if language:
        made.set("xml:lang", language)
    if w.chance(0.2):
        made.set("reviewed", str(w.day()))
    made.text = " ".join(w.some(WORDS, 1, 2))


def texts(w, parent, also=()):
    """Now and then a label or a text, in one language or several."""
    while w.chance(0.2):
        text_element(w, parent, w.pick(["label", "label", "text"] + list(also)))


def cites(w, parent, chance=0.15):
    while w.sources and w.chance(chance):
        cite = put(parent, "cite", source=w.pick(w.sources))
        if w.chance(0.5):
            cite.set("at", f"section {w.rng.randint(1, 9)}")
        if w.chance(0.4):
            cite.set("confirmed", str(w.day()))
            if w.chance(0.5):
                cite.set("by", "a lawyer")


def mix(w, parent):
    """The children of an element in another order, where the order of the kinds says nothing."""
    children = list(parent)
    last = [c for c in children if c.tag in ("label", "text", "cite", "question")]
    if w.chance(0.1) and last:
        first = [c for c in children if c not in last]
        parent[:] = first + last
