"""Reminders in a running desk: what a visitor says of them, and what reaches an open chat."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest

from beian.base.clock import utc_now
from beian.base.reminder_kinds import ORDER_CHANGES, OVERDUE, REMINDER_KINDS, SMS_DEADLINE
from beian.desk.reminders import watch
from beian.desk.site_tokens import SiteTokens
from beian.filing.filing_store import FilingStore
from tests.desk.reminders.conftest import on_file, waits_for_sms
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.visitor import greeted, visiting


async def test_what_the_visitor_wants_is_kept_for_their_account_alone(
    desk: RunningDesk, bot: ScriptedBot, tokens: SiteTokens
) -> None:
    bot.reminders = {
        "off": {"kinds": list(REMINDER_KINDS), "on": False},
        "on": {"kinds": [ORDER_CHANGES], "on": True},
    }
    refused = desk.app.state.desk.reminders.refused
    async with visiting(desk.url) as nobody, visiting(desk.url) as somebody:
        await greeted(nobody)
        await nobody.answer((await nobody.say("off"))["seq"])
        await greeted(somebody, token=tokens.sign("a1", timedelta(hours=1)))
        assert await refused("a1") == frozenset()
        await somebody.answer((await somebody.say("off"))["seq"])
        assert await refused("a1") == {SMS_DEADLINE, ORDER_CHANGES, OVERDUE}
        await somebody.answer((await somebody.say("on"))["seq"])
        assert await refused("a1") == {SMS_DEADLINE, OVERDUE}
        assert await refused("a2") == frozenset()
    assert all(body["reminds"] == [SMS_DEADLINE, ORDER_CHANGES] for body in bot.asked)


async def test_the_bot_is_told_which_reminders_the_account_has_switched_off(
    desk: RunningDesk, bot: ScriptedBot, tokens: SiteTokens
) -> None:
    bot.reminders = {"no deadlines": {"kinds": [SMS_DEADLINE], "on": False}}
    async with visiting(desk.url) as nobody, visiting(desk.url) as somebody:
        await greeted(nobody)
        await greeted(somebody, token=tokens.sign("a1", timedelta(hours=1)))
        await somebody.answer((await somebody.say("no deadlines"))["seq"])
        await somebody.answer((await somebody.say("which are on?"))["seq"])
        await nobody.answer((await nobody.say("and mine?"))["seq"])
    told = {body["text"]: body for body in bot.asked if "text" in body}
    assert told["which are on?"]["refused"] == [SMS_DEADLINE]
    assert "refused" not in told["no deadlines"]
    assert "refused" not in told["and mine?"]
    assert not any("reminds_by_mail" in body for body in bot.asked)


async def test_a_reminder_reaches_the_chat_that_is_open(
    desk: RunningDesk, tokens: SiteTokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the clock as it is: a deadline within the hour, which no night holds up."""
    monkeypatch.setattr(watch, "LOOK_SECONDS", 0.2)
    async with visiting(desk.url) as visitor:
        await greeted(visitor, token=tokens.sign("a1", timedelta(hours=1)))
        filing = FilingStore(desk.settings.database_url)
        sent_at = utc_now() - timedelta(hours=23, minutes=30)
        filing.add([on_file(waits_for_sms(sent_at))], "test", None)
        filing.close()
        message = await visitor.until(
            lambda frame: frame["type"] == "message" and "短信核验还剩" in frame["message"]["text"],
            60,
        )
    assert message["message"]["author"] == "assistant"
    assert message["message"]["answers"] is None
    assert [link["url"] for link in message["message"]["links"]] == ["https://beian.miit.gov.cn"]


async def test_pages_hear_of_reminders_that_nobody_has_answered(
    desk: RunningDesk, tokens: SiteTokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOK_SECONDS", 0.2)
    url, token = f"{desk.url}/chat/unread", tokens.sign("a1", timedelta(hours=1))
    async with aiohttp.ClientSession() as session, visiting(desk.url) as visitor:

        async def asked(body: str) -> tuple[int, str]:
            async with session.post(url, data=body) as response:
                return response.status, await response.text()

        assert await asked(token) == (204, "")
        await greeted(visitor, token=token)
        filing = FilingStore(desk.settings.database_url)
        filing.add([on_file(waits_for_sms(utc_now() - timedelta(hours=23.5)))], "test", None)
        filing.close()
        await visitor.until(
            lambda frame: frame["type"] == "message" and "短信核验还剩" in frame["message"]["text"],
            60,
        )
        assert await asked(token) == (200, '{"unread":1}')
        assert await asked(tokens.sign("a2", timedelta(hours=1))) == (204, "")
        assert (await asked(f"{token}x"))[0] == (await asked(""))[0] == 401
        assert (await asked("x" * 9000))[0] == 401
        await visitor.say("I have seen it")
        assert await asked(token) == (204, "")
