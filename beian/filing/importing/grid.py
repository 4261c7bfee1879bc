"""The rows of our sheets: the cells under the columns we know, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from beian.filing.import_errors import Fault, ImportRefused
from beian.filing.importing.cells import cell_content
from beian.filing.importing.parsed_file import quoted
from beian.filing.importing.sheet_columns import SHEETS, Column, Sheet
from beian.filing.importing.sheet_xml import RawCell
from beian.filing.importing.spreadsheet import Spreadsheet


class Row:
    """A row that is not blank: the meaning of its cells and their faults, by column name."""

    __slots__ = ("faults", "number", "values")

    def __init__(self, number: int) -> None:
        self.number = number
        self.values: dict[str, Any] = {}
        self.faults: dict[str, str] = {}


class Grid:
    """The sheets of columns.py in a workbook.

    Raises ImportRefused if sheets or columns are missing, unknown or given twice.
    """

    def __init__(self, file: Path, spreadsheet: Spreadsheet) -> None:
        self._file = file
        self._spreadsheet = spreadsheet
        self._titles = {title.strip().lower(): title for title in spreadsheet.titles}
        self._headers: dict[str, dict[int, Column]] = {}
        faults = [fault for sheet in SHEETS for fault in self._header_faults(sheet)]
        if faults:
            raise ImportRefused(faults)

    def location(self, sheet: Sheet, row: int, column: str) -> str:
        """Return the name of a cell: "sheet websites, cell F12"; of the row, if the file lacks the
        column."""
        for index, each in self._headers[sheet.name].items():
            if each.name == column:
                return f"sheet {sheet.name}, cell {get_column_letter(index + 1)}{row}"
        return f"sheet {sheet.name}, row {row}"

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Yield the rows below the header that are not blank."""
        header = self._headers[sheet.name]
        for number, cells in self._spreadsheet.rows(self._titles[sheet.name]):
            if number == 1:
                continue
            row = Row(number)
            for cell in cells:
                column = header.get(cell.column)
                if column is not None:
                    self._fill(row, column, cell)
            if row.values or row.faults:
                yield row

    def _fill(self, row: Row, column: Column, cell: RawCell) -> None:
        try:
            value = self._spreadsheet.value(cell)
            if isinstance(value, (int, float)):
                content = cell_content(value, column.kind, self._spreadsheet.number_format(cell))
            else:
                content = cell_content(value, column.kind)
        except ValueError as error:
            row.faults[column.name] = str(error)
            return
        if content is not None:
            row.values[column.name] = content

    def _header_faults(self, sheet: Sheet) -> Iterator[Fault]:
        if sheet.name not in self._titles:
            near = get_close_matches(sheet.name, self._titles, n=1)
            hint = f"; did you mean the sheet {quoted(self._titles[near[0]])}?" if near else ""
            yield Fault(str(self._file), f"the sheet {sheet.name} is missing{hint}")
            return
        header: dict[int, Column] = {}
        for index, name in self._first_row(sheet):
            column = sheet.column(name.lower())
            location = f"sheet {sheet.name}, cell {get_column_letter(index + 1)}1"
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
                yield Fault(f"sheet {sheet.name}, row 1", f"the column {column.name} is missing")
        self._headers[sheet.name] = header

    def _first_row(self, sheet: Sheet) -> Iterator[tuple[int, str]]:
        """Yield index and text of each cell of the header that is not blank."""
        for number, cells in self._spreadsheet.rows(self._titles[sheet.name]):
            if number == 1:
                for cell in cells:
                    name = str(self._spreadsheet.value(cell) or "").strip()
                    if name:
                        yield cell.column, name
            return
