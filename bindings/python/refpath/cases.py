# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""A case: what is known of one child's situation, never who the child is."""
from __future__ import annotations

import datetime
import json
import os
import threading
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from refpath import core
from refpath.enums import ConsentKind, Form, Outcome, Truth
from refpath.errors import ClosedError
from refpath.moments import Moment, seconds, seconds_or_none, written
from refpath.records import refuse_pickle

if TYPE_CHECKING:
    from refpath.protocols import Protocol

C = TypeVar("C", bound="Case")

Text = str | bytes | bytearray | memoryview
CaseLike = Mapping[str, Any] | Text | os.PathLike[str]
Holds = Truth | bool | None
Scope = str | Iterable[str]


def bytes_of(text: Text) -> bytes:
    """The UTF-8 of a text; of what can change under our hands, a copy."""
    if isinstance(text, str):
        try:
            return text.encode()
        except UnicodeEncodeError:
            raise ValueError("a str with a lone surrogate is not text") from None
    if isinstance(text, (bytes, bytearray, memoryview)):
        return text if type(text) is bytes else bytes(text)
    raise TypeError("a str, bytes, or a pathlib.Path is needed here")


def _plain(value: Any) -> Any:
    """For json: days and moments as the library reads them, any iterable as a list."""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return written(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, range) and value.step == 1 and len(value) > 0:
        return {"min": value.start, "max": value.stop - 1}
    if isinstance(value, Iterable):
        return sorted(value) if isinstance(value, (set, frozenset)) else list(value)
    raise TypeError(f"a {type(value).__name__} cannot stand in a case")


def json_of(case: Mapping[str, Any]) -> bytes:
    """The JSON of a case given as a dict."""
    return json.dumps(case, default=_plain, allow_nan=False).encode()


def truth_of(holds: Holds) -> int:
    """True is yes, False is no, None is open."""
    if holds is None:
        return core.TRUTH_OPEN
    if isinstance(holds, bool):
        return core.TRUTH_YES if holds else core.TRUTH_NO
    return int(Truth(holds))


def _scope_of(given: Scope | None) -> core.Scope | None:
    if given is None:
        return None
    scope = core.Scope.make()
    if given == "all":
        scope.add_all()
    elif isinstance(given, (str, bytes)):
        raise TypeError('a scope is "all", or a list of ids')
    else:
        for one in given:
            scope.add(one)
    return scope


