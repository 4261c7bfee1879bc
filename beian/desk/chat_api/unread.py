"""Whether there is news for an account, for pages on which the chat was not opened yet."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.errors import StoreUnavailable
from beian.desk.chat_api.frame_handling import check_frequency
from beian.desk.desk import Desk
from beian.desk.protocol.frames import Refused
from beian.desk.request_checks import BodyTooLarge, address_of, bounded_body, origin_allowed
from beian.desk.site_tokens import LONGEST_TOKEN, TokenExpired, TokenInvalid

_NOT_KEPT = {"Cache-Control": "no-store"}


async def unread(request: Request) -> Response:
    """POST /chat/unread, with the account's token as body: how many reminders the account may not
    have seen yet, {"unread": N}; 204 where there are none."""
    desk: Desk = request.app.state.desk
    if not origin_allowed(desk.config, request):
        return _refused("origin_refused", 403)
    try:
        check_frequency(desk.limits.frames(address_of(desk.config, request)), b"")
        token = await bounded_body(request, LONGEST_TOKEN)
        account = desk.tokens.verified(token.decode("ascii", "replace")).account
        found = await desk.reminders.unread(account)
    except Refused:
        return _refused("too_fast", 429)
    except (TokenExpired, TokenInvalid, BodyTooLarge):
        return _refused("token_invalid", 401)
    except StoreUnavailable:
        return _refused("unavailable", 503)
    if not found:
        return Response(status_code=204, headers=_NOT_KEPT)
    return JSONResponse({"unread": found}, headers=_NOT_KEPT)


def _refused(code: str, status: int) -> JSONResponse:
    return JSONResponse({"error": code}, status, headers=_NOT_KEPT)
