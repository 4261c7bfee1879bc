"""The card of a letter: offered with every answer that hands a letter out, for the very thing."""

from __future__ import annotations

from typing import Any

import pytest

from beian.filing.state import Document, OrderState, ServiceKind
from tests.actions.accounts import (
    LANGUAGES,
    blog,
    in_state,
    individual,
    owner,
    shop,
    waiting_for_sms,
)
from tests.actions.bot import Answer, Bot
from tests.filing.builders import cancelled_website, lost_access, person, service, subject, website

LETTER = "faq_statement_letter"
SHELL = "faq_empty_shell_cancel"
PAPERS = ("faq_phone_unreachable", "faq_required_documents")


def the_card(answer: Answer) -> dict[str, Any]:
    [card] = answer.cards
    assert card["kind"] == "letter"
    assert [action["does"] for action in card["actions"]] == ["docx", "pdf", "print", "copy"]
    return card


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_comes_with_its_card(bot: Bot, language: str) -> None:
    card = the_card(bot.ask(LETTER, owner(subject(shop())), "注销主体的声明书", language=language))
    assert card["letter"] == {
        "letter": "statement",
        "about": "subject",
        "id": "s1",
        "language": language,
    }
    signed, names = card["lines"]
    assert {"zh": "盖单位公章", "en": "official seal"}[language] in signed
    assert {"zh": "全名", "en": "in full"}[language] in names
    assert {"zh": "下载 PDF", "en": "PDF"}[language] in [a["title"] for a in card["actions"]]


def test_an_individuals_card_is_masked_and_speaks_of_the_fingerprint(bot: Bot) -> None:
    card = the_card(bot.ask(LETTER, owner(individual(blog())), "注销主体"))
    assert "张*" in card["title"]
    assert "按手印" in card["lines"][0]


@pytest.mark.parametrize("topic", PAPERS)
def test_the_letter_among_the_papers_has_its_card_for_the_website_that_was_named(
    bot: Bot, topic: str
) -> None:
    papers = bot.ask(topic, owner(subject(shop(), blog())), "注销商城")
    card = the_card(bot.send(papers, f"/{LETTER}"))
    assert (card["letter"]["about"], card["letter"]["id"]) == ("website", shop().website_id)


@pytest.mark.parametrize("kind", ServiceKind)
def test_a_services_card_says_to_ask_whether_the_letter_is_of_use(
    bot: Bot, kind: ServiceKind
) -> None:
    account = owner(subject(shop(), services=(service("app1", name="示例助手", kind=kind),)))
    answer = bot.ask(LETTER, account, "示例助手")
    assert answer.responses == ["utter_papers_of_service_unknown"]
    card = the_card(answer)
    assert (card["letter"]["about"], card["letter"]["id"]) == ("service", "app1")
    assert "示例助手" in card["title"]
    assert any("先问" in line for line in card["lines"])


@pytest.mark.parametrize(
    "text",
    [
        "注销小程序的声明书",
        "小程序的注销声明书发我一份",
        "the statement letter for the mini program please",
    ],
)
@pytest.mark.parametrize("part", [None, "withdraw"])
def test_who_asks_for_a_mini_programs_letter_gets_it_whatever_it_was_taken_for(
    bot: Bot, text: str, part: str | None
) -> None:
    mini = service("m1", name="示例随身", kind=ServiceKind.MINI_PROGRAM)
    account = owner(subject(shop(), services=(mini,)))
    answer = bot.ask("faq_app_or_mini_program", account, text=text, part=part)
    card = the_card(answer)
    assert (card["letter"]["about"], card["letter"]["id"]) == ("service", "m1")
    assert answer.responses == ["utter_papers_of_service_unknown"]


@pytest.mark.parametrize("text", ["注销小程序在哪办", "我不要声明书，问的是小程序在哪注销"])
def test_other_questions_on_mini_programs_are_answered_as_before(bot: Bot, text: str) -> None:
    account = owner(subject(shop(), services=(service("m1", kind=ServiceKind.MINI_PROGRAM),)))
    assert not bot.ask("faq_app_or_mini_program", account, text=text).cards


