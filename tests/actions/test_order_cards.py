"""The card of an order, and of several: stages, dates and buttons that fit."""

from __future__ import annotations

from typing import Any

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
from tests.actions.bot import Answer, Bot
from tests.filing.builders import subject

PROGRESS = "my_order_progress"


def the_card(answer: Answer, kind: str = "order") -> dict[str, Any]:
    [card] = answer.cards
    assert card["kind"] == kind
    return card


def payloads(card: dict[str, Any]) -> list[str]:
    return [action["payload"] for action in card["actions"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_that_waits_for_the_sms_counts_down(bot: Bot, language: str) -> None:
    answer = bot.ask(
        PROGRESS, owner(subject(shop()), orders=(waiting_for_sms(),)), language=language
    )
    card = the_card(answer)
    reached = [one["reached"] for one in card["stages"]]
    assert reached == ["done", "done", "now", "ahead", "ahead"]
    assert all(one["title"] in card["lines"][0] for one in card["stages"])
    assert card["deadline"]["now"] == "2026-10-12T10:00:00+08:00"
    assert card["deadline"]["at"] > card["deadline"]["now"]
    assert {"zh": "北京时间", "en": "Beijing time"}[language] in "".join(card["lines"])
    assert payloads(card) == [
        '/faq_sms_verification{"part": "not_received"}',
        '/faq_abandon_order_impact{"part": "how"}',
        "/request_human",
    ]
    assert card["actions"][-1]["title"] == {"zh": "转人工", "en": "Talk to a person"}[language]


def test_a_person_is_offered_where_the_time_for_the_sms_is_over_too(bot: Bot) -> None:
    late = waiting_for_sms("2026-10-11 09:00")
    card = the_card(bot.ask(PROGRESS, owner(subject(shop()), orders=(late,))))
    assert payloads(card)[-1] == "/request_human"


def test_the_buttons_of_a_card_lead_to_answers(bot: Bot) -> None:
    answer = bot.ask(PROGRESS, owner(subject(shop()), orders=(waiting_for_sms(),)))
    for action in the_card(answer)["actions"]:
        assert bot.send(answer, action["payload"]).text


def test_what_a_card_offers_is_not_offered_below_the_message_too(bot: Bot) -> None:
    answer = bot.ask(PROGRESS, owner(subject(shop()), orders=(in_state(OrderState.DRAFT),)))
    below = [button.payload for button in answer.buttons]
    assert below
    assert not set(below) & set(payloads(the_card(answer)))


@pytest.mark.parametrize(
    "state", [state for state in OrderState if state.value != "sms_verification"]
)
def test_only_an_order_that_waits_for_the_sms_counts_down(bot: Bot, state: OrderState) -> None:
    card = the_card(bot.ask(PROGRESS, owner(subject(shop()), orders=(in_state(state),))))
    assert "deadline" not in card
    offered = "".join(payloads(card))
    assert "not_received" not in offered
    can_be_given_up = state in (OrderState.DRAFT, OrderState.PROVIDER_REVIEW)
    assert ("faq_abandon_order_impact" in offered and '"how"' in offered) == can_be_given_up


def test_an_order_in_review_tells_when_it_came_and_the_last_day(bot: Bot) -> None:
    card = the_card(bot.ask(PROGRESS, owner(subject(shop()), orders=(in_review(),))))
    told = "\n".join(card["lines"])
    assert "管局收到：2026年9月28日" in told
    assert "第 20 个工作日" in told


def test_an_order_to_cancel_access_has_no_sms(bot: Bot) -> None:
    order = in_state(OrderState.PROVIDER_REVIEW, kind=OrderKind.CANCEL_ACCESS)
    card = the_card(bot.ask(PROGRESS, owner(subject(shop()), orders=(order,))))
    assert [one["title"] for one in card["stages"]] == ["草稿", "接入商审核", "管局审核", "办结"]


def test_several_orders_are_a_list_in_which_each_is_picked(bot: Bot) -> None:
    orders = (waiting_for_sms(), in_review(target="w2", order_id="o2"))
    asked = bot.ask(PROGRESS, owner(subject(shop(), blog()), orders=orders))
    card = the_card(asked, "orders")
    assert asked.buttons == []
    assert len(card["lines"]) == len(card["actions"]) == 2
    assert "等待短信核验" in card["lines"][0]
    assert "管局审核中" in card["lines"][1]
    picked = the_card(bot.send(asked, payloads(card)[1]))
    assert "Blog" in picked["title"]


ALL_ORDERS = (
    "我的订单都到哪了",
    "所有订单的进度",
    "where are all my orders",
    "status of each of my orders",
)


@pytest.mark.parametrize("text", ALL_ORDERS)
def test_all_orders_are_told_of_although_a_finished_one_is_in_focus(bot: Bot, text: str) -> None:
    over = in_state(OrderState.SUCCEEDED, "w2", order_id="o2")
    account = owner(subject(shop(), blog()), orders=(over, in_review(order_id="o1")))
    before = bot.ask(PROGRESS, account, "o2", entities=[("order_number", "o2")])
    language = "en" if text.isascii() else "zh"
    told = bot.say(before, text, PROGRESS, language=language)
    assert [card["kind"] for card in told.cards] == ["order", "order"]
    assert [one in told.text for one in ("o1", "o2")] == [True, True]
    assert told.text.index("o1") < told.text.index("o2"), "what is open comes first"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [3, 9])
def test_many_orders_are_told_of_as_a_list_of_all(bot: Bot, count: int, language: str) -> None:
    orders = tuple(in_state(OrderState.SUCCEEDED, order_id=f"o{n}") for n in range(1, count + 1))
    account = owner(subject(shop(), blog()), orders=orders)
    text = {"zh": "我的订单都到哪了", "en": "where are all my orders"}[language]
    told = bot.ask(PROGRESS, account, text, language=language)
    card = the_card(told, "orders")
    assert len(card["lines"]) == len(card["actions"]) == count
    assert str(count) in told.text
    second = bot.say(told, {"zh": "第二张", "en": "the second one"}[language], language=language)
    assert "o2" in the_card(second)["title"]
    assert "o3" in the_card(bot.send(told, card["actions"][2]["payload"]))["title"]
