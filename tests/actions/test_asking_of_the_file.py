"""Plain questions for what is on file get what is on file, whatever the message is taken for."""

from __future__ import annotations

import pytest

from beian.filing.state import FilingStatus, OrderKind, OrderState
from beian.nlu.intents import FALLBACK, MY_ORDER_PROGRESS, OUT_OF_SCOPE
from tests.actions.accounts import owner
from tests.actions.bot import Bot
from tests.filing.builders import access, at, lost_access, order, subject, website

SHOP = website("w1", access("腾讯云"), name="示例商城", domains=("shop.example.cn",))
BLOG = website("w2", access("腾讯云"), name="示例博客", domains=("blog.example.cn",))
OLD = website(
    "w3",
    name="示例旧站",
    domains=("old.example.cn",),
    status=FilingStatus.CANCELLED,
    cancelled_at=at("2026-05-20 16:00"),
)
FINISHED = order(
    OrderKind.CANCEL_WEBSITE,
    OrderState.SUCCEEDED,
    "w3",
    order_id="o3",
    created_at=at("2026-05-07 11:00"),
    administration_received_at=at("2026-05-08 10:00"),
    finished_at=at("2026-05-20 16:00"),
)
GIVEN_UP = order(
    OrderKind.CANCEL_WEBSITE,
    OrderState.GIVEN_UP,
    "w2",
    order_id="o2",
    created_at=at("2026-06-08 11:00"),
    finished_at=at("2026-06-09 09:00"),
)
CHANGE = order(
    OrderKind.CHANGE,
    OrderState.PROVIDER_REVIEW,
    "s1",
    order_id="o1",
    created_at=at("2026-10-09 11:00"),
)
ACCOUNT = owner(subject(SHOP, BLOG, OLD), orders=(FINISHED, GIVEN_UP, CHANGE))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("示例旧站当时办了多久", ["2026年5月7日", "前后 13 天", "9 个工作日"]),
        ("变更那张单是几号提交的", ["2026年10月9日", "接入商"]),
        ("示例博客那张单是谁放弃的", ["2026年6月9日", "没有注销"]),
        ("示例旧站是哪天注销的", ["2026年5月20日"]),
        ("示例博客注销了没有", ["没有注销", "2026年6月9日"]),
        ("示例商城的备案还有效吗", ["没有注销"]),
        ("示例商城的接入正常吗", ["腾讯云", "有效"]),
    ],
)
@pytest.mark.parametrize("intent", [FALLBACK, OUT_OF_SCOPE, MY_ORDER_PROGRESS])
def test_it_is_answered_from_the_file(bot: Bot, intent: str, text: str, told: list[str]) -> None:
    said = bot.ask(intent, ACCOUNT, text=text).text
    for one in told:
        assert one in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("when did we hand in the change?", "9 October 2026"),
        ("how long did the old site take?", "13 days in all"),
        ("is blog.example.cn still on file?", "not cancelled"),
    ],
)
def test_it_is_answered_from_the_file_in_english(bot: Bot, text: str, told: str) -> None:
    account = owner(subject(SHOP, BLOG, OLD), orders=(FINISHED, CHANGE))
    assert told in bot.ask(FALLBACK, account, text=text, language="en").text


def test_a_question_in_general_stays_general(bot: Bot) -> None:
    topic = "faq_site_after_access_cancelled"
    said = bot.ask(topic, ACCOUNT, text="取消接入后备案号还有效吗", part="number_still")
    assert "示例博客" not in said.text
    assert said.frame.topic == topic


def test_access_that_was_cut_is_dated(bot: Bot) -> None:
    cut = website("w1", lost_access("腾讯云", "2026-09-02 17:15"), name="示例商城")
    said = bot.ask(FALLBACK, owner(subject(cut)), text="示例商城的接入是哪天断的").text
    assert "2026年9月2日" in said


def test_the_code_of_an_order_that_came_back_is_not_said_never_to_have_been_sent(bot: Bot) -> None:
    shop = website("w1", access("腾讯云"), name="示例商城")
    came_back = order(OrderKind.CANCEL_WEBSITE, OrderState.RETURNED, "w1")
    account = owner(subject(shop), orders=(came_back,))
    said = bot.ask(FALLBACK, account, text="验证码发到哪个手机")
    assert "utter_code_will_go_to" not in said.responses
