"""Asks the real actions and renders what they utter, without Rasa's dialogue in between."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from actions.user import FilingService
from beian.base.clock import Clock
from beian.base.service_tokens import sign_identity
from beian.bot.channel import CollectedReplies
from beian.bot.responses import BilingualResponses
from beian.filing.filing_store import FilingStore
from beian.filing.state import Account, SubjectType
from beian.nlu.intents import INFORM
from tests.content import whole_domain

NOW = datetime.fromisoformat("2026-10-12T10:00:00+08:00")
SECRET = "a secret of the tests, long enough to sign"

_INTENTS = {
    "action_follow_up": INFORM,
    "action_offer_topics": "nlu_fallback",
    "action_out_of_scope": "out_of_scope",
    "action_papers": INFORM,
    "action_affirm": "affirm",
    "action_deny": "deny",
}


@lru_cache(maxsize=1)
def domain() -> Domain:
    return Domain.from_dict(deepcopy(whole_domain()))


@dataclass(frozen=True)
class Button:
    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One message as the user sees it."""

    response: str
    text: str
    buttons: tuple[Button, ...]
    handoff: bool
    offer: str | None


@dataclass(frozen=True)
class Answer:
    """What an action uttered, the slots that it set, and all slots as they are now."""

    replies: tuple[Reply, ...]
    changed: dict[str, Any]
    slots: dict[str, Any]
    account: str | None
    language: str

    @property
    def text(self) -> str:
        return "\n".join(reply.text for reply in self.replies)

    @property
    def responses(self) -> list[str]:
        return [reply.response for reply in self.replies]

    @property
    def buttons(self) -> list[Button]:
        return [button for reply in self.replies for button in reply.buttons]

    @property
    def titles(self) -> list[str]:
        return [button.title for button in self.buttons]

    @property
    def offers(self) -> list[str]:
        """Why a person is offered or takes over, by each reply that says so."""
        return [reply.offer for reply in self.replies if reply.offer]

    @property
    def handoff(self) -> bool:
        return any(reply.handoff for reply in self.replies)


