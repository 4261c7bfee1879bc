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
from tests.filing.builders import cancelled_website, person, service, subject, website

PHONE = "faq_phone_unreachable"
PAPERS = "faq_required_documents"
LETTER = "faq_statement_letter"
TOPICS = (PHONE, PAPERS, LETTER)

SUBJECT: dict[str, Any] = {"text": "注销主体"}
WEBSITE: dict[str, Any] = {"text": "注销网站"}

ENTERPRISE_PAPERS = {
    "zh": [
        "☐ 当初备案的云账号 ID（您现在登录的是 acc-1）",
        "☐ 营业执照",
        "☐ 法定代表人的证件",
        "☐ 申请人的证件：居民身份证",
        "☐ 加盖公章的注销声明书",
    ],
    "en": [
        "☐ the ID of the cloud account that filed (you are signed in as acc-1)",
        "☐ the business licence",
        "☐ identity document of the legal representative",
        "☐ identity document of the applicant: identity card",
        "☐ the cancellation statement letter with the official seal",
    ],
}
INDIVIDUAL_PAPERS = {
    "zh": [
        "☐ 当初备案的云账号 ID（您现在登录的是 acc-1）",
        "☐ 主体负责人姓名",
        "☐ 负责人的证件：护照",
        "☐ 申请人手持证件的照片，正反面（护照）",
        "☐ 按了手印的注销声明书",
    ],
    "en": [
        "☐ the ID of the cloud account that filed (you are signed in as acc-1)",
        "☐ the name of the subject's person in charge",
        "☐ identity document of the person in charge: passport",
        "☐ photo of the applicant holding the identity document, front and back (passport)",
        "☐ the cancellation statement letter with a personal fingerprint",
    ],
}


def listed(text: str) -> list[str]:
    """Return the papers on a card."""
    return [line for line in text.splitlines() if line.startswith("☐ ")]


def the_list(bot: Bot, answer: Answer) -> Answer:
    """Return the list of papers, which unfolds by a button below the short answer."""
    topic = answer.frame.topic
    payload = f'/{topic}{{"part": "list"}}'
    assert payload in [button.payload for button in answer.buttons]
    return bot.send(answer, payload)


def the_letter(bot: Bot, answer: Answer) -> str:
    """Return the letter, which follows by a button where it was not asked for itself."""
    payload = f"/{LETTER}"
    own = answer.frame.topic == LETTER
    letters = answer if own else bot.send(the_list(bot, answer), payload)
    [letter] = [one.text for one in letters.replies if one.response.startswith("utter_letter_")]
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
    answer = bot.ask(PHONE, owner(subject(shop())), language=language, **SUBJECT)
    assert checked in answer.read
    assert listed(answer.read) == [], "one sentence; the list unfolds on request"
    assert listed(the_list(bot, answer).read) == ENTERPRISE_PAPERS[language]
    letter = the_letter(bot, answer)
    assert "广东省通信管理局：" in letter
    assert f"我单位「{COMPANY}」（备案号" in letter
    assert "粤ICP备2021000001号" in letter
    assert f"单位（盖公章）：{COMPANY}" in letter
    assert "手印" not in letter


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_individual_gets_the_papers_for_the_document_on_file(bot: Bot, language: str) -> None:
    answer = bot.ask(PHONE, owner(individual(blog())), language=language, **SUBJECT)
    assert "137****1111" in answer.read
    assert listed(the_list(bot, answer).read) == INDIVIDUAL_PAPERS[language]
    letter = the_letter(bot, answer)
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
    account = owner(subject(shop(), person_in_charge=person(document=document)))
    chinese, english = (bot.ask(PHONE, account, language=one, **SUBJECT) for one in LANGUAGES)
    assert f"申请人的证件：{zh}" in the_list(bot, chinese).read
    assert en in the_list(bot, english).read


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_website_is_cancelled_by_its_own_person_in_charge(bot: Bot, language: str) -> None:
    answer = bot.ask(PHONE, owner(subject(shop())), language=language, **WEBSITE)
    assert "李*" in answer.read
    assert "139****4321" in answer.read
    assert "138****5678" not in answer.read
    letter = the_letter(bot, answer)
    assert "网站「示例商城」（域名 shop.example.cn，备案号" in letter
    assert "粤ICP备2021000001号-1" in letter


def test_all_domains_of_a_website_stand_in_its_letter(bot: Bot) -> None:
    site = shop(domains=("shop.example.cn", "shop.example.com"), filing_number=None)
    answer = bot.ask(LETTER, owner(subject(site)), **WEBSITE)
    assert "域名 shop.example.cn、shop.example.com，备案号 ________" in answer.read


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_the_code_can_be_received_it_is_the_proof(bot: Bot, language: str) -> None:
    answer = bot.ask(PAPERS, owner(subject(shop())), language=language, **SUBJECT)
    assert {"zh": "验证码会发给主体负责人", "en": "the code goes to"}[language] in answer.read
    assert "138****5678" in answer.read
    assert listed(the_list(bot, answer).read) == ENTERPRISE_PAPERS[language]


