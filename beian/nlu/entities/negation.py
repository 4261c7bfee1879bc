"""Find by rules what a message denies, what it puts in its place, and that it corrects.

"不是商城，是官网": 商城 is denied, 官网 is meant. A question ("是不是", "能不能"), a problem
("不能注销", "手机号不用了") and what somebody does not know are no denials. Scopes are places in
the text; an entity within a denied one is denied as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from beian.nlu.entities.chinese_negation import chinese_scopes
from beian.nlu.entities.english_negation import english_scopes
from beian.nlu.entities.entity import Found
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import clauses_in
from beian.nlu.text.scope import CORRECTION, DENIED, MEANT, Scope

LONGEST = 1000
"""Characters of a text that are searched."""


@lru_cache(maxsize=32)
def scopes_in(text: str) -> tuple[Scope, ...]:
    """Return the scopes of a text in order. Of one role none overlap."""
    clauses = clauses_in(folded_in_place(text[:LONGEST]))
    found = [*chinese_scopes(clauses), *english_scopes(clauses)]
    found.sort(key=lambda scope: (scope.start, -scope.end, scope.role))
    kept: list[Scope] = []
    for scope in found:
        if all(scope.role != other.role or scope.start >= other.end for other in kept):
            kept.append(scope)
    return tuple(kept)


def is_denied(entity: Found, scopes: Iterable[Scope]) -> bool:
    """Return whether an entity lies within a denied scope."""
    return any(
        scope.role == DENIED and scope.start <= entity.start and entity.end <= scope.end
        for scope in scopes
    )


def is_correction(scopes: Iterable[Scope]) -> bool:
    return any(scope.role == CORRECTION for scope in scopes)


def put_in_place(text: str) -> str | None:
    """Return the words of a text from what it puts in a denied thing's place on ("不是问A，是问B");
    None where it does not put anything right."""
    scopes = scopes_in(text)
    denied = [one for one in scopes if one.role == DENIED]
    behind = [one for one in scopes if one.role == MEANT and any(one.start > d.end for d in denied)]
    return text[behind[0].start :].removeprefix("问") if behind else None
