"""Compute once what never changes, and copy nothing for log lines that nobody writes.

With each event that is read, Rasa searches all classes for the one that the event's name stands
for; with each answer of an action, it checks that its schema of answers is a valid schema; and it
copies what it might log.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from types import SimpleNamespace
from typing import Any

from jsonschema_rs import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event

validate_with_schema_check = RemoteAction._validate_action_result
resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
"""Event.resolve_by_type; the classes of events are known once Rasa is imported."""
log_uncopied = SimpleNamespace(deepcopy=lambda logged: logged)
"""The module `copy` for modules of Rasa that use it in log lines alone: deepcopy copies nothing.

Which modules these are, and that all their uses are in log lines, is tested.
"""


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(RemoteAction.action_response_format_spec())


@wraps(validate_with_schema_check)
def validate_action_result(action: RemoteAction, result: dict[str, Any]) -> bool:
    """Return True. An invalid answer is left to Rasa, which raises jsonschema's ValidationError."""
    if _validator().is_valid(result):
        return True
    valid: bool = validate_with_schema_check(action, result)
    return valid
