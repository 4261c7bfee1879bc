"""What a conversation needs before it can start: a trained model and a filled store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from beian.base.contact import CONTACT_FILE
from beian.base.project import project
from beian.base.settings import Settings
from beian.cli.errors import CommandError
from beian.cli.faults import fault_line
from beian.cli.paths import CONTENT, MODEL
from beian.cli.terminal import progress, stderr
from beian.cli.training import FaultyProject, is_readable, is_trained, train
from beian.content.service_configuration import service_faults
from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample

if TYPE_CHECKING:
    from beian.nlu.model.parser import Parser


def require_configuration(settings: Settings, *, with_desk: bool) -> None:
    """Raise CommandError with what keeps a service from starting, worded as by `beian check`."""
    desk = settings.desk_config if with_desk else None
    faults = sorted({*service_faults(CONTENT, project().file(CONTACT_FILE), desk)})
    if faults:
        lines = "\n".join(fault_line(fault) for fault in faults)
        raise CommandError(
            f"Nothing was started, as there are faults in the configuration.\n{lines}"
        )


def prepared_model() -> Path:
    """Return the trained model; train it first if it is missing or older than its data.

    Raises CommandError.
    """
    if not is_trained():
        train()
    return MODEL


def served_model() -> Path:
    """Return the trained model, or the previous one if its data have changed and can't be trained.

    Raises CommandError if there is neither.
    """
    try:
        return prepared_model()
    except FaultyProject as faulty:
        if not is_readable(MODEL):
            raise
        stderr.print(f"[yellow]{escape(faulty.brief)}[/yellow]")
        stderr.print("The model trained before goes on serving; beian check tells every fault.")
    except CommandError as failure:
        if not is_readable(MODEL):
            raise
        stderr.print(f"[yellow]{escape(str(failure))}[/yellow]")
        stderr.print("The model trained before goes on serving.")
    return MODEL


def prepared_parser() -> Parser:
    """Load the trained model. Raises CommandError."""
    model = prepared_model()
    with progress("Loading the model"):
        # Rasa takes seconds to import, so that is done where progress is shown.
        from beian.nlu.model.parser import ModelUnavailable, load_parser  # noqa: PLC0415

        try:
            return load_parser(model)
        except ModelUnavailable as unavailable:
            raise CommandError(str(unavailable)) from unavailable


def open_store(settings: Settings) -> FilingStore:
    """Return the filing store, up to date; an empty SQLite one gets the sample."""
    store = FilingStore(settings.database_url)
    if settings.database_url.startswith("sqlite") and store.is_empty():
        with progress("Loading the sample filing state"):
            load_sample(store)
    return store
