"""Whether a subject is an empty shell, and why (docs/domain.md, "Empty shell subject")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from beian.filing.provider_access import (
    active_accesses,
    cancelled_accesses,
    filed_services,
    filed_websites,
)
from beian.filing.state import FilingStatus, Service, Subject, Website


class ShellCause(str, Enum):
    """The two ways in which a subject is emptied."""

    WEBSITES_CANCELLED = "websites_cancelled"
    ACCESS_CANCELLED = "access_cancelled"


@dataclass(frozen=True)
class EmptyShell:
    """A subject on file with nothing under it.

    `emptied_at` is when the last website or access went; None unless all their dates are on file.
    """

    subject: Subject
    cause: ShellCause
    emptied_at: datetime | None


def empty_shell(subject: Subject) -> EmptyShell | None:
    """Return why `subject` is an empty shell; None if it is not one.

    A filed subject is an empty shell if no website or service is filed under it, or if none of
    those filed has active access left. One about whose access nothing is on file is no evidence of
    a shell; a subject without any is one by definition.
    """
    if subject.status is not FilingStatus.FILED:
        return None
    filed: tuple[Website | Service, ...] = (*filed_websites(subject), *filed_services(subject))
    held: tuple[Website | Service, ...] = (*subject.websites, *subject.services)
    moments = [one.cancelled_at for one in held if one.status is FilingStatus.CANCELLED]
    if not filed:
        return EmptyShell(subject, ShellCause.WEBSITES_CANCELLED, _latest(moments))
    if all(_has_lost_all_access(one) for one in filed):
        moments += [a.cancelled_at for one in filed for a in cancelled_accesses(one)]
        return EmptyShell(subject, ShellCause.ACCESS_CANCELLED, _latest(moments))
    return None


def _has_lost_all_access(held: Website | Service) -> bool:
    return bool(held.accesses) and not active_accesses(held)


def _latest(moments: list[datetime | None]) -> datetime | None:
    known = [moment for moment in moments if moment is not None]
    return max(known) if known and len(known) == len(moments) else None
