"""Wishes for the letter beside something else, and talk of the letter that is none."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.letter_wish import (
    asks_which_papers,
    tells_of_a_lost_phone,
    wishes_for_the_letter,
)


@pytest.mark.parametrize(
    "text",
    [
        "手机号停用了，注销要交什么材料？声明书给我",
        "要交什么材料？聲明書給我",
        "需要什么材料，还有声明书模板",
        "要哪些材料，再给我一份声明书",
        "号码没了怎么办，声明书发我一份",
        "my phone is dead, which papers do I need? and give me the letter",
        "which papers do I need, and the letter please",
        "what documents are needed? Send me the statement letter too",
    ],
)
def test_a_wish_beside_a_question_is_heard(text: str) -> None:
    assert wishes_for_the_letter(text)


@pytest.mark.parametrize(
    "text",
    [
        "声明书给我",
        "要交什么材料？声明书怎么写",
        "要交什么材料，要不要声明书",
        "手机停用了，声明书要寄给谁",
        "声明书已经寄出去了，要等多久",
        "材料要哪些？声明书不用给我",
        "which papers do I need, and how do I write the letter?",
        "do I need the letter, or are the papers enough?",
        "I have sent the letter, how long does it take?",
    ],
)
def test_talk_of_the_letter_is_no_such_wish(text: str) -> None:
    assert not wishes_for_the_letter(text)


def test_papers_and_a_lost_phone_are_heard_in_so_many_words() -> None:
    assert asks_which_papers("要交哪些材料")
    assert asks_which_papers("which papers do I need")
    assert not asks_which_papers("材料发到哪")
    assert tells_of_a_lost_phone("手机号停用了")
    assert tells_of_a_lost_phone("my phone is dead")
    assert not tells_of_a_lost_phone("手机能用")
