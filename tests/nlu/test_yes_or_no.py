"""Which messages are plain questions for yes or no."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.yes_or_no import asks_for_yes_or_no, undecided


@pytest.mark.parametrize(
    "text",
    [
        "Can I file again after a cancellation?",
        "ok but is it still on record?",
        "if I give the order up, does the website stay filed?",
        "Do they send a letter",
        "And will the other sites go too?",
    ],
)
def test_a_plain_question_asks_for_yes_or_no(text: str) -> None:
    assert asks_for_yes_or_no(text)


@pytest.mark.parametrize(
    "text",
    [
        "who checks it?",
        "so it is not gone?",
        "Isn't it gone by now?",
        "can't I file again?",
        "cant I file again?",
        "is it the phone or the mail?",
        "how long will it take",
        "then the others are safe",
        "",
        "注销后还能重新备案吗？",
    ],
)
def test_what_denies_asks_by_a_word_or_tells_does_not(text: str) -> None:
    assert not asks_for_yes_or_no(text)


@pytest.mark.parametrize(
    ("whole", "without"),
    [
        ("Yes. It is on file.", "It is on file."),
        ("Yes: it is on file.", "It is on file."),
        ("No: only the website goes.", "Only the website goes."),
        ("Yes, but only once it is done.", "Only once it is done."),
        ("No, the whole list is needed.", "The whole list is needed."),
        ("No, and not the other way round.", "No, and not the other way round."),
        ("No website is filed.", "No website is filed."),
        ("Yes.", "Yes."),
        ("Nothing is needed.", "Nothing is needed."),
    ],
)
def test_a_yes_or_no_that_was_not_asked_for_is_left_out(whole: str, without: str) -> None:
    assert undecided(whole, "what stays?") == without
    assert undecided(whole, "does it stay?") == whole


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("要先把网站一个个注销吗", "不用：网站一起删除。"),
        ("那用不用单独提交", "不用：网站一起删除。"),
        ("需不需要单独提交", "不用：网站一起删除。"),
        ("直接注销主体一次全解决了？", "网站一起删除。"),
        ("網站怎麼處理", "网站一起删除。"),
    ],
)
def test_a_chinese_answer_echoes_only_what_was_asked(asked: str, said: str) -> None:
    assert undecided("不用：网站一起删除。", asked) == said


@pytest.mark.parametrize(
    ("answer", "asked", "said"),
    [
        (
            "No: cancelling a website removes its filing alone. The others go on as before.",
            "does the main site stay up?",
            "Cancelling a website removes its filing alone. The others go on as before.",
        ),
        ("不会：其他网站照常。", "官网还在吗", "其他网站照常。"),
        ("会：名下的网站一起注销。", "官网还能保留吗", "名下的网站一起注销。"),
        ("不会：其他网站照常。", "官网会受影响吗", "不会：其他网站照常。"),
        ("No, it is not affected.", "is the main site affected?", "No, it is not affected."),
    ],
)
def test_a_no_is_not_said_to_who_asks_whether_it_stays(answer: str, asked: str, said: str) -> None:
    assert undecided(answer, asked) == said
