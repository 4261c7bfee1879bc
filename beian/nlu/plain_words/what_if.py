"""Whether a text asks what a cancellation would change."""

from __future__ import annotations

import re

from beian.nlu.text.characters import folded_in_place

_CANCEL = r"(?:cancel|drop|delete|remove|deregister|take (?:\w+ ){1,4}(?:off|down))"
_ASKS = re.compile(
    "(?:如果|要是|假如|假设|万一|若).{0,20}?(?:注销|销掉|销了|取消|删掉|删除|删了|撤掉)"
    "(?:[^要会还能得有,，]{0,12})呢(?:$|[?？,，。])"
    "|(?:注销|销掉|销了|取消|删掉|删除|删了|撤掉|去掉).{0,16}(?:会|就)?(?:怎么样|怎样|咋样|点样|点呀|怎么着|发生什么|有(?:什么|啥|何)(?:后果|影响|变化)|变成(?:什么|啥)样)"
    r"|\bwhat (?:\w+ )?(?:happens|happen|changes|change|becomes?)\b.{0,25}\b(?:if|when|once)\b"
    rf".{{0,15}}\b{_CANCEL}"
    rf"|\b(?:if|when|once|suppose|supposing)\b.{{0,15}}\b{_CANCEL}.{{0,40}}"
    r"\bwhat (?:\w+ )?(?:happens?|changes?|becomes?|do i lose|is lost)\b"
    rf"|\bwhat if\b.{{0,15}}\b{_CANCEL}"
    rf"|\bwhat (?:would|will|do|does|could) (?:(?:i|we|it|that) )?(?:lose|change|happen|go)\b"
    rf".{{0,15}}\b(?:if|when|once|by)\b.{{0,20}}\b{_CANCEL}"
)
_NOT_CANCELLED = re.compile(
    "(?:没有|[不没未别](?!小心))[^,。.;!?了的]{0,3}(?:注销|销|取消)"
    r"|(?:\bnot|n't|\bnever|\bwithout|\bnobody|\bno one)\b.{0,12}\b(?:cancel|drop|delete|remov)"
)
"""A cancellation that is not made: 不注销, 要是没注销, "don't cancel"."""
_OF_SOMETHING_ELSE = re.compile(
    r"域名|邮箱|服务器|解析|数据|内容|实例|\b(?:domain|e-?mail|mail|server|dns|data|files?)s?\b"
)
_OF_ALL = re.compile(r"全部|所有|都|统统|一律|\b(?:all|both|every|everything)\b")
_LETTER = re.compile(r"声明|申请书|承诺书|\b(?:letter|statement)s?\b")
_CANCELS = re.compile(rf"注销|销掉|销了|取消|删掉|删除|撤掉|\b{_CANCEL}")


def speaks_of_what_if(text: str) -> bool:
    """Return whether a text asks what a cancellation would change, and not what becomes of a filing
    that is not cancelled.

    >>> speaks_of_what_if("如果注销商城会怎么样"), speaks_of_what_if("怎么注销商城")
    (True, False)
    >>> speaks_of_what_if("不注销会怎么样"), speaks_of_what_if("what happens if I don't cancel")
    (False, False)
    """
    folded = folded_in_place(text).replace("’", "'")
    return _ASKS.search(folded) is not None and _NOT_CANCELLED.search(folded) is None


def speaks_of_what_stays(text: str) -> bool:
    """Return whether a text speaks of what no cancellation is of: domain, e-mail, server, data."""
    return _OF_SOMETHING_ELSE.search(folded_in_place(text)) is not None


def speaks_of_all(text: str) -> bool:
    """Return whether a text speaks of all there are."""
    return _OF_ALL.search(folded_in_place(text)) is not None


_JOINS = re.compile(
    r"(?:的|网站|站|这个?|那个?|两个?|和|跟|与|及|以及|还有|同|、|连同|加上?|\s|'s|&|\+|/"
    r"|\b(?:and|the|my|our|also|as well as|together with|plus|site|website|both|one|app)\b)*"
)


def joins_things(text: str, *, in_a_list: bool) -> bool:
    """Return whether what stands between two names joins them, so that both are meant alike; a
    comma does within a list (`in_a_list`), and not between a condition and what follows it.

    >>> joins_things("和", in_a_list=False), joins_things("，", in_a_list=False)
    (True, False)
    """
    folded = folded_in_place(text)
    if in_a_list:
        folded = re.sub("[,，]", " ", folded)
    return _JOINS.fullmatch(folded) is not None


