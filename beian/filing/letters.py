"""The facts that a cancellation statement letter states; its sentences are responses of Rasa."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from beian.filing.checked_phone import checked_phone
from beian.filing.masking import mask_name, shown_name
from beian.filing.orders import Target
from beian.filing.state import SubjectType


class LetterKind(str, Enum):
    """What the letter asks to cancel."""

    SUBJECT = "subject"
    WEBSITE = "website"


class Signature(str, Enum):
    """How the letter is signed (docs/domain.md, "Papers when the phone is out of reach")."""

    FINGERPRINT = "fingerprint"
    SEAL = "seal"


SIGNED_WITH: dict[SubjectType, Signature] = {
    SubjectType.INDIVIDUAL: Signature.FINGERPRINT,
    SubjectType.ENTERPRISE: Signature.SEAL,
}


@dataclass(frozen=True)
class Letter:
    """The facts that fill a letter; what is not on file is None, to be left blank.

    Names of persons are masked, as everywhere in a chat. `person_in_charge` is the website's
    in a letter about a website. `province` is a key of PROVINCES.
    """

    subject_type: SubjectType
    kind: LetterKind
    subject_name: str
    subject_filing_number: str | None
    province: str
    signed_with: Signature
    person_in_charge: str | None
    website_name: str | None = None
    domains: tuple[str, ...] = ()
    website_filing_number: str | None = None


def letter(target: Target) -> Letter | None:
    """Return the letter that asks to cancel `target`: its website, or else its subject.

    None for an app, mini program or quick app: whether and how a letter asks for it is not known.
    """
    subject, website = target.subject, target.website
    checked = checked_phone(target)
    if checked is None:
        return None
    person = checked.person
    return Letter(
        subject_type=subject.type,
        kind=LetterKind.WEBSITE if website else LetterKind.SUBJECT,
        subject_name=shown_name(subject),
        subject_filing_number=subject.filing_number,
        province=subject.province,
        signed_with=SIGNED_WITH[subject.type],
        person_in_charge=mask_name(person.name) if person else None,
        website_name=website.name if website else None,
        domains=website.domains if website else (),
        website_filing_number=website.filing_number if website else None,
    )
