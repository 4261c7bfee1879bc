"""Sign-in by OpenID Connect: who is whom at the provider, and sign-ins that are under way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("desk_agents", sa.Column("oidc_identity", sa.Text))
    op.create_index("desk_agents_by_oidc_identity", "desk_agents", ["oidc_identity"], unique=True)
    op.create_table(
        "desk_oidc_sign_ins",
        sa.Column("state_hash", sa.Text, primary_key=True),
        sa.Column("browser_hash", sa.Text, nullable=False),
        sa.Column("nonce", sa.Text, nullable=False),
        sa.Column("verifier", sa.Text, nullable=False),
        sa.Column("agent_id", sa.Text),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )
