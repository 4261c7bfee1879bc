"""Whether a message asks for a person or declines one.

The two are worded alike ("转人工", "不转人工"), so that a classifier takes one for the other:
where the words for a person stand, and whether they are denied, decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from beian.nlu.entities.negation import scopes_in
from beian.nlu.intents import DECLINE_HUMAN, REQUEST_HUMAN
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import clauses_in
from beian.nlu.text.question_form import has_question_form
from beian.nlu.text.scope import DENIED

_AFTER_A_WISH = re.compile(
    r"[\s.!?。！？,，~]*(?:(?:吧|呗|好吗|行吗|可以吗|谢谢|please|pls|now|thanks|then"
    r"|(?:for|about|on) (?:the rest|it|this|that|all this|my case))[\s.!?。！？,，~]*)*"
)
_MAY_I = re.compile(r"^(?:ok |so |then |please )*(?:can|could|may) (?:i|we)\b|好吗|行吗|可以吗")
_SURE, _CLEARLY = 0.6, 0.1
"""Confidence from which a message with the words of a wish is about something else; by how much a
wish leads."""
WISH = re.compile(
    "(?:转|接|找|叫|换|请|来|要|给我|帮我|还是)(?:个|一个|到|一下|下|入|通)?(?:人工|客服|真人|活人|人(?:来|跟|帮|聊|说)|(?<=[找叫换来])人$)"
    "|^(?:人工|客服|真人)+[a-z]{0,3}$"
    r"|\b(?:talk|speak|chat|connect|transfer|put|pass|hand|get|want|need|have|give|find)\b"
    r"(?: \w+){0,4} (?:person|human|agent|someone|somebody|representative|operator|people|staff)\b"
)


_LEADING = (
    "(?:麻烦|请|帮我|给我|直接|还是|那就?|快|赶紧|马上|立刻|我要|我想|想|算了|我们?|需"
    "|能不能|能|可以|可不可以|干脆|先|转|要|唔该)*"
)
_LEADING_IN_ENGLISH = (
    "(?:(?:ok|so|then|please|just|fine|hi|hello|and|but|i|we|i'd like to|i want to|i need to|let me"
    "|(?:can|could|may) (?:you|i|we)|i would like to|i'd rather) )*"
)
_MERE_WISH = re.compile(
    rf"{_LEADING}(?:{WISH.pattern})(?:客服|服务|坐席|人员)?"
    "(?:吧|呗|谢谢|了|一下|好吗|行吗|可以吗|吗|啊|呀)*"
    rf"|{_LEADING_IN_ENGLISH}(?:{WISH.pattern})"
    "(?: please| now| thanks| then| instead| first| asap| right now| right away| for me)*"
    rf"|(?:yes|yeah|yep|sure|ok)[ ,]+(?:please )?(?:{WISH.pattern})(?: please| now| then)*"
)
_WISH_FOR_SOMETHING = re.compile(
    rf"^{_LEADING}(?:转|接|找|叫)(?:个|一个|到|一下|接)?(?:人工|客服|真人|活人)(?:客服)?(?:来|去)?"
    "(?:[帮给替跟和]我)?(?:看|查|讲|说|解释|核实|确认|处理|聊|了解|咨询)"
    rf"|^{_LEADING_IN_ENGLISH}(?:talk|speak|chat|connect|transfer|put|pass)\b(?: \w+){{0,3}} "
    r"(?:human|agent|someone|somebody|representative|operator|person)(?: at support)? (?:about"
    r"|regarding|because|as|since|to (?:look|check|help|explain|discuss|ask|tell|find out))\b"
)
"""A wish whose own clause goes on with what the person is for."""


_PERSON = (
    "(?:(?:我要|要|找|来个|来)?(?:人工|真人|活人)(?:客服|服务|坐席)?(?:谢谢|吧|呢|啊)*"
    "|(?:please |hi |hello )*(?:(?:a|an|any|the|some) )?(?:(?:real|live|actual|human) )*"
    "(?:person|human|human being|(?<=real )agent|(?<=live )agent|(?<=human )agent)"
    r"(?: (?:please|pls|plz)\b|(?: now| thanks)?(?=\s*(?:[,.!;:~…-]|$))))"
)
_BARE_WISH = re.compile(rf"{_PERSON}(?=[\s,.!;:~…-]|$)(?! *(?:or|还是))")
"""A person asked for by no more than the word, at the beginning: "a person please, my phone is
lost", 人工 手机号换了."""
_CALLED = re.compile(
    r"(?:客服|(?:an? |the )?(?:agent|operator|representative|support))(?: please| pls| now)*"
    r"\s*(?:[,.!;:~…-]|(?<=客服)\s)"
)
"""The same by a word that people also begin a question to the assistant with ("客服，要多久？")."""


_REFUSED_BEFORE = re.compile(
    r"(?<!why )\b(?:don'?t|do not|never|won'?t|will not|would not|wouldn'?t|rather not|not"
    r"|without|no need to|refuse to)"
    r"(?: (?:ever|even|just|please|want|wanna|need|have|bother|try|to|dare|going|go|and))* $"
    "|(?:(?<![要是转找接能会])不|没必要|没有必要|用不着|犯不着|别|甭)"
    "(?:再|去|给我|帮我|替我|让你|把我){0,2}$"
)
"""What denies the wish that stands directly behind it: "don't", "I won't", 没必要."""
_REFUSED_BEHIND = re.compile(
    "[,.?!~ ]*"
    "(?:no(?:pe)?(?: thanks?(?: you)?)?|not now|(?:不用|不要|不必|算了|免了)(?:了|吧|谢谢)*)"
    "[.!~ ]*"
)
"""What denies the wish in front of it: "a person? No thanks"."""


