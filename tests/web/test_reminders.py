"""Reminders on the page: unread wherever the account comes to the site, read once it was seen."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from playwright.sync_api import BrowserContext, expect

from beian.base.settings import Settings
from beian.desk.config import DeskConfig
from beian.desk.site_tokens import SiteTokens
from beian.filing.filing_store import FilingStore
from beian.filing.state import OrderState
from tests.desk.reminders.conftest import an_order, on_file, waits_for_sms
from tests.desk.running import running_desk
from tests.desk.scripted_bot import ScriptedBot, running_bot
from tests.filing.builders import at
from tests.paths import ROOT
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext
from tests.web.host_page import HostSite, running_site

SECRET = "the secret of the pages' tests, long enough"
NOW = "2026-10-12T17:00:00+08:00"
EXPECTED = {"a1": 1, "a2": 2}
"""How many reminders each account gets."""
PATIENCE = 60.0
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def reminded(tmp_path: Path) -> Iterator[tuple[HostSite, SiteTokens]]:
    """A site beside a desk that has reminded two accounts."""
    with running_site() as site, running_bot(ScriptedBot(SECRET)) as bot:
        config = tmp_path / "desk.yml"
        config.write_text(f"origins: [{json.dumps(site.origin)}]\n", encoding="utf-8")
        environment = {
            "BEIAN_SECRET": SECRET,
            "BEIAN_NOW": NOW,
            "BEIAN_DESK_CONFIG": str(config),
        }
        settings = Settings.from_environment(environment, var=tmp_path)
        filing = FilingStore(settings.database_url)
        waiting = waits_for_sms(at("2026-10-11T18:00"))
        overdue = an_order(
            OrderState.ADMINISTRATION_REVIEW,
            order_id="BA2",
            administration_received_at=at("2026-08-31T10:00"),
        )
        filing.add(
            [on_file(waiting), on_file(waiting, overdue, account_id="a2", language="en")],
            "test",
            None,
        )
        filing.close()
        with running_desk(settings, bot.url, web=ROOT / "web" / "dist") as desk:
            site.desk = desk.url
            tokens = SiteTokens(DeskConfig.load(config).token, SECRET)
            wait_for_reminders(desk.url, tokens)
            yield site, tokens


def wait_for_reminders(desk: str, tokens: SiteTokens) -> None:
    """Ask the desk, as pages do, until both accounts have all of their reminders."""
    deadline = time.monotonic() + PATIENCE
    for account, wanted in EXPECTED.items():
        token = tokens.sign(account, timedelta(hours=1))
        while (found := unread(desk, token)) != wanted:
            assert time.monotonic() < deadline, f"{account} has {found} reminders, not {wanted}"
            time.sleep(0.05)


def unread(desk: str, token: str) -> int:
    answer = requests.post(f"{desk}/chat/unread", data=token, timeout=PATIENCE)
    answer.raise_for_status()
    return int(answer.json()["unread"]) if answer.content else 0


def device(context: BrowserContext, site: HostSite, token: str) -> ChatPage:
    """The site, opened by somebody who is signed in there."""
    page = context.new_page()
    page.add_init_script("window.BeianChat = {queue: [['identify', " + json.dumps(token) + "]]};")
    return ChatPage(page).goto(site.origin)


def test_a_reminder_is_unread_on_each_device_until_it_was_seen_on_one(
    reminded: tuple[HostSite, SiteTokens], new_context: NewContext
) -> None:
    site, tokens = reminded
    token = tokens.sign("a1", timedelta(hours=1))
    laptop = device(new_context(), site, token)
    expect(laptop.badge).to_have_text("1")
    laptop.shot("reminder-unread-zh")
    phone = device(new_context(**PHONE), site, token)
    expect(phone.badge).to_have_text("1")
    phone.launcher.click()
    expect(phone.answers.last).to_contain_text("短信核验还剩 1 小时")
    expect(phone.replies.get_by_text("没收到短信")).to_be_visible()
    phone.shot("reminder-zh-phone")
    expect(laptop.badge).to_be_hidden()
    other = device(new_context(), site, token)
    other.launcher.click()
    expect(other.answers.last).to_contain_text("短信核验还剩 1 小时")
    other.shot("reminder-zh")


def test_it_is_said_in_english_to_who_has_english_on_file(
    reminded: tuple[HostSite, SiteTokens], new_context: NewContext
) -> None:
    site, tokens = reminded
    context = new_context(locale="en-GB", color_scheme="dark")
    chat = device(context, site, tokens.sign("a2", timedelta(hours=1)))
    expect(chat.badge).to_have_text("2")
    chat.launcher.click()
    expect(chat.answers.first).to_be_visible()
    texts = " ".join(chat.answers.all_text_contents())
    assert "1 h left for the SMS verification" in texts
    assert "past the 20th working day" in texts
    chat.shot("reminder-en-dark")


def test_who_is_not_signed_in_is_asked_for_nothing(
    reminded: tuple[HostSite, SiteTokens], context: BrowserContext
) -> None:
    site, _ = reminded
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    chat = ChatPage(context.new_page()).goto(site.origin)
    chat.launcher.hover()
    expect(chat.badge).to_be_hidden()
    assert not [url for url in asked if url.endswith("/chat/unread")]
