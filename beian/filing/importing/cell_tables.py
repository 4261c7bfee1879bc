"""What our sheets are read from: a workbook, or CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from beian.filing.importing.sheet_xml import RawCell, SheetRow


class CellRange(NamedTuple):
    """A rectangle of cells; rows count from 1, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class CellTables(Protocol):
    """Tables of cells with a title each, and how their places are called."""

    titles: list[str]
    called: str
    """What one of them is: "sheet"."""

    def rows(self, title: str) -> Iterator[SheetRow]:
        """Yield the rows of a table, in order."""

    def value(self, cell: RawCell) -> Any:
        """Return what a cell holds. Raises ValueError, which continues after its location."""

    def number_format(self, cell: RawCell) -> str:
        """Return how a number in the cell is shown."""

    def merged(self, title: str) -> list[CellRange]:
        """Return the cells of a table that are merged, once its rows were read."""

    def place(self, name: str, row: int, column: tuple[int, str] | None = None) -> str:
        """Return what a row is called, or a cell in the column of that index and head."""
