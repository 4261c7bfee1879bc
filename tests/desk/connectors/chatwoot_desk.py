"""Desks that are connected to a Chatwoot of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from beian.base.settings import Settings
from beian.desk.connectors.chatwoot.tables import chatwoot_conversations
from beian.desk.storage.records import Conversation, Message
from tests.desk.connectors.fake_chatwoot import ACCOUNT, INBOX, FakeChatwoot, Talk
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot

TEAM = 7


def environment(
    folder: Path,
    secret: str,
    database_url: str,
    fake: FakeChatwoot,
    echo_seconds: float = 5,
    *,
    more: str = "",
) -> dict[str, str]:
    """Of a desk that is connected to `fake`; `more`: a line of the section."""
    (folder / "desk.yml").write_text(
        f"""
        connector: chatwoot
        chatwoot:
          base_url: {fake.url}/
          account_id: {ACCOUNT}
          inbox: {INBOX}
          hand_over_team: {TEAM}
          echo_seconds: {echo_seconds}
          answer_seconds: 0.5
          {more}
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
        "BEIAN_CHATWOOT_READER_TOKEN": fake.reader or "",
    }


@contextmanager
def connected_desk(
    folder: Path,
    database_url: str,
    fake: FakeChatwoot,
    bot: ScriptedBot,
    echo_seconds: float = 5,
    *,
    more: str = "",
) -> Iterator[RunningDesk]:
    """A desk at work that `fake` tells of everything. What failed is soon tried again."""
    found = environment(folder, bot.secret, database_url, fake, echo_seconds, more=more)
    settings = Settings.from_environment(found, var=folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("beian.desk.deliveries.outbox.FIRST_PAUSE", 0.1)
        patch.setattr("beian.desk.connectors.chatwoot.connector.LOOK_SECONDS", 0.1)
        with running_desk(settings, bot.url) as desk:
            fake.desk = desk.url
            yield desk


def ours(desk: RunningDesk, talk: Talk) -> Conversation | None:
    """The conversation in the desk's store that goes on in this one of Chatwoot's, if any."""
    store = desk.app.state.desk.conversations
    query = select(chatwoot_conversations.c.conversation_id).where(
        chatwoot_conversations.c.chatwoot_id.like(f"%/{talk.id}")
    )
    with store.database.reading() as connection:
        found = connection.execute(query).scalar_one_or_none()
    conversation: Conversation | None = None if found is None else store.current(found)
    return conversation


def transcript(desk: RunningDesk, talk: Talk) -> list[tuple[str, str]]:
    """Who said what."""
    conversation = ours(desk, talk)
    if conversation is None:
        return []
    found: list[Message] = desk.app.state.desk.conversations.newest(conversation.id, 50)
    return [(message.author, message.text) for message in found]


def becomes(fake: FakeChatwoot, desk: RunningDesk, talk: Talk, state: str) -> None:
    """Wait until our conversation is in this state; everything that happens is heard of."""

    def is_in() -> bool:
        conversation = ours(desk, talk)
        return conversation is not None and conversation.state == state

    fake.until(is_in)
