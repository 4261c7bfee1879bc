"""Access that was cancelled: which sites, since when, by whom, and where they go on working."""

from __future__ import annotations

import pytest

from beian.filing.state import FilingStatus, OrderKind, OrderState
from tests.actions.accounts import LANGUAGES, blog, in_state, ordered_away, owner, shop
from tests.actions.bot import Bot
from tests.filing.builders import access, lost_access, subject, website

AFTER = "faq_site_after_access_cancelled"
BY_ORDER = "faq_access_cancelled_by_bureau"
ELSEWHERE = access("阿里云", "i-7")


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "zh",
            [
                "「示例商城（shop.example.cn）」在 Tencent Cloud 的接入已由您取消。"
                "时间是 2026年3月2日。目前没有其他有效接入。",
                "「Blog（blog.example.cn）」在 Tencent Cloud 的接入已按管局要求取消。"
                "时间是 2026年5月6日。它在阿里云仍有接入，在那里照常使用。",
            ],
        ),
        (
            "en",
            [
                "“示例商城 (shop.example.cn)”: you cancelled its access through Tencent Cloud."
                " That was on 2 March 2026. It has no other active access at present.",
                "“Blog (blog.example.cn)”: its access through Tencent Cloud was cancelled on the"
                " administration's order. That was on 6 May 2026. It still has access through"
                " Alibaba Cloud and goes on working there.",
            ],
        ),
    ],
)
def test_each_site_that_lost_access_is_told_with_when_by_whom_and_what_is_left(
    bot: Bot, language: str, sentences: list[str]
) -> None:
    fine = website("w3", access(), name="好好的")
    gone = website("w4", lost_access(), name="注销了的", status=FilingStatus.CANCELLED)
    account = owner(subject(shop(lost_access()), blog(ordered_away(), ELSEWHERE), fine, gone))
    answer = bot.ask(AFTER, account, language=language)
    assert answer.text.splitlines()[:2] == sentences
    assert "好好的" not in answer.text
    assert "注销了的" not in answer.text
    assert answer.responses[-1] == f"utter_{AFTER}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_on_file_leaves_no_gap_in_the_sentence(bot: Bot, language: str) -> None:
    account = owner(subject(shop(lost_access(on=None, by=None))))
    text = bot.ask(AFTER, account, language=language).text
    assert "  " not in text
    assert "。。" not in text
    assert {"zh": "接入已取消。目前没有", "en": "was cancelled. It has no"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_the_administration_ordered_is_told_as_its_doing(bot: Bot, language: str) -> None:
    account = owner(subject(shop(lost_access()), blog(ordered_away())))
    answer = bot.ask(BY_ORDER, account, language=language)
    assert "Blog" in answer.text
    assert "示例商城" not in answer.text
    assert {"zh": "2026年5月6日", "en": "6 May 2026"}[language] in answer.text


@pytest.mark.parametrize("topic", [AFTER, BY_ORDER])
def test_no_loss_on_file_is_said_before_the_general_answer(bot: Bot, topic: str) -> None:
    answer = bot.ask(topic, owner(subject(shop())))
    assert "没有被" in answer.replies[0].text
    assert answer.responses[1:] == [f"utter_{topic}"]


@pytest.mark.parametrize("topic", [AFTER, BY_ORDER])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_named_site_without_a_loss_is_not_confused_with_one_that_has(
    bot: Bot, topic: str, language: str
) -> None:
    account = owner(subject(shop(), blog(ordered_away())))
    answer = bot.ask(topic, account, "shop.example.cn 怎么了", language=language)
    assert "示例商城" in answer.replies[0].text
    assert "Blog" not in answer.text
    assert {"zh": "没有", "en": "No access of"}[language] in answer.text


def test_the_loss_of_a_named_site_is_told_alone(bot: Bot) -> None:
    account = owner(subject(shop(ordered_away()), blog(ordered_away())))
    answer = bot.ask(BY_ORDER, account, "Blog 的接入为什么没了")
    assert "Blog" in answer.text
    assert "示例商城" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_access_that_is_on_its_way_in_place_of_what_was_taken_is_told(
    bot: Bot, language: str
) -> None:
    order = in_state(OrderState.PROVIDER_REVIEW, kind=OrderKind.NEW_ACCESS)
    account = owner(subject(shop(ordered_away()), blog()), orders=(order,))
    answer = bot.ask(BY_ORDER, account, language=language)
    assert answer.responses[-1] == "utter_new_access_under_way"
    assert order.order_id in answer.text
    other = bot.ask(BY_ORDER, account, "blog.example.cn 怎么了", language=language)
    assert "utter_new_access_under_way" not in other.responses
    taken = owner(subject(shop(ordered_away()), blog()), name="acc-2")
    plain = bot.ask(BY_ORDER, taken, language=language)
    assert "utter_new_access_under_way" not in plain.responses


def test_a_long_list_of_losses_ends_with_a_count(bot: Bot) -> None:
    account = owner(subject(*(website(f"w{n}", lost_access()) for n in range(1, 31))))
    told = bot.ask(AFTER, account).replies[0].text.splitlines()
    assert len(told) == 21
    assert told[-1] == "· 另有 10 个"
