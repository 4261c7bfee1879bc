"""Rasa's event broker, as endpoints.yml names it, from BEIAN_BROKER_URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

EVENT_QUEUE = "rasa_core_events"
"""The queue of RabbitMQ to which Rasa publishes each event of a conversation as JSON."""
_PORTS = {"amqp": 5672, "amqps": 5671}
_ATTEMPTS = 6
"""Attempts to connect, five seconds apart, before Rasa gives up its start."""


def event_broker(url: str) -> dict[str, Any]:
    """Return the `event_broker` of endpoints.yml for an amqp or amqps URL that was checked."""
    parts = urlsplit(url)
    port = parts.port or _PORTS[parts.scheme]
    query = f"?{parts.query}" if parts.query else ""
    host = parts.netloc.rpartition("@")[2].removesuffix(f":{parts.port}")
    return {
        "type": "pika",
        "url": f"{parts.scheme}://{host}:{port}{parts.path}{query}",
        # Rasa puts both back into the URL, where they stay percent-encoded.
        "username": parts.username or "guest",
        "password": parts.password or "guest",
        "port": port,
        "queues": [EVENT_QUEUE],
        "connection_attempts": _ATTEMPTS,
    }
