"""What a PDF shows, read by another program than the one that made it."""

from __future__ import annotations

from contextlib import closing

import pypdfium2


def text_of_pdf(pdf: bytes) -> str:
    """Return the text of all pages, without what only breaks its lines."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    # A hyphen at the end of a line is read as U+FFFE.
    return "".join(pages).replace("\r", "").replace("\n", "").replace("\ufffe", "-")


def pages_of_pdf(pdf: bytes) -> int:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


def outside(pdf: bytes, margin: float) -> str:
    """Return the characters that stand nearer to an edge of their page than `margin` points."""
    found = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(place)
                within = margin <= left and right <= width - margin
                if not (within and margin <= bottom and top <= height - margin):
                    found.append(text.get_text_range(place, 1))
    return "".join(found).strip()


def step_behind(pdf: bytes, text: str, character: str) -> float:
    """Return how far the character behind one in a text, which the first page shows, stands from
    it, in points: what it takes of the line."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        shown = document[0].get_textpage()
        start = shown.get_text_range().index(text)
        place = start + text.index(character)
        left, _, _, _ = shown.get_charbox(place, loose=True)
        of_next, _, _, _ = shown.get_charbox(place + 1, loose=True)
    return float(of_next - left)
