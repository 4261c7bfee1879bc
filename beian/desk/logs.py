"""Structured logs: a JSON object a line, and nothing of what people write in it.

What gets in is chosen, not what is kept out. The desk logs events by name (event_log.py), with
the fields of FIELDS, each of a form that no text, name, phone or document number has. Of what
libraries log, only the sentences of OF_THE_SERVER are shown; of any other message only its place
is told, and of an exception its class and its places, without its message, which may quote a user.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

from beian.base.project import project
from beian.desk.event_log import NAMED, WITHHELD

OF_THE_SERVER = frozenset(
    [
        "Started server process [%d]",
        "Finished server process [%d]",
        "Waiting for application startup.",
        "Application startup complete.",
        "Application startup failed. Exiting.",
        "Waiting for application shutdown.",
        "Application shutdown complete.",
        "Application shutdown failed. Exiting.",
        "Shutting down",
        "Waiting for connections to close. (CTRL+C to force quit)",
        "Waiting for background tasks to complete. (CTRL+C to force quit)",
        "Cancel %s running task(s), timeout graceful shutdown exceeded",
        "Exception in ASGI application",
        "Exception in 'lifespan' protocol",
        "Invalid HTTP request received.",
        "Unsupported upgrade request.",
    ]
)
"""What uvicorn says that tells an operator something: without what it fills in."""
_CONVERSATION_SHOWN = 10
"""Characters of the hash of its id: enough to tell conversations apart, not to open one."""
_PLACES_SHOWN = 8
_CAUSES_SHOWN = 5
_CODE = re.compile(r"[a-z]+(_[a-z]+)+|blank|closed|unavailable")
_INTENT = re.compile(r"[a-z]{1,32}(_[a-z0-9]{1,32}){0,8}", re.ASCII)
_LOGGER = re.compile(r"[A-Za-z_]+(\.[A-Za-z_]\w*)*", re.ASCII)


def set_up(stream: TextIO, level: int = logging.INFO) -> None:
    """Send this process's logs, with those and the warnings of its libraries, to a stream."""
    handler = _Handler(stream)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True


class _Handler(logging.StreamHandler):  # type: ignore[type-arg]  # no generic in Python 3.10
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Do nothing: the standard library would print what a line that can't be written was to
        say."""


class JsonLines(logging.Formatter):
    """Formats a record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        event = _event(record)
        line: dict[str, Any] = {
            "time": _time(record.created),
            "level": record.levelname.lower(),
            "logger": record.name if _LOGGER.fullmatch(record.name) else WITHHELD,
            "event": event,
        }
        if event == WITHHELD:
            line["at"] = f"{_shortened(record.pathname)}:{record.lineno}"
        for name, shown in FIELDS.items():
            value = shown(record.__dict__.get(name))
            if value is not None:
                line[name] = value
        error = record.exc_info and record.exc_info[1]
        if error:
            line["exception"] = _exception(error)
        return json.dumps(line, ensure_ascii=False)


def _time(seconds: float) -> str:
    moment = datetime.fromtimestamp(seconds, timezone.utc)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _event(record: logging.LogRecord) -> str:
    """Return the name of an event of ours, or a known sentence of the server."""
    if getattr(record, NAMED, False):
        return str(record.msg)
    said = record.msg.strip() if isinstance(record.msg, str) else ""
    return said if said in OF_THE_SERVER else WITHHELD


def _exception(error: BaseException) -> dict[str, Any]:
    """Return the class and places of an exception, and the classes of what caused it."""
    frames = traceback.extract_tb(error.__traceback__)[-_PLACES_SHOWN:]
    shown: dict[str, Any] = {
        "class": type(error).__name__,
        "at": [f"{_shortened(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    causes = [type(cause).__name__ for cause in _causes(error)]
    return {**shown, "because_of": causes} if causes else shown


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause = error.__cause__ or error.__context__
    for _ in range(_CAUSES_SHOWN):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or cause.__context__


@lru_cache(maxsize=1024)
def _shortened(file: str) -> str:
    """Return a file's path without the machine's part: relative to the project or to sys.path."""
    path = Path(file)
    for folder in sorted({*sys.path, str(project().content)}, key=len, reverse=True):
        if folder and path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name


def _whole(most: int) -> Callable[[Any], int | None]:
    """Return a whole number that is smaller than any phone number."""

    def shown(value: Any) -> int | None:
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
        return int(value) if fits else None

    return shown


def _milliseconds(value: Any) -> float | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**7
    return round(float(value), 3) if fits else None


def _form(pattern: re.Pattern[str]) -> Callable[[Any], str | None]:
    def shown(value: Any) -> str | None:
        return value if isinstance(value, str) and pattern.fullmatch(value) else None

    return shown


def _one_of(*known: str) -> Callable[[Any], str | None]:
    return lambda value: value if isinstance(value, str) and value in known else None


def _conversation(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:_CONVERSATION_SHOWN]


def _error(value: Any) -> str | None:
    """Return the name of an exception's class."""
    return value if isinstance(value, str) and _is_error_name(value) else None


def _is_error_name(name: str) -> bool:
    if name not in _error_names:  # their classes come with their modules
        _error_names.update(kind.__name__ for kind in _subclasses(BaseException))
    return name in _error_names


_error_names: set[str] = set()


def _subclasses(kind: type[BaseException]) -> set[type[BaseException]]:
    found = {kind}
    waiting = [kind]
    while waiting:
        new = set(type.__subclasses__(waiting.pop())) - found
        found |= new
        waiting.extend(new)
    return found


FIELDS: dict[str, Callable[[Any], str | int | float | None]] = {
    "conversation": _conversation,
    "seq": _whole(9_999_999),
    "code": _form(_CODE),
    "stage": _one_of("store", "bot", "deliver", "total"),
    "ms": _milliseconds,
    "transport": _one_of("websocket", "events"),
    "intent": _form(_INTENT),
    "part": _one_of("store", "filing", "bot", "actions"),
    "error": _error,
    "port": _whole(65_535),
    "signal": _whole(64),
}
"""What may stand in a line, and how each is shown; None where a value is not what it should be."""
