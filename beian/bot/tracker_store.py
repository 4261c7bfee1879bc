"""Store trackers in Rasa's own SQL table, at a cost that does not grow with a conversation.

Named in the endpoints (`tracker_store`); differs from Rasa's store in five points:

* A session is found by an index; Rasa's query reads every event the conversation ever had.
* Sessions are told apart by the order of events, not by the clock, which may be set back.
* A turn is written in one statement, without counting what is stored already, and SQLite is set
  up as our other stores are.
* The trackers used last stay in memory, as long as the database holds nothing newer of them; where
  no other process adds any (`alone`), that is not looked up.
* A database that does not answer is an error at the start, not an endless wait.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection
from sqlalchemy.orm import sessionmaker

from beian.base.engine import WRITING, make_folder, named_errors, open_engine
from beian.base.trackers import TRACKERS, delete_tracker

_STORED = "stored_event_count"
_CREATING = 0x62656961
"""The PostgreSQL lock under which one of several starting processes makes the table."""
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS ix_events_sessions ON events (sender_id, type_name, id)",
    "CREATE INDEX IF NOT EXISTS ix_events_order ON events (sender_id, id)",
)

_EVENTS = SQLTrackerStore.SQLEvent.__table__
_OF_SENDER = _EVENTS.c.sender_id == sa.bindparam("sender")
_LAST_TIME = sa.select(_EVENTS.c.timestamp).where(_OF_SENDER).order_by(_EVENTS.c.id.desc()).limit(1)
_ALL_EVENTS = sa.select(_EVENTS.c.data).where(_OF_SENDER).order_by(_EVENTS.c.id)
_BEGINNING = sa.select(sa.func.max(_EVENTS.c.id)).where(
    _OF_SENDER, _EVENTS.c.type_name == SessionStarted.type_name
)
_LAST_SESSION = _ALL_EVENTS.where(_EVENTS.c.id >= sa.func.coalesce(_BEGINNING.scalar_subquery(), 0))
"""Built once: to build a statement takes longer than to run it."""


class SessionTrackerStore(SQLTrackerStore):
    """`host` is the URL of a database, as Rasa passes the `url` of the endpoint on.

    `most` trackers are kept in memory. One that is given out is not kept until its turn is saved.
    """

    def __init__(
        self,
        domain: Domain | None,
        host: str,
        event_broker: EventBroker | None = None,
        most: int = 500,
        *,
        alone: bool = False,
    ) -> None:
        TrackerStore.__init__(self, domain, event_broker)
        self.engine = open_engine(host)
        make_folder(self.engine, TRACKERS)
        with named_errors(self.engine, TRACKERS):
            self._create_table()
        self.sessionmaker = sessionmaker(bind=self.engine, future=True)
        self._most = most
        self._alone = alone
        self._kept: OrderedDict[str, DialogueStateTracker] = OrderedDict()

    def _create_table(self) -> None:
        """Create what is missing of the table and its indexes; Rasa may have made the table."""
        with self.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            if self.engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_CREATING)))
            self.Base.metadata.create_all(connection)
            for index in _INDEXES:
                connection.execute(sa.text(index))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the tracker of the conversation's last session, or None."""
        tracker = self._kept.pop(sender_id, None)
        if tracker is not None and (self._alone or self._is_newest(tracker)):
            return tracker
        return await self._retrieve(sender_id, fetch_events_from_all_sessions=False)

    def _is_newest(self, tracker: DialogueStateTracker) -> bool:
        """Return whether no other process has added events."""
        with named_errors(self.engine, TRACKERS), self.engine.connect() as connection:
            last = connection.execute(_LAST_TIME, {"sender": tracker.sender_id}).scalar()
        return bool(last == tracker.events[-1].timestamp)

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        wanted = _ALL_EVENTS if fetch_events_from_all_sessions else _LAST_SESSION
        with named_errors(self.engine, TRACKERS), self.engine.connect() as connection:
            stored = connection.execute(wanted, {"sender": sender_id}).scalars()
            events = [json.loads(data) for data in stored]
        if not events:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        _note_stored(tracker)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        await self.stream_events(tracker)
        with self._writing() as connection:
            events = _new_events(connection, tracker)
            if events:
                connection.execute(sa.insert(_EVENTS), [_row(tracker, event) for event in events])
        _note_stored(tracker)
        self._keep(tracker, events)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            named_errors(self.engine, TRACKERS),
            self.engine.connect().execution_options(**WRITING) as connection,
            connection.begin(),
        ):
            yield connection

    def forget(self, sender_id: str) -> None:
        """Delete all events of a conversation."""
        self._kept.pop(sender_id, None)
        with self._writing() as connection:
            delete_tracker(connection, sender_id)

    def _keep(self, tracker: DialogueStateTracker, new: list[Event]) -> None:
        """Keep a tracker whose turn is over, that is, whose message is saved.

        Where a session has just begun, the tracker also holds the one before, and is not kept.
        """
        kinds = {event.type_name for event in new}
        if UserUttered.type_name in kinds and SessionStarted.type_name not in kinds:
            self._kept[tracker.sender_id] = tracker
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)


def _new_events(connection: Connection, tracker: DialogueStateTracker) -> list[Event]:
    """Return the events that are not stored yet; Rasa counts the stored ones each time."""
    stored: int | None = getattr(tracker, _STORED, None)
    if stored is None:
        session = connection.execute(_LAST_SESSION, {"sender": tracker.sender_id})
        stored = len(session.all())
    return list(islice(tracker.events, stored, len(tracker.events)))


def _note_stored(tracker: DialogueStateTracker) -> None:
    """Note how many events are stored; turns come one after the other, so nobody adds to them."""
    setattr(tracker, _STORED, len(tracker.events))


def _row(tracker: DialogueStateTracker, event: Event) -> dict[str, Any]:
    stored = event.as_dict()
    return {
        "sender_id": tracker.sender_id,
        "type_name": event.type_name,
        "timestamp": stored.get("timestamp"),
        "intent_name": stored.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": stored.get("name"),
        "data": json.dumps(stored),
    }
