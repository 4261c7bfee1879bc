"""The signature of webhooks, ours and those of Chatwoot, and whether one is genuine and recent."""

from __future__ import annotations

import hashlib
import hmac

LONGEST_AGE_SECONDS = 300


def is_genuine(
    secret: str, signature: str | None, timestamp: str | None, body: bytes, now: float
) -> bool:
    """Return whether `sha256=<hex>` is the HMAC of "timestamp.body", at most five minutes old."""
    if not signature or not timestamp or not timestamp.isascii() or not timestamp.isdigit():
        return False
    if abs(now - int(timestamp)) > LONGEST_AGE_SECONDS:
        return False
    return hmac.compare_digest(sign(secret, timestamp, body).encode(), signature.encode())


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a body that is sent at a time, in seconds of the epoch."""
    digest = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={digest.hexdigest()}"
