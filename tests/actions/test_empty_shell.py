"""Empty shell subjects: which are one, why, and which province to write to."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.actions.accounts import LANGUAGES, individual, owner, shop
from tests.actions.bot import Bot
from tests.filing.builders import cancelled_website, lost_access, subject, website

TOPICS = ("faq_empty_shell_definition", "faq_empty_shell_cause", "faq_empty_shell_cancel")
CANCEL = "faq_empty_shell_cancel"
WHAT_AND_WHY = TOPICS[:2]


def by_websites(**facts: Any) -> Any:
    both = (cancelled_website("w5"), cancelled_website("w6", "2026-04-01"))
    return subject(*both, **{"subject_id": "s5", "name": "网站没了公司", **facts})


def by_access(**facts: Any) -> Any:
    site = website("w7", lost_access(on="2025-01-02"))
    usual = {"subject_id": "s7", "name": "接入没了公司", "province": "beijing"}
    return subject(site, **{**usual, **facts})


@pytest.mark.parametrize("topic", WHAT_AND_WHY)
@pytest.mark.parametrize(
    ("language", "facts"),
    [
        (
            "zh",
            [
                "「网站没了公司」是空壳主体",
                "网站都注销了",
                "2026年4月1日",
                "向广东省通信管理局提交书面",
            ],
        ),
        (
            "en",
            [
                "“网站没了公司” is an empty shell",
                "all its websites were cancelled",
                "1 April 2026",
                "the Guangdong communications administration",
            ],
        ),
    ],
)
def test_a_shell_by_its_websites_is_told_with_cause_day_and_province(
    bot: Bot, topic: str, language: str, facts: list[str]
) -> None:
    answer = bot.ask(topic, owner(by_websites()), language=language)
    for fact in facts:
        assert fact in answer.text


@pytest.mark.parametrize("topic", WHAT_AND_WHY)
@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("zh", ["接入都取消了", "2025年1月2日", "向北京市通信管理局提交书面申请"]),
        ("en", ["access of all its websites was cancelled", "2 January 2025", "Beijing"]),
    ],
)
def test_a_shell_by_its_access_is_told_with_cause_day_and_province(
    bot: Bot, topic: str, language: str, facts: list[str]
) -> None:
    answer = bot.ask(topic, owner(by_access()), language=language)
    for fact in facts:
        assert fact in answer.text


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("zh", ["向广东省通信管理局提交书面申请", "「网站没了公司」是空壳主体"]),
        ("en", ["in writing to the Guangdong communications administration", "“网站没了公司”"]),
    ],
)
def test_who_wants_to_cancel_a_shell_hears_first_where(
    bot: Bot, language: str, facts: list[str]
) -> None:
    answer = bot.ask(CANCEL, owner(by_websites()), language=language)
    assert answer.responses == ["utter_shell_cancel"]
    for fact in facts:
        assert fact in answer.text
    assert answer.replies[0].card is not None


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_subject_that_is_no_shell_is_said_to_be_none(bot: Bot, topic: str, language: str) -> None:
    answer = bot.ask(topic, owner(subject(shop())), language=language)
    assert {"zh": "不是空壳主体", "en": "is not an empty shell"}[language] in answer.text
    assert answer.responses[-1] == f"utter_{topic}"


@pytest.mark.parametrize("topic", TOPICS[:2])
def test_each_subject_is_told_for_itself(bot: Bot, topic: str) -> None:
    account = owner(
        subject(shop()), by_websites(), by_access(), individual(cancelled_website("w9"))
    )
    text = bot.ask(topic, account).text
    assert "「深圳示例科技有限公司」不是空壳主体" in text
    for name in ("网站没了公司", "接入没了公司", "张*"):
        assert f"「{name}」是空壳主体" in text


def test_several_shells_are_told_apart_by_buttons_before_one_is_cancelled(bot: Bot) -> None:
    asked = bot.ask(CANCEL, owner(subject(shop()), by_websites(), by_access()))
    assert asked.titles == ["主体：网站没了公司", "主体：接入没了公司"]
    answer = bot.press(asked, "接入没了公司")
    assert "北京市通信管理局" in answer.text
    assert "广东省" not in answer.text


def test_a_shell_whose_days_are_not_on_file_is_told_without_one(bot: Bot) -> None:
    text = bot.ask(CANCEL, owner(subject(cancelled_website(on=None)))).text
    assert "时间是" not in text
    assert "广东省通信管理局" in text


def test_an_account_without_subjects_gets_the_general_answer(bot: Bot) -> None:
    for topic in TOPICS:
        assert bot.ask(topic, owner()).responses == [f"utter_{topic}"]


NEW_ACCESS = {
    "zh": re.compile("接入备案|新增接入"),
    "en": re.compile("file (a new )?access", re.IGNORECASE),
}
SAME_NUMBER = {
    "zh": re.compile("备案号(都)?不变|原来的备案号"),
    "en": re.compile("numbers? stays?|same number"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "asked",
    [
        "faq_empty_shell_definition/keep",
        "faq_empty_shell_definition/consequences",
        "faq_site_after_access_cancelled/restore",
        "faq_reapply",
        "faq_reapply/empty_shell",
        "faq_withdraw_application",
    ],
)
def test_a_shell_whose_websites_are_still_on_file_can_be_kept_by_new_access(
    bot: Bot, asked: str, language: str
) -> None:
    topic, _, part = asked.partition("/")
    answer = bot.ask(topic, owner(by_access()), language=language, part=part or None)
    assert NEW_ACCESS[language].search(answer.text)
    assert SAME_NUMBER[language].search(answer.text)


@pytest.mark.parametrize(
    ("province", "can"), [("sichuan", "可以，还不晚"), ("shaanxi", "这个号留不住")]
)
def test_whether_an_emptied_subject_takes_a_new_website_is_up_to_its_province(
    bot: Bot, province: str, can: str
) -> None:
    emptied = owner(by_websites(province=province))
    answer = bot.ask("faq_empty_shell_definition", emptied, part="keep")
    assert can in answer.text
    assert not SAME_NUMBER["zh"].search(answer.text)
