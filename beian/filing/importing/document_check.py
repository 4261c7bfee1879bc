"""Find every fault of a document: against the schema, our rules and the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import Fault
from beian.filing.importing.account_rules import AccountRules, time_findings
from beian.filing.importing.parsed_file import JsonPath, ParsedFile, Progress, no_progress
from beian.filing.importing.schema_check import account_findings, document_findings

TAKEN = "is in the store already; import with --replace to replace everything stored"

_PROGRESS_EVERY = 500


def check(
    parsed: ParsedFile, store: FilingStore | None, progress: Progress = no_progress
) -> list[Fault]:
    """Return every fault in a file; account ids that are in `store` already are faults, too."""
    faults = list(parsed.faults)
    known_locations = {fault.location for fault in faults}
    for path, reason in _findings(parsed, store, progress):
        location = parsed.location(path)
        if location not in known_locations:
            known_locations.add(location)
            faults.append(Fault(location, reason))
    return faults


def _findings(
    parsed: ParsedFile, store: FilingStore | None, progress: Progress
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
    taken = _known_ids(accounts, store)
    rules = AccountRules(parsed.location)
    for index, account in enumerate(accounts):
        if index % _PROGRESS_EVERY == 0:
            progress("checking", index, len(accounts))
        yield from account_findings(account, index)
        yield from rules.findings(account, index)
        if _id_of(account) in taken:
            yield ("accounts", index, "account_id"), TAKEN
    progress("checking", len(accounts), len(accounts))


def _known_ids(accounts: list[Any], store: FilingStore | None) -> set[str]:
    if store is None:
        return set()
    ids = map(_id_of, accounts)
    return store.known(each for each in ids if each is not None)


def _id_of(account: Any) -> str | None:
    value = account.get("account_id") if isinstance(account, dict) else None
    return value if isinstance(value, str) else None
