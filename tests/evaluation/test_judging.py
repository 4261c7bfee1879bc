"""An answer is held against what a turn of a conversation asks of it."""

from __future__ import annotations

from typing import Any

import pytest

from beian.evaluation.conversations.judging import failures_of
from beian.evaluation.conversations.model import Turn

CARD = {
    "kind": "order",
    "title": "订单 BA1",
    "lines": ["期限 10月13日"],
    "actions": [{"title": "显示材料"}],
}


def answer(text: str = "", **given: Any) -> dict[str, Any]:
    """An answer of one reply, as the channel describes it."""
    reply = {
        "text": text,
        "buttons": [{"title": "转人工", "payload": "/request_human"}],
        "links": [{"title": "备案系统", "url": "https://beian.example"}],
        **given.pop("reply", {}),
    }
    said = {"intent": "faq_reapply", "part": None, "handoff": False, "replies": [reply]}
    return {**said, **given}


def failures(answered: dict[str, Any], **asked: Any) -> list[str]:
    return list(failures_of(Turn(1, user="...", **asked), answered))


@pytest.mark.parametrize("text", ["可以", "转人工", "订单 ba1", "10月13日", "显示材料", "beian.ex"])
def test_text_card_links_and_titles_of_buttons_are_what_a_user_sees(text: str) -> None:
    answered = answer("可以重新备案。", reply={"card": CARD})
    assert failures(answered, holds=((text,),)) == []
    assert failures(answered, lacks=(text,)) == [f"should not be there: {text}"]


def test_one_text_of_a_group_is_enough() -> None:
    answered = answer("还剩 22 小时")
    assert failures(answered, holds=(("小时", "分钟"),)) == []
    assert failures(answered, holds=(("天", "周"), ("小时",))) == ["missing: 天 or 周"]


def test_the_texts_may_stand_in_different_replies() -> None:
    answered = answer("first")
    answered["replies"] += answer("second")["replies"]
    assert failures(answered, holds=(("first",), ("second",))) == []


def test_case_quotation_marks_and_line_breaks_play_no_part() -> None:
    answered = answer("The “shop” isn’t\n  cancelled")
    assert failures(answered, holds=(('the "Shop" isn\'t cancelled',),)) == []


def test_each_question_answered_counts_as_the_topic() -> None:
    several = answer("...", intents=["faq_reapply", "faq_cancellation_time"])
    assert failures(several, topic="faq_cancellation_time") == []
    assert failures(several, topic="faq_statement_letter") == [
        "answered faq_reapply, faq_cancellation_time instead of faq_statement_letter"
    ]


def test_a_topic_may_name_the_part() -> None:
    answered = answer("...", part="same_account")
    assert failures(answered, topic="faq_reapply") == []
    assert failures(answered, topic="faq_reapply/same_account") == []
    assert len(failures(answered, topic="faq_reapply/when")) == 1


def test_a_hand_off_has_to_be_there_exactly_where_it_should() -> None:
    assert failures(answer("...", handoff=True)) == ["handed off, which it should not be"]
    assert failures(answer("..."), handoff=True) == ["not handed off"]
    assert failures(answer("...", handoff=True), handoff=True) == []


def test_silence_is_never_right() -> None:
    assert failures({**answer(), "replies": []}) == ["nothing was said"]
