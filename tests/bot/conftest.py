"""The trained assistant inside Rasa, without servers."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

with warnings.catch_warnings():  # what Rasa's old libraries say when imported
    warnings.simplefilter("ignore")
    import rasa.__main__  # noqa: F401

if TYPE_CHECKING:
    from rasa.core.agent import Agent


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    """Rasa's agent with the trained model, over the sample filing state."""
    # Imported here: Rasa's old libraries warn as they are imported (tests/actions/conftest.py).
    from tests.bot.trained_bot import trained_bot  # noqa: PLC0415

    with trained_bot(tmp_path_factory.mktemp("bot")) as agent:
        yield agent
