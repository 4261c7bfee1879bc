"""The desk's database, shared by its stores."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection, Engine

from desk.storage import migrations
from desk.storage.migrations import DESK
from filing.engine import WRITING, named_errors, open_engine


class DeskDatabase:
    """SQLite or PostgreSQL; `database` is a URL or an engine of filing.engine.open_engine.

    May be used by several threads, and by several processes. Everything raises StoreUnavailable
    where the database does not answer.
    """

    def __init__(self, database: str | Engine) -> None:
        self.engine = database if isinstance(database, Engine) else open_engine(database)
        self._writing_engine = self.engine.execution_options(**WRITING)
        self._upgraded = False
        # SQLite has one writer: threads of this process wait here, in order, and not by polling.
        one_writer = self.engine.dialect.name == "sqlite"
        self._writer = threading.Lock() if one_writer else None

    def upgrade(self) -> None:
        """Makes the tables or brings them up to date; every other method does so when needed."""
        migrations.upgrade(self.engine)
        self._upgraded = True

    def close(self) -> None:
        """Lets go of all connections."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        if not self._upgraded:
            self.upgrade()
        with named_errors(self.engine, DESK), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction. Conversations are locked (by an update of their row) before their
        messages, everywhere, so that no two transactions wait for each other."""
        if not self._upgraded:
            self.upgrade()
        if self._writer is not None:
            with self._writer, self._transaction() as connection:
                yield connection
        else:
            with self._transaction() as connection:
                yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with named_errors(self.engine, DESK), self._writing_engine.begin() as connection:
            yield connection
