"""Questions in general words are answered by what the account's file decides."""

from __future__ import annotations

import pytest

from beian.filing.state import FilingStatus, OrderKind, OrderState
from beian.nlu.intents import FALLBACK, OUT_OF_SCOPE
from tests.actions.accounts import owner
from tests.actions.bot import Bot
from tests.filing.builders import access, at, lost_access, order, person, subject, website

SHOP = website(
    "w1",
    access("腾讯云"),
    name="示例商城",
    domains=("shop.example.cn",),
    person_in_charge=person("许静怡", phone="13900001003"),
)
BLOG = website(
    "w2",
    access("腾讯云"),
    name="示例博客",
    domains=("blog.example.cn",),
    person_in_charge=person("周启航", phone="13900001004"),
)
OLD = website(
    "w3",
    name="示例旧站",
    status=FilingStatus.CANCELLED,
    cancelled_at=at("2026-05-20 16:00"),
)
REVIEW = order(
    OrderKind.CANCEL_WEBSITE,
    OrderState.ADMINISTRATION_REVIEW,
    "w2",
    order_id="o1",
    created_at=at("2026-10-08 11:00"),
    administration_received_at=at("2026-10-09 10:00"),
)
CUT = website("w1", lost_access("腾讯云", "2026-09-02 17:15"), name="示例商城")


@pytest.mark.parametrize("intent", [FALLBACK, OUT_OF_SCOPE])
@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("我能现在注销主体吗", "faq_open_order"),
        ("can I cancel the whole company filing today?", "faq_open_order"),
        ("注销示例商城要不要许静怡本人来办", "faq_sms_verification"),
        ("许静怡在休假，示例商城的事不用她操作什么吧", "faq_sms_verification"),
        ("许静怡的手机号对不对啊", "my_filing_status"),
        ("我这边有备案吗", "my_filing_status"),
    ],
)
def test_the_file_decides(bot: Bot, intent: str, text: str, topic: str) -> None:
    account = owner(subject(SHOP, BLOG), orders=(REVIEW,))
    assert bot.ask(intent, account, text=text, sure=0.3).frame.topic == topic


def test_nothing_in_the_way_is_answered_with_how_it_is_cancelled(bot: Bot) -> None:
    said = bot.ask(FALLBACK, owner(subject(SHOP, BLOG)), text="现在能注销主体吗", sure=0.3)
    assert said.frame.topic == "faq_how_to_cancel"


def test_the_person_who_has_to_act_is_that_of_the_site_named(bot: Bot) -> None:
    account = owner(subject(SHOP, BLOG), orders=(REVIEW,))
    text = "注销示例商城要不要许静怡本人来办"
    assert "139****1003" in bot.ask(FALLBACK, account, text=text, sure=0.3).text


def test_what_is_surely_understood_stays(bot: Bot) -> None:
    said = bot.ask("faq_who_may_apply", owner(subject(SHOP)), text="要不要许静怡本人来办")
    assert said.frame.topic == "faq_who_may_apply"


def test_a_number_of_what_never_lost_access_is_told_by_how_it_stands(bot: Bot) -> None:
    topic, part = "faq_site_after_access_cancelled", "number_still"
    said = bot.ask(topic, owner(subject(SHOP, OLD)), text="我的备案号还有效吗", part=part)
    assert said.frame.topic != topic
    general = bot.ask(topic, owner(subject(SHOP)), text="取消接入后号还在吗", part=part)
    assert general.frame.topic == topic


def test_whether_it_is_cancelled_unasked_is_told_of_what_has_no_access(bot: Bot) -> None:
    text = "这个备案会被管局直接注销掉吗"
    said = bot.ask(FALLBACK, owner(subject(CUT)), text=text, sure=0.3)
    assert said.frame.topic == "faq_site_after_access_cancelled"
    assert "2026年9月2日" in said.text


def test_a_shell_that_is_left_is_told_what_becomes_of_it(bot: Bot) -> None:
    account = owner(subject(OLD))
    said = bot.ask("faq_subject_vs_website", account, text="主体还用不用管", sure=0.7)
    assert said.frame.topic == "faq_if_not_cancelled"


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("示例博客先不动，示例商城谁负责", "许", "周"),
        ("the blog is another story. who is in charge of shop.example.cn?", "许", "周"),
    ],
)
def test_what_is_waved_aside_is_not_told_of(bot: Bot, text: str, told: str, untold: str) -> None:
    said = bot.ask(FALLBACK, owner(subject(SHOP, BLOG)), text=text, sure=0.3).text
    assert told in said
    assert untold not in said


def test_words_of_a_clause_that_only_tells_ask_nothing(bot: Bot) -> None:
    account = owner(subject(SHOP, BLOG), orders=(REVIEW,))
    said = bot.ask(
        "faq_company_gone",
        account,
        text="the colleague who did our filing left, can I still cancel the shop?",
        language="en",
        sure=0.5,
    )
    assert said.frame.topic == "faq_company_gone"
