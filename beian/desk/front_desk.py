"""When people are at the desk, and how the desk words what it says about them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy.engine import Connection

from beian.base.clock import SHANGHAI, Clock
from beian.desk.deliveries.notices import StaffNotices
from beian.desk.storage.records import MessageContent
from beian.desk.wording import notice, words
from beian.nlu.intents import topic_intents


class OpeningHours(Protocol):
    """Of the support desk."""

    def is_open(self, moment: datetime) -> bool: ...

    def answer_due(self, moment: datetime) -> datetime: ...


@dataclass(frozen=True)
class FrontDesk:
    """The Reception (conversations/handoff_question.py) that desk.yml describes. `asks` is False
    where another support desk takes over."""

    hours: OpeningHours
    clock: Clock = field(default_factory=Clock)
    asks: bool = True
    staff: StaffNotices = field(default_factory=StaffNotices)

    def topics(self) -> Collection[str]:
        """Return the intents that are topics, as the content has them now."""
        return topic_intents()

    def is_open(self) -> bool:
        """Return whether people are there now."""
        return self.hours.is_open(self.clock.now())

    def answer_due(self) -> datetime:
        """By when a question of now is to be answered."""
        return self.hours.answer_due(self.clock.now())

    def question(self, asking: str, language: str, topic: str | None) -> MessageContent:
        """Return the question before a hand-off; `topic`: what it seems to be about."""
        known = "known" if topic else "open"
        return _filled(notice(f"ask_{asking}_{known}", language), topic=topic)

    def queued(self, language: str, place: int | None, minutes: int | None) -> MessageContent:
        """Place in the queue and, where it is known, how long others waited lately."""
        said = notice("queued", language)
        wait = words("wait_unknown" if minutes is None else "wait_known", language)
        where = words("queue_next" if place in (None, 1) else "queue_behind", language)
        return _filled(
            said,
            where=where.format(others=(place or 1) - 1),
            wait=wait.format(minutes=minutes),
        )

    def ticketed(self, language: str, number: str, due: datetime, *, asks: bool) -> MessageContent:
        """Return the notice of a new ticket; with `asks` it also asks how to reach the visitor."""
        said = notice("ticket_asking_contact" if asks else "ticket_made", language)
        return _filled(said, number=number, due=_shown(due, language))

    def said(self, name: str, language: str) -> MessageContent:
        return notice(name, language)

    def tell_staff(self, connection: Connection, name: str, key: str, **values: object) -> None:
        self.staff.tell(connection, name, key, **values)


def _filled(said: MessageContent, **values: object) -> MessageContent:
    return replace(said, text=said.text.format(**values))


def _shown(moment: datetime, language: str) -> str:
    """Return a time of mainland China, as people read it."""
    local = moment.astimezone(SHANGHAI)
    return words("moment", language).format(
        year=local.year, month=local.month, day=local.day, time=local.strftime("%H:%M")
    )
