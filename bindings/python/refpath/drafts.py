# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Drafts: a protocol that is built or changed in code, and written as XML."""
from __future__ import annotations

import datetime
import threading
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, TypeVar

from refpath import core
from refpath.errors import ClosedError
from refpath.loading import Limits, loading_of
from refpath.moments import written, written_duration

if TYPE_CHECKING:
    from refpath.protocols import Protocol

D = TypeVar("D", bound="Draft")

Attribute = str | bool | int | datetime.date | datetime.timedelta


def _attribute_of(value: Attribute | None) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime.timedelta):
        return written_duration(value)
    return None if value is None else written(value)


class Draft:
    """A protocol in the making: the tree of elements that the format has. Elements are numbers."""

    __slots__ = ("_handle", "_lock", "__weakref__")

    def __init__(self, id: str, language: str) -> None:  # pylint: disable=redefined-builtin
        """An empty draft: a protocol with this id, version "1", status draft, in this language."""
        self._handle: core.Draft | None = core.Draft.make(id, language)
        self._lock = threading.RLock()

    @classmethod
    def of(cls: type[D], protocol: Protocol) -> D:
        """A draft of what a protocol says, with all that it includes in one."""
        draft = cls.__new__(cls)
        draft._handle = core.Draft.from_protocol(protocol._open())
        draft._lock = threading.RLock()
        return draft

    def _open(self) -> core.Draft:
        handle = self._handle
        if handle is None:
            raise ClosedError("this draft was closed")
        return handle

    @property
    def root(self) -> int:
        """The outermost element, `protocol`."""
        return self._open().root()

    def find(self, id: str, name: str | None = None) -> int | None:  # pylint: disable=redefined-builtin
        """The first element with an id, or None; `name`: an element of that name, such as "actor"."""
        with self._lock:
            return self._open().find(name, id) or None

    def add(self, parent: int, name: str, text: str | None = None, /, **attributes: Attribute | None) -> int:
        """Adds an element as the last in another, with its text and its attributes, and gives its number.

        In the names of attributes "_" stands for "-", and "_" at the end for nothing; xml_lang is xml:lang. Where one of
        them is refused, nothing was added.
        """
        with self._lock:
            draft = self._open()
            made = draft.add(parent, name)
            try:
                for key, value in attributes.items():
                    key = "xml:lang" if key == "xml_lang" else key.removesuffix("_").replace("_", "-")
                    draft.set_(made, key, _attribute_of(value))
                if text is not None:
                    draft.text(made, text)
            except BaseException:
                draft.remove(made)
                raise
        return made

    def set(self: D, element: int, attribute: str, value: Attribute | None) -> D:
        """Sets an attribute ("respond-within", "xml:lang"), or takes it away (None)."""
        with self._lock:
            self._open().set_(element, attribute, _attribute_of(value))
        return self

    def text(self: D, element: int, text: str) -> D:
        """Sets the characters of a label, text, question or contact."""
        with self._lock:
            self._open().text(element, text)
        return self

    def remove(self: D, element: int) -> D:
        """Takes an element out, with all that stands in it."""
        with self._lock:
            self._open().remove(element)
        return self

    def compile(self, *, limits: Limits | None = None) -> Protocol:
        """Makes a protocol of it. The draft stays as it is; problems name the lines that xml() gives."""
        from refpath.protocols import Protocol  # pylint: disable=import-outside-toplevel

        notes = core.Problems.make()
        with self._lock:
            handle = self._open().compile_(loading_of(limits), notes)
        return Protocol._made(handle, notes, None, limits)

    def xml(self) -> bytes:
        """The draft as XML."""
        with self._lock:
            return self._open().write()

    def close(self) -> None:
        """Lets go of it now. Protocols made from it stay good."""
        self._handle = None

    def __enter__(self: D) -> D:
        self._open()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None,
                 _trace: TracebackType | None) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Draft is not pickled; xml() gives what it says, and Protocol.load() reads that")

    def __repr__(self) -> str:
        return f"<refpath.Draft{' (closed)' if self._handle is None else ''}>"
