"""When people are at the desk, and how the desk words its notices about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy.engine import Connection

from beian.base.clock import SHANGHAI, Clock
from beian.desk.deliveries.staff_notifications import StaffNotifications
from beian.desk.storage.records import MessageContent
from beian.desk.wording import notice, words
from beian.nlu.intents import topic_intents


class OpeningHours(Protocol):
    """The opening hours of the support desk."""

    def is_open(self, moment: datetime) -> bool: ...

    def answer_due(self, moment: datetime) -> datetime: ...


@dataclass(frozen=True)
class FrontDesk:
    """The Reception (conversations/handoff_question.py) that desk.yml describes. `asks` is False
    where another support desk takes over."""

    hours: OpeningHours
    clock: Clock = field(default_factory=Clock)
    asks: bool = True
    staff: StaffNotifications = field(default_factory=StaffNotifications)

    def topics(self) -> Collection[str]:
        """Return the intents that are topics in the present content."""
        return topic_intents()

    def is_open(self) -> bool:
        """Return whether people are there now."""
        return self.hours.is_open(self.clock.now())

    def answer_due(self) -> datetime:
        """Return by when a question that is asked now has to be answered."""
        return self.hours.answer_due(self.clock.now())

    def question(self, waiting_question: str, language: str, topic: str | None) -> MessageContent:
        """Return the question before a hand-off; `topic`: what it seems to be about."""
        known = "known" if topic else "open"
        return _filled(notice(f"ask_{waiting_question}_{known}", language), topic=topic)

    def queued(self, language: str, place: int | None, minutes: int | None) -> MessageContent:
        """Return the notice with the place in the queue and, where known, how long others waited
        lately."""
        said = notice("queued", language)
        wait = words("wait_unknown" if minutes is None else "wait_known", language)
        where = words("queue_next" if place in (None, 1) else "queue_behind", language)
        return _filled(
            said,
            where=where.format(others=(place or 1) - 1),
            wait=wait.format(minutes=minutes),
        )

    def ticketed(self, name: str, language: str, number: str, due: datetime) -> MessageContent:
        """Return a notice about a ticket."""
        return _filled(notice(name, language), number=number, due=_shown(due, language))

    def notice(self, name: str, language: str) -> MessageContent:
        return notice(name, language)

    def notify_staff(self, connection: Connection, name: str, key: str, **values: object) -> None:
        self.staff.notify(connection, name, key, **values)


def _filled(said: MessageContent, **values: object) -> MessageContent:
    return replace(said, text=said.text.format(**values))


def _shown(moment: datetime, language: str) -> str:
    """Return a time of mainland China, as people read it."""
    local = moment.astimezone(SHANGHAI)
    return words("moment", language).format(
        year=local.year, month=local.month, day=local.day, time=local.strftime("%H:%M")
    )
