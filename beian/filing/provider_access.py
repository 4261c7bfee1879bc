"""Which websites have access through a provider, and what cancelled access means (docs/domain.md,
"Three kinds of cancellation")."""

from __future__ import annotations

from dataclasses import dataclass, replace

from beian.filing.state import (
    Access,
    AccessStatus,
    Account,
    CancelledBy,
    FilingStatus,
    Service,
    Subject,
    Website,
)


@dataclass(frozen=True)
class LostAccess:
    """A filed website's access that was cancelled, and where it goes on working, if anywhere.

    `earlier` holds what the website had lost before `access`, the latest first.
    """

    subject: Subject
    website: Website
    access: Access
    still_active: tuple[Access, ...]
    earlier: tuple[Access, ...] = ()


def filed_subjects(account: Account) -> list[Subject]:
    """Return the subjects on file."""
    return [s for s in account.subjects if s.status is FilingStatus.FILED]


def filed_websites(subject: Subject) -> tuple[Website, ...]:
    """Return the websites on file; none once the subject is cancelled, as they go with it."""
    if subject.status is not FilingStatus.FILED:
        return ()
    return tuple(w for w in subject.websites if w.status is FilingStatus.FILED)


def filed_services(subject: Subject) -> tuple[Service, ...]:
    """Return the apps, mini programs and quick apps on file; none once the subject is cancelled."""
    if subject.status is not FilingStatus.FILED:
        return ()
    return tuple(s for s in subject.services if s.status is FilingStatus.FILED)


def active_accesses(held: Website | Service) -> tuple[Access, ...]:
    return tuple(a for a in held.accesses if a.status is AccessStatus.ACTIVE)


def cancelled_accesses(held: Website | Service) -> tuple[Access, ...]:
    """Return the cancelled accesses, the latest first, those without a date last."""
    cancelled = [a for a in held.accesses if a.status is AccessStatus.CANCELLED]
    return tuple(sorted(cancelled, key=_cancelled_at, reverse=True))


def _cancelled_at(access: Access) -> float:
    return access.cancelled_at.timestamp() if access.cancelled_at else float("-inf")


def lost_accesses(subjects: tuple[Subject, ...]) -> tuple[LostAccess, ...]:
    """Return each filed website that lost access: its latest loss, and what is still active.

    A provider with which access was filed again does not count as lost.
    """
    lost = []
    for subject in subjects:
        for website in filed_websites(subject):
            active = active_accesses(website)
            providers = {access.provider for access in active}
            gone = [a for a in cancelled_accesses(website) if a.provider not in providers]
            if gone:
                lost.append(LostAccess(subject, website, gone[0], active, tuple(gone[1:])))
    return tuple(lost)


def ordered_by_administration(losses: tuple[LostAccess, ...]) -> tuple[LostAccess, ...]:
    """Return the losses that the administration ordered, each with its latest such access."""
    ordered = []
    for loss in losses:
        accesses = (loss.access, *loss.earlier)
        by_order = [a for a in accesses if a.cancelled_by is CancelledBy.ADMINISTRATION]
        if by_order:
            earlier = accesses[accesses.index(by_order[0]) + 1 :]
            ordered.append(replace(loss, access=by_order[0], earlier=earlier))
    return tuple(ordered)
