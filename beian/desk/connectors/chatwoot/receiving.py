"""POST /connectors/chatwoot/webhook: events are checked, stored and acknowledged, nothing more.

Chatwoot counts a bot that needs longer than five seconds as failed.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beian.base.errors import StoreUnavailable
from beian.desk.connectors.chatwoot.config import ChatwootConfig
from beian.desk.connectors.chatwoot.events import Event, event_of
from beian.desk.connectors.chatwoot.stored_events import ChatwootEvents
from beian.desk.event_log import event_logger
from beian.desk.request_checks import BodyTooLarge, bounded_body
from beian.desk.signature import is_genuine

logger = event_logger(__name__)

LONGEST_BODY = 1_000_000
STORE_SECONDS = 4.0
_LONGEST_DELIVERY = 200


class Receiver:
    """Receives webhooks; `process` is called with the conversation of each event that is stored."""

    def __init__(
        self,
        config: ChatwootConfig,
        secret: str,
        events: ChatwootEvents,
        process: Callable[[str], None],
    ) -> None:
        self._config = config
        self._secret = secret
        self._events = events
        self._process = process

    async def receive(self, request: Request) -> Response:
        """Answer 200 once the event is stored, or if it does not concern us; 503 if it can't be
        stored."""
        try:
            body = await bounded_body(request, LONGEST_BODY)
        except BodyTooLarge as refused:
            return _refused(413, str(refused))
        headers = request.headers
        signature, timestamp = (
            headers.get(f"x-chatwoot-{name}") for name in ("signature", "timestamp")
        )
        if not is_genuine(self._secret, signature, timestamp, body, time.time()):
            logger.warning("chatwoot_signature_refused")
            return _refused(401, "The signature is missing, wrong or too old.")
        try:
            content = json.loads(body)
        except (ValueError, RecursionError):
            return _refused(400, "Not JSON.")
        event = event_of(content, self._config) if isinstance(content, dict) else None
        if event is not None:
            delivery = headers.get("x-chatwoot-delivery") or hashlib.sha256(body).hexdigest()
            if not await self._is_stored(delivery[:_LONGEST_DELIVERY], event):
                return _refused(503, "The desk can't reach its store now.")
            self._process(event.chatwoot_id)
        return JSONResponse({})

    async def _is_stored(self, delivery: str, event: Event) -> bool:
        storing = asyncio.to_thread(
            self._events.store,
            delivery,
            event.chatwoot_id,
            event.name,
            event.message_id,
            event.as_object(),
        )
        try:
            await asyncio.wait_for(storing, STORE_SECONDS)
        except (StoreUnavailable, asyncio.TimeoutError) as failure:
            logger.error("store_unavailable", error=type(failure).__name__)
            return False
        return True


def _refused(status: int, why: str) -> Response:
    return JSONResponse({"error": why}, status)
