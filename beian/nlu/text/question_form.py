"""Whether a text has the form of a question, so that it asks something of its own."""

from __future__ import annotations

import re

from beian.nlu.text.characters import folded_in_place

ENDS_ASKING = (
    "(?<=[\u4e00-\u9fff])(?<![说我你他她它就都也还绝从决并才可要又偏差这那不])不[啊呀呢]?"
    "|(?<=[了到来过好完成批办交])(?<!从来)(?<!本来)没(?:有)?[啊呀呢]?|(?<=..)[对是]吧"
)
"""What a Chinese clause ends with that asks: 公章要盖不, 批下来没, 还有效对吧."""
_ASKS = re.compile(
    r"\?|吗|呢|么$|么[,。!]|多久|多长|多少|几[天个次点时]|怎么|怎样|怎办|咋|如何|什么|啥|哪|谁|为何|是否|几时|何时|点样|点解|边度|乜|咩|有冇|几耐|几点|([\u4e00-\u9fff])[唔没]\1"
    r"|能不能|可不可以|会不会|要不要|是不是|有没有|行不行|好不好|用不用|能否|可否|到.{0,3}步"
    rf"|(?:{ENDS_ASKING})(?:$|[,。?! ])"
    r"|\b(?:(?:how|what|where)s?|when|which|who|whose|why)\b"
    r"|(?:^|[,.;!] *|\b(?:and|but|so|then) )(?:is|are|was|were|do|does|did|can|could|will|would|"
    r"should|shall|may|has|have|am) (?:i|it|they|we|you|u|he|she|my|our|the|this|that|there|a|an"
    r"|any\w*|some\w*)\b"
)


_CANCELLING = re.compile(r"注销|撤销|销[掉户号]|\bcancel")
_ALL = re.compile(
    r"名下|(?:都|共|还)有哪|有(?:哪些|多少)|(?:全部|所有)的?备案"
    r"|\b(?:what|which|how many) (?:\w+ )?do (?:i|we) have|\ball (?:of )?(?:my|our)\b"
    r"|\beverything\b"
)
_OTHERS = re.compile(r"其[他它]|别的|另外|剩下|\bothers?\b|\brest\b")
_INSTEAD = re.compile(
    r"干脆|索性|改成|换成|不如|要不|还是(?!只)|直接把|如果.{0,6}(?:整个|主体)"
    r"|\b(?:instead|rather|what if|altogether|at once)\b"
)
_ASKS_BY_A_WORD = re.compile(
    r"多久|多长|多少|几[天个次点时]|怎么|怎样|咋|如何|为何|为什么|为啥|谁|何时|几时|什么时候|啥时"
    r"|\b(?:how|what|when|where|who|whose|why)(?!\s+about)\b"
)


def puts_in_place(text: str) -> bool:
    """Return whether a text puts another way in the place of the one spoken of ("干脆注销主体")."""
    return _INSTEAD.search(folded_in_place(text)) is not None


def asks_for_all(text: str) -> bool:
    """Return whether a text asks for all that somebody has ("我名下有哪些备案", "all my sites")."""
    return _ALL.search(folded_in_place(text)) is not None


def speaks_of_others(text: str) -> bool:
    """Return whether a text speaks of others ("the other websites") than what is cancelled."""
    return _OTHERS.search(folded_in_place(text)) is not None


def speaks_of_cancelling(text: str) -> bool:
    """Return whether a text holds a word for cancelling."""
    return _CANCELLING.search(folded_in_place(text)) is not None


def asks_by_a_word(text: str) -> bool:
    """Return whether a text says by a word what it asks ("when", "多久"), so that it is more than a
    name with a question mark."""
    return _ASKS_BY_A_WORD.search(folded_in_place(text)) is not None


def has_question_form(text: str) -> bool:
    """Return whether a text asks something, in Chinese or English."""
    return _ASKS.search(folded_in_place(text)) is not None
