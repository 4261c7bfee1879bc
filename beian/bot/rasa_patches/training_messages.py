"""Fingerprints of the messages of a training, by which Rasa knows what has changed."""

from __future__ import annotations

import json

from rasa.shared.nlu.training_data.message import Message
from rasa.shared.utils.io import deep_container_fingerprint, get_text_hash


def fingerprint(self: Message) -> str:
    """Return a hash of all that a message holds: of its JSON at once, where Rasa hashes each value
    by itself. A message with features, or with what is no JSON, has Rasa's own."""
    if self._cached_fingerprint is None:
        self._cached_fingerprint = _of_plain(self) or deep_container_fingerprint(
            [self.data, self.features]
        )
    return str(self._cached_fingerprint)


def _of_plain(message: Message) -> str | None:
    if message.features:
        return None
    try:
        return str(get_text_hash(json.dumps(message.data, sort_keys=True)))
    except (TypeError, ValueError):
        return None
