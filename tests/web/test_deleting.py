"""A visitor deletes the chat: asked first, everywhere at once, on whatever screen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from beian.base.settings import Settings
from tests.desk.agent import employed
from tests.web.assistant import Assistant
from tests.web.axe import violations
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext, SignIn
from tests.web.page_faults import PageFaults
from tests.web.test_console import queue
from tests.web.test_handoff import QUESTION, ConsolePage
from tests.web.test_screens import scrolls_sideways

ITEM = "删除这次对话"
SCREENS = {
    "wide": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True},
}


def asked(chat: ChatPage) -> Locator:
    return chat.frame.get_by_role("alertdialog")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_asked_first_and_says_what_goes(
    new_context: NewContext, assistant: Assistant, scheme: Any, screen: str, language: str
) -> None:
    context = new_context(color_scheme=scheme, **SCREENS[screen])
    chat = ChatPage(context.new_page()).goto(f"{assistant.url}/?lang={language}").open()
    if language == "en":
        chat.choose("English")
    item, delete = (ITEM, "永久删除") if language == "zh" else ("Delete this chat", "for good")
    chat.header.get_by_label("菜单" if language == "zh" else "Menu").click()
    expect(chat.header.get_by_role("menu")).not_to_contain_text(item)
    chat.page.keyboard.press("Escape")
    chat.ask("什么是空壳主体？" if language == "zh" else "What is an empty shell?")
    chat.choose(item)
    expect(asked(chat)).to_be_visible()
    assert violations(chat.page) == []
    assert not scrolls_sideways(chat.page)
    expect(asked(chat).get_by_role("button", name=delete)).to_be_in_viewport(ratio=1)
    chat.shot(f"delete-{scheme}-{screen}-{language}")


def test_it_is_done_by_keys_alone(chat: ChatPage) -> None:
    chat.open().ask(QUESTION)
    chat.header.get_by_label("菜单").focus()
    chat.page.keyboard.press("ArrowUp")
    chat.page.keyboard.press("Enter")
    keep = asked(chat).get_by_role("button", name="保留对话")
    expect(keep).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(asked(chat)).to_be_hidden()
    expect(chat.composer).to_be_focused()
    expect(chat.own).to_have_count(1)
    chat.choose(ITEM)
    expect(keep).to_be_focused()
    chat.page.keyboard.press("Shift+Tab")
    chat.page.keyboard.press("Enter")
    expect(chat.own).to_have_count(0)
    expect(chat.frame).to_contain_text("对话已删除")
    expect(chat.composer).to_be_focused()
    expect(chat.answers.first).to_be_visible()
    chat.ask(QUESTION)
    expect(chat.frame).not_to_contain_text("对话已删除")


def test_other_tabs_are_empty_at_once(
    chat: ChatPage, context: BrowserContext, assistant: Assistant
) -> None:
    chat.open().ask(QUESTION)
    other = ChatPage(context.new_page()).goto(assistant.url).greeted()
    expect(other.own).to_have_count(1)
    chat.choose(ITEM)
    asked(chat).get_by_role("button", name="永久删除").click()
    for tab in (chat, other):
        expect(tab.own).to_have_count(0)
    other.ask("什么是空壳主体？")
    chat.answer_to("什么是空壳主体？")


def test_another_device_of_the_account_is_empty_at_once_and_so_is_its_list(
    chat: ChatPage, new_context: NewContext, assistant: Assistant, sign_in_as: SignIn
) -> None:
    sign_in_as(chat, "yunfan-software")
    chat.open().ask(QUESTION)
    phone = ChatPage(new_context(**SCREENS["phone"]).new_page()).goto(assistant.url)
    sign_in_as(phone, "yunfan-software")
    phone.open()
    expect(phone.own).to_have_count(1)
    chat.choose(ITEM)
    asked(chat).get_by_role("button", name="永久删除").click()
    for device in (chat, phone):
        expect(device.own).to_have_count(0)
    phone.choose("我的会话")
    expect(phone.frame.get_by_role("dialog", name="我的会话")).not_to_contain_text(QUESTION)


def test_the_agent_who_has_it_is_told(
    chat: ChatPage, new_context: NewContext, assistant: Assistant, faults: PageFaults
) -> None:
    faults.expect("401")  # a console asks first who is signed in
    faults.expect("404")  # and for a conversation that may just have gone
    employed(Settings.from_environment(), "deng")
    where = queue(chat.open())
    deng = ConsolePage(new_context().new_page(), assistant.url).sign_in("deng")
    deng.take(where)
    expect(chat.log).to_contain_text("Deng")
    chat.choose(ITEM)
    expect(asked(chat)).to_contain_text("客服会看到您已删除")
    asked(chat).get_by_role("button", name="永久删除").click()
    expect(chat.own).to_have_count(0)
    gone = deng.page.locator(".desk-empty", has_text="用户已删除这个会话")
    expect(gone).to_be_visible()
    expect(deng.page.locator(f'[data-conversation="{where}"]')).to_have_count(0)
    assert violations(deng.page) == []
    deng.shot("console-deleted")
