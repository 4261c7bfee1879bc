"""Stopping on a signal, at places that allow it.

An exception out of a signal handler may hit the middle of a line that is being printed; then the
terminal's buffer keeps all that is printed afterwards.
"""

from __future__ import annotations

import signal
import time
from types import FrameType

_LOOK_SECONDS = 0.1


class Stopped(Exception):
    """Somebody asked the process to stop."""


class StopRequest:
    """Whether SIGINT or SIGTERM came; `on_signals` makes it listen."""

    def __init__(self) -> None:
        self._came = False

    @classmethod
    def on_signals(cls) -> StopRequest:
        """Listen from now on; to SIGINT too, which may be ignored in the background."""
        request = cls()
        for how in (signal.SIGINT, signal.SIGTERM):
            signal.signal(how, request._note)
        return request

    def pause(self, seconds: float) -> None:
        """Sleep. Raises Stopped if the process has been asked to stop."""
        end = time.monotonic() + seconds
        while not self._came:
            left = end - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, _LOOK_SECONDS))
        raise Stopped

    def _note(self, signum: int, frame: FrameType | None) -> None:
        del signum, frame
        self._came = True
