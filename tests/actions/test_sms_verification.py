"""The SMS verification: whose phone it went to, sent when, until when."""

from __future__ import annotations

import pytest

from beian.filing.state import OrderKind, OrderState
from tests.actions.accounts import (
    LANGUAGES,
    blog,
    in_review,
    in_state,
    owner,
    shop,
    waiting_for_sms,
)
from tests.actions.bot import Bot
from tests.filing.builders import subject

SMS = "faq_sms_verification"


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("zh", ["139****4321", "2026年10月12日 08:00", "2026年10月13日 08:00", "后六位"]),
        (
            "en",
            [
                "139****4321",
                "12 October 2026 at 08:00",
                "13 October 2026 at 08:00",
                "last six characters",
            ],
        ),
    ],
)
def test_phone_sending_time_deadline_and_what_to_enter_are_told(
    bot: Bot, language: str, facts: list[str]
) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = bot.ask(SMS, account, language=language)
    for fact in facts:
        assert fact in answer.text


def test_only_orders_that_wait_for_the_sms_are_asked_about(bot: Bot) -> None:
    orders = (
        waiting_for_sms(),
        waiting_for_sms(kind=OrderKind.CANCEL_SUBJECT, target="s1", order_id="o2"),
        in_review(target="w2", order_id="o3"),
    )
    asked = bot.ask(SMS, owner(subject(shop(), blog()), orders=orders))
    assert asked.responses == ["utter_which_order"]
    assert len(asked.buttons) == 2
    assert "138****5678" in bot.press(asked, "注销主体").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_no_order_none_is_said_to_wait(bot: Bot, language: str) -> None:
    answer = bot.ask(SMS, owner(subject(shop())), language=language)
    assert answer.responses == [f"utter_{SMS}__in_filed"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_that_is_past_the_sms_is_said_to_be(bot: Bot, language: str) -> None:
    account = owner(subject(shop()), orders=(in_review(),))
    answer = bot.ask(SMS, account, language=language)
    assert answer.responses == [f"utter_{SMS}__in_administration_review"]
    assert "o1" in answer.text


def test_an_expired_code_is_not_asked_for_any_more(bot: Bot) -> None:
    order = waiting_for_sms(sent="2026-10-10 08:00")
    answer = bot.ask(SMS, owner(subject(shop()), orders=(order,)))
    assert answer.responses == [f"utter_{SMS}__in_sms_expired"]


def test_a_person_without_a_number_on_file_is_named_without_one(bot: Bot) -> None:
    nobody = shop(person_in_charge=None)
    answer = bot.ask(SMS, owner(subject(nobody), orders=(waiting_for_sms(),)))
    assert "发给网站负责人，" in answer.text


@pytest.mark.parametrize("state", [OrderState.DRAFT, OrderState.PROVIDER_REVIEW])
def test_before_there_is_a_text_it_is_said_when_it_comes(bot: Bot, state: OrderState) -> None:
    account = owner(subject(shop()), orders=(in_state(state),))
    answer = bot.ask("faq_sms_verification", account, "短信核验怎么做")
    assert "24 小时内核验" in answer.text
    assert "没有短信）" not in answer.text, "only cancelling access has none"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我想等周五过了再核验，行吗", ["来不及", "自动退回"]),
        ("今天下午没空，后天再做可以吗", ["来不及", "自动退回"]),
        ("下周再填行吗", ["来不及，到那时已经过了期限", "自动退回"]),
        ("今晚十点弄来得及吧", ["来得及", "还剩"]),
    ],
)
def test_whether_the_code_can_wait_is_answered_by_its_deadline(
    bot: Bot, text: str, told: list[str]
) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    said = bot.ask("nlu_fallback", account, text=text).text
    for one in told:
        assert one in said
