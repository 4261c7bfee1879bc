"""Pages that links of e-mails and of cards open, in a real browser: reminders are switched off and
on, and a link that is altered, expired or another's says what to do."""

from __future__ import annotations

import pytest
import requests
from playwright.sync_api import expect

from beian.base.reminder_kinds import SMS_DEADLINE
from beian.desk.letter_links import LetterLinks
from beian.letters.letter import About, LetterKind, WantedLetter
from tests.desk.running import RunningDesk
from tests.web.axe import violations
from tests.web.conftest import NewContext
from tests.web.page_faults import PageFaults
from tests.web.test_checklist import SECRET, bot, desk, page_site

__all__ = ["bot", "desk", "page_site"]  # the fixtures

CHEN = "chen-hongkong"
OF_CHEN = WantedLetter(LetterKind.STATEMENT, About.SUBJECT, "chen")


def unsubscribing(desk: RunningDesk, language: str) -> str:
    """Return the address of the link that a reminder's e-mail ends with."""
    path = desk.app.state.desk.reminders.links.link(CHEN, SMS_DEADLINE, language)
    return f"{desk.url}{path}"


@pytest.mark.parametrize(
    ("language", "says", "off", "gone", "on", "back"),
    [
        ("zh", "您现在会收到", "不再提醒这一类", "不再提醒：短信核验", "恢复提醒", "已恢复提醒"),
        (
            "en",
            "You get reminders",
            "No more of this kind",
            "No more reminders of this kind",
            "Turn them on again",
            "on again",
        ),
    ],
)
def test_the_link_of_a_mail_switches_its_kind_off_and_on_again(  # noqa: PLR0917 (cases)
    desk: RunningDesk,
    new_context: NewContext,
    language: str,
    says: str,
    off: str,
    gone: str,
    on: str,
    back: str,
) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    link = unsubscribing(desk, language)
    page.goto(link)
    expect(page.locator("body")).to_contain_text(says)  # reading it changes nothing
    page.reload()
    expect(page.locator("body")).to_contain_text(says)
    assert violations(page) == []
    page.get_by_role("button", name=off).press("Enter")
    expect(page.locator("body")).to_contain_text(gone)
    assert violations(page) == []
    page.get_by_role("button", name=on).click()
    expect(page.locator("body")).to_contain_text(back)


def test_a_mail_program_unsubscribes_by_one_post(
    desk: RunningDesk, new_context: NewContext
) -> None:
    link = unsubscribing(desk, "zh")
    requests.post(link, data={"List-Unsubscribe": "One-Click"}, timeout=60).raise_for_status()
    page = new_context().new_page()
    page.goto(link)
    expect(page.locator("body")).to_contain_text("不再提醒：短信核验")
    page.get_by_role("button", name="恢复提醒").click()
    expect(page.locator("body")).to_contain_text("已恢复提醒")


def test_a_link_that_is_of_no_use_says_what_to_do(
    desk: RunningDesk, new_context: NewContext, faults: PageFaults
) -> None:
    faults.expect("401")
    faults.expect("403")
    faults.expect("410")
    whole = LetterLinks(SECRET, 60).link(OF_CHEN, CHEN, "zh")
    expired = LetterLinks(SECRET, -1).link(OF_CHEN, CHEN, "en")
    pages = {
        f"{desk.url}{whole}/letter.pdf": "只能由它所属的账号打开",
        f"{desk.url}{expired}/letter.pdf": "expired",
        f"{desk.url}{whole[:-6]}AAAAAA/print": "不完整或被改动过",
        f"{unsubscribing(desk, 'zh')[:-6]}AAAAAA": "不完整或被改动过",
    }
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    for address, says in pages.items():
        page.goto(address)
        expect(page.get_by_role("heading")).to_be_visible()
        expect(page.locator("body")).to_contain_text(says)
        assert page.locator("body").evaluate("(body) => body.scrollWidth - innerWidth") <= 0
        assert violations(page) == []
