"""Checks that nothing is said of money, phone numbers and addresses that no fact holds.

All three change, and a wrong one costs the user. Those of support stand in contact.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from beian.base.phones import ANY_NUMBER
from beian.content.places import fault_in
from beian.content.sentences import Said
from beian.nlu.topics.facts import Fact
from beian.nlu.topics.faults import Fault

_YEARS = r"(?:19|20)\d\d-(?:19|20)\d\d"
_DAY = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d"
_ROUND = r"\d{1,2}0{3,6}"
_SERVICE = r"9[56]\d{3,4}|100\d\d|12[0-3]\d\d"
_PHONE = re.compile(
    rf"{ANY_NUMBER.pattern}"
    rf"|(?<![\d.,备-])(?!(?:{_YEARS}|{_DAY}|{_ROUND})(?![\d-]))"
    rf"(?:\d{{3,}}(?:-\d{{3,}})+|\d{{7,}}|{_SERVICE})(?![\d-])"
)
"""A number to call, as numbers are grouped; 95588 and 12381 are, 10000, a day and 2021-2022 are
not."""
_ADDRESS = re.compile(
    r"https?:[!-~]*|www\.[!-~]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|cn|gov)\b(?!-)",
    re.ASCII | re.IGNORECASE,
)
_EXAMPLE = re.compile(r"(?:https?://)?(?:[\w-]+\.)*example\.(?:com|net|org)/?", re.IGNORECASE)
"""Names that nobody can have (RFC 2606)."""
_MONEY = re.compile(
    r"[¥￥$] ?\d[\d,.]*|\d[\d,.]* ?(?:(?:万|千|百)?(?:元|块钱)|(?:yuan|RMB|CNY|dollars?)\b)"
    r"|[¥￥$]|[几百千万]元|块钱|人民币"
    r"|费用|收费|免费|付费|缴费|交费|资费|价格|价钱|多少钱|要钱|花钱|交钱"
    r"|\b(?:RMB|CNY|yuan|fees?|costs?|prices?|priced|pricing|payments?)\b"
    r"|\b(?:free of charge|for free|(?<!in )(?<!take )(?<!takes )charge[sd]?)\b",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)]'\""


@dataclass(frozen=True)
class _Kind:
    """A kind of claim: its pattern, what to say of it, and whether facts hold a piece of it.

    {} in the message stands for the piece. `questions`: a title may not hold it either.
    """

    pattern: re.Pattern[str]
    message: str
    is_held: Callable[[str, str], bool]
    questions: bool = True


def _phone_is_held(piece: str, facts: str) -> bool:
    return _digits(piece) in {_digits(found.group()) for found in _PHONE.finditer(facts)}


def _address_is_held(piece: str, facts: str) -> bool:
    return bool(_EXAMPLE.fullmatch(piece)) or piece.casefold().rstrip("/") in facts.casefold()


def _money_is_held(piece: str, facts: str) -> bool:
    """Return whether the facts speak of money, and of this amount where the piece is one."""
    amounts = {_digits(found.group()) for found in _MONEY.finditer(facts)}
    return bool(amounts) and (not _digits(piece) or _digits(piece) in amounts)


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


_KINDS = (
    _Kind(
        _PHONE,
        "{} looks like a phone number. Those of support stand in contact.yml; numbers change, so "
        "any other",
        _phone_is_held,
    ),
    _Kind(
        _ADDRESS,
        "{} looks like an address. Those of support stand in contact.yml; addresses change, so any "
        "other",
        _address_is_held,
    ),
    _Kind(_MONEY, "{} speaks of money. What is said of it", _money_is_held, questions=False),
)
_OF_A_TOPIC = "needs a fact that holds it: name one of data/facts.yml in facts:, or take it out."
_SHARED = (
    "needs a fact that holds it: say it in a topic that names one in facts:, or take it out here."
)


def claim_faults(said: Said, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Yield what a text claims and none of the facts holds that it rests on.

    Where one of those is not among `facts`, that is told already, and nobody can say more.
    """
    named = said.facts or ()
    if any(name not in facts for name in named):
        return
    held = "\n".join(facts[name].says for name in named)
    way_out = _SHARED if said.facts is None else _OF_A_TOPIC
    for _, sentence in said.sentences():
        for kind in _KINDS:
            if said.is_title and not kind.questions:
                continue  # a question states nothing
            for found in kind.pattern.finditer(sentence.text):
                piece = found.group().rstrip(_TRAILING)
                if not kind.is_held(piece, held):
                    message = f"{kind.message.format(piece)} {way_out}"
                    yield fault_in(said.file, sentence, found.start(), piece, message)
                    break
