"""The sample accounts, for tests of what is found on file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample
from beian.filing.state import Account


@lru_cache(maxsize=1)
def _accounts() -> dict[str, Account]:
    with TemporaryDirectory(prefix="beian-") as folder:
        store = FilingStore(f"sqlite:///{Path(folder) / 'filing.sqlite3'}")
        try:
            load_sample(store)
            found = {name: store.account(name) for name in store.account_ids(100)}
        finally:
            store.close()
    return {name: account for name, account in found.items() if account is not None}


def sample_account(name: str) -> Account:
    """Return a sample account as it is imported."""
    return _accounts()[name]
