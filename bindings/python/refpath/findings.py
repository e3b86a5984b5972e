# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What an analysis found: tables, for some a network too."""
from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from refpath.answers import Answer
from refpath.enums import Analysis
from refpath.errors import UnsupportedError
from refpath.tables import Table, Tables, needed

if TYPE_CHECKING:
    from refpath import core
    from refpath.protocols import Protocol


class Findings(Answer):
    """The answer of an analysis of a protocol: `tables` of whole numbers, each with its unit; of some a `graph`."""

    __slots__ = ("_tables",)

    def __init__(self, handle: core.Answer, protocol: Protocol) -> None:
        super().__init__(handle, protocol)
        self._tables: Tables | None = None

    @property
    def analysis(self) -> Analysis:
        """Which analysis it is of."""
        return Analysis(self.root["analysis"])

    @property
    def now(self) -> datetime.datetime:
        """As of when."""
        now = self.root["now"]
        assert isinstance(now, datetime.datetime)
        return now

    @property
    def tables(self) -> Tables:
        """All tables, by number or by id."""
        handle = self._open()
        if self._tables is None:
            root = handle.root()
            assert root is not None
            self._tables = Tables(self, root)
        return self._tables

    def table(self, which: str | None = None) -> Table:
        """One table; without an id the first."""
        return self.tables[0 if which is None else which]

    def close(self) -> None:
        """Lets go of it now, as of any answer; of tables what was looked at stays."""
        super().close()
        self._tables = None

    # -- networks ----------------------------------------------------------------------------------------------------

    def _graph(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        graph = self.root.get("graph")
        if graph is None:
            raise UnsupportedError(f"the analysis {self.analysis} has no graph; network() and pathways() have")
        plain = graph.to_dict()
        return plain["nodes"], plain.get("edges", [])

    def to_networkx(self) -> Any:
        """A networkx.MultiDiGraph: what an answer tells of a node or an edge are its attributes; edges have their kind as
        key."""
        networkx = needed("networkx", "apt-get install python3-networkx")
        nodes, edges = self._graph()
        made = networkx.MultiDiGraph(analysis=str(self.analysis), protocol=self.protocol.id)
        for node in nodes:
            made.add_node(node.pop("id"), **node)
        for edge in edges:
            made.add_edge(edge.pop("from"), edge.pop("to"), key=edge["kind"], **edge)
        return made

    def to_igraph(self) -> Any:
        """A directed igraph.Graph: nodes have their id as `name`; what one of them does not tell is None."""
        igraph = needed("igraph", "apt-get install python3-igraph")
        nodes, edges = self._graph()
        number = {node["id"]: i for i, node in enumerate(nodes)}
        made = igraph.Graph(len(nodes), [(number[edge["from"]], number[edge["to"]]) for edge in edges], directed=True)
        made["analysis"] = str(self.analysis)
        made["protocol"] = self.protocol.id
        for of, elements, left_out in ((made.vs, nodes, ("id",)), (made.es, edges, ("from", "to"))):
            for key in dict.fromkeys(key for element in elements for key in element if key not in left_out):
                of[key] = [element.get(key) for element in elements]
        made.vs["name"] = list(number)
        return made

    # -- to be looked at ---------------------------------------------------------------------------------------------

    def plot(self, what: str | None = None, **options: Any) -> Any:
        """A plot by matplotlib, in one line: gives its axes, whose `figure` has savefig(). What there is:

        coverage: "gaps", a heat map of services by place, and "places", the tree of places;
        times: "times", the distribution of times, and "hours", the week by the hour;
        failures: "failures", whose loss takes most;
        load: "use", capacity and load of providers, and "stream", what becomes of the stream of cases, as bands;
        simulation: "waits" and "missed", waiting times and missed targets by service, with confidence intervals;
        network: "flows", who reaches whom through whom, as bands.

        `ax=`: axes to draw on; `language=`: of names, as far as matplotlib can set them; gaps: `kind=`, one kind of case;
        `most=`: how many rows, where there may be many. refpath.plots has each as a function.
        """
        from refpath import plots  # pylint: disable=import-outside-toplevel

        return plots.plot(self, what, **options)

    def _repr_svg_(self) -> str | None:
        return self.draw() if "graph" in self.root else None

    def _repr_html_(self) -> str | None:
        from refpath.notebook import findings_html  # pylint: disable=import-outside-toplevel

        return None if "graph" in self.root else findings_html(self)
