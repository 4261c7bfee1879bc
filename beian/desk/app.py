"""The desk as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from beian.base.project import project
from beian.base.settings import Settings
from beian.desk import demo, health
from beian.desk.chat_api import event_stream, websocket
from beian.desk.config import DeskConfig
from beian.desk.connectors.choice import connector_of
from beian.desk.console_api import console_api_routes
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
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
        Mount("/console/api", routes=console_api_routes()),
        Route("/console", _to_console),
        *connector.routes(),
        *(demo.routes(settings) if with_demo else []),
        Mount("/console", GZipMiddleware(ConsoleFiles(web / "console"), minimum_size=500)),
        Mount("/", GZipMiddleware(WebFiles(web), minimum_size=500)),
    ]
    # Which pages may chat is checked with each request (request_checks.py); this lets the
    # others read why not. The agents' API, which goes by cookies, is still its own pages' alone:
    # without Access-Control-Allow-Credentials no other one may read what such a request answers.
    cross_origin = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["POST"],
        allow_headers=["content-type"],
        max_age=86_400,
    )
    app = Starlette(
        routes=routes, lifespan=lifespan, middleware=[cross_origin], exception_handlers={404: _lost}
    )
    app.state.config, app.state.connector = config, connector
    return app


async def _to_console(request: Request) -> RedirectResponse:
    del request
    return RedirectResponse("/console/")


async def _lost(request: Request, error: Exception) -> JSONResponse:
    del request, error
    return JSONResponse({"error": "There is nothing at this address."}, 404)
