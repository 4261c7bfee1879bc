"""What the topics add to Rasa's domain: intents, actions and responses."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from beian.base.languages import LANGUAGES
from beian.nlu.topics.faults import Fault, FaultyContent
from beian.nlu.topics.model import Content, Response, Text, title_name
from beian.nlu.topics.questions import QUESTIONS
from beian.nlu.topics.reading import unknown


def domain_with(content: Content, domain: dict[str, Any]) -> dict[str, Any]:
    """Return a domain, as domain.yml holds it, with the topics and the shared responses in it.

    Raises FaultyContent where both have the same name, or a topic asks an unknown question.
    """
    faults = domain_faults(content, domain)
    if faults:
        raise FaultyContent(faults)
    merged = deepcopy(domain)
    merged["intents"] = [*content.names, *merged.get("intents", [])]
    merged["actions"] = [*(topic.action for topic in content.topics), *merged.get("actions", [])]
    merged["responses"] = {**responses_of(content), **merged.get("responses", {})}
    return merged


def responses_of(content: Content) -> dict[str, list[dict[str, Any]]]:
    """Return all responses of the content, titles included, in Rasa's form."""
    responses = {name: _titled(title) for name, title in _titles(content)}
    responses |= {response.name: _variations(response) for response in content.responses}
    return responses


def _titles(content: Content) -> Iterator[tuple[str, Text]]:
    for topic in content.topics:
        yield title_name(topic.name), topic.title
        for part in topic.parts:
            yield title_name(part.intent), part.title


def _titled(title: Text) -> list[dict[str, Any]]:
    return [{"condition": _spoken(lang), "text": title.in_language(lang)} for lang in LANGUAGES]


def _variations(response: Response) -> list[dict[str, Any]]:
    custom: dict[str, Any] = {"handoff": True} if response.handoff else {}
    if response.offer is not None:
        custom["offer"] = response.offer
    variations = []
    for language in LANGUAGES:
        variation: dict[str, Any] = {
            "condition": _spoken(language),
            "text": response.text.in_language(language),
        }
        if response.buttons:
            variation["buttons"] = [
                {"title": button.title.in_language(language), "payload": button.payload}
                for button in response.buttons
            ]
        if custom:
            variation["custom"] = dict(custom)
        variations.append(variation)
    return variations


def _spoken(language: str) -> list[dict[str, str]]:
    """Return the condition that the renderer of responses chooses a variation by."""
    return [{"type": "slot", "name": "language", "value": language}]


def domain_faults(content: Content, domain: dict[str, Any]) -> list[Fault]:
    """Return what keeps a domain from taking the topics in: names that it has, and unknown
    questions."""
    return [*_taken(content, domain), *_unknown_questions(content)]


def _taken(content: Content, domain: dict[str, Any]) -> Iterator[Fault]:
    intents = {name for one in domain.get("intents", []) for name in _names(one)}
    for topic in content.topics:
        if topic.name in intents:
            yield Fault(topic.file, 1, f"{topic.name} is an intent of domain.yml. Choose another.")
    for response in content.responses:
        if response.name in domain.get("responses", {}):
            message = f"domain.yml has a response {response.name}, too. Keep one of them."
            yield Fault(response.file, response.line, message)


def _names(intent: Any) -> list[str]:
    return list(intent) if isinstance(intent, dict) else [intent]


def _unknown_questions(content: Content) -> Iterator[Fault]:
    for topic in content.topics:
        if topic.asks is not None and topic.asks.name not in QUESTIONS:
            yield unknown(topic.asks, topic.file, "waiting question", QUESTIONS)
