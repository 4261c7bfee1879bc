"""The facts that the answers of a conversation rest on, with their sources, as agents read them."""

from __future__ import annotations

from collections.abc import Sequence

from beian.desk.protocol import agents_api as api
from beian.nlu.topics.facts import Fact
from beian.nlu.topics.project import project_content


def facts_of(steps: Sequence[api.TopicStep]) -> list[api.FactsOfTopic]:
    """Return the facts of each topic that was asked about, the latest topic first."""
    content = project_content()
    topics = dict.fromkeys(step["intent"] for step in reversed(steps))
    found = {topic: content.facts_about(topic) for topic in topics}
    return [
        {"intent": topic, "facts": [shown_fact(fact) for fact in facts]}
        for topic, facts in found.items()
        if facts
    ]


def shown_fact(fact: Fact) -> api.Fact:
    """Return a fact as the agents' API shows it."""
    source = fact.source
    return {
        "id": fact.name,
        "zh": fact.zh,
        "en": fact.en,
        "source": {
            "publisher": source.publisher,
            "title": source.title,
            "date": source.date,
            "address": source.address,
        },
        "provider": fact.provider,
        "provinces": list(fact.provinces),
        "confidence": fact.confidence.value,
        "contradicted_by": list(fact.contradicted_by),
    }
