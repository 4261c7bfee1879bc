"""Plain questions for the file, by kind: each is told from the file, with a yes or no where one is
asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.frame.frame import Frame
from beian.filing.state import (
    Access,
    AccessStatus,
    CancelledBy,
    FilingStatus,
    OrderKind,
    OrderState,
    Person,
)
from beian.nlu.intents import FALLBACK, MY_FILING_STATUS, OUT_OF_SCOPE
from tests.actions.accounts import owner
from tests.actions.bot import Bot
from tests.filing.builders import at, order, subject, website

SERVED = Access("腾讯云", AccessStatus.ACTIVE, "ins-demo-01")
CUT = Access(
    "腾讯云",
    AccessStatus.CANCELLED,
    cancelled_by=CancelledBy.ADMINISTRATION,
    cancelled_at=at("2026-08-02 17:15"),
)
LIN, GAO = Person("林晓", phone="13700002201"), Person("高原", phone="13700002202")
SHOP = website("w1", SERVED, name="示例商城", domains=("shop.example.cn",), person_in_charge=LIN)
BLOG = website("w2", SERVED, name="示例博客", domains=("blog.example.cn",), person_in_charge=GAO)
FORUM = website("w3", CUT, name="示例论坛", domains=("forum.example.cn",), person_in_charge=GAO)
OLD = replace(
    website(
        "w4",
        name="示例旧站",
        domains=("old.example.cn",),
        status=FilingStatus.CANCELLED,
        cancelled_at=at("2026-05-20 16:00"),
        person_in_charge=GAO,
    ),
    filing_number="粤ICP备2020000001号-4",
)
FIRST = order(
    OrderKind.FIRST_FILING,
    OrderState.SUCCEEDED,
    "s1",
    order_id="o1",
    created_at=at("2026-01-05 10:00"),
    administration_received_at=at("2026-01-07 10:00"),
    finished_at=at("2026-01-20 16:00"),
)
FINISHED = order(
    OrderKind.CANCEL_WEBSITE,
    OrderState.SUCCEEDED,
    "w4",
    order_id="o2",
    created_at=at("2026-05-07 11:00"),
    administration_received_at=at("2026-05-08 10:00"),
    finished_at=at("2026-05-20 16:00"),
)
GIVEN_UP = order(
    OrderKind.CANCEL_WEBSITE,
    OrderState.GIVEN_UP,
    "w1",
    order_id="o3",
    created_at=at("2026-06-08 11:00"),
    finished_at=at("2026-06-09 09:00"),
)
NEW_ACCESS = order(
    OrderKind.NEW_ACCESS,
    OrderState.PROVIDER_REVIEW,
    "w3",
    order_id="o4",
    created_at=at("2026-10-09 10:00"),
)
SUBJECT = subject(SHOP, BLOG, FORUM, OLD)
ACCOUNT = owner(SUBJECT, orders=(FIRST, FINISHED, GIVEN_UP, NEW_ACCESS))


@pytest.mark.parametrize(
    ("text", "told", "not_told"),
    [
        ("示例商城现在还看得到吗，还是下架了", ["还开着", "没有被取消过"], ["已取消"]),
        ("示例论坛还打得开吗", ["打不开", "管局要求"], []),
        ("示例商城的接入有没有被取消", ["没有被取消过"], ["责令"]),
        ("示例论坛的接入是谁断的", ["管局要求", "2026年8月2日"], []),
        ("示例商城的接入是谁断的", ["没有人取消过"], []),
        ("示例论坛的接入是管局断的吧", ["对。", "管局要求"], []),
        ("示例论坛的接入是我自己断的吧", ["不是。", "管局要求"], []),
        ("示例论坛的接入不是我断的吧", ["对。", "管局要求"], []),
        ("示例商城那张单是谁放弃的", ["2026年6月9日", "您的账号", "没有记录"], []),
        ("新增接入那张是谁提交的", ["2026年10月9日", "您的账号"], []),
        ("示例旧站是谁注销的", ["您的账号", "13 天"], []),
        ("第一次备案怎么也搞了半个月", ["2026年1月5日", "15 天"], ["提供它的平台"]),
        ("新增接入审了多久了", ["3 天"], []),
        ("我们一共还剩几个站，示例旧站算吗", ["3 个", "不算在内"], []),
        ("有没有等着我处理的单", ["没有要您这边办的", "o4"], []),
        ("现在在办的就只有新增接入那张吧", ["对。", "o4"], []),
        ("2201那个是谁的号", ["林*", "示例商城"], ["高*"]),
        ("示例旧站的负责人是谁", ["高*", "示例旧站"], []),
        ("注销示例商城的短信发给谁", ["林*", "137****2201", "提交注销以后"], []),
        ("示例商城和示例博客是一台服务器吧", ["对。", "ins-demo-01"], []),
        ("ins-demo-01上面有哪些站", ["示例商城", "示例博客"], ["示例论坛"]),
        ("示例旧站的域名和备案号是什么", ["old.example.cn", "号-4"], []),
        ("示例旧站真的注销掉了吗，号呢", ["2026年5月20日", "不能恢复"], []),
    ],
)
@pytest.mark.parametrize("intent", [FALLBACK, OUT_OF_SCOPE])
def test_it_is_told_from_the_file(
    bot: Bot, intent: str, text: str, told: list[str], not_told: list[str]
) -> None:
    said = bot.ask(intent, ACCOUNT, text=text).text
    assert [one for one in told if one not in said] == [], said
    assert [one for one in not_told if one in said] == []


def test_who_takes_it_that_others_cut_is_told_otherwise(bot: Bot) -> None:
    cut = replace(CUT, cancelled_by=CancelledBy.OWNER)
    forum = website("w3", cut, name="示例论坛", domains=("forum.example.cn",))
    said = bot.ask(FALLBACK, owner(subject(forum)), text="示例论坛的接入不是我断的吧").text
    assert said.startswith("不是这样的。")
    assert "您" in said


@pytest.mark.parametrize(
    "text", ["正在注销的是哪个网站", "which one is being cancelled right now?"]
)
def test_what_is_being_cancelled_is_told_by_its_order(bot: Bot, text: str) -> None:
    going = order(OrderKind.CANCEL_WEBSITE, OrderState.ADMINISTRATION_REVIEW, "w2", order_id="o9")
    account = owner(SUBJECT, orders=(FINISHED, NEW_ACCESS, going))
    said = bot.ask(MY_FILING_STATUS, account, text=text).text
    assert "o9" in said
    assert "o2" not in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("shop.example.cn, is it still up?", ["Yes.", "is up"]),
        ("was shop.example.cn taken down?", ["No.", "is up"]),
        ("is forum.example.cn still live?", ["No.", "administration"]),
        ("first filing, from when to when?", ["5 January 2026", "20 January 2026", "15 days"]),
        ("who handed in the new access?", ["your own account", "9 October 2026"]),
        ("how long has the new access been in review?", ["3 days"]),
        ("anything waiting on us?", ["Nothing is needed from you"]),
        ("whose phone ends in 2202?", ["高*", "137****2202"]),
        ("which site is on which server, shop.example.cn?", ["ins-demo-01"]),
        ("who cut the access, compare them all", ["示例论坛", "administration"]),
        ("the number of old.example.cn please. the NUMBER please", ["粤ICP备2020000001号-4"]),
    ],
)
def test_it_is_told_in_english(bot: Bot, text: str, told: list[str]) -> None:
    said = bot.ask(FALLBACK, ACCOUNT, text=text, language="en").text
    assert [one for one in told if one not in said] == [], said


def test_what_was_spoken_of_last_is_what_a_question_is_about(bot: Bot) -> None:
    before = Frame(topic="my_filing_status", spoken_of="website:w4")
    said = bot.ask(FALLBACK, ACCOUNT, text="and who was the person in charge there?", frame=before)
    assert "高*" in said.text
    assert "林*" not in said.text


def test_a_subject_steps_back_behind_its_own_website(bot: Bot) -> None:
    other = replace(SHOP, website_id="w9", name="示例相册", accesses=(CUT,))
    account = owner(subject(replace(FORUM, name="示例旅行"), other), orders=())
    before = Frame(topic="my_filing_status", options=("website:w3", "website:w9"))
    said = bot.ask(FALLBACK, account, text="旅行那个站的接入是谁断的", frame=before).text
    assert "示例旅行" in said
    assert "示例相册" not in said


def test_two_questions_for_the_file_are_answered_in_their_order(bot: Bot) -> None:
    first, second = bot.ask(FALLBACK, ACCOUNT, text="示例博客谁负责，还开着吗").replies
    assert "高*" in first.text
    assert "还开着" in second.text


def test_the_file_is_told_again_to_who_asks_again(bot: Bot) -> None:
    first = bot.ask(FALLBACK, ACCOUNT, text="示例商城还打得开吗")
    again = bot.say(first, "我问的是网站打不打得开", FALLBACK)
    assert "还开着" in again.text


def test_how_long_a_site_has_been_without_access_is_counted(bot: Bot) -> None:
    account = owner(SUBJECT, orders=(FINISHED,))
    assert "2 个月" in bot.ask(FALLBACK, account, text="示例论坛停了多久了").text


def test_the_longest_and_the_quickest_of_several_are_named(bot: Bot) -> None:
    quick = replace(
        FINISHED,
        order_id="o9",
        created_at=at("2026-03-02 09:00"),
        finished_at=at("2026-03-04 09:00"),
        administration_received_at=at("2026-03-02 10:00"),
    )
    account = owner(SUBJECT, orders=(FINISHED, quick))
    assert "o2" in bot.ask(FALLBACK, account, text="哪次用时最长").text
    assert "o9" in bot.ask(FALLBACK, account, text="which was the quickest", language="en").text


def test_a_server_that_holds_other_sites_names_them(bot: Bot) -> None:
    said = bot.ask(FALLBACK, ACCOUNT, text="示例商城在哪台服务器上").text
    assert "示例博客" in said
    assert "打不开" not in said


def test_who_is_not_signed_in_gets_the_general_answer(bot: Bot) -> None:
    said = bot.ask("faq_access_cancelled_by_bureau", text="接入是谁断的", part="who")
    assert "接入商执行" in said.text
