"""Who may call the agents' API: a session by cookie and, to change anything, its CSRF token."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Collection
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.errors import StoreUnavailable
from beian.base.storable import why_not_storable
from beian.desk.conversations.transitions import NoSuchConversation
from beian.desk.desk import Desk
from beian.desk.request_checks import BodyTooLarge, bounded_body, own_origin
from beian.desk.rights import RIGHTS, Right, may
from beian.desk.storage.agents import Agent
from beian.desk.storage.enumerations import Role

COOKIE = "beian_agent"
COOKIE_PATH = "/console"
CSRF_HEADER = "x-csrf-token"
_LONGEST_BODY = 64 * 1024

Endpoint = Callable[[Request, Agent], Awaitable[Response]]


class ApiError(Exception):
    """A refusal of the agents' API: a status, a code and a sentence."""

    def __init__(self, status: int, code: str, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.body = {"error": sentence, "code": code, **more}


def authenticated(endpoint: Endpoint, right: Right) -> Callable[[Request], Any]:
    """Return a Starlette endpoint for signed-in agents who have this right."""

    @wraps(endpoint)
    async def checked(request: Request) -> Response:
        async def call() -> Response:
            desk: Desk = request.app.state.desk
            session = await asyncio.to_thread(desk.agents.session, request.cookies.get(COOKIE, ""))
            if session is None:
                raise ApiError(401, "signed_out", "Sign in first.")
            given = request.headers.get(CSRF_HEADER, "")
            if request.method != "GET" and not (
                own_origin(request) and hmac.compare_digest(given.encode(), session.csrf.encode())
            ):
                raise ApiError(403, "csrf", "The request does not come from the console.")
            if not may(session.agent.roles, right):
                wanted = " or ".join(role for role in Role if role in RIGHTS[right])
                raise ApiError(403, "not_allowed", f"Only for the role {wanted}.")
            if request.method != "GET" and not session.noted:  # whoever acts is there
                await asyncio.to_thread(desk.agents.seen, session.agent.id)
            return await endpoint(request, session.agent)

        return await answered(call)

    return checked


async def answered(call: Callable[[], Awaitable[Response]]) -> Response:
    """Return the response to a call; a refusal becomes JSON."""
    try:
        response = await call()
    except ApiError as refused:
        response = JSONResponse(refused.body, refused.status)
        if "retry_after" in refused.body:
            response.headers["Retry-After"] = str(round(refused.body["retry_after"]))
    except NoSuchConversation:  # deleted since the request came
        sentence = "There is no such conversation."
        response = JSONResponse({"error": sentence, "code": "unknown_conversation"}, 404)
    except StoreUnavailable:
        sentence = "The desk can't reach its store now."
        response = JSONResponse({"error": sentence, "code": "unavailable"}, 503)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


async def body_of(
    request: Request, optional: Collection[str] = (), /, **kinds: type
) -> dict[str, Any]:
    """Return the JSON object of a request, which has exactly these keys with values of these kinds;
    the optional ones may be left out. Raises ApiError."""
    try:
        raw = await bounded_body(request, _LONGEST_BODY)
    except BodyTooLarge as refused:
        raise ApiError(413, "too_large", str(refused)) from refused
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or not set(kinds) - set(optional) <= set(body) <= set(kinds):
        wanted = ", ".join(kinds) or "nothing"
        raise ApiError(400, "bad_request", f"A JSON object is needed, with {wanted}.")
    for name, kind in ((name, kinds[name]) for name in body):
        if not isinstance(body[name], kind):
            raise ApiError(400, "bad_request", f"`{name}` must be of the kind {kind.__name__}.")
        fault = why_not_storable(body[name]) if kind is str else None
        if fault:
            raise ApiError(400, "bad_request", f"`{name}` holds {fault}.")
    return body
