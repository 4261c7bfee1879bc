"""Time and progress (docs/domain.md, "What a personal answer adds", first row)."""

from __future__ import annotations

import pytest

from actions.frame.frame import Frame
from beian.filing.state import OrderKind, OrderState
from tests.actions.accounts import (
    LANGUAGES,
    blog,
    finished_cancellations,
    in_review,
    in_state,
    owner,
    shop,
    waiting_for_sms,
)
from tests.actions.bot import Bot
from tests.filing.builders import at, person, subject, website

TOPICS = ("my_order_progress", "faq_cancellation_time")


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(
    ("language", "facts"),
    [
        (
            "zh",
            [
                "注销网站「示例商城（shop.example.cn）」（订单 o1）",
                "2026年10月12日 08:00",
                "网站负责人李*（139****4321）",
                "2026年10月13日 08:00",
                "还剩 22 小时",
            ],
        ),
        (
            "en",
            [
                "Cancellation of the website “示例商城 (shop.example.cn)” (order o1)",
                "12 October 2026 at 08:00",
                "the website's person in charge, 李* (139****4321)",
                "by 13 October 2026 at 08:00",
                "22 h left",
            ],
        ),
    ],
)
def test_an_order_that_waits_for_the_sms_tells_phone_deadline_and_what_is_left(
    bot: Bot, topic: str, language: str, facts: list[str]
) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = bot.ask(topic, account, language=language)
    for fact in facts:
        assert fact in answer.text


def test_the_sms_of_a_subject_went_to_its_person_in_charge(bot: Bot) -> None:
    order = waiting_for_sms(kind=OrderKind.CANCEL_SUBJECT, target="s1")
    answer = bot.ask("my_order_progress", owner(subject(shop()), orders=(order,)))
    assert "主体负责人王**（138****5678）" in answer.text
    assert "139****4321" not in answer.text


@pytest.mark.parametrize(("sent", "left"), [("09:17", "23 小时 17 分钟"), ("10:00", "24 小时")])
def test_what_is_left_of_the_deadline_is_exact_to_the_minute(
    bot: Bot, sent: str, left: str
) -> None:
    order = waiting_for_sms(sent=f"2026-10-12 {sent}")
    answer = bot.ask("my_order_progress", owner(subject(shop()), orders=(order,)))
    assert f"还剩 {left}。" in answer.text


@pytest.mark.parametrize(
    ("language", "sentence"), [("zh", "还剩 59 分钟。"), ("en", ": 59 min left.")]
)
def test_the_last_hour_counts_in_minutes(bot: Bot, language: str, sentence: str) -> None:
    order = waiting_for_sms(sent="2026-10-11 10:59")
    account = owner(subject(shop()), orders=(order,))
    assert sentence in bot.ask("my_order_progress", account, language=language).text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", "2026年10月11日 08:00 已经过了。没有按时核验的订单会被退回，需要重新提交。"),
        ("en", "the deadline of 11 October 2026 at 08:00 (Beijing time) has passed."),
    ],
)
def test_a_deadline_that_has_passed_means_submitting_again(
    bot: Bot, language: str, sentence: str
) -> None:
    order = waiting_for_sms(sent="2026-10-10 08:00")
    account = owner(subject(shop()), orders=(order,))
    answer = bot.ask("my_order_progress", account, language=language)
    assert sentence in answer.text
    assert "left" not in answer.text
    assert "还剩" not in answer.text


def test_an_order_that_names_no_target_has_its_deadline_all_the_same(bot: Bot) -> None:
    order = waiting_for_sms(kind=OrderKind.FIRST_FILING, target=None)
    answer = bot.ask("my_order_progress", owner(orders=(order,)))
    assert "首次备案（订单 o1）" in answer.text
    assert "2026年10月13日 08:00" in answer.text


