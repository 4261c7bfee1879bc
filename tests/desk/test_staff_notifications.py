"""Staff notifications reach a real web server through Apprise, and tell nothing of visitors."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from aiohttp import web

from beian.base.clock import utc_now
from beian.base.errors import SettingsError
from beian.base.settings import Settings
from beian.desk.__main__ import check_start
from beian.desk.config import DeskConfig, NoticesConfig
from beian.desk.connectors.built_in import BuiltIn
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.handoff_store import HandoffStore
from beian.desk.deliveries.outbox import DeliveryFailed, Outbox
from beian.desk.deliveries.staff_notifications import StaffNotifications
from beian.desk.front_desk import FrontDesk
from beian.desk.metrics import Metrics
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.deliveries import DeliveryStore
from beian.desk.storage.enumerations import DeliveryKind
from tests.desk.front_desk import Hours, hired
from tests.desk.processes import free_port
from tests.desk.test_handoffs import CONNECT, STAY, asked, send, told, waiting, wanting_a_person


class StaffRoom:
    """A web server that notifies staff; `told`: path and the whole body of each notification."""

    def __init__(self) -> None:
        self.port = free_port()
        self.told: list[tuple[str, str]] = []
        self.status = 200

    def url(self, place: str = "a") -> str:
        return f"json://127.0.0.1:{self.port}/{place}"

    async def _take(self, request: web.Request) -> web.Response:
        if self.status == 200:
            self.told.append((request.path, (await request.json())["message"]))
        return web.json_response({}, status=self.status)

    async def empty(self, box: Outbox) -> None:
        """Make what is due, while this server is there."""
        app = web.Application()
        app.router.add_post("/{place}", self._take)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        while await box.deliver_next():
            pass
        await runner.cleanup()


@pytest.fixture
def room() -> StaffRoom:
    return StaffRoom()


def deliver(database: DeskDatabase, staff: StaffNotifications, room: StaffRoom) -> list[str]:
    """What staff are told now."""
    before = len(room.told)
    asyncio.run(
        room.empty(Outbox(DeliveryStore(database), {DeliveryKind.NOTICE: staff}, Metrics()))
    )
    return [text for _, text in room.told[before:]]


def test_staff_are_told_once_at_each_place(desk_database: DeskDatabase, room: StaffRoom) -> None:
    staff = StaffNotifications([room.url("a"), room.url("b")])
    for _ in range(2):
        with desk_database.writing() as connection:
            staff.notify(connection, "notice_ticket", "ticket-1001", number="1001")
    assert [each["to"] for each in DeliveryStore(desk_database).open()] == ["json", "json"]
    text = "新工单 1001，请到客服工作台处理。"
    assert deliver(desk_database, staff, room) == [text, text]
    assert sorted(place for place, _ in room.told) == ["/a", "/b"]
    assert deliver(desk_database, staff, room) == []


def test_each_waiting_is_told_of_once_without_anything_about_who_waits(
    desk_database: DeskDatabase, room: StaffRoom
) -> None:
    staff = StaffNotifications([room.url()], NoticesConfig("en", "https://desk.example/console/"))
    front = FrontDesk(Hours(), staff=staff)
    conversations = ConversationStore(desk_database, front)
    handoffs = HandoffStore(desk_database, front)
    hired(desk_database, "li")
    where = waiting(conversations)
    waiting(conversations)
    handoffs.tell_of_waiting(utc_now() - timedelta(minutes=3))
    assert deliver(desk_database, staff, room) == []
    for _ in range(3):
        handoffs.tell_of_waiting(utc_now() + timedelta(seconds=1))
    text = (
        "Somebody waits for a person. In the queue: 2. Please go to the console.\n"
        "https://desk.example/console/"
    )
    assert deliver(desk_database, staff, room) == [text, text]
    send(conversations, where, STAY)
    for _ in range(2):  # is asked what it is about, and connects
        send(conversations, where, CONNECT)
    handoffs.tell_of_waiting(utc_now() + timedelta(seconds=1))
    assert deliver(desk_database, staff, room) == [text]


def test_staff_are_told_at_once_where_nobody_is_signed_in(
    desk_database: DeskDatabase, room: StaffRoom
) -> None:
    staff = StaffNotifications([room.url()], NoticesConfig("en"))
    front = FrontDesk(Hours(), staff=staff)
    waiting(ConversationStore(desk_database, front))
    HandoffStore(desk_database, front).tell_of_waiting(utc_now() - timedelta(minutes=3))
    assert len(deliver(desk_database, staff, room)) == 1


def test_a_new_ticket_is_told_of_by_its_number_alone(
    desk_database: DeskDatabase, room: StaffRoom
) -> None:
    staff = StaffNotifications([room.url()])
    conversations = ConversationStore(desk_database, FrontDesk(Hours(open=False), staff=staff))
    where = wanting_a_person(conversations)
    about = "My site shop.example.cn is stuck, lin@example.cn"
    told(conversations, where, about, handoff=True, intent="out_of_scope")
    assert deliver(desk_database, staff, room) == ["新工单 1001，请到客服工作台处理。"]


def test_without_places_nothing_is_put_into_the_outbox(desk_database: DeskDatabase) -> None:
    conversations = ConversationStore(desk_database, FrontDesk(Hours(open=False)))
    send(conversations, wanting_a_person(conversations), "lin@example.cn")
    asked(conversations)
    assert DeliveryStore(desk_database).open() == []


def test_a_place_that_takes_no_notice_is_tried_again(
    desk_database: DeskDatabase, room: StaffRoom
) -> None:
    staff = StaffNotifications([room.url()])
    with desk_database.writing() as connection:
        staff.notify(connection, "notice_waiting", "waiting-1", count=1)
    room.status = 500
    assert deliver(desk_database, staff, room) == []
    deliveries = DeliveryStore(desk_database)
    (waits,) = deliveries.open()
    assert (waits["state"], waits["error"]) == ("waiting", "The notice was not taken.")
    room.status = 200
    deliveries.retry(int(waits["id"]))
    assert len(deliver(desk_database, staff, room)) == 1


async def test_a_place_that_is_gone_from_the_settings_is_not_looked_for(
    desk_database: DeskDatabase, room: StaffRoom
) -> None:
    with desk_database.writing() as connection:
        StaffNotifications([room.url()]).notify(connection, "notice_waiting", "waiting-1", count=1)
    due = DeliveryStore(desk_database).take()
    assert due is not None
    with pytest.raises(DeliveryFailed, match="changed") as failed:
        await StaffNotifications().deliver(due)
    assert failed.value.permanent


def test_a_place_that_apprise_does_not_know_is_named_at_the_start_and_not_shown(
    settings: Settings,
) -> None:
    urls = ("json://127.0.0.1/a", "nonsense://secret-key")
    given = Settings(**{**settings.__dict__, "notice_urls": urls})
    with pytest.raises(SettingsError, match="BEIAN_NOTICE_URLS: URL 2 of 2") as refused:
        check_start(given, DeskConfig(), BuiltIn(None, {}))
    assert "secret" not in str(refused.value)
