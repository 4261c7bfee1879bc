"""The sample state: invented accounts that show all that the assistant can answer.

docs/sample-accounts.md says what is special about each. It is meant to be read at its `as_of`:
BEIAN_NOW=2026-10-12T10:00:00+08:00.
"""

from __future__ import annotations

import json
from importlib import resources

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import ImportRefused
from beian.filing.importing.accounts_from_document import account_of, time_of
from beian.filing.importing.document_check import check
from beian.filing.importing.json_file import read_json

SAMPLE = resources.files("beian.filing") / "sample.json"


def load_sample(store: FilingStore) -> bool:
    """Load the sample if the store is empty. Return whether it was loaded.

    If several processes try at once, one of them loads it.
    """
    if not store.is_empty():
        return False
    with resources.as_file(SAMPLE) as file:
        parsed = read_json(file)
    faults = check(parsed).faults
    if faults:
        raise ImportRefused(faults)
    accounts = [account_of(item) for item in parsed.document["accounts"]]
    return store.add_sample(accounts, SAMPLE.name, time_of(parsed.document, "as_of"))


def sample_accounts() -> list[str]:
    """Return the ids of the accounts of the sample."""
    document = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return [account["account_id"] for account in document["accounts"]]
