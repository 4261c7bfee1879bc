from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from beian.base.clock import SHANGHAI, Clock


def test_a_clock_returns_the_present_time_of_shanghai() -> None:
    now = Clock().now()
    assert now.tzinfo is SHANGHAI
    assert abs(now - datetime.now(timezone.utc)) < timedelta(minutes=1)


def test_a_frozen_clock_stands_still_and_returns_shanghai_time() -> None:
    clock = Clock(datetime(2026, 10, 12, 2, tzinfo=timezone.utc))
    assert clock.now().isoformat() == clock.now().isoformat() == "2026-10-12T10:00:00+08:00"


def test_a_clock_is_not_frozen_at_a_time_without_an_offset() -> None:
    with pytest.raises(ValueError, match="offset"):
        Clock(datetime(2026, 10, 12))
