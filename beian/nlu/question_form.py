"""Whether a text has the form of a question, so that it asks something of its own."""

from __future__ import annotations

import re

from beian.nlu.characters import folded_in_place

_ASKS = re.compile(
    r"\?|吗|呢|么$|么[,。!]|多久|多长|多少|几[天个次点时]|怎么|怎样|怎办|咋|如何|什么|啥|哪|谁|为何|是否|几时|何时|点样|点解|边度|乜|咩|有冇|几耐|几点|([\u4e00-\u9fff])[唔没]\1"
    r"|能不能|可不可以|会不会|要不要|是不是|有没有|行不行|好不好|用不用|能否|可否|到.{0,3}步"
    r"|\b(?:how|what|when|where|which|who|whose|why)\b"
    r"|(?:^|[,.;!] *|\b(?:and|but|so|then) )(?:is|are|was|were|do|does|did|can|could|will|would|"
    r"should|shall|may|has|have|am) (?:i|it|they|we|you|he|she|my|our|the|this|that|there|a|an)\b"
)


_CANCELLING = re.compile(r"注销|撤销|销[掉户号]|\bcancel")
_ASKS_BY_A_WORD = re.compile(
    r"多久|多长|多少|几[天个次点时]|怎么|怎样|咋|如何|为何|为什么|为啥|谁|何时|几时|什么时候|啥时"
    r"|\b(?:how|what|when|where|who|whose|why)(?!\s+about)\b"
)


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
