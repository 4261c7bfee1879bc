"""The hand-off in the store: who may do what, and what becomes of tickets and questions."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from beian.base.clock import utc_now
from beian.desk.conversations.conversation_store import (
    Accepted,
    Answered,
    ConversationClosed,
    ConversationStore,
)
from beian.desk.conversations.handoff_store import Closed, HandoffStore, NotYours, Taken
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import transitions
from beian.desk.storage.records import Answer, Message, MessageContent, Ticket
from tests.desk.front_desk import Hours, Person, hired, listing_of

CONNECT, STAY, PERSON = "/desk_connect", "/desk_stay", "/request_human"
OFFER = MessageContent("Sorry.", [{"title": "A person", "payload": PERSON}], [])


def answer(
    *,
    handoff: bool = False,
    intent: str = "faq_cancellation_time",
    offer: str | None = None,
    offering: str | None = None,
) -> Answer:
    button = [{"title": "A topic", "payload": offering}] if offering else []
    said = OFFER if offer else MessageContent("An answer.", button, [], hands_off=handoff)
    return Answer([said], "en", intent, 0.9, handoff=handoff, offer=offer)


@pytest.fixture
def mailed() -> list[tuple[Ticket, str, Message]]:
    return []


@pytest.fixture
def handoffs(
    desk_database: DeskDatabase, hours: Hours, mailed: list[tuple[Ticket, str, Message]]
) -> HandoffStore:
    def mail(connection: object, ticket: Ticket, language: str, message: Message) -> None:
        del connection
        mailed.append((ticket, language, message))

    return HandoffStore(desk_database, FrontDesk(hours), mail)


@pytest.fixture
def li(desk_database: DeskDatabase) -> Person:
    return hired(desk_database, "li")


@pytest.fixture
def wang(desk_database: DeskDatabase) -> Person:
    return hired(desk_database, "wang")


def begun(store: ConversationStore) -> str:
    new = store.begin("en", None)
    store.greet(new.conversation.id, new.lease, None)
    store.waiting(new.conversation.id, new.lease)
    return new.conversation.id


def send(store: ConversationStore, where: str, text: str) -> Accepted:
    if text.startswith("/"):
        return store.accept(where, uuid4().hex, payload=text)
    return store.accept(where, uuid4().hex, text=text)


def asked(store: ConversationStore, text: str = "How much is it?", **said: object) -> str:
    """A conversation in which the bot has answered a question."""
    where = begun(store)
    told(store, where, text, **said)
    return where


def wanting_a_person(store: ConversationStore, offering: str | None = None) -> str:
    """A conversation in which a person was asked for, and the question about it was put;
    `offering`: the payload of a button that was offered before."""
    where = asked(store, offering=offering)
    told(store, where, "a person please", handoff=True, intent="request_human")
    return where


def told(store: ConversationStore, where: str, text: str, **said: object) -> Answered:
    """What is stored when the bot has answered a message like this."""
    accepted = send(store, where, text)
    assert accepted.lease is not None
    spoken = answer(**said)  # type: ignore[arg-type]
    return store.answer(where, accepted.lease, accepted.message, spoken)


def waiting(store: ConversationStore) -> str:
    where = wanting_a_person(store)
    assert send(store, where, CONNECT).handed
    return where


def last(store: ConversationStore, where: str) -> Message:
    return store.newest(where, 1)[0]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Thanks a lot!", "thank"),
        ("What can you do?", "ask_capabilities"),
        ("Will it rain?", "out_of_scope"),
        ("shop.example.cn", "inform"),
        ("gsdfg", "nlu_fallback"),
    ],
)
def test_what_is_said_about_the_conversation_itself_never_becomes_the_topic(
    conversations: ConversationStore, text: str, intent: str
) -> None:
    where = asked(conversations)
    for said, understood in ((text, intent), ("I want a person", "request_human")):
        told(conversations, where, said, intent=understood, handoff=understood == "request_human")
    assert "“How much is it?”" in last(conversations, where).text
    send(conversations, where, CONNECT)
    conversation = listing_of(conversations.database).one(where)
    assert conversation is not None
    assert conversation.shown["topic"] == "How much is it?"


def test_a_person_is_asked_for_once_with_what_it_was_about(
    conversations: ConversationStore, handoffs: HandoffStore
) -> None:
    where = wanting_a_person(conversations)
    question = last(conversations, where)
    assert (question.author, "How much is it?" in question.text) == ("notice", True)
    assert [button["payload"] for button in question.buttons] == [CONNECT, STAY]
    assert handoffs.view(where).state == "bot"
    accepted = send(conversations, where, CONNECT)
    assert (accepted.lease, accepted.handed, len(accepted.said)) == (None, True, 1)
    assert (handoffs.view(where).state, handoffs.view(where).position) == ("waiting", 1)


def test_who_stays_with_the_assistant_is_answered_by_it(
    conversations: ConversationStore, handoffs: HandoffStore
) -> None:
    where = wanting_a_person(conversations)
    assert not send(conversations, where, STAY).handed
    assert handoffs.view(where).state == "bot"
    assert send(conversations, where, "How long?").lease is not None


def test_an_offered_person_is_asked_for_without_the_bot(
    conversations: ConversationStore, handoffs: HandoffStore
) -> None:
    where = asked(conversations, offer="order_overdue")
    pressed = send(conversations, where, PERSON)
    assert pressed.lease is None
    assert pressed.said[0].buttons[0]["payload"] == CONNECT
    send(conversations, where, CONNECT)
    with conversations.database.reading() as connection:
        (row,) = connection.execute(select(transitions)).all()
    assert (row.before, row.after, row.by, row.reason) == (
        "bot",
        "waiting",
        "visitor",
        "order_overdue",
    )
    assert handoffs.view(where).state == "waiting"


def test_who_waits_may_go_back(conversations: ConversationStore, handoffs: HandoffStore) -> None:
    where = waiting(conversations)
    assert send(conversations, where, STAY).handed
    assert handoffs.view(where).state == "bot"


def test_the_bot_is_silent_while_somebody_waits(
    conversations: ConversationStore, handoffs: HandoffStore, li: Person
) -> None:
    where = asked(conversations)
    late = send(conversations, where, "And how long?")
    assert late.lease is not None
    handoffs.take(where, li)
    assert conversations.answer(where, late.lease, late.message, answer()).said == []
    assert conversations.apologise(where, late.message.seq, OFFER) == []
    assert send(conversations, where, "Hello?").lease is None
    assert conversations.take_waiting(10) == []
    assert [message.author for message in conversations.newest(where, 3)] == [
        "visitor",
        "notice",
        "visitor",
    ]


def test_one_of_two_agents_gets_a_conversation(
    conversations: ConversationStore, handoffs: HandoffStore, li: Person, wang: Person
) -> None:
    where = waiting(conversations)
    (joined,) = handoffs.take(where, li)
    assert "Li" in joined.text
    with pytest.raises(Taken) as taken:
        handoffs.take(where, wang)
    assert taken.value.agent_id == li.id
    assert handoffs.take(where, li) == []
    assert handoffs.view(where).agent == "Li"


def test_only_who_has_it_answers_gives_back_or_closes(
    conversations: ConversationStore, handoffs: HandoffStore, li: Person, wang: Person
) -> None:
    where = waiting(conversations)
    for act in (handoffs.give_back, handoffs.close):
        handoffs.take(where, li)
        with pytest.raises(NotYours):
            act(where, wang)
    with pytest.raises(NotYours):
        handoffs.say(where, wang, "m1", "Hello")
    handoffs.assign(where, li, wang.id)
    handoffs.say(where, wang, "m1", "Hello")
    with pytest.raises(NotYours):
        handoffs.say(where, li, "m2", "Hello")


def test_what_an_agent_sends_again_is_stored_once(
    conversations: ConversationStore, handoffs: HandoffStore, li: Person
) -> None:
    where = waiting(conversations)
    handoffs.take(where, li)
    first = handoffs.say(where, li, "m1", "Hello")
    again = handoffs.say(where, li, "m1", "Hello")
    assert (first[0].seq, first[1], again[0].seq, again[1]) == (
        first[0].seq,
        True,
        first[0].seq,
        False,
    )
    assert (first[0].author, first[0].name) == ("agent", "Li")


def test_the_assistant_comes_back_and_answers_again(
    conversations: ConversationStore, handoffs: HandoffStore, li: Person
) -> None:
    where = waiting(conversations)
    handoffs.take(where, li)
    handoffs.give_back(where, li)
    assert handoffs.view(where).state == "bot"
    assert send(conversations, where, "Thanks").lease is not None


def test_a_closed_conversation_takes_nothing(
    conversations: ConversationStore, handoffs: HandoffStore, li: Person
) -> None:
    where = waiting(conversations)
    handoffs.take(where, li)
    handoffs.close(where, li)
    with pytest.raises(ConversationClosed):
        send(conversations, where, "One more thing")
    for act in (handoffs.take, handoffs.give_back, handoffs.close):
        with pytest.raises(Closed):
            act(where, li)
    with pytest.raises(Closed):
        handoffs.say(where, li, "m1", "Hello")


def test_outside_hours_a_ticket_is_made_and_the_assistant_goes_on(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours
) -> None:
    hours.open = False
    where = wanting_a_person(conversations)
    send(conversations, where, "lin@example.cn")
    view = handoffs.view(where)
    assert view.state == "bot"
    assert view.ticket is not None
    assert (view.ticket.topic, view.ticket.contact) == ("How much is it?", "lin@example.cn")
    assert view.ticket.number in last(conversations, where).text
    assert send(conversations, where, "How long?").lease is not None


def test_the_answer_to_a_ticket_goes_out_by_mail_until_the_visitor_is_back(
    conversations: ConversationStore,
    handoffs: HandoffStore,
    hours: Hours,
    li: Person,
    mailed: list[tuple[Ticket, str, Message]],
) -> None:
    hours.open = False
    where = wanting_a_person(conversations)
    told(
        conversations,
        where,
        "It is stuck, write to lin@example.cn please",
        handoff=True,
        intent="out_of_scope",
    )
    handoffs.take(where, li)
    handoffs.say(where, li, "m1", "It is done.")
    handoffs.say(where, li, "m2", "Really.")
    send(conversations, where, "Thank you")
    handoffs.say(where, li, "m3", "You are welcome.")
    assert [message.text for _, _, message in mailed] == ["It is done.", "Really."]
    assert handoffs.view(where).ticket is None


def test_who_waits_too_long_gets_a_ticket_and_is_asked_where_to_answer(
    conversations: ConversationStore, handoffs: HandoffStore
) -> None:
    where = waiting(conversations)
    assert handoffs.give_up_waiting(utc_now() - timedelta(minutes=5)) == {}
    assert list(handoffs.give_up_waiting(utc_now() + timedelta(seconds=1))) == [where]
    assert handoffs.view(where).state == "bot"
    assert send(conversations, where, "+86 138 0013 8000").lease is None
    view = handoffs.view(where)
    assert view.ticket is not None
    assert view.ticket.contact == "+86 138 0013 8000"


def test_who_leaves_no_contact_is_answered_by_the_assistant(
    conversations: ConversationStore, handoffs: HandoffStore
) -> None:
    where = waiting(conversations)
    handoffs.give_up_waiting(utc_now() + timedelta(seconds=1))
    assert send(conversations, where, "Which papers do I need?").lease is not None
    assert handoffs.view(where).ticket is not None


def test_when_everybody_has_gone_home_all_who_wait_get_tickets(
    conversations: ConversationStore, handoffs: HandoffStore, hours: Hours
) -> None:
    where = waiting(conversations)
    hours.open = False
    assert list(handoffs.give_up_waiting(utc_now() - timedelta(hours=1))) == [where]


def test_the_queue_is_told_in_order_and_the_wait_from_what_was(
    conversations: ConversationStore, handoffs: HandoffStore, li: Person
) -> None:
    first, second = waiting(conversations), waiting(conversations)
    assert [handoffs.view(where).position for where in (first, second)] == [1, 2]
    assert handoffs.view(second).wait_minutes is None
    handoffs.take(first, li)
    assert handoffs.view(second).position == 1
    for where in (second, waiting(conversations)):
        handoffs.take(where, li)
    assert handoffs.view(waiting(conversations)).wait_minutes == 1


def test_two_thumbs_down_offer_a_person_once(conversations: ConversationStore) -> None:
    where = begun(conversations)
    answers = []
    for text in ("One?", "Two?", "Three?"):
        accepted = send(conversations, where, text)
        assert accepted.lease is not None
        stored = conversations.answer(where, accepted.lease, accepted.message, answer())
        answers.append(stored.said[0].id)
    offered = [
        len(conversations.give_feedback(where, message, "down", None, None)) for message in answers
    ]
    assert offered == [0, 1, 0]
    assert last(conversations, where).buttons[0]["payload"] == PERSON
