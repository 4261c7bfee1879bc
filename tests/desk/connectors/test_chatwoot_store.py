"""What the store keeps of Chatwoot, in databases of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from beian.base.clock import utc_now
from beian.desk.connectors.chatwoot.conversations import ChatwootConversations
from beian.desk.connectors.chatwoot.erasing import erase_of
from beian.desk.connectors.chatwoot.migrations import SCHEMA
from beian.desk.connectors.chatwoot.queueing import KIND
from beian.desk.connectors.chatwoot.sends import ARRIVED, GO, IN_DOUBT, ChatwootSends
from beian.desk.connectors.chatwoot.stored_events import ChatwootEvents
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.deletion import BY_OPERATOR, DeletionStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.deliveries import DeliveryStore
from beian.desk.storage.handoff_tables import outbox
from beian.desk.storage.records import Answer, MessageContent
from tests.desk.front_desk import Hours
from tests.desk.stored_words import stored_words

HERE, ELSEWHERE = "chatwoot.example/1/5", "chatwoot.example/1/6"
HANDED_OFF = MessageContent("A person comes.", [], [])


@pytest.fixture
def desk_database(database_url: str) -> Iterator[DeskDatabase]:
    """An empty desk store with the connector's tables, in a database of each kind."""
    database = DeskDatabase(database_url, SCHEMA)
    yield database
    database.close()


@pytest.fixture
def tied(desk_database: DeskDatabase) -> ChatwootConversations:
    return ChatwootConversations(desk_database, lambda _: HANDED_OFF, lambda _: HANDED_OFF)


@pytest.fixture
def conversations(desk_database: DeskDatabase) -> ConversationStore:
    return ConversationStore(desk_database, FrontDesk(Hours(), asks=False))


@pytest.fixture
def sends(desk_database: DeskDatabase) -> ChatwootSends:
    return ChatwootSends(desk_database, timedelta(seconds=60))


def ask(store: ConversationStore, conversation: str, message: str, answer: Answer | None) -> None:
    """A user's message and the bot's answer to it, if it has one by now."""
    accepted = store.accept(conversation, message, text="How long?")
    if answer is not None:
        assert accepted.lease is not None
        store.answer(conversation, accepted.lease, accepted.message, answer)


def answer(*texts: str, handoff: bool = False) -> Answer:
    return Answer(
        [MessageContent(text, [], []) for text in texts], "en", None, None, handoff=handoff
    )


def queued(database: DeskDatabase) -> list[str]:
    """What is in the outbox: seqs, and hand-offs."""
    with database.reading() as connection:
        rows = connection.execute(select(outbox).order_by(outbox.c.id)).all()
    assert {row.kind for row in rows} <= {KIND}
    return [str(row.payload.get("seq", "hand off")) for row in rows]


def test_a_chatwoot_conversation_is_tied_to_one_of_ours_although_two_come_at_once(
    desk_database: DeskDatabase, tied: ChatwootConversations
) -> None:
    desk_database.upgrade()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: tied.find_or_begin(HERE, None).conversation_id, range(16)))
    assert len(set(found)) == 1
    assert tied.find_or_begin(ELSEWHERE, None).conversation_id != found[0]


def test_each_answer_is_put_into_the_outbox_once_and_in_order(
    desk_database: DeskDatabase, tied: ChatwootConversations, conversations: ConversationStore
) -> None:
    here = tied.find_or_begin(HERE, None).conversation_id
    ask(conversations, here, "1", answer("One.", "Two."))
    assert tied.queue() == 1
    assert tied.queue() == 0
    ask(conversations, here, "2", None)
    tied.record(here, "3", "I am Li.", agent="Li")
    tied.queue()
    assert queued(desk_database) == ["2", "3"]


