# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Answers: what a question gives. They are immutable, hold their protocol, and say why."""
from __future__ import annotations

import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from refpath import core
from refpath.enums import AnswerKind, Decision, Picture, State, View, number_of
from refpath.errors import ClosedError
from refpath.records import Record, refuse_pickle

if TYPE_CHECKING:
    from refpath.protocols import Protocol

A = TypeVar("A", bound="Answer")


class Answer:
    """An answer. `json()` gives the contract's bytes, `text()` tells it to a person, its keys are attributes.

    Two answers are equal where their bytes are. They are not pickled, and repr() shows nothing of the case.
    """

    __slots__ = ("_handle", "_protocol", "_root", "__weakref__")

    def __init__(self, handle: core.Answer, protocol: Protocol) -> None:
        self._handle: core.Answer | None = handle
        self._protocol = protocol
        self._root: Record | None = None

    def _open(self) -> core.Answer:
        handle = self._handle
        if handle is None:
            raise ClosedError("this answer was closed")
        return handle

    @property
    def kind(self) -> AnswerKind:
        """Which question it answers."""
        return AnswerKind(self._open().get_kind())

    @property
    def protocol(self) -> Protocol:
        """The protocol that was asked."""
        return self._protocol

    @property
    def root(self) -> Record:
        """All of it, as a mapping."""
        handle = self._open()
        if self._root is None:
            value = handle.root()
            assert value is not None
            self._root = Record(value)
        return self._root

    def json(self) -> bytes:
        """The answer as JSON: UTF-8, one line with a newline, the same bytes in every language."""
        return self._open().json()

    def text(self, language: str | None = None, *, colour: bool = False, plain: bool = False, width: int = 0) -> str:
        """The answer for a person, in a language (a BCP 47 tag; English without one).

        `colour`: with the colours of a terminal. `plain`: sentences in order, without tables, for screen readers.
        `width`: columns, 0 for the usual 100.
        """
        return self._open().text(language, bool(colour), bool(plain), width).decode()

    def draw(self, format: Picture | str = Picture.SVG, language: str | None = None, *,  # pylint: disable=W0622
             view: View | str = View.OWN) -> str:
        """The answer as a picture: "svg", "dot", "mermaid" or "graphml", with words in a language.

        Plans can be drawn, and analyses that have a graph; UnsupportedError for all others. `view`: of a plan who turns to
        whom ("own"), or its steps by pathway ("pathways").
        """
        return self._open().draw(number_of(Picture(format)), number_of(View(view)), language).decode()

    def to_dict(self) -> dict[str, Any]:
        """All of it as dicts and lists, with datetimes and enums."""
        return self.root.to_dict()

    def close(self) -> None:
        """Lets go of it now; its memory is overwritten once nobody looks at a part of it."""
        self._handle = None
        self._root = None

    def __enter__(self: A) -> A:
        self._open()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None,
                 _trace: TracebackType | None) -> None:
        self.close()

    def __getitem__(self, key: str) -> Any:
        return self.root[key]

    def __contains__(self, key: object) -> bool:
        return key in self.root

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "root":
            raise AttributeError(name)
        return getattr(self.root, name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(dir(self.root) if self._handle is not None else ())})

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Answer):
            return NotImplemented
        return self.json() == other.json()

    def __hash__(self) -> int:
        return hash(self.json())

    def __copy__(self: A) -> A:
        return self

    def __deepcopy__(self: A, _memo: dict[int, Any]) -> A:
        return self

    def __reduce__(self) -> NoReturn:
        refuse_pickle(self)

    def __repr__(self) -> str:
        return f"<refpath.{type(self).__name__}{' (closed)' if self._handle is None else ''}>"


class About(Answer):
    """What a protocol says about itself."""

    __slots__ = ()


class Consent(Answer):
    """Whether something may be told: `decision`, and what is `missing`, which `facts` count, `obligations`, `rules`.

    It has no truth of its own, so that `if consent:` cannot be written by mistake: ask for `permitted`.
    """

    __slots__ = ()

    @property
    def decision(self) -> Decision:
        """The decision."""
        return Decision(self.root["decision"])

    @property
    def permitted(self) -> bool:
        """Whether it may be told as things are."""
        return self.decision is Decision.PERMITTED

    def __bool__(self) -> NoReturn:
        raise TypeError("a consent is neither true nor false: ask for .permitted or .decision")


class Plan(Answer):
    """What to do, by whom, through whom, by when, what may be told: `steps`, `advice`, and what to `ask`."""

    __slots__ = ()

    @property
    def now(self) -> datetime.datetime:
        """As of when."""
        now = self.root["now"]
        assert isinstance(now, datetime.datetime)
        return now

    def _repr_html_(self) -> str:
        from refpath.notebook import plan_html  # pylint: disable=import-outside-toplevel

        return plan_html(self)


class Ask(Answer):
    """What to ask, the most urgent first: `ask`. An empty list: nothing more need be asked."""

    __slots__ = ()


class Path(Answer):
    """Who stands between two: `state`, `path`, `notify`, `interfaces`."""

    __slots__ = ()

    @property
    def state(self) -> State:
        """Direct, through somebody, or blocked."""
        return State(self.root["state"])


class Who(Answer):
    """Who does what where: `actors`."""

    __slots__ = ()


class Choices(Answer):
    """What may be answered to a fact: `choices`, or `min` and `max`."""

    __slots__ = ()
