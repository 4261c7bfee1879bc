"""Words by which a message says what is to go and what stays: "drop the shop, keep the main site",
商城下掉，官网留着."""

from __future__ import annotations

import re

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place

_GOES = any_of(
    "注销|销掉|销了|取消|撤掉|撤了|撤下|删[掉除了]|下掉|下架|下线|砍掉|去掉|拿掉|清掉|关[掉停闭了]|停[掉用了]|不要了|不做了|不用了|不干了|不弄了|不开了",
    r"\b(?:cancel(?:l?ed|l?ing|lation)?|deregister(?:ed|ing)?|drop(?:ped|ping)?|delet(?:e|ed|ing)"
    r"|remov(?:e|ed|ing)|kill(?:ed|ing)?|retir(?:e|ed|ing)|scrap(?:ped|ping)?|axe|closed?|closing"
    r"|shut(?:ting)?|get(?:ting)? rid of|tak(?:e|ing) (?:\w+ ){1,4}(?:off|down)|taken down"
    r"|tak(?:e|ing) down|(?:is|are) going away|ha(?:s|ve) to go)\b",
)
_STAYS = any_of(
    "留着|留下|保留|只留|要留|得留|继续|接着用|照用|照常|还[要得在想]用|还[要得]留|在跑|还在做|不动|别动|不碰|别碰|先放着|先放放|先不管",
    r"\b(?:keep(?:s|ing)?|stay(?:s|ing)?|remain(?:s|ing)?|leav(?:e|ing) .{1,30}\b(?:alone|as it is"
    r"|running|up|untouched)|still (?:need|use|want)\w*|continue[sd]?|carr(?:y|ies) on)\b",
)
_NOT_GOING = re.compile(
    r"(?:(?<!要)不(?:想|要|打算|能|用)?|没有?|别|未|never |not |n't |without )$"
)
_CLAUSE = re.compile(
    r"(?:(?!\b(?:but|while|whereas|and keep)\b)[^,，;；。！!？?\n但却])+", re.IGNORECASE
)


def clauses_in(text: str) -> list[tuple[int, int]]:
    """Return the places of a text's clauses."""
    return [found.span() for found in _CLAUSE.finditer(text.replace("’", "'"))]


def going_places(text: str) -> list[tuple[int, int]]:
    """Return where a text says that something is to go.

    >>> [("商城下掉，官网留着")[start:end] for start, end in going_places("商城下掉，官网留着")]
    ['下掉']
    >>> going_places("不注销官网")
    []
    """
    folded = folded_in_place(text).replace("’", "'")
    found = [match.span() for match in _GOES.finditer(folded)]
    return [(s, e) for s, e in found if _NOT_GOING.search(folded[:s]) is None]


def says_it_stays(text: str) -> bool:
    """Return whether a clause says that something stays.

    >>> says_it_stays("官网还要继续用"), says_it_stays("the official site must stay")
    (True, True)
    """
    return _STAYS.search(folded_in_place(text).replace("’", "'")) is not None