_SITES = "(?:网站|网址|站点|站)"
_ALL_SITES = re.compile(
    rf"(?:所有|全部|每一?个|各个|[两三四五六七八九十几]个?|俩)的?{_SITES}.{{0,6}}?(?:都|全|一起|统统|一并|注销|销)"
    rf"|(?:所有|全部|每一?个|名下)的?{_SITES}|{_SITES}(?:们)?(?:全部?|都|统统|一起)"
    r"|\b(?:all|both|every|each)(?: of)?(?: (?:my|our|the|these|those|your))?(?: (?:two|three|four"
    r"|five|six|other|single))?(?: \w+)? (?:web)?sites?\b|\beverything on file\b"
)
_BOTH = re.compile(r"[两俩]个?(?:站|网站)?[都全一]|都(?=.{0,2}(?:注销|销|删))|\bboth\b")


def speaks_of_all_sites(text: str) -> bool:
    """Return whether a text speaks of all websites there are.

    >>> speaks_of_all_sites("把所有网站都注销会怎么样")
    True
    """
    return _ALL_SITES.search(folded_in_place(text)) is not None


def speaks_of_both(text: str) -> bool:
    """Return whether a text speaks of two things together, without saying what they are."""
    return _BOTH.search(folded_in_place(text)) is not None


_ALL_PROVIDERS = re.compile(
    "(?:两|几|三|所有|全部|每)(?:个|一)?(?:家|边|个?接入商|个?服务商|个?云)"
    "|接入(?:商|备案)?(?:全部?|都|统统|一起)"
    r"|\b(?:both|all|every|each|the two)\b.{0,20}\b(?:providers?|accesses|clouds?|hosts?)\b"
    r"|\b(?:both|all)\b.{0,24}\baccess\b"
)


def speaks_of_both_providers(text: str) -> bool:
    """Return whether a text speaks of access at all its providers together.

    >>> speaks_of_both_providers("商城两家的接入都取消会怎么样")
    True
    """
    return _ALL_PROVIDERS.search(folded_in_place(text)) is not None


_PROVIDER = r".{2,24}?"
_DROPS_ACCESS = re.compile(
    "(?:那|那么|我们?|想要?|要|准备|打算|现在|就|先|请|只|还是|把|将|在| )*"
    rf"(?:取消(?:掉|了)?{_PROVIDER}(?:的|那边的?|这边的?|上的|那家的?)?接入(?:备案)?"
    rf"|{_PROVIDER}(?:的|那边的?|这边的?|上的|那家的?)?接入(?:备案)?(?:取消|停|断|撤)(?:掉|了)?)"
    "(?:吧|了|呗|一下|呢|啊| )*"
    r"|(?:(?:ok|okay|so|please|then|and|i|we|want|would|like|to|let'?s|let|me|us|just|only|need"
    r"|i'd|we'd|now)[, ]+)*(?:cancel|drop|end|remove|give up|get rid of) (?:(?:the|my|our) )?"
    rf"(?:access (?:at|with|through|to|of|on) {_PROVIDER}|{_PROVIDER} access)"
    r"(?: please| now| then| only)*"
)


def wants_to_drop_access(text: str) -> bool:
    """Return whether a text says no more than that access at somebody's is to be cancelled.

    >>> wants_to_drop_access("取消腾讯云的接入"), wants_to_drop_access("取消接入要多久")
    (True, False)
    >>> wants_to_drop_access("I want to drop Alibaba's access")
    True
    """
    folded = folded_in_place(text).replace("’", "'").strip(" .!?。！？")
    return _DROPS_ACCESS.fullmatch(folded) is not None and _NOT_CANCELLED.search(folded) is None


def speaks_of_a_letter(text: str) -> bool:
    """Return whether a text speaks of the letter that declares a cancellation."""
    return _LETTER.search(folded_in_place(text)) is not None


def speaks_of_one_cancellation(text: str) -> bool:
    """Return whether a text speaks of cancelling once, and not of what is cancelled afterwards.

    >>> speaks_of_one_cancellation("取消接入会怎样")
    True
    >>> speaks_of_one_cancellation("取消接入以后再注销会怎样")
    False
    """
    return len(_CANCELS.findall(folded_in_place(text))) == 1
