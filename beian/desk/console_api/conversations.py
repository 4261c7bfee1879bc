"""What agents look at: lists of conversations, one conversation, its context, a suggested
answer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.storable import why_not_storable
from beian.base.times import parse_time
from beian.desk.console_api.access import ApiError
from beian.desk.console_api.facts import facts_of
from beian.desk.console_api.known import known_of
from beian.desk.conversations.checklists import StoredChecklist
from beian.desk.conversations.inbox import BadCursor, Sort, Wanted
from beian.desk.conversations.listing import ListedConversation
from beian.desk.conversations.reach import Reach
from beian.desk.desk import Desk
from beian.desk.protocol import agents_api as api
from beian.desk.storage.agents import Agent
from beian.desk.storage.enumerations import State, View, Word

_LONGEST_SEARCH = 100
_Choice = TypeVar("_Choice", bound=Word)


async def listed(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    view = _one_of(request, "view", View) or View.ALL
    wanted = Wanted(
        text=(_given(request, "q") or "").strip()[:_LONGEST_SEARCH],
        state=_one_of(request, "state", State),
        agent_id=_given(request, "agent"),
        tag=_given(request, "tag"),
        topic=_given(request, "topic"),
        language=_given(request, "language"),
        since=_moment(request, "since"),
        until=_moment(request, "until"),
        sort=_one_of(request, "sort", Sort),
    )
    cursor = _given(request, "cursor")
    try:
        listing, following = await asyncio.to_thread(
            desk.listing.listed, view, agent, wanted, cursor
        )
    except BadCursor as bad:
        raise ApiError(400, "bad_request", "`cursor` is the `next` of a page before.") from bad
    return JSONResponse(
        {
            "conversations": await asyncio.to_thread(summaries, desk, listing),
            "next": following,
            "counts": await asyncio.to_thread(desk.listing.counts, agent),
        }
    )


async def tags(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    return JSONResponse({"tags": await asyncio.to_thread(desk.listing.tags, agent)})


async def detail(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    conversation, reach = await _readable(request, agent)
    found, earlier = await asyncio.to_thread(desk.listing.messages, conversation.id)
    return JSONResponse(
        {
            "conversation": await asyncio.to_thread(summary, desk, conversation),
            "messages": found,
            "earlier": earlier,
            "notes": await asyncio.to_thread(desk.listing.notes, conversation.id),
            "transitions": await asyncio.to_thread(desk.listing.transitions, conversation.id),
            "may_act": reach is Reach.ACT,
        }
    )


async def messages(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    conversation = await readable(request, agent)
    before, after = _number(request, "before"), _number(request, "after")
    found, earlier = await asyncio.to_thread(
        lambda: desk.listing.messages(conversation.id, before=before, after=after)
    )
    return JSONResponse({"messages": found, "earlier": earlier})


async def context(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    conversation = await readable(request, agent)
    account, earlier = None, []
    if conversation.account_id is not None:
        account = await asyncio.to_thread(
            lambda: desk.filing.account(str(conversation.account_id), masked=True)
        )
        found = await asyncio.to_thread(
            desk.listing.of_account, conversation.account_id, conversation.id
        )
        # Without a word of what was said: whoever reads that opens it, which is written down.
        earlier = [
            {**one, "last_message": None, "page": None}
            for one in await asyncio.to_thread(summaries, desk, found)
        ]
    found_lists = await asyncio.to_thread(
        desk.checklists.of_conversation, conversation.id, conversation.account_id
    )
    topics = await asyncio.to_thread(desk.listing.topics, conversation.id)
    slots = await desk.bot.slots(conversation.id)
    return JSONResponse(
        {
            "topics": topics,
            "facts": await asyncio.to_thread(facts_of, topics),
            "known": known_of(slots),
            "account": account,
            "checklists": [_shown_checklist(one) for one in found_lists],
            "earlier": earlier,
        }
    )


def _shown_checklist(found: StoredChecklist) -> dict[str, object]:
    """Return the AccountChecklist of the agents' API."""
    return {
        "about": found.about,
        "title": found.title,
        "complete": found.shown["complete"],
        "papers": [
            {
                "id": paper["id"],
                "name": paper["name"],
                "state": paper["state"],
                "files": [{"id": file["id"], "name": file["name"]} for file in paper["files"]],
            }
            for paper in found.shown["papers"]
        ],
    }


def conversation_of(request: Request) -> str:
    """Return the id that the URL names, once it is known to be storable. Raises ApiError."""
    conversation_id: str = request.path_params["conversation"]
    if why_not_storable(conversation_id):
        raise unknown_conversation()
    return conversation_id


async def the_conversation(request: Request, agent: Agent) -> ListedConversation:
    """Return the conversation that the URL names, in which the agent may act. Raises ApiError."""
    conversation, reach = await _found(request, agent)
    if reach is not Reach.ACT:
        raise unknown_conversation()
    return conversation


async def readable(request: Request, agent: Agent) -> ListedConversation:
    """Return the conversation that the URL names; an earlier one of the account that the agent
    serves, once that is written into the audit log. Raises ApiError."""
    return (await _readable(request, agent))[0]


async def _readable(request: Request, agent: Agent) -> tuple[ListedConversation, Reach]:
    desk: Desk = request.app.state.desk
    conversation, reach = await _found(request, agent)
    if reach is Reach.NONE:
        raise unknown_conversation()
    if reach is Reach.READ:
        await asyncio.to_thread(desk.agents.audited_once, agent.id, "read_earlier", conversation.id)
    return conversation, reach


async def _found(request: Request, agent: Agent) -> tuple[ListedConversation, Reach]:
    desk: Desk = request.app.state.desk
    conversation_id = conversation_of(request)
    conversation = await asyncio.to_thread(desk.listing.one, conversation_id)
    if conversation is None:
        raise unknown_conversation()
    return conversation, await asyncio.to_thread(desk.listing.reach, conversation_id, agent)


def unknown_conversation() -> ApiError:
    return ApiError(404, "unknown_conversation", "There is no such conversation.")


def summaries(desk: Desk, listing: Sequence[ListedConversation]) -> list[api.Summary]:
    """Return the Summaries of the agents' API."""
    names = desk.filing.names(
        conversation.account_id for conversation in listing if conversation.account_id is not None
    )
    return [
        conversation.shown
        if conversation.account_id is None
        else {
            **conversation.shown,
            "account": {"id": conversation.account_id, "name": names[conversation.account_id]},
        }
        for conversation in listing
    ]


def summary(desk: Desk, conversation: ListedConversation) -> api.Summary:
    """Return the Summary of a conversation."""
    return summaries(desk, [conversation])[0]


def _given(request: Request, name: str) -> str | None:
    """Return a query parameter, once it is known to be storable. Raises ApiError."""
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


def _one_of(request: Request, name: str, kind: type[_Choice]) -> _Choice | None:
    given = request.query_params.get(name)
    try:
        return None if given is None else kind(given)
    except ValueError:
        raise ApiError(400, "bad_request", f"`{name}` is one of {', '.join(kind)}.") from None


def _moment(request: Request, name: str) -> datetime | None:
    given = request.query_params.get(name)
    try:
        return None if given is None else parse_time(given).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        sentence = f"`{name}` is a time like 2026-10-12T10:00:00+08:00."
        raise ApiError(400, "bad_request", sentence) from None
