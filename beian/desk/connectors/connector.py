"""What every connector is and may declare."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, ClassVar

from sqlalchemy.engine import Connection
from starlette.routing import BaseRoute

from beian.base.upgrading import Schema
from beian.desk.deliveries.outbox import Deliverer, Outbox
from beian.desk.desk import Desk
from beian.desk.errors import ConfigError


class Connector:
    """A way to a support desk. Its folder's __init__.py names the subclass as CONNECTOR.

    The desk calls `routes` and `deliverers` once, before it runs.
    """

    asks: ClassVar[bool] = False
    """Whether our desk itself asks before a hand-off, and keeps queue and tickets."""
    variables: ClassVar[Sequence[str]] = ()
    """The BEIAN_* variables that the connector reads."""
    schemas: ClassVar[Sequence[Schema]] = ()
    """Of its own tables in the desk store; each has a version table and a lock of its own."""

    def __init__(self, section: Any, variables: Mapping[str, str]) -> None:
        """Take what `parse_section` returned, and the values of the declared variables that are
        set.

        Raises ConfigError or SettingsError where something is missing or can't be.
        """
        del section, variables

    @staticmethod
    def parse_section(raw: Any, name: str) -> Any:
        """Return the section of desk.yml that bears the connector's name, as the connector uses it.

        `raw` is what YAML makes of it; None where the connector is chosen and has no section.
        Raises ConfigError with a line for each fault, which begins with the place, such as `name`.
        """
        if raw is not None:
            raise ConfigError(f"{name}: this connector has no section in desk.yml.")

    def routes(self) -> Sequence[BaseRoute]:
        """Return the routes, such as webhooks, that the desk serves for the connector."""
        return ()

    def deliverers(self) -> Mapping[str, Deliverer]:
        """Return who makes the connector's deliveries, by their kind; called only within
        `working`."""
        return {}

    def erase(self, connection: Connection, conversation_id: str) -> None:
        """Delete what hangs on the rows of the connector's tables that refer to a conversation, as
        it is deleted; those rows themselves go with it."""
        del connection, conversation_id

    def working(self, desk: Desk, outbox: Outbox) -> AbstractAsyncContextManager[None]:
        """Return a context within which the connector works: takes what comes in, queues what is to
        go out."""
        del desk, outbox
        return _idle()


@asynccontextmanager
async def _idle() -> AsyncIterator[None]:
    yield
