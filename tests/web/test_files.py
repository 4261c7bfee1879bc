"""Files in a real browser, on a page with a strict policy: picked, dropped, pasted, through a lost
connection, by keyboard; the bot stands aside, so a scripted one is enough."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sqlalchemy import select

from beian.base.settings import Settings
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.tables import conversations
from tests.desk.agent import PASSWORD, employed
from tests.desk.files import papers, samples
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot, running_bot
from tests.web.axe import violations
from tests.web.chat_page import SCREENSHOTS, ChatPage
from tests.web.conftest import PAGE_MS, NewContext
from tests.web.host_page import HostSite, running_site
from tests.web.page_faults import LOST_CONNECTION, PageFaults

SECRET = "the secret of the tests of files, long enough"
LOOK_MS = 240_000
"""A first look waits for a core."""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "color_scheme": "dark",
}
_CARRY = """(list, [kind, name, type, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true });
  list.dispatchEvent(event);
  return event.defaultPrevented;
}"""


@pytest.fixture(scope="module")
def page_site() -> Iterator[HostSite]:
    with running_site() as site:
        yield site


@pytest.fixture(scope="module")
def desk(page_site: HostSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk with a scripted bot, which the site may embed."""
    folder = tmp_path_factory.mktemp("files")
    config = folder / "desk.yml"
    config.write_text(f"origins: [{page_site.origin}]\n", encoding="utf-8")
    environment = {"BEIAN_SECRET": SECRET, "BEIAN_DESK_CONFIG": str(config)}
    settings = Settings.from_environment(environment, var=folder / "var")
    with (
        running_bot(ScriptedBot(SECRET)) as bot,
        running_desk(settings, bot.url, with_demo=True) as desk,
    ):
        page_site.desk = desk.url
        yield desk


@pytest.fixture
def chat(new_context: NewContext, desk: RunningDesk, page_site: HostSite) -> ChatPage:
    del desk
    return ChatPage(new_context().new_page()).goto(page_site.origin).open()


