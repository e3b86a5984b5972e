# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Protocols: loaded once, checked whole, never changed; asked by any number of threads at the same time."""
from __future__ import annotations

import hashlib
import os
import pathlib
import pickle
from collections.abc import Mapping
from types import TracebackType
from typing import Any, TypeVar

from refpath import core
from refpath.analyses import Analyses
from refpath.answers import About, Answer, Ask, Choices, Consent, Path, Plan, Who
from refpath.cases import Case, CaseLike, Text, bytes_of, json_of
from refpath.directory import Entries
from refpath.drafts import Draft
from refpath.enums import Kind
from refpath.errors import ClosedError, Problems, RefpathError
from refpath.loading import Include, Limits, give_missing, loading_of
from refpath.moments import Moment, seconds

P = TypeVar("P", bound="Protocol")

#: Where a protocol came from, for another process: a file, or bytes with what they include.
Source = pathlib.Path | tuple[bytes, str | None]


class _Directory:
    """A property of a protocol: all its entries of a kind."""

    def __init__(self, kind: Kind, what: str) -> None:
        self.kind = kind
        self.__doc__ = f"The {what} of the protocol, without those that are hidden from some."

    def __get__(self, protocol: Protocol | None, _owner: type[Protocol]) -> Entries:
        if protocol is None:
            return self  # type: ignore[return-value]
        return protocol.entries(self.kind)


