"""Files as agents have them: read, accepted or wanted again, deleted, sent to the visitor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from beian.base.storable import why_not_storable
from beian.desk.console_api.access import ApiError, Endpoint, authenticated, body_of
from beian.desk.console_api.conversations import the_conversation
from beian.desk.conversations.attachments import Sender, Upload
from beian.desk.conversations.files import Files
from beian.desk.conversations.listing import AGENTS_FILES
from beian.desk.desk import Desk
from beian.desk.file_requests import (
    FILE_PROBLEMS,
    Problem,
    announced,
    file_response,
    part_of,
    problem_of,
    unknown_file,
    upload_shown,
)
from beian.desk.protocol.frames import attachment_shown
from beian.desk.storage.agents import Agent
from beian.desk.storage.enumerations import AttachmentState, Author, Review, State

_LONGEST_REASON = 300
_IMAGES = "image/"


def file_routes() -> list[BaseRoute]:
    """Return the routes about files, to be mounted under /console/api."""
    one = "/files/{file}"
    return [
        Route("/conversations/{conversation}/files", _route(_begin), methods=["POST"]),
        Route(one, _route(_state), methods=["GET"]),
        Route(one, _route(_receive), methods=["PATCH"]),
        Route(one, _route(_delete), methods=["DELETE"]),
        Route(f"{one}/content", _route(_content), methods=["GET"]),
        Route(f"{one}/thumbnail", _route(_thumbnail), methods=["GET"]),
        Route(f"{one}/review", _route(_review), methods=["POST"]),
    ]


def _route(endpoint: Endpoint) -> Callable[[Request], Any]:
    """Return an endpoint for signed-in agents, whose problems with files are told as the API tells
    refusals."""

    @wraps(endpoint)
    async def told(request: Request, agent: Agent) -> Response:
        try:
            return await endpoint(request, agent)
        except FILE_PROBLEMS as error:
            raise _refusal(problem_of(error)) from error
        except Problem as problem:
            raise _refusal(problem) from problem

    return authenticated(told)


async def _begin(request: Request, agent: Agent) -> Response:
    conversation = await the_conversation(request)
    holder = conversation.shown["agent"]
    if conversation.state != State.WITH_AGENT or holder is None or holder["id"] != agent.id:
        raise ApiError(409, "not_yours", "The conversation is not yours.")
    sender = Sender(agent_id=agent.id)
    begun = await _files(request).begin(conversation.id, sender, await announced(request))
    return JSONResponse(upload_shown(begun))


async def _state(request: Request, agent: Agent) -> Response:
    del agent
    return JSONResponse(upload_shown(await _upload(request)))


async def _receive(request: Request, agent: Agent) -> Response:
    upload = await _upload(request)
    if upload.agent_id != agent.id:
        raise unknown_file()
    offset, part = await part_of(request)
    return JSONResponse(upload_shown(await _files(request).receive(upload, offset, part, agent.id)))


async def _content(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    upload = await _upload(request)
    parts = await _files(request).read(upload, "file")
    # First the record: nothing is shown that is not written down.
    await asyncio.to_thread(desk.agents.audited, agent.id, "open_file", upload.conversation_id)
    inline = str(upload.type).startswith(_IMAGES) and "save" not in request.query_params
    return file_response(upload, parts, "file", inline=inline)


async def _thumbnail(request: Request, agent: Agent) -> Response:
    del agent
    upload = await _upload(request)
    parts = await _files(request).read(upload, "thumbnail")
    return file_response(upload, parts, "thumbnail", inline=True)


async def _review(request: Request, agent: Agent) -> Response:
    body = await body_of(request, accepted=bool, reason=str)
    reason = " ".join(body["reason"].split())
    if len(reason) > _LONGEST_REASON or bool(reason) == body["accepted"]:
        sentence = f"A file that is not accepted has a `reason`, of at most {_LONGEST_REASON}."
        raise ApiError(400, "bad_request", sentence)
    upload = await _upload(request)
    if upload.author != Author.VISITOR:
        raise unknown_file()
    review = Review.ACCEPTED if body["accepted"] else Review.AGAIN
    record = await _files(request).review(upload, agent.id, review, reason or None)
    return JSONResponse({"attachment": attachment_shown(record, AGENTS_FILES)})


async def _delete(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    upload = await _upload(request)
    if upload.state == AttachmentState.STORED:
        await asyncio.to_thread(
            desk.agents.audited, agent.id, "delete_file", upload.conversation_id
        )
    elif upload.agent_id != agent.id:
        raise unknown_file()
    await _files(request).delete(upload)
    return Response(status_code=204)


def _files(request: Request) -> Files:
    desk: Desk = request.app.state.desk
    if desk.files is None:
        raise Problem(404, "no_files", "This desk takes no files.")
    return desk.files


async def _upload(request: Request) -> Upload:
    file_id: str = request.path_params["file"]
    if why_not_storable(file_id):
        raise unknown_file()
    return await _files(request).find(file_id)


def _refusal(problem: Problem) -> ApiError:
    more = {} if problem.retry_after is None else {"retry_after": problem.retry_after}
    return ApiError(problem.status, problem.code, problem.sentence, **more)
