"""How the desk logs: events by their names, with fields of known types, through structlog.

    logger = event_logger(__name__)
    logger.warning("redis_unreachable", error=type(error).__name__)

beian.desk.logs says how they are written, and what a field may hold.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, MutableMapping
from typing import Any, Literal, TypedDict

import structlog
from typing_extensions import Unpack

WITHHELD = "withheld"
"""The event of a message that may hold what somebody wrote."""
NAMED = "beian_event"
"""The attribute of a record that says its message is the name of an event."""
_NAME = re.compile(r"[a-z]+(_[a-z]+)+")
_CALLER = 4
"""Frames from the standard library's logger to whoever logs an event."""


class Fields(TypedDict, total=False):
    """What an event may tell."""

    conversation: str
    """The id; logged as a hash."""
    seq: int
    code: str
    stage: Literal["store", "bot", "deliver", "total"]
    ms: float
    transport: Literal["websocket", "events"]
    intent: str
    """The name of a topic, or of another intent."""
    part: Literal["store", "filing", "bot", "actions"]
    error: str
    """The name of an exception's class."""
    port: int
    signal: int


class EventLogger(structlog.BoundLoggerBase):
    """Logs events named in code, like redis_unreachable; anything else is withheld."""

    def info(self, event: str, **fields: Unpack[Fields]) -> None:
        """Log what an operator may want to know."""
        self._say("info", event, fields)

    def warning(self, event: str, **fields: Unpack[Fields]) -> None:
        """Log trouble that passes by itself."""
        self._say("warning", event, fields)

    def error(self, event: str, **fields: Unpack[Fields]) -> None:
        """Log a failure that somebody will notice."""
        self._say("error", event, fields)

    def exception(self, event: str, **fields: Unpack[Fields]) -> None:
        """Log an error with the exception that is being handled."""
        self._say("error", event, {**fields, "exc_info": True})

    def _say(self, method: str, event: object, fields: Mapping[str, Any]) -> None:
        self._proxy_to_logger(method, event, **fields)  # type: ignore[arg-type]


def event_logger(name: str) -> EventLogger:
    """Return the logger of a module."""
    logger: EventLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[structlog.stdlib.filter_by_level, _record],
        wrapper_class=EventLogger,
    ).bind()
    return logger


def _record(
    logger: logging.Logger, method: str, event: MutableMapping[str, Any]
) -> tuple[tuple[str], dict[str, Any]]:
    """Return the arguments for a log record of the standard library: the event's name and its
    fields."""
    del logger, method
    name, exc_info = event.pop("event"), event.pop("exc_info", None)
    fields = {field: event[field] for field in Fields.__annotations__ if field in event}
    is_name = isinstance(name, str) and _NAME.fullmatch(name) is not None
    return (name if is_name else WITHHELD,), {
        "exc_info": exc_info,
        "extra": {NAMED: is_name, **fields},
        "stacklevel": _CALLER,
    }
