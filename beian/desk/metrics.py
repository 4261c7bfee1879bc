"""Figures for Prometheus, in a registry of this desk's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from beian.desk.storage.enumerations import Author

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30)


class Metrics:
    """What happened in this process. Stages and codes are named in code alone."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._messages = self._counter("messages", "Stored messages.", "author")
        self._errors = self._counter("errors", "Refusals and failures.", "code")
        self._feedback = self._counter("feedback", "Thumbs.", "value")
        self._ratings = self._counter("ratings", "Conversations rated, from 1 to 5.", "score")
        self._fallbacks = self._counter("fallbacks", "Messages that were not understood.")
        self._failed = self._counter("failed_answers", "Answers that failed in the bot.", "intent")
        self._handoffs = self._counter("handoffs", "Answers that hand off to a person.")
        self._conversations = self._counter("conversations", "Conversations begun.")
        self._deliveries = Counter(
            "beian_deliveries",
            "Attempts to deliver what is in the outbox.",
            ["kind", "outcome"],
            registry=self._registry,
        )
        self._reminders = self._counter(
            "reminders", "Reminders by what became of them.", "kind", "outcome"
        )
        self._late = self._counter(
            "reminders_late", "Reminders sent more than ten minutes after they were due.", "kind"
        )
        self._outbox = Gauge(
            "beian_outbox", "Deliveries not made yet.", ["state"], registry=self._registry
        )
        self._latency = Histogram(
            "beian_latency_seconds",
            "Time a stage takes.",
            ["stage"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._connections = Gauge(
            "beian_connections", "Connections now.", ["transport"], registry=self._registry
        )
        self._open = Gauge(
            "beian_open_conversations",
            "Conversations with something new in the last hour, not ended.",
            registry=self._registry,
        )

    def count_messages(self, author: Author, count: int = 1) -> None:
        self._messages.labels(author).inc(count)

    def error(self, code: str) -> None:
        self._errors.labels(code).inc()

    def feedback(self, value: str | None) -> None:
        self._feedback.labels(value or "taken_back").inc()

    def rating(self, score: int) -> None:
        self._ratings.labels(str(score)).inc()

    def fallback(self) -> None:
        self._fallbacks.inc()

    def answer_failed(self, intent: str | None) -> None:
        self._failed.labels(intent or "none").inc()

    def delivery(self, kind: str, outcome: str) -> None:
        """Count an attempt to deliver: made, postponed or given_up."""
        self._deliveries.labels(kind, outcome).inc()

    def reminder(self, kind: str, outcome: str, *, is_late: bool = False) -> None:
        """Count a reminder: sent, superseded, gone, off or failed; and whether it was late."""
        self._reminders.labels(kind, outcome).inc()
        if is_late:
            self._late.labels(kind).inc()

    def outbox(self, counts: Mapping[str, int]) -> None:
        """Set how many deliveries wait, and how many have failed."""
        for state, count in counts.items():
            self._outbox.labels(state).set(count)

    def handoff(self) -> None:
        self._handoffs.inc()

    def conversation_begun(self) -> None:
        self._conversations.inc()

    def took(self, stage: str, seconds: float) -> None:
        """Record how long a stage of a message's way took: store, bot, deliver or total."""
        self._latency.labels(stage).observe(seconds)

    def open_conversations(self, count: int) -> None:
        self._open.set(count)

    @contextmanager
    def connection(self, transport: str) -> Iterator[None]:
        """Count a connection for as long as it lasts."""
        with self._connections.labels(transport).track_inprogress():
            yield

    def render(self) -> tuple[bytes, str]:
        """Return the figures in Prometheus's text format, and its content type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"beian_{name}", about, labels, registry=self._registry)
