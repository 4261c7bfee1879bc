"""Chatwoot's tables in desk stores of every age: new, from before them, made by the desk itself."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import column, insert, inspect, select, table, text
from sqlalchemy.engine import Engine

from beian.base.clock import utc_now
from beian.base.engine import open_engine
from beian.base.errors import StoreTooNew
from beian.base.upgrading import upgrade
from beian.desk.connectors.chatwoot import migrations as of_chatwoot
from beian.desk.connectors.chatwoot.stored_events import ChatwootEvents
from beian.desk.connectors.chatwoot.tables import chatwoot_events, metadata
from beian.desk.storage import migrations as of_desk
from beian.desk.storage.database import DeskDatabase

HERE = "chatwoot.example/1/5"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def revision(engine: Engine, version_table: str) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table(version_table):
            return None
        versions = table(version_table, column("version_num"))
        found: str | None = connection.execute(select(versions.c.version_num)).scalar()
        return found


def desk_at(engine: Engine, wanted: str) -> None:
    """A desk store as a desk of this revision left it."""
    upgrade(engine, replace(of_desk.SCHEMA, head=wanted))
    if wanted == "0003":  # as its revision 0003 was, when it made Chatwoot's tables itself
        with engine.begin() as connection:
            metadata.create_all(connection)
            row = {
                "delivery": "a",
                "chatwoot_id": HERE,
                "name": "message_created",
                "content": {"text": 1},
            }
            connection.execute(insert(chatwoot_events), {**row, "at": utc_now()})


def check(database: DeskDatabase) -> None:
    """Both schemas are at their heads, and the tables as the code knows them."""
    assert revision(database.engine, of_desk.VERSION_TABLE) == of_desk.HEAD
    assert revision(database.engine, of_chatwoot.VERSION_TABLE) == of_chatwoot.HEAD
    with database.engine.connect() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name in metadata.tables}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_an_empty_database_gets_the_tables(database_url: str) -> None:
    database = DeskDatabase(database_url, of_chatwoot.SCHEMA)
    database.upgrade()
    check(database)
    database.close()


def test_a_desk_from_before_chatwoot_gets_the_tables(engine: Engine) -> None:
    desk_at(engine, "0002")
    assert not {*metadata.tables} & {*inspect(engine).get_table_names()}
    database = DeskDatabase(engine, of_chatwoot.SCHEMA)
    database.upgrade()
    check(database)


def test_tables_that_the_desk_made_itself_are_taken_over_with_what_they_hold(
    engine: Engine,
) -> None:
    desk_at(engine, "0003")
    database = DeskDatabase(engine, of_chatwoot.SCHEMA)
    event = ChatwootEvents(database).next(HERE)
    assert event is not None
    assert event.content == {"text": 1}
    check(database)


def test_a_desk_without_the_connector_makes_none_of_its_tables(engine: Engine) -> None:
    DeskDatabase(engine).upgrade()
    assert not {*metadata.tables} & {*inspect(engine).get_table_names()}
    DeskDatabase(engine, of_chatwoot.SCHEMA).upgrade()
    check(DeskDatabase(engine))


@pytest.mark.parametrize("age", ["0002", "0003"])
def test_desks_that_start_at_once_upgrade_one_database_together(
    database_url: str, engine: Engine, age: str
) -> None:
    desk_at(engine, age)
    databases = [DeskDatabase(database_url, of_chatwoot.SCHEMA) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(DeskDatabase.upgrade, databases))
    check(databases[0])
    for database in databases:
        database.close()


def test_tables_of_a_newer_connector_are_left_alone(engine: Engine) -> None:
    database = DeskDatabase(engine, of_chatwoot.SCHEMA)
    database.upgrade()
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {of_chatwoot.VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreTooNew, match="schema 9999"):
        DeskDatabase(engine, of_chatwoot.SCHEMA).upgrade()


def test_the_first_revision_makes_what_the_desk_once_made(engine: Engine) -> None:
    """Revision by revision, as Alembic runs them."""
    upgrade(engine, of_desk.SCHEMA)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", of_chatwoot.__path__[0])
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    check(DeskDatabase(engine))
