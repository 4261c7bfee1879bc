"""`beian remove`: take an account out of the filing store."""

from __future__ import annotations

import argparse

from beian.base.settings import Settings
from beian.cli.order_changes import tell_changes
from beian.cli.terminal import stdout
from beian.filing.filing_store import FilingStore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="the account to be taken out")


def run(arguments: argparse.Namespace) -> int:
    """Take the account out and tell which orders went. Raises NotStored, StoreUnavailable."""
    store = FilingStore(Settings.from_environment().database_url)
    try:
        changes = store.remove(arguments.account)
    finally:
        store.close()
    stdout.print(f"Removed {arguments.account} from the filing store.", markup=False)
    tell_changes(changes)
    return 0