class Case:
    """A case under a protocol. What nobody has said stays open.

    Made by `Protocol.case()`. Verbs that say something give the case back, so that they can follow one another; those that
    name what is not there, or contradict what was said, change nothing and raise InvalidCaseError. Each call is whole: a
    case may be used from several threads, one after the other. It is not pickled, and repr() shows no fact.
    """

    __slots__ = ("_handle", "_protocol", "_lock", "__weakref__")

    def __init__(self, handle: core.Case, protocol: Protocol) -> None:
        self._handle: core.Case | None = handle
        self._protocol = protocol
        self._lock = threading.RLock()  # a signal or a finalizer may come between

    def _open(self) -> core.Case:
        handle = self._handle
        if handle is None:
            raise ClosedError("this case was closed")
        return handle

    @property
    def protocol(self) -> Protocol:
        """The protocol of the case."""
        return self._protocol

    def set_id(self: C, mark: str | None) -> C:
        """Sets the case's own mark, which answers repeat: no name, no number of a person. None takes it away."""
        with self._lock:
            self._open().set_id(mark)
        return self

    def set_holder(self: C, holder: str | None) -> C:
        """Sets who holds the case: an actor, or a role that names its group. None takes it away."""
        with self._lock:
            self._open().set_holder(holder)
        return self

    def set_place(self: C, place: str | None) -> C:
        """Sets the smallest place known to contain the case. None takes it away."""
        with self._lock:
            self._open().set_place(place)
        return self

    def set_number(self: C, fact: str, least: int, most: int | None = None) -> C:
        """Says that a number lies between `least` and `most`, both possible; without `most` it is `least`."""
        with self._lock:
            self._open().set_number(fact, least, least if most is None else most)
        return self

    def set_numbers(self: C, fact: str, values: Iterable[int]) -> C:
        """Says that a number is one of these."""
        numbers = core.Numbers.make()
        for value in values:
            numbers.add(value)
        with self._lock:
            self._open().set_numbers(fact, numbers)
        return self

    def set_term(self: C, fact: str, term: str, holds: Holds = True) -> C:
        """Says that a term of a choice or of a set holds, does not (False), or is open again (None)."""
        with self._lock:
            self._open().set_term(fact, term, truth_of(holds))
        return self

    def set_complete(self: C, fact: str) -> C:
        """Says that a set is complete: every term that is not yes is no."""
        with self._lock:
            self._open().set_complete(fact)
        return self

    def set_flag(self: C, fact: str, holds: Holds = True) -> C:
        """Says whether a flag holds, or forgets it (None)."""
        with self._lock:
            self._open().set_flag(fact, truth_of(holds))
        return self

    def set_clock(self: C, clock: str, begin: datetime.date | str | None, end: datetime.date | str | None = None) -> C:
        """Sets a clock to a moment, a day, or a text such as "2012-05" or "2004-08-23[u-ca=ethiopic]"; with `end`, to
        any moment between the two. None takes it away."""
        first = None if begin is None else written(begin)
        last = None if end is None else written(end)
        with self._lock:
            self._open().set_clock(clock, first, last)
        return self

    def set_unknown(self: C, fact: str, unknown: bool = True) -> C:
        """Says that a fact was asked for and nobody can tell."""
        with self._lock:
            self._open().set_unknown(fact, bool(unknown))
        return self

    def add_avoid(self: C, who: str) -> C:
        """Adds an actor, group, role or party that the case must stay away from."""
        with self._lock:
            self._open().add_avoid(who)
        return self

    def add_consent(self: C, by: str, given: bool, at: Moment, *, kind: ConsentKind | str | None = None,
                    form: Form | str | None = None, items: Scope | None = None, recipients: Scope | None = None,
                    purposes: Scope | None = None, until: Moment | None = None, withdrawn: Moment | None = None) -> C:
        """Adds a consent, or a refusal (`given` False).

        Nothing about a consent is assumed: `kind`, `form` and the scopes must be said, each scope as a list of ids or
        "all". Of a refusal a scope that is left out is "all".
        """
        if not given:
            items, recipients, purposes = (s if s is not None else "all" for s in (items, recipients, purposes))
        scopes = (_scope_of(items), _scope_of(recipients), _scope_of(purposes))
        moments = (seconds_or_none(until), seconds_or_none(withdrawn))
        since = seconds(at)
        with self._lock:
            self._open().add_consent(by, bool(given), since, kind, form, *scopes, *moments)
        return self

    def add_done(self: C, step: str, at: Moment, outcome: Outcome | str, actor: str | None = None) -> C:
        """Adds what became of a step."""
        since = seconds(at)
        with self._lock:
            self._open().add_done(step, since, actor, outcome)
        return self

    def check(self, now: Moment | None = None) -> None:
        """Raises InvalidCaseError where the case as a whole cannot be asked at a moment."""
        moment = seconds(now)
        with self._lock:
            self._open().check(moment)

    def json(self) -> bytes:
        """The case as JSON, which `Protocol.case()` reads again. It holds facts: mind where it goes."""
        with self._lock:
            return self._open().write()

    def to_dict(self) -> dict[str, Any]:
        """The case as a dict, as `Protocol.case()` takes it."""
        made = json.loads(self.json())
        assert isinstance(made, dict)
        return made

    def copy(self: C) -> C:
        """A copy that can be changed without the other."""
        with self._lock:
            handle = self._open().copy()
        return type(self)(handle, self._protocol)

    __copy__ = copy

    def __deepcopy__(self: C, _memo: dict[int, Any]) -> C:
        return self.copy()

    def close(self) -> None:
        """Lets go of it now, and overwrites its memory, once a call in another thread has ended. Answers stay good."""
        self._handle = None

    def __enter__(self: C) -> C:
        self._open()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None,
                 _trace: TracebackType | None) -> None:
        self.close()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Case):
            return NotImplemented
        return self._protocol == other._protocol and self.json() == other.json()

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> NoReturn:
        refuse_pickle(self)

    def __repr__(self) -> str:
        return f"<refpath.Case{' (closed)' if self._handle is None else ''}>"
