"""Canned answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.storable import why_not_storable
from beian.desk.console_api.access import ApiError, body_of
from beian.desk.console_api.variables import check_variables
from beian.desk.conversations.annotations import NoSuchCanned, ShortcutTaken
from beian.desk.desk import Desk
from beian.desk.storage.agents import Agent

_LONGEST = 2000


async def listed(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    return JSONResponse({"canned": await asyncio.to_thread(desk.annotations.canned)})


async def add(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    fields = await _fields(request)
    return await _written(lambda: desk.annotations.write_canned(fields))


async def change(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    fields = await _fields(request)
    canned_id = _named(request)
    return await _written(lambda: desk.annotations.write_canned(fields, canned_id))


async def drop(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    canned_id = _named(request)
    await _written(lambda: desk.annotations.drop_canned(canned_id))
    return Response(status_code=204)


async def _written(work: Callable[[], Any]) -> Response:
    try:
        return JSONResponse(await asyncio.to_thread(work))
    except ShortcutTaken as taken:
        raise ApiError(409, "shortcut_taken", f"There is a /{taken} already.") from taken
    except NoSuchCanned as unknown:
        raise _unknown() from unknown


def _named(request: Request) -> str:
    """Return the id that the URL names, once it is known to be storable. Raises ApiError."""
    canned_id: str = request.path_params["canned"]
    if why_not_storable(canned_id):
        raise _unknown()
    return canned_id


def _unknown() -> ApiError:
    return ApiError(404, "unknown_canned", "There is no such canned answer.")


async def _fields(request: Request) -> dict[str, str]:
    body = await body_of(request, shortcut=str, title=str, zh=str, en=str)
    fields = {name: value.strip() for name, value in body.items()}
    if not all(0 < len(value) <= _LONGEST for value in fields.values()):
        raise ApiError(400, "bad_request", f"Every field needs 1 to {_LONGEST} characters.")
    if any(character.isspace() or character == "/" for character in fields["shortcut"]):
        raise ApiError(400, "bad_request", "A shortcut has no blanks and no slash.")
    check_variables(fields["zh"], fields["en"])
    return fields
