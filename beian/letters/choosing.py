"""Which letter an account needs, where nobody has said for what."""

from __future__ import annotations

from collections.abc import Iterator

from beian.filing.orders import Target, open_cancellations, target_of
from beian.filing.shells import empty_shell
from beian.filing.state import Account, FilingStatus, OrderKind
from beian.letters.letter import NoSuchLetter


class WhichLetter(NoSuchLetter):
    """Several letters fit; `targets` are what they are about."""

    def __init__(self, account: Account, targets: list[Target]) -> None:
        self.targets = targets
        named = "\n".join(f"  --{about} {id_}  {name}" for about, id_, name in map(_named, targets))
        super().__init__(f"Say which letter of {account.account_id} it is to be:\n{named}")


def only_target(account: Account, *, shell: bool) -> Target:
    """Return what the letter of an account is about: what the only open order is to cancel, else
    the only subject on file; `shell`: the only subject that is an empty shell.
    Raises WhichLetter or NoSuchLetter."""
    subjects = [one for one in account.subjects if one.status is FilingStatus.FILED]
    shells = [one for one in subjects if empty_shell(one) is not None]
    if shell:
        return _only(account, [Target(one) for one in shells], "No subject is an empty shell.")
    ordered = [
        target
        for order in open_cancellations(account)
        if order.kind is not OrderKind.CANCEL_ACCESS
        and (target := target_of(order, account)) is not None
        and FilingStatus.CANCELLED not in (target.subject.status, target.thing.status)
    ]
    if len(ordered) == 1:
        return ordered[0]
    if len(subjects) == 1:
        return Target(subjects[0])
    choices = [target for one in subjects for target in _of_subject(Target(one))]
    return _only(account, choices, "Nothing is on file that could be cancelled.")


def _only(account: Account, targets: list[Target], none: str) -> Target:
    if not targets:
        raise NoSuchLetter(none)
    if len(targets) > 1:
        raise WhichLetter(account, targets)
    return targets[0]


def _of_subject(target: Target) -> Iterator[Target]:
    """Yield the subject and all that is filed under it."""
    subject = target.subject
    yield target
    for website in subject.websites:
        if website.status is FilingStatus.FILED:
            yield Target(subject, website)
    for service in subject.services:
        if service.status is FilingStatus.FILED:
            yield Target(subject, service=service)


def _named(target: Target) -> tuple[str, str, str]:
    """Return what kind of thing a letter is about, its id and its name."""
    if target.website is not None:
        return "website", target.website.website_id, target.website.name
    if target.service is not None:
        return "service", target.service.service_id, target.service.name
    return "subject", target.subject.subject_id, target.subject.name
