"""The pages of the console that managers and admins have: whole, legible and without a violation of
WCAG, on a desktop and on a phone, in light and dark, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from beian.base.settings import Settings
from beian.desk.conversations.blocking import BlockStore
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.groups import Group, GroupStore
from beian.desk.conversations.handoff_store import HandoffStore
from beian.desk.conversations.macros import Macro, MacroStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Ending, Role
from tests.desk.agent import employed
from tests.desk.front_desk import Hours
from tests.web.assistant import Assistant
from tests.web.axe import violations
from tests.web.chat_page import SCREENSHOTS
from tests.web.conftest import NewContext
from tests.web.page_faults import PageFaults
from tests.web.test_handoff import WINDOWS, ConsolePage
from tests.web.test_screens import scrolls_sideways

PAGES = {
    "groups": "云南的备案材料",
    "macros": "请补营业执照",
    "blocks": "yunfan-software",
    "agents": "Xu",
    "canned": "/",
    "audit": "Xu",
    "feedback": "",
    "outbox": "",
    "security": "",
}
"""With words of what each is to show."""
ADDRESS = "https://shop.example/help/filing/cancel?from=footer&campaign=autumn-of-a-long-name"
OpenConsole = Callable[..., Page]


@pytest.fixture(scope="module")
def where(assistant: Assistant) -> Iterator[str]:
    """A conversation of an account that an agent has blocked, and all that the pages list."""
    del assistant  # whose store it is, by the environment
    settings = Settings.from_environment()
    database = DeskDatabase(settings.desk_database_url)
    front = FrontDesk(Hours())
    xu = employed(settings, "xu", Role.ADMIN)
    employed(settings, "bartholomew-featherstonehaugh", Role.EDITOR, Role.MANAGER)
    groups, store = GroupStore(database, front), ConversationStore(database, front)
    group = groups.add(
        Group(
            "云南的备案材料",
            (xu.id,),
            topics=("faq_required_documents", "faq_statement_letter"),
            languages=("zh",),
            sites=("nowhere.example",),
        )
    )
    macros = MacroStore(database, HandoffStore(database, front), front)
    macro = macros.add(
        Macro(
            "请补营业执照",
            zh="您好，我是{agent}。",
            en="Hello, this is {agent}.",
            paper_zh="营业执照",
            paper_en="your business licence",
            tags=("材料", "waiting"),
            topic="faq_required_documents",
            ending=Ending.RETURN,
        )
    )
    where = store.begin("zh", "yunfan-software", site="shop.example").conversation.id
    store.accept(where, "message-1", text="还要几天？", account_id="yunfan-software")
    store.note_page(where, ADDRESS, "注销备案 · 帮助中心")
    blocks = BlockStore(database, front, "a secret of these pages")
    blocks.block(where, xu.id, "辱骂客服 and threats, several times", timedelta(days=30))
    yield where
    groups.drop(str(group.id))
    macros.drop(str(macro.id))
    for block in blocks.listed():
        blocks.lift(block["id"], xu.id)
    database.close()


@pytest.fixture
def console(
    new_context: NewContext, assistant: Assistant, where: str, faults: PageFaults
) -> OpenConsole:
    """Open the console of an admin, who is signed in."""
    del where
    faults.expect("401")  # a console asks first who is signed in

    def sign_in(window: str, scheme: str, language: str = "zh") -> Page:
        given: dict[str, Any] = WINDOWS[window] or {"viewport": {"width": 1440, "height": 900}}
        locale = "zh-CN" if language == "zh" else "en-GB"
        context = new_context(**given, color_scheme=scheme, locale=locale)
        return ConsolePage(context.new_page(), assistant.url).sign_in("xu").page

    return sign_in


def is_in_order(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")
    assert not scrolls_sideways(page)
    assert violations(page) == []


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize(("scheme", "language"), [("light", "zh"), ("dark", "zh"), ("light", "en")])
def test_each_page_is_whole(console: OpenConsole, window: str, scheme: str, language: str) -> None:
    page = console(window, scheme, language)
    for name, words in PAGES.items():
        page.evaluate("(place) => (location.hash = place)", f"#/{name}")
        expect(page.locator(".desk-page h2, .desk-page h1").first).to_be_visible()
        expect(page.locator(".desk-page")).to_contain_text(words)
        expect(page.locator(".desk-page")).not_to_contain_text("faq_")
        if name == "feedback":
            expect(page.locator(".desk-table").first).to_be_visible()
        is_in_order(page, f"pages-{name}-{window}-{scheme}-{language}")


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_form_is_whole(console: OpenConsole, window: str, scheme: str) -> None:
    page = console(window, scheme)
    for name in ("groups", "macros", "agents", "canned"):
        page.evaluate("(place) => (location.hash = place)", f"#/{name}")
        page.locator(".desk-page").get_by_role("button", name="新增").first.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("button", name="保存")).to_be_visible()
        is_in_order(page, f"form-{name}-{window}-{scheme}")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_that_a_visitor_is_on_and_the_block(
    console: OpenConsole, where: str, window: str, scheme: str
) -> None:
    page = console(window, scheme)
    page.evaluate("(place) => (location.hash = place)", f"#/all/{where}")
    if window == "phone":
        page.get_by_role("button", name="用户信息").click()
    panel = page.locator(".desk-panel")
    expect(panel).to_contain_text("注销备案 · 帮助中心")
    expect(panel).to_contain_text(ADDRESS)
    expect(panel).to_contain_text("辱骂客服")
    is_in_order(page, f"visitor-{window}-{scheme}")


@pytest.fixture
def with_provider(new_context: NewContext, assistant: Assistant, faults: PageFaults) -> OpenConsole:
    """Open the sign-in of a desk whose desk.yml names a provider."""
    faults.expect("401")  # a console asks first who is signed in

    def ways(route: Route) -> None:
        """What the tests of the agents' API hold a desk with a provider to."""
        body = json.dumps({"oidc": {"label": "Example 单点登录"}})
        route.fulfill(content_type="application/json", body=body)

    def opened(window: str, scheme: str, language: str) -> Page:
        locale = "zh-CN" if language == "zh" else "en-GB"
        context = new_context(**WINDOWS[window], color_scheme=scheme, locale=locale)
        context.route("**/console/api/sign-in", ways)
        page = context.new_page()
        page.goto(f"{assistant.url}/console/")
        return page

    return opened


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize(("scheme", "language"), [("light", "zh"), ("dark", "en")])
def test_the_sign_in_with_a_provider(
    with_provider: OpenConsole, window: str, scheme: str, language: str
) -> None:
    page = with_provider(window, scheme, language)
    provider = page.locator(".desk-sign-in-provider")
    expect(provider).to_be_visible()
    expect(provider).to_have_attribute("href", "/console/api/oidc")
    is_in_order(page, f"sign-in-{window}-{scheme}-{language}")
