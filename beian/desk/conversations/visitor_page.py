"""The page that a visitor is on, as the site tells it: a line of text, whatever it holds."""

from __future__ import annotations

from sqlalchemy import or_, update
from sqlalchemy.engine import Connection

from beian.base.unseen import is_unseen
from beian.desk.storage.enumerations import State
from beian.desk.storage.tables import conversations

LONGEST_ADDRESS, LONGEST_TITLE = 500, 200


def note_page(
    connection: Connection, conversation_id: str, address: str | None, title: str | None
) -> bool:
    """Note the page of a conversation's visitor, None where the site tells of none any more; return
    whether that is news. An ended conversation has no page."""
    page = {
        "page_address": _line(address, LONGEST_ADDRESS),
        "page_title": _line(title, LONGEST_TITLE),
    }
    differs = or_(*(conversations.c[name].is_distinct_from(page[name]) for name in page))
    query = (
        update(conversations)
        .where(conversations.c.id == conversation_id, conversations.c.state != State.CLOSED)
        .where(differs)
        .values(**page)
    )
    return bool(connection.execute(query).rowcount)


def _line(text: str | None, longest: int) -> str | None:
    """Return a text as one line without invisible characters; None where nothing is left."""
    words = "".join(c for c in text or "" if c.isspace() or not is_unseen(c))
    line = " ".join(words.split())
    return line[:longest] or None
