"""Macros: several steps at one press, all of them or none, once however often it is sent."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.handoff_store import Closed, HandoffStore, NotYours
from beian.desk.conversations.macros import Macro, MacroStore, NoSuchMacro, Unfilled
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Ending
from tests.desk.agent import at_work
from tests.desk.front_desk import Hours, Person, hired, listing_of
from tests.desk.running import RunningDesk
from tests.desk.test_handoff_chat import queueing, state
from tests.desk.test_handoffs import last, waiting
from tests.desk.visitor import visiting

MACRO = Macro(
    title="Licence, please",
    zh="您好，我是{agent}。",
    en="Hello, this is {agent}.",
    paper_zh="营业执照",
    paper_en="your business licence",
    tags=("papers", "waiting"),
    topic="faq_required_documents",
)
LI = {"agent": "Li"}
BODY: dict[str, Any] = {
    "title": "Bye",
    "zh": "再见。",
    "en": "Goodbye.",
    "paper_zh": "",
    "paper_en": "",
    "tags": ["done"],
    "ending": "close",
}


@pytest.fixture
def handoffs(desk_database: DeskDatabase, hours: Hours) -> HandoffStore:
    return HandoffStore(desk_database, FrontDesk(hours))


@pytest.fixture
def macros(desk_database: DeskDatabase, handoffs: HandoffStore, hours: Hours) -> MacroStore:
    return MacroStore(desk_database, handoffs, FrontDesk(hours))


@pytest.fixture
def li(desk_database: DeskDatabase) -> Person:
    return hired(desk_database, "li")


@pytest.fixture
def where(conversations: ConversationStore, handoffs: HandoffStore, li: Person) -> str:
    """A conversation that Li has."""
    where = waiting(conversations)
    handoffs.take(where, li)
    return where


def said(conversations: ConversationStore, where: str) -> list[str]:
    return [one.text for one in conversations.newest(where, 100) if one.author == "agent"]


def test_all_steps_are_done_in_the_visitors_language(
    macros: MacroStore,
    conversations: ConversationStore,
    desk_database: DeskDatabase,
    li: Person,
    where: str,
) -> None:
    ran = macros.run(where, li, "run-00001", MACRO, LI)
    assert [message.text for message in ran.messages] == [
        "Hello, this is Li.",
        "Please send a photo or PDF here: your business licence.",
    ]
    shown = listing_of(desk_database).one(where)
    assert shown is not None
    assert shown.shown["tags"] == ["papers", "waiting"]
    assert shown.shown["topic"] == "faq_required_documents"
    assert (ran.handed, shown.state) == (False, "with_agent")
    again = macros.run(where, li, "run-00001", MACRO, LI)
    assert (again.messages, len(said(conversations, where))) == ([], 2)
    conversations.speak(where, "zh")
    macros.run(where, li, "run-00002", MACRO, LI)
    assert said(conversations, where)[-2:] == [
        "您好，我是Li。",
        "请在这里发送营业执照的照片或 PDF。",
    ]


def test_what_is_missing_in_a_language_is_said_in_the_other() -> None:
    macro = Macro(title="One", zh="好的。", paper_en="your passport")
    assert macro.texts("en", {}) == ["好的。", "Please send a photo or PDF here: your passport."]
    assert macro.texts("zh", {})[0] == "好的。"


def test_nothing_is_done_where_a_variable_is_not_known(
    macros: MacroStore,
    conversations: ConversationStore,
    desk_database: DeskDatabase,
    li: Person,
    where: str,
) -> None:
    macro = Macro(title="Order", en="{order} of {account}, {agent}", tags=("x",), topic="greet")
    with pytest.raises(Unfilled) as unfilled:
        macros.run(where, li, "run-00001", macro, {**LI, "order": None})
    assert unfilled.value.names == ["{account}", "{order}"]
    shown = listing_of(desk_database).one(where)
    assert shown is not None
    assert (shown.shown["tags"], said(conversations, where)) == ([], [])


@pytest.mark.parametrize(
    "texts",
    [
        {"en": "Hello {bogus}."},
        {"zh": "您好{客户}。"},
        {"en": "Hello { agent }."},
        {"paper_en": "your {bogus}"},
    ],
)
def test_what_nothing_fills_in_is_never_said(
    macros: MacroStore, conversations: ConversationStore, li: Person, where: str, texts: Any
) -> None:
    macro = Macro(title="Old", ending=Ending.CLOSE, **texts)
    with pytest.raises(Unfilled):
        macros.run(where, li, "run-00001", macro, LI)
    assert said(conversations, where) == []
    assert conversations.current(where).state == "with_agent"


ENDS = {
    Ending.RETURN: ("bot", "Support has handed back to me, the assistant."),
    Ending.CLOSE: ("closed", "Support has ended this chat."),
    Ending.TICKET: ("bot", "This is ticket 1001 now"),
}


@pytest.mark.parametrize("ending", ENDS)
def test_it_ends_as_it_says(
    macros: MacroStore,
    conversations: ConversationStore,
    li: Person,
    where: str,
    ending: Ending,
) -> None:
    becomes, words = ENDS[ending]
    ran = macros.run(where, li, "run-00001", Macro(title="End", en="Bye.", ending=ending), LI)
    assert ran.handed
    assert conversations.current(where).state == becomes
    assert last(conversations, where).text.startswith(words)
    with pytest.raises(Closed if ending == Ending.CLOSE else NotYours):
        macros.run(where, li, "run-00002", MACRO, LI)


def test_only_who_has_the_conversation_runs_it(
    macros: MacroStore, desk_database: DeskDatabase, where: str
) -> None:
    with pytest.raises(NotYours):
        macros.run(where, hired(desk_database, "wang"), "run-00001", MACRO, LI)


def test_macros_are_kept_changed_and_deleted(macros: MacroStore) -> None:
    kept = macros.add(MACRO)
    assert macros.all() == [kept]
    changed = Macro(title="Other", id=kept.id, ending=Ending.CLOSE)
    macros.change(changed)
    assert macros.find(kept.id) == changed
    macros.drop(kept.id)
    for call in (lambda: macros.find(kept.id), lambda: macros.drop(kept.id)):
        with pytest.raises(NoSuchMacro):
            call()


async def test_an_editor_writes_one_and_an_agent_runs_it(desk: RunningDesk) -> None:
    async with (
        at_work(desk, "ed", "editor") as ed,
        at_work(desk) as li,
        visiting(desk.url) as visitor,
    ):
        assert (await li.call("POST", "/macros", BODY))[0] == 403
        for wrong in (
            {**BODY, "title": " "},
            {**BODY, "ending": "explode"},
            {**BODY, "topic": "no_topic"},
            {**BODY, "tags": [""]},
            {**BODY, "zh": "x" * 2001},
        ):
            assert (await ed.call("POST", "/macros", wrong))[0] == 400
        for unknown in ({**BODY, "en": "Hello {bogus}."}, {**BODY, "paper_zh": "{bogus}照片"}):
            status, refused = await ed.call("POST", "/macros", unknown)
            assert (status, refused["code"]) == (400, "unknown_variable")
            assert refused["error"] == (
                "No such variable: {bogus}. There are {agent}, {account}, {ticket}, {order}."
            )
        status, macro = await ed.call("POST", "/macros", BODY)
        assert status == 200
        changed = {**BODY, "en": "Goodbye from {agent}."}
        assert (await ed.call("PUT", f"/macros/{macro['id']}", changed))[0] == 200
        assert (await li.get("/macros"))["macros"][0]["en"] == "Goodbye from {agent}."
        await queueing(visitor)
        where = visitor.conversation["id"]
        run = {"macro": macro["id"], "id": uuid4().hex}
        assert (await li.act(where, "macro", run))[1]["code"] == "not_yours"
        await li.act(where, "take")
        status, shown = await li.act(where, "macro", run)
        assert (status, shown["state"], shown["tags"]) == (200, "closed", ["done"])
        await state(visitor, "closed")
        texts = [f["message"]["text"] for f in visitor.seen if f["type"] == "message"]
        assert "再见。" in texts
        assert (await ed.call("DELETE", f"/macros/{macro['id']}"))[0] == 204
        assert (await li.act(where, "macro", run))[1]["code"] == "unknown_macro"
