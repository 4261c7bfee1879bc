"""Withdrawing an application, and what giving up an order leaves untouched."""

from __future__ import annotations

import pytest

from beian.filing.state import OrderKind, OrderState
from tests.actions.accounts import (
    COMPANY,
    LANGUAGES,
    blog,
    in_review,
    in_state,
    owner,
    shop,
    waiting_for_sms,
)
from tests.actions.bot import Bot
from tests.filing.builders import cancelled_website, subject, website

WITHDRAW = "faq_withdraw_application"
GIVE_UP = "faq_abandon_order_impact"


@pytest.mark.parametrize(
    ("language", "until_when", "no_longer", "until_then"),
    [
        (
            "zh",
            "短信核验完成之前都可以放弃（核验期限 2026年10月13日 08:00）",
            "不能撤回",
            "提交到管局之前",
        ),
        (
            "en",
            "can still be given up, as long as the SMS is not verified"
            " (deadline 13 October 2026 at 08:00 (Beijing time))",
            "it can't be withdrawn",
            "can still be given up, until it goes to the administration",
        ),
    ],
)
def test_each_open_order_is_told_to_be_withdrawable_until_when_or_no_longer(
    bot: Bot, language: str, until_when: str, no_longer: str, until_then: str
) -> None:
    orders = (
        waiting_for_sms(),
        in_review(target="w2", order_id="o2"),
        in_state(OrderState.DRAFT, "s1", kind=OrderKind.CANCEL_SUBJECT, order_id="o3"),
        in_state(OrderState.SUCCEEDED, order_id="o4"),
    )
    answer = bot.ask(WITHDRAW, owner(subject(shop(), blog()), orders=orders), language=language)
    by_order = {
        name: next(line for line in answer.text.splitlines() if name in line)
        for name in ("o1", "o2", "o3")
    }
    assert until_when in by_order["o1"]
    assert "示例商城" in by_order["o1"]
    assert no_longer in by_order["o2"]
    assert "Blog" in by_order["o2"]
    assert until_then in by_order["o3"]
    assert COMPANY in by_order["o3"]
    assert "o4" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_whose_code_has_expired_is_said_to_be_returned(bot: Bot, language: str) -> None:
    order = waiting_for_sms(sent="2026-10-10 08:00")
    account = owner(subject(shop()), orders=(order,))
    text = bot.ask(WITHDRAW, account, language=language).text
    assert {"zh": "会被退回", "en": "the order goes back"}[language] in text
    assert {"zh": "可以放弃", "en": "given up"}[language] not in text


def test_only_the_order_that_the_question_speaks_of_is_told(bot: Bot) -> None:
    orders = (
        waiting_for_sms(),
        in_review(target="s1", order_id="o2", kind=OrderKind.CANCEL_SUBJECT),
    )
    account = owner(subject(shop(), blog()), orders=orders)
    by_name = bot.ask(WITHDRAW, account, "示例商城的注销还能撤回吗")
    assert "o1" in by_name.text
    assert "o2" not in by_name.text
    by_kind = bot.ask(WITHDRAW, account, "注销主体的申请还能撤回吗")
    assert "o2" in by_kind.text
    assert "o1" not in by_kind.text


def test_without_an_open_order_the_general_answer_follows(bot: Bot) -> None:
    for topic in (WITHDRAW, GIVE_UP):
        answer = bot.ask(topic, owner(subject(shop())))
        assert answer.responses[0] == "utter_no_open_order"
        assert answer.responses[1].startswith(f"utter_{topic}")


@pytest.mark.parametrize(
    ("language", "can", "stays"),
    [
        (
            "zh",
            "注销网站「示例商城（shop.example.cn）」（订单 o1）：现在还可以放弃",
            [f"主体：{COMPANY}", "网站：示例商城（shop.example.cn）、Blog（blog.example.cn）"],
        ),
        (
            "en",
            "Cancellation of the website “示例商城 (shop.example.cn)” (order o1) can still",
            [f"· {COMPANY}", "示例商城 (shop.example.cn) and Blog (blog.example.cn)"],
        ),
    ],
)
def test_giving_up_names_the_open_order_and_what_stays_untouched(
    bot: Bot, language: str, can: str, stays: list[str]
) -> None:
    account = owner(subject(shop(), blog(), cancelled_website("w3")), orders=(waiting_for_sms(),))
    answer = bot.ask(GIVE_UP, account, language=language)
    assert can in answer.text
    for fact in stays:
        assert fact in answer.text
    assert "Site w3" not in answer.text, "what is cancelled already does not stay"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_with_the_administration_can_no_longer_be_given_up(
    bot: Bot, language: str
) -> None:
    answer = bot.ask(GIVE_UP, owner(subject(shop()), orders=(in_review(),)), language=language)
    assert {"zh": "不能再放弃", "en": "can no longer be given up"}[language] in answer.text
    assert "示例商城" in answer.text


