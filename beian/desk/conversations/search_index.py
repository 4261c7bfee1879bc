"""The index by which agents search conversations, kept up in the background.

Messages are indexed within a moment of being written, by whichever desk process looks first: the
way of a message to its answer is no longer for it. What was stored before the index was there, or
under another key, is indexed in the same way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice

from sqlalchemy import and_, delete, false, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from beian.base.errors import StoreUnavailable
from beian.desk.conversations.search_terms import fingerprint_of, hashed, terms_of
from beian.desk.conversations.transitions import NoSuchConversation, locked
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import SAID_BY_PEOPLE
from beian.desk.storage.search_tables import search_key, search_terms
from beian.desk.storage.tables import conversations, messages

LOOK_SECONDS = 1.0
_AT_ONCE = 50
"""Conversations."""
_MOST_TERMS = 20
"""Of what is searched for."""
_INSERT = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class SearchIndex:
    """Which conversations hold which words. Raises StoreUnavailable where the database does not
    answer."""

    def __init__(self, database: DeskDatabase, key: bytes) -> None:
        self._database = database
        self._key = key

    def holding(self, text: str) -> ColumnElement[bool]:
        """Return whether all terms of a text stand in a conversation; of none, it holds nothing."""
        wanted = [hashed(term, self._key) for term in islice(sorted(terms_of(text)), _MOST_TERMS)]
        if not wanted:
            return false()
        of_term = select(search_terms.c.conversation_id)
        return and_(
            *(conversations.c.id.in_(of_term.where(search_terms.c.term == one)) for one in wanted)
        )

    async def keep_up(self) -> None:
        """Index, again and again, what was written since."""
        with suppress(StoreUnavailable):
            await asyncio.to_thread(self.use_key)
        while True:
            more = 0
            with suppress(StoreUnavailable):
                more = await asyncio.to_thread(self.index_some)
            await asyncio.sleep(0 if more == _AT_ONCE else LOOK_SECONDS)

    def use_key(self) -> None:
        """Forget the index if it was made with another key; it is made anew from then on."""
        mine = fingerprint_of(self._key)
        with self._database.writing() as connection:
            known = connection.execute(select(search_key.c.fingerprint)).scalars().all()
            if known == [mine]:
                return
            connection.execute(delete(search_key))
            connection.execute(insert(search_key), {"fingerprint": mine})
            if known:
                connection.execute(delete(search_terms))
                people = messages.c.author.in_(SAID_BY_PEOPLE)
                connection.execute(update(messages).where(people).values(indexed=False))

    def index_some(self) -> int:
        """Index what is not yet, of some conversations; return of how many."""
        query = (
            select(messages.c.conversation_id)
            .where(messages.c.indexed == false())
            .distinct()
            .limit(_AT_ONCE)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).scalars().all()
        for conversation_id in found:
            with suppress(NoSuchConversation), self._database.writing() as connection:
                locked(connection, conversation_id)
                self._index(connection, conversation_id)
        return len(found)

    def _index(self, connection: Connection, conversation_id: str) -> None:
        waits = and_(messages.c.conversation_id == conversation_id, messages.c.indexed == false())
        texts = connection.execute(select(messages.c.author, messages.c.text).where(waits)).all()
        terms = {
            term for row in texts if row.author in SAID_BY_PEOPLE for term in terms_of(row.text)
        }
        self._add(connection, conversation_id, {hashed(term, self._key) for term in terms})
        connection.execute(update(messages).where(waits).values(indexed=True))

    @staticmethod
    def _add(connection: Connection, conversation_id: str, terms: Iterable[int]) -> None:
        rows = [{"term": term, "conversation_id": conversation_id} for term in terms]
        if rows:
            statement = _INSERT[connection.dialect.name](search_terms).on_conflict_do_nothing()
            connection.execute(statement, rows)


def forget_terms(connection: Connection, conversation_id: str) -> None:
    """Take a locked conversation out of the index; what is left of it is indexed anew."""
    connection.execute(
        delete(search_terms).where(search_terms.c.conversation_id == conversation_id)
    )
    connection.execute(
        update(messages)
        .where(messages.c.conversation_id == conversation_id)
        .where(messages.c.author.in_(SAID_BY_PEOPLE))
        .values(indexed=False)
    )
