"""The rows of our sheets: the cells under the columns we know, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from beian.base.invisible import without_invisible
from beian.filing.import_errors import Fault, ImportRefused
from beian.filing.importing.cell_tables import CellTables
from beian.filing.importing.cells import cell_content
from beian.filing.importing.parsed_file import quoted
from beian.filing.importing.sheet_columns import SHEETS, Column, Sheet
from beian.filing.importing.sheet_xml import RawCell, column_letters

_NAMES = frozenset(sheet.name for sheet in SHEETS)
_ALIKE, _SOMEWHAT_ALIKE = 0.8, 0.6
"""How much a sheet's name is to be like that of one that is missing to be taken for it; more where
that one may be missing."""


class Row:
    """A row that is not blank: the meaning of its cells and their faults, by column name."""

    __slots__ = ("faults", "number", "values")

    def __init__(self, number: int) -> None:
        self.number = number
        self.values: dict[str, Any] = {}
        self.faults: dict[str, str] = {}


class Grid:
    """The sheets of sheet_columns.py in a workbook or in CSV files.

    Raises ImportRefused if sheets or columns are missing, unknown or given twice.
    """

    def __init__(self, file: Path, tables: CellTables) -> None:
        self._file = file
        self._tables = tables
        self._titles = {without_invisible(title).strip().lower(): title for title in tables.titles}
        self._last_rows: dict[str, int] = {}
        self._headers: dict[str, dict[int, Column]] = {}
        faults = [fault for sheet in SHEETS for fault in self._header_faults(sheet)]
        if faults:
            raise ImportRefused(faults)

    def location(self, sheet: Sheet, row: int, column: str) -> str:
        """Return the name of a cell: "sheet websites, cell F12"; of the row, if the file lacks the
        column."""
        for index, each in self._headers[sheet.name].items():
            if each.name == column:
                return self._tables.place(sheet.name, row, (index, column))
        return self._tables.place(sheet.name, row)

    def row_location(self, sheet: Sheet, row: int) -> str:
        """Return the name of a row: "sheet websites, row 12"."""
        return self._tables.place(sheet.name, row)

    def merged(self, sheet: Sheet) -> Iterator[tuple[str, str]]:
        """Yield location and fault of each cell that is blank because it is merged with another,
        once the rows of the sheet were read."""
        if sheet.name not in self._titles:
            return
        header = self._headers[sheet.name]
        last = self._last_rows.get(sheet.name, 0)
        for area in sorted(self._tables.merged(self._titles[sheet.name])):
            anchor = (area.first_row, area.first_column)
            with_ = f"{column_letters(area.first_column)}{area.first_row}"
            for row in range(max(area.first_row, 2), min(area.last_row, last) + 1):
                for index, column in header.items():
                    inside = area.first_column <= index <= area.last_column
                    if inside and (row, index) != anchor:
                        reason = f"is merged with {with_}; unmerge the cells and fill in each"
                        yield self.location(sheet, row, column.name), reason

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Yield the rows below the header that are not blank; none where the sheet is left out."""
        if sheet.name not in self._titles:
            return
        header = self._headers[sheet.name]
        for number, cells in self._tables.rows(self._titles[sheet.name]):
            if number == 1:
                continue
            row = Row(number)
            for cell in cells:
                column = header.get(cell.column)
                if column is not None:
                    self._fill(row, column, cell)
            if row.values or row.faults:
                self._last_rows[sheet.name] = number
                yield row

    def _fill(self, row: Row, column: Column, cell: RawCell) -> None:
        try:
            value = self._tables.value(cell)
            if isinstance(value, (int, float)):
                content = cell_content(value, column.kind, self._tables.number_format(cell))
            else:
                content = cell_content(value, column.kind)
        except ValueError as error:
            row.faults[column.name] = str(error)
            return
        if content is not None:
            row.values[column.name] = content

    def _header_faults(self, sheet: Sheet) -> Iterator[Fault]:
        if sheet.name not in self._titles:
            others = [title for title in self._titles if title not in _NAMES]
            cutoff = _ALIKE if sheet.optional else _SOMEWHAT_ALIKE
            near = get_close_matches(sheet.name, others, n=1, cutoff=cutoff)
            table = f"the {self._tables.called}"
            hint = f"; did you mean {table} {quoted(self._titles[near[0]])}?" if near else ""
            if hint or not sheet.optional:
                yield Fault(str(self._file), f"{table} {sheet.name} is missing{hint}")
            return
        header: dict[int, Column] = {}
        for index, name in self._first_row(sheet):
            column = sheet.column(name.lower())
            location = self._tables.place(sheet.name, 1, (index, name))
            if column is None:
                near = get_close_matches(name.lower(), [each.name for each in sheet.columns], n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                yield Fault(location, f"{quoted(name)} is not a known column{hint}")
            elif column in header.values():
                yield Fault(location, f"the column {column.name} is there already")
            else:
                header[index] = column
        for column in sheet.columns:
            if column.required and column not in header.values():
                head = self._tables.place(sheet.name, 1)
                yield Fault(head, f"the column {column.name} is missing")
        if sheet.either and not any(each.name in sheet.either for each in header.values()):
            wanted = " or ".join(sheet.either)
            head = self._tables.place(sheet.name, 1)
            yield Fault(head, f"the column {wanted} is missing")
        self._headers[sheet.name] = header

    def _first_row(self, sheet: Sheet) -> Iterator[tuple[int, str]]:
        """Yield index and text of each cell of the header that is not blank."""
        for number, cells in self._tables.rows(self._titles[sheet.name]):
            if number == 1:
                for cell in cells:
                    name = without_invisible(str(self._tables.value(cell) or "")).strip()
                    if name:
                        yield cell.column, name
            return
