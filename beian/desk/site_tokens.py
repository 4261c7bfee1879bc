"""The site's signed tokens: who is signed in there (docs/embedding.md).

A JWT with `sub` (the account), `aud` and `exp`, signed with BEIAN_SECRET (HS256) or with the
site's private key (RS256, ES256), whose public half desk.yml names. Tokens between our own
processes (beian.base.service_tokens) have another audience, and neither passes for the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, TypeGuard

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from beian.base.service_tokens import AUDIENCE as BOT_AUDIENCE
from beian.base.storable import why_not_storable
from beian.desk.config import TokenConfig
from beian.desk.errors import ConfigError, DeskError

LONGEST_TOKEN = 4096
LONGEST_ACCOUNT = 255
LIFETIME = timedelta(hours=1)
_FEWEST_RSA_BITS = 2048  # NIST SP 800-131A


class TokenInvalid(DeskError):
    """A token that is malformed, forged, or meant for somebody else."""


class TokenExpired(DeskError):
    """A token that was valid but has expired."""


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, and until when (aware, UTC)."""

    account: str
    expires_at: datetime


class SiteTokens:
    """Verifies tokens, and signs them for tests and demonstrations where the secret is ours."""

    def __init__(self, config: TokenConfig, secret: str) -> None:
        """Read the key file, if there is one. Raises ConfigError where it can't be used."""
        self._config = config
        self._key = secret if config.key_file is None else _public_key(config)

    def verified(self, token: str) -> SignedIn:
        """Return whom a token signs in. Raises TokenInvalid or TokenExpired."""
        if len(token) > LONGEST_TOKEN:
            raise TokenInvalid(f"A token has at most {LONGEST_TOKEN} characters.")
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[self._config.algorithm],
                audience=self._config.audience,
                leeway=self._config.leeway_seconds,
                options={"require": ["exp", "aud", "sub"]},
            )
        except jwt.ExpiredSignatureError as error:
            raise TokenExpired("The token has expired.") from error
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise TokenInvalid(f"The token is not valid: {error}.") from error
        if isinstance(claims["aud"], list) and BOT_AUDIENCE in claims["aud"]:
            raise TokenInvalid("The token is for another audience as well.")
        account = claims["sub"]
        if not is_account(account):
            raise TokenInvalid(f"`sub` must be the account, 1 to {LONGEST_ACCOUNT} characters.")
        return SignedIn(account, self._end(claims["exp"]))

    def sign(self, account: str, lifetime: timedelta = LIFETIME) -> str:
        """Return a token for an account. Raises ConfigError where only the site can sign."""
        if self._config.key_file is not None:
            raise ConfigError(
                f"desk.yml takes {self._config.algorithm} tokens, and only the site's private key"
                " signs those."
            )
        now = datetime.now(timezone.utc)
        claims = {
            "sub": account,
            "aud": self._config.audience,
            "iat": now,
            "exp": now + lifetime,
        }
        return jwt.encode(claims, self._key, algorithm=self._config.algorithm)

    def _end(self, exp: Any) -> datetime:
        """Return when an unexpired token ends. Raises TokenInvalid if that is too far ahead."""
        try:
            end = datetime.fromtimestamp(float(exp), timezone.utc)
        except (OverflowError, ValueError, OSError) as error:
            raise TokenInvalid("`exp` is not a time.") from error
        longest = timedelta(hours=self._config.longest_hours)
        leeway = timedelta(seconds=self._config.leeway_seconds)
        if end - datetime.now(timezone.utc) > longest + leeway:
            hours = f"{self._config.longest_hours:g}"
            raise TokenInvalid(f"`exp` is too far ahead: a token lasts at most {hours} hours.")
        return end


def is_account(account: object) -> TypeGuard[str]:
    """Return whether a value can name an account: a text that the stores can hold."""
    return (
        isinstance(account, str)
        and 1 <= len(account) <= LONGEST_ACCOUNT
        and why_not_storable(account) is None
    )


def _public_key(config: TokenConfig) -> str:
    """Return the PEM text of the key file, once it is known to be usable."""
    file, algorithm = config.key_file, config.algorithm
    assert file is not None
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"token.key_file: {file} can't be read: {error.strerror}. Put the site's public key"
            " (PEM) there, or correct the name."
        ) from error
    try:
        key = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ConfigError(f"token.key_file: {file} holds no public key (PEM): {error}.") from error
    if algorithm == "RS256":
        suits = isinstance(key, RSAPublicKey) and key.key_size >= _FEWEST_RSA_BITS
        needed = f"an RSA key of at least {_FEWEST_RSA_BITS} bits"
    else:
        suits = isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)
        needed = "a key of the curve P-256"
    if not suits:
        raise ConfigError(f"token.key_file: {file} does not hold {needed}, as {algorithm} needs.")
    return content.decode("ascii")
