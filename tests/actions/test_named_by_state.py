"""Things that are told apart by their state, and messages that do no more than name something."""

from __future__ import annotations

import pytest

from actions.frame.frame import Frame
from actions.references.refer import references
from beian.filing.state import FilingStatus, OrderKind, OrderState, Service, ServiceKind
from tests.actions.accounts import owner
from tests.actions.bot import Bot
from tests.actions.messages import message
from tests.filing.builders import (
    access,
    at,
    cancelled_website,
    lost_access,
    order,
    service,
    subject,
    website,
)

SHOP = website("w-shop", access(), name="茶友商城", domains=("shop.example.cn",))
BLOG = website("w-blog", lost_access(), name="山行博客", domains=("blog.example.cn",))
BOTH = website("w-both", access(), access("阿里云"), name="示例论坛", domains=("bbs.example.cn",))
GONE = cancelled_website("w-gone")
RETURNED = order(OrderKind.CANCEL_WEBSITE, OrderState.RETURNED, "w-both", order_id="o-returned")
RUNNING = order(
    OrderKind.CANCEL_WEBSITE, OrderState.ADMINISTRATION_REVIEW, "w-shop", order_id="o-running"
)
ACCOUNT = owner(subject(SHOP, BLOG, BOTH, GONE), orders=(RETURNED, RUNNING))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("现在正在注销的那个站，邮箱还能用吗", "website:w-shop"),
        ("the one being cancelled, does its mail go on?", "website:w-shop"),
        ("被退回的那个要怎么弄", "website:w-both"),
        ("the one that was returned", "website:w-both"),
        ("打不开的那个能恢复吗", "website:w-blog"),
        ("can the site that's down be restored", "website:w-blog"),
        ("已经注销的那个还能备案吗", "website:w-gone"),
        ("两个服务商的那个网站怎么注销", "website:w-both"),
        ("how about the site with two providers", "website:w-both"),
        ("哪個係正在注销的那個", "website:w-shop"),
    ],
)
def test_a_state_tells_which_one_is_meant(text: str, key: str) -> None:
    assert references(message(text), Frame(), ACCOUNT).named == (key,)


@pytest.mark.parametrize("text", ["剩下两个都注销要多久", "what about the remaining two"])
def test_the_remaining_ones_are_those_that_no_order_is_about(text: str) -> None:
    third = website("w-third", access(), name="第三站", domains=("third.example.cn",))
    account = owner(subject(SHOP, BLOG, third), orders=(RUNNING,))
    assert references(message(text), Frame(), account).named == (
        "website:w-blog",
        "website:w-third",
    )


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("那商城呢", True),
        ("and the shop.example.cn?", True),
        ("那商城要几天", False),
        ("is the shop.example.cn safe", False),
    ],
)
def test_a_message_that_only_names_something_is_known(text: str, bare: bool) -> None:
    assert references(message(text), Frame(), ACCOUNT).bare is bare


def test_a_bare_name_asks_the_topic_before_whatever_it_is_taken_for(bot: Bot) -> None:
    asked = bot.ask("my_order_progress", ACCOUNT, text="商城那张到哪了")
    app = bot.say(asked, "那博客呢", "faq_site_after_access_cancelled")
    assert app.responses == ["utter_no_order_of_but"]
    assert "山行博客" in app.text


@pytest.mark.parametrize("text", ["阿里云的", "不对，是华为云", "在广东", "it's with Huawei Cloud"])
def test_a_bare_provider_or_province_goes_on_with_the_topic_before(bot: Bot, text: str) -> None:
    asked = bot.ask("faq_account_or_provider_lost", part="account_lost")
    said = bot.say(asked, text, "faq_instance_quota", part="other_providers")
    assert said.frame.topic == "faq_account_or_provider_lost"


def test_the_other_cancellation_is_no_change() -> None:
    change = order(OrderKind.CHANGE, OrderState.DRAFT, "s1", order_id="o-change")
    other = order(OrderKind.CANCEL_WEBSITE, OrderState.DRAFT, "w-blog", order_id="o-other")
    account = owner(subject(SHOP, BLOG), orders=(RUNNING, change, other))
    options = ("order:o-running", "order:o-change", "order:o-other")
    frame = Frame(options=options, about=("order:o-running",))
    assert references(message("那另一张注销的呢"), frame, account).named == ("order:o-other",)


def test_a_service_that_is_cancelled_is_told_with_its_day(bot: Bot) -> None:
    quick = _quick_app()
    account = owner(subject(SHOP, services=(service(), quick)))
    told = bot.ask("faq_app_or_mini_program", account, text="快应用那个当时怎么回事")
    assert "示例速查" in told.replies[0].text
    assert "2026年6月18日" in told.replies[0].text
    assert "示例助手" not in told.text


def _quick_app() -> Service:
    return service(
        "quick1",
        name="示例速查",
        kind=ServiceKind.QUICK_APP,
        filing_number="粤ICP备2021000001号-7K",
        status=FilingStatus.CANCELLED,
        cancelled_at=at("2026-06-18 10:00"),
    )
