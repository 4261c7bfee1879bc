"""An agent's own sessions and second factor, and the taking away of a colleague's by admins."""

from __future__ import annotations

import asyncio

import pyotp
import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.storable import why_not_storable
from beian.desk.console_api.access import COOKIE, ApiError, body_of
from beian.desk.desk import Desk
from beian.desk.storage.agents import Agent
from beian.desk.storage.records import written_time
from beian.desk.storage.second_factors import CodesLocked, NoSecret, WrongCode

_ISSUER = "Beian Assistant"


async def sessions(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    found = await asyncio.to_thread(desk.agents.sessions, agent.id, request.cookies[COOKIE])
    return JSONResponse(
        {
            "sessions": [
                {
                    "id": one.id,
                    "browser": one.browser,
                    "began_at": written_time(one.began_at),
                    "expires_at": written_time(one.expires_at),
                    "current": one.is_current,
                }
                for one in found
            ],
            "second_factor": await asyncio.to_thread(desk.second_factors.is_on, agent.id),
        }
    )


async def end_session(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    wanted = request.path_params["session"]
    if not await asyncio.to_thread(desk.agents.end_one, agent.id, wanted):
        raise ApiError(404, "unknown_session", "You have no such session.")
    await asyncio.to_thread(desk.agents.audited, agent.id, "session_ended")
    return Response(status_code=204)


async def begin_second_factor(request: Request, agent: Agent) -> Response:
    """Answer with a new secret, as text and as a QR code, a row of 0 and 1 a line."""
    desk: Desk = request.app.state.desk
    await body_of(request)
    secret = await asyncio.to_thread(desk.second_factors.begin, agent.id)
    if secret is None:
        raise ApiError(409, "has_second_factor", "Turn the present second factor off first.")
    uri = pyotp.TOTP(secret).provisioning_uri(name=agent.name, issuer_name=_ISSUER)
    rows = ["".join(map(str, row)) for row in segno.make(uri, micro=False).matrix]
    return JSONResponse({"secret": secret, "uri": uri, "qr": rows})


async def confirm_second_factor(request: Request, agent: Agent) -> Response:
    """Have the second factor count, once a code shows that the agent has it; other sessions, which
    began without it, end."""
    desk: Desk = request.app.state.desk
    code = (await body_of(request, code=str))["code"]
    try:
        await asyncio.to_thread(desk.second_factors.confirm, agent.id, code.strip())
    except NoSecret as nothing:
        raise ApiError(409, "no_second_factor", "Begin a second factor first.") from nothing
    except (WrongCode, CodesLocked) as refused:
        raise refusal_of_code(refused, 403) from refused
    await asyncio.to_thread(desk.agents.end_others, agent.id, request.cookies[COOKIE])
    await asyncio.to_thread(desk.agents.audited, agent.id, "second_factor_on")
    return Response(status_code=204)


async def drop_second_factor(request: Request, agent: Agent) -> Response:
    """Turn one's own second factor off, with a code of it."""
    desk: Desk = request.app.state.desk
    code = (await body_of(request, code=str))["code"]
    try:
        await asyncio.to_thread(desk.second_factors.check, agent.id, code.strip())
    except NoSecret as nothing:
        raise ApiError(409, "no_second_factor", "There is no second factor.") from nothing
    except (WrongCode, CodesLocked) as refused:
        raise refusal_of_code(refused, 403) from refused
    await asyncio.to_thread(desk.second_factors.drop, agent.id)
    await asyncio.to_thread(desk.agents.audited, agent.id, "second_factor_off")
    return Response(status_code=204)


async def drop_anothers(request: Request, agent: Agent) -> Response:
    """Let an agent who has lost theirs sign in without a second factor; for admins."""
    desk: Desk = request.app.state.desk
    wanted: str = request.path_params["agent"]
    concerned = (
        None if why_not_storable(wanted) else await asyncio.to_thread(desk.agents.find, wanted)
    )
    if concerned is None:
        raise ApiError(404, "unknown_agent", "There is no such agent.")
    if concerned.id == agent.id:
        raise ApiError(403, "not_allowed", "One's own is turned off at /second-factor, by a code.")
    if not await asyncio.to_thread(desk.second_factors.drop, concerned.id):
        raise ApiError(409, "no_second_factor", "The agent has no second factor.")
    await asyncio.to_thread(
        desk.agents.audited, agent.id, "second_factor_off", None, concerned.name
    )
    return Response(status_code=204)


def refusal_of_code(refused: WrongCode | CodesLocked, status: int) -> ApiError:
    """Return how a code is refused; `status`: of a wrong one."""
    if isinstance(refused, CodesLocked):
        wait = round(refused.seconds, 1)
        return ApiError(429, "too_many_attempts", "Too many attempts.", retry_after=wait)
    return ApiError(status, "wrong_code", "The code is wrong, or was used already.")
