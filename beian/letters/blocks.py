"""A filled Word file as blocks of text: what a page of it shows, without Word.

Read are paragraphs and tables with alignment, indents, spacing, size, bold and underlined print,
and page breaks: all that a letter needs. `unsupported` names the rest.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TypedDict, TypeVar

from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_LINE = 1.2
"""The height of a line of single spacing, in sizes of its text."""
PLAIN_SIZE = 10.5
"""Points of text whose size a file does not say."""
_ALIGNMENTS = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
}
_UNSUPPORTED = {
    "w:drawing": "a picture or a drawing",
    "w:pict": "a picture or a text box",
    "w:object": "an embedded object",
    "w:numPr": "automatic numbering or bullets (type the numbers as text)",
    "w:footnoteReference": "a footnote",
    "w:fldChar": "a field, such as a date or a page number",
    "w:fldSimple": "a field, such as a date or a page number",
    "w:ins": "a tracked change (accept or reject it)",
    "w:del": "a tracked change (accept or reject it)",
    "w:sdt": "a content control",
    "m:oMath": "a formula",
}


_T = TypeVar("_T")


class Span(TypedDict):
    """Text of one look; `size` in points."""

    text: str
    size: float
    bold: bool
    underlined: bool


class ParagraphBlock(TypedDict):
    """A paragraph; lengths in points, `spacing` in lines."""

    kind: str
    align: str
    first: float
    left: float
    before: float
    after: float
    spacing: float
    breaks: bool
    spans: list[Span]


class TableBlock(TypedDict):
    """A table; widths are parts of the whole, and each cell holds paragraphs."""

    kind: str
    widths: list[float]
    lined: bool
    rows: list[list[list[ParagraphBlock]]]


class Page(TypedDict):
    """A page's size and margins (left, top, right, bottom) in points, and what is on it."""

    title: str
    width: float
    height: float
    margins: list[float]
    blocks: list[ParagraphBlock | TableBlock]


def page_of(word: bytes) -> Page:
    """Return what a Word file shows."""
    file = Document(io.BytesIO(word))
    section = file.sections[0]
    sides = (section.left_margin, section.top_margin, section.right_margin, section.bottom_margin)
    return {
        "title": file.core_properties.title,
        "width": _points(section.page_width, 595.0),
        "height": _points(section.page_height, 842.0),
        "margins": [_points(side, 72.0) for side in sides],
        "blocks": [_block(one) for one in file.iter_inner_content()],
    }


def text_of(word: bytes) -> str:
    """Return the text of a Word file, a paragraph or row of a table a line."""
    return "\n".join(_lines(Document(io.BytesIO(word)))).strip() + "\n"


def unsupported(word: bytes) -> list[str]:
    """Return what a Word file holds that a PDF of it would not show."""
    file = Document(io.BytesIO(word))
    styles = [style.element for p in file.paragraphs for style in _chain(p.style)]
    elements = [element for root in (file.element.body, *styles) for element in root.iter()]
    tags = {element.tag for element in elements if isinstance(element.tag, str)}
    found = dict.fromkeys(what for name, what in _UNSUPPORTED.items() if _tag(name) in tags)
    for section in file.sections:
        for part in (section.header, section.footer):
            if not part.is_linked_to_previous and any(p.text.strip() for p in part.paragraphs):
                found["a header or footer"] = None
    return list(found)


def _tag(name: str) -> str:
    if name.startswith("m:"):
        return "{http://schemas.openxmlformats.org/officeDocument/2006/math}" + name[2:]
    return str(qn(name))


def _lines(file: WordFile) -> Iterator[str]:
    for one in file.iter_inner_content():
        if isinstance(one, Paragraph):
            yield one.text
        else:
            for row in one.rows:
                yield "：".join(cell.text.replace("\n", " ") for cell in row.cells)


def _block(one: Paragraph | Table) -> ParagraphBlock | TableBlock:
    return _paragraph(one) if isinstance(one, Paragraph) else _table(one)


def _table(table: Table) -> TableBlock:
    widths = [_points(column.width, 0.0) for column in table.columns]
    return {
        "kind": "table",
        "widths": widths if all(widths) else [1.0 for _ in widths],
        "lined": _is_lined(table),
        "rows": [[_cell(cell) for cell in row.cells] for row in table.rows],
    }


def _is_lined(table: Table) -> bool:
    """Return whether lines are drawn around the cells: by the table itself or by its style."""
    own = table._tbl.tblPr.find(qn("w:tblBorders"))
    style = table.style
    inherited = style.element.find(".//" + qn("w:tblBorders")) if style is not None else None
    borders = own if own is not None else inherited
    if borders is None:
        return False
    return any(side.get(qn("w:val")) not in (None, "nil", "none") for side in borders)


def _cell(cell: _Cell) -> list[ParagraphBlock]:
    return [_paragraph(paragraph) for paragraph in cell.paragraphs]


def _paragraph(paragraph: Paragraph) -> ParagraphBlock:
    style = paragraph.style
    formats = [paragraph.paragraph_format, *(one.paragraph_format for one in _chain(style))]
    runs = list(_runs(paragraph))
    spacing = _first(one.line_spacing for one in formats) or 1.0
    alignment = _first(one.alignment for one in formats)
    breaks = _first(one.page_break_before for one in formats) or any(map(_breaks_page, runs))
    lines = spacing.pt / _size(None, style) / _LINE if isinstance(spacing, Length) else spacing
    return {
        "kind": "paragraph",
        "align": _ALIGNMENTS.get(alignment, "left") if alignment is not None else "left",
        "first": _points(_first(one.first_line_indent for one in formats), 0.0),
        "left": _points(_first(one.left_indent for one in formats), 0.0),
        "before": _points(_first(one.space_before for one in formats), 0.0),
        "after": _points(_first(one.space_after for one in formats), 0.0),
        "spacing": float(lines),
        "breaks": bool(breaks),
        "spans": [_span(run, style) for run in runs if run.text],
    }


def _runs(paragraph: Paragraph) -> Iterator[Run]:
    """Yield the runs of a paragraph, those of its links, too."""
    for one in paragraph.iter_inner_content():
        if isinstance(one, Run):
            yield one
        else:
            yield from one.runs


def _breaks_page(run: Run) -> bool:
    return any(br.get(qn("w:type")) == "page" for br in run._r.findall(qn("w:br")))


def _span(run: Run, style: ParagraphStyle | None) -> Span:
    styles = [*_chain(run.style), *_chain(style)]
    bold = _first([run.bold, *(one.font.bold for one in styles)])
    return {
        "text": run.text,
        "size": _size(run, style),
        "bold": bool(bold),
        "underlined": bool(run.underline),
    }


def _size(run: Run | None, style: ParagraphStyle | None) -> float:
    """Return the points of text: its own, else its style's."""
    own = [run.font.size, *(one.font.size for one in _chain(run.style))] if run else []
    found = _first([*own, *(one.font.size for one in _chain(style))])
    return found.pt if found is not None else PLAIN_SIZE


def _chain(style: BaseStyle | None) -> Iterator[ParagraphStyle]:
    """Yield a style and those that it is based on."""
    while style is not None:
        yield style  # type: ignore[misc]
        style = getattr(style, "base_style", None)


def _first(values: Iterable[_T | None]) -> _T | None:
    """Return the first value that is there."""
    return next((value for value in values if value is not None), None)


def _points(length: Length | int | None, otherwise: float) -> float:
    return otherwise if length is None else Length(length).pt
