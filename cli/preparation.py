"""What a conversation needs before it can start: a trained model and a filled store."""

from __future__ import annotations

from pathlib import Path

from cli.paths import MODEL
from cli.terminal import progress
from cli.training import is_trained, train
from filing.importing import load_sample
from filing.settings import Settings
from filing.store import Store


def prepared_model() -> Path:
    """The trained model; trains it first where it is missing or older than its data."""
    if not is_trained():
        train()
    return MODEL


def open_store(settings: Settings) -> Store:
    """The filing store, up to date; an empty SQLite one gets the sample."""
    store = Store(settings.database_url)
    if settings.database_url.startswith("sqlite") and store.is_empty():
        with progress("Loading the sample filing state"):
            load_sample(store)
    return store
