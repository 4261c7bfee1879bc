"""The store of trackers, over each kind of database: sessions, order, several processes."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from beian.base.engine import file_of
from beian.base.errors import StoreUnavailable
from beian.bot import tracker_store
from beian.bot.tracker_store import SessionTrackerStore
from tests.paths import ROOT

DOMAIN = Domain.from_dict(
    {"slots": {"topic": {"type": "text", "mappings": [{"type": "custom"}]}}, "intents": []}
)


@pytest.fixture
def store(database_url: str) -> Iterator[SessionTrackerStore]:
    store = SessionTrackerStore(DOMAIN, database_url)
    yield store
    store.engine.dispose()


def begun(conversation: str = "c", topic: str = "t1") -> DialogueStateTracker:
    """A tracker with one session of one message, not stored."""
    tracker = DialogueStateTracker(conversation, [TextSlot("topic", [])])
    session = [ActionExecuted("action_session_start"), SessionStarted(), SlotSet("topic", topic)]
    for event in [*session, ActionExecuted("action_listen"), UserUttered("你好")]:
        tracker.update(event)
    return tracker


def hold_turn(store: SessionTrackerStore, conversation: str = "c") -> DialogueStateTracker:
    """A message and its answer, stored."""
    tracker = retrieved(store, conversation)
    for event in (UserUttered("再见"), ActionExecuted("action_listen")):
        tracker.update(event)
    save(store, tracker)
    return tracker


def save(store: TrackerStore, tracker: DialogueStateTracker) -> None:
    asyncio.run(store.save(tracker))


def retrieved(store: TrackerStore, conversation: str = "c") -> DialogueStateTracker:
    tracker = asyncio.run(store.retrieve(conversation))
    assert tracker is not None
    return tracker


def names(tracker: DialogueStateTracker) -> list[str]:
    return [event.type_name for event in tracker.events]


FIRST = ["session_started", "slot", "action", "user"]


def test_a_conversation_is_kept_and_goes_on(store: SessionTrackerStore) -> None:
    save(store, begun())
    going_on = retrieved(store)
    assert names(going_on) == FIRST
    assert going_on.get_slot("topic") == "t1"
    assert going_on.latest_message.text == "你好"
    going_on.update(ActionExecuted("action_listen"))
    save(store, going_on)
    save(store, going_on)  # nothing new: nothing is added
    assert names(retrieved(store)) == [*FIRST, "action"]


def test_a_conversation_that_nobody_began_is_none(store: SessionTrackerStore) -> None:
    save(store, begun("another"))
    assert asyncio.run(store.retrieve("c")) is None


def test_only_the_last_session_is_read_and_all_are_kept(store: SessionTrackerStore) -> None:
    tracker = begun()
    save(store, tracker)
    tracker = retrieved(store)
    for event in begun(topic="t2").events:
        tracker.update(event)
    save(store, tracker)
    assert names(retrieved(store)) == FIRST
    assert retrieved(store).get_slot("topic") == "t2"
    everything = asyncio.run(store.retrieve_full_tracker("c"))
    assert everything is not None
    assert names(everything).count("user") == 2


def test_a_clock_that_is_set_back_mixes_up_nothing(store: SessionTrackerStore) -> None:
    save(store, begun())
    tracker = retrieved(store)
    for event in begun(topic="t2").events:
        event.timestamp -= 3600
        tracker.update(event)
    save(store, tracker)
    assert retrieved(store).get_slot("topic") == "t2"
    assert names(retrieved(store)) == FIRST


def test_what_rasas_own_store_kept_goes_on(sqlite_url: str) -> None:
    SessionTrackerStore(DOMAIN, sqlite_url).engine.dispose()  # makes the folder
    engine = sa.create_engine(sqlite_url, future=True)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE events"))
    stock = SQLTrackerStore(DOMAIN, host=sqlite_url)
    save(stock, begun())
    stock.engine.dispose()
    ours = SessionTrackerStore(DOMAIN, sqlite_url)
    assert names(retrieved(ours)) == FIRST
    indexes = sa.inspect(ours.engine).get_indexes("events")
    assert ["sender_id", "type_name", "id"] in [index["column_names"] for index in indexes]
    ours.engine.dispose()
    engine.dispose()


def test_a_session_is_found_without_reading_those_before_it(sqlite_url: str) -> None:
    store = SessionTrackerStore(DOMAIN, sqlite_url)
    query = tracker_store._LAST_SESSION.params(sender="c")
    said = str(query.compile(store.engine, compile_kwargs={"literal_binds": True}))
    with store.engine.connect() as connection:
        plan = [row.detail for row in connection.execute(sa.text(f"EXPLAIN QUERY PLAN {said}"))]
    assert not [step for step in plan if step.startswith("SCAN")], plan
    assert any("ix_events_sessions (sender_id=? AND type_name=?)" in step for step in plan), plan
    assert any("ix_events_order (sender_id=? AND id>?)" in step for step in plan), plan
    store.engine.dispose()


def test_two_processes_share_a_store(database_url: str) -> None:
    one, other = (SessionTrackerStore(DOMAIN, database_url) for _ in range(2))
    save(one, begun())
    tracker = retrieved(other)
    tracker.update(SlotSet("topic", "t3"))
    save(other, tracker)
    assert retrieved(one).get_slot("topic") == "t3"
    for store in (one, other):
        store.engine.dispose()


def test_a_tracker_is_given_again_as_it_was_saved(store: SessionTrackerStore) -> None:
    save(store, begun())
    tracker = hold_turn(store)
    assert retrieved(store) is tracker
    assert retrieved(store) is not tracker  # it was given out, and may have changed since
    assert names(retrieved(store)) == [*FIRST, "user", "action"]


def test_a_turn_that_broke_off_leaves_nothing(store: SessionTrackerStore) -> None:
    asyncio.run(store.get_or_create_tracker("c")).update(SlotSet("topic", "half"))
    assert asyncio.run(store.get_or_create_tracker("c")).get_slot("topic") is None
    save(store, begun())
    hold_turn(store)
    retrieved(store).update(SlotSet("topic", "half"))
    assert retrieved(store).get_slot("topic") == "t1"


def test_what_another_process_added_is_seen(database_url: str) -> None:
    one, other = (SessionTrackerStore(DOMAIN, database_url) for _ in range(2))
    save(one, begun())
    hold_turn(one)
    tracker = retrieved(other)
    tracker.update(SlotSet("topic", "t3"))
    save(other, tracker)
    assert retrieved(one).get_slot("topic") == "t3"
    for store in (one, other):
        store.engine.dispose()


def test_a_store_that_is_alone_does_not_look_whether_others_added_any(sqlite_url: str) -> None:
    store = SessionTrackerStore(DOMAIN, sqlite_url, alone=True)
    save(store, begun())
    tracker = hold_turn(store)
    asked: list[str] = []
    sa.event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    assert retrieved(store) is tracker
    assert not asked
    assert names(retrieved(store)) == [*FIRST, "user", "action"]  # it was given out: read anew
    assert asked
    store.engine.dispose()


def test_only_the_trackers_used_last_are_kept(sqlite_url: str) -> None:
    store = SessionTrackerStore(DOMAIN, sqlite_url, most=2)
    for conversation in ("a", "b", "c"):
        save(store, begun(conversation))
        hold_turn(store, conversation)
    assert list(store._kept) == ["b", "c"]
    assert names(retrieved(store, "a")) == [*FIRST, "user", "action"]
    store.engine.dispose()


def test_rasa_makes_it_from_the_endpoints(sqlite_url: str) -> None:
    kind = "beian.bot.tracker_store.SessionTrackerStore"
    made = TrackerStore.create(EndpointConfig(sqlite_url, type=kind, alone=True), DOMAIN)
    assert isinstance(made, SessionTrackerStore)
    assert made._alone
    made.engine.dispose()


def test_new_events_reach_the_broker(sqlite_url: str) -> None:
    class Heard(EventBroker):
        events: list[str] = []  # noqa: RUF012

        def publish(self, event: dict[str, object]) -> None:
            self.events.append(str(event["event"]))

    store = SessionTrackerStore(DOMAIN, sqlite_url, Heard())
    save(store, begun())
    tracker = retrieved(store)
    tracker.update(SlotSet("topic", "t4"))
    save(store, tracker)
    assert Heard.events == ["action", *FIRST, "slot"]
    store.engine.dispose()


def test_a_database_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreUnavailable, match=r"The tracker store .* does not answer"):
        SessionTrackerStore(DOMAIN, "postgresql://somebody:password@127.0.0.1:1/x")


def test_what_is_forgotten_is_gone_from_memory_too(store: SessionTrackerStore) -> None:
    for conversation in ("c", "d"):
        save(store, begun(conversation))
        hold_turn(store, conversation)
    store.forget("c")
    assert asyncio.run(store.retrieve("c")) is None
    assert len(retrieved(store, "d").events) > 0
    store.forget("nobody's")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_that_breaks_is_named_in_a_line(store: SessionTrackerStore) -> None:
    save(store, begun())
    store.engine.dispose()
    file = file_of(store.engine.url)
    assert file is not None
    file.write_bytes(b"no header of SQLite's" * 400)
    told = "The tracker store .* does not answer: .* Is the file whole"
    with pytest.raises(StoreUnavailable, match=told):
        retrieved(store)
    with pytest.raises(StoreUnavailable, match=told):
        save(store, begun("d"))
    with pytest.raises(StoreUnavailable, match=told):
        store.forget("c")


def test_the_bot_says_which_file_is_broken_before_it_starts(tmp_path: Path) -> None:
    broken = tmp_path / "tracker.sqlite3"
    broken.write_bytes(b"no header of SQLite's" * 400)
    environment = {**os.environ, "BEIAN_TRACKER_DATABASE_URL": f"sqlite:///{broken}"}
    ran = subprocess.run(
        [sys.executable, "-m", "beian.bot", "run"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.strip() == (
        f"The tracker store {broken} does not answer: file is not a database."
        f" Is the file whole, and {tmp_path} writable?"
    )
