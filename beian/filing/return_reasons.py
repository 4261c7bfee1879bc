"""What a provider's words for a returned order come to, where they are of a common kind:
return_reasons.yml, beside this file."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("return_reasons.yml")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CLAUSES = re.compile(r"[，。；;,！!：:\s]+|并且|而且|且|同时|另外")
_SMS_NOT_VERIFIED = re.compile(
    r"短信.{0,6}(?:未|没|沒|超时|逾期|过期|失败|失效)|(?:未|没有|没|沒有|逾期).{0,8}(?:短信)?(?:核验|核驗|验证|驗證)"
    r"|(?:核验|验证)(?:超时|逾期|过期)"
)
_MORE = re.compile("材料|照片|手机|电话|域名|网站名|证件|内容")
"""What a reason speaks of that has more to it."""


def sms_not_verified(reason: str) -> bool:
    """Return whether an order was returned for nothing but that its text was not verified."""
    return _SMS_NOT_VERIFIED.search(reason) is not None and _MORE.search(reason) is None


def reason_in_english(reason: str) -> str:
    """Return why an order was returned for who reads English: what it comes to, where all of it is
    known; else the provider's words, said to be those in Chinese. One in English stays."""
    if not _CHINESE.search(reason):
        return reason
    means: dict[str, None] = {}
    for clause in filter(None, _CLAUSES.split(reason.strip())):
        known = _meaning(clause)
        if known is None:
            return str(_texts()["quoted"]).format(reason=reason.strip())
        means |= dict.fromkeys(filter(None, [known]))
    if not means:
        return str(_texts()["quoted"]).format(reason=reason.strip())
    return "; ".join(means)


def _meaning(clause: str) -> str | None:
    """Return what a clause comes to, "" where it adds nothing, None where it is not known."""
    return next((means for pattern, means in _patterns() if pattern.fullmatch(clause)), None)


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    texts = _texts()
    known = [
        (re.compile(texts["whose"] + f"(?:{said})"), str(one["means"]))
        for one in texts["reasons"]
        for said in one["said"]
    ]
    return [*known, *((re.compile(said), "") for said in texts["besides"])]


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    texts: dict[str, Any] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return texts