class Bot:
    """The actions over a store, with a clock that stands still at NOW."""

    def __init__(self, store: FilingStore) -> None:
        self.store = store
        self._secrets: set[str] = set()
        self.desk = FilingService(store, Clock(NOW), SECRET)
        self.actions: dict[str, Action] = {
            action.name(): action for action in _all_actions(self.desk)
        }

    def ask(
        self,
        action_or_topic: str,
        account: Account | str | None = None,
        text: str = "",
        *,
        entities: Iterable[tuple[str, Any]] = (),
        slots: Mapping[str, Any] | None = None,
        language: str = "zh",
        intent: str | None = None,
        ranking: Sequence[str] = (),
        confidence: float = 0.2,
        messages_since: int = 0,
        metadata: Mapping[str, Any] | None = None,
        active_form: str | None = None,
    ) -> Answer:
        """Runs an action on a message and renders what it utters.

        An Account that the store does not hold yet is added. `slots` are as the turn before
        left them; `messages_since` counts the messages that came after that turn.
        """
        name = action_or_topic
        intent = intent or _INTENTS.get(name, name.removeprefix("action_"))
        if name not in self.actions:
            name = f"action_{name}"
        found = [{"entity": entity, "value": value} for entity, value in entities]
        before = {"language": language, **(slots or {})}
        events: list[dict[str, Any]] = [
            {"event": "slot", "name": slot, "value": value} for slot, value in before.items()
        ]
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "intent_ranking": [{"name": ranked, "confidence": confidence} for ranked in ranking],
            "entities": found,
            "metadata": self._metadata(account) if metadata is None else dict(metadata),
        }
        events += [{"event": "user"}] * (messages_since + 1)
        before.update(_slots_from_entities(found, intent))
        tracker = Tracker(
            "a conversation",
            {**dict.fromkeys(_slot_names()), **before},
            message,
            events,
            False,
            None,
            {"name": active_form} if active_form else {},
            None,
        )
        dispatcher = CollectingDispatcher()
        set_events = self.actions[name].run(dispatcher, tracker, {})
        changed = {e["name"]: e["value"] for e in set_events if e["event"] == "slot"}
        after = {} if any(e["event"] == "reset_slots" for e in set_events) else before
        after = {**after, **changed}
        replies = self.rendered(dispatcher.messages, after, message["metadata"])
        self._check_nothing_leaks(replies)
        return Answer(
            replies=replies,
            changed=changed,
            slots=after,
            account=account.account_id if isinstance(account, Account) else account,
            language=language,
        )

    def press(self, answer: Answer, title: str, **given: Any) -> Answer:
        """Presses the only button of an answer whose title holds `title`."""
        fitting = [button for button in answer.buttons if title in button.title]
        assert len(fitting) == 1, f"{title} on {answer.titles}"
        return self.send(answer, fitting[0].payload, **given)

    def send(self, answer: Answer, payload: str, **given: Any) -> Answer:
        """Sends a payload, read as Rasa reads it, after an answer."""
        read = YAMLStoryReader.unpack_regex_message(Message({TEXT: payload}), domain())
        intent = read.get("intent")["name"]
        known = {"account": answer.account, "language": answer.language, "slots": answer.slots}
        return self.ask(
            "action_follow_up" if intent == INFORM else intent,
            text=payload,
            entities=[(entity["entity"], entity["value"]) for entity in read.get("entities")],
            intent=intent,
            **{**known, **given},
        )

    def say(self, answer: Answer, text: str, **given: Any) -> Answer:
        """Types a bare answer or follow-up after an answer."""
        known = {"account": answer.account, "language": answer.language, "slots": answer.slots}
        return self.ask("action_follow_up", text=text, **{**known, **given})

    def rendered(
        self,
        messages: list[dict[str, Any]],
        slots: Mapping[str, Any],
        metadata: Mapping[str, Any] | None = None,
    ) -> tuple[Reply, ...]:
        """What was uttered, as Rasa and our generator of responses make it of domain.yml."""
        tracker = DialogueStateTracker("a conversation", domain().slots)
        for name, value in slots.items():
            tracker.update(SlotSet(name, value))
        tracker.update(UserUttered("...", metadata=dict(metadata or {})))
        over_http = json.loads(json.dumps(messages))
        uttered = asyncio.run(
            RemoteAction._utter_responses(
                over_http,
                CollectedReplies(),
                BilingualResponses(EndpointConfig(), domain()),
                tracker,
            )
        )
        return tuple(
            Reply(
                response=one.metadata["utter_action"],
                text=one.text,
                buttons=tuple(
                    Button(button["title"], button["payload"])
                    for button in one.data["buttons"] or []
                ),
                handoff=bool((one.data["custom"] or {}).get("handoff")),
                offer=(one.data["custom"] or {}).get("offer"),
            )
            for one in uttered
        )

    def _metadata(self, account: Account | str | None) -> dict[str, Any]:
        if isinstance(account, Account):
            if not self.store.known([account.account_id]):
                self.store.add([account], "a test", None)
                self._secrets |= _secrets(account)
            account = account.account_id
        return {"identity": sign_identity(account, SECRET)}

    def _check_nothing_leaks(self, replies: tuple[Reply, ...]) -> None:
        """No answer of any test shows a person's full name or phone number."""
        for reply in replies:
            for shown in (reply.text, *(f"{b.title} {b.payload}" for b in reply.buttons)):
                leaked = [secret for secret in self._secrets if secret in shown]
                assert not leaked, f"{reply.response} shows {leaked}"


def _secrets(account: Account) -> set[str]:
    people = [subject.person_in_charge for subject in account.subjects]
    websites = [website for subject in account.subjects for website in subject.websites]
    people += [website.person_in_charge for website in websites if website.person_in_charge]
    individuals = [s.name for s in account.subjects if s.type is SubjectType.INDIVIDUAL]
    return {fact for one in people for fact in (one.name, one.phone) if fact} | set(individuals)


def _all_actions(desk: FilingService) -> list[Action]:
    return [made(desk) for made in concrete_actions()]


def concrete_actions() -> list[type[Any]]:
    """Our actions, as rasa_sdk finds them: each subclass of Action that is not abstract."""
    ActionExecutor().register_package("actions")
    found: list[type[Any]] = []
    waiting: list[type[Any]] = [Action]
    while waiting:
        for subclass in waiting.pop().__subclasses__():
            waiting.append(subclass)
            abstract = getattr(subclass, "__abstractmethods__", None)
            if subclass.__module__.startswith("actions.") and not abstract:
                found.append(subclass)
    return found


def _slot_names() -> list[str]:
    return [slot.name for slot in domain().slots]


def _slots_from_entities(entities: list[dict[str, Any]], intent: str) -> dict[str, Any]:
    """What Rasa sets by itself before an action runs: the `from_entity` mappings."""
    values = {}
    for slot in domain().slots:
        for mapping in slot.mappings:
            intents = mapping.get("intent") or [intent]
            if mapping["type"] != "from_entity" or intent not in intents:
                continue
            found = [e["value"] for e in entities if e["entity"] == mapping["entity"]]
            if found:
                values[slot.name] = found[-1]
    return values
