"""What a visitor wants a person for, as agents see it: the visitor's own words."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, or_, select
from sqlalchemy.engine import Connection, Row

from beian.desk.conversations.contacts import is_contact_alone, length_in_words
from beian.desk.storage.enumerations import Author
from beian.desk.storage.tables import messages
from beian.nlu.intents import AFFIRM, FEEDBACK_UNHELPFUL, REQUEST_HUMAN, SILENT
from beian.nlu.plain_words.wish_matter import tells_matter
from beian.nlu.text.question_form import has_question_form

_LONGEST = 120
_LOOKED_AT = 10
"""Messages among which the last question is looked for."""
_LONGEST_CHOICE, _LONGEST_CHOICE_IN_ENGLISH = 5, 3
_LONGEST_BARE = {AFFIRM: 6, REQUEST_HUMAN: 14, FEEDBACK_UNHELPFUL: 10}
"""How long a yes, a wish for a person in words unheard of, or a complaint is
(contacts.length_in_words) that tells nothing of what it is about."""


def wanted_topic(
    connection: Connection,
    conversation_id: str,
    seq: int,
    topics: Collection[str],
    known: str | None = None,
) -> str | None:
    """Return what the message with this seq, which asks for a person or agrees to one, says that it
    is about; where it does not, what is `known` already, or what the visitor asked last."""
    told = _told(_message(connection, conversation_id, seq))
    if told is not None:
        return told[:_LONGEST]
    return known or last_question(connection, conversation_id, seq, topics)


def tells_topic(
    connection: Connection, conversation_id: str, seq: int, topics: Collection[str]
) -> str | None:
    """Return the text of a message that wishes for a person and says for what, or asks something
    that is a topic beside the wish; None where it only wishes."""
    message = _message(connection, conversation_id, seq)
    return _told(message) if message.intent in (REQUEST_HUMAN, *topics) else None


def understood_topic(connection: Connection, row: Row) -> str | None:
    """Return the intent of what a conversation is about: of the visitor's newest message in whose
    words that is written, or else what an agent's macro has set; None where it is not known."""
    if row.topic is None:
        return None
    query = (
        select(messages.c.intent)
        .where(messages.c.conversation_id == row.id, messages.c.author == Author.VISITOR)
        .where(messages.c.text.startswith(row.topic, autoescape=True))
        .order_by(messages.c.seq.desc())
        .limit(1)
    )
    found = connection.execute(query).one_or_none()
    topic: str | None = row.topic if found is None else found.intent
    return topic


def asked_topic(connection: Connection, row: Row, topics: Collection[str]) -> str | None:
    """Return the topic of a conversation, in words or as an intent; where nobody has told it, what
    the visitor asked last, by a button or in words."""
    if row.topic is not None:
        return str(row.topic)
    query = (
        select(messages.c.intent)
        .where(messages.c.conversation_id == row.id, messages.c.author == Author.VISITOR)
        .where(messages.c.intent.in_(topics))
        .order_by(messages.c.seq.desc())
        .limit(1)
    )
    topic: str | None = connection.execute(query).scalar_one_or_none()
    return topic


def _message(connection: Connection, conversation_id: str, seq: int) -> Row:
    query = select(messages.c.text, messages.c.payload, messages.c.intent).where(
        messages.c.conversation_id == conversation_id, messages.c.seq == seq
    )
    return connection.execute(query).one()


def _told(message: Row) -> str | None:
    """Return the text of a message that says what it is about."""
    tells = message.payload is None and _tells(message.text, message.intent)
    return str(message.text) if tells else None


def _tells(text: str, intent: str | None) -> bool:
    """Return whether a message says what it is about."""
    if intent is None or intent in SILENT or is_contact_alone(text):
        return False
    matter = tells_matter(text) if intent == REQUEST_HUMAN else None
    return length_in_words(text) > _LONGEST_BARE.get(intent, 0) if matter is None else matter


def last_question(
    connection: Connection, conversation_id: str, seq: int, topics: Collection[str]
) -> str | None:
    """Return what the visitor asked last: a topic, or a message that nobody has understood yet
    because the assistant has not answered it. Their own words come before what a button reads that
    they pressed. What only answers a question of the assistant's ("the shop") is not it, if
    anything else was asked."""
    intent = messages.c.intent
    query = (
        select(messages.c.text, messages.c.payload)
        .where(messages.c.conversation_id == conversation_id, messages.c.author == Author.VISITOR)
        .where(messages.c.seq <= seq, messages.c.attachments.is_(None))
        .where(or_(and_(messages.c.payload.is_(None), intent.is_(None)), intent.in_(topics)))
        .order_by(messages.c.seq.desc())
        .limit(_LOOKED_AT)
    )
    written = [row for row in connection.execute(query) if not is_contact_alone(row.text)]
    own = [row for row in written if row.payload is None]
    pressed = [row for row in written if row.payload is not None]
    asked = next(iter([*filter(_is_whole, own), *pressed, *own]), None)
    return None if asked is None else str(asked.text)[:_LONGEST]


def _is_whole(message: Row) -> bool:
    """Return whether a message can be understood without the one before it."""
    text = message.text
    longest = _LONGEST_CHOICE_IN_ENGLISH if text.isascii() else _LONGEST_CHOICE
    return has_question_form(text) or length_in_words(text) > longest
