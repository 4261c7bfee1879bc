"""Pages of the desk for people who follow a signed link."""

from __future__ import annotations

import secrets
from functools import cache
from html import escape
from importlib import resources

from starlette.requests import Request
from starlette.responses import HTMLResponse

from beian.base.languages import DEFAULT_LANGUAGE

NO_DEVICES = {"Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()"}
"""For each page of the desk: no script on it, whoever's, asks for more than the page needs."""
KEPT_PRIVATE = {
    **NO_DEVICES,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
"""Headers of everything below a link: it is kept nowhere, and the link is told to nobody."""
_LOCALES = {"zh": "zh-CN", "en": "en"}


def page_of(
    package: str,
    name: str,
    title: str,
    body: str,
    *,
    language: str,
    status: int = 200,
    form_action: str = "'none'",
) -> HTMLResponse:
    """Return a package's template with its title and body; `form_action`: where its forms may go,
    as a Content-Security-Policy says it."""
    nonce = secrets.token_urlsafe(16)
    values = {
        "@LANG@": _LOCALES[language],
        "@TITLE@": escape(title),
        "@NONCE@": nonce,
        "@BODY@": body,
    }
    page = _template(package, name)
    for mark, value in values.items():
        page = page.replace(mark, value)
    policy = (
        f"default-src 'none'; img-src data:; style-src 'nonce-{nonce}';"
        f" script-src 'nonce-{nonce}'; base-uri 'none'; form-action {form_action};"
        " frame-ancestors 'none'"
    )
    headers = {**KEPT_PRIVATE, "Content-Security-Policy": policy}
    return HTMLResponse(page, status, headers=headers)


def language_of(request: Request) -> str:
    """Return the language of a browser whose link says nothing that can be trusted."""
    accepted = request.headers.get("accept-language", "").lower()
    return "en" if accepted.startswith("en") else DEFAULT_LANGUAGE


@cache
def _template(package: str, name: str) -> str:
    return (resources.files(package) / name).read_text(encoding="utf-8")