def test_without_a_sending_time_the_sms_step_is_told_without_a_deadline(bot: Bot) -> None:
    order = in_state(OrderState.SMS_VERIFICATION)
    answer = bot.ask("my_order_progress", owner(subject(shop()), orders=(order,)))
    assert "24 小时内" in answer.text
    assert "还剩" not in answer.text


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("zh", ["2026年9月28日收到", "已过 6 个工作日", "2026年10月30日"]),
        ("en", ["received on 28 September 2026", "so far: 6", "30 October 2026"]),
    ],
)
def test_a_review_counts_the_working_days_of_mainland_china(
    bot: Bot, topic: str, language: str, facts: list[str]
) -> None:
    """From 28 September: the holiday of 1 to 7 October off, Saturday 10 October on."""
    account = owner(subject(shop()), orders=(in_review(),))
    answer = bot.ask(topic, account, language=language)
    for fact in facts:
        assert fact in answer.text
    assert not answer.has_button_to_a_person


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_whose_holidays_are_unknown_makes_the_last_day_an_estimate(
    bot: Bot, language: str
) -> None:
    account = owner(subject(shop()), orders=(in_review(received="2027-12-20 10:00"),))
    text = bot.ask("my_order_progress", account, language=language).text
    assert {"zh": "最晚大约", "en": "is about"}[language] in text


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(
    ("language", "sentence", "title"),
    [
        ("zh", "超过了通常最长的 20 个工作日（截至 2026年8月31日）", "转人工"),
        ("en", "That is past the 20th working day, 31 August 2026.", "Talk to a person"),
    ],
)
def test_past_the_20th_working_day_a_person_is_offered(
    bot: Bot, topic: str, language: str, sentence: str, title: str
) -> None:
    account = owner(subject(shop()), orders=(in_review(received="2026-08-03 10:00"),))
    answer = bot.ask(topic, account, language=language)
    assert sentence in answer.text
    assert answer.titles[-1] == title
    assert answer.has_button_to_a_person
    assert answer.offers == ["order_overdue"]
    assert bot.say(answer, "好的", "affirm").handoff


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_overdue_day_that_is_an_estimate_offers_a_person_as_well(
    bot: Bot, language: str
) -> None:
    account = owner(subject(shop()), orders=(in_review(received="2003-12-01 10:00"),))
    answer = bot.ask("my_order_progress", account, language=language)
    assert answer.responses == ["utter_progress_review_about_overdue"]
    assert answer.offers == ["order_overdue"]


def test_the_20th_working_day_itself_is_not_past(bot: Bot) -> None:
    """From 4 September, the 20th working day is 12 October."""
    account = owner(subject(shop()), orders=(in_review(received="2026-09-08 10:00"),))
    answer = bot.ask("my_order_progress", account)
    assert "已过 20 个工作日" in answer.text
    assert "2026年10月12日" in answer.text
    assert not answer.has_button_to_a_person


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", "广东省最近 5 次注销，管局审核的中位数是 3 个工作日，最慢 4 个工作日。"),
        ("en", "in Guangdong over the last 5 finished cancellations: median 3, slowest 4."),
    ],
)
@pytest.mark.parametrize("topic", TOPICS)
def test_five_finished_cancellations_of_the_province_give_median_and_slowest(
    bot: Bot, topic: str, language: str, sentence: str
) -> None:
    bot.store.add([finished_cancellations(5)], "a test", None)
    bot.store.add([finished_cancellations(9, "beijing")], "a test", None)
    account = owner(subject(shop()), orders=(in_review(),))
    text = bot.ask(topic, account, language=language).text
    assert sentence in text
    assert "别" not in text, "other people's filings stay unnamed"


def test_four_finished_cancellations_are_too_few(bot: Bot) -> None:
    bot.store.add([finished_cancellations(4)], "a test", None)
    account = owner(subject(shop()), orders=(in_review(),))
    assert "中位数" not in bot.ask("my_order_progress", account).text


