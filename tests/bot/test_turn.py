"""What was said is told at once, and recorded then, or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import Event, UserUttered
from rasa.utils.endpoints import EndpointConfig

from beian.base.service_tokens import sign_identity
from beian.bot.channel import answer
from beian.bot.turn import forget_conversation
from tests.bot.trained_bot import SECRET, said, trained_bot

QUESTION = "注销后还能重新备案吗？"


@pytest.fixture(scope="module", params=["actions here", "action server"])
def agent(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Agent]:
    with_server = request.param == "action server"
    with trained_bot(tmp_path_factory.mktemp("bot"), with_server=with_server) as agent:
        yield agent


@pytest.fixture
def body() -> dict[str, Any]:
    return {"conversation": uuid4().hex, "text": QUESTION, "message": "1"}


async def events_of(agent: Agent, body: dict[str, Any]) -> list[Event]:
    tracker = await agent.tracker_store.retrieve_full_tracker(body["conversation"])
    return [] if tracker is None else list(tracker.events)


async def recorded(agent: Agent, body: dict[str, Any]) -> list[str]:
    """What the user has said, by the record."""
    events = await events_of(agent, body)
    return [event.text for event in events if isinstance(event, UserUttered)]


async def ask(agent: Agent, body: dict[str, Any], tell: Any = None) -> dict[str, Any]:
    return await answer(agent, body, sign_identity(None, SECRET), send=tell)


async def test_an_answer_is_told_before_it_is_recorded(agent: Agent, body: dict[str, Any]) -> None:
    told = []

    async def tell(answered: dict[str, Any]) -> None:
        told.append(answered)
        assert await recorded(agent, body) == []

    answered = await ask(agent, body, tell)
    assert told == [answered]
    assert "重新" in said(answered)
    assert await recorded(agent, body) == [QUESTION]


async def test_slots_are_told_as_they_were_recorded(agent: Agent, body: dict[str, Any]) -> None:
    told = []

    async def tell(answered: dict[str, Any]) -> None:
        told.append(answered)
        assert await recorded(agent, body) == [QUESTION]

    answered = await ask(agent, {**body, "debug": True}, tell)
    assert answered["slots"]["frame"]["topic"] == "faq_reapply"
    assert len(told) == 1


async def test_what_could_not_be_told_is_asked_again(agent: Agent, body: dict[str, Any]) -> None:
    async def hang_up(_: dict[str, Any]) -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await ask(agent, body, hang_up)
    assert await recorded(agent, body) == []
    assert "重新" in said(await ask(agent, body))
    assert await recorded(agent, body) == [QUESTION]


async def test_what_was_told_and_recorded_is_told_again_in_the_same_words(
    agent: Agent, body: dict[str, Any]
) -> None:
    told = []

    async def tell(answered: dict[str, Any]) -> None:
        told.append(answered["replies"])

    await ask(agent, body, tell)
    await ask(agent, body, tell)
    assert told[0] == told[1]
    assert await recorded(agent, body) == [QUESTION]


async def test_a_record_that_fails_keeps_nobody_from_the_answer(
    agent: Agent, body: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> None:
        raise OSError("the disk is full")

    told = []

    async def tell(answered: dict[str, Any]) -> None:
        told.append(answered)

    monkeypatch.setattr(agent.processor, "save_tracker", fail)
    await ask(agent, body, tell)
    assert len(told) == 1
    assert "重新" in said(told[0])


async def test_a_failure_is_owned_up_to_in_the_language_of_the_message(
    agent: Agent, body: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = EndpointConfig("http://127.0.0.1:1/webhook")
    monkeypatch.setattr(agent.processor, "action_endpoint", nowhere)
    english = {**body, "text": "Can I file again after the cancellation?", "language": "zh"}
    answered = await ask(agent, english)
    assert answered["language"] == "en"
    assert said(answered).startswith("Sorry, something went wrong")
    events = await events_of(agent, english)
    assert [event.type_name for event in events[:3]] == ["action", "session_started", "action"]
    assert len([event for event in events if isinstance(event, UserUttered)]) == 1
    assert answered["failed"] is True, "the desk counts it"


async def test_the_signed_identity_of_a_message_is_not_recorded(
    agent: Agent, body: dict[str, Any]
) -> None:
    identity = sign_identity("lin-individual", SECRET)
    for number, text in enumerate(("Where does my order stand?", "And my website?")):
        asked = {**body, "text": text, "message": str(number)}
        answered = await answer(agent, asked, identity)
        assert "failed" not in answered
        assert "no filing data" not in said(answered)
    recorded_events = await events_of(agent, body)
    assert identity not in str([event.as_dict() for event in recorded_events])


async def test_a_conversation_is_forgotten_after_the_turn_that_is_under_way(
    agent: Agent, body: dict[str, Any]
) -> None:
    forgetting: list[asyncio.Task[None]] = []

    async def tell(answered: dict[str, Any]) -> None:
        del answered
        task = asyncio.create_task(forget_conversation(agent, body["conversation"]))
        forgetting.append(task)
        await asyncio.sleep(0.2)
        assert not task.done()

    await answer(agent, body, sign_identity(None, SECRET), send=tell)
    await asyncio.gather(*forgetting)
    assert await events_of(agent, body) == []
    assert await agent.tracker_store.retrieve(body["conversation"]) is None
