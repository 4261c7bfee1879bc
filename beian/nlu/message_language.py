"""The language of a message, from its script."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from beian.nlu.characters import folded_in_place
from beian.nlu.entities import find_entities
from beian.nlu.entity_source import EntitySource

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][a-z]+)?")
_SHORTEST_WORD = 2
_ENGLISH_GRAMMAR = frozenset(
    """
    a about after again already am an and any are as at be became because been before but by
    can can't could did didn't do does doesn't don't else for from get got had has have how
    i i'd i'll i'm i've if in into is isn't it it's its just let let's me my need never no
    not now of off on one only or our out please should so some still than that that's the
    their them then there these they this to up us use want was wasn't we we're were what
    what's when where where's which who why will with without won't would yet you you're your
    """.split()  # noqa: SIM905 (a list of single words would be a page long)
)
"""English words that carry a sentence; terms alone ("ICP", "server") do not."""
_CHINESE_GRAMMAR = re.compile(
    "什么|怎么|怎样|如何|为啥|为什么|多久|多少|哪里|哪儿|可以|能不能|是不是|有没有|要不要|会不会|"
    "已经|还是|到底|请问|如果|因为|所以|但是|然后|之后|以后|我们|你们|他们|这个|那个|"
    "[的了吗呢吧啊呀嘛么是我你他在有没不要会能还都也就被把给和跟让这那哪几过着想]"
)
_NAMES = ("filing_number", "domain", "order_number", "phone_number")


def language_of(text: str) -> str | None:
    """ "zh" or "en"; None where nothing decides (digits, emoji, a domain or filing number).

    Where both scripts stand side by side, the language of the grammar counts: a Chinese
    sentence with English terms is Chinese, an English one with a Chinese term English. Where
    that says nothing it is Chinese, since no one types Han by chance.
    """
    for found in reversed(find_entities(text)):
        if found.label in _NAMES:
            text = f"{text[: found.start]} {text[found.end :]}"
    words = [word.lower().replace("’", "'") for word in _LATIN_WORD.findall(text)]
    if not _HAN.search(text):
        letters = any(len(word) >= _SHORTEST_WORD for word in words)
        return "en" if letters else None
    english = sum(word in _ENGLISH_GRAMMAR for word in words)
    chinese = len(_CHINESE_GRAMMAR.findall(folded_in_place(text)))
    return "en" if english > chinese else "zh"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MessageLanguage(EntitySource):
    """Adds the entity `language`, which fills the slot of that name."""

    def found(self, message: Message) -> Iterable[tuple[str, str, int, int]]:
        text = message.get(TEXT) or ""
        language = language_of(text)
        return [] if language is None else [("language", language, 0, len(text))]
