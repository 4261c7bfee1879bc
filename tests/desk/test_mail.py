"""The answer to a ticket reaches a real mail server; notices to staff a real web server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller

from desk.config import DeskConfig
from desk.errors import ConfigError
from desk.mail import Mailer
from desk.notices import StaffNotices
from desk.outbox import DeliveryFailed
from desk.service import _mailer
from desk.storage.database import DeskDatabase
from desk.storage.leases import now
from desk.storage.outbox import Deliveries, Delivery
from filing.settings import Settings
from tests.desk.agent import console, employed
from tests.desk.processes import free_port
from tests.desk.running import running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.test_handoff_chat import state
from tests.desk.visitor import greeted, visiting

NEVER_OPEN = """
hours:
  open: ["00:00-00:01"]
mail:
  from: support@agency.example
"""


class Mailbox:
    """A mail server's handler: keeps mail, and answers as a test wants."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        del server, session
        if self.answers:
            return self.answers.pop(0)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def mail_server(mailbox: Mailbox) -> Iterator[str]:
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def delivery(to: str = "lin@example.cn", **more: Any) -> Delivery:
    payload = {"to": to, "subject": "工单 1001 的回复", "text": "您好！", **more}
    return Delivery(1, "mail", "1001-m1", payload, 0, now(), "lease")


def test_a_mail_arrives_as_it_was_written(mail_server: str, mailbox: Mailbox) -> None:
    mailer = Mailer(mail_server, "support@agency.example")
    asyncio.run(mailer.deliver(delivery()))
    asyncio.run(mailer.deliver(delivery()))
    first, second = mailbox.mails
    assert (first["To"], first["Subject"]) == ("lin@example.cn", "工单 1001 的回复")
    assert first.get_content().strip() == "您好！"
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Auto-Submitted"] == "auto-generated"


def test_a_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not(
    mail_server: str, mailbox: Mailbox
) -> None:
    mailer = Mailer(mail_server, "support@agency.example")
    for answer, permanent in (("450 greylisted", False), ("554 spam", True)):
        mailbox.answers = [answer]
        with pytest.raises(DeliveryFailed) as failed:
            asyncio.run(mailer.deliver(delivery()))
        assert failed.value.permanent is permanent
    with pytest.raises(DeliveryFailed, match="address was refused") as failed:
        asyncio.run(mailer.deliver(delivery("nobody@example.cn")))
    assert failed.value.permanent


def test_a_server_that_is_down_is_asked_again() -> None:
    mailer = Mailer(f"smtp://127.0.0.1:{free_port()}", "support@agency.example")
    with pytest.raises(DeliveryFailed, match="does not answer") as failed:
        asyncio.run(mailer.deliver(delivery()))
    assert not failed.value.permanent


def test_a_subject_makes_no_header_of_its_own(mail_server: str) -> None:
    mailer = Mailer(mail_server, "support@agency.example")
    with pytest.raises(ValueError, match=r"linefeed|newline"):
        asyncio.run(mailer.deliver(delivery(subject="Hello\r\nBcc: all@example.cn")))


def test_who_left_an_address_outside_hours_gets_the_answer_there(
    settings: Settings, bot: ScriptedBot, mail_server: str, mailbox: Mailbox, tmp_path: Path
) -> None:
    (tmp_path / "desk.yml").write_text(NEVER_OPEN, encoding="utf-8")
    with_mail = Settings(**{**settings.__dict__, "smtp_url": mail_server})
    employed(with_mail, "li")
    with running_desk(with_mail, bot.url) as desk:

        async def play() -> None:
            async with visiting(desk.url) as visitor, console(desk.url, "li") as li:
                await greeted(visitor)
                await visitor.say("a person")
                await visitor.message(lambda message: message["author"] == "notice")
                await visitor.say("lin@example.cn")
                told = await state(visitor, "bot")
                number = told["handoff"]["ticket"]["number"]
                tickets = await li.get("/conversations?view=tickets")
                (case,) = tickets["conversations"]
                assert case["ticket"]["contact"] == "lin@example.cn"
                await li.act(case["id"], "take")
                await li.say(case["id"], "It is done.")
                deadline = time.monotonic() + 20
                while not mailbox.mails:
                    assert time.monotonic() < deadline
                    await asyncio.sleep(0.1)
                mail = mailbox.mails[0]
                assert (mail["From"], mail["To"]) == ("support@agency.example", "lin@example.cn")
                assert number in mail["Subject"]
                assert "It is done." in mail.get_content()

        asyncio.run(play())


def test_mail_without_a_sender_is_named_at_the_start(settings: Settings) -> None:
    given = Settings(**{**settings.__dict__, "smtp_url": "smtp://127.0.0.1"})
    with pytest.raises(ConfigError, match=r"mail\.from"):
        _mailer(given, DeskConfig())


def test_staff_are_told_once_at_each_place_and_learn_nothing_of_the_visitor(
    desk_database: DeskDatabase,
) -> None:
    port = free_port()
    staff = StaffNotices([f"json://127.0.0.1:{port}/a", f"json://127.0.0.1:{port}/b"])
    for _ in range(2):
        with desk_database.writing() as connection:
            staff.tell(connection, "notice_ticket", "ticket-1001", number="1001")
    deliveries = Deliveries(desk_database)
    assert [each["to"] for each in deliveries.open()] == ["json", "json"]
    told: list[tuple[str, str]] = []

    async def take(request: web.Request) -> web.Response:
        told.append((request.path, (await request.json())["message"]))
        return web.json_response({})

    async def play() -> None:
        app = web.Application()
        app.router.add_post("/{place}", take)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        while (due := deliveries.take()) is not None:
            await staff.deliver(due)
            deliveries.made(due)
        await runner.cleanup()

    asyncio.run(play())
    assert sorted(place for place, _ in told) == ["/a", "/b"]
    assert told[0][1] == "新工单 1001，请到客服工作台处理。"


def test_a_place_that_takes_no_notice_is_tried_again(desk_database: DeskDatabase) -> None:
    staff = StaffNotices([f"json://127.0.0.1:{free_port()}/a"])
    with desk_database.writing() as connection:
        staff.tell(connection, "notice_waiting", "waiting-1", count=1)
    due = Deliveries(desk_database).take()
    assert due is not None
    with pytest.raises(DeliveryFailed, match="not taken"):
        asyncio.run(staff.deliver(due))
    with pytest.raises(DeliveryFailed, match="changed") as failed:
        asyncio.run(StaffNotices().deliver(due))
    assert failed.value.permanent
