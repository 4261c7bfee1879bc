"""Conversations and their messages, in SQLite or PostgreSQL.

Every method raises StoreUnavailable where the database does not answer. One store may be used
by several threads, and by several processes.

A conversation with messages that wait for the bot is leased to one answering task at a time,
in whatever process, so that they are answered one after the other. A lease that is not renewed
ends by itself: what a killed process leaves waiting, another one answers.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlalchemy import delete, func, insert, select, true, update
from sqlalchemy.sql import Select

from beian.base.clock import utc_now
from beian.desk.conversations import handoff_question, leases, paper_files
from beian.desk.conversations.account_keys import AccountKeys
from beian.desk.conversations.blocks import for_the_visitor
from beian.desk.conversations.bot_answers import say_answer
from beian.desk.conversations.checklists import join_account, note_shown
from beian.desk.conversations.conversation_reader import ConversationReader, hash_of
from beian.desk.conversations.handoff_question import Reception
from beian.desk.conversations.late_greetings import has_written
from beian.desk.conversations.leases import LEASE, new_lease
from beian.desk.conversations.transitions import Change, change_state, locked
from beian.desk.conversations.visitor_page import note_page
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Author, ChangedBy, Reason, State
from beian.desk.storage.records import (
    Answer,
    Conversation,
    Message,
    MessageContent,
)
from beian.desk.storage.refusals import refused_kinds, switch_kinds
from beian.desk.storage.scripts import script_spoken
from beian.desk.storage.tables import conversations, feedback, messages

DOWN = "down"


class ConversationClosed(Exception):
    """A message was sent to a conversation that has ended."""


class AnotherAccount(Exception):
    """The conversation belongs to another account."""


class NoSuchAnswer(Exception):
    """Feedback was given on something that is no answer of the assistant in this conversation."""


@dataclass(frozen=True)
class Begun:
    """A new conversation; `key` proves the right to continue it and is stored nowhere."""

    conversation: Conversation
    key: str
    lease: str


@dataclass(frozen=True)
class Accepted:
    """A visitor's message that is stored. `lease` is there where the caller is to answer it;
    without one, whoever holds the conversation's lease does. `language`: the conversation's.
    `again`: it was there before. `said`: what the desk itself says to it; `handed`: whether the
    conversation was handed off or back with it; `filed`: the file that counts for a checklist from
    now on, or no longer."""

    message: Message
    lease: str | None
    language: str
    again: bool
    said: list[Message] = field(default_factory=list)
    handed: bool = False
    filed: str | None = None


@dataclass(frozen=True)
class Answered:
    """What was stored with the bot's answer. `more`: whether another message waits; `handed`:
    whether the conversation was handed off with it; `turned`: whether it speaks another language
    from now on."""

    said: list[Message]
    more: bool
    handed: bool = False
    turned: bool = False


class ConversationStore(ConversationReader):
    """The desk store's conversations."""

    def __init__(
        self, database: DeskDatabase, reception: Reception, keys: AccountKeys | None = None
    ) -> None:
        """`keys`: what opens an account's conversations beside the key of each."""
        super().__init__(database, keys)
        self._reception = reception

    def begin(
        self,
        language: str,
        account_id: str | None,
        network: str | None = None,
        site: str | None = None,
    ) -> Begun:
        """Return a new conversation, leased to the caller, who is to greet; `network`: the hashed
        address that it comes from; `site`: the host of its page."""
        key, lease, moment = secrets.token_urlsafe(32), new_lease(), utc_now()
        conversation = Conversation(
            secrets.token_urlsafe(16),
            account_id,
            language,
            State.BOT,
            0,
            greeted=False,
            rating=None,
        )
        values = {
            **asdict(conversation),
            "key_hash": hash_of(key),
            "network": network,
            "site": site,
            "began_at": moment,
            "changed_at": moment,
            "lease": lease,
            "leased_until": moment + LEASE,
        }
        with self.database.writing() as connection:
            connection.execute(insert(conversations), values)
        return Begun(conversation, key, lease)

    def sign_in(self, conversation_id: str, account_id: str) -> Conversation:
        """Return the conversation, which belongs to this account from now on. Raises
        AnotherAccount."""
        with self.database.writing() as connection:
            joined = connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation_id, conversations.c.account_id.is_(None))
                .values(account_id=account_id)
            )
            if joined.rowcount:
                join_account(connection, conversation_id, account_id)
            conversation = rows.conversation_of(connection, conversation_id)
        if conversation.account_id != account_id:
            raise AnotherAccount(conversation_id)
        return conversation

    def accept(
        self,
        conversation_id: str,
        message_id: str,
        *,
        text: str | None = None,
        payload: str | None = None,
        account_id: str | None = None,
        network: str | None = None,
    ) -> Accepted:
        """Store what a visitor wrote or pressed. A known id is stored no second time. `network`:
        the hashed address that it comes from.

        A payload that was never offered in this conversation is text. Raises
        AnotherAccount where the conversation is not this account's, or ConversationClosed.
        """
        with self.database.writing() as connection:
            lease = new_lease()
            now_open = rows.advance(
                connection, conversation_id, message_id, lease, LEASE, network=network
            )
            if now_open.account_id != account_id:
                raise AnotherAccount(conversation_id)
            known = now_open.known is not None
            before = rows.by_id(connection, conversation_id, message_id) if known else None
            if before is not None:
                connection.get_transaction().rollback()
                return Accepted(before, None, now_open.language, again=True)
            if now_open.state == State.CLOSED:
                raise ConversationClosed(conversation_id)
            title = (
                None
                if payload is None
                else rows.title_of_offer(connection, conversation_id, payload)
            )
            shown = str(title or payload or text)
            pressed = payload if title is not None else None
            for_paper = paper_files.is_choice(pressed)
            given = (now_open, pressed, shown, self._reception)
            for_desk = not for_paper and handoff_question.concerns_desk(*given)
            for_bot = not for_paper and handoff_question.concerns_bot(*given)
            row = {
                "id": message_id,
                "author": Author.VISITOR,
                "text": shown,
                "payload": pressed,
                "account_id": account_id,
                "waiting": for_bot,
            }
            (message,) = rows.append(connection, conversation_id, now_open.last_seq, row)
            said: list[Message] = []
            handed, filed = False, None
            if for_paper and pressed is not None:
                said, filed = paper_files.choose(connection, now_open, pressed)
            elif for_desk:
                said, handed = handoff_question.handle_desk_message(
                    connection, now_open, message, self._reception
                )
            else:
                message = replace(message, question=now_open.waiting_question)
            if not for_bot:
                leases.give_back(connection, conversation_id, lease)
        mine = lease if for_bot and now_open.lease == lease else None
        language = now_open.language
        return Accepted(message, mine, language, again=False, said=said, handed=handed, filed=filed)

    def greet(self, conversation_id: str, lease: str, answer: Answer | None) -> list[Message]:
        """Store the greeting, the first thing said in a conversation; with None, or where the
        visitor was faster, there is no greeting."""
        with self.database.writing() as connection:
            first = (
                update(conversations)
                .where(conversations.c.id == conversation_id, conversations.c.lease == lease)
                .where(conversations.c.greeted.is_not(True), conversations.c.state == State.BOT)
                .values(greeted=True)
            )
            if connection.execute(first).rowcount == 0 or answer is None:
                return []
            if has_written(connection, conversation_id):
                return []
            greeting = for_the_visitor(connection, conversation_id, answer.replies)
            said = rows.say(connection, conversation_id, greeting, None, answer)
            return note_shown(connection, locked(connection, conversation_id), said)

    def waiting(self, conversation_id: str, lease: str) -> Message | None:
        """Return the next message that waits for the bot; None, and the lease given back, where
        none does or the lease is another's by now."""
        with self.database.writing() as connection:
            if not leases.renewed(connection, conversation_id, lease):
                return None
            row = connection.execute(_waiting(conversation_id).limit(1)).one_or_none()
            if row is None:
                leases.give_back(connection, conversation_id, lease)
                return None
            return replace(Message.of_row(row), question=row.waiting_question)

    def waiting_behind(self, conversation_id: str, seq: int) -> list[Message]:
        """Return the messages after one that wait for the bot, too."""
        with self.database.reading() as connection:
            behind = _waiting(conversation_id).where(messages.c.seq > seq)
            return [
                replace(Message.of_row(row), question=row.waiting_question)
                for row in connection.execute(behind)
            ]

    def answer(
        self, conversation_id: str, lease: str, message: Message, answer: Answer
    ) -> Answered:
        """Store the bot's answer to a message, as `accept` or `waiting` returned it; where no other
        one waits, the lease is given back. An answer that somebody else has stored is dropped, and
        so is one that comes when the conversation is not the bot's any more."""
        with self.database.writing() as connection:
            row = locked(connection, conversation_id)
            if not handoff_question.bot_speaks(row, self._reception):
                return Answered([], more=False)
            if not rows.mark_answered(connection, conversation_id, message.seq, answer):
                return Answered([], more=leases.renewed(connection, conversation_id, lease))
            said, handed = say_answer(connection, row, message, answer, self._reception)
            wanted = answer.reminders
            if wanted is not None and message.account_id is not None:
                switch_kinds(connection, message.account_id, wanted.kinds, on=wanted.on, by="chat")
            more = rows.waits(connection, conversation_id)
            if not more:
                leases.give_back(connection, conversation_id, lease)
            turned = answer.language != row.language and bool(said)
            return Answered(said, more, handed, turned)

    def refused_reminders(self, account_id: str) -> frozenset[str]:
        """Return the kinds of reminders that an account has switched off."""
        with self.database.reading() as connection:
            return refused_kinds(connection, account_id)

    def script(self, conversation_id: str) -> str | None:
        """Return "hant" where the visitor is spoken to in Traditional characters."""
        with self.database.reading() as connection:
            return script_spoken(connection, conversation_id)

    def apologise(self, conversation_id: str, seq: int, notice: MessageContent) -> list[Message]:
        """Store, once, a notice that the answer to a message takes long."""
        with self.database.writing() as connection:
            if locked(connection, conversation_id).state != State.BOT:
                return []
            first = connection.execute(
                update(messages)
                .where(messages.c.conversation_id == conversation_id, messages.c.seq == seq)
                .where(messages.c.waiting == true(), messages.c.apologised.is_not(True))
                .values(apologised=True)
            )
            if first.rowcount == 0:
                return []
            said = for_the_visitor(connection, conversation_id, [notice])
            return rows.say(connection, conversation_id, said, seq, None, offer=Reason.BOT_LATE)

    def renew(self, conversation_id: str, lease: str) -> bool:
        """Keep a lease; False where it is another's by now."""
        with self.database.writing() as connection:
            return leases.renewed(connection, conversation_id, lease)

    def forget_leases(self) -> None:
        """Forget the leases of a process that was killed; for a desk that runs as the only
        process."""
        with self.database.writing() as connection:
            connection.execute(update(conversations).values(lease=None, leased_until=None))

    def take_waiting(self, limit: int) -> list[tuple[str, str]]:
        """Lease the conversations in which a message waits and nobody answers, and return them."""
        waiting = (
            select(conversations.c.id)
            .where(rows.is_free(utc_now()))
            .where(
                conversations.c.id.in_(
                    select(messages.c.conversation_id).where(messages.c.waiting == true())
                )
            )
            .order_by(conversations.c.changed_at)
            .limit(limit)
        )
        with self.database.reading() as connection:
            if connection.execute(waiting.limit(1)).first() is None:
                return []
        taken = []
        with self.database.writing() as connection:
            for conversation_id in connection.execute(waiting).scalars().all():
                lease = new_lease()
                if leases.take(connection, conversation_id, lease) == lease:
                    taken.append((conversation_id, lease))
        return taken

    def end(self, conversation_id: str) -> None:
        """End a conversation: nothing more is said in it, and what waits is no longer answered."""
        with self.database.writing() as connection:
            row = locked(connection, conversation_id)
            if row.state != State.CLOSED:
                ended = Change(State.CLOSED, ChangedBy.VISITOR, reason=Reason.NEW)
                change_state(connection, row, ended)

    def speak(self, conversation_id: str, language: str) -> None:
        """Set the language of notices and pressed buttons from now on."""
        with self.database.writing() as connection:
            rows.change(connection, conversation_id, language=language)

    def note_page(self, conversation_id: str, address: str | None, title: str | None) -> bool:
        """Note which page the visitor is on, as the site tells it; return whether that is news."""
        with self.database.writing() as connection:
            return note_page(connection, conversation_id, address, title)

    def rate(self, conversation_id: str, score: int, comment: str | None) -> None:
        with self.database.writing() as connection:
            given = {"rating": score, "rating_comment": comment, "rated_at": utc_now()}
            rows.change(connection, conversation_id, **given)

    def give_feedback(
        self,
        conversation_id: str,
        message_id: str,
        value: str | None,
        reason: str | None,
        comment: str | None,
    ) -> list[Message]:
        """Store thumbs up or down on an answer in place of earlier feedback; return what the desk
        says to it. Raises NoSuchAnswer."""
        with self.database.writing() as connection:
            row = locked(connection, conversation_id)
            message = rows.by_id(connection, conversation_id, message_id)
            if message is None or message.author != Author.ASSISTANT or message.answers is None:
                raise NoSuchAnswer(message_id)
            connection.execute(
                delete(feedback).where(
                    feedback.c.conversation_id == conversation_id,
                    feedback.c.message_id == message_id,
                )
            )
            if value is not None:
                given = {
                    "conversation_id": conversation_id,
                    "message_id": message_id,
                    "value": value,
                    "reason": reason,
                    "comment": comment,
                    "at": utc_now(),
                }
                connection.execute(insert(feedback), given)
            if value != DOWN:
                return []
            downs = (
                select(func.count())
                .select_from(feedback)
                .where(feedback.c.conversation_id == conversation_id, feedback.c.value == DOWN)
            )
            count = connection.execute(downs).scalar_one()
            return handoff_question.offer_after_thumbs_down(connection, row, count, self._reception)


def _waiting(conversation_id: str) -> Select[Any]:
    """Select the messages of a conversation that wait for the bot, the first first."""
    return (
        select(messages, conversations.c.waiting_question)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.conversation_id == conversation_id)
        .where(messages.c.waiting == true())
        .order_by(messages.c.seq)
    )
