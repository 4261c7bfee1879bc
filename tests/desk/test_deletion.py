"""A visitor deletes the chat: nothing of it is left anywhere, and nothing brings it back. Over real
sockets, in each database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update

from beian.base.clock import utc_now
from beian.base.key_ring import add_key
from beian.base.settings import Settings
from beian.desk.conversations import tickets
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.deliveries import enqueue
from beian.desk.storage.enumerations import DeliveryKind, ReminderState
from beian.desk.storage.erasure_tables import erasures
from beian.desk.storage.handoff_tables import audit, blocks
from beian.desk.storage.records import Ticket
from beian.desk.storage.reminder_tables import reminders
from beian.desk.storage.search_tables import search_terms
from beian.desk.storage.tables import conversations
from tests.desk.agent import Console, at_work, of
from tests.desk.files import samples
from tests.desk.files.uploading import Uploader
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.stored_words import stored_words
from tests.desk.test_checklists import card, tick, upload, with_card
from tests.desk.test_handoff_chat import press, state
from tests.desk.visitor import Frame, Visitor, greeted, new_id, visiting

WORDS = ("pomegranate", "marmalade", "saxophone", "lighthouse", "+86 13800001001", "gondola")


@pytest.fixture
def settings(settings: Settings, database_url: str) -> Settings:
    """With a place for files; in each database."""
    del database_url
    key_file = settings.var / "outside" / "encryption.keys"
    add_key(key_file)
    return replace(settings, given_key_file=key_file, files_url=f"file://{settings.var / 'files'}")


@pytest.fixture
def lin(tokens: SiteTokens) -> str:
    return tokens.sign("lin", timedelta(hours=1))


def database_of(desk: RunningDesk) -> DeskDatabase:
    database: DeskDatabase = desk.app.state.desk.conversations.database
    return database


async def eventually(is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if await asyncio.to_thread(is_so):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it never came to be")


async def deleted(visitor: Visitor) -> Frame:
    """Delete the visitor's conversation; return the welcome to the one after it."""
    await visitor.send({"type": "delete", "conversation": visitor.conversation["id"]})
    welcome = await visitor.of_type("welcome")
    visitor.conversation = welcome["conversation"]
    return welcome


async def queue_up(visitor: Visitor) -> None:
    """Wait for a person."""
    await visitor.say("a person")
    await visitor.message(lambda m: "/desk_connect" in str(m["buttons"]))
    await press(visitor, "/desk_connect")
    await state(visitor, "waiting")


def count(desk: RunningDesk, table: object) -> int:
    with database_of(desk).reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def files_in(desk: RunningDesk) -> list[str]:
    return [p.name for p in (desk.settings.var / "files").rglob("*") if p.is_file()]


async def second_pass(desk: RunningDesk) -> None:
    """The time has come at which nothing under way can have been written since."""
    await eventually(lambda: not _due(desk))
    with database_of(desk).writing() as connection:
        connection.execute(update(erasures).values(next_at=utc_now()))
    desk.loop.call_soon_threadsafe(desk.app.state.desk.deletion.look)
    await eventually(lambda: count(desk, erasures) == 0)


def _due(desk: RunningDesk) -> bool:
    with database_of(desk).reading() as connection:
        query = select(erasures.c.id).where(erasures.c.next_at <= utc_now())
        return connection.execute(query).first() is not None


@dataclass
class Everything:
    """A conversation with all that there can be of one, and what is to be found nowhere after."""

    conversation: str
    traces: set[str]


def add_ticket_mail_and_reminder(desk: RunningDesk, where: str, message: str) -> set[str]:
    with database_of(desk).writing() as connection:
        due = utc_now() + timedelta(days=1)
        ticket: Ticket = tickets.open_ticket(
            connection, where, topic="lighthouse", contact="+86 13800001001", due_at=due
        )
        for key, thread in ((f"{ticket.number}-x", f"mail-{ticket.number}"), (f"{where}:3", "t")):
            payload = {"to": "gondola@example.com", "text": "gondola"}
            enqueue(
                connection,
                kind=DeliveryKind.MAIL,
                key=key,
                thread=thread,
                payload=payload,
                to="g***@example.com",
            )
        row = {
            "account_id": "lin",
            "order_id": "BA1",
            "kind": "deadline",
            "about": "1",
            "state": ReminderState.SENT,
            "planned_at": utc_now(),
            "due_at": utc_now(),
            "attempts": 1,
            "conversation_id": where,
            "message_id": message,
        }
        connection.execute(insert(reminders), row)
    return {ticket.number}


