"""Switches reminders off and on for whoever has a link of an e-mail.

Reading the page changes nothing, as mail programs and scanners read it, too. RFC 8058: a mail
program unsubscribes by a POST of `List-Unsubscribe=One-Click` to the same address.
"""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse

from beian.base.errors import StoreUnavailable
from beian.base.reminder_kinds import REMINDER_KINDS
from beian.desk.desk import Desk
from beian.desk.event_log import event_logger
from beian.desk.pages import language_of, page_of
from beian.desk.reminders.links import Subscription
from beian.desk.request_checks import BodyTooLarge, bounded_body
from beian.desk.signed_links import LinkAltered
from beian.desk.wording import Wording

logger = event_logger(__name__)

_PACKAGE = "beian.desk.reminders_api"
_WORDING = Wording(_PACKAGE)
_LONGEST_BODY = 1024
_DO = "do"
_OFF, _OFF_ALL, _ON = "off", "off_all", "on"


async def page(request: Request) -> HTMLResponse:
    """GET /reminders/SIGNED: what is on, and the buttons to change it."""
    desk: Desk = request.app.state.desk
    try:
        wanted = desk.reminders.links.opened(request.path_params["signed"])
        refused = await desk.reminders.refused(wanted.account_id)
    except LinkAltered:
        return _refusal("altered", language_of(request), 403)
    except StoreUnavailable as failure:
        return _unavailable(desk, failure, language_of(request))
    is_off = wanted.kind in refused
    return _shown(wanted, "is_off" if is_off else "is_on", _ON if is_off else _OFF, _OFF_ALL)


async def switch(request: Request) -> HTMLResponse:
    """POST /reminders/SIGNED: switch as a button of the page, or a mail program, asks."""
    desk: Desk = request.app.state.desk
    try:
        wanted = desk.reminders.links.opened(request.path_params["signed"])
        body = await bounded_body(request, _LONGEST_BODY)
    except (LinkAltered, BodyTooLarge):
        return _refusal("altered", language_of(request), 403)
    asked = parse_qs(body.decode("ascii", "replace")).get(_DO, [_OFF])[0]
    kinds = REMINDER_KINDS if asked == _OFF_ALL else (wanted.kind,)
    try:
        await desk.reminders.switch(wanted.account_id, kinds, on=asked == _ON)
    except StoreUnavailable as failure:
        return _unavailable(desk, failure, wanted.language)
    if asked == _ON:
        return _shown(wanted, "turned_on", _OFF, _OFF_ALL)
    return _shown(wanted, "all_off" if asked == _OFF_ALL else "is_off", _ON, _OFF_ALL)


def _shown(wanted: Subscription, said: str, *buttons: str) -> HTMLResponse:
    language = wanted.language
    kind = _WORDING.words(wanted.kind, language)
    title = escape(_WORDING.words("title", language))
    text = escape(_WORDING.words(said, language).format(kind=kind))
    back = f"<p>{escape(_WORDING.words('back', language))}</p>" if _ON in buttons else ""
    offered = buttons[:1] if said == "all_off" else buttons
    shown = "\n".join(
        f'<button type="submit" name="{_DO}" value="{name}">'
        f"{escape(_WORDING.words(name, language))}</button>"
        for name in offered
    )
    body = f'<h1>{title}</h1>\n<p>{text}</p>\n{back}\n<form method="post">\n{shown}\n</form>'
    return page_of(_PACKAGE, "page.html", title, body, language=language, form_action="'self'")


def _refusal(why: str, language: str, status: int) -> HTMLResponse:
    title = _WORDING.words("title", language)
    body = f"<h1>{escape(title)}</h1>\n<p>{escape(_WORDING.words(why, language))}</p>"
    return page_of(_PACKAGE, "page.html", title, body, language=language, status=status)


def _unavailable(desk: Desk, failure: StoreUnavailable, language: str) -> HTMLResponse:
    logger.error("store_unavailable", error=type(failure).__name__)
    desk.metrics.error("unavailable")
    return _refusal("unavailable", language, 503)
