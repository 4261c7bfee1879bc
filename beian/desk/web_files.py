"""The built files of web/: launcher and chat, for pages of any origin, and the console."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from beian.desk.pages import NO_DEVICES

_HASHED = re.compile(r"[.-][A-Za-z0-9_-]{8,}\.(js|css)$")
"""Names that change with their content, so that a browser may keep them for good."""
_FOR_GOOD = "public, max-age=31536000, immutable"
_FOR_MINUTES = "public, max-age=300"
_CONSOLE_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


class _BuiltFiles(StaticFiles):
    """Static files with headers of their own, and how long a browser may keep those whose names
    do not change with their content."""

    def __init__(self, folder: Path, *, html: bool, kept: str, headers: Mapping[str, str]) -> None:
        super().__init__(directory=folder, check_dir=False, html=html)
        self._kept = kept
        self._headers = headers

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        hashed = _HASHED.search(str(full_path)) is not None
        response.headers["Cache-Control"] = _FOR_GOOD if hashed else self._kept
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers.update(self._headers)
        return response


class ConsoleFiles(_BuiltFiles):
    """The agents' console: no page may frame it, and it loads nothing from elsewhere."""

    def __init__(self, folder: Path) -> None:
        headers = {
            **NO_DEVICES,
            "Content-Security-Policy": _CONSOLE_POLICY,
            "Referrer-Policy": "no-referrer",
        }
        super().__init__(folder, html=True, kept="no-cache", headers=headers)

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            return await super().get_response(path, scope)
        except HTTPException as lost:
            if lost.status_code != 404 or "." in path:
                raise
            return await super().get_response("index.html", scope)


class WebFiles(_BuiltFiles):
    """Launcher and chat, which any page may load."""

    def __init__(self, folder: Path) -> None:
        headers = {
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        super().__init__(folder, html=False, kept=_FOR_MINUTES, headers=headers)
