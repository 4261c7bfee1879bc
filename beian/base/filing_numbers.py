"""ICP filing numbers: found as people write them, and in the one form in which they are kept.

粤ICP备2021000001号 is a subject's. An ending tells what of the subject it is: -1 a website, -2A an
app, -3X a mini program, -4K a quick app, all counted in one series.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from beian.base.invisible import without_invisible

EXAMPLE = "粤ICP备2021000001号"
LETTERS = {"app": "A", "mini_program": "X", "quick_app": "K"}
"""What the number of each kind of service ends in; a website's ends in its digits."""

_ABBREVIATIONS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀川黔贵滇云藏陕秦陇甘青宁新"
_FILING_NUMBER = re.compile(
    # Homophones of 备 and what scanners read (lCP, 号一1) included. Where what follows makes no
    # ending, there is no number at all: it would be taken for that of the whole subject.
    rf"([{_ABBREVIATIONS}]) ?[il] ?c ?p *[备被贝]?案? ?"
    r"(\d(?: {0,2}\d){6,9})(?! {0,2}\d)(?! *号? *[-一] *(?:\d{1,5}[a-z][\da-z]|\d{6}))(?: *号)?"
    r"(?: *[-一] *(\d{1,5})([a-z]?)(?![\da-z年]))?"
)
_LETTER_APART = re.compile(r" ?([AXKＡＸＫ])(?![A-Za-zＡ-Ｚａ-ｚ])")

_SIMPLIFIED = str.maketrans("備號蘇遼滬魯雲貴瓊陝贛閩蒙晉甯隴", "备号苏辽沪鲁云贵琼陕赣闽蒙晋宁陇")
_DASHES = re.compile("[‐‑‒–—―−﹣_一ー]")
_WHOLE = re.compile(
    rf"([{_ABBREVIATIONS}])ICP备案?(\d{{5,10}})号?(?:-(\d{{1,6}})([A-Z]?))?", re.IGNORECASE
)
_LABEL = re.compile(
    r"^(?:ICP)?(?:网站|主体|服务|APP|小程序)?备案/?(?:许可证)?号?码?[:：]", re.IGNORECASE
)
_LICENCE = re.compile(rf"(?:[{_ABBREVIATIONS}]ICP证|[{_ABBREVIATIONS}]?[AB][12]-)\d", re.IGNORECASE)


@dataclass(frozen=True)
class FilingNumber:
    """A filing number in its parts: `place` and `letter` are those of the ending, if it has one."""

    subject: str
    place: int | None = None
    letter: str = ""

    def __str__(self) -> str:
        return self.subject if self.place is None else f"{self.subject}-{self.place}{self.letter}"


def filing_numbers_in(text: str, folded: str) -> Iterator[tuple[int, int, FilingNumber]]:
    """Yield start, end and number of each that stands in a text, given its folded form as well
    (beian/nlu/text/characters.py)."""
    for match in _FILING_NUMBER.finditer(folded):
        abbreviation, digits, place, letter = match.groups()
        subject, end = f"{abbreviation}ICP备{digits.replace(' ', '')}号", match.end()
        if place is None:
            yield match.start(), end, FilingNumber(subject)
            continue
        # A letter after a space is one only as a capital: "-2 A", but "-2 a mini program".
        apart = None if letter else _LETTER_APART.match(text, end)
        if apart is not None:
            letter, end = unicodedata.normalize("NFKC", apart[1]), apart.end()
        yield match.start(), end, FilingNumber(subject, int(place), letter.upper())


@lru_cache(maxsize=4096)
def filing_number(text: str) -> FilingNumber:
    """Return the number that a text holds and nothing else, however it is written.

    Raises ValueError, whose message continues after the quoted text ("is no filing number; ...").
    """
    match = _WHOLE.fullmatch(text)
    if match is None:
        plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", without_invisible(text)))
        plain = _DASHES.sub("-", plain.translate(_SIMPLIFIED))
        plain = _LABEL.sub("", plain).strip(",;、。.")
        match = _WHOLE.fullmatch(plain)
    if match is not None:
        abbreviation, digits, place, letter = match.groups()
        subject = f"{abbreviation}ICP备{digits}号"
        return FilingNumber(subject, int(place) if place else None, (letter or "").upper())
    if len(_WHOLE.findall(plain)) > 1:
        raise ValueError("holds more than one filing number; give the one that is meant")
    if _LICENCE.search(plain):
        raise ValueError("is the number of a licence (证), not of an ICP filing (备)")
    raise ValueError(f"is no filing number, such as {EXAMPLE} or {EXAMPLE}-1")


def in_one_form(text: str) -> str:
    """Return a filing number as it is kept; any other text as it is."""
    try:
        return str(filing_number(text))
    except ValueError:
        return text
