"""Keeps libraries quiet: no telemetry of Rasa's, no warnings that only their authors can act on."""

from __future__ import annotations

import os

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
"""The variables that the libraries read, the first and the third once, when they are imported or
started."""


def silence_libraries() -> None:
    """Set the variables of QUIET that are not set; called before Rasa is imported."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
