"""Undelivered deliveries, for admins."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.desk.console_api.access import ApiError, body_of
from beian.desk.desk import Desk
from beian.desk.storage.agents import Agent


async def listed(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    return JSONResponse({"deliveries": await asyncio.to_thread(desk.deliveries.open)})


async def retry(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    await body_of(request)
    wanted = request.path_params["delivery"]
    found = await asyncio.to_thread(desk.deliveries.retry, wanted)
    if not found:
        raise ApiError(404, "unknown_delivery", "There is no such delivery.")
    return JSONResponse({})
