"""Mend a document where that is certain, and find every fault of it: against the forms in which
things are kept, the schema, our rules and the store."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from beian.base.invisible import without_invisible
from beian.filing.import_errors import Fault
from beian.filing.importing.account_rules import AccountRules, time_findings
from beian.filing.importing.fingerprints import fingerprint
from beian.filing.importing.normal_forms import mended
from beian.filing.importing.parsed_file import JsonPath, ParsedFile, Progress, no_progress
from beian.filing.importing.schema_check import account_findings, document_findings

TAKEN = (
    "is in the store already; import with --update to replace it, or with --replace to replace"
    " everything stored"
)

_PROGRESS_EVERY = 500


@dataclass
class Checked:
    """What a check found: every fault, the fingerprint of each account by its id, and which
    accounts are unchanged."""

    faults: list[Fault] = field(default_factory=list)
    fingerprints: dict[str, str] = field(default_factory=dict)
    unchanged: dict[str, str] = field(default_factory=dict)


def check(
    parsed: ParsedFile,
    taken: Callable[[Iterable[str]], Container[str]] | None = None,
    stored: Callable[[Iterable[str]], Mapping[str, str]] | None = None,
    progress: Progress = no_progress,
) -> Checked:
    """Check a file, and mend its document where that is certain.

    `taken` returns those of account ids that may not be in the file. `stored` returns the
    fingerprints of accounts that were stored before: one that is still the same was right then,
    and is passed over.
    """
    checked = Checked(list(parsed.faults))
    known_locations = {fault.location for fault in checked.faults}
    for path, reason in _findings(parsed, checked, taken, stored, progress):
        location = parsed.location(path)
        if location not in known_locations:
            known_locations.add(location)
            checked.faults.append(Fault(location, reason))
    return checked


def _findings(
    parsed: ParsedFile,
    checked: Checked,
    taken: Callable[[Iterable[str]], Container[str]] | None,
    stored: Callable[[Iterable[str]], Mapping[str, str]] | None,
    progress: Progress,
) -> Iterator[tuple[JsonPath, str]]:
    document = parsed.document
    yield from document_findings(document)
    if not isinstance(document, dict):
        return
    yield from time_findings(document, (), "as_of")
    accounts = document.get("accounts")
    if not isinstance(accounts, list):
        return
    if not accounts and not parsed.faults:
        yield ("accounts",), "no accounts are given: there is nothing to import"
    ids = [each for each in map(_id_of, accounts) if each is not None]
    not_again = taken(ids) if taken else ()
    before = stored(ids) if stored else {}
    rules = AccountRules(parsed.location)
    for index, account in enumerate(accounts):
        if index % _PROGRESS_EVERY == 0:
            progress("checking", index, len(accounts))
        made_of = fingerprint(account)
        account_id = _id_of(account)
        same = account_id is not None and before.get(account_id) == made_of
        if account_id is not None and same and account["account_id"] == account_id:
            yield from rules.repeated_account(account, index)
            checked.unchanged[account_id] = made_of
            continue
        yield from mended(account, index)
        yield from account_findings(account, index)
        yield from rules.findings(account, index)
        account_id = _id_of(account)
        if account_id is not None:
            checked.fingerprints[account_id] = made_of
        if account_id in not_again:
            yield ("accounts", index, "account_id"), TAKEN
    progress("checking", len(accounts), len(accounts))


def _id_of(account: Any) -> str | None:
    """Return the id of an account as it is kept, if it has one."""
    value = account.get("account_id") if isinstance(account, dict) else None
    return without_invisible(value) if isinstance(value, str) else None
