# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The tree of an answer as Python has it: objects, lists, texts, numbers, moments. Made from the library's cursor, a level
at a time, when somebody looks."""
from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn, overload

from refpath import core
from refpath.keys import DAYS, DURATIONS, KEY_OF, absent, attribute_of, word_of
from refpath.moments import day_of, duration_of, moment_of


def children_of(value: core.Value) -> Iterator[core.Value]:
    """What stands in a value, in order."""
    child = value.at(0)
    while child is not None:
        yield child
        child = child.next_()


def _text_of(key: str, text: str) -> str | datetime.date | datetime.timedelta:
    if key in DAYS:
        return day_of(text)
    if key in DURATIONS:
        return duration_of(text)
    return word_of(key, text)


def python_of(value: core.Value, key: str) -> Any:
    """What a value is in Python; `key` is the one it stands under, in a list that of the list."""
    kind = value.get_kind()
    if kind == core.VALUE_OBJECT:
        return Record(value)
    if kind == core.VALUE_ARRAY:
        return Values(value, key)
    if kind == core.VALUE_STRING:
        return _text_of(key, value.string() or "")
    if kind == core.VALUE_TIME:
        return moment_of(value.integer(), value.string() or "")
    return value.integer() != 0 if kind == core.VALUE_FLAG else value.integer()


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    return [_plain(one) for one in value] if isinstance(value, Values) else value


def refuse_pickle(what: object) -> NoReturn:
    """Cases and answers do not leave the process by accident."""
    raise TypeError(f"a {type(what).__name__} holds facts of a child and is not pickled; "
                    "where they have to go elsewhere, json() gives them in so many words")


class Record(Mapping[str, Any]):
    """An object of an answer: a mapping by key, read only; keys are attributes too (see refpath.keys)."""

    __slots__ = ("_value", "_children")

    def __init__(self, value: core.Value) -> None:
        self._value = value
        self._children: dict[str, Any] | None = None

    def _all(self) -> dict[str, Any]:
        children = self._children
        if children is None:
            children = {}
            for child in children_of(self._value):
                key = child.key() or ""
                children[key] = python_of(child, key)
            self._children = children
        return children

    def __getitem__(self, key: str) -> Any:
        return self._all()[key]

    def __len__(self) -> int:
        return self._value.size()

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        children = self._all()
        key = KEY_OF.get(name)
        if key is not None:
            return children[key] if key in children else absent(key)
        if name in children:
            return children[name]
        raise AttributeError(f"there is no key {name} in this part of the answer")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(attribute_of(key) for key in self._all())})

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == (other.to_dict() if isinstance(other, Record) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<refpath.Record of {len(self)} keys>"

    def __reduce__(self) -> Any:
        refuse_pickle(self)

    def to_dict(self) -> dict[str, Any]:
        """All of it as dicts and lists."""
        return {key: _plain(value) for key, value in self._all().items()}


class Values(Sequence[Any]):
    """A list of an answer, read only."""

    __slots__ = ("_value", "_key", "_children")

    def __init__(self, value: core.Value, key: str) -> None:
        self._value = value
        self._key = key
        self._children: list[Any] | None = None

    def _all(self) -> list[Any]:
        if self._children is None:
            self._children = [python_of(child, self._key) for child in children_of(self._value)]
        return self._children

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...

    def __getitem__(self, index: int | slice) -> Any:
        return self._all()[index]

    def __len__(self) -> int:
        return self._value.size()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Sequence) and not isinstance(other, (str, bytes)):
            return self._all() == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<refpath.Values: {len(self)}>"

    def __reduce__(self) -> Any:
        refuse_pickle(self)
