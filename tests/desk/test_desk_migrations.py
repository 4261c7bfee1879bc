"""What desks of earlier versions stored is there for this one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from beian.base.engine import open_engine
from beian.base.upgrading import upgrade
from beian.desk.conversations.inbox import Wanted
from beian.desk.conversations.listing import ConversationListing
from beian.desk.conversations.search_index import SearchIndex
from beian.desk.storage import migrations
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Role, View
from tests.desk.front_desk import Person

LATER = "2026-10-12 02:00:00+00:00"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    upgrade(engine, replace(migrations.SCHEMA, head="0003"))
    yield engine
    engine.dispose()


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def agent(name: str, role: str) -> str:
    return (
        "INSERT INTO desk_agents (id, name, display_name, password_hash, role, disabled, available,"
        f" created_at, failures) VALUES ('{name}', '{name}', '{name}', '', '{role}', false, true,"
        f" '{LATER}', 0)"
    )


def message(seq: int, author: str, words: str) -> str:
    return (
        "INSERT INTO desk_messages (conversation_id, seq, id, author, text, buttons, links, at,"
        f" waiting, apologised, handoff) VALUES ('c', {seq}, 'm{seq}', '{author}', '{words}', '[]',"
        f" '[]', '{LATER}', false, false, false)"
    )


def test_agents_keep_their_roles_and_old_conversations_are_searched(engine: Engine) -> None:
    run(
        engine,
        agent("li", "agent"),
        agent("boss", "admin"),
        "INSERT INTO desk_conversations (id, key_hash, language, state, last_seq, greeted,"
        f" began_at, changed_at) VALUES ('c', '', 'zh', 'bot', 2, true, '{LATER}', '{LATER}')",
        message(1, "assistant", "请准备材料"),
        message(2, "visitor", "手机号换了"),
    )
    database = DeskDatabase(engine)
    database.upgrade()
    agents = AgentStore(database)
    assert {one.name: one.roles for one in agents.all()} == {
        "li": {Role.AGENT},
        "boss": {Role.ADMIN},
    }
    run(engine, agent("old", "admin"))  # by a desk of the version before that still runs
    assert {one.name: one.roles for one in agents.all()}["old"] == {Role.ADMIN}
    index = SearchIndex(database, b"a key")
    index.use_key()
    assert index.index_some() == 1
    listing = ConversationListing(database, index)
    manager = Person("boss", "Boss", frozenset({Role.MANAGER}))
    for words, found in (("手机", 1), ("材料", 0)):
        assert len(listing.listed(View.ALL, manager, Wanted(words))[0]) == found, words
