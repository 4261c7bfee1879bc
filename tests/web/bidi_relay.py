"""Debian's Firefox, as Playwright can drive it.

Playwright drives a Firefox that it has not built through WebDriver BiDi, and counts on commands
that Debian's Firefox (ESR) is too old for. The tests need none of them but one. Playwright starts
this program in place of Firefox: it starts Firefox, stands between the two, and answers a command
that Firefox does not know as if it had been done. The element of a frame, which Playwright looks
for by the frame's context, is looked for by its tag: pages of the tests have one frame at most.
"""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

_LISTENS = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")
_UNKNOWN = "unknown command"
_DONE = {"collector": "none"}
"""What an unknown command is answered with: network.addDataCollector is to name a collector."""
_BY_CONTEXT, _BY_TAG = "context", {"type": "css", "value": "iframe"}
_MOST_BYTES = 64 << 20
"""Of a frame: the picture of a page is one."""
_Socket = Any
"""web.WebSocketResponse or aiohttp.ClientWebSocketResponse."""


def relay_program(firefox: str, folder: Path) -> Path:
    """Return a program in `folder` that is started like Firefox and relays."""
    program = folder / "firefox"
    relaying = shlex.join([sys.executable, __file__, firefox])
    program.write_text(f'#!/bin/sh\nexec {relaying} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


async def relay(firefox: str, arguments: list[str]) -> int:
    """Start Firefox and relay until it ends; return its exit code."""
    process = await asyncio.create_subprocess_exec(
        firefox, *arguments, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    server: web.AppRunner | None = None
    try:
        async for line in process.stderr:
            listens = _LISTENS.search(line)
            if listens is None:
                sys.stderr.buffer.write(line)
            else:
                server = await _serve(listens[1].decode())
                host, port = server.addresses[0][:2]
                print(f"WebDriver BiDi listening on ws://{host}:{port}", file=sys.stderr)
            sys.stderr.flush()
        return await process.wait()
    finally:
        if server is not None:
            await server.cleanup()
        if process.returncode is None:
            process.kill()


async def _serve(firefox_url: str) -> web.AppRunner:
    async def session(request: web.Request) -> web.WebSocketResponse:
        playwright = web.WebSocketResponse(max_msg_size=_MOST_BYTES)
        await playwright.prepare(request)
        url = f"{firefox_url}{request.path}"
        async with (
            aiohttp.ClientSession() as client,
            client.ws_connect(url, max_msg_size=_MOST_BYTES) as firefox,
        ):
            ways = [
                asyncio.ensure_future(_pass(playwright, firefox, asked)),
                asyncio.ensure_future(_pass(firefox, playwright, answered)),
            ]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            await playwright.close()
        return playwright

    app = web.Application()
    app.router.add_get("/{path:.*}", session)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


async def _pass(source: _Socket, target: _Socket, change: Callable[[str], str]) -> None:
    async for message in source:
        if message.type is aiohttp.WSMsgType.TEXT:
            await target.send_str(change(message.data))


def asked(text: str) -> str:
    """Return a command as Firefox knows it."""
    if "browsingContext.locateNodes" not in text:
        return text
    command = json.loads(text)
    if command["params"]["locator"]["type"] != _BY_CONTEXT:
        return text
    command["params"]["locator"] = _BY_TAG
    return json.dumps(command)


def answered(text: str) -> str:
    """Return a message of Firefox's; where it does not know a command, that it is done."""
    if _UNKNOWN not in text:
        return text
    answer = json.loads(text)
    if answer.get("error") != _UNKNOWN:
        return text
    return json.dumps({"type": "success", "id": answer["id"], "result": _DONE})


if __name__ == "__main__":
    sys.exit(asyncio.run(relay(sys.argv[1], sys.argv[2:])))
