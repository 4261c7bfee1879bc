"""The signed identity that travels with each message from the desk to the actions.

A JWT (HS256, signed with BEIAN_SECRET) for the audience "beian-bot". Its subject is the
account; without one the user is anonymous. Only its holder's signature makes an account
known: nothing a user types, and no metadata without a signature, can.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt

from filing.errors import FilingError

AUDIENCE = "beian-bot"
ACTION_SERVER = "actions"
"""The service that `service_key` opens for Rasa."""
LIFETIME = timedelta(minutes=10)
_ALGORITHM = "HS256"


class IdentityRefused(FilingError):
    """An identity that is missing, forged, meant for somebody else or too old."""


def sign_identity(account_id: str | None, secret: str) -> str:
    """A token that names `account_id`, or nobody, valid for LIFETIME from now."""
    now = datetime.now(timezone.utc)
    claims: dict[str, Any] = {"aud": AUDIENCE, "iat": now, "exp": now + LIFETIME}
    if account_id is not None:
        claims["sub"] = account_id
    return jwt.encode(claims, secret, algorithm=_ALGORITHM)


def verified_account(token: str, secret: str) -> str | None:
    """The account that a token names; None for an anonymous one.

    Raises IdentityRefused where the token can't be trusted.
    """
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
        raise IdentityRefused(f"The identity of this message was refused: {error}.") from error
    account_id = claims.get("sub")
    return None if account_id is None else str(account_id)


def service_key(service: str, secret: str) -> str:
    """The key with which one of our processes proves to `service` that it holds the secret."""
    return hmac.new(secret.encode(), f"beian:{service}".encode(), hashlib.sha256).hexdigest()
