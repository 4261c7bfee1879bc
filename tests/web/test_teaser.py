"""A bubble above the button that invites to chat: once, out of everybody's way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.assistant import Assistant
from tests.web.axe import violations
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext
from tests.web.host_page import HostSite

TEXT = "网站不做了？备案注销问我"
TAG = f"data-teaser={TEXT}&data-teaser-after=0"


@pytest.fixture
def page(new_context_in_each: NewContext, assistant: Assistant) -> Page:
    del assistant  # the site's pages know the desk once it runs
    return new_context_in_each().new_page()


def teaser_on(page: Page, site: HostSite, kind: str = "several-tags") -> Locator:
    page.goto(f"{site.origin}/page/{kind}?{TAG}")
    return page.locator("beian-chat .beian-teaser")


def focused(page: Page) -> str:
    """The class of what has the focus in the chat."""
    inner = "() => document.querySelector('beian-chat').shadowRoot.activeElement?.className"
    return str(page.evaluate(inner))


def test_it_opens_the_chat(page: Page, site: HostSite) -> None:
    teaser = teaser_on(page, site)
    expect(teaser).to_contain_text(TEXT)
    assert violations(page) == []
    ChatPage(page).shot("teaser")
    teaser.get_by_text(TEXT).click()
    ChatPage(page).greeted()
    expect(teaser).to_be_hidden()


def test_it_is_put_away_for_good_by_the_keyboard(page: Page, site: HostSite) -> None:
    teaser = teaser_on(page, site)
    expect(teaser).to_be_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "beian-teaser-open"
    page.keyboard.press("Tab")
    assert focused(page) == "beian-teaser-dismiss"
    page.keyboard.press("Enter")
    expect(teaser).to_be_hidden()
    assert focused(page) == "beian-launcher-button"
    page.reload()
    expect(ChatPage(page).launcher).to_be_visible()
    seen = "() => performance.getEntriesByType('resource').some((one) => /teaser/.test(one.name))"
    page.wait_for_function(seen)
    expect(teaser).to_be_hidden()


def test_it_stays_off_a_dialog_of_the_page(page: Page, site: HostSite) -> None:
    teaser = teaser_on(page, site, "dialog")
    expect(teaser).to_be_visible()
    page.locator("#act").click()
    expect(teaser).to_be_hidden()
    expect(ChatPage(page).launcher).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#first")).not_to_have_attribute("open", "")
    expect(teaser).to_be_visible()


@pytest.mark.parametrize(
    ("motion", "animation"), [("reduce", "none"), ("no-preference", "beian-teaser-come")]
)
def test_it_moves_only_for_who_has_nothing_against_it(
    new_context: NewContext, assistant: Assistant, site: HostSite, motion: str, animation: str
) -> None:
    del assistant
    page = new_context(
        reduced_motion=motion,
        color_scheme="dark",
        viewport={"width": 390, "height": 844},
        has_touch=True,
    ).new_page()
    teaser = teaser_on(page, site)
    expect(teaser).to_be_visible()
    assert teaser.evaluate("(one) => getComputedStyle(one).animationName") == animation
    assert violations(page) == []
    ChatPage(page).shot(f"teaser-phone-{motion}")
