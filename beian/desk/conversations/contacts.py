"""How a visitor can be reached: the e-mail address, phone number or chat account in a message."""

from __future__ import annotations

import re
import unicodedata

from beian.base.phones import ANY_NUMBER
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.question_form import has_question_form

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
    r"手机|电话|号码|微信|邮箱|邮件|联系|联络|方式|账号|请|麻烦|谢谢|您好|你好|可以|这个|或者?|就|我|的|是|打|发|加|到|回|给|找|留|号|为"
    r"|\b(?:my|the|phone|mobile|cell|number|e-?mail|mail|address|wechat|weixin|whatsapp|qq|vx|wx|id|"
    r"contact|is|it'?s|please|pls|thanks|call|text|write|reach|me|us|at|on|to|by|or|and|you|can|"
    r"here)\b"
)
"""Words that people write around a contact."""
_UNIT = re.compile(r"[\u3400-\u9fff]|[a-z0-9']+")
_LATIN = re.compile(r"[a-z0-9]")
_MOST_AROUND = 2
"""Chinese characters that may be left beside a contact and those words: 吧, 就行."""
_CLAUSE = re.compile(r"[^,。;!?、\n]+[,。;!?、\n]*|[,。;!?、\n]+")
_HIDDEN = "\0"
"""Stands for each character of a contact."""
_BEFORE = re.compile(rf"(?:{_AROUND.pattern}|[ :(])*$")
_AFTER = re.compile(r"(?:[ )]|吧|就行|就好|即可|都行|谢谢)*")
_JOINING = re.compile(
    r"(?:[ ,.。;!、:\n]|另外|还有|顺便|对了|然后|以及|同时|此外|谢谢|多谢|您好|你好"
    r"|(?:and|also|plus|but|so|then|by the way|btw|besides|thanks|thank you|hello|hi)\b)+"
)
"""What joins a question to the contact before it."""
_HANGING = re.compile(
    r"(?:[ ,;、:\n]|另外|还有|以及|(?:谢谢|多谢|\b(?:thanks|thank you))[.。!]?$|\b(?:and|also)$)+$"
)
_OF_CONTACT = re.compile(r" ?(?:[能可会行对收是有还]|(?:is|can|does|will|works?)\b)")
"""How a question begins that is about the contact itself: 能收短信吗."""
_ASKS_OF_NEXT = re.compile(r" *(?:is|does|can|do|will|was)\b")
_MOST_LEFT = 4
"""Characters or words that a clause may have left beside a contact, and be about it alone."""


def contact_in(text: str) -> str | None:
    """Return the e-mail address, chat account or phone number in a text; a chat account after the
    name of its service, if the text has it."""
    folded = folded_in_place(text)
    if mail := _EMAIL.search(folded):
        return _as_written(text, mail)
    if number := ANY_NUMBER.search(folded):
        return _as_written(text, number).strip()
    for named in _NAMED_ACCOUNT.finditer(folded):
        if _names_account(text, named):
            account = _as_written(text, named, "account")
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


def without_contact(text: str) -> str:
    """Return what a text asks beside a contact, without the words around that, and those that join
    the two; the text itself where nothing is asked beside it, or of the contact."""
    hidden = _contacts_hidden(text)
    rest = ""
    for clause in _CLAUSE.finditer(hidden):
        first, last = clause[0].find(_HIDDEN), clause[0].rfind(_HIDDEN)
        if first < 0:
            rest += text[clause.start() : clause.end()]
            continue
        after = clause[0][last + 1 :]
        lead, tail = _BEFORE.search(clause[0][:first]), _AFTER.match(after)
        if _OF_CONTACT.match(after) or (lead and _ASKS_OF_NEXT.match(lead[0])):
            return text
        before_ends = clause.start() + (lead.start() if lead else first)
        after_begins = clause.start() + last + 1 + (tail.end() if tail else 0)
        left = text[clause.start() : before_ends] + text[after_begins : clause.end()]
        if has_question_form(left) or length_in_words(left) > _MOST_LEFT:
            rest += left
    if hanging := _HANGING.search(folded_in_place(rest)):
        rest = rest[: hanging.start()]
    if joining := _JOINING.match(folded_in_place(rest)):
        rest = rest[joining.end() :]
    return rest if has_question_form(rest) else text


def length_in_words(text: str) -> int:
    """Return how long a text is: a Chinese character counts as much as a word in Latin letters."""
    return len(_UNIT.findall(folded_in_place(text)))


def _contacts_hidden(text: str) -> str:
    """Return a text as it is folded, with each character of a contact hidden."""
    hidden = folded_in_place(text)
    for pattern in (_EMAIL, ANY_NUMBER, _NAMED_ACCOUNT):
        for found in list(pattern.finditer(hidden)):
            if pattern is not _NAMED_ACCOUNT or _names_account(text, found):
                start, end = found.span()
                hidden = hidden[:start] + _HIDDEN * (end - start) + hidden[end:]
    return hidden


def _names_account(text: str, named: re.Match[str]) -> bool:
    return bool(named["told"]) or _is_no_word(_as_written(text, named, "account"))


def _is_no_word(account: str) -> bool:
    return "_" in account or any(map(str.isdigit, account))


def _as_written(text: str, found: re.Match[str], group: str | int = 0) -> str:
    start, end = found.span(group)
    return unicodedata.normalize("NFKC", text[start:end])
