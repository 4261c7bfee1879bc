"""How a visitor can be reached: the e-mail address, phone number or chat account in a message."""

from __future__ import annotations

import re
import unicodedata

from beian.base.phones import ANY_NUMBER
from beian.nlu.characters import folded_in_place

_EMAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_NAMED_ACCOUNT = re.compile(
    r"(?P<service>微信|v信|(?<![a-z0-9])(?:wechat|weixin|wx(?!id)|vx|qq|whatsapp))"
    r"(?:账?号码?|(?: ?id| number)\b)? ?(?:(?P<told>[是为:=])|is\b)? ?"
    r"(?P<account>[a-z0-9][a-z0-9-]{4,19})(?![a-z0-9@])"
)
"""A chat account after the name of its service."""
_ACCOUNT = re.compile(r"(?![a-z]{2}\d{9,}$)[a-z][a-z0-9-]{5,19}")
"""A chat account by itself, in the form of WeChat's; an order's number has another one."""
_AROUND = re.compile(
    r"手机|电话|号码|微信|邮箱|邮件|联系|方式|账号|请|麻烦|谢谢|您好|你好|可以|这个|或者?|就|我|的|是|打|发|加|到|回|给|找|留|号|为"
    r"|\b(?:my|the|phone|mobile|cell|number|e-?mail|mail|address|wechat|weixin|whatsapp|qq|vx|wx|id|"
    r"contact|is|it'?s|please|pls|thanks|call|text|write|reach|me|us|at|on|to|by|or|and|you|can|"
    r"here)\b"
)
"""Words that people write around a contact."""
_UNIT = re.compile(r"[\u3400-\u9fff]|[a-z0-9']+")
_LATIN = re.compile(r"[a-z0-9]")
_MOST_AROUND = 2
"""Chinese characters that may be left beside a contact and those words: 吧, 就行."""


def contact_in(text: str) -> str | None:
    """Return the e-mail address, chat account or phone number in a text; a chat account after the
    name of its service, if the text has it."""
    folded = folded_in_place(text)
    if mail := _EMAIL.search(folded):
        return _as_written(text, mail)
    if number := ANY_NUMBER.search(folded):
        return _as_written(text, number).strip()
    for named in _NAMED_ACCOUNT.finditer(folded):
        account = _as_written(text, named, "account")
        if named["told"] or _is_no_word(account):
            return f"{_as_written(text, named, 'service')} {account}"
    alone = text.strip()
    if _ACCOUNT.fullmatch(folded_in_place(alone)) and _is_no_word(alone):
        return alone
    return None


def is_contact_alone(text: str) -> bool:
    """Return whether a text says how to reach the visitor, and nothing else."""
    contact = contact_in(text)
    if contact is None or contact == text.strip():
        return contact is not None
    rest = folded_in_place(text)
    for pattern in (_EMAIL, ANY_NUMBER, _NAMED_ACCOUNT, _AROUND):
        rest = pattern.sub(" ", rest)
    return not _LATIN.search(rest) and length_in_words(rest) <= _MOST_AROUND


def length_in_words(text: str) -> int:
    """Return how long a text is: a Chinese character counts as much as a word in Latin letters."""
    return len(_UNIT.findall(folded_in_place(text)))


def _is_no_word(account: str) -> bool:
    return "_" in account or any(map(str.isdigit, account))


def _as_written(text: str, found: re.Match[str], group: str | int = 0) -> str:
    start, end = found.span(group)
    return unicodedata.normalize("NFKC", text[start:end])
