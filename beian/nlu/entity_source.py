"""The shape of our components that add entities to a message."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message


class EntitySource(GraphComponent):
    """A component without settings or training. A subclass says what stands in a message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntitySource:
        del config, model_storage, resource, execution_context
        return cls()

    @abstractmethod
    def found(self, message: Message) -> Iterable[tuple[str, str, int, int]]:
        """Return label, value, start and end of each entity."""

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            entities = [
                {
                    "entity": label,
                    "value": value,
                    "start": start,
                    "end": end,
                    "extractor": type(self).__name__,
                }
                for label, value, start, end in self.found(message)
            ]
            if entities:
                known = message.get(ENTITIES) or []
                message.set(ENTITIES, [*known, *entities], add_to_output=True)
        return messages
