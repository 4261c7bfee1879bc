"""The desk store's table of checklists: the papers of a cancellation, to be ticked off."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Table, Text

from beian.base.column_types import Instant
from beian.desk.storage.tables import metadata

checklists = Table(
    "desk_checklists",
    metadata,
    # "account:ID" or, of an anonymous visitor, "conversation:ID".
    Column("owner", Text, primary_key=True),
    # What is cancelled: the bot names it (actions/cards/checklist_card.py).
    Column("about", Text, primary_key=True),
    Column("title", Text, nullable=False),
    # Each {"id", "text", "name", "file", "sides"}, in the language in which it was shown last.
    Column("papers", JSON, nullable=False),
    # The ids of those that the visitor has ticked off by hand; "PAPER:FILE" for a file that shows
    # all sides of it.
    Column("ticked", JSON, nullable=False),
    # The ids of the conversations that show it.
    Column("conversations", JSON, nullable=False),
    # Another one's `about`: what was begun before signing in goes on as the account's own.
    Column("goes_on_as", Text),
    # When a person was offered, as all of it was there.
    Column("offered_at", Instant),
    Column("shown_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
