"""On whatever page the chat stands, it can be opened, written in and read: `host_pages/` has one
file a kind of page. What is typed into the chat comes to no field of the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.web.assistant import Assistant
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext
from tests.web.host_page import PAGES, HostSite

# Letters and signs that pages have shortcuts on.
QUESTION = "how long does a cancellation take, /?sjkgx"
KINDS = sorted(path.stem for path in PAGES.glob("*.html"))
IN_FRAMES = ("framed",)


@pytest.fixture
def page(context: BrowserContext, assistant: Assistant) -> Page:
    del assistant  # the site's pages know the desk once it runs
    return context.new_page()


def standing_on(page: Page, site: HostSite, kind: str) -> ChatPage:
    page.goto(f"{site.origin}/page/{kind}")
    inside = page.frames[1] if kind in IN_FRAMES else None
    chat = ChatPage(page, inside)
    expect(chat.launcher).to_be_in_viewport(ratio=1)
    return chat


def press(chat: ChatPage, target: Locator) -> None:
    """With the mouse, at its place, whatever of the page lies there."""
    expect(target).to_be_in_viewport(ratio=1)
    box = target.bounding_box()
    assert box is not None
    chat.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def converse(chat: ChatPage) -> None:
    """By mouse and keyboard, as a visitor does."""
    press(chat, chat.composer)
    chat.greeted()  # what was said before is there, too: it comes with the greeting
    asked = chat.own.count()
    chat.page.keyboard.type(QUESTION)
    expect(chat.composer).to_have_value(QUESTION)
    chat.page.keyboard.press("Enter")
    expect(chat.own).to_have_count(asked + 1)
    expect(chat.own.last).to_contain_text(QUESTION)
    chat.answer_to(QUESTION)
    for field in chat.page.locator(".of-page").all():
        expect(field).to_have_value("")


def fits_the_window(chat: ChatPage) -> bool:
    box, size = chat.frame.bounding_box(), chat.page.viewport_size
    assert box is not None
    assert size is not None
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= size["width"]
        and box["y"] + box["height"] <= size["height"]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_chat_works_on(
    new_context_in_each: NewContext, assistant: Assistant, site: HostSite, kind: str
) -> None:
    del assistant
    page = new_context_in_each().new_page()
    chat = standing_on(page, site, kind)
    press(chat, chat.launcher)
    chat.greeted()
    assert fits_the_window(chat)
    converse(chat)
    act = page.locator("#act")
    if act.count():
        act.click()
        converse(chat)
    chat.shot(f"page-{kind}-{chat.browser_name}")
    close = chat.frame.get_by_label("关闭聊天").or_(chat.frame.get_by_label("Close the chat"))
    press(chat, close)
    expect(chat.frame).to_be_hidden()
    press(chat, chat.launcher)
    converse(chat)


@pytest.mark.parametrize("kind", ["body-filtered", "zoomed"])
def test_the_chat_covers_a_phone_on(
    new_context: NewContext, assistant: Assistant, site: HostSite, kind: str
) -> None:
    del assistant
    context = new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, color_scheme="dark"
    )
    chat = standing_on(context.new_page(), site, kind)
    chat.launcher.tap()
    chat.greeted()
    converse(chat)
    chat.shot(f"phone-{kind}")
    box = chat.frame.bounding_box()
    visible = chat.page.evaluate("() => [innerWidth, innerHeight]")
    assert box is not None
    assert [round(box["width"]), round(box["height"])] == visible


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390)])
def test_the_chat_is_as_large_on_a_phone_where_the_page_is_made_for_a_wide_screen(
    new_context: NewContext, assistant: Assistant, site: HostSite, width: int, height: int
) -> None:
    del assistant
    context = new_context(
        viewport={"width": width, "height": height}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    chat = standing_on(page, site, "fixed-width")
    page.wait_for_function("() => visualViewport.scale < 0.9")
    button = chat.launcher.bounding_box()
    assert button is not None
    assert 50 <= button["width"] * shown_at(page) <= 62
    chat.launcher.tap()
    chat.greeted()
    converse(chat)
    chat.shot(f"fixed-width-{width}")
    size = "(field) => parseFloat(getComputedStyle(field).fontSize) * field.currentCSSZoom"
    assert 15 <= chat.composer.evaluate(size) * shown_at(page) <= 18
    box = chat.frame.bounding_box()
    assert box is not None
    shown = [round(box[side] * shown_at(page)) for side in ("x", "y", "width", "height")]
    assert shown == [0, 0, width, height]


def shown_at(page: Page) -> float:
    """How large a pixel of the page is shown."""
    scale: float = page.evaluate("() => visualViewport.scale")
    return scale


def test_what_was_begun_goes_on_when_the_page_takes_the_chat_out(
    page: Page, site: HostSite
) -> None:
    """The words, the focus and the place in the list."""
    chat = standing_on(page, site, "quirks")
    chat.open()
    for _ in range(3):
        converse(chat)
    chat.list.hover()
    page.mouse.wheel(0, -250)
    page.wait_for_function(
        "(list) => list.scrollHeight - list.scrollTop - list.clientHeight > 200",
        arg=chat.list.element_handle(),
    )
    place = chat.list.evaluate("(list) => list.scrollTop")
    chat.composer.focus()
    page.keyboard.type("how long")
    page.evaluate("() => document.querySelector('beian-chat').remove()")
    expect(chat.composer).to_be_focused()
    page.keyboard.type(" does it take?")
    expect(chat.composer).to_have_value("how long does it take?")
    assert chat.list.evaluate("(list) => list.scrollTop") == place


def test_the_page_beneath_a_modal_gets_the_chat_back(page: Page, site: HostSite) -> None:
    chat = standing_on(page, site, "dialog")
    chat.open()
    page.locator("#act").click()
    page.locator("#more").click()
    converse(chat)
    page.keyboard.press("Escape")
    expect(chat.frame).to_be_hidden()
    expect(page.locator("#second")).to_have_attribute("open", "")
    page.locator("#both").click()
    expect(page.locator("html > beian-chat")).to_be_attached()
    chat.launcher.click()
    converse(chat)


def test_the_chat_is_not_printed(page: Page, site: HostSite) -> None:
    chat = standing_on(page, site, "quirks")
    chat.open()
    page.emulate_media(media="print")
    expect(chat.frame).to_be_hidden()
    expect(chat.launcher).to_be_hidden()
    page.emulate_media(media="screen")
    expect(chat.frame).to_be_visible()


def test_a_z_index_of_the_page_s_own_keeps_the_chat_below(page: Page, site: HostSite) -> None:
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("beian-chat { --beian-z-index: 5 }");
          document.adoptedStyleSheets = [sheet];
        });"""
    )
    chat = standing_on(page, site, "quirks")
    expect(page.locator("beian-chat")).not_to_have_attribute("popover", "manual")
    box = chat.launcher.bounding_box()
    assert box is not None
    above = "([x, y]) => document.elementFromPoint(x, y).localName"
    assert page.evaluate(above, [box["x"] + 28, box["y"] + 28]) == "div"


def test_a_reader_of_the_text_alone_finds_nothing_of_the_chat(page: Page, site: HostSite) -> None:
    """Reading mode, search engines and translators take what the body holds."""
    chat = standing_on(page, site, "zoomed")
    chat.open()
    converse(chat)
    assert page.evaluate("() => document.body.innerText.trim()") == "Large print"
    assert page.evaluate("() => document.querySelector('body beian-chat')") is None
