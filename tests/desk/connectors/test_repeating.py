"""What a connector does again and again goes on, whatever goes wrong once."""

from __future__ import annotations

import asyncio
import threading

import pytest

from beian.base.errors import StoreUnavailable
from beian.desk.connectors.repeating import repeated


@pytest.mark.parametrize("failure", [ValueError("no such conversation"), StoreUnavailable("away")])
async def test_work_goes_on_after_a_failure(
    failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    done = threading.Event()
    attempts = []

    def work() -> None:
        attempts.append(1)
        if len(attempts) == 1:
            raise failure
        done.set()

    async with repeated(work, 0.01):
        assert await asyncio.to_thread(done.wait, 60)
    told = [record.msg for record in caplog.records]
    assert ("connector_work_failed" in told) == (not isinstance(failure, StoreUnavailable))
