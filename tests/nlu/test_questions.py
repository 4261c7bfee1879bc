"""Which messages ask several things."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from beian.nlu.questions import Asked, pieces_of, questions_in
from tests.nlu.conftest import HOSTILE

TOPICS = {"time", "papers", "sms"}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "验证码发到哪个号了？多久过期？过期了怎么办？",
            ["验证码发到哪个号了", "多久过期", "过期了怎么办"],
        ),
        (
            "how much is it and when would it be done",
            ["how much is it", "when would it be done"],
        ),
        ("要多久？手机号换了，怎么办？", ["要多久", "手机号换了，怎么办"]),
        ("我在广东，注销要多久，要什么材料", ["我在广东，注销要多久", "要什么材料"]),
        ("註銷要多久？需要哪些材料？", ["註銷要多久", "需要哪些材料"]),
        ("How do I cancel? How long is it?", ["How do I cancel", "How long is it"]),
        ("怎么注销还有要几天", ["怎么注销", "还有要几天"]),
    ],
)
def test_each_question_comes_in_its_own_words(text: str, pieces: list[str]) -> None:
    assert pieces_of(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "注销要多久",
        "注销要多久？对吗？",
        "网站打不开了，怎么办？",
        "短信没收到，怎么回事？怎么办？",
        "是注销主体，还是注销网站？",
        "我上个月提交的，一直没消息，到底要多久？",
        "How do I cancel? Is that right?",
        "I sold the shop, moved away and lost the phone. How do I cancel?",
        "when the access is cancelled the site is down and I can't open it",
        "Is it refused, or is it still under review?",
        "我的网站是 https://example.com/?a=1 怎么注销",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert pieces_of(text) == []


def _understand(pieces: Sequence[str]) -> list[Asked]:
    """Take a piece for what it says: the topic, the part and how sure it is."""
    understood = []
    for piece in pieces:
        intent, _, sure = piece.rpartition("how is ")[2].partition(" ")
        topic, _, part = intent.partition("/")
        understood.append(Asked(piece, topic, float(sure or 1), part or None))
    return understood


def _asked(text: str, whole: str = "time") -> list[str]:
    return [
        one.intent + (f"/{one.part}" if one.part else "")
        for one in questions_in(text, whole, _understand, TOPICS)
    ]


def test_different_topics_or_parts_are_several_questions() -> None:
    assert _asked("how is time? how is papers?") == ["time", "papers"]
    assert _asked("how is sms/resend? how is sms/expired?", "sms") == ["sms/resend", "sms/expired"]


def test_the_same_twice_is_one_question() -> None:
    assert _asked("how is time? how is time?") == []


def test_no_more_than_three_are_told() -> None:
    assert _asked("how is time? how is papers? how is sms? how is sms/x?") == [
        "time",
        "papers",
        "sms",
    ]


def test_a_piece_that_is_not_understood_does_not_count() -> None:
    assert _asked("how is time? how is papers 0.5?") == []
    assert _asked("how is time? how is greet?") == []


def test_what_is_out_of_scope_counts_beside_a_known_topic_if_it_is_certain() -> None:
    assert _asked("how is out_of_scope? how is time?") == ["out_of_scope", "time"]
    assert _asked("how is out_of_scope 0.7? how is time?") == []
    assert _asked("how is out_of_scope? how is out_of_scope/x?", "out_of_scope") == []


def test_the_pieces_of_a_story_count_only_with_what_the_whole_asks() -> None:
    story = "I sold the shop in spring and moved to the country, " * 2
    assert _asked(f"{story}how is time? how is papers?", "sms") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_has_pieces_in_it(text: str) -> None:
    assert all(piece in text for piece in pieces_of(text))
