# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The directories of a protocol: its actors, places, services, facts and so on, in the order of the documents."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from refpath.enums import Kind

if TYPE_CHECKING:
    from refpath.protocols import Protocol


class Entry:
    """One entry of a protocol."""

    __slots__ = ("protocol", "kind", "id", "labels", "within", "__weakref__")

    def __init__(self, protocol: Protocol, kind: Kind, record: Mapping[str, Any]) -> None:
        #: The protocol it stands in.
        self.protocol = protocol
        #: What it is.
        self.kind = kind
        #: Its id.
        self.id: str = record["id"]
        #: Its labels by language.
        self.labels: Mapping[str, str] = dict(record.get("labels", {}))
        #: The id of the entry that it lies in, or None.
        self.within: str | None = record.get("in")

    def label(self, language: str | None = None) -> str | None:
        """Its label in a language, by the chain of the tag; else in the one that the protocol gives first."""
        label = self.protocol.label(self.kind, self.id, language)
        if label is None and self.labels:
            label = next(iter(self.labels.values()))
        return label

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Entry):
            return NotImplemented
        return (self.kind, self.id) == (other.kind, other.id) and self.protocol == other.protocol

    def __hash__(self) -> int:
        return hash((self.kind, self.id))

    def __str__(self) -> str:
        return self.label() or self.id

    def __repr__(self) -> str:
        label = self.label()
        return f"<refpath {self.kind.name.lower()} {self.id!r}{f': {label}' if label else ''}>"


class Entries(Sequence[Entry]):
    """All entries of a kind: a sequence that is looked into by number or by id."""

    __slots__ = ("kind", "_list", "_by_id")

    def __init__(self, protocol: Protocol, kind: Kind, records: Sequence[Mapping[str, Any]]) -> None:
        #: What these are.
        self.kind = kind
        self._list = [Entry(protocol, kind, record) for record in records]
        self._by_id = {entry.id: entry for entry in self._list}

    @overload
    def __getitem__(self, which: int | str) -> Entry: ...

    @overload
    def __getitem__(self, which: slice) -> list[Entry]: ...

    def __getitem__(self, which: int | str | slice) -> Entry | list[Entry]:
        if isinstance(which, str):
            try:
                return self._by_id[which]
            except KeyError:
                raise KeyError(f"there is no such {self.kind.name.lower()}") from None
        return self._list[which]

    def get(self, which: str) -> Entry | None:
        """The entry with an id, or None."""
        return self._by_id.get(which)

    def ids(self) -> list[str]:
        """All ids."""
        return list(self._by_id)

    def __len__(self) -> int:
        return len(self._list)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._list)

    def __contains__(self, what: object) -> bool:
        return what in self._by_id if isinstance(what, str) else what in self._list

    def __repr__(self) -> str:
        return f"<refpath {self.kind.name.lower()}: {', '.join(self._by_id) or 'none'}>"
