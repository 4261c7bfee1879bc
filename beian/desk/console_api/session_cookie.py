"""The cookie of a session, set once an agent has signed in, whichever way."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from beian.desk.console_api.access import COOKIE, COOKIE_PATH
from beian.desk.desk import Desk
from beian.desk.storage.agents import SESSION, Agent

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


async def begun_session(
    request: Request, agent: Agent, password_hash: str | None = None
) -> tuple[str, str]:
    """Return the cookie and the CSRF token of a new session, which the audit log keeps;
    `password_hash`: a fresher one."""
    desk: Desk = request.app.state.desk
    await asyncio.to_thread(desk.agents.audited, agent.id, "sign_in", None)
    browser = request.headers.get("user-agent")
    return await asyncio.to_thread(desk.agents.begin_session, agent.id, password_hash, browser)


def set_session_cookie(request: Request, response: Response, cookie: str) -> None:
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=int(SESSION.total_seconds()),
        path=COOKIE_PATH,
        secure=not plain_on_loopback(request),
        httponly=True,
        samesite="strict",
    )


def plain_on_loopback(request: Request) -> bool:
    """Return whether the desk is spoken to without TLS, on this machine."""
    return request.url.scheme == "http" and request.url.hostname in _LOOPBACK
