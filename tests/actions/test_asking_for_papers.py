"""What decides about papers is asked, one after the other, of somebody who is not signed in."""

from __future__ import annotations

from itertools import product

import pytest

from actions.frame.frame import CANCELLATION, DOCUMENT, PAPERS, SUBJECT_TYPE
from beian.filing.papers import PAPERS as PAPERS_NEEDED
from beian.filing.state import Document, SubjectType
from tests.actions.accounts import LANGUAGES, owner, shop
from tests.actions.bot import Answer, Bot
from tests.filing.builders import subject

TOPICS = ("faq_phone_unreachable", "faq_required_documents")
ENTERPRISE = ["utter_papers_enterprise", "utter_papers_ready"]
DOCUMENTS = {
    Document.MAINLAND_ID: "居民身份证",
    Document.PASSPORT: "护照",
    Document.HK_MACAU_PERMIT: "港澳居民来往内地通行证",
    Document.TAIWAN_PERMIT: "台湾居民来往大陆通行证",
}


def asked_for(answer: Answer) -> str | None:
    """Return which of actions.frame.frame.PAPERS an answer ends with asking for."""
    waiting = answer.frame.waiting
    assert answer.responses[-1] == f"utter_ask_{waiting.question}" if waiting else True
    return waiting.question if waiting else None


@pytest.mark.parametrize(
    ("subject_type", "document", "cancellation"),
    list(product(SubjectType, Document, ("subject", "website"))),
)
def test_each_combination_gets_its_list_and_is_told_whose_phone_is_checked(
    bot: Bot, subject_type: SubjectType, document: Document, cancellation: str
) -> None:
    asked = bot.ask("faq_required_documents")
    for entity, value in (
        ("subject_type", subject_type.value),
        ("document", document.value),
        ("target", cancellation),
    ):
        asked = bot.send(asked, f'/inform{{"{entity}": "{value}"}}')
    answer = asked
    assert answer.responses == [
        f"utter_checked_for_{cancellation}",
        f"utter_papers_{subject_type.value}",
        "utter_papers_ready",
    ]
    assert answer.offers == ["papers_ready"]
    holder = {"subject": "主体负责人的手机号", "website": "网站负责人的手机号"}[cancellation]
    assert holder in answer.read
    papers = [line for line in answer.read.splitlines() if line.startswith("☐ ")]
    assert len(papers) == len(PAPERS_NEEDED[subject_type])
    assert DOCUMENTS[document] in answer.read
    others = [name for other, name in DOCUMENTS.items() if other is not document]
    assert not any(name in answer.read for name in others)
    seal = {SubjectType.INDIVIDUAL: "手印", SubjectType.ENTERPRISE: "公章"}[subject_type]
    assert seal in papers[-1]
    assert answer.frame.waiting is None


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_signed_in_gets_the_general_answer_and_the_questions(
    bot: Bot, topic: str, language: str
) -> None:
    answer = bot.ask(topic, language=language)
    assert answer.responses[:-1] == [f"utter_{topic}", "utter_sign_in_offer"]
    assert asked_for(answer) == SUBJECT_TYPE


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("subject_type", SubjectType)
def test_once_the_type_is_known_its_list_is_told_and_made_narrower_by_what_follows(
    bot: Bot, topic: str, subject_type: SubjectType
) -> None:
    told = bot.send(bot.ask(topic), f'/inform{{"subject_type": "{subject_type.value}"}}')
    assert told.responses[0] == f"utter_papers_{subject_type.value}"
    assert "港澳居民来往内地通行证" in told.read, "it is open which document"
    assert asked_for(told) == DOCUMENT
    narrower = bot.say(told, "身份证")
    assert "居民身份证" in narrower.read
    assert "港澳居民来往内地通行证" not in narrower.read


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(
    "typed",
    [
        ["我们是公司", "护照", "注销网站"],
        ["企业", "用护照", "只注销其中一个网站"],
        ["a company", "passport", "just the website"],
        ["for an enterprise", "my passport", "cancel one of the websites"],
    ],
)
def test_typed_answers_are_taken_in_turn(bot: Bot, topic: str, typed: list[str]) -> None:
    answer = bot.ask(topic)
    for wanted, text in zip(PAPERS, typed, strict=True):
        assert asked_for(answer) == wanted
        answer = bot.say(answer, text)
    assert answer.responses == ["utter_checked_for_website", *ENTERPRISE]
    assert "护照" in answer.read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("注销网站，公司的", DOCUMENT),
        ("公司的，用护照", CANCELLATION),
        ("注销网站，用护照", SUBJECT_TYPE),
        ("注销网站，公司，护照", None),
    ],
)
@pytest.mark.parametrize("topic", TOPICS)
def test_several_answers_at_once_are_all_taken(
    bot: Bot, topic: str, text: str, wanted: str | None
) -> None:
    assert asked_for(bot.say(bot.ask(topic), text)) == wanted


