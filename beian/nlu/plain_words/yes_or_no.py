"""The "Yes" or "No" that an answer begins with, and whether the user asked for it.

An answer of a file decides the question that its title asks. To "who checks it?", to "so it is not
gone?" or to 一次全解决了？ that first word would say something else, or the opposite; what follows
it tells the same without.
"""

from __future__ import annotations

import re

from beian.nlu.plain_words.verdict import wants_a_verdict
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified

_LEAD = re.compile(r"^(?:Yes|No)(?:, (?!and )(?:but )?|[:.] )(?=\S)")
_ASKS = re.compile(
    r"(?:^|[,.;:!] *|\b(?:and|but|so|then|ok|okay|well|or|if .{3,60}) )"
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|shall|may|must|has|have|had|am)"
    r" (?:i|it|they|we|you|he|she|my|our|the|this|that|these|there|a|an|any|every|one|both|all)\b"
)
_NEGATED = re.compile(r"\b(?:not|never|no|none|nothing|nobody|without|cannot|\w+n'?t)\b")
_BY_A_WORD = re.compile(r"\b(?:how|what|when|where|which|who|whose|why|or)\b")

_CHINESE_LEAD = re.compile(
    "^(不?可以|不?能|不用|不?需要|不必|要|不?会|不?是的?|不?算)[，：。](?=.)"
)
_ADVISES_AGAINST = re.compile("最好先别|先别|没丢：")
_ECHOES = {
    "可": "能可行成让",
    "能": "能可行成让",
    "用": "用要需必得",
    "需": "用要需必得",
    "必": "用要需必得",
    "要": "用要需必得",
    "会": "会吗吧影响",
    "是": "是吗吧对",
    "算": "算是吗吧",
}
"""By its first character (不 aside), characters one of which is in a question that it answers."""


def decides(answer: str) -> bool:
    """Return whether an answer begins with a yes or a no."""
    return any(lead.match(answer) for lead in (_CHINESE_LEAD, _ADVISES_AGAINST, _LEAD))


_STAYS = re.compile(
    "还在|还有|还能|保留|保得住|留得住|留着|照常|正常|照旧|活着|没事"
    r"|\b(?:stays?|survives?|keeps?|remains?|go(?:es)? on|still|safe|unaffected|untouched|up)\b"
)
_STAYING = re.compile(
    "照常|保留|不变|不受影响|还在|照旧|不影响|单独"
    r"|\b(?:go(?:es)? on|stays?|remains?|keeps?|unaffected|not affected|as before|alone)\b"
)
_LOSING = re.compile(
    "删除|没有了|一起|一并|不能再|打不开|注销"
    r"|\b(?:go(?:es)? with|deleted|removed|gone|lost|taken along|no longer)\b"
)


def _asks_the_opposite(answer: str, asked: str) -> bool:
    """Return whether a question asks that something stays ("does the main site stay up?"), and the
    answer begins with the word on whether it goes ("No: the others go on as before")."""
    if _STAYS.search(folded_in_place(simplified(asked))) is None:
        return False
    says_no = answer.startswith(("No", "不"))
    return (_STAYING if says_no else _LOSING).search(answer) is not None


def undecided(answer: str, asked: str) -> str:
    """Return an answer, without the word it begins with if the user's message asked for none.

    >>> undecided("Yes: it is still on file.", "so it is not gone?")
    'It is still on file.'
    """
    if wants_a_verdict(asked):
        return answer
    lead = _CHINESE_LEAD.match(answer)
    if lead is not None:
        verb = lead.group(1).removeprefix("不")
        is_asked = not set(_ECHOES[verb[0]]).isdisjoint(simplified(asked))
    else:
        lead = _LEAD.match(answer)
        is_asked = asks_for_yes_or_no(asked)
    if lead is None or (is_asked and not _asks_the_opposite(answer, asked)):
        return answer
    rest = answer[lead.end() :]
    return rest if lead.re is _CHINESE_LEAD else rest[:1].upper() + rest[1:]


def asks_for_yes_or_no(text: str) -> bool:
    """Return whether an English text asks for yes or no, and denies nothing."""
    folded = folded_in_place(text)
    return (
        _ASKS.search(folded) is not None
        and _NEGATED.search(folded) is None
        and _BY_A_WORD.search(folded) is None
    )
