"""Finds the entities of ICP filing in a text, by rules; no model.

Found are filing numbers, domains, provinces, subject types, identity documents, kinds of
cancellation and their bare targets, phone numbers and order numbers, each with a normalised
value. Words come from nlu/vocabulary/, so that editors can add to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from nlu.characters import folded_in_place

VOCABULARY = Path(__file__).parent / "vocabulary"
_WORDS = ("province", "subject_type", "document")
_PRIORITY = (
    "filing_number",
    "domain",
    "order_number",
    "phone_number",
    "document",
    "cancellation_kind",
    "subject_type",
    "province",
    "target",
)


@dataclass(frozen=True)
class Found:
    """An entity: text[start:end] is a `label` and means `value`."""

    start: int
    end: int
    label: str
    value: str


def find_entities(text: str) -> list[Found]:
    """The entities of a text, in order, none overlapping.

    Where two overlap the longer one stays; of equal ones the more specific label.
    """
    folded = folded_in_place(text)
    found = [
        *_filing_numbers(folded),
        *_domains(folded),
        *_phone_numbers(folded),
        *_order_numbers(folded),
        *_from_vocabulary(folded),
    ]
    found.sort(key=lambda one: (one.start - one.end, _PRIORITY.index(one.label), one.start))
    taken: list[Found] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.end for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


# --- Numbers and names with a form of their own ---------------------------------------------

_ABBREVIATIONS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀川黔贵滇云藏陕秦陇甘青宁新"
_TRADITIONAL = str.maketrans("晉遼滬蘇閩贛魯瓊貴雲陝隴寧粵", "晋辽沪苏闽赣鲁琼贵云陕陇宁粤")
_FILING_NUMBER = re.compile(
    rf"([{_ABBREVIATIONS}晉遼滬蘇閩贛魯瓊貴雲陝隴寧粵])\s*icp\s*[备備]?\s*(?:案)?\s*"
    r"(\d(?:\s?\d){6,9})(?!\d)(?:\s*[号號])?(?:\s*-\s*(\d{1,3})(?!\d))?",
    re.IGNORECASE,
)


def _filing_numbers(text: str) -> Iterator[Found]:
    for match in _FILING_NUMBER.finditer(text):
        place, digits, website = match.groups()
        value = f"{place.translate(_TRADITIONAL)}ICP备{''.join(digits.split())}号"
        if website:
            value += f"-{int(website)}"
        yield Found(match.start(), match.end(), "filing_number", value)


_TOP_LEVEL = [
    "com",
    "cn",
    "net",
    "org",
    "gov",
    "edu",
    "info",
    "biz",
    "cc",
    "top",
    "xyz",
    "vip",
    "club",
    "shop",
    "site",
    "online",
    "me",
    "tv",
    "wang",
    "ltd",
    "tech",
    "store",
    "fun",
    "work",
    "pro",
    "asia",
    "hk",
    "tw",
    "co",
    "mobi",
    "group",
    "ink",
    "ren",
    "app",
    "dev",
    "ai",
    "io",
    "love",
    "red",
    "kim",
    "link",
    "pub",
    "live",
    "cloud",
    "space",
    "website",
    "email",
    "art",
    "icu",
    "wiki",
    "video",
    "company",
    "example",
    "test",
]
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(
    rf"(?<![a-z0-9@._-])(?:https?://)?((?:{_LABEL}\.)+(?:{'|'.join(_TOP_LEVEL)}))"
    r"(?![a-z0-9-]|\.[a-z0-9])(?::\d{1,5})?(?:/[!-~]*)?",
    re.IGNORECASE,
)
_CHINESE_DOMAIN = re.compile(
    r"(?:(?<=[是为為叫：:的 ])|^)([\u4e00-\u9fffa-zA-Z0-9-]{1,20}\.(?:中国|中國|公司|网络|網絡|网址))"
)


def _domains(text: str) -> Iterator[Found]:
    for match in _DOMAIN.finditer(text):
        yield Found(match.start(), match.end(), "domain", match.group(1).lower())
    for match in _CHINESE_DOMAIN.finditer(text):
        yield Found(match.start(1), match.end(1), "domain", match.group(1).lower())


_PHONE_NUMBER = re.compile(
    r"(?<![\d-])(?:(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|400-?\d{3}-?\d{4}"
    r"|\(?0\d{2,3}\)?[- ]\d{7,8})(?![\d-])"
)


def _phone_numbers(text: str) -> Iterator[Found]:
    for match in _PHONE_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if len(digits) == 13:
            digits = digits.removeprefix("86")
        yield Found(match.start(), match.end(), "phone_number", digits)


_ORDER_ID = r"[a-z]{0,6}-?\d[\da-z-]{3,24}"
_ORDER_NUMBER = re.compile(
    r"(?:订单编号|訂單編號|订单号|訂單號|订单|訂單|单号|單號|"
    r"\border(?: ?(?:number|no\.?|id|nr\.?))?|\bticket(?: ?(?:number|no\.?|id))?)"
    rf"\s*(?:[:#]|是|为|為|is)?\s*#?({_ORDER_ID})(?![\da-z])",
    re.IGNORECASE,
)
_ORDER_ID_ALONE = re.compile(r"(?<![\da-z.@/-])([a-z]{1,5}-?\d{6,20})(?![\da-z.-])", re.IGNORECASE)


def _order_numbers(text: str) -> Iterator[Found]:
    for pattern in (_ORDER_NUMBER, _ORDER_ID_ALONE):
        for match in pattern.finditer(text):
            value = match.group(1).upper()
            if value.startswith("ICP"):
                continue
            yield Found(match.start(1), match.end(1), "order_number", value)


# --- Words ----------------------------------------------------------------------------------


def _from_vocabulary(text: str) -> Iterator[Found]:
    for label, pattern, values in _word_patterns():
        for match in pattern.finditer(text):
            yield Found(match.start(), match.end(), label, values[match.group().lower()])
    for label, value, pattern in _cancellation_patterns():
        for match in pattern.finditer(text):
            yield Found(match.start(), match.end(), label, value)


def _read(name: str) -> Any:
    return YAML(typ="safe").load((VOCABULARY / f"{name}.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _word_patterns() -> list[tuple[str, re.Pattern[str], dict[str, str]]]:
    patterns = []
    for label in _WORDS:
        values = {form.lower(): value for value, forms in _read(label).items() for form in forms}
        patterns.append((label, re.compile(_any_of(values), re.IGNORECASE), values))
    return patterns


@lru_cache(maxsize=1)
def _cancellation_patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    words = _read("cancellation")
    verbs, between = words["verbs"], words["between"]
    zh_verb, en_verb = _any_of(verbs["zh"]), _any_of(verbs["en"])
    en_verbal = _any_of(verbs["nouns_en"])
    zh_between = rf"(?:{_any_of(between['zh'])}|\s){{0,5}}"
    en_between = rf"(?:\s+(?:{_any_of(between['en'])})){{0,5}}\s+"
    patterns = []
    for kind, nouns in words["nouns"].items():
        zh, en = _any_of(nouns["zh"]), _any_of(nouns["en"])
        phrases = [
            rf"(?:{zh_verb}){zh_between}(?:{zh})",
            rf"(?:{zh})(?:备案|備案|\s)?(?:{zh_verb})",
            rf"(?:{en_verb}){en_between}(?:{en})",
            rf"(?:{en})\s+(?:{en_verbal})",
            rf"(?:{en_verbal}){en_between}(?:{en})",
            rf"(?:{zh_verb})\s*(?:{en})",
            rf"(?:{en_verb}){en_between}?(?:{zh})",
        ]
        together = re.compile("|".join(phrases), re.IGNORECASE)
        patterns.append(("cancellation_kind", f"cancel_{kind}", together))
        patterns.append(("target", kind, re.compile(f"{zh}|{en}", re.IGNORECASE)))
    return patterns


def _any_of(forms: Any) -> str:
    """A pattern for any of the forms, the longest first; Latin ones as whole words."""
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(
        rf"(?<![a-z0-9]){re.escape(form)}(?![a-z0-9])" if form.isascii() else re.escape(form)
        for form in ordered
    )
