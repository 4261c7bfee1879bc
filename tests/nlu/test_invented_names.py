"""Invented names of websites in training messages."""

from __future__ import annotations

from beian.nlu.model.invented_names import EVERY, invented_name, with_invented_names

MESSAGES = [f"第{number}个网站怎么注销" for number in range(400)]
ENGLISH = [f"how do i cancel my site number {number}?" for number in range(400)]


def test_one_message_of_so_many_gets_a_name_and_keeps_its_words() -> None:
    for messages in (MESSAGES, ENGLISH):
        named = with_invented_names(messages)
        changed = [(old, new) for old, new in zip(messages, named, strict=True) if old != new]
        assert len(messages) / EVERY / 2 < len(changed) < len(messages) / EVERY * 2
        assert all(
            old in new or new.startswith(old[:2]) or new.endswith(old[-2:]) for old, new in changed
        )


def test_a_question_mark_stays_at_the_end() -> None:
    assert all(text.endswith("?") for text in with_invented_names(ENGLISH))


def test_the_same_messages_get_the_same_names_whatever_stands_beside_them() -> None:
    assert with_invented_names(MESSAGES[:10]) == with_invented_names(MESSAGES)[:10]


def test_long_messages_and_empty_ones_are_left_alone() -> None:
    story = ["一家公司的网站要注销" * 10 + str(number) for number in range(20)]
    assert with_invented_names(["", *story]) == ["", *story]


def test_names_are_many() -> None:
    assert len({invented_name("zh", draw * 7919) for draw in range(2000)}) > 1000
    assert len({invented_name("en", draw * 7919) for draw in range(2000)}) > 1000
