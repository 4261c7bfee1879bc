"""What agents do with conversations: take, assign, answer, give back, close, annotate."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.storable import why_not_storable
from beian.desk.console_api.access import ApiError, body_of
from beian.desk.console_api.conversations import (
    conversation_of,
    summary,
    the_conversation,
    unknown_conversation,
)
from beian.desk.conversations.handoff_store import (
    Blocked,
    Closed,
    NoSuchConversation,
    NoSuchMessage,
    NotYours,
    Taken,
    TooLate,
)
from beian.desk.conversations.reach import Reach
from beian.desk.desk import Desk
from beian.desk.protocol.frames import chat_message
from beian.desk.rights import Right, may
from beian.desk.storage.agents import Agent
from beian.desk.storage.enumerations import State
from beian.desk.storage.records import Message

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_LONGEST_TAG, _MOST_TAGS = 40, 20
_LONGEST_REASON = 200


async def take(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    await body_of(request)
    where = await _actionable(request, agent)
    return await _handed(request, desk.handoff.take(where, agent))


async def assign(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    to = (await body_of(request, agent=str))["agent"]
    known = await asyncio.to_thread(desk.agents.find, to)
    if known is None or known.disabled or not may(known.roles, Right.SERVE):
        raise ApiError(404, "unknown_agent", "There is no such agent.")
    where = await _actionable(request, agent)
    return await _handed(request, desk.handoff.assign(where, agent, to))


async def give_back(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    await body_of(request)
    where = await _actionable(request, agent)
    return await _handed(request, desk.handoff.give_back(where, agent))


async def close(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    await body_of(request)
    where = await _actionable(request, agent)
    return await _handed(request, desk.handoff.close(where, agent))


async def say(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    body = await body_of(request, id=str, text=str)
    if _ID.fullmatch(body["id"]) is None:
        raise ApiError(400, "bad_request", "`id` has 8 to 64 letters, digits, _ or -.")
    text = _text(body["text"], desk.config.limits.text_length)
    where = conversation_of(request)
    try:
        message = await desk.handoff.say(where, agent, body["id"], text)
    except (NotYours, Closed, NoSuchConversation) as refused:
        raise await refusal_of(desk, refused) from refused
    return JSONResponse({"message": _own_message(message)})


async def recall(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    message_id = (await body_of(request, message=str))["message"]
    where = conversation_of(request)
    try:
        message = await desk.handoff.recall(where, agent, message_id)
    except NoSuchConversation as unknown:
        raise unknown_conversation() from unknown
    except NoSuchMessage as unknown:
        raise ApiError(404, "unknown_message", "You have written no such message.") from unknown
    except TooLate as late:
        sentence = "A message is taken back within two minutes."
        raise ApiError(409, "too_late", sentence) from late
    await asyncio.to_thread(desk.agents.audited, agent.id, "recall", where)
    return JSONResponse({"message": _own_message(message)})


async def typing(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    on = (await body_of(request, on=bool))["on"]
    conversation = await the_conversation(request, agent)
    await desk.handoff.typing(conversation.id, agent, on=on)
    return Response(status_code=204)


async def note(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    text = _text((await body_of(request, text=str))["text"], desk.config.limits.text_length)
    conversation = await the_conversation(request, agent)
    added = await asyncio.to_thread(desk.annotations.add_note, conversation.id, agent, text)
    await desk.handoff.noted(conversation.id, added)
    return JSONResponse(added)


async def set_tags(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    wanted = (await body_of(request, tags=list))["tags"]
    if len(wanted) > _MOST_TAGS or not all(isinstance(tag, str) for tag in wanted):
        raise ApiError(400, "bad_request", f"`tags` is a list of at most {_MOST_TAGS} texts.")
    conversation = await the_conversation(request, agent)
    chosen = [_text(tag, _LONGEST_TAG) for tag in wanted]
    kept = await asyncio.to_thread(desk.annotations.set_tags, conversation.id, chosen)
    await desk.handoff.changed(conversation.id)
    return JSONResponse({"tags": kept})


async def unmask(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    reason = _text((await body_of(request, reason=str))["reason"], _LONGEST_REASON)
    conversation = await the_conversation(request, agent)
    if conversation.account_id is None:
        raise ApiError(404, "anonymous", "The visitor is not signed in.")
    # First the record: nothing is shown that is not written down.
    await asyncio.to_thread(desk.agents.audited, agent.id, "unmask", conversation.id, reason)
    account = await asyncio.to_thread(
        lambda: desk.filing.account(str(conversation.account_id), masked=False)
    )
    return JSONResponse({"account": account})


async def _actionable(request: Request, agent: Agent) -> str:
    """Return the id of a conversation in which the agent may act, or which another one has: who
    that is, they are told. Raises ApiError."""
    desk: Desk = request.app.state.desk
    conversation_id = conversation_of(request)
    # In this order: a colleague may take it in between.
    reach = await asyncio.to_thread(desk.listing.reach, conversation_id, agent)
    conversation = await asyncio.to_thread(desk.listing.one, conversation_id)
    if conversation is None or (reach is not Reach.ACT and conversation.state != State.WITH_AGENT):
        raise unknown_conversation()
    return conversation_id


def _own_message(message: Message) -> dict[str, object]:
    """Return what an agent wrote as the agents' API shows it."""
    unknown = ("feedback_reason", "feedback_comment", "intent", "confidence")
    return {**chat_message(message), **dict.fromkeys(unknown)}


async def _handed(request: Request, work: Awaitable[None]) -> Response:
    desk: Desk = request.app.state.desk
    try:
        await work
    except (Taken, NotYours, Blocked, Closed, NoSuchConversation) as refused:
        raise await refusal_of(desk, refused) from refused
    conversation = await asyncio.to_thread(desk.listing.one, conversation_of(request))
    if conversation is None:
        raise unknown_conversation()
    return JSONResponse(await asyncio.to_thread(summary, desk, conversation))


async def refusal_of(desk: Desk, refused: Exception) -> ApiError:
    """Return how an action in a conversation is refused."""
    if isinstance(refused, Taken):
        holder = await asyncio.to_thread(desk.agents.find, refused.agent_id)
        name = holder.display_name if holder else ""
        return ApiError(
            409,
            "taken",
            f"{name} has the conversation.",
            agent={"id": refused.agent_id, "display_name": name},
        )
    if isinstance(refused, Closed):
        return ApiError(409, "closed", "The conversation was ended.")
    if isinstance(refused, Blocked):
        return ApiError(409, "blocked", "The visitor is blocked.")
    if isinstance(refused, NotYours):
        return ApiError(409, "not_yours", "The conversation is not yours.")
    return unknown_conversation()


def _text(value: str, longest: int) -> str:
    text = value.strip()
    if not text or len(text) > longest:
        raise ApiError(400, "bad_request", f"A text of 1 to {longest} characters is needed.")
    fault = why_not_storable(text)
    if fault:
        raise ApiError(400, "bad_request", f"The text holds {fault}.")
    return text
