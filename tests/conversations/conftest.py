"""The trained assistant, to play conversations with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from beian.cli.paths import MODEL

if TYPE_CHECKING:
    from beian.evaluation.conversations.playing import Player


@pytest.fixture(scope="module")
def player() -> Iterator[Player]:
    # Imported here: Rasa's old libraries warn as they are imported (tests/actions/conftest.py).
    from beian.bot.rasa_patches.patch import is_applied  # noqa: PLC0415
    from beian.bot.rasa_patches.table import PATCHES  # noqa: PLC0415
    from beian.evaluation.conversations.playing import loaded_player  # noqa: PLC0415

    with loaded_player(MODEL) as player:
        assert all(map(is_applied, PATCHES))
        yield player
    assert not any(map(is_applied, PATCHES))
