"""Asks the real actions and renders what they utter, without Rasa's model in between.

What stands in a typed text is found by the rules that the model's pipeline has, too.
"""

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

from actions.frame.frame import SLOT, Frame, frame_in
from actions.frame.user import FilingService
from beian.base.clock import Clock
from beian.base.service_tokens import sign_identity
from beian.bot.channel import CollectedReplies
from beian.bot.responses import BilingualResponses
from beian.filing.filing_store import FilingStore
from beian.filing.state import Account, SubjectType
from beian.nlu.intents import INFORM
from tests.actions.messages import given_entities, typed_entities, understood
from tests.content import whole_domain

NOW = datetime.fromisoformat("2026-10-12T10:00:00+08:00")
SECRET = "a secret of the tests, long enough to sign"


@lru_cache(maxsize=1)
def domain() -> Domain:
    return Domain.from_dict(deepcopy(whole_domain()))


@dataclass(frozen=True)
class Button:
    title: str
    payload: str


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Reply:
    """One message as the user sees it."""

    response: str
    text: str
    buttons: tuple[Button, ...]
    handoff: bool
    offer: str | None
    links: tuple[Link, ...] = ()
    card: dict[str, Any] | None = None
    reminders: dict[str, Any] | None = None
    helped_by_sign_in: bool = False


