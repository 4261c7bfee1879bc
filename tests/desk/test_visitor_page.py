"""The page that a visitor is on: agents see it if the site tells it, as one harmless line."""

from __future__ import annotations

from typing import Any

import pytest

from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.listing import ConversationListing
from beian.desk.storage.database import DeskDatabase
from tests.desk.agent import Events, at_work
from tests.desk.front_desk import listing_of
from tests.desk.running import RunningDesk
from tests.desk.test_handoff_chat import queueing
from tests.desk.visitor import Visitor, greeted, visiting

SHOP = "https://shop.example/"


async def on_page(visitor: Visitor, address: str | None, title: str | None = None) -> None:
    told = {} if title is None else {"title": title}
    await visitor.send({"type": "page", "address": address, **told})


async def shown(events: Events, page: dict[str, str | None] | None) -> None:
    """Wait until an event shows this page."""

    def shows(event: dict[str, Any]) -> bool:
        return bool(event["type"] == "conversation" and event["conversation"]["page"] == page)

    await events.until(shows)


async def test_an_agent_sees_the_page_and_each_change_of_it(desk: RunningDesk) -> None:
    async with at_work(desk) as li, li.listening() as events, visiting(desk.url) as visitor:
        await queueing(visitor)
        await shown(events, None)
        await on_page(visitor, f"{SHOP}prices", "Prices")
        await shown(events, {"address": f"{SHOP}prices", "title": "Prices"})
        await on_page(visitor, f"{SHOP}cart", "购物车")
        await shown(events, {"address": f"{SHOP}cart", "title": "购物车"})
        await li.act(visitor.conversation["id"], "take")
        await on_page(visitor, None)
        await shown(events, None)
        await on_page(visitor, f"{SHOP}cart")
        await shown(events, {"address": f"{SHOP}cart", "title": None})
        await li.act(visitor.conversation["id"], "close")
        await shown(events, None)


async def test_what_no_page_is_so_long_as_is_refused(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        await visitor.socket.send_json({"type": "page", "address": "x" * 2001})
        assert (await visitor.of_type("error"))["code"] == "bad_frame"


@pytest.mark.parametrize(
    ("address", "title", "kept"),
    [
        ("javascript:alert(1)", "<b>x</b>", ("javascript:alert(1)", "<b>x</b>")),
        ("https://a/\u202egpj.exe", " two\nlines\t", ("https://a/gpj.exe", "two lines")),
        ("\x00\x1b[2J\u2066", "\u200b", ("[2J", None)),
        ("x" * 900, "字" * 900, ("x" * 500, "字" * 200)),
    ],
)
def test_it_is_one_line_whatever_it_holds(
    conversations: ConversationStore,
    desk_database: DeskDatabase,
    address: str,
    title: str,
    kept: tuple[str, str | None],
) -> None:
    where = conversations.begin("zh", None).conversation.id
    listing: ConversationListing = listing_of(desk_database)
    assert conversations.note_page(where, address, title)
    assert not conversations.note_page(where, address, title)
    found = listing.one(where)
    assert found is not None
    assert found.shown["page"] == {"address": kept[0], "title": kept[1]}
    conversations.end(where)
    assert not conversations.note_page(where, "later", None)
    found = listing.one(where)
    assert found is not None
    assert found.shown["page"] is None
