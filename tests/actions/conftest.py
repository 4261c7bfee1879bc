"""A real store and the real actions and responses for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from beian.filing.filing_store import FilingStore

if TYPE_CHECKING:
    from tests.actions.bot import Bot


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty store, migrated once for all tests."""
    file = tmp_path_factory.mktemp("empty") / "filing.sqlite3"
    store = FilingStore(f"sqlite:///{file}")
    store.upgrade()
    store.close()
    return file


@pytest.fixture
def store(tmp_path: Path, empty_store: Path) -> Iterator[FilingStore]:
    file = shutil.copy(empty_store, tmp_path / "filing.sqlite3")
    store = FilingStore(f"sqlite:///{file}")
    yield store
    store.close()


@pytest.fixture
def bot(store: FilingStore) -> Bot:
    # Imported here: Rasa's old libraries warn as they are imported, which pytest tells of
    # without heeding its configuration while it reads a conftest.
    from tests.actions.bot import Bot  # noqa: PLC0415

    return Bot(store)
