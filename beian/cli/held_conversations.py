"""Tells which visitors lose the agent that they have."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from beian.base.settings import Settings
from beian.cli.present_stores import present_desk_database
from beian.cli.terminal import stdout
from beian.desk.conversations.absence import held_by


def tell_held(settings: Settings, name: str) -> None:
    """Print what the agent of this name has, and what becomes of it; nothing, if nothing."""
    database = present_desk_database(settings)
    try:
        held = held_by(database, name)
    finally:
        database.close()
    if not held:
        return
    table = Table("visitor", "about", "with them since")
    for conversation in held:
        since = conversation.since.astimezone().strftime("%Y-%m-%d %H:%M")
        visitor = conversation.account_id or f"anonymous ({conversation.id})"
        table.add_row(escape(visitor), escape(conversation.topic or "-"), since)
    stdout.print(table)
    stdout.print(
        "These visitors go back to the queue, to the places that they had; outside opening hours"
        " their questions become tickets. A running desk sees to it within seconds."
    )
