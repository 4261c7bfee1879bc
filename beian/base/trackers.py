"""The table in which Rasa keeps trackers, for whoever deletes from it without Rasa."""

from __future__ import annotations

from sqlalchemy import bindparam, column, delete, inspect, table
from sqlalchemy.engine import Connection

from beian.base.engine import WRITING, StoreKind, make_folder, named_errors, open_engine

TRACKERS = StoreKind("tracker store", "BEIAN_TRACKER_DATABASE_URL")

_EVENTS = table("events", column("sender_id"))
_DELETED = delete(_EVENTS).where(_EVENTS.c.sender_id == bindparam("sender"))


def check_trackers(url: str) -> None:
    """Read from the tracker store at this address. Raises StoreUnavailable where it can't be."""
    engine = open_engine(url)
    try:
        make_folder(engine, TRACKERS)
        with named_errors(engine, TRACKERS), engine.connect() as connection:
            inspect(connection).has_table(_EVENTS.name)
    finally:
        engine.dispose()


def delete_tracker(connection: Connection, sender_id: str) -> None:
    """Delete all events of a conversation."""
    connection.execute(_DELETED, {"sender": sender_id})


def delete_trackers(url: str, *sender_ids: str) -> None:
    """Delete the events of conversations from the tracker store at this address. Raises
    StoreUnavailable."""
    engine = open_engine(url)
    try:
        with (
            named_errors(engine, TRACKERS),
            engine.execution_options(**WRITING).begin() as connection,
        ):
            if inspect(connection).has_table(_EVENTS.name):
                for sender_id in sender_ids:
                    delete_tracker(connection, sender_id)
    finally:
        engine.dispose()
