"""Whether people are at the desk, for pages that show the chat only then."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.desk.desk import Desk
from beian.desk.storage.records import written_time

_KEPT = "public, max-age=60"


async def hours(request: Request) -> Response:
    """GET /chat/hours: whether people are there and, if not, when they are again; for any page."""
    desk: Desk = request.app.state.desk
    opens_at = desk.front.opens_at()
    shown = {
        "open": opens_at is None,
        "opens_at": None if opens_at is None else written_time(opens_at),
    }
    return JSONResponse(shown, headers={"Cache-Control": _KEPT})
