"""Build accounts from a document that passed every check."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from cattrs import Converter

from beian.base.times import parse_time
from beian.filing.state import Account


def account_of(item: dict[str, Any]) -> Account:
    """Return the account that an entry of `accounts` describes."""
    return _converter().structure(item, Account)


def time_of(item: dict[str, Any], field: str) -> datetime | None:
    """Return the time in `field`, if there is one."""
    return parse_time(item[field]) if field in item else None


@lru_cache(maxsize=1)
def _converter() -> Converter:
    converter = Converter(detailed_validation=False)  # faults were found by the check, with places
    converter.register_structure_hook(datetime, lambda text, _: parse_time(text))
    return converter
