"""Actions in Rasa's process see and give what they would over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.actions.action import ActionExecutionRejection
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection as Rejection

from beian.bot.rasa_patches import local_actions
from beian.bot.rasa_patches.local_actions import load_actions
from tests.actions.calls import call_of
from tests.bot.trained_bot import actions_here, patched

KEPT = ["kept by the action"]


def meddle(_: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
    """Change what it is shown, and go on holding what it gives."""
    del domain
    tracker.slots["list"].append("by the action")
    return [SlotSet("list", KEPT), SlotSet("pair", (1, 2))]


async def refuse(_: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
    del tracker, domain
    raise Rejection("refuse", "not now")


class WithMore(ActionExecutor):
    """Has two actions more; as subclasses of Action, all tests of this process would have them."""

    def register_package(self, package: Any) -> None:
        super().register_package(package)
        for function in (meddle, refuse):
            self.register_function(function.__name__, function)


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[EndpointConfig]:
    monkeypatch.setattr(local_actions, "ActionExecutor", WithMore)
    with patched(), actions_here(f"sqlite:///{tmp_path / 'filing.sqlite3'}") as endpoint:
        yield endpoint


def call(endpoint: EndpointConfig, action: str, **slots: Any) -> Any:
    asked = call_of(action, **slots)
    return asyncio.run(endpoint.request(json=asked, method="post", timeout=1, compress=False))


def test_our_actions_answer(endpoint: EndpointConfig) -> None:
    answered = call(endpoint, "action_faq_reapply")
    uttered = [message["response"] for message in answered["responses"]]
    assert uttered == ["utter_faq_reapply", "utter_sign_in_offer"]


def test_nothing_is_shared_between_an_action_and_rasa(endpoint: EndpointConfig) -> None:
    slots = {"list": ["of the tracker"]}
    first, second = call(endpoint, "meddle", **slots)["events"]
    assert slots == {"list": ["of the tracker"]}
    first["value"].append("by Rasa")
    assert KEPT == ["kept by the action"]
    assert second["value"] == [1, 2], "as JSON has it"


def test_an_action_that_rejects_lets_another_be_chosen(endpoint: EndpointConfig) -> None:
    with pytest.raises(ActionExecutionRejection, match="not now"):
        call(endpoint, "refuse")


def test_an_action_that_breaks_is_an_error_as_of_a_server(endpoint: EndpointConfig) -> None:
    with pytest.raises(RasaException, match="meddle"):
        call(endpoint, "meddle")


def test_an_unknown_action_is_an_error(endpoint: EndpointConfig) -> None:
    with pytest.raises(RasaException, match="action_of_nobody"):
        call(endpoint, "action_of_nobody")


def test_an_endpoint_with_a_server_is_left_as_it_is() -> None:
    endpoint = EndpointConfig("http://127.0.0.1:5055/webhook")
    assert not load_actions(endpoint)
    assert "request" not in vars(endpoint)
