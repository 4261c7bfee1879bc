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
    """Return what the desk says, in Traditional characters to a visitor who writes them, or whose
    page is in them."""
    if script_spoken(connection, conversation_id) != TRADITIONAL:
        return [*said]
    return [
        replace(
            one,
            text=in_traditional(one.text, ours=[each["title"] for each in one.buttons]),
            buttons=[{**each, "title": in_traditional(each["title"])} for each in one.buttons],
        )
        for one in said
    ]


def script_spoken(connection: Connection, conversation_id: str) -> str | None:
    """Return the characters in which a visitor is spoken to in Chinese: those that they wrote last;
    before they have written any, those of the greeting, which is in those of their page. None where
    neither tells."""
    query = (
        select(messages.c.text)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.conversation_id == conversation_id, conversations.c.language == "zh")
    )
    written = (
        query.where(messages.c.author == Author.VISITOR, messages.c.payload.is_(None))
        .where(messages.c.attachments.is_(None))
        .order_by(messages.c.seq.desc())
        .limit(_LOOKED_AT)
    )
    greeting = query.where(messages.c.author == Author.ASSISTANT, messages.c.answers.is_(None))
    first = greeting.order_by(messages.c.seq).limit(1)
    for texts in (written, first):
        scripts = (script_of(text) for text in connection.execute(texts).scalars())
        told = next((script for script in scripts if script), None)
        if told is not None:
            return told
    return None


def in_traditional(text: str, ours: Sequence[str] = ()) -> str:
    """Return a text in Traditional characters; what it quotes stays, unless it is one of `ours`."""
    pieces = _QUOTED.split(text)
    pieces[::2] = [in_traditional_words(piece) for piece in pieces[::2]]
    quotes = [in_traditional_words(one) if one in ours else one for one in pieces[1::2]]
    pieces[1::2] = map(_IN_QUOTES.format, quotes)
    return "".join(pieces)
