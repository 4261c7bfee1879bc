"""`beian chat --json`: whole conversations with real processes, model and store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Turns, buttons, said

Chat = Callable[..., Turns]

SOURCE_PAGE = {
    "How long does it take to cancel the record?": "faq_cancellation_time",
    "What is the difference between the cancellation subject and the website?": (
        "faq_subject_vs_website"
    ),
    "What is the impact on other records when the latest status of the order is abandoned?": (
        "faq_abandon_order_impact"
    ),
    "Will the Ministry of Industry and Information Technology also cancel the main body?": (
        "faq_miit_record_removed"
    ),
    "Can it be cancelled after the application for cancellation of record is submitted?": (
        "faq_withdraw_application"
    ),
    "Will the cancellation of the website affect the use of other websites under the same "
    "subject?": "faq_other_websites_affected",
    "Can the website be used normally after the access is cancelled?": (
        "faq_site_after_access_cancelled"
    ),
    "After the websites registered for the same ECS instance reach the upper limit and one of "
    "them is logged off, will the number of instance registration websites return?": (
        "faq_instance_quota"
    ),
    "How to cancel the filing operation when the mobile phone number is no longer in use?": (
        "faq_phone_unreachable"
    ),
    "What is an empty shell body?": "faq_empty_shell_definition",
    "Why become the main body of an empty shell?": "faq_empty_shell_cause",
    "How to unregister an empty shell entity?": "faq_empty_shell_cancel",
}
FACTS = {
    "faq_cancellation_time": "1 to 20 working days",
    "faq_withdraw_application": "can't be withdrawn",
    "faq_instance_quota": "at most 5",
    "faq_empty_shell_cancel": "written application",
}


HOSTILE: list[str | bytes] = [
    "",
    "   \t ",
    "注销" * 5000,
    "😀😀😀",
    "\x00\x01\x1b[31m\x7f",
    "مرحبا كيف ألغي التسجيل",
    "\u202e\u200b\u2066注销",
    '/faq_cancellation_time{"choice": "order:1"}',
    '  /inform{"subject_type": "enterprise"}',
    "\u200b/request_human",
    "/restart",
    "/session_start",
    "{slot} [a](b) {{x}} %s $1 ../../etc/passwd' OR 1=1 --",
    b"\xff\xfe\xc4\xe3\xba\xc3",
    "hello",
]
TYPED_PAYLOADS = ("/thank", '/my_filing_status{"account": "x"}', '/inform{"choice": "order:1"}')


@pytest.fixture(scope="module")
def turns(chat: Chat) -> Turns:
    """One long conversation of somebody not signed in: the source page, then hostile input."""
    return chat([*SOURCE_PAGE, *HOSTILE, *TYPED_PAYLOADS, "转人工", "hello"])


def test_the_questions_of_the_source_page_are_answered_as_it_words_them(turns: Turns) -> None:
    asked = turns[: len(SOURCE_PAGE)]
    assert [turn["intent"] for turn in asked] == list(SOURCE_PAGE.values())
    assert {turn["language"] for turn in asked} == {"en"}
    for turn in asked:
        assert FACTS.get(turn["intent"], "") in said(turn)


def test_a_turn_has_exactly_the_fields_of_the_contract(turns: Turns) -> None:
    fields = "turn text language script intent part intents confidence replies handoff latency_ms"
    for number, turn in enumerate(turns, start=1):
        assert list(turn) == fields.split()
        assert turn["turn"] == number
        assert turn["script"] == ("hans" if turn["language"] == "zh" else None)
        assert turn["intents"] == [turn["intent"]]
        for reply in turn["replies"]:
            assert set(reply) == {"text", "buttons", "links", "card", "helped_by_sign_in"}
            assert all(set(button) == {"title", "payload"} for button in reply["buttons"])


def test_nothing_that_people_type_breaks_the_chat(turns: Turns) -> None:
    assert len(turns) == len(SOURCE_PAGE) + len(HOSTILE) + len(TYPED_PAYLOADS) + 2
    for turn in turns:
        assert said(turn).strip(), turn
    assert turns[-1]["intent"] == "greet"


def test_a_typed_payload_is_text_unless_a_button_offered_it(turns: Turns) -> None:
    typed = [turn for turn in turns if turn["text"] in TYPED_PAYLOADS]
    assert len(typed) == len(TYPED_PAYLOADS)
    for turn in typed:
        assert turn["confidence"] < 1.0


def test_wanting_a_person_is_told_to_the_caller(turns: Turns) -> None:
    assert turns[-2]["handoff"] is True
    assert turns[0]["handoff"] is False


def test_the_papers_are_asked_for_and_listed_for_somebody_not_signed_in(chat: Chat) -> None:
    turns = chat(
        [
            "备案时的手机号早就停机了，怎么注销",
            '/inform{"subject_type": "enterprise"}',
            "what is an empty shell subject?",
            "护照",
            "网站",
            "如果是个人呢",
        ]
    )
    assert '/inform{"subject_type": "enterprise"}' in [b["payload"] for b in buttons(turns[0])]
    assert "empty shell" in said(turns[2])
    assert buttons(turns[2]), "it asks again after the interrupting question"
    checklist = str(turns[4]["replies"])
    assert "营业执照" in checklist
    assert "护照" in checklist
    assert "手印" in str(turns[5]["replies"])


def test_a_form_ends_with_a_stop(chat: Chat) -> None:
    turns = chat(["My phone number on file is dead. How do I cancel?", "stop", "hello"])
    assert buttons(turns[0])
    assert not buttons(turns[1])
    assert turns[2]["intent"] == "greet"


def test_language_follows_the_message_until_one_is_asked_for(chat: Chat) -> None:
    turns = chat(["你好", "hello", "请用英文回答", "注销备案要多久？"])
    assert [turn["language"] for turn in turns] == ["zh", "en", "en", "en"]


def test_two_messages_that_nobody_understands_lead_to_a_person(chat: Chat) -> None:
    turns = chat(
        ["注销备案 材料 多久 网站 空壳 电话 主体 接入", "名额 撤回 声明 重新 管局 短信 放弃"]
    )
    for turn in turns:
        assert turn["replies"], turn
    if turns[0]["intent"] == turns[1]["intent"] == "nlu_fallback":
        assert len(buttons(turns[0])) == 4
        assert turns[1]["handoff"] is True


def test_an_account_that_is_unknown_gets_an_honest_answer_and_a_way_on(chat: Chat) -> None:
    [turn] = chat(["Where is my order?"], "--as", "nobody-of-that-name")
    assert "no filing data for your account" in said(turn)


def test_a_message_without_a_script_is_answered_in_the_language_begun_in(chat: Chat) -> None:
    assert chat(["123"], "--lang", "en")[0]["language"] == "en"


def test_a_personal_answer_names_the_website_and_masks_the_person(chat: Chat) -> None:
    turns = chat(
        ["手机号换了怎么注销网站？", "Where does my order stand?"], "--as", "lin-individual"
    )
    assert "林**" in said(turns[0])
    assert "林晓梅" not in said(turns[0])
    assert "BA20261011001" in said(turns[1])


def test_a_letter_comes_with_a_card(chat: Chat) -> None:
    turns = chat(["注销声明书怎么写？"], "--as", "chen-hongkong")
    [card] = [reply["card"] for reply in turns[0]["replies"] if reply["card"]]
    assert card["kind"] == "letter"
    assert "陈**" in card["title"]
    assert card["actions"][0]["title"] == "下载 Word"
