"""`beian import`: filing state from a JSON file or an Excel workbook into the store."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from beian.base.settings import Settings
from beian.cli.order_changes import tell_changes
from beian.cli.terminal import stderr, stdout
from beian.filing.filing_store import FilingStore
from beian.filing.import_errors import ImportRefused
from beian.filing.importing import import_file, write_template


def add_arguments(parser: argparse.ArgumentParser) -> None:
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=".json, .xlsx, or a folder or .zip of .csv files",
    )
    given.add_argument(
        "--template", type=Path, metavar="FILE", help="write an empty workbook to fill in"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--update",
        action="store_true",
        help="replace each account in the file, and leave the others alone",
    )
    how.add_argument(
        "--replace", action="store_true", help="replace everything stored by the file's content"
    )


def run(arguments: argparse.Namespace) -> int:
    """Import and report. Raises ImportRefused with every fault; nothing is stored then."""
    if arguments.template is not None:
        write_template(arguments.template)
        stdout.print(f"Wrote {escape(str(arguments.template))}. Fill it in and import it.")
        return 0
    store = FilingStore(Settings.from_environment().database_url)
    try:
        _import(store, arguments.file, replace=arguments.replace, update=arguments.update)
    except ImportRefused as refused:
        stderr.print(f"[red]{escape(str(arguments.file))}: nothing was imported.[/red]")
        stderr.print(str(refused), markup=False)
        return 1
    if store.holds_sample():
        stdout.print("The sample accounts are still in the store; --replace takes them out.")
    return 0


def _import(store: FilingStore, file: Path, *, replace: bool, update: bool) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, TimeElapsedColumn(), console=stderr, transient=True) as bars:
        task = bars.add_task("reading", total=None)

        def report(stage: str, done: int, total: int | None) -> None:
            bars.update(task, description=stage, completed=done, total=total)

        made = import_file(store, file, replace=replace, update=update, progress=report)
    stdout.print(
        f"Imported {made.accounts:,} accounts, {made.subjects:,} subjects, "
        f"{made.websites:,} websites, {made.services:,} services and {made.orders:,} orders in "
        f"{made.seconds:.1f} s."
    )
    if made.unchanged:
        stdout.print(f"{made.unchanged:,} of the accounts were stored like that already.")
    if made.replaced:
        stdout.print(f"They replaced {made.replaced:,} accounts.")
    tell_changes(made.order_changes)
