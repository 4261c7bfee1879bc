"""Set the pages of a letter: as PDF and as pictures."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, Literal

import typst

from beian.base.errors import BeianError
from beian.letters.blocks import Page
from beian.letters.fonts import FILES, LATIN_SANS, LATIN_SERIF, SANS, SERIF, settable

_SOURCE = resources.files("beian.letters") / "page.typ"
_INSTEAD = "＿"
"""Stands for a character that no font has: room to write it by hand."""
PREVIEW_PPI, PRINT_PPI = 80.0, 200.0


class PageNotSet(BeianError):
    """A letter that can't be set as pages."""


def pdf_of(page: Page) -> bytes:
    """Return the pages as PDF, which carries the glyphs that it needs."""
    return _compiled(page, "pdf")[0]


def pictures_of(page: Page, ppi: float) -> list[bytes]:
    """Return a PNG of each page, at this resolution."""
    return _compiled(page, "png", ppi)


def _compiled(page: Page, form: Literal["pdf", "png"], ppi: float | None = None) -> list[bytes]:
    written = settable(json.dumps(page, ensure_ascii=False), _INSTEAD)
    try:
        made: Any = typst.compile(  # a list where there are several pictures
            _SOURCE.read_bytes(),
            format=form,
            ppi=ppi or PREVIEW_PPI,
            font_paths=_fonts(),
            sys_inputs={
                "page": written,
                "serif": SERIF,
                "sans": SANS,
                "latin-serif": LATIN_SERIF,
                "latin-sans": LATIN_SANS,
            },
        )
    except (typst.TypstError, RuntimeError) as error:
        raise PageNotSet(f"The letter can't be set: {error}.") from error
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    folders = list(dict.fromkeys(file.parent for file in FILES))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
