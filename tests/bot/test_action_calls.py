"""Calls of the action server share a connection, and outlive the server."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from beian.bot.rasa_patches.action_calls import _call_of, keep_connections, send_all_events


async def started(port: int = 0) -> tuple[web.AppRunner, int, list[Any]]:
    """A server that answers every call; its port, and the connections it was called over."""
    connections: list[Any] = []

    async def answer(request: web.Request) -> web.Response:
        connections.append(request.transport)
        return web.json_response({"heard": await request.json(), "key": request.headers["key"]})

    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, reuse_address=True)
    await site.start()
    return runner, runner.addresses[0][1], connections


def test_calls_share_a_connection_and_go_on_when_the_server_was_started_anew() -> None:
    async def calls() -> None:
        runner, port, connections = await started()
        endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook", headers={"key": "k"})
        session = keep_connections(endpoint)
        for number in (1, 2):
            answered = await endpoint.request(json={"call": number})
            assert answered == {"heard": {"call": number}, "key": "k"}
        assert len(set(map(id, connections))) == 1
        await runner.cleanup()
        runner, _, connections = await started(port)
        assert await endpoint.request(json={}) == {"heard": {}, "key": "k"}
        assert len(connections) == 1
        await session.close()
        await runner.cleanup()

    asyncio.run(calls())


def test_a_call_shows_the_last_two_turns_and_all_else_as_it_is() -> None:
    domain = Domain.from_yaml(
        """
        intents: [greet, deny]
        actions: [action_answer]
        slots: {topic: {type: text, mappings: [{type: custom}]}}
        """
    )
    action = RemoteAction("action_answer", None)
    tracker = DialogueStateTracker("visitor", domain.slots)
    for turn, topic in enumerate("xyzz"):
        for event in [
            ActionExecuted("action_listen"),
            UserUttered(f"message {turn}", {"name": "greet"}),
            SlotSet("topic", topic),
        ]:
            tracker.update(event)
            shown, expected = (
                call(action, tracker, domain) for call in (_call_of, send_all_events)
            )
            events, expected_events = (c["tracker"].pop("events") for c in (shown, expected))
            assert shown == expected
            assert events == expected_events[len(expected_events) - len(events) :]
            said = [event["text"] for event in events if event["event"] == "user"]
            assert said == [e.text for e in tracker.events if isinstance(e, UserUttered)][-2:]
    assert len(events) == 5
