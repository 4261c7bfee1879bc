"""Phone numbers as people write them: of mainland China above all.

docs/decisions/0012 says why these are rules of our own.
"""

from __future__ import annotations

import re

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
    """Return the digits of a phone number, those of a mainland mobile without country code."""
    digits = "".join(character for character in number if character.isdecimal())
    mobile = _MOBILE_DIGITS.fullmatch(digits)
    return mobile[1] if mobile else digits
