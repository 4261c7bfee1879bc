"""What agents look at."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.storable import why_not_storable
from beian.desk.bot_client import BotRefused, BotUnavailable
from beian.desk.console_api.access import ApiError
from beian.desk.conversations.inbox import BadCursor
from beian.desk.conversations.listing import Case
from beian.desk.desk import Desk
from beian.desk.storage.agents import Agent
from beian.desk.storage.enumerations import View

_LONGEST_SEARCH = 100


async def listed(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    try:
        view = View(request.query_params.get("view", View.ALL))
    except ValueError:
        raise ApiError(400, "bad_request", f"`view` is one of {', '.join(View)}.") from None
    text = (_given(request, "q") or "").strip()[:_LONGEST_SEARCH]
    cursor = _given(request, "cursor")
    try:
        cases, following = await asyncio.to_thread(desk.cases.listed, view, agent.id, text, cursor)
    except BadCursor as bad:
        raise ApiError(400, "bad_request", "`cursor` is the `next` of a page before.") from bad
    return JSONResponse(
        {
            "conversations": await asyncio.to_thread(summaries, desk, cases),
            "next": following,
            "counts": await asyncio.to_thread(desk.cases.counts, agent.id),
        }
    )


async def detail(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    case = await the_case(request)
    found, earlier = await asyncio.to_thread(desk.cases.messages, case.id)
    return JSONResponse(
        {
            "conversation": await asyncio.to_thread(summary, desk, case),
            "messages": found,
            "earlier": earlier,
            "notes": await asyncio.to_thread(desk.cases.notes, case.id),
            "transitions": await asyncio.to_thread(desk.cases.transitions, case.id),
        }
    )


async def messages(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    case = await the_case(request)
    before, after = _number(request, "before"), _number(request, "after")
    found, earlier = await asyncio.to_thread(
        lambda: desk.cases.messages(case.id, before=before, after=after)
    )
    return JSONResponse({"messages": found, "earlier": earlier})


async def context(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    case = await the_case(request)
    account = None
    if case.account_id is not None:
        account = await asyncio.to_thread(
            lambda: desk.filing.account(str(case.account_id), masked=True)
        )
    return JSONResponse(
        {
            "topics": await asyncio.to_thread(desk.cases.topics, case.id),
            "slots": await desk.bot.slots(case.id),
            "account": account,
        }
    )


async def suggestion(request: Request, agent: Agent) -> Response:
    """Asked in a conversation of its own, which nobody sees and which ends with it."""
    del agent
    desk: Desk = request.app.state.desk
    case = await the_case(request)
    question = await asyncio.to_thread(desk.cases.last_question, case.id)
    if question is None:
        raise ApiError(404, "nothing_to_answer", "The visitor has not written anything yet.")
    aside = f"suggestion-{uuid.uuid4().hex}"
    try:
        answer = await desk.bot.ask(
            aside,
            aside,
            text=question,
            payload=None,
            account_id=case.account_id,
            language=case.shown["language"],
        )
    except (BotUnavailable, BotRefused) as error:
        raise ApiError(503, "bot_unavailable", "The assistant does not answer now.") from error
    replies = [
        {"text": reply.text, "buttons": reply.buttons, "links": reply.links}
        for reply in answer.replies
    ]
    return JSONResponse(
        {"replies": replies, "intent": answer.intent, "confidence": answer.confidence}
    )


def conversation_of(request: Request) -> str:
    """The id that the address names, which the store can look for. ApiError."""
    conversation_id: str = request.path_params["conversation"]
    if why_not_storable(conversation_id):
        raise unknown_conversation()
    return conversation_id


async def the_case(request: Request) -> Case:
    """The conversation that the address names. ApiError."""
    desk: Desk = request.app.state.desk
    case = await asyncio.to_thread(desk.cases.one, conversation_of(request))
    if case is None:
        raise unknown_conversation()
    return case


def unknown_conversation() -> ApiError:
    return ApiError(404, "unknown_conversation", "There is no such conversation.")


def summaries(desk: Desk, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """The Summaries of the agents' API."""
    names = desk.filing.names(case.account_id for case in cases if case.account_id is not None)
    return [
        case.shown
        if case.account_id is None
        else {**case.shown, "account": {"id": case.account_id, "name": names[case.account_id]}}
        for case in cases
    ]


def summary(desk: Desk, case: Case) -> dict[str, Any]:
    """The Summary of a conversation."""
    return summaries(desk, [case])[0]


def _given(request: Request, name: str) -> str | None:
    """A parameter of the address, which the store can look for. ApiError."""
    given = request.query_params.get(name)
    fault = why_not_storable(given or "")
    if fault:
        raise ApiError(400, "bad_request", f"`{name}` holds {fault}.")
    return given


def _number(request: Request, name: str) -> int | None:
    given = request.query_params.get(name)
    if given is None:
        return None
    if not given.isdecimal() or len(given) > 9:
        raise ApiError(400, "bad_request", f"`{name}` is a number.")
    return int(given)
