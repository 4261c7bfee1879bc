"""Understands messages with a trained Rasa model alone: no dialogue, no servers."""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.utils.log_utils import configure_structlog

from beian.nlu.entities.entity import OF_THE_WHOLE
from beian.nlu.intents import FALLBACK
from beian.nlu.model.parts import part_in
from beian.nlu.text.plain_text import as_plain_text

_LANGUAGE = "language"


class ModelUnavailable(Exception):
    """A model that is not there, can't be read, or understands nothing."""


@dataclass(frozen=True)
class ParseResult:
    """How a message was understood.

    `intent` is "nlu_fallback" where the assistant is unsure; `ranking` holds (intent,
    confidence) of all other intents, the best first. `part` is the part of the topic that is asked
    about, if any; `questions` are those of a message that asks several, as
    beian.nlu.model.classifier describes them. `elapsed` is in seconds.
    """

    text: str
    language: str | None
    intent: str
    confidence: float
    ranking: list[tuple[str, float]]
    entities: list[dict[str, Any]] = field(default_factory=list)
    elapsed: float = 0.0
    part: str | None = None
    questions: list[dict[str, Any]] = field(default_factory=list)


class Parser:
    """A loaded model. Use `load_parser`."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._loop = asyncio.new_event_loop()
        weakref.finalize(self, self._loop.close)

    def parse(self, text: str) -> ParseResult:
        """Parse any text; what looks like a command of Rasa's ("/greet") is text too."""
        started = time.perf_counter()
        parsed = self._loop.run_until_complete(self._agent.parse_message(as_plain_text(text)))
        found = parsed["entities"]
        languages = [e["value"] for e in found if e["entity"] == _LANGUAGE]
        return ParseResult(
            text=text,
            language=languages[-1] if languages else None,
            intent=parsed["intent"]["name"] or FALLBACK,
            confidence=float(parsed["intent"]["confidence"]),
            ranking=[
                (entry["name"], float(entry["confidence"]))
                for entry in parsed.get("intent_ranking", [])
                if entry["name"] != FALLBACK
            ],
            entities=[e for e in found if e["entity"] not in OF_THE_WHOLE],
            elapsed=time.perf_counter() - started,
            part=part_in(parsed["intent"]),
            questions=parsed.get("questions", []),
        )


def load_parser(model: Path) -> Parser:
    """Return the parser of a model file. Raises ModelUnavailable."""
    return Parser(load_agent(model))


def load_agent(model: Path, **parts: Any) -> Agent:
    """Return Rasa's agent of a model file, with what `parts` name. Raises ModelUnavailable."""
    if not model.is_file():
        raise ModelUnavailable(f"There is no model at {model}. Train one with `beian train`.")
    archive = model.resolve()
    configure_structlog(logging.ERROR)  # otherwise Rasa prints each message on stdout
    try:
        agent = Agent.load(str(archive), **parts)
    except Exception as error:  # whatever a damaged or foreign archive makes Rasa raise
        raise ModelUnavailable(
            f"The model {model} can't be read ({error}). Train it anew with `beian train --force`."
        ) from error
    if agent.processor is None or agent.processor.model_metadata.nlu_target is None:
        raise ModelUnavailable(
            f"The model {model} understands no messages. Train it anew with `beian train --force`."
        )
    return agent
