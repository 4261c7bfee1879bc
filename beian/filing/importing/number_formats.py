"""The number formats of a workbook, and which of them show a number as a date.

Excel stores a date as a number; only the number format of its cell says that it is one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.xml.functions import fromstring

_GENERAL = "General"
_EAST_ASIAN_DATES = frozenset([*range(27, 37), *range(50, 59)])
"""Ids of built-in formats that show dates in Chinese, Japanese and Korean (2026年10月12日), by
ECMA-376, part 1, 18.8.30. openpyxl knows no codes for them."""


class NumberFormat(NamedTuple):
    """How Excel shows a number: `code` is General, 0.00, 000000 and so on.

    `is_date`: as a date, a time or a duration; `is_duration`: as hours that may exceed a day.
    """

    code: str = _GENERAL
    is_date: bool = False
    is_duration: bool = False


def number_formats(style_sheet: bytes) -> list[NumberFormat]:
    """Return the format of each style in the XML of a style sheet; cells refer to them by index."""
    tree: Any = fromstring(style_sheet)
    styles: Any = Stylesheet.from_tree(tree)
    custom = styles.custom_formats
    return [_format(int(xf.numFmtId), custom) for xf in styles.cellXfs.xf] or [NumberFormat()]


def _format(number: int, custom: dict[int, str]) -> NumberFormat:
    code = custom.get(number) or builtin_format_code(number) or _GENERAL
    is_date = is_date_format(code) or (number in _EAST_ASIAN_DATES and number not in custom)
    return NumberFormat(code, is_date, is_timedelta_format(code))
