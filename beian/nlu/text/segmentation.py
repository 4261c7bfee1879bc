"""Cuts Chinese and English into words, by jieba with the words of the domain."""

from __future__ import annotations

import logging
from functools import lru_cache
from importlib import resources

import jieba

WORDS = resources.files("beian.nlu") / "words.txt"
_LONGEST_RUN = 30
"""Characters of a run that is remembered."""

jieba.setLogLevel(logging.WARNING)


@lru_cache(maxsize=1)
def segmenter() -> jieba.Tokenizer:
    """Return the process's segmenter, separate from jieba's global one, which others may change."""
    tokenizer = jieba.Tokenizer()
    with WORDS.open("rb") as words_of_the_domain:
        tokenizer.load_userdict(words_of_the_domain)
    return tokenizer


def cut(text: str) -> list[str]:
    """Return the words of a text in order, punctuation marks and white space included.

    jieba cuts each run of letters and Han characters by itself: an English word, or what a text
    as written and as corrected have in common, need not be cut again.
    """
    cut_words: list[str] = []
    for run in jieba.re_han_default.split(text):
        cut_words += _cut_run(run) if len(run) <= _LONGEST_RUN else segmenter().cut(run)
    return cut_words


@lru_cache(maxsize=4096)
def _cut_run(run: str) -> tuple[str, ...]:
    return tuple(segmenter().cut(run))


def words(text: str) -> list[str]:
    """Return the words of a text in order, punctuation marks included, white space left out."""
    return [word for word in cut(text) if not word.isspace()]
