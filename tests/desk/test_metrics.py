"""Figures for Prometheus."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from beian.desk.metrics import Metrics


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def figure(metrics: Metrics, name: str, **labels: str) -> float | None:
    """A figure as Prometheus reads it; None where it is not there."""
    text = metrics.render()[0].decode()
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == name and sample.labels == labels:
                return float(sample.value)
    return None


def test_what_happens_is_counted(metrics: Metrics) -> None:
    metrics.count_messages("visitor")
    metrics.count_messages("assistant", 3)
    metrics.error("too_fast")
    metrics.error("too_fast")
    metrics.fallback()
    metrics.handoff()
    metrics.conversation_begun()
    for value in ("up", "down", "down", None):
        metrics.feedback(value)
    assert figure(metrics, "beian_messages_total", author="visitor") == 1
    assert figure(metrics, "beian_messages_total", author="assistant") == 3
    assert figure(metrics, "beian_errors_total", code="too_fast") == 2
    assert figure(metrics, "beian_fallbacks_total") == 1
    assert figure(metrics, "beian_handoffs_total") == 1
    assert figure(metrics, "beian_conversations_total") == 1
    assert figure(metrics, "beian_feedback_total", value="up") == 1
    assert figure(metrics, "beian_feedback_total", value="down") == 2
    assert figure(metrics, "beian_feedback_total", value="taken_back") == 1


def test_latency_is_told_by_stage_between_a_millisecond_and_half_a_minute(
    metrics: Metrics,
) -> None:
    metrics.took("bot", 0.0008)
    metrics.took("bot", 0.02)
    metrics.took("bot", 40)

    def up_to(seconds: str) -> float | None:
        return figure(metrics, "beian_latency_seconds_bucket", stage="bot", le=seconds)

    assert [up_to(limit) for limit in ("0.001", "0.025", "30.0", "+Inf")] == [1, 2, 2, 3]
    assert figure(metrics, "beian_latency_seconds_count", stage="bot") == 3
    assert figure(metrics, "beian_latency_seconds_count", stage="store") is None


def test_connections_are_counted_while_they_last(metrics: Metrics) -> None:
    with metrics.connection("websocket"), metrics.connection("websocket"):
        with metrics.connection("events"):
            assert figure(metrics, "beian_connections", transport="websocket") == 2
            assert figure(metrics, "beian_connections", transport="events") == 1
        assert figure(metrics, "beian_connections", transport="events") == 0
    with pytest.raises(OSError, match="broken"), metrics.connection("websocket"):
        raise OSError("broken")
    assert figure(metrics, "beian_connections", transport="websocket") == 0


def test_open_conversations_are_told_as_they_are_now(metrics: Metrics) -> None:
    metrics.open_conversations(7)
    metrics.open_conversations(5)
    assert figure(metrics, "beian_open_conversations") == 5


def test_each_desk_has_figures_of_its_own_in_the_format_of_prometheus(metrics: Metrics) -> None:
    Metrics().count_messages("visitor")
    content, kind = metrics.render()
    assert kind.startswith("text/plain")
    assert figure(metrics, "beian_messages_total", author="visitor") is None
    families = list(text_string_to_metric_families(content.decode()))
    assert families
    assert all(family.name.startswith("beian_") for family in families)
