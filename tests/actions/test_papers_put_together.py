"""Who wants the papers put together, to send them here, gets list, letter and how to send them."""

from __future__ import annotations

from typing import Any

import pytest

from beian.base.service_tokens import sign_identity
from beian.filing.state import Account
from tests.actions.accounts import blog, in_review, individual, owner, shop, waiting_for_sms
from tests.actions.bot import SECRET, Answer, Bot
from tests.filing.builders import lost_access, person, subject

ZH = "帮我把材料准备一下，我要发给在线客服"
EN = "prepare the papers, I want to send them to customer service"
TAKEN_FOR = ("faq_where_to_send", "faq_required_documents", "request_human")
"""What the model takes such a message for."""
DEAD = person("李华", phone="13987654321", phone_reachable=False)


def put_together(
    bot: Bot,
    account: Account | None,
    text: str = ZH,
    taken_for: str = "faq_where_to_send",
    **told: Any,
) -> Answer:
    if account is not None:
        bot.store.add([account], "a test", None)
    metadata = {**identity(account), "takes_files": True, **told}
    language = "en" if text.isascii() else "zh"
    return bot.ask(taken_for, text=text, metadata=metadata, language=language, sure=0.85)


def identity(account: Account | None) -> dict[str, Any]:
    return {"identity": sign_identity(account.account_id if account else None, SECRET)}


def kinds(answer: Answer) -> list[str]:
    return [card["kind"] for card in answer.cards]


@pytest.mark.parametrize("text", [ZH, EN])
@pytest.mark.parametrize("taken_for", TAKEN_FOR)
def test_list_letter_and_the_way_to_send_come_together(bot: Bot, text: str, taken_for: str) -> None:
    account = owner(subject(shop(person_in_charge=DEAD)), orders=(waiting_for_sms(),))
    answer = put_together(bot, account, text, taken_for)
    assert kinds(answer) == ["checklist", "letter"]
    assert answer.cards[0]["checklist"]["about"] == "website:w1"
    assert answer.cards[1]["letter"]["about"] == "website"
    words = "直接发在这个聊天里" if text == ZH else "right here in the chat"
    assert words in answer.text
    assert answer.handoff == (taken_for == "request_human")


def test_where_no_files_can_be_sent_nobody_is_told_to(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = put_together(bot, account, takes_files=False)
    assert kinds(answer) == ["checklist", "letter"]
    assert "发在这个聊天里" not in answer.text
    assert "papers_ready" in answer.offers


def test_whose_phone_gets_the_code_is_told_that_none_are_needed(bot: Bot) -> None:
    ordered = (waiting_for_sms(),)
    reachable = put_together(bot, owner(subject(shop()), orders=ordered, name="reachable"))
    assert "通常不需要其他材料" in reachable.text
    account = owner(subject(shop(person_in_charge=DEAD)), orders=ordered, name="dead")
    dead = put_together(bot, account)
    assert "通常不需要其他材料" not in dead.text


def test_where_several_can_be_cancelled_it_is_asked_which_and_then_told(bot: Bot) -> None:
    account = owner(subject(shop(), blog()))
    asked = put_together(bot, account)
    assert asked.frame.waiting is not None
    button = next(one for one in asked.buttons if "Blog" in one.title)
    answer = bot.send(asked, button.payload, metadata=identity(account))
    assert kinds(answer) == ["checklist", "letter"]
    assert answer.cards[0]["checklist"]["about"] == "website:w2"


def test_nobody_signed_in_is_asked_and_gets_list_and_blank_letter(bot: Bot) -> None:
    asked = put_together(bot, None)
    for entity, value in (
        ("subject_type", "individual"),
        ("document", "passport"),
        ("target", "website"),
    ):
        assert asked.frame.waiting is not None
        asked = bot.send(asked, f'/inform{{"{entity}": "{value}"}}')
    assert kinds(asked) == ["checklist", "letter"]


def test_the_owner_of_an_empty_shell_gets_the_application_in_place_of_papers(bot: Bot) -> None:
    answer = put_together(bot, owner(individual(shop(lost_access(), person_in_charge=None))))
    assert kinds(answer) == ["letter"]
    assert answer.cards[0]["letter"]["letter"] == "application"
    assert "清单不适用" in answer.text


def test_what_is_with_the_administration_needs_no_papers(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_review(),))
    answer = put_together(bot, account)
    assert answer.cards == []
    assert "没有要交的了" in answer.text


@pytest.mark.parametrize(
    ("text", "taken_for"),
    [
        ("手机号停用了，注销要交什么材料？声明书给我", "faq_phone_unreachable"),
        ("要交什么材料？声明书给我", "faq_statement_letter"),
        ("which papers do I need, and the letter please", "faq_statement_letter"),
        ("my phone is dead, which papers do I need? Give me the letter", "faq_phone_unreachable"),
    ],
)
def test_who_asks_for_papers_and_letter_at_once_gets_both(
    bot: Bot, text: str, taken_for: str
) -> None:
    account = owner(subject(shop(person_in_charge=DEAD)), orders=(waiting_for_sms(),))
    answer = put_together(bot, account, text, taken_for)
    assert kinds(answer) == ["checklist", "letter"]


def test_a_guest_who_asks_for_both_is_asked_and_gets_both(bot: Bot) -> None:
    asked = put_together(bot, None, "要交什么材料？声明书给我", "faq_statement_letter")
    for entity, value in (
        ("subject_type", "individual"),
        ("document", "passport"),
        ("target", "website"),
    ):
        asked = bot.send(asked, f'/inform{{"{entity}": "{value}"}}')
    assert kinds(asked) == ["checklist", "letter"]


def test_who_tells_of_a_lost_phone_is_not_told_to_wait_for_the_code(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    text = "手机号停用了，要交什么材料？声明书给我"
    answer = put_together(bot, account, text, "faq_phone_unreachable")
    assert "通常不需要其他材料" not in answer.text
    assert answer.frame.phone_lost


def test_the_letter_comes_beside_what_else_is_asked(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = put_together(bot, account, "手机停用了怎么办？把声明书给我", "faq_phone_unreachable")
    assert kinds(answer) == ["letter"]
    assert "核实的是" in answer.text


@pytest.mark.parametrize(
    ("text", "taken_for"),
    [
        ("要哪些材料", "faq_required_documents"),
        ("which papers do I need", "faq_required_documents"),
        ("手机停用了要哪些材料", "faq_phone_unreachable"),
    ],
)
def test_with_a_dead_phone_the_list_comes_at_once(bot: Bot, text: str, taken_for: str) -> None:
    account = owner(subject(shop(person_in_charge=DEAD)), orders=(waiting_for_sms(),))
    answer = put_together(bot, account, text, taken_for)
    assert kinds(answer) == ["checklist"]
    assert "139****4321" in answer.text


def test_where_the_code_arrives_the_papers_stay_a_button(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    answer = put_together(bot, account, "要哪些材料", "faq_required_documents")
    assert kinds(answer) == []
    assert "通常不需要其他材料" in answer.text
