"""What visitors think of the service: ratings of conversations, thumbs on answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql.elements import ColumnElement

from beian.desk.conversations.shown_to_agents import shown_rating
from beian.desk.protocol import agents_api as api
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import agents, transitions
from beian.desk.storage.records import written_time
from beian.desk.storage.tables import conversations, feedback, messages

SHOWN = 100
"""Ratings, and thumbs, that are shown one by one."""
_LONGEST_SHOWN = 300
_SCORES = range(1, 6)

_QUESTION = messages.alias("question")
_THUMBS = (
    select(
        feedback,
        messages.c.text.label("answer"),
        _QUESTION.c.text.label("question"),
        _QUESTION.c.intent.label("intent"),
    )
    .select_from(
        feedback.join(
            messages,
            and_(
                messages.c.conversation_id == feedback.c.conversation_id,
                messages.c.id == feedback.c.message_id,
            ),
        ).outerjoin(
            _QUESTION,
            and_(
                _QUESTION.c.conversation_id == messages.c.conversation_id,
                _QUESTION.c.seq == messages.c.answers,
            ),
        )
    )
    .subquery()
)
# The agent who was given a conversation last.
_LAST_GIVEN = (
    select(transitions.c.conversation_id, func.max(transitions.c.id).label("last"))
    .where(transitions.c.to_agent_id.is_not(None))
    .group_by(transitions.c.conversation_id)
    .subquery()
)
_RATED = select(
    conversations, agents.c.id.label("rated_agent"), agents.c.display_name.label("agent_name")
).select_from(
    conversations.outerjoin(_LAST_GIVEN, _LAST_GIVEN.c.conversation_id == conversations.c.id)
    .outerjoin(transitions, transitions.c.id == _LAST_GIVEN.c.last)
    .outerjoin(agents, agents.c.id == transitions.c.to_agent_id)
)


class FeedbackReports:
    """Reads ratings and thumbs. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def since(self, moment: datetime, days: int) -> api.FeedbackReport:
        """Return what was said since a moment, `days` ago."""
        with self._database.reading() as connection:
            # One from before times were kept counts when something happened in it last.
            rated_at = func.coalesce(conversations.c.rated_at, conversations.c.changed_at)
            is_rated = and_(conversations.c.rating.is_not(None), rated_at > moment)
            newest = _RATED.where(is_rated).order_by(rated_at.desc()).limit(SHOWN)
            ratings = [_shown_conversation(row) for row in connection.execute(newest)]
            counted = _counted(connection, is_rated)
            thumbs = select(_THUMBS).where(_THUMBS.c.at > moment).order_by(_THUMBS.c.at.desc())
            return {
                "days": days,
                "scores_of_assistant": [counted[False, score] for score in _SCORES],
                "scores_of_agents": [counted[True, score] for score in _SCORES],
                "ratings": ratings,
                "topics": _topics(connection, moment),
                "thumbs": [_thumb(row) for row in connection.execute(thumbs.limit(SHOWN))],
            }


def _counted(connection: Connection, is_rated: ColumnElement) -> Counter[tuple[bool, int]]:
    """Return how many conversations that an agent had, or had not, got each score."""
    had_agent = _LAST_GIVEN.c.last.is_not(None)
    query = (
        select(had_agent.label("had_agent"), conversations.c.rating, func.count().label("count"))
        .select_from(
            conversations.outerjoin(
                _LAST_GIVEN, _LAST_GIVEN.c.conversation_id == conversations.c.id
            )
        )
        .where(is_rated)
        .group_by(had_agent, conversations.c.rating)
    )
    return Counter({(bool(had), score): count for had, score, count in connection.execute(query)})


def _topics(connection: Connection, moment: datetime) -> list[api.TopicFeedback]:
    """Return the thumbs of each topic, the one with the most thumbs down first."""
    columns = (_THUMBS.c.intent, _THUMBS.c.value, _THUMBS.c.reason)
    query = select(*columns, func.count().label("number")).where(_THUMBS.c.at > moment)
    values: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
    reasons: defaultdict[str | None, Counter[Any]] = defaultdict(Counter)
    for intent, value, reason, number in connection.execute(query.group_by(*columns)):
        values[intent][value] += number
        if reason is not None:
            reasons[intent][reason] += number
    shown: list[api.TopicFeedback] = [
        {
            "intent": intent,
            "up": counted["up"],
            "down": counted["down"],
            "reasons": [
                {"reason": reason, "count": count}
                for reason, count in reasons[intent].most_common()
            ],
        }
        for intent, counted in values.items()
    ]
    return sorted(shown, key=lambda topic: (-topic["down"], -topic["up"], topic["intent"] or ""))


def _shown_conversation(row: Row) -> api.RatedConversation:
    rating = shown_rating(row)
    assert rating is not None
    return {
        "conversation": row.id,
        "rating": rating,
        "agent": None
        if row.rated_agent is None
        else {"id": row.rated_agent, "display_name": row.agent_name},
        "topic": row.topic,
    }


def _thumb(row: Row) -> api.Thumb:
    return {
        "conversation": row.conversation_id,
        "value": row.value,
        "reason": row.reason,
        "comment": row.comment,
        "at": written_time(row.at),
        "intent": row.intent,
        "question": None if row.question is None else row.question[:_LONGEST_SHOWN],
        "answer": row.answer[:_LONGEST_SHOWN],
    }
