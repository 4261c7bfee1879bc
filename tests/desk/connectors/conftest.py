"""A desk that is connected to a fake Chatwoot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.connectors.chatwoot_desk import connected_desk
from tests.desk.connectors.fake_chatwoot import FakeChatwoot, running_chatwoot
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot


@pytest.fixture
def chatwoot() -> Iterator[FakeChatwoot]:
    with running_chatwoot(FakeChatwoot()) as fake:
        yield fake


@pytest.fixture
def desk(
    tmp_path: Path, sqlite_url: str, chatwoot: FakeChatwoot, bot: ScriptedBot
) -> Iterator[RunningDesk]:
    with connected_desk(tmp_path, sqlite_url, chatwoot, bot) as desk:
        yield desk
