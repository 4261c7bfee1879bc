"""The chat on a site's own pages: strict policies, unknown origins, tokens that end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.assistant import Assistant
from tests.web.chat_page import ChatPage
from tests.web.host_page import HostSite
from tests.web.page_faults import PageFaults

PAPERS = "手机号换了，注销网站要准备什么材料？"
WHOSE_PHONE = "注销时核实的是谁的手机号？"
PHONE = "138****1001"
BRIEFLY = timedelta(seconds=3)
# As a page does whose script runs before the widget's; `newToken` asks the site's server.
IDENTIFY = """
window.BeianChat = window.BeianChat || { queue: [] };
window.BeianChat.queue.push(["identify", () => {
  const { dataset } = document.documentElement;
  dataset.asked = Number(dataset.asked ?? 0) + 1;
  return window.newToken();
}]);
"""


class SiteServer:
    """The host page's server: gives out tokens of who is signed in there."""

    def __init__(self, assistant: Assistant, page: Page) -> None:
        self._assistant = assistant
        self.account: str | None = None
        self.lifetime = timedelta(hours=1)
        page.expose_function("newToken", self._token)

    def _token(self) -> str | None:
        if self.account is None:
            return None
        return self._assistant.tokens.sign(self.account, self.lifetime)


@pytest.fixture
def page(context: BrowserContext, assistant: Assistant) -> Page:
    del assistant  # the site's pages know the desk once it runs
    return context.new_page()


@pytest.fixture
def server(page: Page, assistant: Assistant) -> SiteServer:
    page.add_init_script(IDENTIFY)
    return SiteServer(assistant, page)


def test_a_strict_policy_is_kept(page: Page, site: HostSite, server: SiteServer) -> None:
    server.account = "lin-individual"
    chat = ChatPage(page).goto(site.origin).open()
    expect(chat.ask(WHOSE_PHONE).first).to_contain_text(PHONE)
    chat.choose("English")
    chat.log.get_by_label("It did not help").last.click()
    expect(chat.log.locator(".beian-feedback-form")).to_be_visible()
    chat.choose("Start a new conversation")
    expect(chat.rating).to_be_visible()
    chat.shot("host-page")


def test_a_page_of_an_origin_that_is_not_listed_is_told_so(
    page: Page, site: HostSite, faults: PageFaults
) -> None:
    faults.expect(r"WebSocket connection to|403")
    chat = ChatPage(page).goto(site.stranger)
    chat.launcher.click()
    expect(chat.warning).to_contain_text("这个页面还不能使用聊天")
    expect(chat.header).to_contain_text("无法连接")
    chat.shot("refused")


def test_a_token_that_ends_is_asked_for_anew(
    page: Page, site: HostSite, server: SiteServer
) -> None:
    server.account, server.lifetime = "lin-individual", BRIEFLY
    chat = ChatPage(page).goto(site.origin).open()
    server.lifetime = timedelta(hours=1)
    # On a slow machine a token may end before the chat is open, and then the site is asked again.
    page.wait_for_function("() => Number(document.documentElement.dataset.asked) >= 2")
    expect(chat.ask(WHOSE_PHONE).first).to_contain_text(PHONE)
    expect(chat.warning).to_be_hidden()


def test_messages_wait_while_a_sign_in_has_ended(
    page: Page, site: HostSite, server: SiteServer
) -> None:
    server.account, server.lifetime = "lin-individual", BRIEFLY
    chat = ChatPage(page).goto(site.origin).open()
    server.account = None
    expect(chat.warning).to_contain_text("登录已过期")
    chat.write(WHOSE_PHONE)
    expect(chat.log.get_by_text("发送中…")).to_be_visible()
    chat.shot("sign-in-ended")
    server.account, server.lifetime = "lin-individual", timedelta(hours=1)
    page.evaluate("() => BeianChat.identify(() => window.newToken())")
    expect(chat.answer_to(WHOSE_PHONE).first).to_contain_text(PHONE)
    expect(chat.warning).to_be_hidden()
    expect(chat.own).to_have_count(1)


def test_who_signs_in_as_another_begins_anew_and_sees_nothing_of_the_other(
    page: Page, site: HostSite, server: SiteServer
) -> None:
    server.account = "lin-individual"
    chat = ChatPage(page).goto(site.origin).open()
    chat.ask(PAPERS)
    server.account = "wright-english"
    page.reload()
    chat.greeted()
    expect(chat.own).to_have_count(0)
    expect(chat.log).not_to_contain_text(PHONE)
    answer = chat.ask(PAPERS)
    expect(answer.filter(has_text="要注销的是哪一个").first).to_be_visible()
    expect(chat.log).not_to_contain_text(PHONE)
