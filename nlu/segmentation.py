"""Chinese and English words: jieba with the words of the domain."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

import jieba

WORDS = Path(__file__).parent / "words.txt"

jieba.setLogLevel(logging.WARNING)


@lru_cache(maxsize=1)
def segmenter() -> jieba.Tokenizer:
    """The process's segmenter, apart from jieba's global one, which others may change."""
    tokenizer = jieba.Tokenizer()
    with WORDS.open("rb") as words_of_the_domain:
        tokenizer.load_userdict(words_of_the_domain)
    return tokenizer


def words(text: str) -> list[str]:
    """The words of a text in order, punctuation marks included, white space left out."""
    return [word for word in segmenter().cut(text) if not word.isspace()]