def test_an_order_that_cancels_nothing_is_not_measured_by_cancellations(bot: Bot) -> None:
    bot.store.add([finished_cancellations(5)], "a test", None)
    order = in_review(kind=OrderKind.CHANGE, target="s1")
    answer = bot.ask("my_order_progress", owner(subject(shop()), orders=(order,)))
    assert "变更备案" in answer.text
    assert "中位数" not in answer.text


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(
    ("language", "again"), [("zh", "需要重新提交"), ("en", "has to be submitted again")]
)
def test_a_returned_order_tells_the_reason_and_that_it_must_be_submitted_again(
    bot: Bot, topic: str, language: str, again: str
) -> None:
    order = in_state(OrderState.RETURNED, return_reason="网站负责人信息有误。")
    answer = bot.ask(topic, owner(subject(shop()), orders=(order,)), language=language)
    reason = {"zh": "网站负责人信息有误。", "en": "data that was given is wrong"}[language]
    assert reason in answer.text
    assert again in answer.text
    assert "。。" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_returned_order_without_a_reason_says_so(bot: Bot, language: str) -> None:
    account = owner(subject(shop()), orders=(in_state(OrderState.RETURNED),))
    text = bot.ask("my_order_progress", account, language=language).text
    assert {"zh": "没有登记原因", "en": "no reason is on file"}[language] in text


@pytest.mark.parametrize("state", [OrderState.DRAFT, OrderState.PROVIDER_REVIEW])
@pytest.mark.parametrize("topic", TOPICS)
def test_an_order_that_has_not_left_the_provider_tells_what_comes_next(
    bot: Bot, topic: str, state: OrderState
) -> None:
    answer = bot.ask(topic, owner(subject(shop()), orders=(in_state(state),)))
    assert "订单 o1" in answer.text
    assert "核验" in answer.text


@pytest.mark.parametrize("state", [OrderState.DRAFT, OrderState.PROVIDER_REVIEW])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_cancelling_access_is_never_said_to_need_the_sms(
    bot: Bot, topic: str, state: OrderState, language: str
) -> None:
    order = in_state(state, kind=OrderKind.CANCEL_ACCESS)
    answer = bot.ask(topic, owner(subject(shop()), orders=(order,)), language=language)
    if topic == "faq_cancellation_time":
        assert {"zh": "通常没有短信核验", "en": "usually has no SMS step"}[language] in answer.text
    else:
        assert "短信" not in answer.text
        assert "SMS" not in answer.text
    assert "先完成" not in answer.text
    assert "verif" not in answer.text


@pytest.mark.parametrize(
    ("state", "facts", "sentence"),
    [
        (OrderState.SUCCEEDED, {"finished_at": "2026-10-01 09:00"}, "已于 2026年10月1日办结"),
        (OrderState.SUCCEEDED, {}, "已经办结"),
        (OrderState.GIVEN_UP, {}, "已经放弃"),
    ],
)
def test_with_nothing_under_way_the_latest_order_is_told(
    bot: Bot, state: OrderState, facts: dict[str, str], sentence: str
) -> None:
    times = {name: at(time) for name, time in facts.items()}
    answer = bot.ask(
        "my_order_progress", owner(subject(shop()), orders=(in_state(state, **times),))
    )
    assert sentence in answer.text


def test_an_account_without_orders_has_no_progress(bot: Bot) -> None:
    assert bot.ask("my_order_progress", owner(subject(shop()))).responses == [
        "utter_no_orders",
        "utter_subject_filed",
    ]


def test_with_nothing_under_way_the_general_time_and_the_home_province_are_told(bot: Bot) -> None:
    bot.store.add([finished_cancellations(5)], "a test", None)
    answer = bot.ask("faq_cancellation_time", owner(subject(shop())))
    assert answer.responses == ["utter_faq_cancellation_time", "utter_review_times"]


def test_a_province_that_is_spoken_of_gives_its_figures(bot: Bot) -> None:
    bot.store.add([finished_cancellations(5, "beijing")], "a test", None)
    answer = bot.ask("faq_cancellation_time", entities=[("province", "beijing")])
    assert "北京市最近 5 次注销" in answer.text
    unknown = bot.ask("faq_cancellation_time", entities=[("province", "atlantis")])
    assert "中位数" not in unknown.text


