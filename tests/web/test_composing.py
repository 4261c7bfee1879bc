"""Writing Chinese with an input method, through the browser's own composition."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, expect

from tests.web.chat_page import ChatPage


@pytest.fixture
def input_method(chat: ChatPage) -> CDPSession:
    chat.open()
    return chat.page.context.new_cdp_session(chat.page)


def compose(input_method: CDPSession, text: str) -> None:
    input_method.send(
        "Input.imeSetComposition",
        {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
    )


# What Chromium tells a page of a key that the input method takes: on macOS, and elsewhere.
@pytest.mark.parametrize("key", ["Enter", "Process"])
def test_enter_while_composing_never_sends(
    chat: ChatPage, input_method: CDPSession, key: str
) -> None:
    for typed in ("n", "ni", "ni h", "ni hao"):
        compose(input_method, typed)
    expect(chat.composer).to_have_value("ni hao")
    pressed = {"key": key, "code": "Enter", "windowsVirtualKeyCode": 229}
    input_method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **pressed})
    input_method.send("Input.insertText", {"text": "你好"})
    input_method.send("Input.dispatchKeyEvent", {"type": "keyUp", **pressed})
    expect(chat.composer).to_have_value("你好")
    expect(chat.own).to_have_count(0)

    chat.page.keyboard.press("Enter")
    expect(chat.own).to_contain_text(["你好"])
    expect(chat.composer).to_have_value("")
    chat.answer_to("你好")
    expect(chat.own).to_have_count(1)


def test_a_line_is_broken_with_shift_and_enter(chat: ChatPage) -> None:
    chat.open().composer.fill("第一行")
    chat.composer.press("Shift+Enter")
    chat.page.keyboard.insert_text("第二行")
    expect(chat.composer).to_have_value("第一行\n第二行")
    expect(chat.own).to_have_count(0)
