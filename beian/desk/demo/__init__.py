"""The demo page, and sample accounts to be signed in as. For loopback and the sample state only:
with anything else in the filing store, nobody can be signed in as here."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from beian.base.errors import StoreUnavailable
from beian.base.settings import Settings
from beian.desk.desk import Desk
from beian.desk.errors import ConfigError
from beian.desk.pages import NO_DEVICES
from beian.desk.request_checks import BodyTooLarge, bounded_body
from beian.filing.filing_store import FilingStore

FOLDER = Path(str(resources.files("beian.desk.demo")))
TOKEN_LIFETIME = timedelta(minutes=10)
"""Short, so that the demo also shows how a page renews its user's token."""
_FILES = {"demo.css": "text/css", "demo.js": "text/javascript"}
_LONGEST_BODY = 1024
_LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'{sockets};"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    **NO_DEVICES,
    "Content-Security-Policy": _POLICY.format(sockets=""),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.ASCII)


def routes(settings: Settings) -> list[BaseRoute]:
    """Return the page at /, its files, and its tokens."""
    store = FilingStore(settings.database_url)

    async def page(request: Request) -> Response:
        policy = _policy_of(request.headers.get("host", ""))
        headers = {**_HEADERS, "Content-Security-Policy": policy}
        return FileResponse(FOLDER / "page.html", headers=headers)

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES:
            return JSONResponse({"error": "There is nothing at this address."}, 404)
        return FileResponse(FOLDER / name, media_type=_FILES[name], headers=_HEADERS)

    async def accounts(request: Request) -> Response:
        del request
        return JSONResponse({"accounts": await _offered(store)}, headers=_HEADERS)

    async def tokens(request: Request) -> Response:
        if not _is_local(request):
            return JSONResponse({"error": "Only for the demo page on this machine."}, 403)
        desk: Desk = request.app.state.desk
        try:
            wanted = json.loads(await bounded_body(request, _LONGEST_BODY))["account"]
        except (BodyTooLarge, ValueError, TypeError, KeyError):
            return JSONResponse({"error": 'The body is {"account": ID}.'}, 400)
        if wanted not in [account["id"] for account in await _offered(store)]:
            return JSONResponse({"error": "There is no such sample account."}, 404)
        try:
            token = desk.tokens.sign(wanted, TOKEN_LIFETIME)
        except ConfigError as error:
            return JSONResponse({"error": str(error)}, 409)
        return JSONResponse({"token": token}, headers=_HEADERS)

    return [
        Route("/", page),
        Route("/demo/accounts", accounts),
        Route("/demo/tokens", tokens, methods=["POST"]),
        Route("/demo/{name}", file),
    ]


async def _offered(store: FilingStore) -> list[dict[str, Any]]:
    """Return the sample accounts, if the filing store holds the sample."""
    try:
        return _samples() if await asyncio.to_thread(store.holds_sample) else []
    except StoreUnavailable:
        return []


@cache
def _samples() -> list[dict[str, Any]]:
    text = (FOLDER / "accounts.yml").read_text(encoding="utf-8")
    samples: list[dict[str, Any]] = YAML(typ="safe").load(text)
    return samples


def _policy_of(host: str) -> str:
    """Return the page's policy; for older browsers it names the desk's own sockets."""
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return _POLICY.format(sockets=sockets)


def _is_local(request: Request) -> bool:
    """Return whether this machine asks itself, and not a page whose name resolves to it."""
    peer = request.client.host if request.client else ""
    host = request.headers.get("host", "").rsplit(":", 1)[0]
    return peer in ("127.0.0.1", "::1") and host in _LOCAL_HOSTS
