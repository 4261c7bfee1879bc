"""Posts what happens to a site's own system: signed JSON, until it is taken."""

from __future__ import annotations

import asyncio
import json
import time

import aiohttp

from beian.base.settings import Settings
from beian.desk.config import DeskConfig
from beian.desk.deliveries.outbox import DeliveryFailed
from beian.desk.errors import ConfigError
from beian.desk.http_client import HttpClient
from beian.desk.signature import sign
from beian.desk.storage.deliveries import Delivery

_SECONDS = 15
_ASKS_FOR_TIME = (408, 425, 429)
"""Refusals after which the same may be taken later."""


class Webhook(HttpClient):
    """Posts to `url`, signed with `secret`; use as an async context manager.

    Whoever receives it checks X-Beian-Signature, `sha256=<hex>`: the HMAC of "timestamp.body" with
    the secret, the timestamp being X-Beian-Timestamp. What comes again has the X-Beian-Delivery of
    the first time.
    """

    def __init__(self, url: str, secret: str) -> None:
        super().__init__(aiohttp.ClientTimeout(total=_SECONDS), connections=4)
        self._url = url
        self._secret = secret

    async def deliver(self, delivery: Delivery) -> None:
        """Post it. Raises DeliveryFailed; permanent where the other side refuses it for good."""
        body = json.dumps(delivery.payload, ensure_ascii=False).encode()
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "X-Beian-Delivery": delivery.key,
            "X-Beian-Timestamp": timestamp,
            "X-Beian-Signature": sign(self._secret, timestamp, body),
        }
        try:
            async with self._session.post(
                self._url, data=body, headers=headers, allow_redirects=False
            ) as response:
                status = response.status
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            reason = f"The webhook can't be reached ({type(error).__name__})."
            raise DeliveryFailed(reason) from error
        if not 200 <= status < 300:
            permanent = 400 <= status < 500 and status not in _ASKS_FOR_TIME
            raise DeliveryFailed(f"The webhook answered {status}.", permanent=permanent)


def webhook_of(settings: Settings, config: DeskConfig) -> Webhook | None:
    """Return the webhook of desk.yml, None where there is none. Raises ConfigError where its secret
    is missing."""
    url = config.reminders.webhook_url
    if url is None:
        return None
    if settings.webhook_secret is None:
        raise ConfigError(
            f"{settings.desk_config}: reminders.webhook_url needs BEIAN_WEBHOOK_SECRET, with which"
            " what is posted is signed."
        )
    return Webhook(url, settings.webhook_secret)
