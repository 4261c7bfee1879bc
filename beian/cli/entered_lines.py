"""Lines that are typed while other output appears on the screen."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout


@asynccontextmanager
async def entered_lines() -> AsyncIterator[AsyncIterator[str]]:
    """Yield the lines that are typed, or those of standard input."""
    if not sys.stdin.isatty():
        yield _read_lines()
        return
    with patch_stdout(raw=True):
        yield _typed_lines()


async def _read_lines() -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.buffer.readline):
        yield line.decode("utf-8", "replace")


async def _typed_lines() -> AsyncIterator[str]:
    session: PromptSession[str] = PromptSession()
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            yield await session.prompt_async("> ")
