"""The console's lists in the store: what is in which, in which order, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from beian.base.clock import utc_now
from beian.desk.conversations import inbox
from beian.desk.conversations.inbox import BadCursor
from beian.desk.conversations.listing import ConversationListing
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Author, State, View
from beian.desk.storage.handoff_tables import tickets
from beian.desk.storage.tables import conversations, messages
from tests.desk.front_desk import Person, hired

BEGAN = utc_now()


@pytest.fixture
def listing(desk_database: DeskDatabase) -> ConversationListing:
    return ConversationListing(desk_database)


@pytest.fixture
def li(desk_database: DeskDatabase) -> Person:
    return hired(desk_database, "li")


def put(
    database: DeskDatabase, name: str, *, state: str = State.BOT, age: int = 0, **more: str
) -> None:
    """A conversation that changed (and began to wait) `age` minutes ago, with one message."""
    moment = BEGAN - timedelta(minutes=age)
    said = more.pop("said", "Hello")
    row = {
        "id": name,
        "key_hash": "",
        "language": "zh",
        "state": state,
        "last_seq": 1,
        "greeted": True,
        "began_at": moment,
        "changed_at": moment,
        "waiting_since": moment if state == State.WAITING else None,
        **more,
    }
    message = {
        "conversation_id": name,
        "seq": 1,
        "id": "first",
        "author": Author.VISITOR,
        "text": said,
        "buttons": [],
        "links": [],
        "at": moment,
        "waiting": False,
        "apologised": False,
        "handoff": False,
    }
    with database.writing() as connection:
        connection.execute(insert(conversations), row)
        connection.execute(insert(messages), message)


def put_ticket(database: DeskDatabase, name: str, *, due: int, answered: bool = False) -> None:
    row = {
        "conversation_id": name,
        "opened_at": BEGAN,
        "due_at": BEGAN + timedelta(hours=due),
        "answered_at": BEGAN if answered else None,
    }
    with database.writing() as connection:
        connection.execute(insert(tickets), row)


def ids(
    listing: ConversationListing, view: str, text: str = "", agent: str = "agent-li"
) -> list[str]:
    return [conversation.id for conversation in listing.listed(view, agent, text)[0]]


def test_each_view_has_its_own_in_its_order(
    desk_database: DeskDatabase, listing: ConversationListing, li: Person
) -> None:
    wang = hired(desk_database, "wang")
    put(desk_database, "waits", state=State.WAITING, age=1)
    put(desk_database, "waits-longer", state=State.WAITING, age=9)
    put(desk_database, "mine", state=State.WITH_AGENT, age=5, agent_id=li.id)
    put(desk_database, "mine-newer", state=State.WITH_AGENT, age=2, agent_id=li.id)
    put(desk_database, "wangs", state=State.WITH_AGENT, age=3, agent_id=wang.id)
    put(desk_database, "ended", state=State.CLOSED, age=4)
    for name, age, due, answered in (
        ("due", 6, 2, False),
        ("soon", 7, 1, False),
        ("x", 8, 1, True),
    ):
        put(desk_database, name, age=age)
        put_ticket(desk_database, name, due=due, answered=answered)
    assert ids(listing, View.QUEUE) == ["waits-longer", "waits"]
    assert ids(listing, View.MINE) == ["mine-newer", "mine"]
    assert ids(listing, View.TICKETS) == ["soon", "due"]
    assert ids(listing, View.ALL) == [
        *("waits", "mine-newer", "wangs", "ended", "mine", "due", "soon", "x", "waits-longer")
    ]
    assert listing.counts(li.id) == {"queue": 2, "mine": 2, "tickets": 2}
    assert listing.counts(wang.id) == {"queue": 2, "mine": 1, "tickets": 2}


def test_a_summary_tells_of_the_newest_ticket(
    desk_database: DeskDatabase, listing: ConversationListing
) -> None:
    put(desk_database, "asks", said="订" * 300)
    put_ticket(desk_database, "asks", due=1, answered=True)
    put_ticket(desk_database, "asks", due=5)
    (conversation,), _ = listing.listed(View.TICKETS, "nobody")
    assert conversation.shown["ticket"]["number"] == "1002"
    assert conversation.shown["ticket"]["answered_at"] is None
    assert conversation.shown["last_message"]["text"] == "订" * 200
    assert listing.one("asks") == conversation
    assert listing.one("nowhere") is None


@pytest.mark.parametrize("view", [View.QUEUE, View.ALL])
def test_nobody_is_passed_over_between_two_pages(
    desk_database: DeskDatabase,
    listing: ConversationListing,
    view: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inbox, "PAGE", 2)
    for number in range(6):  # two of an age, so that ids decide
        put(desk_database, f"c{number}", state=State.WAITING, age=60 - number // 2)
    wanted = ["c0", "c1", "c2", "c3", "c4", "c5"]
    if view == View.ALL:
        wanted = ["c4", "c5", "c2", "c3", "c0", "c1"]
    first, cursor = listing.listed(view, "nobody")
    assert [conversation.id for conversation in first] == wanted[:2]
    with desk_database.writing() as connection:  # the first two leave the queue, the list's top
        connection.execute(
            update(conversations)
            .where(conversations.c.id.in_(wanted[:2]))
            .values(state=State.BOT, changed_at=BEGAN)
        )
    second, cursor = listing.listed(view, "nobody", "", cursor)
    third, end = listing.listed(view, "nobody", "", cursor)
    assert [conversation.id for conversation in (*second, *third)] == wanted[2:]
    assert end is None


def test_a_cursor_that_no_page_gave_is_refused(listing: ConversationListing) -> None:
    for cursor in ("", "5", "x.id", ".id", "9" * 40 + ".id"):
        with pytest.raises(BadCursor):
            listing.listed(View.ALL, "nobody", "", cursor)


def test_what_is_searched_for_is_found(
    desk_database: DeskDatabase, listing: ConversationListing
) -> None:
    said = "ＩＣＰ备案 100% 注销了吗，Beian a/b ÉCOLE"
    put(desk_database, "asks", said=said, topic="换手机号", account_id="lin-individual")
    put(desk_database, "other")
    put_ticket(desk_database, "asks", due=1)
    there = (
        "注销",
        "100%",
        "ＩＣＰ备案",
        "ÉCOLE",
        "a/b",
        "beian",
        "BEIAN",
        "换手机",
        "LIN-",
        "1001",
    )
    for text in there:
        assert ids(listing, View.ALL, text) == ["asks"], text
        assert ids(listing, View.TICKETS, text) == ["asks"], text
        assert ids(listing, View.QUEUE, text) == [], text
    for text in ("注销了没有", "100_", "a%b", "1002", "9" * 12, "first"):
        assert ids(listing, View.ALL, text) == [], text
