"""Bring a store to its present schema, with Alembic.

A store has a package of migrations: env.py, versions/, and a Schema that names the last revision.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from importlib import resources

from sqlalchemy import column, inspect, select, table, text
from sqlalchemy.engine import Connection, Engine

from beian.base.engine import WRITING, StoreKind, location, make_folder, named_errors
from beian.base.errors import StoreTooNew

_ALEMBIC = threading.Lock()
"""Alembic keeps the migration that it works on in globals of the process."""


@dataclass(frozen=True)
class Schema:
    """The schema of a store.

    `migrations`: the package that holds its steps. `head`: the last revision. `version_table`:
    where the store keeps the revision it has; a name of its own, as the stores of beian.filing,
    beian.desk and Rasa may share a database. `lock`: PostgreSQL's advisory lock during an upgrade.
    """

    kind: StoreKind
    migrations: str
    head: str
    version_table: str
    lock: int


def upgrade(engine: Engine, schema: Schema) -> None:
    """Create the tables or bring older ones up to date; leave present ones alone.

    All or nothing, and safe in several threads and processes at once: the others wait. Raises
    StoreTooNew for the store of a newer version, StoreUnavailable if the database does not answer.
    """
    make_folder(engine, schema.kind)
    with named_errors(engine, schema.kind):
        with engine.connect() as connection:
            if _revision(connection, schema) == schema.head:
                return
        with _ALEMBIC, engine.execution_options(**WRITING).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": schema.lock})
            _upgrade_alone(connection, schema)


def _revision(connection: Connection, schema: Schema) -> str | None:
    if not inspect(connection).has_table(schema.version_table):
        return None
    versions = table(schema.version_table, column("version_num"))
    revision: str | None = connection.execute(select(versions.c.version_num)).scalar()
    return revision


def _upgrade_alone(connection: Connection, schema: Schema) -> None:
    from alembic import command  # noqa: PLC0415  a third of a second, seldom needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.attributes["connection"] = connection
    with resources.as_file(resources.files(schema.migrations)) as folder:
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        present = _revision(connection, schema)
        if present is not None and present not in known:
            raise StoreTooNew(
                f"The {schema.kind.name} {location(connection.engine.url)} was made by a newer"
                f" version of Beian Assistant (schema {present}; this one knows up to"
                f" {schema.head}). Update the assistant, or point {schema.kind.variable} at"
                " another store."
            )
        command.upgrade(config, schema.head)
