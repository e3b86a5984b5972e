# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What can be said in few words: the numbers of the C library, and the words of its answers."""
from __future__ import annotations

import enum

from refpath import core


class Status(enum.IntEnum):
    """What a call can come back with."""

    OK = core.OK
    OUT_OF_MEMORY = core.OUT_OF_MEMORY
    INVALID_ARGUMENT = core.INVALID_ARGUMENT
    IO = core.IO
    INVALID_PROTOCOL = core.INVALID_PROTOCOL
    INVALID_CASE = core.INVALID_CASE
    INVALID_QUESTION = core.INVALID_QUESTION
    NOT_FOUND = core.NOT_FOUND
    LIMIT_EXCEEDED = core.LIMIT_EXCEEDED
    UNSUPPORTED = core.UNSUPPORTED
    CANCELLED = core.CANCELLED
    INTERNAL = core.INTERNAL


class Severity(enum.IntEnum):
    """How bad a problem is."""

    NOTE = core.SEVERITY_NOTE
    WARNING = core.SEVERITY_WARNING
    ERROR = core.SEVERITY_ERROR


class Truth(enum.IntEnum):
    """Whether something holds. In arguments True, False and None say the same."""

    OPEN = core.TRUTH_OPEN
    YES = core.TRUTH_YES
    NO = core.TRUTH_NO


class Kind(enum.IntEnum):
    """Kinds of entry of a protocol."""

    FACT = core.KIND_FACT
    CLOCK = core.KIND_CLOCK
    PLACE = core.KIND_PLACE
    ITEM = core.KIND_ITEM
    PURPOSE = core.KIND_PURPOSE
    SERVICE = core.KIND_SERVICE
    PARTY = core.KIND_PARTY
    GROUP = core.KIND_GROUP
    ROLE = core.KIND_ROLE
    DUTY = core.KIND_DUTY
    ACTOR = core.KIND_ACTOR
    INTERFACE = core.KIND_INTERFACE
    PATHWAY = core.KIND_PATHWAY
    STEP = core.KIND_STEP
    ADVICE = core.KIND_ADVICE
    RULE = core.KIND_RULE
    OBLIGATION = core.KIND_OBLIGATION
    CLAIM = core.KIND_CLAIM
    SOURCE = core.KIND_SOURCE


class AnswerKind(enum.IntEnum):
    """Which question an answer answers."""

    ABOUT = core.ANSWER_ABOUT
    CONSENT = core.ANSWER_CONSENT
    PLAN = core.ANSWER_PLAN
    ASK = core.ANSWER_ASK
    PATH = core.ANSWER_PATH
    WHO = core.ANSWER_WHO
    CHOICES = core.ANSWER_CHOICES
    LIST = core.ANSWER_LIST
    ANALYSIS = core.ANSWER_ANALYSIS


class Analysis(enum.StrEnum):
    """Which analysis."""

    COVERAGE = "coverage"
    FAILURES = "failures"
    DRAWDOWN = "drawdown"
    TIMES = "times"
    LOAD = "load"
    SIMULATION = "simulation"
    COORDINATION = "coordination"
    CONFORMANCE = "conformance"
    NETWORK = "network"
    PATHWAYS = "pathways"


class Picture(enum.StrEnum):
    """How a picture is written."""

    SVG = "svg"
    DOT = "dot"
    MERMAID = "mermaid"
    GRAPHML = "graphml"


class View(enum.StrEnum):
    """What is to be seen in an answer: what it is, or the steps of a plan by pathway."""

    OWN = "own"
    PATHWAYS = "pathways"


def number_of(word: Analysis | Picture | View) -> int:
    """The number that a word has in the library; NotImplementedError where this build of the library has none."""
    number = vars(core).get(f"{type(word).__name__.upper()}_{word.name}")
    if not isinstance(number, int):
        raise NotImplementedError(f"this build of the library has no {type(word).__name__.lower()} of that name")
    return number


class Decision(enum.StrEnum):
    """Whether something may be told."""

    PERMITTED = "permitted"
    NEEDS_CONSENT = "needs-consent"
    NEEDS_FACTS = "needs-facts"
    REFUSED = "refused"
    FORBIDDEN = "forbidden"


class State(enum.StrEnum):
    """How a step, a candidate or a path stands."""

    DONE = "done"
    READY = "ready"
    NEEDS_CONSENT = "needs-consent"
    NEEDS_FACTS = "needs-facts"
    WAITING = "waiting"
    REFUSED = "refused"
    FORBIDDEN = "forbidden"
    BLOCKED = "blocked"
    NO_PROVIDER = "no-provider"
    WINDOW_CLOSED = "window-closed"
    DIRECT = "direct"
    THROUGH = "through"


class Certainty(enum.StrEnum):
    """Whether something holds for all that is possible, or depends on facts."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


class StepKind(enum.StrEnum):
    """What a step does."""

    SERVICE = "service"
    INFORM = "inform"
    ACT = "act"


class AdviceKind(enum.StrEnum):
    """How strongly advice is given."""

    MUST = "must"
    MUST_NOT = "must-not"
    SHOULD = "should"


class ConsentKind(enum.StrEnum):
    """What somebody agreed by."""

    CONSENT = "consent"
    ASSENT = "assent"


class Form(enum.StrEnum):
    """How somebody agreed."""

    SPOKEN = "spoken"
    RECORDED = "recorded"
    WRITTEN = "written"


class Outcome(enum.StrEnum):
    """What became of a step."""

    SERVED = "served"
    PARTLY_SERVED = "partly-served"
    DECLINED = "declined"
    UNAVAILABLE = "unavailable"
    ELSEWHERE = "elsewhere"
    NOT_NEEDED = "not-needed"
    NO_ANSWER = "no-answer"
