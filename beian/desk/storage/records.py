"""The records that the desk store returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Literal, TypedDict

from typing_extensions import NotRequired

from beian.desk.storage.enumerations import Author, State
from beian.nlu.intents import REQUEST_HUMAN, payload_of

WANTS_PERSON = payload_of(REQUEST_HUMAN)
"""The payload of every button that offers a person."""
CONNECT, STAY = "/desk_connect", "/desk_stay"
"""The payloads of the question before a hand-off."""
_FIRST_TICKET = 1000


@dataclass(frozen=True)
class Conversation:
    """A conversation at one moment; `account_id` is None for an anonymous one."""

    id: str
    account_id: str | None
    language: str
    state: State
    last_seq: int
    greeted: bool
    rating: int | None
    waiting_question: str | None = None
    read_seq: int | None = None
    """The newest message that the visitor has seen, where that is known."""

    @classmethod
    def of_row(cls, row: Any) -> Conversation:
        return cls(
            row.id,
            row.account_id,
            row.language,
            State(row.state),
            row.last_seq,
            row.greeted,
            row.rating,
            row.waiting_question,
            row.read_seq,
        )


Quality = Literal["clear", "partial", "dark", "blurred", "no_text"]
Paper = Literal[
    "id_front",
    "id_back",
    "id_both",
    "id_card",
    "licence",
    "passport",
    "travel_permit",
    "letter",
    "domain_certificate",
    "authorization",
    "other",
]
Match = Literal["person", "company", "domain", "none"]


class FirstLook(TypedDict):
    """What a first look at a picture told (beian/desk/files/first_look.py); `name`: the name on
    file that was read, as it is shown."""

    quality: Quality
    paper: Paper | None
    match: Match | None
    name: str | None


class AttachmentRecord(TypedDict):
    """A file as its message shows it, and as the message's row holds it."""

    id: str
    name: str
    type: str
    size: int
    pages: int | None
    has_thumbnail: bool
    deleted: bool
    review: Literal["accepted", "again", None]
    reason: str | None
    look: NotRequired[FirstLook | None]


@dataclass(frozen=True)
class Message:
    """A stored message, as server-frame.schema.json's chatMessage describes it, and what only
    the desk knows: the pressed `payload`, whose message it is, and, where the bot is to answer it,
    the `question` of the desk that waits meanwhile (conversations/handoff_question.py)."""

    id: str
    seq: int
    author: Author
    text: str
    at: datetime
    buttons: list[dict[str, Any]]
    links: list[dict[str, str]]
    answers: int | None
    payload: str | None
    account_id: str | None
    name: str | None = None
    recalled_at: datetime | None = None
    feedback: Literal["up", "down"] | None = None
    question: str | None = None
    card: dict[str, Any] | None = None
    attachments: list[AttachmentRecord] | None = None

    @classmethod
    def of_row(cls, row: Any) -> Message:
        return cls(
            id=row.id,
            seq=row.seq,
            author=Author(row.author),
            text=row.text,
            at=row.at,
            buttons=row.buttons,
            links=row.links,
            answers=row.answers,
            payload=row.payload,
            account_id=row.account_id,
            name=row.name,
            recalled_at=row.recalled_at,
            feedback=getattr(row, "feedback", None),
            card=row.card,
            attachments=row.attachments,
        )


@dataclass(frozen=True)
class MessageContent:
    """What the assistant or the desk says, before it is stored; `hands_off`: the assistant promises
    a person with it."""

    text: str
    buttons: list[dict[str, Any]]
    links: list[dict[str, str]]
    hands_off: bool = False
    card: dict[str, Any] | None = None

    @classmethod
    def of_object(cls, reply: Mapping[str, Any]) -> MessageContent:
        """Return a reply of beian.bot.channel."""
        return cls(
            reply["text"],
            list(reply["buttons"]),
            list(reply["links"]),
            card=reply.get("card"),
        )


@dataclass(frozen=True)
class ReminderChoice:
    """Which kinds of reminders a user wants from now on, or none of."""

    kinds: tuple[str, ...]
    on: bool


@dataclass(frozen=True)
class Answer:
    """All that the bot returned for one message."""

    replies: list[MessageContent]
    language: str
    intent: str | None
    confidence: float | None
    handoff: bool
    offer: str | None = None
    """Why a person is offered, if so."""
    failed: bool = False
    """Whether the bot could only apologise, as an action failed or did not answer."""
    reminders: ReminderChoice | None = None


@dataclass(frozen=True)
class Ticket:
    """A ticket; `contact`: the e-mail or phone to come back to, if one was left."""

    number: str
    topic: str | None
    contact: str | None
    opened_at: datetime
    due_at: datetime
    answered_at: datetime | None

    @staticmethod
    def number_of(ticket_id: int) -> str:
        return str(_FIRST_TICKET + ticket_id)

    @staticmethod
    def id_of(number: str) -> int:
        return int(number) - _FIRST_TICKET

    @classmethod
    def of_row(cls, row: Any) -> Ticket:
        return cls(
            cls.number_of(row.id),
            row.topic,
            row.contact,
            row.opened_at,
            row.due_at,
            row.answered_at,
        )


def written_time(at: datetime) -> str:
    """Return a time as ISO 8601 in UTC, to the millisecond."""
    return at.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