def test_processes_that_look_at_the_same_time_put_nothing_into_it_twice(
    desk_database: DeskDatabase, tied: ChatwootConversations, conversations: ConversationStore
) -> None:
    here = tied.find_or_begin(HERE, None).conversation_id
    for message in "1234":
        ask(conversations, here, message, answer("Yes."))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: tied.queue(), range(8)))
    assert queued(desk_database) == ["2", "4", "6", "8"]


def test_a_hand_off_comes_after_the_answer_and_once_each_time(
    desk_database: DeskDatabase, tied: ChatwootConversations, conversations: ConversationStore
) -> None:
    here = tied.find_or_begin(HERE, None).conversation_id
    ask(conversations, here, "1", answer("A person comes.", handoff=True))
    for _ in range(2):
        tied.queue()
    assert queued(desk_database) == ["2", "hand off"]
    tied.set_state(HERE, "with_agent")
    tied.set_state(HERE, "bot")
    ask(conversations, here, "2", answer("Again.", handoff=True))
    for _ in range(2):
        tied.queue()
    assert queued(desk_database) == ["2", "hand off", "4", "hand off"]


def test_who_waits_for_a_person_is_not_given_back_by_chance(
    tied: ChatwootConversations, conversations: ConversationStore
) -> None:
    here = tied.find_or_begin(HERE, None).conversation_id
    ask(conversations, here, "1", answer("A person comes.", handoff=True))
    tied.set_state(HERE, "bot")
    assert conversations.current(here).state == "waiting"
    tied.set_state(HERE, "bot", also_waiting=True)
    assert conversations.current(here).state == "bot"
    tied.set_state(ELSEWHERE, "with_agent")
    assert tied.find(ELSEWHERE) is None


def test_a_message_is_recorded_once(
    tied: ChatwootConversations, conversations: ConversationStore
) -> None:
    here = tied.find_or_begin(HERE, None).conversation_id
    assert tied.record(here, "7", "Hello")
    assert not tied.record(here, "7", "Hello")
    assert [message.text for message in conversations.newest(here, 9)] == ["Hello"]
    assert not conversations.is_waiting(here)


def test_an_ended_conversation_is_followed_by_a_new_one(
    tied: ChatwootConversations, conversations: ConversationStore
) -> None:
    here = tied.find_or_begin(HERE, "lin").conversation_id
    ask_as_lin = conversations.accept(here, "1", text="How long?", account_id="lin")
    conversations.end(here)
    after = tied.find_or_begin(HERE, "lin")
    assert (after.conversation_id != here, after.state) == (True, "bot")
    assert tied.message_to_send(HERE, here, ask_as_lin.message.seq) is None
    assert tied.handoff_context(HERE, here, 5) is None


def test_a_send_in_doubt_waits_for_its_echo(sends: ChatwootSends) -> None:
    assert sends.begin("a", HERE, "Yes.", private=False) == GO
    assert sends.begin("a", HERE, "Yes.", private=False) == IN_DOUBT  # it was killed
    for elsewhere, text, private in ((ELSEWHERE, "Yes.", False), (HERE, "No.", False)):
        assert not sends.echoed(elsewhere, "51", text, private=private, kind=KIND)
    assert not sends.echoed(HERE, "51", "Yes.", private=True, kind=KIND)
    assert sends.echoed(HERE, "51", " Yes. \n", private=False, kind=KIND)
    assert sends.begin("a", HERE, "Yes.", private=False) == ARRIVED
    assert not sends.doubt("a")


def test_the_echo_of_one_message_does_not_stand_for_another_of_the_same_text(
    sends: ChatwootSends,
) -> None:
    assert sends.begin("a", HERE, "Yes.", private=False) == GO
    sends.arrived("a", "51")
    assert sends.begin("b", HERE, "Yes.", private=False) == GO
    assert sends.doubt("b")
    assert sends.echoed(HERE, "51", "Yes.", private=False, kind=KIND)
    assert sends.begin("b", HERE, "Yes.", private=False) == IN_DOUBT
    assert sends.echoed(HERE, "52", "Yes.", private=False, kind=KIND)
    assert sends.begin("b", HERE, "Yes.", private=False) == ARRIVED


