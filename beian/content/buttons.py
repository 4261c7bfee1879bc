"""Checks buttons and the offer of a person."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence

from beian.content.sentences import Pressed, Said, Variation
from beian.nlu.intents import REQUEST_HUMAN, payload_of
from beian.nlu.topics.faults import Fault, did_you_mean

PERSON = payload_of(REQUEST_HUMAN)
REASONS = ("not_understood", "order_overdue", "papers_ready", "thumbs_down", REQUEST_HUMAN)
"""Why a person is offered, as agents are told."""
_ENTITIES = re.compile(r"\{.*\}", re.DOTALL)


def button_faults(said: Said, intents: Sequence[str], entities: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with the buttons of a response, and with its offer of a person."""
    for variation in said.in_language.values():
        for button in variation.buttons:
            yield from _payload(said, button, intents, entities)
    yield from _person(said, next(iter(said.in_language.values())))


def _payload(
    said: Said, button: Pressed, intents: Sequence[str], entities: Collection[str]
) -> Iterator[Fault]:
    line = button.title.line
    given = button.payload
    if not given.startswith("/"):
        message = f"A payload is a slash and an intent, such as {PERSON}: not {given}."
        yield Fault(said.file, line, message)
        return
    intent, brace, _ = given[1:].partition("{")
    if intent not in intents:
        message = f"The button sends {given}, and there is no intent {intent}."
        yield Fault(said.file, line, f"{message} {did_you_mean(intent, sorted(intents))}")
    if not brace:
        return
    try:
        values = json.loads(given[1 + len(intent) :])
    except ValueError:
        values = None
    if not isinstance(values, dict):
        message = f'The payload {given} is not an intent with {{"entity": "value"}} behind it.'
        yield Fault(said.file, line, f"{message} Close its brackets and quotation marks.")
        return
    for name in values:
        if name not in entities:
            message = f"The button sends {given}, and there is no entity {name}."
            yield Fault(said.file, line, f"{message} {did_you_mean(name, sorted(entities))}")


def _person(said: Said, variation: Variation) -> Iterator[Fault]:
    """One button of a person, exactly where a person is offered and none takes over by itself."""
    count = [button.payload for button in variation.buttons].count(PERSON)
    offer = variation.offer
    if offer is not None and offer not in REASONS:
        message = f"There is no reason {offer} to offer a person. {did_you_mean(offer, REASONS)}"
        yield Fault(said.file, said.line, message)
    if count > 1:
        message = f"{said.called} has {count} buttons that send {PERSON}. Keep one of them."
        yield Fault(said.file, said.line, message)
    elif count and offer is None:
        message = f"{said.called} offers a person by a button, and does not say why: add offer:"
        yield Fault(said.file, said.line, f"{message} one of {', '.join(REASONS)}.")
    elif count and variation.handoff:
        message = f"{said.called} hands over to a person (handoff), so it needs no button for that."
        yield Fault(said.file, said.line, f"{message} Take one of them out.")
    elif not count and offer is not None and not variation.handoff:
        message = (
            f"{said.called} says why it offers a person, and has no button that sends {PERSON}."
        )
        yield Fault(said.file, said.line, f"{message} Add the button, or take offer out.")
