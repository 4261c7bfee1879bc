"""Hands the entities of spaCy's pipeline on to Rasa, with their normalised values, and its scopes
of negation.

Rasa's own SpacyEntityExtractor runs the pipeline a second time and knows no values.
"""

from __future__ import annotations

from collections.abc import Iterable

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Span

from beian.nlu.entities.entity import CORRECTION, SCOPE, Found
from beian.nlu.entities.entity_source import EntitySource
from beian.nlu.entities.spacy_pipeline import SCOPES
from beian.nlu.text.scope import DENIED


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SpacyEntities(EntitySource):
    """Reads the document that SpacyNLP, before it in the pipeline, made of the message."""

    def found(self, message: Message) -> Iterable[Found]:
        document = message.get(SPACY_DOCS[TEXT])
        if document is None:
            return []
        scopes = document.spans.get(SCOPES, [])
        return [
            *(_named(span, scopes) for span in document.ents),
            *(_scope(span) for span in scopes if span.label_ != CORRECTION),
            *(
                Found(span.start_char, span.end_char, CORRECTION, CORRECTION)
                for span in scopes
                if span.label_ == CORRECTION
            ),
        ]


def _named(span: Span, scopes: Iterable[Span]) -> Found:
    denied = any(
        scope.label_ == DENIED and scope.start <= span.start and span.end <= scope.end
        for scope in scopes
    )
    value = span.ent_id_ or span.text
    role = DENIED if denied else None
    return Found(span.start_char, span.end_char, span.label_, value, role)


def _scope(span: Span) -> Found:
    return Found(span.start_char, span.end_char, SCOPE, span.text, span.label_)
