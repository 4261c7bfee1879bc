"""Pages of the desk about letters: the one that prints itself, and those that refuse."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib import resources

from starlette.responses import HTMLResponse

from beian.desk.wording import Wording

KEPT_PRIVATE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
"""Headers of everything below a link: it is kept nowhere, and the link is told to nobody."""
_LOCALES = {"zh": "zh-CN", "en": "en"}
_WORDING = Wording("beian.desk.letters_api")


def print_page(title: str, pictures: Sequence[bytes], language: str) -> HTMLResponse:
    """Return a page that shows each page of a letter as large as paper, and prints itself."""
    shown = "\n".join(
        f'<img alt="" src="data:image/png;base64,{base64.b64encode(picture).decode()}">'
        for picture in pictures
    )
    button = escape(_WORDING.words("print", language))
    body = f'<button type="button" id="print">{button}</button>\n{shown}'
    return _page("print.html", title, body, language, 200)


def refusal_page(why: str, language: str, status: int) -> HTMLResponse:
    """Return a page that says why a link does not open, and what to do."""
    title = _WORDING.words("refused", language)
    said = escape(_WORDING.words(why, language))
    return _page(
        "refused.html", title, f"<h1>{escape(title)}</h1>\n<p>{said}</p>", language, status
    )


def _page(name: str, title: str, body: str, language: str, status: int) -> HTMLResponse:
    nonce = secrets.token_urlsafe(16)
    values = {
        "@LANG@": _LOCALES[language],
        "@TITLE@": escape(title),
        "@NONCE@": nonce,
        "@BODY@": body,
    }
    page = _template(name)
    for mark, value in values.items():
        page = page.replace(mark, value)
    policy = (
        f"default-src 'none'; img-src data:; style-src 'nonce-{nonce}';"
        f" script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {**KEPT_PRIVATE, "Content-Security-Policy": policy}
    return HTMLResponse(page, status, headers=headers)


@cache
def _template(name: str) -> str:
    return (resources.files("beian.desk.letters_api") / name).read_text(encoding="utf-8")
