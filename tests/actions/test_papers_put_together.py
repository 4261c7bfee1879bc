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
