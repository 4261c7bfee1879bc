"""Bringing a filing store to the present schema, with Alembic.

A change of filing/tables.py comes with a new module in versions/, and HEAD names the last one.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import column, inspect, select, table, text
from sqlalchemy.engine import Connection, Engine

from filing.engine import WRITING, location, make_folder, named_errors
from filing.errors import StoreTooNew

HEAD = "0001"
VERSION_TABLE = "filing_schema_version"
"""Not Alembic's usual name: the stores of desk/ and Rasa may share the database."""

_LOCK = 0x6265_6961_6E01
"""PostgreSQL's advisory lock while a process upgrades ("beian", 1)."""


def upgrade(engine: Engine) -> None:
    """Make the tables, or bring older ones up to date; does nothing to present ones.

    All or nothing, and safe in several processes at once: the others wait. Raises StoreTooNew
    for the store of a newer version, StoreUnavailable where the database does not answer.
    """
    make_folder(engine)
    with named_errors(engine):
        with engine.connect() as connection:
            if _revision(connection) == HEAD:
                return
        with engine.execution_options(**WRITING).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            _upgrade_alone(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    versions = table(VERSION_TABLE, column("version_num"))
    revision: str | None = connection.execute(select(versions.c.version_num)).scalar()
    return revision


def _upgrade_alone(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  a third of a second, seldom needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    present = _revision(connection)
    if present is not None and present not in known:
        raise StoreTooNew(
            f"The filing store {location(connection.engine.url)} was made by a newer version of"
            f" Beian Assistant (schema {present}; this one knows up to {HEAD}). Update the"
            " assistant, or point BEIAN_DATABASE_URL at another store."
        )
    command.upgrade(config, HEAD)
