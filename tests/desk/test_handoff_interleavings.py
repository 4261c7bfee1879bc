"""No order of what visitors, bot and agents do lets the bot speak out of turn or loses a word."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from beian.base.clock import utc_now
from beian.desk.conversations.absence import AbsenceStore
from beian.desk.conversations.blocking import AlreadyBlocked, BlockStore
from beian.desk.conversations.conversation_store import ConversationClosed, ConversationStore
from beian.desk.conversations.deletion import BY_VISITOR, DeletionStore
from beian.desk.conversations.handoff_store import Blocked, Closed, HandoffStore, NotYours, Taken
from beian.desk.conversations.presence import is_there
from beian.desk.conversations.transitions import NoSuchConversation
from beian.desk.conversations.unanswered import unanswered
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.erasure_tables import erasures
from beian.desk.storage.handoff_tables import transitions
from beian.desk.storage.records import Answer, Message, MessageContent
from beian.desk.storage.tables import conversations
from tests.desk.front_desk import Hours, hired, last_seen, visitor_last_seen
from tests.desk.stored_words import stored_words

PAYLOADS = ("/request_human", "/desk_connect", "/desk_stay")
OFFER = MessageContent("One.", [{"title": "A person", "payload": PAYLOADS[0]}], [])


class OneConversation(RuleBasedStateMachine):
    """A visitor, the bot, and two agents, each at a desk process of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'desk.sqlite3'}"
        self.hours = Hours()
        front = FrontDesk(self.hours)
        self.databases = [DeskDatabase(url) for _ in range(2)]
        self.desks = [ConversationStore(database, front) for database in self.databases]
        self.handoffs = [HandoffStore(database, front) for database in self.databases]
        self.absences = [AbsenceStore(database, front) for database in self.databases]
        self.blocks = [BlockStore(database, front, "secret") for database in self.databases]
        self.deletions = [DeletionStore(database, lambda *_: None) for database in self.databases]
        self.accounts = AgentStore(self.databases[1])
        self.agents = [hired(self.databases[0], name) for name in ("li", "wang")]
        self.network = self.blocks[0].hashed("192.0.2.7")
        self.deleted: list[str] = []
        self.late: list[tuple[str, str, Message]] = []
        self.begin()

    def begin(self) -> None:
        """A conversation in which the assistant has greeted."""
        new = self.desks[0].begin("en", None, self.network)
        self.where = new.conversation.id
        self.lease: str | None = new.lease
        self.desks[0].greet(
            self.where, new.lease, Answer([OFFER], "en", "greet", 1.0, handoff=False)
        )
        self.pending: Message | None = None
        self.sent: list[str] = []

    def teardown(self) -> None:
        for database in self.databases:
            database.close()
        self.folder.cleanup()

    @property
    def state(self) -> str:
        return self.handoffs[0].view(self.where).state

    @property
    def blocked(self) -> bool:
        return self.blocks[1].is_blocked(self.where)

    def place(self) -> object:
        """What the visitor's place in the queue goes by."""
        with self.databases[0].reading() as connection:
            row = connection.execute(select(conversations)).one()
        return row.held_place or row.waiting_since

    def needs_person(self) -> bool:
        """Whether the desk is open and the visitor there, or with something unanswered that no
        ticket holds."""
        with self.databases[0].reading() as connection:
            row = connection.execute(select(conversations)).one()
            left = unanswered(connection, self.where)
        there = is_there(row)
        has_ticket = self.handoffs[0].view(self.where).ticket is not None
        return self.hours.open and (there or (bool(left) and not has_ticket))

    def comes_back(self, who: int) -> None:
        self.accounts.enable(("li", "wang")[who])
        last_seen(self.databases[0], self.agents[who], timedelta(0))

    def said(self, author: str) -> int:
        everything = self.desks[0].newest(self.where, 1000)
        return sum(message.author == author for message in everything)

    @rule(desk=st.integers(0, 1), text=st.sampled_from(["Fee?", "me@example.cn", *PAYLOADS]))
    def the_visitor_sends(self, desk: int, text: str) -> None:
        name = uuid4().hex
        before = self.state
        how = {"payload": text} if text.startswith("/") else {"text": text}
        try:
            accepted = self.desks[desk].accept(self.where, name, **how)  # type: ignore[arg-type]
        except ConversationClosed:
            assert before == "closed"
            return
        assert before != "closed"
        assert not self.blocked or self.state == "bot"
        self.sent.append(name)
        if accepted.lease is not None:
            assert before in {"bot", "waiting"}
            self.lease = accepted.lease

    @precondition(lambda self: self.sent)
    @rule(desk=st.integers(0, 1))
    def the_visitor_sends_again(self, desk: int) -> None:
        """As a client does that was cut off before the acknowledgement."""
        assert self.desks[desk].accept(self.where, self.sent[-1], text="Fee?").again

    @precondition(lambda self: self.lease is not None and self.pending is None)
    @rule()
    def the_bot_is_asked(self) -> None:
        assert self.lease is not None
        self.pending = self.desks[0].waiting(self.where, self.lease)
        assert self.pending is None or self.state in {"bot", "waiting"}

    @precondition(lambda self: self.pending is not None)
    @rule(
        handoff=st.booleans(),
        intent=st.sampled_from(["faq_how_to_cancel", "deny", "thank", "change_language"]),
        desk=st.integers(0, 1),
    )
    def the_bot_answers(self, handoff: bool, intent: str, desk: int) -> None:
        assert self.pending is not None
        assert self.lease is not None
        before, spoken = self.state, self.said("assistant")
        answer = Answer([OFFER], "en", intent, 0.9, handoff=handoff)
        self.desks[desk].answer(self.where, self.lease, self.pending, answer)
        self.pending = None
        assert before in {"bot", "waiting"} or self.said("assistant") == spoken

    @precondition(lambda self: self.pending is not None)
    @rule()
    def the_bot_is_late(self) -> None:
        assert self.pending is not None
        before, spoken = self.state, self.said("notice")
        self.desks[0].apologise(self.where, self.pending.seq, OFFER)
        assert before == "bot" or self.said("notice") == spoken

    @rule(who=st.integers(0, 1))
    def an_agent_takes_it(self, who: int) -> None:
        before = self.handoffs[who].view(self.where)
        try:
            self.handoffs[who].take(self.where, self.agents[who])
        except Taken as taken:
            assert taken.agent_id == self.agents[1 - who].id
        except Closed:
            assert before.state == "closed"
        except Blocked:
            assert self.blocked
        else:
            assert self.state == "with_agent"

    @rule(who=st.integers(0, 1), what=st.sampled_from(["assign", "give_back", "close"]))
    def an_agent_lets_it_go(self, who: int, what: str) -> None:
        to = (self.agents[1 - who].id,) if what == "assign" else ()
        before = self.state
        try:
            getattr(self.handoffs[who], what)(self.where, self.agents[who], *to)
        except Closed:
            assert before == "closed"
        except Blocked:
            assert self.blocked
        except NotYours:
            assert before in {"bot", "with_agent"}

    @rule(who=st.integers(0, 1))
    def an_agent_writes(self, who: int) -> None:
        view, spoken = self.handoffs[who].view(self.where), self.said("agent")
        mine = view.state == "with_agent" and view.agent == self.agents[who].display_name
        try:
            self.handoffs[who].say(self.where, self.agents[who], uuid4().hex, "Hello")
        except (NotYours, Closed):
            assert not mine
        assert self.said("agent") == spoken + mine

    @rule(who=st.integers(0, 1), desk=st.integers(0, 1), disabled=st.booleans())
    def an_agent_vanishes(self, who: int, desk: int, disabled: bool) -> None:
        """Browser closed, connection lost, or disabled: whoever notices, at either desk."""
        before, place, needed = self.handoffs[0].view(self.where), self.place(), self.needs_person()
        mine = before.state == "with_agent" and before.agent == self.agents[who].display_name
        if disabled:
            self.accounts.disable(("li", "wang")[who])
        last_seen(self.databases[0], self.agents[who], timedelta(minutes=5))
        released = self.absences[desk].release_absent(utc_now() - timedelta(minutes=2))
        assert list(released) == [self.where] * mine
        assert self.absences[1 - desk].release_absent(utc_now() - timedelta(minutes=2)) == {}
        if mine:
            assert self.state == ("waiting" if needed else "bot")
            assert self.state != "waiting" or self.place() == place
            assert [message.author for message in released[self.where]] == ["notice"]
        else:
            assert self.state == before.state
        self.comes_back(who)

    @rule(who=st.integers(0, 1))
    def an_agent_signs_out(self, who: int) -> None:
        released = self.absences[who].release_from(self.agents[who].id)
        assert self.handoffs[0].view(self.where).agent != self.agents[who].display_name
        assert list(released) in ([], [self.where])

    @rule(who=st.integers(0, 1), desk=st.integers(0, 1))
    def an_agent_blocks_the_visitor(self, who: int, desk: int) -> None:
        """Whichever desk comes first ends what the visitor has with people."""
        before, was_blocked = self.state, self.blocked
        spoken = self.said("notice")
        try:
            self.blocks[who].block(self.where, self.agents[who].id, "threats", timedelta(hours=1))
        except AlreadyBlocked:
            assert was_blocked
        ended = self.blocks[desk].enforce()
        assert self.blocks[1 - desk].enforce() == {}
        assert list(ended) == [self.where] * (before in {"waiting", "with_agent"})
        assert self.said("notice") == spoken + len(ended)
        assert self.handoffs[0].view(self.where).ticket is None or not ended

    @precondition(lambda self: self.blocked)
    @rule(who=st.integers(0, 1))
    def the_block_is_lifted(self, who: int) -> None:
        for block in self.blocks[who].listed():  # one of an earlier conversation, too
            assert block["conversation"] in {self.where, None}
            lifted = self.blocks[who].lift(block["id"], self.agents[who].id)
            assert lifted == block["conversation"]
        assert not self.blocked

    @rule(desk=st.integers(0, 1))
    def the_visitor_deletes_it(self, desk: int) -> None:
        """And begins another, while what is under way in this one goes on."""
        before, was_blocked = self.state, self.blocked
        if self.pending is not None and self.lease is not None:
            self.late.append((self.where, self.lease, self.pending))
        has_person = self.deletions[desk].end(self.where)
        assert has_person == (before in {"waiting", "with_agent"})
        assert self.state == "closed"
        self.deletions[1 - desk].delete(self.where, BY_VISITOR)
        self.deleted.append(self.where)
        self.begin()
        assert self.blocked == was_blocked

    @precondition(lambda self: self.late)
    @rule(desk=st.integers(0, 1), handoff=st.booleans())
    def the_bot_answers_what_was_deleted(self, desk: int, handoff: bool) -> None:
        where, lease, message = self.late.pop()
        assert not self.desks[desk].renew(where, lease)
        assert self.desks[desk].waiting(where, lease) is None
        with pytest.raises(NoSuchConversation):
            self.desks[desk].apologise(where, message.seq, OFFER)
        answer = Answer([OFFER], "en", "thank", 0.9, handoff=handoff)
        with pytest.raises(NoSuchConversation):
            self.desks[desk].answer(where, lease, message, answer)

    @precondition(lambda self: self.deleted)
    @rule(who=st.integers(0, 1), what=st.sampled_from(["take", "give_back", "close"]))
    def an_agent_acts_in_what_was_deleted(self, who: int, what: str) -> None:
        where = self.deleted[-1]
        with pytest.raises(NoSuchConversation):
            getattr(self.handoffs[who], what)(where, self.agents[who])
        with pytest.raises(NoSuchConversation):
            self.handoffs[who].say(where, self.agents[who], uuid4().hex, "Hello")
        with pytest.raises(NoSuchConversation):
            self.blocks[who].block(where, self.agents[who].id, "threats", timedelta(hours=1))

    @precondition(lambda self: self.deleted)
    @rule(desk=st.integers(0, 1))
    def another_device_writes_in_what_was_deleted(self, desk: int) -> None:
        where = self.deleted[-1]
        with pytest.raises(NoSuchConversation):
            self.desks[desk].accept(where, uuid4().hex, text="Fee?")
        with pytest.raises(NoSuchConversation):
            self.desks[desk].sign_in(where, "lin")
        self.desks[desk].rate(where, 5, "late")

    @rule(there=st.booleans())
    def the_visitor_comes_or_goes(self, there: bool) -> None:
        ago = timedelta(seconds=0 if there else 300)
        visitor_last_seen(self.databases[0], self.where, ago)
        if there:
            self.absences[0].note_visitors({self.where})

    @rule(opens=st.booleans())
    def the_hour_strikes(self, opens: bool) -> None:
        self.hours.open = opens
        self.handoffs[0].give_up_waiting(utc_now() - timedelta(hours=1))
        assert opens or self.state != "waiting"

    @invariant()
    def nothing_brings_back_what_was_deleted(self) -> None:
        if self.deleted:
            found = stored_words(self.databases[0].engine, self.deleted)
            assert set(found) <= {erasures.name}

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        everything = self.desks[1].newest(self.where, 1000)
        assert [message.seq for message in everything] == list(range(1, len(everything) + 1))
        assert [m.id for m in everything if m.author == "visitor"] == self.sent

    @invariant()
    def nothing_waits_for_a_silent_bot(self) -> None:
        """With an agent there, or at the end; who waits goes on with the assistant."""
        assert self.state in {"bot", "waiting"} or not self.desks[1].is_waiting(self.where)

    @invariant()
    def who_is_blocked_reaches_no_person(self) -> None:
        assert not self.blocked or self.state in {"bot", "closed"}

    @invariant()
    def only_who_waits_has_a_place(self) -> None:
        with self.databases[0].reading() as connection:
            row = connection.execute(select(conversations)).one()
        assert (row.waiting_since is not None) == (row.state == "waiting")
        assert (row.wait_began_at is not None) == (row.state == "waiting")
        assert (row.held_place is not None) == (row.state == "with_agent")
        assert (row.agent_id is not None) == (row.state == "with_agent")

    @invariant()
    def the_record_leads_to_the_state(self) -> None:
        with self.databases[0].reading() as connection:
            chain = connection.execute(select(transitions).order_by(transitions.c.id)).all()
        states = ["bot", *(row.after for row in chain)]
        assert [row.before for row in chain] == states[:-1]
        assert states[-1] == self.state


TestOneConversation = OneConversation.TestCase
TestOneConversation.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
