"""The running stack, a site beside it, and Debian's browsers: Chromium, and Firefox for some."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Playwright,
    Route,
    expect,
    sync_playwright,
)
from sqlalchemy import update

from beian.base.engine import open_engine
from beian.base.settings import Settings
from beian.desk.storage.enumerations import State
from beian.desk.storage.tables import conversations
from tests.web.assistant import Assistant, running_assistant
from tests.web.bidi_relay import relay_program
from tests.web.chat_page import ChatPage
from tests.web.host_page import HostSite, running_site
from tests.web.page_faults import PageFaults

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FIREFOXES = ("firefox-esr", "firefox")
BROWSERS = ("chromium", "firefox")
ARGUMENTS = [
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
# What Playwright asks of Firefox by commands that Debian's is too old for.
FIREFOX_PREFERENCES: dict[str, str | float | bool] = {
    "intl.accept_languages": "zh-CN",
    "ui.prefersReducedMotion": 1,
}
PATIENCE_MS = 60_000
"""Nothing takes as long on a machine of its own; beside other work a page may."""
PAGE_MS = 120_000
"""A whole page takes many times as long to load on a machine that is busy with other work."""
DOCUMENTS = re.compile("/([?#].*)?$")
"""The desk's pages: the demo page and the console."""
NewContext = Callable[..., BrowserContext]
SignIn = Callable[[ChatPage, str], None]

expect.set_options(timeout=PATIENCE_MS)


# Of the package, not the session: while Playwright runs, asyncio.run does not work, which
# other packages' tests need.
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert program, "These tests need Chromium: apt-get install chromium"
    browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def firefox(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, FIREFOXES)), None)
    assert program, "These tests need Firefox: apt-get install firefox-esr"
    firefox = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=relay_program(program, tmp_path_factory.mktemp("firefox")),
        firefox_user_prefs=FIREFOX_PREFERENCES,
    )
    yield firefox
    firefox.close()


@pytest.fixture(scope="package")
def site() -> Iterator[HostSite]:
    with running_site() as site:
        yield site


@pytest.fixture(scope="package")
def assistant(site: HostSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with running_assistant(tmp_path_factory.mktemp("stack"), site.origin) as assistant:
        site.desk = assistant.url
        yield assistant


@pytest.fixture(autouse=True)
def nothing_goes_on(request: pytest.FixtureRequest) -> Iterator[None]:
    """End the accounts' conversations, which would go on in the next test's browser."""
    yield
    if "assistant" in request.fixturenames:
        engine = open_engine(Settings.from_environment().desk_database_url)
        with engine.begin() as connection:
            connection.execute(
                update(conversations)
                .where(conversations.c.account_id.is_not(None))
                .values(state=State.CLOSED, agent_id=None)
            )
        engine.dispose()


@pytest.fixture
def faults() -> Iterator[PageFaults]:
    faults = PageFaults()
    yield faults
    assert faults.unexpected() == []


@pytest.fixture
def new_context(browser: Browser, faults: PageFaults) -> Iterator[NewContext]:
    """Make a browser profile of its own, for a visitor in China unless told otherwise."""
    with _contexts(browser, faults) as make:
        yield make


@pytest.fixture
def new_firefox_context(firefox: Browser, faults: PageFaults) -> Iterator[NewContext]:
    """As `new_context`, in Firefox."""
    with _contexts(firefox, faults) as make:

        def make_open(**given: Any) -> BrowserContext:
            context = make(**given)
            context.route(DOCUMENTS, _without_policy)
            return context

        yield make_open


@pytest.fixture(params=BROWSERS)
def new_context_in_each(request: pytest.FixtureRequest) -> NewContext:
    """As `new_context`, in each of the browsers: for a test that is played in all of them."""
    name = {"chromium": "new_context", "firefox": "new_firefox_context"}[request.param]
    make: NewContext = request.getfixturevalue(name)
    return make


def _without_policy(route: Route) -> None:
    """Serve a page without its Content-Security-Policy: in a Firefox that it has not built,
    Playwright works by `eval`, which the policy refuses. In Chromium pages are held to it."""
    response = route.fetch()
    headers = {
        name: value
        for name, value in response.headers.items()
        if name.lower() != "content-security-policy"
    }
    route.fulfill(response=response, headers=headers)


@contextmanager
def _contexts(browser: Browser, faults: PageFaults) -> Iterator[NewContext]:
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
        context.set_default_navigation_timeout(PAGE_MS)
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
        with chat.page.expect_response(f"{assistant.url}/demo/accounts", timeout=PAGE_MS):
            chat.page.reload()
        chat.page.locator(f'[data-account="{account}"]').click()
        expect(chat.page.locator("#user")).to_have_class("user signed-in")

    return choose
