"""The queue: who waits for a person, and for how long, most likely.

A visitor who has left keeps the place, but counts no more for those behind.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy import select
from sqlalchemy.engine import Connection

from beian.base.clock import utc_now
from beian.desk.conversations.presence import somebody_can_take, visitor_is_there
from beian.desk.storage.enumerations import State
from beian.desk.storage.handoff_tables import transitions
from beian.desk.storage.tables import conversations

_RECENT = timedelta(days=7)
_WAITS_LOOKED_AT = 20
_FEWEST_WAITS = 3
"""With fewer, no time is told rather than a guess."""


@dataclass(frozen=True)
class Standing:
    """Where a visitor stands. `place`: in the queue, from 1, None outside it; `minutes`: how long
    others waited lately, where known; `staffed`: whether an agent is there who takes conversations;
    `is_there`: whether the visitor is."""

    place: int | None
    minutes: int | None
    staffed: bool
    is_there: bool = True


OUTSIDE = Standing(None, None, staffed=True)
"""Where somebody stands who does not wait."""


def standing(connection: Connection, conversation_id: str) -> Standing:
    """Return where the visitor of a conversation stands."""
    return standings(connection).get(conversation_id, OUTSIDE)


def standings(connection: Connection) -> dict[str, Standing]:
    """Return the conversations that wait, longest first, and where the visitor of each stands."""
    there = visitor_is_there().label("there")
    query = (
        select(conversations.c.id, there)
        .where(conversations.c.state == State.WAITING)
        .order_by(conversations.c.waiting_since, conversations.c.id)
    )
    waiting = connection.execute(query).all()
    if not waiting:
        return {}
    staffed = somebody_can_take(connection)
    minutes = expected_minutes(connection) if staffed else None
    found, place = {}, 1
    for row in waiting:
        found[row.id] = Standing(place, minutes, staffed, bool(row.there))
        place += bool(row.there)
    return found


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
