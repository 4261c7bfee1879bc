"""Read filing state from an .xlsx workbook, or from CSV files: a sheet for each list, linked by
ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from beian.filing.import_errors import Fault
from beian.filing.importing.cell_tables import CellTables
from beian.filing.importing.csv_files import CsvTables
from beian.filing.importing.grid import Grid, Row
from beian.filing.importing.parsed_file import (
    JsonPath,
    ParsedFile,
    Progress,
    json_location,
    no_progress,
    quoted,
)
from beian.filing.importing.sheet_columns import SHEETS, Sheet
from beian.filing.importing.spreadsheet import open_spreadsheet

_PROGRESS_EVERY = 1000

_SHEET_OF_ID = {
    "account_id": "accounts",
    "subject_id": "subjects",
    "website_id": "websites",
    "service_id": "services",
}
_ID_OF_SHEET = {sheet: column for column, sheet in _SHEET_OF_ID.items()}
_LISTS = {
    "accounts": ("subjects", "orders"),
    "subjects": ("websites", "services"),
    "websites": ("domains", "accesses"),
    "services": ("domains", "accesses"),
}

_Item = dict[str, Any]


def read_workbook(file: Path, progress: Progress = no_progress) -> ParsedFile:
    """Return the workbook in `file` as one document; blank rows and other sheets are skipped.

    Raises ImportRefused for what is no workbook of ours. Faults in single cells, and rows whose
    account, subject or website is not there, are in the result's `faults`.
    """
    with open_spreadsheet(file) as spreadsheet:
        return _read(file, spreadsheet, progress)


def read_csv(file: Path, progress: Progress = no_progress) -> ParsedFile:
    """Return the CSV files in `file`, a folder or ZIP file, as one document; as `read_workbook`."""
    return _read(file, CsvTables(file), progress)


def _read(file: Path, tables: CellTables, progress: Progress) -> ParsedFile:
    reading = _Reading(Grid(file, tables), progress)
    reading.read()
    return ParsedFile(reading.document, reading.location, tuple(reading.faults))


class _Reading:
    def __init__(self, grid: Grid, progress: Progress) -> None:
        self.document: _Item = {"accounts": []}
        self.faults: list[Fault] = []
        self._grid = grid
        self._progress = progress
        self._rows_read = 0
        self._origins: dict[int, tuple[Sheet, int]] = {}
        self._known: dict[tuple[str, ...], _Item] = {}

    def read(self) -> None:
        """Put each row into the list of its owner: sheet after sheet, parents first."""
        for sheet in SHEETS:
            for row in self._grid.rows(sheet):
                self._count()
                for column, reason in row.faults.items():
                    self._add_fault(row, sheet, column, reason)
                owner = self._owner(row, sheet)
                if owner is not None:
                    item = self._item(row, sheet)
                    owner[sheet.name].append(item)
            merged = dict(self._grid.merged(sheet))
            self.faults = [fault for fault in self.faults if fault.location not in merged]
            self.faults += [Fault(location, reason) for location, reason in merged.items()]

    def location(self, path: JsonPath) -> str:
        """Return the cell that a path stands for; the row or sheet, if no single cell does."""
        value: Any = self.document
        origin, rest = None, path
        for depth, step in enumerate(path):
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                break
            if id(value) in self._origins:
                origin, rest = self._origins[id(value)], path[depth + 1 :]
        if origin is None:
            return f"sheet {path[0]}" if path else json_location(path)
        sheet, row = origin
        for column in sheet.columns:
            shared = min(len(column.path), len(rest))
            if shared and column.path[:shared] == rest[:shared]:
                return self._grid.location(sheet, row, column.name)
        return self._grid.row_location(sheet, row)

    def _count(self) -> None:
        self._rows_read += 1
        if self._rows_read % _PROGRESS_EVERY == 0:
            self._progress("reading", self._rows_read, None)

    def _add_fault(self, row: Row, sheet: Sheet, column: str, reason: str) -> None:
        location = self._grid.location(sheet, row.number, column)
        self.faults.append(Fault(location, reason))

    def _owner(self, row: Row, sheet: Sheet) -> _Item | None:
        """Return the object that the row's links lead to; if there is none, None and a fault."""
        owner: _Item | None = self.document
        ids: tuple[str, ...] = ()
        links = self._links(row, sheet)
        for link in links:
            value = row.values.get(link)
            if value is None:
                if link not in row.faults:
                    either = " or ".join(sheet.either) if link in sheet.either else ""
                    self._add_fault(row, sheet, link, f"{either} is missing".strip())
                return None
            ids = (*ids, value)
            parent = _SHEET_OF_ID[link]
            owner = self._known.get((parent, *ids))
            if owner is None:
                within = f" for the account {quoted(ids[0])}" if len(ids) > 1 else ""
                reason = f"{quoted(value)} is not in the sheet {parent}{within}"
                self._add_fault(row, sheet, link, reason)
                return None
        return owner

    def _links(self, row: Row, sheet: Sheet) -> tuple[str, ...]:
        """Return the columns that lead to a row's owner; a fault where a row names two owners."""
        given = [link for link in sheet.either if link in row.values or link in row.faults]
        if len(given) > 1:
            reason = f"is filled in beside {given[0]}; fill in one of them in a row"
            self._add_fault(row, sheet, given[1], reason)
        return (*sheet.links, *(given or sheet.either)[:1])

    def _item(self, row: Row, sheet: Sheet) -> _Item:
        """Return the object that a row describes, with its lists still empty."""
        item: _Item = {name: [] for name in _LISTS.get(sheet.name, ())}
        for name, value in row.values.items():
            column = sheet.column(name)
            if column is None or name in sheet.links or name in sheet.either:
                continue
            target = item
            for step in column.path[:-1]:
                target = target.setdefault(step, {})
            target[column.path[-1]] = value
        self._origins[id(item)] = (sheet, row.number)
        own_id = row.values.get(_ID_OF_SHEET.get(sheet.name, ""))
        if own_id is not None:
            account_id = row.values["account_id"]
            key = (account_id,) if sheet.name == "accounts" else (account_id, own_id)
            self._known.setdefault((sheet.name, *key), item)
        return item
