"""Who waits for a person goes on with the assistant, and keeps the place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beian.base.clock import utc_now
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.handoff_store import HandoffStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from tests.desk.front_desk import Hours, Person, hired
from tests.desk.test_handoffs import (
    CONNECT,
    PERSON,
    STAY,
    answer,
    last,
    send,
    told,
    waiting,
    wanting_a_person,
)


@pytest.fixture
def handoffs(desk_database: DeskDatabase, hours: Hours) -> HandoffStore:
    return HandoffStore(desk_database, FrontDesk(hours))


@pytest.fixture(autouse=True)
def li(desk_database: DeskDatabase) -> Person:
    return hired(desk_database, "li")


def test_a_question_is_answered_and_the_place_is_kept(
    conversations: ConversationStore, handoffs: HandoffStore
) -> None:
    first, second = waiting(conversations), waiting(conversations)
    stored = told(conversations, second, "Which papers do I need?")
    assert [message.text for message in stored.said] == ["An answer."]
    assert not stored.handed
    assert [handoffs.view(where).position for where in (first, second)] == [1, 2]


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "greet", "thank"])
def test_what_is_for_the_person_is_kept_for_them_which_is_said_once(
    conversations: ConversationStore, intent: str
) -> None:
    where = waiting(conversations)
    for text, said in (("It is stuck at step 3", 1), ("Since Monday", 0)):
        stored = told(conversations, where, text, intent=intent)
        assert [message.author for message in stored.said] == ["notice"] * said


@pytest.mark.parametrize("again", [PERSON, CONNECT])
def test_another_wish_for_a_person_is_told_the_place(
    conversations: ConversationStore, handoffs: HandoffStore, again: str
) -> None:
    where = wanting_a_person(conversations, offering=PERSON)
    send(conversations, where, CONNECT)
    accepted = send(conversations, where, again)
    assert (accepted.lease, accepted.handed) == (None, False)
    assert "You are next." in accepted.said[0].text
    stored = told(conversations, where, "a person!", handoff=True, intent="request_human")
    assert [message.author for message in stored.said] == ["notice"]
    assert handoffs.view(where).state == "waiting"


def test_an_answer_that_comes_after_the_agent_is_not_said(
    conversations: ConversationStore, handoffs: HandoffStore, li: Person
) -> None:
    where = waiting(conversations)
    asked = send(conversations, where, "How long?")
    assert asked.lease is not None
    handoffs.take(where, li)
    assert conversations.answer(where, asked.lease, asked.message, answer()).said == []
    assert not conversations.is_waiting(where)


@pytest.mark.parametrize("how", ["given up", "left"])
def test_a_question_that_the_assistant_has_not_answered_yet_is_answered_after_the_wait(
    conversations: ConversationStore, handoffs: HandoffStore, how: str
) -> None:
    where = waiting(conversations)
    asked = send(conversations, where, "How long?")
    assert asked.lease is not None
    if how == "given up":
        handoffs.give_up_waiting(utc_now() + timedelta(seconds=1))
    else:
        send(conversations, where, STAY)
    stored = conversations.answer(where, asked.lease, asked.message, answer())
    assert [message.text for message in stored.said] == ["An answer."]
    assert handoffs.view(where).state == "bot"


def test_an_email_is_promised_only_where_it_can_be_sent(desk_database: DeskDatabase) -> None:
    for mails in (False, True):
        front = FrontDesk(Hours(), mails=mails)
        store = ConversationStore(desk_database, front)
        where = waiting(store)
        HandoffStore(desk_database, front).give_up_waiting(utc_now() + timedelta(seconds=1))
        assert ("To get the answer by mail" in last(store, where).text) is mails
        send(store, where, "lin@example.cn")
        assert ("also goes to the e-mail address" in last(store, where).text) is mails
