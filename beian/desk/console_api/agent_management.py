"""Agents, their roles and passwords, managed in the console; everything goes to the audit log."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.storable import why_not_storable
from beian.desk.agent_rules import (
    fault_of_display_name,
    fault_of_name,
    fault_of_password,
    roles_of,
)
from beian.desk.console_api.access import COOKIE, ApiError, body_of
from beian.desk.conversations.shown_to_agents import shown_agent
from beian.desk.desk import Desk
from beian.desk.request_checks import address_of
from beian.desk.rights import Right, may
from beian.desk.sign_in import TooManyAttempts, WrongCredentials
from beian.desk.storage.agents import Agent, LastAdmin, NameTaken, NoSuchAgent
from beian.desk.storage.enumerations import Role


async def listed(request: Request, agent: Agent) -> Response:
    """Answer with the agents who may sign in; with all of them, for who manages them."""
    desk: Desk = request.app.state.desk
    manages = may(agent.roles, Right.AGENTS)
    known = await asyncio.to_thread(desk.agents.all)
    shown = [shown_agent(each) for each in known if manages or not each.disabled]
    return JSONResponse({"agents": shown})


async def add(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    body = await body_of(request, name=str, display_name=str, password=str, roles=list)
    name, display_name = body["name"].strip().lower(), body["display_name"].strip()
    for fault in (
        fault_of_name(name),
        fault_of_display_name(display_name),
        fault_of_password(body["password"]),
    ):
        if fault is not None:
            raise ApiError(400, "bad_request", fault)
    roles = _roles(body["roles"])
    hashed = await _hashed(request, body["password"])
    try:
        added = await asyncio.to_thread(desk.agents.add, name, display_name, hashed, roles)
    except NameTaken as taken:
        raise ApiError(409, "name_taken", f"There is an agent {name} already.") from taken
    await _audit(desk, agent, "agent_added", added)
    await desk.handoff.agent_changed(added)
    return JSONResponse(shown_agent(added))


async def change(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    body = await body_of(request, display_name=str, roles=list, disabled=bool)
    display_name = body["display_name"].strip()
    fault = fault_of_display_name(display_name)
    if fault is not None:
        raise ApiError(400, "bad_request", fault)
    roles = _roles(body["roles"])
    try:
        changed = await asyncio.to_thread(
            lambda: desk.agents.edit(
                _named(request), display_name, roles, disabled=body["disabled"]
            )
        )
    except NoSuchAgent as unknown:
        raise _unknown() from unknown
    except LastAdmin as last:
        raise ApiError(409, "last_admin", str(last)) from last
    await _audit(desk, agent, "agent_disabled" if changed.disabled else "agent_changed", changed)
    await desk.handoff.agent_changed(changed)
    return JSONResponse(shown_agent(changed))


async def set_password(request: Request, agent: Agent) -> Response:
    """Give an agent a password, which ends their sessions."""
    desk: Desk = request.app.state.desk
    password = (await body_of(request, password=str))["password"]
    _check_password(password)
    concerned = await asyncio.to_thread(desk.agents.find, _named(request))
    if concerned is None:
        raise _unknown()
    if concerned.id == agent.id:
        sentence = "One's own password is changed at /session/password, with the present one."
        raise ApiError(403, "not_allowed", sentence)
    hashed = await _hashed(request, password)
    await asyncio.to_thread(desk.agents.set_password, concerned.name, hashed)
    await _audit(desk, agent, "password_set", concerned)
    return Response(status_code=204)


async def change_own_password(request: Request, agent: Agent) -> Response:
    """Change one's own password, which ends one's other sessions. The present one is asked for, and
    wrong ones are counted as at the sign-in."""
    desk: Desk = request.app.state.desk
    body = await body_of(request, present=str, password=str)
    _check_password(body["password"])
    address = address_of(desk.config, request)
    try:
        await desk.sign_in.credentials(agent.name, body["present"], address)
    except TooManyAttempts as refused:
        raise _too_many(refused) from refused
    except WrongCredentials as wrong:
        sentence = "The present password is another one."
        raise ApiError(403, "wrong_credentials", sentence) from wrong
    hashed = await _hashed(request, body["password"])
    cookie = request.cookies[COOKIE]
    await asyncio.to_thread(lambda: desk.agents.set_password(agent.name, hashed, keep=cookie))
    await _audit(desk, agent, "password_changed", agent)
    return Response(status_code=204)


def _check_password(password: str) -> None:
    fault = fault_of_password(password)
    if fault is not None:
        raise ApiError(400, "bad_request", fault)


async def _hashed(request: Request, password: str) -> str:
    desk: Desk = request.app.state.desk
    try:
        return await desk.sign_in.hashed(password, address_of(desk.config, request))
    except TooManyAttempts as refused:
        raise _too_many(refused) from refused


def _too_many(refused: TooManyAttempts) -> ApiError:
    wait = round(refused.retry_after, 1)
    return ApiError(429, "too_many_attempts", "Too many attempts.", retry_after=wait)


async def _audit(desk: Desk, agent: Agent, action: str, concerned: Agent) -> None:
    roles = ", ".join(sorted(concerned.roles))
    detail = f"{concerned.name} ({roles})" if action.startswith("agent_") else concerned.name
    await asyncio.to_thread(desk.agents.audited, agent.id, action, None, detail)


def _named(request: Request) -> str:
    """Return the id that the URL names, once it is known to be storable. Raises ApiError."""
    agent_id: str = request.path_params["agent"]
    if why_not_storable(agent_id):
        raise _unknown()
    return agent_id


def _roles(given: list[object]) -> frozenset[Role]:
    roles = roles_of(given)
    if roles is None:
        raise ApiError(400, "bad_request", f"`roles` has one or more of {', '.join(Role)}.")
    return roles


def _unknown() -> ApiError:
    return ApiError(404, "unknown_agent", "There is no such agent.")
