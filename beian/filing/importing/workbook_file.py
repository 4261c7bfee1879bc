"""Read filing state from an .xlsx workbook: a sheet for each list, linked by ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from beian.filing.import_errors import Fault
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

_SHEET_OF_ID = {"account_id": "accounts", "subject_id": "subjects", "website_id": "websites"}
_ID_OF_SHEET = {sheet: column for column, sheet in _SHEET_OF_ID.items()}
_LISTS = {
    "accounts": ("subjects", "orders"),
    "subjects": ("websites",),
    "websites": ("domains", "accesses"),
}

_Item = dict[str, Any]


def read_workbook(file: Path, progress: Progress = no_progress) -> ParsedFile:
    """Return the workbook in `file` as one document; blank rows and other sheets are skipped.

    Raises ImportRefused for what is no workbook of ours. Faults in single cells, and rows whose
    account, subject or website is not there, are in the result's `faults`.
    """
    with open_spreadsheet(file) as spreadsheet:
        reading = _Reading(Grid(file, spreadsheet), progress)
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
        return f"sheet {sheet.name}, row {row}"

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
        for link in sheet.links:
            value = row.values.get(link)
            if value is None:
                if link not in row.faults:
                    self._add_fault(row, sheet, link, "is missing")
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

    def _item(self, row: Row, sheet: Sheet) -> _Item:
        """Return the object that a row describes, with its lists still empty."""
        item: _Item = {name: [] for name in _LISTS.get(sheet.name, ())}
        for name, value in row.values.items():
            column = sheet.column(name)
            if column is None or name in sheet.links:
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
