"""Groups of agents, declared by managers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.languages import LANGUAGES
from beian.base.storable import why_not_storable
from beian.desk.console_api.access import ApiError, body_of
from beian.desk.conversations.groups import Group, GroupNameTaken, NoSuchGroup
from beian.desk.desk import Desk
from beian.desk.rights import Right, may
from beian.desk.storage.agents import Agent
from beian.nlu.topics.project import project_content

_LONGEST_NAME, _LONGEST_SITE = 60, 255
_MOST = 500
_MOST_EACH, _MOST_MINUTES = 50, 24 * 60


async def listed(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    found = await asyncio.to_thread(desk.groups.all)
    return JSONResponse({"groups": [_shown(group) for group in found]})


async def add(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    group = await _given(request)
    response = await _written(lambda: _shown(desk.groups.add(group)))
    await asyncio.to_thread(desk.agents.audited, agent.id, "group_changed", None, group.name)
    return response


async def change(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    group = await _given(request, _named(request))
    response = await _written(lambda: _shown(desk.groups.change(group)))
    await asyncio.to_thread(desk.agents.audited, agent.id, "group_changed", None, group.name)
    return response


async def drop(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    group_id = _named(request)
    await _written(lambda: desk.groups.drop(group_id))
    await asyncio.to_thread(desk.agents.audited, agent.id, "group_deleted")
    return Response(status_code=204)


async def _given(request: Request, group_id: str = "") -> Group:
    """Return the group that a request holds. Raises ApiError."""
    desk: Desk = request.app.state.desk
    lists = dict.fromkeys(("members", "topics", "languages", "sites"), list)
    bounds = {"most_each": int, "all_after_minutes": int}
    body = await body_of(request, (), name=str, **lists, **bounds)
    name = body["name"].strip()
    if not 0 < len(name) <= _LONGEST_NAME:
        raise ApiError(400, "bad_request", f"A name has 1 to {_LONGEST_NAME} characters.")
    serving = {
        each.id for each in await asyncio.to_thread(desk.agents.all) if may(each.roles, Right.SERVE)
    }
    content = await asyncio.to_thread(project_content)
    sites = [site.strip().lower() for site in body["sites"] if isinstance(site, str)]
    if len(sites) != len(body["sites"]) or not all(map(_is_host, sites)):
        raise ApiError(400, "bad_request", "`sites` is a list of hosts, like www.example.cn.")
    return Group(
        name=name,
        members=_of(body, "members", serving),
        topics=_of(body, "topics", set(content.intent_names)),
        languages=_of(body, "languages", set(LANGUAGES)),
        sites=tuple(dict.fromkeys(sites)),
        most_each=_bound(body, "most_each", 1, _MOST_EACH),
        all_after_minutes=_bound(body, "all_after_minutes", 0, _MOST_MINUTES),
        id=group_id,
    )


def _of(body: dict[str, Any], name: str, known: set[str]) -> tuple[str, ...]:
    """Return a list of a body, whose values are known. Raises ApiError."""
    given = body[name]
    if len(given) > _MOST or not all(isinstance(one, str) and one in known for one in given):
        raise ApiError(400, "bad_request", f"`{name}` has one that is unknown.")
    return tuple(dict.fromkeys(given))


def _is_host(site: str) -> bool:
    return 0 < len(site) <= _LONGEST_SITE and not why_not_storable(site) and "/" not in site


def _bound(body: dict[str, Any], name: str, least: int, most: int) -> int:
    number = body[name]
    if isinstance(number, bool) or not least <= number <= most:
        raise ApiError(400, "bad_request", f"`{name}` is from {least} to {most}.")
    return int(number)


async def _written(work: Callable[[], Any]) -> Response:
    try:
        return JSONResponse(await asyncio.to_thread(work))
    except GroupNameTaken as taken:
        raise ApiError(409, "name_taken", f"There is a group {taken} already.") from taken
    except NoSuchGroup as unknown:
        raise _unknown() from unknown


def _named(request: Request) -> str:
    group_id: str = request.path_params["group"]
    if why_not_storable(group_id):
        raise _unknown()
    return group_id


def _unknown() -> ApiError:
    return ApiError(404, "unknown_group", "There is no such group.")


def _shown(group: Group) -> dict[str, object]:
    lists = ("members", "topics", "languages", "sites")
    return {**asdict(group), **{name: list(getattr(group, name)) for name in lists}}
