"""Which letter is wanted, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from beian.base.errors import BeianError
from beian.filing.orders import Target
from beian.filing.shells import empty_shell
from beian.filing.state import Account, Subject, SubjectType


class LetterKind(str, Enum):
    STATEMENT = "statement"
    """The cancellation statement letter."""
    APPLICATION = "application"
    """The written application of an empty shell's owner to the administration of the province."""


class About(str, Enum):
    """What a letter asks to cancel; an application always asks for the subject."""

    SUBJECT = "subject"
    WEBSITE = "website"
    SERVICE = "service"


class NoSuchLetter(BeianError):
    """A letter that can't be written for this account: nothing like it is on file."""


@dataclass(frozen=True)
class WantedLetter:
    """A letter as it is asked for: of the subject, website or service with this id.

    Without an id it is the letter of nobody in particular, blank, for a type of subject.
    """

    kind: LetterKind
    about: About
    id: str | None = None
    subject_type: SubjectType | None = None
    province: str | None = None
    """Of a blank letter: the province that was told."""

    def as_object(self) -> dict[str, str]:
        """Return the letter as it is written down in links and cards; `of_object` reads it."""
        values = {
            "letter": self.kind.value,
            "about": self.about.value,
            "id": self.id,
            "type": self.subject_type.value if self.subject_type else None,
            "province": self.province,
        }
        return {name: value for name, value in values.items() if value is not None}

    @classmethod
    def of_object(cls, written: Mapping[str, object]) -> WantedLetter:
        """Return the letter that `as_object` has written. Raises NoSuchLetter."""
        try:
            of_type = written.get("type")
            named = [written.get(name) for name in ("id", "province")]
            if not all(one is None or isinstance(one, str) for one in named):
                raise ValueError("an id is a text")
            wanted = cls(
                LetterKind(written["letter"]),
                About(written["about"]),
                named[0],  # type: ignore[arg-type]
                None if of_type is None else SubjectType(of_type),
                named[1],  # type: ignore[arg-type]
            )
        except (KeyError, ValueError) as error:
            raise NoSuchLetter(f"This names no letter: {error}.") from error
        if (wanted.id is None) == (wanted.subject_type is None):
            raise NoSuchLetter("A letter is somebody's, or blank for a type of subject.")
        return wanted


@dataclass(frozen=True)
class Letter:
    """A letter to be written. `target` and `account` are None where it is to be blank."""

    kind: LetterKind
    about: About
    subject_type: SubjectType
    province: str | None
    account: str | None = None
    target: Target | None = None


def wanted_letter(target: Target) -> WantedLetter:
    """Return the letter for what is to be cancelled: for an empty shell the application."""
    if target.website is not None:
        return WantedLetter(LetterKind.STATEMENT, About.WEBSITE, target.website.website_id)
    if target.service is not None:
        return WantedLetter(LetterKind.STATEMENT, About.SERVICE, target.service.service_id)
    kind = LetterKind.APPLICATION if empty_shell(target.subject) else LetterKind.STATEMENT
    return WantedLetter(kind, About.SUBJECT, target.subject.subject_id)


def letter_about(target: Target) -> Letter:
    """Return the letter for what is to be cancelled, without the account's id."""
    wanted, subject = wanted_letter(target), target.subject
    return Letter(wanted.kind, wanted.about, subject.type, subject.province, target=target)


def letter_of(wanted: WantedLetter, account: Account | None) -> Letter:
    """Return the letter, filled from what is on file for the account. Raises NoSuchLetter."""
    if wanted.subject_type is not None:
        return Letter(wanted.kind, wanted.about, wanted.subject_type, wanted.province)
    found = _target(wanted, account) if account is not None else None
    if account is None or found is None:
        raise NoSuchLetter(f"No {wanted.about.value} {wanted.id} is on file for this account.")
    if found.is_cancelled:
        raise NoSuchLetter(f"The {wanted.about.value} {wanted.id} is cancelled already.")
    if wanted.kind is LetterKind.APPLICATION and empty_shell(found.subject) is None:
        raise NoSuchLetter(
            f"The subject {found.subject.subject_id} is no empty shell: its cancellation goes"
            " through the provider, with a statement letter where one is needed."
        )
    subject = found.subject
    return Letter(
        wanted.kind, wanted.about, subject.type, subject.province, account.account_id, found
    )


def _target(wanted: WantedLetter, account: Account) -> Target | None:
    return next((one for one in _targets(account, wanted.about) if _id(one) == wanted.id), None)


def _targets(account: Account, about: About) -> list[Target]:
    return [target for subject in account.subjects for target in _of_subject(subject, about)]


def _of_subject(subject: Subject, about: About) -> list[Target]:
    if about is About.WEBSITE:
        return [Target(subject, website) for website in subject.websites]
    if about is About.SERVICE:
        return [Target(subject, service=service) for service in subject.services]
    return [Target(subject)]


def _id(target: Target) -> str:
    if target.website is not None:
        return target.website.website_id
    return target.service.service_id if target.service else target.subject.subject_id