def test_an_expired_order_needs_no_giving_up(bot: Bot) -> None:
    order = waiting_for_sms(sent="2026-10-10 08:00")
    answer = bot.ask(GIVE_UP, owner(subject(shop()), orders=(order,)))
    assert "会被退回" in answer.text
    assert "可以放弃" not in answer.text


def test_a_subject_without_websites_stays_by_its_name(bot: Bot) -> None:
    order = in_state(OrderState.DRAFT, None, kind=OrderKind.NEW_WEBSITE)
    answer = bot.ask(GIVE_UP, owner(subject(), orders=(order,)))
    assert answer.text.endswith(f"· 主体：{COMPANY}")


def test_of_several_open_orders_the_one_that_can_be_given_up_is_meant(bot: Bot) -> None:
    orders = (waiting_for_sms(), in_review(target="w2", order_id="o2"))
    told = bot.ask(GIVE_UP, owner(subject(shop(), blog()), orders=orders))
    assert "（订单 o1）：现在还可以放弃" in told.text
    assert "o2" not in told.text


def test_several_orders_that_can_be_given_up_are_listed_with_what_holds_for_all(bot: Bot) -> None:
    draft = in_state(OrderState.DRAFT, "w2", order_id="o2")
    told = bot.ask(GIVE_UP, owner(subject(shop(), blog()), orders=(waiting_for_sms(), draft)))
    assert told.text.startswith("没有影响，放弃哪一张都一样")
    assert "订单 o1" in told.text
    assert "订单 o2" in told.text


# --- Past the 20th working day ----------------------------------------------------------------

LATE = "2026-08-03 10:00"


@pytest.mark.parametrize("topic", [WITHDRAW, GIVE_UP])
@pytest.mark.parametrize(
    ("language", "sentence", "title"),
    [
        ("zh", "超过了通常最长的 20 个工作日", "转人工"),
        ("en", "past the 20th working day", "Talk to a person"),
    ],
)
def test_an_overdue_order_that_is_told_offers_a_person(
    bot: Bot, topic: str, language: str, sentence: str, title: str
) -> None:
    account = owner(subject(shop()), orders=(in_review(LATE),))
    answer = bot.ask(topic, account, language=language)
    assert sentence in answer.replies[-1].text
    assert answer.titles[-1] == title
    assert answer.offers == ["order_overdue"]
    assert bot.say(answer, "好的", "affirm").handoff


def test_of_several_orders_those_that_are_overdue_are_named(bot: Bot) -> None:
    site = website("w3", name="论坛")
    orders = (
        in_review(LATE),
        in_review(target="w2", order_id="o2"),
        in_review(LATE, target="w3", order_id="o3"),
    )
    answer = bot.ask(WITHDRAW, owner(subject(shop(), blog(), site), orders=orders))
    late = answer.replies[-1]
    assert late.response == "utter_overdue"
    assert "o1" in late.text
    assert "o3" in late.text
    assert "o2" not in late.text


@pytest.mark.parametrize("topic", [WITHDRAW, GIVE_UP])
def test_an_order_within_its_time_offers_nobody(bot: Bot, topic: str) -> None:
    answer = bot.ask(topic, owner(subject(shop()), orders=(in_review(),)))
    assert not answer.has_button_to_a_person
    assert answer.frame.waiting is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_calendar_is_unknown_overdue_is_an_estimate(bot: Bot, language: str) -> None:
    order = in_review("2003-12-01 10:00")
    answer = bot.ask(WITHDRAW, owner(subject(shop()), orders=(order,)), language=language)
    assert answer.offers == ["order_overdue"]
    assert {"zh": "大约", "en": "about"}[language] in answer.replies[-1].text