def test_a_send_whose_echo_does_not_come_is_tried_again(desk_database: DeskDatabase) -> None:
    sends = ChatwootSends(desk_database, timedelta(0))
    assert sends.begin("a", HERE, "Yes.", private=False) == GO
    assert sends.doubt("a")
    assert sends.begin("a", HERE, "Yes.", private=False) == GO
    sends.not_sent("a")
    assert sends.begin("a", HERE, "Yes.", private=False) == GO


def test_an_echo_has_the_delivery_made_at_once(
    desk_database: DeskDatabase,
    tied: ChatwootConversations,
    conversations: ConversationStore,
    sends: ChatwootSends,
) -> None:
    deliveries = DeliveryStore(desk_database)
    ask(conversations, tied.find_or_begin(HERE, None).conversation_id, "1", answer("Yes."))
    tied.queue()
    delivery = deliveries.take()
    assert delivery is not None
    assert sends.begin(delivery.key, HERE, "Yes.", private=False) == GO
    deliveries.postponed(delivery, "in doubt", utc_now() + timedelta(hours=1))
    assert deliveries.take() is None
    assert sends.echoed(HERE, "51", "Yes.", private=False, kind=KIND)
    again = deliveries.take()
    assert again is not None
    assert again.key == delivery.key


def test_events_of_a_conversation_come_in_order_until_they_are_processed(
    desk_database: DeskDatabase,
) -> None:
    events = ChatwootEvents(desk_database)
    assert events.store("a", HERE, "message_created", "1", {"text": "one"})
    assert not events.store("a", HERE, "message_created", "2", {})
    assert not events.store("b", HERE, "message_created", "1", {})
    assert events.store("c", HERE, "message_updated", "1", {"text": "two"})
    assert events.store("d", HERE, "conversation_opened", None, {})
    assert events.store("e", HERE, "conversation_opened", None, {})
    assert events.unprocessed(utc_now()) == [HERE]
    assert events.unprocessed(utc_now() - timedelta(seconds=60)) == []
    seen = []
    while (event := events.next(HERE)) is not None:
        seen.append(event.content)
        events.mark_processed(event.id)
    assert seen == [{"text": "one"}, {"text": "two"}, {}, {}]
    assert events.unprocessed(utc_now()) == []
    events.forget_old()
    assert not events.store("a", HERE, "message_created", "3", {})


def test_what_is_kept_of_a_conversation_goes_with_it(
    tied: ChatwootConversations, sends: ChatwootSends, desk_database: DeskDatabase
) -> None:
    events = ChatwootEvents(desk_database)
    for number, where in enumerate((HERE, ELSEWHERE)):
        conversation = tied.find_or_begin(where, "lin").conversation_id
        tied.record(conversation, "m1", "pomegranate")
        events.store(str(number), where, "message_created", "1", {"text": "lighthouse"})
        sends.begin(f"{conversation}:1", where, "marmalade", private=False)
    gone = tied.find(HERE)
    assert gone is not None
    deletion = DeletionStore(desk_database, erase_of)
    deletion.delete(gone.conversation_id, BY_OPERATOR)
    assert tied.find(HERE) is None
    assert set(stored_words(desk_database.engine, {gone.conversation_id})) == {"desk_erasures"}
    # People there are still to be told.
    assert set(stored_words(desk_database.engine, {HERE})) == {"desk_outbox"}
    assert tied.find(ELSEWHERE) is not None
    assert events.unprocessed(utc_now()) == [ELSEWHERE]
    again = tied.find_or_begin(HERE, "lin")
    assert again.conversation_id != gone.conversation_id
    # Whoever has another connector by now, or none, deletes what refers to the conversation.
    DeletionStore(desk_database, lambda *_: None).delete(again.conversation_id, BY_OPERATOR)
    assert tied.find(HERE) is None
