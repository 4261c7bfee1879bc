"""Passwords of agents: argon2id, with the parameters argon2-cffi recommends."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
"""Characters of a password."""
_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Return whether a password is the right one, in the same time where there is none to compare
    with."""
    try:
        return _HASHER.verify(password_hash or _nobodys(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def fresher(password_hash: str, password: str) -> str | None:
    """Return a hash with the present parameters if the stored one has older ones."""
    return hashed(password) if _HASHER.check_needs_rehash(password_hash) else None


@cache
def _nobodys() -> str:
    return hashed("no agent has this password")
