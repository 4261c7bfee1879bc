"""Whole conversations in which each replacement runs beside Rasa's own function.

The same arguments go to both, and what they return must be the same: in the conversations of
test_long_conversations.py, with sessions as they are served and with none that ends.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from beian.bot.rasa_patches.patch import Replacement
from beian.bot.rasa_patches.table import PATCHES
from tests.bot.rasa_patches.test_trackers import seen
from tests.bot.test_long_conversations import CONVERSATIONS, ENDLESS, hold
from tests.bot.trained_bot import AS_SERVED

NOT_COMPARED = {
    "rasa.core.processor.copy": "returns its argument; test_repeated_work.py",
    "rasa.core.policies.rule_policy.copy": "returns its argument; test_repeated_work.py",
    "MemoizationPolicy.predict_action_probabilities": "taken over as a model is loaded;"
    " test_memoization.py",
    "ModelMetadata.from_dict": "called as a model is loaded; test_model_reading.py",
    "DomainProvider.load": "called as a model is loaded; test_model_reading.py",
    "EndpointConfig.session": "needs an action server; test_action_server.py",
    "EndpointConfig.request": "needs an action server; test_local_actions.py, test_turn.py",
}


def comparable(value: Any, *, about: bool = False) -> Any:
    """The value in a form that can be compared, its numbers exactly or `about`."""
    if isinstance(value, DialogueStateTracker):
        return seen(value)
    if isinstance(value, Message):
        return comparable(value.as_dict(only_output_properties=True), about=about)
    if isinstance(value, dict):
        return {key: comparable(item, about=about) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [comparable(item, about=about) for item in value]
    if isinstance(value, float) and about:  # the encoder's sums differ in their last digits
        return pytest.approx(value, abs=1e-4)
    return value


def beside_rasas_own(one: Replacement, calls: Counter[str]) -> Any:
    """A function that calls both, compares what they return, and counts its calls."""
    is_static = isinstance(one.value, staticmethod)
    ours: Callable[..., Any] = one.value.__func__ if is_static else one.value
    rasas: Callable[..., Any] = inspect.unwrap(ours)

    def both(*given: Any, **named: Any) -> Any:
        calls[one.name] += 1
        result = comparable(ours(*given, **named))
        expected = comparable(rasas(*given, **named), about=True)
        if one.attribute == "_find_action_from_rules":  # the rule is named where one is found
            result, expected = (result[0], result[2]), (expected[0], expected[2])
        assert result == expected, one.name
        return ours(*given, **named)

    return staticmethod(both) if is_static else both


def test_each_replacement_returns_what_rasas_own_function_does(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()
    compared = [one for p in PATCHES for one in p.replacements if one.name not in NOT_COMPARED]
    for one in compared:
        monkeypatch.setattr(one.owner, one.attribute, beside_rasas_own(one, calls))
    messages = 0
    for name in CONVERSATIONS:
        for length in (AS_SERVED, ENDLESS):
            messages += hold(agent, name, length)
    for one in compared:
        assert calls[one.name] >= messages, one.name


def test_every_replacement_is_compared_or_named_with_its_test() -> None:
    names = {one.name for p in PATCHES for one in p.replacements}
    assert set(NOT_COMPARED) <= names
