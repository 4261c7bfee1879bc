"""Whether a message that was taken for a wish for another language is one.

Two languages in one message ("网站 how long") look like such a wish to a classifier: where it
speaks of a filing, only a word about languages makes it one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from beian.nlu.entities.finding import find_entities
from beian.nlu.intents import CHANGE_LANGUAGE
from beian.nlu.text.characters import folded_in_place

_ABOUT_LANGUAGES = re.compile(
    "engl?ish|inglish|engl|(?<![a-z])eng?(?![a-z])|chinese|chineese|mandarin|putonghua|cantonese"
    "|zhongwen|hanyu|yingwen|yingyu|lang[ua]+ge|translat|hanzi|characters|tongue"
    "|[英中汉华国外双][语文国]|语言|洋文|普通话|广东话|粤语|简体|繁体|翻译|汉字|文字|字母"
)
_OF_A_FILING = frozenset(["target", "document", "subject_type", "cancellation_kind"])
"""Labels of what is filed and of what a cancellation takes."""


def with_language_wish(
    ranking: Sequence[tuple[str, float]], text: str
) -> Sequence[tuple[str, float]]:
    """Return a ranking of intents in which a wish for another language is last where the text
    speaks of a filing and not of languages."""
    if len(ranking) < 2 or ranking[0][0] != CHANGE_LANGUAGE or _may_wish(text):
        return ranking
    wish, *others = ranking
    return [*others, (wish[0], min(wish[1], others[-1][1]))]


def _may_wish(text: str) -> bool:
    if _ABOUT_LANGUAGES.search(folded_in_place(text).lower()):
        return True
    return not any(found.label in _OF_A_FILING for found in find_entities(text))
