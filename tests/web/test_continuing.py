"""A conversation goes on: after a reload, in another tab, with the chat closed."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, expect

from tests.web.assistant import BOT, Assistant
from tests.web.chat_page import ChatPage

HOW_LONG = "注销要多久？"
SHELL = "什么是空壳主体？"
THANKS = "谢谢"  # answered by a single message, so that all before it has come


def test_a_reload_continues_with_all_messages(chat: ChatPage) -> None:
    chat.open().ask(HOW_LONG)
    chat.ask(SHELL)
    chat.ask(THANKS)
    before = chat.texts()
    chat.page.reload()
    chat.greeted()
    expect(chat.own).to_have_count(3)
    assert chat.texts() == before
    chat.ask(HOW_LONG)


def test_a_message_under_way_at_a_reload_is_answered_once(chat: ChatPage) -> None:
    chat.open().write(HOW_LONG)
    chat.page.reload()
    chat.greeted()
    expect(chat.own).to_contain_text([HOW_LONG])
    chat.answer_to(HOW_LONG)
    expect(chat.own).to_have_count(1)


def test_two_tabs_show_the_same_conversation(
    chat: ChatPage, context: BrowserContext, assistant: Assistant
) -> None:
    chat.open()
    other = ChatPage(context.new_page()).goto(assistant.url).greeted()
    chat.ask(HOW_LONG)
    other.answer_to(HOW_LONG)
    other.ask(SHELL)
    chat.answer_to(SHELL)
    chat.ask(THANKS)
    other.answer_to(THANKS)
    assert chat.texts() == other.texts()


def test_an_answer_shows_as_unread_while_the_chat_is_closed(
    chat: ChatPage, assistant: Assistant
) -> None:
    chat.open()
    with assistant.held_up(BOT):
        chat.write(HOW_LONG)
        expect(chat.own.get_by_text("已发送")).to_be_visible()
        chat.page.keyboard.press("Escape")
        expect(chat.frame).to_be_hidden()
    expect(chat.badge).to_have_text(re.compile("^[1-9]$"))
    expect(chat.launcher).to_have_accessible_name(re.compile("^打开在线咨询 .[1-9] 条新消息.$"))
    chat.shot("unread")
    chat.launcher.click()
    expect(chat.badge).to_be_hidden()


def test_earlier_messages_are_fetched_when_asked_for(chat: ChatPage) -> None:
    chat.open()
    for _ in range(30):
        chat.write(THANKS)
    expect(chat.log.locator(".beian-feedback")).to_have_count(30)
    first = chat.texts()[0]
    chat.page.reload()
    chat.greeted()
    expect(chat.messages).to_have_count(50)
    oldest = chat.messages.first
    earlier = chat.frame.get_by_role("button", name="查看更早的消息")
    earlier.scroll_into_view_if_needed()
    seen = oldest.text_content()
    earlier.click()
    expect(chat.messages).to_have_count(61)
    expect(earlier).to_be_hidden()
    assert chat.texts()[0] == first
    expect(chat.messages.nth(11)).to_have_text(seen or "")
    expect(chat.messages.nth(11)).to_be_in_viewport()
