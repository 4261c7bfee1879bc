"""Rows of the desk's store as the agents' API shows them: conversations, messages, agents."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from beian.desk.conversations.groups import Group
from beian.desk.conversations.presence import is_there
from beian.desk.protocol import agents_api as api
from beian.desk.protocol.frames import attachment_shown
from beian.desk.storage.agents import Agent
from beian.desk.storage.enumerations import State
from beian.desk.storage.records import Ticket, written_time

AGENTS_FILES = "/console/api/files"
"""Below which agents read files."""
_LONGEST_LAST = 200


def shown_agent(agent: Agent) -> api.Agent:
    """Return an agent as the agents' API shows them."""
    return {
        "id": agent.id,
        "name": agent.name,
        "display_name": agent.display_name,
        "roles": sorted(agent.roles),
        "disabled": agent.disabled,
        "available": agent.available,
        "online": agent.online,
    }


def shown_message(row: Any, card: dict[str, Any] | None) -> api.Message:
    """Return a message row as the agents' API shows it, with its card as it stands."""
    shown: api.Message = {
        "id": row.id,
        "seq": row.seq,
        "author": row.author,
        "name": row.name,
        "text": row.text,
        "at": written_time(row.at),
        "buttons": row.buttons,
        "links": row.links,
        "answers": row.answers,
        "feedback": row.feedback,
        "feedback_reason": row.feedback_reason,
        "feedback_comment": row.feedback_comment,
        "intent": row.intent,
        "confidence": row.confidence,
    }
    if card is not None:
        shown["card"] = _shown_card(card)
    if row.recalled_at is not None:
        shown["recalled"] = True
    if row.attachments:
        shown["attachments"] = [attachment_shown(each, AGENTS_FILES) for each in row.attachments]
    return shown


_DRAWN = ("kind", "title", "lines", "stages", "deadline", "sections")


def _shown_card(card: dict[str, Any]) -> api.Card:
    """Return a card for agents to look at: its buttons are the visitor's to press."""
    shown = {name: card[name] for name in _DRAWN if name in card}
    return cast(api.Card, {**shown, "actions": [action["title"] for action in card["actions"]]})


def shown_summary(
    row: Any,
    topic: str | None,
    tagged: list[str],
    blocked: api.Block | None,
    group: Group | None,
) -> api.Summary:
    """Return a conversation's row as lists show it."""
    return {
        "id": row.id,
        "state": row.state,
        "language": row.language,
        "account": None if row.account_id is None else {"id": row.account_id, "name": ""},
        "agent": named_agent(row.agent_id, row.agent_name),
        "topic": topic,
        "reason": row.reason,
        "waiting_since": _time(row.waiting_since),
        "began_at": written_time(row.began_at),
        "changed_at": written_time(row.changed_at),
        "last_seq": row.last_seq,
        "last_message": None
        if row.last_author is None
        else {
            "author": row.last_author,
            "text": row.last_text[:_LONGEST_LAST],
            "at": written_time(row.last_at),
        },
        "ticket": None
        if row.ticket_id is None
        else {
            "number": Ticket.number_of(row.ticket_id),
            "opened_at": written_time(row.opened_at),
            "due_at": _time(row.due_at),
            "contact": row.contact,
            "answered_at": _time(row.answered_at),
        },
        "tags": tagged,
        "visitor_here": is_there(row) if row.state in (State.WAITING, State.WITH_AGENT) else None,
        "rating": shown_rating(row),
        "blocked": blocked,
        "group": None if group is None else group.name,
        "page": None
        if row.page_address is None and row.page_title is None
        else {"address": row.page_address, "title": row.page_title},
    }


def shown_rating(row: Any) -> api.Rating | None:
    """Return the rating of a conversation's row as the agents' API shows it."""
    if row.rating is None:
        return None
    return {"score": row.rating, "comment": row.rating_comment, "at": _time(row.rated_at)}


def named_agent(agent_id: str | None, display_name: str | None) -> api.AgentName | None:
    """Return an agent by name alone; None where there is none."""
    return None if agent_id is None else {"id": agent_id, "display_name": display_name or ""}


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else written_time(moment)
