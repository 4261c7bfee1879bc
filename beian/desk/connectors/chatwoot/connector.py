"""The Connector of Chatwoot: what comes in, what goes out, and what ties them to the desk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from beian.base.errors import StoreUnavailable
from beian.desk.connectors.chatwoot.api import ChatwootApi
from beian.desk.connectors.chatwoot.config import VARIABLES, ChatwootConfig, Keys, parse_section
from beian.desk.connectors.chatwoot.conversations import KIND, ChatwootConversations
from beian.desk.connectors.chatwoot.listening import Ears
from beian.desk.connectors.chatwoot.migrations import SCHEMA
from beian.desk.connectors.chatwoot.reading import Reader
from beian.desk.connectors.chatwoot.receiving import Receiver
from beian.desk.connectors.chatwoot.sending import Sender
from beian.desk.connectors.chatwoot.sends import ChatwootSends
from beian.desk.connectors.chatwoot.stored_events import ChatwootEvents
from beian.desk.connectors.chatwoot.wording import handoff_notice
from beian.desk.connectors.connector import Connector
from beian.desk.deliveries.outbox import Deliverer, DeliveryFailed, Outbox
from beian.desk.desk import Desk
from beian.desk.storage.deliveries import Delivery

logger = logging.getLogger(__name__)

WEBHOOK = "/connectors/chatwoot/webhook"
LOOK_SECONDS = 1.0
"""How often it is looked for what another process stored."""
_MOST_AT_ONCE = 8
"""Deliveries: one that takes long must not keep other users waiting."""


class Chatwoot(Connector):
    """Users are asked nothing before a hand-off: Chatwoot has its own queue."""

    variables = VARIABLES
    schemas = (SCHEMA,)
    parse_section = staticmethod(parse_section)

    def __init__(self, section: ChatwootConfig, variables: Mapping[str, str]) -> None:
        self._config = section
        self._keys = Keys.of_variables(variables)
        self._receiver: Receiver | None = None
        self._sender: Sender | None = None

    def routes(self) -> Sequence[BaseRoute]:
        return [Route(WEBHOOK, self._receive, methods=["POST"])]

    def deliverers(self) -> Mapping[str, Deliverer]:
        return {KIND: self}

    async def deliver(self, delivery: Delivery) -> None:
        if self._sender is None:
            raise DeliveryFailed("The connector does not work yet.")
        await self._sender.deliver(delivery)

    @asynccontextmanager
    async def working(self, desk: Desk, outbox: Outbox) -> AsyncIterator[None]:
        database = desk.store.database
        events = ChatwootEvents(database)
        places = ChatwootConversations(database, handoff_notice)
        sends = ChatwootSends(database, timedelta(seconds=self._config.echo_seconds))
        async with AsyncExitStack() as working:
            api = await working.enter_async_context(ChatwootApi(self._config, self._keys))
            ears = Ears(desk.hub, api)
            working.push_async_callback(ears.stop)
            reader = Reader(
                api=api,
                events=events,
                places=places,
                sends=sends,
                store=desk.store,
                answering=desk.answering,
                ears=ears,
                metrics=desk.metrics,
            )
            working.push_async_callback(reader.stop)
            self._sender = Sender(self._config, api, places, sends)
            self._receiver = Receiver(self._config, self._keys.secret, events, reader.came)
            for work in (reader.sweep(), reader.forget(), _send_out(places, ears, outbox)):
                working.push_async_callback(_ended, asyncio.create_task(work))
            yield

    async def _receive(self, request: Request) -> Response:
        assert self._receiver is not None
        return await self._receiver.receive(request)


async def _send_out(places: ChatwootConversations, ears: Ears, outbox: Outbox) -> None:
    """Puts what was said into the outbox, for ever, and has it delivered at once."""
    delivering: set[asyncio.Task[None]] = set()
    try:
        while True:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(ears.news.wait(), LOOK_SECONDS)
            ears.news.clear()
            with suppress(StoreUnavailable):
                await asyncio.to_thread(places.queue)
            if len(delivering) < _MOST_AT_ONCE:
                task = asyncio.create_task(_deliver(outbox))
                delivering.add(task)
                task.add_done_callback(delivering.discard)
    finally:
        for task in delivering:
            task.cancel()
        await asyncio.gather(*delivering, return_exceptions=True)


async def _deliver(outbox: Outbox) -> None:
    with suppress(StoreUnavailable):
        while await outbox.deliver_next():
            pass


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
