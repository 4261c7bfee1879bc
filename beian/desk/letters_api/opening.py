"""Opens links to letters, for whoever may: everybody else gets a page that says why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.errors import BeianError, StoreUnavailable
from beian.desk.desk import Desk
from beian.desk.event_log import event_logger
from beian.desk.letter_links import LinkExpired, Opened
from beian.desk.letters import TooManyLetters
from beian.desk.letters_api.pages import print_page, refusal_page
from beian.desk.pages import KEPT_PRIVATE, language_of
from beian.desk.request_checks import BodyTooLarge, bounded_body
from beian.desk.signed_links import LinkAltered
from beian.desk.site_tokens import LONGEST_TOKEN, TokenExpired, TokenInvalid
from beian.letters.forms import MEDIA_TYPES, Form
from beian.letters.letter import LetterKind, NoSuchLetter
from beian.letters.words import word

if TYPE_CHECKING:
    from beian.letters.document import LetterDocument

logger = event_logger(__name__)

_T = TypeVar("_T")

PRINT = "print"
_FORMS = {f"letter.{form.value}": form for form in Form}
_SHOWN_IN_PLACE = (Form.PNG, Form.TXT)
_BEARER = "bearer "
_LONGEST_BODY = LONGEST_TOKEN + 256
_ON_ITS_WAY = {
    "altered": 403,
    "expired": 410,
    "sign_in": 401,
    "signed_out": 401,
    "other_account": 403,
    "nothing": 404,
    "gone": 404,
    "too_many": 429,
    "unavailable": 503,
    "failed": 500,
}
"""Why a link does not open, by the names of wording.yml, with the status of each."""


class Refusal(Exception):
    """A link that is not opened, and why."""

    def __init__(self, why: str, language: str) -> None:
        super().__init__(why)
        self.why, self.language = why, language


async def document(request: Request) -> Response:
    """GET or POST /letters/SIGNED/NAME: a letter as NAME says: letter.docx, letter.pdf, letter.png,
    letter.txt, or print, a page that prints itself."""
    name = request.path_params["name"]
    try:
        opened = await _opened(request)
        if name == PRINT:
            pictures = await _written(request, opened, lambda letter: letter.printed())
            return print_page(_title(opened), pictures, opened.language)
        form = _FORMS.get(name)
        if form is None:
            raise Refusal("nothing", opened.language)
        content = await _written(request, opened, lambda letter: letter.content(form))
    except Refusal as refusal:
        return refusal_page(refusal.why, refusal.language, _ON_ITS_WAY[refusal.why])
    return Response(content, media_type=MEDIA_TYPES[form], headers=_headers(opened, form))


async def minute_pass(request: Request) -> Response:
    """POST /letters/SIGNED/pass: {"url"}, a path that opens the same letter without a token, for
    a minute."""
    try:
        opened = await _opened(request)
        if opened.proved:  # or a pass would be good for ever
            raise Refusal("sign_in", opened.language)
    except Refusal as refusal:
        status = _ON_ITS_WAY[refusal.why]
        return JSONResponse({"error": refusal.why}, status, headers=KEPT_PRIVATE)
    desk: Desk = request.app.state.desk
    return JSONResponse({"url": desk.letters.links.minute_pass(opened)}, headers=KEPT_PRIVATE)


async def _opened(request: Request) -> Opened:
    """Return what a link opens, once it is known that who follows it may. Raises Refusal."""
    desk: Desk = request.app.state.desk
    try:
        opened = desk.letters.links.opened(request.path_params["signed"])
    except LinkExpired as expired:
        raise Refusal("expired", expired.language) from expired
    except LinkAltered as altered:
        raise Refusal("altered", language_of(request)) from altered
    token = await _token(request, opened)
    if opened.account is None or (opened.proved and token is None):
        return opened
    if token is None:
        raise Refusal("sign_in", opened.language)
    try:
        account = desk.tokens.verified(token).account
    except TokenExpired as expired:
        raise Refusal("signed_out", opened.language) from expired
    except TokenInvalid as invalid:
        raise Refusal("sign_in", opened.language) from invalid
    if account != opened.account:
        logger.warning("letter_of_another_account_refused")
        raise Refusal("other_account", opened.language)
    return opened


async def _token(request: Request, opened: Opened) -> str | None:
    """Return the site's token that comes along: in the Authorization header, or as `token` of a
    form. Raises Refusal."""
    header = request.headers.get("authorization", "")
    if header.lower().startswith(_BEARER):
        return header[len(_BEARER) :].strip()
    if request.method != "POST":
        return None
    try:
        body = await bounded_body(request, _LONGEST_BODY)
        return parse_qs(body.decode("ascii")).get("token", [None])[0]
    except (BodyTooLarge, UnicodeDecodeError, ValueError) as error:
        raise Refusal("sign_in", opened.language) from error


async def _written(request: Request, opened: Opened, read: Callable[[LetterDocument], _T]) -> _T:
    """Return what is read of the letter. Raises Refusal."""
    desk: Desk = request.app.state.desk
    try:
        return await desk.letters.write(opened, read)
    except NoSuchLetter as gone:
        raise Refusal("gone", opened.language) from gone
    except TooManyLetters as too_many:
        raise Refusal("too_many", opened.language) from too_many
    except StoreUnavailable as failure:
        logger.error("store_unavailable", error=type(failure).__name__)
        desk.metrics.error("unavailable")
        raise Refusal("unavailable", opened.language) from failure
    except BeianError as failure:  # a template that an editor has broken, say
        logger.error("letter_not_written", error=str(failure))
        desk.metrics.error("letter_not_written")
        raise Refusal("failed", opened.language) from failure


def _headers(opened: Opened, form: Form) -> dict[str, str]:
    """Return headers that keep a document out of caches, and have it saved under its name."""
    title = quote(f"{_title(opened)}.{form.value}")
    how = "inline" if form in _SHOWN_IN_PLACE else "attachment"
    plain = f"{word('file', opened.wanted.kind.value, 'en')}.{form.value}"
    named = f"{how}; filename=\"{plain}\"; filename*=UTF-8''{title}"
    return {**KEPT_PRIVATE, "Content-Disposition": named}


def _title(opened: Opened) -> str:
    return word("file", LetterKind(opened.wanted.kind).value)
