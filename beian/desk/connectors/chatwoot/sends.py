"""What is sent to Chatwoot: whether it has arrived, or may have.

A send whose answer was lost is in doubt: Chatwoot tells of every message in an event, its echo,
and that tells whether it arrived. It is known by its text, of which only a digest is kept.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.connectors.chatwoot.tables import chatwoot_sends as sends
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import outbox

GO, ARRIVED, IN_DOUBT = "go", "arrived", "in_doubt"
"""What to do with a send: send it, nothing more, wait."""
KEPT = timedelta(days=7)


class ChatwootSends:
    """What is known of each send. `patience`: how long to wait for an echo. Every method raises
    StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase, patience: timedelta) -> None:
        self._database = database
        self._patience = patience

    def begin(self, key: str, chatwoot_id: str, text: str, *, private: bool) -> str:
        """Return GO to send it now; from then on it may be there, until `arrived` or `not_sent`."""
        with self._database.writing() as connection:
            row = _send(connection, key)
            if row is None:
                send = {
                    "key": key,
                    "chatwoot_id": chatwoot_id,
                    "digest": _digest(text, private=private),
                }
                connection.execute(insert(sends), {**send, "under_way": True, "at": utc_now()})
                return GO
            if row.message_id is not None:
                return ARRIVED
            if row.under_way:
                if row.doubted_at is None:
                    _change(connection, key, doubted_at=utc_now())
                    return IN_DOUBT
                if utc_now() - row.doubted_at < self._patience:
                    return IN_DOUBT
            _change(connection, key, under_way=True, doubted_at=None)
            return GO

    def arrived(self, key: str, message_id: str) -> None:
        """Record that Chatwoot has it, under this id."""
        with self._database.writing() as connection:
            _change(connection, key, message_id=message_id)

    def not_sent(self, key: str) -> None:
        """Record that it surely did not arrive this time."""
        with self._database.writing() as connection:
            _change(connection, key, under_way=False)

    def doubt(self, key: str) -> bool:
        """Record that nobody knows whether it arrived; return False if its echo has come
        already."""
        with self._database.writing() as connection:
            row = _send(connection, key)
            if row is not None and row.message_id is not None:
                return False
            _change(connection, key, doubted_at=utc_now())
            return True

    def echoed(
        self, chatwoot_id: str, message_id: str, text: str, *, private: bool, kind: str
    ) -> bool:
        """Return whether a message that Chatwoot tells of is one of ours; one in doubt has arrived
        then, and its delivery, of this kind in the outbox, is made at once."""
        same = select(sends).where(sends.c.chatwoot_id == chatwoot_id)
        with self._database.writing() as connection:
            if connection.execute(same.where(sends.c.message_id == message_id)).first() is not None:
                return True
            row = connection.execute(
                same.where(sends.c.digest == _digest(text, private=private))
                .where(sends.c.message_id.is_(None))
                .order_by(sends.c.at)
                .limit(1)
            ).one_or_none()
            if row is None:
                return False
            _change(connection, row.key, message_id=message_id)
            connection.execute(
                update(outbox)
                .where(outbox.c.kind == kind, outbox.c.key == _delivery(row.key))
                .values(next_at=utc_now())
            )
            return True

    def mark(self, key: str, chatwoot_id: str) -> None:
        """Remember that a step was begun that may be repeated."""
        with self._database.writing() as connection:
            if _send(connection, key) is None:
                step = {
                    "key": key,
                    "chatwoot_id": chatwoot_id,
                    "digest": "",
                    "under_way": True,
                    "at": utc_now(),
                }
                connection.execute(insert(sends), step)

    def is_marked(self, key: str) -> bool:
        with self._database.reading() as connection:
            return _send(connection, key) is not None

    def forget_old(self) -> None:
        """Forget what is past any doubt by its age."""
        with self._database.writing() as connection:
            connection.execute(delete(sends).where(sends.c.at < utc_now() - KEPT))


def step(delivery: str, name: str) -> str:
    """Return the key of a step of a delivery."""
    return f"{delivery}#{name}"


def _delivery(key: str) -> str:
    return key.partition("#")[0]


def _digest(text: str, *, private: bool) -> str:
    """Return a digest that a text keeps when Chatwoot gives it back with other blanks."""
    same = f"{private} {' '.join(text.split())}"
    return hashlib.sha256(same.encode()).hexdigest()


def _send(connection: Connection, key: str) -> Row | None:
    row: Row | None = connection.execute(select(sends).where(sends.c.key == key)).one_or_none()
    return row


def _change(connection: Connection, key: str, **values: object) -> None:
    connection.execute(update(sends).where(sends.c.key == key).values(**values))
