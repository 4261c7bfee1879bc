"""`beian remove`: take an account out of the filing store."""

from __future__ import annotations

import argparse

from beian.base.settings import Settings
from beian.cli.order_changes import tell_changes
from beian.cli.present_stores import present_filing_store
from beian.cli.terminal import stdout


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="the account to be taken out")


def run(arguments: argparse.Namespace) -> int:
    """Take the account out and tell which orders went. Raises CommandError,
    NotStored or StoreUnavailable."""
    store = present_filing_store(Settings.from_environment())
    try:
        changes = store.remove(arguments.account)
    finally:
        store.close()
    stdout.print(f"Removed {arguments.account} from the filing store.", markup=False)
    tell_changes(changes)
    return 0
