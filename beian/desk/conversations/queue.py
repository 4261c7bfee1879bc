"""The queue: who waits for a person, and for how long, most likely."""

from __future__ import annotations

import math
from datetime import timedelta
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from beian.base.clock import utc_now
from beian.desk.storage.enumerations import State
from beian.desk.storage.handoff_tables import transitions
from beian.desk.storage.tables import conversations

_RECENT = timedelta(days=7)
_WAITS_LOOKED_AT = 20
_FEWEST_WAITS = 3
"""With fewer, no time is told rather than a guess."""


def position(connection: Connection, conversation_id: str) -> int | None:
    """Return the place in the queue, counted from 1; None if the conversation does not wait."""
    mine = select(conversations.c.waiting_since).where(
        conversations.c.id == conversation_id, conversations.c.state == State.WAITING
    )
    since = connection.execute(mine).scalar_one_or_none()
    if since is None:
        return None
    before = (
        select(func.count())
        .select_from(conversations)
        .where(conversations.c.state == State.WAITING, conversations.c.waiting_since < since)
    )
    return int(connection.execute(before).scalar_one()) + 1


def waiting_ids(connection: Connection) -> list[str]:
    """Return the conversations that wait, longest first."""
    query = (
        select(conversations.c.id)
        .where(conversations.c.state == State.WAITING)
        .order_by(conversations.c.waiting_since)
    )
    return list(connection.execute(query).scalars())


def expected_minutes(connection: Connection) -> int | None:
    """Return how many minutes visitors waited lately until somebody came (the median)."""
    query = (
        select(transitions.c.waited_seconds)
        .where(transitions.c.waited_seconds.is_not(None), transitions.c.at > utc_now() - _RECENT)
        .order_by(transitions.c.id.desc())
        .limit(_WAITS_LOOKED_AT)
    )
    waits: list[int] = list(connection.execute(query).scalars())
    if len(waits) < _FEWEST_WAITS:
        return None
    return max(1, math.ceil(median(waits) / 60))
