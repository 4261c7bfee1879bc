"""What a database holds, for tests that something is in none of its tables."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine


def stored_words(engine: Engine, words: Collection[str]) -> dict[str, set[str]]:
    """Return which of these words stand in which tables."""
    found: dict[str, set[str]] = {}
    quote = engine.dialect.identifier_preparer.quote
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            rows = connection.execute(text(f"SELECT * FROM {quote(table)}")).mappings()
            said = "\n".join(repr(dict(row)) for row in rows)
            here = {word for word in words if word in said}
            if here:
                found[table] = here
    return found
