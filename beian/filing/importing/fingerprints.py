"""A fingerprint of each account of a file, by which an unchanged one is known again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

_READING = "1"
"""Changes with what is made of a file: accounts stored by an older reading are written anew."""


def fingerprint(account: Any) -> str:
    """Return the fingerprint of an account as it stands in a file, before anything is mended."""
    content = json.dumps(account, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16)
    return f"{_READING}-{digest.hexdigest()}"
