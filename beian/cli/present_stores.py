"""Stores for commands that make none: where the file that a variable names is missing, its address
is mistyped."""

from __future__ import annotations

from sqlalchemy.engine.url import make_url

from beian.base.engine import FILING, StoreKind, file_of
from beian.base.settings import Settings
from beian.base.trackers import TRACKERS
from beian.base.upgrading import Schema
from beian.cli.errors import CommandError
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.migrations import DESK
from beian.filing.filing_store import FilingStore


def present_filing_store(settings: Settings) -> FilingStore:
    """Return the filing store. Raises CommandError where its file is missing."""
    _require(settings, settings.database_url, FILING, "`beian import` makes one.")
    return FilingStore(settings.database_url)


def present_desk_database(settings: Settings, *of_connector: Schema) -> DeskDatabase:
    """Return the desk's database. Raises CommandError where its file is missing."""
    made = "`beian run` makes one, and so does `beian agent add`."
    _require(settings, settings.desk_database_url, DESK, made)
    return DeskDatabase(settings.desk_database_url, *of_connector)


def require_trackers(settings: Settings) -> None:
    """Raise CommandError where the file of Rasa's trackers is missing."""
    _require(settings, settings.tracker_database_url, TRACKERS, "`beian run` makes one.")


def _require(settings: Settings, url: str, kind: StoreKind, made: str) -> None:
    """Require that a store's file is there, unless it lies in `var`, where stores come by
    themselves. Raises CommandError, with what is to be done if the file is to be `made`."""
    file = file_of(make_url(url))
    if file is None or file.exists() or file.parent == settings.var.absolute():
        return
    raise CommandError(
        f"There is no {kind.name} {file}. Does {kind.variable} name the right file? If there is to"
        f" be a new one there: {made}"
    )
