"""The built files of web/: the launcher and the chat, for pages of any origin."""

from __future__ import annotations

import os
import re
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_HASHED = re.compile(r"[.-][A-Za-z0-9_-]{8,}\.(js|css)$")
"""Names that change with their content, so that a browser may keep them for good."""
_FOR_GOOD = "public, max-age=31536000, immutable"
_FOR_MINUTES = "public, max-age=300"


class WebFiles(StaticFiles):
    """Static files with how long a browser may keep them; any page may load them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        hashed = _HASHED.search(str(full_path)) is not None
        response.headers["Cache-Control"] = _FOR_GOOD if hashed else _FOR_MINUTES
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
