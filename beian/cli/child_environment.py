"""The environment of the processes that a command starts."""

from __future__ import annotations

import os

from beian.base.quiet import QUIET
from beian.cli.paths import CONTENT


def quiet_environment(secret: str | None = None) -> dict[str, str]:
    """Return the environment of a child process: no telemetry, no library warnings."""
    environment = {
        **os.environ,
        **QUIET,
        "PYTHONWARNINGS": "ignore",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(CONTENT), os.environ.get("PYTHONPATH")))),
    }
    if secret is not None:
        environment["BEIAN_SECRET"] = secret
    return environment
