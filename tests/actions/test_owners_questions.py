"""What is answered to questions that owners put in passing."""

from __future__ import annotations

import pytest

from actions.frame.frame import Frame
from actions.frame.message import Asked
from actions.reading.owners_questions import asks_in_passing, is_of_all_orders
from tests.actions.messages import message
from tests.actions.sample import sample_account as account

SEPARATELY = ("faq_subject_vs_website", "separately")
TIME, DOWN = "faq_cancellation_time", "faq_site_after_access_cancelled"
PAPERS, SMS = "faq_required_documents", "faq_sms_verification"
WHOM = ("faq_check_at_ministry", "whom_to_chase")


@pytest.mark.parametrize(
    ("who", "text", "intent", "meant"),
    [
        ("hanqiao-trading", "逐个销还是整个一起", "faq_how_to_cancel", SEPARATELY),
        ("hanqiao-trading", "怎么我还打得开", DOWN, (TIME, "site_down")),
        ("zhou-shell", "怎么我还打得开", DOWN, None),
        ("lin-individual", "没填成是不是白弄了", "nlu_fallback", (SMS, "expired")),
        ("hanqiao-trading", "没填成是不是白弄了", "nlu_fallback", None),
        ("beiyue-studio", "那我找谁要说法", TIME, WHOM),
        ("beiyue-studio", "那我找谁要说法", "faq_empty_shell_cancel", None),
        ("wu-taiwan", "资料要重新上传吗", "nlu_fallback", ("my_order_progress", "resubmit")),
        ("lin-individual", "资料要重新上传吗", "nlu_fallback", None),
        ("lin-individual", "不用交别的材料了吧", PAPERS, (PAPERS, "phone_works")),
        ("beiyue-studio", "什么时候才能给我办完", "nlu_fallback", (TIME, None)),
        ("xu-newcomer", "什么时候才能给我办完", "nlu_fallback", None),
    ],
)
def test_what_is_meant_is_what_the_file_has_room_for(
    who: str, text: str, intent: str, meant: tuple[str, str | None] | None
) -> None:
    own = (Asked(intent, None, text),) if intent.startswith("faq") else ()
    asked = asks_in_passing(own, message(text, intent), Frame(), account(who))
    expected = [meant] if meant else [(one.topic, one.part) for one in own]
    assert [(one.topic, one.part) for one in asked] == expected


def test_a_message_that_is_surely_another_question_is_left_alone() -> None:
    sure = message("不想注销，只换个云", "faq_cost", confidence=0.95)
    own = (Asked("faq_cost", None, sure.text),)
    assert asks_in_passing(own, sure, Frame(), account("hanqiao-trading")) == own


@pytest.mark.parametrize(
    ("topic", "meant"),
    [
        ("faq_how_to_cancel", SEPARATELY),
        ("faq_phone_unreachable", ("faq_phone_unreachable", "papers_or_change")),
        ("faq_cost", None),
    ],
)
def test_whichever_is_quicker_is_of_the_ways_spoken_of(
    topic: str, meant: tuple[str, str] | None
) -> None:
    text = "哪个省事我就走哪个"
    asked = asks_in_passing((), message(text, "nlu_fallback"), Frame(topic=topic), None)
    assert [(one.topic, one.part) for one in asked] == ([meant] if meant else [])


def test_one_of_several_questions_is_taken_for_what_its_words_ask() -> None:
    first = Asked("faq_cost", None, "要钱吗")
    second = Asked("faq_how_to_cancel", None, "一个一个销还是主体一起销")
    both = message("要钱吗，一个一个销还是主体一起销", "faq_cost")
    asked = asks_in_passing((first, second), both, Frame(), account("hanqiao-trading"))
    assert [(one.topic, one.part) for one in asked] == [("faq_cost", None), SEPARATELY]


def test_all_orders_are_meant_where_several_are_asked_about() -> None:
    text = "这两张单都能撤吗"
    own = (Asked("faq_withdraw_application", None, text),)
    assert is_of_all_orders(own, message(text, "faq_withdraw_application"))
    assert not is_of_all_orders(own, message("这张能撤吗", "faq_withdraw_application"))


def test_what_only_leans_on_another_question_is_left_out() -> None:
    text = "逐个销还是主体一起，哪个快我走哪个"
    choice = Asked("faq_how_to_cancel", None, "逐个销还是主体一起")
    leans = Asked("my_order_progress", "remaining", "哪个快我走哪个")
    both = message(text, "faq_how_to_cancel")
    asked = asks_in_passing((choice, leans), both, Frame(), account("hanqiao-trading"))
    assert [(one.topic, one.part) for one in asked] == [SEPARATELY]
    why = Asked("out_of_scope", None, "为啥是12月3号")
    days = Asked(TIME, "working_days", "周末算吗")
    assert asks_in_passing((why, days), both, Frame(), account("ma-first-filing")) == (days,)


def test_the_subject_is_meant_as_a_whole() -> None:
    text = "整个主体注销的话手上那几张订单怎么办"
    asked = asks_in_passing((), message(text, "nlu_fallback"), Frame(), account("hanqiao-trading"))
    assert [(one.topic, one.about) for one in asked] == [("faq_open_order", ("subject:hanqiao",))]
    press = message("我找谁要说法", "my_order_progress")
    own = (Asked("my_order_progress", "stuck", press.text),)
    asked = asks_in_passing(own, press, Frame(), account("beiyue-studio"))
    assert [one.about for one in asked] == [("order:BA20260830003",)]
    of_three = account("dingsheng-group")
    asked = asks_in_passing((), message(text, "nlu_fallback"), Frame(), of_three)
    assert [one.about for one in asked] == [()]


def test_how_to_go_on_after_a_return_is_asked_of_what_was_returned() -> None:
    text = "手续被退回来说超时了，接下来呢"
    unsure = message(text, "faq_site_after_access_cancelled", confidence=0.6)
    own = (Asked("faq_site_after_access_cancelled", None, text),)
    wu = account("wu-taiwan")
    key = next(f"order:{one.order_id}" for one in wu.orders if one.return_reason)
    asked = asks_in_passing(own, unsure, Frame(), wu, (key,))
    assert [(one.topic, one.part) for one in asked] == [("my_order_progress", "resubmit")]
    assert asks_in_passing(own, unsure, Frame(), wu) == own
    hanqiao = account("hanqiao-trading")
    assert asks_in_passing(own, unsure, Frame(), hanqiao, ("website:hanqiao-expo",)) == own
