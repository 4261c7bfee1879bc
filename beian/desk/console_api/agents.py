"""Signing in and out, availability, the audit log; and the routes about agents."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from beian.desk.console_api import agent_management, own_security
from beian.desk.console_api.access import (
    COOKIE,
    COOKIE_PATH,
    ApiError,
    Endpoint,
    answered,
    authenticated,
    body_of,
)
from beian.desk.console_api.session_cookie import begun_session, set_session_cookie
from beian.desk.conversations.shown_to_agents import shown_agent
from beian.desk.desk import Desk
from beian.desk.request_checks import address_of, own_origin
from beian.desk.rights import Right, rights_of
from beian.desk.sign_in import TooManyAttempts, WrongCredentials
from beian.desk.storage.agents import Agent
from beian.desk.storage.records import written_time
from beian.desk.storage.second_factors import CodesLocked, NoSecret, WrongCode


def agent_routes() -> list[BaseRoute]:
    """Return the routes about agents, to be mounted under /console/api."""
    return [
        Route("/session", _sign_in, methods=["POST"]),
        *(
            Route(path, authenticated(endpoint, right), methods=[method])
            for method, path, endpoint, right in _ROUTES
        ),
    ]


async def _sign_in(request: Request) -> Response:
    async def call() -> Response:
        if not own_origin(request):
            raise ApiError(403, "csrf", "The request does not come from the console.")
        body = await body_of(request, ("code",), name=str, password=str, code=str)
        desk: Desk = request.app.state.desk
        name, password = body["name"].strip().lower(), body["password"]
        address = address_of(desk.config, request)
        wait = await desk.limits.sign_in(address)
        if wait is not None:
            raise _too_many(wait)
        try:
            known = await desk.sign_in.credentials(name, password, address)
            fresh = await desk.sign_in.fresher(known, password, address)
        except TooManyAttempts as refused:
            raise _too_many(refused.retry_after) from refused
        except WrongCredentials as wrong:
            raise ApiError(401, "wrong_credentials", str(wrong)) from wrong
        await _check_second_factor(desk, known.agent, body.get("code"))
        cookie, csrf = await begun_session(request, known.agent, fresh)
        agent = await asyncio.to_thread(desk.agents.find, known.agent.id)
        assert agent is not None
        response = JSONResponse(_signed_in(desk, agent, csrf))
        set_session_cookie(request, response, cookie)
        return response

    return await answered(call)


async def _check_second_factor(desk: Desk, agent: Agent, code: str | None) -> None:
    """Raise ApiError unless the agent needs no code, or this one is right."""
    if not await asyncio.to_thread(desk.second_factors.is_on, agent.id):
        return
    if code is None:
        raise ApiError(401, "code_needed", "A code of the second factor is needed.")
    try:
        await asyncio.to_thread(desk.second_factors.check, agent.id, code.strip())
    except NoSecret:  # turned off in this moment
        return
    except (WrongCode, CodesLocked) as refused:
        raise own_security.refusal_of_code(refused, 401) from refused


async def _whoami(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    session = await asyncio.to_thread(desk.agents.session, request.cookies[COOKIE])
    if session is None:
        raise ApiError(401, "signed_out", "Sign in first.")
    return JSONResponse(_signed_in(desk, agent, session.csrf))


def _signed_in(desk: Desk, agent: Agent, csrf: str) -> dict[str, object]:
    return {
        "agent": shown_agent(agent),
        "rights": rights_of(agent.roles),
        "csrf": csrf,
        "waiting_goal_minutes": desk.config.hours.waiting_goal_minutes,
    }


async def _sign_out(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    await asyncio.to_thread(desk.agents.end_session, request.cookies[COOKIE])
    await asyncio.to_thread(desk.agents.audited, agent.id, "sign_out", None)
    await desk.handoff.release_from(agent.id)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, COOKIE_PATH)
    return response


async def _set_availability(request: Request, agent: Agent) -> Response:
    body = await body_of(request, available=bool)
    desk: Desk = request.app.state.desk
    await asyncio.to_thread(
        lambda: desk.agents.set_available(agent.id, available=body["available"])
    )
    changed = await asyncio.to_thread(desk.agents.find, agent.id)
    assert changed is not None
    await desk.handoff.agent_changed(changed)
    return JSONResponse(shown_agent(changed))


async def _audit_log(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    entries = [
        {
            "at": written_time(row.at),
            "agent": None
            if row.agent_id is None
            else {"id": row.agent_id, "display_name": row.display_name},
            "action": row.action,
            "conversation": row.conversation_id,
            "detail": row.detail,
        }
        for row in await asyncio.to_thread(desk.agents.audit_log)
    ]
    return JSONResponse({"entries": entries})


def _too_many(wait: float) -> ApiError:
    return ApiError(429, "too_many_attempts", "Too many attempts.", retry_after=round(wait, 1))


_ROUTES: list[tuple[str, str, Endpoint, Right]] = [
    ("GET", "/session", _whoami, Right.SIGNED_IN),
    ("DELETE", "/session", _sign_out, Right.SIGNED_IN),
    ("PUT", "/session/availability", _set_availability, Right.SIGNED_IN),
    ("PUT", "/session/password", agent_management.change_own_password, Right.SIGNED_IN),
    ("GET", "/sessions", own_security.sessions, Right.SIGNED_IN),
    ("DELETE", "/sessions/{session}", own_security.end_session, Right.SIGNED_IN),
    ("POST", "/second-factor", own_security.begin_second_factor, Right.SIGNED_IN),
    ("PUT", "/second-factor", own_security.confirm_second_factor, Right.SIGNED_IN),
    ("DELETE", "/second-factor", own_security.drop_second_factor, Right.SIGNED_IN),
    ("DELETE", "/agents/{agent}/second-factor", own_security.drop_anothers, Right.AGENTS),
    ("GET", "/agents", agent_management.listed, Right.SIGNED_IN),
    ("POST", "/agents", agent_management.add, Right.AGENTS),
    ("PUT", "/agents/{agent}", agent_management.change, Right.AGENTS),
    ("PUT", "/agents/{agent}/password", agent_management.set_password, Right.AGENTS),
    ("GET", "/audit", _audit_log, Right.AUDIT),
]
