"""Who is speaking, from the verified metadata of the message alone."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from beian.base.clock import Clock
from beian.base.errors import StoreUnavailable
from beian.base.service_tokens import IdentityRefused, verified_account
from beian.base.settings import Settings
from beian.filing.filing_store import FilingStore
from beian.filing.review_times import ReviewTimes, review_times
from beian.filing.state import Account

logger = logging.getLogger(__name__)


class Standing(Enum):
    """What is known of the person who speaks."""

    ANONYMOUS = "anonymous"
    KNOWN = "known"
    UNKNOWN_ACCOUNT = "unknown_account"
    STORE_UNAVAILABLE = "store_unavailable"


@dataclass(frozen=True)
class User:
    """The person who speaks; `account` is there exactly when the standing is KNOWN."""

    standing: Standing
    account: Account | None = None


class FilingService:
    """The filing state and the clock, as the actions need them."""

    def __init__(self, store: FilingStore, clock: Clock, secret: str) -> None:
        self._store = store
        self._clock = clock
        self._secret = secret

    def now(self) -> datetime:
        return self._clock.now()

    def user(self, metadata: dict[str, Any]) -> User:
        """Return the user whom the metadata's signed identity names. Never raises."""
        token = metadata.get("identity")
        if not isinstance(token, str):
            return User(Standing.ANONYMOUS)
        try:
            account_id = verified_account(token, self._secret)
        except IdentityRefused as refused:
            logger.warning("%s", refused)
            return User(Standing.ANONYMOUS)
        if account_id is None:
            return User(Standing.ANONYMOUS)
        try:
            account = self._store.account(account_id)
        except StoreUnavailable as failure:
            logger.error("%s", failure)
            return User(Standing.STORE_UNAVAILABLE)
        if account is None:
            return User(Standing.UNKNOWN_ACCOUNT)
        return User(Standing.KNOWN, account)

    def review_times(self, province: str) -> ReviewTimes | None:
        """Return how long the province's administration took; None where too little is known."""
        try:
            return review_times(self._store.finished_cancellation_periods(province))
        except StoreUnavailable as failure:
            logger.error("%s", failure)
            return None


@lru_cache(maxsize=1)
def filing_service() -> FilingService:
    """Return the filing service of this process, from the environment's settings."""
    settings = Settings.from_environment()
    return FilingService(FilingStore(settings.database_url), Clock(settings.now), settings.secret())
