"""PDF files: refused where they could do something, written anew without their metadata."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from beian.desk.files.faults import FileRefused

_MOST_PAGES = 200
_MOST_OBJECTS = 200_000
_DEEPEST = 100
_ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"}
)
_ACTIVE_NAMES = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/RichMedia",
        "/RichMediaExecute",
        "/Movie",
        "/Sound",
        "/3D",
        "/FileAttachment",
        "/EmbeddedFile",
    }
)
"""Types of actions, annotations and streams that start, send, play or carry something."""


@dataclass(frozen=True)
class Rewritten:
    """A PDF written anew."""

    content: bytes
    pages: int


def rewritten(content: bytes) -> Rewritten:
    """Return a PDF that only shows something. Raises FileRefused."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if document.is_encrypted:
                raise FileRefused("locked_pdf")
            pages = len(document.pages)
            if not 0 < pages <= _MOST_PAGES or len(document.objects) > _MOST_OBJECTS:
                raise FileRefused("too_many_pages" if pages else "unreadable")
            for part in document.objects:
                _check(part)
            _check(document.trailer)
            return Rewritten(_written(document), pages)
    except pikepdf.PasswordError as error:
        raise FileRefused("locked_pdf") from error
    except (pikepdf.PdfError, ValueError, RuntimeError, KeyError, TypeError) as error:
        raise FileRefused("unreadable") from error


def _check(root: pikepdf.Object) -> None:
    """Raise FileRefused where an object, without those it refers to, could do something."""
    waiting = [(root, 0)]
    while waiting:
        found, depth = waiting.pop()
        if depth > _DEEPEST:
            raise FileRefused("unreadable")
        if isinstance(found, pikepdf.Name) and str(found) in _ACTIVE_NAMES:
            raise FileRefused("active_pdf")
        for inner in _inside(found):
            if not inner.is_indirect:
                waiting.append((inner, depth + 1))


def _inside(found: object) -> Iterator[pikepdf.Object]:
    """Yield the values of a dictionary, stream or array. Raises FileRefused at a key that does
    something."""
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in found.items():
            if key in _ACTIVE_KEYS:
                raise FileRefused("active_pdf")
            if isinstance(value, pikepdf.Object):
                yield value
    elif isinstance(found, pikepdf.Array):
        for value in found:
            if isinstance(value, pikepdf.Object):
                yield value


def _written(document: pikepdf.Pdf) -> bytes:
    for part in document.objects:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            for key in ("/Metadata", "/PieceInfo"):
                if key in part:
                    del part[key]
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    written = io.BytesIO()
    document.save(written, fix_metadata_version=False)
    return written.getvalue()
