"""Whether a message asks for a person or declines one.

The two are worded alike ("转人工", "不转人工"), so that a classifier takes one for the other:
where the words for a person stand, and whether they are denied, decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from beian.nlu.characters import folded_in_place
from beian.nlu.clauses import clauses_in
from beian.nlu.intents import DECLINE_HUMAN, REQUEST_HUMAN
from beian.nlu.negation import scopes_in
from beian.nlu.question_form import has_question_form
from beian.nlu.scope import DENIED

_AFTER_A_WISH = re.compile(
    r"[\s.!?。！？,，~]*(?:(?:吧|呗|好吗|行吗|可以吗|谢谢|please|pls|now|thanks|then"
    r"|(?:for|about|on) (?:the rest|it|this|that|all this|my case))[\s.!?。！？,，~]*)*"
)
_MAY_I = re.compile(r"^(?:ok |so |then |please )*(?:can|could|may) (?:i|we)\b|好吗|行吗|可以吗")
_SURE = 0.6
"""Confidence from which a message with the words of a wish is about something else."""
_WISH = re.compile(
    "(?:转|接|找|叫|换|请|来|要|给我|帮我|还是)(?:个|一个|到|一下|下|入|通)?(?:人工|客服|真人|活人|人(?:来|跟|帮|聊|说)|(?<=[找叫换来])人$)"
    "|^(?:人工|客服|真人)(?:客服)?$"
    r"|\b(?:talk|speak|chat|connect|transfer|put|pass|hand|get|want|need|have|give|find)\b"
    r"(?: \w+){0,4} (?:person|human|agent|someone|somebody|representative|operator|people|staff)\b"
)


_MERE_WISH = re.compile(
    rf"(?:麻烦|请|帮我|给我|直接|还是|那就?|快|赶紧|马上|立刻|我要|我想|想|算了)*(?:{_WISH.pattern})(?:吧|呗|谢谢|了)*"
    r"|(?:ok |so |then |please |just |fine |i |i'd like to |i want to |let me |can you )*"
    rf"(?:{_WISH.pattern})(?: please| now| thanks| then)*"
)


def person_wish(text: str) -> bool | None:
    """Return True where a person is asked for, False where the wish is denied, None where the
    words don't tell."""
    folded = folded_in_place(text)
    denied = [one for one in scopes_in(text) if one.role == DENIED]
    told: bool | None = None
    for match in _WISH.finditer(folded):
        told = not any(
            one.start <= match.start() < one.end or one.start < match.end() <= one.end
            for one in denied
        )
    return told


def _ends_with_a_wish(text: str) -> bool:
    """Return whether a text says, and does not ask, at its end that a person is wanted."""
    ends = [match.end() for match in _WISH.finditer(folded_in_place(text))]
    rest = folded_in_place(text)[ends[-1] :] if ends else ""
    asks = has_question_form(text) and not _MAY_I.search(folded_in_place(text))
    return bool(ends) and _AFTER_A_WISH.fullmatch(rest) is not None and not asks


def _has_a_clause_of_its_own(text: str) -> bool:
    """Return whether a clause of a text is a wish and nothing else ("改主意了 麻烦接人工")."""
    folded = folded_in_place(text)
    clauses = [part for one in clauses_in(folded) for part in one.text.split(" ")]
    if folded.isascii():
        clauses = [one.text for one in clauses_in(folded)]
    return any(_MERE_WISH.fullmatch(one.strip()) for one in clauses)


def with_person_wish(ranking: Sequence[tuple[str, float]], text: str) -> list[tuple[str, float]]:
    """Return a ranking of intents, wish and refusal swapped where the words of the text say so, and
    a wish put first where no other intent is sure."""
    ranked = list(ranking)
    if not ranked:
        return ranked
    if ranked[0][0] not in (REQUEST_HUMAN, DECLINE_HUMAN):
        wished = person_wish(text) and (
            _has_a_clause_of_its_own(text) or (ranked[0][1] < _SURE and _ends_with_a_wish(text))
        )
        if not wished:
            return ranked
        others = [one for one in ranked if one[0] != REQUEST_HUMAN]
        return [(REQUEST_HUMAN, max(_SURE, ranked[0][1])), *others]
    wish = person_wish(text)
    meant = ranked[0][0] if wish is None else REQUEST_HUMAN if wish else DECLINE_HUMAN
    if meant == ranked[0][0]:
        return ranked
    other = {REQUEST_HUMAN: DECLINE_HUMAN, DECLINE_HUMAN: REQUEST_HUMAN}
    return [(other.get(name, name), confidence) for name, confidence in ranked]
