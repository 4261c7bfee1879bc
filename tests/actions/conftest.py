"""A real store and the real actions and responses for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from filing.store import Store

if TYPE_CHECKING:
    from tests.actions.bot import Bot


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'filing.sqlite3'}")
    yield store
    store.close()


@pytest.fixture
def bot(store: Store) -> Bot:
    # Imported here: Rasa's old libraries warn as they are imported, which pytest tells of
    # without heeding its configuration while it reads a conftest.
    from tests.actions.bot import Bot  # noqa: PLC0415

    return Bot(store)
