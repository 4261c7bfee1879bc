"""Gives the entities that spaCy found their normalised values."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityValues(GraphComponent):
    """Stands after SpacyEntityExtractor, which hands on a span's text but not its id."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityValues:
        del config, model_storage, resource, execution_context
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            document = message.get(SPACY_DOCS[TEXT])
            if document is None:
                continue
            values = {
                (span.label_, span.start_char, span.end_char): span.ent_id_
                for span in document.ents
            }
            for entity in message.get(ENTITIES) or []:
                key = (entity["entity"], entity["start"], entity["end"])
                entity["value"] = values.get(key) or entity["value"]
        return messages
