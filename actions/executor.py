"""All our actions over a filing state that is given, where the environment names none."""

from __future__ import annotations

import inspect
from typing import Any

from rasa_sdk.executor import ActionExecutor

from actions.frame.user import FilingService


def executor_over(filing: FilingService) -> ActionExecutor:
    """Return an executor of all our actions; each asks this filing service."""
    executor = ActionExecutor()
    executor.register_package("actions")
    for run in list(executor.actions.values()):
        assert inspect.ismethod(run), run
        action: type[Any] = type(run.__self__)
        executor.register_action(action(filing))
    return executor
