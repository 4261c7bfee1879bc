"""What the APIs of visitors and of agents share about files: reading parts, answering with files,
and how a refusal is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import StreamingResponse

from beian.base.storable import why_not_storable
from beian.desk.conversations.attachments import TooManyFiles, Upload, WantedUpload
from beian.desk.conversations.conversation_store import ConversationClosed
from beian.desk.conversations.file_messages import NoSuchFile
from beian.desk.conversations.files import (
    PART_BYTES,
    TRY_AGAIN_SECONDS,
    CheckPostponed,
    WrongOffset,
)
from beian.desk.files.faults import FileRefused
from beian.desk.files.storage import StorageFull, StorageUnavailable
from beian.desk.request_checks import BodyTooLarge, bounded_body

OFFSET = "upload-offset"
_LONGEST_ANNOUNCEMENT = 4096
_LONGEST_NAME = 500
_LARGEST = 1 << 50
_LONGEST_PICKED = 200
_ANNOUNCED = {"id", "name", "size"}
_PICKED = {"checklist", "paper"}
_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_SENTENCES = {
    "wrong_type": "Only jpeg, png, webp, heic and pdf are taken, whatever a file is called.",
    "too_large": "The file is larger than is taken.",
    "too_many_pixels": "The picture has more pixels than are taken.",
    "too_few_pixels": "The picture is too small for anything to be read in it.",
    "too_many_pages": "The PDF has more pages than are taken.",
    "unreadable": "The file is broken.",
    "active_pdf": "The PDF holds a script, an action or a file.",
    "locked_pdf": "The PDF asks for a password.",
    "infected": "The virus scanner has found something.",
}
_PLAIN: dict[type[Exception], tuple[int, str, str]] = {
    TooManyFiles: (
        409,
        "too_many_files",
        "There are as many files as one account may have; old ones can be deleted.",
    ),
    StorageFull: (507, "storage_full", "There is no room for the file now."),
    StorageUnavailable: (503, "unavailable", "The files' storage does not answer."),
    NoSuchFile: (404, "unknown_file", "There is no such file here."),
    ConversationClosed: (409, "closed", "The conversation was ended."),
}
FILE_PROBLEMS: tuple[type[Exception], ...] = (FileRefused, WrongOffset, CheckPostponed, *_PLAIN)


class Problem(Exception):
    """Why a request about files is not met: a status, a code and a sentence."""

    def __init__(
        self,
        status: int,
        code: str,
        sentence: str,
        *,
        headers: Mapping[str, str] | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code
        self.sentence = sentence
        self.headers = dict(headers or {})
        self.retry_after = retry_after


def problem_of(error: Exception) -> Problem:
    """Return how one of FILE_PROBLEMS is told."""
    if isinstance(error, FileRefused):
        status = 413 if error.fault == "too_large" else 422
        return Problem(status, error.fault, _SENTENCES[error.fault])
    if isinstance(error, WrongOffset):
        headers = {OFFSET: str(error.upload.received)}
        return Problem(409, "wrong_offset", "The next part begins elsewhere.", headers=headers)
    if isinstance(error, CheckPostponed):
        return Problem(503, error.code, str(error), retry_after=TRY_AGAIN_SECONDS)
    status, code, sentence = _PLAIN[type(error)]
    retry_after = TRY_AGAIN_SECONDS if status == 503 else None
    return Problem(status, code, sentence, retry_after=retry_after)


def unknown_file() -> Problem:
    return problem_of(NoSuchFile())


def upload_shown(upload: Upload) -> dict[str, Any]:
    """Return how far a file has come. `part`: the bytes that are taken at once; `fault`: why it was
    refused."""
    return {
        "id": upload.id,
        "message": upload.message_id,
        "size": upload.declared,
        "offset": upload.received,
        "part": PART_BYTES,
        "state": upload.state,
        "fault": upload.fault,
    }


async def announced(request: Request) -> WantedUpload:
    """Return the file that a request announces. Raises Problem."""
    try:
        body = json.loads(await bounded_body(request, _LONGEST_ANNOUNCEMENT))
    except BodyTooLarge as refused:
        raise Problem(413, "too_large", str(refused)) from refused
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or set(body) - _PICKED != _ANNOUNCED:
        sentence = "A JSON object is needed, with id, name and size; checklist and paper may be."
        raise Problem(400, "bad_request", sentence)
    message_id, name, size = body["id"], body["name"], body["size"]
    if not isinstance(message_id, str) or _MESSAGE_ID.fullmatch(message_id) is None:
        raise Problem(400, "bad_request", "`id` has 8 to 64 letters, digits, _ or -.")
    if not isinstance(name, str) or len(name) > _LONGEST_NAME or why_not_storable(name):
        raise Problem(
            400, "bad_request", f"`name` is a text of at most {_LONGEST_NAME} characters."
        )
    if not isinstance(size, int) or isinstance(size, bool) or not 0 < size < _LARGEST:
        raise Problem(400, "bad_request", "`size` is the number of bytes, at least 1.")
    checklist, paper = body.get("checklist"), body.get("paper")
    for picked in (checklist, paper):
        if not isinstance(picked, str | None) or len(picked or "") > _LONGEST_PICKED:
            raise Problem(400, "bad_request", "`checklist` and `paper` are short texts.")
        if why_not_storable(picked or ""):
            raise Problem(400, "bad_request", "`checklist` and `paper` are texts.")
    return WantedUpload(message_id, name, size, checklist, paper)


async def part_of(request: Request) -> tuple[int, bytes]:
    """Return where the part of a request begins, and what has come of it before the connection
    ended. Raises Problem."""
    given = request.headers.get(OFFSET, "")
    if not given.isdecimal() or len(given) > 15:
        raise Problem(400, "bad_request", "Upload-Offset is the number of bytes sent before.")
    part = bytearray()
    try:
        async for piece in request.stream():
            part += piece
            if len(part) > PART_BYTES:
                raise Problem(413, "too_large", f"A part has at most {PART_BYTES} bytes.")
    except ClientDisconnect:
        pass
    return int(given), bytes(part)


def file_response(
    upload: Upload, parts: Iterator[bytes], label: str, *, inline: bool
) -> StreamingResponse:
    """Return a file or its thumbnail as a response with which no browser does anything but show or
    save it."""
    whole = label == "file"
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": _disposition(upload.name, inline=inline),
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        **({"Content-Length": str(upload.size)} if whole else {}),
    }
    media_type = str(upload.type) if whole else "image/jpeg"
    return StreamingResponse(parts, media_type=media_type, headers=headers)


def _disposition(name: str, *, inline: bool) -> str:
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename*=UTF-8''{quote(name, safe='')}"
