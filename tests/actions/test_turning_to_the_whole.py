"""Whoever turns from a website to its company is answered for the whole subject."""

from __future__ import annotations

import pytest

from actions.frame.frame import Frame
from actions.reading.moving import turns_to_whole
from beian.filing.state import SubjectType
from tests.actions.messages import message
from tests.actions.sample import sample_account

LETTER = "faq_statement_letter"


@pytest.mark.parametrize(
    ("frame", "name", "text", "turns"),
    [
        (Frame(LETTER, subject_type=SubjectType.ENTERPRISE), None, "the firm as a whole", True),
        (Frame(LETTER, subject_type=SubjectType.ENTERPRISE), None, "no, the company then", True),
        (Frame(LETTER, subject_type=SubjectType.INDIVIDUAL), None, "and the company?", False),
        (Frame(LETTER, about=("website:hanqiao-shop",)), "hanqiao-trading", "那公司呢", True),
        (Frame(LETTER, spoken_of="website:xiaomei"), "lin-individual", "那公司呢", False),
        (Frame(LETTER, spoken_of="website:xiaomei"), "lin-individual", "for me as a whole", True),
        (Frame(), "hanqiao-trading", "the company then", False),
        (Frame(LETTER, about=("website:hanqiao-shop",)), "hanqiao-trading", "公司在深圳", False),
    ],
)
def test_a_message_turns_to_the_whole(
    frame: Frame, name: str | None, text: str, turns: bool
) -> None:
    account = None if name is None else sample_account(name)
    assert turns_to_whole(frame, message(text), account) is turns
