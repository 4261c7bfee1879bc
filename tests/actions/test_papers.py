"""The papers, whose phone is checked, and the statement letter, for an account."""

from __future__ import annotations

from typing import Any

import pytest

from beian.filing.state import Document, OrderKind, OrderState, SubjectType
from tests.actions.accounts import (
    COMPANY,
    LANGUAGES,
    blog,
    in_state,
    individual,
    owner,
    shop,
    waiting_for_sms,
)
from tests.actions.bot import Answer, Bot
from tests.filing.builders import person, subject, website

PHONE = "faq_phone_unreachable"
PAPERS = "faq_required_documents"
LETTER = "faq_statement_letter"
TOPICS = (PHONE, PAPERS, LETTER)

SUBJECT = {"entities": [("target", "subject")]}
WEBSITE = {"entities": [("target", "website")]}

ENTERPRISE_PAPERS = {
    "zh": [
        "· 当初备案的云账号 ID",
        "· 营业执照",
        "· 法定代表人的证件",
        "· 申请人的证件：居民身份证",
        "· 加盖公章的注销声明书",
    ],
    "en": [
        "· the ID of the cloud account that filed",
        "· the business licence",
        "· identity document of the legal representative",
        "· identity document of the applicant: identity card",
        "· the cancellation statement letter with the official seal",
    ],
}
INDIVIDUAL_PAPERS = {
    "zh": [
        "· 当初备案的云账号 ID",
        "· 主体负责人姓名",
        "· 负责人的证件：护照",
        "· 申请人手持证件的照片，正反面（护照）",
        "· 按了手印的注销声明书",
    ],
    "en": [
        "· the ID of the cloud account that filed",
        "· the name of the subject's person in charge",
        "· identity document of the person in charge: passport",
        "· photo of the applicant holding the identity document, front and back (passport)",
        "· the cancellation statement letter with a personal fingerprint",
    ],
}


def listed(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("· ")]


def filled_in(answer: Answer) -> str:
    """The letter of an answer."""
    [letter] = [one.text for one in answer.replies if one.response.startswith("utter_letter_")]
    return letter


@pytest.mark.parametrize(
    ("language", "checked"),
    [
        ("zh", f"注销「{COMPANY}」，核实的是主体负责人王**（138****5678）的手机号"),
        ("en", f"To cancel “{COMPANY}”, staff check the phone of the subject's person in charge,"),
    ],
)
def test_an_enterprise_gets_its_phone_papers_and_letter(
    bot: Bot, language: str, checked: str
) -> None:
    answer = bot.ask(PHONE, owner(subject()), language=language)
    assert checked in answer.text
    assert listed(answer.text) == ENTERPRISE_PAPERS[language]
    letter = filled_in(answer)
    assert "广东省通信管理局：" in letter
    assert f"我单位「{COMPANY}」（备案号" in letter
    assert "粤ICP备2021000001号" in letter
    assert f"单位（盖公章）：{COMPANY}" in letter
    assert "手印" not in letter


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_individual_gets_the_papers_for_the_document_on_file(bot: Bot, language: str) -> None:
    answer = bot.ask(PHONE, owner(individual()), language=language)
    assert "137****1111" in answer.text
    assert listed(answer.text) == INDIVIDUAL_PAPERS[language]
    letter = filled_in(answer)
    assert "按手印" in letter
    assert "盖公章" not in letter
    assert "粤ICP备2022000002号" in letter


@pytest.mark.parametrize(
    ("document", "zh", "en"),
    [
        (Document.MAINLAND_ID, "居民身份证", "identity card"),
        (Document.PASSPORT, "护照", "passport"),
        (
            Document.HK_MACAU_PERMIT,
            "港澳居民来往内地通行证",
            "Mainland Travel Permit for Hong Kong and Macao Residents",
        ),
        (
            Document.TAIWAN_PERMIT,
            "台湾居民来往大陆通行证",
            "Mainland Travel Permit for Taiwan Residents",
        ),
        (
            None,
            "内地居民用身份证，其他人用护照、港澳居民来往内地通行证或",
            "otherwise a passport",
        ),
    ],
)
def test_each_document_is_named_and_an_unknown_one_leaves_the_choice(
    bot: Bot, document: Document | None, zh: str, en: str
) -> None:
    account = owner(subject(person_in_charge=person(document=document)))
    assert f"申请人的证件：{zh}" in bot.ask(PHONE, account).text
    assert en in bot.ask(PHONE, account, language="en").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_website_is_cancelled_by_its_own_person_in_charge(bot: Bot, language: str) -> None:
    answer = bot.ask(PHONE, owner(subject(shop())), language=language, **WEBSITE)
    assert "李*" in answer.text
    assert "139****4321" in answer.text
    assert "138****5678" not in answer.text
    letter = filled_in(answer)
    assert "网站「示例商城」（域名 shop.example.cn，备案号" in letter
    assert "粤ICP备2021000001号-1" in letter


