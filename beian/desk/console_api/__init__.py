"""The agents' API, under /console/api: what the console and `beian desk` speak.

openapi.json beside this file describes every call, answer and event. The tests of both sides
check what is said against it, and the console's types are generated from it.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute

from beian.desk.console_api import (
    agent_actions,
    blocks,
    canned,
    conversations,
    deliveries,
    feedback,
    groups,
    intents,
    live_events,
    macros,
    suggestion,
)
from beian.desk.console_api.access import Endpoint, authenticated
from beian.desk.console_api.agents import agent_routes
from beian.desk.console_api.files import FILE_ROUTES
from beian.desk.console_api.oidc import oidc_routes
from beian.desk.rights import Right

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def console_api_routes() -> list[BaseRoute]:
    """Return every route of the agents' API, to be mounted under /console/api."""
    return [
        *agent_routes(),
        *oidc_routes(),
        *(
            Route(path, authenticated(endpoint, right), methods=[method])
            for method, path, endpoint, right in (*_ROUTES, *FILE_ROUTES)
        ),
        WebSocketRoute("/events", live_events.events),
        Route("/{anything:path}", _no_such_route, methods=_METHODS),
    ]


_ONE = "/conversations/{conversation}"
_ROUTES: list[tuple[str, str, Endpoint, Right]] = [
    ("GET", "/conversations", conversations.listed, Right.SERVE),
    ("GET", "/tags", conversations.tags, Right.SERVE),
    ("GET", _ONE, conversations.detail, Right.SERVE),
    ("GET", f"{_ONE}/messages", conversations.messages, Right.SERVE),
    ("GET", f"{_ONE}/context", conversations.context, Right.SERVE),
    ("GET", f"{_ONE}/suggestion", suggestion.suggestion, Right.SERVE),
    ("POST", f"{_ONE}/unmask", agent_actions.unmask, Right.SERVE),
    ("POST", f"{_ONE}/take", agent_actions.take, Right.SERVE),
    ("POST", f"{_ONE}/assign", agent_actions.assign, Right.SERVE),
    ("POST", f"{_ONE}/return", agent_actions.give_back, Right.SERVE),
    ("POST", f"{_ONE}/close", agent_actions.close, Right.SERVE),
    ("POST", f"{_ONE}/messages", agent_actions.say, Right.SERVE),
    ("POST", f"{_ONE}/recall", agent_actions.recall, Right.SERVE),
    ("POST", f"{_ONE}/typing", agent_actions.typing, Right.SERVE),
    ("POST", f"{_ONE}/notes", agent_actions.note, Right.SERVE),
    ("POST", f"{_ONE}/block", blocks.block, Right.BLOCK),
    ("GET", "/blocks", blocks.listed, Right.BLOCKS),
    ("POST", "/blocks/{block}/lift", blocks.lift, Right.BLOCKS),
    ("PUT", f"{_ONE}/tags", agent_actions.set_tags, Right.SERVE),
    ("GET", "/canned", canned.listed, Right.SIGNED_IN),
    ("POST", "/canned", canned.add, Right.CANNED),
    ("PUT", "/canned/{canned}", canned.change, Right.CANNED),
    ("DELETE", "/canned/{canned}", canned.drop, Right.CANNED),
    ("POST", f"{_ONE}/macro", macros.run, Right.SERVE),
    ("GET", "/macros", macros.listed, Right.SIGNED_IN),
    ("POST", "/macros", macros.add, Right.CANNED),
    ("PUT", "/macros/{macro}", macros.change, Right.CANNED),
    ("DELETE", "/macros/{macro}", macros.drop, Right.CANNED),
    ("GET", "/groups", groups.listed, Right.SIGNED_IN),
    ("POST", "/groups", groups.add, Right.GROUPS),
    ("PUT", "/groups/{group}", groups.change, Right.GROUPS),
    ("DELETE", "/groups/{group}", groups.drop, Right.GROUPS),
    ("GET", "/feedback", feedback.report, Right.FEEDBACK),
    ("GET", "/intents", intents.listed, Right.SIGNED_IN),
    ("GET", "/outbox", deliveries.listed, Right.OUTBOX),
    ("POST", "/outbox/{delivery:int}/retry", deliveries.retry, Right.OUTBOX),
]


async def _no_such_route(request: Request) -> JSONResponse:
    sentence = f"The agents' API has no {request.method} at this address."
    return JSONResponse({"error": sentence, "code": "unknown_route"}, 404)
