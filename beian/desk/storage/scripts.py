"""The characters that a visitor writes, in which the desk speaks to them, too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.engine import Connection

from beian.desk.storage.enumerations import Author
from beian.desk.storage.records import MessageContent
from beian.desk.storage.tables import conversations, messages
from beian.nlu.text.simplified import in_traditional_words, script_of

TRADITIONAL = "hant"
_LOOKED_AT = 20
"""Messages among which one is looked for whose characters tell."""
_QUOTED = re.compile("[“「]([^”」]*)[”」]")
"""Names of files and the visitor's own words, which stay as they are."""
_IN_QUOTES = "「{}」"


def in_their_script(
    connection: Connection, conversation_id: str, said: Sequence[MessageContent]
) -> list[MessageContent]:
    """Return what the desk says, in Traditional characters to a visitor who writes them."""
    if not _writes_traditional(connection, conversation_id):
        return [*said]
    return [
        replace(
            one,
            text=in_traditional(one.text, ours=[each["title"] for each in one.buttons]),
            buttons=[{**each, "title": in_traditional(each["title"])} for each in one.buttons],
        )
        for one in said
    ]


def _writes_traditional(connection: Connection, conversation_id: str) -> bool:
    query = (
        select(messages.c.text)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.conversation_id == conversation_id, conversations.c.language == "zh")
        .where(messages.c.author == Author.VISITOR, messages.c.payload.is_(None))
        .where(messages.c.attachments.is_(None))
        .order_by(messages.c.seq.desc())
        .limit(_LOOKED_AT)
    )
    scripts = (script_of(text) for text in connection.execute(query).scalars())
    return next((script for script in scripts if script), None) == TRADITIONAL


def in_traditional(text: str, ours: Sequence[str] = ()) -> str:
    """Return a text in Traditional characters; what it quotes stays, unless it is one of `ours`."""
    pieces = _QUOTED.split(text)
    pieces[::2] = [in_traditional_words(piece) for piece in pieces[::2]]
    quotes = [in_traditional_words(one) if one in ours else one for one in pieces[1::2]]
    pieces[1::2] = map(_IN_QUOTES.format, quotes)
    return "".join(pieces)
