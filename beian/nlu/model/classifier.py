"""The intent classifier as a component of Rasa's graph.

It takes the text alone. That its features are no component of their own, to be handed on by
Rasa, saves 20 s of fingerprints in a training and half a millisecond a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from rasa.engine.caching import LocalTrainingCache
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_RANKING_KEY,
    INTENT_RESPONSE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from beian.nlu.entities.negation import put_in_place
from beian.nlu.intents import (
    AFFIRM,
    CHANGE_LANGUAGE,
    DECLINE_HUMAN,
    DENY,
    FALLBACK,
    FEEDBACK_HELPFUL,
    FEEDBACK_UNHELPFUL,
    GREET,
    OUT_OF_SCOPE,
    THANK,
    topic_intents,
)
from beian.nlu.model.asking_sentence import (
    asking_sentence,
    counts_instead,
    is_rather_meant,
    is_understood,
    makes_no_sense,
    may_count_instead,
)
from beian.nlu.model.intent_model import IntentModel, Understood
from beian.nlu.model.kernel import Settings
from beian.nlu.model.parts import OTHER_PARTS_KEY, PART_KEY
from beian.nlu.model.remembered_encodings import RememberedEncodings
from beian.nlu.plain_words.general_wishes import condition_of
from beian.nlu.plain_words.language_wish import with_language_wish
from beian.nlu.plain_words.person_wish import with_person_wish
from beian.nlu.plain_words.prefaces import without_preface
from beian.nlu.plain_words.questions import SURE, VERY_SURE, Asked, question_beside, questions_in
from beian.nlu.plain_words.waved_aside import the_point, without_what_is_aside
from beian.nlu.sources import fingerprint
from beian.nlu.text.question_form import has_question_form

QUESTIONS = "questions"
_ENCODINGS = "beian-encodings.npz"
"""A file in the folder of Rasa's cache."""
_NOTHING = {"name": None, "confidence": 0.0}
_MAY_ASK_BESIDE = (
    AFFIRM,
    CHANGE_LANGUAGE,
    DECLINE_HUMAN,
    DENY,
    FEEDBACK_HELPFUL,
    FEEDBACK_UNHELPFUL,
    GREET,
    THANK,
)
"""Intents of messages that may ask something besides."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KernelIntentClassifier(IntentClassifier, GraphComponent):
    """Sets the intent of a message and the ranking of all intents; none for a blank message.

    Where the message asks about a part of its topic, the intent also names that part, as Rasa's
    response selectors do: {"full_retrieval_intent_name": "faq_reapply/same_account"}. Parts that
    may be meant instead stand in the ranking, under `other_parts`.

    Where the message asks several things, each in words of its own, they stand under `questions`:
    {"text", "intent", "part", "confidence"} of each, in order (beian/nlu/plain_words/questions.py).

    Any field of beian.nlu.model.kernel.Settings can be given in config.yml, and `invented_names`:
    whether some of the messages are learnt with the name of a website put in.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**asdict(Settings()), "invented_names": False}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        given = {**self.get_default_config(), **config}
        self._settings = Settings(**{field.name: given[field.name] for field in fields(Settings)})
        self._invented_names = bool(given["invented_names"])
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._topics = topic_intents()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        del config
        return fingerprint()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KernelIntentClassifier:
        del execution_context
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> KernelIntentClassifier:
        del execution_context, kwargs
        with model_storage.read_from(resource) as folder:
            model = IntentModel.load(Path(folder))
        model.warm_up()
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        remembered = RememberedEncodings(LocalTrainingCache._get_cache_location() / _ENCODINGS)
        self._model = IntentModel.fit(
            [example.get(TEXT) for example in examples],
            [str(example.get(INTENT)) for example in examples],
            self._settings,
            remembered.encode,
            parts=[_part(example) for example in examples],
            invented_names=self._invented_names,
        )
        remembered.save()
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None or not messages:
            return messages
        texts = [without_what_is_aside(message.get(TEXT) or "") for message in messages]
        understood = self._understood(texts)
        for message, text, one in zip(messages, texts, understood, strict=True):
            said = message.get(TEXT) or ""
            ranked = with_person_wish(with_language_wish(one.ranking, said), said)
            ranking = [_ranked(name, value, one) for name, value in ranked]
            intent = ranking[0] if ranking else _NOTHING
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            whole = str(intent["name"])
            known = _known(text, ranked, one)
            asked = questions_in(text, known, self._asked_beside_others, self._topics)
            if not asked and whole in _MAY_ASK_BESIDE:
                asked = question_beside(text, self._asked, self._topics)
            if asked:
                message.set(QUESTIONS, [asdict(question) for question in asked], add_to_output=True)
        return messages

    def _understood(self, texts: Sequence[str]) -> list[Understood]:
        """Return how messages are understood; one that asks something in the place of what it
        denies ("不是问A，是问B？") by that alone, if that is surer; one that speaks of the
        conversation, too ("我问的是 ..."), without that, if it asks something then; one that makes
        no sense as a whole by its one sentence that asks (asking_sentence.py)."""
        assert self._model is not None
        whole = self._model.understand(texts)
        bare = [without_preface(text) for text in texts]
        places = [place for place, text in enumerate(texts) if bare[place] != text]
        alone = self._model.understand([bare[place] for place in places]) if places else []
        for place, one in zip(places, alone, strict=True):
            if self._asks_more(whole[place], one, bare[place]):
                whole[place] = one
        meant = [put_in_place(text) for text in texts]
        asking = [place for place, one in enumerate(meant) if one and has_question_form(one)]
        if asking:
            alone = self._model.understand([str(meant[place]) for place in asking])
            for place, one in zip(asking, alone, strict=True):
                if one.ranking and one.ranking[0][1] > whole[place].ranking[0][1]:
                    whole[place] = one
        self._by_the_point(texts, whole)
        self._by_the_asking_sentence(texts, whole)
        self._by_the_condition(texts, whole)
        return whole

    def _by_the_condition(self, texts: Sequence[str], whole: list[Understood]) -> None:
        """Put what a message tells in the place of a whole that is not understood, where it asks no
        more than whether something goes all the same ("..., 还能注销吗")."""
        assert self._model is not None
        conditions = {
            place: condition
            for place, text in enumerate(texts)
            if makes_no_sense(whole[place].ranking) and (condition := condition_of(text))
        }
        if not conditions:
            return
        alone = self._model.understand(list(conditions.values()))
        for place, one in zip(conditions, alone, strict=True):
            surely = bool(one.ranking) and one.ranking[0][1] >= SURE
            if surely and one.ranking[0][0] in self._topics:
                whole[place] = one

    def _by_the_point(self, texts: Sequence[str], whole: list[Understood]) -> None:
        """Put what a message says once it comes to the point in the place of a whole that is less
        sure, or out of scope by its background."""
        assert self._model is not None
        points = {place: the_point(text) for place, text in enumerate(texts)}
        found = {place: point for place, point in points.items() if point is not None}
        if not found:
            return
        alone = self._model.understand(list(found.values()))
        for place, one in zip(found, alone, strict=True):
            if is_rather_meant(whole[place].ranking, one.ranking, self._topics):
                whole[place] = one

    def _by_the_asking_sentence(self, texts: Sequence[str], whole: list[Understood]) -> None:
        """Put the one sentence that asks in the place of a whole that is not understood."""
        assert self._model is not None
        asking = {
            place: asking_sentence(text)
            for place, text in enumerate(texts)
            if may_count_instead(whole[place].ranking)
        }
        sentences = {place: one for place, one in asking.items() if one is not None}
        if not sentences:
            return
        alone = self._model.understand(list(sentences.values()))
        for (place, sentence), one in zip(sentences.items(), alone, strict=True):
            if counts_instead(whole[place].ranking, one.ranking, self._topics, sentence):
                whole[place] = one

    def _asks_more(self, whole: Understood, bare: Understood, text: str) -> bool:
        """Return whether a message is to be understood without its preface: it asks something then,
        and is no answer as a whole."""
        if not whole.ranking or not bare.ranking or bare.ranking[0][0] not in self._topics:
            return False
        intent = whole.ranking[0][0]
        beside = intent in _MAY_ASK_BESIDE and has_question_form(text)
        return beside or intent in (*self._topics, OUT_OF_SCOPE)

    def _asked(self, texts: Sequence[str]) -> list[Asked]:
        """Return how each of a message's questions is understood by itself."""
        assert self._model is not None
        return [
            Asked(text, *one.ranking[0], one.part) if one.ranking else Asked(text, FALLBACK, 0.0)
            for text, one in zip(texts, self._model.understand(texts), strict=True)
        ]

    def _asked_beside_others(self, texts: Sequence[str]) -> list[Asked]:
        """Return how each of several questions is understood: as a topic, unless it is very sure to
        be out of scope, as half a question torn from the others looks to be."""
        assert self._model is not None
        return [
            _beside_others(text, one) if one.ranking else Asked(text, FALLBACK, 0.0)
            for text, one in zip(texts, self._model.understand(texts), strict=True)
        ]


