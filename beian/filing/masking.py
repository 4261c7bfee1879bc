"""Mask names and phone numbers, as a chat may show them."""

from __future__ import annotations

from beian.base.phones import digits_of
from beian.filing.state import Subject, SubjectType

MASK = "*"


def mask_name(name: str) -> str:
    """Return a person's name with all but its first character masked: 张*, 欧***, J*** *****.

    A name of one character is masked whole.
    """
    words = name.split()
    masked = " ".join(MASK * len(word) for word in words)
    return words[0][0] + masked[1:] if len(masked) > 1 else MASK


def mask_phone(phone: str) -> str:
    """Return a phone number with all but its first three and last four digits masked: 138****5678.

    Signs between the digits and the country code of mainland mobile numbers are left out.
    Numbers of fewer than 11 digits show their last two, those of fewer than 5 none.
    """
    digits = digits_of(phone)
    if len(digits) >= 11:
        return digits[:3] + MASK * (len(digits) - 7) + digits[-4:]
    shown = 2 if len(digits) > 4 else 0
    return MASK * max(4, len(digits) - shown) + digits[len(digits) - shown :]


def shown_name(subject: Subject) -> str:
    """Return a subject's name for an answer; an individual's is a person's name, so masked."""
    if subject.type is SubjectType.INDIVIDUAL:
        return mask_name(subject.name)
    return subject.name
