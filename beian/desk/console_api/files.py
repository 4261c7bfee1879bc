"""Files as agents have them: read, accepted or wanted again, deleted, sent to the visitor."""

from __future__ import annotations

import asyncio
from functools import wraps

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.storable import why_not_storable
from beian.desk.console_api.access import ApiError, Endpoint, body_of
from beian.desk.console_api.conversations import the_conversation
from beian.desk.conversations.attachments import Sender, Upload
from beian.desk.conversations.files import Files
from beian.desk.conversations.reach import Reach
from beian.desk.conversations.shown_to_agents import AGENTS_FILES
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
from beian.desk.rights import Right
from beian.desk.storage.agents import Agent
from beian.desk.storage.enumerations import AttachmentState, Author, Review, State

_LONGEST_REASON = 300
_IMAGES = "image/"


def _telling(endpoint: Endpoint) -> Endpoint:
    """Return an endpoint whose problems with files are told as the API tells refusals."""

    @wraps(endpoint)
    async def told(request: Request, agent: Agent) -> Response:
        try:
            return await endpoint(request, agent)
        except FILE_PROBLEMS as error:
            raise _refusal(problem_of(error)) from error
        except Problem as problem:
            raise _refusal(problem) from problem

    return told


async def _begin(request: Request, agent: Agent) -> Response:
    conversation = await the_conversation(request, agent)
    holder = conversation.shown["agent"]
    if conversation.state != State.WITH_AGENT or holder is None or holder["id"] != agent.id:
        raise ApiError(409, "not_yours", "The conversation is not yours.")
    sender = Sender(agent_id=agent.id)
    begun = await _files(request).begin(conversation.id, sender, await announced(request))
    return JSONResponse(upload_shown(begun))


async def _state(request: Request, agent: Agent) -> Response:
    return JSONResponse(upload_shown(await _readable(request, agent)))


async def _receive(request: Request, agent: Agent) -> Response:
    upload = await _upload(request, agent)
    if upload.agent_id != agent.id:
        raise unknown_file()
    offset, part = await part_of(request)
    return JSONResponse(upload_shown(await _files(request).receive(upload, offset, part, agent.id)))


async def _content(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    upload = await _readable(request, agent)
    parts = await _files(request).read(upload, "file")
    # First the record: nothing is shown that is not written down.
    await asyncio.to_thread(desk.agents.audited, agent.id, "open_file", upload.conversation_id)
    inline = str(upload.type).startswith(_IMAGES) and "save" not in request.query_params
    return file_response(upload, parts, "file", inline=inline)


async def _thumbnail(request: Request, agent: Agent) -> Response:
    upload = await _readable(request, agent)
    parts = await _files(request).read(upload, "thumbnail")
    return file_response(upload, parts, "thumbnail", inline=True)


async def _review(request: Request, agent: Agent) -> Response:
    body = await body_of(request, accepted=bool, reason=str)
    reason = " ".join(body["reason"].split())
    if len(reason) > _LONGEST_REASON or bool(reason) == body["accepted"]:
        sentence = f"A file that is not accepted has a `reason`, of at most {_LONGEST_REASON}."
        raise ApiError(400, "bad_request", sentence)
    upload = await _upload(request, agent)
    if upload.author != Author.VISITOR:
        raise unknown_file()
    review = Review.ACCEPTED if body["accepted"] else Review.AGAIN
    record = await _files(request).review(upload, agent.id, review, reason or None)
    return JSONResponse({"attachment": attachment_shown(record, AGENTS_FILES)})


async def _delete(request: Request, agent: Agent) -> Response:
    desk: Desk = request.app.state.desk
    upload = await _upload(request, agent)
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


async def _upload(request: Request, agent: Agent) -> Upload:
    """Return the file that the URL names, of a conversation in which the agent may act. Raises
    NoSuchFile or Problem."""
    upload, reach = await _found(request, agent)
    if reach is not Reach.ACT:
        raise unknown_file()
    return upload


async def _readable(request: Request, agent: Agent) -> Upload:
    """Return the file that the URL names; one of an earlier conversation of the account that the
    agent serves, once that is written into the audit log. Raises NoSuchFile or Problem."""
    desk: Desk = request.app.state.desk
    upload, reach = await _found(request, agent)
    if reach is Reach.NONE:
        raise unknown_file()
    if reach is Reach.READ:
        where = upload.conversation_id
        await asyncio.to_thread(desk.agents.audited_once, agent.id, "read_earlier", where)
    return upload


async def _found(request: Request, agent: Agent) -> tuple[Upload, Reach]:
    desk: Desk = request.app.state.desk
    file_id: str = request.path_params["file"]
    if why_not_storable(file_id):
        raise unknown_file()
    upload = await _files(request).find(file_id)
    return upload, await asyncio.to_thread(desk.listing.reach, upload.conversation_id, agent)


def _refusal(problem: Problem) -> ApiError:
    more = {} if problem.retry_after is None else {"retry_after": problem.retry_after}
    return ApiError(problem.status, problem.code, problem.sentence, **more)


_ONE = "/files/{file}"
FILE_ROUTES: list[tuple[str, str, Endpoint, Right]] = [
    ("POST", "/conversations/{conversation}/files", _telling(_begin), Right.SERVE),
    ("GET", _ONE, _telling(_state), Right.SERVE),
    ("PATCH", _ONE, _telling(_receive), Right.SERVE),
    ("DELETE", _ONE, _telling(_delete), Right.SERVE),
    ("GET", f"{_ONE}/content", _telling(_content), Right.SERVE),
    ("GET", f"{_ONE}/thumbnail", _telling(_thumbnail), Right.SERVE),
    ("POST", f"{_ONE}/review", _telling(_review), Right.SERVE),
]
"""The routes about files: method, path, endpoint, and the right that it takes."""