def _known(text: str, ranking: Sequence[tuple[str, float]], understood: Understood) -> Asked | None:
    """Return what a message asks as a whole; None where it is not understood."""
    if not is_understood(ranking):
        return None
    intent, confidence = ranking[0]
    return Asked(text, intent, confidence, understood.parts.get(intent))


def _beside_others(text: str, one: Understood) -> Asked:
    (intent, confidence), *others = one.ranking
    if intent != OUT_OF_SCOPE or confidence >= VERY_SURE or not others:
        return Asked(text, intent, confidence, one.part)
    intent, confidence = others[0]
    total = sum(value for _, value in others)
    return Asked(text, intent, confidence / total, one.parts.get(intent))


def _ranked(intent: str, confidence: float, understood: Understood) -> dict[str, Any]:
    ranked: dict[str, Any] = {"name": intent, "confidence": confidence}
    part, others = understood.parts.get(intent), understood.other_parts.get(intent)
    if part is not None:
        ranked[PART_KEY] = f"{intent}/{part}"
    if others:
        ranked[OTHER_PARTS_KEY] = others
    return ranked


def _part(example: Message) -> str | None:
    """Return the part of an example's topic that it asks about, if any."""
    _, _, part = str(example.get(INTENT_RESPONSE_KEY) or "").partition("/")
    return part or None
