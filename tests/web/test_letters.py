"""The letter of an account whose phone is dead: seen, saved, printed and copied, by hand and by
keyboard, on a desktop, on a phone and on a page with a strict policy."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Download, Locator, expect

from tests.letters.pdf import text_of_pdf
from tests.web.assistant import Assistant
from tests.web.axe import violations
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext, SignIn
from tests.web.host_page import HostSite
from tests.web.page_faults import PageFaults
from tests.web.test_keyboard import tab_to

CHEN = "chen-hongkong"
LETTER = "注销声明书怎么写？"
PHONE = {"width": 360, "height": 740}
IDENTIFY = """
window.BeianChat = window.BeianChat || { queue: [] };
window.BeianChat.queue.push(["identify", () => window.newToken()]);
"""
IS_DRAWN = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return canvas.width > 150 && data.some((value, at) => at % 4 < 3 && value < 235);
}"""


def the_card(chat: ChatPage) -> Locator:
    """The only card, its preview drawn."""
    card = chat.log.locator("section.beian-card")
    expect(card).to_have_count(1)
    expect(card.locator("canvas")).to_be_visible()
    assert card.locator("canvas").evaluate(IS_DRAWN)
    return card


def content_of(download: Download, folder: Path) -> bytes:
    file = folder / download.suggested_filename
    download.save_as(file)
    return file.read_bytes()


def test_a_letter_is_saved_printed_and_copied(
    new_context: NewContext,
    assistant: Assistant,
    sign_in_as: SignIn,
    faults: PageFaults,
    tmp_path: Path,
) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    chat = ChatPage(context.new_page()).goto(assistant.url)
    sign_in_as(chat, CHEN)
    chat.open().ask(LETTER)
    card = the_card(chat)
    expect(chat.log).not_to_contain_text("陈嘉豪")
    card.scroll_into_view_if_needed()
    chat.shot("letter-card")
    assert violations(chat.page) == []

    with chat.page.expect_download() as saved:
        card.get_by_role("button", name="下载 PDF").click()
    assert saved.value.suggested_filename == "注销声明书.pdf"
    assert "姓名：陈嘉豪" in text_of_pdf(content_of(saved.value, tmp_path))
    expect(card.get_by_role("status")).to_have_text("已下载")

    word = card.get_by_role("button", name="下载 Word")
    tab_to(chat.page, word, key="Shift+Tab")
    with chat.page.expect_download() as saved:
        chat.page.keyboard.press("Enter")
    assert content_of(saved.value, tmp_path).startswith(b"PK")

    card.get_by_role("button", name="复制全文").click()
    expect(card.get_by_role("status")).to_have_text("已复制")
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert "姓名：陈嘉豪" in copied

    with context.expect_page() as opened:
        card.get_by_role("button", name="打印").click()
    page = opened.value
    expect(page.locator("img")).to_have_count(1)
    expect(page).to_have_title("注销声明书")
    assert page.evaluate("document.images[0].naturalWidth") > 1500
    expect(card.get_by_role("status")).to_contain_text("新标签页")
    faults.expect("status of 403")
    stranger = new_context().new_page()
    stranger.goto(page.url.replace("/print", "x/print"))
    expect(stranger.locator("h1")).to_have_text("这份文件打不开")
    assert violations(stranger) == []


def test_a_letter_on_a_phone_in_the_dark(
    new_context: NewContext, assistant: Assistant, sign_in_as: SignIn
) -> None:
    context = new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, color_scheme="dark", locale="en-GB"
    )
    chat = ChatPage(context.new_page()).goto(f"{assistant.url}/?lang=en")
    sign_in_as(chat, "wright-english")
    chat.open().ask("How do I write the statement letter to cancel the subject?")
    card = the_card(chat)
    expect(card).to_contain_text("A page in English")
    card.scroll_into_view_if_needed()
    chat.shot("letter-card-phone-dark-en")
    assert violations(chat.page) == []
    width = card.evaluate("(card) => card.scrollWidth - card.clientWidth")
    assert width <= 0, "nothing stands over the card's edge"


def test_a_letter_on_a_page_with_a_strict_policy(
    new_context: NewContext, assistant: Assistant, site: HostSite, tmp_path: Path
) -> None:
    page = new_context().new_page()
    page.expose_function("newToken", lambda: assistant.tokens.sign("zhou-shell"))
    page.add_init_script(IDENTIFY)
    chat = ChatPage(page).goto(site.origin).open()
    chat.ask("空壳主体怎么注销？")
    card = the_card(chat)
    expect(card).to_contain_text("空壳主体注销申请书")
    card.scroll_into_view_if_needed()
    chat.shot("application-card-strict")
    with page.expect_download() as saved:
        card.get_by_role("button", name="下载 PDF").click()
    assert "陕西省通信管理局" in text_of_pdf(content_of(saved.value, tmp_path))
    with page.context.expect_page() as opened:
        card.get_by_role("button", name="打印").click()
    expect(opened.value.locator("img")).to_have_count(1)
