"""Whether a message asks for a plain yes or no and nothing else ("能还是不能", "yes or no")."""

from __future__ import annotations

import re

from beian.nlu.text.characters import folded_in_place

_BARE = re.compile(
    r"\W*(?:你?(?:就|直接|到底|只)?(?:说|回答|告诉我)?[，, ]*)?"
    "(?:能还是不能|能不能|行还是不行|行不行|可以还是不可以|可不可以|要还是不要|要不要|是还是不是|是不是|会还是不会|会不会|"
    "用还是不用|用不用|对还是不对|现在还是等|现在办还是等|一句话)(?:[，, ]*一句话)?"
    "(?:啊|呀|呢|嘛|吧)?\\W*"
    r"|\W*(?:(?:so|just|please|pls|then|well|ok|but|answer|sorry)\W+)*(?:is it (?:a )?|simply )?"
    r"(?:yes or (?:a )?no|yes\W+no|y/n|now or (?:wait|later)|wait or (?:not|now)"
    r"|can i or (?:not|can'?t i)|allowed or not|possible or not)"
    r"(?:\W+(?:please|pls|then|only|thanks?))*\W*"
)


def wants_a_verdict(text: str) -> bool:
    """Return whether a text asks for yes or no alone, on what was spoken of before.

    >>> wants_a_verdict("yes or no please"), wants_a_verdict("能不能补发")
    (True, False)
    """
    return _BARE.fullmatch(folded_in_place(text)) is not None
