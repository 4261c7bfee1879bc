"""What a text wants of an order, by plain words: to take it back, or to hand it in again."""

from __future__ import annotations

import re

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place

_WITHDRAWS = re.compile(
    "撤(?!站|资|离|柜|店)|收回来?|放弃|抽回来?|(?:丢|扔|删)(?:了|掉)(?:它|[那这][张单]|[那这]个(?:草稿|单|订单|申请))"
    r"|\b(?:withdraw|withdrawn|call(?:ed)? (?:it |that |the \w+ )?off|abandon)\b"
    r"|\b(?:take|pull) (?:it |that |this |them |the \w+(?: \w+)? )?back\b(?! online| up\b)"
    r"|\bgiv(?:e|ing) (?:it |that |the \w+(?: \w+)? )?up\b"
    r"|\b(?:bin|scrap|ditch|drop) it\b"
    r"|\b(?:bin|scrap|dump|ditch|drop|delete|trash) (?:that|this|the|my|our)"
    r" (?:draft|order|request|application|change)\b"
)
_HANDS_IN_AGAIN = re.compile(
    "重新?再?(?:送|提交|递交|交|递|报|提)(?:一?[次遍下])?"
    "(?:注销|撤销|申请|单|件|审|上去|的话|比较|就|会|要|可以|行|吗|吧|呢|$)"
    "|重新(?:申请|办理?|走|发起)(?:一?[次遍下])?(?:注销|流程|那[张单])"
    "|(?:重新?|再)(?:送|提交|递交|交|递|报|申请)一[次遍]"
    r"|\bre-?submit|\bresend the (?:order|application|cancellation)\b"
    r"|\b(?:submit|hand|send|put|apply)(?: (?:it|that|this|the \w+))?(?: in)?"
    r"(?: once)? (?:again|a second time)\b"
    r"|\bstart (?:all )?over\b|\bfrom (?:scratch|the beginning|the start)\b"
    r"|\bre-?use (?:what|the|my|it|that)|\bdo (?:it|everything) (?:all )?(?:over )?again\b"
    r"|从头(?:再|来|开始)|(?:还能|能|可以|能不能)(?:接着)?(?:沿?用|用)(?:之前|上次|原来|以前)"
)
_NEW_FILING = re.compile(
    r"重新(?:备案|再?备)|再备案|\bfile (?:the site|a site|it) anew\b|\bnew filing\b"
)
_STAYS = re.compile(
    "还在[吗么不？?]|保留|不变|会不会(?:没|丢|受影响)|受(?:不受)?影响|会(?:不会)?影响|动到|有没有影响|损失|没事吧|还有效|都还?在|一起没|丢不丢"
    r"|\b(?:stays?|remains?|still filed|still be filed|still there|unaffected|affected"
    r"|untouched|touch|lose anything|kept|survive)\b"
)
_BRINGS_BACK = re.compile(
    "救(?:得|不)?回来|(?:恢复|重新).{0,4}(?:访问|上线|打开|接入|接上|能开)|(?:怎么|如何|能)恢复|(?:接|弄|搞)回来|还能救|救活"
    r"|\b(?:bring|get|put) (?:it|them|both|that|my|the|our|these)(?: \w+){0,3} back\b(?! from)"
    r"|\b(?:file|filing|apply for|get|getting) (?:for )?(?:a )?new access\b|\brestore (?:it|them"
    r"|access|the \w+)\b"
    r"|\b(?:save|rescue|revive) (?:it|them|the \w+|my \w+)\b"
)


def speaks_of_what_stays(text: str) -> bool:
    """Return whether a text asks what stays, or is lost."""
    return _STAYS.search(folded_in_place(text)) is not None


def speaks_of_bringing_back(text: str) -> bool:
    """Return whether a text speaks of getting back a site that has lost its access."""
    return _BRINGS_BACK.search(folded_in_place(text)) is not None


def speaks_of_withdrawing(text: str) -> bool:
    """Return whether a text holds words for taking an application back.

    >>> speaks_of_withdrawing("那我把变更撤了行不行"), speaks_of_withdrawing("变更要多久")
    (True, False)
    """
    return _WITHDRAWS.search(folded_in_place(text)) is not None


def speaks_of_handing_in_again(text: str) -> bool:
    """Return whether a text holds words for handing an application in again."""
    return _HANDS_IN_AGAIN.search(folded_in_place(text)) is not None


def speaks_of_filing_anew(text: str) -> bool:
    """Return whether a text holds words for a new filing."""
    return _NEW_FILING.search(folded_in_place(text)) is not None


_HOW_MANY_PAPERS = any_of(
    "[一两几二三12]份(?:申请|声明|材料)?(?:书)?[^,。?]{0,6}(?:还是|就够|够[吗不]|就行[吗么]|就可以[吗么])|(?:还是|写|交)[两几二三2]份",
    r"\b(?:one|two|\d) (?:application|letter|form|statement|copy|copies)\b.{0,20}\bor\b.{0,12}"
    r"\b(?:one|two|each|several|separate)\b",
)


def asks_how_many_papers(text: str) -> bool:
    """Return whether a text asks if one letter will do for several sites.

    >>> asks_how_many_papers("两个站要写两份申请吗，还是一份就够")
    True
    """
    return _HOW_MANY_PAPERS.search(folded_in_place(text)) is not None


_HOW_LONG_STILL = any_of(
    "(?:还|再)(?:得|要|需要|会|能)?(?:等|审|拖|用|过)?(?:多久|多长|几天|多少天|几个工作日)|(?:等|审)到(?:什么时候|几号|哪天|啥时)",
    r"\bhow (?:much longer|long (?:still|more|left|until|till|now|will|does|is it gonna))\b"
    r"|\bhow long\b.{0,30}\b(?:still|take|left|to go|wait)\b",
)


def asks_how_long_still(text: str) -> bool:
    """Return whether a text asks how long something will still take.

    >>> asks_how_long_still("走到哪了，还得等多久")
    True
    """
    return _HOW_LONG_STILL.search(folded_in_place(text)) is not None
