"""Sign and verify the identity that travels with each message from the desk to the actions.

A JWT (HS256, signed with BEIAN_SECRET) for the audience "beian-bot". Its subject is the
account; without one the user is anonymous. Only a signature makes an account known: nothing that
a user types, and no unsigned metadata, can.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

import jwt

from beian.base.errors import BeianError

AUDIENCE = "beian-bot"
ACTION_SERVER = "actions"
"""The service that `service_key` opens for Rasa."""
LIFETIME = timedelta(minutes=10)
_ALGORITHM = "HS256"
_SIGNED_ANEW = 60
"""Seconds for which the same token is handed out, so that verifying it can be cached."""
_REFUSED = "The identity of this message was refused: {}."


class IdentityRefused(BeianError):
    """An identity is missing, forged, expired or meant for another service."""


def sign_identity(account_id: str | None, secret: str) -> str:
    """Return a token for `account_id` (None: anonymous) that is valid for nine to ten minutes."""
    return _signed(account_id, secret, int(time.time() / _SIGNED_ANEW))


@lru_cache(maxsize=1024)
def _signed(account_id: str | None, secret: str, minute: int) -> str:
    begun = datetime.fromtimestamp(minute * _SIGNED_ANEW, timezone.utc)
    claims: dict[str, Any] = {"aud": AUDIENCE, "iat": begun, "exp": begun + LIFETIME}
    if account_id is not None:
        claims["sub"] = account_id
    return jwt.encode(claims, secret, algorithm=_ALGORITHM)


def verified_account(token: str, secret: str) -> str | None:
    """Return the account that a token names; None for an anonymous one.

    Raises IdentityRefused if the token can't be trusted.
    """
    account_id, expires = _verified(token, secret)
    if expires <= time.time():  # since it was verified
        raise IdentityRefused(_REFUSED.format("Signature has expired"))
    return account_id


@lru_cache(maxsize=1024)
def _verified(token: str, secret: str) -> tuple[str | None, float]:
    """Return the account and the token's expiry in seconds of the epoch. Raises IdentityRefused."""
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=[_ALGORITHM],
            audience=AUDIENCE,
            # Only `exp` limits a token: the clock of the machine that signed it may be ahead.
            options={"require": ["exp", "iat", "aud"], "verify_iat": False},
        )
    except (jwt.PyJWTError, UnicodeError) as error:
        raise IdentityRefused(_REFUSED.format(error)) from error
    account_id = claims.get("sub")
    return None if account_id is None else str(account_id), float(claims["exp"])


def service_key(service: str, secret: str) -> str:
    """Return the key by which a process of ours proves to `service` that it holds the secret."""
    return hmac.new(secret.encode(), f"beian:{service}".encode(), hashlib.sha256).hexdigest()
