"""What is suggested to agents offers nobody else, and asks nothing that only buttons answer."""

from __future__ import annotations

import re

import pytest

from beian.desk.person_offers import without_offer
from beian.desk.storage.records import WANTS_PERSON, Answer, MessageContent
from beian.desk.suggested_replies import suggested_replies
from tests.content import whole_domain

PERSON = {"title": "Talk to a person", "payload": WANTS_PERSON}
OTHER = {"title": "How long?", "payload": "/faq_cancellation_time"}
PEOPLE = re.compile(r"人工(?!费|审核)|\ba person\b(?! in charge)", re.IGNORECASE)
TEXTS = {
    (name, number): str(variation["text"]).strip()
    for name, variations in whole_domain()["responses"].items()
    for number, variation in enumerate(variations)
    if variation.get("text")
}


def suggested(
    *replies: MessageContent, intent: str = "my_order_progress", handoff: bool = False
) -> list[str]:
    answer = Answer(list(replies), "en", intent, 0.9, handoff=handoff)
    return [reply.text for reply in suggested_replies(answer, set())]


def reply(text: str, *buttons: dict[str, str]) -> MessageContent:
    return MessageContent(text, list(buttons), [])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("已超过通常的 20 个，建议转人工查一查。", "已超过通常的 20 个。"),
        ("超过了第 20 个，可以找人工查一查；通过后能提交。", "超过了第 20 个；通过后能提交。"),
        ("还在管局审核（已超过 20 个，建议找人工查一查）。", "还在管局审核（已超过 20 个）。"),
        ("审核中，已超过 20 个。建议联系人工客服帮您查一查。", "审核中，已超过 20 个。"),
        ("It is past 20 days, so a person should look into it: A1.", "It is past 20 days: A1."),
        ("That is past the 20th. A person at support can look into it.", "That is past the 20th."),
        ("I can't chase it, but a person can look into it.", "I can't chase it."),
        # What would be half a sentence without it is nothing to say.
        ("等得久的话，可以转人工问接入商。", None),
        ("If it takes long, a person can ask.", None),
        ("好的，这就为您转人工客服。", None),
        ("没有公章怎么办，资料里没有写，请先问在线客服。", None),
        # Others than the agents are not meant.
        ("请问接入商的客服。", "请问接入商的客服。"),
        ("It goes to the person in charge.", "It goes to the person in charge."),
    ],
)  # fmt: skip
def test_an_offer_of_a_person_goes_and_the_rest_stays_a_sentence(
    text: str, left: str | None
) -> None:
    assert without_offer(text) == left


def test_no_answer_of_the_assistant_offers_a_person_to_that_person() -> None:
    for where, text in TEXTS.items():
        left = without_offer(text)
        if left is None or left == text:
            continue
        assert not PEOPLE.search(left), where
        assert not re.search(r"[，；。][，；。]|[,;.] ?[,;.]|\s[.,;]", left), where
        assert left[-1] in "。.)）}" or left[-1] == text[-1] or text[-1] not in "。.", where


def test_of_most_answers_about_an_order_that_is_late_the_facts_are_suggested() -> None:
    late = [text for (name, _), text in TEXTS.items() if name.endswith("__in_overdue")]
    left = [text for text in late if without_offer(text)]
    assert len(left) > 0.8 * len(late)


def test_no_button_for_a_person_is_suggested() -> None:
    answer = Answer([reply("It is late.", PERSON, OTHER)], "en", "x", 0.9, handoff=False)
    (only,) = suggested_replies(answer, set())
    assert only.buttons == [OTHER]


def test_a_question_that_buttons_answer_is_not_suggested() -> None:
    assert suggested(reply("Which order do you mean?", OTHER), reply("It is late.")) == [
        "It is late."
    ]
    assert suggested(reply("您问的是哪张订单？", OTHER)) == []
    assert suggested(reply("您的订单号是多少？")) == ["您的订单号是多少？"]


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "request_human"])
def test_what_the_assistant_does_not_know_is_not_suggested(intent: str) -> None:
    assert suggested(reply("Did you mean one of these"), intent=intent) == []
    assert suggested(reply("All right."), handoff=True) == []
