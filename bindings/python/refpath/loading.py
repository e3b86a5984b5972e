# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""How a protocol is loaded: limits, and documents that it includes."""
from __future__ import annotations

import dataclasses
import pathlib
from collections.abc import Callable, Mapping

from refpath import core

Document = str | bytes | bytearray | memoryview | pathlib.Path
Include = Callable[[str], Document | None] | Mapping[str, Document]


@dataclasses.dataclass(frozen=True)
class Limits:
    """Limits of a load; 0 is the usual one. Past a limit there is an error, never a slow success."""

    most_bytes: int = 0
    most_documents: int = 0
    most_depth: int = 0
    most_attributes: int = 0
    most_elements: int = 0
    most_value: int = 0
    most_tests: int = 0
    most_chain: int = 0
    most_tables: int = 0
    most_work: int = 0


def loading_of(limits: Limits | None) -> core.Loading | None:
    """The options for the library."""
    if limits is None:
        return None
    if not isinstance(limits, Limits):
        raise TypeError("limits are given as refpath.Limits(...)")
    loading = core.Loading.make()
    for field in dataclasses.fields(limits):
        loading.set_limit(field.name.replace("_", "-"), getattr(limits, field.name))
    return loading


def document_bytes(document: Document) -> bytes:
    """The bytes of a document."""
    if isinstance(document, pathlib.Path):
        return document.read_bytes()
    if isinstance(document, str):
        return document.encode()
    if isinstance(document, (bytes, bytearray, memoryview)):
        return bytes(document)
    raise TypeError("a document is a str, bytes, or a pathlib.Path")


def give_missing(loading: core.Loading, include: Include, given: dict[str, bytes]) -> None:
    """Asks the caller for what the last load missed, and remembers it in `given`."""
    names = [loading.nth_missing(i) for i in range(loading.missing())]
    for name in names:
        assert name is not None
        document = include.get(name) if isinstance(include, Mapping) else include(name)
        if document is None:
            loading.give_none(name)
        else:
            given[name] = document_bytes(document)
            loading.give(name, given[name])
