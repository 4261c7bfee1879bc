"""The desk's HTTP server."""

from __future__ import annotations

import uvicorn
from starlette.applications import Starlette

from beian.desk.connections import Connections, Places
from beian.desk.guarded_protocols import Deadlines, guarded_protocols

_STOP_SECONDS = 5


def desk_server(
    app: Starlette,
    host: str,
    port: int,
    *,
    places: Places | None = None,
    deadlines: Deadlines = Deadlines(),  # noqa: B008 (it is frozen)
) -> uvicorn.Server:
    """Return a server for a desk_app; `run` serves until the process is told to stop. `places`: how
    many connections it takes, as many as this process may open by default."""
    connections = Connections(places or Places.of_this_process())
    http, websockets = guarded_protocols(connections, deadlines)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            http=http,
            ws=websockets,
            # Above what is answered with an error: beyond it, the connection is cut.
            ws_max_size=4 * app.state.config.limits.frame_bytes,
            ws_per_message_deflate=False,  # frames are short, and a core has better things to do
            proxy_headers=False,  # beian.desk.request_checks reads them, from trusted proxies only
            server_header=False,
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=_STOP_SECONDS,
        )
    )
