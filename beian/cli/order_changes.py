"""What became of orders, as `beian import` and `beian remove` tell it."""

from __future__ import annotations

from collections.abc import Sequence

from beian.cli.terminal import stdout
from beian.filing.order_changes import OrderChange

_MOST = 50


def tell_changes(changes: Sequence[OrderChange]) -> None:
    """Print a line for each of the first 50 changes, then how many more there are."""
    if not changes:
        return
    stdout.print(f"Orders that changed: {len(changes):,}.")
    for change in changes[:_MOST]:
        stdout.print(_line(change), markup=False, highlight=False)
    if len(changes) > _MOST:
        stdout.print(f"  and {len(changes) - _MOST:,} more")


def _line(change: OrderChange) -> str:
    before = change.before.value if change.before else "new"
    after = change.after.value if change.after else "no longer on file"
    return f"  {change.account_id}, {change.order_id} ({change.kind.value}): {before} -> {after}"
