"""Keeps trackers in SQL, in Rasa's own table, with a cost that does not grow.

Named in the endpoints (`tracker_store`); differs from Rasa's store in four points:

* A session is found by an index; Rasa's query reads every event the conversation ever had.
* Sessions are told apart by the order of events, not by the clock, which may be set back.
* A turn is written in one statement, without counting what is stored already, and SQLite is set
  up as our other stores are.
* A database that is not there is an error at the start, not a wait without end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Query, Session, sessionmaker

from filing.engine import WRITING, StoreKind, make_folder, named_errors, open_engine

TRACKERS = StoreKind("tracker store", "BEIAN_TRACKER_DATABASE_URL")

_STORED = "stored_event_count"
_CREATING = 0x62656961
"""The PostgreSQL lock under which one of several starting processes makes the table."""
_SESSIONS = "CREATE INDEX IF NOT EXISTS ix_events_sessions ON events (sender_id, type_name, id)"


class SessionTrackerStore(SQLTrackerStore):
    """`host` is the URL of a database, as Rasa passes the `url` of the endpoint on."""

    def __init__(
        self, domain: Domain | None, host: str, event_broker: EventBroker | None = None
    ) -> None:
        TrackerStore.__init__(self, domain, event_broker)
        self.engine = open_engine(host)
        make_folder(self.engine, TRACKERS)
        with named_errors(self.engine, TRACKERS):
            self._create_table()
        self.sessionmaker = sessionmaker(bind=self.engine, future=True)

    def _create_table(self) -> None:
        """Makes the table and the index where they are missing; Rasa's own store may have begun."""
        with self.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            if self.engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_CREATING)))
            self.Base.metadata.create_all(connection)
            connection.execute(sa.text(_SESSIONS))

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        with self.session_scope() as session:
            stored = self._event_query(session, sender_id, fetch_events_from_all_sessions)
            events = [json.loads(data) for (data,) in stored.with_entities(self.SQLEvent.data)]
        if not events:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        _remember_stored(tracker)
        return tracker

    def _event_query(
        self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> Query:
        event = self.SQLEvent
        found = session.query(event).filter(event.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            start = sa.select(sa.func.max(event.id)).where(
                event.sender_id == sender_id, event.type_name == SessionStarted.type_name
            )
            found = found.filter(event.id >= sa.func.coalesce(start.scalar_subquery(), 0))
        return found.order_by(event.id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        await self.stream_events(tracker)
        with self.session_scope() as session:
            session.connection(execution_options=WRITING)
            rows = [_row(tracker, event) for event in self._additional_events(session, tracker)]
            if rows:
                session.execute(sa.insert(self.SQLEvent.__table__), rows)
            session.commit()
        _remember_stored(tracker)

    def _additional_events(
        self, session: Session, tracker: DialogueStateTracker
    ) -> Iterable[Event]:
        """The events that are not stored yet; Rasa counts the stored ones anew each time."""
        stored: int | None = getattr(tracker, _STORED, None)
        if stored is None:
            found: Iterable[Event] = super()._additional_events(session, tracker)
            return found
        return islice(tracker.events, stored, len(tracker.events))


def _remember_stored(tracker: DialogueStateTracker) -> None:
    """Turns of a conversation come one after the other, so nobody else adds to what is stored."""
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
