"""Whose phone is checked or gets the SMS (domain.md, "The phone number is lost ..." and
"Three kinds of cancellation")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from beian.filing.orders import Target
from beian.filing.state import Person


class PhoneHolder(str, Enum):
    SUBJECT = "subject"
    WEBSITE = "website"


@dataclass(frozen=True)
class CheckedPhone:
    """The role whose phone counts, and the person on file in it, where one is."""

    holder: PhoneHolder
    person: Person | None


def checked_phone(target: Target) -> CheckedPhone:
    """Cancelling a subject checks its person in charge; a website, the website's own."""
    if target.website is None:
        return CheckedPhone(PhoneHolder.SUBJECT, target.subject.person_in_charge)
    return CheckedPhone(PhoneHolder.WEBSITE, target.website.person_in_charge)
