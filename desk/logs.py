"""Structured logs: a JSON object a line, and nothing of what people write in it.

Only the fields of FIELDS get in. An exception is logged by its class and place, without its
message, which may quote a user.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import datetime, timezone
from typing import Any, TextIO

FIELDS = ("conversation", "seq", "code", "stage", "ms", "transport", "error", "port", "signal")
_CONVERSATION_SHOWN = 8


def set_up(stream: TextIO, level: int = logging.INFO) -> None:
    """Sends the logs of this process, of its libraries too, to a stream."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=level, force=True)


class JsonLines(logging.Formatter):
    """A record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        for name in FIELDS:
            if hasattr(record, name):
                line[name] = _shown(name, getattr(record, name))
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = _exception(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _event(record: logging.LogRecord) -> str:
    """The event's name; of a library, its sentence without what is filled in."""
    return record.msg if isinstance(record.msg, str) else type(record.msg).__name__


def _shown(name: str, value: Any) -> Any:
    if name == "conversation":  # enough to tell them apart, not to find one
        return str(value)[:_CONVERSATION_SHOWN]
    return value if isinstance(value, int | float | bool) else str(value)[:64]


def _exception(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames]
    return {"class": type(error).__name__, "at": places[-5:]}
