"""Messages of a training have fingerprints of their own, as Rasa's have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message

from beian.bot.rasa_patches.training_messages import fingerprint

Change = Callable[[Message], object]

CHANGES: dict[str, Change] = {
    "text": lambda one: one.set("text", "多久能办好"),
    "intent": lambda one: one.set("intent", "faq_reapply"),
    "a key more": lambda one: one.set("metadata", {"language": "zh"}),
    "entity": lambda one: one.set("entities", [{"entity": "domain", "start": 0}]),
    "kind of a value": lambda one: one.set("place", "1"),
    "no JSON": lambda one: one.set("place", {1, 2}),
}


def message(**more: Any) -> Message:
    return Message({"text": "要多久", "intent": "faq_cancellation_time", "place": 1, **more})


def test_the_same_message_has_the_same_fingerprint() -> None:
    assert fingerprint(message()) == fingerprint(message())


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_another_message_has_another_fingerprint(change: Change) -> None:
    other = message()
    change(other)
    assert fingerprint(other) != fingerprint(message())


def test_features_count() -> None:
    other = message()
    other.add_features(Features(np.ones((1, 2)), "sequence", "text", "origin"))
    assert fingerprint(other) != fingerprint(message())
    assert fingerprint(other) == other.fingerprint()
