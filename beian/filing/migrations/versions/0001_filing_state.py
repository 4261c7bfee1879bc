"""The first schema: the lists of filing-state.schema.json, and where they came from."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "imports",
        sa.Column("import_id", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("as_of", instant),
        sa.Column("imported_at", instant, nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("account_id", sa.Text, primary_key=True),
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.import_id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("display_name", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("email", sa.Text),
    )
    op.create_index("accounts_in_order", "accounts", ["import_id", "position"])
    op.create_table(
        "subjects",
        sa.Column("account_id", sa.Text, sa.ForeignKey("accounts.account_id"), primary_key=True),
        sa.Column("subject_id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("filing_number", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("province", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("cancelled_at", instant),
        *_person_columns(required=True),
    )
    op.create_table(
        "websites",
        sa.Column("account_id", sa.Text, primary_key=True),
        sa.Column("website_id", sa.Text, primary_key=True),
        sa.Column("subject_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("filing_number", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("cancelled_at", instant),
        *_person_columns(required=False),
        sa.ForeignKeyConstraint(
            ["account_id", "subject_id"], ["subjects.account_id", "subjects.subject_id"]
        ),
    )
    op.create_index("websites_of_subject", "websites", ["account_id", "subject_id"])
    op.create_table(
        "domains",
        *_website_key(),
        sa.Column("domain", sa.Text, nullable=False),
    )
    op.create_table(
        "accesses",
        *_website_key(),
        sa.Column("provider", sa.Text, nullable=False),
        sa.Column("instance_id", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("cancelled_by", sa.Text),
        sa.Column("cancelled_at", instant),
    )
    op.create_table(
        "orders",
        sa.Column("account_id", sa.Text, sa.ForeignKey("accounts.account_id"), primary_key=True),
        sa.Column("order_id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("target_id", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("sms_sent_at", instant),
        sa.Column("administration_received_at", instant),
        sa.Column("finished_at", instant),
        sa.Column("return_reason", sa.Text),
        sa.Column(
            "cancellation_province",
            sa.Text,
            comment="province of the subject a cancellation is about: statistics ask for it often",
        ),
    )
    op.create_index(
        "finished_cancellations", "orders", ["cancellation_province", "state", "finished_at"]
    )


def _person_columns(*, required: bool) -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("person_name", sa.Text, nullable=not required),
        sa.Column("person_document", sa.Text),
        sa.Column("person_phone", sa.Text),
        sa.Column("person_phone_reachable", sa.Boolean, nullable=not required),
    )


def _website_key() -> tuple[sa.Column[Any] | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("account_id", sa.Text, primary_key=True),
        sa.Column("website_id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.ForeignKeyConstraint(
            ["account_id", "website_id"], ["websites.account_id", "websites.website_id"]
        ),
    )