def test_all_domains_of_a_website_stand_in_its_letter(bot: Bot) -> None:
    site = shop(domains=("shop.example.cn", "shop.example.com"), filing_number=None)
    answer = bot.ask(LETTER, owner(subject(site)), **WEBSITE)
    assert "域名 shop.example.cn、shop.example.com，备案号 ________" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_the_code_can_be_received_it_is_the_proof(bot: Bot, language: str) -> None:
    account = owner(subject())
    answer = bot.ask(PAPERS, account, language=language)
    assert answer.responses[0] == "utter_code_is_the_proof"
    assert "138****5678" in answer.text
    assert listed(answer.text) == ENTERPRISE_PAPERS[language]


@pytest.mark.parametrize("facts", [{"phone_reachable": False}, {"phone": None}])
def test_papers_are_needed_once_the_phone_is_known_to_be_out_of_reach(
    bot: Bot, facts: dict[str, Any]
) -> None:
    account = owner(subject(person_in_charge=person(**facts)))
    assert bot.ask(PAPERS, account).responses[0] == "utter_phone_is_checked"


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_which_subject_or_website_is_asked_first(bot: Bot, topic: str, language: str) -> None:
    account = owner(subject(shop()), individual(blog()))
    asked = bot.ask(topic, account, language=language)
    assert asked.responses == ["utter_which_to_cancel"]
    assert [title.partition("：")[2] or title.partition(": ")[2] for title in asked.titles] == [
        COMPANY,
        "张*",
        {"zh": "示例商城（shop.example.cn）", "en": "示例商城 (shop.example.cn)"}[language],
        {"zh": "Blog（blog.example.cn）", "en": "Blog (blog.example.cn)"}[language],
    ]
    answer = bot.press(asked, "Blog")
    assert "网站「Blog」" in filled_in(answer)
    assert "示例商城" not in answer.text


@pytest.mark.parametrize("topic", TOPICS)
def test_the_kind_that_is_spoken_of_narrows_the_choice(bot: Bot, topic: str) -> None:
    account = owner(subject(shop(), blog()))
    assert COMPANY in filled_in(bot.ask(topic, account, **SUBJECT))
    websites = bot.ask(topic, account, **WEBSITE)
    assert len(websites.buttons) == 2
    assert "示例商城" in bot.ask(topic, account, "商城的 shop.example.cn", **WEBSITE).text


@pytest.mark.parametrize("topic", TOPICS)
def test_an_only_open_cancellation_decides(bot: Bot, topic: str) -> None:
    ignored = in_state(OrderState.DRAFT, "w2", kind=OrderKind.CANCEL_ACCESS, order_id="o2")
    account = owner(subject(shop(), blog()), orders=(waiting_for_sms(), ignored))
    assert "网站「示例商城」" in filled_in(bot.ask(topic, account))
    assert "网站「示例商城」" in filled_in(bot.ask(topic, account, **WEBSITE))
    whole = bot.ask(topic, account, **SUBJECT)
    assert "名下全部网站" in filled_in(whole)
    named = bot.ask(topic, account, "blog.example.cn 的手机号换了")
    assert "网站「Blog」" in filled_in(named)


@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_filed_is_said_before_the_general_answer(bot: Bot, topic: str) -> None:
    answer = bot.ask(topic, owner())
    assert answer.responses == ["utter_nothing_to_cancel", f"utter_{topic}"]


@pytest.mark.parametrize("topic", TOPICS)
def test_access_needs_none_of_the_papers(bot: Bot, topic: str) -> None:
    spoken = [("cancellation_kind", "cancel_access")]
    for account in (owner(subject(shop())), None):
        answer = bot.ask(topic, account, entities=spoken)
        assert answer.responses[0] == "utter_papers_not_for_access"
        assert not answer.changed.get("papers_question")


@pytest.mark.parametrize("topic", TOPICS)
def test_the_word_access_alone_is_mostly_part_of_access_provider(bot: Bot, topic: str) -> None:
    answer = bot.ask(
        topic, owner(subject()), "接入商要核实的手机号换了", entities=[("target", "access")]
    )
    assert COMPANY in filled_in(answer)


@pytest.mark.parametrize("topic", [PHONE, PAPERS])
def test_and_for_a_company_is_answered_for_a_company(bot: Bot, topic: str) -> None:
    own = bot.ask(topic, owner(individual()))
    other = bot.say(own, "那企业呢？", entities=[("subject_type", "enterprise")])
    assert other.responses[0] == "utter_no_subject_of_that_type"
    assert "营业执照" in other.text
    assert "张*" not in other.text