_HOW_ABOUT = re.compile("(?<!不)要不(?:然|就|你|我|先)*$")


def _begins_with_a_person(text: str) -> bool:
    """Return whether a text asks for a person by the word alone, and says behind it what for."""
    folded = folded_in_place(text).strip()
    bare = _BARE_WISH.match(folded)
    if bare is not None:
        return _REFUSED_BEHIND.fullmatch(folded[bare.end() :]) is None
    called = _CALLED.match(folded)
    return called is not None and not has_question_form(folded[called.end() :])


def person_wish(text: str) -> bool | None:
    """Return True where a person is asked for, False where the wish is denied, None where the
    words don't tell."""
    folded = folded_in_place(text)
    denied = [one for one in scopes_in(text) if one.role == DENIED]
    told: bool | None = None
    for match in WISH.finditer(folded):
        before, behind = folded[: match.start()], folded[match.end() :]
        told = _HOW_ABOUT.search(before) is not None or not any(
            one.start <= match.start() < one.end or one.start < match.end() <= one.end
            for one in denied
        )
        if _REFUSED_BEFORE.search(before) or _REFUSED_BEHIND.fullmatch(behind):
            told = False
    return told


_NEED_NOT = re.compile(
    "(?:那|哦|嗯|还是|先|暂时)*(?:不用|不必|不需要|不转|不找|算|没事|不麻烦|免)(?:了|吧|啦|人工|客服|转|找|你|您)*"
    "|(?:ok |oh |then )*(?:no thanks|no thank you|never ?mind|forget it|not now|no need"
    "|don't bother|don't worry)(?: then| about it| for now| anymore)*"
)


_NOBODY = re.compile(
    "(?:那|先|暂时)*(?:人工|客服|真人|活人)(?:客服)?(?:就|先|也|都|暂时|可以)*"
    "(?:不用|不要|不需要|不必|算了|免了)(?:了|吧|啦)*"
    "|(?:please |ok |but |i want |i need )*"
    "(?:no|not an?|stop (?:getting|finding|calling)(?: me| us)? an?) "
    "(?:(?:real|live|human|more) )*(?:agents?|humans?|person|people|operators?)"
    "(?: please| pls| thanks| now| needed| necessary| yet)*"
    "|(?:a|an|the|any) (?:(?:real|live|human) )*(?:agent|human|person) "
    "is(?:n't| not) (?:needed|necessary)"
)
"""A clause that says that nobody is wanted, without the words of a wish: "no agent please"."""


def needs_nobody(text: str) -> bool:
    """Return whether a text begins with a refusal of help ("不用了", "never mind"), or denies the
    wish for a person, whatever else it asks."""
    clauses = clauses_in(folded_in_place(text))
    refused = bool(clauses) and _NEED_NOT.fullmatch(clauses[0].text) is not None
    refused = refused or any(_NOBODY.fullmatch(one.text) for one in clauses)
    return refused or person_wish(text) is False


def _ends_with_a_wish(text: str) -> bool:
    """Return whether a text says, and does not ask, at its end that a person is wanted."""
    ends = [match.end() for match in WISH.finditer(folded_in_place(text))]
    rest = folded_in_place(text)[ends[-1] :] if ends else ""
    asks = has_question_form(text) and not _MAY_I.search(folded_in_place(text))
    return bool(ends) and _AFTER_A_WISH.fullmatch(rest) is not None and not asks


def _has_a_clause_of_its_own(text: str) -> bool:
    """Return whether a clause of a text is a wish and nothing else ("改主意了 麻烦接人工"), or one
    and what for ("talk to somebody about the letter")."""
    folded = folded_in_place(text)
    clauses = [part for one in clauses_in(folded) for part in one.text.split(" ")]
    if folded.isascii():
        clauses = [one.text for one in clauses_in(folded)]
    whole = clauses_in(folded)
    for_something = any(_WISH_FOR_SOMETHING.search(one.text) for one in whole)
    return for_something or any(_MERE_WISH.fullmatch(one.strip()) for one in clauses)


def with_person_wish(ranking: Sequence[tuple[str, float]], text: str) -> list[tuple[str, float]]:
    """Return a ranking of intents, wish and refusal swapped where the words of the text say so, and
    a wish put first where no other intent is sure."""
    ranked = list(ranking)
    if not ranked:
        return ranked
    if _begins_with_a_person(text) and person_wish(text) is not False:
        return _with_a_wish(ranked)
    if ranked[0][0] not in (REQUEST_HUMAN, DECLINE_HUMAN):
        wished = person_wish(text) and (
            _has_a_clause_of_its_own(text) or (ranked[0][1] < _SURE and _ends_with_a_wish(text))
        )
        return _with_a_wish(ranked) if wished else ranked
    wish = person_wish(text)
    if wish and _has_a_clause_of_its_own(text):
        return _with_a_wish(ranked)
    meant = ranked[0][0] if wish is None else REQUEST_HUMAN if wish else DECLINE_HUMAN
    if meant == ranked[0][0]:
        return ranked
    other = {REQUEST_HUMAN: DECLINE_HUMAN, DECLINE_HUMAN: REQUEST_HUMAN}
    return [(other.get(name, name), confidence) for name, confidence in ranked]


def _with_a_wish(ranked: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return a ranking with the wish for a person first, and sure enough to be acted upon."""
    others = [(name, min(_SURE, sure)) for name, sure in ranked if name != REQUEST_HUMAN]
    return [(REQUEST_HUMAN, max(_SURE + _CLEARLY, ranked[0][1])), *others]
