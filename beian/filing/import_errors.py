"""What is wrong with an import: the errors that beian.filing raises beside those of beian.base."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from beian.base.errors import BeianError

PRINTED_FAULTS = 50


class AccountsExist(BeianError):
    """Accounts to be added are in the store already, or are given twice."""

    def __init__(self, account_ids: Iterable[str]) -> None:
        self.account_ids = tuple(account_ids)
        super().__init__(f"Already in the filing store: {', '.join(self.account_ids)}.")


class StoreChanged(BeianError):
    """Another import wrote to the store after this one had read what is there."""

    def __init__(self) -> None:
        super().__init__(
            "Another import changed accounts of this file meanwhile, so nothing was stored. Import"
            " it again."
        )


class NotStored(BeianError):
    """An account is not in the store."""

    def __init__(self, account_id: str) -> None:
        super().__init__(f"{account_id} is not in the filing store, so there is nothing to remove.")


class TemplateNotWritten(BeianError):
    """The empty workbook could not be written, or would have overwritten a file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file: where (JSON path, or sheet and cell), and what."""

    location: str
    reason: str

    def __str__(self) -> str:
        return f"{self.location}: {self.reason}"


class ImportRefused(BeianError):
    """A file was not imported; the error lists every fault found in it, and nothing was stored."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self._report())

    def _report(self) -> str:
        """Return a line for each of the first 50 faults, then how many more there are."""
        lines = [str(fault) for fault in self.faults[:PRINTED_FAULTS]]
        more = len(self.faults) - len(lines)
        if more:
            lines.append(f"and {more:,} more, {len(self.faults):,} in all")
        return "\n".join(lines)
