"""What a clause asks that leans on the question before it in the same message."""

from __future__ import annotations

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place

_WHO_GOT_IT = any_of(
    "(?:发|寄|送)(?:给|到|去)(?:了)?(?:谁|哪个?(?:手机|号|人)?)",
    r"\bwho (?:got|gets|did|does|was|is)\b|\bwhere (?:did|does|was|is) (?:it|that)\b",
)
_GOOD = any_of(
    "(?:多久|几点|什么时候|啥时候)(?:过期|失效|有效|作废)|有效(?:期)?(?:多久|几)",
    r"\bhow long (?:is|will|does|do) (?:it|that|the \w+)\b.{0,10}\b(?:good|valid|last|work|for)\b",
)
_PHONE = any_of("手机|电话|号码", r"\bphone\b|\bmobile\b|\bcell\b")
_WHY = any_of(
    "^\\W*(?:那)?(?:为啥|为什么|怎么|咋)", r"^\W*(?:and |so |but |then )?(?:why|how come)\b"
)


_ASIDE = any_of(
    "^\\W*(?:我)?(?:不是|没有?)(?:在|要|想)*问",
    r"^\W*(?:no,? )?(?:i'?m |i am |i was )?not asking\b|^\W*(?:no,? )?i (?:didn'?t|don'?t) ask\b",
)


def waves_aside(text: str) -> bool:
    """Return whether a text says that something is not what is asked.

    >>> waves_aside("不是问怎么撤"), waves_aside("怎么撤")
    (True, False)
    """
    return _ASIDE.search(folded_in_place(text)) is not None


def asks_who_got_it(text: str) -> bool:
    """Return whether a text asks whom something went to.

    >>> asks_who_got_it("发给谁了"), asks_who_got_it("发给客服吗")
    (True, False)
    """
    return _WHO_GOT_IT.search(folded_in_place(text)) is not None


def asks_how_long_it_is_good(text: str) -> bool:
    """Return whether a text asks how long something is valid."""
    return _GOOD.search(folded_in_place(text)) is not None


def asks_for_the_phone(text: str) -> bool:
    """Return whether a text speaks of a phone."""
    return _PHONE.search(folded_in_place(text)) is not None


def asks_why(text: str) -> bool:
    """Return whether a text begins by asking why."""
    return _WHY.search(folded_in_place(text)) is not None
