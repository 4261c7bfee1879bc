"""E-mail: the answers to tickets, to visitors who left an address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import formatdate
from typing import Any
from urllib.parse import unquote, urlsplit

import aiosmtplib
from sqlalchemy.engine import Connection

from beian.base.settings import SMTP_OPTIONS, Settings
from beian.desk.config import DeskConfig
from beian.desk.deliveries.outbox import DeliveryFailed
from beian.desk.errors import ConfigError
from beian.desk.storage.deliveries import Delivery, enqueue
from beian.desk.storage.enumerations import DeliveryKind
from beian.desk.storage.records import Message, Ticket
from beian.desk.wording import words

_SECONDS = 30
_PORTS = {"smtp": 25, "smtps": 465}
_REFUSES_US = (
    aiosmtplib.SMTPConnectResponseError,
    aiosmtplib.SMTPHeloError,
    aiosmtplib.SMTPSenderRefused,
)
"""Refusals that are the operator's to mend, not the mail's: it is tried again."""


class _Whole(EmailPolicy):
    """Leaves a link in a header whole: folded into encoded words, no mail program knows it. Folds a
    subject so that each of its characters arrives: between encoded and plain words, or two encoded
    ones, Python's own folding loses spaces."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name == _UNSUBSCRIBE:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        if name == _SUBJECT:
            encoded = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
            return f"{name}: {encoded}{self.linesep}".encode("ascii")
        return bytes(super().fold_binary(name, value))


_UNSUBSCRIBE = "List-Unsubscribe"
_SUBJECT = "Subject"
_WHOLE = _Whole(linesep="\r\n", cte_type="7bit")


@dataclass(frozen=True)
class TicketMail:
    """Puts the mail of an agent's message into the outbox (handoff_store.MailAnswer)."""

    def __call__(
        self, connection: Connection, ticket: Ticket, language: str, message: Message
    ) -> None:
        to = ticket.contact or ""
        subject = words("mail_subject", language).format(number=ticket.number)
        topic = " ".join((ticket.topic or "").split())
        about = words("mail_about", language).format(topic=topic) if topic else ""
        text = words("mail_text", language).format(
            about=about, text=message.text, name=message.name, number=ticket.number
        )
        enqueue(
            connection,
            kind=DeliveryKind.MAIL,
            key=f"{ticket.number}-{message.id}",
            thread=f"{DeliveryKind.MAIL}-{ticket.number}",
            payload={"to": to, "subject": subject, "text": text},
            to=f"{to[:1]}***@{to.rpartition('@')[2]}",
        )


class Mailer:
    """Sends mail by SMTP; `url` is as in Settings.

    With a password, smtp:// needs STARTTLS, unless the URL says never. A mail whose sending broke
    off may arrive twice: it has the same Message-ID both times, by which mail programs show it
    once.
    """

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._port = parts.port or _PORTS[parts.scheme]
        self._tls = parts.scheme == "smtps"
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        needed = True if self._user and not self._tls else None
        _, required, never = SMTP_OPTIONS
        self._start_tls = {required: True, never: False}.get(parts.query, needed)
        self._sender = sender

    async def deliver(self, delivery: Delivery) -> None:
        """Send the mail. Raises DeliveryFailed; permanent where the server refuses the address or
        the mail for good."""
        mail = mail_bytes(delivery, self._sender)
        try:
            await aiosmtplib.send(
                mail,
                sender=self._sender,
                recipients=[delivery.payload["to"]],
                hostname=self._host,
                port=self._port,
                use_tls=self._tls,
                start_tls=self._start_tls,
                username=self._user,
                password=self._password,
                timeout=_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            codes = [recipient.code for recipient in refused.recipients]
            permanent = all(code >= 500 for code in codes)
            sentence = f"The address was refused ({codes[0]})."
            raise DeliveryFailed(sentence, permanent=permanent) from refused
        except aiosmtplib.SMTPAuthenticationError as refused:  # ours to mend: tried again
            raise DeliveryFailed("The mail server refuses BEIAN_SMTP_URL's password.") from refused
        except _REFUSES_US as refused:
            raise DeliveryFailed(f"The mail server refuses us ({refused.code}).") from refused
        except aiosmtplib.SMTPResponseException as refused:
            raise DeliveryFailed(
                f"The mail server refused it ({refused.code}).", permanent=refused.code >= 500
            ) from refused
        except (aiosmtplib.SMTPException, OSError) as failure:
            # Its own sentences, which quote nothing, stand in exceptions of the base class alone.
            is_plain = type(failure) is aiosmtplib.SMTPException
            reason = str(failure) if is_plain else type(failure).__name__
            raise DeliveryFailed(f"The mail server can't be used ({reason}).") from failure


def mail_bytes(delivery: Delivery, sender: str) -> bytes:
    """Return the mail as it is sent."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = delivery.payload["to"]
    mail[_SUBJECT] = " ".join(delivery.payload["subject"].splitlines())
    mail["Date"] = formatdate(delivery.created_at.timestamp())
    name = hashlib.sha256(delivery.key.encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<{name}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    if off := delivery.payload.get("unsubscribe"):
        # RFC 8058: mail programs unsubscribe by a POST, with one click.
        mail[_UNSUBSCRIBE] = f"<{off}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(delivery.payload["text"])
    return mail.as_bytes(policy=_WHOLE)


def mailer_of(settings: Settings, config: DeskConfig) -> Mailer | None:
    """Return the mailer; None without a mail server. Raises ConfigError where there is a server but
    no sender."""
    if settings.smtp_url is None:
        return None
    if config.mail.sender is None:
        raise ConfigError(
            f"{settings.desk_config}: mail.from is needed with BEIAN_SMTP_URL, like"
            " support@example.cn."
        )
    return Mailer(settings.smtp_url, config.mail.sender)
