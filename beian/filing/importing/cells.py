"""Interpret a cell of the workbook, whichever of Excel's types it was typed as."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from typing import Any

from beian.base.clock import SHANGHAI
from beian.base.invisible import in_one_line
from beian.base.storable import why_not_storable
from beian.base.times import parse_local_time
from beian.filing.importing.parsed_file import quoted
from beian.filing.importing.sheet_columns import Kind

_EXACT_BELOW = 10**15
"""Excel keeps 15 digits of a number; a longer one is not what was typed any more."""

_FLAGS = {
    "true": True,
    "yes": True,
    "y": True,
    "1": True,
    "是": True,
    "false": False,
    "no": False,
    "n": False,
    "0": False,
    "否": False,
}
_NOTHING = frozenset(["nan", "NaN", "NaT", "None", "<NA>", "null", "NULL"])
"""What programs write for a blank cell."""
_WHOLE = re.compile(r"(-?\d+)\.0+")
_SHORTENED = re.compile(r"\d\.\d+E\+\d+", re.IGNORECASE)
_AS_TEXT = "format the cell as text and type it again"


def cell_content(value: Any, kind: Kind, number_format: str = "") -> Any:
    """Return what `value` means in a column of `kind`; None if the cell is blank.

    Blanks around text and invisible characters are dropped; "nan" and the like are blank. Raises
    ValueError, whose message continues after the location of the cell ("holds a date; ...").
    """
    if isinstance(value, str):
        reason = why_not_storable(value)
        if reason:
            raise ValueError(f"holds {reason}")
        value = in_one_line(value).strip()
    if value is None or value == "" or (isinstance(value, str) and value in _NOTHING):
        return None
    if kind is Kind.TIME:
        return _time(value)
    text = _text(value, number_format)
    if kind is Kind.ID:
        return _id(text)
    if kind is Kind.FLAG:
        return _FLAGS.get(text.lower(), text)
    if kind is Kind.DOMAINS:
        return [domain for domain in re.split(r"[\s,，;；、]+", text) if domain]
    return text


def _id(text: str) -> str:
    """Return an id as it was before a program took it for a number (1001.0)."""
    if _SHORTENED.fullmatch(text):
        raise ValueError(f"{quoted(text)} was shortened, and digits are lost; {_AS_TEXT}")
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def _text(value: Any, number_format: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return _digits(value, number_format)
    raise ValueError(f"holds a date or time where text belongs; {_AS_TEXT}")


def _digits(number: int | float, number_format: str) -> str:
    """Return a number as it was typed: phone numbers and ids are often typed into number cells."""
    if not -_EXACT_BELOW < number < _EXACT_BELOW:
        raise ValueError(f"holds a number of more than 15 digits, which Excel cuts; {_AS_TEXT}")
    whole = int(number)
    if whole != number:
        return repr(number)
    if re.fullmatch(r"0+", number_format):
        return str(whole).zfill(len(number_format))
    return str(whole)


def _time(value: Any) -> str:
    """Return a time in ISO 8601; without an offset, as in any date cell, it is Asia/Shanghai's."""
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=SHANGHAI)
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day, tzinfo=SHANGHAI)
    elif isinstance(value, str):
        try:
            moment = parse_local_time(value)
        except ValueError as error:
            raise ValueError(f"{quoted(value)} {error}") from error
    else:
        raise ValueError(f"holds {quoted(str(value))}, no date; format the cell as date and time")
    return moment.astimezone(timezone.utc).isoformat()