def test_and_for_a_company_gives_the_companys_letter(bot: Bot) -> None:
    own = bot.ask(LETTER, owner(individual()))
    other = bot.say(own, "那企业呢？", entities=[("subject_type", "enterprise")])
    assert other.responses == ["utter_no_subject_of_that_type", "utter_letter_enterprise_subject"]
    assert "________" in other.text


@pytest.mark.parametrize("topic", TOPICS)
def test_the_type_that_is_spoken_of_narrows_the_choice(bot: Bot, topic: str) -> None:
    account = owner(subject(), individual())
    answer = bot.ask(topic, account, entities=[("subject_type", "individual")])
    assert "「张*」" in filled_in(answer)


def test_a_document_that_is_spoken_of_outweighs_the_one_on_file(bot: Bot) -> None:
    account = owner(subject())
    answer = bot.ask(PHONE, account, entities=[("document", "passport")])
    assert "申请人的证件：护照" in answer.text


def test_a_website_without_a_person_in_charge_takes_the_subjects_document(bot: Bot) -> None:
    site = website("w1", name="商城", person_in_charge=None)
    account = owner(individual(site))
    answer = bot.ask(PHONE, account, **WEBSITE)
    assert "核实的是网站负责人的手机号" in answer.text
    assert "负责人的证件：护照" in answer.text


# --- The letter -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_masked_name_is_said_to_be_written_out_by_hand(bot: Bot, language: str) -> None:
    text = bot.ask(LETTER, owner(individual()), language=language).text
    assert {"zh": "「张*」处写全名", "en": "the full name in place of “张*”"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_signed_in_chooses_among_the_letters(bot: Bot, language: str) -> None:
    asked = bot.ask(LETTER, language=language)
    assert asked.responses == [
        "utter_faq_statement_letter",
        "utter_which_letter",
        "utter_sign_in_offer",
    ]
    for subject_type, sign in (
        (SubjectType.INDIVIDUAL, "按手印"),
        (SubjectType.ENTERPRISE, "盖公章"),
    ):
        payload = f'/faq_statement_letter{{"subject_type": "{subject_type.value}"}}'
        assert payload in [button.payload for button in asked.buttons]
        answer = bot.send(asked, payload)
        letter = answer.replies[1].text
        assert "________通信管理局：" in letter
        assert sign in letter


def test_a_website_stays_the_matter_when_the_type_is_chosen(bot: Bot) -> None:
    asked = bot.ask(LETTER, **WEBSITE)
    assert "网站「________」" in bot.press(asked, "个人").text


def test_follow_ups_change_the_type_or_the_kind_of_the_letter(bot: Bot) -> None:
    first = bot.ask(LETTER, entities=[("subject_type", "individual")])
    assert "utter_letter_individual_subject" in first.responses
    website = bot.say(first, "那网站呢", entities=[("target", "website")])
    assert website.responses == ["utter_letter_individual_website"]
    company = bot.say(website, "企业的呢", entities=[("subject_type", "enterprise")])
    assert company.responses == ["utter_letter_enterprise_website"]
    back = bot.say(company, "主体的", entities=[("target", "subject")])
    assert back.responses == ["utter_letter_enterprise_subject"]


def test_a_new_question_about_the_letter_forgets_the_last_ones_type(bot: Bot) -> None:
    first = bot.ask(LETTER, entities=[("subject_type", "individual")])
    again = bot.ask(LETTER, slots=first.slots)
    assert "utter_which_letter" in again.responses


def test_a_letter_shown_while_the_form_waits_answers_none_of_its_questions(bot: Bot) -> None:
    answer = bot.ask(LETTER, entities=[("subject_type", "individual")], active_form="papers_form")
    assert "subject_type" not in answer.changed
    assert "cancellation" not in answer.changed


# --- Papers that are ready --------------------------------------------------------------------


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(
    ("language", "title"),
    [("zh", "材料好了，转人工"), ("en", "My papers are ready, talk to a person")],
)
def test_a_list_or_a_letter_that_was_filled_in_ends_with_a_person_to_take_the_papers(
    bot: Bot, topic: str, language: str, title: str
) -> None:
    answer = bot.ask(topic, owner(subject()), language=language)
    assert answer.responses[-1] == "utter_papers_ready"
    assert answer.titles == [title]
    assert answer.buttons[0].payload == "/request_human"
    assert answer.offers == ["papers_ready"]
    thanks = bot.ask("action_affirm", slots=answer.slots, language=language)
    assert not thanks.handoff, "an OK to the list asks for nobody"


@pytest.mark.parametrize("topic", TOPICS)
def test_without_a_list_or_a_letter_of_ones_own_there_is_nothing_to_hand_over(
    bot: Bot, topic: str
) -> None:
    access = [("cancellation_kind", "cancel_access")]
    answers = [bot.ask(topic), bot.ask(topic, owner()), bot.ask(topic, entities=access)]
    assert [answer.offers for answer in answers] == [[], [], []]
