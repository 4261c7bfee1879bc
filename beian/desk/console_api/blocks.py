"""Visitors who are blocked: by an agent whom they abuse, until a manager lifts it or it is over."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.storable import why_not_storable
from beian.desk.console_api.access import ApiError, body_of
from beian.desk.console_api.conversations import summary, the_conversation, unknown_conversation
from beian.desk.conversations.blocking import AlreadyBlocked, BoundMissing, NoSuchBlock
from beian.desk.conversations.listing import ListedConversation
from beian.desk.conversations.transitions import NoSuchConversation
from beian.desk.desk import Desk
from beian.desk.rights import Right, may
from beian.desk.storage.agents import Agent

_LONGEST_REASON = 200
_MOST_HOURS = 24 * 366


async def block(request: Request, agent: Agent) -> Response:
    """Block the visitor of a conversation; without `hours`, an account until it is lifted."""
    desk: Desk = request.app.state.desk
    body = await body_of(request, ("hours",), reason=str, hours=int)
    reason, hours = body["reason"].strip(), body.get("hours")
    if not 0 < len(reason) <= _LONGEST_REASON:
        sentence = f"A reason of 1 to {_LONGEST_REASON} characters is needed."
        raise ApiError(400, "bad_request", sentence)
    if hours is not None and (isinstance(hours, bool) or not 0 < hours <= _MOST_HOURS):
        raise ApiError(400, "bad_request", f"`hours` is from 1 to {_MOST_HOURS}.")
    conversation = await the_conversation(request, agent)
    _refuse_colleagues(conversation, agent)
    where = conversation.id
    lasts = None if hours is None else timedelta(hours=hours)
    try:
        await asyncio.to_thread(desk.blocks.block, where, agent.id, reason, lasts)
    except AlreadyBlocked as already:
        raise ApiError(409, "already_blocked", "The visitor is blocked.") from already
    except BoundMissing as bound:
        sentence = "A visitor without an account is blocked for 168 hours at most."
        raise ApiError(400, "bad_request", sentence) from bound
    except NoSuchConversation as unknown:
        raise unknown_conversation() from unknown
    await asyncio.to_thread(desk.agents.audited, agent.id, "block", where, reason)
    released = await asyncio.to_thread(desk.blocks.enforce)
    # Who had nobody is told too: what leads to people goes.
    await desk.handoff.announce_all({where: [], **released})
    now = await asyncio.to_thread(desk.listing.one, where)
    if now is None:
        raise unknown_conversation()
    return JSONResponse(await asyncio.to_thread(summary, desk, now))


def _refuse_colleagues(conversation: ListedConversation, agent: Agent) -> None:
    """Leave it to whoever has a conversation, or may act for them. Raises ApiError."""
    holder = conversation.shown["agent"]
    if holder is not None and holder["id"] != agent.id and not may(agent.roles, Right.OTHERS):
        raise ApiError(409, "not_yours", "The conversation is not yours.")


async def listed(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    return JSONResponse({"blocks": await asyncio.to_thread(desk.blocks.listed)})


async def lift(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    await body_of(request)
    block_id: str = request.path_params["block"]
    try:
        if why_not_storable(block_id):
            raise NoSuchBlock(block_id)
        where = await asyncio.to_thread(desk.blocks.lift, block_id, agent.id)
    except NoSuchBlock as unknown:
        raise ApiError(404, "unknown_block", "There is no such block any more.") from unknown
    await asyncio.to_thread(desk.agents.audited, agent.id, "unblock", where)
    if where is not None:
        with suppress(NoSuchConversation):  # deleted since
            await desk.handoff.announce_handoff(where, ())
    return Response(status_code=204)
