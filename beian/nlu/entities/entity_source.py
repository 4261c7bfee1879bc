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

from beian.nlu.entities.entity import Found


class EntitySource(GraphComponent):
    """A component without settings or training. A subclass says which entities a message holds."""

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
    def found(self, message: Message) -> Iterable[Found]:
        """Return the entities that stand in the message."""

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            entities = [self._as_rasa_has_it(one) for one in self.found(message)]
            if entities:
                known = message.get(ENTITIES) or []
                message.set(ENTITIES, [*known, *entities], add_to_output=True)
        return messages

    def _as_rasa_has_it(self, found: Found) -> dict[str, Any]:
        entity = {
            "entity": found.label,
            "value": found.value,
            "start": found.start,
            "end": found.end,
            "extractor": type(self).__name__,
        }
        return entity if found.role is None else {**entity, "role": found.role}
