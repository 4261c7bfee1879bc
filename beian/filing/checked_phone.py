"""Whose phone is checked and gets the SMS (docs/domain.md, "Three kinds of cancellation")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from beian.filing.orders import Target
from beian.filing.state import Person


class PhoneHolder(str, Enum):
    SUBJECT = "subject"
    WEBSITE = "website"
    SERVICE = "service"


@dataclass(frozen=True)
class CheckedPhone:
    """The role whose phone counts, and the person on file in it, if there is one."""

    holder: PhoneHolder
    person: Person | None


def is_unreachable(checked: CheckedPhone | None) -> bool:
    """Return whether it is on file that the phone can't be reached, so that no SMS arrives."""
    return checked is not None and checked.person is not None and not checked.person.phone_reachable


def checked_phone(target: Target) -> CheckedPhone | None:
    """Return whose phone is checked: the subject's person in charge, or the website's own.

    None for an app, mini program or quick app: whose phone is checked for one is not known.
    """
    if target.service is not None:
        return None
    if target.website is None:
        return CheckedPhone(PhoneHolder.SUBJECT, target.subject.person_in_charge)
    return CheckedPhone(PhoneHolder.WEBSITE, target.website.person_in_charge)
