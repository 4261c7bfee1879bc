"""A signal stops the server between two lines, never within one."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from beian.cli.stopping import Stopped, StopRequest


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM])
def how(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    """A signal, whose handlers are what they were afterwards."""
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    yield request.param
    for each, handler in before.items():
        signal.signal(each, handler)


def test_a_signal_interrupts_nothing_and_ends_the_next_pause(how: signal.Signals) -> None:
    stop = StopRequest.on_signals()
    done = []
    for step in range(3):
        os.kill(os.getpid(), how)
        done.append(step)
    assert done == [0, 1, 2]
    with pytest.raises(Stopped):
        stop.pause(60)


def test_a_signal_ends_a_pause_that_goes_on(how: signal.Signals) -> None:
    stop = StopRequest.on_signals()
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), how))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    with pytest.raises(Stopped):
        stop.pause(60)


def test_without_a_signal_a_pause_ends_by_itself() -> None:
    started = time.monotonic()
    StopRequest().pause(0.02)
    assert time.monotonic() - started >= 0.02
