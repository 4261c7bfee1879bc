"""What the panel offers beside the messages: its language, feedback, the rating, the transcript."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.web.assistant import Assistant
from tests.web.chat_page import ChatPage

HOW_LONG = "注销要多久？"
SHELL = "什么是空壳主体？"


def test_the_language_is_the_page_s_until_the_visitor_chooses(chat: ChatPage) -> None:
    chat.open()
    expect(chat.composer).to_have_attribute("placeholder", "请输入您的问题…")
    chat.choose("English")
    expect(chat.composer).to_have_attribute("placeholder", "Ask a question…")
    chat.page.reload()
    chat.greeted()
    expect(chat.composer).to_have_attribute("placeholder", "Ask a question…")
    chat.page.locator('[data-language="en"]').click()
    chat.page.locator('[data-language="zh"]').click()
    expect(chat.composer).to_have_attribute("placeholder", "请输入您的问题…")


def test_a_new_conversation_begins_after_a_rating(chat: ChatPage) -> None:
    chat.open().ask(HOW_LONG)
    chat.choose("开始新对话")
    expect(chat.rating).to_be_visible()
    chat.rating.get_by_label("很满意").check(force=True)
    chat.rating.locator("textarea").fill("很清楚")
    chat.shot("rating")
    chat.rating.get_by_role("button", name="提交并开始新对话").click()
    expect(chat.own).to_have_count(0)
    chat.greeted()
    chat.ask(SHELL)
    expect(chat.own).to_have_count(1)


def test_the_transcript_has_the_words(chat: ChatPage, tmp_path: Path) -> None:
    chat.open().ask(HOW_LONG)
    said = chat.texts()
    with chat.page.expect_download() as downloading:
        chat.choose("下载聊天记录")
    file = tmp_path / "transcript.txt"
    downloading.value.save_as(file)
    assert downloading.value.suggested_filename.startswith("beian-chat-")
    text = file.read_text(encoding="utf-8-sig")
    assert f"您：\n{HOW_LONG}" in text
    words = "".join(text.split())
    for message in said:
        assert "".join(message.split()) in words


def test_a_thumb_down_takes_a_reason(
    chat: ChatPage, context: BrowserContext, assistant: Assistant
) -> None:
    chat.open().ask(HOW_LONG)
    chat.log.get_by_label("没帮助").last.click()
    form = chat.log.locator(".beian-feedback-form")
    form.get_by_label("不完整").check()
    form.locator("textarea").fill("没有说到我们省")
    chat.shot("feedback")
    form.get_by_role("button", name="提交").click()
    expect(chat.log).to_contain_text("谢谢您的反馈")
    expect(form).to_be_hidden()
    other = ChatPage(context.new_page()).goto(assistant.url).greeted()
    expect(other.log.get_by_label("没帮助").last).to_have_attribute("aria-pressed", "true")


def test_a_person_can_be_asked_for_from_the_first_moment(chat: ChatPage) -> None:
    chat.open()
    chat.header.get_by_label("转人工").click()
    expect(chat.own.last).to_contain_text("转人工")
    expect(chat.replies.filter(has_text="转接")).to_be_visible()
    chat.shot("person")


def test_unread_messages_stand_in_the_title_of_a_page_in_the_background(chat: ChatPage) -> None:
    chat.open().ask(HOW_LONG)
    title = chat.page.title()
    # A page that is not in front, which a headless browser has none of.
    show = """(state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    chat.page.evaluate(show, "hidden")
    chat.ask(SHELL)
    expect(chat.page).to_have_title(re.compile(r"^\(\d+\) "))
    chat.page.evaluate(show, "visible")
    expect(chat.page).to_have_title(title)
