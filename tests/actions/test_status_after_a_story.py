"""Where an order stands, asked at the end of a story of something else."""

from __future__ import annotations

import pytest

from actions.frame.message import Asked
from actions.reading.plain_questions import with_further
from beian.nlu.intents import MY_ORDER_PROGRESS
from tests.actions.messages import message

PHONE = "faq_phone_unreachable"


@pytest.mark.parametrize(
    "text",
    [
        "My old number is gone, I'm abroad now. Where does my cancellation stand?",
        "the sim is dead since june. what's the status of my order",
        "号码早停机了，我人也不在国内。现在到哪一步了？",
        "手机丢了补不回来，那单子办得怎么样了",
    ],
)
def test_it_is_told_before_what_led_to_it(text: str) -> None:
    asked = with_further((Asked(PHONE, None, text),), message(text, PHONE))
    assert [one.topic for one in asked] == [MY_ORDER_PROGRESS, PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "my sim is dead, what do I do?",
        "手机丢了怎么办，多久能好",
        "号码停机了，到哪里补材料",
        "what's the status of the number if nobody answers it",
    ],
)
def test_another_question_is_left_alone(text: str) -> None:
    asked = with_further((Asked(PHONE, None, text),), message(text, PHONE))
    assert MY_ORDER_PROGRESS not in [one.topic for one in asked]