@pytest.mark.parametrize(
    "facts", [{"phone_reachable": False}, {"phone": None}, {"phone": "0755-12345678"}]
)
def test_papers_are_needed_once_the_phone_is_known_to_be_out_of_reach(
    bot: Bot, facts: dict[str, Any]
) -> None:
    account = owner(subject(shop(), person_in_charge=person(**facts)))
    assert "号码用不了的话" in bot.ask(PAPERS, account, **SUBJECT).read


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
    assert "网站「Blog」" in the_letter(bot, answer)
    assert "示例商城" not in answer.read


@pytest.mark.parametrize("topic", [PHONE, PAPERS])
@pytest.mark.parametrize("part", [None, "list"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_company_gets_its_papers_at_once_as_they_are_the_same_for_all_it_has(
    bot: Bot, topic: str, part: str | None, language: str
) -> None:
    account = owner(subject(shop(), blog(), services=(service(),)))
    answer = bot.ask(topic, account, part=part, language=language)
    assert listed(answer.read) == ENTERPRISE_PAPERS[language]
    tells_the_way = answer.responses[0] == f"utter_{topic}"
    assert tells_the_way is (part is None)
    assert answer.frame.waiting is None


@pytest.mark.parametrize("text", ["有个站不要了，电话打不通", "one site goes, its phone is dead"])
def test_who_speaks_of_a_site_is_asked_which_one_as_each_has_its_phone(bot: Bot, text: str) -> None:
    account = owner(subject(shop(), blog()))
    assert bot.ask(PHONE, account, text).responses == ["utter_which_to_cancel"]
    assert listed(bot.ask(PHONE, account, text, part="list").read) == ENTERPRISE_PAPERS["zh"]


@pytest.mark.parametrize("topic", [PHONE, PAPERS])
def test_which_one_is_asked_where_the_papers_differ(bot: Bot, topic: str) -> None:
    passport = person(document=Document.PASSPORT)
    account = owner(individual(shop(), website("w2", person_in_charge=passport)))
    answer = bot.ask(topic, account, **WEBSITE)
    assert answer.responses == ["utter_which_to_cancel"]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_kind_that_is_spoken_of_narrows_the_choice(bot: Bot, topic: str) -> None:
    account = owner(subject(shop(), blog()))
    assert COMPANY in the_letter(bot, bot.ask(topic, account, **SUBJECT))
    websites = bot.ask(topic, account, **WEBSITE)
    assert len(websites.buttons) == 2
    assert "示例商城" in bot.ask(topic, account, "注销商城网站 shop.example.cn").read


@pytest.mark.parametrize("topic", TOPICS)
def test_an_only_open_cancellation_decides(bot: Bot, topic: str) -> None:
    ignored = in_state(OrderState.DRAFT, "w2", kind=OrderKind.CANCEL_ACCESS, order_id="o2")
    account = owner(subject(shop(), blog()), orders=(waiting_for_sms(), ignored))
    assert "网站「示例商城」" in the_letter(bot, bot.ask(topic, account))
    assert "网站「示例商城」" in the_letter(bot, bot.ask(topic, account, **WEBSITE))
    whole = bot.ask(topic, account, **SUBJECT)
    assert "名下全部网站" in the_letter(bot, whole)
    named = bot.ask(topic, account, "blog.example.cn 的手机号换了")
    assert "网站「Blog」" in the_letter(bot, named)


@pytest.mark.parametrize("topic", TOPICS)
def test_who_has_nothing_filed_is_told_that_no_papers_are_needed(bot: Bot, topic: str) -> None:
    answer = bot.ask(topic, owner())
    assert len(answer.replies) == 1
    assert "目前没有" in answer.read


@pytest.mark.parametrize("topic", TOPICS)
def test_an_empty_shell_needs_none_of_the_papers_but_a_written_application(
    bot: Bot, topic: str
) -> None:
    answer = bot.ask(topic, owner(subject(cancelled_website())))
    assert "空壳主体" in answer.read
    assert "广东省通信管理局" in answer.read


@pytest.mark.parametrize("topic", TOPICS)
def test_access_needs_none_of_the_papers(bot: Bot, topic: str) -> None:
    for account in (owner(subject(shop())), None):
        answer = bot.ask(topic, account, "取消接入要什么材料")
        assert answer.responses[0] == "utter_papers_not_for_access"
        assert answer.frame.waiting is None


@pytest.mark.parametrize("topic", TOPICS)
def test_the_word_access_alone_is_mostly_part_of_access_provider(bot: Bot, topic: str) -> None:
    answer = bot.ask(topic, owner(subject(shop())), "接入商要核实主体的手机号，我换了")
    assert COMPANY in the_letter(bot, answer)


@pytest.mark.parametrize("topic", [PHONE, PAPERS])
def test_and_for_a_company_is_answered_for_a_company(bot: Bot, topic: str) -> None:
    own = bot.ask(topic, owner(individual(blog())), **SUBJECT)
    other = bot.say(own, "企业呢？")
    assert other.responses[0] == "utter_no_subject_of_that_type"
    assert "营业执照" in other.read
    assert "张*" not in other.read


def test_what_a_company_hands_in_is_told_beside_the_answer_to_another_question(bot: Bot) -> None:
    answer = bot.ask(
        "faq_reapply",
        owner(individual(blog())),
        "企业能重新备案吗，要交什么",
        questions=["faq_reapply", PAPERS],
    )
    assert answer.responses[-2] == "utter_no_subject_of_that_type"
    assert "营业执照" in answer.read


def test_and_for_a_company_gives_the_companys_letter(bot: Bot) -> None:
    own = bot.ask(LETTER, owner(individual(blog())), **SUBJECT)
    other = bot.say(own, "企业呢？")
    assert other.responses == ["utter_no_subject_of_that_type", "utter_letter_enterprise_subject"]
    assert "________" in other.read


@pytest.mark.parametrize("topic", TOPICS)
def test_the_type_that_is_spoken_of_narrows_the_choice(bot: Bot, topic: str) -> None:
    account = owner(subject(shop()), individual(blog()))
    answer = bot.ask(topic, account, "注销个人的那个主体")
    assert "「张*」" in the_letter(bot, answer)


def test_a_document_that_is_spoken_of_outweighs_the_one_on_file(bot: Bot) -> None:
    answer = bot.ask(PHONE, owner(subject(shop())), "手机号换了，注销主体，我用的是护照")
    assert "申请人的证件：护照" in the_list(bot, answer).read


def test_a_website_without_a_person_in_charge_takes_the_subjects_document(bot: Bot) -> None:
    site = website("w1", name="商城", person_in_charge=None)
    account = owner(individual(site))
    answer = bot.ask(PHONE, account, **WEBSITE)
    assert "核实的是网站负责人的手机号" in answer.read
    assert "负责人的证件：护照" in the_list(bot, answer).read


# --- The letter -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_masked_name_is_said_to_stand_in_full_in_the_file(bot: Bot, language: str) -> None:
    text = bot.ask(LETTER, owner(individual(blog())), language=language, **SUBJECT).read
    assert {"zh": "下面的文件里已经填好", "en": "in full in the file below"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_signed_in_is_asked_for_the_type_and_gets_its_letter(
    bot: Bot, language: str
) -> None:
    asked = bot.ask(LETTER, language=language)
    assert asked.responses == [
        "utter_faq_statement_letter",
        "utter_sign_in_offer",
        "utter_ask_subject_type",
    ]
    for subject_type, sign in (
        (SubjectType.INDIVIDUAL, "按手印"),
        (SubjectType.ENTERPRISE, "盖公章"),
    ):
        payload = f'/inform{{"subject_type": "{subject_type.value}"}}'
        assert payload in [button.payload for button in asked.buttons]
        letter = bot.send(asked, payload).read
        assert "________通信管理局：" in letter
        assert sign in letter


def test_a_website_stays_the_matter_when_the_type_is_chosen(bot: Bot) -> None:
    asked = bot.ask(LETTER, **WEBSITE)
    assert "网站「________」" in bot.press(asked, "个人").read


def test_follow_ups_change_the_type_or_the_kind_of_the_letter(bot: Bot) -> None:
    first = bot.ask(LETTER, text="个人的注销声明书怎么写")
    assert "utter_letter_individual_subject" in first.responses
    website = bot.say(first, "那网站呢")
    assert website.responses == ["utter_letter_individual_website"]
    company = bot.say(website, "企业的呢")
    assert company.responses == ["utter_letter_enterprise_website"]
    back = bot.say(company, "主体的")
    assert back.responses == ["utter_letter_enterprise_subject"]


def test_what_was_said_of_the_case_is_not_asked_again(bot: Bot) -> None:
    first = bot.ask(LETTER, text="个人的注销声明书怎么写")
    between = bot.say(first, "什么是空壳主体", "faq_empty_shell_definition")
    again = bot.say(between, "声明书怎么写", LETTER)
    assert "utter_ask_subject_type" not in again.responses
    assert "utter_letter_individual_subject" in again.responses


# --- Papers that are ready --------------------------------------------------------------------


@pytest.mark.parametrize("topic", [PHONE, PAPERS])
@pytest.mark.parametrize(
    ("language", "title"),
    [("zh", "材料好了，转人工"), ("en", "My papers are ready, talk to a person")],
)
def test_a_list_ends_with_a_person_to_take_the_papers(
    bot: Bot, topic: str, language: str, title: str
) -> None:
    short = bot.ask(topic, owner(subject(shop())), language=language, **SUBJECT)
    assert short.offers == []
    answer = the_list(bot, short)
    assert answer.responses[-1] == "utter_papers_ready"
    assert (answer.titles[-1], answer.buttons[-1].payload) == (title, "/request_human")
    assert answer.offers == ["papers_ready"]
    assert not bot.say(answer, "好的", "affirm").handoff, "an OK to the list asks for nobody"


@pytest.mark.parametrize("topic", TOPICS)
def test_without_a_list_of_ones_own_there_is_nothing_to_hand_over(bot: Bot, topic: str) -> None:
    answers = [bot.ask(topic), bot.ask(topic, owner()), bot.ask(topic, text="取消接入要材料吗")]
    assert [answer.offers for answer in answers] == [[], [], []]
