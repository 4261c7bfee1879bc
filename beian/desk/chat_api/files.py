"""Files of visitors over HTTP (docs/protocol.md): announced, sent in parts, read, deleted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from beian.base.errors import StoreUnavailable
from beian.base.storable import why_not_storable
from beian.desk.conversations.attachments import Sender, Upload
from beian.desk.conversations.files import Files
from beian.desk.desk import Desk
from beian.desk.file_requests import (
    FILE_PROBLEMS,
    OFFSET,
    Problem,
    announced,
    file_response,
    part_of,
    problem_of,
    unknown_file,
    upload_shown,
)
from beian.desk.limits import TooMany, network_of
from beian.desk.request_checks import address_of, origin_allowed
from beian.desk.site_tokens import TokenExpired, TokenInvalid
from beian.desk.storage.enumerations import AttachmentState, Author
from beian.desk.storage.records import Conversation

CONVERSATION = "x-beian-conversation"
"""The header with the id and the key of the conversation, a blank between them."""
_OPEN = (AttachmentState.UPLOADING, AttachmentState.CHECKING)

_Endpoint = Callable[[Request, Files, Conversation], Awaitable[Response]]


def file_routes() -> list[BaseRoute]:
    one = "/chat/files/{file}"
    return [
        Route("/chat/files", _for_visitors(_begin), methods=["POST"]),
        Route(one, _for_visitors(_state), methods=["GET"]),
        Route(one, _for_visitors(_receive), methods=["PATCH"]),
        Route(one, _for_visitors(_delete), methods=["DELETE"]),
        Route(f"{one}/content", _for_visitors(_content), methods=["GET"]),
        Route(f"{one}/thumbnail", _for_visitors(_thumbnail), methods=["GET"]),
    ]


def _for_visitors(endpoint: _Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Return a Starlette endpoint for whoever has the conversation's key and, where it is an
    account's, the account's token."""

    @wraps(endpoint)
    async def checked(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        try:
            async with desk.limits.connection(address_of(desk.config, request)):
                files, conversation = desk.files, await _conversation_of(request)
                if files is None:
                    raise Problem(404, "no_files", "This desk takes no files.")
                response = await endpoint(request, files, conversation)
        except FILE_PROBLEMS as error:
            return _told(desk, problem_of(error))
        except Problem as problem:
            return _told(desk, problem)
        except TooMany as refused:
            sentence = "Too many connections from this address."
            wait = refused.retry_after
            return _told(desk, Problem(429, "too_many_connections", sentence, retry_after=wait))
        except StoreUnavailable:
            sentence = "The desk can't reach its store now."
            return _told(desk, Problem(503, "unavailable", sentence, retry_after=2.0))
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return checked


async def _begin(request: Request, files: Files, conversation: Conversation) -> Response:
    desk: Desk = request.app.state.desk
    wanted = await announced(request)
    await _refuse_blocked(desk, conversation)
    wait = await desk.limits.message(conversation.id, address_of(desk.config, request))
    if wait is not None:
        raise Problem(429, "too_fast", "Too many messages a minute.", retry_after=wait)
    sender = Sender(account_id=conversation.account_id)
    return _shown(await files.begin(conversation.id, sender, wanted))


async def _state(request: Request, files: Files, conversation: Conversation) -> Response:
    return _shown(await _upload(request, files, conversation))


async def _receive(request: Request, files: Files, conversation: Conversation) -> Response:
    upload = await _upload(request, files, conversation)
    if upload.author != Author.VISITOR:
        raise unknown_file()
    offset, part = await part_of(request)
    desk: Desk = request.app.state.desk
    await _refuse_blocked(desk, conversation)
    who = network_of(address_of(desk.config, request))
    return _shown(await files.receive(upload, offset, part, who))


async def _refuse_blocked(desk: Desk, conversation: Conversation) -> None:
    """Raise Problem where no person serves the visitor, for whom a file would be."""
    if await asyncio.to_thread(desk.blocks.is_blocked, conversation.id):
        raise Problem(403, "blocked", "Files are for people, who serve this visitor no more.")


async def _delete(request: Request, files: Files, conversation: Conversation) -> Response:
    upload = await _upload(request, files, conversation)
    if upload.author != Author.VISITOR:
        raise Problem(403, "not_yours", "Only what the visitor sent can be deleted here.")
    if upload.state in (*_OPEN, AttachmentState.STORED):
        await files.delete(upload)
    return Response(status_code=204)


async def _content(request: Request, files: Files, conversation: Conversation) -> Response:
    upload = await _upload(request, files, conversation)
    return file_response(upload, await files.read(upload, "file"), "file", inline=False)


async def _thumbnail(request: Request, files: Files, conversation: Conversation) -> Response:
    upload = await _upload(request, files, conversation)
    return file_response(upload, await files.read(upload, "thumbnail"), "thumbnail", inline=True)


async def _upload(request: Request, files: Files, conversation: Conversation) -> Upload:
    file_id: str = request.path_params["file"]
    if why_not_storable(file_id):
        raise unknown_file()
    return await files.find(file_id, conversation.id)


async def _conversation_of(request: Request) -> Conversation:
    """Return the conversation that a request's headers open. Raises Problem."""
    desk: Desk = request.app.state.desk
    if not origin_allowed(desk.config, request):
        raise Problem(403, "origin_refused", "This page's origin is not listed in desk.yml.")
    conversation_id, _, key = request.headers.get(CONVERSATION, "").partition(" ")
    conversation = None
    if not why_not_storable(conversation_id):
        opened = desk.conversations.open
        conversation = await asyncio.to_thread(opened, conversation_id, key)
    if conversation is None:
        sentence = "There is no such conversation for this key."
        raise Problem(404, "unknown_conversation", sentence)
    if conversation.account_id is not None and conversation.account_id != _account(desk, request):
        raise Problem(403, "another_account", "The conversation belongs to another account.")
    return conversation


def _account(desk: Desk, request: Request) -> str:
    """Return the account whose token a request holds. Raises Problem."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer":
        raise Problem(401, "token_expired", "This conversation needs a token of its account.")
    try:
        return desk.tokens.verified(token).account
    except TokenExpired as expired:
        raise Problem(401, "token_expired", str(expired)) from expired
    except TokenInvalid as invalid:
        raise Problem(401, "token_invalid", str(invalid)) from invalid


def _shown(upload: Upload) -> Response:
    return JSONResponse(upload_shown(upload), headers={OFFSET: str(upload.received)})


def _told(desk: Desk, problem: Problem) -> Response:
    desk.metrics.error(problem.code)
    body: dict[str, object] = {"code": problem.code, "error": problem.sentence}
    headers = {**problem.headers, "Cache-Control": "no-store"}
    if problem.retry_after is not None:
        body["retry_after"] = round(problem.retry_after, 1)
        headers["Retry-After"] = str(round(problem.retry_after))
    return JSONResponse(body, problem.status, headers)
