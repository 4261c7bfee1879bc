"""What beian/desk/ raises at its border. Each message is a sentence that a person can act on."""

from __future__ import annotations

from beian.base.errors import BeianError


class DeskError(BeianError):
    """Anything that the desk can't do."""


class ConfigError(DeskError):
    """desk.yml says something that can't be."""
