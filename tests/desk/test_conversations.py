"""The desk store: what is stored, in which order, for whom, and who answers."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import inspect, select

from beian.base.clock import utc_now
from beian.base.engine import open_engine
from beian.base.errors import StoreUnavailable
from beian.desk.conversations import conversation_store, leases
from beian.desk.conversations.conversation_store import (
    AnotherAccount,
    ConversationClosed,
    ConversationStore,
    NoSuchAnswer,
)
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import metadata
from beian.desk.storage.migrations import VERSION_TABLE
from beian.desk.storage.records import Answer, Message, MessageContent
from beian.desk.storage.tables import feedback, messages
from tests.desk.front_desk import Hours

YES = {"title": "Yes, please", "payload": "/affirm"}
ANSWER = Answer(
    [
        MessageContent("One.", [YES], []),
        MessageContent("Two.", [], [{"title": "Form", "url": "https://example.cn"}]),
    ],
    "en",
    "greet",
    0.9,
    handoff=False,
)
NOTICE = MessageContent("One moment.", [{"title": "A person", "payload": "/request_human"}], [])


def begun(store: ConversationStore, account: str | None = None) -> tuple[str, str]:
    """A conversation that has been greeted without words: its id, and its key."""
    new = store.begin("zh", account)
    store.greet(new.conversation.id, new.lease, None)
    assert store.waiting(new.conversation.id, new.lease) is None
    return new.conversation.id, new.key


def texts(found: list[Message]) -> list[str]:
    return [message.text for message in found]


def test_the_migrations_make_the_tables_that_the_code_knows(
    conversations: ConversationStore,
) -> None:
    conversations.database.upgrade()
    found = inspect(conversations.database.engine)
    theirs = {"sqlite_sequence"}  # of SQLite, for ids that are not used again
    assert set(found.get_table_names()) - theirs == {*metadata.tables, VERSION_TABLE}
    for name, table in metadata.tables.items():
        columns = {column["name"]: column["nullable"] for column in found.get_columns(name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        indexes = {index["name"] for index in found.get_indexes(name)}
        assert {index.name for index in table.indexes} <= indexes


def test_only_who_has_the_key_continues_a_conversation(conversations: ConversationStore) -> None:
    conversation, key = begun(conversations, "lin")
    found = conversations.open(conversation, key)
    assert found is not None
    assert (found.account_id, found.language, found.state) == ("lin", "zh", "bot")
    assert conversations.open(conversation, key + "x") is None
    assert conversations.open("nobody's", key) is None


def test_the_key_itself_is_not_stored(conversations: ConversationStore) -> None:
    conversation, key = begun(conversations)
    with conversations.database.engine.connect() as connection:
        (row,) = connection.execute(select(conversation_store.conversations)).all()
    assert row.id == conversation
    assert key not in str(row)


def test_a_card_is_kept_and_what_it_offers_can_be_pressed(
    conversations: ConversationStore,
) -> None:
    card = {"kind": "order", "title": "BA1", "lines": ["在办"], "actions": [YES]}
    conversation, _ = begun(conversations)
    first = conversations.accept(conversation, "message-1", text="订单")
    answer = Answer([MessageContent("One.", [], [], card=card)], "zh", "greet", 0.9, handoff=False)
    conversations.answer(conversation, first.lease or "", first.message, answer)
    asked, told = conversations.newest(conversation, 2, 0)
    assert (asked.card, told.card) == (None, card)
    pressed = conversations.accept(conversation, "message-2", text=None, payload=YES["payload"])
    assert pressed.message.text == YES["title"]


def test_messages_are_numbered_without_gaps(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    first = conversations.accept(conversation, "message-1", text="你好")
    conversations.answer(conversation, first.lease or "", first.message, ANSWER)
    conversations.accept(conversation, "message-2", text="thanks")
    found = conversations.newest(conversation, 50)
    assert [message.seq for message in found] == [1, 2, 3, 4]
    assert texts(found) == ["你好", "One.", "Two.", "thanks"]
    assert [message.answers for message in found] == [None, 1, 1, None]


def test_a_message_sent_again_is_stored_once(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    first = conversations.accept(conversation, "message-1", text="你好")
    again = conversations.accept(conversation, "message-1", text="你好")
    assert (again.again, again.lease, again.message.seq) == (True, None, first.message.seq)
    assert conversations.accept(conversation, "message-2", text="在吗").message.seq == 2


def test_one_message_sent_by_many_at_once_is_stored_once(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    barrier = threading.Barrier(8)

    def send(number: int) -> int:
        barrier.wait()
        return conversations.accept(conversation, f"message-{number % 2}", text="hi").message.seq

    with ThreadPoolExecutor(8) as pool:
        seqs = list(pool.map(send, range(8)))
    assert sorted(set(seqs)) == [1, 2]
    assert len(conversations.newest(conversation, 50)) == 2


def test_the_same_id_in_two_conversations_means_two_messages(
    conversations: ConversationStore,
) -> None:
    one, _ = begun(conversations)
    other, _ = begun(conversations)
    conversations.accept(one, "message-1", text="a")
    assert not conversations.accept(other, "message-1", text="b").again


def test_only_one_task_answers_a_conversation(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    first = conversations.accept(conversation, "message-1", text="one")
    second = conversations.accept(conversation, "message-2", text="two")
    assert first.lease is not None
    assert second.lease is None
    assert conversations.take_waiting(10) == []
    assert conversations.answer(conversation, first.lease, first.message, ANSWER).more
    waiting = conversations.waiting(conversation, first.lease)
    assert waiting is not None
    assert waiting.text == "two"
    assert not conversations.answer(conversation, first.lease, waiting, ANSWER).more
    assert conversations.accept(conversation, "message-3", text="three").lease is not None


def test_the_first_message_waits_for_the_greeting(conversations: ConversationStore) -> None:
    new = conversations.begin("en", None)
    assert conversations.accept(new.conversation.id, "message-1", text="hi").lease is None
    waiting = conversations.waiting(new.conversation.id, new.lease)
    assert waiting is not None
    assert waiting.text == "hi"


def test_a_greeting_comes_once_and_not_below_what_the_visitor_wrote(
    conversations: ConversationStore,
) -> None:
    quiet, fast = conversations.begin("en", None), conversations.begin("en", None)
    assert conversations.greet(quiet.conversation.id, quiet.lease, ANSWER)
    assert conversations.greet(quiet.conversation.id, quiet.lease, ANSWER) == []
    conversations.accept(fast.conversation.id, "message-1", text="hi")
    assert conversations.greet(fast.conversation.id, fast.lease, ANSWER) == []


def test_an_answer_is_stored_once(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    accepted = conversations.accept(conversation, "message-1", text="one")
    first = conversations.answer(conversation, accepted.lease or "", accepted.message, ANSWER)
    assert texts(first.said) == ["One.", "Two."]
    late = conversations.answer(conversation, "a late one", accepted.message, ANSWER)
    assert (late.said, late.more) == ([], False)
    assert len(conversations.newest(conversation, 50)) == 3


def test_what_a_killed_process_left_is_taken_when_its_lease_ends(
    conversations: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation, _ = begun(conversations)
    left = conversations.accept(conversation, "message-1", text="one")
    assert conversations.take_waiting(10) == []
    later = utc_now() + leases.LEASE + timedelta(seconds=1)
    for module in (conversation_store, leases):
        monkeypatch.setattr(module, "utc_now", lambda: later)
    ((taken, lease),) = conversations.take_waiting(10)
    assert (taken, lease != left.lease) == (conversation, True)
    assert not conversations.renew(conversation, left.lease or "")
    assert conversations.renew(conversation, lease)


def test_the_only_process_takes_at_once_what_its_predecessor_left(
    conversations: ConversationStore,
) -> None:
    conversation, _ = begun(conversations)
    conversations.accept(conversation, "message-1", text="one")
    conversations.forget_leases()
    assert [taken for taken, _ in conversations.take_waiting(10)] == [conversation]


def test_only_an_offered_button_is_pressed(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    typed = conversations.accept(conversation, "message-1", payload="/affirm").message
    assert (typed.text, typed.payload) == ("/affirm", None)
    conversations.forget_leases()
    ((_, lease),) = conversations.take_waiting(10)
    conversations.answer(conversation, lease, typed, ANSWER)
    pressed = conversations.accept(conversation, "message-2", payload="/affirm").message
    assert (pressed.text, pressed.payload) == ("Yes, please", "/affirm")
    other, _ = begun(conversations)
    elsewhere = conversations.accept(other, "message-3", payload="/affirm").message
    assert elsewhere.payload is None


def test_an_anonymous_conversation_signs_in_and_another_account_never_gets_it(
    conversations: ConversationStore,
) -> None:
    conversation, _ = begun(conversations)
    assert conversations.sign_in(conversation, "lin").account_id == "lin"
    assert conversations.sign_in(conversation, "lin").account_id == "lin"
    with pytest.raises(AnotherAccount):
        conversations.sign_in(conversation, "wright")
    assert conversations.current(conversation).account_id == "lin"
    for another in (None, "wright"):
        with pytest.raises(AnotherAccount):
            conversations.accept(conversation, "message-1", text="hi", account_id=another)
    assert conversations.current(conversation).last_seq == 0


def test_a_notice_comes_once_and_offers_its_button(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    conversations.accept(conversation, "message-1", text="one")
    (notice,) = conversations.apologise(conversation, 1, NOTICE)
    assert (notice.author, notice.answers) == ("notice", 1)
    assert conversations.apologise(conversation, 1, NOTICE) == []
    pressed = conversations.accept(conversation, "message-2", payload="/request_human")
    assert pressed.message.payload == "/request_human"


def test_an_ended_conversation_takes_nothing_more(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    conversations.accept(conversation, "message-1", text="one")
    conversations.end(conversation)
    with pytest.raises(ConversationClosed):
        conversations.accept(conversation, "message-2", text="two")
    assert conversations.accept(conversation, "message-1", text="one").again
    assert not conversations.is_waiting(conversation)
    assert conversations.take_waiting(10) == []
    assert conversations.current(conversation).last_seq == 1


def test_messages_come_in_pages(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    for number in range(1, 11):
        conversations.accept(conversation, f"message-{number}", text=str(number))
    assert texts(conversations.newest(conversation, 3)) == ["8", "9", "10"]
    assert texts(conversations.newest(conversation, 50, after=9)) == ["10"]
    assert texts(conversations.before(conversation, 8, 2)) == ["6", "7"]
    assert texts(conversations.following(conversation, 2, 3)) == ["3", "4", "5"]
    assert conversations.last_seqs([conversation, "nobody's"]) == {conversation: 10}


def test_feedback_is_kept_with_its_reason_and_may_change(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    accepted = conversations.accept(conversation, "message-1", text="one")
    said = conversations.answer(conversation, accepted.lease or "", accepted.message, ANSWER).said
    conversations.give_feedback(conversation, said[-1].id, "down", "wrong", "no such form")
    conversations.give_feedback(conversation, said[-1].id, "up", None, None)
    assert conversations.newest(conversation, 1)[0].feedback == "up"
    with conversations.database.engine.connect() as connection:
        assert len(connection.execute(select(feedback)).all()) == 1
    conversations.give_feedback(conversation, said[-1].id, None, None, None)
    assert conversations.newest(conversation, 1)[0].feedback is None
    for wrong in ("message-1", "unknown"):
        with pytest.raises(NoSuchAnswer):
            conversations.give_feedback(conversation, wrong, "up", None, None)


def test_language_rating_and_intent_are_kept(conversations: ConversationStore) -> None:
    conversation, _ = begun(conversations)
    conversations.speak(conversation, "en")
    conversations.rate(conversation, 5, "quick")
    conversations.sign_in(conversation, "lin")
    accepted = conversations.accept(conversation, "message-1", text="one", account_id="lin")
    assert accepted.language == "en"
    conversations.answer(conversation, accepted.lease or "", accepted.message, ANSWER)
    found = conversations.current(conversation)
    assert (found.language, found.rating) == ("en", 5)
    assert conversations.open_count() == 1
    with conversations.database.engine.connect() as connection:
        row = connection.execute(select(messages).where(messages.c.seq == 1)).one()
    assert (row.intent, row.confidence, row.account_id) == ("greet", 0.9, "lin")


def test_a_database_that_is_gone_is_named(conversations: ConversationStore) -> None:
    if conversations.database.engine.dialect.name == "sqlite":
        gone = DeskDatabase("sqlite:////proc/nowhere/desk.sqlite3")
    else:
        gone = DeskDatabase(open_engine("postgresql://beian@127.0.0.1:1/none"))
    with pytest.raises(StoreUnavailable, match="desk store"):
        ConversationStore(gone, FrontDesk(Hours())).check()
