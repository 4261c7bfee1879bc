"""Texts that do no more than name something: "那个 App 呢", "and the shop?", "是阿里云的"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from beian.nlu.text.characters import folded_in_place

_AROUND = re.compile(
    "(?:那|那么|还有|至于|另外|再|个|个的|这个|那个|的|网站|站|站点|站子|呢|吗|嘛|啊|呀|么|哦|噢|"
    "不对|不是|我?[问说讲指]的是?|问的?|那?[张单次回]|结尾|尾号|开头|末尾|错了|记错了|说错了|我|我们|咱|是|在|用|备|备案|应该|其实|这边|那边|那儿|省|市|了|"
    r"(?:and|ok|okay|so|then|well|what|how|about|an?|the|my|our|that|this|one|site|website|it|it'?s|is|"
    r"i|we|am|are|with|in|at|on|no|oh|wait|sorry|actually|use|using|from|province|mean|meant|meaning|asked|about|said|not|for|order|thing)\b|"
    r"[\W_])*"
)
"""What may stand around a name in a message that does no more than name something."""


def does_no_more_than_name(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether a text holds nothing beside those stretches but what joins them to the
    talk."""
    left = list(folded_in_place(text))
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return _AROUND.fullmatch("".join(left)) is not None
