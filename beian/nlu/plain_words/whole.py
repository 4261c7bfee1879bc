"""Texts that turn from a part to the whole: "the company then", "for me as a whole"."""

from __future__ import annotations

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified

_WHO = r"(?:company|firm|business|organi[sz]ation|enterprise|corporation|studio|outfit)"
_LEADS = (
    r"(?:(?:and|or|ok|okay|so|then|well|no|wait|hmm+|now|actually|sorry|please|but|what about|how"
    r" about|i mean|i meant|i need it|i want it|make it|do it|do|take|rather|it'?s|for)[, ]*)*"
)
_TURNS = any_of(
    rf"^\W*{_LEADS}(?:the|my|our) (?:whole |entire )?{_WHO}(?: itself| instead| then| please"
    r"| rather| as such| as a whole| now| too)*\W*$",
    rf"\b(?:{_WHO}|me|us|it all|everything|subject) as a whole\b",
    rf"\b(?:whole|entire) (?:{_WHO}|subject|entity)\b(?! (?:is|was|has) (?:already|being|gone))",
    "^(?:那|那么|还是|就|算了|好|行|哦|嗯|[,。 ])*(?:按|给|做|写|要|改成|换成|用)?(?:整个)?"
    "(?:公司|企业|单位|主体)(?:整体|本身|那份|那个|的)?(?:吧|呢|好了|的吧|那份吧)?[?。!]*$",
    "(?<!不是)(?<!不要)(?<!别把)整个(?:公司|主体|企业|单位)(?!.{0,4}(?:早就|已经)?(?:没了|注销了))",
)


def turns_to_the_whole(text: str) -> bool:
    """Return whether a text speaks of the whole that owns websites, in the place of one of them.

    >>> turns_to_the_whole("ok. the company then"), turns_to_the_whole("my company is in Hangzhou")
    (True, False)
    """
    return _TURNS.search(folded_in_place(simplified(text)).replace("’", "'")) is not None
