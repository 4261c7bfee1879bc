"""What a patch is, and how patches are applied and withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rasa.version import __version__ as installed_version

from beian.base.errors import BeianError

RASA_VERSION = "3.6.21"
"""The version whose internals the patches replace; pyproject.toml pins the same."""


class UnsupportedRasa(BeianError):
    """The installed Rasa is not the one that the patches were written for."""


@dataclass(frozen=True)
class Replacement:
    """An attribute of one of Rasa's classes or modules, and what takes its place."""

    owner: Any
    attribute: str
    value: Any

    @property
    def name(self) -> str:
        """`Owner.attribute`, or `package.module.attribute`."""
        module = getattr(self.owner, "__qualname__", None) or self.owner.__name__
        return f"{module}.{self.attribute}"


@dataclass(frozen=True)
class Patch:
    """Replacements that belong together.

    `why` says what Rasa does that is not needed, `gain` what a turn or a start saves by it
    (docs/benchmarks.md), `test` which file holds the replacements against Rasa's own functions.
    """

    name: str
    replacements: tuple[Replacement, ...]
    why: str
    gain: str
    test: str


_originals: dict[tuple[Any, str], Any] = {}


def apply(patches: Iterable[Patch]) -> None:
    """Patch Rasa in this process. Applying a patch twice changes nothing.

    Raises UnsupportedRasa with any other version than the pinned one.
    """
    require_version(installed_version)
    for replacement in _replacements(patches):
        key = (replacement.owner, replacement.attribute)
        if key not in _originals:
            _originals[key] = vars(replacement.owner)[replacement.attribute]
            setattr(replacement.owner, replacement.attribute, replacement.value)


def withdraw(patches: Iterable[Patch]) -> None:
    """Put back what Rasa had. Patches that are not applied are left alone."""
    for replacement in _replacements(patches):
        key = (replacement.owner, replacement.attribute)
        if key in _originals:
            setattr(replacement.owner, replacement.attribute, _originals.pop(key))


def is_applied(patch: Patch) -> bool:
    """Return whether all replacements of a patch are in force."""
    return all((one.owner, one.attribute) in _originals for one in patch.replacements)


def require_version(version: str) -> None:
    """Raise UnsupportedRasa unless `version` is the pinned one."""
    if version != RASA_VERSION:
        raise UnsupportedRasa(
            f"Rasa {version} is installed, but the patches in beian/bot/rasa_patches replace"
            f" internals of Rasa {RASA_VERSION}. Install that version (`make .venv/.ready`), or"
            " set BEIAN_PLAIN_RASA=1 to serve without the patches."
        )


def _replacements(patches: Iterable[Patch]) -> list[Replacement]:
    return [replacement for patch in patches for replacement in patch.replacements]
