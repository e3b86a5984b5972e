# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What if somebody left, or offered something more? A new protocol, by way of a draft; the old one stays as it is."""
from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import TYPE_CHECKING

from refpath.drafts import Draft
from refpath.errors import NotFoundError

if TYPE_CHECKING:
    from refpath.drafts import Attribute
    from refpath.protocols import Protocol

#: Who ended on that day is not there at any moment that can be asked about.
LONG_AGO = "1900-01-01"


class _Directory:
    """Who is in which group, and part of whom, as the draft says it."""

    def __init__(self, xml: bytes) -> None:
        root = ET.fromstring(xml)
        name = root.tag.removesuffix("protocol")
        self.actors = {actor.attrib["id"]: actor.attrib for actor in root.iter(f"{name}actor")}
        self.groups = {group.attrib["id"]: {part.attrib["id"] for part in group.iter(f"{name}group")}
                       for group in root.iter(f"{name}group")}

    def units(self, actors: Iterable[str]) -> set[str]:
        """These, and all that is part of them."""
        found = set(actors)
        while True:
            more = {actor for actor, says in self.actors.items() if says.get("part-of") in found} - found
            if not more:
                return found
            found |= more

    def members(self, group: str) -> set[str]:
        """All of a group and of those in it."""
        return {actor for actor, says in self.actors.items() if self.groups[group] & set(says["group"].split())}


def _end(draft: Draft, element: int) -> None:
    """It was there once: so that what names it still says something."""
    draft.set(element, "active-from", None).set(element, "active-until", LONG_AGO)


def _lose(draft: Draft, directory: _Directory, id: str) -> None:  # pylint: disable=redefined-builtin
    offer = draft.find(id, "offers")
    if id in directory.actors or id in directory.groups:
        for actor in sorted(directory.units({id} if id in directory.actors else directory.members(id))):
            element = draft.find(actor, "actor")
            assert element is not None
            _end(draft, element)
    elif offer is not None:
        _end(draft, offer)
    else:
        element = draft.find(id)
        if element is None:
            raise NotFoundError("without: the protocol has nothing of that id")
        draft.remove(element)


def without(protocol: Protocol, ids: Iterable[str]) -> Protocol:
    """The protocol without some of what it has."""
    with Draft.of(protocol) as draft:
        directory = _Directory(draft.xml())
        for id in ids:  # pylint: disable=redefined-builtin
            _lose(draft, directory, id)
        return draft.compile()


def with_offer(protocol: Protocol, actor: str, attributes: dict[str, Attribute | Iterable[str] | None]) -> Protocol:
    """The protocol with one offer more."""
    plain: dict[str, Attribute | None] = {
        key: " ".join(value) if isinstance(value, Iterable) and not isinstance(value, str) else value
        for key, value in attributes.items()}
    with Draft.of(protocol) as draft:
        element = draft.find(actor, "actor")
        if element is None:
            raise NotFoundError("with_offer: the protocol has no such actor")
        draft.add(element, "offers", **plain)
        return draft.compile()
