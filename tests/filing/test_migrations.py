from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from beian.base.engine import WRITING, make_folder, open_engine
from beian.base.errors import StoreTooNew, StoreUnavailable
from beian.filing import migrations
from beian.filing.filing_store import FilingStore
from beian.filing.migrations import HEAD, VERSION_TABLE, upgrade
from beian.filing.tables import metadata


def upgrade_alone(database_url: str) -> list[str]:
    """Upgrade in a process of its own; return the tables that are there afterwards."""
    engine = open_engine(database_url)
    upgrade(engine)
    tables: list[str] = inspect(engine).get_table_names()
    engine.dispose()
    return sorted(tables)


def set_revision(database_url: str, revision: str) -> None:
    engine = open_engine(database_url)
    with engine.execution_options(**WRITING).begin() as connection:
        statement = text(f"UPDATE {VERSION_TABLE} SET version_num = :revision")
        connection.execute(statement, {"revision": revision})
    engine.dispose()


def test_migrations_make_the_tables_that_the_code_knows(database_url: str) -> None:
    engine = open_engine(database_url)
    upgrade(engine)
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_head_names_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", migrations.__path__[0])
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_upgrading_again_changes_nothing(database_url: str) -> None:
    first = upgrade_alone(database_url)
    assert upgrade_alone(database_url) == first
    assert set(metadata.tables) | {VERSION_TABLE} == set(first)


def test_processes_that_upgrade_at_once_all_succeed(database_url: str) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        tables = list(pool.map(upgrade_alone, [database_url] * 4))
    assert len(tables[0]) == len(metadata.tables) + 1
    assert tables == [tables[0]] * 4


def test_a_store_of_a_newer_version_is_left_alone(database_url: str) -> None:
    before = upgrade_alone(database_url)
    set_revision(database_url, "9999")
    store = FilingStore(database_url)
    with pytest.raises(StoreTooNew, match=r"newer version .*schema 9999.*Update the assistant"):
        store.account("acc-1")
    set_revision(database_url, HEAD)
    assert upgrade_alone(database_url) == before
    assert store.account("acc-1") is None
    store.close()


def test_an_upgrade_that_fails_leaves_nothing_behind(database_url: str) -> None:
    engine = open_engine(database_url)
    make_folder(engine)
    with engine.execution_options(**WRITING).begin() as connection:
        connection.execute(text("CREATE TABLE orders (taken INTEGER)"))
    with pytest.raises(StoreUnavailable, match="already exists"):
        upgrade(engine)
    assert inspect(engine).get_table_names() == ["orders"]
    engine.dispose()
