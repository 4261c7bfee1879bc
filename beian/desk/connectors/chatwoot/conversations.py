"""Conversations of Chatwoot in the desk store, and what of them goes into the outbox.

Every method raises StoreUnavailable where the database does not answer. `place` names a
Chatwoot conversation (beian.desk.connectors.chatwoot.tables).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from beian.base.clock import utc_now
from beian.desk.connectors.chatwoot.tables import chatwoot_conversations as places
from beian.desk.conversations.transitions import DESK, Change, change_state
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.deliveries import enqueue
from beian.desk.storage.records import (
    AGENT,
    ASSISTANT,
    BOT,
    CLOSED,
    NOTICE,
    VISITOR,
    WAITING,
    Message,
    Reply,
)
from beian.desk.storage.tables import conversations, messages

KIND = "chatwoot"
"""Of deliveries."""
REASON = "chatwoot"
"""Of changes of state."""
_LANGUAGE = "zh"
_HERE = select(
    conversations, places.c.place, places.c.queued_seq, places.c.handed_since
).select_from(places.join(conversations, conversations.c.id == places.c.conversation_id))
_IS_TO_HAND_OVER = and_(
    conversations.c.state == WAITING,
    or_(
        places.c.handed_since.is_(None),
        places.c.handed_since != conversations.c.waiting_since,
    ),
)


@dataclass(frozen=True)
class Here:
    """The conversation of ours that goes on at a place."""

    conversation_id: str
    state: str


@dataclass(frozen=True)
class Case:
    """What a person who takes over is told. `messages`: the last ones, oldest first."""

    language: str
    topic: str | None
    account_id: str | None
    messages: list[Message]


class ChatwootConversations:
    """`handed_over`: what a user is told, in a language, whom nobody has told yet that a person
    comes."""

    def __init__(self, database: DeskDatabase, handed_over: Callable[[str], Reply]) -> None:
        self._database = database
        self._handed_over = handed_over

    def at(self, place: str) -> Here | None:
        """The conversation that goes on there, if one does."""
        with self._database.reading() as connection:
            row = connection.execute(_HERE.where(places.c.place == place)).one_or_none()
            return None if row is None else Here(row.id, row.state)

    def enter(self, place: str, account_id: str | None) -> Here:
        """The conversation that goes on there for this account, or for nobody in particular. One
        of another account, or one that was ended, is left, and a new one begun."""
        with self._database.writing() as connection:
            row = _locked(connection, place)
            if row is None:
                return self._first(connection, place, account_id)
            if row.state != CLOSED:
                if row.account_id == account_id:
                    return Here(row.id, row.state)
                if row.account_id is None:
                    rows.change(connection, row.id, account_id=account_id)
                    return Here(row.id, row.state)
                change_state(connection, row, Change(CLOSED, DESK, reason="another_account"))
            fresh = {"conversation_id": _begun(connection, account_id), "queued_seq": 0}
            connection.execute(
                update(places).where(places.c.place == place).values(**fresh, handed_since=None)
            )
            return Here(str(fresh["conversation_id"]), BOT)

    def became(self, place: str, state: str, *, also_waiting: bool = False) -> None:
        """Chatwoot says whose the conversation is: the bot's, or a person's (with_agent). Who
        waits for a person is not given back to the bot, save with `also_waiting`."""
        with self._database.writing() as connection:
            row = _locked(connection, place)
            if row is None or row.state in (state, CLOSED):
                return
            if row.state == WAITING and state == BOT and not also_waiting:
                return
            change_state(connection, row, Change(state, DESK, reason=REASON))

    def record(
        self,
        conversation_id: str,
        message_id: str,
        text: str,
        *,
        payload: str | None = None,
        agent: str | None = None,
        account_id: str | None = None,
    ) -> bool:
        """Stores what nobody is to answer: a user's while a person has the conversation, or that
        person's, who is called `agent`. False where it is known."""
        with self._database.writing() as connection:
            query = select(conversations.c.id).where(conversations.c.id == conversation_id)
            connection.execute(query.with_for_update()).one()
            if rows.by_id(connection, conversation_id, message_id) is not None:
                return False
            title = payload and rows.title_of_offer(connection, conversation_id, payload)
            said: dict[str, object] = {"id": message_id, "text": title or text}
            if agent is None:
                pressed = payload if title else None
                said |= {"author": VISITOR, "payload": pressed, "account_id": account_id}
            else:
                said |= {"author": AGENT, "name": agent}
            rows.say_as(connection, conversation_id, said)
            return True

    def queue(self) -> int:
        """Puts into the outbox what was said at any place since it was done last, and who is to
        be handed over; at how many places there was something."""
        waits = or_(conversations.c.last_seq > places.c.queued_seq, _IS_TO_HAND_OVER)
        with self._database.reading() as connection:
            found = connection.execute(_HERE.where(waits)).all()
        for row in found:
            with self._database.writing() as connection:
                self._queue(connection, row.place)
        return len(found)

    def reply(self, place: str, conversation_id: str, seq: int) -> Message | None:
        """The message to send; None where another conversation goes on there by now."""
        with self._database.reading() as connection:
            query = (
                rows.WITH_FEEDBACK.join(
                    places, places.c.conversation_id == messages.c.conversation_id
                )
                .where(places.c.place == place, messages.c.conversation_id == conversation_id)
                .where(messages.c.seq == seq)
            )
            row = connection.execute(query).one_or_none()
            return None if row is None else Message.of_row(row)

    def case(self, place: str, conversation_id: str, length: int) -> Case | None:
        """What to tell a person; None where another conversation goes on there by now."""
        with self._database.reading() as connection:
            here = _HERE.where(places.c.place == place, conversations.c.id == conversation_id)
            row = connection.execute(here).one_or_none()
            if row is None:
                return None
            query = (
                rows.WITH_FEEDBACK.where(messages.c.conversation_id == conversation_id)
                .order_by(messages.c.seq.desc())
                .limit(length)
            )
            last = [Message.of_row(each) for each in connection.execute(query)]
            return Case(row.language, row.topic, row.account_id, last[::-1])

    def _first(self, connection: Connection, place: str, account_id: str | None) -> Here:
        """The first conversation at a place, also where another process begins one right now."""
        try:
            with connection.begin_nested():
                begun = _begun(connection, account_id)
                row = {"place": place, "conversation_id": begun, "queued_seq": 0}
                connection.execute(insert(places), row)
                return Here(begun, BOT)
        except IntegrityError:
            found = _locked(connection, place)
            assert found is not None
            return Here(found.id, found.state)

    def _queue(self, connection: Connection, place: str) -> None:
        row = _locked(connection, place)
        assert row is not None
        hands_over = row.state == WAITING and row.handed_since != row.waiting_since
        query = (
            select(messages.c.seq, messages.c.author)
            .where(messages.c.conversation_id == row.id, messages.c.seq > row.queued_seq)
            .order_by(messages.c.seq)
        )
        said = [(each.seq, each.author) for each in connection.execute(query)]
        if hands_over and (not said or said[-1][1] == VISITOR):
            told = rows.say(connection, row.id, [self._handed_over(row.language)])
            said += [(message.seq, message.author) for message in told]
        for seq, author in said:
            if author in (ASSISTANT, NOTICE):
                _enqueue(connection, row, f"{row.id}:{seq}", {"seq": seq})
        values: dict[str, object] = {"queued_seq": said[-1][0]} if said else {}
        if hands_over:
            values["handed_since"] = row.waiting_since
            key = f"{row.id}:hand-over:{row.waiting_since.isoformat()}"
            _enqueue(connection, row, key, {"hand_over": True})
        if values:
            connection.execute(update(places).where(places.c.place == place).values(**values))


def _locked(connection: Connection, place: str) -> Row | None:
    """The place and its conversation, which nobody else changes until the transaction ends."""
    row: Row | None = connection.execute(
        _HERE.where(places.c.place == place).with_for_update()
    ).one_or_none()
    return row


def _begun(connection: Connection, account_id: str | None) -> str:
    """A conversation in which the user speaks first, and which nobody has the key of."""
    conversation_id, moment = secrets.token_urlsafe(16), utc_now()
    row = {
        "id": conversation_id,
        "key_hash": "",
        "account_id": account_id,
        "language": _LANGUAGE,
        "state": BOT,
        "last_seq": 0,
        "greeted": True,
        "began_at": moment,
        "changed_at": moment,
    }
    connection.execute(insert(conversations), row)
    return conversation_id


def _enqueue(connection: Connection, row: Row, key: str, what: dict[str, object]) -> None:
    display_id = row.place.rpartition("/")[2]
    enqueue(
        connection,
        kind=KIND,
        key=key,
        thread=f"{KIND}:{row.place}",
        payload={"place": row.place, "conversation": row.id, **what},
        to=f"#{display_id}",
    )
