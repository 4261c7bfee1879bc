"""What somebody says of a filing decides the answer where nothing of it is on file."""

from __future__ import annotations

import pytest

from beian.filing.state import OrderKind, OrderState
from tests.actions.accounts import blog, in_state, individual, owner, shop
from tests.actions.bot import Bot
from tests.filing.builders import at, person, subject

HUNAN = {"zh": "我在湖南", "en": "I'm in Hunan"}
OFFICE = {"zh": "湖南省通信管理局", "en": "Hunan communications administration"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("topic", "part"),
    [
        ("faq_empty_shell_cancel", None),
        ("faq_empty_shell_cancel", "address"),
        ("faq_where_to_send", None),
        ("faq_where_to_send", "administration"),
        ("faq_account_or_provider_lost", "which_provider"),
        ("faq_account_or_provider_lost", "provider_gone"),
        ("faq_company_gone", "who_decides"),
        ("faq_cancelled_by_administration", None),
        ("faq_access_cancelled_by_bureau", "appeal"),
        ("faq_domain_filed_by_other", "how"),
        ("faq_how_to_cancel", "where"),
    ],
)
def test_a_province_that_is_told_afterwards_names_its_administration(
    bot: Bot, topic: str, part: str | None, language: str
) -> None:
    first = bot.ask(topic, part=part, language=language)
    assert OFFICE[language] not in first.text
    assert OFFICE[language] in bot.say(first, HUNAN[language]).text


def test_a_province_told_does_not_move_a_filing_that_is_on_file(bot: Bot) -> None:
    account = owner(subject(shop()))
    first = bot.ask("faq_where_to_send", account, part="administration")
    answer = bot.say(first, HUNAN["zh"])
    assert "广东省通信管理局" in answer.text
    assert "湖南" not in answer.text


def test_a_province_counts_for_an_account_without_any_filing(bot: Bot) -> None:
    answer = bot.ask("faq_domain_filed_by_other", owner(), "域名被别人备了，他在湖南")
    assert "湖南省通信管理局" in answer.text


@pytest.mark.parametrize(
    ("said", "seal"), [("我们是公司", "盖单位公章"), ("是我个人的", "不用盖章：个人备案")]
)
def test_the_kind_of_subject_that_was_told_decides_on_the_seal(
    bot: Bot, said: str, seal: str
) -> None:
    first = bot.ask("faq_required_documents", text=said)
    assert bot.say(first, "盖什么章", "faq_statement_letter", part="seal").text.startswith(seal)


def test_the_kind_of_subject_on_file_decides_on_the_seal(bot: Bot) -> None:
    company = bot.ask("faq_statement_letter", owner(subject(shop())), part="seal")
    assert company.text.startswith("盖单位公章")
    private = bot.ask("faq_statement_letter", owner(individual(blog()), name="a2"), part="seal")
    assert private.text.startswith("不用盖章")


def test_a_document_and_a_kind_of_subject_told_at_once_get_the_whole_list(bot: Bot) -> None:
    text = "个人的，我拿台胞证，号码停用了"
    answer = bot.ask("faq_phone_unreachable", text=text, part="id_document")
    (card,) = (one.card for one in answer.replies if one.card)
    assert any("手持证件的照片" in line for line in card["lines"])
    assert any("台湾居民来往大陆通行证" in line for line in card["lines"])


def test_an_order_returned_for_a_dead_phone_is_told_so_in_english(bot: Bot) -> None:
    dead = person("张伟", phone="13700001111", phone_reachable=False)
    order = in_state(
        OrderState.RETURNED, "s1", kind=OrderKind.CANCEL_SUBJECT, return_reason="无法接通"
    )
    account = owner(subject(shop(), person_in_charge=dead), orders=(order,))
    answer = bot.ask("my_order_progress", account, part="return_reason", language="en")
    assert "137****1111, could not be reached" in answer.text
    assert "customer service online" in answer.text


def test_an_order_for_the_subject_tells_how_to_keep_the_other_website(bot: Bot) -> None:
    order = in_state(OrderState.PROVIDER_REVIEW, "s1", kind=OrderKind.CANCEL_SUBJECT)
    account = owner(subject(shop(), blog()), orders=(order,))
    first = bot.ask("faq_subject_vs_website", account, "只销 blog.example.cn")
    answer = bot.say(first, "那我交的那单呢", "my_order_progress")
    assert "只想注销「Blog（blog.example.cn）」" in answer.text
    assert "放弃这张订单" in answer.text


def test_a_subject_that_is_cancelled_tells_which_websites_went_with_it(bot: Bot) -> None:
    order = in_state(
        OrderState.SUCCEEDED,
        "s1",
        kind=OrderKind.CANCEL_SUBJECT,
        finished_at=at("2026-08-27 10:00"),
    )
    account = owner(subject(shop()), orders=(order,))
    assert "示例商城" in bot.ask("my_order_progress", account).text


def test_the_days_left_of_a_change_are_told_by_that_order(bot: Bot) -> None:
    order = in_state(
        OrderState.ADMINISTRATION_REVIEW,
        "s1",
        kind=OrderKind.CHANGE,
        administration_received_at=at("2026-10-08 10:00"),
    )
    account = owner(subject(shop()), orders=(order,))
    answer = bot.ask("my_order_progress", account, part="remaining")
    assert "2026年11月4日" in answer.text


def test_cancelling_access_is_told_to_have_no_code(bot: Bot) -> None:
    first = bot.ask("faq_cancel_access_meaning", text="取消接入是什么意思")
    answer = bot.say(first, "有验证码吗", "faq_sms_verification")
    assert answer.text.startswith("取消接入没有短信核验")


@pytest.mark.parametrize(
    ("said", "told"), [("广东行吗", "广东省在内"), ("甘肃行吗", "甘肃省不在华为云")]
)
def test_whether_a_website_can_move_is_told_for_the_province(
    bot: Bot, said: str, told: str
) -> None:
    answer = bot.ask("faq_move_to_other_subject", text=said, part="provinces")
    assert answer.text.startswith(told)


def test_a_blank_letter_goes_to_the_administration_of_the_province_that_was_told(bot: Bot) -> None:
    first = bot.ask("faq_statement_letter", text="我个人的，备案在湖南")
    assert "湖南省通信管理局：" in first.text
