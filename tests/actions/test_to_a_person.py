"""On the way to a person: what the message asks besides is answered, and nothing is asked back."""

from __future__ import annotations

import pytest

from tests.actions.accounts import blog, owner, shop
from tests.actions.bot import Bot
from tests.filing.builders import subject

HANDED = "utter_request_human"


@pytest.mark.parametrize(
    ("text", "language"),
    [("我要人工客服，注销要多久？", "zh"), ("get me a person. How long does it take?", "en")],
)
def test_a_question_beside_the_wish_is_answered_first(bot: Bot, text: str, language: str) -> None:
    answer = bot.ask(
        "request_human",
        text=text,
        language=language,
        ranking=["request_human", "faq_cancellation_time"],
        confidence=0.6,
    )
    assert answer.handoff
    assert answer.responses[-1] == HANDED
    assert len(answer.responses) > 1


@pytest.mark.parametrize("text", ["转人工，手机丢了", "talk to a person about my order"])
def test_without_a_question_somebody_comes(bot: Bot, text: str) -> None:
    answer = bot.ask(
        "request_human", text=text, ranking=["request_human", "faq_reapply"], confidence=0.6
    )
    assert answer.responses == [HANDED]


@pytest.mark.parametrize("text", ["能转人工吗？", "can I have an agent for the rest please"])
def test_a_wish_in_the_form_of_a_question_asks_nothing_else(bot: Bot, text: str) -> None:
    answer = bot.ask(
        "request_human", text=text, ranking=["request_human", "faq_reapply"], confidence=0.6
    )
    assert answer.responses == [HANDED]


@pytest.mark.parametrize("text", ["能转人工问材料吗？", "can I talk to a person about my papers?"])
def test_an_unsure_topic_is_not_answered(bot: Bot, text: str) -> None:
    answer = bot.ask(
        "request_human", text=text, ranking=["request_human", "faq_reapply"], confidence=0.2
    )
    assert answer.responses == [HANDED]


def test_several_questions_beside_the_wish_do_not_lose_it(bot: Bot) -> None:
    answer = bot.ask(
        "request_human",
        text="要多久？要什么材料？转人工",
        questions=["faq_cancellation_time", "faq_required_documents"],
    )
    assert answer.handoff
    assert answer.responses[-1] == HANDED
    assert len(answer.responses) > 2


@pytest.mark.parametrize(
    ("text", "intent"),
    [("要交什么材料？", "faq_required_documents"), ("哪个网站卡住了？", "faq_how_to_cancel")],
)
def test_a_question_that_says_what_it_is_about_is_answered_and_asks_nothing_back(
    bot: Bot, text: str, intent: str
) -> None:
    account = owner(subject(shop(), blog()))
    for whose in (account, None):
        answer = bot.ask(intent, whose, text, metadata=bot.metadata(whose, asked=True))
        assert answer.responses[-1] == HANDED
        assert answer.frame.waiting is None
        assert not any(one.startswith(("utter_ask_", "utter_which_")) for one in answer.responses)


def test_what_it_is_about_without_a_question_is_for_the_person(bot: Bot) -> None:
    answer = bot.ask("faq_reapply", text="论坛那个站要重新备案", metadata={"asked": True})
    assert answer.responses == [HANDED]
