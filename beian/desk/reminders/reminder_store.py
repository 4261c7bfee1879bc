"""Reminders in the desk's database: each once, whichever process finds it, however often.

Raises StoreUnavailable where the database does not answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from beian.desk.reminders.occasions import Occasion, occasion_of_change
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import ReminderState
from beian.desk.storage.reminder_tables import read_changes, reminders
from beian.filing.order_feed import RecordedChange

AGAIN_AFTER, MOST_ATTEMPTS = timedelta(minutes=5), 8
"""When a reminder that failed is tried again, and how often in all."""
_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_ONE = 1
"""The id of the only row of desk_read_changes."""


class ReminderStore:
    """What accounts are reminded of, and what became of it."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def note(self, occasions: Sequence[Occasion]) -> None:
        """Note occasions; those that are known already stay as they are."""
        if occasions:
            with self._database.writing() as connection:
                _note(connection, occasions)

    def read_up_to(self) -> int:
        """Return the position up to which the changes of orders were read."""
        with self._database.reading() as connection:
            return _position(connection)

    def note_changes(
        self, changes: Sequence[RecordedChange], now: datetime, *, wanted: bool
    ) -> None:
        """Note changes of orders, where they are wanted at all, and that they were read. Changes
        that another process has read meanwhile are known already."""
        with self._database.writing() as connection:
            if wanted:
                _note(connection, [occasion_of_change(change, now) for change in changes])
            position = {"position": changes[-1].position}
            done = connection.execute(update(read_changes).values(**position))
            if done.rowcount == 0:
                first = _INSERTS[connection.dialect.name](read_changes).on_conflict_do_nothing()
                connection.execute(first, {"id": _ONE, **position})

    def accounts_due(self, now: datetime, limit: int) -> list[str]:
        """Return accounts that are to be reminded of something by now."""
        query = (
            select(reminders.c.account_id)
            .where(reminders.c.state == ReminderState.WAITING, reminders.c.due_at <= now)
            .distinct()
            .limit(limit)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def put_off(self, account_id: str, now: datetime) -> None:
        """Have what could not be sent to an account tried again, or given up at last."""
        due = (
            update(reminders)
            .where(reminders.c.account_id == account_id)
            .where(reminders.c.state == ReminderState.WAITING, reminders.c.due_at <= now)
        )
        with self._database.writing() as connection:
            connection.execute(
                due.where(reminders.c.attempts + 1 >= MOST_ATTEMPTS).values(
                    state=ReminderState.FAILED, ended_at=now
                )
            )
            connection.execute(
                due.values(attempts=reminders.c.attempts + 1, due_at=now + AGAIN_AFTER)
            )


def _note(connection: Connection, occasions: Iterable[Occasion]) -> None:
    rows = [
        {
            "account_id": one.account_id,
            "order_id": one.order_id,
            "kind": one.kind,
            "about": one.about,
            "state": ReminderState.WAITING,
            "planned_at": one.planned_at,
            "due_at": one.planned_at,
            "attempts": 0,
        }
        for one in occasions
    ]
    if rows:
        unless_known = _INSERTS[connection.dialect.name](reminders).on_conflict_do_nothing()
        connection.execute(unless_known, rows)


def _position(connection: Connection) -> int:
    found = connection.execute(select(read_changes.c.position)).scalar_one_or_none()
    return 0 if found is None else int(found)
