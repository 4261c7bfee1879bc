"""A provider or a province that a message names decides the answer, against what is on file too."""

from __future__ import annotations

import pytest

from beian.filing.state import OrderKind, OrderState
from tests.actions.accounts import blog, in_review, in_state, owner, shop
from tests.actions.bot import Bot
from tests.filing.builders import access, at, cancelled_website, lost_access, subject

AT = {
    "aliyun": {"zh": "在阿里云呢", "en": "and at Alibaba Cloud?"},
    "huawei": {"zh": "在华为云呢", "en": "and at Huawei?"},
    "tencent": {"zh": "在腾讯云呢", "en": "and at Tencent Cloud?"},
    "jd": {"zh": "在京东云呢", "en": "and at JD Cloud?"},
    "baidu": {"zh": "在百度智能云呢", "en": "and at Baidu AI Cloud?"},
}
LANGUAGES = ("zh", "en")
WAITING = in_state(OrderState.SMS_VERIFICATION, sms_sent_at=at("2026-10-12 09:00"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("asked", "provider", "said"),
    [
        ("faq_withdraw_application", "aliyun", {"zh": "阿里云", "en": "At Alibaba Cloud"}),
        ("faq_withdraw_application", "huawei", {"zh": "华为云", "en": "At Huawei Cloud"}),
        ("faq_cancellation_time/provider", "huawei", {"zh": "华为云初审", "en": "Huawei Cloud"}),
        ("faq_open_order", "huawei", {"zh": "按钮", "en": "button"}),
    ],
)
def test_who_asks_of_a_provider_that_holds_nothing_of_theirs_gets_that_ones_rule(
    bot: Bot, asked: str, provider: str, said: dict[str, str], language: str
) -> None:
    """Their own order, at another provider, is no answer to it."""
    account = owner(subject(shop(access("腾讯云", "i-1"))), orders=(in_review(),))
    topic, _, part = asked.partition("/")
    text = AT[provider][language]
    answer = bot.ask(topic, account, text, part=part or None, language=language)
    assert said[language] in answer.text
    assert "示例商城" not in answer.text


@pytest.mark.parametrize("topic", ["faq_withdraw_application", "faq_open_order"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_names_the_provider_that_holds_their_website_is_told_of_their_order(
    bot: Bot, topic: str, language: str
) -> None:
    account = owner(subject(shop(access("腾讯云", "i-1"))), orders=(in_review(),))
    answer = bot.ask(topic, account, AT["tencent"][language], language=language)
    assert "示例商城" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", [OrderState.PROVIDER_REVIEW, OrderState.DRAFT])
def test_the_rule_of_the_provider_that_is_asked_for_comes_before_what_is_on_file(
    bot: Bot, state: OrderState, language: str
) -> None:
    account = owner(subject(shop(access("腾讯云", "i-1"))), orders=(in_state(state),))
    text = AT["tencent"][language]
    answer = bot.ask("faq_withdraw_application", account, text, language=language)
    rule, own = answer.replies
    assert {"zh": "在腾讯云，还没提交", "en": "At Tencent Cloud you can"}[language] in rule.text
    assert "示例商城" in own.text
    plain = bot.ask("faq_withdraw_application", account, language=language)
    assert [one.text for one in plain.replies] == [own.text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_that_the_answer_for_the_account_tells_is_not_told_twice(
    bot: Bot, language: str
) -> None:
    account = owner(subject(shop(access("腾讯云", "i-1"))), orders=(in_review(),))
    text = AT["tencent"][language]
    answer = bot.ask("faq_withdraw_application", account, text, language=language)
    assert len(answer.replies) == 1
    assert "示例商城" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_open_order_of_another_kind_hides_no_other_providers_rule(
    bot: Bot, language: str
) -> None:
    """A new access is under way for a website that one provider held before."""
    order = in_state(OrderState.PROVIDER_REVIEW, kind=OrderKind.NEW_ACCESS)
    websites = shop(lost_access("腾讯云")), blog(access("腾讯云", "i-1"))
    account = owner(subject(*websites), orders=(order,))
    text = AT["aliyun"][language]
    answer = bot.ask("faq_withdraw_application", account, text, language=language)
    assert {"zh": "阿里云", "en": "At Alibaba Cloud"}[language] in answer.text
    assert "示例商城" not in answer.text


def test_an_empty_shell_stays_one_whatever_provider_is_named(bot: Bot) -> None:
    shell = owner(subject(cancelled_website()))
    answer = bot.ask("faq_withdraw_application", shell, AT["huawei"]["en"], language="en")
    assert "empty shell" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("asked", "provider", "said"),
    [
        ("faq_how_to_cancel/steps", "jd", {"zh": "1 个工作日", "en": "one working day"}),
        ("faq_cancellation_time/provider", "jd", {"zh": "新增备案", "en": "a new filing can"}),
        ("faq_cost", "jd", {"zh": "邮费", "en": "postage"}),
        ("faq_empty_shell_cancel", "baidu", {"zh": "填表须知", "en": "its instructions"}),
        ("faq_domain_filed_by_other", "baidu", {"zh": "填表须知", "en": "its instructions"}),
    ],
)
def test_a_guest_who_names_a_provider_gets_its_way(
    bot: Bot, asked: str, provider: str, said: dict[str, str], language: str
) -> None:
    topic, _, name = asked.partition("/")
    part = name or None
    answer = bot.ask(topic, text=AT[provider][language], part=part, language=language)
    assert said[language] in answer.text
    assert said[language] not in bot.ask(topic, part=part, language=language).text


@pytest.mark.parametrize(
    ("province", "day"),
    [("Ningxia", "6 September"), ("Guizhou", "seven days"), ("Tibet", "1 July")],
)
def test_the_round_in_which_shells_were_cleared_is_that_of_the_province_named(
    bot: Bot, province: str, day: str
) -> None:
    text = f"the list in {province}"
    answer = bot.ask("faq_empty_shell_cancel", text=text, part="announced", language="en")
    assert day in answer.text
    assert "one round" in answer.text


def test_the_only_website_whose_order_waits_is_told_which_kind_leaves_no_shell(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(WAITING,))
    answer = bot.ask("faq_how_to_cancel", account, part="which_kind", language="en")
    assert "cancel the subject if" in answer.text
    assert "no empty shell is left" in answer.text
    assert "verify it by" in answer.text
