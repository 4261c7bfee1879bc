"""A dead phone, from the first word to the agent, with the trained assistant: the letter is made,
the papers are sent and counted, and a person who takes over opens them."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from beian.base.settings import Settings
from beian.desk.storage.enumerations import Role
from tests.desk.agent import employed
from tests.letters.pdf import text_of_pdf
from tests.web.assistant import Assistant
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext, SignIn
from tests.web.page_faults import PageFaults
from tests.web.test_checklist import PHONE, ready, send, the_list
from tests.web.test_files import ConsolePage
from tests.web.test_handoff import OWN_CONVERSATION


@pytest.mark.parametrize(
    ("window", "account", "name"),
    [({}, "chen-hongkong", "陈嘉豪"), (PHONE, "wu-taiwan", "吳佳穎")],
    ids=["desktop", "phone"],
)
def test_the_papers_reach_an_agent(  # noqa: PLR0917 (fixtures)
    assistant: Assistant,
    new_context: NewContext,
    sign_in_as: SignIn,
    faults: PageFaults,
    window: dict[str, Any],
    account: str,
    name: str,
) -> None:
    chat = ChatPage(new_context(**window).new_page()).goto(assistant.url)
    sign_in_as(chat, account)
    chat.open().ask("我手机号停机了，验证码收不到怎么办")
    chat.replies.filter(has_text="要备哪些材料").last.click()
    papers = the_list(chat)
    ready(papers, 2)

    papers.get_by_role("button", name="声明书", exact=True).click()
    letter = chat.log.locator("section.beian-card-letter").last
    download = letter.get_by_role("button", name="下载 PDF")
    expect(download).to_be_visible()
    with chat.page.expect_download() as downloading:
        download.click()
    assert name in text_of_pdf(downloading.value.path().read_bytes())

    for place, paper in enumerate(("负责人证件", "手持证件照", "声明书"), 1):
        send(chat, papers, paper, f"IMG_{place}.jpg", by_keyboard=False)
        if place < 3:  # front and back of a document, on one picture each
            both_sides = papers.get_by_role("button", name=f"两面都在这一张上：{paper}")
            both_sides.click()
            expect(both_sides).to_have_count(0)  # the rows below move up by then
    ready(papers, 5)
    chat.replies.filter(has_text="转给客服").last.click()
    expect(chat.frame.locator(".beian-handoff")).to_be_visible()

    faults.expect("401")  # a console asks first who is signed in
    agent = "lan" if window else "bo"
    employed(Settings.from_environment(), agent, Role.MANAGER)
    page = new_context(viewport={"width": 1440, "height": 900}).new_page()
    console = ConsolePage(page, assistant.url, agent)
    page.goto(f"{assistant.url}/console/#/all")
    page.locator(f'.desk-list [data-conversation="{chat.page.evaluate(OWN_CONVERSATION)}"]').click()
    expect(page.locator(".desk-papers").first).to_contain_text("材料齐了")
    page.get_by_role("button", name="接入", exact=True).click()
    expect(console.files()).to_have_count(3)
    console.files().first.get_by_role("button", name="放大“IMG_1.jpg”").click()
    large = page.get_by_role("dialog").locator("img")
    expect(large).to_be_visible()
    assert large.evaluate("(image) => image.decode().then(() => true)")
