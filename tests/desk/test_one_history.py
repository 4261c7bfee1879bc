"""One account, one history: the devices of an account, over real sockets, in each database."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from beian.desk.conversations.account_keys import AccountKeys
from beian.desk.site_tokens import SiteTokens
from tests.desk.running import RunningDesk
from tests.desk.visitor import Frame, Visitor, greeted, visiting


@pytest.fixture
def lin(tokens: SiteTokens) -> str:
    return tokens.sign("lin", timedelta(hours=1))


@pytest.fixture
def wright(tokens: SiteTokens) -> str:
    return tokens.sign("wright", timedelta(hours=1))


def texts(welcome: Frame) -> list[str]:
    return [message["text"] for message in welcome["messages"]]


async def asked(visitor: Visitor, text: str) -> int:
    """Say something and wait for the answer; return its seq."""
    answer = await visitor.answer((await visitor.say(text))["seq"])
    return int(answer["seq"])


async def listed(visitor: Visitor) -> list[Frame]:
    await visitor.send({"type": "conversations"})
    found: list[Frame] = (await visitor.of_type("conversations"))["conversations"]
    return found


async def test_a_second_device_continues_and_both_get_every_message(
    desk: RunningDesk, lin: str
) -> None:
    async with AsyncExitStack() as devices:
        laptop = await greeted(await devices.enter_async_context(visiting(desk.url)), token=lin)
        await asked(laptop, "on the laptop")
        phone = await devices.enter_async_context(visiting(desk.url))
        welcome = await phone.hello(token=lin, resume=True)
        assert not welcome["created"]
        assert welcome["conversation"]["id"] == laptop.conversation["id"]
        assert "on the laptop" in texts(welcome)
        from_phone = await phone.say("on the phone")
        shown = await laptop.message(lambda m: m["author"] == "visitor")
        assert shown["id"] == from_phone["id"]
        from_laptop = await laptop.say("back on the laptop")
        shown = await phone.message(lambda m: m["id"] == from_laptop["id"])
        assert shown["seq"] == from_laptop["seq"]
        # With the key that it was given, it comes back as any client does.
        again = await devices.enter_async_context(visiting(desk.url))
        welcome = await again.hello(conversation=phone.conversation, token=lin)
        assert "on the phone" in texts(welcome)


async def test_a_client_that_does_not_ask_for_it_begins_anew_as_before(
    desk: RunningDesk, lin: str
) -> None:
    async with visiting(desk.url) as first, visiting(desk.url) as second:
        await asked(await greeted(first, token=lin), "hello")
        welcome = await second.hello(token=lin)
        assert welcome["created"]
        assert welcome["conversation"]["id"] != first.conversation["id"]


async def test_nobody_else_finds_or_opens_them(desk: RunningDesk, lin: str, wright: str) -> None:
    async with AsyncExitStack() as devices:
        mine = await greeted(await devices.enter_async_context(visiting(desk.url)), token=lin)
        await asked(mine, "my secret")
        phone = await devices.enter_async_context(visiting(desk.url))
        await phone.hello(token=lin, resume=True)
        of_device = phone.conversation
        # Signed out, as on a computer that is shared, and signed in as somebody else.
        other = await devices.enter_async_context(visiting(desk.url))
        refused = await other.hello(conversation=of_device, resume=True)
        assert refused["code"] == "token_expired"
        refused = await other.hello(conversation=of_device, token=wright, resume=True)
        assert refused["code"] == "another_account"
        for signed_in in ({}, {"token": wright}):
            welcome = await other.hello(resume=True, **signed_in)
            assert (welcome["created"], texts(welcome)) == (True, [])
            assert await listed(other) == []


async def test_a_derived_key_opens_no_anonymous_conversation(desk: RunningDesk, lin: str) -> None:
    keys = AccountKeys(desk.settings.secret())
    async with visiting(desk.url) as anonymous, visiting(desk.url) as other:
        await greeted(anonymous)
        conversation_id = anonymous.conversation["id"]
        derived = {"id": conversation_id, "key": keys.key(conversation_id)}
        for signed_in in ({}, {"token": lin}):
            refused = await other.hello(conversation=derived, **signed_in)
            assert refused["code"] == "unknown_conversation"


async def test_what_was_said_before_signing_in_is_joined_to_the_account(
    desk: RunningDesk, lin: str
) -> None:
    async with AsyncExitStack() as devices:
        laptop = await greeted(await devices.enter_async_context(visiting(desk.url)), token=lin)
        await asked(laptop, "on the laptop")
        phone = await greeted(await devices.enter_async_context(visiting(desk.url)), resume=True)
        await asked(phone, "before signing in")
        await phone.send({"type": "token", "token": lin})
        welcome = await phone.of_type("welcome")
        assert welcome["conversation"]["id"] == phone.conversation["id"]
        newer, older = await listed(laptop)
        assert newer["id"] == phone.conversation["id"]
        assert older["id"] == laptop.conversation["id"]
        back = await phone.hello(conversation={"id": older["id"], "key": older["key"]}, token=lin)
        assert "on the laptop" in texts(back)


@pytest.mark.parametrize("by_token_frame", [True, False])
async def test_a_chat_in_which_nothing_was_said_gives_way_to_the_accounts(
    desk: RunningDesk, lin: str, by_token_frame: bool
) -> None:
    async with visiting(desk.url) as laptop, visiting(desk.url) as phone:
        await asked(await greeted(laptop, token=lin), "on the laptop")
        await greeted(phone, resume=True)
        if by_token_frame:
            await phone.send({"type": "token", "token": lin})
            welcome = await phone.of_type("welcome")
        else:
            welcome = await phone.hello(conversation=phone.conversation, token=lin, resume=True)
        assert welcome["conversation"]["id"] == laptop.conversation["id"]
        assert "key" in welcome["conversation"]
        assert "on the laptop" in texts(welcome)
        ack = await phone.say("on the phone")
        assert (await laptop.message(lambda m: m["id"] == ack["id"]))["text"] == "on the phone"


async def test_a_new_chat_stays_the_new_one_on_every_device(desk: RunningDesk, lin: str) -> None:
    async with AsyncExitStack() as devices:
        laptop = await greeted(await devices.enter_async_context(visiting(desk.url)), token=lin)
        await asked(laptop, "the old one")
        phone = await devices.enter_async_context(visiting(desk.url))
        await phone.hello(token=lin, resume=True)
        await phone.send({"type": "new"})
        begun = await phone.of_type("welcome")
        assert begun["created"]
        assert (await laptop.of_type("error"))["code"] == "closed"
        # Nothing was said in it yet; a reconnection does not lead back all the same.
        again = await devices.enter_async_context(visiting(desk.url))
        welcome = await again.hello(conversation=begun["conversation"], token=lin, resume=True)
        assert welcome["conversation"]["id"] == begun["conversation"]["id"]
        # The other device's wish for a new one leads to the one that is there.
        await laptop.send({"type": "new"})
        welcome = await laptop.of_type("welcome")
        assert welcome["conversation"]["id"] == begun["conversation"]["id"]
        assert not welcome["created"]


async def test_one_with_people_comes_before_a_newer_one(desk: RunningDesk, lin: str) -> None:
    async with AsyncExitStack() as devices:
        waiting = await greeted(await devices.enter_async_context(visiting(desk.url)), token=lin)
        await waiting.say("a person")
        await waiting.message(lambda m: m["author"] == "notice")
        await waiting.send({"type": "send", "id": "connects-me", "payload": "/desk_connect"})
        await waiting.until(lambda f: f["type"] == "state" and f["state"] == "waiting")
        newer = await greeted(await devices.enter_async_context(visiting(desk.url)), token=lin)
        await asked(newer, "newer")
        phone = await devices.enter_async_context(visiting(desk.url))
        welcome = await phone.hello(token=lin, resume=True)
        assert welcome["conversation"]["id"] == waiting.conversation["id"]
        assert (welcome["state"], welcome["handoff"]["position"]) == ("waiting", 1)
        await phone.send({"type": "send", "id": "stays-here", "payload": "/desk_stay"})
        moved = await waiting.until(lambda f: f["type"] == "state" and f["state"] == "bot")
        assert moved["handoff"] is None


async def test_what_was_read_on_one_device_is_read_on_all(desk: RunningDesk, lin: str) -> None:
    async with AsyncExitStack() as devices:
        laptop = await greeted(await devices.enter_async_context(visiting(desk.url)), token=lin)
        first = await asked(laptop, "one")
        await laptop.send({"type": "read", "seq": first})
        await laptop.of_type("read")
        second = await asked(laptop, "two")
        (shown,) = await listed(laptop)
        assert (shown["unread"], shown["files"], shown["ticket"]) == (1, 0, None)
        assert shown["last"] == {"author": "assistant", "text": "lin: two"}
        phone = await devices.enter_async_context(visiting(desk.url))
        assert (await phone.hello(token=lin, resume=True))["read"] == first
        await phone.send({"type": "read", "seq": second})
        assert (await laptop.of_type("read"))["seq"] == second
        await phone.send({"type": "read", "seq": first})  # late: it is no news
        await phone.send({"type": "read", "seq": second + 10})  # of what is not there
        assert (await listed(phone))[0]["unread"] == 0
        assert [f["seq"] for f in phone.seen if f["type"] == "read"] == [second]
