"""Deliveries to the world outside, stored in the transaction that causes them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert
from sqlalchemy.engine import Connection

from desk.storage.handoff_tables import outbox
from desk.storage.leases import now

WAITING, DELIVERED, FAILED = "waiting", "delivered", "failed"


def enqueue(
    connection: Connection, *, kind: str, key: str, thread: str, payload: dict[str, Any], to: str
) -> None:
    """Adds a delivery of a kind; `key` names it among its kind, `thread` what stays in order,
    `to` is for admins' eyes, masked."""
    moment = now()
    connection.execute(
        insert(outbox),
        {
            "kind": kind,
            "key": key,
            "thread": thread,
            "payload": payload,
            "to": to,
            "state": WAITING,
            "attempts": 0,
            "next_at": moment,
            "created_at": moment,
        },
    )
