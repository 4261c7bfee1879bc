"""Which messages ask several things."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from beian.nlu.intents import INFORM, MY_FILING_STATUS
from beian.nlu.plain_words.questions import Asked, pieces_of, questions_in
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
        ("复印件收不？要寄到哪？", ["复印件收不", "要寄到哪"]),
        ("複印件收不，要寄去邊度", ["複印件收不", "要寄去邊度"]),
        ("短信发到他手机上了没，几点过期", ["短信发到他手机上了没", "几点过期"]),
        (
            "whats the order number and by when do I sign",
            ["whats the order number", "by when do I sign"],
        ),
        ("Where do I send it, and to which office?", ["Where do I send it", "and to which office"]),
        ("who hosts it and does the shop stay", ["who hosts it", "does the shop stay"]),
        (
            "what happens to it, and does cancelling cost anything?",
            ["what happens to it", "and does cancelling cost anything"],
        ),
        (
            "no I meant THEIR address. and who signs it",
            ["no I meant THEIR address", "and who signs it"],
        ),
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
        "为什么退回来了，照片不清楚吗",
        "為什麼打不開，是到期了嗎？",
        "好吧，那要多久",
        "哪家都不认，到底归谁管",
        "登记的还是前年那个号，怎么改",
        "我名下还有别的站没，查得到吗",
        "Why was it returned, was it the photo?",
        "How long will it take, roughly?",
        "Who signs it, me or my partner?",
        "I meant the blog. how long does it take",
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


def _known(whole: str | None) -> Asked | None:
    """Return what is known of the whole: nothing where it is not understood."""
    return None if whole is None else _understand([whole])[0]


def _asked(text: str, whole: str | None = "time") -> list[str]:
    return [
        one.intent + (f"/{one.part}" if one.part else "")
        for one in questions_in(text, _known(whole), _understand, TOPICS)
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
    assert _asked("how is time? how is papers 0.3?") == []
    assert _asked("how is time? how is greet?") == []


def test_beside_a_very_sure_question_in_a_short_message_another_needs_little() -> None:
    assert _asked("how is time? how is papers 0.45?", "time 0.7") == ["time", "papers"]
    assert _asked("how is time? how is papers 0.45?") == []
    assert _asked("how is time 0.7? how is papers 0.4?") == []


def test_a_question_for_the_file_counts_by_its_words() -> None:
    asked = questions_in("how is time 0.7? is the site still up", _known("time"), _file, TOPICS)
    assert [one.intent for one in asked] == ["time", MY_FILING_STATUS]


def _file(pieces: Sequence[str]) -> list[Asked]:
    return [Asked(one, "sms", 0.1) if "site" in one else _understand([one])[0] for one in pieces]


def test_a_whole_that_is_like_none_of_its_questions_gives_way_to_them() -> None:
    assert _asked("how is time? how is papers 0.5?", "sms 0.96") == ["time", "papers"]
    assert _asked("how is time 0.7? how is papers 0.7?", "sms 0.96") == []


def test_a_part_beside_the_whole_topic_is_a_question_of_its_own() -> None:
    assert _asked("how is papers? how is papers/seal?", "papers/seal") == ["papers", "papers/seal"]
    assert _asked("how is papers? how is papers/seal 0.5?", "papers/seal") == []
    assert _asked("how is papers? how is papers/seal?", "papers") == []


def test_another_thing_named_behind_a_question_is_part_of_it() -> None:
    def understand(pieces: Sequence[str]) -> list[Asked]:
        return [
            Asked(one, INFORM, 1.0) if one == "商城呢" else Asked(one, intent, 1.0)
            for one, intent in zip(pieces, ("papers", "", "time"), strict=False)
        ]

    text = "官网谁负责，商城呢，要多久"
    found = questions_in(text, _known("time"), understand, TOPICS)
    assert [one.text for one in found] == ["官网谁负责，商城呢", "要多久"]


def test_what_is_out_of_scope_counts_beside_a_known_topic_if_it_is_certain() -> None:
    assert _asked("how is out_of_scope? how is time?") == ["out_of_scope", "time"]
    assert _asked("how is out_of_scope 0.7? how is time?") == []
    assert _asked("how is out_of_scope? how is out_of_scope/x?", "out_of_scope") == []


def test_the_pieces_of_a_story_count_only_with_what_the_whole_asks() -> None:
    story = "I sold the shop in spring and moved to the country, " * 2
    assert _asked(f"{story}how is time? how is papers?", "sms") == []


def test_a_question_that_is_not_sure_counts_by_the_words_alone_that_ask() -> None:
    def understand(pieces: Sequence[str]) -> list[Asked]:
        known = {"how is it done": "papers", "how long is it": "time"}
        return [
            Asked(one, known.get(one, "greet"), 1.0 if one in known else 0.95) for one in pieces
        ]

    text = "how long is it? many thanks. and how is it done"
    found = questions_in(text, _known("time"), understand, TOPICS)
    assert [(one.text, one.intent) for one in found] == [
        ("how long is it", "time"),
        ("many thanks. and how is it done", "papers"),
    ]


def test_beside_a_question_on_the_same_topic_less_is_sure_enough() -> None:
    assert _asked("how is sms/resend? how is sms/expired 0.5?", "sms") == [
        "sms/resend",
        "sms/expired",
    ]
    assert _asked("how is sms/resend? how is papers 0.3?", "sms") == []
    assert _asked("how is sms/resend? how is sms/expired 0.3?", "sms 0.5") == []


def test_a_question_that_is_not_known_asks_what_the_whole_surely_does_on_the_same_topic() -> None:
    assert _asked("how is sms/resend? how is papers 0.1?", "sms/expired") == [
        "sms/resend",
        "sms/expired",
    ]
    assert _asked("how is sms/resend? how is papers 0.1?", "sms/resend") == []
    assert _asked("how is sms/resend? how is papers 0.1?", "time") == []


def test_where_the_whole_is_not_understood_its_questions_count_if_one_is_very_sure() -> None:
    assert _asked("how is time? how is papers 0.65?", None) == ["time", "papers"]
    assert _asked("how is time 0.7? how is papers 0.65?", None) == []


def test_a_number_asked_for_that_is_not_known_is_out_of_scope_beside_what_is() -> None:
    asked = [
        (one.text, one.intent)
        for one in questions_in("no I meant THEIR phone 0.2. how is time?", None, _their, TOPICS)
    ]
    assert asked == [("no I meant THEIR phone 0.2", "out_of_scope"), ("how is time", "time")]
    assert _asked("how is papers 0.2? how is time?", None) == []


def _their(pieces: Sequence[str]) -> list[Asked]:
    return [Asked(one, "deny", 0.3) if "phone" in one else _understand([one])[0] for one in pieces]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_has_pieces_in_it(text: str) -> None:
    assert all(piece in text for piece in pieces_of(text))