def pick(chat: ChatPage, *files: tuple[str, str, bytes]) -> None:
    """Choose files as by the button."""
    given: Any = [
        {"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files
    ]
    chat.frame.locator("input[type=file]").first.set_input_files(given)


def carry(place: Locator, kind: str, name: str, media_type: str, content: bytes) -> bool:
    """Drop or paste a file; return whether the page was kept from opening it itself."""
    taken: bool = place.evaluate(
        _CARRY, [kind, name, media_type, base64.b64encode(content).decode()]
    )
    return taken


def cards(chat: ChatPage) -> Locator:
    return chat.log.locator(".beian-file")


def saved_bytes(page: Page, button: Locator) -> tuple[str, bytes]:
    with page.expect_download() as saving:
        button.click()
    return saving.value.suggested_filename, Path(saving.value.path()).read_bytes()


def test_a_photo_and_a_pdf_are_sent_seen_saved_and_deleted_by_keyboard(chat: ChatPage) -> None:
    photo, papers = samples.photo(1200, 800), samples.pdf(pages=3)
    button = chat.frame.get_by_role("button", name="发送文件（照片或 PDF）")
    with chat.page.expect_file_chooser() as choosing:
        button.press("Enter")
    choosing.value.set_files({"name": "身份证.jpg", "mimeType": "image/jpeg", "buffer": photo})
    expect(cards(chat)).to_have_count(1)
    expect(chat.composer).to_be_focused()
    expect(cards(chat).first.get_by_role("img", name="图片“身份证.jpg”")).to_be_visible()
    expect(chat.notices.last).to_contain_text("还没有客服接入")
    pick(chat, ("执照.pdf", "application/pdf", papers))
    expect(cards(chat)).to_have_count(2)
    expect(cards(chat).last).to_contain_text("3 页")
    expect(chat.replies.filter(has_text="转人工")).to_be_visible()
    expect(chat.frame.locator(".beian-tray-file")).to_have_count(0)
    name, content = saved_bytes(chat.page, cards(chat).last.get_by_role("button", name="下载"))
    assert (name, content[:5]) == ("执照.pdf", b"%PDF-")
    assert violations(chat.page) == []
    chat.shot("files-desktop")
    cards(chat).first.get_by_role("button", name="删除").press("Enter")
    cards(chat).first.get_by_role("button", name="确定删除").press("Enter")
    expect(cards(chat).first).to_have_text("文件已删除")
    chat.page.reload()
    expect(cards(chat).first).to_have_text("文件已删除")
    expect(cards(chat)).to_have_count(2)


def test_a_file_is_dropped_or_pasted_and_the_page_stays(chat: ChatPage) -> None:
    assert carry(chat.list, "drop", "dropped.jpg", "image/jpeg", samples.photo())
    expect(cards(chat)).to_have_count(1)
    assert carry(chat.composer, "paste", "pasted.png", "image/png", samples.png())
    expect(cards(chat)).to_have_count(2)
    expect(cards(chat).last).to_contain_text("pasted.png")
    assert carry(chat.list, "drop", "drawing.svg", "image/svg+xml", samples.SVG)
    expect(chat.frame.get_by_role("alert")).to_contain_text("只能发送照片")
    chat.frame.get_by_role("button", name="移除“drawing.svg”").click()
    expect(chat.frame.locator(".beian-tray")).to_have_count(0)


def test_an_upload_outlives_a_lost_connection_and_says_so(
    chat: ChatPage, faults: PageFaults
) -> None:
    faults.expect(LOST_CONNECTION)
    parts: list[str] = []

    def cut_after_the_first(route: Route) -> None:
        parts.append(route.request.headers["upload-offset"])
        if len(parts) == 2:
            route.abort("connectionreset")
            chat.page.context.set_offline(True)
        else:
            route.continue_()

    chat.page.route(
        "**/chat/files/*",
        lambda route: (
            cut_after_the_first(route) if route.request.method == "PATCH" else route.continue_()
        ),
    )
    pick(chat, ("large.jpg", "image/jpeg", samples.photo(1000, 1000) + bytes(1_500_000)))
    tray = chat.frame.locator(".beian-tray")
    expect(tray).to_contain_text("现在没有网络")
    expect(tray).to_contain_text("等待发送")
    chat.shot("files-offline")
    chat.page.context.set_offline(False)
    expect(cards(chat)).to_have_count(1)
    assert parts[0] == "0"
    assert parts[2] == parts[1] != "0"  # It went on where it was.


def test_the_first_file_pasted_without_a_connection_waits_for_it(
    chat: ChatPage, faults: PageFaults
) -> None:
    faults.expect(LOST_CONNECTION)
    chat.page.context.set_offline(True)
    assert carry(chat.composer, "paste", "pasted.jpg", "image/jpeg", samples.photo())
    expect(chat.frame).to_contain_text("连上后自动发送")
    chat.page.context.set_offline(False)
    expect(cards(chat)).to_have_count(1)


def test_an_upload_is_cancelled(chat: ChatPage) -> None:
    chat.page.route(
        "**/chat/files/*",
        lambda route: None if route.request.method == "PATCH" else route.continue_(),
    )
    pick(chat, ("large.jpg", "image/jpeg", samples.photo()))
    chat.frame.get_by_role("button", name="取消发送“large.jpg”").click()
    expect(chat.frame.locator(".beian-tray")).to_have_count(0)
    expect(cards(chat)).to_have_count(0)


def test_on_a_phone_a_photo_is_taken_with_the_camera(
    new_context: NewContext, desk: RunningDesk, page_site: HostSite
) -> None:
    del desk
    page = new_context(**PHONE).new_page()
    chat = ChatPage(page).goto(page_site.origin).open()
    with page.expect_file_chooser() as choosing:
        chat.frame.get_by_role("button", name="拍照").tap()
    assert choosing.value.element.get_attribute("capture") == "environment"
    choosing.value.set_files(
        {"name": "IMG_1.HEIC", "mimeType": "image/heic", "buffer": samples.HEIC.read_bytes()}
    )
    expect(cards(chat)).to_have_count(1)
    expect(cards(chat).first.get_by_role("img", name="图片“IMG_1.jpg”")).to_be_visible()
    chat.shot("files-phone-dark")
    assert violations(page) == []


class ConsolePage:
    """The console of an agent, with the first conversation of a list open and taken."""

    def __init__(self, page: Page, url: str, name: str) -> None:
        self.page = page
        page.goto(f"{url}/console/")
        page.locator("input[autocomplete=username]").fill(name)
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("button[type=submit]").click()
        expect(page.locator(".desk-list")).to_be_visible(timeout=PAGE_MS)

    def files(self) -> Locator:
        return self.page.locator(".desk-file")


def latest_conversation(desk: RunningDesk) -> str:
    """The id of the conversation begun last: lists move while those of other tests go on."""
    database = DeskDatabase(desk.settings.desk_database_url)
    query = select(conversations.c.id).order_by(conversations.c.began_at.desc()).limit(1)
    with database.reading() as connection:
        found = str(connection.execute(query).scalar_one())
    database.close()
    return found


def test_an_agent_opens_judges_and_answers_files(
    new_context: NewContext, desk: RunningDesk, page_site: HostSite, faults: PageFaults
) -> None:
    faults.expect("401")  # a console asks first who is signed in
    employed(desk.settings, "li", "manager")
    chat = ChatPage(new_context().new_page()).goto(page_site.origin).open()
    pick(chat, ("执照.jpg", "image/jpeg", samples.photo(1400, 900)))
    expect(cards(chat)).to_have_count(1)

    page = new_context().new_page()
    console = ConsolePage(page, desk.url, "li")
    page.goto(f"{desk.url}/console/#/all/{latest_conversation(desk)}")
    expect(console.files()).to_have_count(1)
    page.get_by_role("button", name="接入", exact=True).click()
    shown = console.files().first
    expect(shown.locator("img")).to_be_visible()
    assert shown.locator("img").evaluate("(image) => image.decode().then(() => true)")
    shown.get_by_role("button", name="放大“执照.jpg”").click()
    large = page.get_by_role("dialog").locator("img")
    expect(large).to_be_visible()
    assert large.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 900
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()

    shown.get_by_role("button", name="请重新发送…“执照.jpg”").click()
    expect(shown.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("右下角被遮住了")
    page.keyboard.press("Enter")
    expect(shown).to_contain_text("已请用户重新发送：")
    expect(cards(chat).first).to_contain_text("右下角被遮住了")
    expect(chat.notices.last).to_contain_text("右下角被遮住了")
    page.locator(".desk-composer input[type=file]").set_input_files(
        {"name": "声明书.pdf", "mimeType": "application/pdf", "buffer": samples.pdf(1)}
    )
    expect(console.files()).to_have_count(2)
    expect(page.locator(".desk-tray")).to_have_count(0)
    expect(cards(chat)).to_have_count(2)
    name, content = saved_bytes(chat.page, cards(chat).last.get_by_role("button", name="下载"))
    assert (name, content[:5]) == ("声明书.pdf", b"%PDF-")
    expect(cards(chat).last.get_by_role("button", name="删除")).to_have_count(0)

    pick(chat, ("执照 2.jpg", "image/jpeg", samples.photo(1400, 900)))
    expect(console.files()).to_have_count(3)
    expect(chat.notices.last).to_contain_text("客服Li可以看到")
    console.files().last.get_by_role("button", name="“执照 2.jpg”可以用").click()
    expect(cards(chat).last).to_contain_text("客服已确认")
    assert violations(page) == []
    page.screenshot(path=SCREENSHOTS / "files-console.png", animations="disabled")
    chat.shot("files-with-agent")


def test_visitor_and_agent_read_at_a_photo_what_a_first_look_told(
    new_context: NewContext, desk: RunningDesk, page_site: HostSite, faults: PageFaults
) -> None:
    faults.expect("401")
    employed(desk.settings, "wang", "manager")
    chat = ChatPage(new_context().new_page()).goto(page_site.origin).open()
    page = new_context(locale="en-GB").new_page()
    console = ConsolePage(page, desk.url, "wang")
    pick(chat, ("身份证.jpg", "image/jpeg", papers.jpeg(papers.photo(papers.id_back()))))
    hint = "初步看来（仅供参考）：像是居民身份证（国徽面）；字能看清。"
    expect(cards(chat).first).to_contain_text(hint, timeout=LOOK_MS)
    page.goto(f"{desk.url}/console/#/all/{latest_conversation(desk)}")
    expect(console.files().first).to_contain_text("the side with the emblem; it can be read.")
    pick(chat, ("dark.jpg", "image/jpeg", papers.jpeg(papers.dark(papers.photo(papers.menu())))))
    expect(console.files().last).to_contain_text("the photo is too dark", timeout=LOOK_MS)
    expect(cards(chat).last).to_contain_text("照片太暗")
    assert violations(page) == []
    assert violations(chat.page) == []
    page.screenshot(path=SCREENSHOTS / "first-look-console.png", animations="disabled")
    chat.shot("first-look")


def test_the_newest_of_many_failures_is_in_sight(chat: ChatPage) -> None:
    chat.page.set_viewport_size({"width": 390, "height": 700})
    for place in range(1, 7):
        pick(chat, (f"drawing-{place}.svg", "image/svg+xml", b"<svg/>"))
        failed = chat.frame.get_by_role("alert")
        expect(failed).to_have_count(place)
        expect(failed.last).to_be_in_viewport(ratio=1)
    tray = chat.frame.locator(".beian-tray")
    below = tray.evaluate("(tray) => tray.scrollHeight - tray.scrollTop - tray.clientHeight")
    assert tray.evaluate("(tray) => tray.scrollHeight > tray.clientHeight")
    assert below < 24
    chat.shot("six-failures")
