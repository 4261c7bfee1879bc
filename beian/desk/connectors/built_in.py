"""The built-in desk: the widget, the console, `beian desk`. It needs nothing of a connector."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from starlette.routing import BaseRoute

from beian.desk.deliveries.outbox import Deliverer, Outbox
from beian.desk.desk import Desk


class BuiltIn:
    """The default Connector."""

    asks = True

    def routes(self) -> Sequence[BaseRoute]:
        return ()

    def deliverers(self) -> Mapping[str, Deliverer]:
        return {}

    @asynccontextmanager
    async def working(self, desk: Desk, outbox: Outbox) -> AsyncIterator[None]:
        del desk, outbox
        yield
