"""The answer to a ticket reaches a real mail server, whatever the server does meanwhile."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import update

from beian.base.clock import utc_now
from beian.base.settings import Settings
from beian.desk.__main__ import check_start
from beian.desk.config import DeskConfig
from beian.desk.connectors.built_in import BuiltIn
from beian.desk.deliveries.mail import Mailer, TicketMail, mailer_of
from beian.desk.deliveries.outbox import DeliveryFailed, Outbox
from beian.desk.errors import ConfigError
from beian.desk.metrics import Metrics
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.deliveries import Delivery, DeliveryStore
from beian.desk.storage.enumerations import Author, DeliveryKind
from beian.desk.storage.handoff_tables import outbox
from beian.desk.storage.records import Message, Ticket
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
        self.raw: list[bytes] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        del server, session
        if self.answers:
            return self.answers.pop(0)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.raw.append(envelope.content)
        return "250 OK"

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        del server, session
        if address.startswith("stranger@"):
            return "550 not one of ours"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
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
    return Delivery(1, "mail", "1001-m1", payload, 0, utc_now(), "lease")


ANSWER = Message(
    "m1", 1, Author.AGENT, "Use {braces}.\n好", utc_now(), [], [], None, None, None, "Li"
)


def ticket(topic: str | None = None) -> Ticket:
    return Ticket("1001", topic, "lin@example.cn", utc_now(), utc_now(), None)


async def test_a_mail_arrives_as_it_was_written(mail_server: str, mailbox: Mailbox) -> None:
    mailer = Mailer(mail_server, "support@agency.example")
    await mailer.deliver(delivery())
    await mailer.deliver(delivery())
    first, second = mailbox.mails
    assert (first["To"], first["Subject"]) == ("lin@example.cn", "工单 1001 的回复")
    assert first.get_content().strip() == "您好！"
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Auto-Submitted"] == "auto-generated"


async def test_a_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not(
    mail_server: str, mailbox: Mailbox
) -> None:
    mailer = Mailer(mail_server, "support@agency.example")
    for answer, permanent in (("450 greylisted", False), ("554 spam", True)):
        mailbox.answers = [answer]
        with pytest.raises(DeliveryFailed) as failed:
            await mailer.deliver(delivery())
        assert failed.value.permanent is permanent
    with pytest.raises(DeliveryFailed, match="address was refused") as failed:
        await mailer.deliver(delivery("nobody@example.cn"))
    assert failed.value.permanent


async def test_a_server_that_is_down_is_asked_again() -> None:
    mailer = Mailer(f"smtp://127.0.0.1:{free_port()}", "support@agency.example")
    with pytest.raises(DeliveryFailed, match=r"can't be used \(SMTPConnectError\)") as failed:
        await mailer.deliver(delivery())
    assert not failed.value.permanent


async def test_a_server_that_does_not_know_us_is_asked_again(
    mail_server: str, mailbox: Mailbox
) -> None:
    mailer = Mailer(mail_server, "stranger@agency.example")
    with pytest.raises(DeliveryFailed, match=r"refuses us \(550\)") as failed:
        await mailer.deliver(delivery())
    assert not failed.value.permanent
    assert mailbox.mails == []


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a mail server")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(utc_now() - timedelta(days=1))
        .not_valid_after(utc_now() + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


def only_lin(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    del server, session, envelope, mechanism
    return AuthResult(success=(data.login, data.password) == (b"lin", b"p@ss"), handled=False)


def send(mailer: Mailer) -> None:
    """Deliver a mail, and give its connection time to close: under TLS that takes a few turns
    of the loop, which would else end before it."""

    async def work() -> None:
        try:
            await mailer.deliver(delivery())
        finally:
            await asyncio.sleep(0.2)

    asyncio.run(work())


def test_a_password_goes_out_only_under_tls_that_is_trusted(
    mailbox: Mailbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    server = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=tls,
        require_starttls=True,
        authenticator=only_lin,
        auth_required=True,
    )
    server.start()
    at = f"127.0.0.1:{server.port}"
    try:
        for url, said in (
            (f"smtp://lin:p%40ss@{at}", "SSLCertVerificationError"),
            (f"smtp://lin:p%40ss@{at}?starttls=never", "refuses|can't be used"),
        ):
            with pytest.raises(DeliveryFailed, match=said) as failed:
                send(Mailer(url, "support@agency.example"))
            assert not failed.value.permanent
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with pytest.raises(DeliveryFailed, match="BEIAN_SMTP_URL's password") as failed:
            wrong = Mailer(f"smtp://lin:wrong@{at}", "support@agency.example")
            send(wrong)
        assert not failed.value.permanent
        right = Mailer(f"smtp://lin:p%40ss@{at}", "support@agency.example")
        send(right)
    finally:
        server.stop()
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize("url", ["smtp://lin:p@{}", "smtp://{}?starttls=required"])
async def test_where_tls_is_needed_a_server_without_it_gets_nothing(
    mail_server: str, mailbox: Mailbox, url: str
) -> None:
    mailer = Mailer(url.format(mail_server.removeprefix("smtp://")), "support@agency.example")
    with pytest.raises(DeliveryFailed, match="STARTTLS"):
        await mailer.deliver(delivery())
    assert mailbox.mails == []


@pytest.mark.parametrize(
    ("topic", "language", "said"),
    [
        ("Fee\nof it", "en", "about your ticket 1001 (Fee of it), Li from support writes:"),
        (None, "en", "about your ticket 1001, Li from support writes:"),
        ("费用", "zh", "关于您的工单 1001（费用），客服Li回复："),
        (None, "zh", "关于您的工单 1001，客服Li回复："),
    ],
)
def test_a_mail_is_in_the_visitors_language_and_names_what_is_known(
    desk_database: DeskDatabase, topic: str | None, language: str, said: str
) -> None:
    with desk_database.writing() as connection:
        TicketMail()(connection, ticket(topic), language, ANSWER)
    due = DeliveryStore(desk_database).take()
    assert due is not None
    assert said in due.payload["text"]
    assert ANSWER.text in due.payload["text"]


async def test_a_greylisted_mail_arrives_once_a_little_later(
    desk_database: DeskDatabase, mail_server: str, mailbox: Mailbox
) -> None:
    with desk_database.writing() as connection:
        TicketMail()(connection, ticket(), "en", ANSWER)
        TicketMail()(connection, ticket(), "en", ANSWER)
    deliveries = DeliveryStore(desk_database)
    box = Outbox(
        deliveries, {DeliveryKind.MAIL: Mailer(mail_server, "support@agency.example")}, Metrics()
    )
    mailbox.answers = ["450 greylisted"]
    assert await box.deliver_next()
    assert mailbox.mails == []
    (shown,) = deliveries.open()
    assert (shown["to"], shown["attempts"]) == ("l***@example.cn", 1)
    assert shown["error"] == "The mail server refused it (450)."
    with desk_database.writing() as connection:
        connection.execute(update(outbox).values(next_at=utc_now()))
    assert await box.deliver_next()
    (mail,) = mailbox.mails
    assert ANSWER.text in "\n".join(mail.get_content().splitlines())
    assert deliveries.open() == []


async def test_a_subject_makes_no_header_of_its_own(mail_server: str, mailbox: Mailbox) -> None:
    mailer = Mailer(mail_server, "support@agency.example")
    await mailer.deliver(delivery(subject="Hello\r\nBcc: all@example.cn"))
    (mail,) = mailbox.mails
    assert mail["Subject"] == "Hello Bcc: all@example.cn"
    assert mail["Bcc"] is None


async def test_who_left_an_address_outside_hours_gets_the_answer_there(
    settings: Settings, bot: ScriptedBot, mail_server: str, mailbox: Mailbox, tmp_path: Path
) -> None:
    (tmp_path / "desk.yml").write_text(NEVER_OPEN, encoding="utf-8")
    with_mail = Settings(**{**settings.__dict__, "smtp_url": mail_server})
    employed(with_mail, "li")
    with running_desk(with_mail, bot.url) as desk:
        async with visiting(desk.url) as visitor, console(desk.url, "li") as li:
            await greeted(visitor)
            await visitor.say("a person")
            await visitor.message(lambda message: message["author"] == "notice")
            await visitor.say("lin@example.cn")
            told = await state(visitor, "bot")
            number = told["handoff"]["ticket"]["number"]
            tickets = await li.get("/conversations?view=tickets")
            (conversation,) = tickets["conversations"]
            assert conversation["ticket"]["contact"] == "lin@example.cn"
            await li.act(conversation["id"], "take")
            await li.say(conversation["id"], "It is done.")
            deadline = time.monotonic() + 20
            while not mailbox.mails:
                assert time.monotonic() < deadline
                await asyncio.sleep(0.1)
            mail = mailbox.mails[0]
            assert (mail["From"], mail["To"]) == ("support@agency.example", "lin@example.cn")
            assert number in mail["Subject"]
            assert "It is done." in mail.get_content()


def test_mail_without_a_sender_is_named_at_the_start(settings: Settings) -> None:
    given = Settings(**{**settings.__dict__, "smtp_url": "smtp://127.0.0.1"})
    with pytest.raises(ConfigError, match=r"mail\.from"):
        mailer_of(given, DeskConfig())
    with pytest.raises(ConfigError, match=r"mail\.from"):
        check_start(given, DeskConfig(), BuiltIn(None, {}))


def test_a_desk_without_a_mail_server_says_so(
    settings: Settings, bot: ScriptedBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "beian.desk.service"), running_desk(settings, bot.url):
        pass
    said = [record.msg for record in caplog.records if record.name == "beian.desk.service"]
    assert "no_mail_server_answers_stay_in_the_chat" in said
