"""What of a text is searched for: words, and pairs of Chinese characters; each as a keyed hash.

Who reads the store without the key can't tell which words the hashes stand for; so the texts
themselves may be encrypted, and can still be searched.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from beian.nlu.text.simplified import simplified_character

_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_RUN = re.compile(rf"(?P<chinese>[{_CHINESE}]+)|[^\W_{_CHINESE}]+")
_LONGEST_WORD = 64
_BYTES = 8
_simplified = lru_cache(maxsize=8192)(simplified_character)
_LABEL = b"beian search index"


def terms_of(text: str) -> set[str]:
    """Return the words of a text in lower case, and each two Chinese characters that stand side by
    side, Traditional ones as Simplified; a character that stands alone counts by itself."""
    terms: set[str] = set()
    for run in _RUN.finditer(unicodedata.normalize("NFKC", text).casefold()):
        if run["chinese"] is None:
            terms.add(run[0][:_LONGEST_WORD])
            continue
        # Each by itself: words differ by what stands around them, and a search has less of it.
        characters = [_simplified(character) for character in run[0]]
        pairs = ["".join(pair) for pair in pairwise(characters)]
        terms.update(pairs or characters)
    return terms


def key_of(secret: str) -> bytes:
    """Return the key of the index that a secret stands for."""
    return hmac.digest(secret.encode(), _LABEL, "sha256")


def fingerprint_of(key: bytes) -> str:
    """Return what tells one key from another, and nothing of the key."""
    return hmac.digest(key, _LABEL, "sha256").hex()[:16]


def hashed(term: str, key: bytes) -> int:
    """Return the hash of a term, as a number of 64 bits."""
    digest = hmac.digest(key, term.encode(), "sha256")
    return int.from_bytes(digest[:_BYTES], "big", signed=True)
