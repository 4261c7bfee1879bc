"""The running stack, a site beside it, and Debian's Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.web.assistant import Assistant, running_assistant
from tests.web.chat_page import ChatPage
from tests.web.host_page import HostSite, running_site
from tests.web.page_faults import PageFaults

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
PATIENCE_MS = 20_000
NewContext = Callable[..., BrowserContext]
SignIn = Callable[[ChatPage, str], None]

expect.set_options(timeout=PATIENCE_MS)


# Of the package, not the session: while Playwright runs, asyncio.run does not work, which
# other packages' tests need.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert program, "These tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site() -> Iterator[HostSite]:
    with running_site() as site:
        yield site


@pytest.fixture(scope="package")
def assistant(site: HostSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with running_assistant(tmp_path_factory.mktemp("stack"), site.origin) as assistant:
        site.desk = assistant.url
        yield assistant


@pytest.fixture
def faults() -> Iterator[PageFaults]:
    faults = PageFaults()
    yield faults
    assert faults.unexpected() == []


@pytest.fixture
def new_context(browser: Browser, faults: PageFaults) -> Iterator[NewContext]:
    """Makes a browser profile of its own, for a visitor in China unless told otherwise."""
    contexts: list[BrowserContext] = []

    def make(**given: Any) -> BrowserContext:
        usual: dict[str, Any] = {
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            "viewport": {"width": 1280, "height": 800},
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**{**usual, **given})
        context.set_default_timeout(PATIENCE_MS)
        faults.watch(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    return new_context()


@pytest.fixture
def chat(context: BrowserContext, assistant: Assistant) -> ChatPage:
    """The demo page, as it comes up."""
    return ChatPage(context.new_page()).goto(assistant.url)


@pytest.fixture
def sign_in_as(assistant: Assistant) -> SignIn:
    """Chooses a sample account on the demo page."""

    def choose(chat: ChatPage, account: str) -> None:
        with chat.page.expect_response(f"{assistant.url}/demo/accounts"):
            chat.page.reload()
        chat.page.locator(f'[data-account="{account}"]').click()
        expect(chat.page.locator("#user")).to_have_class("user signed-in")

    return choose
