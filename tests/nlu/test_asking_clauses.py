"""Which clauses ask, by their form, and what of a text asks by itself."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.asking_clauses import (
    asking_words,
    asks,
    asks_by_words,
    asks_for_contact,
    asks_to_tell,
    split_clauses,
)
from beian.nlu.text.question_form import has_question_form
from tests.nlu.conftest import HOSTILE

ASKS = [
    "复印件收不",
    "複印件收不",
    "管局批下来没",
    "管局批下來沒有",
    "短信发到他手机上了没",
    "备案号还留着的对吧",
    "這張單還算數是吧",
    "大概幾時有得批",
    "張表去邊度攞",
    "能否先撤订单",
    "是寄过去还是扫描",
    "whats the order number",
    "wheres the form",
    "to which office do I write",
    "by what date must it be in",
    "on which page",
    "who has the code",
    "I asked for their email",
    "不好意思我说的是管局的电话",
]
ASKS_NOT = [
    "不",
    "就不",
    "我说不",
    "从来没",
    "还没有",
    "好吧",
    "是吧",
    "这家公司什么都没留下",
    "哪家云都找不到它",
    "谁都说不清",
    "申请的还是那个旧号码",
    "等了还是没动静",
    "when I sold it in May",
    "the phone is fine",
    "I meant the blog",
]


@pytest.mark.parametrize("text", ASKS)
def test_a_clause_asks_by_its_form(text: str) -> None:
    (clause,) = split_clauses(text)
    assert asks_by_words(clause)


@pytest.mark.parametrize("text", ASKS_NOT)
def test_a_clause_without_that_form_does_not(text: str) -> None:
    (clause,) = split_clauses(text)
    assert not asks(clause)


@pytest.mark.parametrize(
    "text", ["复印件收不", "複印件收不？", "批下来没，急", "号还在的对吧", "whats my number"]
)
def test_a_message_with_such_a_clause_has_the_form_of_a_question(text: str) -> None:
    assert has_question_form(text)


@pytest.mark.parametrize("text", ["我说不", "还没有", "从来没", "好吧", "是吧", "不，不用"])
def test_a_message_that_only_ends_alike_has_not(text: str) -> None:
    assert not has_question_form(text)


def test_a_clause_asks_by_its_mark() -> None:
    (clause,) = split_clauses("the earliest?")
    assert asks(clause)
    assert not asks_by_words(clause)


@pytest.mark.parametrize("text", ["just the order number pls", "show me the form", "说说流程"])
def test_a_clause_asks_to_be_told(text: str) -> None:
    (clause,) = split_clauses(text)
    assert asks_to_tell(clause)


def test_what_a_correction_names_may_be_a_number_or_an_address_of_others() -> None:
    assert asks_for_contact("no I meant the fone of that office")
    assert asks_for_contact("我說的是管局的地址")
    assert not asks_for_contact("I meant my phone number")
    assert not asks_for_contact("no, I meant the blog")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ok thanks. and whats the order number again", "whats the order number"),
        ("我下周出国，还有原件要寄不", "原件要寄不"),
        ("多謝！張表去邊度攞", "張表去邊度攞"),
        ("站打不开了，怎么办", "站打不开了，怎么办"),
        ("It is down. why", "It is down. why"),
        ("I see", "I see"),
    ],
)
def test_the_words_that_ask_by_themselves(text: str, words: str) -> None:
    assert asking_words(text) == words


def test_what_leans_on_them_may_be_kept() -> None:
    text = "thanks. and how many pages is it, about"
    assert asking_words(text) == "how many pages is it"
    assert asking_words(text, to_the_end=True) == "how many pages is it, about"


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_taken(text: str) -> None:
    assert asking_words(text) in text
    assert all(clause.text for clause in split_clauses(text))