def test_an_order_in_the_province_that_is_spoken_of_counts_more_than_its_figures(bot: Bot) -> None:
    elsewhere = subject(
        website("w5", name="上海店"), subject_id="s5", name="上海公司", province="shanghai"
    )
    orders = (in_review(), in_review(target="w5", order_id="o5"))
    account = owner(subject(shop()), elsewhere, orders=orders)
    answer = bot.ask("faq_cancellation_time", account, entities=[("province", "shanghai")])
    assert "上海店" in answer.text
    assert "示例商城" not in answer.text
    none = bot.ask("faq_cancellation_time", account, entities=[("province", "beijing")])
    assert none.responses == ["utter_faq_cancellation_time"]


def test_several_orders_are_told_apart_by_buttons(bot: Bot) -> None:
    orders = (waiting_for_sms(), in_review(target="w2", order_id="o2"))
    account = owner(subject(shop(), blog()), orders=orders)
    for topic in TOPICS:
        asked = bot.ask(topic, account)
        listed = topic == "my_order_progress"
        which = "utter_which_of_the_orders" if listed else "utter_which_order"
        assert asked.responses == [which]
        assert len(asked.buttons + asked.card_buttons) == 2
        answer = bot.press(asked, "Blog")
        assert "2026年9月28日收到" in answer.text
        assert "示例商城" not in answer.text
        assert answer.frame.waiting is None


def test_the_order_that_a_question_names_is_told_even_if_it_is_finished(bot: Bot) -> None:
    done = in_state(OrderState.SUCCEEDED, target="w2", order_id="A-77")
    account = owner(subject(shop(), blog()), orders=(waiting_for_sms(), done))
    for text in ("订单 A-77 到哪了", "blog.example.cn 的注销到哪一步了"):
        assert "已经办结" in bot.ask("my_order_progress", account, text).text


def test_of_several_orders_for_the_named_website_the_open_one_is_told(bot: Bot) -> None:
    old = in_state(OrderState.SUCCEEDED, order_id="old", kind=OrderKind.NEW_WEBSITE)
    other = in_review(target="w2", order_id="o2")
    account = owner(subject(shop(), blog()), orders=(old, waiting_for_sms(), other))
    answer = bot.ask("my_order_progress", account, "示例商城到哪一步了")
    assert "订单 o1" in answer.text


@pytest.mark.parametrize("text", ["我的订单", "查一下我的订单", "my order", "show my orders"])
def test_ones_orders_are_told_whatever_was_spoken_of(bot: Bot, text: str) -> None:
    orders = (waiting_for_sms(), in_review(target="w2", order_id="o2"))
    account = owner(subject(shop(), blog()), orders=orders)
    frame = Frame(topic="faq_reapply", about=("website:w2",), spoken_of="order:o2")
    answer = bot.ask("inform", account, text, frame=frame)
    assert answer.responses == ["utter_which_of_the_orders"]


@pytest.mark.parametrize("state", [OrderState.DRAFT, OrderState.PROVIDER_REVIEW])
@pytest.mark.parametrize("part", [None, "next_step"])
def test_a_phone_that_can_not_be_reached_is_told_of_while_an_order_is_open(
    bot: Bot, state: OrderState, part: str | None
) -> None:
    dead = person("李雷", phone="13900004321", phone_reachable=False)
    account = owner(subject(shop(person_in_charge=dead)), orders=(in_state(state),))
    said = bot.ask("my_order_progress", account, part=part).text
    assert "联系不上" in said
    assert "材料" in said


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("主体负责人手机号无法接通，请补充材料后重新提交。", "can't be reached"),
        ("网站名称不合规", "in the provider's words, in Chinese: “网站名称不合规”"),
    ],
)
@pytest.mark.parametrize("part", [None, "return_reason", "next_step", "stuck"])
def test_card_and_answers_tell_a_reason_in_english_or_quote_it_as_chinese(
    bot: Bot, reason: str, told: str, part: str | None
) -> None:
    order = in_state(OrderState.RETURNED, return_reason=reason)
    account = owner(subject(shop()), orders=(order,))
    answer = bot.ask("my_order_progress", account, part=part, language="en")
    assert told in answer.read
    assert "重新提交" not in answer.read
    chinese = bot.ask("my_order_progress", account, part=part)
    assert reason in chinese.read
