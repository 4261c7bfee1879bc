"""Put invented names of websites into a part of the training messages.

What a site is called must not count for what a message means, and a name may hold any word: that
of another topic, or of none. The same messages get the same names in every training.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from ruamel.yaml import YAML

EVERY = 4
"""One message of so many gets a name."""
_LONGEST = {"zh": 40, "en": 110}
"""Characters of a message that gets one."""
_HAN = re.compile("[\u4e00-\u9fff]")
_PLACES = {
    # What a name may stand for; of the first group nothing but the name is left.
    "zh": re.compile("(?:我的|我们的|这个|那个|该)?(?:网站|站点|官网)(?!负责|名|备案号|信息)"),
    "en": re.compile(r"\b(?:my|our|the|a|this|that) (?:web ?)?site\b(?!')"),
}
_AROUND = {
    "zh": ("{name}{text}", "{name} {text}", "{name}，{text}", "{text}，{name}", "{text} {name}"),
    "en": (
        "{name}: {text}",
        "{name}, {text}",
        "{text}, {name}",
        "{text} {name}",
        "{text} for {name}",
    ),
}


def with_invented_names(texts: Sequence[str]) -> list[str]:
    """Return the messages, folded ones, some of them with a name put in."""
    return [_named(text) for text in texts]


def _named(text: str) -> str:
    draw = zlib.crc32(text.encode())
    language = "zh" if _HAN.search(text) else "en"
    if draw % EVERY or not text or len(text) > _LONGEST[language]:
        return text
    draw //= EVERY
    # Names in Latin letters stand in Chinese messages, too.
    name = invented_name("en" if draw % 3 == 0 else language, draw)
    place = _PLACES[language].search(text)
    if place and draw % 2:
        return text[: place.start()] + name + text[place.end() :]
    around = _AROUND[language]
    mark = "?" if text.endswith("?") else ""
    return around[draw % len(around)].format(name=name, text=text.removesuffix(mark)) + mark


def invented_name(language: str, draw: int) -> str:
    """Return one of the names of a language, folded."""
    beginnings, matters, endings = _parts(language)
    draw, beginning = divmod(draw, len(beginnings))
    draw, matter = divmod(draw, len(matters))
    draw, ending = divmod(draw, len(endings))
    gap = "" if language == "zh" else " "
    parts = [beginnings[beginning], matters[matter], endings[ending]]
    if draw % 4 == 0:  # some are shorter
        parts.pop(draw // 4 % 2)
    return gap.join(parts).casefold()


@lru_cache(maxsize=2)
def _parts(language: str) -> tuple[list[str], list[str], list[str]]:
    file = resources.files("beian.nlu") / "site_names.yml"
    read = YAML(typ="safe").load(file.read_text(encoding="utf-8"))[language]
    beginnings, matters, endings = (
        [str(word) for word in read[kind]] for kind in ("beginnings", "matters", "endings")
    )
    return beginnings, matters, endings
