"""Desks that are connected to a Chatwoot of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from filing.settings import Settings
from tests.desk.fake_chatwoot import ACCOUNT, INBOX, FakeChatwoot
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot

TEAM = 7


def environment(folder: Path, secret: str, database_url: str, fake: FakeChatwoot) -> dict[str, str]:
    """Of a desk that is connected to `fake`."""
    (folder / "desk.yml").write_text(
        f"""
        connector: chatwoot
        chatwoot:
          base_url: {fake.url}/
          account_id: {ACCOUNT}
          inbox: {INBOX}
          hand_over_team: {TEAM}
          echo_seconds: 1.5
          answer_seconds: 0.5
        bot: {{unavailable_after_seconds: 10}}
        """,
        encoding="utf-8",
    )
    return {
        "BEIAN_DATABASE_URL": f"sqlite:///{folder / 'filing.sqlite3'}",
        "BEIAN_DESK_DATABASE_URL": database_url,
        "BEIAN_TRACKER_DATABASE_URL": f"sqlite:///{folder / 'tracker.sqlite3'}",
        "BEIAN_DESK_CONFIG": str(folder / "desk.yml"),
        "BEIAN_SECRET": secret,
        "BEIAN_CHATWOOT_TOKEN": fake.token,
        "BEIAN_CHATWOOT_SECRET": fake.secret,
    }


@contextmanager
def connected_desk(
    folder: Path, database_url: str, fake: FakeChatwoot, bot: ScriptedBot
) -> Iterator[RunningDesk]:
    """A desk at work that `fake` tells of everything. What failed is soon tried again."""
    found = environment(folder, bot.secret, database_url, fake)
    settings = Settings.from_environment(found, var=folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desk.outbox.FIRST_PAUSE", 0.1)
        with running_desk(settings, bot.url) as desk:
            fake.desk = desk.url
            yield desk
