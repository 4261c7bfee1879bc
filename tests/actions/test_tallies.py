"""What is counted, picked out and reckoned of an account's own file."""

from __future__ import annotations

import pytest

from actions.frame.frame import Frame
from beian.filing.state import (
    CancelledBy,
    FilingStatus,
    Order,
    OrderKind,
    OrderState,
    Person,
    Website,
)
from beian.nlu.intents import FALLBACK, OUT_OF_SCOPE
from tests.actions.accounts import owner
from tests.actions.bot import Bot
from tests.filing.builders import access, at, lost_access, order, subject, website

GAO = Person("高远", phone="13712342202")


def _gone(website_id: str, name: str, day: str) -> Website:
    return website(
        website_id,
        name=name,
        domains=(f"{website_id}.example.cn",),
        status=FilingStatus.CANCELLED,
        cancelled_at=at(f"{day} 16:00"),
    )


def _done(order_id: str, website_id: str, created: str, finished: str) -> Order:
    return order(
        OrderKind.CANCEL_WEBSITE,
        OrderState.SUCCEEDED,
        website_id,
        order_id=order_id,
        created_at=at(f"{created} 09:00"),
        administration_received_at=at(f"{created} 10:00"),
        finished_at=at(f"{finished} 16:00"),
    )


SHOP = website("w1", access("腾讯云"), name="示例商城", person_in_charge=GAO)
BLOG = website("w2", access("阿里云"), name="示例博客", person_in_charge=GAO)
FORUM = website(
    "w3",
    lost_access("腾讯云", "2026-08-03 10:00", by=CancelledBy.OWNER),
    access("阿里云"),
    name="示例论坛",
)
TEA = _gone("w4", "示例茶庄", "2026-03-13")
PRINT = _gone("w5", "示例印务", "2026-07-06")
ORDERS = (
    _done("o1", "w4", "2026-03-10", "2026-03-13"),
    _done("o2", "w5", "2026-06-22", "2026-07-06"),
    order(
        OrderKind.CANCEL_WEBSITE,
        OrderState.GIVEN_UP,
        "w2",
        order_id="o3",
        created_at=at("2026-06-08 11:00"),
        finished_at=at("2026-06-09 09:00"),
    ),
    order(
        OrderKind.CHANGE,
        OrderState.PROVIDER_REVIEW,
        "s1",
        order_id="o4",
        created_at=at("2026-10-09 11:00"),
    ),
)
ACCOUNT = owner(subject(SHOP, BLOG, FORUM, TEA, PRINT), orders=ORDERS)


@pytest.mark.parametrize(
    ("text", "told", "not_told"),
    [
        ("今年一共注销了几个", ["2 个", "示例茶庄", "示例印务"], ["示例商城"]),
        ("上半年注销了哪些", ["1 个", "示例茶庄"], ["示例印务"]),
        ("去年注销过几个", ["没有"], ["示例茶庄"]),
        ("最近一次注销的是哪个", ["最近的", "示例印务", "2026年7月6日"], ["示例茶庄"]),
        ("最早的一张订单是什么时候的", ["最早的", "o1", "2026年3月10日"], ["o2"]),
        ("有没有被退回过的", ["被退回的订单：没有"], ["o3"]),
        ("放弃过几张单子", ["1 张", "o3"], ["o1"]),
        ("我一共提过几次单，成了几次", ["4 张", "办成 2 张", "放弃 1 张", "在办 1 张"], []),
        ("有没有哪个超过二十个工作日的", ["没有", "在管局最久的", "o2"], ["o1"]),
        ("这几个加起来花了多少天", ["17 天", "平均 8.5 天"], ["o3"]),
        ("示例茶庄和示例印务哪个办得快", ["「示例茶庄」更快", "3 天", "14 天", "差 11 天"], []),
        ("示例印务比示例茶庄快吗", ["不是。", "差 11 天"], []),
        ("我们的网站大部分放在哪家云上", ["最多的是阿里云", "2 个", "1 个"], []),
        ("高远负责几个网站", ["2 个", "示例商城", "示例博客"], ["示例论坛"]),
        ("腾讯云上有几个站", ["1 个", "示例商城"], ["示例论坛"]),
        ("三月那个谁审的", ["管理局审核", "2026年3月13日", "没有记录"], ["o2"]),
    ],
)
@pytest.mark.parametrize("intent", [FALLBACK, OUT_OF_SCOPE])
def test_it_is_counted_from_the_file(
    bot: Bot, intent: str, text: str, told: list[str], not_told: list[str]
) -> None:
    said = bot.ask(intent, ACCOUNT, text=text).text
    assert [one for one in told if one not in said] == [], said
    assert [one for one in not_told if one in said] == [], said


@pytest.mark.parametrize(
    ("text", "told", "not_told"),
    [
        ("how many of our sites were cancelled this year?", ["Cancelled", ": 2"], []),
        ("what was the last thing we cancelled?", ["latest one", "示例印务"], ["示例茶庄"]),
        ("did I give any up?", ["Yes.", "o3"], ["o1"]),
        ("was any of them ever returned?", ["Orders returned: none."], []),
        ("how many days did they take in all", ["17 days", "8.5 on average"], []),
        ("did the second one take longer than the first", ["Yes.", "11 days"], []),
        ("which provider has most of our sites?", ["Alibaba Cloud has the most"], []),
        ("how many orders this month", [": 1", "o4"], ["o1"]),
    ],
)
def test_it_is_counted_in_english(
    bot: Bot, text: str, told: list[str], not_told: list[str]
) -> None:
    said = bot.ask(FALLBACK, ACCOUNT, text=text, language="en").text
    assert [one for one in told if one not in said] == [], said
    assert [one for one in not_told if one in said] == [], said


def test_a_follow_up_goes_on_with_what_was_counted(bot: Bot) -> None:
    first = bot.ask(FALLBACK, ACCOUNT, text="上半年注销了几个")
    assert "示例茶庄" in first.text
    assert "示例印务" in bot.say(first, "那下半年呢", FALLBACK).text
    assert "o1" in bot.say(first, "那最快的呢", FALLBACK).text


def test_a_site_that_lost_one_access_of_two_is_told_apart(bot: Bot) -> None:
    said = bot.ask(FALLBACK, ACCOUNT, text="哪几个站没有接入了").text
    assert "没有接入的网站：没有" in said
    assert "在别家还有接入" in said
    assert "2026年8月3日由您取消" in said


def test_one_day_is_no_days(bot: Bot) -> None:
    quick = owner(subject(SHOP, TEA), orders=(_done("o1", "w4", "2026-03-12", "2026-03-13"),))
    said = bot.ask(FALLBACK, quick, text="how long did it take?", language="en").text
    assert "1 day in all" in said


def test_a_comparison_of_nothing_finished_stays_with_its_topic(bot: Bot) -> None:
    said = bot.ask("faq_cancellation_time", owner(subject(SHOP)), text="哪个省注销最快")
    assert said.frame.topic == "faq_cancellation_time"


def test_what_was_counted_is_not_spoken_of_as_one(bot: Bot) -> None:
    before = Frame(topic="my_filing_status", about=("website:w1",))
    said = bot.ask(FALLBACK, ACCOUNT, text="最近一次注销的是哪个", frame=before)
    assert said.frame.in_focus == ("website:w5",)
