"""What Rasa works out anew each time though it never changes, worked out once.

Both cost more than anything else in a short conversation (docs/benchmarks.md): whether the
schema of an action's answer is itself a valid schema, checked with each action; and which class
an event's name stands for, looked for among all classes with each event that is read.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema_rs import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


def remember_what_never_changes() -> None:
    """Has Rasa, in this process, remember both. Calling it again changes nothing."""
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    RemoteAction._validate_action_result = _validate_action_result


@lru_cache(maxsize=1)
def _answers_of_actions() -> Draft202012Validator:
    return Draft202012Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(action: RemoteAction, result: dict[str, Any]) -> bool:
    """Raises jsonschema_rs' ValidationError where it is no answer of an action."""
    del action
    _answers_of_actions().validate(result)
    return True
