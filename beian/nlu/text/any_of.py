"""Patterns of several forms in one."""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that fits where one of the given ones does.

    >>> bool(any_of("gone", "还在").search("is it gone"))
    True
    """
    return re.compile("|".join(patterns))
