"""Import a file into the filing store: read, check, store; all of it or nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from beian.filing.filing_store import FilingStore, Written
from beian.filing.import_errors import AccountsExist, Fault, ImportRefused
from beian.filing.importing.accounts_from_document import account_of, time_of
from beian.filing.importing.document_check import TAKEN, Checked, check
from beian.filing.importing.json_file import read_json
from beian.filing.importing.parsed_file import (
    ParsedFile,
    Progress,
    no_progress,
    refuse,
    require_file,
)
from beian.filing.importing.workbook_file import read_csv, read_workbook
from beian.filing.order_changes import OrderChange
from beian.filing.state import Account

_PROGRESS_EVERY = 500


@dataclass(frozen=True)
class ImportReport:
    """What a file holds, what its import did to the store, and how long it took.

    `replaced` is the number of accounts that it replaced, `unchanged` of those that were stored as
    they are. `order_changes` tell what became of the orders of accounts that were stored before.
    """

    accounts: int
    subjects: int
    websites: int
    services: int
    orders: int
    seconds: float
    replaced: int = 0
    unchanged: int = 0
    order_changes: tuple[OrderChange, ...] = ()


def import_file(
    store: FilingStore,
    path: Path,
    *,
    replace: bool = False,
    update: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """Import `path` (.json, .xlsx, or CSV files in a folder or .zip file): accounts that are not
    stored yet.

    With `update`, each account in the file takes the place of what is stored of it, and all others
    are left alone; with `replace`, they take the place of everything stored. Raises ImportRefused
    with all faults of the file, StoreChanged or StoreUnavailable; nothing is stored then.
    """
    if replace and update:
        raise ValueError("either replace or update")
    start = perf_counter()
    parsed = read_file(path, progress)
    checked = check(
        parsed,
        taken=None if replace or update else store.known,
        stored=store.fingerprints if update else None,
        progress=progress,
    )
    if checked.faults:
        raise ImportRefused(checked.faults)
    items: list[dict[str, Any]] = parsed.document["accounts"]
    written = _store(store, path, parsed, checked, progress, replace=replace, update=update)
    return ImportReport(
        accounts=len(items),
        subjects=sum(len(item["subjects"]) for item in items),
        websites=sum(len(s["websites"]) for item in items for s in item["subjects"]),
        services=sum(len(s.get("services", ())) for item in items for s in item["subjects"]),
        orders=sum(len(item["orders"]) for item in items),
        seconds=perf_counter() - start,
        replaced=written.replaced,
        unchanged=len(checked.unchanged),
        order_changes=written.order_changes,
    )


def _store(
    store: FilingStore,
    path: Path,
    parsed: ParsedFile,
    checked: Checked,
    progress: Progress,
    *,
    replace: bool,
    update: bool,
) -> Written:
    """Write the accounts of a file that has no faults."""
    items = [
        item for item in parsed.document["accounts"] if item["account_id"] not in checked.unchanged
    ]
    accounts = _accounts(items, progress)
    as_of = time_of(parsed.document, "as_of")
    source, made_of = str(path), checked.fingerprints
    if replace:
        return store.replace_all(accounts, source, as_of, made_of)
    if update:
        return store.update(accounts, source, as_of, made_of, checked.unchanged)
    try:
        store.add(accounts, source, as_of, made_of)
    except AccountsExist as error:  # another process imported them since the check
        raise ImportRefused(_taken(parsed, set(error.account_ids))) from error
    return Written(0, ())


def read_file(path: Path, progress: Progress = no_progress) -> ParsedFile:
    """Return the content of a .json or .xlsx file, or of the CSV files in a folder or .zip file.

    Raises ImportRefused if it can't be read.
    """
    progress("reading", 0, None)
    suffix = path.suffix.lower()
    with _without_garbage_collection():
        if suffix == ".zip" or (path.is_dir() and suffix not in (".json", ".xlsx")):
            return read_csv(path, progress)
        if suffix == ".json":
            return read_json(path)
        if suffix == ".xlsx":
            return read_workbook(path, progress)
    require_file(path)
    if suffix == ".csv":
        raise refuse(
            path,
            "is one sheet; put it with those of the other sheets into a folder or a .zip file, and"
            " import that",
        )
    ending = f"ends in {suffix}" if suffix else "has no ending"
    what = "only .json and .xlsx files are read, and folders or .zip files of .csv files"
    raise refuse(path, f"{ending}; {what}")


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
