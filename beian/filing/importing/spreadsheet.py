"""An Excel workbook's sheets and the values of their cells.

openpyxl knows the parts, styles and dates of a workbook; the cells themselves come through
sheet_xml.py, which is many times faster.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHARED_STRINGS

from beian.base.errors import BeianError
from beian.filing.importing.sheet_xml import RawCell, SheetRow, sheet_rows, string_table
from beian.filing.importing.source import quoted, refuse, require_file

LAST_ROW = 1_048_576
"""Excel's last row."""

_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"


class Spreadsheet:
    """An open workbook; `titles` are the names of its sheets in their order."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Read all but the cells: of openpyxl's steps in ExcelReader.read those that matter."""
        reader: Any = ExcelReader(stream, read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        self._workbook: Any = reader.wb
        self._archive: zipfile.ZipFile = reader.archive
        self._parts: dict[str, str] = {
            sheet.name: part.target
            for sheet, part in reader.parser.find_sheets()
            if "chartsheet" not in part.Type
        }
        self._strings: list[str] = []
        strings = reader.package.find(SHARED_STRINGS)
        if strings is not None:
            with self._archive.open(strings.PartName.lstrip("/")) as table:
                self._strings = string_table(table)
        self.titles = list(self._parts)
        self._formats: dict[int, str] = {}

    def rows(self, title: str) -> Iterator[SheetRow]:
        """The rows that are written down, in order; ValueError beyond Excel's last row."""
        with self._archive.open(self._parts[title]) as stream:
            for row in sheet_rows(stream):
                if not 0 < row.number <= LAST_ROW:
                    raise ValueError(f"row {row.number} of {title}")
                yield row

    def value(self, cell: RawCell) -> str | int | float | bool | Any:
        """What a cell holds: text, number, truth, or a date or time of datetime; else None.

        Raises ValueError, with a message that goes on from the cell's place ("holds ...").
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
            return self._number(cell)
        return cell.text

    def number_format(self, cell: RawCell) -> str:
        """How Excel shows a number: General, 0.00, 000000 and so on."""
        if cell.style not in self._formats:
            number = self._workbook._cell_styles[cell.style].numFmtId
            own = number - BUILTIN_FORMATS_MAX_SIZE
            self._formats[cell.style] = (
                BUILTIN_FORMATS.get(number, "General")
                if own < 0
                else self._workbook._number_formats[own]
            )
        return self._formats[cell.style]

    def _number(self, cell: RawCell) -> Any:
        text = str(cell.text)
        whole = text.lstrip("-").isdigit()
        number = int(text) if whole else float(text)
        if cell.style not in self._workbook._date_formats:
            return number
        try:
            duration = cell.style in self._workbook._timedelta_formats
            return from_excel(number, self._workbook.epoch, timedelta=duration)
        except (OverflowError, ValueError) as error:
            raise ValueError("holds a date that no calendar has") from error


@contextmanager
def open_spreadsheet(file: Path) -> Iterator[Spreadsheet]:
    """The workbook in `file`. Whatever fails while it is open becomes ImportRefused."""
    require_file(file)
    if not zipfile.is_zipfile(file):
        with file.open("rb") as stream:
            start = stream.read(len(_OLD_OR_ENCRYPTED))
        if start == _OLD_OR_ENCRYPTED:
            raise refuse(file, "is an old .xls or has a password; save it as .xlsx without one")
        raise refuse(file, "is not an Excel workbook (.xlsx)")
    try:
        with warnings.catch_warnings(), file.open("rb") as stream:
            warnings.simplefilter("ignore")  # openpyxl warns of looks that it does not keep
            yield Spreadsheet(stream)
    except BeianError:
        raise
    except Exception as error:  # openpyxl lets through whatever a broken file makes it meet
        raise refuse(
            file, f"is a broken workbook ({type(error).__name__}); open and save it in Excel"
        ) from error
