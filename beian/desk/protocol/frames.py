"""Client frames read and checked, and the error frames that answer what is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, cast

from jsonschema_rs import Draft7Validator, ValidationError

from beian.base.storable import why_not_storable
from beian.desk.first_look_words import look_words
from beian.desk.protocol.client_frames import ClientFrame
from beian.desk.protocol.server_frames import (
    Attachment,
    Button,
    Card,
    ChatMessage,
    ErrorCode,
    ErrorFrame,
    Link,
    MessageFrame,
)
from beian.desk.storage.records import AttachmentRecord, Message, written_time

Frame = Mapping[str, Any]
"""A frame of either side; client_frames.py and server_frames.py have the type of each."""
PROTOCOL = 1
CLIENT_SCHEMA = resources.files("beian.desk.protocol") / "client-frame.schema.json"
SERVER_SCHEMA = resources.files("beian.desk.protocol") / "server-frame.schema.json"


class Refused(Exception):
    """A frame that is not acted on: `frame` is the error frame that says why."""

    def __init__(
        self,
        code: ErrorCode,
        detail: str,
        *,
        message_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.frame: ErrorFrame = {"type": "error", "code": code, "detail": detail}
        if message_id is not None:
            self.frame["id"] = message_id
        if retry_after is not None:
            self.frame["retry_after"] = round(retry_after, 1)


def read_json(raw: str | bytes) -> Any:
    """Return the value of a JSON text. Raises Refused (bad_frame) where it is no JSON."""
    try:
        return json.loads(raw, parse_constant=_refuse_constant)
    except (ValueError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("bad_frame", f"Not JSON: {error}") from error


def as_json(frame: Frame) -> str:
    """Return a frame as compact JSON."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def checked_frame(frame: Any) -> ClientFrame:
    """Return a valid frame of client-frame.schema.json. Raises Refused, naming the faulty place."""
    if not isinstance(frame, dict):
        raise Refused("bad_frame", "A frame is a JSON object.")
    if frame.get("type") == "hello" and frame.get("protocol") not in (None, PROTOCOL):
        raise Refused("protocol_version", f"This desk speaks protocol {PROTOCOL}.")
    fault = _fault(frame)
    if fault is not None:
        raise Refused("bad_frame", fault, message_id=id_of(frame))
    return cast(ClientFrame, {name: _storable(value) for name, value in frame.items()})


def message_frame(message: Message) -> MessageFrame:
    """Return the server frame that shows a stored message."""
    return {"type": "message", "message": chat_message(message)}


def chat_message(message: Message) -> ChatMessage:
    """Return a stored message as frames hold it."""
    shown: ChatMessage = {
        "id": message.id,
        "seq": message.seq,
        "author": message.author,
        "name": message.name,
        "text": message.text,
        "at": written_time(message.at),
        "buttons": [_button(each) for each in message.buttons],
        "links": [Link(title=link["title"], url=link["url"]) for link in message.links],
        "answers": message.answers,
        "feedback": message.feedback,
    }
    if message.card is not None:
        shown["card"] = cast(Card, message.card)
    if message.recalled_at is not None:
        shown["recalled"] = True
    if message.attachments:
        shown["attachments"] = [attachment_shown(each) for each in message.attachments]
    return shown


def _button(stored: dict[str, Any]) -> Button:
    button = Button(title=stored["title"], payload=stored["payload"])
    if "file" in stored:
        button["file"] = stored["file"]
    return button


def attachment_shown(record: AttachmentRecord, below: str = "/chat/files") -> Attachment:
    """Return a file as frames hold it; `below`: where it is read from."""
    shown: Attachment = {
        "id": record["id"],
        "name": record["name"],
        "type": record["type"],
        "size": record["size"],
        "pages": record["pages"],
        "url": f"{below}/{record['id']}/content",
        "thumbnail": f"{below}/{record['id']}/thumbnail" if record["has_thumbnail"] else None,
        "deleted": record["deleted"],
        "review": record["review"],
        "reason": record["reason"],
    }
    if (look := record.get("look")) is not None:
        shown["look"] = {"zh": look_words(look, "zh"), "en": look_words(look, "en")}
    return shown


def deleted(message_id: str | None = None) -> Refused:
    """Return what the connections of a conversation are told that was deleted: upon its error frame
    every client begins anew."""
    sentence = "The conversation was deleted."
    return Refused("unknown_conversation", sentence, message_id=message_id)


def _fault(frame: Frame) -> str | None:
    error = next(iter(_validator().iter_errors(frame)), None)
    if error is None:
        return None
    return f"{_place(error)}: {error.message}"


def _place(error: ValidationError) -> str:
    return "/" + "/".join(str(part) for part in error.instance_path)


@cache
def _validator() -> Draft7Validator:
    return Draft7Validator(json.loads(CLIENT_SCHEMA.read_text(encoding="utf-8")))


def id_of(frame: Frame) -> str | None:
    """Return the id of the message that a client frame is about, if it names one."""
    known = frame.get("id")
    return known if isinstance(known, str) and len(known) <= 64 else None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _storable(value: Any) -> Any:
    """Return `value` with U+FFFD in place of what no database takes: NUL, and half a character of
    UTF-16."""
    if isinstance(value, dict):
        return {name: _storable(part) for name, part in value.items()}
    if not isinstance(value, str) or why_not_storable(value) is None:
        return value
    return "".join(c if why_not_storable(c) is None else "\ufffd" for c in value)
