"""Searching conversations: by what people wrote in them, by filters, in an order, by right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.inbox import Sort, Wanted
from beian.desk.conversations.listing import ConversationListing
from beian.desk.conversations.search_index import SearchIndex, forget_terms
from beian.desk.conversations.search_terms import hashed, key_of, terms_of
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Author, Role, State, View
from beian.desk.storage.handoff_tables import tags
from beian.desk.storage.search_tables import search_terms
from beian.desk.storage.tables import messages
from tests.desk.front_desk import Person, hired
from tests.desk.test_inbox import BEGAN, handed, put, put_ticket

MANAGER = Person("agent-boss", "Boss", frozenset({Role.MANAGER}))
KEY = key_of("the key of the index, which is long enough")


@pytest.fixture
def index(desk_database: DeskDatabase) -> SearchIndex:
    return SearchIndex(desk_database, KEY)


@pytest.fixture
def listing(desk_database: DeskDatabase, index: SearchIndex) -> ConversationListing:
    return ConversationListing(desk_database, index)


def found(
    listing: ConversationListing,
    text: str = "",
    *,
    agent: Person = MANAGER,
    view: View = View.ALL,
    **wanted: Any,
) -> list[str]:
    page, _ = listing.listed(view, agent, Wanted(text, **wanted))
    return [conversation.id for conversation in page]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("注销备案", {"注销", "销备", "备案"}),
        ("撤", {"撤"}),
        ("ICP备案", {"icp", "备案"}),
        ("ＩＣＰ 100%", {"icp", "100"}),
        ("我的網站", {"我的", "的网", "网站"}),
        ("hanqiao-demo.cn", {"hanqiao", "demo", "cn"}),
        ("ÉCOLE's snake_case", {"école", "s", "snake", "case"}),
        ("粤ICP备2021000001号-2A", {"粤", "icp", "备", "2021000001", "号", "2a"}),
        ("x" * 100, {"x" * 64}),
        (" ，。!?😀 ", set()),
    ],
)
def test_a_text_is_searched_by_words_and_pairs_of_characters(text: str, terms: set[str]) -> None:
    assert terms_of(text) == terms


def test_hashes_tell_nothing_without_the_key_and_fit_every_database() -> None:
    assert hashed("备案", KEY) == hashed("备案", KEY)
    assert hashed("备案", KEY) != hashed("备案", key_of("another key"))
    assert all(-(2**63) <= hashed(str(number), KEY) < 2**63 for number in range(99))


def test_what_people_wrote_is_found_and_nothing_that_stands_elsewhere(
    desk_database: DeskDatabase, index: SearchIndex, listing: ConversationListing
) -> None:
    said = "ＩＣＰ备案 100% 注销了吗，Beian a/b ÉCOLE 網站"
    put(desk_database, "asks", said=said, account_id="lin-individual")
    put(desk_database, "other")
    put_ticket(desk_database, "asks", due=1)
    assert index.index_some() == 2
    for text in (
        *("注销", "100%", "ＩＣＰ备案", "ÉCOLE", "a/b", "BEIAN", "网站", "LIN-", "1001"),
        *("备案 beian", "注销 网站"),
    ):
        assert found(listing, text) == ["asks"], text
        assert found(listing, text, view=View.TICKETS) == ["asks"], text
        assert found(listing, text, view=View.QUEUE) == [], text
    for text in ("注销了没有", "a%b c", "1002", "9" * 12, "first", "，。", "销 备"):
        assert found(listing, text) == [], text


def test_no_word_stands_in_the_index_as_it_was_written(
    desk_database: DeskDatabase, index: SearchIndex
) -> None:
    put(desk_database, "asks", said="备案 beian")
    index.index_some()
    with desk_database.reading() as connection:
        rows = connection.execute(select(search_terms)).all()
    assert {(row.term, row.conversation_id) for row in rows} == {
        (hashed("备案", KEY), "asks"),
        (hashed("beian", KEY), "asks"),
    }


def test_what_is_written_later_is_found_and_what_the_assistant_says_is_not(
    conversations: ConversationStore, index: SearchIndex, desk_database: DeskDatabase
) -> None:
    where = conversations.begin("zh", None).conversation.id
    conversations.accept(where, "message-1", text="手机号换了")
    assert index.index_some() == 1
    assert index.index_some() == 0
    conversations.accept(where, "message-2", text="收不到短信")
    row = {
        "conversation_id": where,
        "seq": 3,
        "id": "a",
        "author": Author.ASSISTANT,
        "text": "请准备材料",
        "buttons": [],
        "links": [],
        "at": BEGAN,
        "waiting": False,
        "apologised": False,
        "handoff": False,
    }
    with desk_database.writing() as connection:
        connection.execute(insert(messages), row)
    assert index.index_some() == 1
    listing = ConversationListing(desk_database, index)
    assert found(listing, "短信 手机") == [where]
    assert found(listing, "材料") == []


def test_another_key_makes_the_index_anew(desk_database: DeskDatabase, index: SearchIndex) -> None:
    put(desk_database, "asks", said="备案")
    for _ in range(2):
        index.use_key()
        index.index_some()
    other = SearchIndex(desk_database, key_of("another key"))
    listing = ConversationListing(desk_database, other)
    assert found(listing, "备案") == []
    other.use_key()
    assert other.index_some() == 1
    other.use_key()
    assert other.index_some() == 0
    assert found(listing, "备案") == ["asks"]
    assert found(ConversationListing(desk_database, index), "备案") == []


def test_what_is_forgotten_is_found_no_more(
    desk_database: DeskDatabase, index: SearchIndex, listing: ConversationListing
) -> None:
    put(desk_database, "asks", said="我的身份证")
    index.index_some()
    with desk_database.writing() as connection:
        connection.execute(update(messages).values(text=""))
        forget_terms(connection, "asks")
    assert index.index_some() == 1
    assert found(listing, "身份证") == []


def test_filters_narrow_what_is_found(
    desk_database: DeskDatabase, listing: ConversationListing
) -> None:
    li = hired(desk_database, "li")
    put(desk_database, "waits", state=State.WAITING, age=1)
    put(desk_database, "english", language="en", age=50)
    put(desk_database, "had", state=State.CLOSED, age=90)
    handed(desk_database, "had", li)
    with desk_database.writing() as connection:
        connection.execute(insert(tags), {"conversation_id": "had", "tag": "急"})
        about = update(messages).where(messages.c.conversation_id == "english")
        connection.execute(about.values(intent="faq_reapply"))
    assert found(listing, state=State.WAITING) == ["waits"]
    assert found(listing, language="en") == ["english"]
    assert found(listing, agent_id=li.id) == ["had"]
    assert found(listing, tag="急") == ["had"]
    assert found(listing, topic="faq_reapply") == ["english"]
    assert found(listing, tag="急", language="en") == []
    hour = BEGAN - timedelta(minutes=60)
    assert found(listing, since=hour) == ["waits", "english"]
    assert found(listing, until=hour) == ["had"]
    assert listing.tags(MANAGER) == ["急"]
    assert listing.tags(Person("nobody", "Nobody")) == []


def test_lists_are_sorted_as_wanted_page_by_page(
    desk_database: DeskDatabase, listing: ConversationListing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beian.desk.conversations.inbox.PAGE", 2)
    for number in range(5):
        began = BEGAN - timedelta(days=number % 3)
        put(desk_database, f"c{number}", age=number, began_at=began)
    for sort, wanted in (
        (Sort.NEWEST, ["c0", "c1", "c2", "c3", "c4"]),
        (Sort.OLDEST, ["c4", "c3", "c2", "c1", "c0"]),
        (Sort.BEGAN, ["c0", "c3", "c1", "c4", "c2"]),
    ):
        pages, cursor = [], None
        while True:
            page, cursor = listing.listed(View.ALL, MANAGER, Wanted(sort=sort), cursor)
            pages += [conversation.id for conversation in page]
            if cursor is None:
                break
        assert pages == wanted


def test_an_agent_finds_what_they_may_read_alone(
    desk_database: DeskDatabase, index: SearchIndex, listing: ConversationListing
) -> None:
    li = hired(desk_database, "li")
    put(desk_database, "waits", state=State.WAITING, age=1, said="备案")
    put(desk_database, "strangers", age=2, said="备案", account_id="acc-1")
    index.index_some()
    assert found(listing, "备案") == ["waits", "strangers"]
    assert found(listing, "备案", agent=li) == ["waits"]
    assert found(listing, "acc-1", agent=li) == []
    assert found(listing, "备案", agent=replace(li, roles=frozenset({Role.EDITOR}))) == []


@pytest.mark.parametrize("text", ["访客 B_CG", "访客b_cg", "Visitor B_CG", "b_cg"])
def test_a_visitor_without_an_account_is_found_by_the_name_that_agents_see(
    desk_database: DeskDatabase, listing: ConversationListing, text: str
) -> None:
    for name, account in (("aaab_CG", None), ("aaabxCG", None), ("b_CGaaa", None), ("bb_CG", "a1")):
        put(desk_database, name, **({"account_id": account} if account else {}))
    assert found(listing, text) == ["aaab_CG"]
    assert found(listing, f"{text} there") == []
