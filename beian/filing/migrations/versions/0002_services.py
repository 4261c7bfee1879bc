"""Apps, mini programs and quick apps of a subject, beside its websites."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "services",
        sa.Column("account_id", sa.Text, primary_key=True),
        sa.Column("service_id", sa.Text, primary_key=True),
        sa.Column("subject_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("filing_number", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("platform", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("cancelled_at", instant),
        sa.Column("person_name", sa.Text),
        sa.Column("person_document", sa.Text),
        sa.Column("person_phone", sa.Text),
        sa.Column("person_phone_reachable", sa.Boolean),
        sa.ForeignKeyConstraint(
            ["account_id", "subject_id"], ["subjects.account_id", "subjects.subject_id"]
        ),
    )
    op.create_index("services_of_subject", "services", ["account_id", "subject_id"])
    op.create_table(
        "service_domains",
        *_service_key(),
        sa.Column("domain", sa.Text, nullable=False),
    )
    op.create_table(
        "service_accesses",
        *_service_key(),
        sa.Column("provider", sa.Text, nullable=False),
        sa.Column("instance_id", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("cancelled_by", sa.Text),
        sa.Column("cancelled_at", instant),
    )


def _service_key() -> tuple[sa.Column[str] | sa.Column[int] | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("account_id", sa.Text, primary_key=True),
        sa.Column("service_id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.ForeignKeyConstraint(
            ["account_id", "service_id"], ["services.account_id", "services.service_id"]
        ),
    )
