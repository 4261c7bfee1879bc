"""The language of a message, from its script (DESIGN.md, decision 8)."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.entities import find_entities

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")
_GRAMMAR = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "be",
        "been",
        "but",
        "can",
        "cancel",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "just",
        "let",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "one",
        "or",
        "our",
        "please",
        "should",
        "so",
        "some",
        "that",
        "the",
        "them",
        "there",
        "this",
        "to",
        "up",
        "want",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "would",
        "yes",
        "you",
        "your",
    ]
)
"""English words that carry a sentence; terms alone ("ICP", "server") do not."""
_NAMES = ("filing_number", "domain", "order_number", "phone_number")


def language_of(text: str) -> str | None:
    """ "zh" or "en"; None where nothing decides (digits, emoji, a domain or filing number).

    Where both scripts stand side by side, the language of the grammar counts: a Chinese
    sentence with English terms is Chinese, an English one with a Chinese term English.
    """
    for found in reversed(find_entities(text)):
        if found.label in _NAMES:
            text = f"{text[: found.start]} {text[found.end :]}"
    han = len(_HAN.findall(text))
    words = [word.lower() for word in _ENGLISH_WORD.findall(text)]
    if not han:
        return "en" if words else None
    grammar = sum(word in _GRAMMAR for word in words)
    return "en" if grammar >= 2 and len(words) > han / 2 else "zh"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MessageLanguage(GraphComponent):
    """Adds the entity `language`, which fills the slot of that name."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageLanguage:
        del config, model_storage, resource, execution_context
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            language = language_of(text)
            if language is None:
                continue
            entity = {
                "entity": "language",
                "value": language,
                "start": 0,
                "end": len(text),
                "extractor": type(self).__name__,
            }
            entities = [*(message.get(ENTITIES) or []), entity]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
