"""What Alembic runs for each command: our connection, our transaction, our version table."""

from __future__ import annotations

from alembic import context

from beian.desk.storage import (  # noqa: F401  (they add their tables)
    attachment_tables,
    checklist_tables,
    handoff_tables,
    heartbeat_table,
    reminder_tables,
    search_tables,
    sign_in_tables,
)
from beian.desk.storage.migrations import VERSION_TABLE
from beian.desk.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
