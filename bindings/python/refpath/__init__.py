# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""refpath: who takes part in protecting children in a crisis, how a child's case travels, what may be told to whom.

    import pathlib, refpath
    protocol = refpath.Protocol.load(pathlib.Path("mission.xml"))
    case = protocol.case({"holder": "police-post", "place": "port", "facts": {"age": {"min": 12, "max": 14}}})
    plan = protocol.plan(case)
    print(plan.text("fr"))

A case says what is known of a child's situation, never who the child is. A protocol, an answer and a case may be used from
many threads; long calls let the interpreter go on.
"""
from __future__ import annotations

from refpath import core
from refpath.answers import About, Answer, Ask, Choices, Consent, Path, Plan, Who
from refpath.cases import Case
from refpath.directory import Entries, Entry
from refpath.drafts import Draft
from refpath.enums import (AdviceKind, Analysis, AnswerKind, Certainty, ConsentKind, Decision, Form, Kind, Outcome,
                           Picture, Severity, State, Status, StepKind, Truth, View)
from refpath.errors import (CancelledError, ClosedError, FileError, InternalError, InvalidArgumentError,
                            InvalidCaseError, InvalidProtocolError, InvalidQuestionError, LimitExceededError,
                            NotFoundError, OutOfMemoryError, Place, Problem, Problems, RefpathError, UnsupportedError)
from refpath.findings import Findings
from refpath.loading import Limits
from refpath.protocols import Protocol
from refpath.records import Record, Values
from refpath.tables import Column, Table, Tables

__version__: str = core.version()


def features() -> dict[str, str]:
    """What this build of the library has."""
    return dict(line.split("=", 1) for line in core.features().splitlines())


def time_zones() -> str:
    """Version of the time zone data in use, such as "2024a"; "" where it is not known."""
    return core.time_zones()


__all__ = [
    "About", "AdviceKind", "Analysis", "Answer", "AnswerKind", "Ask", "CancelledError", "Case", "Certainty",
    "Choices", "ClosedError", "Column", "Consent", "ConsentKind", "Decision", "Draft", "Entries", "Entry",
    "FileError", "Findings", "Form", "InternalError", "InvalidArgumentError", "InvalidCaseError",
    "InvalidProtocolError", "InvalidQuestionError", "Kind", "LimitExceededError", "Limits", "NotFoundError",
    "OutOfMemoryError", "Outcome", "Path", "Picture", "Place", "Plan", "Problem", "Problems", "Protocol", "Record",
    "RefpathError", "Severity", "State", "Status", "StepKind", "Table", "Tables", "Truth", "UnsupportedError",
    "Values", "View", "Who", "features", "time_zones",
]
