"""No violation of WCAG 2.2 AA that axe finds, in any state of the page and the chat."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from beian.base.reminder_kinds import ORDER_CHANGES
from beian.desk.reminders.links import ReminderLinks
from tests.web.assistant import SECRET, Assistant
from tests.web.axe import violations
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext
from tests.web.page_faults import PageFaults

PAPERS = "手机号换了，注销网站要准备什么材料？"
PHONE = {"width": 320, "height": 568}  # with "more below"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chat(new_context: NewContext, assistant: Assistant, scheme: Any) -> None:
    context = new_context(color_scheme=scheme)
    chat = ChatPage(context.new_page()).goto(assistant.url)
    assert violations(chat.page) == []
    chat.shot(f"page-{scheme}", full_page=True)

    chat.open().ask(PAPERS)
    assert violations(chat.page) == []
    chat.shot(f"answer-{scheme}")

    chat.header.get_by_label("菜单").click()
    expect(chat.header.get_by_role("menu")).to_be_visible()
    assert violations(chat.page) == []
    chat.shot(f"menu-{scheme}")
    chat.page.keyboard.press("Escape")

    chat.log.get_by_label("没帮助").last.click()
    expect(chat.log.locator(".beian-feedback-form")).to_be_visible()
    assert violations(chat.page) == []
    chat.shot(f"feedback-{scheme}")

    chat.choose("开始新对话")
    expect(chat.rating).to_be_visible()
    assert violations(chat.page) == []
    chat.shot(f"rating-{scheme}")


def test_the_chat_on_a_phone(new_context: NewContext, assistant: Assistant) -> None:
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    chat = ChatPage(context.new_page()).goto(assistant.url)
    assert violations(chat.page) == []
    chat.open().ask(PAPERS)
    assert violations(chat.page) == []


def test_the_chat_in_english(new_context: NewContext, assistant: Assistant) -> None:
    chat = ChatPage(new_context(locale="en-GB").new_page()).goto(f"{assistant.url}/?lang=en")
    assert violations(chat.page) == []
    chat.open().ask("What is an empty shell?")
    assert violations(chat.page) == []
    chat.shot("answer-light-en")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "off"), [("zh", "全部"), ("en", "all")])
def test_the_page_of_a_mail_that_ends_reminders(
    *,
    new_context: NewContext,
    assistant: Assistant,
    faults: PageFaults,
    scheme: Any,
    language: str,
    off: str,
) -> None:
    faults.expect("403")  # of a link that was altered
    links = ReminderLinks(SECRET, assistant.url)
    page = new_context(color_scheme=scheme, viewport=PHONE).new_page()
    page.goto(links.link("wuwei-culture", ORDER_CHANGES, language))
    assert violations(page) == []
    page.get_by_role("button", name=off).click()
    expect(page.get_by_role("button")).to_have_count(1)  # to have them again
    assert violations(page) == []
    page.goto(f"{assistant.url}/reminders/of-nobody")
    assert violations(page) == []
