# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Questions about a protocol as a whole, and what would be if it were another."""
from __future__ import annotations

import os
import pathlib
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from refpath import core, whatif
from refpath.cases import Text, bytes_of, json_of
from refpath.enums import Analysis, number_of
from refpath.findings import Findings
from refpath.moments import Moment, seconds

if TYPE_CHECKING:
    from refpath.drafts import Attribute

S = TypeVar("S", bound="Analyses")

Study = Mapping[str, Any] | Text | os.PathLike[str]
#: Told how much of how much is done; False, or an exception, stops the analysis.
Progress = Callable[[int, int], Any]


class _Shown:
    """How far it is, on standard error, for as long as it goes on."""

    def __init__(self) -> None:
        self._percent = -1

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        if percent != self._percent:
            self._percent = percent
            print(f"\r{percent:3} %", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Takes it away again."""
        if self._percent >= 0:
            print("\r     \r", end="", file=sys.stderr, flush=True)


def _study_of(study: Study | None) -> bytes | None:
    if study is None:
        return None
    if isinstance(study, os.PathLike):
        return pathlib.Path(study).read_bytes()
    return json_of(study) if isinstance(study, Mapping) else bytes_of(study)


class Analyses:
    """The half of a protocol that asks about all children at once. Each method takes what analyse() takes."""

    __slots__ = ()

    def _open(self) -> core.Protocol:
        raise NotImplementedError

    def analyse(self, analysis: Analysis | str, study: Study | None = None, now: Moment | None = None, *,
                viewer: str | None = None, min_cell: int = 0, progress: Progress | bool | None = None, work: int = 0) -> Findings:
        """Analyses the protocol.

        `study`: what is looked at, as a dict, as JSON (a str or bytes), or in a file (a pathlib.Path); without one the
        usual study. `now`: the directory is taken as of then; without it the clock of this machine. `viewer`: who asks
        ("all": everything is shown). `min_cell`: rows with a count of children from 1 to below this tell no figures.
        `progress`: True shows on standard error how far it is; a function is called now and then with how much of how much is
        done, and what it raises, or False, stops the analysis, as Ctrl-C does. `work`: how much may be done, 0 for the usual
        bound.
        """
        number = number_of(Analysis(analysis))
        shown = _Shown() if progress is True else None
        told = shown if shown is not None else None if progress is False else progress
        if told is not None and not callable(told):
            raise TypeError("progress is True, or a function of how much of how much is done")
        try:
            handle = self._open().analyse(number, _study_of(study), seconds(now), viewer, min_cell, work, told)
        finally:
            if shown is not None:
                shown.end()
        return Findings(handle, self)  # type: ignore[arg-type]

    def coverage(self, study: Study | None = None, now: Moment | None = None, **options: Any) -> Findings:
        """Who is served where, with what; gaps, the worst first."""
        return self.analyse(Analysis.COVERAGE, study, now, **options)

    def failures(self, study: Study | None = None, now: Moment | None = None, **options: Any) -> Findings:
        """Whose loss leaves some without help, without a way to it, or too late."""
        return self.analyse(Analysis.FAILURES, study, now, **options)

    def drawdown(self, study: Study | None = None, now: Moment | None = None, **options: Any) -> Findings:
        """What is lost where a component, an agency or a place goes, and the smallest repair."""
        return self.analyse(Analysis.DRAWDOWN, study, now, **options)

    def times(self, study: Study | None = None, now: Moment | None = None, **options: Any) -> Findings:
        """How long each step takes from the report, and what takes the time."""
        return self.analyse(Analysis.TIMES, study, now, **options)

    def capacity(self, study: Study | None = None, now: Moment | None = None, **options: Any) -> Findings:
        """Capacity against a stream of cases, and its bottleneck: the analysis "load" (Protocol.load() reads a protocol)."""
        return self.analyse(Analysis.LOAD, study, now, **options)

    def simulate(self, study: Study | None = None, now: Moment | None = None, **options: Any) -> Findings:
        """A simulation with a seed: waiting times, overload, missed limits."""
        return self.analyse(Analysis.SIMULATION, study, now, **options)

    def coordination(self, study: Study | None = None, now: Moment | None = None, **options: Any) -> Findings:
        """Who talks to whom through whom: gatekeepers, longest ways, overlap, how stale the directory is."""
        return self.analyse(Analysis.COORDINATION, study, now, **options)

    def conformance(self, study: Study | None = None, now: Moment | None = None, **options: Any) -> Findings:
        """Whether a log of events keeps to the protocol, with reasons."""
        return self.analyse(Analysis.CONFORMANCE, study, now, **options)

    def network(self, study: Study | None = None, now: Moment | None = None, **options: Any) -> Findings:
        """Who reaches whom through whom, as a graph that can be drawn."""
        return self.analyse(Analysis.NETWORK, study, now, **options)

    def pathway_network(self, study: Study | None = None, now: Moment | None = None, **options: Any) -> Findings:
        """Pathways and steps as a graph that can be drawn: the analysis "pathways" (Protocol.pathways lists them)."""
        return self.analyse(Analysis.PATHWAYS, study, now, **options)

    def report(self, language: str | None = None, now: Moment | None = None, *, place: str | None = None,
               viewer: str | None = None) -> str:
        """The protocol as one paper, an HTML document that needs nothing else: whom to call for what at each place, pathways as
        pictures, gaps, and how fresh it all is.

        `place`: this place, or those in it; without one all. `viewer`: who will read it ("all": everything is shown).
        """
        return self._open().report(seconds(now), viewer, place, language).decode()

    # -- what if -----------------------------------------------------------------------------------------------------

    def without(self: S, *ids: str) -> S:
        """A new protocol without these: an actor with its units, all actors of a group, or an offer are not there at any
        moment; anything else is taken out, which is an InvalidProtocolError where something still names it."""
        return whatif.without(self, ids)  # type: ignore[arg-type, return-value]

    def with_offer(self: S, actor: str, *, service: str | Iterable[str], at: str | Iterable[str],
                   **attributes: Attribute | None) -> S:
        """A new protocol in which an actor offers these services at these places too. Further attributes are those of
        `offers`, with "_" for "-": respond_within, capacity, per, site, hours, id."""
        return whatif.with_offer(self, actor, {"service": service, "at": at,  # type: ignore[arg-type, return-value]
                                               **attributes})
