"""The desk's question before a hand-off: who agrees, who goes on with the assistant, what agents
see, and how a contact is taken."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beian.base.clock import utc_now
from beian.desk.conversations.asked_of_bot import asked_of_bot
from beian.desk.conversations.conversation_store import Answered, ConversationStore
from beian.desk.conversations.handoff_store import HandoffStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.records import Answer, MessageContent
from tests.desk.front_desk import Hours, hired, listing_of
from tests.desk.test_handoffs import (
    CONNECT,
    PERSON,
    STAY,
    answer,
    asked,
    last,
    send,
    told,
    waiting,
    wanting_a_person,
)


@pytest.fixture
def handoffs(desk_database: DeskDatabase, hours: Hours) -> HandoffStore:
    return HandoffStore(desk_database, FrontDesk(hours))


def topic(store: ConversationStore, where: str) -> str | None:
    """What agents see that it is about."""
    conversation = listing_of(store.database).one(where)
    assert conversation is not None
    shown: str | None = conversation.shown["topic"]
    return shown


def contact(handoffs: HandoffStore, where: str) -> str | None:
    ticket = handoffs.view(where).ticket
    assert ticket is not None
    return ticket.contact


def buttons(store: ConversationStore, where: str) -> list[str]:
    return [button["payload"] for button in last(store, where).buttons]


def answered_and_handed(store: ConversationStore, where: str, text: str, intent: str) -> Answered:
    """What is stored when the bot has answered a message and hands off with it."""
    accepted = send(store, where, text)
    assert accepted.lease is not None
    replies = [
        MessageContent("It is so.", [], []),
        MessageContent("I'll get a person.", [], [], hands_off=True),
    ]
    spoken = Answer(replies, "en", intent, 0.9, handoff=True)
    return store.answer(where, accepted.lease, accepted.message, spoken)


def ticketed(store: ConversationStore, hours: Hours) -> str:
    """A conversation with a ticket, whose visitor was asked for a contact."""
    hours.open = False
    where = wanting_a_person(store)
    assert told(store, where, "My order is stuck", handoff=True, intent="out_of_scope").handed
    return where


def test_the_bot_is_told_whether_the_question_waits(conversations: ConversationStore) -> None:
    where = wanting_a_person(conversations)
    assert send(conversations, where, "My order is stuck").message.question == "topic"
    conversations.forget_leases()
    ((_, lease),) = conversations.take_waiting(10)
    found = conversations.waiting(where, lease)
    assert found is not None
    assert found.question == "topic"


@pytest.mark.parametrize(
    ("text", "intent", "about"),
    [
        ("My order is stuck", "nlu_fallback", "My order is stuck"),
        ("汉桥商城", "inform", "汉桥商城"),
        ("yes", "affirm", "How much is it?"),
        ("好的", "affirm", "How much is it?"),
        ("是的，商城那个站注销不了", "affirm", "是的，商城那个站注销不了"),
        ("a person please", "request_human", "How much is it?"),
        ("that is no help", "feedback_unhelpful", "How much is it?"),
        ("13800138000", "out_of_scope", "How much is it?"),
    ],
)
def test_who_agrees_is_connected_with_what_it_is_about(
    conversations: ConversationStore, handoffs: HandoffStore, text: str, intent: str, about: str
) -> None:
    where = wanting_a_person(conversations)
    stored = told(conversations, where, text, handoff=True, intent=intent)
    assert stored.handed
    assert [message.author for message in stored.said] == ["notice"]
    assert handoffs.view(where).state == "waiting"
    assert topic(conversations, where) == about


@pytest.mark.parametrize("intent", ["deny", "decline_human", "start_over", "goodbye"])
def test_a_no_goes_on_with_the_assistant_without_the_question(
    conversations: ConversationStore, handoffs: HandoffStore, intent: str
) -> None:
    where = wanting_a_person(conversations)
    assert not told(conversations, where, "no", intent=intent).handed
    assert buttons(conversations, where) == []
    assert send(conversations, where, "13800138000").message.question is None
    assert handoffs.view(where).state == "bot"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我的订单被驳回两次了是为什么？", "my_order_progress"),
        ("要交什么材料", "faq_required_documents"),
        ("How do I change the phone number on my filing?", "faq_change_instead"),
        ("why was my order returned?", "my_order_progress"),
    ],
)
def test_a_question_says_what_it_is_about_and_is_answered_on_the_way(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours, text: str, intent: str
) -> None:
    for hours.open in (True, False):
        where = wanting_a_person(conversations)
        stored = answered_and_handed(conversations, where, text, intent)
        assert stored.handed
        assert [message.author for message in stored.said] == ["assistant", "notice"]
        assert stored.said[0].text == "It is so."
        assert topic(conversations, where) == text
        view = handoffs.view(where)
        assert (view.state, view.ticket is None) == (
            ("waiting", True) if hours.open else ("bot", False)
        )


@pytest.mark.parametrize("intent", ["thank", "greet", "bot_challenge", "out_of_scope"])
def test_anything_else_is_answered_and_keeps_the_offer_as_a_button(
    conversations: ConversationStore, handoffs: HandoffStore, intent: str
) -> None:
    where = wanting_a_person(conversations)
    stored = told(conversations, where, "Thanks!", intent=intent)
    assert (stored.handed, [each.text for each in stored.said]) == (False, ["An answer."])
    assert buttons(conversations, where) == [PERSON]
    assert handoffs.view(where).state == "bot"
    assert send(conversations, where, PERSON).handed
    assert handoffs.view(where).state == "waiting"


def test_a_pressed_topic_is_a_question_for_the_assistant(
    conversations: ConversationStore,
) -> None:
    where = wanting_a_person(conversations, offering="/faq_fees")
    assert told(conversations, where, "/faq_fees").said[0].text == "An answer."
    assert buttons(conversations, where) == [PERSON]


def test_an_answer_that_offers_a_person_itself_has_one_such_button(
    conversations: ConversationStore,
) -> None:
    where = wanting_a_person(conversations)
    told(conversations, where, "Will it rain?", intent="faq_fees", offer="not_understood")
    assert buttons(conversations, where) == [PERSON]


def test_a_wish_for_a_person_takes_up_a_kept_offer_with_the_latest_question(
    conversations: ConversationStore,
) -> None:
    where = wanting_a_person(conversations)
    told(conversations, where, "Which papers do I need?", intent="faq_required_documents")
    stored = told(conversations, where, "a person", handoff=True, intent="request_human")
    assert stored.handed
    assert topic(conversations, where) == "Which papers do I need?"


def test_an_offer_is_kept_for_one_message(conversations: ConversationStore) -> None:
    where = wanting_a_person(conversations)
    told(conversations, where, "Which papers do I need?")
    told(conversations, where, "ok", intent="affirm")
    assert buttons(conversations, where) == []
    assert not told(conversations, where, "person", handoff=True, intent="request_human").handed
    assert CONNECT in buttons(conversations, where)


def test_another_language_leaves_the_question_as_it_was(conversations: ConversationStore) -> None:
    where = wanting_a_person(conversations)
    told(conversations, where, "English please", intent="change_language")
    assert send(conversations, where, "My order is stuck").message.question == "topic"


def test_a_button_of_the_question_connects_later_too(
    conversations: ConversationStore, handoffs: HandoffStore
) -> None:
    where = wanting_a_person(conversations)
    told(conversations, where, "no", intent="deny")
    assert send(conversations, where, CONNECT).handed
    assert handoffs.view(where).state == "waiting"
    assert topic(conversations, where) == "How much is it?"


def test_an_answer_to_a_message_from_before_the_question_leaves_it_alone(
    conversations: ConversationStore, handoffs: HandoffStore
) -> None:
    where = asked(conversations, offer="not_understood")
    before = send(conversations, where, "And how long?")
    send(conversations, where, PERSON)
    assert before.lease is not None
    conversations.answer(where, before.lease, before.message, answer())
    assert buttons(conversations, where) == []
    assert send(conversations, where, "My order is stuck").message.question == "topic"
    assert handoffs.view(where).state == "bot"


WISHES = [
    "我要找人工，商城那个站想注销但是负责人换了",
    "转人工，手机丢了收不到验证码",
    "我要人工客服，我的短信收不到怎么办",
    "I need to speak with someone: my order was rejected twice",
    "Can I talk to a human about papers for a Hong Kong company?",
    "I want a person, my phone is lost and I cannot get the code",
    "talk to a human about my rejected order",
]
"""Wishes for a person that say what for."""


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_that_says_what_it_is_about_is_asked_nothing(
    conversations: ConversationStore, handoffs: HandoffStore, wish: str
) -> None:
    where = asked(conversations)
    assert told(conversations, where, wish, handoff=True, intent="request_human").handed
    assert handoffs.view(where).state == "waiting"
    assert topic(conversations, where) == wish


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我要人工客服，我的短信收不到怎么办", "faq_sms_verification"),
        ("why was my order returned? I want a person", "my_order_progress"),
    ],
)
def test_a_wish_beside_a_question_gets_the_answer_and_the_person(
    conversations: ConversationStore, handoffs: HandoffStore, text: str, intent: str
) -> None:
    where = asked(conversations)
    stored = answered_and_handed(conversations, where, text, intent)
    assert (stored.handed, stored.said[0].text) == (True, "It is so.")
    assert handoffs.view(where).state == "waiting"
    assert topic(conversations, where) == text


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (True, ["An answer.", "You are next. "]),
        (False, ["Nobody from support is online now. You are number 1"]),
    ],
)
def test_that_somebody_comes_is_said_once_and_only_where_somebody_is_there(
    conversations: ConversationStore, said: list[str], there: bool
) -> None:
    hired(conversations.database, "li", there=there)
    where = asked(conversations)
    stored = told(conversations, where, WISHES[0], handoff=True, intent="request_human")
    assert stored.handed
    assert len(stored.said) == len(said)
    for message, start in zip(stored.said, said, strict=True):
        assert message.text.startswith(start)


@pytest.mark.parametrize(
    ("there", "starts"),
    [(True, "You will be connected"), (False, "Nobody from support is online now.")],
)
def test_who_agrees_is_told_that_they_are_connected_where_somebody_is_there(
    conversations: ConversationStore, starts: str, there: bool
) -> None:
    hired(conversations.database, "li", there=there)
    where = wanting_a_person(conversations)
    (notice,) = send(conversations, where, CONNECT).said
    assert notice.text.startswith(starts)


@pytest.mark.parametrize("wish", ["转人工", "麻烦转一下人工，谢谢啦", "can I get a real person?"])
def test_a_bare_wish_is_asked_whether_it_is_about_the_last_question(
    conversations: ConversationStore, wish: str
) -> None:
    where = asked(conversations)
    told(conversations, where, wish, handoff=True, intent="request_human")
    assert "“How much is it?”" in last(conversations, where).text


@pytest.mark.parametrize(
    ("intent", "is_own"), [("faq_cost", True), ("faq_cancellation_time", True), ("greet", False)]
)
def test_a_button_is_the_last_question_only_where_nothing_was_asked_in_words(
    conversations: ConversationStore, intent: str, is_own: bool
) -> None:
    pressed = "faq_cancellation_time"
    where = asked(conversations, offering=f"/{pressed}", intent=intent)
    told(conversations, where, f"/{pressed}", intent=pressed)
    (title,) = [each.text for each in conversations.newest(where, 9) if each.payload]
    told(conversations, where, "a person", handoff=True, intent="request_human")
    about = "How much is it?" if is_own else title
    assert f"“{about}”" in last(conversations, where).text


@pytest.mark.parametrize("wish", WISHES)
def test_outside_hours_a_wish_that_says_what_it_is_about_is_a_ticket_at_once(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours, wish: str
) -> None:
    hours.open = False
    where = asked(conversations)
    assert told(conversations, where, wish, handoff=True, intent="request_human").handed
    assert (topic(conversations, where), contact(handoffs, where)) == (wish, None)
    assert "leave" in last(conversations, where).text
    send(conversations, where, "13800138000")
    assert contact(handoffs, where) == "13800138000"


def test_a_wish_with_topic_and_contact_becomes_a_ticket_at_once(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours
) -> None:
    hours.open = False
    where = asked(conversations)
    wish = "我要找人工，商城那个站想注销但是负责人换了，电话13800138000"
    assert told(conversations, where, wish, handoff=True, intent="request_human").handed
    assert contact(handoffs, where) == "13800138000"


def test_an_answer_to_a_choice_is_not_what_it_is_about(conversations: ConversationStore) -> None:
    where = asked(conversations, "要准备什么材料？")
    told(conversations, where, "商城那个")
    told(conversations, where, "转人工", handoff=True, intent="request_human")
    assert "“要准备什么材料？”" in last(conversations, where).text


def test_outside_hours_nobody_is_promised(conversations: ConversationStore, hours: Hours) -> None:
    hours.open = False
    where = asked(conversations)
    stored = told(conversations, where, "a person", handoff=True, intent="request_human")
    assert [message.author for message in stored.said] == ["notice"]
    assert "Nobody is at the desk right now; people are back on 2" in stored.said[0].text


def test_agents_see_what_a_waiting_visitor_said_last_and_no_notice(
    conversations: ConversationStore,
) -> None:
    where = waiting(conversations)

    def shown() -> tuple[str, str]:
        listed = listing_of(conversations.database).one(where)
        assert listed is not None
        said = listed.shown["last_message"]
        assert said is not None
        return said["author"], said["text"]

    assert shown() == ("visitor", "a person please")
    told(conversations, where, "My phone is lost")
    assert shown() == ("visitor", "My phone is lost")
    send(conversations, where, STAY)
    told(conversations, where, "And now?")
    assert shown() == ("assistant", "An answer.")


def test_an_answer_beside_the_wish_is_said_outside_hours_too(
    conversations: ConversationStore, hours: Hours
) -> None:
    hours.open = False
    where = asked(conversations)
    wish = "How long? And a person please"
    stored = answered_and_handed(conversations, where, wish, "faq_cancellation_time")
    assert stored.said[0].text == "It is so."
    assert [message.author for message in stored.said] == ["assistant", "notice"]
    assert stored.handed


def test_a_ticket_says_whether_anybody_is_there(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours
) -> None:
    where = ticketed(conversations, hours)
    assert not handoffs.view(where).stands.staffed
    hired(conversations.database, "li")
    assert handoffs.view(where).stands.staffed


# A contact.


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("13800138000", "13800138000"),
        ("我的微信是 abc123", "微信 abc123"),
        ("my mail is a@b.com", "a@b.com"),
        ("你们可以打我电话13800138000，我一般下午在", "13800138000"),
    ],
)
def test_a_contact_in_the_next_message_is_taken(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours, text: str, kept: str
) -> None:
    where = ticketed(conversations, hours)
    assert contact(handoffs, where) is None
    accepted = send(conversations, where, text)
    assert (accepted.lease, len(accepted.said)) == (None, 1)
    assert contact(handoffs, where) == kept
    assert topic(conversations, where) == "My order is stuck"
    assert send(conversations, where, "How long?").message.question is None


def test_a_question_beside_the_contact_is_answered_too(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours
) -> None:
    where = ticketed(conversations, hours)
    stored = told(conversations, where, "13800138000，注销要多久？")
    assert contact(handoffs, where) == "13800138000"
    assert [message.text for message in stored.said] == ["An answer."]


def test_the_bot_is_asked_without_the_contact_that_the_desk_takes(
    conversations: ConversationStore, hours: Hours
) -> None:
    where = ticketed(conversations, hours)
    beside = "微信号 abc_12345，另外注销要多久？"
    message = send(conversations, where, beside).message
    assert asked_of_bot(conversations.database, where, message) == "注销要多久？"
    other = send(conversations, where, "13800138001，这要多久？").message
    assert asked_of_bot(conversations.database, where, other) == other.text
    hours.open = False
    put = send(conversations, wanting_a_person(conversations), beside).message
    assert put.question == "ticket"
    assert asked_of_bot(conversations.database, where, put) == "注销要多久？"


def test_the_contact_is_asked_for_once_more_and_then_let_go(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours
) -> None:
    where = ticketed(conversations, hours)
    told(conversations, where, "Thanks", intent="thank")
    assert last(conversations, where).text == "An answer."
    told(conversations, where, "Which papers do I need?")
    assert last(conversations, where).author == "notice"
    told(conversations, where, "And how long?")
    assert last(conversations, where).text == "An answer."
    assert send(conversations, where, "And my shop?").message.question is None
    assert contact(handoffs, where) is None


def test_a_contact_after_the_reminder_is_taken(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours
) -> None:
    where = ticketed(conversations, hours)
    told(conversations, where, "Which papers do I need?")
    send(conversations, where, "a@b.com")
    assert contact(handoffs, where) == "a@b.com"


def test_who_wants_to_leave_no_contact_is_not_reminded_and_may_still_send_one(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours
) -> None:
    hours.open = False
    where, other = wanting_a_person(conversations), wanting_a_person(conversations)
    for each in (where, other):
        assert "leave" not in send(conversations, each, CONNECT).said[0].text.lower()[:60]
    told(conversations, where, "Which papers do I need?")
    assert last(conversations, where).text == "An answer."
    send(conversations, other, "13800138000")
    assert contact(handoffs, other) == "13800138000"


def test_a_refusal_to_leave_a_contact_is_taken(
    conversations: ConversationStore, hours: Hours
) -> None:
    where = ticketed(conversations, hours)
    told(conversations, where, "no", intent="deny")
    assert send(conversations, where, "Which papers?").message.question is None


def test_a_contact_given_with_the_wish_for_a_ticket_is_not_asked_for(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours
) -> None:
    hours.open = False
    where = wanting_a_person(conversations)
    text = "论坛那个站，电话13800138000"
    told(conversations, where, text, handoff=True, intent="inform")
    assert (contact(handoffs, where), topic(conversations, where)) == ("13800138000", text)
    assert send(conversations, where, "How long?").message.question is None


def test_a_contact_agrees_to_the_ticket_and_its_question_is_answered(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours
) -> None:
    hours.open = False
    where = wanting_a_person(conversations)
    stored = told(conversations, where, "13800138000，能不能快点？", intent="faq_cancellation_time")
    assert stored.handed
    assert [message.author for message in stored.said] == ["assistant", "notice"]
    assert contact(handoffs, where) == "13800138000"


def test_a_wish_for_a_person_is_no_contact(
    conversations: ConversationStore, handoffs: HandoffStore
) -> None:
    where = asked(conversations, offer="not_understood")
    send(conversations, where, PERSON)
    send(conversations, where, CONNECT)
    handoffs.give_up_waiting(utc_now() + timedelta(seconds=1))
    assert CONNECT in [b["payload"] for b in send(conversations, where, PERSON).said[0].buttons]
    assert contact(handoffs, where) is None


def test_who_stays_is_asked_nothing(conversations: ConversationStore) -> None:
    where = wanting_a_person(conversations)
    send(conversations, where, STAY)
    assert send(conversations, where, "13800138000").message.question is None


def test_after_a_wait_in_vain_a_contact_is_taken(
    conversations: ConversationStore, handoffs: HandoffStore
) -> None:
    where = waiting(conversations)
    handoffs.give_up_waiting(utc_now() + timedelta(seconds=1))
    send(conversations, where, "微信 lin_2020")
    assert contact(handoffs, where) == "微信 lin_2020"
