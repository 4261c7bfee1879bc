"""What Rasa works out anew each time though it never changes, worked out once.

Both cost more than anything else in a short conversation (docs/benchmarks.md): whether the
schema of an action's answer is itself a valid schema, checked with each action; and which class
an event's name stands for, looked for among all classes with each event that is read.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


def remember_what_never_changes() -> None:
    """Has Rasa, in this process, remember both. Calling it again changes nothing."""
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    RemoteAction._validate_action_result = _validate_action_result


@lru_cache(maxsize=1)
def _answers_of_actions() -> Any:
    schema = RemoteAction.action_response_format_spec()
    checked = validator_for(schema)
    checked.check_schema(schema)
    return checked(schema)


def _validate_action_result(action: RemoteAction, result: dict[str, Any]) -> bool:
    """Raises jsonschema's ValidationError, as the method of Rasa that it takes the place of."""
    fault = best_match(_answers_of_actions().iter_errors(result))
    if fault is None:
        return True
    fault.message = f"The answer of {action.name()} has not the form of an answer: {fault.message}"
    raise fault
