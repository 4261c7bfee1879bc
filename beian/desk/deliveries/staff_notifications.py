"""Staff notifications, by whatever Apprise reaches: WeCom, DingTalk, Feishu, e-mail and the rest.

They hold no data of visitors: how many wait, and numbers of tickets.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence

import apprise
from sqlalchemy.engine import Connection

from beian.base.errors import SettingsError
from beian.desk.config import NoticesConfig
from beian.desk.deliveries.outbox import DeliveryFailed
from beian.desk.storage.deliveries import Delivery, enqueue
from beian.desk.storage.enumerations import DeliveryKind
from beian.desk.wording import words

_CHANNEL = "place"
"""The key of a channel in a delivery's payload, as stored deliveries have it."""


class StaffNotifications:
    """The channels through which staff are notified: Apprise URLs, which hold secrets and stay
    here. Raises SettingsError where Apprise can't use one."""

    def __init__(self, urls: Sequence[str] = (), config: NoticesConfig | None = None) -> None:
        for number, url in enumerate(urls, 1):
            if not apprise.Apprise().add(url):
                raise SettingsError(
                    f"BEIAN_NOTICE_URLS: URL {number} of {len(urls)} is none that Apprise can use;"
                    " compare it with Apprise's list of services."
                )
        self._config = config or NoticesConfig()
        self._urls = {hashlib.sha256(url.encode()).hexdigest()[:16]: url for url in urls}

    def notify(self, connection: Connection, name: str, key: str, **values: object) -> None:
        """Put a text of wording.yml into the outbox, once for each `key` and channel."""
        text = words(name, self._config.language).format(**values)
        if self._config.console_url is not None:
            text = f"{text}\n{self._config.console_url}"
        for channel, url in self._urls.items():
            enqueue(
                connection,
                kind=DeliveryKind.NOTICE,
                key=f"{key}-{channel}",
                thread=f"{DeliveryKind.NOTICE}-{channel}",
                payload={_CHANNEL: channel, "text": text},
                to=url.partition(":")[0],
            )

    async def deliver(self, delivery: Delivery) -> None:
        """Send the notification. Raises DeliveryFailed."""
        url = self._urls.get(delivery.payload[_CHANNEL])
        if url is None:
            raise DeliveryFailed("BEIAN_NOTICE_URLS has changed since.", permanent=True)
        sender = apprise.Apprise()
        sender.add(url)
        if not await asyncio.to_thread(sender.notify, body=delivery.payload["text"]):
            raise DeliveryFailed("The notice was not taken.")