@asynccontextmanager
async def with_everything(
    desk: RunningDesk, bot: ScriptedBot, li: Console, token: str
) -> AsyncIterator[tuple[Visitor, Everything]]:
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, card("website:1"), token=token)
        where = visitor.conversation["id"]
        await tick(visitor, "website:1", "cloud_account_id")
        spoken = new_id()
        answer = await visitor.answer((await visitor.say("a pomegranate", spoken))["seq"])
        await visitor.send(
            {
                "type": "feedback",
                "message": answer["id"],
                "value": "down",
                "reason": "wrong",
                "comment": "marmalade",
            }
        )
        await visitor.of_type("feedback")
        await visitor.send({"type": "rate", "score": 2, "comment": "saxophone"})
        await visitor.of_type("rated")
        await visitor.send({"type": "page", "address": "https://shop.example/gondola"})
        picked = {"checklist": "website:1", "paper": "handheld_photo"}
        sent = await upload(desk, visitor, "lighthouse.jpg", token, **picked)
        await queue_up(visitor)
        assert (await li.act(where, "take"))[0] == 200
        await state(visitor, "with_agent")
        assert (await li.say(where, "marmalade for you"))[0] == 200
        assert (await li.act(where, "notes", {"text": "saxophone"}))[0] == 200
        assert (await li.call("PUT", f"/conversations/{where}/tags", {"tags": ["gondola"]}))[
            0
        ] == 200
        more = add_ticket_mail_and_reminder(desk, where, answer["id"])
        await eventually(lambda: count(desk, search_terms) > 0)
        files = {each["id"] for each in sent["attachments"]}
        said = {where, spoken, answer["id"], sent["id"], *files, *more, *WORDS}
        assert len(files_in(desk)) == 2  # the photo, and it small
        kept = stored_words(database_of(desk).engine, said)
        assert set(WORDS) <= set.union(*kept.values())
        yield visitor, Everything(where, said)


async def test_nothing_is_left_of_it(desk: RunningDesk, bot: ScriptedBot, lin: str) -> None:
    async with (
        at_work(desk, "li") as li,
        li.listening() as events,
        with_everything(desk, bot, li, lin) as (visitor, everything),
    ):
        welcome = await deleted(visitor)
        assert (welcome["created"], welcome["messages"]) == (True, [])
        assert welcome["conversation"]["id"] != everything.conversation
        gone = await events.until(of("deleted"))
        assert gone["conversation"] == everything.conversation
        await second_pass(desk)
        engine = database_of(desk).engine
        assert stored_words(engine, everything.traces) == {}
        assert bot.forgotten == [everything.conversation] * 2
        assert files_in(desk) == []
        with database_of(desk).reading() as connection:
            rows = connection.execute(select(audit).order_by(audit.c.id.desc())).all()
            assert (rows[0].action, rows[0].agent_id, rows[0].detail) == (
                "visitor_deleted",
                None,
                None,
            )
            # That it was sent is known, so that it is not sent again.
            assert connection.execute(select(reminders.c.state)).scalar_one() == "sent"
        path = f"/conversations/{everything.conversation}"
        assert (await li.call("GET", path))[0] == 404
        assert (await li.say(everything.conversation, "still there?"))[0] == 404
        await visitor.send({"type": "conversations"})
        assert (await visitor.of_type("conversations"))["conversations"] == []


async def test_the_agent_is_told_that_it_has_ended_and_others_move_up(
    desk: RunningDesk, lin: str
) -> None:
    async with AsyncExitStack() as there:
        li = await there.enter_async_context(at_work(desk, "li"))
        events = await there.enter_async_context(li.listening())
        first = await greeted(await there.enter_async_context(visiting(desk.url)), token=lin)
        second = await greeted(await there.enter_async_context(visiting(desk.url)))
        for each in (first, second):
            await queue_up(each)
        where = first.conversation["id"]
        await events.until(
            lambda event: (
                event["type"] == "conversation"
                and event["conversation"]["id"] == where
                and event["conversation"]["state"] == "waiting"
            )
        )
        await deleted(first)
        await events.until(of("deleted"))
        moved = await second.until(lambda f: f["type"] == "state" and f["handoff"]["position"] == 1)
        assert moved["state"] == "waiting"
        assert (await li.get("/conversations?view=queue"))["counts"]["queue"] == 1


