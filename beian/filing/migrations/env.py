"""What Alembic runs for each command: our connection, our transaction, our version table."""

from __future__ import annotations

from alembic import context

from beian.filing.migrations import VERSION_TABLE
from beian.filing.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
