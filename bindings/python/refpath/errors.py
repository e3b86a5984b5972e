# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What went wrong: exceptions with all problems that were found, at once."""
from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

from refpath import core
from refpath.enums import Severity, Status


@dataclasses.dataclass(frozen=True)
class Place:
    """A place in a document; what is not known is None."""

    file: str | None
    line: int | None
    column: int | None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclasses.dataclass(frozen=True)
class Problem:
    """One problem: a stable code, how bad it is, where it stands, and its arguments by name."""

    code: str
    severity: Severity
    place: Place
    args: Mapping[str, str]
    related: tuple[Place, ...]
    _all: Problems = dataclasses.field(repr=False, compare=False)
    _index: int = dataclasses.field(repr=False, compare=False)

    @property
    def file(self) -> str | None:
        """The document, or None."""
        return self.place.file

    @property
    def line(self) -> int | None:
        """From 1, or None."""
        return self.place.line

    @property
    def column(self) -> int | None:
        """From 1, in characters, or None."""
        return self.place.column

    @property
    def text(self) -> str:
        """The sentence, in English."""
        return self._all.sentence(self._index)

    def text_in(self, language: str | None) -> str:
        """The sentence in a language (a BCP 47 tag), or in English where there is none."""
        return self._all.sentence(self._index, language)

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        return f"{where}{self.severity.name.lower()}: {self.text} [{self.code}]"


def _place(handle: core.Problems, index: int, place: int) -> Place:
    line = handle.line(index, place)
    return Place(handle.file_(index, place) or None, line or None, handle.column(index, place) if line else None)


class Problems(Sequence[Problem]):
    """The problems that one call found, in order of place. `lost` counts those that found no room."""

    def __init__(self, handle: core.Problems | None) -> None:
        self._handle = handle
        self._list: list[Problem] | None = None
        self._kept: dict[str, Any] = {}

    def _problem(self, index: int) -> Problem:
        handle = self._handle
        assert handle is not None
        args = {handle.argument_name(index, i): handle.argument_value(index, i) for i in range(handle.arguments(index))}
        related = tuple(_place(handle, index, i) for i in range(1, handle.places(index)))
        return Problem(handle.code(index), Severity(handle.severity(index)), _place(handle, index, 0), args, related,
                       self, index)

    def _all(self) -> list[Problem]:
        if self._list is None:
            self._list = [self._problem(i) for i in range(self._handle.count())] if self._handle else []
        return self._list

    @overload
    def __getitem__(self, index: int) -> Problem: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Problem]: ...

    def __getitem__(self, index: int | slice) -> Problem | Sequence[Problem]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._all())

    @property
    def lost(self) -> int:
        """How many more there were."""
        return self._handle.lost() if self._handle else int(self._kept.get("lost", 0))

    def sentence(self, index: int, language: str | None = None) -> str:
        """The sentence of one problem in a language."""
        if self._handle is None:
            return str(self._kept["sentences"][index])
        return self._handle.sentence(index, language).decode()

    def _write(self, how: int, language: str | None) -> bytes:
        if self._handle is None:
            return bytes(self._kept.get("written", {}).get(how, b""))
        return self._handle.write(how, language)

    def text(self, language: str | None = None) -> str:
        """`file:line:column: error: text [code]`, a line each."""
        return self._write(core.DIAGS_TEXT, language).decode()

    def json(self, language: str | None = None) -> bytes:
        """`{"problems": [...]}`, the contract's bytes."""
        return self._write(core.DIAGS_JSON, language)

    def sarif(self, language: str | None = None) -> bytes:
        """SARIF 2.1.0, for editors and code review."""
        return self._write(core.DIAGS_SARIF, language)

    def __repr__(self) -> str:
        return f"<refpath.Problems: {', '.join(p.code for p in self) or 'none'}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process gets: the same list, with its English texts."""
        formats = (core.DIAGS_TEXT, core.DIAGS_JSON, core.DIAGS_SARIF)
        kept = {"lost": self.lost, "sentences": [p.text for p in self],
                "written": {how: self._write(how, None) for how in formats}}
        plain = [(p.code, int(p.severity), p.place, dict(p.args), p.related) for p in self]
        return _problems_again, (plain, kept)


def _problems_again(plain: list[tuple[Any, ...]], kept: dict[str, Any]) -> Problems:
    problems = Problems(None)
    problems._kept = kept
    problems._list = [Problem(code, Severity(severity), place, args, related, problems, index)
                      for index, (code, severity, place, args, related) in enumerate(plain)]
    return problems


class RefpathError(Exception):
    """A call that gave no result. `status` says what can be done next, `problems` says why."""

    status: Status = Status.INTERNAL

    def __init__(self, message: str | None = None, problems: Problems | None = None) -> None:
        super().__init__()
        self.message = message
        self.problems = problems if problems is not None else Problems(None)

    def __str__(self) -> str:
        if len(self.problems) > 0:
            return self.problems.text().rstrip("\n")
        return self.message or f"{(type(self).__doc__ or '').splitlines()[0]} [{core.status_name(self.status)}]"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.message, self.problems)


class OutOfMemoryError(RefpathError, MemoryError):
    """There was no memory."""

    status = Status.OUT_OF_MEMORY


class InvalidArgumentError(RefpathError, ValueError):
    """The call itself is wrong: an argument has no meaning, such as a language tag that is none."""

    status = Status.INVALID_ARGUMENT


class ClosedError(InvalidArgumentError):
    """It was closed before."""


class FileError(RefpathError, OSError):
    """A file could not be read."""

    status = Status.IO


class InvalidProtocolError(RefpathError, ValueError):
    """The protocol is not well-formed, not valid or means nothing."""

    status = Status.INVALID_PROTOCOL


class InvalidCaseError(RefpathError, ValueError):
    """The case is not well-formed, or contradicts itself or the protocol."""

    status = Status.INVALID_CASE


class InvalidQuestionError(RefpathError, ValueError):
    """The question names what the protocol does not have, or misses something."""

    status = Status.INVALID_QUESTION


class NotFoundError(RefpathError, LookupError):
    """There is no such entry."""

    status = Status.NOT_FOUND


class LimitExceededError(RefpathError):
    """A limit on size or on work was reached: it was not decided, and not guessed."""

    status = Status.LIMIT_EXCEEDED


class UnsupportedError(RefpathError, NotImplementedError):
    """This build of the library lacks the feature."""

    status = Status.UNSUPPORTED


class CancelledError(RefpathError):
    """The caller stopped it."""

    status = Status.CANCELLED


class InternalError(RefpathError, RuntimeError):
    """A defect of the library; please report it."""

    status = Status.INTERNAL


_CLASSES: dict[int, type[RefpathError]] = {
    int(c.status): c
    for c in (OutOfMemoryError, InvalidArgumentError, FileError, InvalidProtocolError, InvalidCaseError,
              InvalidQuestionError, NotFoundError, LimitExceededError, UnsupportedError, CancelledError, InternalError)
}


def failure(status: int, problems: core.Problems | None, _where: str) -> RefpathError:
    """The exception for a status; called by refpath.core."""
    return _CLASSES.get(status, InternalError)(None, Problems(problems))
