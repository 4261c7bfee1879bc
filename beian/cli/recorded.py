"""Whether Rasa has recorded conversations, read without Rasa."""

from __future__ import annotations

from sqlalchemy import inspect, text

from beian.base.engine import make_folder, named_errors, open_engine
from beian.base.trackers import TRACKERS


def recorded_any(database_url: str) -> bool:
    """Return whether a tracker store holds any event. Raises StoreUnavailable."""
    engine = open_engine(database_url)
    try:
        make_folder(engine, TRACKERS)
        with named_errors(engine, TRACKERS), engine.begin() as connection:
            if not inspect(connection).has_table("events"):
                return False
            return connection.execute(text("SELECT 1 FROM events LIMIT 1")).first() is not None
    finally:
        engine.dispose()
