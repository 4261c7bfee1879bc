"""The desk as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from beian.base.project import project
from beian.base.settings import Settings
from beian.desk import demo, health
from beian.desk.chat_api import event_stream, opening_hours, unread, websocket
from beian.desk.chat_api.files import file_routes
from beian.desk.config import DeskConfig
from beian.desk.connectors.choice import connector_of
from beian.desk.console_api import console_api_routes
from beian.desk.cross_origin import CrossOriginChat
from beian.desk.letters_api import letter_routes
from beian.desk.reminders_api import reminder_routes
from beian.desk.service import running_desk
from beian.desk.web_files import ConsoleFiles, WebFiles


def desk_app(
    settings: Settings, bot_url: str, *, with_demo: bool, web: Path | None = None
) -> Starlette:
    """Return the desk; `with_demo`: also the demo page and its tokens, for loopback only."""
    web = web or project().web
    config = DeskConfig.load(settings.desk_config)
    connector = connector_of(settings, config)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with running_desk(settings, config, bot_url, connector) as desk:
            app.state.desk = desk
            yield

    routes: list[BaseRoute] = [
        WebSocketRoute("/chat/ws", websocket.chat),
        Route("/chat/stream", event_stream.stream, methods=["POST"]),
        Route("/chat/frames", event_stream.frames, methods=["POST"]),
        Route("/chat/hours", opening_hours.hours),
        Route("/chat/unread", unread.unread, methods=["POST"]),
        *file_routes(),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
        Mount("/console/api", routes=console_api_routes()),
        Route("/console", _to_console),
        *letter_routes(),
        *reminder_routes(),
        *connector.routes(),
        *(demo.routes(settings) if with_demo else []),
        Mount("/console", GZipMiddleware(ConsoleFiles(web / "console"), minimum_size=500)),
        Mount("/", GZipMiddleware(WebFiles(web), minimum_size=500)),
    ]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(CrossOriginChat)],
        exception_handlers={404: _lost, ClientDisconnect: _gone},
    )
    app.state.config, app.state.connector = config, connector
    return app


async def _to_console(request: Request) -> RedirectResponse:
    del request
    return RedirectResponse("/console/")


async def _lost(request: Request, error: Exception) -> JSONResponse:
    del request, error
    return JSONResponse({"error": "There is nothing at this address."}, 404)


async def _gone(request: Request, error: Exception) -> Response:
    """Answer a client that left, or was left, before it had sent its whole request."""
    del request, error
    return Response(status_code=400)
