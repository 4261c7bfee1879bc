"""Read our sheets from CSV files, one a sheet, in a folder or a ZIP file."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from beian.filing.import_errors import Fault, ImportRefused
from beian.filing.importing.cell_tables import CellRange
from beian.filing.importing.parsed_file import refuse, require_file
from beian.filing.importing.sheet_columns import SHEETS
from beian.filing.importing.sheet_xml import RawCell, SheetRow
from beian.filing.importing.sizes import check_archive, check_files

_ENDING = ".csv"
_DELIMITERS = ",;\t"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_KEPT_AS_TEXT = re.compile(r"=\"([^\"]*)\"|'(\d+)")
"""What people write so that a spreadsheet leaves a number alone: ="0755...", '0755..."""
_NAMES = ", ".join(f"{sheet.name}{_ENDING}" for sheet in SHEETS)


class CsvTables:
    """The CSV files of a folder or ZIP file. Raises ImportRefused if there are none."""

    called = "CSV file"

    def __init__(self, file: Path) -> None:
        self._contents = _in_folder(file) if file.is_dir() else _in_archive(file)
        if not self._contents:
            raise refuse(file, f"holds no {_ENDING} files; one for each sheet is read: {_NAMES}")
        self.titles = list(self._contents)

    def rows(self, title: str) -> Iterator[SheetRow]:
        """Yield the rows of a file; a row's number is that of its first line.

        Raises ImportRefused for what is no CSV, or holds more values than there are heads.
        """
        name, data = self._contents[title]
        text = _text(name, data)
        first_line = text.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=first_line.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        heads, line = 0, 1
        try:
            for record in reader:
                cells = [
                    RawCell(index, "inlineStr", 0, value, False)
                    for index, value in enumerate(record)
                    if value and not value.isspace()
                ]
                heads = heads or len(record)
                if cells and cells[-1].column >= heads:
                    raise ImportRefused([Fault(f"{name}, line {line}", _too_many(record, heads))])
                yield SheetRow(line, cells)
                line = reader.line_num + 1
        except csv.Error as error:
            raise ImportRefused([Fault(f"{name}, line {line}", f"is no CSV: {error}")]) from error

    def value(self, cell: RawCell) -> str:
        text = cell.text or ""
        kept = _KEPT_AS_TEXT.fullmatch(text.strip())
        return (kept[1] or kept[2] or "") if kept else text

    def number_format(self, cell: RawCell) -> str:
        del cell
        return ""

    def merged(self, title: str) -> list[CellRange]:
        del title
        return []

    def place(self, name: str, row: int, column: tuple[int, str] | None = None) -> str:
        place = f"{name}{_ENDING}, line {row}"
        return f"{place}, column {column[1]}" if column else place


def _too_many(record: list[str], heads: int) -> str:
    return (
        f"has {len(record)} values under {heads} heads; put text that holds a comma into"
        " quotation marks"
    )


def _in_folder(folder: Path) -> dict[str, tuple[str, bytes]]:
    try:
        files = [each for each in sorted(folder.iterdir()) if each.suffix.lower() == _ENDING]
        files = [each for each in files if each.is_file()]
        check_files(folder, files)
        return {each.stem: (each.name, each.read_bytes()) for each in files}
    except OSError as error:
        raise refuse(folder, f"can't be read: {error.strerror}") from error


def _in_archive(file: Path) -> dict[str, tuple[str, bytes]]:
    require_file(file)
    contents: dict[str, tuple[str, bytes]] = {}
    try:
        with zipfile.ZipFile(file) as archive:
            check_archive(file, archive)
            for member in archive.infolist():
                name = PurePosixPath(member.filename.replace("\\", "/"))
                if name.suffix.lower() != _ENDING or name.name.startswith("."):
                    continue
                if "__MACOSX" in name.parts:
                    continue
                if name.stem in contents:
                    raise refuse(file, f"holds {name.name} twice")
                contents[name.stem] = (name.name, archive.read(member))
    except zipfile.BadZipFile as error:
        raise refuse(file, "is no ZIP file, or a broken one") from error
    except (RuntimeError, NotImplementedError) as error:
        raise refuse(file, "has a password; pack it without one") from error
    return contents


def _text(name: str, data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark, or in GB18030."""
    if data.startswith(_WIDE_MARKS):
        raise ImportRefused([Fault(name, "is UTF-16; save it as CSV UTF-8")])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
    raise ImportRefused(
        [Fault(f"{name}, line {line}", "is neither UTF-8 nor GB18030; save it as CSV UTF-8")]
    )
