"""Pages of the desk about letters: the one that prints itself, and those that refuse."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from starlette.responses import HTMLResponse

from beian.desk.pages import page_of
from beian.desk.wording import Wording

_PACKAGE = "beian.desk.letters_api"
_WORDING = Wording(_PACKAGE)


def print_page(title: str, pictures: Sequence[bytes], language: str) -> HTMLResponse:
    """Return a page that shows each page of a letter as large as paper, and prints itself."""
    shown = "\n".join(
        f'<img alt="" src="data:image/png;base64,{base64.b64encode(picture).decode()}">'
        for picture in pictures
    )
    button = escape(_WORDING.words("print", language))
    body = f'<button type="button" id="print">{button}</button>\n{shown}'
    return page_of(_PACKAGE, "print.html", title, body, language=language)


def refusal_page(why: str, language: str, status: int) -> HTMLResponse:
    """Return a page that says why a link does not open, and what to do."""
    title = _WORDING.words("refused", language)
    said = escape(_WORDING.words(why, language))
    body = f"<h1>{escape(title)}</h1>\n<p>{said}</p>"
    return page_of(_PACKAGE, "refused.html", title, body, language=language, status=status)
