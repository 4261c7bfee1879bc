"""Column types that the tables of several stores share."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import DateTime, TypeDecorator
from sqlalchemy.engine import Dialect

from beian.base.clock import SHANGHAI


class Instant(TypeDecorator[datetime]):
    """An instant to the microsecond, stored in UTC and returned as a time of Asia/Shanghai.

    SQLite has no offsets, so UTC is stored without one there. Raises ValueError for naive times.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"{value} has no offset")
        instant = value.astimezone(timezone.utc)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(
        self,
        value: Any,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        if value is None:
            return None
        instant: datetime = value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value
        return instant.astimezone(SHANGHAI)
