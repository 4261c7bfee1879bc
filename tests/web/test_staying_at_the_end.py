"""Who is at the end of the messages stays there, and who has scrolled away stays there too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.assistant import DESK, Assistant
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext
from tests.web.page_faults import LOST_CONNECTION, PageFaults

QUESTION = "注销要多久？"
WINDOWS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
LAYOUT = "(list) => `${list.clientHeight} of ${list.scrollHeight}`"
BELOW = "list.scrollHeight - list.scrollTop - list.clientHeight"
Change = Callable[[ChatPage], None]


def write_many_lines(chat: ChatPage) -> None:
    chat.composer.fill("一\n二\n三\n四\n五")


def bring_up_the_keyboard(chat: ChatPage) -> None:
    size = chat.page.viewport_size
    assert size is not None
    chat.page.set_viewport_size({"width": size["width"], "height": size["height"] * 6 // 10})


def turn(chat: ChatPage) -> None:
    chat.page.set_viewport_size({"width": 700, "height": 450})


def enlarge_the_font(chat: ChatPage) -> None:
    chat.page.locator("beian-chat").evaluate(
        "(chat) => chat.style.setProperty('--beian-font-size', '22px')"
    )


def bring_an_image(chat: ChatPage) -> None:
    """As a message does whose picture is loaded late."""
    chat.log.locator(".beian-bubble").last.evaluate(
        """(bubble) => {
          const image = new Image(120, 90);
          image.src = "data:image/svg+xml," +
            encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"/>');
          bubble.append(image);
        }"""
    )


CHANGES: dict[str, Change] = {
    "composer": write_many_lines,
    "keyboard": bring_up_the_keyboard,
    "turned": turn,
    "font": enlarge_the_font,
    "image": bring_an_image,
}


def with_messages(chat: ChatPage) -> ChatPage:
    chat.open()
    for _ in range(3):
        chat.ask(QUESTION)
    more = chat.frame.locator(".beian-new-messages")
    while more.is_visible():
        more.click()
    chat.shows_the_end()
    return chat


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("window", WINDOWS)
def test_the_end_stays_in_sight(
    new_context: NewContext, assistant: Assistant, window: str, change: str
) -> None:
    page = new_context(**WINDOWS[window]).new_page()
    chat = with_messages(ChatPage(page).goto(assistant.url))
    layout = chat.list.evaluate(LAYOUT)
    CHANGES[change](chat)
    chat.page.wait_for_function(
        f"([list, before]) => ({LAYOUT})(list) !== before",
        arg=[chat.list.element_handle(), layout],
    )
    chat.shows_the_end()
    chat.shot(f"end-{window}-{change}")


def test_the_end_stays_in_sight_as_the_line_is_cut_and_mended(
    chat: ChatPage, assistant: Assistant, faults: PageFaults
) -> None:
    faults.expect(LOST_CONNECTION)
    with_messages(chat)
    with assistant.without(DESK):
        expect(chat.warning).to_be_visible()
        chat.shows_the_end()
    expect(chat.warning).to_be_hidden()
    chat.shows_the_end()


@pytest.mark.parametrize("change", CHANGES)
def test_who_scrolled_away_is_left_there(chat: ChatPage, change: str) -> None:
    with_messages(chat)
    chat.list.hover()
    chat.page.mouse.wheel(0, -300)
    chat.page.wait_for_function(f"(list) => {BELOW} > 200", arg=chat.list.element_handle())
    CHANGES[change](chat)
    # Two drawn frames: whatever answers to the new layout has.
    chat.page.evaluate(
        "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
    )
    assert chat.list.evaluate(f"(list) => {BELOW}") > 100
    chat.composer.fill("")


def test_a_thumb_that_was_pressed_does_not_hold_the_list(chat: ChatPage) -> None:
    """The focus is on something in the list then, and no form is open."""
    with_messages(chat)
    chat.log.get_by_label("有帮助").last.click()
    bring_up_the_keyboard(chat)
    chat.shows_the_end()
