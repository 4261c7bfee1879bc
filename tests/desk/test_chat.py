"""The chat over WebSockets: real sockets, a real database, a scripted bot."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest

from beian.base.settings import Settings
from beian.desk.conversations import answering
from beian.desk.site_tokens import SiteTokens
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot, running_bot
from tests.desk.visitor import PATIENCE, asyncio_timeout, greeted, new_id, visiting


async def test_a_visitor_is_greeted_asks_and_is_answered(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        welcome = await visitor.hello(language="en")
        assert (welcome["created"], welcome["signed_in"]) == (True, False)
        assert len(welcome["conversation"]["key"]) >= 32
        assert welcome["limits"]["text_length"] == 200
        greeting = await visitor.message(lambda _: True)
        assert (greeting["seq"], greeting["text"]) == (1, "nobody: /greet")
        ack = await visitor.say("怎么注销？")
        assert ack["seq"] == 2
        answer = await visitor.answer(2)
        assert (answer["seq"], answer["author"]) == (3, "assistant")
        kinds = [frame["type"] for frame in visitor.seen]
        assert kinds.index("typing") < len(kinds) - 1


async def test_an_answer_that_signing_in_would_better_says_so(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    bot.helped_by_sign_in = True
    async with visiting(desk.url) as visitor:
        await visitor.hello(language="en")
        ack = await visitor.say("How long?")
        card = (await visitor.answer(ack["seq"]))["card"]
        conversation = visitor.conversation
    assert card == {
        "kind": "sign_in",
        "title": "Sign in for an answer from your own filing",
        "lines": [],
        "actions": [{"title": "Sign in", "does": "sign_in"}],
    }
    async with visiting(desk.url) as visitor:
        welcome = await visitor.hello(conversation=conversation)
        assert welcome["messages"][-1]["card"] == card


async def test_the_offer_to_sign_in_is_in_the_characters_of_the_answer(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    bot.helped_by_sign_in, bot.script = True, "hant"
    async with visiting(desk.url) as visitor:
        await visitor.hello(language="zh")
        card = (await visitor.answer((await visitor.say("要多久？"))["seq"]))["card"]
    assert "登入" in card["title"]


async def test_a_message_is_stored_before_it_is_acknowledged_and_once(desk: RunningDesk) -> None:
    message_id = new_id()
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        first = await visitor.say("hello", message_id)
        again = await visitor.say("hello", message_id)
        assert (first["seq"], first["at"]) == (again["seq"], again["at"])
        await visitor.answer(first["seq"])
        conversation = visitor.conversation
    async with visiting(desk.url) as visitor:
        welcome = await visitor.hello(conversation=conversation)
        authors = [message["author"] for message in welcome["messages"]]
        assert authors == ["assistant", "visitor", "assistant"]
        assert [message["seq"] for message in welcome["messages"]] == [1, 2, 3]
        assert "key" not in welcome["conversation"]


async def test_messages_sent_at_once_are_answered_in_their_order(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        for number in range(8):
            await visitor.send({"type": "send", "id": new_id(), "text": f"message {number}"})
        last = await visitor.message(lambda m: m["text"] == "nobody: message 7")
        seqs = [f["message"]["seq"] for f in visitor.seen if f["type"] == "message"]
        assert seqs == list(range(1, last["seq"] + 1))
    assert bot.texts == [f"message {number}" for number in range(8)]


async def test_a_second_tab_sees_everything_and_a_reload_continues(desk: RunningDesk) -> None:
    async with AsyncExitStack() as tabs:
        one = await greeted(await tabs.enter_async_context(visiting(desk.url)))
        two = await tabs.enter_async_context(visiting(desk.url))
        welcome = await two.hello(conversation=one.conversation, after=1)
        assert welcome["messages"] == []
        ack = await one.say("from the first")
        seen = await two.message(lambda m: m["author"] == "visitor")
        assert seen["id"] == ack["id"]
        await two.answer(ack["seq"])
        await two.send({"type": "rate", "score": 4})
        assert (await one.of_type("rated"))["score"] == 4


async def test_what_was_missed_comes_with_the_next_hello(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        for number in range(5):
            ack = await visitor.say(f"message {number}")
        await visitor.answer(ack["seq"])
        conversation = visitor.conversation
    async with visiting(desk.url) as visitor:
        welcome = await visitor.hello(conversation=conversation, after=9)
        assert [message["seq"] for message in welcome["messages"]] == [10, 11]
        assert not welcome["earlier"]
        await visitor.send({"type": "history", "before": 4})
        history = await visitor.of_type("history")
        assert [message["seq"] for message in history["messages"]] == [1, 2, 3]


async def test_only_offered_buttons_reach_the_bot_as_such(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        for payload in ("/faq_cancellation_time", '/inform{"account":"lin"}'):
            await visitor.send({"type": "send", "id": new_id(), "payload": payload})
            ack = await visitor.of_type("ack")
            await visitor.answer(ack["seq"])
        await visitor.answer((await visitor.say("/faq_cancellation_time"))["seq"])
    pressed, injected, typed = bot.asked[1:]
    assert pressed["payload"] == "/faq_cancellation_time"
    assert injected["text"] == '/inform{"account":"lin"}'
    assert typed["text"] == "/faq_cancellation_time"


async def test_who_signs_in_keeps_the_conversation_and_another_account_never_gets_it(
    desk: RunningDesk, tokens: SiteTokens
) -> None:
    lin, wright = (tokens.sign(account, timedelta(hours=1)) for account in ("lin", "wright"))
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        await visitor.answer((await visitor.say("before"))["seq"])
        await visitor.send({"type": "token", "token": lin})
        welcome = await visitor.of_type("welcome")
        assert (welcome["signed_in"], welcome["messages"]) == (True, [])
        answer = await visitor.answer((await visitor.say("after"))["seq"])
        assert answer["text"] == "lin: after"
        await visitor.send({"type": "token", "token": wright})
        assert (await visitor.of_type("error"))["code"] == "another_account"
        conversation = visitor.conversation
    for token, code in [(None, "token_expired"), (wright, "another_account")]:
        async with visiting(desk.url) as visitor:
            hello = {"conversation": conversation, **({"token": token} if token else {})}
            assert (await visitor.hello(**hello))["code"] == code
            assert [frame["type"] for frame in visitor.seen] == ["error"]
    async with visiting(desk.url) as visitor:
        assert len((await visitor.hello(conversation=conversation, token=lin))["messages"]) == 5


async def test_a_tab_that_did_not_sign_in_is_locked_out(
    desk: RunningDesk, tokens: SiteTokens
) -> None:
    async with AsyncExitStack() as tabs:
        one = await greeted(await tabs.enter_async_context(visiting(desk.url)))
        two = await tabs.enter_async_context(visiting(desk.url))
        await two.hello(conversation=one.conversation)
        await one.send({"type": "token", "token": tokens.sign("lin", timedelta(hours=1))})
        await two.of_type("token_needed")
        await one.of_type("welcome")
        await one.answer((await one.say("my papers"))["seq"])
        assert await two.silence() == []
        assert (await two.say("who am I"))["code"] == "token_expired"


async def test_a_token_that_expires_is_asked_for_again(
    settings: Settings, bot: ScriptedBot, tokens: SiteTokens
) -> None:
    config = settings.desk_config.read_text(encoding="utf-8")
    settings.desk_config.write_text(config + "token:\n  leeway_seconds: 0\n", encoding="utf-8")
    with running_desk(settings, bot.url) as desk:
        async with visiting(desk.url) as visitor:
            short = tokens.sign("lin", timedelta(seconds=2))
            await greeted(visitor, token=short)
            await visitor.of_type("token_needed")
            refused = await visitor.say("are you there?", "message-1")
            assert (refused["code"], refused["id"]) == ("token_expired", "message-1")
            assert (await visitor.hello(token=short))["code"] == "token_expired"
        async with visiting(desk.url) as visitor:
            await greeted(visitor, token=tokens.sign("lin", timedelta(seconds=2)))
            async with visiting(desk.url) as other:
                token = tokens.sign("lin", timedelta(hours=1))
                await other.hello(token=token, conversation=visitor.conversation)
                await visitor.of_type("token_needed")
                await other.answer((await other.say("meanwhile"))["seq"])
            assert await visitor.silence() == []
            await visitor.send({"type": "token", "token": token})
            assert (await visitor.of_type("welcome"))["messages"] == []
            missed = [await visitor.message(lambda _: True) for _ in range(2)]
            assert [message["text"] for message in missed] == ["meanwhile", "lin: meanwhile"]


async def test_forged_tokens_are_refused(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        assert (await visitor.hello(token="a.b.c"))["code"] == "token_invalid"
        assert (await visitor.hello())["type"] == "welcome"


async def test_a_slow_bot_is_told_of_and_still_answers(desk: RunningDesk, bot: ScriptedBot) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor, language="en")
        bot.delay = 1.5
        ack = await visitor.say("slow")
        notice = await visitor.message(lambda m: m["author"] == "notice")
        assert "can't answer just now" in notice["text"]
        assert [button["payload"] for button in notice["buttons"]] == ["/request_human"]
        answer = await visitor.message(lambda m: m["author"] == "assistant")
        assert (answer["answers"], answer["text"]) == (ack["seq"], "nobody: slow")
        assert bot.texts == ["slow"]


async def test_messages_wait_for_a_bot_that_is_down(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "_LONGEST_PAUSE", 0.2)
    bot = ScriptedBot(settings.secret())
    with running_bot(bot):
        pass
    with running_desk(settings, bot.url) as desk:
        async with visiting(desk.url) as visitor:
            await visitor.hello(language="zh")
            ack = await visitor.say("在吗")
            notice = await visitor.message(lambda m: m["answers"] == ack["seq"])
            assert "没能及时回复" in notice["text"]
            later = await visitor.say("还在吗")
            with running_bot(bot):
                assert (await visitor.answer(ack["seq"]))["text"] == "nobody: 在吗"
                assert (await visitor.answer(later["seq"]))["text"] == "nobody: 还在吗"
            assert bot.texts == ["在吗", "还在吗"]


async def test_who_comes_while_the_bot_is_away_is_told_at_once_and_greeted_later(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once; and not at all who has written by then, or asked for a person."""
    monkeypatch.setattr(answering, "SWEEP_SECONDS", 0.1)
    monkeypatch.setattr(answering, "_LONGEST_PAUSE", 0.2)
    bot = ScriptedBot(settings.secret())
    with running_bot(bot):
        pass
    with running_desk(settings, bot.url) as desk:
        async with (
            visiting(desk.url) as reader,
            visiting(desk.url) as writer,
            visiting(desk.url) as asking,
        ):
            for visitor in (reader, writer, asking):
                await visitor.hello(language="en")
                excuse = await visitor.message(lambda m: m["author"] == "notice")
                assert "away for the moment" in excuse["text"]
                assert [button["payload"] for button in excuse["buttons"]] == ["/request_human"]
            ack = await writer.say("how long?")
            pressed = new_id()
            await asking.send({"type": "send", "id": pressed, "payload": "/request_human"})
            await asking.message(lambda m: "connect" in m["text"].lower())
            with running_bot(bot):
                greeting = await reader.message(lambda m: m["author"] == "assistant")
                assert greeting["text"] == "nobody: /greet"
                assert greeting["answers"] is None
                assert (await writer.answer(ack["seq"]))["text"] == "nobody: how long?"
                for visitor in (reader, writer, asking):
                    later = await visitor.silence(0.5)
                    assert not [frame for frame in later if frame["type"] == "message"]
            greeted_later = [body["conversation"] for body in bot.asked if "payload" in body]
            assert greeted_later == [reader.conversation["id"]]


