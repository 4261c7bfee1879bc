"""The agents' API, under /console/api: what the console and `beian desk` speak.

openapi.json beside this file describes every call, answer and event. The tests of both sides
check what is said against it, and the console's types are generated from it.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute

from desk.agents.access import authenticated
from desk.agents.routes import agent_routes
from desk.console_api import acting, canned, deliveries, events, reading
from desk.storage.agents import ADMIN

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def console_api_routes() -> list[BaseRoute]:
    """Every route of the agents' API, to be mounted under /console/api."""
    one = "/conversations/{conversation}"
    return [
        *agent_routes(),
        Route("/conversations", authenticated(reading.listed)),
        Route(one, authenticated(reading.detail)),
        Route(f"{one}/messages", authenticated(reading.messages), methods=["GET"]),
        Route(f"{one}/context", authenticated(reading.context)),
        Route(f"{one}/suggestion", authenticated(reading.suggestion)),
        Route(f"{one}/unmask", authenticated(acting.unmask), methods=["POST"]),
        Route(f"{one}/take", authenticated(acting.take), methods=["POST"]),
        Route(f"{one}/assign", authenticated(acting.assign), methods=["POST"]),
        Route(f"{one}/return", authenticated(acting.give_back), methods=["POST"]),
        Route(f"{one}/close", authenticated(acting.close), methods=["POST"]),
        Route(f"{one}/messages", authenticated(acting.say), methods=["POST"]),
        Route(f"{one}/typing", authenticated(acting.typing), methods=["POST"]),
        Route(f"{one}/notes", authenticated(acting.note), methods=["POST"]),
        Route(f"{one}/tags", authenticated(acting.set_tags), methods=["PUT"]),
        Route("/canned", authenticated(canned.listed), methods=["GET"]),
        Route("/canned", authenticated(canned.add, ADMIN), methods=["POST"]),
        Route("/canned/{canned}", authenticated(canned.change, ADMIN), methods=["PUT"]),
        Route("/canned/{canned}", authenticated(canned.drop, ADMIN), methods=["DELETE"]),
        Route("/outbox", authenticated(deliveries.listed, ADMIN)),
        Route(
            "/outbox/{delivery:int}/retry", authenticated(deliveries.retry, ADMIN), methods=["POST"]
        ),
        WebSocketRoute("/events", events.events),
        Route("/{anything:path}", _no_such_route, methods=_METHODS),
    ]


async def _no_such_route(request: Request) -> JSONResponse:
    sentence = f"The agents' API has no {request.method} at this address."
    return JSONResponse({"error": sentence, "code": "unknown_route"}, 404)
