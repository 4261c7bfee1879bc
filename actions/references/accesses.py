"""Access of a website or service through one provider, as a thing that a question may be about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.frame.frame import WHICH, Frame
from actions.frame.message import Message
from actions.frame.things import target_key
from actions.references.candidates import target_name
from actions.references.naming import Candidate, place_named
from actions.wording.replies import provider_name, wording
from beian.filing.access_consequences import active_providers
from beian.filing.orders import Target
from beian.filing.provider_access import filed_services, filed_subjects, filed_websites
from beian.filing.providers import provider_of
from beian.filing.state import Account, Service, Website

_SORT = "access:"


@dataclass(frozen=True)
class Tie:
    """That a website or service has access through a provider."""

    target: Target
    provider: str

    @property
    def key(self) -> str:
        """ "access:website:ID:PROVIDER"; no key of a thing (actions.frame.things)."""
        return f"{_SORT}{target_key(self.target)}:{self.provider}"


def held_targets(account: Account) -> list[Target]:
    """Return the filed websites and services about whose access something is on file."""
    return [
        target
        for subject in filed_subjects(account)
        for target in (
            *(Target(subject, website) for website in filed_websites(subject)),
            *(Target(subject, service=service) for service in filed_services(subject)),
        )
        if held_of(target).accesses
    ]


def held_of(target: Target) -> Website | Service:
    """Return the website or service that a target is."""
    held = target.website or target.service
    assert held is not None
    return held


def ties_of(target: Target) -> list[Tie]:
    """Return the active access of a website or service, one for each provider."""
    return [Tie(target, provider) for provider in active_providers(held_of(target))]


def tie_candidates(ties: Iterable[Tie]) -> list[Candidate]:
    return [
        Candidate(
            key=tie.key,
            title=wording(
                "utter_card_access",
                name=target_name(tie.target),
                provider=provider_name(tie.provider),
            ),
            thing=tie,
        )
        for tie in ties
    ]


def tie_chosen(message: Message, frame: Frame, account: Account) -> Tie | None:
    """Return the access that a message picks where it was asked which: by button, place or name of
    the provider. `frame` is that before the message."""
    waiting, chosen = frame.waiting, message.value("choice")
    offered = waiting.options if waiting is not None and waiting.question == WHICH else ()
    if not any(key.startswith(_SORT) for key in (*offered, chosen or "")):
        return None
    every = {tie.key: tie for target in held_targets(account) for tie in ties_of(target)}
    if chosen in every:
        return every[chosen]
    ties = [every[key] for key in offered if key in every]
    place = place_named(message.text, len(ties))
    return ties[place] if place is not None else only_with(message.provider, ties)


def only_with(code: str | None, ties: Sequence[Tie]) -> Tie | None:
    """Return the only one of some ties whose provider has that code."""
    fitting = [tie for tie in ties if code is not None and provider_of(tie.provider) == code]
    return fitting[0] if len(fitting) == 1 else None
