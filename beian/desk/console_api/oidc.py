"""Signing in by the OpenID provider of desk.yml, in the browser's address bar."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from beian.base.errors import StoreUnavailable
from beian.desk.console_api.access import ApiError, answered, body_of
from beian.desk.console_api.own_security import refusal_of_code
from beian.desk.console_api.session_cookie import (
    begun_session,
    plain_on_loopback,
    set_session_cookie,
)
from beian.desk.desk import Desk
from beian.desk.event_log import event_logger
from beian.desk.oidc_agents import NoAgent, agent_of, told_second_factor
from beian.desk.oidc_provider import IdentityRefused, OidcProvider, ProviderUnavailable
from beian.desk.request_checks import address_of, own_origin
from beian.desk.storage.oidc_sign_ins import LASTS
from beian.desk.storage.second_factors import CodesLocked, NoSecret, WrongCode

logger = event_logger(__name__)

COOKIE, PATH = "beian_oidc", "/console/api/oidc"
_LONGEST = 4096

_TROUBLE: dict[type[Exception], str] = {
    ProviderUnavailable: "provider_unavailable",
    IdentityRefused: "identity_refused",
    NoAgent: "no_agent",
    StoreUnavailable: "unavailable",
}

_Page = Callable[[Request, OidcProvider], Awaitable[Response]]


def oidc_routes() -> list[BaseRoute]:
    """Return the routes of the sign-in, to be mounted under /console/api."""
    return [
        Route("/sign-in", _options, methods=["GET"]),
        Route("/oidc", _page(_begin), methods=["GET"]),
        Route("/oidc/callback", _page(_callback), methods=["GET"]),
        Route("/oidc/code", _code, methods=["POST"]),
    ]


async def _options(request: Request) -> Response:
    """Answer with the ways to sign in beside the password."""
    desk: Desk = request.app.state.desk
    oidc = None if desk.oidc is None else {"label": desk.oidc.config.label}
    return JSONResponse({"oidc": oidc}, headers={"Cache-Control": "no-store"})


def _page(page: _Page) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that leads the browser on; what goes wrong leads it to the console, whose
    address says what."""

    @wraps(page)
    async def led(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        if desk.oidc is None:
            return RedirectResponse("/console/", 303)
        if await desk.limits.sign_in(address_of(desk.config, request)) is not None:
            return _failed("too_many_attempts")
        try:
            response = await page(request, desk.oidc)
        except tuple(_TROUBLE) as trouble:
            why = _TROUBLE[type(trouble)]
            logger.warning("oidc_sign_in_failed", error=why)
            return _failed(why)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return led


async def _begin(request: Request, provider: OidcProvider) -> Response:
    desk: Desk = request.app.state.desk
    begun = await asyncio.to_thread(desk.oidc_sign_ins.begin)
    address = await provider.address(begun.state, begun.nonce, begun.verifier)
    response = RedirectResponse(address, 303)
    _set_cookie(request, response, begun.browser)
    return response


async def _callback(request: Request, provider: OidcProvider) -> Response:
    desk: Desk = request.app.state.desk
    state, code = (request.query_params.get(name, "")[:_LONGEST] for name in ("state", "code"))
    browser = request.cookies.get(COOKIE, "")
    awaited = await asyncio.to_thread(desk.oidc_sign_ins.take, state, browser)
    if awaited is None:
        return _failed("sign_in_over")
    if not code:
        return _failed("provider_refused")
    identity = await provider.identity(code, awaited.nonce, awaited.verifier)
    agent = await asyncio.to_thread(agent_of, desk.agents, provider.config, identity)
    asks = not told_second_factor(provider.config, identity.claims)
    if asks and await asyncio.to_thread(desk.second_factors.is_on, agent.id):
        response: Response = RedirectResponse("/console/?sign-in=code", 303)
        cookie = await asyncio.to_thread(desk.oidc_sign_ins.await_code, agent.id)
        _set_cookie(request, response, cookie)
        return response
    response = RedirectResponse("/console/", 303)
    response.delete_cookie(COOKIE, PATH)
    set_session_cookie(request, response, (await begun_session(request, agent))[0])
    return response


async def _code(request: Request) -> Response:
    """Sign in whom the provider knows, with a code of the desk's second factor."""

    async def call() -> Response:
        if not own_origin(request):
            raise ApiError(403, "csrf", "The request does not come from the console.")
        desk: Desk = request.app.state.desk
        code = (await body_of(request, code=str))["code"]
        cookie = request.cookies.get(COOKIE, "")
        agent_id = await asyncio.to_thread(desk.oidc_sign_ins.who_gives_code, cookie)
        agent = None if agent_id is None else await asyncio.to_thread(desk.agents.find, agent_id)
        if agent is None or agent.disabled:
            raise ApiError(401, "signed_out", "Sign in first.")
        try:
            await asyncio.to_thread(desk.second_factors.check, agent.id, code.strip())
        except NoSecret:  # turned off in this moment
            pass
        except (WrongCode, CodesLocked) as refused:
            raise refusal_of_code(refused, 401) from refused
        await asyncio.to_thread(desk.oidc_sign_ins.end, cookie)
        response = Response(status_code=204)
        response.delete_cookie(COOKIE, PATH)
        set_session_cookie(request, response, (await begun_session(request, agent))[0])
        return response

    return await answered(call)


def _set_cookie(request: Request, response: Response, value: str) -> None:
    """Bind a sign-in to the browser. The cookie comes along when the provider leads back here, as a
    strict one would not."""
    response.set_cookie(
        COOKIE,
        value,
        max_age=int(LASTS.total_seconds()),
        path=PATH,
        secure=not plain_on_loopback(request),
        httponly=True,
        samesite="lax",
    )


def _failed(why: str) -> Response:
    response = RedirectResponse(f"/console/?sign-in={why}", 303)
    response.headers["Cache-Control"] = "no-store"
    return response
