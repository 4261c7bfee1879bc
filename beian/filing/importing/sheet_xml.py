"""Read the XML of an Excel sheet and of its string table, by expat in one pass.

openpyxl's own reader takes three times as long (docs/decisions/0010). The elements: ECMA-376,
part 1, 18.3.1 (worksheets) and 18.4 (strings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.parsers import expat

_CHUNK = 1 << 16
_LONGEST_TEXT = 100_000
"""Characters of a cell; Excel's own limit is 32,767."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class RawCell(NamedTuple):
    """A cell as it is written: `column` counts from 0, `type` is the attribute t, `style` the
    attribute s, `text` the stored value; `formula` is true if it was calculated."""

    column: int
    type: str
    style: int
    text: str | None
    formula: bool


class SheetRow(NamedTuple):
    number: int
    cells: list[RawCell]


def sheet_rows(stream: IO[bytes], merged: list[str] | None = None) -> Iterator[SheetRow]:
    """Yield the rows that the sheet holds; blank ones are mostly left out.

    What is merged ("A2:A4") is added to `merged` at the end, where a sheet tells it. Raises
    expat.ExpatError or ValueError if the XML is broken.
    """
    reading = _SheetReading()
    while chunk := stream.read(_CHUNK):
        reading.parser.Parse(chunk, False)
        yield from reading.rows
        reading.rows.clear()
    reading.parser.Parse(b"", True)
    yield from reading.rows
    if merged is not None:
        merged += reading.merged


def string_table(stream: IO[bytes]) -> list[str]:
    """Return the texts that cells refer to by number. Errors as in `sheet_rows`."""
    reading = _StringReading()
    while chunk := stream.read(_CHUNK):
        reading.parser.Parse(chunk, False)
    reading.parser.Parse(b"", True)
    return reading.strings


class _Reading:
    """Handlers of one parse; they gather texts, except phonetic hints (rPh).

    Elements are known by their names without the prefix that some programs write (x:row).
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.gathered = 0
        self.gathers = False
        self.hinting = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._root
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = _refuse_entities

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def _root(self, name: str, _attributes: dict[str, str]) -> None:
        prefix, colon, _ = name.rpartition(":")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        if colon:
            written = prefix + colon
            self.parser.StartElementHandler = lambda name, attributes: self.start(
                name.removeprefix(written), attributes
            )
            self.parser.EndElementHandler = lambda name: self.end(name.removeprefix(written))

    def _text(self, data: str) -> None:
        if self.gathers:
            self.parts.append(data)
            self.gathered += len(data)
            if self.gathered > _LONGEST_TEXT:
                raise ValueError(f"a cell holds more than {_LONGEST_TEXT} characters")

    def begin_text(self) -> None:
        self.parts, self.gathered = [], 0


class _StringReading(_Reading):
    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "t":
            self.gathers = not self.hinting
        elif name == "rPh":
            self.hinting = True

    def end(self, name: str) -> None:
        if name == "t":
            self.gathers = False
        elif name == "rPh":
            self.hinting = False
        elif name == "si":
            self.strings.append(unescaped("".join(self.parts)))
            self.begin_text()


class _SheetReading(_Reading):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[SheetRow] = []
        self.merged: list[str] = []
        self._number = 0
        self._column = -1
        self._cells: list[RawCell] = []
        self._attributes: dict[str, str] = {}
        self._formula = False
        self._columns: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._attributes = attributes
            self._formula = False
            self.begin_text()
        elif name in {"v", "t"}:
            self.gathers = not self.hinting
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._column = -1
            self._cells = []
        elif name == "rPh":
            self.hinting = True
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in {"v", "t"}:
            self.gathers = False
        elif name == "row":
            self.rows.append(SheetRow(self._number, self._cells))
        elif name == "rPh":
            self.hinting = False

    def _end_cell(self) -> None:
        attributes = self._attributes
        reference = attributes.get("r")
        self._column = self._index(reference) if reference else self._column + 1
        text = "".join(self.parts) if self.parts else None
        kind = attributes.get("t", "n")
        if text and kind in {"inlineStr", "str"}:
            text = unescaped(text)
        style = int(attributes.get("s", 0))
        self._cells.append(RawCell(self._column, kind, style, text, self._formula))

    def _index(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        if letters not in self._columns:
            self._columns[letters] = column_index(letters)
        return self._columns[letters]


def column_index(letters: str) -> int:
    """Return 0 for A, 27 for AB. Raises ValueError if Excel has no such column."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise ValueError(f"there is no column {letters}")
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def column_letters(index: int) -> str:
    """Return A for 0, AB for 27."""
    letters = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        letters = chr(ord("A") + letter) + letters
        index -= 1
    return letters


def unescaped(text: str) -> str:
    """Return text with Excel's escapes for characters that XML can't hold: _x000D_."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _refuse_entities(*_: object) -> None:
    raise ValueError("a workbook declares no entities")
