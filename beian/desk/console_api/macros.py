"""Macros: written by editors, run by agents in what is theirs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.storable import why_not_storable
from beian.desk.console_api.access import ApiError, body_of
from beian.desk.console_api.agent_actions import refusal_of
from beian.desk.console_api.conversations import summary, the_conversation, unknown_conversation
from beian.desk.console_api.variables import check_variables
from beian.desk.conversations.handoff_store import Closed, NoSuchConversation, NotYours
from beian.desk.conversations.macros import MOST_TAGS, Macro, NoSuchMacro, Unfilled
from beian.desk.desk import Desk
from beian.desk.storage.agents import Agent
from beian.desk.storage.enumerations import Ending
from beian.nlu.topics.project import project_content

_LONGEST = {"title": 80, "zh": 2000, "en": 2000, "paper_zh": 100, "paper_en": 100}
_LONGEST_TAG = 40
_RUN_ID = re.compile(r"[A-Za-z0-9_-]{8,62}")


async def listed(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    found = await asyncio.to_thread(desk.macros.all)
    return JSONResponse({"macros": [_shown(macro) for macro in found]})


async def add(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    macro = await _given(request)
    return await _written(lambda: _shown(desk.macros.add(macro)))


async def change(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    macro = await _given(request, _named(request))
    return await _written(lambda: _shown(desk.macros.change(macro)))


async def drop(request: Request, agent: Agent) -> Response:
    del agent
    desk: Desk = request.app.state.desk
    macro_id = _named(request)
    await _written(lambda: desk.macros.drop(macro_id))
    return Response(status_code=204)


async def run(request: Request, agent: Agent) -> Response:
    """Do all steps of a macro in the agent's conversation, or none."""
    desk: Desk = request.app.state.desk
    body = await body_of(request, macro=str, id=str)
    if _RUN_ID.fullmatch(body["id"]) is None:
        raise ApiError(400, "bad_request", "`id` has 8 to 62 letters, digits, _ or -.")
    conversation = await the_conversation(request, agent)
    try:
        macro = await asyncio.to_thread(desk.macros.find, body["macro"])
    except NoSuchMacro as unknown:
        raise _unknown() from unknown
    if desk.files is None and (macro.paper_zh or macro.paper_en):
        raise ApiError(404, "no_files", "This desk takes no files.")
    ticket = conversation.shown["ticket"]
    values = {
        "agent": agent.display_name,
        "account": conversation.account_id,
        "ticket": None if ticket is None else ticket["number"],
        "order": await asyncio.to_thread(_order_of, desk, conversation.account_id),
    }
    try:
        ran = await asyncio.to_thread(
            desk.macros.run, conversation.id, agent, body["id"], macro, values
        )
    except Unfilled as unfilled:
        names = ", ".join(unfilled.names)
        sentence = f"Not known in this conversation: {names}."
        raise ApiError(409, "unfilled", sentence) from unfilled
    except (NotYours, Closed, NoSuchConversation) as refused:
        raise await refusal_of(desk, refused) from refused
    await desk.handoff.announce_macro(conversation.id, ran)
    now = await asyncio.to_thread(desk.listing.one, conversation.id)
    if now is None:
        raise unknown_conversation()
    return JSONResponse(await asyncio.to_thread(summary, desk, now))


def _order_of(desk: Desk, account_id: str | None) -> str | None:
    """Return the number of the account's open order, one that is overdue before others."""
    account = None if account_id is None else desk.filing.account(account_id, masked=True)
    orders = [] if account is None else [order for order in account["orders"] if order["open"]]
    orders.sort(key=lambda order: not order["overdue"])
    return orders[0]["number"] if orders else None


async def _given(request: Request, macro_id: str = "") -> Macro:
    """Return the macro that a request holds. Raises ApiError."""
    kinds: dict[str, type] = {**dict.fromkeys(_LONGEST, str), "tags": list, "ending": str}
    body = await body_of(request, ("topic",), **kinds, topic=str)
    texts = {name: body[name].strip() for name in _LONGEST}
    for name, longest in _LONGEST.items():
        if len(texts[name]) > longest:
            raise ApiError(400, "bad_request", f"`{name}` has at most {longest} characters.")
    if not texts["title"]:
        raise ApiError(400, "bad_request", "A macro needs a title.")
    check_variables(*(text for name, text in texts.items() if name != "title"))
    topic = body.get("topic")
    content = await asyncio.to_thread(project_content)
    if topic is not None and topic not in content.intent_names:
        raise ApiError(400, "bad_request", "`topic` is no topic.")
    if body["ending"] not in {ending.value for ending in Ending}:
        raise ApiError(400, "bad_request", f"`ending` is one of {', '.join(Ending)}.")
    return Macro(
        **texts,
        tags=_tags(body["tags"]),
        topic=topic,
        ending=Ending(body["ending"]),
        id=macro_id,
    )


def _tags(given: list[object]) -> tuple[str, ...]:
    tags = [tag.strip() for tag in given if isinstance(tag, str)]
    usable = all(0 < len(tag) <= _LONGEST_TAG and not why_not_storable(tag) for tag in tags)
    if len(tags) != len(given) or len(tags) > MOST_TAGS or not usable:
        raise ApiError(400, "bad_request", f"`tags` is a list of at most {MOST_TAGS} texts.")
    return tuple(dict.fromkeys(tags))


async def _written(work: Callable[[], Any]) -> Response:
    try:
        return JSONResponse(await asyncio.to_thread(work))
    except NoSuchMacro as unknown:
        raise _unknown() from unknown


def _named(request: Request) -> str:
    macro_id: str = request.path_params["macro"]
    if why_not_storable(macro_id):
        raise _unknown()
    return macro_id


def _unknown() -> ApiError:
    return ApiError(404, "unknown_macro", "There is no such macro.")


def _shown(macro: Macro) -> dict[str, object]:
    return {**asdict(macro), "tags": list(macro.tags)}
