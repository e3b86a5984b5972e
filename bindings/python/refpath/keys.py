# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The one table of the keys of answers: what a key gives that is not there, and what its text means.

A key with nothing to say is left out of an answer; asked for by its name, as an attribute, a list is then empty, a flag is
False and everything else is None. A key that is not in the table and not in the answer is an AttributeError. As an
attribute a key has "_" for "-", and "_" at its end where it is a word of Python (in_, from_, with_).
"""
from __future__ import annotations

import enum
import keyword

from refpath.enums import AdviceKind, Certainty, ConsentKind, Decision, Form, Outcome, State, StepKind

LISTS = frozenset((
    "actors advice after agree ask call candidates choices cites contacts despite documents done duties entries "
    "facts for groups hidden-help ids interfaces items-if left-out limits missing naming notify obligations offers "
    "open-clocks parts path reasons roles rules share steps terms tests via warnings why would-change").split())

FLAGS = frozenset("hidden late open overdue passed refused secure stale".split())

OTHERS = frozenset((
    "actor args at because by capacity case certainty code confirmed counts decision documents earliest effect escalate "
    "fact "
    "fingerprint form from goal holder holds id in item kind labels language limit max min name now number of offer per "
    "protocol purpose recipient review-by role rule sender service sha256 since source state status step steps target "
    "term test then time to unit valid-from valid-until value verified version with").split()) - LISTS

KNOWN = LISTS | FLAGS | OTHERS

DAYS = frozenset("confirmed review-by since valid-from valid-until verified".split())
DURATIONS = frozenset("per time".split())


def _words(*enums: type[enum.StrEnum]) -> dict[str, enum.StrEnum]:
    return {str(word): word for words in enums for word in words}


WORDS = {
    "certainty": _words(Certainty),
    "decision": _words(Decision),
    "form": _words(Form),
    "kind": _words(StepKind, AdviceKind, ConsentKind),
    "outcome": _words(Outcome),
    "state": _words(State),
}


def word_of(key: str, text: str) -> str:
    """The member of an enum that a text is, or the text."""
    words = WORDS.get(key)
    return words.get(text, text) if words is not None else text


def attribute_of(key: str) -> str:
    """The name of a key as an attribute."""
    name = key.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name


KEY_OF = {attribute_of(key): key for key in KNOWN}


def absent(key: str) -> tuple[()] | bool | None:
    """What a key of the table gives where the answer leaves it out."""
    return () if key in LISTS else False if key in FLAGS else None
