"""Papers that are sent again, in a real browser: after an upload that failed, and where an agent
asks for it; and the chat's own texts for a visitor who writes Traditional characters."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.desk.files import samples
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot
from tests.web.axe import violations
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext
from tests.web.page_faults import PageFaults
from tests.web.test_checklist import (
    PHONE,
    Devices,
    ask,
    bot,
    checklist,
    desk,
    device,
    page_site,
    ready,
    send,
    the_list,
)
from tests.web.test_files import ConsolePage, cards, pick
from tests.web.test_handoff import OWN_CONVERSATION

__all__ = ["bot", "desk", "device", "page_site"]  # the fixtures

PAPERS_MS = 60_000


def test_a_paper_that_an_agent_wants_again_is_open_on_the_list_with_the_reason(
    device: Devices,
    desk: RunningDesk,
    bot: ScriptedBot,
    new_context: NewContext,
    faults: PageFaults,
) -> None:
    chat = device("chen-hongkong", **PHONE)
    ask(chat, bot, "材料清单发我一份", checklist("chen-hongkong"))
    card = the_list(chat)
    send(chat, card, "声明书", "letter.jpg", by_keyboard=False)
    ready(card, 3)

    faults.expect("401")  # a console asks first who is signed in
    page = new_context(viewport={"width": 1440, "height": 900}).new_page()
    console = ConsolePage(page, desk.url, "li")
    page.goto(f"{desk.url}/console/#/all")
    page.locator(f'.desk-list [data-conversation="{chat.page.evaluate(OWN_CONVERSATION)}"]').click()
    page.get_by_role("button", name="接入", exact=True).click()
    console.files().first.get_by_role("button", name="请重新发送…“letter.jpg”").click()
    expect(console.files().first.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("没有按手印")
    page.keyboard.press("Enter")
    expect(console.files().first).to_contain_text("已请用户重新发送：")

    ready(card, 2)
    expect(card.get_by_role("listitem").last).to_contain_text("请重新发一份：")
    expect(card.get_by_role("listitem").last).to_contain_text("没有按手印")
    expect(chat.notices.last).to_contain_text("没有按手印")
    expect(page.locator(".desk-papers").first).to_contain_text("等用户重发", timeout=PAPERS_MS)
    card.scroll_into_view_if_needed()
    chat.shot("paper-wanted-again")
    assert violations(chat.page) == []
    with chat.page.expect_file_chooser() as choosing:
        card.get_by_role("button", name="再发一张：声明书").tap()
    choosing.value.set_files(
        {"name": "letter-2.jpg", "mimeType": "image/jpeg", "buffer": samples.photo(640, 480)}
    )
    ready(card, 3)
    expect(card).not_to_contain_text("请重新发一份")
    expect(console.files()).to_have_count(2)


def test_an_upload_that_failed_is_tried_again_by_its_button(
    device: Devices, faults: PageFaults
) -> None:
    faults.expect("507")
    chat = device("wu-taiwan", **PHONE)
    full = True

    def no_room(route: Route) -> None:
        if full and route.request.method == "PATCH":
            route.fulfill(status=507, json={"error": "full", "code": "no_space"})
        else:
            route.continue_()

    chat.page.route("**/chat/files/*", no_room)
    pick(chat, ("证件.heic", "image/heic", samples.HEIC.read_bytes()))
    again = chat.frame.get_by_role("button", name="重试发送“证件.heic”")
    expect(again).to_be_visible(timeout=PAPERS_MS)
    chat.shot("upload-failed")
    assert violations(chat.page) == []
    full = False
    again.tap()
    expect(cards(chat)).to_have_count(1, timeout=PAPERS_MS)
    expect(chat.frame.locator(".beian-tray-file")).to_have_count(0)
    expect(cards(chat).first.get_by_role("img", name="图片“证件.jpg”")).to_be_visible()


def test_the_chats_own_texts_are_in_the_characters_that_the_assistant_speaks(
    device: Devices, bot: ScriptedBot
) -> None:
    chat: ChatPage = device("wu-taiwan")
    expect(chat.composer).to_have_attribute("placeholder", "请输入您的问题…")
    bot.script = "hant"
    ask(chat, bot, "請問這個備案還沒註銷，怎麼辦？", checklist("wu-taiwan"))
    bot.script = None
    expect(chat.composer).to_have_attribute("placeholder", "請輸入您的問題…")
    card = the_list(chat)
    expect(card.locator(".beian-checklist-count")).to_have_text("已備好 2 份，共 5 份")
    expect(card.get_by_role("button", name="發照片：")).to_have_count(3)
    with chat.page.expect_file_chooser() as choosing:
        chat.frame.get_by_role("button", name="傳送檔案（照片或 PDF）").click()
    photo = {"mimeType": "image/jpeg", "buffer": samples.photo(640, 480)}
    choosing.value.set_files({"name": "备案.jpg", **photo})
    sent = cards(chat).filter(has_text="备案.jpg")
    expect(sent.get_by_role("button", name="刪除「备案.jpg」")).to_be_visible(timeout=PAPERS_MS)
    chat.shot("traditional")
    assert violations(chat.page) == []
    ask(chat, bot, "这个还没办过，请说说", None)
    expect(chat.composer).to_have_attribute("placeholder", "请输入您的问题…")
