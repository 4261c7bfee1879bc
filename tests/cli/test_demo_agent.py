"""The agent for trying out is made beside the sample alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from beian.base.settings import Settings
from beian.cli.agents import demo_agent
from beian.desk.passwords import matches
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample
from beian.filing.state import Account


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.from_environment({}, var=tmp_path)
    store = FilingStore(settings.database_url)
    load_sample(store)
    store.close()
    return settings


def agents_of(settings: Settings) -> list[str]:
    database = DeskDatabase(settings.desk_database_url)
    try:
        return [agent.name for agent in AgentStore(database).all()]
    finally:
        database.close()


def test_with_the_sample_alone_it_is_made_once(settings: Settings) -> None:
    told: list[str] = []
    made = demo_agent(settings, told.append)
    assert made is not None
    assert demo_agent(settings, told.append) == made
    assert (agents_of(settings), told) == (["demo"], [])
    database = DeskDatabase(settings.desk_database_url)
    known = AgentStore(database).credentials("demo")
    database.close()
    assert known is not None
    assert matches(known.password_hash, made.password)


def test_beside_accounts_of_somebody_none_is_made_and_an_old_one_is_warned_of(
    settings: Settings,
) -> None:
    told: list[str] = []
    assert demo_agent(settings, told.append) is not None
    store = FilingStore(settings.database_url)
    store.add([Account("somebody")], "state.json", None)
    store.close()
    assert demo_agent(settings, told.append) is None
    assert "beian agent disable demo" in told[-1]
    Path(settings.desk_database_url.removeprefix("sqlite:///")).unlink()
    assert demo_agent(settings, told.append) is None
    assert "beian agent add" in told[-1]
    assert agents_of(settings) == []


def test_where_the_desks_store_was_deleted_beside_conversations_none_is_made(
    settings: Settings,
) -> None:
    engine = create_engine(settings.tracker_database_url, future=True)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE events (id INTEGER)"))
        connection.execute(text("INSERT INTO events VALUES (1)"))
    engine.dispose()
    told: list[str] = []
    assert demo_agent(settings, told.append) is None
    assert "was it deleted?" in told[-1]
    assert agents_of(settings) == []
