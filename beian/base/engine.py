"""Connect to a store: SQLite or PostgreSQL, set up alike for every process."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from beian.base.errors import StoreUnavailable

BUSY_TIMEOUT_MS = 10_000
"""How long a connection to SQLite waits for another one's write to end."""


@dataclass(frozen=True)
class StoreKind:
    """What error messages call a store, and the variable that holds its URL."""

    name: str
    variable: str


FILING = StoreKind("filing store", "BEIAN_DATABASE_URL")

WRITING = {"filing_writes": True}
"""Execution options of a connection whose transaction will write."""


_ONE_BY_ONE = {"poolclass": QueuePool, "pool_use_lifo": True}
"""Reuse the connection that was used last: what it read is still in its memory."""


def open_engine(database_url: str) -> Engine:
    """Return an engine for `database_url`, without connecting.

    Raises SQLAlchemy's ArgumentError for what is not a database URL.
    """
    url = make_url(database_url)
    return _sqlite_engine(url) if url.get_backend_name() == "sqlite" else _server_engine(url)


def _server_engine(url: URL) -> Engine:
    """Return an engine for PostgreSQL that notices a lost server within seconds and reconnects."""
    limits = {"connect_timeout": 5, "tcp_user_timeout": 10_000}
    return create_engine(
        url,
        future=True,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={name: value for name, value in limits.items() if name not in url.query},
    )


def _sqlite_engine(url: URL) -> Engine:
    in_memory = url.database in {None, "", ":memory:"}
    engine = create_engine(
        url,
        future=True,
        hide_parameters=True,
        **({"poolclass": StaticPool} if in_memory else _ONE_BY_ONE),
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # _begin_sqlite sends BEGIN: sqlite3 would send it too late
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    """Take a writer's lock at once: one taken later may fail without any waiting."""
    writes = connection.get_execution_options().get("filing_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def make_folder(engine: Engine, kind: StoreKind = FILING) -> None:
    """Make the folder of an SQLite file, and the file, which nobody else may read, if they are
    missing. Raises StoreUnavailable."""
    file = file_of(engine.url)
    if file is not None:
        folder = file.parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(
                f"The folder {folder} of the {kind.name} can't be made: {error.strerror}."
                f" Make it writable, or point {kind.variable} elsewhere."
            ) from error
        # Where it can't be made, SQLite says so.
        with suppress(OSError):
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


@contextmanager
def named_errors(engine: Engine, kind: StoreKind = FILING) -> Iterator[None]:
    """Turn whatever the database raises into StoreUnavailable."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        reason = (str(cause).strip() or type(cause).__name__).splitlines()[0]
        folder = _folder(engine.url)
        hint = "" if folder is None else f" Is the file whole, and {folder} writable?"
        raise StoreUnavailable(
            f"The {kind.name} {location(engine.url)} does not answer: {reason}.{hint}"
        ) from error


def file_of(url: URL) -> Path | None:
    """Return an SQLite file; None if the database is not a plain file."""
    name = str(url.database or ":memory:")
    if url.get_backend_name() != "sqlite" or name == ":memory:" or name.startswith("file:"):
        return None
    return Path(name)


def _folder(url: URL) -> Path | None:
    """Return the folder of an SQLite file; None if the database is not a plain file."""
    file = file_of(url)
    return None if file is None else file.parent


def location(url: URL) -> str:
    """Return where a store is, without the user and password that its URL may hold."""
    if url.get_backend_name() == "sqlite":
        return str(url.database or "in memory")
    port = f":{url.port}" if url.port else ""
    return f"{url.host or 'localhost'}{port}/{url.database or ''}"
