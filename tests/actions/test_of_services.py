"""Follow-ups that carry a question over to apps and mini programs."""

from __future__ import annotations

import pytest

from tests.actions.accounts import in_review, owner, shop
from tests.actions.bot import Bot
from tests.filing.builders import subject

SERVICES = "faq_app_or_mini_program"
TIME = "faq_cancellation_time"
WITHDRAW = "faq_withdraw_application"


@pytest.mark.parametrize(
    ("before", "text", "part"),
    [
        (TIME, "and for the app?", "duration"),
        (TIME, "what about mini programs?", "duration"),
        (TIME, "那小程序呢", "duration"),
        (WITHDRAW, "and the app?", "withdraw"),
        (WITHDRAW, "那快应用呢", "withdraw"),
        ("faq_after_cancelling", "and a mini program?", "after"),
    ],
)
def test_a_follow_up_that_names_an_app_asks_the_topic_before_of_it(
    bot: Bot, before: str, text: str, part: str
) -> None:
    language = "en" if text.isascii() else "zh"
    answer = bot.say(bot.ask(before, language=language), text, SERVICES, part="website_cancelled")
    assert (answer.frame.topic, answer.frame.part) == (SERVICES, part)


def test_whether_an_app_can_be_moved_is_asked_of_moving(bot: Bot) -> None:
    move = "faq_move_to_other_subject"
    answer = bot.say(bot.ask(move, language="en"), "and an app?", SERVICES)
    assert (answer.frame.topic, answer.frame.part) == (move, "app")


@pytest.mark.parametrize(
    ("text", "asked", "part"),
    [
        ("and can I still stop it after?", WITHDRAW, "withdraw"),
        ("how long does that take", TIME, "duration"),
        ("要多久呢", TIME, "duration"),
    ],
)
def test_after_an_app_a_short_question_is_about_it(
    bot: Bot, text: str, asked: str, part: str
) -> None:
    language = "en" if text.isascii() else "zh"
    answer = bot.say(bot.ask(SERVICES, language=language), text, asked)
    assert (answer.frame.topic, answer.frame.part) == (SERVICES, part)


@pytest.mark.parametrize(
    ("before", "text", "asked"),
    [
        (TIME, "if I cancel the website, does the app go as well?", SERVICES),
        (SERVICES, "and how long does cancelling the website take?", TIME),
        ("faq_statement_letter", "and for the app?", SERVICES),
    ],
)
def test_what_names_more_than_an_app_is_asked_by_itself(
    bot: Bot, before: str, text: str, asked: str
) -> None:
    answer = bot.say(bot.ask(before, language="en"), text, asked)
    assert (answer.frame.topic, answer.frame.part) == (asked, None)


def test_an_order_at_hand_is_meant_before_any_app(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_review(),))
    before = bot.ask(SERVICES, account, language="en")
    answer = bot.say(before, "can I still stop it?", WITHDRAW)
    assert answer.frame.topic == WITHDRAW
