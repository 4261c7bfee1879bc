"""The desk store's tables for searching: which conversation holds which terms, as keyed hashes."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from beian.desk.storage.tables import conversations, metadata

search_terms = Table(
    "desk_search_terms",
    metadata,
    Column("term", BigInteger, primary_key=True, autoincrement=False),
    Column("conversation_id", Text, ForeignKey(conversations.c.id), primary_key=True),
)
Index("desk_search_terms_of", search_terms.c.conversation_id)

search_key = Table(
    "desk_search_key",
    metadata,
    # Of the key that the terms were hashed with; with another one they are made anew.
    Column("fingerprint", Text, primary_key=True),
)
