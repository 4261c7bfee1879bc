"""Import a file into the filing store: read, check, store; all of it or nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import AccountsExist, Fault, ImportRefused
from beian.filing.importing.accounts_from_document import account_of, time_of
from beian.filing.importing.document_check import TAKEN, check
from beian.filing.importing.json_file import read_json
from beian.filing.importing.parsed_file import (
    ParsedFile,
    Progress,
    no_progress,
    refuse,
    require_file,
)
from beian.filing.importing.workbook_file import read_workbook
from beian.filing.state import Account

_PROGRESS_EVERY = 500


@dataclass(frozen=True)
class ImportReport:
    """What an import added to the store, and how long it took.

    `replaced` is the number of accounts that it replaced.
    """

    accounts: int
    subjects: int
    websites: int
    orders: int
    seconds: float
    replaced: int


def import_file(
    store: FilingStore, path: Path, *, replace: bool = False, progress: Progress = no_progress
) -> ImportReport:
    """Import `path` (.json or .xlsx); with `replace`, in place of everything stored.

    Raises ImportRefused with all faults of the file, or StoreUnavailable; nothing is stored then.
    """
    start = perf_counter()
    parsed = read_file(path, progress)
    faults = check(parsed, None if replace else store, progress)
    if faults:
        raise ImportRefused(faults)
    document = parsed.document
    items: list[dict[str, Any]] = document["accounts"]
    accounts = _accounts(items, progress)
    as_of = time_of(document, "as_of")
    replaced = 0
    try:
        if replace:
            replaced = store.replace_all(accounts, str(path), as_of)
        else:
            store.add(accounts, str(path), as_of)
    except AccountsExist as error:  # another process imported them since the check
        raise ImportRefused(_taken(parsed, set(error.account_ids))) from error
    return ImportReport(
        accounts=len(items),
        subjects=sum(len(item["subjects"]) for item in items),
        websites=sum(len(s["websites"]) for item in items for s in item["subjects"]),
        orders=sum(len(item["orders"]) for item in items),
        seconds=perf_counter() - start,
        replaced=replaced,
    )


def read_file(path: Path, progress: Progress = no_progress) -> ParsedFile:
    """Return the content of a .json or .xlsx file. Raises ImportRefused if it can't be read."""
    progress("reading", 0, None)
    suffix = path.suffix.lower()
    with _without_garbage_collection():
        if suffix == ".json":
            return read_json(path)
        if suffix == ".xlsx":
            return read_workbook(path, progress)
    require_file(path)
    ending = f"ends in {suffix}" if suffix else "has no ending"
    raise refuse(path, f"{ending}; only .json and .xlsx files are read")


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Suspend the search for reference cycles: a document has none, and the search takes a quarter
    of the time of a huge file."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _taken(parsed: ParsedFile, taken: set[str]) -> Iterator[Fault]:
    for index, account in enumerate(parsed.document["accounts"]):
        if account["account_id"] in taken:
            yield Fault(parsed.location(("accounts", index, "account_id")), TAKEN)


def _accounts(items: Iterable[dict[str, Any]], progress: Progress) -> Iterator[Account]:
    items = list(items)
    for index, item in enumerate(items):
        if index % _PROGRESS_EVERY == 0:
            progress("storing", index, len(items))
        yield account_of(item)
    progress("storing", len(items), len(items))
