# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The tables of an analysis: rows of plain Python, or what pandas, Polars and Arrow make of them."""
from __future__ import annotations

import dataclasses
import datetime
import os
import pathlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from refpath import core
from refpath.moments import moment_of
from refpath.records import children_of

if TYPE_CHECKING:
    from refpath.findings import Findings

#: What stands in a table.
Cell = str | int | bool | datetime.datetime | None
Row = dict[str, Cell]


@dataclasses.dataclass(frozen=True)
class Column:
    """A column of a table."""

    #: Its name, which stays the same from release to release.
    id: str
    #: "ppm", "s", "min", "cases", "children" and so on; None of what is no figure.
    unit: str | None


def needed(module: str, package: str) -> Any:
    """A library that is not needed for anything else; ImportError says how to come by it."""
    import importlib  # pylint: disable=import-outside-toplevel

    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ImportError(f"this needs {module.partition('.')[0]}, which is not here: {package}", name=module) from error


def _cell(value: core.Value) -> Cell:
    """Texts are left as they are: an id of the protocol may be any word."""
    kind = value.get_kind()
    if kind == core.VALUE_STRING:
        return value.string()
    if kind == core.VALUE_TIME:
        return moment_of(value.integer(), value.string() or "")
    if kind == core.VALUE_FLAG:
        return value.integer() != 0
    return value.integer()


class Table(Sequence[Row]):
    """A table: a sequence of rows, each a dict of all columns in order, None where the row does not tell."""

    __slots__ = ("id", "columns", "_findings", "_rows", "_kept")

    def __init__(self, findings: Findings, value: core.Value) -> None:
        self._findings = findings
        #: Its name.
        self.id: str = _text(value, "id")
        #: Its columns, in order.
        self.columns: tuple[Column, ...] = tuple(Column(_text(column, "id"), _text(column, "unit") or None)
                                                 for column in _children(value, "columns"))
        self._rows = value.get("rows")
        self._kept: list[Row] | None = None

    def _all(self) -> list[Row]:
        if self._kept is None:
            empty: Row = {column.id: None for column in self.columns}
            self._kept = [empty | {cell.key() or "": _cell(cell) for cell in children_of(row)}
                          for row in (children_of(self._rows) if self._rows is not None else ())]
        return self._kept

    @overload
    def __getitem__(self, which: int) -> Row: ...

    @overload
    def __getitem__(self, which: slice) -> list[Row]: ...

    def __getitem__(self, which: int | slice) -> Row | list[Row]:
        return self._all()[which]

    def __len__(self) -> int:
        return self._rows.size() if self._rows is not None else 0

    def __iter__(self) -> Iterator[Row]:
        return iter(self._all())

    def column(self, which: str) -> list[Cell]:
        """All cells of a column."""
        if all(column.id != which for column in self.columns):
            raise KeyError(f"the table {self.id} has no such column")
        return [row[which] for row in self._all()]

    @property
    def units(self) -> dict[str, str]:
        """The unit of every column that has one."""
        return {column.id: column.unit for column in self.columns if column.unit is not None}

    def to_csv(self, file: str | os.PathLike[str] | None = None, *, min_cell: int = 0) -> bytes:
        """The table as CSV (RFC 4180, UTF-8), the same bytes in every language; written to a file where one is named.

        `min_cell`: rows with a count of children from 1 to below this tell no figures.
        """
        content = self._findings._open().table(self.id, min_cell)
        if file is not None:
            pathlib.Path(file).write_bytes(content)
        return content

    def _kind(self, column: Column) -> type:
        """What the cells of a column are: the same for a table without rows as far as units tell."""
        if column.unit is not None:
            return int
        return next((type(row[column.id]) for row in self._all() if row[column.id] is not None), str)

    def to_pandas(self) -> Any:
        """A pandas.DataFrame; numbers may be missing (Int64). `attrs` has the id and the units."""
        pandas = needed("pandas", "apt-get install python3-pandas")
        kinds = {int: "Int64", bool: "boolean", datetime.datetime: "datetime64[ns, UTC]", str: "object"}
        frame = pandas.DataFrame({column.id: pandas.Series(self.column(column.id), dtype=kinds[self._kind(column)])
                                  for column in self.columns})
        frame.attrs.update(table=self.id, units=self.units)
        return frame

    def to_polars(self) -> Any:
        """A polars.DataFrame. Units are in `columns` of this table."""
        polars = needed("polars", "pip install polars")
        kinds = {int: polars.Int64, bool: polars.Boolean, datetime.datetime: polars.Datetime("us", "UTC"),
                 str: polars.String}
        return polars.DataFrame({column.id: self.column(column.id) for column in self.columns},
                                schema={column.id: kinds[self._kind(column)] for column in self.columns})

    def to_arrow(self) -> Any:
        """A pyarrow.Table; fields have the unit in their metadata."""
        arrow = needed("pyarrow", "pip install pyarrow")
        kinds = {int: arrow.int64(), bool: arrow.bool_(), datetime.datetime: arrow.timestamp("s", "UTC"), str: arrow.string()}
        fields = [arrow.field(column.id, kinds[self._kind(column)],
                              metadata={"unit": column.unit} if column.unit is not None else None)
                  for column in self.columns]
        return arrow.table([arrow.array(self.column(field.name), field.type) for field in fields],
                           schema=arrow.schema(fields, metadata={"table": self.id}))

    def _repr_html_(self) -> str:
        from refpath.notebook import table_html  # pylint: disable=import-outside-toplevel

        return table_html(self)

    def __repr__(self) -> str:
        return f"<refpath.Table {self.id!r}: {len(self)} rows of {', '.join(column.id for column in self.columns)}>"


def _text(value: core.Value, key: str) -> str:
    found = value.get(key)
    return (found.string() if found is not None else None) or ""


def _children(value: core.Value, key: str) -> Iterator[core.Value]:
    found = value.get(key)
    return children_of(found) if found is not None else iter(())


class Tables(Sequence[Table]):
    """The tables of an analysis: a sequence that is looked into by number or by id."""

    __slots__ = ("_list",)

    def __init__(self, findings: Findings, root: core.Value) -> None:
        self._list = [Table(findings, table) for table in _children(root, "tables")]

    @overload
    def __getitem__(self, which: int | str) -> Table: ...

    @overload
    def __getitem__(self, which: slice) -> list[Table]: ...

    def __getitem__(self, which: int | str | slice) -> Table | list[Table]:
        if not isinstance(which, str):
            return self._list[which]
        for table in self._list:
            if table.id == which:
                return table
        raise KeyError(f"this analysis has the tables {', '.join(self.ids())}")

    def ids(self) -> list[str]:
        """Their names, in order."""
        return [table.id for table in self._list]

    def __len__(self) -> int:
        return len(self._list)

    def __contains__(self, what: object) -> bool:
        return what in self.ids() if isinstance(what, str) else any(what is table for table in self._list)

    def __repr__(self) -> str:
        return f"<refpath.Tables: {', '.join(self.ids())}>"
