# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""How protocols and plans look in a notebook: HTML without scripts, in the direction of its words."""
from __future__ import annotations

import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from refpath.enums import Kind

if TYPE_CHECKING:
    from refpath.answers import Plan
    from refpath.findings import Findings
    from refpath.protocols import Protocol
    from refpath.tables import Table

#: Rows of a table that are shown; the others are counted.
MOST_ROWS = 50


def _cell(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        value = f"{value:%Y-%m-%d %H:%M} UTC"
    return f'<td dir="auto">{escape(str(value or ""))}</td>'


def _row(*values: Any) -> str:
    return f"<tr>{''.join(_cell(value) for value in values)}</tr>"


def _table(caption: str, head: tuple[str, ...], rows: list[str]) -> str:
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    return (f"<table><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table>")


def _label(protocol: Protocol, kind: Kind, of: Any) -> str:
    names = [of] if isinstance(of, str) else list(of or ())
    return ", ".join(protocol.label(kind, one) or one for one in names)


def _head(protocol: Protocol) -> str:
    adopted = "" if protocol.status == "adopted" else f" Nobody has adopted this protocol ({protocol.status})."
    return f'<p dir="auto"><b>{escape(protocol.id)}</b>, version {escape(protocol.version)}.{escape(adopted)}</p>'


def protocol_html(protocol: Protocol) -> str:
    """A protocol: what it is called, and how much of what it has."""
    about = protocol.about()
    labels = "".join(f'<p dir="auto" lang="{escape(tag)}">{escape(text)}</p>' for tag, text in protocol.labels.items())
    rows = [_row(kind, number) for kind, number in about.root["counts"].items() if number]
    return f"{_head(protocol)}{labels}{_table('What it has', ('Kind', 'Number'), rows)}<p>{protocol.fingerprint}</p>"


def _step_row(plan: Plan, step: Any) -> str:
    protocol = plan.protocol
    first = step.candidates[0] if step.candidates else None
    kind = Kind.SERVICE if step.kind == "service" else Kind.ROLE
    goal = _label(protocol, kind, step.goal) or _label(protocol, Kind.STEP, step.ids)
    actor = _label(protocol, Kind.ACTOR, first.actor) if first is not None else ""
    path = _label(protocol, Kind.ACTOR, list(first.path)[1:-1]) if first is not None else ""
    return _row(goal, step.state, step.certainty, actor, path, step.target)


def plan_html(plan: Plan) -> str:
    """A plan: its steps in order."""
    protocol = plan.protocol
    steps = [_step_row(plan, step) for step in plan.steps]
    advice = [_row(one.kind, _label(protocol, Kind.ADVICE, one.id)) for one in plan.advice]
    ask = [_row(_label(protocol, Kind.FACT, one.fact)) for one in plan.ask]
    return (f"{_head(protocol)}<p>As of {plan.now:%Y-%m-%d %H:%M} UTC.</p>"
            + _table("Advice", ("Kind", "Advice"), advice)
            + _table("Steps", ("What", "State", "Certainty", "Who", "Through", "By"), steps)
            + _table("To ask", ("Fact",), ask))


def table_html(table: Table) -> str:
    """A table of an analysis: the first rows, with units."""
    heads = tuple(f"{column.id} ({column.unit})" if column.unit else column.id for column in table.columns)
    rows = [_row(*("" if cell is None else str(cell) for cell in row.values())) for row in table[:MOST_ROWS]]
    more = len(table) - len(rows)
    return _table(table.id, heads, rows) + (f"<p>{more} rows more.</p>" if more > 0 else "")


def findings_html(findings: Findings) -> str:
    """An analysis: its tables."""
    return (f"{_head(findings.protocol)}<p>As of {findings.now:%Y-%m-%d %H:%M} UTC.</p>"
            + "".join(table_html(table) for table in findings.tables))
