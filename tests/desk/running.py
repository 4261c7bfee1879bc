"""A desk at work in this process, on a real socket."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette

from beian.base.settings import Settings
from beian.desk.app import desk_app
from beian.desk.guarded_protocols import Deadlines
from beian.desk.server import desk_server


@dataclass(frozen=True)
class RunningDesk:
    url: str
    app: Starlette
    settings: Settings

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """In which the desk runs, in its thread."""
        loop: asyncio.AbstractEventLoop = self.app.state.loop
        return loop


@contextmanager
def running_desk(
    settings: Settings,
    bot_url: str,
    *,
    with_demo: bool = False,
    web: Path | None = None,
    deadlines: Deadlines = Deadlines(),  # noqa: B008 (it is frozen)
) -> Iterator[RunningDesk]:
    """Serve a desk in a thread; yield when it is ready."""
    app = desk_app(settings, bot_url, with_demo=with_demo, web=web)
    server = desk_server(app, "127.0.0.1", 0, deadlines=deadlines)
    listening = socket.create_server(("127.0.0.1", 0))

    async def serve() -> None:
        app.state.loop = asyncio.get_running_loop()
        await server.serve([listening])

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert thread.is_alive(), "the desk did not start"
        assert time.monotonic() < deadline, "the desk did not start in time"
        time.sleep(0.01)
    try:
        yield RunningDesk(f"http://127.0.0.1:{listening.getsockname()[1]}", app, settings)
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
