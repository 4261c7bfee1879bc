"""Empty filing stores."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from beian.filing.filing_store import FilingStore


@pytest.fixture
def store(database_url: str) -> Iterator[FilingStore]:
    """An empty store in a database of each kind."""
    store = FilingStore(database_url)
    yield store
    store.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[FilingStore]:
    """An empty store in an SQLite file, for what has nothing to do with the database."""
    store = FilingStore(sqlite_url)
    yield store
    store.close()
