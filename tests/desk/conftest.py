"""A desk at work: its store in databases of each kind, a scripted bot, real sockets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from beian.base.settings import Settings
from beian.desk.config import DeskConfig
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.front_desk import FrontDesk
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.database import DeskDatabase
from tests.desk.front_desk import Hours
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot, running_bot

SECRET = "the secret of the desk's tests, long enough"
CONFIG = """
origins: [https://agency.example]
limits:
  text_length: 200
  frame_bytes: 4000
  messages_per_minute_conversation: 12
  connections_per_address: 6
  conversations_per_minute_address: 1000
bot:
  unavailable_after_seconds: 0.6
reminders:
  overdue: false # orders of sample accounts are, by the clock of the wall
"""


@pytest.fixture(autouse=True)
def first_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """None at the photos that tests send: each takes a core for two seconds. Their own tests
    replace this fixture."""
    monkeypatch.setattr("beian.desk.conversations.first_looks.is_installed", lambda: False)


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed in no time: a third of what a processor does in tests that sign agents in
    would go into hashes."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("beian.desk.passwords._HASHER", quick)


@pytest.fixture
def bot() -> Iterator[ScriptedBot]:
    with running_bot(ScriptedBot(SECRET)) as bot:
        yield bot


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    (tmp_path / "desk.yml").write_text(CONFIG, encoding="utf-8")
    environment = {
        "BEIAN_DATABASE_URL": f"sqlite:///{tmp_path / 'filing.sqlite3'}",
        "BEIAN_DESK_DATABASE_URL": database_url,
        "BEIAN_TRACKER_DATABASE_URL": f"sqlite:///{tmp_path / 'tracker.sqlite3'}",
        "BEIAN_DESK_CONFIG": str(tmp_path / "desk.yml"),
        "BEIAN_SECRET": SECRET,
    }
    return Settings.from_environment(environment, var=tmp_path)


@pytest.fixture
def desk(settings: Settings, bot: ScriptedBot) -> Iterator[RunningDesk]:
    with running_desk(settings, bot.url) as desk:
        yield desk


@pytest.fixture
def tokens(settings: Settings) -> SiteTokens:
    return SiteTokens(DeskConfig.load(settings.desk_config).token, SECRET)


@pytest.fixture
def desk_database(database_url: str) -> Iterator[DeskDatabase]:
    """An empty desk store in a database of each kind."""
    database = DeskDatabase(database_url)
    yield database
    database.close()


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def conversations(desk_database: DeskDatabase, hours: Hours) -> ConversationStore:
    return ConversationStore(desk_database, FrontDesk(hours))
