"""papers_form, for somebody who is not signed in."""

from __future__ import annotations

import asyncio
from itertools import product
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.question import Question
from beian.base.service_tokens import sign_identity
from beian.filing.papers import PAPERS
from beian.filing.state import Account, Document, SubjectType
from tests.actions.accounts import LANGUAGES, owner, shop
from tests.actions.bot import SECRET, Bot
from tests.filing.builders import subject

TOPICS = ("faq_phone_unreachable", "faq_required_documents")
ENTERPRISE = ["utter_papers_enterprise", "utter_papers_ready"]
DOCUMENTS = {
    Document.MAINLAND_ID: "居民身份证",
    Document.PASSPORT: "护照",
    Document.HK_MACAU_PERMIT: "港澳居民来往内地通行证",
    Document.TAIWAN_PERMIT: "台湾居民来往大陆通行证",
}


def validated(bot: Bot, slot: str, value: Any) -> tuple[Any, list[str]]:
    """What the form makes of a value, and what it says about it."""
    dispatcher = CollectingDispatcher()
    tracker = Tracker("a conversation", {slot: value}, {}, [], False, None, {}, None)
    check = getattr(bot.actions["validate_papers_form"], f"validate_{slot}")
    values = check(value, dispatcher, tracker, {})
    return values[slot], [message["response"] for message in dispatcher.messages]


@pytest.mark.parametrize(
    ("slot", "value", "kept"),
    [
        ("cancellation", "subject", "subject"),
        ("cancellation", "website", "website"),
        ("cancellation", "cancel_subject", "subject"),
        ("cancellation", "cancel_website", "website"),
        ("cancellation", "an aeroplane", None),
        ("subject_type", "individual", "individual"),
        ("subject_type", "enterprise", "enterprise"),
        ("subject_type", "a club", None),
        ("document", "mainland_id", "mainland_id"),
        ("document", "taiwan_permit", "taiwan_permit"),
        ("document", "driving_licence", None),
    ],
)
def test_the_form_keeps_what_it_can_use(bot: Bot, slot: str, value: str, kept: str | None) -> None:
    assert validated(bot, slot, value) == (kept, [])


@pytest.mark.parametrize("value", ["access", "cancel_access"])
def test_access_is_no_answer_to_the_form_and_the_form_says_why(bot: Bot, value: str) -> None:
    assert validated(bot, "cancellation", value) == (None, ["utter_papers_not_for_access"])


@pytest.mark.parametrize(
    ("subject_type", "document", "cancellation"),
    list(product(SubjectType, Document, ("subject", "website"))),
)
def test_each_combination_gets_its_list_and_is_told_whose_phone_is_checked(
    bot: Bot, subject_type: SubjectType, document: Document, cancellation: str
) -> None:
    slots = {
        "subject_type": subject_type.value,
        "document": document.value,
        "cancellation": cancellation,
        "papers_question": True,
    }
    answer = bot.ask("action_papers", slots=slots)
    assert answer.responses == [
        f"utter_checked_for_{cancellation}",
        f"utter_papers_{subject_type.value}",
        "utter_papers_ready",
    ]
    assert answer.offers == ["papers_ready"]
    holder = {"subject": "主体负责人的手机号", "website": "网站负责人的手机号"}[cancellation]
    assert holder in answer.text
    papers = [line for line in answer.text.splitlines() if line.startswith("· ")]
    assert len(papers) == len(PAPERS[subject_type])
    assert DOCUMENTS[document] in answer.text
    others = [name for other, name in DOCUMENTS.items() if other is not document]
    assert not any(name in answer.text for name in others)
    seal = {SubjectType.INDIVIDUAL: "手印", SubjectType.ENTERPRISE: "公章"}[subject_type]
    assert seal in papers[-1]
    assert answer.changed["papers_question"] is False


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_signed_in_gets_the_general_answer_and_the_questions(
    bot: Bot, topic: str, language: str
) -> None:
    answer = bot.ask(topic, language=language)
    assert answer.responses == [f"utter_{topic}", "utter_sign_in_offer"]
    assert answer.changed["papers_question"] is True