async def test_a_greeting_that_is_owed_outlives_the_desk(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has written meanwhile is answered, and not greeted."""
    monkeypatch.setattr(answering, "SWEEP_SECONDS", 0.1)
    bot = ScriptedBot(settings.secret())
    with running_bot(bot):
        pass
    with running_desk(settings, bot.url) as desk:
        async with visiting(desk.url) as reader, visiting(desk.url) as writer:
            for visitor in (reader, writer):
                await visitor.hello(language="en")
                excuse = await visitor.message(lambda m: m["author"] == "notice")
                assert "away for the moment" in excuse["text"]
            await writer.say("how long?")
    with running_bot(bot), running_desk(settings, bot.url) as desk:
        texts = {}
        for known in (reader, writer):
            async with visiting(desk.url) as visitor:
                welcome = await visitor.hello(conversation=known.conversation)
                said = [m for m in welcome["messages"] if m["author"] == "assistant"]
                if not said:
                    said = [await visitor.message(lambda m: m["author"] == "assistant")]
                later = await visitor.silence(0.5)
                assert not [frame for frame in later if frame["type"] == "message"]
                texts[known] = [m["text"] for m in said]
        assert texts == {reader: ["nobody: /greet"], writer: ["nobody: how long?"]}


async def test_a_message_that_the_bot_refuses_is_owned_up_to(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor, language="en")
        bot.status = 400
        answer = await visitor.answer((await visitor.say("odd"))["seq"])
        assert "could not be handled" in answer["text"]
        bot.status = 200
        answer = await visitor.answer((await visitor.say("fine"))["seq"])
        assert answer["text"] == "nobody: fine"


async def test_limits_have_errors_of_their_own(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        assert (await visitor.say("长" * 201))["code"] == "too_long"
        assert (await visitor.say("  \n"))["code"] == "blank"
        await visitor.socket.send_str("{")
        assert (await visitor.of_type("error"))["code"] == "bad_frame"
        await visitor.socket.send_bytes(b"\x00\x01")
        assert (await visitor.of_type("error"))["code"] == "bad_frame"
        await visitor.socket.send_str(" " * 4001)
        assert (await visitor.of_type("error"))["code"] == "too_large"
        await visitor.send({"type": "ping"})
        await visitor.of_type("pong")
        for number in range(12):
            assert (await visitor.say(f"message {number}"))["type"] == "ack"
        refused = await visitor.say("one too many", "message-13")
        assert (refused["code"], refused["id"]) == ("too_fast", "message-13")
        assert 0 < refused["retry_after"] <= 60


async def test_another_frame_before_hello_is_refused(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        assert (await visitor.say("hi"))["code"] == "hello_first"
        wrong = {"id": "conversation", "key": "k" * 43}
        assert (await visitor.hello(conversation=wrong))["code"] == "unknown_conversation"


async def test_connections_of_an_address_are_limited(desk: RunningDesk) -> None:
    async with AsyncExitStack() as open_ones:
        for _ in range(6):
            visitor = await open_ones.enter_async_context(visiting(desk.url))
            await visitor.hello()
        async with visiting(desk.url) as visitor:
            assert (await visitor.of_type("error"))["code"] == "too_many_connections"
            await visitor.socket.receive()
            assert visitor.socket.close_code == 4429
    async with asyncio_timeout(PATIENCE):
        while await is_refused(desk.url):  # the desk notices a moment later that they were closed
            await asyncio.sleep(0.01)


async def is_refused(url: str) -> bool:
    """Whether a new connection gets an error in place of a conversation."""
    async with visiting(url) as visitor:
        return bool((await visitor.hello())["type"] == "error")


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://agency.example", None),
        ("https://evil.example", 403),
        ("https://agency.example.evil.example", 403),
        ("null", 403),
    ],
)
async def test_only_listed_pages_connect(
    desk: RunningDesk, origin: str, status: int | None
) -> None:
    if status is None:
        async with visiting(desk.url, Origin=origin) as visitor:
            assert (await visitor.hello())["type"] == "welcome"
        return
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with visiting(desk.url, Origin=origin):
            pass
    assert refused.value.status == status


async def test_the_desks_own_pages_connect(desk: RunningDesk) -> None:
    async with visiting(desk.url, Origin=desk.url) as visitor:
        assert (await visitor.hello())["type"] == "welcome"


async def test_a_new_conversation_ends_the_old_one_everywhere(
    desk: RunningDesk, tokens: SiteTokens
) -> None:
    async with AsyncExitStack() as tabs:
        one = await tabs.enter_async_context(visiting(desk.url))
        await greeted(one, token=tokens.sign("lin", timedelta(hours=1)), language="en")
        two = await tabs.enter_async_context(visiting(desk.url))
        token = tokens.sign("lin", timedelta(hours=1))
        await two.hello(token=token, conversation=one.conversation)
        old = one.conversation
        await one.send({"type": "new"})
        welcome = await one.of_type("welcome")
        assert welcome["conversation"]["id"] != old["id"]
        assert (welcome["signed_in"], welcome["language"]) == (True, "en")
        greeting = await one.message(lambda _: True)
        assert (greeting["seq"], greeting["text"]) == (1, "lin: /greet")
        assert (await two.of_type("error"))["code"] == "closed"
        assert (await two.say("still here?"))["code"] == "closed"
        assert (await two.hello(token=token, conversation=old))["state"] == "closed"


async def test_feedback_and_language_reach_the_store(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor, language="zh")
        answer = await visitor.answer((await visitor.say("hello"))["seq"])
        given = {"type": "feedback", "message": answer["id"], "value": "down"}
        await visitor.send({**given, "reason": "incomplete", "comment": "which form?"})
        assert (await visitor.of_type("feedback"))["value"] == "down"
        await visitor.send({**given, "message": "message-0"})
        assert (await visitor.of_type("error"))["code"] == "unknown_message"
        await visitor.send({"type": "language", "language": "en"})
        await visitor.send({"type": "rate", "score": 5, "comment": "thanks"})
        await visitor.of_type("rated")
        welcome = await visitor.hello(conversation=visitor.conversation)
        assert (welcome["language"], welcome["rating"]) == ("en", 5)
        assert welcome["messages"][-1]["feedback"] == "down"
