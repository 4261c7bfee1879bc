"""BEIAN_BROKER_URL: Rasa publishes the events of conversations to it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import aio_pika
import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from beian.base.settings import Settings
from beian.bot.tracker_store import SessionTrackerStore
from beian.cli.event_broker import EVENT_QUEUE, event_broker
from beian.cli.stack import Ports, _endpoints
from tests.cli.rabbitmq import rabbitmq

SECRET = "the secret of the broker's tests, long enough"


def written_endpoints(folder: Path, environ: dict[str, str]) -> AvailableEndpoints:
    """What Rasa reads of the endpoints that a stack with these variables writes."""
    settings = Settings.from_environment(environ, var=folder)
    file = folder / "endpoints.yml"
    written = _endpoints(settings, Ports(rasa=1, actions=2), SECRET, True)
    file.write_text(written, encoding="utf-8")
    return AvailableEndpoints.read_endpoints(str(file))


async def published(url: str, messages: int) -> list[dict[str, Any]]:
    connection = await aio_pika.connect(url)
    async with connection:
        channel = await connection.channel()
        queue = await channel.get_queue(EVENT_QUEUE)
        async with queue.iterator(timeout=60) as incoming:
            events: list[dict[str, Any]] = []
            async for message in incoming:
                async with message.process():
                    events.append(json.loads(message.body))
                if len(events) == messages:
                    return events
    raise AssertionError("not all events came")


@pytest.mark.filterwarnings("ignore:There is no current event loop:DeprecationWarning")
def test_what_is_recorded_of_a_conversation_arrives_at_the_broker(tmp_path: Path) -> None:
    async def record_and_receive(url: str) -> list[dict[str, Any]]:
        endpoints = written_endpoints(tmp_path, {"BEIAN_BROKER_URL": url})
        broker = await EventBroker.create(endpoints.event_broker, asyncio.get_running_loop())
        assert broker is not None
        domain = Domain.from_yaml("intents: [greet]")
        store = SessionTrackerStore(domain, f"sqlite:///{tmp_path / 'tracker.sqlite3'}", broker)
        tracker = DialogueStateTracker("c", [])
        for event in (
            ActionExecuted("action_session_start"),
            SessionStarted(),
            UserUttered("你好", {"name": "greet"}),
        ):
            tracker.update(event)
        await store.save(tracker)
        try:
            return await published(url, 3)
        finally:
            await broker.close()
            store.engine.dispose()

    with rabbitmq(tmp_path) as url:
        events = asyncio.run(record_and_receive(url))
    assert [event["event"] for event in events] == ["action", "session_started", "user"]
    assert {event["sender_id"] for event in events} == {"c"}
    assert events[-1]["text"] == "你好"


def test_without_a_broker_rasa_has_none(tmp_path: Path) -> None:
    assert written_endpoints(tmp_path, {}).event_broker is None


@pytest.mark.parametrize(
    ("url", "host", "username", "password", "port"),
    [
        ("amqp://queue", "amqp://queue:5672", "guest", "guest", 5672),
        ("amqps://u:p@queue", "amqps://queue:5671", "u", "p", 5671),
        ("amqp://u:p%40%2Fw@queue:5673/own", "amqp://queue:5673/own", "u", "p%40%2Fw", 5673),
        ("amqp://u:p@[::1]:5673/?heartbeat=9", "amqp://[::1]:5673/?heartbeat=9", "u", "p", 5673),
    ],
)
def test_rasa_gets_each_part_of_the_url(
    url: str, host: str, username: str, password: str, port: int
) -> None:
    broker = event_broker(url)
    assert (broker["url"], broker["username"], broker["password"], broker["port"]) == (
        host,
        username,
        password,
        port,
    )
