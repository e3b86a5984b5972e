# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Plots of analyses by matplotlib, one function each. Every one gives the axes that it drew on.

Colours go from dark to light, so that they survive print and colour blindness; names are those of the protocol.
"""
from __future__ import annotations

import collections
import textwrap
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from refpath.enums import Analysis, Kind
from refpath.tables import needed

if TYPE_CHECKING:
    from refpath.findings import Findings
    from refpath.tables import Cell, Row

COLOURS = "cividis"
MATPLOTLIB = "apt-get install python3-matplotlib"
HOUR = 3600
#: Counts of (from, to), one for each step from a column of names to the next.
Flows = list[collections.Counter[tuple[str, str]]]
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _axes(ax: Any, width: float, height: float) -> Any:
    """The axes that were given, or those of a new figure, in inches."""
    if ax is not None:
        return ax
    figure = needed("matplotlib.figure", MATPLOTLIB).Figure(
        figsize=(width, height), layout="constrained")
    return figure.add_subplot()


def _name(findings: Findings, kind: Kind, id: Cell, language: str | None) -> str:  # pylint: disable=redefined-builtin
    return findings.protocol.label(kind, str(id), language) or str(id)


def _share(ppm: Cell) -> float:
    return ppm / 10_000 if isinstance(ppm, int) else float("nan")


def _worst(shares: Iterable[float]) -> float:
    return min((share for share in shares if share == share), default=float("nan"))


def _matrix(ax: Any, cells: list[list[float]], rows: list[str], columns: list[str], title: str, scale: str,
            **how: Any) -> Any:
    """A heat map with a scale beside it."""
    image = ax.imshow(cells, aspect="auto", cmap=COLOURS, **how)
    ax.set_xticks(range(len(columns)), columns, rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(len(rows)), rows)
    ax.set_title(title)
    ax.figure.colorbar(image, ax=ax, label=scale)
    return ax


def gaps(findings: Findings, *, ax: Any = None, language: str | None = None, kind: str | None = None,
         most: int = 40) -> Any:
    """A heat map of services by place: the share of cases that are served, of the kind of case that is served worst, or of
    one `kind`; the services with the largest gaps first, at most so many."""
    found: dict[Cell, dict[Cell, list[float]]] = collections.defaultdict(lambda: collections.defaultdict(list))
    places: dict[Cell, None] = {}
    for row in findings.table("coverage"):
        if kind is None or row["kind"] == kind:
            places[row["place"]] = None
            found[row["service"]][row["place"]].append(_share(row["share"]))
    cells = {service: [_worst(of[place]) for place in places] for service, of in found.items()}
    services = sorted(cells, key=lambda service: sum(cell for cell in cells[service] if cell == cell))[:most]
    ax = _axes(ax, 3.5 + 0.45 * len(places), 2 + 0.24 * len(services))
    return _matrix(ax, [cells[service] for service in services],
                   [_name(findings, Kind.SERVICE, service, language) for service in services],
                   [_name(findings, Kind.PLACE, place, language) for place in places],
                   f"Cases served: {kind or 'the kind served worst'}", "% of cases", vmin=0, vmax=100)


def places(findings: Findings, *, ax: Any = None, language: str | None = None) -> Any:
    """The tree of places, the outermost on the left: the share of rows (service and kind) that are served whole; of a place
    with parts that of the part served worst."""
    shares = {row["place"]: _share(row["whole-share"]) for row in findings.table("by-place")}
    entries = findings.protocol.places
    within: dict[str | None, list[str]] = collections.defaultdict(list)
    for entry in entries:
        within[entry.within].append(entry.id)
    boxes: list[tuple[str, int, float, float]] = []  # what, how deep, from, to

    def lay(place: str, deep: int, start: float) -> tuple[float, float]:
        """Where a place ends, and its share."""
        end, parts = start, [shares.get(place, float("nan"))]
        for part in within[place]:
            end, share = lay(part, deep + 1, end)
            parts.append(share)
        shares[place] = _worst(parts)
        end = max(end, start + (1 if shares[place] == shares[place] else 0))
        if end > start:
            boxes.append((place, deep, start, end))
        return end, shares[place]

    bottom = 0.0
    for place in within[None]:
        bottom, _ = lay(place, 0, bottom)
    deepest = max((deep for _, deep, _, _ in boxes), default=0)
    ax = _axes(ax, 2.4 * (deepest + 1) + 1, 1 + 0.32 * bottom)
    colour = needed("matplotlib", MATPLOTLIB).colormaps[COLOURS]
    for place, deep, start, end in boxes:
        share = shares[place]
        ax.barh(start + (end - start) / 2, 1, end - start, left=deep, color=colour(share / 100), edgecolor="white")
        ax.text(deep + 0.03, start + (end - start) / 2, f"{_name(findings, Kind.PLACE, place, language)}  {share:.0f} %",
                va="center", fontsize=8, color="white" if share < 60 else "black", clip_on=True)
    ax.set_xlim(0, deepest + 1)
    ax.set_ylim(bottom, 0)
    ax.set_axis_off()
    ax.set_title("Served whole, by place (of a place with parts: the worst)")
    return ax


def times(findings: Findings, *, ax: Any = None, language: str | None = None) -> Any:
    """The distribution of times: how many of the rows (place, kind and step) have help within how long; for the median
    report and for the worst one. What is never served keeps the curves below 100 %."""
    table = findings.table("times")
    ax = _axes(ax, 6.4, 4.2)
    for column, style in (("median", "-"), ("worst", "--")):
        hours = sorted(cell / HOUR for cell in table.column(column) if isinstance(cell, int))
        ax.step([0.0, *hours], [100 * number / max(len(table), 1) for number in range(len(hours) + 1)], style,
                where="post", label=f"{column} report")
    ax.set_xscale("symlog", linthresh=1)
    ax.set_xlim(left=0)
    ax.set_ylim(0, 100)
    ax.set_xlabel("hours from the report")
    ax.set_ylabel("% of rows (place, kind, step)")
    ax.set_title(f"Time to service: {findings.protocol.labels.get(language or 'en', findings.protocol.id)}")
    ax.grid(alpha=0.3)
    ax.legend(loc="lower right")
    return ax


def hours(findings: Findings, *, ax: Any = None, language: str | None = None, place: str | None = None) -> Any:
    """The week by the hour of the report: how many rows of the table of times miss a target then, at all places or at one."""
    cells = [[0.0] * 24 for _ in DAYS]
    for row in findings.table("hours"):
        weekday, hour, missed = row["weekday"], row["hour"], row["rows-target-missed"]
        if (place is None or row["place"] == place) and isinstance(weekday, int) and isinstance(hour, int):
            cells[weekday - 1][hour] += missed if isinstance(missed, int) else 0
    where = _name(findings, Kind.PLACE, place, language) if place is not None else "all places"
    return _matrix(_axes(ax, 9, 3), cells, list(DAYS), [f"{hour:02}" for hour in range(24)],
                   f"Targets missed by the hour of the report: {where}", "rows (kind, step)", vmin=0)


def _bands(findings: Findings, language: str | None) -> Flows:
    """(from, to) of each step of the rules of contact: those they are for, who stands between, whom they lead to."""
    nodes, edges = findings._graph()
    names = {node["id"]: next((text for tag, text in (node.get("labels") or {}).items() if tag == (language or "en")),
                              node["ref"]) for node in nodes}
    ends: dict[str, dict[str, list[str]]] = collections.defaultdict(lambda: collections.defaultdict(list))
    for edge in edges:
        if edge["kind"] in ("from", "to", "through"):
            rule, other = (edge["to"], edge["from"]) if edge["kind"] == "from" else (edge["from"], edge["to"])
            ends[rule][edge["kind"]].append(names[other])
    first: collections.Counter[tuple[str, str]] = collections.Counter()
    second: collections.Counter[tuple[str, str]] = collections.Counter()
    for rule in ends.values():
        between = rule["through"][0] if rule["through"] else "directly"
        first.update((who, between) for who in rule["from"] for _ in rule["to"])
        second.update((between, who) for who in rule["to"] for _ in rule["from"])
    return [first, second]


def _columns(flows: Flows) -> list[collections.Counter[str]]:
    """How much there is of each name in each column: what comes in or what goes out, whichever is more."""
    columns: list[collections.Counter[str]] = [collections.Counter() for _ in range(len(flows) + 1)]
    for number, flow in enumerate(flows):
        out: collections.Counter[str] = collections.Counter()
        for (left, right), count in flow.items():
            out[left] += count
            columns[number + 1][right] += count
        columns[number] |= out
    return columns


def sankey(flows: Flows, *, ax: Any = None, title: str = "") -> Any:
    """Bands between columns of names: counts of (from, to), one for each step from a column to the next."""
    columns = _columns(flows)
    space = 0.03 * max(sum(column.values()) for column in columns)
    ax = _axes(ax, 3.4 * len(columns), 1.5 + 0.3 * max(len(column) for column in columns))
    at = [_stacked(column, space) for column in columns]
    colour = needed("matplotlib", MATPLOTLIB).colormaps[COLOURS]
    for number, flow in enumerate(flows):
        left_at, right_at = dict(at[number]), dict(at[number + 1])
        shade = {name: 0.1 + 0.8 * i / max(len(left_at) - 1, 1) for i, name in enumerate(left_at)}
        for (left, right), count in sorted(flow.items(), key=lambda one: (at[number][one[0][0]], at[number + 1][one[0][1]])):
            _band(ax, (number + 0.04, left_at[left]), (number + 0.96, right_at[right]), count, colour(shade[left]))
            left_at[left] += count
            right_at[right] += count
    for number, column in enumerate(columns):
        for name, start in at[number].items():
            ax.barh(start + column[name] / 2, 0.08, column[name], left=number - 0.04, color="black")
            ax.text(number + (-0.06 if number == 0 else 0.06), start + column[name] / 2, name, va="center",
                    ha="right" if number == 0 else "left", fontsize=8)
    ax.set_ylim(max((start + column[name] for place, column in zip(at, columns) for name, start in place.items()),
                    default=1), -space)
    ax.set_xlim(-0.7, len(flows) + 0.7)
    ax.set_axis_off()
    ax.set_title(title)
    return ax


def _stacked(column: collections.Counter[str], space: float) -> dict[str, float]:
    """Where each begins, the largest first."""
    at, found = 0.0, {}
    for name, count in sorted(column.items(), key=lambda item: (-item[1], item[0])):
        found[name] = at
        at += count + space
    return found


def _band(ax: Any, start: tuple[float, float], end: tuple[float, float], width: float, colour: Any) -> None:
    path = needed("matplotlib.path", MATPLOTLIB).Path
    patch = needed("matplotlib.patches", MATPLOTLIB).PathPatch
    (x, y), (to_x, to_y) = start, end
    half = (x + to_x) / 2
    ax.add_patch(patch(path(
        [(x, y), (half, y), (half, to_y), (to_x, to_y), (to_x, to_y + width), (half, to_y + width), (half, y + width),
         (x, y + width), (x, y)],
        [path.MOVETO, path.CURVE4, path.CURVE4, path.CURVE4, path.LINETO, path.CURVE4, path.CURVE4, path.CURVE4,
         path.CLOSEPOLY]), facecolor=colour, alpha=0.45, edgecolor="none"))


def flows(findings: Findings, *, ax: Any = None, language: str | None = None) -> Any:
    """Rules of contact as bands: who, through whom, to whom; a band is as wide as it has pairs of the two."""
    return sankey(_bands(findings, language), ax=ax, title="Who reaches whom through whom")


def _bars(ax: Any, names: list[str], xlabel: str, title: str) -> Any:
    """Axes for a bar to each name, the first on top."""
    ax = _axes(ax, 7.5, 1.4 + 0.26 * max(len(names), 1))
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.set_xlabel(xlabel)
    ax.set_title(title)
    ax.grid(axis="x", alpha=0.3)
    return ax


def _whole(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def use(findings: Findings, *, ax: Any = None, language: str | None = None, most: int = 30) -> Any:
    """What providers can take (frames) and what they do in the best sharing out of the stream (bars), and behind it what is
    missing to serve all; the bottlenecks first. Those that take as many as come are not there."""
    rows = [row for row in findings.table("providers") if row["capacity"] is not None][:most]
    names = [_name(findings, Kind.ACTOR, row["actor"], language) for row in rows]
    ax = _bars(ax, names, "cases a week", "Capacity and load")
    can, does, lacks = ([_whole(row[column]) / 1000 for row in rows] for column in ("capacity", "carried", "missing"))
    colour = needed("matplotlib", MATPLOTLIB).colormaps[COLOURS]
    ax.barh(range(len(rows)), does, color=colour(0.2), label="served")
    ax.barh(range(len(rows)), lacks, left=can, color=colour(0.85), hatch="//", label="missing")
    ax.barh(range(len(rows)), can, fill=False, edgecolor="black", label="capacity")
    ax.legend(loc="lower right")
    return ax


def stream(findings: Findings, *, ax: Any = None, language: str | None = None, most: int = 25) -> Any:
    """The stream of cases as bands: from which place, for which step, and whether it is served; the steps asked for most, at
    most so many."""
    asked: collections.Counter[Cell] = collections.Counter()
    for row in findings.table("demand"):
        asked[row["step"]] += _whole(row["demand"])
    named = {step: textwrap.shorten(_name(findings, Kind.STEP, step, language), 40, placeholder="…")
             for step, _ in asked.most_common(most)}
    first: collections.Counter[tuple[str, str]] = collections.Counter()
    second: collections.Counter[tuple[str, str]] = collections.Counter()
    for row in findings.table("demand"):
        step = named.get(row["step"], "other steps")
        first[_name(findings, Kind.PLACE, row["place"], language), step] += _whole(row["demand"])
        for column, told in (("served", "served"), ("overload", "too many"), ("nobody", "nobody there")):
            second[step, told] += _whole(row[column])
    return sankey([+first, +second], ax=ax, title="The stream of cases: where, for what, what becomes of it")


def _intervals(ax: Any, rows: list[Row], columns: dict[str, tuple[str, str]], scale: float) -> Any:
    """Points with their confidence intervals: of each column, that of its half width and what it is called."""
    colour = needed("matplotlib", MATPLOTLIB).colormaps[COLOURS]
    for number, (column, (within, told)) in enumerate(columns.items()):
        there = [(at, row) for at, row in enumerate(rows) if row[column] is not None]
        ax.errorbar([_whole(row[column]) / scale for _, row in there], [at + 0.2 * number for at, _ in there],
                    xerr=[_whole(row[within]) / scale for _, row in there], fmt="os"[number % 2], markersize=4, capsize=2,
                    color=colour(0.75 * number), label=told)
    ax.set_xlim(left=0)
    ax.legend(loc="lower right")
    return ax


def waits(findings: Findings, *, ax: Any = None, language: str | None = None, most: int = 30) -> Any:
    """How long cases wait for each service in a simulation, with 95 % confidence intervals; the longest first."""
    rows = sorted((row for row in findings.table("simulated-services") if row["wait-mean"] is not None),
                  key=lambda row: -_whole(row["wait-mean"]))[:most]
    ax = _bars(ax, [_name(findings, Kind.SERVICE, row["service"], language) for row in rows], "hours", "Waiting for help")
    ax.set_xscale("symlog", linthresh=1)
    return _intervals(ax, rows, {"wait-mean": ("wait-mean-within", "mean"),
                                 "wait-p90": ("wait-p90-within", "nine in ten")}, HOUR)


def missed(findings: Findings, *, ax: Any = None, language: str | None = None, most: int = 30) -> Any:
    """Of how many cases a simulation misses the target and the limit, by service, with 95 % confidence intervals."""
    shares = ("limit-missed-share", "target-missed-share")
    rows = sorted((row for row in findings.table("simulated-services") if any(row[share] is not None for share in shares)),
                  key=lambda row: [-_whole(row[share]) for share in shares])[:most]
    ax = _bars(ax, [_name(findings, Kind.SERVICE, row["service"], language) for row in rows], "% of cases",
               "Targets and limits missed")
    return _intervals(ax, rows, {"target-missed-share": ("target-missed-share-within", "target"),
                                 "limit-missed-share": ("limit-missed-share-within", "limit")}, 10_000)


def failures(findings: Findings, *, ax: Any = None, language: str | None = None, most: int = 25) -> Any:
    """Whose loss takes most: of how many rows (place, step and kind) some case, and every case, is lost."""
    rows = findings.table("failures")[:most]
    parts = {"actor": Kind.ACTOR, "role": Kind.ROLE, "from": Kind.PLACE, "to": Kind.ACTOR, "interface": Kind.INTERFACE,
             "site": Kind.PLACE}
    of_links = {**parts, "to": Kind.PLACE}
    names = [", ".join(_name(findings, kind, row[part], language)
                       for part, kind in (of_links if row["element"] == "link" else parts).items() if row[part] is not None)
             for row in rows]
    ax = _bars(ax, [f"{name} ({row['element']})" for name, row in zip(names, rows)], "rows (place, step, kind)",
               "Without them, help is lost")
    colour = needed("matplotlib", MATPLOTLIB).colormaps[COLOURS]
    for column, told, shade in (("rows-lost", "for some", 0.8), ("rows-all-lost", "for all", 0.1)):
        ax.barh(range(len(rows)), [_whole(row[column]) for row in rows], color=colour(shade), label=told)
    ax.legend(loc="lower right")
    return ax


PLOTS: dict[Analysis, dict[str, Callable[..., Any]]] = {
    Analysis.COVERAGE: {"gaps": gaps, "places": places},
    Analysis.FAILURES: {"failures": failures},
    Analysis.TIMES: {"times": times, "hours": hours},
    Analysis.LOAD: {"use": use, "stream": stream},
    Analysis.SIMULATION: {"waits": waits, "missed": missed},
    Analysis.NETWORK: {"flows": flows},
}


def plot(findings: Findings, what: str | None = None, **options: Any) -> Any:
    """One of the plots that an analysis has; the first without a name."""
    there = PLOTS.get(findings.analysis, {})
    if not there:
        raise TypeError(f"the analysis {findings.analysis} has no plots; its tables go to any plotting library")
    if what is not None and what not in there:
        raise ValueError(f"the analysis {findings.analysis} has the plots {', '.join(there)}")
    return there[what or next(iter(there))](findings, **options)
