"""What our HTTP clients share: one session, kept while the client is used."""

from __future__ import annotations

from types import TracebackType

import aiohttp
from typing_extensions import Self


class HttpClient:
    """Keeps a session; use as an async context manager. `connections`: how many at once, 0 for any
    number."""

    def __init__(self, timeout: aiohttp.ClientTimeout, *, connections: int = 100) -> None:
        self._timeout = timeout
        self._connections = connections
        self._opened: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=self._connections)
        self._opened = aiohttp.ClientSession(connector=connector, timeout=self._timeout)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._opened is not None:
            await self._opened.close()

    @property
    def _session(self) -> aiohttp.ClientSession:
        if self._opened is None:
            raise RuntimeError(f"{type(self).__name__} is used outside its context.")
        return self._opened
