"""Everything with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.web.chat_page import ChatPage

FOCUSED = """() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.getAttribute("aria-label") || element?.textContent?.trim() || "";
}"""


def tab_to(page: Page, target: Locator, *, key: str = "Tab", most: int = 60) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press(key)
        if target.evaluate("(element) => element.getRootNode().activeElement === element"):
            return
    raise AssertionError(f"{key} does not reach {target}; the focus is on {page.evaluate(FOCUSED)}")


def test_a_whole_conversation(chat: ChatPage) -> None:
    keyboard = chat.page.keyboard
    tab_to(chat.page, chat.launcher, key="Shift+Tab")
    keyboard.press("Enter")
    chat.greeted()
    expect(chat.composer).to_be_focused()

    keyboard.insert_text("手机号换了，注销网站要准备什么材料？")
    keyboard.press("Enter")
    chat.answer_to("手机号换了")
    reply = chat.replies.filter(has_text="企业")
    tab_to(chat.page, reply, key="Shift+Tab")
    keyboard.press("Enter")
    chat.answer_to("企业")
    expect(chat.composer).to_be_focused()

    menu = chat.header.get_by_label("菜单")
    tab_to(chat.page, menu, key="Shift+Tab")
    keyboard.press("Enter")
    items = chat.header.locator(".beian-menu-item")
    expect(items.first).to_be_focused()
    keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    keyboard.press("Escape")
    expect(items.first).to_be_hidden()
    expect(menu).to_be_focused()

    keyboard.press("Escape")
    expect(chat.frame).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_the_focus_returns_to_what_opened_the_chat(chat: ChatPage) -> None:
    opener = chat.page.get_by_role("button", name="问问助手").first
    opener.focus()
    chat.page.keyboard.press("Enter")
    chat.greeted()
    expect(chat.composer).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_a_closed_chat_takes_no_focus(chat: ChatPage) -> None:
    chat.open()
    chat.page.keyboard.press("Escape")
    expect(chat.launcher).to_be_focused()
    chat.page.keyboard.press("Shift+Tab")
    inside = chat.frame.evaluate("(frame) => frame.contains(frame.getRootNode().activeElement)")
    assert not inside


def test_escape_leaves_a_form_before_the_chat(chat: ChatPage) -> None:
    chat.open().ask("注销要多久？")
    thumb = chat.log.get_by_label("没帮助").last
    thumb.focus()
    chat.page.keyboard.press("Enter")
    form = chat.log.locator(".beian-feedback-form")
    expect(form.get_by_label("说得不对")).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(thumb).to_be_focused()
    expect(chat.frame).to_be_visible()
