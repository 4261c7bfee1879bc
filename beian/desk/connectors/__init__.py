"""Where users chat and people take over: the built-in desk, or another support desk.

`connector` of desk.yml chooses; beian.desk.connectors.choice makes it. Whichever it is, the desk's
database holds the conversation, the bot answers through beian.desk.conversations.answering, and
what goes out to another support desk is a delivery of the outbox.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from starlette.routing import BaseRoute

from beian.desk.deliveries.outbox import Deliverer, Outbox
from beian.desk.desk import Desk


class Connector(Protocol):
    """A way to a support desk. The desk calls `routes` and `deliverers` once, before it runs."""

    @property
    def asks(self) -> bool:
        """Whether the desk itself asks before a hand-off, and keeps queue and tickets."""

    def routes(self) -> Sequence[BaseRoute]:
        """What the desk serves for it."""

    def deliverers(self) -> Mapping[str, Deliverer]:
        """Who makes its deliveries, by their kind; they are called only while it works."""

    def working(self, desk: Desk, outbox: Outbox) -> AbstractAsyncContextManager[None]:
        """It works as long as this lasts: takes what comes in, and sees what is to go out."""