class Protocol(Analyses):
    """Who takes part in protecting children in a crisis, how a case travels, and what may be told to whom.

    Made by `Protocol.load()`. Two protocols are equal where their documents are (`fingerprint`).
    """

    __slots__ = ("_handle", "_notes", "_source", "_included", "_limits", "_about", "_lists", "__weakref__")

    _handle: core.Protocol | None
    _notes: Problems
    _source: Source | None
    _included: dict[str, bytes] | None
    _limits: Limits | None
    _about: About | None
    _lists: dict[Kind, Entries]

    def __init__(self) -> None:
        raise TypeError("a protocol is made by Protocol.load(), or by Draft.compile()")

    @classmethod
    def _made(cls: type[P], handle: core.Protocol | None, notes: core.Problems, source: Source | None,
              limits: Limits | None, included: dict[str, bytes] | None = None) -> P:
        assert handle is not None
        made = cls.__new__(cls)
        made._handle = handle
        made._notes = Problems(notes)
        made._source = source
        made._included = included
        made._limits = limits
        made._about = None
        made._lists = {}
        return made

    @classmethod
    def load(cls: type[P], source: Text | os.PathLike[str], *, name: str | None = None, include: Include | None = None,
             limits: Limits | None = None) -> P:
        """Loads a protocol with what it includes, and checks it whole.

        `source`: a pathlib.Path is a file; a str or bytes is the XML itself. `name`: what problems call such a text.
        `include`: where included documents come from, by their names: a mapping, or a function that gives a str, bytes,
        a pathlib.Path, or None where there is none. Without it they are files under the folder of a file.

        Raises InvalidProtocolError with all problems at once, FileError, LimitExceededError.
        """
        loading = loading_of(limits)
        included: dict[str, bytes] | None = None
        if include is not None:
            loading = loading if loading is not None else core.Loading.make()
            loading.from_caller()
            included = {}
        notes = core.Problems.make()
        kept: Source
        content = b""
        if isinstance(source, os.PathLike):
            if name is not None:
                raise TypeError("a file has its own name")
            kept = pathlib.Path(source).absolute()
        else:
            content = bytes_of(source)
            kept = (content, name)
        while True:
            try:
                if isinstance(source, os.PathLike):
                    handle = core.Protocol.load_file(os.fspath(source), loading, notes)
                else:
                    handle = core.Protocol.load_memory(content, name, loading, notes)
            except RefpathError as error:
                if isinstance(source, str) and "<" not in source:
                    error.add_note("A str is the XML itself; a file is given as a pathlib.Path.")
                raise
            if handle is not None:
                return cls._made(handle, notes, kept, limits, included)
            assert loading is not None and include is not None and included is not None
            give_missing(loading, include, included)

    def _open(self) -> core.Protocol:
        handle = self._handle
        if handle is None:
            raise ClosedError("this protocol was closed")
        return handle

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the documents: it names exactly what was read."""
        return self._open().fingerprint()

    @property
    def problems(self) -> Problems:
        """The warnings and notes of the load."""
        return self._notes

    def about(self) -> About:
        """What the protocol says about itself: id, version, status, labels, dates, documents, counts."""
        if self._about is None:
            self._about = About(self._open().about(), self)
        self._open()
        return self._about

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.about()["protocol"]["id"])

    @property
    def version(self) -> str:
        """Its version."""
        return str(self.about()["protocol"]["version"])

    @property
    def status(self) -> str:
        """Whether anybody has adopted it: a protocol that nobody has is no guidance."""
        return str(self.about()["protocol"]["status"])

    @property
    def labels(self) -> Mapping[str, str]:
        """Its labels by language."""
        return dict(self.about().root.get("labels", {}))

    # -- the directories ---------------------------------------------------------------------------------------------

    facts = _Directory(Kind.FACT, "facts")
    clocks = _Directory(Kind.CLOCK, "clocks")
    places = _Directory(Kind.PLACE, "places")
    items = _Directory(Kind.ITEM, "items of information")
    purposes = _Directory(Kind.PURPOSE, "purposes")
    services = _Directory(Kind.SERVICE, "services")
    parties = _Directory(Kind.PARTY, "parties")
    groups = _Directory(Kind.GROUP, "groups")
    roles = _Directory(Kind.ROLE, "roles")
    duties = _Directory(Kind.DUTY, "duties")
    actors = _Directory(Kind.ACTOR, "actors")
    interfaces = _Directory(Kind.INTERFACE, "interfaces")
    pathways = _Directory(Kind.PATHWAY, "pathways")
    steps = _Directory(Kind.STEP, "steps")
    advice = _Directory(Kind.ADVICE, "pieces of advice")
    rules = _Directory(Kind.RULE, "rules of consent")
    obligations = _Directory(Kind.OBLIGATION, "obligations")
    claims = _Directory(Kind.CLAIM, "claims")
    sources = _Directory(Kind.SOURCE, "sources")

    def entries(self, kind: Kind, viewer: str | None = None) -> Entries:
        """All entries of a kind; hidden actors for a `viewer` that may see them alone ("all": everything)."""
        handle = self._open()
        kind = Kind(kind)
        if viewer is not None:
            return self._entries(handle, kind, viewer)
        entries = self._lists.get(kind)
        if entries is None:
            entries = self._lists[kind] = self._entries(handle, kind, None)
        return entries

    def _entries(self, handle: core.Protocol, kind: Kind, viewer: str | None) -> Entries:
        return Entries(self, kind, list(Answer(handle.list_(int(kind), viewer), self).root.get("entries", ())))

    def label(self, kind: Kind, id: str, language: str | None = None) -> str | None:  # pylint: disable=W0622
        """The label of an entry, or None; terms of a fact as "fact/term"."""
        return self._open().label(int(Kind(kind)), id, language)

    # -- questions ---------------------------------------------------------------------------------------------------

    def case(self, source: CaseLike | None = None) -> Case:
        """A case: an empty one, or from a dict, from JSON (a str or bytes), or from a file (a pathlib.Path).

        Raises InvalidCaseError with all problems at once; none of them repeats what the case says.
        """
        handle = self._open()
        if source is None:
            return Case(core.Case.make(handle), self)
        if isinstance(source, os.PathLike):
            content = pathlib.Path(source).read_bytes()
        elif isinstance(source, Mapping):
            content = json_of(source)
        else:
            content = bytes_of(source)
        return Case(core.Case.read(handle, content), self)

    def _case_of(self, case: Case | CaseLike) -> Case:
        if not isinstance(case, Case):
            if case is None:
                raise TypeError("a case is needed; Protocol.case() makes an empty one")
            return self.case(case)
        if case.protocol is not self and case.protocol != self:
            raise ValueError("the case was made for another protocol")
        self._open()
        return case

    def plan(self, case: Case | CaseLike, now: Moment | None = None) -> Plan:
        """Plans a case: steps in order, by whom, through whom, by when, what may be told; advice; what to ask.

        `now`: a datetime with a time zone; without it the clock of this machine (`plan.now` says which moment it was).
        """
        asked = self._case_of(case)
        moment = seconds(now)
        with asked._lock:
            return Plan(asked._open().plan(moment), self)

    def ask(self, case: Case | CaseLike, now: Moment | None = None) -> Ask:
        """The fewest questions that matter, the most urgent first."""
        asked = self._case_of(case)
        moment = seconds(now)
        with asked._lock:
            return Ask(asked._open().ask(moment), self)

    def consent(self, case: Case | CaseLike, *, item: str, to: str, purpose: str, at: Moment | None = None,
                sender: str | None = None, explain: bool = False) -> Consent:
        """Whether an item may go to a recipient for a purpose; from the holder, or from `sender`.

        `explain`: also why, and what would change it.
        """
        asked = self._case_of(case)
        moment = seconds(at)
        with asked._lock:
            return Consent(asked._open().consent(item, to, purpose, sender, moment, bool(explain)), self)

    def path(self, from_: str, to: str, *, at: str | None = None, purpose: str | None = None,
             case: Case | CaseLike | None = None, now: Moment | None = None, viewer: str | None = None) -> Path:
        """Who stands between two. `at`: a place; without it that of the case. `case`: one whose facts count."""
        moment = seconds(now)
        if case is None:
            return Path(self._open().path(from_, to, at, purpose, None, moment, viewer), self)
        asked = self._case_of(case)
        with asked._lock:
            return Path(self._open().path(from_, to, at, purpose, asked._open(), moment, viewer), self)

    def who(self, *, service: str | None = None, role: str | None = None, group: str | None = None,
            duty: str | None = None, at: str | None = None, name: str | None = None, viewer: str | None = None,
            now: Moment | None = None) -> Who:
        """Who does what where. What is left out does not narrow the search. `at`: a place. `name`: text in a name."""
        return Who(self._open().who(service, role, group, duty, at, name, viewer, seconds(now)), self)

    def choices(self, fact: str) -> Choices:
        """What may be answered to a fact: its terms with labels, or the range of a number."""
        return Choices(self._open().choices(fact), self)

    def draft(self) -> Draft:
        """A draft of what the protocol says, to change; the protocol stays as it is."""
        return Draft.of(self)

    # -- manners -----------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Lets go of it now. Cases and answers made from it stay good."""
        self._handle = None
        self._about = None
        self._lists = {}

    def __enter__(self: P) -> P:
        self._open()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None,
                 _trace: TracebackType | None) -> None:
        self.close()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Protocol):
            return NotImplemented
        return self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __copy__(self: P) -> P:
        return self

    def __deepcopy__(self: P, _memo: dict[int, Any]) -> P:
        return self

    def _content(self) -> tuple[bytes, str | None, dict[str, bytes]]:
        """The documents that were read, for another process."""
        if self._source is None:
            return Draft.of(self).xml(), f"{self.id}.xml", {}
        if not isinstance(self._source, pathlib.Path):
            return (*self._source, self._included or {})
        names = [str(document["name"]) for document in self.about().root["documents"]]
        folder = self._source.parent
        content = _same(self.about(), 0, self._source)
        included = dict(self._included or {})
        for number, name in enumerate(names[1:], 1):
            if name not in included and not name.startswith("standard/"):
                included[name] = _same(self.about(), number, folder / name)
        return content, names[0], included

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by content: the documents themselves, which are read again there."""
        content, name, included = self._content()
        return _load_again, (type(self), content, name, included, self._limits, self.fingerprint)

    def __repr__(self) -> str:
        if self._handle is None:
            return "<refpath.Protocol (closed)>"
        return f"<refpath.Protocol {self.id!r} version {self.version} ({self.status}), {self.fingerprint[:12]}>"

    def _repr_html_(self) -> str:
        from refpath.notebook import protocol_html  # pylint: disable=import-outside-toplevel

        return protocol_html(self)


def _same(about: About, number: int, file: pathlib.Path) -> bytes:
    """The bytes of a document that was read from a file, if they are still those."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise pickle.PicklingError("a protocol is pickled by its documents, and one cannot be read again") from error
    if hashlib.sha256(content).hexdigest() != about.root["documents"][number]["sha256"]:
        raise pickle.PicklingError("a protocol is pickled by its documents, and one has changed since it was loaded")
    return content


def _load_again(cls: type[P], content: bytes, name: str | None, included: dict[str, bytes], limits: Limits | None,
                fingerprint: str) -> P:
    made = cls.load(content, name=name, include=included, limits=limits)
    if made.fingerprint != fingerprint:
        raise pickle.UnpicklingError("the protocol is another here: its standard documents are of another version")
    return made
