"""What beian/desk/ raises at its border. Each message is a sentence that tells what to do."""

from __future__ import annotations

from collections.abc import Iterable

from beian.base.errors import BeianError
from beian.nlu.topics.faults import Fault


class DeskError(BeianError):
    """The base of all errors of the desk."""


class ConfigError(DeskError):
    """desk.yml says something that can't be."""


class FaultyConfig(ConfigError):
    """desk.yml can't be used. `faults` holds all that was found, in order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))
