"""Conversations as the console lists and shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.engine import Connection

from beian.desk.conversations import inbox
from beian.desk.conversations.blocks import longest, shown_block, stands
from beian.desk.conversations.checklists import cards_as_they_stand
from beian.desk.conversations.groups import Group, all_groups, fitting
from beian.desk.conversations.inbox import Holding, Wanted
from beian.desk.conversations.reach import Reach, Reader, reach_of
from beian.desk.conversations.shown_to_agents import named_agent, shown_message, shown_summary
from beian.desk.conversations.wanted_topic import asked_topic, understood_topic
from beian.desk.protocol import agents_api as api
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Author, State, View
from beian.desk.storage.handoff_tables import agents, blocks, notes, tags, tickets, transitions
from beian.desk.storage.records import CONNECT, WANTS_PERSON, written_time
from beian.desk.storage.rows import WITH_FEEDBACK
from beian.desk.storage.tables import conversations, messages
from beian.nlu.intents import topic_intents

MESSAGES = 100
EARLIER = 20
LATELY = 30
ANY = Wanted()
_NEWER = tickets.alias()
_TICKET = (
    select(func.max(_NEWER.c.id))
    .where(_NEWER.c.conversation_id == conversations.c.id)
    .correlate(conversations)
    .scalar_subquery()
)
_SAID = messages.alias()
_OF_INTEREST = (
    select(func.max(_SAID.c.seq))
    .where(_SAID.c.conversation_id == conversations.c.id, _SAID.c.author != Author.NOTICE)
    .where(
        or_(
            conversations.c.state != State.WAITING,
            and_(
                _SAID.c.author != Author.ASSISTANT,
                func.coalesce(_SAID.c.payload, "").not_in([WANTS_PERSON, CONNECT]),
            ),
        )
    )
    .correlate(conversations)
    .scalar_subquery()
)
"""The last message that tells agents something: none of the desk's own notices and, of who waits
for a person, what they said themselves."""
_WHOLE = select(
    conversations,
    agents.c.display_name.label("agent_name"),
    tickets.c.id.label("ticket_id"),
    tickets.c.contact.label("contact"),
    tickets.c.opened_at.label("opened_at"),
    tickets.c.due_at.label("due_at"),
    tickets.c.answered_at.label("answered_at"),
    messages.c.author.label("last_author"),
    messages.c.text.label("last_text"),
    messages.c.at.label("last_at"),
).select_from(
    conversations.outerjoin(agents, agents.c.id == conversations.c.agent_id)
    .outerjoin(tickets, tickets.c.id == _TICKET)
    .outerjoin(
        messages,
        and_(
            messages.c.conversation_id == conversations.c.id,
            messages.c.seq == _OF_INTEREST,
        ),
    )
)


@dataclass(frozen=True)
class ListedConversation:
    """A conversation as agents see it."""

    id: str
    account_id: str | None
    state: State
    shown: api.Summary
    """The Summary of the agents' API, without the account's name."""


class ConversationListing:
    """Reads what the console shows. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase, index: Holding) -> None:
        self._database = database
        self._index = index

    def one(self, conversation_id: str) -> ListedConversation | None:
        with self._database.reading() as connection:
            found = _cases(connection, [conversation_id])
        return found[0] if found else None

    def reach(self, conversation_id: str, agent: Reader) -> Reach:
        """Return how far a conversation is open to an agent."""
        with self._database.reading() as connection:
            return reach_of(connection, conversation_id, agent)

    def of_account(self, account_id: str, without: str) -> list[ListedConversation]:
        """Return the newest conversations of an account, newest first, `without` one of them and
        those in which nobody has said anything."""
        query = (
            select(conversations.c.id)
            .where(conversations.c.account_id == account_id, conversations.c.id != without)
            .where(conversations.c.last_seq > 1)
            .order_by(conversations.c.changed_at.desc())
            .limit(EARLIER)
        )
        with self._database.reading() as connection:
            return _cases(connection, connection.execute(query).scalars().all())

    def listed(
        self,
        view: View,
        agent: Reader,
        wanted: Wanted = ANY,
        cursor: str | None = None,
    ) -> tuple[list[ListedConversation], str | None]:
        """Return a page of what is wanted of an agent's view, and the next one's cursor. Raises
        BadCursor."""
        with self._database.reading() as connection:
            page = inbox.page_of(connection, view, agent, wanted, cursor=cursor, index=self._index)
            return _cases(connection, page.ids), page.next

    def tags(self, agent: Reader) -> list[str]:
        """Return the tags in use."""
        with self._database.reading() as connection:
            return inbox.tags_in_use(connection, agent)

    def counts(self, agent: Reader) -> dict[str, int]:
        """Return how many conversations are in each view that the agent works off."""
        with self._database.reading() as connection:
            return inbox.counts(connection, agent)

    def messages(
        self, conversation_id: str, *, before: int | None = None, after: int | None = None
    ) -> tuple[list[api.Message], bool]:
        """Return messages as agents see them, oldest first, and whether there are earlier ones."""
        query = WITH_FEEDBACK.where(messages.c.conversation_id == conversation_id)
        if after is not None:
            query = query.where(messages.c.seq > after).order_by(messages.c.seq)
        else:
            query = query.order_by(messages.c.seq.desc())
            if before is not None:
                query = query.where(messages.c.seq < before)
        with self._database.reading() as connection:
            found = connection.execute(query.limit(MESSAGES)).all()
            rows = found if after is not None else found[::-1]
            cards = cards_as_they_stand(connection, conversation_id, [row.card for row in rows])
        shown = [shown_message(row, card) for row, card in zip(rows, cards, strict=True)]
        return shown, bool(rows) and rows[0].seq > 1

    def transitions(self, conversation_id: str) -> list[api.Transition]:
        query = (
            select(transitions, agents.c.display_name)
            .select_from(
                transitions.outerjoin(
                    agents,
                    agents.c.id == func.coalesce(transitions.c.to_agent_id, transitions.c.agent_id),
                )
            )
            .where(transitions.c.conversation_id == conversation_id)
            .order_by(transitions.c.id)
        )
        with self._database.reading() as connection:
            return [
                {
                    "from": row.before,
                    "to": row.after,
                    "by": row.by,
                    "agent": named_agent(row.to_agent_id or row.agent_id, row.display_name),
                    "reason": row.reason,
                    "at": written_time(row.at),
                }
                for row in connection.execute(query)
            ]

    def notes(self, conversation_id: str) -> list[api.Note]:
        query = (
            select(notes, agents.c.display_name)
            .select_from(notes.join(agents, agents.c.id == notes.c.agent_id))
            .where(notes.c.conversation_id == conversation_id)
            .order_by(notes.c.at)
        )
        with self._database.reading() as connection:
            return [
                {
                    "id": row.id,
                    "agent": {"id": row.agent_id, "display_name": row.display_name},
                    "text": row.text,
                    "at": written_time(row.at),
                }
                for row in connection.execute(query)
            ]

    def topics(self, conversation_id: str) -> list[api.TopicStep]:
        """Return how the visitor's messages were understood, in order."""
        query = (
            select(messages)
            .where(messages.c.conversation_id == conversation_id)
            .where(messages.c.intent.is_not(None), messages.c.answers.is_(None))
            .order_by(messages.c.seq)
        )
        with self._database.reading() as connection:
            return [
                {
                    "seq": row.seq,
                    "intent": row.intent,
                    "confidence": row.confidence,
                    "at": written_time(row.at),
                }
                for row in connection.execute(query)
            ]

    def lately_said(self, conversation_id: str) -> set[str]:
        """Return what the assistant and agents said last."""
        query = (
            select(messages.c.text)
            .where(messages.c.conversation_id == conversation_id)
            .where(messages.c.author.in_([Author.ASSISTANT, Author.AGENT]))
            .order_by(messages.c.seq.desc())
            .limit(LATELY)
        )
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def last_question(self, conversation_id: str) -> str | None:
        """Return what the visitor wrote last."""
        query = (
            select(messages.c.text)
            .where(messages.c.conversation_id == conversation_id)
            .where(messages.c.author == Author.VISITOR, messages.c.payload.is_(None))
            .where(messages.c.attachments.is_(None))
            .order_by(messages.c.seq.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            text: str | None = connection.execute(query).scalar_one_or_none()
            return text


def _cases(connection: Connection, ids: Sequence[str]) -> list[ListedConversation]:
    """Return the existing conversations among these ids, in their order."""
    tagged: defaultdict[str, list[str]] = defaultdict(list)
    query = select(tags).where(tags.c.conversation_id.in_(ids)).order_by(tags.c.tag)
    for row in connection.execute(query):
        tagged[row.conversation_id].append(row.tag)
    rows = {row.id: row for row in connection.execute(_WHOLE.where(conversations.c.id.in_(ids)))}
    blocked = _blocks(connection, list(rows.values()))
    waiting = any(row.state == State.WAITING for row in rows.values())
    known = all_groups(connection) if waiting else []
    topics = topic_intents() if any(_is_served(row) for row in rows.values()) else ()
    return [
        ListedConversation(
            row.id,
            row.account_id,
            State(row.state),
            shown_summary(
                row,
                asked_topic(connection, row, topics) if _is_served(row) else row.topic,
                tagged[row.id],
                blocked.get(row.id),
                _group(connection, row, known),
            ),
        )
        for row in (rows[each] for each in ids if each in rows)
    ]


def _blocks(connection: Connection, shown: Sequence[Any]) -> dict[str, api.Block]:
    """Return the block that holds against the visitor of each of these conversations."""
    accounts = {row.account_id for row in shown} - {None}
    networks = {row.network for row in shown if row.account_id is None} - {None}
    concerned = or_(
        blocks.c.conversation_id.in_([row.id for row in shown]),
        blocks.c.account_id.in_(accounts),
        blocks.c.network.in_(networks),
    )
    query = (
        select(blocks, agents.c.display_name)
        .select_from(blocks.join(agents, agents.c.id == blocks.c.agent_id))
        .where(stands(), concerned)
    )
    found = connection.execute(query).all()
    holding = {
        row.id: longest(
            block
            for block in found
            if block.conversation_id == row.id
            or (row.account_id is not None and block.account_id == row.account_id)
            or (_by_address(row) and block.network == row.network)
        )
        for row in (shown if found else ())
    }
    return {each: shown_block(block) for each, block in holding.items() if block is not None}


def _by_address(row: Any) -> bool:
    """Return whether a block of the address alone counts: against whom no person serves yet."""
    return row.account_id is None and row.network is not None and not _is_served(row)


def _is_served(row: Any) -> bool:
    """Return whether an agent has the visitor, or is waited for."""
    return row.state in (State.WAITING, State.WITH_AGENT)


def _group(connection: Connection, row: Any, known: Sequence[Group]) -> Group | None:
    """Return the group that a visitor who waits is for."""
    if row.state != State.WAITING or not known:
        return None
    return fitting(known, understood_topic(connection, row), row.language, row.site)
