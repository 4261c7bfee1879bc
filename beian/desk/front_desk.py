"""When people are at the desk, and how the desk words its notices about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy.engine import Connection

from beian.base.clock import SHANGHAI, Clock
from beian.desk.conversations.queue import Standing
from beian.desk.deliveries.staff_notifications import StaffNotifications
from beian.desk.storage.records import MessageContent, Ticket
from beian.desk.wording import notice, words
from beian.nlu.intents import topic_intents


class OpeningHours(Protocol):
    """The opening hours of the support desk."""

    def is_open(self, moment: datetime) -> bool: ...

    def opens_at(self, moment: datetime) -> datetime | None: ...

    def answer_due(self, moment: datetime) -> datetime: ...


@dataclass(frozen=True)
class FrontDesk:
    """The Reception (conversations/handoff_question.py) that desk.yml describes. `asks` is False
    where another support desk takes over; `mails`: answers to tickets go out by e-mail, too."""

    hours: OpeningHours
    clock: Clock = field(default_factory=Clock)
    asks: bool = True
    staff: StaffNotifications = field(default_factory=StaffNotifications)
    mails: bool = False

    def topics(self) -> Collection[str]:
        """Return the intents that are topics in the present content."""
        return topic_intents()

    def is_open(self) -> bool:
        """Return whether people are there now."""
        return self.hours.is_open(self.clock.now())

    def answer_due(self) -> datetime:
        """Return by when a question that is asked now has to be answered."""
        return self.hours.answer_due(self.clock.now())

    def opens_at(self) -> datetime | None:
        """Return when people are there again; None where they are now."""
        return self.hours.opens_at(self.clock.now())

    def question(
        self, waiting_question: str, language: str, topic: str | None, *, staffed: bool
    ) -> MessageContent:
        """Return the question before a hand-off; `topic`: what it seems to be about; `staffed`:
        whether an agent is there."""
        known = "known" if topic else "open"
        opens = self.opens_at()
        back = words("back_unknown", language)
        if opens is not None:
            back = words("back_at", language).format(opens=_shown(opens, language))
        asked = notice(f"ask_{waiting_question}_{known}", language)
        filled = _filled(asked, topic=topic, back=back)
        if staffed or opens is not None:
            return filled
        return replace(filled, text=f"{self._nobody_there(language)}\n\n{filled.text}")

    def queued(self, language: str, stands: Standing, because: str | None) -> MessageContent:
        """Return the notice with the place in the queue and, where known, how long others waited
        lately; `because`: "connecting" or "agent_gone", None where neither is told."""
        place = stands.place or 1
        if not stands.staffed:
            where = words("queue_unstaffed", language).format(
                place=place, due=_shown(self.answer_due(), language)
            )
        else:
            name = "queue_next" if place == 1 else "queue_behind"
            minutes = stands.minutes
            wait = words("wait_unknown" if minutes is None else "wait_known", language)
            where = words(name, language).format(
                others=place - 1, wait=wait.format(minutes=minutes)
            )
        told = "" if because is None else words(because, language)
        said = _filled(notice("queued", language), because=told, where=where)
        return replace(said, text=said.text.lstrip())

    def ticketed(self, name: str, language: str, ticket: Ticket) -> MessageContent:
        """Return a notice about a ticket, which asks for a contact where the ticket lacks one."""
        if ticket.contact is None and name == "ticket_made":
            contact = ""  # declined
        elif ticket.contact is None:
            contact = words("ask_contact_mail" if self.mails else "ask_contact", language)
        else:
            contact = self._promised(language, ticket.contact)
        due = _shown(ticket.due_at, language)
        said = _filled(notice(name, language), number=ticket.number, due=due, contact=contact)
        return replace(said, text=said.text.replace("  ", " "))

    def contact_kept(self, language: str, contact: str | None) -> MessageContent:
        """Return the notice that a contact was noted; a mail is promised only where one is sent."""
        promised = self._promised(language, contact)
        return _filled(notice("contact_kept", language), contact=promised)

    def blocked(self, language: str, until: datetime | None) -> MessageContent:
        """Return the notice that no person serves the visitor; `until`: for how long, if known."""
        bound = "" if until is None else words("blocked_until", language)
        shown = bound.format(until="" if until is None else _shown(until, language))
        return _filled(notice("blocked", language), until=shown)

    def notice(self, name: str, language: str) -> MessageContent:
        return notice(name, language)

    def notify_staff(self, connection: Connection, name: str, key: str, **values: object) -> None:
        self.staff.notify(connection, name, key, **values)

    def _promised(self, language: str, contact: str | None) -> str:
        by_mail = self.mails and "@" in (contact or "")
        return words("answer_by_mail" if by_mail else "contact_for_agents", language)

    def _nobody_there(self, language: str) -> str:
        due = _shown(self.answer_due(), language)
        return words("nobody_there", language).format(due=due)


def _filled(said: MessageContent, **values: object) -> MessageContent:
    return replace(said, text=said.text.format(**values))


def _shown(moment: datetime, language: str) -> str:
    """Return a time of mainland China, as people read it."""
    local = moment.astimezone(SHANGHAI)
    return words("moment", language).format(
        year=local.year, month=local.month, day=local.day, time=local.strftime("%H:%M")
    )
