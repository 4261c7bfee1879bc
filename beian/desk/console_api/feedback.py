"""What visitors think of the service, for those who answer for it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.clock import utc_now
from beian.desk.console_api.access import ApiError
from beian.desk.desk import Desk
from beian.desk.storage.agents import Agent

_USUAL_DAYS, _MOST_DAYS = 30, 3650


async def report(request: Request, agent: Agent) -> Response:
    """Answer with ratings and thumbs of the last `days`."""
    del agent
    desk: Desk = request.app.state.desk
    given = request.query_params.get("days", str(_USUAL_DAYS))
    days = int(given) if given.isascii() and given.isdecimal() and len(given) <= 4 else 0
    if not 1 <= days <= _MOST_DAYS:
        raise ApiError(400, "bad_request", f"`days` is a number from 1 to {_MOST_DAYS}.")
    since = utc_now() - timedelta(days=days)
    return JSONResponse(await asyncio.to_thread(desk.feedback.since, since, days))
