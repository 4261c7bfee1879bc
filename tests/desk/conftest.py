"""Stores of the desk, in databases of each kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk.storage.conversations import Conversations
from tests.filing.conftest import (  # noqa: F401  (fixtures)
    database_url,
    postgres_server,
    postgres_url,
    sqlite_url,
)


@pytest.fixture
def conversations(database_url: str) -> Iterator[Conversations]:  # noqa: F811
    """An empty desk store in a database of each kind."""
    store = Conversations(database_url)
    yield store
    store.close()
