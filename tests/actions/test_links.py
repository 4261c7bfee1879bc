"""Answers that send somewhere have buttons that open the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.wording.links import links_of
from beian.base.contact import read_contact
from beian.nlu.topics.project import project_content
from tests.actions.accounts import in_review, owner, shop
from tests.actions.bot import Bot, Link
from tests.filing.builders import access, subject

MINISTRY = "https://beian.miit.gov.cn"
CONSOLES = """
links:
  ministry: https://beian.miit.gov.cn
  endings: https://domain.miit.gov.cn
  consoles:
    tencent: https://console.example.com/tencent
    huawei: https://console.example.com/huawei
"""
ONE_CONSOLE = "links: {consoles: {tencent: 'https://console.example.com/tencent', huawei: }}"


@pytest.fixture
def contact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A contact.yml of the test in place of the project's."""
    file = tmp_path / "contact.yml"
    monkeypatch.setattr("actions.wording.links.read_contact", lambda: read_contact(file))
    return file


@pytest.mark.parametrize(
    ("language", "title"), [("zh", "工信部备案系统"), ("en", "The ministry's filing system")]
)
def test_an_answer_that_sends_to_the_ministry_opens_its_system(
    bot: Bot, language: str, title: str
) -> None:
    answer = bot.ask("faq_check_at_ministry", language=language)
    assert answer.links == [Link(title, MINISTRY)]


def test_the_list_of_domain_endings_is_opened(bot: Bot) -> None:
    (link,) = bot.ask("faq_domain_suffix").links
    assert link == Link("已批复的域名后缀", "https://domain.miit.gov.cn")


def test_a_state_has_pages_of_its_own(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_review(),))
    assert bot.ask("faq_how_to_cancel", account).links == []


def test_without_an_address_there_is_no_button(bot: Bot, contact: Path) -> None:
    contact.write_text("links:\n  ministry:\n", encoding="utf-8")
    assert bot.ask("faq_check_at_ministry").links == []


@pytest.mark.parametrize(
    ("provider", "opened"),
    [
        ("腾讯云", ["https://console.example.com/tencent"]),
        ("Huawei Cloud", ["https://console.example.com/huawei"]),
        ("阿里云", []),
        ("某某数据", []),
    ],
)
def test_the_console_is_that_of_the_provider_on_file(
    bot: Bot, contact: Path, provider: str, opened: list[str]
) -> None:
    contact.write_text(CONSOLES, encoding="utf-8")
    answer = bot.ask("faq_how_to_cancel", owner(subject(shop(access(provider)))), part="where")
    assert [link.url for link in answer.links] == opened


def test_who_is_not_signed_in_gets_the_only_console(bot: Bot, contact: Path) -> None:
    contact.write_text(ONE_CONSOLE, encoding="utf-8")
    (link,) = bot.ask("faq_how_to_cancel").links
    assert link == Link("打开备案控制台", "https://console.example.com/tencent")
    other = owner(subject(shop(access("某某数据"))))
    assert bot.ask("faq_how_to_cancel", other, part="where").links == []


def test_of_several_consoles_the_one_that_is_spoken_of_is_opened(bot: Bot, contact: Path) -> None:
    contact.write_text(CONSOLES, encoding="utf-8")
    assert bot.ask("faq_how_to_cancel").links == []
    (link,) = bot.ask("faq_how_to_cancel", text="华为云的备案怎么注销").links
    assert link.url == "https://console.example.com/huawei"


def test_an_answer_for_a_thing_on_file_opens_the_console_of_its_provider(
    bot: Bot, contact: Path
) -> None:
    contact.write_text(CONSOLES, encoding="utf-8")
    account = owner(subject(shop(access("腾讯云"))))
    (link,) = bot.ask("faq_how_to_cancel", account, text="不在华为云上也这样注销吗").links
    assert link.url == "https://console.example.com/tencent"


def test_a_providers_own_page_is_opened_where_its_fact_has_an_address(bot: Bot) -> None:
    account = owner(subject(shop(access("阿里云"))), orders=(in_review(),))
    links = bot.ask("faq_withdraw_application", account).links
    fact = project_content().facts.by_name["withdraw-aliyun-has-a-page"]
    assert links == [Link("接入商的说明", str(fact.source.address))]


def test_who_writes_traditional_characters_reads_them_on_the_button(bot: Bot) -> None:
    answer = bot.ask("faq_check_at_ministry", slots={"script": "hant"})
    assert [link.title for link in answer.links] == ["工信部備案系統"]


def test_each_page_that_an_answer_names_can_be_opened() -> None:
    every = [one for topic in project_content().topics for one in (topic, *topic.parts)]
    named = [response for one in every for response in one.said if response.links]
    assert named
    for response in named:
        pages = [link.name for link in response.links if link.name != "console"]
        found = links_of(response, None, signed_in=True)
        assert len(found) == len(pages), response.name
        assert all(link.url.startswith("https://") for link in found)
