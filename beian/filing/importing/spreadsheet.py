"""An Excel workbook's sheets and the values of their cells.

openpyxl's public classes read the workbook's parts, styles and dates; the cells themselves come
through sheet_xml.py, which is three times as fast.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path
from openpyxl.packaging.workbook import WorkbookPackage
from openpyxl.utils.datetime import (
    CALENDAR_MAC_1904,
    CALENDAR_WINDOWS_1900,
    from_excel,
    from_ISO8601,
)
from openpyxl.xml.functions import fromstring

from beian.base.errors import BeianError
from beian.filing.importing.cell_tables import CellRange
from beian.filing.importing.number_formats import NumberFormat, number_formats
from beian.filing.importing.parsed_file import quoted, refuse, require_file
from beian.filing.importing.sheet_xml import (
    RawCell,
    SheetRow,
    column_index,
    column_letters,
    sheet_rows,
    string_table,
)
from beian.filing.importing.sizes import check_archive

LAST_ROW = 1_048_576
"""Excel's last row."""

_STRICT, _TRANSITIONAL = (
    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
"""The namespace by which a Strict Open XML workbook names its sheets, and the usual one."""
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"


class Spreadsheet:
    """An open workbook; `titles` are the names of its worksheets in their order."""

    called = "sheet"

    def __init__(self, stream: IO[bytes]) -> None:
        """Read everything but the cells."""
        self._archive = zipfile.ZipFile(stream)
        root = get_dependents(self._archive, "_rels/.rels")
        workbook_part = _parts(root, "officeDocument")[0]
        written = self._archive.read(workbook_part).replace(_STRICT, _TRANSITIONAL)
        tree: Any = fromstring(written)
        workbook: Any = WorkbookPackage.from_tree(tree)
        links = get_rels_path(workbook_part)  # type: ignore[no-untyped-call]
        relations = get_dependents(self._archive, links)
        self._epoch = CALENDAR_WINDOWS_1900
        if workbook.properties and workbook.properties.date1904:
            self._epoch = CALENDAR_MAC_1904
        worksheets = set(_parts(relations, "worksheet"))
        parts = {sheet.name: relations.get(sheet.id).target for sheet in workbook.sheets}
        self._worksheets = {title: part for title, part in parts.items() if part in worksheets}
        self.titles = list(self._worksheets)
        self._formats = [NumberFormat()]
        for part in _parts(relations, "styles"):
            self._formats = number_formats(self._archive.read(part))
        self._merged: dict[str, list[str]] = {}
        self._strings: list[str] = []
        for part in _parts(relations, "sharedStrings"):
            with self._archive.open(part) as table:
                self._strings = string_table(table)

    def rows(self, title: str) -> Iterator[SheetRow]:
        """Yield the rows of a sheet, in order. Raises ValueError beyond Excel's last row."""
        merged = self._merged[title] = []
        with self._archive.open(self._worksheets[title]) as stream:
            for row in sheet_rows(stream, merged):
                if not 0 < row.number <= LAST_ROW:
                    raise ValueError(f"row {row.number} of {title}")
                yield row

    def value(self, cell: RawCell) -> str | int | float | bool | Any:
        """Return what a cell holds: text, number, truth, or a date or time of datetime; else None.

        Raises ValueError, whose message continues after the cell's location ("holds ...").
        """
        if cell.text is None:
            if cell.formula and cell.type != "str":  # "str": the formula gave an empty text
                raise ValueError(
                    "holds a formula without a value; open the workbook in Excel, let it"
                    " calculate, and save it"
                )
            return None
        if cell.type == "s":
            return self._strings[int(cell.text)]
        if cell.type == "b":
            return cell.text.strip() == "1"
        if cell.type == "e":
            raise ValueError(f"holds the error {quoted(cell.text)}")
        if cell.type == "d":
            return from_ISO8601(cell.text)  # type: ignore[no-untyped-call]
        if cell.type == "n":
            return self._number(cell.text, self._formats[cell.style])
        return cell.text

    def merged(self, title: str) -> list[CellRange]:
        """Return the cells of a sheet that are merged, once its rows were read."""
        found = map(_RANGE.fullmatch, self._merged.get(title, ()))
        return [
            CellRange(int(one[2]), column_index(one[1]), int(one[4]), column_index(one[3]))
            for one in found
            if one is not None
        ]

    def place(self, name: str, row: int, column: tuple[int, str] | None = None) -> str:
        if column is None:
            return f"sheet {name}, row {row}"
        return f"sheet {name}, cell {column_letters(column[0])}{row}"

    def number_format(self, cell: RawCell) -> str:
        """Return how Excel shows a number: General, 0.00, 000000 and so on."""
        return self._formats[cell.style].code

    def _number(self, text: str, shown: NumberFormat) -> Any:
        number = int(text) if text.lstrip("-").isdigit() else float(text)
        if not shown.is_date:
            return number
        try:
            return from_excel(number, self._epoch, timedelta=shown.is_duration)
        except (OverflowError, ValueError) as error:
            raise ValueError("holds a date that no calendar has") from error


def _parts(relations: RelationshipList, kind: str) -> list[str]:
    """Return the names in the archive of the parts of a kind, such as "worksheet"."""
    return [str(each.target) for each in relations if each.Type.rpartition("/")[2] == kind]


@contextmanager
def open_spreadsheet(file: Path) -> Iterator[Spreadsheet]:
    """Open the workbook in `file`. Whatever fails while it is open becomes ImportRefused."""
    require_file(file)
    if not zipfile.is_zipfile(file):
        with file.open("rb") as stream:
            start = stream.read(len(_OLD_OR_ENCRYPTED))
        if start == _OLD_OR_ENCRYPTED:
            raise refuse(file, "is an old .xls or has a password; save it as .xlsx without one")
        raise refuse(file, "is not an Excel workbook (.xlsx)")
    try:
        with warnings.catch_warnings(), file.open("rb") as stream:
            warnings.simplefilter("ignore")  # openpyxl warns of styling that it drops
            with zipfile.ZipFile(stream) as archive:
                check_archive(file, archive)
            yield Spreadsheet(stream)
    except BeianError:
        raise
    except Exception as error:  # a broken file makes openpyxl raise all kinds of errors
        raise refuse(
            file, f"is a broken workbook ({type(error).__name__}); open and save it in Excel"
        ) from error
