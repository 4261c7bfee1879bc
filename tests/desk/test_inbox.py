"""The console's lists in the store: what is in which, in which order, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from beian.base.clock import utc_now
from beian.desk.conversations import inbox
from beian.desk.conversations.inbox import BadCursor
from beian.desk.conversations.listing import ConversationListing
from beian.desk.conversations.reach import Reach
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Author, Role, State, View
from beian.desk.storage.handoff_tables import tickets, transitions
from beian.desk.storage.tables import conversations, messages
from tests.desk.front_desk import Person, hired, listing_of

BEGAN = utc_now()
MANAGER = Person("agent-li", "Li", frozenset({Role.MANAGER}))


@pytest.fixture
def listing(desk_database: DeskDatabase) -> ConversationListing:
    return listing_of(desk_database)


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


def ids(listing: ConversationListing, view: str, agent: Person = MANAGER) -> list[str]:
    return [conversation.id for conversation in listing.listed(view, agent)[0]]


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
    assert listing.counts(MANAGER) == {"queue": 2, "mine": 2, "tickets": 2}
    assert listing.counts(wang) == {"queue": 2, "mine": 1, "tickets": 2}


def test_an_agent_reads_what_waits_what_they_have_or_had_and_nothing_else(
    desk_database: DeskDatabase, listing: ConversationListing, li: Person
) -> None:
    wang = hired(desk_database, "wang")
    put(desk_database, "waits", state=State.WAITING, age=1)
    put(desk_database, "mine", state=State.WITH_AGENT, age=2, agent_id=li.id, account_id="acc")
    put(desk_database, "wangs", state=State.WITH_AGENT, age=3, agent_id=wang.id)
    put(desk_database, "had", state=State.CLOSED, age=4)
    put(desk_database, "earlier", state=State.CLOSED, age=5, account_id="acc", last_seq=2)
    put(desk_database, "stranger", age=6, account_id="other")
    put(desk_database, "due", age=7)
    put_ticket(desk_database, "due", due=1)
    put(desk_database, "wang-works-on", state=State.WITH_AGENT, age=8, agent_id=wang.id)
    put_ticket(desk_database, "wang-works-on", due=1)
    for where in ("mine", "had"):
        handed(desk_database, where, li)
    assert ids(listing, View.ALL, agent=li) == ["waits", "mine", "had", "due"]
    assert ids(listing, View.TICKETS, agent=li) == ["due"]
    assert listing.counts(li) == {"queue": 1, "mine": 1, "tickets": 1}
    reached = {
        name: listing.reach(name, li) for name in ("mine", "had", "earlier", "stranger", "wangs")
    }
    assert reached == {
        "mine": Reach.ACT,
        "had": Reach.ACT,
        "earlier": Reach.READ,
        "stranger": Reach.NONE,
        "wangs": Reach.NONE,
    }
    assert [one.id for one in listing.of_account("acc", without="mine")] == ["earlier"]
    editor = Person(li.id, "Li", frozenset({Role.EDITOR}))
    assert ids(listing, View.ALL, agent=editor) == []
    assert {listing.reach(name, editor) for name in reached} == {Reach.NONE}


def handed(database: DeskDatabase, conversation: str, to: Person) -> None:
    """Let an agent have had a conversation."""
    row = {
        "conversation_id": conversation,
        "before": State.WAITING,
        "after": State.WITH_AGENT,
        "by": "agent",
        "to_agent_id": to.id,
        "at": BEGAN,
    }
    with database.writing() as connection:
        connection.execute(insert(transitions), row)


def test_a_summary_tells_of_the_newest_ticket(
    desk_database: DeskDatabase, listing: ConversationListing
) -> None:
    put(desk_database, "asks", said="订" * 300)
    put_ticket(desk_database, "asks", due=1, answered=True)
    put_ticket(desk_database, "asks", due=5)
    (conversation,), _ = listing.listed(View.TICKETS, MANAGER)
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
    first, cursor = listing.listed(view, MANAGER)
    assert [conversation.id for conversation in first] == wanted[:2]
    with desk_database.writing() as connection:  # the first two leave the queue, the list's top
        connection.execute(
            update(conversations)
            .where(conversations.c.id.in_(wanted[:2]))
            .values(state=State.BOT, changed_at=BEGAN)
        )
    second, cursor = listing.listed(view, MANAGER, cursor=cursor)
    third, end = listing.listed(view, MANAGER, cursor=cursor)
    assert [conversation.id for conversation in (*second, *third)] == wanted[2:]
    assert end is None


def test_a_cursor_that_no_page_gave_is_refused(listing: ConversationListing) -> None:
    for cursor in ("", "5", "x.id", ".id", "9" * 40 + ".id"):
        with pytest.raises(BadCursor):
            listing.listed(View.ALL, MANAGER, cursor=cursor)


def test_who_waits_stands_in_the_queue_with_what_they_asked_last_where_they_told_nothing(
    desk_database: DeskDatabase,
) -> None:
    for name, asked, told in (
        ("asks", "faq_cancellation_time", None),
        ("greets", "greet", None),
        ("tells", "faq_cancellation_time", "my phone is lost"),
    ):
        put(desk_database, name, state=State.WAITING, **({"topic": told} if told else {}))
        with desk_database.writing() as connection:
            this = messages.c.conversation_id == name
            connection.execute(update(messages).where(this).values(intent=asked, payload="/x"))
    page, _ = listing_of(desk_database).listed(View.QUEUE, Person("li", "Li"))
    topics = {each.id: each.shown["topic"] for each in page}
    assert topics == {
        "asks": "faq_cancellation_time",
        "greets": None,
        "tells": "my phone is lost",
    }
