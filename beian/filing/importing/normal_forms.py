"""Put what an account holds into the one form in which it is kept: numbers, phones, domains, text.

What is certain is mended in place; what is not is a finding, which says how to mend it by hand.
Copes with documents that break the schema as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from beian.base.domains import domain_in_one_form
from beian.base.filing_numbers import EXAMPLE, LETTERS, FilingNumber, filing_number
from beian.base.invisible import in_one_line
from beian.base.phones import phone_in_one_form
from beian.filing.importing.parsed_file import JsonPath, quoted

_Finding = tuple[JsonPath, str]
_Item = dict[str, Any]

_SERVICE_OF = {letter: kind.replace("_", " ") for kind, letter in LETTERS.items()}


def mended(account: Any, index: int) -> Iterator[_Finding]:
    """Mend the account at `index` of the list of accounts, and yield what is not certain."""
    path: JsonPath = ("accounts", index)
    for account_path, item in _only_objects([(path, account)]):
        _clean(item)
        yield from _in_form(item, "phone", account_path, phone_in_one_form)
        for subject_path, subject in _objects(item, account_path, "subjects"):
            yield from _of_subject(subject, subject_path)
        for _, order in _objects(item, account_path, "orders"):
            _clean(order)


def _of_subject(subject: _Item, path: JsonPath) -> Iterator[_Finding]:
    _clean(subject)
    yield from _of_person(subject, path)
    yield from _number(subject, path, _not_of_a_subject)
    for website_path, website in _objects(subject, path, "websites"):
        yield from _of_held(website, website_path, _not_of_a_website)
    for service_path, service in _objects(subject, path, "services"):
        yield from _of_held(service, service_path, partial(_not_of, service.get("kind")))


def _of_held(
    held: _Item, path: JsonPath, why_not: Callable[[FilingNumber], str | None]
) -> Iterator[_Finding]:
    """Mend a website or service."""
    _clean(held)
    yield from _of_person(held, path)
    yield from _number(held, path, why_not)
    yield from _domains(held, path)
    for _, access in _objects(held, path, "accesses"):
        _clean(access)


def _of_person(item: _Item, path: JsonPath) -> Iterator[_Finding]:
    person = item.get("person_in_charge")
    if isinstance(person, dict):
        _clean(person)
        yield from _in_form(person, "phone", (*path, "person_in_charge"), phone_in_one_form)


def _domains(item: _Item, path: JsonPath) -> Iterator[_Finding]:
    """Put domains into their form, each once."""
    given = item.get("domains")
    if not isinstance(given, list):
        return
    kept: dict[Any, None] = {}
    for index, domain in enumerate(given):
        if not isinstance(domain, str):
            return
        try:
            kept[domain_in_one_form(domain)] = None
        except ValueError as error:
            yield (*path, "domains", index), f"{quoted(domain)} {error}"
            return
    if len(kept) != len(given) or any(one is not two for one, two in zip(kept, given, strict=True)):
        given[:] = kept


def _number(
    item: _Item, path: JsonPath, why_not: Callable[[FilingNumber], str | None]
) -> Iterator[_Finding]:
    """Put a filing number into its form. Its ending has to be of what it is the number of."""
    written = item.get("filing_number")

    def in_form(text: str) -> str:
        number = filing_number(text)
        reason = why_not(number)
        if reason is not None:
            raise ValueError(reason)
        return str(number)

    if isinstance(written, str):
        yield from _in_form(item, "filing_number", path, in_form)


def _not_of_a_subject(number: FilingNumber) -> str | None:
    if number.place is None:
        return None
    return f"has an ending, but a subject's number has none: {number.subject}"


def _not_of_a_website(number: FilingNumber) -> str | None:
    if number.letter in _SERVICE_OF:
        kind = _SERVICE_OF[number.letter]
        return f"ends in {number.letter}, as the number of a service ({kind}) does: list it there"
    if number.letter:
        return f"ends in {number.letter}, but a website's number ends like {EXAMPLE}-1"
    return None


def _not_of(kind: object, number: FilingNumber) -> str | None:
    """Return why a number is not that of a service of a kind."""
    letter = LETTERS.get(str(kind))
    if letter is None or number.letter == letter:
        return None
    return f"is not the number of the kind {kind}, which ends like {EXAMPLE}-2{letter}"


def _in_form(
    item: _Item, field: str, path: JsonPath, form: Callable[[str], str]
) -> Iterator[_Finding]:
    """Put the text of a field into its form; a blank one counts as not given."""
    written = item.get(field)
    if not isinstance(written, str):
        return
    if not written.strip():
        del item[field]
        return
    try:
        item[field] = form(written)
    except ValueError as error:
        yield (*path, field), f"{quoted(written)} {error}"


def _clean(item: _Item) -> None:
    """Take invisible and control characters out of the texts of an object."""
    for field, value in item.items():
        if isinstance(value, str) and not (value.isascii() and value.isprintable()):
            item[field] = in_one_line(value)


def _objects(parent: _Item, path: JsonPath, field: str) -> Iterator[tuple[JsonPath, _Item]]:
    items = parent.get(field)
    if isinstance(items, list):
        yield from _only_objects([((*path, field, at), item) for at, item in enumerate(items)])


def _only_objects(items: list[tuple[JsonPath, Any]]) -> Iterator[tuple[JsonPath, _Item]]:
    for path, item in items:
        if isinstance(item, dict):
            yield path, item
