"""Groups of agents: who waits gets the agent who fits, is there, and has the fewest."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from beian.base.clock import utc_now
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.groups import Group, GroupNameTaken, GroupStore, NoSuchGroup, fitting
from beian.desk.conversations.handoff_store import HandoffStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Role
from tests.desk.agent import at_work
from tests.desk.front_desk import Hours, hired, last_seen, listing_of, visitor_last_seen
from tests.desk.running import RunningDesk
from tests.desk.test_handoff_chat import press, state
from tests.desk.test_handoffs import last, told, waiting, wanting_a_person
from tests.desk.visitor import greeted, visiting

LONG = timedelta(minutes=5)
ANY = Group("Any", ())
ENGLISH = Group("English", (), languages=("en",))
PAPERS = Group("Papers", (), topics=("faq_required_documents",))
PAPERS_OF_SHOP = Group("Shop", (), topics=("faq_required_documents",), sites=("shop.example",))


@pytest.mark.parametrize(
    ("topic", "language", "site", "wanted"),
    [
        (None, "zh", None, ANY),
        (None, "en", None, ENGLISH),
        ("faq_required_documents", "zh", "other.example", PAPERS),
        ("faq_required_documents", "zh", "shop.example", PAPERS_OF_SHOP),
        ("faq_required_documents", "en", None, ENGLISH),  # the first by name of two
    ],
)
def test_the_most_special_group_counts(
    topic: str | None, language: str, site: str | None, wanted: Group
) -> None:
    known = [ANY, PAPERS, PAPERS_OF_SHOP, ENGLISH]
    assert fitting(known, topic, language, site) == wanted
    assert fitting([PAPERS], None, "zh", None) is None


@dataclass(frozen=True)
class Stores:
    conversations: ConversationStore
    handoffs: HandoffStore
    groups: GroupStore
    database: DeskDatabase

    def holder(self, where: str) -> str | None:
        return self.handoffs.view(where).agent


def shown_group(database: DeskDatabase, where: str) -> str | None:
    """The group that agents read with a conversation."""
    conversation = listing_of(database).one(where)
    assert conversation is not None
    group: str | None = conversation.shown["group"]
    return group


@pytest.fixture
def stores(desk_database: DeskDatabase, hours: Hours) -> Stores:
    front = FrontDesk(hours)
    return Stores(
        ConversationStore(desk_database, front),
        HandoffStore(desk_database, front),
        GroupStore(desk_database, front),
        desk_database,
    )


def test_the_least_loaded_agent_of_the_group_gets_it_up_to_the_bound(stores: Stores) -> None:
    li, wang, zhao = (hired(stores.database, name) for name in ("li", "wang", "zhao"))
    stores.groups.add(Group("English", (li.id, wang.id), languages=("en",), most_each=2))
    places = [waiting(stores.conversations) for _ in range(5)]
    assert list(stores.groups.assign_waiting()) == places[:4]
    assert [stores.holder(where) for where in places] == ["Li", "Wang", "Li", "Wang", None]
    assert last(stores.conversations, places[0]).text == (
        "Li from support has joined and takes it from here."
    )
    stores.handoffs.close(places[1], wang)
    assert list(stores.groups.assign_waiting()) == [places[4]]
    assert stores.holder(places[4]) == "Wang"
    assert zhao.display_name not in [stores.holder(where) for where in places]


def test_a_topic_is_what_the_visitors_words_were_understood_as(stores: Stores) -> None:
    li, wang = (hired(stores.database, name) for name in ("li", "wang"))
    stores.groups.add(Group("Papers", (li.id,), topics=("faq_required_documents",)))
    stores.groups.add(Group("Times", (wang.id,), topics=("faq_cancellation_time",)))
    places = []
    for text, intent in (
        ("Which papers do I need?", "faq_required_documents"),
        ("And 100% how long?", "faq_cancellation_time"),
        ("My dog is ill", "nlu_fallback"),
    ):
        where = wanting_a_person(stores.conversations)
        told(stores.conversations, where, text, handoff=True, intent=intent)
        places.append(where)
    groups = [shown_group(stores.database, where) for where in places]
    assert groups == ["Papers", "Times", None]
    stores.groups.assign_waiting()
    assert [stores.holder(where) for where in places] == ["Li", "Wang", None]


def test_after_a_while_anybody_who_is_there_gets_it(stores: Stores) -> None:
    li = hired(stores.database, "li")
    hired(stores.database, "wang")
    hired(stores.database, "ed", Role.EDITOR)  # who serves nobody
    stores.groups.add(Group("English", (li.id,), languages=("en",), all_after_minutes=3))
    last_seen(stores.database, li, LONG)
    where = waiting(stores.conversations)
    assert stores.groups.assign_waiting(utc_now() + timedelta(minutes=2)) == {}
    assert list(stores.groups.assign_waiting(utc_now() + timedelta(minutes=3))) == [where]
    assert stores.holder(where) == "Wang"


@pytest.mark.parametrize("why", ["away", "disabled", "gone", "visitor left", "not for it"])
def test_nobody_is_assigned_who_can_not_serve(stores: Stores, why: str) -> None:
    li = hired(stores.database, "li")
    language = "zh" if why == "not for it" else "en"
    stores.groups.add(Group("One", (li.id,), languages=(language,)))
    where = waiting(stores.conversations)
    agents = AgentStore(stores.database)
    if why == "away":
        agents.set_available(li.id, available=False)
    elif why == "disabled":
        agents.disable("li")
    elif why == "gone":
        last_seen(stores.database, li, LONG)
    elif why == "visitor left":
        visitor_last_seen(stores.database, where, LONG)
    assert stores.groups.assign_waiting() == {}
    assert stores.handoffs.view(where).state == "waiting"


def test_two_desks_at_once_give_nobody_more_than_the_bound(stores: Stores) -> None:
    li = hired(stores.database, "li")
    stores.groups.add(Group("All", (li.id,), most_each=2, all_after_minutes=0))
    places = [waiting(stores.conversations) for _ in range(6)]
    with ThreadPoolExecutor(4) as desks:
        done = list(desks.map(lambda _: stores.groups.assign_waiting(), range(4)))
    assigned = [where for each in done for where in each]
    assert len(assigned) == len(set(assigned)) == 2
    assert [stores.holder(where) for where in places].count("Li") == 2


def test_groups_have_names_of_their_own(stores: Stores) -> None:
    kept = stores.groups.add(ANY)
    other = stores.groups.add(ENGLISH)
    with pytest.raises(GroupNameTaken):
        stores.groups.add(ANY)
    with pytest.raises(GroupNameTaken):
        stores.groups.change(Group("Any", (), id=other.id))
    stores.groups.drop(kept.id)
    with pytest.raises(NoSuchGroup):
        stores.groups.change(kept)


GROUP: dict[str, Any] = {
    "name": "Papers",
    "members": [],
    "topics": [],
    "languages": ["zh"],
    "sites": ["AGENCY.example"],
    "most_each": 2,
    "all_after_minutes": 5,
}


async def test_a_manager_declares_a_group_and_its_agent_gets_the_visitor(
    desk: RunningDesk,
) -> None:
    async with (
        at_work(desk, "boss", "manager") as boss,
        at_work(desk) as li,
        visiting(desk.url, Origin="https://agency.example") as visitor,
    ):
        members = {**GROUP, "members": [li.me["id"]]}
        assert (await li.call("POST", "/groups", members))[0] == 403
        for wrong in (
            {**members, "name": ""},
            {**members, "members": ["nobody"]},
            {**members, "languages": ["fr"]},
            {**members, "sites": ["https://a.example/"]},
            {**members, "most_each": 0},
            {**members, "most_each": True},
        ):
            assert (await boss.call("POST", "/groups", wrong))[0] == 400
        status, group = await boss.call("POST", "/groups", members)
        assert (status, group["sites"]) == (200, ["agency.example"])
        assert (await boss.call("POST", "/groups", members))[1]["code"] == "name_taken"
        await greeted(visitor)
        await visitor.say("a person")
        await visitor.message(lambda message: message["author"] == "notice")
        await press(visitor, "/desk_connect")
        joined = await state(visitor, "with_agent")
        assert joined["handoff"]["agent"] == {"name": "Li"}
        assert (await boss.call("DELETE", f"/groups/{group['id']}"))[0] == 204
        assert (await boss.call("PUT", f"/groups/{group['id']}", members))[0] == 404
        assert (await li.get("/groups"))["groups"] == []