def test_a_mind_that_changed_is_followed(bot: Bot) -> None:
    answer = bot.say(bot.ask(TOPICS[0]), "个人")
    assert asked_for(answer) == DOCUMENT
    changed = bot.say(answer, "不对，是企业")
    assert changed.frame.subject_type is SubjectType.ENTERPRISE
    assert asked_for(changed) == DOCUMENT
    assert "utter_papers_enterprise" in bot.say(changed, "台胞证").responses


def test_a_question_between_is_answered_and_asking_goes_on(bot: Bot) -> None:
    asked = bot.say(bot.ask(TOPICS[1]), "企业")
    between = bot.say(asked, "什么是空壳主体", "faq_empty_shell_definition")
    assert between.responses == ["utter_faq_empty_shell_definition", "utter_ask_document"]
    done = bot.say(bot.say(between, "护照"), "主体")
    assert done.responses == ["utter_as_before", "utter_checked_for_subject"]


@pytest.mark.parametrize(("text", "language"), [("算了，不用了", "zh"), ("stop", "en")])
def test_a_stop_ends_the_questions(bot: Bot, text: str, language: str) -> None:
    stopped = bot.say(bot.ask(TOPICS[0], language=language), text, "deny")
    assert stopped.responses == ["utter_papers_stopped"]
    assert stopped.frame.waiting is None


def test_a_person_ends_the_questions(bot: Bot) -> None:
    handed = bot.say(bot.ask(TOPICS[0]), "转人工", "request_human")
    assert handed.responses == ["utter_request_human"]
    assert handed.frame.waiting is None


@pytest.mark.parametrize("question", PAPERS)
@pytest.mark.parametrize(("text", "language"), [("不知道", "zh"), ("not sure", "en")])
def test_who_cannot_tell_is_told_how_to_find_out(
    bot: Bot, question: str, text: str, language: str
) -> None:
    answers = ("个人", "护照", "网站")
    asked = bot.ask(TOPICS[0], language=language)
    for one in answers[: PAPERS.index(question)]:
        asked = bot.say(asked, one)
    helped = bot.say(asked, text)
    assert helped.responses == [f"utter_help_{question}", f"utter_ask_{question}"]


@pytest.mark.parametrize("topic", TOPICS)
def test_an_account_is_asked_nothing(bot: Bot, topic: str) -> None:
    asked = bot.ask(topic)
    answer = bot.ask(topic, owner(subject(shop())), "注销网站", frame=asked.frame)
    assert asked_for(answer) is None


def test_who_signs_in_between_is_asked_nothing_more(bot: Bot) -> None:
    account = owner(subject(shop()))
    asked = bot.ask("faq_required_documents")
    answer = bot.say(asked, "网站", account=account)
    assert answer.read == bot.ask("faq_required_documents", account, "注销网站").read
    assert asked_for(answer) is None


@pytest.mark.parametrize("topic", TOPICS)
def test_what_the_question_says_already_is_not_asked_again(bot: Bot, topic: str) -> None:
    answer = bot.ask(topic, text="公司注销网站，用护照，要什么材料")
    assert answer.frame.subject_type is SubjectType.ENTERPRISE
    assert answer.frame.document is Document.PASSPORT
    assert answer.frame.kind == "website"
    assert answer.responses[:3] == ["utter_checked_for_website", *ENTERPRISE]


@pytest.mark.parametrize("topic", TOPICS)
def test_what_was_said_before_is_not_asked_again(bot: Bot, topic: str) -> None:
    before = bot.ask("faq_how_to_cancel", text="我是个人，怎么注销网站")
    answer = bot.say(before, "要什么材料", topic)
    assert asked_for(answer) == DOCUMENT


def test_after_the_list_follow_ups_change_what_was_said(bot: Bot) -> None:
    first = bot.ask(TOPICS[1], text="个人注销主体，用护照，要什么材料")
    company = bot.say(first, "公司呢")
    assert company.responses == ["utter_checked_for_subject", *ENTERPRISE]
    assert "护照" in company.read
    site = bot.say(company, "那网站呢")
    assert site.responses == ["utter_checked_for_website", *ENTERPRISE]
    card = bot.say(site, "身份证的话")
    assert "居民身份证" in card.read
    access = bot.say(card, "取消接入呢")
    assert access.responses == ["utter_papers_not_for_access"]
