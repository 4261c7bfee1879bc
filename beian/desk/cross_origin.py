"""Which answers pages of other origins may read: those of the chat, its letters and the built files
alone."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_READABLE = ("/chat/", "/letters/")
"""Where the widget calls from pages of other origins."""


class CrossOriginChat:
    """Lets pages of any origin read what the chat answers, and nothing else.

    Which pages may chat is checked with each request (request_checks.py); this lets the others read
    why not. The built files say of themselves that any page may load them (web_files.py).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._readable = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["POST"],
            allow_headers=["content-type"],
            max_age=86_400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_chat = scope["type"] == "http" and scope["path"].startswith(_READABLE)
        await (self._readable if is_chat else self._app)(scope, receive, send)
