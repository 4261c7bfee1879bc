"""The sample state: invented accounts that show all that the assistant can answer.

docs/sample-accounts.md tells what is special about each. It reads right at the moment of its
`as_of`: BEIAN_NOW=2026-10-12T10:00:00+08:00.
"""

from __future__ import annotations

from importlib import resources

from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import ImportRefused
from beian.filing.importing.accounts_from_document import account_of, time_of
from beian.filing.importing.document_check import check
from beian.filing.importing.json_file import read_json

SAMPLE = resources.files("beian.filing") / "sample.json"


def load_sample(store: FilingStore) -> bool:
    """Load the sample into an empty store; False, and nothing done, where there is anything.

    Of several processes that try at once, one does it.
    """
    if not store.is_empty():
        return False
    with resources.as_file(SAMPLE) as file:
        source = read_json(file)
    faults = check(source, None)
    if faults:
        raise ImportRefused(faults)
    accounts = [account_of(item) for item in source.document["accounts"]]
    return store.add_sample(accounts, SAMPLE.name, time_of(source.document, "as_of"))