@pytest.mark.parametrize("topic", [LETTER, SHELL, *PAPERS])
@pytest.mark.parametrize("emptied", [cancelled_website(), website("w1", lost_access())])
def test_an_empty_shell_gets_the_application_instead(bot: Bot, topic: str, emptied: Any) -> None:
    answer = bot.ask(topic, owner(subject(emptied)))
    if answer.responses == ["utter_which_to_cancel"]:  # its websites are on file still
        answer = bot.press(answer, "主体")
    card = the_card(answer)
    assert card["letter"]["letter"] == "application"
    assert card["title"].startswith("空壳主体注销申请书")
    assert any("以管局的为准" in line for line in card["lines"])


@pytest.mark.parametrize("part", ["template", "papers", "how_to_hand_in"])
def test_what_to_hand_in_for_a_shell_comes_with_the_application(bot: Bot, part: str) -> None:
    answer = bot.ask(SHELL, owner(subject(cancelled_website())), part=part)
    assert the_card(answer)["letter"]["letter"] == "application"


def test_of_several_shells_the_one_that_is_chosen_has_its_application(bot: Bot) -> None:
    shells = [
        subject(cancelled_website(f"w{n}"), subject_id=f"s{n}", name=f"第{n}有限公司")
        for n in (1, 2)
    ]
    which = bot.ask(SHELL, owner(*shells))
    assert which.cards == []
    card = the_card(bot.press(which, "第2有限公司"))
    assert card["letter"]["id"] == "s2"


@pytest.mark.parametrize("topic", [LETTER, SHELL, *PAPERS])
def test_nothing_to_cancel_means_no_card(bot: Bot, topic: str) -> None:
    assert bot.ask(topic, owner()).cards == []


@pytest.mark.parametrize("part", ["how_long", "why_not_provider"])
def test_an_answer_about_something_else_has_no_card(bot: Bot, part: str) -> None:
    assert bot.ask(SHELL, owner(subject(cancelled_website())), part=part).cards == []


@pytest.mark.parametrize(
    ("said", "letter"),
    [
        ("个人", {"about": "subject", "type": "individual"}),
        ("企业，广东的", {"about": "subject", "type": "enterprise", "province": "guangdong"}),
    ],
)
def test_nobody_signed_in_gets_a_blank_one_of_the_type_that_was_told(
    bot: Bot, said: str, letter: dict[str, str]
) -> None:
    asked = bot.ask(LETTER, None, "声明书怎么写")
    assert asked.cards == []
    card = the_card(bot.say(asked, said))
    assert card["letter"] == {"letter": "statement", "language": "zh", **letter}
    assert "没有登录" in card["lines"][0]


def test_a_passport_holder_is_told_of_the_reading_aid(bot: Bot) -> None:
    signer = person("Jane Roe", document=Document.PASSPORT)
    account = owner(individual(blog(), person_in_charge=signer))
    card = the_card(bot.ask(LETTER, account, "注销主体", language="en"))
    assert any("A page in English" in line for line in card["lines"])


def test_a_character_without_a_glyph_is_told_by_its_number(bot: Bot) -> None:
    account = owner(individual(blog(), name="王𪚥", person_in_charge=person("王𪚥")))
    card = the_card(bot.ask(LETTER, account, "注销主体"))
    assert any("U+2A6A5" in line for line in card["lines"])
    common = owner(individual(blog(), person_in_charge=person("王䶮")), name="acc-2")
    assert not any("U+" in line for line in the_card(bot.ask(LETTER, common, "注销主体"))["lines"])


def test_a_card_is_in_the_characters_that_are_written(bot: Bot) -> None:
    answer = bot.ask(LETTER, owner(subject(shop())), "注销主体", slots={"script": "hant"})
    card = the_card(answer)
    assert "公章" in card["lines"][0]
    assert "單位" in card["lines"][0]
    assert "下載 PDF" in [action["title"] for action in card["actions"]]


@pytest.mark.parametrize(
    ("text", "language"),
    [("给商城写一份注销声明书", "zh"), ("write me the cancellation letter for the shop", "en")],
)
def test_a_letter_wished_for_while_another_question_waits_is_handed_out(
    bot: Bot, text: str, language: str
) -> None:
    orders = (in_state(OrderState.DRAFT, order_id="o1"), waiting_for_sms(order_id="o2"))
    account = owner(subject(shop(), blog()), orders=orders)
    which = bot.ask("my_order_progress", account, language=language)
    assert which.frame.waiting is not None
    wish = text.replace("商城", "示例商城").replace("the shop", "shop.example.cn")
    card = the_card(bot.say(which, wish, LETTER, language=language))
    assert (card["letter"]["about"], card["letter"]["id"]) == ("website", shop().website_id)
