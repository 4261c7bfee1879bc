"""Hands the entities of spaCy's pipeline on to Rasa, with their normalised values.

Rasa's own SpacyEntityExtractor runs the pipeline a second time and knows no values.
"""

from __future__ import annotations

from collections.abc import Iterable

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from beian.nlu.entity_source import EntitySource


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SpacyEntities(EntitySource):
    """Stands after SpacyNLP, whose document of the message it reads."""

    def found(self, message: Message) -> Iterable[tuple[str, str, int, int]]:
        document = message.get(SPACY_DOCS[TEXT])
        spans = [] if document is None else document.ents
        return [
            (span.label_, span.ent_id_ or span.text, span.start_char, span.end_char)
            for span in spans
        ]