@pytest.mark.parametrize("topic", TOPICS)
def test_an_account_is_asked_nothing(bot: Bot, topic: str) -> None:
    answer = bot.ask(topic, owner(subject(shop())), slots={"papers_question": True})
    assert answer.changed["papers_question"] is False


@pytest.mark.parametrize("topic", TOPICS)
def test_what_the_question_says_already_is_not_asked_again(bot: Bot, topic: str) -> None:
    spoken = [
        ("subject_type", "enterprise"),
        ("document", "passport"),
        ("cancellation_kind", "cancel_website"),
    ]
    answer = bot.ask(topic, entities=spoken)
    assert answer.slots["subject_type"] == "enterprise"
    assert answer.slots["document"] == "passport"
    assert answer.slots["cancellation"] == "website"


@pytest.mark.parametrize("topic", TOPICS)
def test_a_new_question_forgets_the_answers_to_an_older_one(bot: Bot, topic: str) -> None:
    old = {"subject_type": "individual", "document": "passport", "cancellation": "website"}
    answer = bot.ask(topic, slots=old)
    assert [answer.slots[name] for name in old] == [None, None, None]


@pytest.mark.parametrize("topic", TOPICS)
def test_asked_again_while_the_form_waits_nothing_is_forgotten(bot: Bot, topic: str) -> None:
    given = {"subject_type": "individual", "papers_question": True}
    answer = bot.ask(topic, slots=given, active_form="papers_form")
    assert answer.slots["subject_type"] == "individual"
    assert answer.slots["papers_question"] is True


def test_after_the_list_follow_ups_change_what_was_said(bot: Bot) -> None:
    slots = {"subject_type": "individual", "document": "passport", "cancellation": "subject"}
    first = bot.ask("action_papers", slots=slots)
    company = bot.say(first, "那公司呢", entities=[("subject_type", "enterprise")])
    assert company.responses == ["utter_checked_for_subject", *ENTERPRISE]
    assert "护照" in company.text
    site = bot.say(company, "那网站呢", entities=[("target", "website")])
    assert site.responses == ["utter_checked_for_website", *ENTERPRISE]
    card = bot.say(site, "身份证的话", entities=[("document", "mainland_id")])
    assert "居民身份证" in card.text
    access = bot.say(card, "取消接入呢", entities=[("cancellation_kind", "cancel_access")])
    assert access.responses == ["utter_papers_not_for_access"]


def test_a_follow_up_before_the_kind_is_known_claims_nothing_about_the_phone(bot: Bot) -> None:
    first = bot.ask("faq_phone_unreachable")
    company = bot.say(first, "公司的", entities=[("subject_type", "enterprise")])
    assert company.responses == ENTERPRISE
    nothing = bot.say(first, "嗯嗯")
    assert nothing.responses == ["utter_faq_phone_unreachable"]


def asked_slots(bot: Bot, account: Account | None) -> list[str]:
    """What the form would still ask of somebody."""
    identity = {"identity": sign_identity(account and account.account_id, SECRET)}
    tracker = Tracker("a conversation", {}, {"metadata": identity}, [], False, None, {}, None)
    form = bot.actions["validate_papers_form"]
    wanted = ["cancellation", "subject_type", "document"]
    return asyncio.run(form.required_slots(wanted, CollectingDispatcher(), tracker, {}))


def test_who_signs_in_while_the_form_asks_is_asked_nothing_more(bot: Bot) -> None:
    account = owner(subject(shop()))
    personal = bot.ask("faq_required_documents", account)
    assert asked_slots(bot, None) == ["cancellation", "subject_type", "document"]
    assert asked_slots(bot, account) == []
    answer = bot.ask("action_papers", account, slots={"topic": "faq_required_documents"})
    assert answer.text == personal.text


def test_who_signed_in_and_asked_again_is_answered_once(bot: Bot) -> None:
    question = Question(
        Tracker(
            "a conversation",
            {},
            {},
            [{"event": "user"}, {"event": "action", "name": "action_faq_phone_unreachable"}],
            False,
            None,
            {},
            None,
        ),
        bot.desk,
    )
    assert question.has_done(["action_faq_phone_unreachable"])
    assert not question.has_done(["action_faq_required_documents"])
