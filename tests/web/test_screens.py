"""Small windows, phones and enlarged pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.assistant import Assistant
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext, SignIn

PAPERS = "手机号换了，注销网站要准备什么材料？"
# A phone; the narrowest that WCAG 2.2 (1.4.10) names; 1280 x 800 at 200 %.
SIZES = {"phone": (375, 667), "narrowest": (320, 568), "zoomed": (640, 400)}


def scrolls_sideways(page: Page) -> bool:
    return bool(
        page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    )


@pytest.mark.parametrize("name", SIZES)
def test_the_chat_covers_a_small_window(
    new_context: NewContext, assistant: Assistant, name: str
) -> None:
    width, height = SIZES[name]
    context = new_context(viewport={"width": width, "height": height}, has_touch=True)
    chat = ChatPage(context.new_page()).goto(assistant.url)
    assert not scrolls_sideways(chat.page)
    chat.shot(f"{name}-page")
    chat.open().ask(PAPERS)
    box = {"x": 0, "y": 0, "width": width, "height": height}
    assert chat.frame.bounding_box() == box
    expect(chat.frame).to_have_attribute("aria-modal", "true")
    assert not scrolls_sideways(chat.page)
    assert chat.list.evaluate("(list) => list.scrollWidth <= list.clientWidth")
    expect(chat.composer).to_be_in_viewport(ratio=1)
    chat.shot(f"{name}-answer")
    chat.frame.get_by_label("关闭聊天").click()
    expect(chat.frame).to_be_hidden()
    expect(chat.launcher).to_be_in_viewport(ratio=1)


def test_all_of_a_low_window_can_be_reached(new_context: NewContext, assistant: Assistant) -> None:
    """The menu and the rating, where there is little height."""
    context = new_context(viewport={"width": 640, "height": 360})
    chat = ChatPage(context.new_page()).goto(assistant.url).open()
    chat.ask("注销要多久？")
    chat.choose("开始新对话")
    send = chat.rating.get_by_role("button", name="跳过")
    send.scroll_into_view_if_needed()
    expect(send).to_be_in_viewport(ratio=1)
    chat.shot("low-rating")


def test_the_panel_leaves_a_large_window_visible(chat: ChatPage) -> None:
    chat.open()
    box = chat.frame.bounding_box()
    assert box is not None
    assert box["width"] == 400
    chat.frame.get_by_label("放大窗口").click()
    larger = chat.frame.bounding_box()
    assert larger is not None
    assert larger["width"] == 960
    chat.shot("maximised")
    chat.page.reload()
    chat.greeted()
    assert chat.frame.bounding_box() == larger


def test_a_long_answer_is_shown_from_its_question(chat: ChatPage, sign_in_as: SignIn) -> None:
    sign_in_as(chat, "dingsheng-group")
    answer = chat.open().ask("我名下有哪些备案？")
    expect(chat.own.last).to_be_in_viewport(ratio=1)
    expect(answer.last.locator(".beian-feedback")).not_to_be_in_viewport()
    more = chat.frame.get_by_role("button", name="下面还有")
    expect(more).to_be_visible()
    chat.shot("long-answer")
    more.click()
    expect(more).to_be_hidden()
    expect(chat.own.last).not_to_be_in_viewport()
