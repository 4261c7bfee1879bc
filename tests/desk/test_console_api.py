"""The agents' API over real HTTP: who may, who gets a conversation, what is shown."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from beian.base.clock import utc_now
from beian.base.settings import Settings
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.tables import messages
from beian.filing.filing_store import FilingStore
from beian.filing.importing.sample import load_sample
from tests.desk.agent import PASSWORD, PATIENCE, at_work, console, conversation_is, employed, of
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.test_handoff_chat import press, queueing, state
from tests.desk.visitor import asyncio_timeout, greeted, visiting


async def test_an_agent_signs_in_and_out(desk: RunningDesk) -> None:
    employed(desk.settings, "li")
    async with console(desk.url) as agent:
        assert (await agent.call("GET", "/session"))[1]["code"] == "signed_out"
        assert (await agent.sign_in("li", "not the password"))[1]["code"] == "wrong_credentials"
        assert (await agent.sign_in("nobody"))[1]["code"] == "wrong_credentials"
        status, body = await agent.sign_in(" LI ")
        assert (status, body["agent"]["display_name"]) == (200, "Li")
        assert (await agent.get("/session"))["csrf"] == agent.csrf
        assert (await agent.call("DELETE", "/session"))[0] == 204
        assert (await agent.call("GET", "/session"))[0] == 401


async def test_wrong_passwords_lock_a_name_for_a_while(desk: RunningDesk) -> None:
    employed(desk.settings, "li")
    async with console(desk.url) as agent:
        for _ in range(5):
            assert (await agent.sign_in("li", "not the password"))[0] == 401
        status, body = await agent.sign_in("li", PASSWORD)
        assert (status, body["code"]) == (429, "too_many_attempts")
        assert 0 < body["retry_after"] <= 30


async def test_the_cookie_is_for_the_console_alone(desk: RunningDesk) -> None:
    employed(desk.settings, "li")
    async with console(desk.url) as agent:
        headers = {"Host": "desk.example.cn"}
        body = {"name": "li", "password": PASSWORD}
        async with agent._session.post(
            f"{agent.url}/session", json=body, headers=headers
        ) as response:
            cookie = response.headers["Set-Cookie"]
        for part in ("HttpOnly", "Path=/console", "SameSite=strict", "Secure"):
            assert part in cookie


async def test_nothing_is_done_without_session_token_and_role(desk: RunningDesk) -> None:
    async with console(desk.url) as stranger, at_work(desk) as agent:
        for method, path in (("GET", "/conversations"), ("POST", "/canned"), ("GET", "/audit")):
            assert (await stranger.call(method, path))[1]["code"] == "signed_out"
        assert (await agent.call("GET", "/audit"))[1]["code"] == "not_allowed"
        agent.csrf = "made up"
        assert (await agent.act("c", "take"))[1]["code"] == "csrf"


async def test_one_of_two_agents_gets_a_conversation_and_the_other_is_told(
    desk: RunningDesk,
) -> None:
    async with (
        visiting(desk.url) as visitor,
        at_work(desk) as li,
        at_work(desk, "wang") as wang,
    ):
        await queueing(visitor)
        where = visitor.conversation["id"]
        listed = await li.get("/conversations?view=queue")
        assert [conversation["id"] for conversation in listed["conversations"]] == [where]
        assert listed["counts"] == {"queue": 1, "mine": 0, "tickets": 0}
        answers = await asyncio.gather(li.act(where, "take"), wang.act(where, "take"))
        assert sorted(status for status, _ in answers) == [200, 409]
        taken = next(body for status, body in answers if status == 409)
        assert taken["code"] == "taken"
        assert taken["agent"]["display_name"] in {"Li", "Wang"}


async def test_a_whole_hand_off_by_the_api(desk: RunningDesk, bot: ScriptedBot) -> None:
    async with (
        visiting(desk.url) as visitor,
        at_work(desk) as li,
        li.listening() as events,
    ):
        await queueing(visitor)
        where = visitor.conversation["id"]
        event = await events.until(of("conversation"))
        assert (event["conversation"]["id"], event["conversation"]["state"]) == (
            where,
            "waiting",
        )
        await li.act(where, "take")
        await events.until(conversation_is("with_agent"))
        await state(visitor, "with_agent")
        await visitor.send({"type": "typing", "on": True})
        await events.until(lambda e: e["type"] == "typing" and e["on"])
        await visitor.say("It is stuck.")
        heard = await events.until(of("message"))
        assert heard["message"]["text"] == "It is stuck."
        await li.act(where, "typing", {"on": True})
        await visitor.of_type("typing")
        assert (await li.say(where, "I am looking."))[0] == 200
        await visitor.message(lambda message: message["name"] == "Li")
        status, note = await li.act(where, "notes", {"text": "Call back."})
        assert (status, note["agent"]["display_name"]) == (200, "Li")
        await events.until(of("note"))
        suggested = await li.get(f"/conversations/{where}/suggestion")
        assert suggested["replies"][0]["text"] == "nobody: It is stuck."
        shown = await li.get(f"/conversations/{where}")
        assert [message["text"] for message in shown["messages"]][-1] == "I am looking."
        assert [step["to"] for step in shown["transitions"]] == ["waiting", "with_agent"]
        assert shown["notes"] == [note]
        assert (await li.act(where, "return"))[1]["state"] == "bot"
        await state(visitor, "bot")
        ack = await visitor.say("Thanks")
        await visitor.answer(ack["seq"])
    assert bot.texts.count("It is stuck.") == 1


async def test_transcripts_are_searched_and_tags_kept(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor, at_work(desk, "li", "manager") as li:
        await greeted(visitor)
        ack = await visitor.say("我的备案 100% 注销了吗")
        await visitor.answer(ack["seq"])
        where = visitor.conversation["id"]

        async def found(query: str) -> int:
            return len((await li.get(f"/conversations?{query}"))["conversations"])

        async with asyncio_timeout(PATIENCE):  # until it is indexed
            while not await found("q=100%25"):
                await asyncio.sleep(0.05)
        assert await found("q=注销了") == 1
        assert await found("q=nobody") == 0
        path = f"/conversations/{where}/tags"
        assert (await li.call("PUT", path, {"tags": ["急", "a", "a"]}))[1] == {"tags": ["a", "急"]}
        assert (await li.get(f"/conversations/{where}"))["conversation"]["tags"] == ["a", "急"]
        assert (await li.get("/tags"))["tags"] == ["a", "急"]
        year = "2000-01-01T00:00:00Z"
        for query, count in (
            ("tag=急&state=bot&language=zh&topic=greet&sort=oldest", 1),
            ("tag=急&state=closed", 0),
            (f"agent={li.me['id']}", 0),
            (f"since={year}", 1),
            (f"until={year}", 0),
        ):
            assert await found(query) == count, query
        for wrong in ("state=x", "sort=x", "since=yesterday", "until=2000-01-01", "tag=%00"):
            status, body = await li.call("GET", f"/conversations?{wrong}")
            assert (status, body["code"]) == (400, "bad_request"), wrong


async def test_the_facts_of_the_topics_asked_about_come_with_their_sources(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor, at_work(desk, "li", "manager") as li:
        await greeted(visitor)
        where = visitor.conversation["id"]
        assert (await li.get(f"/conversations/{where}/context"))["facts"] == []
        bot.intents = {"名额退吗": "faq_instance_quota", "谢谢": "thank"}
        for text in bot.intents:
            ack = await visitor.say(text)
            await visitor.answer(ack["seq"])
        (topic,) = (await li.get(f"/conversations/{where}/context"))["facts"]
        assert topic["intent"] == "faq_instance_quota"
        facts = {fact["id"]: fact for fact in topic["facts"]}
        assert {"quota-tencent", "quota-huawei"} <= set(facts)
        assert facts["quota-huawei"]["provider"] == "huawei"
        assert facts["quota-huawei"]["contradicted_by"] == ["quota-tencent"]
        source = facts["quota-huawei"]["source"]
        assert (source["publisher"], source["date"]) == ("华为云", "2025-12")


async def test_the_account_is_masked_until_it_is_asked_for_which_is_written_down(
    desk: RunningDesk, tokens: SiteTokens, tmp_path: Path
) -> None:
    del tmp_path
    stocked(desk.settings)
    async with visiting(desk.url) as visitor, at_work(desk, "boss", "admin") as boss:
        await visitor.hello(language="en", token=tokens.sign(ACCOUNT, timedelta(minutes=5)))
        await visitor.message(lambda _: True)
        where = visitor.conversation["id"]
        masked = (await boss.get(f"/conversations/{where}/context"))["account"]
        assert masked["masked"]
        assert all("*" in phone for phone in masked["phones"])
        for body in ({}, {"reason": " "}, {"reason": "x" * 201}):
            assert (await boss.act(where, "unmask", body))[1]["code"] == "bad_request"
        reason = {"reason": "核对负责人姓名"}
        whole = (await boss.act(where, "unmask", reason))[1]["account"]
        assert not any("*" in phone for phone in whole["phones"])
        assert len(whole["phones"]) == len(masked["phones"]) > 0
        audit = (await boss.get("/audit"))["entries"]
        assert [entry["action"] for entry in audit] == ["unmask", "sign_in"]
        assert (audit[0]["conversation"], audit[0]["detail"]) == (where, "核对负责人姓名")


async def test_canned_answers_are_there_and_admins_change_them(desk: RunningDesk) -> None:
    async with at_work(desk) as li, at_work(desk, "boss", "admin") as boss:
        first = (await li.get("/canned"))["canned"]
        assert "hello" in [answer["shortcut"] for answer in first]
        fields = {"shortcut": "new", "title": "New", "zh": "新", "en": "New"}
        assert (await li.call("POST", "/canned", fields))[0] == 403
        added = (await boss.call("POST", "/canned", fields))[1]
        assert (await boss.call("POST", "/canned", fields))[1]["code"] == "shortcut_taken"
        changed = await boss.call("PUT", f"/canned/{added['id']}", {**fields, "en": "Newer"})
        assert changed[1]["en"] == "Newer"
        assert (await boss.call("DELETE", f"/canned/{added['id']}"))[0] == 204
        assert (await boss.call("DELETE", f"/canned/{added['id']}"))[0] == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("messages", {"id": "m", "text": "x"}),
        ("messages", {"id": "message-1", "text": " "}),
        ("messages", {"id": "message-1"}),
        ("notes", {"text": 5}),
        ("assign", {"agent": "nobody"}),
        ("take", {"more": 1}),
    ],
)
async def test_what_is_asked_wrongly_is_refused_with_a_sentence(
    desk: RunningDesk, path: str, body: dict[str, object]
) -> None:
    async with at_work(desk) as li:
        status, answered = await li.act("nowhere", path, body)
        assert status in {400, 404}
        assert answered["error"].endswith(".")


async def test_what_no_database_takes_is_refused_and_no_error(desk: RunningDesk) -> None:
    fields = {"shortcut": "new", "title": "New", "zh": "新", "en": "New"}
    async with at_work(desk, "boss", "admin") as boss:
        for method, path, body, wanted in (
            ("GET", "/conversations?q=%00", None, 400),
            ("GET", "/conversations/%00", None, 404),
            ("GET", "/conversations/%00/context", None, 404),
            ("POST", "/conversations/%00/take", {}, 404),
            ("POST", "/conversations/%00/assign", {"agent": boss.me["id"]}, 404),
            ("POST", "/conversations/x/assign", {"agent": "\0"}, 400),
            ("POST", "/conversations/x/notes", {"text": "\ud800"}, 400),
            ("POST", "/canned", {**fields, "en": "\0"}, 400),
            ("POST", "/canned", {**fields, "zh": "\ud800"}, 400),
            ("PUT", "/canned/%00", fields, 404),
            ("DELETE", "/canned/%00", None, 404),
            ("POST", "/session", {"name": "\0", "password": PASSWORD}, 400),
            ("POST", "/session", {"name": "\ud800", "password": PASSWORD}, 400),
            ("POST", "/session", {"name": "boss", "password": "\ud800"}, 400),
        ):
            status, answered = await boss.call(method, path, body)
            assert status == wanted, (method, path, body)
            assert answered["error"].endswith(".")
        status, answered = await boss.call("POST", "/session", {"name": "b" * 70_000})
        assert (status, answered["code"]) == (413, "too_large")


async def test_a_suggestion_leaves_nothing_in_the_visitor_s_conversation(
    desk: RunningDesk, bot: ScriptedBot, tokens: SiteTokens
) -> None:
    async with visiting(desk.url) as visitor, at_work(desk, "li", "manager") as li:
        await visitor.hello(language="en", token=tokens.sign(ACCOUNT, timedelta(minutes=5)))
        await visitor.message(lambda _: True)
        where = visitor.conversation["id"]
        path = f"/conversations/{where}/suggestion"
        nothing = {"replies": [], "intent": None, "confidence": None}
        assert await li.get(path) == nothing
        assert (await li.act(where, "take"))[0] == 200
        await state(visitor, "with_agent")
        await visitor.say("How long does it take")
        before = (await li.get(f"/conversations/{where}"))["messages"]
        suggested = await li.get(path)
        assert suggested["replies"][0]["text"] == f"{ACCOUNT}: How long does it take"
        assert (suggested["intent"], suggested["confidence"]) == ("greet", 0.9)
        (asked,) = [body for body in bot.asked if body.get("text") == "How long does it take"]
        assert asked["account"] == ACCOUNT
        assert asked["conversation"] != where
        assert (await li.get(f"/conversations/{where}"))["messages"] == before
        bot.status = 500
        status, body = await li.call("GET", path)
        assert (status, body["code"]) == (503, "bot_unavailable")


async def test_nothing_is_suggested_that_was_just_said_or_that_is_no_answer(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    bot.intents = {"weather": "out_of_scope"}
    async with visiting(desk.url) as visitor, at_work(desk) as li:
        await queueing(visitor)
        where = visitor.conversation["id"]
        await li.act(where, "take")
        path = f"/conversations/{where}/suggestion"
        for text in ("?", "weather"):  # the assistant did not understand, or can't help
            await visitor.say(text)
            assert (await li.get(path))["replies"] == [], text
        await visitor.say("How long does it take")
        (reply,) = (await li.get(path))["replies"]
        await li.say(where, reply["text"])
        assert (await li.get(path))["replies"] == []
        bot.button = {"title": "Talk to a person", "payload": "/request_human"}
        await visitor.say("It is late. A person at support can look into it.")
        (reply,) = (await li.get(path))["replies"]
        assert (reply["text"], reply["buttons"]) == ("nobody: It is late.", [])
        await li.say(where, reply["text"])  # what was said without the offer is not offered again
        assert (await li.get(path))["replies"] == []


async def test_a_message_is_taken_back_within_two_minutes_by_who_wrote_it(
    desk: RunningDesk,
) -> None:
    async with (
        visiting(desk.url) as visitor,
        at_work(desk) as li,
        li.listening() as events,
        at_work(desk, "boss", "manager") as boss,
    ):
        await queueing(visitor)
        where = visitor.conversation["id"]
        await li.act(where, "take")
        said = []
        for text in ("您的身份证号是…", "您好。"):
            said.append((await li.say(where, text))[1]["message"])
            await visitor.message(lambda message, text=text: message["text"] == text)
        wrong = {"message": said[0]["id"]}
        assert (await boss.act(where, "recall", wrong))[1]["code"] == "unknown_message"
        assert (await li.act(where, "recall", {"message": "x"}))[1]["code"] == "unknown_message"
        assert (await li.act("nowhere", "recall", wrong))[1]["code"] == "unknown_conversation"
        for _ in range(2):  # once more does no harm
            status, body = await li.act(where, "recall", wrong)
            assert (status, body["message"]["text"], body["message"]["recalled"]) == (200, "", True)
        assert (await visitor.of_type("recalled"))["seq"] == said[0]["seq"]
        assert (await events.until(of("recalled")))["seq"] == said[0]["seq"]
        shown = (await li.get(f"/conversations/{where}"))["messages"]
        assert [message["seq"] for message in shown if message.get("recalled")] == [said[0]["seq"]]
        assert "身份证" not in str(shown)
        async with visiting(desk.url) as again:
            welcome = await again.hello(conversation=visitor.conversation)
            assert welcome["recalled"] == [said[0]["seq"]]
            assert "身份证" not in str(welcome)
        with desk.app.state.desk.agents._database.writing() as connection:
            connection.execute(update(messages).values(at=utc_now() - timedelta(minutes=3)))
        late = {"message": said[1]["id"]}
        assert (await li.act(where, "recall", late))[1]["code"] == "too_late"


async def test_an_account_s_earlier_conversations_are_read_while_it_is_served_and_audited(
    desk: RunningDesk, tokens: SiteTokens
) -> None:
    token = tokens.sign(ACCOUNT, timedelta(minutes=5))
    async with (
        visiting(desk.url) as before,
        visiting(desk.url) as visitor,
        visiting(desk.url) as stranger,
        at_work(desk) as li,
        at_work(desk, "boss", "admin") as boss,
    ):
        await before.hello(language="en", token=token)
        ack = await before.say("Long ago")
        await before.answer(ack["seq"])
        await greeted(stranger)
        earlier, others = before.conversation["id"], stranger.conversation["id"]
        for where in (earlier, others):
            for path in ("", "/messages", "/context"):
                status, body = await li.call("GET", f"/conversations/{where}{path}")
                assert (status, body["code"]) == (404, "unknown_conversation")
        await visitor.hello(language="en", token=token)
        await visitor.message(lambda _: True)
        await visitor.say("a person")
        await visitor.message(lambda message: message["author"] == "notice")
        await press(visitor, "/desk_connect")
        now = visitor.conversation["id"]
        await state(visitor, "waiting")
        assert (await li.call("GET", f"/conversations/{earlier}"))[0] == 404
        await li.act(now, "take")
        (listed,) = (await li.get(f"/conversations/{now}/context"))["earlier"]
        assert (listed["id"], listed["last_message"]) == (earlier, None)
        shown = await li.get(f"/conversations/{earlier}")
        assert "Long ago" in [message["text"] for message in shown["messages"]]
        await li.get(f"/conversations/{earlier}/messages")
        for what, body in (
            ("take", {}),
            ("close", {}),
            ("notes", {"text": "x"}),
            ("unmask", {"reason": "x"}),
        ):
            assert (await li.act(earlier, what, body))[0] == 404, what
        assert (await li.call("GET", f"/conversations/{others}"))[0] == 404
        audit = (await boss.get("/audit"))["entries"]
        read = [entry for entry in audit if entry["action"] == "read_earlier"]
        assert [entry["conversation"] for entry in read] == [earlier]


async def test_an_agent_takes_no_conversation_of_the_assistant_s(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor, at_work(desk) as li:
        await greeted(visitor)
        where = visitor.conversation["id"]
        for what in ("take", "return", "close"):
            assert (await li.act(where, what))[1]["code"] == "unknown_conversation", what
        assert (await li.get("/conversations?view=all"))["conversations"] == []


async def test_the_context_tells_how_the_visitor_was_understood(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor, at_work(desk, "li", "manager") as li:
        await greeted(visitor)
        seqs = []
        for text in ("How long?", "?"):
            ack = await visitor.say(text)
            await visitor.answer(ack["seq"])
            seqs.append(ack["seq"])
        where = visitor.conversation["id"]
        shown = await li.get(f"/conversations/{where}/context")
        assert [(topic["seq"], topic["intent"]) for topic in shown["topics"]] == [
            (seqs[0], "greet"),
            (seqs[1], "nlu_fallback"),
        ]
        assert [topic["confidence"] for topic in shown["topics"]] == [0.9, 0.9]
        assert set(shown["known"].values()) == {None}
        assert shown["account"] is None
        status, body = await li.act(where, "unmask", {"reason": "?"})
        assert (status, body["code"]) == (404, "anonymous")


async def test_who_has_not_the_conversation_says_nothing_in_it(desk: RunningDesk) -> None:
    async with (
        visiting(desk.url) as visitor,
        at_work(desk) as li,
        at_work(desk, "wang") as wang,
    ):
        await queueing(visitor)
        where = visitor.conversation["id"]
        assert (await li.say(where, "Too early."))[1]["code"] == "not_yours"
        assert (await li.act(where, "take"))[0] == 200
        assert (await wang.say(where, "Not mine."))[1]["code"] == "not_yours"
        for what in ("return", "close"):
            assert (await wang.act(where, what))[1]["code"] == "not_yours"
        assert (await li.act(where, "assign", {"agent": wang.me["id"]}))[0] == 200
        twice = {"id": "message-1", "text": "Hello."}
        said = [await wang.act(where, "messages", twice) for _ in range(2)]
        assert said[0] == said[1]
        assert (await wang.act(where, "close"))[1]["state"] == "closed"
        for what, body in (("take", {}), ("messages", {**twice, "id": "message-2"})):
            assert (await wang.act(where, what, body))[1]["code"] == "closed"
        shown = await li.get(f"/conversations/{where}")
        texts = [message["text"] for message in shown["messages"]]
        assert texts.count("Hello.") == 1
        assert not {"Too early.", "Not mine."} & set(texts)


async def test_a_disabled_agent_is_out_at_once(desk: RunningDesk) -> None:
    async with at_work(desk) as li:
        desk.app.state.desk.agents.disable("li")
        assert (await li.call("GET", "/conversations"))[0] == 401
        assert (await li.sign_in("li"))[0] == 401


async def test_agent_and_visitor_at_different_desks_without_redis(
    settings: Settings, bot: ScriptedBot
) -> None:
    employed(settings, "li")
    with running_desk(settings, bot.url) as here, running_desk(settings, bot.url) as there:
        async with (
            visiting(here.url) as visitor,
            console(there.url, "li") as li,
            li.listening() as events,
        ):
            await queueing(visitor)
            where = visitor.conversation["id"]
            await events.until(
                lambda e: e["type"] == "conversation" and e["conversation"]["id"] == where
            )
            await events.send({"type": "watch", "conversation": where})
            assert (await li.act(where, "take"))[0] == 200
            await state(visitor, "with_agent")
            for text in ("It is stuck.", "Since Monday."):
                await visitor.say(text)
            for text in ("It is stuck.", "Since Monday."):
                heard = await events.until(
                    lambda e: e["type"] == "message" and e["message"]["author"] == "visitor"
                )
                assert heard["message"]["text"] == text
            assert bot.texts.count("It is stuck.") == 0


ACCOUNT = "lin-individual"


def stocked(settings: Settings) -> None:
    """Load the sample filing state."""
    store = FilingStore(settings.database_url)
    try:
        assert load_sample(store)
    finally:
        store.close()