async def test_other_devices_come_to_the_new_conversation(desk: RunningDesk, lin: str) -> None:
    async with visiting(desk.url) as laptop, visiting(desk.url) as phone:
        await greeted(laptop, token=lin)
        await laptop.say("on the laptop")
        await phone.hello(token=lin, resume=True)
        new = await deleted(laptop)
        told = await phone.of_type("error")
        assert told["code"] == "unknown_conversation"
        welcome = await phone.hello(token=lin, resume=True)
        assert welcome["conversation"]["id"] == new["conversation"]["id"]
        assert "on the laptop" not in [message["text"] for message in welcome["messages"]]


async def test_a_device_that_heard_nothing_finds_it_gone(desk: RunningDesk, lin: str) -> None:
    async with visiting(desk.url) as laptop, visiting(desk.url) as phone:
        await greeted(laptop, token=lin)
        old = laptop.conversation
        await phone.hello(token=lin, conversation=old)
        await deleted(laptop)
        for frame in (
            {"type": "send", "id": new_id(), "text": "late"},
            {"type": "rate", "score": 1, "comment": "late"},
            {"type": "token", "token": lin},
        ):
            await phone.send(frame)
        async with visiting(desk.url) as again:
            refused = await again.hello(token=lin, conversation=old)
        assert refused["code"] == "unknown_conversation"
        assert stored_words(database_of(desk).engine, ["late"]) == {}


async def test_another_conversation_than_the_open_one_is_not_deleted(
    desk: RunningDesk, lin: str
) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor, token=lin)
        await visitor.send({"type": "delete", "conversation": "another-one"})
        assert (await visitor.of_type("error"))["code"] == "bad_frame"
        assert count(desk, conversations) == 1


async def test_an_answer_under_way_is_dropped(desk: RunningDesk, bot: ScriptedBot) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        bot.delay = 1.0
        await visitor.say("pomegranate")
        await eventually(lambda: "pomegranate" in bot.texts)
        await deleted(visitor)
        bot.delay = 0.0
        answer = await visitor.answer((await visitor.say("is it gone?"))["seq"])
        assert answer["text"] == "nobody: is it gone?"
        await asyncio.sleep(1.5)  # the late answer comes, and finds nothing to belong to
        assert stored_words(database_of(desk).engine, ["pomegranate"]) == {}


async def test_an_upload_under_way_ends(desk: RunningDesk) -> None:
    content = samples.photo(640, 480)
    half = len(content) // 2
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        uploader = Uploader.of(desk.url, visitor)
        begun = await uploader.begin(len(content), "pomegranate.jpg")
        assert (await uploader.part(begun.body["id"], 0, content[:half])).status == 200
        await deleted(visitor)
        late = await uploader.part(begun.body["id"], half, content[half:])
        assert (late.status, late.body["code"]) == (404, "unknown_conversation")
        await second_pass(desk)
        assert files_in(desk) == []
        assert stored_words(database_of(desk).engine, ["pomegranate", begun.body["id"]]) == {}


async def test_a_bot_that_is_down_forgets_later(desk: RunningDesk, bot: ScriptedBot) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        where = visitor.conversation["id"]
        bot.status = 500
        await deleted(visitor)
        await eventually(lambda: count(desk, erasures) == 1 and not _due(desk))
        assert bot.forgotten == []
        bot.status = 200
        with database_of(desk).writing() as connection:
            connection.execute(update(erasures).values(next_at=utc_now()))
        desk.loop.call_soon_threadsafe(desk.app.state.desk.deletion.look)
        await second_pass(desk)
        assert bot.forgotten == [where] * 2


async def test_who_is_blocked_stays_so(desk: RunningDesk, lin: str) -> None:
    async with at_work(desk, "li") as li, visiting(desk.url) as visitor:
        await greeted(visitor, token=lin)
        where = visitor.conversation["id"]
        await queue_up(visitor)
        assert (await li.act(where, "take"))[0] == 200
        assert (await li.act(where, "block", {"reason": "insults us"}))[0] == 200
        await deleted(visitor)
        with database_of(desk).reading() as connection:
            (block,) = connection.execute(select(blocks)).all()
        assert (block.account_id, block.conversation_id) == ("lin", None)
        new = visitor.conversation["id"]
        assert (await li.act(new, "take"))[1]["code"] in ("blocked", "unknown_conversation")
