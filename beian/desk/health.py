"""What operators ask a desk: whether it is alive, ready and well."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from beian.desk.desk import Desk
from beian.desk.request_checks import address_of, is_direct, is_private

_STATES = {True: "ok", False: "down", None: "unknown"}


async def alive(request: Request) -> Response:
    """GET /healthz: 200 as long as the process answers."""
    del request
    return JSONResponse({"status": "ok"})


async def ready(request: Request) -> Response:
    """GET /readyz: 200 when all parts answer, and the store can be written; else 503 with the part
    that does not. What becomes of the actions is not known while the bot is down."""
    desk: Desk = request.app.state.desk
    parts = await desk.readiness.parts()
    status = 200 if all(parts.values()) else 503
    return JSONResponse({part: _STATES[well] for part, well in parts.items()}, status)


async def metrics(request: Request) -> Response:
    """GET /metrics, for Prometheus; to this machine and private networks only."""
    desk: Desk = request.app.state.desk
    if not (is_private(address_of(desk.config, request)) and is_direct(desk.config, request)):
        return PlainTextResponse("Only for private networks.\n", 403)
    content, kind = desk.metrics.render()
    return Response(content, media_type=kind)
