"""The language of a message, and of Chinese the characters, from its script."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from beian.nlu.entities.entity import Found
from beian.nlu.entities.entity_source import EntitySource
from beian.nlu.entities.finding import find_entities
from beian.nlu.entities.written_forms import EMAIL
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.english_spelling import dictionary
from beian.nlu.text.simplified import script_of

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][a-z]+)?")
_SHORTEST_WORD = 2
_LONGEST_BY_CHANCE = 4
_FEWEST_SYLLABLES = 3
_CLEAR_CHARACTERS, _CLEAR_WORDS = 4, 4
_BRITISH = re.compile("is(e|ed|es|ing|ation)$")
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
_QUOTING = re.compile(
    r"\b(?:says?|said|shows?|showed|reads?|displays?|tells? me|told me|gives? me|gave me|got|saw"
    r"|does|message|error)[\s:,\"'\u2018\u2019\u201c\u201d\u300c\u300e]*"
    r"[\u3400-\u9fff][\u3400-\u9fff\d\W]{7,}(?=[A-Za-z]|$)",
    re.IGNORECASE,
)
"""A word of quoting, and then a Chinese sentence."""
_NAMES = ("filing_number", "domain", "order_number", "phone_number")
_PLACES = ("province", "city")
_TERMS = ("document", "subject_type", "target", "cancellation_kind", "reference", "reply")
"""Labels of words that are in one language and no names."""


_NEUTRAL = frozenset(
    """ok okay sms app apps icp beian vip email qq wechat weixin alipay id url html wifi pdf jpg png
    ecs cvm cdn dns https http www seo ip miit aliyun alibaba tencent qcloud huawei baidu volcengine
    wanwang xinnet taobao jingdong douyin bytedance""".split()  # noqa: SIM905
)
"""Words that are written alike in both languages."""
_INITIALS = "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)"
_FINALS = (
    "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|an|en|in|un|ai|ei|ao|ou|ia|ie|iu|ua|uo|u[ei]?"
    "|er|a|o|e|i)"
)
_SYLLABLES = re.compile(rf"(?:{_INITIALS}{_FINALS}|ai|ei|ao|ou|an|en|ang|er|a|e|o)+")
"""Words of Chinese that is written in Latin letters: whole syllables, as near as letters tell."""


def _is_pinyin(words: list[str]) -> bool:
    """Return whether Latin words are Chinese without its characters: most are made of its syllables
    and are no English words."""
    chinese = [word for word in words if _SYLLABLES.fullmatch(word) and word not in _NEUTRAL]
    foreign = [word for word in chinese if not _is_english(word)]
    long = any(len(one) > _LONGEST_BY_CHANCE for one in foreign) and 2 * len(chinese) > len(words)
    return long or (len(foreign) > 1 and len(chinese) == len(words) >= _FEWEST_SYLLABLES)


def _is_english(word: str) -> bool:
    """Return whether a word stands in a dictionary, in British spelling too."""
    return word in dictionary() or _BRITISH.sub(r"iz\1", word) in dictionary()


def _are_names(text: str, words: list[str]) -> bool:
    """Return whether Latin words are a name: several, capitalised, and no sentence."""
    capitals = [word for word in _LATIN_WORD.findall(text) if word[0].isupper()]
    return len(words) > 1 and len(capitals) == len(words) and not set(words) & _ENGLISH_GRAMMAR


def language_of(text: str) -> str | None:
    """Return "zh" or "en"; None where nothing decides (digits, emoji, a domain or filing number).

    Where both scripts stand side by side, the language of the grammar counts: a Chinese
    sentence with English terms is Chinese, an English one with a Chinese term English. What
    somebody quotes in English ("The page says 您的短信核验失败") is not their own language. Where
    grammar says nothing it is Chinese, since no one types Han by chance.
    """
    text = EMAIL.sub(" ", text)
    for found in reversed(find_entities(text)):
        if found.label in _NAMES or (found.label in _PLACES and not _HAN.search(text)):
            text = f"{text[: found.start]} {text[found.end :]}"
    words = _words(text)
    if not _HAN.search(text):
        telling = [w for w in words if len(w) >= _SHORTEST_WORD and w not in _NEUTRAL]
        if not telling or _are_names(text, words):
            return None
        return "zh" if _is_pinyin(telling) else "en"
    english = sum(word in _ENGLISH_GRAMMAR for word in words)
    if english and _QUOTING.search(text):
        return "en"
    chinese = len(_CHINESE_GRAMMAR.findall(folded_in_place(text)))
    return "en" if english > chinese else "zh"


def is_clear(text: str, language: str) -> bool:
    """Return whether a text leaves no doubt that it goes on in a language: more than a word or
    two, and no mere name."""
    if language == "zh":
        said = any(found.label in _TERMS for found in find_entities(text))
        return said or len(_HAN.findall(text)) >= _CLEAR_CHARACTERS or _is_pinyin(_words(text))
    words = _words(text)
    grammar = sum(word in _ENGLISH_GRAMMAR for word in words)
    return len(words) >= _CLEAR_WORDS or (grammar > 0 and len(words) > 1)


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _LATIN_WORD.findall(text)]


_OTHER_SCRIPT = re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]")
_OTHER_LATIN = re.compile(r"[¿¡àáâãäåæçèéêëìíîïñòóôõöøùúûüýßœ]", re.IGNORECASE)


def is_other_language(text: str) -> bool:
    """Return whether a text is in neither of the languages spoken here, as far as letters tell."""
    if _OTHER_SCRIPT.search(text):
        return True
    words = [word.lower() for word in _LATIN_WORD.findall(text)]
    return bool(_OTHER_LATIN.search(text)) and not any(word in _ENGLISH_GRAMMAR for word in words)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MessageLanguage(EntitySource):
    """Adds the entities `language` and, of Chinese, `script`, which fill slots of these names, and
    `clear_language`, which sets the language to go on in (the slot `language_choice`)."""

    def found(self, message: Message) -> Iterable[Found]:
        text = message.get(TEXT) or ""
        language = language_of(text)
        script = script_of(text) if language == "zh" else None
        found: dict[str, str | None] = {"language": language, "script": script}
        if language and is_clear(text, language):
            found["clear_language"] = language
        if is_other_language(text):
            found["reply"] = "other_language"
        return [Found(0, len(text), name, value) for name, value in found.items() if value]
