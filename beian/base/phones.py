"""Phone numbers as people write them: of mainland China above all.

docs/decisions/0012 says why these are rules of our own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from beian.base.invisible import without_invisible

_MOBILE = r"(?:(?:\+|00)? ?86[- ]?)?1[ -]?[3-9](?:[ -]?\d){9}"
_SERVICE = r"400[- ]?\d{3}[- ]?\d{4}"
_LANDLINE = r"\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}"
_ABROAD = r"\+\d[\d -]{6,18}\d"

MAINLAND_NUMBER = re.compile(
    rf"(?<![\da-z-])(?:{_MOBILE}|{_SERVICE}|{_LANDLINE})(?![\da-z]|-\d)", re.IGNORECASE
)
"""A number that stands by itself: one within an order number or another id is none."""

ANY_NUMBER = re.compile(rf"(?<![\d+])(?:{_ABROAD}|{_MOBILE}|{_SERVICE}|{_LANDLINE})(?!\d)")
"""A number to call back, with a country code too, and with whatever is written around it."""

_MOBILE_DIGITS = re.compile(r"(?:0086|86)?(1\d{10})")


def digits_of(number: str) -> str:
    """Return the digits of a phone number; those of a mainland mobile number without the country
    code."""
    digits = "".join(character for character in number if character.isdecimal())
    mobile = _MOBILE_DIGITS.fullmatch(digits)
    return mobile[1] if mobile else digits


_ZERO = re.compile(r"\d+\.0+")
_SHORTENED = re.compile(r"(\d)(?:\.(\d+))?E\+?(\d{1,2})", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:手机号?码?|联系?电话|电话号?码?|座机|固话|tel|phone|mobile)[:：.]?", re.IGNORECASE
)
_BETWEEN_NUMBERS = re.compile(r"[/、,;|\n]|或|和|&|\bor\b", re.IGNORECASE)
_SIGNS = str.maketrans("‐‑‒–—―−", "-------", " \t\u00a0\u3000().")
_EXTENSION = re.compile(
    r"(?P<number>.*\d)(?:转|分机|ext|x|#)+-?(?P<extension>\d{1,6})"
    r"|(?P<landline>0\d{2,3}-\d{7,8}|0\d{9,11})-(?P<after>\d{1,6})",
    re.IGNORECASE,
)
_ONE_MOBILE = re.compile(r"(?:\+86|0086|86)?0?(1[3-9]\d{9})")
_ONE_LANDLINE = re.compile(r"(?:(?:\+86|0086)0?|86(?=0)0|0)(10|2\d|[3-9]\d\d)([1-9]\d{6,7})")
_ONE_SERVICE = re.compile(r"(400|800)(\d{3})(\d{4})")
_ONE_SHORT = re.compile(r"1[0-2]\d{3}|9[56]\d{3}")
_ONE_ABROAD = re.compile(r"(?:\+|00)(?!86)([1-9]\d{6,14})")
_SEVERAL_MOBILES = re.compile(r"(?:1[3-9]\d{9}){2,}")


@lru_cache(maxsize=4096)
def phone_in_one_form(text: str) -> str:
    """Return a phone number as it is kept: 13800001111, 020-81234567, 020-81234567-8012,
    400-820-8820, +85291234567.

    Raises ValueError, whose message continues after the quoted text ("holds two ...").
    """
    plain = unicodedata.normalize("NFKC", without_invisible(text)).strip()
    parts = [_one(part) for part in _BETWEEN_NUMBERS.split(plain) if part.strip()]
    if len(set(parts)) > 1 or (parts and _SEVERAL_MOBILES.fullmatch(parts[0])):
        raise ValueError("holds more than one phone number; keep the one that counts")
    if not parts:
        raise ValueError("is no phone number")
    return parts[0]


def is_landline(number: str) -> bool:
    """Return whether a number is certainly one that gets no SMS: a landline or a service number."""
    try:
        return phone_in_one_form(number).startswith(("0", "400-", "800-"))
    except ValueError:
        return False


def _one(text: str) -> str:
    """Return one number in its form. Raises ValueError."""
    text = _LABEL.sub("", text.strip())
    shortened = _SHORTENED.fullmatch(text)
    if shortened is not None:
        text = _written_out(*shortened.groups(default=""))
    if _ZERO.fullmatch(text):
        text = text.partition(".")[0]
    signs = text.translate(_SIGNS)
    extended = _EXTENSION.fullmatch(signs)
    number, extension = extended.group(1, 2) if extended else (signs, None)
    if extended and not number:
        number, extension = extended.group(3, 4)
    digits = number.replace("-", "")
    if (match := _ONE_LANDLINE.fullmatch(digits)) is not None:
        number = f"0{match[1]}-{match[2]}"
        return f"{number}-{extension}" if extension else number
    digits = signs.replace("-", "")
    if (match := _ONE_MOBILE.fullmatch(digits)) is not None:
        return match[1]
    if (match := _ONE_SERVICE.fullmatch(digits)) is not None:
        return "-".join(match.groups())
    if (match := _ONE_ABROAD.fullmatch(digits)) is not None:
        return f"+{match[1]}"
    if _ONE_SHORT.fullmatch(digits) or _SEVERAL_MOBILES.fullmatch(digits):
        return digits
    raise ValueError(
        "is no phone number: a mobile one has 11 digits (13800001111), a landline its area code"
        " (020-81234567), one abroad + and its country code (+852 91234567)"
    )


def _written_out(first: str, fraction: str, exponent: str) -> str:
    """Return the digits of 1.3800001111E+10. Raises ValueError if not all of them are there."""
    if len(fraction) < int(exponent):
        raise ValueError(
            "was shortened by a spreadsheet, which lost its last digits; format the cell as text"
            " and type the number again"
        )
    return first + fraction
