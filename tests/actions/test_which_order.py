"""Orders that a message names by when they were begun, how they stand, their place in time, or what
they are for."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.frame.frame import Frame
from actions.frame.message import Message
from actions.references.refer import References, references
from tests.actions.messages import message
from tests.actions.sample import sample_account

NOW = datetime.fromisoformat("2026-10-12T10:00:00+08:00")
NAMED = [
    ("wuwei-hosting", "the new website from 9:40 today, who started that", "BA20261012012"),
    ("wuwei-hosting", "we started something this morning, is it submitted", "BA20261012012"),
    ("wuwei-hosting", "if I bin that draft do I lose anything?", "BA20261012012"),
    ("wuwei-hosting", "今早9点40那张是谁建的", "BA20261012012"),
    ("wuwei-hosting", "那个草稿不要了会怎样", "BA20261012012"),
    ("wuwei-hosting", "the latest order, is it through", "BA20261012012"),
    ("wuwei-hosting", "7号交的那单到哪了", "BA20261007012"),
    ("wuwei-hosting", "10月7日那张呢", "BA20261007012"),
    ("wuwei-hosting", "the order from 7 Oct", "BA20261007012"),
    ("wuwei-hosting", "上周三交的那张单到哪了", "BA20261007012"),
    ("ma-first-filing", "我上周四交的那张是什么", "BA20261008015"),
    ("ma-first-filing", "the one I sent last week, is it through", "BA20261008015"),
    ("ma-first-filing", "the order from Thursday", "BA20261008015"),
    ("ma-first-filing", "放弃的那次是几号", "BA20260920015"),
    ("ma-first-filing", "放棄的那張後來怎麼樣", "BA20260920015"),
    ("ma-first-filing", "最早那次办了多久", "BA20260730015"),
    ("ma-first-filing", "the order I dropped", "BA20260920015"),
    ("ma-first-filing", "how did my July application end?", "BA20260730015"),
    ("dingsheng-group", "今早交的那张在谁手里", "BA20261012013"),
    ("dingsheng-group", "今天早上交的那個到哪了", "BA20261012013"),
    ("dingsheng-group", "招聘那单呢", "BA20261012013"),
    ("dingsheng-group", "上海那单成了没", "BA20260408013"),
    ("dingsheng-group", "商城那张单子几点前要核验", "BA20261010013"),
    ("dingsheng-group", "the mall's order, till when", "BA20261010013"),
    ("dingsheng-group", "在审的那张还要多久", "BA20260929013"),
    ("dingsheng-group", "草稿那单是谁建的", "BA20261009013"),
    ("haoyue-travel", "小程序那单后来呢", "BA20260608011"),
]
"""Who says it, what, and the order that it names."""
IN_GENERAL = [
    ("wuwei-hosting", "can you draft a letter for me"),
    ("ma-first-filing", "10号之前能办完吗"),
    ("ma-first-filing", "上周网站打不开"),
    ("ma-first-filing", "will it be done by the 20th"),
    ("dingsheng-group", "今天能撤吗"),
    ("dingsheng-group", "which number, the new one?"),
    ("haoyue-travel", "every order from today on"),
]


def _said(text: str) -> Message:
    found = message(text)
    found.now = NOW
    return found


def _pointed(name: str, text: str, frame: Frame | None = None) -> References:
    return references(_said(text), frame or Frame(), sample_account(name))


@pytest.mark.parametrize(("name", "text", "order"), NAMED)
def test_an_order_is_named_by_what_tells_it_from_others(name: str, text: str, order: str) -> None:
    assert _pointed(name, text).named == (f"order:{order}",)


@pytest.mark.parametrize(("name", "text"), IN_GENERAL)
def test_words_that_tell_of_no_order_name_none(name: str, text: str) -> None:
    named = _pointed(name, text).named
    assert not any(key.startswith("order:") for key in named)


@pytest.mark.parametrize(
    ("text", "focus", "order"),
    [
        ("再往前那次呢", "BA20261008015", "BA20260920015"),
        ("再上一次呢", "BA20260920015", "BA20260730015"),
        ("and the one before that?", "BA20261008015", "BA20260920015"),
        ("the one after that", "BA20260730015", "BA20260920015"),
        ("再往后那次", "BA20260920015", "BA20261008015"),
        ("再往前那次呢", "BA20260730015", None),
    ],
)
def test_an_order_is_named_by_its_place_beside_another(
    text: str, focus: str, order: str | None
) -> None:
    frame = Frame(topic="my_order_progress", about=(f"order:{focus}",))
    expected = (f"order:{order}",) if order else ()
    assert _pointed("ma-first-filing", text, frame).named == expected


def test_no_order_of_a_day_is_named_without_a_clock() -> None:
    found = references(message("今早交的那张"), Frame(), sample_account("dingsheng-group"))
    assert found.named == ()


def test_what_is_denied_and_then_asked_of_is_named() -> None:
    text = "不是要注深圳啊！问你北京注销会不会连累深圳的网站"
    found = _pointed("dingsheng-group", text)
    assert set(found.named) == {"subject:dingsheng-bj", "subject:dingsheng-sz"}
    assert found.denied == ()


@pytest.mark.parametrize("text", ["哦她那边没事了。那深圳呢？", "ok good. and the mall?"])
def test_a_name_after_a_word_on_the_answer_asks_the_same_of_it(text: str) -> None:
    assert _pointed("dingsheng-group", text).bare


@pytest.mark.parametrize("text", ["北京什么时候好？那深圳呢", "the mall was sold. who pays?"])
def test_a_question_before_a_name_is_none_to_repeat(text: str) -> None:
    assert not _pointed("dingsheng-group", text).bare
