"""Errors that any part of the assistant may raise.

Each message is a sentence that a person can act on: what is wrong, where, and the way out.
"""

from __future__ import annotations


class BeianError(Exception):
    """The base of all errors of the assistant."""


class SettingsError(BeianError):
    """A setting is wrong, or a file or folder that it names can't be used."""


class StoreUnavailable(BeianError):
    """A store does not answer, or answers with an error."""


class StoreTooNew(StoreUnavailable):
    """A store was made by a newer version of the assistant."""