@dataclass(frozen=True)
class Answer:
    """What an action uttered, the slots as they are now, and the frame among them."""

    replies: tuple[Reply, ...]
    slots: dict[str, Any]
    account: str | None
    language: str

    @property
    def frame(self) -> Frame:
        return frame_in(self.slots.get(SLOT))

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
    def card_buttons(self) -> list[Button]:
        actions = [action for card in self.cards for action in card["actions"]]
        return [Button(one["title"], one["payload"]) for one in actions if "payload" in one]

    @property
    def links(self) -> list[Link]:
        return [link for reply in self.replies for link in reply.links]

    @property
    def read(self) -> str:
        """All that is read: the text, and what cards say."""
        cards = [line for card in self.cards for line in (card["title"], *card["lines"])]
        return "\n".join([self.text, *cards])

    @property
    def cards(self) -> list[dict[str, Any]]:
        return [reply.card for reply in self.replies if reply.card]

    @property
    def titles(self) -> list[str]:
        return [button.title for button in self.buttons]

    @property
    def has_button_to_a_person(self) -> bool:
        return "/request_human" in [button.payload for button in self.buttons]

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
        intent: str,
        account: Account | str | None = None,
        text: str = "",
        *,
        entities: Iterable[tuple[str, Any]] | None = None,
        frame: Frame | None = None,
        slots: Mapping[str, Any] | None = None,
        language: str = "zh",
        part: str | None = None,
        ranking: Sequence[str] = (),
        confidence: float = 0.2,
        sure: float = 1.0,
        questions: Sequence[str] = (),
        metadata: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Run the action of a message's intent and return what it utters.

        An Account that the store does not hold yet is added. `frame` and `slots` are as the turn
        before left them. `sure` is the confidence of the intent, `confidence` that of each in the
        ranking. Without `entities` the text's own are found.
        """
        found = typed_entities(text) if entities is None else given_entities(entities)
        return self._answer(
            {
                "text": text,
                "intent": {**understood(intent, part), "confidence": sure},
                "intent_ranking": [{"name": one, "confidence": confidence} for one in ranking],
                "entities": found,
                "questions": [{"text": text, "intent": one, "part": None} for one in questions],
                "metadata": self.metadata(account) if metadata is None else dict(metadata),
            },
            before={
                "language": language,
                **(slots or {}),
                **({} if frame is None else {SLOT: frame.as_slot()}),
            },
            account=account.account_id if isinstance(account, Account) else account,
            language=language,
        )

    def press(self, answer: Answer, title: str, **given: Any) -> Answer:
        """Press the only button of an answer whose title holds `title`."""
        offered = [*answer.buttons, *answer.card_buttons]
        fitting = [button for button in offered if title in button.title]
        assert len(fitting) == 1, f"{title} on {[button.title for button in offered]}"
        return self.send(answer, fitting[0].payload, **given)

    def send(self, answer: Answer, payload: str, **given: Any) -> Answer:
        """Send a payload, read as Rasa reads it, after an answer."""
        read = YAMLStoryReader.unpack_regex_message(Message({TEXT: payload}), domain())
        entities = [(entity["entity"], entity["value"]) for entity in read.get("entities")]
        after = {"text": payload, "entities": entities, **_following(answer)}
        return self.ask(read.get("intent")["name"], **{**after, **given})

    def say(self, answer: Answer, text: str, intent: str = INFORM, **given: Any) -> Answer:
        """Type a message after an answer; by default a bare answer or follow-up."""
        return self.ask(intent, text=text, **{**_following(answer), **given})

    def _answer(
        self, message: dict[str, Any], before: dict[str, Any], account: str | None, language: str
    ) -> Answer:
        tracker = Tracker(
            "a conversation",
            {**dict.fromkeys(_slot_names()), **_as_stored(before)},
            _as_stored(message),
            [],
            False,
            None,
            {},
            None,
        )
        dispatcher = CollectingDispatcher()
        action = self.actions[f"action_{message['intent']['name']}"]
        events = action.run(dispatcher, tracker, {})
        assert {event["event"] for event in events} <= {"slot"}
        slots = _as_stored({**before, **{event["name"]: event["value"] for event in events}})
        replies = self.rendered(
            dispatcher.messages, slots, message["metadata"], text=str(message["text"])
        )
        self._check_nothing_leaks(replies)
        return Answer(replies, slots, account, language)

    def rendered(
        self,
        messages: list[dict[str, Any]],
        slots: Mapping[str, Any],
        metadata: Mapping[str, Any] | None = None,
        text: str = "",
    ) -> tuple[Reply, ...]:
        """Return what was uttered, as Rasa and our generator of responses make it of domain.yml."""
        tracker = DialogueStateTracker("a conversation", domain().slots)
        for name, value in slots.items():
            tracker.update(SlotSet(name, value))
        tracker.update(UserUttered(text, metadata=dict(metadata or {})))
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
                links=tuple(
                    Link(link["title"], link["url"])
                    for link in (one.data["custom"] or {}).get("links", [])
                ),
                card=(one.data["custom"] or {}).get("card"),
                reminders=(one.data["custom"] or {}).get("reminders"),
                helped_by_sign_in=(one.data["custom"] or {}).get("helped_by_sign_in", False),
            )
            for one in uttered
        )

    def metadata(self, account: Account | str | None, **more: Any) -> dict[str, Any]:
        """Return the metadata of a message by this account, with `more` in it."""
        if isinstance(account, Account):
            if not self.store.known([account.account_id]):
                self.store.add([account], "a test", None)
                self._secrets |= _secrets(account)
            account = account.account_id
        return {"identity": sign_identity(account, SECRET), **more}

    def _check_nothing_leaks(self, replies: tuple[Reply, ...]) -> None:
        """No answer of any test shows a person's full name or phone number."""
        for reply in replies:
            buttons = (f"{b.title} {b.payload}" for b in reply.buttons)
            for shown in (reply.text, json.dumps(reply.card, ensure_ascii=False), *buttons):
                leaked = [secret for secret in self._secrets if secret in shown]
                assert not leaked, f"{reply.response} shows {leaked}"


def _secrets(account: Account) -> set[str]:
    people = [subject.person_in_charge for subject in account.subjects]
    websites = [website for subject in account.subjects for website in subject.websites]
    services = [service for subject in account.subjects for service in subject.services]
    people += [one.person_in_charge for one in (*websites, *services) if one.person_in_charge]
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


def _following(answer: Answer) -> dict[str, Any]:
    return {"account": answer.account, "language": answer.language, "slots": answer.slots}


def _as_stored(value: Any) -> Any:
    """What the trackers' store makes of it: JSON."""
    return json.loads(json.dumps(value))
