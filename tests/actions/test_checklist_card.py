"""The card of the papers: which ones, what is ticked off at first, and what it is about."""

from __future__ import annotations

from typing import Any

import pytest

from beian.filing.papers import PAPERS
from beian.filing.state import Document, SubjectType
from tests.actions.accounts import LANGUAGES, blog, individual, owner, shop
from tests.actions.bot import Answer, Bot
from tests.filing.builders import person, subject

TOPICS = ("faq_required_documents", "faq_phone_unreachable")


def the_list(bot: Bot, answer: Answer) -> dict[str, Any]:
    """Return the card that unfolds by a button below the short answer."""
    listed = bot.send(answer, f'/{answer.frame.topic}{{"part": "list"}}')
    [card] = listed.cards
    assert card["kind"] == "checklist"
    return card


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_company_s_papers_are_about_the_website_that_was_named(
    bot: Bot, topic: str, language: str
) -> None:
    asked = bot.ask(topic, owner(subject(shop(), blog())), "注销商城", language=language)
    card = the_list(bot, asked)
    listed = card["checklist"]
    assert listed["about"] == f"website:{shop().website_id}"
    assert listed["language"] == language
    assert [one["id"] for one in listed["papers"]] == [
        paper.value for paper in PAPERS[SubjectType.ENTERPRISE]
    ]
    assert card["lines"] == [f"☐ {one['text']}" for one in listed["papers"]]
    assert [one["id"] for one in listed["papers"] if not one["file"]] == ["cloud_account_id"]
    assert [one["id"] for one in listed["papers"] if one["known"]] == ["cloud_account_id"]
    assert [one["payload"] for one in card["actions"]] == [
        '/faq_statement_letter{"part": "letter"}'
    ]


def test_what_an_account_tells_of_a_person_is_ticked_off_at_first(bot: Bot) -> None:
    card = the_list(bot, bot.ask(TOPICS[1], owner(individual(blog())), "注销主体"))
    known = [one["id"] for one in card["checklist"]["papers"] if one["known"]]
    assert known == ["cloud_account_id", "person_in_charge_name"]


@pytest.mark.parametrize("subject_type", SubjectType)
def test_who_is_not_signed_in_gets_the_papers_of_the_type(
    bot: Bot, subject_type: SubjectType
) -> None:
    asked = bot.ask(TOPICS[0])
    told = bot.send(asked, f'/inform{{"subject_type": "{subject_type.value}"}}')
    [card] = told.cards
    assert card["checklist"]["about"] == f"any:{subject_type.value}"
    assert not any(one["known"] for one in card["checklist"]["papers"])


@pytest.mark.parametrize("document", [None, *Document])
def test_a_card_shows_two_sides_and_a_passport_one(bot: Bot, document: Document | None) -> None:
    someone = person("张伟", document=document)
    account = owner(individual(blog(), person_in_charge=someone))
    card = the_list(bot, bot.ask(TOPICS[1], account, "注销主体"))
    two = [one["id"] for one in card["checklist"]["papers"] if one["sides"] == 2]
    shown = ["person_in_charge_document", "handheld_photo"]
    assert two == ([] if document is Document.PASSPORT else shown)


def test_of_a_company_the_documents_alone_have_two_sides(bot: Bot) -> None:
    asked = bot.ask(TOPICS[0], owner(subject(shop(), blog())), "注销商城")
    papers = the_list(bot, asked)["checklist"]["papers"]
    assert [one["id"] for one in papers if one["sides"] == 2] == [
        "legal_representative_document",
        "applicant_document",
    ]


@pytest.mark.parametrize(
    "text", ["还差什么", "還差什麼？", "材料齐了吗", "what is still missing", "anything missing?"]
)
@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_missing_is_asked_of_the_list_that_was_shown(
    bot: Bot, topic: str, text: str
) -> None:
    language = "en" if text.isascii() else "zh"
    asked = bot.ask(topic, owner(subject(shop(), blog())), "注销商城", language=language)
    listed = bot.send(asked, f'/{topic}{{"part": "list"}}')
    told = bot.say(listed, text, "my_order_progress", sure=0.5, language=language)
    [card] = told.cards
    assert told.responses == ["utter_papers_missing"]
    assert card["checklist"]["missing"] is True
    assert card["checklist"]["about"] == f"website:{shop().website_id}"


@pytest.mark.parametrize("text", ["还差哪些材料", "which papers are still missing"])
def test_missing_papers_are_told_of_whatever_was_spoken_of(bot: Bot, text: str) -> None:
    told = bot.ask("faq_required_documents", owner(subject(shop())), f"{text}")
    assert told.responses[0] in ("utter_papers_missing", "utter_which_to_cancel")
    other = bot.ask("my_order_progress", owner(subject(shop())), "还差什么")
    assert not other.cards


def test_who_is_not_signed_in_is_told_what_is_missing_of_the_list_that_was_shown(bot: Bot) -> None:
    listed = bot.send(bot.ask(TOPICS[0]), '/inform{"subject_type": "individual"}')
    told = bot.say(listed, "还差什么", "nlu_fallback")
    [card] = told.cards
    assert (card["checklist"]["about"], card["checklist"]["missing"]) == ("any:individual", True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_names_of_papers_come_in_every_language(bot: Bot, language: str) -> None:
    asked = bot.ask(TOPICS[0], owner(subject(shop())), "注销主体", language=language)
    for paper in the_list(bot, asked)["checklist"]["papers"]:
        assert set(paper["names"]) == {"zh", "en"}
        assert paper["names"][language] == paper["name"]
        assert paper["names"]["en"].isascii()
