"""Several roles to an agent; what an entry of the audit log was about; an account's conversations
found by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    # Empty where a desk of the version before has added the agent: then their one role counts.
    op.add_column("desk_agents", sa.Column("roles", sa.Text))
    op.execute("UPDATE desk_agents SET roles = role")
    op.add_column("desk_audit", sa.Column("detail", sa.Text))
    op.create_index("desk_transitions_to_agent", "desk_transitions", ["to_agent_id"])
    op.create_index("desk_audit_of_conversation", "desk_audit", ["conversation_id"])
    op.create_index(
        "desk_conversations_account", "desk_conversations", ["account_id", "changed_at"]
    )
