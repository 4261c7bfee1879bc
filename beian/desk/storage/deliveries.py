"""Deliveries to the world outside: stored in the transaction that causes them, and then made, by
one process at a time, until they succeed or can't."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from beian.base.clock import utc_now
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import DeliveryState
from beian.desk.storage.handoff_tables import outbox
from beian.desk.storage.records import written_time

LEASE = timedelta(minutes=2)
KEPT = timedelta(days=7)
"""How long a delivery that was made is remembered, so that it is not made twice."""


@dataclass(frozen=True)
class Delivery:
    """A delivery to be made; `key` is unique among its kind, and the same at every attempt."""

    id: int
    kind: str
    key: str
    payload: dict[str, Any]
    attempts: int
    created_at: datetime
    lease: str


def enqueue(
    connection: Connection, *, kind: str, key: str, thread: str, payload: dict[str, Any], to: str
) -> None:
    """Add a delivery of a kind, unless there was one of this `key`. Deliveries of a `thread` stay
    in order; `to` is for admins' eyes, masked."""
    known = select(outbox.c.id).where(outbox.c.kind == kind, outbox.c.key == key)
    if connection.execute(known).first() is not None:
        return
    moment = utc_now()
    connection.execute(
        insert(outbox),
        {
            "kind": kind,
            "key": key,
            "thread": thread,
            "payload": payload,
            "to": to,
            "state": DeliveryState.WAITING,
            "attempts": 0,
            "next_at": moment,
            "created_at": moment,
        },
    )


class DeliveryStore:
    """The outbox of a desk store. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def take(self, kind: str | None = None) -> Delivery | None:
        """Lease and return the oldest due delivery, of this kind or any, whose thread has no older
        one."""
        before = outbox.alias()
        moment = utc_now()
        is_free = or_(outbox.c.lease.is_(None), outbox.c.leased_until < moment)
        due = (
            select(outbox)
            .where(outbox.c.state == DeliveryState.WAITING, outbox.c.next_at <= moment)
            .where(is_free)
            .where(
                ~select(before.c.id)
                .where(before.c.thread == outbox.c.thread, before.c.state == DeliveryState.WAITING)
                .where(before.c.id < outbox.c.id)
                .exists()
            )
            .order_by(outbox.c.id)
            .limit(1)
        )
        if kind is not None:
            due = due.where(outbox.c.kind == kind)
        with self._database.reading() as connection:
            if connection.execute(due).first() is None:
                return None
        lease = uuid.uuid4().hex
        with self._database.writing() as connection:
            row = connection.execute(due).first()
            if row is None:
                return None
            mine = connection.execute(
                update(outbox)
                .where(outbox.c.id == row.id, outbox.c.state == DeliveryState.WAITING)
                .where(outbox.c.next_at <= moment, is_free)
                .values(lease=lease, leased_until=moment + LEASE)
            )
            if mine.rowcount == 0:  # another process was faster
                return None
        return Delivery(row.id, row.kind, row.key, row.payload, row.attempts, row.created_at, lease)

    def forget_leases(self) -> None:
        """Forget the leases of a process that was killed; for a desk that runs as the only
        process."""
        with self._database.writing() as connection:
            connection.execute(update(outbox).values(lease=None, leased_until=None))

    def made(self, delivery: Delivery) -> None:
        """Mark a delivery as made, and forget its content."""
        with self._database.writing() as connection:
            self._end(
                connection,
                delivery,
                state=DeliveryState.DELIVERED,
                payload={},
                delivered_at=utc_now(),
            )
            week_ago = utc_now() - KEPT
            old = and_(outbox.c.state == DeliveryState.DELIVERED, outbox.c.delivered_at < week_ago)
            # It was due before it was delivered: by that there is an index.
            connection.execute(delete(outbox).where(old, outbox.c.next_at < week_ago))

    def postponed(self, delivery: Delivery, reason: str, until: datetime) -> None:
        """Have a failed delivery tried again later."""
        with self._database.writing() as connection:
            self._end(connection, delivery, error=reason, next_at=until)

    def given_up(self, delivery: Delivery, reason: str) -> None:
        """Mark a delivery as failed for good, unless an admin has it tried again."""
        with self._database.writing() as connection:
            self._end(connection, delivery, state=DeliveryState.FAILED, error=reason)

    def retry(self, delivery_id: int) -> bool:
        """Have a delivery tried again now, as if it were new; return False if it is not open."""
        with self._database.writing() as connection:
            done = connection.execute(
                update(outbox)
                .where(outbox.c.id == delivery_id, outbox.c.state != DeliveryState.DELIVERED)
                .values(
                    state=DeliveryState.WAITING, attempts=0, next_at=utc_now(), created_at=utc_now()
                )
            )
            return bool(done.rowcount)

    def open(self, limit: int = 200) -> list[dict[str, Any]]:
        """Return the undelivered ones as the agents' API shows them: failed first, then by age."""
        query = (
            select(outbox)
            .where(outbox.c.state != DeliveryState.DELIVERED)
            .order_by(outbox.c.state, outbox.c.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [
                {
                    "id": str(row.id),
                    "kind": row.kind,
                    "to": row.to,
                    "state": row.state,
                    "attempts": row.attempts,
                    "next_at": written_time(row.next_at)
                    if row.state == DeliveryState.WAITING
                    else None,
                    "error": row.error,
                    "created_at": written_time(row.created_at),
                }
                for row in connection.execute(query)
            ]

    def counts(self) -> dict[str, int]:
        """Return how many wait, and how many have failed."""
        query = (
            select(outbox.c.state, func.count())
            .where(outbox.c.state.in_((DeliveryState.WAITING, DeliveryState.FAILED)))
            .group_by(outbox.c.state)
        )
        with self._database.reading() as connection:
            found = {state: int(count) for state, count in connection.execute(query)}
        return {
            state: found.get(state, 0) for state in (DeliveryState.WAITING, DeliveryState.FAILED)
        }

    @staticmethod
    def _end(connection: Connection, delivery: Delivery, **values: object) -> None:
        """End an attempt; does nothing if another process has the lease by now."""
        connection.execute(
            update(outbox)
            .where(outbox.c.id == delivery.id, outbox.c.lease == delivery.lease)
            .values(attempts=delivery.attempts + 1, lease=None, leased_until=None, **values)
        )
