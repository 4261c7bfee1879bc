"""Visitors who are blocked reach no person, are told so, and go on with the assistant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import update

from beian.base.clock import utc_now
from beian.desk.conversations.answering import LATE
from beian.desk.conversations.blocking import (
    AlreadyBlocked,
    BlockStore,
    BoundMissing,
    NoSuchBlock,
)
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.handoff_store import Blocked, HandoffStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import blocks
from beian.desk.storage.records import Answer, Message, MessageContent
from beian.desk.wording import notice
from tests.desk.agent import at_work, console, employed
from tests.desk.front_desk import Hours, Person, hired, listing_of
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.test_handoff_chat import queueing, state
from tests.desk.test_handoffs import OFFER, PERSON, last, send, told
from tests.desk.visitor import visiting

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stores:
    conversations: ConversationStore
    handoffs: HandoffStore
    blocks: BlockStore
    database: DeskDatabase

    def begun(self, account: str | None = None, address: str = "192.0.2.7") -> str:
        """A conversation from an address, in which the assistant has offered a person."""
        network = self.blocks.hashed(address)
        new = self.conversations.begin("en", account, network)
        greeting = Answer([OFFER], "en", "greet", 1.0, handoff=False)
        self.conversations.greet(new.conversation.id, new.lease, greeting)
        self.conversations.waiting(new.conversation.id, new.lease)
        return new.conversation.id


@pytest.fixture
def stores(desk_database: DeskDatabase) -> Stores:
    front = FrontDesk(Hours())
    return Stores(
        ConversationStore(desk_database, front),
        HandoffStore(desk_database, front),
        BlockStore(desk_database, front, "secret"),
        desk_database,
    )


@pytest.fixture
def li(desk_database: DeskDatabase) -> Person:
    return hired(desk_database, "li")


def test_an_account_is_blocked_in_all_its_conversations_until_it_is_lifted(
    stores: Stores, li: Person
) -> None:
    here, there = stores.begun("acct-a"), stores.begun("acct-a")
    other = stores.begun("acct-b")
    for where in (here, there, other):
        stores.handoffs.take(where, li)
    stores.blocks.block(here, li.id, "threats", None)
    assert sorted(stores.blocks.enforce()) == sorted([here, there])
    for where in (here, there):
        assert stores.handoffs.view(where).state == "bot"
        assert last(stores.conversations, where).text == (
            "Support has stopped serving you in person. You can go on asking me, the assistant."
        )
        with pytest.raises(Blocked):
            stores.handoffs.take(where, li)
    assert stores.handoffs.view(other).state == "with_agent"
    with pytest.raises(AlreadyBlocked):
        stores.blocks.block(there, li.id, "again", None)
    (block,) = stores.blocks.listed()
    assert (block["account"], block["reason"], block["until"]) == ("acct-a", "threats", None)
    stores.blocks.lift(block["id"], li.id)
    assert stores.blocks.listed() == []
    stores.handoffs.take(there, li)
    with pytest.raises(NoSuchBlock):
        stores.blocks.lift(block["id"], li.id)


def test_without_an_account_the_address_is_blocked_too_and_only_for_a_time(
    stores: Stores, li: Person
) -> None:
    here = stores.begun()
    beside = stores.begun()  # behind the same address, and with a person already
    stores.handoffs.take(here, li)
    stores.handoffs.take(beside, li)
    for lasts in (None, timedelta(days=8)):
        with pytest.raises(BoundMissing):
            stores.blocks.block(here, li.id, "threats", lasts)
    stores.blocks.block(here, li.id, "threats", DAY)
    assert list(stores.blocks.enforce()) == [here]
    listing = listing_of(stores.database)
    shown = {where: listing.one(where) for where in (here, beside)}
    assert [bool(one and one.shown["blocked"]) for one in shown.values()] == [True, False]
    again, elsewhere = stores.begun(), stores.begun(address="192.0.2.8")
    signed_in = stores.begun("acct-a")
    assert [stores.blocks.is_blocked(each) for each in (here, again, elsewhere, signed_in)] == [
        True,
        True,
        False,
        False,
    ]
    with pytest.raises(Blocked):
        stores.handoffs.take(again, li)
    over = update(blocks).values(until=utc_now() - timedelta(seconds=1))
    with stores.database.writing() as connection:
        connection.execute(over)
    assert not stores.blocks.is_blocked(again)
    assert stores.blocks.listed() == []


def test_a_wish_for_a_person_is_answered_with_the_truth(stores: Stores, li: Person) -> None:
    where = stores.begun()
    stores.blocks.block(where, li.id, "threats", DAY)
    for _ in range(2):
        send(stores.conversations, where, PERSON)
        said = last(stores.conversations, where).text
        assert said.startswith("Support has stopped serving you in person until 20")
        assert stores.handoffs.view(where).state == "bot"


@pytest.mark.parametrize("text", ["我要转人工", "转人工，手机丢了收不到验证码", "a person please"])
def test_a_blocked_visitor_is_promised_nobody(stores: Stores, li: Person, text: str) -> None:
    where = stores.begun()
    stores.blocks.block(where, li.id, "threats", DAY)
    stored = told(stores.conversations, where, text, handoff=True, intent="request_human")
    assert [message.author for message in stored.said] == ["notice"]
    assert stored.said[0].text.startswith("Support has stopped serving you in person")
    assert stores.handoffs.view(where).state == "bot"


def test_who_signs_in_as_a_blocked_account_while_waiting_waits_no_more(
    stores: Stores, li: Person
) -> None:
    stores.blocks.block(stores.begun("acct-a"), li.id, "threats", None)
    where = stores.begun()
    stores.handoffs.take(where, li)
    stores.conversations.sign_in(where, "acct-a")
    assert list(stores.blocks.enforce()) == [where]


def sent(stores: Stores, where: str, text: str) -> tuple[str, Message]:
    """A message that waits for the bot, and the lease on it."""
    accepted = send(stores.conversations, where, text)
    assert accepted.lease is not None
    return accepted.lease, accepted.message


def offered(message: Message) -> list[str]:
    """What can be pressed below a message."""
    buttons = [*message.buttons, *(message.card["actions"] if message.card else [])]
    return [button["payload"] for button in buttons]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It is late. A person at support can look into it.", "It is late."),
        ("抱歉，我还是没弄明白。要不要请人工客服来帮您？", "抱歉，我还是没弄明白。"),
        ("Talk to a person.", "Talk to a person."),  # there is nothing else in it
    ],
)
def test_no_answer_offers_a_blocked_visitor_a_person(
    stores: Stores, li: Person, text: str, left: str
) -> None:
    person = {"title": "Talk to a person", "payload": PERSON}
    other = {"title": "How long?", "payload": "/faq_cancellation_time"}
    card = {"kind": "order", "title": "BA1", "lines": [], "actions": [person, other]}
    reply = MessageContent(text, [person, other], [], card=card)
    blocked, free = stores.begun(), stores.begun(address="192.0.2.8")
    stores.blocks.block(blocked, li.id, "threats", DAY)
    for where, expected in ((blocked, (left, [other["payload"]] * 2)), (free, (text, None))):
        lease, message = sent(stores, where, "And?")
        answer = Answer([reply], "en", "my_order_progress", 0.9, handoff=False)
        (said,) = stores.conversations.answer(where, lease, message, answer).said
        assert said.text == expected[0]
        assert offered(said) == (expected[1] or [PERSON, other["payload"]] * 2)


def test_a_late_answer_is_excused_without_offering_a_person(stores: Stores, li: Person) -> None:
    where = stores.begun()
    stores.blocks.block(where, li.id, "threats", DAY)
    _, message = sent(stores, where, "How long?")
    (said,) = stores.conversations.apologise(where, message.seq, notice(LATE, "en"))
    assert said.text.endswith("will be answered as soon as it is back.")
    assert offered(said) == []


async def test_a_blocked_visitor_is_not_asked_to_rate(desk: RunningDesk, bot: ScriptedBot) -> None:
    bot.intents = {"thanks": "thank"}
    async with visiting(desk.url) as visitor, at_work(desk) as li:
        await queueing(visitor)
        where = visitor.conversation["id"]
        await li.act(where, "take")
        await state(visitor, "with_agent")
        await li.act(where, "block", {"reason": "threats", "hours": 1})
        await state(visitor, "bot")
        ack = await visitor.say("thanks")
        await visitor.answer(ack["seq"])
        assert not [one for one in await visitor.silence(0.5) if one["type"] == "rating_wanted"]


async def test_an_agent_blocks_and_a_manager_lifts_it_at_another_desk(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    here = desk
    with running_desk(here.settings, bot.url) as there:
        employed(here.settings, "boss", "manager")
        async with (
            at_work(here) as li,
            console(there.url, "boss") as boss,
            visiting(there.url) as visitor,
            visiting(here.url) as other,
        ):
            await queueing(visitor)
            where = visitor.conversation["id"]
            await li.act(where, "take")
            await state(visitor, "with_agent")
            for body in ({"reason": " ", "hours": 1}, {"reason": "x"}, {"reason": "x", "hours": 0}):
                assert (await li.act(where, "block", body))[0] == 400
            status, shown = await li.act(where, "block", {"reason": "threats", "hours": 24})
            assert (status, shown["state"]) == (200, "bot")
            assert (shown["blocked"]["reason"], shown["blocked"]["account"]) == ("threats", None)
            ended = await state(visitor, "bot")
            assert (ended["handoff"], ended["blocked"]) == (None, True)
            assert (await li.act(where, "take"))[1]["code"] == "blocked"
            assert (await li.call("GET", "/blocks"))[0] == 403
            # From the same address, in a new conversation: the assistant answers, and nobody else.
            assert (await other.hello(language="en"))["blocked"] is True
            await other.say("a person")
            told = await other.message(lambda message: message["author"] == "notice")
            assert told["text"].startswith("Support has stopped serving you in person until")
            (block,) = (await boss.get("/blocks"))["blocks"]
            assert (await li.call("POST", f"/blocks/{block['id']}/lift", {}))[0] == 403
            assert (await boss.call("POST", f"/blocks/{block['id']}/lift", {}))[0] == 204
            assert "blocked" not in await state(visitor, "bot")
            status, refused = await boss.call("POST", f"/blocks/{block['id']}/lift", {})
            assert (status, refused["code"]) == (404, "unknown_block")
            assert (await boss.get(f"/conversations/{where}"))["conversation"]["blocked"] is None
            employed(here.settings, "root", "admin")
            async with console(here.url, "root") as root:
                audit = [entry["action"] for entry in (await root.get("/audit"))["entries"]]
                assert {"block", "unblock"} <= set(audit)


async def test_an_agent_blocks_nobody_in_a_colleague_s_conversation_and_a_manager_does(
    desk: RunningDesk,
) -> None:
    employed(desk.settings, "boss", "manager")
    employed(desk.settings, "xu")
    async with (
        at_work(desk) as li,
        console(desk.url, "xu") as xu,
        console(desk.url, "boss") as boss,
        visiting(desk.url) as visitor,
    ):
        await queueing(visitor)
        where = visitor.conversation["id"]
        await li.act(where, "take")
        await li.act(where, "assign", {"agent": (await xu.get("/session"))["agent"]["id"]})
        threats = {"reason": "threats", "hours": 1}
        status, refused = await li.act(where, "block", threats)
        assert (status, refused["code"]) == (409, "not_yours")
        assert (await boss.act(where, "block", threats))[0] == 200
