"""Who tells the assistant to act hears that it can't, and where to do it; dates, names, remarks."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.frame.frame import Frame
from beian.base.clock import SHANGHAI
from beian.filing.state import FilingStatus, OrderState
from tests.actions.accounts import blog, in_review, in_state, owner, shop, waiting_for_sms
from tests.actions.bot import Bot
from tests.filing.builders import subject

WITHDRAW, HOW = "faq_withdraw_application", "faq_how_to_cancel"
CANCELLED = {
    "status": FilingStatus.CANCELLED,
    "cancelled_at": datetime(2026, 9, 23, 12, tzinfo=SHANGHAI),
}


@pytest.mark.parametrize(
    ("text", "intent"),
    [("那就撤了吧，你来", "deny"), ("yes please, call it off", "affirm"), ("帮我撤掉", WITHDRAW)],
)
def test_told_to_give_an_order_up_it_says_where_the_owner_does(
    bot: Bot, text: str, intent: str
) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = bot.say(bot.ask(WITHDRAW, account), text, intent)
    assert answer.text.startswith("我没法替您操作。")
    assert "控制台" in answer.text
    assert "注销网站「示例商城」" in answer.text  # its number was said in the answer before


def test_told_to_send_something_it_says_so_where_that_is_taken_for_the_topic_before(
    bot: Bot,
) -> None:
    first = bot.ask("faq_statement_letter", language="en")
    answer = bot.say(first, "fill it in and send it for me", "nlu_fallback", language="en")
    assert "I can't do it for you" in answer.text


def test_told_to_cancel_it_says_so_in_the_words_of_that_answer(bot: Bot) -> None:
    answer = bot.ask("nlu_fallback", text="你直接给我注销掉吧")
    assert answer.text.count("我没法替您操作") == 1


def test_told_to_submit_a_returned_order_again_it_says_where(bot: Bot) -> None:
    order = in_state(OrderState.RETURNED, return_reason="照片不清楚")
    answer = bot.ask("faq_reapply", owner(subject(shop()), orders=(order,)), "帮我重新提交一下")
    assert answer.text.startswith("我没法替您操作。")
    assert "照片不清楚" in answer.text


@pytest.mark.parametrize(
    ("text", "topic"), [("帮我弄了吧", WITHDRAW), ("go on, press it for me", HOW)]
)
def test_told_to_go_ahead_it_is_what_was_spoken_of(bot: Bot, text: str, topic: str) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    assert "放弃" in bot.say(bot.ask(WITHDRAW, account), text, topic).text


@pytest.mark.parametrize("text", ["帮我弄了吧", "go on, press it for me"])
def test_told_to_go_ahead_a_returned_order_is_submitted_again(bot: Bot, text: str) -> None:
    account = owner(subject(shop()), orders=(in_state(OrderState.RETURNED, return_reason="照片"),))
    assert "重新提交" in bot.say(bot.ask(HOW, account), text, HOW).text


def test_told_to_chase_it_says_that_it_can_not_whatever_that_is_taken_for(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_review(),))
    answer = bot.ask("faq_cancellation_time", account, "能不能帮我催催管局")
    assert answer.text.startswith("我没法替您操作。")


def test_a_cancelled_website_that_is_named_is_told_of_before_the_shell_that_is_left(
    bot: Bot,
) -> None:
    emptied = owner(subject(shop(**CANCELLED)))
    assert "2026年9月23日" in bot.ask(HOW, emptied, "示例商城怎么注销").text
    assert "空壳" in bot.ask(HOW, emptied, "怎么注销").text


def test_a_wish_for_a_person_is_no_order(bot: Bot) -> None:
    answer = bot.ask("request_human", text="帮我转人工处理一下")
    assert answer.responses == ["utter_request_human"]


def test_the_order_goes_on_where_giving_it_up_is_declined(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    first = bot.ask(WITHDRAW, account)
    assert bot.say(first, "算了不撤了", "deny").responses == ["utter_not_given_up"]


# --- What an answer names ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "lead"),
    [("博客要多久", "zh", "关于「Blog"), ("how long for the blog", "en", "About “Blog")],
)
def test_what_the_message_names_is_named_in_the_answer(
    bot: Bot, text: str, language: str, lead: str
) -> None:
    account = owner(subject(shop(), blog()))
    answer = bot.ask("faq_cancellation_time", account, text, language=language)
    assert answer.text.startswith(lead)


def test_a_name_that_the_answer_says_itself_is_not_put_before_it(bot: Bot) -> None:
    account = owner(subject(shop(), blog()))
    assert not bot.ask("my_filing_status", account, "博客").text.startswith("关于")


def test_what_was_cancelled_is_told_with_its_day(bot: Bot) -> None:
    account = owner(subject(shop(), blog(**CANCELLED)))
    answer = bot.ask("faq_cancellation_time", account, "博客那个")
    assert "已于 2026年9月23日注销" in answer.text


def test_what_is_listed_can_be_named_by_its_place(bot: Bot) -> None:
    first = bot.ask("my_filing_status", owner(subject(shop(), blog())))
    assert first.frame.options == ("website:w1", "website:w2")
    assert bot.say(first, "第二个呢").frame.about == ("website:w2",)


def test_no_other_order_is_told_for_a_website_without_one(bot: Bot) -> None:
    account = owner(subject(shop(), blog()), orders=(waiting_for_sms(),))
    answer = bot.ask("my_order_progress", account, "博客有在办的吗")
    assert answer.responses == ["utter_no_order_of_but"]


@pytest.mark.parametrize("text", ["9月那张到哪了", "the one in september", "九月份提交的那单"])
def test_an_order_is_found_by_its_month(bot: Bot, text: str) -> None:
    orders = (
        waiting_for_sms(created_at=datetime(2026, 10, 1, tzinfo=SHANGHAI)),
        in_review(target="w2", order_id="o2", created_at=datetime(2026, 9, 20, tzinfo=SHANGHAI)),
    )
    account = owner(subject(shop(), blog()), orders=orders)
    assert bot.ask("my_order_progress", account, text).frame.about == ("order:o2",)


@pytest.mark.parametrize("topic", [HOW, "faq_statement_letter"])
def test_what_is_with_the_administration_is_not_guessed_to_be_cancelled(
    bot: Bot, topic: str
) -> None:
    account = owner(subject(shop(), blog()), orders=(in_review(target="w1"),))
    assert "管局审核" not in bot.ask(topic, account).text
    alone = owner(subject(shop()), orders=(in_review(target="w1"),), name="acc-2")
    assert "管局审核" in bot.ask(topic, alone).text


# --- Remarks and moods ------------------------------------------------------------------------


def test_a_remark_within_a_conversation_is_heard_and_not_refused(bot: Bot) -> None:
    frame = Frame(topic="faq_cancellation_time")
    remark = bot.ask("out_of_scope", text="这么久，我头都大了", frame=frame, sure=0.6)
    assert remark.responses == ["utter_remark_heard"]
    assert remark.buttons
    asked = bot.ask("out_of_scope", text="晚饭吃什么好", frame=frame, sure=0.6)
    assert asked.responses == ["utter_out_of_scope"]


def test_anger_without_a_question_gets_regret_and_the_next_step(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = bot.ask("feedback_unhelpful", account, "少废话，直说要我干嘛")
    assert answer.responses[0] == "utter_regret"
    assert "核验" in answer.text
    thanks = bot.ask("thank", account, "谢谢！！")
    assert thanks.responses == ["utter_thank"]


# --- Corrections, numbers by their end, and several things ------------------------------------


@pytest.mark.parametrize("text", ["打错了 是-2", "111号-2是哪个站"])
def test_a_website_is_named_by_the_end_of_its_number(bot: Bot, text: str) -> None:
    account = owner(subject(shop(), blog()))
    first = bot.ask("my_filing_status", account, "粤ICP备2021000001号-1")
    assert bot.say(first, text).frame.about == ("website:w2",)


def test_what_is_taken_back_in_the_same_breath_is_not_meant(bot: Bot) -> None:
    account = owner(subject(shop(), blog()))
    answer = bot.ask("my_filing_status", account, "商城 啊不对，是博客")
    assert answer.frame.about == ("website:w2",)


def test_of_several_things_the_one_that_was_guessed_is_named(bot: Bot) -> None:
    account = owner(subject(shop(), blog()), orders=(waiting_for_sms(),))
    answer = bot.ask("my_order_progress", account, "轮到我做啥", part="next_step")
    assert "示例商城" in answer.text


@pytest.mark.parametrize(
    ("text", "language"),
    [("注销怎么操作", "zh"), ("how many times can I enter the code wrong?", "en")],
)
def test_words_that_the_angry_use_too_get_no_regret(bot: Bot, text: str, language: str) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = bot.ask(HOW, account, text, language=language)
    assert "utter_regret" not in answer.responses
