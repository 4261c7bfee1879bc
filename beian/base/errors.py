"""Errors that any part of the assistant may raise. Each message is a sentence that a person can act
on: what is wrong, where, and the way out."""

from __future__ import annotations


class BeianError(Exception):
    """Anything that the assistant can't do for its caller."""


class SettingsError(BeianError):
    """A setting that is wrong, or a place on disk that a setting needs and can't have."""


class StoreUnavailable(BeianError):
    """A store does not answer, or answers with an error."""


class StoreTooNew(StoreUnavailable):
    """A store was made by a newer version of the assistant."""
