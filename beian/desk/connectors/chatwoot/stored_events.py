"""Chatwoot's events, stored before they are acknowledged and processed after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from beian.base.clock import utc_now
from beian.desk.connectors.chatwoot.tables import chatwoot_events as events
from beian.desk.storage.database import DeskDatabase

KEPT = timedelta(days=7)
"""How long an event is remembered, so that it is not processed twice."""


@dataclass(frozen=True)
class StoredEvent:
    """An event to be processed; `content` as it was given."""

    id: int
    content: dict[str, Any]


class ChatwootEvents:
    """The stored events. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def store(
        self,
        delivery: str,
        chatwoot_id: str,
        name: str,
        message_id: str | None,
        content: dict[str, Any],
    ) -> bool:
        """Store an event; return False if this delivery, or this event of the message, is known
        already."""
        row = {
            "delivery": delivery,
            "chatwoot_id": chatwoot_id,
            "name": name,
            "message_id": message_id,
            "content": content,
            "at": utc_now(),
        }
        with self._database.writing() as connection:
            try:
                with connection.begin_nested():
                    connection.execute(insert(events), row)
            except IntegrityError:
                return False
            return True

    def next(self, chatwoot_id: str) -> StoredEvent | None:
        """Return the oldest unprocessed event of a conversation."""
        query = (
            select(events.c.id, events.c.content)
            .where(events.c.chatwoot_id == chatwoot_id, events.c.done_at.is_(None))
            .order_by(events.c.id)
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
            return None if row is None else StoredEvent(row.id, row.content)

    def mark_processed(self, event_id: int) -> None:
        """Mark an event as processed, and forget what it held."""
        with self._database.writing() as connection:
            connection.execute(
                update(events).where(events.c.id == event_id).values(content={}, done_at=utc_now())
            )

    def unprocessed(self, before: datetime) -> list[str]:
        """Return the conversations that have an unprocessed event from before a moment."""
        query = (
            select(events.c.chatwoot_id)
            .where(events.c.done_at.is_(None), events.c.at <= before)
            .distinct()
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def forget_old(self) -> None:
        """Forget what was processed long ago."""
        with self._database.writing() as connection:
            connection.execute(delete(events).where(events.c.done_at < utc_now() - KEPT))
