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
    canned,
    conversations,
    deliveries,
    intents,
    live_events,
)
from beian.desk.console_api.access import authenticated
from beian.desk.console_api.agents import agent_routes
from beian.desk.console_api.files import file_routes
from beian.desk.storage.enumerations import Role

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def console_api_routes() -> list[BaseRoute]:
    """Return every route of the agents' API, to be mounted under /console/api."""
    one = "/conversations/{conversation}"
    return [
        *agent_routes(),
        *file_routes(),
        Route("/conversations", authenticated(conversations.listed)),
        Route(one, authenticated(conversations.detail)),
        Route(f"{one}/messages", authenticated(conversations.messages), methods=["GET"]),
        Route(f"{one}/context", authenticated(conversations.context)),
        Route(f"{one}/suggestion", authenticated(conversations.suggestion)),
        Route(f"{one}/unmask", authenticated(agent_actions.unmask), methods=["POST"]),
        Route(f"{one}/take", authenticated(agent_actions.take), methods=["POST"]),
        Route(f"{one}/assign", authenticated(agent_actions.assign), methods=["POST"]),
        Route(f"{one}/return", authenticated(agent_actions.give_back), methods=["POST"]),
        Route(f"{one}/close", authenticated(agent_actions.close), methods=["POST"]),
        Route(f"{one}/messages", authenticated(agent_actions.say), methods=["POST"]),
        Route(f"{one}/typing", authenticated(agent_actions.typing), methods=["POST"]),
        Route(f"{one}/notes", authenticated(agent_actions.note), methods=["POST"]),
        Route(f"{one}/tags", authenticated(agent_actions.set_tags), methods=["PUT"]),
        Route("/canned", authenticated(canned.listed), methods=["GET"]),
        Route("/canned", authenticated(canned.add, Role.ADMIN), methods=["POST"]),
        Route("/canned/{canned}", authenticated(canned.change, Role.ADMIN), methods=["PUT"]),
        Route("/canned/{canned}", authenticated(canned.drop, Role.ADMIN), methods=["DELETE"]),
        Route("/intents", authenticated(intents.listed)),
        Route("/outbox", authenticated(deliveries.listed, Role.ADMIN)),
        Route(
            "/outbox/{delivery:int}/retry",
            authenticated(deliveries.retry, Role.ADMIN),
            methods=["POST"],
        ),
        WebSocketRoute("/events", live_events.events),
        Route("/{anything:path}", _no_such_route, methods=_METHODS),
    ]


async def _no_such_route(request: Request) -> JSONResponse:
    sentence = f"The agents' API has no {request.method} at this address."
    return JSONResponse({"error": sentence, "code": "unknown_route"}, 404)
