"""What is answered to questions in plain words that are learnt as something else."""

from __future__ import annotations

import pytest

from actions.frame.frame import Frame
from actions.frame.message import Asked
from actions.reading.plain_questions import (
    asks_plainly,
    of_lost_access,
    put_right_beside,
    with_further,
)
from tests.actions.messages import message

SMS, LETTER, PAPERS = "faq_sms_verification", "faq_statement_letter", "faq_required_documents"
TIME, STATUS, BUREAU = "faq_cancellation_time", "my_filing_status", "faq_access_cancelled_by_bureau"


@pytest.mark.parametrize(
    ("first", "second", "meant"),
    [
        ((SMS, "validity"), ("faq_where_to_send", "papers", "发给谁了"), (SMS, "whose_phone")),
        ((SMS, "verified"), (TIME, None, "how long is it good"), (SMS, "validity")),
        ((BUREAU, None), ("faq_result_notice", None, "谁通知的"), (BUREAU, "notice")),
        ((PAPERS, None), (TIME, None, "多久"), (TIME, None)),
    ],
)
def test_a_question_that_leans_on_another_is_put_right(
    first: tuple[str, str | None],
    second: tuple[str, str | None, str],
    meant: tuple[str, str | None],
) -> None:
    both = put_right_beside([Asked(*first, "?"), Asked(*second)])
    assert [(one.topic, one.part) for one in both] == [first, meant]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Asked(STATUS, "person_in_charge", "谁负责"), Asked(STATUS, "number", "手机尾号多少")),
        (
            Asked("faq_phone_unreachable", "call_time", "when will someone call"),
            Asked(STATUS, "number", "on which number"),
        ),
        (
            Asked(BUREAU, "who", "不是取消了吗"),
            Asked("faq_other_websites_affected", None, "为啥能开"),
        ),
    ],
)
def test_what_asks_nothing_more_is_left_out(first: Asked, second: Asked) -> None:
    assert put_right_beside([first, second]) == (first,)


def test_what_is_waved_aside_is_left_out() -> None:
    aside, meant = Asked("faq_withdraw_application", "how", "不是问怎么撤"), Asked("faq_cost")
    assert put_right_beside([aside, meant]) == (meant,)


@pytest.mark.parametrize(
    ("topic", "text", "further"),
    [
        ("faq_open_order", "can I do that too? and what would I need", [(PAPERS, None)]),
        (
            "faq_withdraw_application",
            "能撤吗？撤了要重新提交吗",
            [("faq_withdraw_application", "resubmit")],
        ),
        (PAPERS, "重新提交还要再拍照吗？要几天？", [(TIME, None)]),
        (TIME, "网站哪天关？要几天？", []),
    ],
)
def test_a_second_question_is_answered(
    topic: str, text: str, further: list[tuple[str, str | None]]
) -> None:
    asked = with_further((Asked(topic, None, text),), message(text, topic))
    assert [(one.topic, one.part) for one in asked[1:]] == further


def test_the_letter_is_meant_where_it_is_spoken_of() -> None:
    asked = message("make me one", "request_human")
    assert asks_plainly(asked, Frame(), None) is None
    found = asks_plainly(asked, Frame(topic=LETTER), None)
    assert found is not None
    assert found.topic == LETTER


def test_what_is_surely_understood_stays() -> None:
    text = "只注销网站、主体留着，材料是不是也要这么多"
    sure = message(text, PAPERS, part="kinds", confidence=0.95)
    assert asks_plainly(sure, Frame(), None) is None
    unsure = message(text, PAPERS, part="kinds", confidence=0.5)
    assert asks_plainly(unsure, Frame(), None) is not None


def test_nothing_is_made_of_access_without_an_account() -> None:
    asked = (Asked("faq_withdraw_application", "restore", "能恢复吗"),)
    assert of_lost_access(asked, None) == asked
