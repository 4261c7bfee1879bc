"""Our tables in SQLite or PostgreSQL, brought to their present schema before they are used."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection, Engine

from beian.base.engine import WRITING, named_errors, open_engine
from beian.base.store_file import StoreFile
from beian.base.upgrading import Schema, upgrade


class Database:
    """The tables of one or more schemas; `database` is a URL or an engine of open_engine.

    It connects when it is first read or written. Several threads and processes may use it at once.
    Every method raises StoreUnavailable if the database does not answer, and StoreTooNew if a newer
    version of the assistant made it.
    """

    def __init__(
        self,
        database: str | Engine,
        *schemas: Schema,
        read_isolation: str | None = None,
    ) -> None:
        self.engine = database if isinstance(database, Engine) else open_engine(database)
        self._schemas = schemas
        self._kind = schemas[0].kind
        is_sqlite = self.engine.dialect.name == "sqlite"
        isolation = {} if is_sqlite or not read_isolation else {"isolation_level": read_isolation}
        self._reading_engine = self.engine.execution_options(**isolation)
        self._writing_engine = self.engine.execution_options(**WRITING)
        self._upgraded = False
        self._upgrading = threading.Lock()
        self._file = StoreFile.of(self.engine, self._kind)
        # SQLite has one writer: threads of this process wait here, in order, and not by polling.
        self._writer = threading.Lock() if is_sqlite else None

    def upgrade(self) -> None:
        """Create the tables or bring them up to date; every other method does so when needed."""
        for schema in self._schemas:
            upgrade(self.engine, schema)
        self._file.remember()
        self._upgraded = True

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads."""
        self._upgrade_once()
        with named_errors(self.engine, self._kind), self._reading_engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that writes; in SQLite, no other writer runs beside it."""
        self._upgrade_once()
        if self._writer is None:
            with self._transaction() as connection:
                yield connection
        else:
            with self._writer, self._transaction() as connection:
                yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with named_errors(self.engine, self._kind), self._writing_engine.begin() as connection:
            yield connection

    def _upgrade_once(self) -> None:
        if not self._upgraded:
            # One thread alone: a second one, later, might take another file for the store's.
            with self._upgrading:
                if not self._upgraded:
                    self.upgrade()
        self._file.check()
