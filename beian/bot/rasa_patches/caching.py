"""What Rasa works out anew each time though it never changes, worked out once.

All of it costs more than it should with every message (docs/benchmarks.md): whether the schema
of an action's answer is itself a valid schema; which class an event's name stands for, looked
for among all classes with each event that is read; whether the domain is empty, for which an empty
one is made; and how a message is understood that others have sent, word for word. Nor need what
might be logged be copied, whether it is logged or not.
"""

from __future__ import annotations

import gc
import pickle
from collections import OrderedDict
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from jsonschema_rs import Draft202012Validator
from rasa.core import processor
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.policies import rule_policy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event

_PARSES = "beian_parses"
_EMPTY = "beian_is_empty"
_look_whether_empty = Domain.is_empty


def remember_what_never_changes() -> None:
    """Has Rasa, in this process, remember the first three, and copy nothing for its log.

    Calling it again changes nothing.
    """
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    RemoteAction._validate_action_result = _validate_action_result
    Domain.is_empty = _is_empty
    for module in (processor, rule_policy):  # which copy for their log alone
        module.copy = SimpleNamespace(deepcopy=lambda logged: logged)


def keep_what_is_loaded() -> None:
    """Tells the garbage collector that model, domain and dictionaries stay: it need not look
    through their millions of objects again and again."""
    gc.collect()
    gc.freeze()


class RememberedParses:
    """How texts are understood, which nothing but the text decides; the oldest are forgotten."""

    def __init__(self, agent: Agent, most: int = 2000, longest: int = 200) -> None:
        """`most` texts are remembered, of `longest` characters at most."""
        self._agent = agent
        self._most = most
        self._longest = longest
        self._parses: OrderedDict[str, bytes] = OrderedDict()

    async def parse(self, text: str) -> dict[str, Any]:
        """As Rasa's `Agent.parse_message`; what is given belongs to the caller."""
        known = self._parses.get(text)
        if known is not None:
            self._parses.move_to_end(text)
            remembered: dict[str, Any] = pickle.loads(known)
            return remembered
        parsed: dict[str, Any] = await self._agent.parse_message(text)
        if len(text) <= self._longest:
            self._parses[text] = pickle.dumps(parsed)
            if len(self._parses) > self._most:
                self._parses.popitem(last=False)
        return parsed

    @classmethod
    def of(cls, agent: Agent) -> RememberedParses:
        """Those of an agent, as long as it has the same model."""
        kept: tuple[object, RememberedParses] | None = getattr(agent, _PARSES, None)
        if kept is None or kept[0] is not agent.processor:
            kept = (agent.processor, cls(agent))
            setattr(agent, _PARSES, kept)
        return kept[1]


def _is_empty(domain: Domain) -> bool:
    """Domain.is_empty; a domain does not change."""
    if _EMPTY not in domain.__dict__:
        setattr(domain, _EMPTY, _look_whether_empty(domain))
    known: bool = getattr(domain, _EMPTY)
    return known


@lru_cache(maxsize=1)
def _answers_of_actions() -> Draft202012Validator:
    return Draft202012Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(action: RemoteAction, result: dict[str, Any]) -> bool:
    """Raises jsonschema_rs' ValidationError where it is no answer of an action."""
    del action
    _answers_of_actions().validate(result)
    return True
