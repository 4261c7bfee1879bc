from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, text

from beian.base.engine import WRITING, make_folder, open_engine
from beian.base.errors import StoreTooNew, StoreUnavailable
from beian.filing import migrations
from beian.filing.account_rows import rows_of_account
from beian.filing.filing_store import FilingStore
from beian.filing.migrations import HEAD, VERSION_TABLE, upgrade
from beian.filing.state import OrderKind, OrderState
from beian.filing.tables import imports, metadata
from tests.filing.builders import access, account, order, service, subject, website

CANCEL_WEBSITE, DRAFT = OrderKind.CANCEL_WEBSITE, OrderState.DRAFT


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


def test_a_store_from_before_there_were_services_keeps_its_accounts(database_url: str) -> None:
    older = account(subject(website("w1", access())), orders=(order(CANCEL_WEBSITE, DRAFT, "w1"),))
    engine = open_engine(database_url)
    make_folder(engine)
    with engine.execution_options(**WRITING).begin() as connection:
        config = Config()
        config.set_main_option("script_location", migrations.__path__[0])
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        when = older.orders[0].created_at
        imported = {"source": "older", "imported_at": when, "sample": False}
        connection.execute(insert(imports), imported)
        for of, rows in rows_of_account(older, 0, 1).items():
            if rows:
                known = {column["name"] for column in inspect(connection).get_columns(of.name)}
                older_rows = [{name: row[name] for name in row if name in known} for row in rows]
                connection.execute(insert(of), older_rows)
    engine.dispose()
    store = FilingStore(database_url)
    assert store.account("acc-1") == older
    newer = replace(older, account_id="acc-2", subjects=(subject(services=(service("app1"),)),))
    store.add([newer], "newer", None)
    assert store.account("acc-2") == newer
    store.close()


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
