"""A message that asks how to do what was just spoken of: "how do I do that?"."""

from __future__ import annotations

from actions.frame.message import Asked, Message
from actions.wording.topic_files import has_part
from beian.nlu.plain_words.how_to import asks_how, asks_where

_HOW = ("how", "resubmit", "restore", "steps")
_WHERE = ("where", "how", "restore")
"""Parts that tell how, or where, what their topic is about is done; the first that there is."""


def asks_how_to_do_it(message: Message, topic: str | None) -> Asked | None:
    """Return the question how, or where, what the topic before is about is done; None where the
    message asks something else, or that topic does not tell."""
    if message.pressed or topic is None:
        return None
    parts = _HOW if asks_how(message.text) else _WHERE if asks_where(message.text) else ()
    told = next((part for part in parts if has_part(topic, part)), None)
    return Asked(topic, told, message.text) if told else None
