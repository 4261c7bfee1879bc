"""The values that fill a letter's template; docs/editing.md lists them for editors."""

from __future__ import annotations

from babel.dates import format_date

from beian.base.clock import SHANGHAI
from beian.filing.provinces import PROVINCES
from beian.filing.shells import EmptyShell, empty_shell
from beian.filing.state import Document, Person, Service, Subject, Website
from beian.letters.letter import Letter
from beian.letters.words import blank, text, word

Values = dict[str, str | bool]


def letter_values(letter: Letter) -> Values:
    """Return the values of a letter, names in full; a blank for what is not on file."""
    target = letter.target
    subject = target.subject if target else None
    website = target.website if target else None
    service = target.service if target else None
    person = _signer(subject, website, service)
    values = {
        **_of_province(letter.province),
        **_of_person(person),
        **_of_shell(empty_shell(subject) if subject else None),
        "account": letter.account,
        "subject": subject.name if subject else None,
        "subject_number": subject.filing_number if subject else None,
        "website": website.name if website else None,
        "website_number": website.filing_number if website else None,
        "service": service.name if service else None,
        "service_kind": word("service_kind", service.kind.value if service else None),
        "service_kind_en": word("service_kind", service.kind.value if service else None, "en"),
        "service_number": service.filing_number if service else None,
        "platform": service.platform if service else None,
        "domains": "、".join((website or service).domains) if website or service else None,  # type: ignore[union-attr]
    }
    written = {
        name: " ".join(value.split()) if value else blank() for name, value in values.items()
    }
    # Where the website has no person of its own on file, the subject's is who will read it.
    reader = person or (subject.person_in_charge if subject else None)
    aid = reader is not None and reader.document is Document.PASSPORT
    return {
        **written,
        "since": _since(subject, "zh"),
        "since_en": _since(subject, "en"),
        "blank": blank(),
        "reading_aid": aid,
    }


def _signer(
    subject: Subject | None, website: Website | None, service: Service | None
) -> Person | None:
    """Return the person in charge of what the letter is about."""
    thing = website or service or subject
    return thing.person_in_charge if thing else None


def _of_province(code: str | None) -> dict[str, str | None]:
    province = PROVINCES.get(code or "")
    return {
        "province": province.zh if province else None,
        "province_en": province.en if province else None,
    }


def _of_person(person: Person | None) -> dict[str, str | None]:
    """Return the values of the person who signs; a phone that can't be reached is left blank, as
    staff will call it."""
    document = person.document.value if person and person.document else None
    return {
        "person": person.name if person else None,
        "document": word("document", document),
        "document_en": word("document", document, "en"),
        "phone": person.phone if person and person.phone_reachable else None,
    }


def _of_shell(shell: EmptyShell | None) -> dict[str, str | None]:
    cause = shell.cause.value if shell else None
    return {"cause": word("cause", cause), "cause_en": word("cause", cause, "en")}


def _since(subject: Subject | None, language: str) -> str:
    """Return since when a subject is an empty shell; nothing where that is not on file."""
    shell = empty_shell(subject) if subject else None
    if shell is None or shell.emptied_at is None:
        return ""
    day = shell.emptied_at.astimezone(SHANGHAI).date()
    pattern, locale = {"zh": ("y年M月d日", "zh_Hans_CN"), "en": ("d MMMM y", "en_GB")}[language]
    return text("since", language).format(day=format_date(day, pattern, locale=locale))
