"""The Connector of Chatwoot: what comes in, what goes out, and what ties them to the desk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta

from sqlalchemy.engine import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from beian.base.errors import StoreUnavailable
from beian.desk.connectors.chatwoot.api import ChatwootApi
from beian.desk.connectors.chatwoot.config import VARIABLES, ChatwootConfig, Keys, parse_section
from beian.desk.connectors.chatwoot.conversations import ChatwootConversations
from beian.desk.connectors.chatwoot.erasing import erase_of
from beian.desk.connectors.chatwoot.incoming_files import IncomingFiles
from beian.desk.connectors.chatwoot.listening import HubListeners
from beian.desk.connectors.chatwoot.migrations import SCHEMA
from beian.desk.connectors.chatwoot.outgoing_files import OutgoingFiles
from beian.desk.connectors.chatwoot.processing import FORGET_SECONDS, EventProcessor
from beian.desk.connectors.chatwoot.queueing import KIND
from beian.desk.connectors.chatwoot.receiving import Receiver
from beian.desk.connectors.chatwoot.sending import Sender
from beian.desk.connectors.chatwoot.sends import ChatwootSends
from beian.desk.connectors.chatwoot.stored_events import ChatwootEvents
from beian.desk.connectors.chatwoot.wording import file_notice, handoff_notice
from beian.desk.connectors.connector import Connector
from beian.desk.connectors.repeating import repeated
from beian.desk.deliveries.outbox import Deliverer, DeliveryFailed, Outbox
from beian.desk.desk import Desk
from beian.desk.event_log import event_logger
from beian.desk.storage.deliveries import Delivery

logger = event_logger(__name__)

WEBHOOK = "/connectors/chatwoot/webhook"
LOOK_SECONDS = 1.0
"""How often the store is polled for what another process stored."""
_MOST_AT_ONCE = 8
"""Deliveries: one that takes long must not keep other visitors waiting."""


class Chatwoot(Connector):
    """Visitors are asked nothing before a hand-off: Chatwoot has its own queue."""

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

    def erase(self, connection: Connection, conversation_id: str) -> None:
        erase_of(connection, conversation_id)

    async def deliver(self, delivery: Delivery) -> None:
        if self._sender is None:
            raise DeliveryFailed("The connector does not work yet.")
        await self._sender.deliver(delivery)

    @asynccontextmanager
    async def working(self, desk: Desk, outbox: Outbox) -> AsyncIterator[None]:
        database = desk.conversations.database
        events = ChatwootEvents(database)
        conversations = ChatwootConversations(database, handoff_notice, file_notice)
        sends = ChatwootSends(database, timedelta(seconds=self._config.echo_seconds))
        async with AsyncExitStack() as working:
            api = await working.enter_async_context(ChatwootApi(self._config, self._keys))
            listeners = HubListeners(desk.hub, api)
            working.push_async_callback(listeners.stop)
            processor = EventProcessor(
                api=api,
                events=events,
                conversations=conversations,
                sends=sends,
                store=desk.conversations,
                answering=desk.answering,
                listeners=listeners,
                files=IncomingFiles(api, desk.files, conversations),
                metrics=desk.metrics,
            )
            working.push_async_callback(processor.stop)
            outgoing = OutgoingFiles(desk.files, self._config.largest_file_mb)
            self._sender = Sender(self._config, api, conversations, sends, outgoing)
            self._receiver = Receiver(self._config, self._keys.secret, events, processor.process)
            await working.enter_async_context(repeated(processor.forget_old, FORGET_SECONDS))
            for work in (processor.sweep(), _send_out(conversations, listeners, outbox)):
                working.push_async_callback(_ended, asyncio.create_task(work))
            yield

    async def _receive(self, request: Request) -> Response:
        assert self._receiver is not None
        return await self._receiver.receive(request)


async def _send_out(
    conversations: ChatwootConversations, listeners: HubListeners, outbox: Outbox
) -> None:
    """Keep putting what was said into the outbox, and have it delivered at once."""
    delivering: set[asyncio.Task[None]] = set()
    try:
        while True:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(listeners.news.wait(), LOOK_SECONDS)
            listeners.news.clear()
            with suppress(StoreUnavailable):
                await asyncio.to_thread(conversations.queue)
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
