"""Errors of the command line."""

from __future__ import annotations


class CommandError(Exception):
    """A command can't go on; the message says what is wrong and what to do next."""
